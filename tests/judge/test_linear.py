"""Linear inequalities: which cannot hold together, and which can, with a point as evidence."""

import pytest
from judge.letters import n, x, y, z
from sympy import Rational, S, Symbol, oo, sqrt, zoo

from workings.judge.linear import infeasible, linear_form, row

m = Symbol("m", integer=True)

TOGETHER_FALSE = [
    [(x - 1, False), (-x, False)],
    [(x, True), (-x, True)],
    [(x, True), (-x, False)],
    [(x - y, False), (y - z, False), (z - x - 1, False)],
    [(x + y - 3, False), (1 - x, False), (1 - y, False)],
    [(m, True), (1 - m, True)],
    [(2 * m - n, True), (n + 1 - 2 * m, True)],
    [(x * y - 2, False), (1 - x * y, False)],
]
TOGETHER_TRUE = [
    ([(x, False), (-x, False)], {x: 0}),
    ([(x, True), (1 - x, True)], {x: Rational(1, 2)}),
    ([(m, True), (2 - m, True)], {m: 1}),
    ([(x - y, True), (y - z, True), (z - x + 3, True)], {x: 2, y: 1, z: 0}),
    ([(2 * x - 1, False), (1 - 2 * x, False), (m - x, True)], {x: Rational(1, 2), m: 1}),
    ([(x * y - 1, False), (-x - y, True)], {x: -2, y: -2}),
]


def rows(facts):
    return [row(linear_form(fact), strict) for fact, strict in facts]


@pytest.mark.parametrize("facts", TOGETHER_FALSE, ids=str)
def test_inequalities_that_cannot_hold_together(facts):
    assert infeasible(rows(facts))


@pytest.mark.parametrize(("facts", "point"), TOGETHER_TRUE, ids=str)
def test_inequalities_that_hold_at_a_point(facts, point):
    assert all(fact.subs(point) > 0 if strict else fact.subs(point) >= 0 for fact, strict in facts)
    assert not infeasible(rows(facts))


def test_only_rational_coefficients_make_a_linear_form():
    assert linear_form((x + 1) * 2 - x / 3) == {x: Rational(5, 3), S.One: 2}
    assert linear_form(sqrt(2) * x) == {sqrt(2) * x: 1}
    assert linear_form(S(0)) == {}
    assert linear_form(zoo + x) is None and linear_form(S.NaN) is None
    assert linear_form(1.5 * x) is None


def test_strict_rows_of_whole_numbers_are_tightened():
    assert row(linear_form(m - n), True) == ({m: 1, n: -1, S.One: -1}, False)
    assert row(linear_form(m / 2 - n), True)[1] and row(linear_form(m - x), True)[1]
    assert oo not in linear_form(x)
