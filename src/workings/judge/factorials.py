"""Factorials, binomial coefficients, gamma, harmonic and Fibonacci numbers in normal form.

All functions of the first kind are written by gamma, and gamma by one letter for each class of arguments that differ
by whole numbers: gamma(u + 1) = u gamma(u) (DLMF 5.5.1). Arguments with a common whole factor g are divided by
Gauss's formula, gamma(g z) = (2 pi)^((1-g)/2) g^(g z - 1/2) gamma(z) gamma(z + 1/g) ... gamma(z + (g-1)/g) (5.5.6),
and those that run backwards are turned round by reflection, gamma(u) = pi / (sin(pi u) gamma(1 - u)) (5.5.3), where
no whole number makes the sine 0. The others are definitions: n! = gamma(n + 1) (5.4.1); rising factorials (5.2.5);
beta (5.12.1); log gamma of a positive number; double factorials by the parity of their argument; Catalan numbers
(26.5.1).

These are identities of meromorphic functions of their letters. Two sides with one normal form are equal on an open
set, and then at every point at which both have a value, for what is computed there (with 1/0 infinite and 1/oo = 0,
and no value for 0/0) is continuous. A point may be a pole of a letter and none of the sides, as n = 0 of n gamma(n) =
n!. Where a side has a pole itself, `poles` says so. A binomial coefficient is gamma(n+1) / (gamma(k+1) gamma(n-k+1))
for n >= 0: the reciprocal of gamma is entire and is 0 at 0, -1, -2, ..., so both sides are 0 for whole k < 0 and k >
n.

Harmonic numbers are the sums that define them. Fibonacci's and Lucas's are Binet's (Graham, Knuth, Patashnik,
Concrete Mathematics, 6.6): F(n) = (p^n - (-1)^n p^-n) / sqrt 5 with p = (1 + sqrt 5)/2, whose conjugate is -1/p.
"""

from __future__ import annotations

from collections.abc import Callable
from math import gcd, prod
from typing import Any

from sympy import (
    Dummy,
    EulerGamma,
    Expr,
    Mul,
    Rational,
    S,
    Sum,
    beta,
    binomial,
    catalan,
    digamma,
    expand,
    factorial,
    factorial2,
    ff,
    fibonacci,
    gamma,
    harmonic,
    log,
    loggamma,
    lucas,
    pi,
    polygamma,
    rf,
    sin,
    sqrt,
)

from workings.judge.divisions import whole
from workings.judge.letters import Unreadable
from workings.judge.normal import canonical, normal
from workings.judge.premises import NOTHING, Premises
from workings.judge.signs import nonnegative, positive

FARTHEST_SHIFT = 24
LARGEST_FACTOR = 6
GOLDEN = (1 + sqrt(5)) / 2


def gamma_normal(e: gamma, premises: Premises) -> Expr:
    """gamma by the letter of its class."""
    return gamma_at(canonical(e.args[0], premises), premises)


def gamma_at(u: Expr, premises: Premises) -> Expr:
    """gamma at an argument in normal form."""
    constant, rest = expand(u).as_coeff_Add()
    if not constant.is_Rational:
        constant, rest = S.Zero, u
    if rest == 0:
        return gamma_of_number(u, premises)
    common = whole_factor(rest)
    if 1 < common <= LARGEST_FACTOR:
        return multiplied(common, expand(u / common), premises)
    if common and rest.could_extract_minus_sign() and (broken(u) or not rest.is_integer):
        return normal(pi / sin(pi * u), premises) / gamma_at(expand(1 - u), premises)
    return shifted(u, premises)


def gamma_of_number(u: Expr, premises: Premises) -> Expr:
    """gamma at a rational number: by that of one between 0 and 1/2."""
    if not gamma(u).has(gamma):
        return normal(gamma(u), premises)
    if 2 * (u % 1) > 1:
        return normal(pi / sin(pi * u), premises) / gamma_at(1 - u, premises)
    return shifted(u, premises)


def whole_factor(rest: Expr) -> int:
    """The greatest whole number that divides every coefficient of a sum; 0 if one is not whole."""
    coefficients = [term.as_coeff_Mul()[0] for term in rest.as_ordered_terms()]
    if not all(value.is_Integer for value in coefficients):
        return 0
    return gcd(*(int(value) for value in coefficients))


def multiplied(g: int, z: Expr, premises: Premises) -> Expr:
    """gamma(g z) by Gauss's formula."""
    front = (2 * pi) ** Rational(1 - g, 2) * S(g) ** (g * z - Rational(1, 2))
    return normal(front, premises) * prod(gamma_at(expand(z + Rational(k, g)), premises) for k in range(g))


def shifted(u: Expr, premises: Premises) -> Expr:
    """gamma(base + k) as gamma(base) and k factors, the constant of `base` between 0 and 1."""
    base, steps = base_and_steps(u)
    letter = gamma(base, evaluate=False)
    up = Mul(*(base + k for k in range(steps)))
    down = Mul(*(base - k for k in range(1, 1 - steps)))
    return normal(up / down, premises) * letter


def base_and_steps(u: Expr) -> tuple[Expr, int]:
    """An argument without the whole part of its constant, and that whole part."""
    constant, rest = expand(u).as_coeff_Add()
    whole = constant.p // constant.q if constant.is_Rational else 0
    if rest == 0 and constant == whole:
        raise Unreadable("gamma at a pole")
    if abs(whole) > FARTHEST_SHIFT:
        raise Unreadable("a factorial of a distant number")
    return expand(u - whole), int(whole)


def by_gamma(e: Expr, premises: Premises) -> Expr:
    """A factorial-like function by its definition with gamma."""
    return normal(DEFINITIONS[e.func](*e.args), premises)


def double_factorial(n: Expr) -> Expr:
    """n!! by the parity of n: 2^m m! for n = 2 m, 2^m gamma(m + 1/2) / sqrt(pi) for n = 2 m - 1."""
    constant, rest = expand(n).as_coeff_Add()
    if not (constant.is_Integer and rest.is_integer) or whole_factor(rest) % 2:
        raise Unreadable("a double factorial of unknown parity")
    if constant % 2 == 0:
        return 2 ** (n / 2) * gamma(n / 2 + 1)
    return 2 ** ((n + 1) / 2) * gamma(n / 2 + 1) / sqrt(pi)


def binomial_normal(e: binomial, premises: Premises) -> Expr:
    """A binomial coefficient: of small k as a polynomial, else by gamma for n >= 0.

    For n < 0 and whole k >= 0 the sign of each factor of n (n-1) ... (n-k+1) is turned, which makes it rf(-n, k).
    """
    n, k = e.args
    if k.is_Integer and 0 <= k <= FARTHEST_SHIFT:
        return normal(Mul(*(n - j for j in range(int(k)))) / factorial(k), premises)
    if positive(canonical(-n, premises), premises) and k.is_integer and nonnegative(canonical(k, premises), premises):
        return normal((-1) ** k * gamma(k - n) / (gamma(k + 1) * gamma(-n)), premises)
    if not nonnegative(canonical(n, premises), premises):
        raise Unreadable("a binomial coefficient whose upper number may be negative")
    return normal(gamma(n + 1) / (gamma(k + 1) * gamma(n - k + 1)), premises)


def log_gamma(e: loggamma, premises: Premises) -> Expr:
    """log gamma of a positive number."""
    if not positive(canonical(e.args[0], premises), premises):
        raise Unreadable("log gamma of what may not be positive")
    return normal(log(gamma(e.args[0])), premises)


def harmonic_normal(e: harmonic, premises: Premises) -> Expr:
    """A harmonic number as its sum."""
    n, power = e.args[0], e.args[1] if len(e.args) > 1 else S.One
    if not n.is_integer or not nonnegative(canonical(n, premises), premises):
        raise Unreadable("a harmonic number of what may not be a whole number")
    k = Dummy("k", integer=True, positive=True)
    return normal(Sum(k**-power, (k, 1, n)), premises)


def digamma_normal(e: polygamma, premises: Premises) -> Expr:
    """digamma(base + k) as digamma(base) and k fractions: digamma(u + 1) = digamma(u) + 1/u (DLMF 5.5.2).

    At a whole number it is a harmonic number less Euler's constant (5.4.14).
    """
    order, place = e.args
    if order != 0:
        return polygamma(order, canonical(place, premises))
    u = canonical(place, premises)
    if u.is_integer and positive(u, premises):
        return normal(harmonic(u - 1), premises) - EulerGamma
    base, steps = base_and_steps(u)
    up = sum((1 / (base + k) for k in range(steps)), S.Zero)
    down = sum((1 / (base - k) for k in range(1, 1 - steps)), S.Zero)
    return normal(up - down, premises) + polygamma(0, base, evaluate=False)


def recurrence_number(e: fibonacci | lucas, premises: Premises) -> Expr:
    """A Fibonacci or Lucas number of a whole number by Binet's formula."""
    (n,) = e.args
    if not n.is_integer:
        raise Unreadable("a Fibonacci number of what is not whole")
    other = (-1) ** n * GOLDEN ** (-n)
    return normal((GOLDEN**n - other) / sqrt(5) if isinstance(e, fibonacci) else GOLDEN**n + other, premises)


def poles(e: Expr, known: Premises) -> Expr | None:
    """gamma at the argument that may be one of its poles in `e`; None where it has none."""
    argument = ARGUMENTS.get(e.func)
    if argument is None:
        return None
    doubtful = [u for u in argument(*e.args) if not (positive(u, known) or positive(expand(u), known) or broken(u))]
    return gamma(expand(doubtful[0]), evaluate=False) if doubtful else None


def broken(u: Expr) -> bool:
    """Whether an argument is a fraction and whole terms, so that it is no pole."""
    constant, rest = expand(u).as_coeff_Add()
    return bool(constant.is_Rational and not constant.is_Integer and whole(rest, NOTHING))


DEFINITIONS: dict[Any, Callable[..., Expr]] = {
    factorial: lambda n: gamma(n + 1),
    factorial2: double_factorial,
    rf: lambda x, k: gamma(x + k) / gamma(x),
    ff: lambda x, k: gamma(x + 1) / gamma(x - k + 1),
    beta: lambda x, y: gamma(x) * gamma(y) / gamma(x + y),
    catalan: lambda n: gamma(2 * n + 1) / (gamma(n + 1) * gamma(n + 2)),
}
ARGUMENTS: dict[Any, Callable[..., tuple[Expr, ...]]] = {
    gamma: lambda u: (u,),
    loggamma: lambda u: (u,),
    polygamma: lambda order, u: (u,),
    factorial: lambda n: (n + 1,),
    factorial2: lambda n: (n + 1,),
    rf: lambda x, k: (x, x + k),
    ff: lambda x, k: (x + 1, x - k + 1),
    beta: lambda x, y, *rest: (x, y),
    catalan: lambda n: (n + 1,),
    binomial: lambda n, k: () if k.is_Integer and k >= 0 else (n + 1,),
}
RULES = (
    (gamma, gamma_normal),
    (tuple(DEFINITIONS), by_gamma),
    (binomial, binomial_normal),
    (loggamma, log_gamma),
    (harmonic, harmonic_normal),
    ((digamma, polygamma), digamma_normal),
    ((fibonacci, lucas), recurrence_number),
)
