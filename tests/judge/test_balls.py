"""Balls: what they hold, what they cannot decide, and that only numbers without a common one are apart."""

from fractions import Fraction as Q

import pytest
from flint import acb, arb, ctx
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp, mpc, mpf

from workings.judge import balls
from workings.judge.balls import INFINITE
from workings.judge.gaussians import Gaussian, gaussian
from workings.judge.no_value import Undefined, Unsure

FRACTIONS = st.fractions(-20, 20, max_denominator=50)
AROUND_0 = arb(0, 0.1)
ACROSS_THE_CUT = acb(arb(-2), AROUND_0)


def holds(ball, number):
    """Whether a ball holds an mpmath number, up to its last digits."""
    number, digits = mpc(number), mp.dps * 3 // 4
    slack = arb(0, float(1 + abs(number)) / 10**digits)
    real, imag = (arb(mp.nstr(part, digits + 5)) for part in (number.real, number.imag))
    return balls.complex_ball(ball).overlaps(acb(real + slack, imag + slack))


@pytest.mark.slow
@settings(max_examples=20)
@given(FRACTIONS, FRACTIONS, st.fractions(-3, 3, max_denominator=7))
def test_a_power_of_a_complex_number_is_exp_of_the_exponent_times_the_principal_logarithm(real, imag, exponent):
    with ctx.workprec(160), mp.workdps(50):
        z = gaussian(real, imag)
        if z == 0:
            return
        w = mpc(mpf(real.numerator) / real.denominator, mpf(imag.numerator) / imag.denominator)
        c = mpf(exponent.numerator) / exponent.denominator
        assert holds(balls.power(z, exponent), mp.exp(c * mp.log(w if imag else w.real)))


EXACT = [
    (balls.power, (Q(8), Q(2, 3)), Q(4)),
    (balls.power, (Q(-4), Q(1, 2)), Gaussian(Q(0), Q(2))),
    (balls.power, (Gaussian(Q(3), Q(-4)), Q(1, 2)), Gaussian(Q(2), Q(-1))),
    (balls.power, (Q(0), Q(0)), Q(1)),
    (balls.power, (Q(0), Q(-2)), INFINITE),
    (balls.logarithm, (Q(0),), INFINITE),
    (balls.absolute, (Gaussian(Q(3), Q(4)),), Q(5)),
    (balls.rational_root, (Q(10**40), 2), Q(10**20)),
    (balls.rational_root, (Q(2), 2), None),
    (balls.multiply, (Q(0), arb(3, 1)), Q(0)),
]


@pytest.mark.parametrize(("rule", "numbers", "expected"), EXACT)
def test_what_is_rational_stays_exact(rule, numbers, expected):
    assert rule(*numbers) == expected


UNDECIDED = [
    (balls.sign_of, (AROUND_0,)),
    (balls.is_zero, (AROUND_0,)),
    (balls.divide, (Q(1), AROUND_0)),
    (balls.logarithm, (ACROSS_THE_CUT,)),
    (balls.power, (ACROSS_THE_CUT, Q(1, 2))),
    (balls.power, (AROUND_0, Q(1, 3))),
    (balls.is_real, (ACROSS_THE_CUT,)),
    (balls.settled, (arb("nan"),)),
]


@pytest.mark.parametrize(("rule", "numbers"), UNDECIDED)
def test_a_ball_on_both_sides_decides_nothing(rule, numbers):
    with pytest.raises(Unsure):
        rule(*numbers)


def test_a_complex_power_of_0_and_a_division_by_0_have_no_value():
    with pytest.raises(Undefined):
        balls.power(Q(0), Gaussian(Q(1), Q(1)))
    with pytest.raises(ZeroDivisionError):
        balls.divide(arb(1), Q(0))


def test_a_number_on_a_cut_exactly_has_the_value_from_above():
    assert holds(balls.logarithm(Q(-1)), mpc(0, mp.pi))
    assert holds(balls.power(Q(-8), Q(1, 3)), mpc(1, mp.sqrt(3)))


def test_balls_that_touch_are_not_apart():
    assert not balls.apart(arb(1, 0.5), arb(2, 0.5))
    assert not balls.apart(arb(1, 0.1), Q(1))
    assert balls.apart(arb(1, 0.1), Q(2))
    assert balls.apart(Q(1), Q(1) + Q(1, 10**60))
