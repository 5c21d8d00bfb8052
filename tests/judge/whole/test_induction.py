"""Closed forms that are proved by induction, and near misses that are not."""

import pytest
from judge.letters import X, n, p, r
from sympy import Ne, Product, Sum, Symbol, factorial, fibonacci, harmonic, log, sqrt

from workings.judge import prove

k = Symbol("k", integer=True)
n0 = Symbol("n", integer=True, nonnegative=True)

EQUAL = {
    "a geometric sum": (Sum(p**k, (k, 0, n)), (1 - p ** (n + 1)) / (1 - p), (Ne(p, 1),)),
    "one of any sign": (Sum(r**k, (k, 0, n - 1)), (r**n - 1) / (r - 1), (Ne(r, 1),)),
    "with a factor k": (Sum(k * 2**k, (k, 1, n)), (n - 1) * 2 ** (n + 1) + 2, ()),
    "alternating": (Sum((-1) ** k * k, (k, 1, n)), ((-1) ** n * (2 * n + 1) - 1) / 4, ()),
    "telescoping": (Sum(1 / (k * (k + 1)), (k, 1, n)), n / (n + 1), ()),
    "roots": (Sum(1 / (sqrt(k) + sqrt(k + 1)), (k, 1, n)), sqrt(n + 1) - 1, ()),
    "logarithms": (Sum(log(1 + 1 / k), (k, 1, n)), log(n + 1), ()),
    "factorials": (Sum(k * factorial(k), (k, 1, n)), factorial(n + 1) - 1, ()),
    "Fibonacci numbers": (Sum(fibonacci(k) ** 2, (k, 1, n)), fibonacci(n) * fibonacci(n + 1), ()),
    "harmonic numbers": (Sum(harmonic(k), (k, 1, n)), (n + 1) * harmonic(n) - n, ()),
    "a product": (Product(1 - 1 / k**2, (k, 2, n)), (n + 1) / (2 * n), ()),
    "even and odd places": (Sum(X[2 * k], (k, 1, n)) + Sum(X[2 * k - 1], (k, 1, n)), Sum(X[k], (k, 1, 2 * n)), ()),
}

DIFFERENT = {
    "a geometric sum where r may be 1": (Sum(r**k, (k, 0, n)), (1 - r ** (n + 1)) / (1 - r), ()),
    "a sum that starts wrong": (Sum(k * 2**k, (k, 1, n)), (n - 1) * 2 ** (n + 1) + 3, ()),
    "right from n = 1 on": (Product(1 - 1 / k**2, (k, 2, n0)), (n0 + 1) / (2 * n0), ()),
    "an equation for n": (Sum(X[k], (k, 1, n)), X[1], ()),
    "right for n up to 3": (Sum(1, (k, 1, n)), n + (n - 1) * (n - 2) * (n - 3), ()),
}


@pytest.mark.parametrize("pair", EQUAL.values(), ids=EQUAL.keys())
def test_closed_forms_are_proved(pair):
    assert prove(*pair).holds


@pytest.mark.parametrize("pair", DIFFERENT.values(), ids=DIFFERENT.keys())
def test_near_misses_are_not_proved(pair):
    assert not prove(*pair).holds
