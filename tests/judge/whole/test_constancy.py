"""Derivative 0 and one value: the prover alone, on identities of arcs, areas and logarithms, and on near misses."""

import pytest
from sympy import Ne, acos, acosh, asin, asinh, atan, atan2, atanh, exp, log, pi, sinh, sqrt, symbols, tan, tanh

from workings.judge import prove

x, y = symbols("x y", real=True)
p, q = symbols("p q", positive=True)
s = symbols("s", nonnegative=True)
u = symbols("u", real=True, nonzero=True)
k = symbols("k", integer=True)

EQUAL = [
    (atan(p) + atan(1 / p), pi / 2, ()),
    (atan(x) + atan(1 / x), -pi / 2, (x < 0,)),
    (2 * atan(x), atan(2 * x / (1 - x**2)), (x < 1, x > -1)),
    (atan(p) - atan(q), atan((p - q) / (1 + p * q)), ()),
    (2 * asin(s), acos(1 - 2 * s**2), (s < 1,)),
    (asin(x), atan(x / sqrt(1 - x**2)), (x < 1, x > -1)),
    (2 * atan(tanh(x / 2)), atan(sinh(x)), ()),
    (2 * atan(exp(x)) - pi / 2, asin(tanh(x)), ()),
    (acosh(x), 2 * log(sqrt((x + 1) / 2) + sqrt((x - 1) / 2)), (x > 1,)),
    (atan2(y, p), 2 * atan(y / (sqrt(p**2 + y**2) + p)), ()),
    (atanh(x / sqrt(1 + x**2)), asinh(x), ()),
    (atan(tan(x)), x, (x < 1, x > -1)),
]

DIFFERENT = [
    (atan(u) + atan(1 / u), pi / 2, ()),
    (2 * atan(x), atan(2 * x / (1 - x**2)), (Ne(x, 1), Ne(x, -1))),
    (2 * asin(x), acos(1 - 2 * x**2), (x < 1, x > -1)),
    (asin(2 * x * sqrt(1 - x**2)), 2 * asin(x), (x < 1, x > -1)),
    (2 * atan(exp(x)), atan(sinh(x)), ()),
    (atan(tan(x)), x, ()),
    (atan(tan(x)), x, (x < 2, x > -1)),
    (atan(1 / (k + 1)), atan(1 / (k + 1)) + pi * (k - k**2), ()),
]


@pytest.mark.parametrize(("left", "right", "given"), EQUAL, ids=str)
def test_identities_are_proved(left, right, given):
    assert prove(left, right, given).kind == "proved"


@pytest.mark.parametrize(("left", "right", "given"), DIFFERENT, ids=str)
def test_near_misses_are_not_proved(left, right, given):
    assert prove(left, right, given).kind == "undecided"
