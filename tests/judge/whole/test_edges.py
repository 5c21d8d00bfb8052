"""Where a denominator is 0 on one side only: the sides agree there, or they are not called equal."""

import pytest
from sympy import (
    Abs,
    Eq,
    I,
    Max,
    Min,
    Ne,
    Piecewise,
    Rational,
    Symbol,
    cos,
    cot,
    exp,
    factorial,
    log,
    sin,
    sqrt,
    symbols,
    tan,
    tanh,
)

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
    (1 / cos(cos(r)), 1 / cos((exp(I * r) + exp(-I * r)) / 2)),
    (log(exp(sin(r)) + x), log(exp((exp(I * r) - exp(-I * r)) / (2 * I)) + x)),
    (1 / (exp(y) * exp(-tanh(y)) + x), 1 / (exp(y - tanh(y)) + x)),
    (exp((y + 3) / sin(2 * y)), exp(2 * I * (y + 3) / (exp(2 * I * y) - exp(-2 * I * y)))),
    (1 / (1 + 1 / sin(r)), sin(r) / (sin(r) + 1)),
    (1 / Abs(r), Piecewise((1 / r, r > 0), (-1 / r, True))),
    (sin(1 / Min(1, r)), sin(Piecewise((1, r >= 1), (1 / r, True)))),
    (1 / (exp(-y / x) + 1), 1 / (exp(-2 * y / x) * exp(y / x) + 1)),
]
DO_NOT = [
    ((x**2 - 1) / (x - 1), x + 1),
    ((exp(2 * y) - 1) / (exp(y) - 1), exp(y) + 1),
    (log(r**2) / 2, log(r)),
    (factorial(w - 1) * w, factorial(w)),
    ((r**2 - s**2) / (r - s), r + s),
    ((sqrt(x) - 1) * (sqrt(x) + 1) / (x - 1), Rational(1)),
    (1 / (1 / x + 1 / y) / (x * y), 1 / (x + y)),
    (1 / (1 + 1 / tan(x)), tan(x) / (tan(x) + 1)),
    (1 / (1 + 1 / cot(x)), cot(x) / (cot(x) + 1)),
    (sin(2 * x) / sin(x), 2 * cos(x)),
    (Max(1 / r, 2), Piecewise((Max(1 / r, 2), r > 0), (2, True))),
    (1 / Abs(r), Piecewise((1 / r, r > 0), (-1 / r, r < 0), (0, True))),
    (Max(r, 0) / r, Piecewise((1, r > 0), (0, True))),
    (Piecewise((1 / r, r >= -1), (0, True)), Piecewise((0, Eq(r, 0)), (1 / r, r >= -1), (0, True))),
    (exp(-1 / Abs(r)), Piecewise((exp(-1 / Abs(r)), Ne(r, 0)), (0, True))),
    (sin(1 / Min(1, r)), Piecewise((sin(1), r >= 1), (sin(1 / r), Ne(r, 0)), (0, True))),
]


@pytest.mark.parametrize(("left", "right"), AGREE, ids=str)
def test_sides_that_agree_at_their_edges_are_proved(left, right):
    assert same(left, right).kind in ("proved", "identical")


@pytest.mark.parametrize(("left", "right"), DO_NOT, ids=str)
def test_sides_that_differ_at_an_edge_are_not_proved(left, right):
    assert left != right and not prove(left, right).holds
