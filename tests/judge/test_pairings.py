"""Sums over pairs of places: the inequalities of Cauchy, Schwarz and Lagrange, and |i - j| summed over a square."""

import pytest
from sympy import Abs, Eq, IndexedBase, Max, Min, S, Sum, Symbol, digamma, harmonic, sqrt, symbols

from workings.judge import ordered, prove, same

n = Symbol("n", integer=True, positive=True)
i, j = symbols("i j", integer=True)
x, y = (IndexedBase(Symbol(name, real=True)) for name in "xy")
p, q = symbols("p q", real=True)
z = Symbol("z")


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


@pytest.mark.parametrize(
    ("f", "value"),
    [
        (Abs(i - j), n * (n**2 - 1) / 3),
        (Max(i, j), n * (n + 1) * (4 * n - 1) / 6),
        (Min(i, j), n * (n + 1) * (2 * n + 1) / 6),
    ],
)
def test_the_larger_of_two_indices_is_summed_over_a_square(f, value):
    assert prove(Sum(f, (i, 1, n), (j, 1, n)), value).kind == "proved"
    assert prove(Sum(f, (i, 1, n), (j, 1, n)), value + n - 1).kind == "undecided"


def test_a_given_square_is_taken_out_of_a_polynomial():
    assert prove((1 - p * q) ** 2, (p - q) ** 2, (Eq(p**2, 1),)).kind == "proved"
    assert prove(p**4 - q**4, p**2 - q**2, (Eq(p**2 + q**2, 1),)).kind == "proved"
    assert prove((1 - p * q) ** 2, (p - q) ** 2, (Eq(p**2, 2),)).kind == "undecided"
    assert prove(p**3, p, (Eq(p**4, 1),)).kind == "undecided"


def test_a_root_that_stands_beside_its_product_with_another_is_not_zero():
    inverse = 1 / (z + sqrt(z - 1) * sqrt(z + 1))
    assert prove(inverse, z - sqrt(z - 1) * sqrt(z + 1)).kind == "proved"


def test_digamma_at_a_whole_number_is_a_harmonic_number():
    assert prove(digamma(n + 1) - harmonic(n), digamma(n + 2) - harmonic(n + 1)).kind == "proved"
    assert prove(digamma(n + 1), harmonic(n)).kind == "undecided"


def test_a_place_where_the_smaller_root_of_a_quadratic_is_lost_is_found():
    a = Symbol("a", real=True, nonzero=True)
    root = sqrt(p**2 - 4 * a * q)
    assert same((-p + root) / (2 * a), 2 * q / (-p - root)).kind == "refuted"
