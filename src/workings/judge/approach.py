"""The value of a limit: lim f(z) for z -> a from above, from below or from both sides, and for z -> oo and -oo.

With z = a + 1/x, a - 1/x, x or -x each of them is a limit for x -> oo, which `growth` finds for an expression in the
form of `tractable`. A limit from both sides is the common value of the two. What stands below a fraction bar and does
not hold z is not 0, for the expression is not defined otherwise (`domains` sees to it that the other side of an
equation is not defined there either).
"""

from __future__ import annotations

from dataclasses import replace

from sympy import Derivative, Dummy, Expr, Limit, Order, Pow, S, Subs, Symbol, oo
from sympy.core.function import AppliedUndef

from workings.judge.alphabet import Unreadable, factors
from workings.judge.calculus import without_derivatives
from workings.judge.growth import Growth
from workings.judge.normal import normal, vanishes
from workings.judge.premises import Premises
from workings.judge.signs import NeedsSign
from workings.judge.tractable import tractable

BOTH = "+-"


def limit_value(e: Limit, known: Premises) -> Expr:
    """The value of a limit, oo and -oo included; Unreadable if it is not found, NeedsSign if it depends on a sign."""
    body, z, to, side = e.args
    return value_at(body, z, to, str(side), known)


def value_at(body: Expr, z: Symbol, to: Expr, side: str, known: Premises) -> Expr:
    """The limit of `body` for z -> to from one side ('+' or '-') or from both ('+-')."""
    if to.is_infinite or side != BOTH:
        return one_limit(body, z, to, side, known)
    left, right = (one_limit(body, z, to, one, known) for one in "-+")
    if left == right or not (left.is_infinite or right.is_infinite) and vanishes(left - right, known):
        return right
    raise Unreadable("the limits from the left and from the right are not shown to agree")


def one_limit(body: Expr, z: Symbol, to: Expr, side: str, known: Premises) -> Expr:
    """The limit from one side, by x -> oo."""
    x = Dummy("x", positive=True)
    growth = Growth(x, with_denominators(body, z, known))
    there = substituted(body, z, approached(x, to, side))
    value = growth.limit(tractable(resolved(there, growth.known), growth))
    if value.has(*growth.oscillating.values(), S.NaN, S.ComplexInfinity):
        raise Unreadable("it oscillates")
    return value


def approached(x: Symbol, to: Expr, side: str) -> Expr:
    """What runs to the limit point as x -> oo."""
    if to.has(S.NaN, S.ComplexInfinity) or (to.has(oo, -oo) and to not in (oo, -oo)):
        raise Unreadable(f"a limit at {to}")
    if to.is_infinite:
        return x if to is oo else -x
    return to + 1 / x if side == "+" else to - 1 / x


def substituted(body: Expr, z: Symbol, place: Expr) -> Expr:
    """`body` at a place, with undefined functions written as `Slope`; Unreadable if it holds what cannot be read."""
    body = without_derivatives(body)
    if body.has(Derivative, Subs, AppliedUndef, Order):
        raise Unreadable("a derivative inside a limit")
    if not body.is_commutative:
        raise Unreadable("a limit of what does not commute")
    return body.xreplace({z: place})


def resolved(e: Expr, known: Premises) -> Expr:
    """`e` with the limits inside it replaced by their values."""
    return e.replace(lambda part: isinstance(part, Limit), lambda part: limit_value(part, known))


def with_denominators(body: Expr, z: Symbol, known: Premises) -> Premises:
    """The premises, and that no denominator in `body` is 0 that does not hold z."""
    found = set()
    for part in body.atoms(Pow):
        if part.exp.could_extract_minus_sign() and part.base.free_symbols:
            found |= constant_factors(part.base, z, known)
    return replace(known, nonzero=known.nonzero | found)


def constant_factors(base: Expr, z: Symbol, known: Premises) -> set[Expr]:
    """The factors of a denominator that do not hold z."""
    try:
        return {factor for factor, _ in factors(normal(base, known))[1] if not factor.has(z)}
    except (Unreadable, NeedsSign):
        return set()


def limit_normal(e: Limit, known: Premises) -> Expr:
    """The normal form of a limit: that of its value, which must be finite."""
    value = limit_value(e, known)
    if value.has(oo, -oo):
        raise Unreadable("an infinite limit")
    return normal(value, known)


RULES = ((Limit, limit_normal),)
