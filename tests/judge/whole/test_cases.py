"""Functions with kinks and steps: equal in every case, or not proved."""

import pytest
from judge.letters import X, a, b, d, j, p, q, x, y, z
from sympy import (
    Abs,
    And,
    E,
    Eq,
    Heaviside,
    Max,
    Min,
    Ne,
    Or,
    Piecewise,
    Rational,
    Sum,
    exp,
    log,
    pi,
    sign,
    sin,
    sinc,
    sqrt,
    tanh,
)  # fmt: skip

from workings.judge import prove


def step(condition):
    return Piecewise((1, condition), (0, True))


EQUAL = {
    "a quadratic condition": (step(x**2 < 1), step(And(x > -1, x < 1))),
    "an irrational threshold": (Max(x**2, 2), Piecewise((2, And(x < sqrt(2), x > -sqrt(2))), (x**2, True))),
    "a cubic without rational roots": (Abs(x**3 - 3 * x + 1), Max(x**3 - 3 * x + 1, 3 * x - x**3 - 1)),
    "a product of two letters": (step(x * y > 0), step(Or(And(x > 0, y > 0), And(x < 0, y < 0)))),
    "an exponential": (step(exp(x) > 2), step(x > log(2))),
    "a quadratic in an exponential": (step(exp(2 * x) - 3 * exp(x) + 2 > 0), step(Or(x < 0, x > log(2)))),
    "a logarithm": (step(log(p) > 1), step(p > E)),
    "a hyperbolic tangent": (step(tanh(x) > Rational(1, 2)), step(x > log(3) / 2)),
    "a sigmoid": (Piecewise((x, 1 / (1 + exp(-x)) > Rational(1, 2)), (0, True)), Max(x, 0)),
    "a bounded function": (step(sin(x) <= 1), step(x**2 >= 0)),
    "a number that is not rational": (step(x > pi), step(2 * x > 2 * pi)),
    "a polynomial that is positive": (Abs(x**2 + x * y + y**2), x**2 + x * y + y**2),
    "the tangent of the exponential": (Max(exp(x), x + 1), exp(x)),
    "the tangent of the logarithm": (Min(log(p), p - 1), log(p)),
    "roots": (Max(sqrt(p), sqrt(q)), sqrt(Max(p, q))),
    "odd powers": (Max(x**3, y**3), Max(x, y) ** 3),
    "kinks in a sum": (Sum(Piecewise((X[j], X[j] > 0), (0, True)), (j, 1, d)), Sum(Max(X[j], 0), (j, 1, d))),
    "kinks in a sum, by absolute values": (
        2 * Sum(Max(X[j], 0), (j, 1, d)),
        Sum(X[j], (j, 1, d)) + Sum(Abs(X[j]), (j, 1, d)),
    ),
    "kinks in a logarithm of a sum": (
        log(Sum(exp(Max(X[j], 0)), (j, 1, d))),
        log(Sum(Max(exp(X[j]), 1), (j, 1, d))),
    ),
}


@pytest.mark.parametrize("name", EQUAL)
def test_both_sides_are_equal_in_every_case(name):
    left, right = EQUAL[name]
    assert prove(left, right).kind == "proved"


DIFFERENT = {
    "an end of an interval": (step(x**2 < 1), step(And(x > -1, x <= 1))),
    "a rational number near a root": (
        Abs(x**2 - 2),
        Piecewise((x**2 - 2, Abs(x) > Rational(141421356, 10**8)), (2 - x**2, True)),
    ),
    "a threshold that is almost right": (step(exp(x) > 2), step(x > Rational(693147, 10**6))),
    "a bound that is reached": (step(sin(x) < 1), step(x**2 >= 0)),
    "a polynomial that is positive but for a point": (step(x**2 + y**2 > 0), step(x**2 >= 0)),
    "the tangent touches": (step(exp(x) > x + 1), step(x**2 >= 0)),
    "two sides of a circle": (step(x**2 + y**2 < 1), Piecewise((0, x**2 + y**2 > 1), (1, True))),
    "one point": (Piecewise((x**2, Eq(x, sqrt(2))), (x, True)), x),
    "one point of a cubic": (Piecewise((0, Eq(x**3 - 3 * x + 1, 0)), (1, True)), Heaviside(x**2 + 1)),
    "one point of an exponential": (Piecewise((0, Eq(exp(x), 2)), (1, True)), Heaviside(x**2 + 1)),
    "a double root": (step(x**3 - x**2 >= 0), step(x >= 1)),
    "a line": (Piecewise((x + y, Eq(x, y)), (2 * x, Ne(x, y))), x + y),
    "the middle of three": (Max(Min(x, y), z), Min(Max(x, y), Max(x, z))),
    "clip without order": (Min(Max(x, a), b), Max(Min(x, b), a)),
    "a sum of maxima": (Sum(Max(X[j], 0), (j, 1, d)), Max(Sum(X[j], (j, 1, d)), 0)),
    "a sum of maxima, one twice": (2 * Sum(Max(X[j], 0), (j, 1, d)), Sum(X[j] + Max(X[j], 0), (j, 1, d))),
    "sign at 0": (sign(x) * Abs(x) / x, sign(x) ** 2 + sinc(x) - sinc(x)),
}


@pytest.mark.parametrize("name", DIFFERENT)
def test_what_differs_on_a_thin_set_is_not_proved(name):
    left, right = DIFFERENT[name]
    assert not prove(left, right).holds
