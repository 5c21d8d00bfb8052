"""Enclosures: a ball holds the number at every precision, on the principal branch, or there is none."""

import pytest
from flint import acb, arb
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp
from sympy import (
    Abs,
    Add,
    CRootOf,
    E,
    EulerGamma,
    GoldenRatio,
    I,
    Max,
    Min,
    Mul,
    Pow,
    Rational,
    S,
    Symbol,
    acosh,
    asin,
    atan,
    atanh,
    cos,
    cot,
    erf,
    exp,
    gamma,
    log,
    pi,
    sec,
    sin,
    sqrt,
    tan,
    tanh,
)

from workings.judge.enclosures import TooWide, ball, is_real, precision
from workings.judge.letters import Exp, Unreadable
from workings.judge.number_bounds import enclosure, sign_of_number

CUBE = Rational(1, 3)
NUMBERS = [
    sqrt(2) + pi,
    (-8) ** CUBE, (2 + 11 * I) ** CUBE, log(-3), log(-1 - I), (1 - I) ** sqrt(2), I**I, E**-2, Exp(S.Half),
    tan(3 * pi / 11), cos(1) + sin(2 * pi / 7), sec(pi / 9) * cot(pi / 9), asin(CUBE), acosh(3), atanh(-S.Half),
    atan(-5),
    erf(1), gamma(CUBE), tanh(2), Abs(3 - 4 * sqrt(-2)), Max(pi, E, 3), Min(sqrt(2), S.Half), EulerGamma * GoldenRatio,
    sqrt(sqrt(2) - sqrt(3)), log((1 - sqrt(2)) * 3), sqrt((1 + I) ** 2 * I),
]  # fmt: skip


@pytest.mark.parametrize("bits", [53, 200])
def test_a_ball_holds_the_number(bits):
    for e in NUMBERS:
        with precision(bits), mp.workdps(90):
            value = e.replace(Exp, exp).evalf(80)._to_mpmath(300)
            parts = (arb(mp.nstr(part, 75)) for part in (mp.re(value), mp.im(value)))
            found = ball(e)
            assert found.overlaps(acb(*parts)) and found.rad() < 2.0 ** (12 - bits), e


REAL = [sqrt(2), pi - 4, CUBE ** sqrt(2), (2 + 11 * I) * (2 - 11 * I), log(3), cos(pi / 7)]


@pytest.mark.parametrize("e", REAL, ids=str)
def test_the_imaginary_part_of_a_real_number_is_exactly_0(e):
    assert is_real(ball(e)) and not is_real(ball(e + I))


ROOT = sqrt(3 + 2 * sqrt(2)) - 1 - sqrt(2)
NONE = [1 / ROOT, log(ROOT), ROOT ** -sqrt(2), asin(2), atanh(3), Symbol("x") + 1, gamma(0, evaluate=False), S.Infinity]


@pytest.mark.parametrize("e", NONE, ids=str)
def test_a_number_without_a_value_or_a_rule_has_no_ball(e):
    with pytest.raises((Unreadable, TooWide)):
        ball(e)


def test_a_ball_too_wide_for_its_branch_asks_for_more_digits():
    tiny = sqrt(10**40 + 1) - 10**20
    with precision(60), pytest.raises(TooWide):
        ball(1 / tiny)
    with precision(300):
        assert ball(1 / tiny).real > 10**20


def test_the_precision_is_as_it_was_afterwards():
    before = ball(pi).rad()
    with pytest.raises(ZeroDivisionError), precision(999):
        raise ZeroDivisionError
    assert ball(pi).rad() == before


SMALL = st.integers(-4, 4).map(Rational) | st.sampled_from([sqrt(2), pi, E, I])


@settings(max_examples=20)
@given(SMALL, SMALL, SMALL, st.integers(1, 3))
def test_a_ball_of_a_random_number_holds_it(a, b, c, power):
    e = Add(Mul(a, b), Pow(c, power))
    found, value = ball(e), complex(e.evalf(25))
    assert abs(complex(found) - value) < 1e-9 * (1 + abs(value))


def test_bounds_and_signs_of_numbers():
    low, high = enclosure(pi)
    assert low < high and low > 3.14159265 and high < 3.14159266 and enclosure(I) is None
    assert [sign_of_number(e) for e in (sqrt(2) - 2, S.Zero, pi - 3, sqrt(8) - 2 * sqrt(2))] == [-1, 0, 1, 0]


def test_a_root_of_a_polynomial_is_the_real_one_that_is_named():
    x = Symbol("x")
    assert abs(float(ball(CRootOf(x**3 - x - 1, 0)).real) - 1.3247179572447) < 1e-9
    assert [float(ball(CRootOf(x**5 - 5 * x + 1, k)).real) > 0 for k in range(3)] == [False, True, True]
    with pytest.raises(Unreadable):
        ball(CRootOf(x**3 - x - 1, 1))
