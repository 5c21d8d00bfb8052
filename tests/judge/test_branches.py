"""Decisions: kinks, steps, comparisons and connectives, on exact numbers and on balls that lie on one side."""

from fractions import Fraction as Q

import pytest
from flint import acb, arb
from sympy import (
    ITE,
    Abs,
    And,
    Eq,
    Equivalent,
    Heaviside,
    I,
    Implies,
    KroneckerDelta,
    Max,
    Min,
    Mod,
    Ne,
    Not,
    Or,
    Piecewise,
    Symbol,
    Xor,
    arg,
    ceiling,
    conjugate,
    exp,
    floor,
    im,
    oo,
    re,
    sign,
    sqrt,
    symbols,
)

from workings.judge.gaussians import Gaussian
from workings.judge.no_value import Undefined, Unsure
from workings.judge.values import Walk

x, y = symbols("x y", real=True)
z = Symbol("z")
k, l = symbols("k l", integer=True)
HERE = Walk({x: Q(-7, 2), y: Q(0), z: Gaussian(Q(3), Q(-4)), k: Q(5), l: Q(5)}, None)
VALUES = [
    (Abs(x), Q(7, 2)),
    (Abs(z), Q(5)),
    (sign(x), Q(-1)),
    (sign(y), Q(0)),
    (sign(z), Gaussian(Q(3, 5), Q(-4, 5))),
    (re(z) - im(z), Q(7)),
    (conjugate(z), Gaussian(Q(3), Q(4))),
    (floor(x), Q(-4)),
    (ceiling(x), Q(-3)),
    (floor(z / 2), Gaussian(Q(1), Q(-2))),
    (floor(z * exp(y + 1)), Gaussian(Q(8), Q(-11))),  # 3e = 8.15..., -4e = -10.87...
    (floor(100 * sqrt(2 + y)), Q(141)),
    (Mod(x, 2), Q(1, 2)),
    (Mod(-x, -2), Q(-1, 2)),
    (Heaviside(y), Q(1, 2)),
    (Heaviside(x), Q(0)),
    (Max(x, y, -1), Q(0)),
    (Min(x, y, -1), Q(-7, 2)),
    (KroneckerDelta(k, l), Q(1)),
    (KroneckerDelta(k, l + 1), Q(0)),
    (KroneckerDelta(k, l, (1, 3)), Q(0)),
    (KroneckerDelta(k, l, (1, 6)), Q(1)),
    (Piecewise((1, x > 0), (2, y >= 0), (3, True)), Q(2)),
    (arg(y + 1), Q(0)),
    (x < oo, True),
    (Eq(z, 3 - 4 * I), True),
    (Ne(x, y), True),
    (And(x < 0, y < 0), False),
    (Or(x < 0, z > 0), True),  # one part that decides is enough
    (Implies(x > 0, y > 0), True),
    (Xor(x < 0, y < 1), False),
    (Equivalent(x < 0, y < 1, k > 4), True),
    (ITE(x > 0, y > 0, y < 1), True),
    (Not(x < 0), False),
]


@pytest.mark.parametrize(("e", "expected"), VALUES, ids=str)
def test_a_decision_is_that_of_the_definition(e, expected):
    assert HERE.value(e) == expected


NONE = [
    (z < 1, Undefined),
    (Max(x, re(z) * sqrt(y - 1)), Undefined),
    (Piecewise((1, x > 0)), Undefined),
    (Mod(x, k - l), Undefined),
    (floor(sqrt(2 + y) * sqrt(8 + y)), Unsure),
    (sign(sqrt(2 + y) * sqrt(8 + y) - 4), Unsure),
    (Or(y > 0, z > 0), Undefined),
]


@pytest.mark.parametrize(("e", "why"), NONE, ids=str)
def test_what_cannot_be_decided_is_not(e, why):
    with pytest.raises(why):
        HERE.value(e)


@pytest.mark.parametrize(
    "e", [re(z), conjugate(z), arg(z), floor(z), Max(z, 1), Piecewise((1, z > 0), (0, True))], ids=str
)
def test_a_function_without_a_derivative_has_no_value_on_balls_of_an_integrand(e):
    inside = Walk({z: acb(arb(1, 0.1), arb(0, 0.1))}, None, analytic=True)
    with pytest.raises(Unsure):
        inside.value(e)


def test_the_larger_of_two_balls_that_overlap_holds_both_maxima():
    ball = Walk({x: arb(1, 0.5), y: arb(1.2, 0.5)}, None).value(Max(x, y))
    assert ball.contains(arb(1.69)) and ball.contains(arb(0.71)) and not ball.contains(arb(0))
