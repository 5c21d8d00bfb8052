"""Expansions up to a stated order, by Taylor's theorem."""

import pytest
from judge.letters import f, r, slope_at_zero, x, y
from sympy import Abs, Rational, cos, exp, log, sin, sqrt

from workings.judge import Evidence, expands

forward, central = (f(r) - f(0)) / r, (f(r) - f(-r)) / (2 * r)
D1, D2, D3 = (slope_at_zero(f, order) for order in (1, 2, 3))
TRUE = [
    (forward, D1, 1),
    (forward, D1 + r * D2 / 2, 2),
    (central, D1, 2),
    (central, D1 + r**2 * D3 / 6, 4),
    ((f(r) - 2 * f(0) + f(-r)) / r**2, D2, 2),
    (f(r * y), f(0) + r * y * D1 + r**2 * y**2 * D2 / 2, 3),
    ((cos(x + r * y) - cos(x)) / r, -y * sin(x), 1),
    ((sin(x + r * y) - sin(x - r * y)) / (2 * r), y * cos(x), 2),
    (1 / (1 + exp(-r)), Rational(1, 2) + r / 4, 3),
    (log(1 + r), r - r**2 / 2, 3),
]
FALSE = [
    (forward, D1, 2),
    (central, D1, 3),
    (exp(r), 1 + r, 3),
    (sqrt(1 + r), 1 + r / 2, 3),
    ((cos(x + r * y) - cos(x)) / r, -y * sin(x), 2),
    ((sin(x + r * y) - sin(x)) / r, y * sin(x), 1),
]


@pytest.mark.parametrize(("expression", "value", "order"), TRUE, ids=str)
def test_an_expansion_is_proved_also_for_undefined_functions(expression, value, order):
    assert expands(expression, value, r, order).kind == "proved"


@pytest.mark.parametrize(("expression", "value", "order"), FALSE, ids=str)
def test_an_order_too_high_is_refuted_with_the_coefficient(expression, value, order):
    evidence = expands(expression, value, r, order)
    assert evidence.kind == "refuted"
    assert evidence.witness.startswith("the coefficient of r**")


def test_the_coefficient_is_shown():
    wanted = Evidence("refuted", "Taylor's theorem", "the coefficient of r**2: 1/2 against 0")
    assert expands(exp(r), 1 + r, r, 3) == wanted


def test_a_kink_is_not_expanded():
    assert expands(Abs(r), r, r, 3).kind == "undecided"


def test_the_method_counts_the_coefficients():
    assert expands(forward, D1, r, 1).method == "Taylor's theorem, 2 coefficients vanish"
