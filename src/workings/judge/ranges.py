"""Sums, products and integrals over their ranges: the part of `values` for what has a bound variable.

Finite sums and products are folded term by term. An integral over a bounded interval is enclosed rigorously by Arb's
adaptive Gauss-Legendre quadrature with error bounds (F. Johansson, "Numerical integration in arbitrary-precision ball
arithmetic", ICMS 2018), which asks for the integrand on complex balls: `Walk.analytic` is set there, so that a ball on
a cut or a kink has no value and the interval is divided further.

Infinite ranges are only *numeric*: the value is computed twice in two different ways, and the ball that is returned
has a radius of a million times their difference and at least 10^-10 of the value, so that only a gross difference can
refute, after the second opinion has found it as well. The terms of an infinite sum must fall off first: where the
ratio of terms far out shows no decay, or decay too slow for a sum, nothing is said (`Unable`).

No sample sees a peak that lies between or beyond its places, as that of exp(-(x - 100)^2). Where a peak lies, and how
wide it is, depends on the numbers in the function, and a root of a polynomial is at most 1 + the largest quotient of
its coefficients (Cauchy). So an integral is enclosed by Arb up to 50 times the product of their sizes, and mpmath adds
the rest beyond it; a sum with a greater product than the number of its terms that are looked at has no value.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy as sp
from flint import acb, arb, ctx
from mpmath import mp, mpf
from mpmath.libmp import to_rational

from workings.judge import balls
from workings.judge.balls import INFINITE
from workings.judge.no_value import Unable, Undefined, Unsure

MOST_TERMS = 4000
MOST_CALLS = 2000
LONG, LONGER = 1000, 1600
NEAR = 150
WIDTHS = 50
ROUGH = {"rel_tol": arb(2) ** -55, "abs_tol": arb(2) ** -70}
DIGITS = 30


def folded(walk: Any, e: Any) -> Any:
    """A sum or product, its last index outermost; empty where the upper limit is below the lower one."""
    total: Any = Fraction(0 if isinstance(e, sp.Sum) else 1)
    join = walk.plus if isinstance(e, sp.Sum) else walk.times
    *inner, (index, low, high) = e.limits
    body = e.func(e.function, *inner) if inner else e.function
    if high is sp.oo or low is -sp.oo:
        return endless(walk, e, body, index, low)
    low, high = walk.whole(low), walk.whole(high)
    if high - low > MOST_TERMS:
        raise Unable("a long sum")
    for k in range(low, high + 1):
        total = join(total, walk.with_letter(index, Fraction(k)).at(body))
    return total


def endless(walk: Any, e: Any, body: Any, index: Any, low: Any) -> Any:
    """A sum over infinitely many whole numbers, numerically."""
    if not isinstance(e, sp.Sum) or low is -sp.oo:
        raise Unable("an infinite product, or a sum from -oo")
    start = walk.whole(low)

    def term(k: Any) -> Any:
        return number(walk.with_letter(index, Fraction(int(k))).at(body))

    with mp.workdps(DIGITS), ctx.workprec(balls.bits(DIGITS)):
        scale = size_of_numbers(walk, body.as_independent(index, as_Add=False)[1])
        if scale > LONG:
            raise Unable("a sum whose terms may be large far out")
        if falls_off(term, start):
            return doubted(
                mp.fsum(map(term, range(start, start + LONG))), mp.fsum(map(term, range(start, start + LONGER)))
            )
        if scale > NEAR:
            raise Unable("a sum whose terms may be large far out")
        ends = [start, mp.inf]
        return doubted(mp.nsum(term, ends), mp.nsum(term, ends, method="levin", levin_variant="u"))


def size_of_numbers(walk: Any, body: Any) -> Any:
    """The product of the sizes, or of their reciprocals, whichever is at least 1, of the constants in an expression."""
    letters = {letter for letter in body.free_symbols if letter not in walk.table}
    if letters or not isinstance(body, sp.Expr):
        return mp.fprod(size_of_numbers(walk, part) for part in body.args)
    size = abs(number(walk.at(body)))
    return max(size, 1 / size) if size else mpf(1)


def falls_off(term: Callable[[int], Any], start: int) -> bool:
    """Whether the terms fall off geometrically; Unable unless they do, or like k^(-1.05), or alternate and fall off."""
    first, *far = (abs(term(start + k)) for k in (0, 150, 151, 300, 301, 600, 601))
    a, b, c = (max(far[k], far[k + 1]) for k in (0, 2, 4))
    if c <= max(b, first, mpf(10) ** -DIGITS) / 10**9 and b <= max(a, first):
        return True
    if a == 0 or b == 0 or c == 0:
        raise Unable("a sum with scattered terms")
    slope = -mp.log(c / b) / mp.log(mpf(2))
    alternating = all(mp.re(term(start + k) / term(start + k + 1)) < 0 for k in (300, 600))
    if not (slope > 1.05 or (alternating and slope > 0.2)):
        raise Unable("a sum that is not seen to converge")
    return False


def integral(walk: Any, e: sp.Integral) -> Any:
    """An integral over one interval."""
    if len(e.limits) != 1 or len(e.limits[0]) != 3:
        raise Unable("an integral without limits, or over several variables")
    variable, low, high = e.limits[0]
    if low in (sp.oo, -sp.oo) or high in (sp.oo, -sp.oo):
        return over_a_line(walk, e.function, variable, low, high)
    return finite_integral(walk, e.function, variable, walk.finite(low), walk.finite(high))


def finite_integral(walk: Any, body: Any, variable: Any, low: Any, high: Any, **tolerance: Any) -> Any:
    """A ball that holds an integral over a bounded interval."""
    start, end = balls.complex_ball(low), balls.complex_ball(high)
    value = acb.integral(integrand(walk, body, variable), start, end, eval_limit=MOST_CALLS, **tolerance)
    if not value.is_finite():
        raise Unable("an integral")
    return balls.settled(value)


def integrand(walk: Any, body: Any, variable: Any) -> Callable[[acb, bool], acb]:
    """The integrand as Arb calls it: no bounds where it has no value, or none is found, on the whole ball."""

    def at(t: acb, analytic: bool) -> acb:
        try:
            inner = walk.with_letter(variable, balls.settled(t))
            inner.analytic = analytic
            value = inner.at(body)
            return acb("nan") if value is INFINITE else balls.complex_ball(value)
        except (Unsure, Undefined, Unable):  # no exception may pass through Arb
            return acb("nan")

    return at


def over_a_line(walk: Any, body: Any, variable: Any, low: Any, high: Any) -> Any:
    """An integral over an infinite interval, numerically: by a rule after t = s/(1 - s^2), and in parts."""

    def at(t: Any) -> Any:
        value = exact(t)
        return number(walk.with_letter(variable, value).at(body))

    def folded_in(s: Any) -> Any:
        t = s / (1 - s * s)
        return at(t) * (1 + s * s) / (1 - s * s) ** 2

    with mp.workdps(DIGITS), ctx.workprec(balls.bits(DIGITS) + 30):
        ends = [
            mp.inf * (1 if end is sp.oo else -1) if end.is_infinite else number(walk.finite(end)) for end in (low, high)
        ]
        inner = [mpf(1 if end > 0 else -1) if mp.isinf(end) else shrunk(end) for end in ends]
        whole = mp.quad(folded_in, split(inner), method="tanh-sinh", maxdegree=7)
        far = WIDTHS * size_of_numbers(walk, body) + sum(abs(end) for end in ends if not mp.isinf(end))
        near = [mp.nint(max(min(end, far), -far)) if mp.isinf(end) else end for end in ends]
        middle = number(finite_integral(walk, body, variable, *(balls.ball(exact(end)) for end in near), **ROUGH))
        tails = [mp.quad(at, pair) for pair in ([ends[0], near[0]], [near[1], ends[1]]) if pair[0] != pair[1]]
        return doubted(mp.fsum([middle, *tails]), whole)


def split(ends: list[Any]) -> list[Any]:
    """An interval divided at 0, if 0 is inside."""
    return [ends[0], mpf(0), ends[1]] if ends[0] < 0 < ends[1] else ends


def shrunk(t: Any) -> Any:
    """The s with t = s/(1 - s^2)."""
    return 2 * t / (1 + mp.sqrt(1 + 4 * t * t))


def exact(t: Any) -> Fraction:
    """An mpmath number as a fraction, which it is."""
    return Fraction(*map(int, to_rational(mpf(t)._mpf_)))


def number(value: Any) -> Any:
    """A value as an mpmath number: the midpoint of a ball."""
    if value is INFINITE:
        raise Undefined("infinite")
    if isinstance(value, Fraction):
        return mpf(value.numerator) / value.denominator
    real, imag = balls.ball(balls.real_part(value)), balls.ball(balls.imaginary_part(value))
    parts = [midpoint(part) for part in (real, imag)]
    return parts[0] if parts[1] == 0 else mp.mpc(*parts)


def midpoint(value: arb) -> Any:
    """The midpoint of a real ball as an mpmath number."""
    mantissa, exponent = value.mid().man_exp()
    return mp.ldexp(mpf(int(mantissa)), int(exponent))


def doubted(first: Any, second: Any) -> Any:
    """A ball round a numeric value, wide enough for what its two computations do not share."""
    if not (mp.isfinite(first) and mp.isfinite(second)):
        raise Unable("an integral or a sum that does not settle")
    off = abs(first - second)
    if off > mpf(10) ** -6 * (1 + abs(first)):
        raise Unable("an integral or a sum that does not settle")
    radius = max(10**6 * off, mpf(10) ** -10 * abs(first), mpf(10) ** -20)
    low = arb(str(mp.re(first)), str(radius))
    return low if mp.im(first) == 0 else acb(low, arb(str(mp.im(first)), str(radius)))


RULES: tuple[tuple[Any, Callable[[Any, Any], Any]], ...] = (
    ((sp.Sum, sp.Product), folded),
    (sp.Integral, integral),
)
