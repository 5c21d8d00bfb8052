"""The second evaluator: values from definitions, and no value where there is none."""

from fractions import Fraction as Q

import pytest
from mpmath import mp
from sympy import (
    ITE,
    Abs,
    Determinant,
    Eq,
    Function,
    Heaviside,
    I,
    IndexedBase,
    Integral,
    KroneckerDelta,
    Limit,
    MatrixSymbol,
    Max,
    Mod,
    Or,
    Piecewise,
    Product,
    Sum,
    Symbol,
    Trace,
    Xor,
    asin,
    binomial,
    exp,
    log,
    oo,
    polylog,
    sin,
    sqrt,
    symbols,
)

from workings.judge.gaussians import Gaussian
from workings.judge.instances import Instance
from workings.judge.second_opinion import NO_VALUE, second_value

x, y, t = symbols("x y t", real=True)
w = Symbol("w")
k, n = symbols("k n", integer=True, positive=True)
X, A = IndexedBase("x"), MatrixSymbol("A", n, n)
f = Function("f")
HERE = Instance(
    {x: Q(2), y: Q(0), w: Gaussian(Q(0), Q(2)), n: Q(2)},
    {A: [[Q(1), Q(2)], [Q(3), Q(4)]]},
    {f: lambda t: t**3},
    "0",
    components={(X, (1,)): Q(5), (X, (2,)): Q(7)},
)
EXACT = [
    (x**3 / 3, Q(8, 3)),
    (Sum(X[k], (k, 1, n)), Q(12)),
    (Product(k + x, (k, 1, 3)), Q(60)),
    (Trace(A * A.T), Q(30)),
    (Determinant(A), Q(-2)),
    (A[0, 1], Q(2)),
    (f(x).diff(x), Q(12)),
    (KroneckerDelta(n, 2), Q(1)),
    (KroneckerDelta(n, 2, (3, 5)), Q(0)),
    (Limit(sin(t) / t, t, 0), Q(1)),
    (Mod(-x, 3), Q(1)),
    (binomial(-n, 3), Q(-4)),
    (Eq(x, 2), True),
    (Or(x < 0, y > 0), False),
    (Xor(x > 0, y > 0), True),
    (ITE(x > 3, x > 0, y > 0), False),
    (3, Q(3)),
]


@pytest.mark.parametrize(("e", "expected"), EXACT, ids=str)
def test_what_exact_numbers_decide_is_exact(e, expected):
    assert second_value(e, HERE) == expected


FLOATING = [
    (exp(x) * log(w), lambda: mp.exp(2) * mp.mpc(mp.log(2), mp.pi / 2)),
    (sqrt(-x - 1), lambda: mp.mpc(0, mp.sqrt(3))),
    (asin(x), lambda: mp.mpc(mp.pi / 2, -mp.log(2 + mp.sqrt(3)))),
    (Sum(1 / k**2, (k, 1, oo)), lambda: mp.pi**2 / 6),
    (Integral(exp(-(t**2)), (t, -oo, oo)), lambda: mp.sqrt(mp.pi)),
    (Integral(Abs(t - 1) * exp(t), (t, 0, x)), lambda: 2 * mp.e - 2),
    (Max(exp(x), 3), lambda: mp.exp(2)),
    (polylog(2, -x), lambda: mp.polylog(2, -2)),
    (Piecewise((exp(y), x < 0), (exp(x), True)), lambda: mp.exp(2)),
    (Heaviside(sqrt(x) - 1) * sqrt(x), lambda: mp.sqrt(2)),
]


@pytest.mark.parametrize(("e", "expected"), FLOATING)
def test_other_numbers_are_found_by_mpmath(e, expected):
    with mp.workdps(30):
        assert abs(second_value(e, HERE) - expected()) < mp.mpf(10) ** -25


def test_a_matrix_is_a_list_of_rows():
    assert second_value(A * A - 5 * A, HERE) == [[2, 0], [0, 2]]
    assert second_value(A.I, HERE) == [[Q(-2), Q(1)], [Q(3, 2), Q(-1, 2)]]


@pytest.mark.parametrize("e", [1 / y, sin(y) / y, log(y), y**-2 + x, Limit(1 / t, t, 0), 1 / (x - 2)], ids=str)
def test_where_it_is_infinite_or_undefined_there_is_no_value(e):
    assert second_value(e, HERE) is NO_VALUE


UNKNOWN = [Sum(X[k], (k, 1, t)), Function("g")(x), Integral(t * x, (t, 0, 1), (x, 0, 1)), Symbol("elsewhere") + 1]


@pytest.mark.parametrize("e", UNKNOWN, ids=str)
def test_what_it_cannot_evaluate_is_none_and_no_number(e):
    assert second_value(e, HERE) is None


def test_more_digits_are_more_digits():
    with mp.workdps(70):
        assert abs(second_value(exp(I), HERE, 60) - mp.expj(1)) < mp.mpf(10) ** -58
