"""Algebraic numbers: zero by a separation bound that every bound of a conjugate obeys."""

import pytest
from mpmath import mp
from sympy import (
    GoldenRatio,
    I,
    Poly,
    Rational,
    Symbol,
    cos,
    exp,
    log,
    minimal_polynomial,
    pi,
    sec,
    sin,
    sqrt,
    tan,
)

from workings.judge.algebraic import at_least_0, bottom_bits, real_exactly, size, vanishes
from workings.judge.enclosures import precision
from workings.judge.letters import Unreadable

CUBE = Rational(1, 3)
ZERO = [
    sqrt(3 + 2 * sqrt(2)) - 1 - sqrt(2),
    (26 + 15 * sqrt(3)) ** CUBE - 2 - sqrt(3),
    cos(pi / 5) - GoldenRatio / 2,
    sin(pi / 7) * sin(2 * pi / 7) * sin(3 * pi / 7) - sqrt(7) / 8,
    exp(2 * I * pi / 3) + exp(4 * I * pi / 3) + 1,
    1 / (sqrt(3) - sqrt(2)) - sqrt(3) - sqrt(2),
    sqrt(I) - (1 + I) / sqrt(2),
    tan(pi / 8) - sqrt(2) + 1,
]
NOT_ZERO = [
    sqrt(3 - 2 * sqrt(2)) - 1 + sqrt(2),
    (-27) ** CUBE + 3,
    sqrt(10**20 + 1) - 10**10,
    sum(map(sqrt, (5, 6, 18))) - sum(map(sqrt, (4, 12, 12))),
    cos(pi / 7) - cos(2 * pi / 7) - cos(3 * pi / 7),
    sqrt(2) + sqrt(3) - sqrt(Rational(989949, 100000)),
    (1 + I) ** 8 - 17,
]


@pytest.mark.parametrize("e", ZERO, ids=str)
def test_zero_is_found(e):
    assert vanishes(e)


@pytest.mark.parametrize("e", NOT_ZERO, ids=str)
def test_what_is_not_zero_is_not_called_so(e):
    assert abs(complex(e.evalf(30))) > 1e-12 and not vanishes(e)


BOUNDED = [
    Rational(6, 35), sqrt(2) + sqrt(3), sqrt(2) / 3 + CUBE, (1 + sqrt(5)) ** CUBE / 2, 1 / (2 + sqrt(7)), sqrt(I) + 1,
    sqrt(Rational(2, 3) + sqrt(2)) / 5, (sqrt(2) - Rational(1, 4)) ** -3, 2 * cos(pi / 9) + Rational(1, 5), sec(pi / 5),
    tan(pi / 5) - 1,
]  # fmt: skip


@pytest.mark.parametrize("e", BOUNDED, ids=str)
def test_the_separation_bound_lies_below_all_conjugates(e):
    """The conjugates are the roots of the minimal polynomial: none is nearer to 0 than the bound."""
    polynomial = Poly(minimal_polynomial(e, Symbol("x")), Symbol("x"))
    with mp.workdps(30), precision(64):
        roots = mp.polyroots([int(c) for c in polynomial.all_coeffs()], maxsteps=200, extraprec=200)
        bounds = size(e)
        bits = (bounds.degree() - 1) * at_least_0(bounds.top) + bottom_bits(bounds)
        assert bounds.degree() % polynomial.degree() == 0
        assert float(min(map(abs, roots))) >= (1 - 1e-9) * 2.0 ** -float(bits)


REAL = [(2 + 11 * I) ** CUBE + (2 - 11 * I) ** CUBE, exp(I * pi / 5) + exp(-I * pi / 5), I * (I - 1 / I), sqrt(-2) * I]
COMPLEX = [(2 + 11 * I) ** CUBE, (-8) ** CUBE, exp(I * pi / 5) + exp(-I * pi / 6), sqrt(1 - sqrt(2))]


@pytest.mark.parametrize("e", REAL, ids=str)
def test_a_number_that_equals_its_conjugate_is_real(e):
    assert real_exactly(e)


@pytest.mark.parametrize("e", COMPLEX, ids=str)
def test_another_number_is_not(e):
    assert not real_exactly(e)


@pytest.mark.parametrize("e", [pi, log(2), exp(1) - 1, 2 ** sqrt(2), cos(1)], ids=str)
def test_a_number_not_known_to_be_algebraic_is_left_alone(e):
    with pytest.raises(Unreadable):
        vanishes(e)
