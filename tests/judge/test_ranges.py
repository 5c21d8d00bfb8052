"""Sums, products and integrals: finite ones are enclosed, infinite ones are gross or nothing is said."""

from fractions import Fraction as Q

import pytest
from mpmath import mp, mpc
from sympy import (
    Abs,
    Ci,
    Ei,
    I,
    Integral,
    Max,
    Product,
    Rational,
    Sum,
    acosh,
    besselj,
    exp,
    factorial,
    floor,
    log,
    oo,
    sign,
    sin,
    sqrt,
    symbols,
)
from test_balls import holds

from workings.judge.no_value import Unable
from workings.judge.ranges import exact
from workings.judge.values import Walk

x, a = symbols("x a", real=True)
k, j = symbols("k j", integer=True)
HALF = Rational(1, 2)
HERE = Walk({a: Q(3)}, None)
FINITE = [
    (Sum(k**2, (k, 1, a + 1)), Q(30)),
    (Sum(k * j, (j, 1, k), (k, 1, 3)), Q(25)),
    (Sum(k, (k, 1, a - 3)), Q(0)),
    (Product(k, (k, 2, 5)), Q(120)),
    (Product(k, (k, 1, 0)), Q(1)),
]


@pytest.mark.parametrize(("e", "expected"), FINITE, ids=str)
def test_a_finite_sum_is_folded(e, expected):
    assert HERE.value(e) == expected


ENCLOSED = [
    (Integral(exp(-a * x), (x, 0, 1)), lambda: (1 - mp.exp(-3)) / 3),
    (Integral(Abs(x), (x, -1, 2)), lambda: mp.mpf(5) / 2),
    (Integral(1 / x, (x, 2, 1)), lambda: -mp.log(2)),
    (Integral(sqrt(x), (x, 1, 4)), lambda: mp.mpf(14) / 3),
]


@pytest.mark.parametrize(("e", "expected"), ENCLOSED)
def test_an_integral_over_an_interval_is_enclosed(e, expected):
    with mp.workdps(40):
        ball = HERE.value(e)
        assert ball.rad() < 1
        assert holds(ball, expected())


ACROSS = [Ei(-1 + I * x), Ci(-1 + I * x), log(-1 + I * x), sqrt(-1 + I * x), acosh((1 + I) * x), floor(3 * x + HALF)]


@pytest.mark.slow
@pytest.mark.parametrize("f", ACROSS, ids=str)
def test_an_integral_across_a_cut_or_a_step_is_wide_or_none(f):
    g = {"Ei": mp.ei, "Ci": mp.ci, "log": mp.log, "acosh": mp.acosh, "floor": mp.floor}.get(type(f).__name__, mp.sqrt)
    inner = f.args[0]
    with mp.workdps(20):

        def at(t):
            return g(mpc(*(inner.subs(x, exact_rational(t)).as_real_imag())))

        try:
            ball = HERE.value(Integral(f, (x, -HALF, Rational(1, 3))))
        except Unable:
            return
        true = mp.quad(at, [-0.5, 0]) + mp.quad(at, [0, mp.mpf(1) / 6]) + mp.quad(at, [mp.mpf(1) / 6, mp.mpf(1) / 3])
        assert holds(ball + 0, true)


def exact_rational(t):
    value = exact(mp.mpf(t))
    return Rational(value.numerator, value.denominator)


NUMERIC = [
    (Sum(HALF**k, (k, 0, oo)), lambda: 2),
    (Sum(1 / k**2, (k, 1, oo)), lambda: mp.pi**2 / 6),
    (Sum((-1) ** k / factorial(k), (k, 0, oo)), lambda: mp.exp(-1)),
    (Integral(exp(-(x**2)), (x, -oo, oo)), lambda: mp.sqrt(mp.pi)),
    (Integral(exp(-((x - a) ** 2)), (x, -oo, oo)), lambda: mp.sqrt(mp.pi)),
    (Integral(exp(x), (x, -oo, 0)), lambda: 1),
    (Integral(x * exp(-(x**2)), (x, -1, oo)), lambda: mp.exp(-1) / 2),
]


@pytest.mark.slow
@pytest.mark.parametrize(("e", "expected"), NUMERIC)
def test_an_infinite_range_gives_a_ball_round_the_value(e, expected):
    ball = HERE.value(e)
    assert holds(ball, expected()) and ball.real.rad() < 1e-6


SILENT = [
    Sum(1 / k, (k, 1, oo)),
    Sum(Max(0, 1 - Abs(k - 3000)), (k, 0, oo)),
    Integral(exp(-((x - 100) ** 2)), (x, -oo, oo)),
    Integral(exp(-(x**2)) + exp(-((x - 1000) ** 2)), (x, 0, oo)),
    Integral(1000 * exp(-((1000 * x - 1000) ** 2)), (x, -oo, oo)),
    Product(1 + 1 / k**2, (k, 1, oo)),
    Integral(1 / x, (x, -1, 1)),
    Integral(sign(x - HALF), (x, 0, 2)),
    Integral(x, x),
    Integral(besselj(1, x), (x, 0, 1)),
]


@pytest.mark.parametrize("e", SILENT, ids=str)
def test_what_diverges_has_a_peak_far_out_or_no_rule_has_no_value(e):
    with pytest.raises(Unable):
        HERE.value(e)


def test_a_number_of_mpmath_keeps_its_sign_as_a_fraction():
    assert exact(mp.mpf("-2.75")) == Q(-11, 4) and exact(mp.mpf(3) * 2**70) == 3 * 2**70


def test_a_sine_integral_is_not_told_from_itself():
    ball = HERE.value(Integral(sin(x) * exp(-x), (x, 0, oo)))
    assert holds(ball, 0.5)
