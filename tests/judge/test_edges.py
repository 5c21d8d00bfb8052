"""Where a denominator is 0 on one side only: the sides agree there, or they are not called equal."""

import pytest
from sympy import Abs, Rational, Symbol, exp, factorial, log, sqrt, symbols, tanh

from workings.judge import prove, same

x, y = symbols("x y")
r, s = symbols("r s", real=True)
w = Symbol("w", integer=True, nonnegative=True)
p = Symbol("p", positive=True)
infinite, no_value = symbols("infinite, no\\ value")  # letters like any other

AGREE = [
    (1 / (sqrt(x) - 1), (sqrt(x) + 1) / (x - 1)),
    (1 / (1 + 1 / (1 + 1 / (1 + 1 / x))), (2 * x + 1) / (3 * x + 2)),
    (1 / (1 - 1 / (1 - 1 / x)), 1 - x),
    (log(2 * Abs(r)), log(Abs(r)) + log(2)),
    (tanh(r) / (1 + 1 / (exp(y) + 1)), (exp(y) + 1) * tanh(r) / (exp(y) + 2)),
    (1 / (1 / x + 1 / y), x * y / (x + y)),
    (factorial(w) / factorial(w - 1), w),
    (factorial(w) / factorial(w - 2), w * (w - 1)),
]
DO_NOT = [
    ((x**2 - 1) / (x - 1), x + 1),
    ((exp(2 * y) - 1) / (exp(y) - 1), exp(y) + 1),
    (log(r**2) / 2, log(r)),
    (factorial(w - 1) * w, factorial(w)),
    ((r**2 - s**2) / (r - s), r + s),
    ((sqrt(x) - 1) * (sqrt(x) + 1) / (x - 1), Rational(1)),
    (1 / (1 / x + 1 / y) / (x * y), 1 / (x + y)),
    (infinite * (x**2 - x) / (x - 1), infinite * x),
    (no_value * (x**2 - x) / (x - 1), no_value * x),
]


@pytest.mark.parametrize(("left", "right"), AGREE, ids=str)
def test_sides_that_agree_at_their_edges_are_proved(left, right):
    assert same(left, right).kind in ("proved", "identical")


@pytest.mark.parametrize(("left", "right"), DO_NOT, ids=str)
def test_sides_that_differ_at_an_edge_are_not_proved(left, right):
    assert left != right and not prove(left, right).holds
