"""Constants: algebraic numbers by a separation bound, logarithms and arcs by their exponentials, signs by balls."""

import pytest
from sympy import (
    Abs,
    E,
    I,
    Rational,
    acosh,
    asin,
    atan,
    cos,
    cosh,
    exp,
    log,
    pi,
    sin,
    sinh,
    sqrt,
    tan,
)

from workings.judge import algebraic
from workings.judge.constants import sign, vanishes

CUBE = Rational(1, 3)

ZERO = {
    "a nested root": sqrt(5 + 2 * sqrt(6)) - sqrt(2) - sqrt(3),
    "a sum of cube roots": (9 + 4 * sqrt(5)) ** CUBE + (9 - 4 * sqrt(5)) ** CUBE - 3,
    "30th roots": (930249 + 416020 * sqrt(5)) ** Rational(1, 30) - (930249 - 416020 * sqrt(5)) ** Rational(1, 30) - 1,
    "a cube root of a negative number": (-8) ** CUBE - 1 - I * sqrt(3),
    "cosines of sevenths": cos(pi / 7) - cos(2 * pi / 7) + cos(3 * pi / 7) - Rational(1, 2),
    "a tangent and a sine": tan(3 * pi / 11) + 4 * sin(2 * pi / 11) - sqrt(11),
    "a rationalised denominator": 1 / (sqrt(2) + sqrt(3) + sqrt(5)) - (2 * sqrt(3) + 3 * sqrt(2) - sqrt(30)) / 12,
    "Ramanujan's cube roots": (2**CUBE - 1) ** CUBE
    - Rational(1, 9) ** CUBE
    + Rational(2, 9) ** CUBE
    - Rational(4, 9) ** CUBE,
    "a root of a complex number": (2 + 11 * I) ** CUBE - 2 - I,
    "Machin": 4 * atan(Rational(1, 5)) - atan(Rational(1, 239)) - pi / 4,
    "a sum of arcs beyond pi/2": atan(1) + atan(2) + atan(3) - pi,
    "arcs of a right triangle": asin(Rational(3, 5)) + asin(Rational(4, 5)) - pi / 2,
    "logarithms of inverse numbers": log(2 + sqrt(3)) + log(2 - sqrt(3)),
    "a product of logarithms": log(7 + 4 * sqrt(3)) * log(2) - 2 * log(2 + sqrt(3)) * log(2),
    "a hyperbolic area": exp(acosh(2)) - 2 - sqrt(3),
    "a complex power": I**I - exp(-pi / 2),
    "a sine and a cosine of 1": sin(1) ** 2 + cos(1) ** 2 - 1,
    "a double angle": sin(2) - 2 * sin(1) * cos(1),
    "hyperbolic functions": cosh(1) + sinh(1) - E,
    "a distance": Abs(sqrt(2) - sqrt(3)) - sqrt(3) + sqrt(2),
}

NOT_ZERO = {
    "two sums of square roots": sum(map(sqrt, (7, 14, 39, 70, 76, 85))) - sum(map(sqrt, (13, 16, 46, 55, 67, 73))),
    "the other sign": sqrt(3 - 2 * sqrt(2)) - 1 + sqrt(2),
    "the real cube root": (-8) ** CUBE + 2,
    "the wrong branch of a sum of arcs": atan(2) + atan(3) + pi / 4,
    "the wrong branch of a logarithm": log((-1 + I) ** 2) - 2 * log(-1 + I),
    "the wrong branch of a root": sqrt(exp(4 * I)) - exp(2 * I),
    "almost a whole number": exp(pi * sqrt(163)) - 640320**3 - 744,
    "almost pi": log(640320**3 + 744) / sqrt(163) - pi,
}

SIGNS = {
    "a small difference": (sqrt(1000001) - 1000 - Rational(1, 2001), 1),
    "a large power": (2 ** sqrt(2) - 3, -1),
    "zero": (sqrt(8) - 2 * sqrt(2) + log(4) - 2 * log(2), 0),
    "not real": (sqrt(1 - sqrt(2)), None),
}


@pytest.mark.parametrize("name", ZERO)
def test_a_constant_that_is_zero_is_shown_to_be(name):
    assert vanishes(ZERO[name])


@pytest.mark.parametrize("name", NOT_ZERO)
def test_a_constant_that_is_not_zero_is_not_shown_to_be(name):
    assert not vanishes(NOT_ZERO[name])


@pytest.mark.parametrize("name", SIGNS)
def test_the_sign_of_a_constant(name):
    number, expected = SIGNS[name]
    assert sign(number) is expected or sign(number) == expected


def test_a_number_that_is_its_own_conjugate_is_real():
    assert algebraic.real_exactly((2 + 11 * I) ** CUBE + (2 - 11 * I) ** CUBE)
    assert not algebraic.real_exactly((2 + 11 * I) ** CUBE)
