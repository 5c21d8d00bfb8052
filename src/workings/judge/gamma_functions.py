"""The values of the gamma function and of what is made of it, at numbers: exact where they are rational, else balls.

Poles have the value INFINITE. binomial(n, k) is 0 for whole k < 0 and n (n-1) ... (n-k+1) / k! for whole k >= 0. The
harmonic, Fibonacci, Lucas and Catalan numbers are here too.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb, factorial
from typing import Any

from flint import acb, arb

from workings.judge.balls import (
    INFINITE,
    add,
    ball,
    complex_ball,
    divide,
    is_exact,
    is_zero,
    multiply,
    off_the_cut,
    power,
    settled,
    subtract,
)
from workings.judge.no_value import Unable, Undefined, Unsure

MOST_FACTORS = 4000


def gamma(z: Any) -> Any:
    """The gamma function."""
    k = whole(z)
    if k is not None and 0 < k < 200:
        return Fraction(factorial(k - 1))
    return INFINITE if pole(z) else settled(ball(z).gamma())


def loggamma(z: Any) -> Any:
    """The logarithm of gamma, continuous off (-oo, 0]."""
    if pole(z):
        return INFINITE
    if z in (1, 2):
        return Fraction(0)
    off_the_cut(z)
    b = ball(z)
    return settled(b.lgamma()) if isinstance(b, arb) and b > 0 else settled(acb(b).lgamma())


def reciprocal_gamma(z: Any) -> Any:
    """1/gamma, which is 0 at the poles."""
    k = whole(z)
    if k is not None:
        return Fraction(0) if k <= 0 else divide(Fraction(1), gamma(z))
    return settled(complex_ball(z).rgamma())


def factorial_of(z: Any) -> Any:
    """z! = gamma(z + 1)."""
    return gamma(add(z, Fraction(1)))


def factorial2(z: Any) -> Any:
    """The double factorial: n (n-2) (n-4) ..., for other numbers by gamma functions."""
    n = whole(z)
    if n is not None and -1 <= n <= MOST_FACTORS:
        value = 1
        for k in range(n, 1, -2):
            value *= k
        return Fraction(value)
    if n is not None and n < 0 and n % 2:
        return divide(Fraction((-1) ** ((1 - n) // 2 - 1)), factorial2(Fraction(-n - 2)))
    if n is not None and n < 0:
        raise Undefined("the double factorial of an even number below 0")
    b = complex_ball(z)
    turn = (acb(2) / acb(arb.pi())).pow((1 - b.cos_pi()) / 4)
    return settled(acb(2).pow(b / 2) * (b / 2 + 1).gamma() * turn)


def rising(x: Any, k: Any) -> Any:
    """x (x+1) ... (x+k-1), or gamma(x+k)/gamma(x)."""
    n = whole(k)
    if n is None or abs(n) > MOST_FACTORS:
        if pole(x):
            raise Undefined("a rising factorial at a pole")
        return multiply_finite(gamma(add(x, k)), reciprocal_gamma(x))
    if n < 0:
        under = rising(add(x, k), Fraction(-n))
        return INFINITE if is_zero(under) else divide(Fraction(1), under)
    value: Any = Fraction(1)
    for j in range(n):
        value = multiply(value, add(x, Fraction(j)))
    return value


def falling(x: Any, k: Any) -> Any:
    """x (x-1) ... (x-k+1), or gamma(x+1)/gamma(x-k+1)."""
    n = whole(k)
    if n is None:
        return multiply_finite(gamma(add(x, Fraction(1))), reciprocal_gamma(add(subtract(x, k), Fraction(1))))
    return rising(add(subtract(x, k), Fraction(1)), k)


def multiply_finite(a: Any, b: Any) -> Any:
    """a b where a may be infinite."""
    if a is not INFINITE:
        return multiply(a, b)
    if is_zero(b):
        raise Undefined("0 * infinite")
    return INFINITE


def binomial(n: Any, k: Any) -> Any:
    """A binomial coefficient."""
    top, under = whole(n), whole(k)
    if under is not None and under < 0:
        return Fraction(0)
    if under is not None and under <= MOST_FACTORS:
        if top is not None and top >= 0:
            return Fraction(comb(top, under))
        return divide(falling(n, k), Fraction(factorial(under)))
    if under is not None:
        raise Unable("a binomial coefficient with so many factors")
    if top is not None and top < 0:
        return INFINITE
    lower = multiply(reciprocal_gamma(add(k, Fraction(1))), reciprocal_gamma(add(subtract(n, k), Fraction(1))))
    return multiply_finite(gamma(add(n, Fraction(1))), lower)


def beta(x: Any, y: Any) -> Any:
    """gamma(x) gamma(y) / gamma(x + y)."""
    a, b = gamma(x), gamma(y)
    if a is INFINITE and b is INFINITE:
        return INFINITE
    other = b if a is INFINITE else a
    under = reciprocal_gamma(add(x, y))
    if a is INFINITE or b is INFINITE:
        return multiply_finite(INFINITE, multiply(other, under))
    return multiply(multiply(a, b), under)


def digamma(z: Any) -> Any:
    """The derivative of log gamma."""
    return INFINITE if pole(z) else settled(ball(z).digamma())


def polygamma(n: Any, z: Any) -> Any:
    """The n-th derivative of digamma."""
    order = whole(n)
    if order is None or order < 0:
        raise Unable("polygamma of such an order")
    if order == 0:
        return digamma(z)
    return INFINITE if pole(z) else settled(complex_ball(z).polygamma(acb(order)))


def harmonic(n: Any, m: Any = Fraction(1)) -> Any:
    """1 + 1/2^m + ... + 1/n^m; digamma(n + 1) + EulerGamma for other numbers."""
    k = whole(n)
    if k is not None and 0 <= k <= MOST_FACTORS:
        total: Any = Fraction(0)
        for j in range(1, k + 1):
            total = add(total, power(Fraction(j), -m))
        return total
    if m != 1:
        raise Unable("a harmonic number of such an order")
    value = digamma(add(n, Fraction(1)))
    return INFINITE if value is INFINITE else add(value, arb.const_euler())


def fibonacci(n: Any) -> Any:
    """A Fibonacci number; F(-n) = (-1)^(n+1) F(n)."""
    k = whole(n)
    if k is None or abs(k) > 10**5:
        raise Unable("fibonacci of a number that is not whole")
    a, b = 0, 1
    for bit in bin(abs(k))[2:]:
        a, b = a * (2 * b - a), a * a + b * b
        if bit == "1":
            a, b = b, a + b
    return Fraction(-a if k < 0 and k % 2 == 0 else a)


def lucas(n: Any) -> Any:
    """A Lucas number."""
    return add(fibonacci(subtract(n, Fraction(1))), fibonacci(add(n, Fraction(1))))


def catalan(n: Any) -> Any:
    """4^n gamma(n + 1/2) / (sqrt(pi) gamma(n + 2))."""
    k = whole(n)
    if k is not None and 0 <= k <= MOST_FACTORS:
        return Fraction(comb(2 * k, k), k + 1)
    top = multiply_finite(gamma(add(n, Fraction(1, 2))), reciprocal_gamma(add(n, Fraction(2))))
    if top is INFINITE:
        return INFINITE
    return divide(multiply(power(Fraction(4), n), top), arb.pi().sqrt())


def whole(value: Any) -> int | None:
    """A number as an int, if it is exact and whole."""
    return int(value) if isinstance(value, Fraction) and value.denominator == 1 else None


def pole(value: Any) -> bool:
    """Whether a number is 0, -1, -2, ...: a pole of the gamma function; Unsure for a ball that touches one."""
    if is_exact(value):
        k = whole(value)
        return k is not None and k <= 0
    z = complex_ball(value)
    if z.contains_integer() and not z.real > 0:
        raise Unsure("a number that may be a pole")
    return False
