"""Real functions on the unit circle: sizes, roots and zeros, compared with their values all around the circle."""

import pytest
from judge.letters import number, p, w, x, y
from sympy import I, Rational, S, cos, exp, pi, sin

from workings.judge.alphabet import Exp, Unreadable
from workings.judge.circle import absolute, nonzero, root
from workings.judge.normal import canonical
from workings.judge.premises import premises

known = premises(())
FUNCTIONS = [
    sin(x) + cos(x),
    1 + cos(x),
    2 - 2 * sin(2 * x),
    p * sin(x) * cos(y),
    3 + cos(x) - sin(y),
    (1 - cos(x)) * (2 + sin(y)) - 1,
    sin(x) ** 3 * (1 + cos(x)) ** 2,
    -(2 + cos(x)) * (1 + sin(x)) ** 2,
]
ANGLES = [S.Zero, pi, -pi / 2, 3 * pi / 4, Rational(-7, 3), Rational(1, 3)]


def points():
    return [{x: angle, y: 3 * angle + 1, p: 2 + k} for k, angle in enumerate(ANGLES)]


@pytest.mark.slow
@pytest.mark.parametrize("function", FUNCTIONS, ids=str)
def test_the_size_of_a_function_on_the_circle(function):
    size = absolute(canonical(function, known), known)
    assert all(abs(number(size, at) - abs(number(function, at))) < 1e-7 for at in points())


@pytest.mark.slow
@pytest.mark.parametrize("r", [S.Half, Rational(1, 3), Rational(3, 2)], ids=str)
@pytest.mark.parametrize("function", FUNCTIONS, ids=str)
def test_the_root_of_a_function_on_the_circle(function, r):
    found = root(canonical(function, known), r, known)
    for at in points():
        value = number(function, at)
        if abs(value) > 1e-6:
            assert abs(number(found, at) - value.real ** float(r)) < 1e-7


def test_a_function_without_a_zero_has_one_form_for_its_root():
    assert root(canonical((2 + cos(x)) ** 2, known), S.Half, known) == absolute(canonical(2 + cos(x), known), known)
    assert absolute(canonical(sin(x) + cos(x), known), known) == root(canonical(1 + sin(2 * x), known), S.Half, known)


@pytest.mark.parametrize("function", [2 + cos(x), 3 + 2 * sin(y), 4 + sin(x) ** 2], ids=str)
def test_a_function_without_a_zero_is_not_0(function):
    assert nonzero(canonical(function, known), known)


@pytest.mark.parametrize(
    "function", [1 + cos(x), sin(x), 2 + sin(x) + cos(y), 1 + exp(I * x), 2 + exp(w), 2 + cos(w)], ids=str
)
def test_a_function_with_a_zero_is_not_said_to_have_none(function):
    assert not nonzero(canonical(function, known), known)


@pytest.mark.parametrize("function", [Exp(I * x), 1 + Exp(I * w), 1 + 1 / (Exp(I * x) + 3)], ids=str)
def test_what_is_not_real_or_no_polynomial_is_not_read(function):
    with pytest.raises(Unreadable):
        absolute(function, known)
