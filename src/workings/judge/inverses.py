"""Inverse trigonometric and hyperbolic functions: their logarithms, their relations, exponentials of them.

On SymPy's principal branches, cuts included (DLMF 4.23.19 to 4.23.26, 4.37.16 to 4.37.24; the values on the cuts are
those that the logarithms give):

    asin u = -i log(i u + s),  s = sqrt(1 - u**2) = sqrt(1 - u) sqrt(1 + u)
    atan u = i/2 (log(1 - i u) - log(1 + i u))
    asinh u = log(u + sqrt(u**2 + 1)),  acosh u = log(u + sqrt(u - 1) sqrt(u + 1)),
    atanh u = (log(1 + u) - log(1 - u)) / 2

The hyperbolic ones are opened into these logarithms. The others stay letters, as few kinds of them as possible:
acos u = pi/2 - asin u for all u; acot u is pi/2 - atan u for real u >= 0 and -pi/2 - atan u for u < 0 (SymPy's acot
jumps at 0), asec u = acos(1/u) and acsc u = asin(1/u). atan2(y, x) is atan(y/x) with the multiple of pi that belongs
to the half plane, where that is known. They meet exponentials in sin(atan x) and the like, and there the logarithms
give, for every rational c,

    exp(i c asin u) = (i u + s)**c,    exp(i c atan2(y, x)) = ((x + i y) / sqrt(x**2 + y**2))**c

(principal powers, for exp(c log w) = w**c is their definition), and for a whole number c

    exp(i c atan u) = ((1 + i u) / sqrt(1 + u**2))**c.

The last one: by the definition it is (1 + i u)**(c/2) (1 - i u)**(-c/2), and sqrt(1 + w) sqrt(1 - w) = sqrt(1 - w**2)
for every w, because the arguments of 1 + w and 1 - w have opposite signs, or one of them is 0, so that their sum
stays between -pi and pi.
"""

from sympy import (
    Expr,
    I,
    Mul,
    Pow,
    acos,
    acosh,
    acot,
    acoth,
    acsc,
    acsch,
    asec,
    asech,
    asin,
    asinh,
    atan,
    atan2,
    atanh,
    log,
    pi,
    sqrt,
)
from sympy.functions.elementary.hyperbolic import InverseHyperbolicFunction

from workings.judge.alphabet import Unreadable
from workings.judge.normal import canonical, normal
from workings.judge.premises import Premises
from workings.judge.signs import NeedsSign, nonnegative, nonzero, positive, real

ARCS = (asin, atan, atan2)


def inverse_hyperbolic(e: Expr, premises: Premises) -> Expr:
    """An inverse hyperbolic function by its definition as a logarithm."""
    u = e.args[0]
    if isinstance(e, (acoth, asech, acsch)):
        if not nonzero(u, premises):
            raise Unreadable(f"{type(e).__name__} at 0")
        kind = {acoth: atanh, asech: acosh, acsch: asinh}[type(e)]
        return inverse_hyperbolic(kind(1 / u, evaluate=False), premises)
    if isinstance(e, asinh):
        return normal(log(u + sqrt(u**2 + 1)), premises)
    if isinstance(e, acosh):
        return normal(log(u + sqrt(u - 1) * sqrt(u + 1)), premises)
    if isinstance(e, atanh):
        return normal(log(1 + u) - log(1 - u), premises) / 2
    raise Unreadable(f"no logarithm for {type(e).__name__}")


def arc_cosine(e: acos, premises: Premises) -> Expr:
    """acos u as pi/2 - asin u."""
    return pi / 2 - asin(canonical(e.args[0], premises))


def arc_of_reciprocal(e: asec | acsc, premises: Premises) -> Expr:
    """asec u and acsc u by asin(1/u); at 0 they have no value."""
    arc = asin(canonical(1 / e.args[0], premises))
    return pi / 2 - arc if isinstance(e, asec) else arc


def arc_cotangent(e: acot, premises: Premises) -> Expr:
    """acot u by atan u for real u of known sign, by atan(1/u) for others that are not 0."""
    u = canonical(e.args[0], premises)
    if real(u, premises):
        if nonnegative(u, premises):
            return pi / 2 - atan(u)
        if positive(-u, premises):
            return -pi / 2 - atan(u)
        raise NeedsSign(u, strict=True)
    if nonzero(u, premises):
        return atan(canonical(1 / u, premises))
    raise Unreadable("acot of what may be 0")


def arc_of_point(e: atan2, premises: Premises) -> Expr:
    """atan2(y, x) by atan(y/x) in a half plane that is known; elsewhere it stays a letter."""
    y, x = (canonical(part, premises) for part in e.args)
    if not (real(x, premises) and real(y, premises)):
        raise Unreadable("atan2 of complex numbers")
    if positive(x, premises):
        return atan(canonical(y / x, premises))
    if positive(y, premises):
        return pi / 2 - atan(canonical(x / y, premises))
    if positive(-y, premises):
        return -pi / 2 - atan(canonical(x / y, premises))
    if positive(-x, premises) and nonnegative(y, premises):
        return pi + atan(canonical(y / x, premises))
    return atan2(y, x)


def turned_by(monomial: Expr) -> Expr | None:
    """The arc a if a monomial is i a; else None."""
    parts = set(Mul.make_args(monomial))
    arcs = [part for part in parts if isinstance(part, ARCS)]
    return arcs[0] if len(arcs) == 1 and parts == {I, arcs[0]} else None


def exponential_of_arc(arc: Expr, c: Expr, premises: Premises) -> Expr | None:
    """exp(i c a) for an arc a and a rational c, without the arc; None if there is no such form."""
    if abs(c) > 64:
        raise Unreadable(f"a multiple {c} of an arc")
    if isinstance(arc, asin):
        u = arc.args[0]
        cosine = normal(sqrt(1 - u**2), premises)
        if not c.is_Integer:
            return Pow(cosine + I * u, c)
        return (cosine + I * u * (1 if c > 0 else -1)) ** abs(c)
    if isinstance(arc, atan2):
        y, x = arc.args
        point, size = x + I * y, normal(sqrt(x**2 + y**2), premises)
        return (point / size) ** c if c.is_Integer else Pow(point, c) * size**-c
    if not c.is_Integer:
        return None
    u, n = arc.args[0], abs(c)
    turned = (1 + I * u * (1 if c > 0 else -1)) ** n / (1 + u**2) ** (n // 2)
    return turned if n % 2 == 0 else turned / normal(sqrt(1 + u**2), premises)


def gap_of_arc(e: Expr) -> Expr | None:
    """What is 0 where an inverse function has no value: the ends of its logarithms; None if there is nothing."""
    if isinstance(e, (atan, acot)):
        return 1 + e.args[0] ** 2
    if isinstance(e, (asec, acsc, asech, acsch)):
        return e.args[0]
    if isinstance(e, (atanh, acoth)):
        return 1 - e.args[0] ** 2
    if isinstance(e, atan2):
        return e.args[0] ** 2 + e.args[1] ** 2
    return None


RULES = (
    (InverseHyperbolicFunction, inverse_hyperbolic),
    (acos, arc_cosine),
    ((asec, acsc), arc_of_reciprocal),
    (acot, arc_cotangent),
    (atan2, arc_of_point),
)
