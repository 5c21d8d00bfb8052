"""Rational bounds of numbers, and their signs: compared with their decimals, and none where a number is not real."""

from fractions import Fraction

import pytest
from sympy import CRootOf, E, I, Pow, Rational, Symbol, cos, exp, log, pi, sin, sqrt

from workings.judge.alphabet import Exp
from workings.judge.number_bounds import enclosure, sign_of_number

t = Symbol("t")
cubic = t**3 - 3 * t + 1


@pytest.mark.parametrize(
    ("number", "near"),
    [
        (pi, "3.14159265"),
        (log(2) - Rational(7, 10), "-0.00685281"),
        (E**2, "7.38905609"),
        (sqrt(2) / 2, "0.70710678"),
        (CRootOf(cubic, 1), "0.34729635"),
        (log(CRootOf(cubic, 2)), "0.42663209"),
        (Exp(Rational(1, 2)), "1.64872127"),
    ],
)
def test_a_number_lies_in_its_bounds(number, near):
    low, high = enclosure(number)
    assert low <= high and abs(low - Fraction(near)) < Fraction(1, 10**8) > abs(high - Fraction(near))


@pytest.mark.parametrize("number", [I, sqrt(-2), log(-2), Pow(-1, Rational(1, 3))])
def test_no_sign_is_told_of_a_number_that_is_not_real(number):
    assert sign_of_number(number) is None


def test_a_number_whose_ball_holds_0_is_decided_exactly():
    assert sign_of_number(sqrt(3 - 2 * sqrt(2)) - sqrt(2) + 1) == 0


@pytest.mark.parametrize(
    ("number", "sign"),
    [
        (pi - Rational(355, 113), -1),
        (exp(pi) - pi - 20, -1),
        (sin(1) ** 2 + cos(1) ** 2 - 1, 0),
        (log(8) - 3 * log(2), 0),
        (CRootOf(cubic, 0) + Rational(1879, 1000), -1),
        (CRootOf(cubic, 2) - Rational(1532, 1000), 1),
        (Rational(-1, 10**40), -1),
    ],
    ids=str,
)
def test_the_sign_of_a_number(number, sign):
    assert sign_of_number(number) == sign


def test_the_roots_of_a_polynomial_are_numbered_from_the_least():
    ends = [enclosure(CRootOf(cubic, k)) for k in range(3)]
    assert ends[0][1] < ends[1][0] and ends[1][1] < ends[2][0]
    assert enclosure(CRootOf(t**3 + t + 1, 1)) is None  # not real
