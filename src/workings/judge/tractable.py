"""Expressions in exp, log, powers and functions at finite places, equal to a given one for all large x.

`growth` reads only such expressions. The rewritings are identities that hold for all large x:

- Abs, sign, Max, Min, Heaviside and conditions take the branch of the sign that their argument finally has; floor and
  ceiling of what tends to a number are finally constant, of what tends to infinity differ from it by less than 1;
- hyperbolic functions are written by exponentials, their inverses by logarithms (DLMF 4.37.16 to 4.37.24, true on the
  principal branches), tan, cot, sec and csc by sin and cos;
- atan(u) = pi/2 - atan(1/u) for u > 0 and -pi/2 - atan(1/u) for u < 0 (DLMF 4.24.17);
- erf(u) = 1 - b exp(-u^2) for u > 0 with 0 < b < 1, for erfc(u) is 2/sqrt(pi) int_0^oo exp(-(u + t)^2) dt, and
  exp(-(u + t)^2) < exp(-u^2) exp(-t^2); erf is odd;
- gamma(u) = sqrt(2 pi) u^(u - 1/2) exp(-u + b/(12 u)) for u > 0 with 0 < b < 1 (DLMF 5.11.3 and 5.11.10; E. T.
  Whittaker and G. N. Watson, A Course of Modern Analysis, 12.33), and factorials and binomials by gamma;
- the harmonic number of u -> oo is log(u) + EulerGamma + b/(2 u) with 0 < b < 1 (from 5.11.2: psi(u + 1) = log(u) +
  1/(2 u) - 2 int_0^oo t dt / ((t^2 + u^2)(e^(2 pi t) - 1)), and the integral is less than 1/(24 u^2));
- sin(u) and cos(u) with u -> oo or -oo are letters between -1 and 1.

Each such letter b is new and is treated as a constant of unknown value. What else occurs must be analytic (atan, erf,
gamma, LambertW, ...) or, for undefined functions, is supposed to be smooth where its arguments tend to.
"""

from __future__ import annotations

from functools import partial

from sympy import (
    Abs,
    EulerGamma,
    Expr,
    Heaviside,
    LambertW,
    Max,
    Min,
    Piecewise,
    S,
    Sum,
    acos,
    acot,
    asin,
    atan,
    binomial,
    ceiling,
    cos,
    cot,
    csc,
    digamma,
    erf,
    erfc,
    exp,
    factorial,
    floor,
    gamma,
    harmonic,
    log,
    loggamma,
    oo,
    pi,
    polygamma,
    sec,
    sign,
    sin,
    tan,
)
from sympy.functions.elementary.hyperbolic import HyperbolicFunction, InverseHyperbolicFunction

from workings.judge.alphabet import Exp, Slope, Unreadable
from workings.judge.growth import Growth
from workings.judge.kinks import truth_by_signs
from workings.judge.signs import real


def tractable(e: Expr, growth: Growth) -> Expr:
    """`e` in a form that `growth` reads; Unreadable if there is none."""
    if not e.has(growth.x) or e == growth.x:
        return e
    if isinstance(e, Piecewise):
        return tractable(branch(e, growth), growth)
    if isinstance(e, Sum):
        return tractable_sum(e, growth)
    if isinstance(e, Slope):
        return finite(Slope(e.args[0], *e.orders, *(tractable(place, growth) for place in e.places)), growth)
    parts = [tractable(part, growth) for part in e.args]
    if e.is_Add or e.is_Mul or isinstance(e, (exp, Exp)):
        return (exp if isinstance(e, Exp) else e.func)(*parts)
    if isinstance(e, log) and len(parts) == 1:
        return log(parts[0])
    if e.is_Pow:
        return power(parts[0], parts[1], growth)
    rule = next((rule for kind, rule in RULES if isinstance(e, kind)), None)
    if rule is None:
        raise Unreadable(f"no behaviour at infinity is known of {type(e).__name__}")
    return rule(growth, e, *parts)


def power(base: Expr, exponent: Expr, growth: Growth) -> Expr:
    """A power; one whose exponent varies by exp and log of a base that is finally positive."""
    if not exponent.has(growth.x):
        return base**exponent
    if base is not S.Exp1 and growth.sign(base) <= 0:
        raise Unreadable("a varying power of what is not positive")
    return exp(exponent * log(base))


def tractable_sum(e: Sum, growth: Growth) -> Expr:
    """A sum between fixed limits, its terms in tractable form; none of these may need letters of its own."""
    if any(end.has(growth.x, S.Infinity, S.NegativeInfinity) for _, *ends in e.limits for end in ends):
        raise Unreadable("a sum with varying limits")
    before = len(growth.oscillating)
    with growth.inside(e):
        body = tractable(e.function, growth)
    if len(growth.oscillating) > before:
        raise Unreadable("a sum of what oscillates")
    return Sum(body, *e.limits)


def branch(e: Piecewise, growth: Growth) -> Expr:
    """The branch that finally applies: a condition holds for all large x, or for none."""
    for value, condition in e.args:
        if truth_by_signs(condition, lambda gap: growth.sign(tractable(gap, growth))):
            return value
    raise Unreadable("no case applies")


def finite(e: Expr, growth: Growth) -> Expr:
    """`e`, a function whose arguments tend to finite limits at which it is analytic; Unreadable if they do not."""
    for place in e.places if isinstance(e, Slope) else e.args:
        if growth.limit(place).is_infinite:
            raise Unreadable("a function of what is infinite")
    return e


def wave(growth: Growth, e: Expr, u: Expr) -> Expr:
    """sin(u) or cos(u)."""
    limit = growth.limit(u)
    if limit.is_infinite:
        if not real(u, growth.known):
            raise Unreadable("a wave of what may not be real")
        return growth.bounded(-1, e.func(u))
    return e.func(u)


def by_waves(growth: Growth, e: Expr, u: Expr) -> Expr:
    """tan, cot, sec, csc."""
    s, c = wave(growth, sin(growth.x), u), wave(growth, cos(growth.x), u)
    return {tan: s / c, cot: c / s, sec: 1 / c, csc: 1 / s}[e.func]


def rewritten(growth: Growth, e: Expr, *parts: Expr, way) -> Expr:
    """A function by exponentials or logarithms."""
    opened = e.func(*parts).rewrite(way)
    if opened.has(HyperbolicFunction, InverseHyperbolicFunction):
        raise Unreadable(f"no {way.__name__} for {type(e).__name__}")
    return tractable(opened, growth)


def arctangent(growth: Growth, e: Expr, u: Expr) -> Expr:
    """atan(u), by atan(1/u) for large u."""
    u = 1 / u if isinstance(e, acot) else u
    limit = growth.limit(u)
    if not real(u, growth.known):
        raise Unreadable("an arctangent of what may not be real")
    if limit.is_infinite:
        return (pi / 2 if limit is oo else -pi / 2) - atan(1 / u)
    return atan(u)


def arcsine(growth: Growth, e: Expr, u: Expr) -> Expr:
    """asin(u) or acos(u) where u tends to a number between -1 and 1."""
    limit = growth.limit(u)
    if limit.is_infinite or growth.sign_of_constant(1 - limit**2) <= 0:
        raise Unreadable("an arcsine near its ends")
    return e.func(u)


def error_function(growth: Growth, e: Expr, u: Expr) -> Expr:
    """erf(u) or erfc(u)."""
    limit = growth.limit(u)
    if not limit.is_infinite:
        return erf(u) if isinstance(e, erf) else 1 - erf(u)
    side = 1 if limit is oo else -1
    needs_real(u, growth)
    value = side * (1 - growth.bounded(0, erf(u)) * exp(-(u**2)))
    return value if isinstance(e, erf) else 1 - value


def log_gamma(growth: Growth, u: Expr) -> Expr:
    """log(gamma(u)) for u -> oo, by Stirling's formula."""
    return (u - S.Half) * log(u) - u + log(2 * pi) / 2 + growth.bounded(0, gamma(u)) / (12 * u)


def gamma_function(growth: Growth, e: Expr, u: Expr) -> Expr:
    """gamma(u), its logarithm, or factorial(u - 1): by Stirling's formula for u -> oo, as it is for u -> c > 0."""
    limit = growth.limit(u)
    if limit is oo:
        grown = log_gamma(growth, u)
        return grown if isinstance(e, loggamma) else exp(grown)
    if limit.is_infinite or growth.sign_of_constant(limit) <= 0:
        raise Unreadable("gamma near its poles")
    return loggamma(u) if isinstance(e, loggamma) else gamma(u)


def factorial_function(growth: Growth, e: Expr, u: Expr) -> Expr:
    """u! = gamma(u + 1)."""
    return gamma_function(growth, gamma(growth.x), u + 1)


def choose(growth: Growth, e: Expr, n: Expr, k: Expr) -> Expr:
    """A binomial coefficient by three factorials, whose arguments must not come near the poles."""
    top, low, rest = (gamma_function(growth, gamma(growth.x), u + 1) if u.has(growth.x) else factorial(u)
                      for u in (n, k, (n - k).expand()))  # fmt: skip
    return top / (low * rest)


def harmonic_number(growth: Growth, e: Expr, u: Expr, *order: Expr) -> Expr:
    """The harmonic number of u -> oo."""
    if order or growth.limit(u) is not oo:
        raise Unreadable("a harmonic number of what is not large")
    return log(u) + EulerGamma + growth.bounded(0, harmonic(u)) / (2 * u)


def psi(growth: Growth, e: Expr, order: Expr, u: Expr) -> Expr:
    """polygamma(0, u) for u -> oo: the harmonic number of u - 1 without EulerGamma, or as it is for u -> c > 0."""
    if order != 0:
        raise Unreadable("a derivative of digamma")
    limit = growth.limit(u)
    if limit is oo:
        return log(u) + (growth.bounded(0, digamma(u)) / 2 - 1) / u
    if limit.is_infinite or growth.sign_of_constant(limit) <= 0:
        raise Unreadable("digamma near its poles")
    return digamma(u)


def lambert(growth: Growth, e: Expr, u: Expr, *branch: Expr) -> Expr:
    """LambertW(u) on its main branch where u tends to a number above -1/e."""
    limit = growth.limit(u)
    if branch or limit.is_infinite or growth.sign_of_constant(limit + exp(-1)) <= 0:
        raise Unreadable("LambertW at infinity or at its branch point")
    return LambertW(u)


def absolute(growth: Growth, e: Expr, u: Expr) -> Expr:
    """Abs(u) of a real u."""
    return needs_real(u, growth) * growth.sign(u)


def sign_function(growth: Growth, e: Expr, u: Expr) -> Expr:
    """sign(u) of a real u."""
    return S(growth.sign(needs_real(u, growth)))


def step(growth: Growth, e: Expr, u: Expr, at_zero: Expr) -> Expr:
    """The step function, with its value at 0."""
    s = growth.sign(needs_real(u, growth))
    return S.One if s > 0 else S.Zero if s < 0 else at_zero


def extreme(growth: Growth, e: Expr, *parts: Expr) -> Expr:
    """Max or Min, by the signs of differences."""
    best = parts[0]
    for part in parts[1:]:
        s = growth.sign(needs_real(part - best, growth))
        best = part if (s > 0) == isinstance(e, Max) and s else best
    return best


def rounding(growth: Growth, e: Expr, u: Expr) -> Expr:
    """floor(u) or ceiling(u)."""
    limit = growth.limit(needs_real(u, growth))
    if limit.is_infinite:
        return u - growth.bounded(0, floor(u)) if isinstance(e, floor) else u + growth.bounded(0, ceiling(u))
    if not limit.is_Rational:
        raise Unreadable("rounding near what is not a fraction")
    if not limit.is_Integer:
        return e.func(limit)
    s = growth.sign(u - limit)
    return limit + (s if (s < 0) == isinstance(e, floor) else 0)


def needs_real(u: Expr, growth: Growth) -> Expr:
    """`u`; Unreadable if it may not be real."""
    if not real(u, growth.known):
        raise Unreadable("a comparison of what may not be real")
    return u


RULES = (
    ((sin, cos), wave),
    ((tan, cot, sec, csc), by_waves),
    (HyperbolicFunction, partial(rewritten, way=exp)),
    (InverseHyperbolicFunction, partial(rewritten, way=log)),
    ((atan, acot), arctangent),
    ((asin, acos), arcsine),
    ((erf, erfc), error_function),
    ((gamma, loggamma), gamma_function),
    (factorial, factorial_function),
    (binomial, choose),
    (harmonic, harmonic_number),
    (polygamma, psi),
    (LambertW, lambert),
    (Abs, absolute),
    (sign, sign_function),
    (Heaviside, step),
    ((Max, Min), extreme),
    ((floor, ceiling), rounding),
)
