"""Values at a point: exact as long as it lasts, one point at infinity, and why there is none (`no_value`)."""

from fractions import Fraction as Q

import pytest
from mpmath import mp
from sympy import (
    E,
    I,
    IndexedBase,
    MatrixSymbol,
    Pow,
    Rational,
    Symbol,
    exp,
    log,
    pi,
    sin,
    sqrt,
    symbols,
    tan,
    zeta,
    zoo,
)
from test_balls import holds

from workings.judge.gaussians import Gaussian
from workings.judge.no_value import Unable, Undefined, Unsure
from workings.judge.values import INFINITE, Walk

x, y, t = symbols("x y t")
i = Symbol("i", integer=True)
X, A = IndexedBase("x"), MatrixSymbol("A", 2, 2)
POINT = {x: Q(2), y: Q(0), t: Q(1, 2), i: Q(1), A: [[Q(1), Q(2)], [Q(3), Q(4)]]}
HERE = Walk(POINT, lambda e, indices: Q(10 * indices[0]))

EXACT = [
    (x**3 / 7 - 1, Q(1, 7)),
    (sqrt(x + 2), Q(2)),
    (sin(x * pi), Q(0)),
    (sin(pi * t), Q(1)),
    (exp(I * pi * t), Gaussian(Q(0), Q(1))),
    (tan(pi * t), INFINITE),
    (1 / y, INFINITE),
    (x + 1 / y, INFINITE),
    (1 / (1 + 1 / y), Q(0)),
    (log(y), INFINITE),
    (y**y, Q(1)),
    (sqrt(1 - x) ** 2, Q(-1)),
    (X[i + 1], Q(20)),
    (A[i, 0], Q(3)),
    (A * A - 5 * A, [[Q(2), Q(0)], [Q(0), Q(2)]]),
    (x * y > 1, False),
]


@pytest.mark.parametrize(("e", "expected"), EXACT, ids=str)
def test_a_value_that_is_rational_or_infinite_is_exact(e, expected):
    assert HERE.value(e) == expected


BALLS = [exp(x), E**x * pi, log(-x), (-x) ** t * I**x, sin(pi * t / 3) + 1, x ** (I + t), sqrt(I + x)]


@pytest.mark.parametrize("e", BALLS, ids=str)
def test_a_ball_holds_the_value_that_sympy_computes(e):
    with mp.workdps(40):
        number = e.subs({x: 2, t: Rational(1, 2)}).evalf(50)
        assert holds(HERE.value(e), number._to_mpmath(170))


NONE = [
    (1 / y - 1 / y**2, Undefined),
    (y * (1 / y + 1 / y**2 * x), Undefined),
    (Pow(1 / y, I, evaluate=False), Undefined),
    (sin(1 / y), Undefined),
    (1 / (sqrt(3) ** 2 * 0 + sqrt(x) * sqrt(8) - 4 * t * 2), Unsure),
    (A[i + 5, 0], Unable),
    (X[t], Unable),
    (zeta(x, y), Unsure),
    (zoo * y, Undefined),
]


@pytest.mark.parametrize(("e", "why"), NONE, ids=str)
def test_where_there_is_no_value_the_reason_is_said(e, why):
    with pytest.raises(why):
        HERE.value(e)


def test_a_part_has_another_value_when_a_letter_moves():
    assert HERE.value(x + 1) == 3
    assert HERE.with_letter(x, Q(5)).value(x + 1) == 6
    assert HERE.value(x + 1) == 3
