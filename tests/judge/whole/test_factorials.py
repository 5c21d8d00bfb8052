"""Factorials and their like in normal form, and near misses that must not be proved."""

import pytest
from sympy import (
    EulerGamma,
    Rational,
    Symbol,
    beta,
    binomial,
    catalan,
    digamma,
    factorial,
    factorial2,
    fibonacci,
    gamma,
    harmonic,
    log,
    loggamma,
    lucas,
    pi,
    rf,
    sin,
    sqrt,
)

from workings.judge import prove

n, k, m = (Symbol(name, integer=True, positive=True) for name in "nkm")
w = Symbol("w", integer=True, nonnegative=True)
z = Symbol("z", integer=True)
r = Symbol("r", real=True)
x, y = Symbol("x", positive=True), Symbol("y", positive=True)
thirds = gamma(x) * gamma(x + Rational(1, 3)) * gamma(x + Rational(2, 3))

PROVED = [
    (factorial(n + 2) / factorial(n), (n + 1) * (n + 2), ()),
    (factorial(w + 1), (w + 1) * factorial(w), ()),
    (factorial(n) / factorial(n - 2), n * (n - 1), ()),  # 1/(-1)! = 0 at n = 1
    (binomial(n, k), factorial(n) / (factorial(k) * factorial(n - k)), (k <= n,)),
    (binomial(n, k), binomial(n - 1, k) + binomial(n - 1, k - 1), ()),
    (binomial(2 * n, n), 4**n * gamma(n + Rational(1, 2)) / (sqrt(pi) * factorial(n)), ()),
    (binomial(2 * w, w), (-4) ** w * binomial(-Rational(1, 2), w), ()),
    (gamma(Rational(1, 2) - n) * gamma(Rational(1, 2) + n), pi * (-1) ** n, ()),
    (gamma(Rational(1, 4)) * gamma(Rational(3, 4)), pi * sqrt(2), ()),
    (gamma(Rational(5, 3)) * gamma(Rational(1, 3)), 4 * pi / (3 * sqrt(3)), ()),
    (factorial(2 * n), 2**n * factorial(n) * factorial2(2 * n - 1), ()),
    (gamma(3 * x), 3 ** (3 * x - Rational(1, 2)) / (2 * pi) * thirds, ()),
    (gamma(x) * gamma(1 - x), pi / sin(pi * x), (x < 1,)),
    (beta(x + 1, y), beta(x, y) * x / (x + y), ()),
    (rf(x, n + 1), rf(x, n) * (x + n), ()),
    (log(factorial(n)), loggamma(n + 1), ()),
    (digamma(x + 2), digamma(x) + 1 / x + 1 / (x + 1), ()),
    (harmonic(n + 1), harmonic(n) + 1 / (n + 1), ()),
    (catalan(n + 1), catalan(n) * 2 * (2 * n + 1) / (n + 2), ()),
    (fibonacci(z + 2), fibonacci(z + 1) + fibonacci(z), ()),
    (fibonacci(n + 1) * fibonacci(n - 1) - fibonacci(n) ** 2, (-1) ** n, ()),
    (fibonacci(m + n), fibonacci(m) * fibonacci(n + 1) + fibonacci(m - 1) * fibonacci(n), ()),
    (lucas(n), fibonacci(n - 1) + fibonacci(n + 1), ()),
    (fibonacci(n), (((1 + sqrt(5)) / 2) ** n - ((1 - sqrt(5)) / 2) ** n) / sqrt(5), ()),
]  # fmt: skip
NOT_PROVED = [
    (factorial(n), sqrt(2 * pi * n) * (n / 2) ** n, ()),
    (factorial(2 * n), 2 * factorial(n) ** 2, ()),
    (factorial(z + 1), (z + 1) * factorial(z), ()),  # z = -1
    (gamma(x) * gamma(1 - x), pi / sin(pi * x), ()),  # x = 1
    (binomial(2 * z, z), (-4) ** z * binomial(-Rational(1, 2), z), ()),  # z < 0
    (binomial(2 * w, w), 4**w * binomial(-Rational(1, 2), w), ()),
    (gamma(Rational(1, 4)) * gamma(Rational(3, 4)), 2 * pi, ()),
    (log(factorial(z)), log(z) + log(factorial(z - 1)), ()),
    (log(gamma(r)), -log(1 / gamma(r)), ()),  # gamma(r) < 0
    (gamma(-n / 2) * gamma(1 + n / 2), -pi / sin(pi * n / 2), ()),  # n = 2
    (binomial(z, k), factorial(z) / (factorial(k) * factorial(z - k)), ()),  # z < 0
    (binomial(n, k), binomial(n - 1, k) - binomial(n - 1, k - 1), ()),
    (gamma(2 * x), 2 ** (2 * x) * gamma(x) * gamma(x + Rational(1, 2)) / sqrt(pi), ()),
    (fibonacci(n + 1) * fibonacci(n - 1) - fibonacci(n) ** 2, -((-1) ** n), ()),
    (harmonic(2 * n), harmonic(n) + Rational(1, 2), ()),
]


@pytest.mark.parametrize(("left", "right", "given"), PROVED, ids=str)
def test_an_identity_is_proved(left, right, given):
    assert prove(left, right, given).holds


@pytest.mark.parametrize(("left", "right", "given"), NOT_PROVED, ids=str)
def test_a_near_miss_is_not_proved(left, right, given):
    assert not prove(left, right, given).holds


def test_digamma_at_a_whole_number_is_a_harmonic_number():
    m = Symbol("m", integer=True, positive=True)
    assert prove(digamma(m + 1), harmonic(m) - EulerGamma).kind == "proved"
    assert prove(digamma(m), harmonic(m) - EulerGamma).kind == "undecided"
