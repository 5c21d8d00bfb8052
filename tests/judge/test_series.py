"""Infinite sums that are proved, and those that are not: divergent ones, and near misses."""

import pytest
from judge.letters import p, r, x
from sympy import Abs, Rational, Sum, Symbol, cos, exp, factorial, log, oo, pi

from workings.judge import prove

k = Symbol("k", integer=True)
small = (Abs(r) < 1,)

EQUAL = {
    "geometric": (Sum(r**k, (k, 0, oo)), 1 / (1 - r), small),
    "its mean": (Sum(k * p**k, (k, 1, oo)), p / (1 - p) ** 2, (p < 1,)),
    "exponential": (Sum(x**k / factorial(k), (k, 0, oo)), exp(x), ()),
    "cosine": (Sum((-1) ** k * x ** (2 * k) / factorial(2 * k), (k, 0, oo)), cos(x), ()),
    "logarithm": (Sum(r**k / k, (k, 1, oo)), -log(1 - r), small),
    "zeta from 2 on": (Sum(1 / k**2, (k, 2, oo)), pi**2 / 6 - 1, ()),
    "Leibniz": (Sum((-1) ** k / (2 * k + 1), (k, 0, oo)), pi / 4, ()),
    "telescoping": (Sum(1 / (k * (k + 2)), (k, 1, oo)), Rational(3, 4), ()),
}

DIFFERENT = {
    "geometric, of any r": (Sum(r**k, (k, 0, oo)), 1 / (1 - r), ()),
    "geometric, from 1": (Sum(r**k, (k, 1, oo)), 1 / (1 - r), small),
    "zeta of the wrong number": (Sum(1 / k**2, (k, 1, oo)), pi**2 / 8, ()),
    "alternating ones": (Sum((-1) ** k, (k, 0, oo)), Rational(1, 2), ()),
    "harmonic parts": (Sum(1 / k - 1 / (2 * k), (k, 1, oo)), log(2), ()),
}


@pytest.mark.slow
@pytest.mark.parametrize("pair", EQUAL.values(), ids=EQUAL.keys())
def test_series_are_proved(pair):
    assert prove(*pair).holds


@pytest.mark.parametrize("pair", DIFFERENT.values(), ids=DIFFERENT.keys())
def test_other_series_are_not(pair):
    assert not prove(*pair).holds
