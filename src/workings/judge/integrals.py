"""Definite integrals in normal form, by the fundamental theorem of calculus.

If F' = f on an open interval, f and F are continuous there, and F has finite limits at both ends, then the integral of
f over it, improper or not, is the difference of these limits. Where F comes from does not matter: a candidate (SymPy's
`manualintegrate`, which follows the rules of a textbook) is used only after the normal form of F' - f was found to be 0
and continuity was shown part by part: no denominator is 0 between the ends, no logarithm of what is not positive, and
so on (`continuous`). The limits at the ends are those of `approach`.

Two more rules: the gamma integral of t^(z-1) exp(-p t) from 0 to oo is gamma(z) p^-z for z, p > 0 (DLMF 5.9.1); and an
integrand without a candidate that is continuous on the whole line has the antiderivative P(x), its integral from 0 to
x, which is a letter. So integrals over neighbouring intervals add up and change sign when turned round, and
P(-x) = -(the integral of f(-s) from 0 to x). An integral of a sum is split only if each term is continuous. Where
undefined functions are integrated, the variable is changed so that the first of them is taken at it, and a product of
two of their derivatives is integrated by parts.
"""

from __future__ import annotations

from functools import lru_cache

from sympy import (
    Abs,
    Add,
    Dummy,
    Expr,
    Integral,
    Max,
    Min,
    Mul,
    Piecewise,
    S,
    Symbol,
    asinh,
    atan,
    cos,
    cosh,
    erf,
    erfc,
    exp,
    expand,
    gamma,
    log,
    oo,
    sin,
    sinh,
    tanh,
)
from sympy.integrals.manualintegrate import manualintegrate

from workings.judge import budget, kinks
from workings.judge.alphabet import terms
from workings.judge.approach import value_at
from workings.judge.calculus import steady
from workings.judge.letters import Exp, Slope, Unreadable
from workings.judge.normal import canonical, normal, vanishes
from workings.judge.premises import Premises
from workings.judge.signs import NeedsSign, nonnegative, nonzero, positive, real

SECONDS = 1.0
MOST_OPERATIONS = 60
NAMES = [Dummy(f"s{k}", real=True) for k in range(6)]
ON_THE_LINE = (exp, Exp, sin, cos, sinh, cosh, tanh, atan, asinh, erf, erfc, Abs, Max, Min)


def by_antiderivative(e: Integral, premises: Premises) -> Expr | None:
    """The value of an integral over one interval, finite or not; None if no antiderivative is found."""
    variable, low, high = e.limits[0]
    t = Dummy("t", real=True)
    f = e.function.xreplace({variable: t})
    if high is oo and low == 0 and (value := gamma_integral(f, t, premises)) is not None:
        return value
    if f.count_ops() > MOST_OPERATIONS or f.has(Slope, Integral):
        return None
    candidate = antiderivative(f, t)
    if candidate is None:
        return None
    upward = ascending(low, high, premises)
    return steady(t, lambda: by_candidate(f, candidate, t, (low, high), upward, premises))


def by_candidate(
    f: Expr, candidate: Expr, t: Symbol, ends: tuple[Expr, Expr], upward: bool, premises: Premises
) -> Expr | None:
    """The difference of the values of a candidate at the ends, if it is an antiderivative between them; else None."""
    low, high = ends
    for strict in (False, True):
        inside = between(t, low, high, upward, strict, premises)
        grown = chosen(candidate, t, inside)
        if grown is None or not (continuous(f, t, inside) and continuous(grown, t, inside)):
            continue
        if vanishes(grown.diff(t) - f, inside):
            below, above = (end_value(grown, t, end, (end == low) == upward, strict, premises) for end in ends)
            return above - below
        return None
    return None


def ascending(low: Expr, high: Expr, premises: Premises) -> bool:
    """Whether low <= high; NeedsSign where it is not known which is larger."""
    if high is oo or low is -oo or nonnegative(expand(high - low), premises):
        return True
    if low is oo or high is -oo or nonnegative(expand(low - high), premises):
        return False
    if not (real(low, premises) and real(high, premises)):
        raise Unreadable("an integral between what may not be real")
    raise NeedsSign(expand(high - low), strict=False)


def between(t: Symbol, low: Expr, high: Expr, upward: bool, strict: bool, premises: Premises) -> Premises:
    """The premises for a letter that lies between the ends."""
    first, last = (low, high) if upward else (high, low)
    if first.is_finite is not False:
        premises = premises.with_fact(expand(t - first), strict)
    return premises.with_fact(expand(last - t), strict) if last.is_finite is not False else premises


def end_value(grown: Expr, t: Symbol, end: Expr, first: bool, strict: bool, premises: Premises) -> Expr:
    """The value of an antiderivative at an end, or its limit there from inside, which must be finite."""
    if not strict and end.is_finite is not False:
        return grown.xreplace({t: end})
    value = value_at(grown, t, end, "+" if first else "-", premises)
    if value.is_infinite:
        raise Unreadable("an integral that does not converge")
    return value


def chosen(e: Expr, t: Symbol, premises: Premises) -> Expr | None:
    """`e` with the branch of each condition that does not hold t; None if one does."""
    cases = [part for part in e.atoms(Piecewise)]
    if any(condition.has(t) for part in cases for _, condition in part.args):
        return None

    def branch(part: Piecewise) -> Expr:
        return next((value for value, condition in part.args if kinks.truth(condition, premises)), S.NaN)

    return e.replace(lambda part: isinstance(part, Piecewise), branch) if cases else e


@lru_cache(maxsize=512)
def antiderivative(f: Expr, t: Symbol) -> Expr | None:
    """A candidate for an antiderivative, to be checked; None if none is found in time."""
    try:
        found = budget.within(SECONDS, lambda: manualintegrate(f, t))
    except budget.Overtime:
        return None
    return None if found.has(Integral, S.NaN, oo) else found


def gamma_integral(f: Expr, t: Symbol, premises: Premises) -> Expr | None:
    """The integral of c t^(z-1) exp(-p t) from 0 to oo for z, p > 0; None for another integrand."""
    front, inner = f.as_independent(t, as_Add=False)
    z, p = S.One, S.Zero
    for factor in Mul.make_args(inner):
        base, exponent = factor.as_base_exp()
        if base == t and not exponent.has(t):
            z += exponent
        elif isinstance(factor, exp) and not (slope := expand(factor.args[0] / t)).has(t):
            p -= slope
        else:
            return None
    known = [positive(canonical(e, premises), premises) for e in (z, p)]
    return front * gamma(z) * p**-z if all(known) else None


def continuous(e: Expr, t: Symbol, premises: Premises) -> bool:
    """Whether `e` is a continuous function of t where the premises allow t to be."""
    if not e.has(t):
        return True
    if not all(continuous(part, t, premises) for part in (e.places if isinstance(e, Slope) else e.args)):
        return False
    if e.is_Pow and not isinstance(e, exp):
        base = canonical(e.base, premises)
        if e.exp.is_Integer:
            return bool(e.exp > 0) or nonzero(base, premises)
        if not e.exp.has(t) and positive(e.exp, premises):
            return nonnegative(base, premises)
        return positive(base, premises)
    if isinstance(e, log):
        return positive(canonical(e.args[0], premises), premises)
    if isinstance(e, ON_THE_LINE):
        return isinstance(e, (exp, Exp, sin, cos)) or all(real(part, premises) for part in e.args)
    return e == t or e.is_Add or e.is_Mul or isinstance(e, Slope)


def by_primitives(e: Integral, premises: Premises) -> Expr | None:
    """An integral as P(high) - P(low), term by term; None if a term may not be continuous on the whole line."""
    variable, low, high = e.limits[0]
    if low.is_infinite or high.is_infinite or not (real(low, premises) and real(high, premises)):
        return None
    t = Dummy("t", real=True)
    return steady(t, lambda: by_terms(e.function.xreplace({variable: t}), t, low, high, premises))


def by_terms(f: Expr, t: Symbol, low: Expr, high: Expr, premises: Premises) -> Expr | None:
    """The integral of each term of f by its primitive; None if a term may not be continuous on the whole line."""
    body = terms(normal(f, premises))
    if not all(continuous(term, t, premises) for term in body):
        return None
    total = S.Zero
    for term in body:
        front, inner = term.as_independent(t, as_Add=False)
        grown, left = by_parts(inner, t)
        total += front * normal(grown.xreplace({t: high}) - grown.xreplace({t: low}), premises)
        c, rest = left.as_independent(t, as_Add=False)
        if left != 0:
            total += front * c * (primitive(rest, t, high, premises) - primitive(rest, t, low, premises))
    return total


def by_parts(f: Expr, t: Symbol) -> tuple[Expr, Expr]:
    """G and h with f = G' + h, for a product of two derivatives of undefined functions at t: the second one in the

    alphabet is left with the higher order; of one function, both with the same. For other integrands G is 0.
    """
    factors = Mul.make_args(f)
    if len(factors) != 2 or not all(isinstance(one, Slope) and one.places == (t,) for one in factors):
        return S.Zero, f
    first, second = sorted(factors, key=lambda one: (str(one.args[0]), int(one.orders[0])))
    if first.args[0] != second.args[0]:
        if first.orders[0] == 0:
            return S.Zero, f
        lower = ordered(first, -1, t)
        grown, left = by_parts(lower * ordered(second, 1, t), t)
        return lower * second - grown, -left
    apart = second.orders[0] - first.orders[0]
    if apart < 2:
        return (first**2 / 2, S.Zero) if apart == 1 else (S.Zero, f)
    lower = ordered(second, -1, t)
    grown, left = by_parts(ordered(first, 1, t) * lower, t)
    return first * lower - grown, -left


def ordered(one: Slope, more: int, t: Symbol) -> Slope:
    """A derivative of an order that is higher by `more`."""
    return Slope(one.args[0], one.orders[0] + more, t)


def straightened(f: Expr, t: Symbol, low: Expr, high: Expr, premises: Premises) -> tuple[Expr, Expr, Expr]:
    """The integrand and the ends with s = m t + c for t, where the first undefined function is taken at m t + c.

    For a rational m the integral of f from a to b is that of f / |m| over the interval between m a + c and m b + c,
    finite or not.
    """
    slopes = sorted((one for one in f.atoms(Slope) if one.has(t)), key=lambda one: (str(one.args[0]), str(one)))
    place = next((expand(place) for one in slopes[:1] for place in one.places if place.has(t)), t)
    m = place.coeff(t)
    c = expand(place - m * t)
    if place == t or not m.is_Rational or m == 0 or c.has(t) or not real(c, premises):
        return f, low, high
    ends = [end * m if end.is_infinite else expand(m * end + c) for end in (low, high)]
    first, last = ends if m > 0 else ends[::-1]
    return Add(*terms(normal(f.xreplace({t: (t - c) / m}) / abs(m), premises))), first, last


def integral_letter(f: Expr, t: Symbol, low: Expr, high: Expr) -> Expr:
    """An integral as a letter, with a standard name for its variable."""
    name = next((name for name in NAMES if not f.has(name)), t)
    return Integral(f.xreplace({t: name}), (name, low, high))


def primitive(f: Expr, t: Symbol, x: Expr, premises: Premises) -> Expr:
    """The integral of f from 0 to x, as a letter; from 0 to -x it is that of -f(-t) from 0 to x."""
    x = canonical(x, premises)
    if x == 0:
        return S.Zero
    if x.could_extract_minus_sign():
        mirrored = canonical(f.xreplace({t: -t}), premises)
        front, rest = mirrored.as_independent(t, as_Add=False)
        return -front * primitive_letter(rest, t, -x)
    return primitive_letter(f, t, x)


def primitive_letter(f: Expr, t: Symbol, x: Expr) -> Expr:
    """The letter for the integral of f from 0 to x, with a standard name for its variable."""
    name = next((name for name in NAMES if not f.has(name) and not x.has(name)), None)
    if name is None:
        raise Unreadable("integrals inside each other")
    return Integral(f.xreplace({t: name}), (name, S.Zero, x))
