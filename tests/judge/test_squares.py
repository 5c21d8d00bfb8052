"""Which polynomials are sums of squares, by exact elimination."""

import pytest
from judge.letters import a, b, c, p, q, x, y, z
from sympy import expand

from workings.judge.squares import sum_of_squares

MOTZKIN = x**4 * y**2 + x**2 * y**4 - 3 * x**2 * y**2 + 1  # not negative, and no sum of squares
LAGRANGE = (a**2 + b**2 + c**2) * (x**2 + y**2 + z**2) - (a * x + b * y + c * z) ** 2


@pytest.mark.parametrize(
    "polynomial",
    [x**2 + x * y + y**2, x**2 + y**2 + z**2 - x * y - y * z - z * x, x**4 + 1 - 2 * x**2, LAGRANGE, (x - y) ** 2],
    ids=str,
)
def test_a_sum_of_squares_that_may_be_0_is_not_negative(polynomial):
    assert sum_of_squares(expand(polynomial)) == (True, False)


@pytest.mark.parametrize(
    "polynomial", [x**4 - x**2 + 1, (x - y) ** 2 + 1, x**2 - 2 * x * y + 2 * y**2 - 2 * y + 2], ids=str
)
def test_a_sum_of_squares_and_a_positive_number_is_positive(polynomial):
    assert sum_of_squares(expand(polynomial)) == (True, True)


@pytest.mark.parametrize(
    "polynomial", [x**2 + 3 * x * y + y**2, x * y, x**2 - y**2, x**3 + y**2, -(x**2) - y**2], ids=str
)
def test_what_takes_both_signs_is_no_sum_of_squares(polynomial):
    assert sum_of_squares(polynomial) == (False, False)


def test_a_letter_that_is_not_negative_counts_as_a_square():
    assert sum_of_squares(expand((p - q) ** 2 + p * q), frozenset({p, q}))[0]
    assert not sum_of_squares(p - q, frozenset({p, q}))[0]
    assert not sum_of_squares(expand(p * q - p**2), frozenset({p, q}))[0]


@pytest.mark.parametrize("polynomial", [MOTZKIN, x**2 + 2 * x, x**4 - x**2, x**2 + y**2 - 1, x**2 * y, x / y], ids=str)
def test_no_square_is_seen_where_there_is_none(polynomial):
    assert sum_of_squares(polynomial) == (False, False)
