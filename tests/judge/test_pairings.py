"""Sums over pairs of places: the inequalities of Cauchy, Schwarz and Lagrange."""

import pytest
from sympy import IndexedBase, S, Sum, Symbol

from workings.judge import ordered, same

n = Symbol("n", integer=True, positive=True)
i = Symbol("i", integer=True)
x, y = (IndexedBase(Symbol(name, real=True)) for name in "xy")


def total(f):
    return Sum(f, (i, 1, n))


def test_the_square_of_a_mean_is_at_most_the_mean_of_the_squares():
    assert ordered(total(x[i]) ** 2, "<=", n * total(x[i] ** 2)).kind == "proved"


def test_the_product_of_two_lengths_is_at_least_the_scalar_product():
    assert ordered(total(x[i] * y[i]) ** 2, "<=", total(x[i] ** 2) * total(y[i] ** 2)).kind == "proved"


@pytest.mark.parametrize("relation", ["<", ">="])
def test_equal_components_leave_no_strict_inequality_and_others_no_opposite_one(relation):
    assert ordered(total(x[i]) ** 2, relation, n * total(x[i] ** 2)).kind == "refuted"


def test_a_statement_about_a_sum_of_squares_is_true():
    assert same(n * total(x[i] ** 2) >= total(x[i]) ** 2, S.true).kind == "proved"
