"""Sines, hyperbolic functions, their inverses and complex parts: the prover alone, on identities and near misses."""

import pytest
from sympy import (
    Abs,
    I,
    LambertW,
    Rational,
    acos,
    acot,
    asin,
    asinh,
    atan,
    conjugate,
    cos,
    cosh,
    cot,
    csc,
    erf,
    erfc,
    exp,
    im,
    log,
    pi,
    re,
    sec,
    sin,
    sinc,
    sinh,
    sqrt,
    symbols,
    tan,
    tanh,
)

from workings.judge import prove

x, y = symbols("x y", real=True)
p = symbols("p", positive=True)
z, w = symbols("z w")
n = symbols("n", integer=True)

EQUAL = [
    (sin(z + pi / 4), (sin(z) + cos(z)) / sqrt(2), ()),
    (sin(z) * sin(pi / 3 - z) * sin(pi / 3 + z), sin(3 * z) / 4, ()),
    (cos(z) + cos(z + 2 * pi / 5) + cos(z + 4 * pi / 5) + cos(z + 6 * pi / 5) + cos(z + 8 * pi / 5), 0, ()),
    (sin(x + n * pi), (-1) ** n * sin(x), ()),
    (1 + tan(z) ** 2, sec(z) ** 2, ()),
    (tan(x / 2), sin(x) / (1 + cos(x)), ()),
    (tan(x) + cot(x), sec(x) * csc(x), ()),
    (sqrt(1 + sin(2 * x)), Abs(sin(x) + cos(x)), ()),
    (sqrt((1 + cos(x)) / 2), Abs(cos(x / 2)), ()),
    (Abs(exp(I * x) - 1), 2 * Abs(sin(x / 2)), ()),
    (sqrt(sin(x) ** 2 * (2 + cos(x)) ** 2), Abs(sin(x)) * (2 + cos(x)), ()),
    (tanh(z) * cosh(z), sinh(z), (z > 0,)),
    (asin(z) + acos(z), pi / 2, ()),
    (atan(p) + acot(p), pi / 2, ()),
    (cos(2 * atan(x)), (1 - x**2) / (1 + x**2), ()),
    (sin(2 * asin(z)), 2 * z * sqrt(1 - z**2), ()),
    (asinh(sinh(x)), x, ()),
    (erfc(-z), 1 + erf(z), ()),
    (LambertW(p * exp(p)), p, ()),
    (sinc(2 * x), sinc(x) * cos(x), ()),
    (z * conjugate(z), Abs(z) ** 2, ()),
    (Abs(z * w), Abs(z) * Abs(w), ()),
    (Abs(z + w) ** 2 + Abs(z - w) ** 2, 2 * Abs(z) ** 2 + 2 * Abs(w) ** 2, ()),
    (Abs(exp(z)), exp(re(z)), ()),
    (conjugate(sin(z)), sin(conjugate(z)), ()),
    (im(sin(z)), cos(re(z)) * sinh(im(z)), ()),
    (Abs((x - I) / (x + I)), 1, ()),
    (log(exp(I * x)), I * x, (x < 3, x > -3)),
]

DIFFERENT = [
    (sqrt(1 + sin(2 * x)), sin(x) + cos(x), ()),
    (sin(x), sqrt((1 - cos(2 * x)) / 2), ()),
    (sqrt(sin(x) ** 2), sin(x), ()),
    (tan(x) * cos(x), sin(x), ()),
    (tan(x / 2), (1 - cos(x)) / sin(x), ()),
    (atan(x) + acot(x), pi / 2, ()),
    (asin(sin(x)), x, ()),
    (log(exp(I * x)), I * x, (x < 4, x > -3)),
    (LambertW(x * exp(x)), x, ()),
    (conjugate(sqrt(z)), sqrt(conjugate(z)), ()),
    (conjugate(log(z)), log(conjugate(z)), ()),
    (Abs(z + w), Abs(z) + Abs(w), ()),
    (Abs(z) ** 2, z**2, ()),
    (sqrt(conjugate(z)) * sqrt(z), Abs(z), ()),
    (re(z * w), re(z) * re(w), ()),
    (sin(x + n * pi), sin(x), ()),
    (cos(z + pi / 7), cos(z) + Rational(1, 7), ()),
    (sinc(z) * z**2, sin(z), ()),
]


@pytest.mark.parametrize(("left", "right", "given"), EQUAL, ids=str)
def test_identities_are_proved(left, right, given):
    assert prove(left, right, given).kind == "proved"


@pytest.mark.parametrize(("left", "right", "given"), DIFFERENT, ids=str)
def test_near_misses_are_not_proved(left, right, given):
    assert prove(left, right, given).kind == "undecided"
