"""Where functions of one letter change sign, in which bounds numbers lie, and which polynomials are sums of squares."""

from fractions import Fraction

import pytest
from judge.letters import a, b, c, p, q, w, x, y, z
from sympy import Abs, CRootOf, E, I, Pow, Rational, Symbol, cos, exp, expand, log, pi, sin, sqrt, tanh

from workings.judge.alphabet import Exp
from workings.judge.bounds import bounds
from workings.judge.normal import normal
from workings.judge.number_bounds import enclosure, sign_of_number
from workings.judge.squares import sum_of_squares
from workings.judge.thresholds import thresholds

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
    ("function", "sign", "pieces"),
    [
        (
            x**2 - 2,
            1,
            (
                x - sqrt(2),
                x + sqrt(2),
            ),
        ),
        (x**2 + x + 1, 1, ()),
        (-(x**2) - 1, -1, ()),
        (
            exp(2 * x) - 3 * exp(x) + 2,
            1,
            (
                x,
                x - log(2),
            ),
        ),
        (exp(x) + 1, 1, ()),
        (exp(x) - 6, 1, (x - log(2) - log(3),)),
        (log(p) - 1, 1, (p - Exp(1),)),
        (2 - sqrt(p), -1, (p - 4,)),
        (sqrt(p) + 2, 1, ()),
        (
            x**2 - pi,
            1,
            (
                x - sqrt(pi),
                x + sqrt(pi),
            ),
        ),
        (x**3 - 3 * x + 1, 1, tuple(x - CRootOf(cubic, k) for k in range(3))),
        (x**5 + 2, 1, (x - CRootOf(t**5 + 2, 0),)),
        (
            Abs(w) - 3,
            1,
            (
                w - 3,
                w + 3,
            ),
        ),
        (tanh(w) - Rational(1, 2), 1, (w - log(3) / 2,)),
        (tanh(w) - 1, -1, ()),
    ],
    ids=str,
)
def test_a_function_of_one_letter_has_the_sign_of_the_product_of_its_thresholds(function, sign, pieces):
    form = function if function.has(w) else normal(function)
    found = thresholds(form)
    assert found is not None
    assert (found[0], {piece for piece, _ in found[1]}) == (sign, set(pieces))


@pytest.mark.parametrize("function", [x + y, x * y - 1, x - 3, x * exp(x) - 1, exp(x) - exp(y)], ids=str)
def test_functions_of_two_letters_and_those_as_simple_as_it_gets_have_no_thresholds(function):
    assert thresholds(normal(function)) is None


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


def test_bounds_of_letters():
    assert len(bounds(sin(x))) == len(bounds(cos(x))) == len(bounds(tanh(x))) == 2
    assert bounds(Exp(x)) == (({Exp(x): 1, 1: -1, x: -1}, False),)
    assert bounds(x) == ()
