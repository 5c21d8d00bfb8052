"""Where rational functions are defined: 1/0 is the one point at infinity, and 1/oo = 0."""

import pytest
from sympy import Add, Derivative, Eq, Mul, Ne, Piecewise, Rational, Sum, Symbol, binomial, cos, exp, log, sqrt, symbols

from workings.judge import prove
from workings.judge.domains import put_in
from workings.judge.premises import NOTHING

x, y = symbols("x y")
SAME = [
    (1 / (1 + 1 / (1 + 1 / (1 + 1 / x))), (2 * x + 1) / (3 * x + 2)),
    (1 / (1 / x + 1 / y), x * y / (x + y)),
    (1 / (x - 1 / (x - 1 / x)), (x**2 - 1) / (x**3 - 2 * x)),
]
OTHER = [(1 / (1 + 1 / x), x**2 / (x**2 + x)), ((1 + 1 / x) * x, x + 1), ((x**2 - y**2) / (x - y), x + y)]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_fractions_that_are_defined_at_the_same_points_are_equal(a, b):
    assert prove(a, b).kind == "proved"


@pytest.mark.parametrize(("a", "b"), OTHER)
def test_fractions_with_a_gap_on_one_side_are_not_equal(a, b):
    assert not prove(a, b).holds


n = Symbol("n", integer=True, nonnegative=True)
k = Symbol("k", integer=True)
GAPS = [
    (exp(x) / (1 + 1 / y), exp(x) * y**2 / (y**2 + y)),
    (1 / (1 + 1 / log(x)), log(x) / (1 + log(x))),
    (x * x**y, x ** (y + 1)),
    (x * x ** (n - 1), x**n),
    (Sum(x / n, (k, 1, n)), x),
    (binomial(n, k) / binomial(n, k - 1), (n - k + 1) / k),
    (Sum(k * x ** (k - 1), (k, 0, n)), Sum(k * x ** (k - 1), (k, 1, n))),
]


@pytest.mark.slow
@pytest.mark.parametrize(("a", "b"), GAPS, ids=str)
def test_a_gap_below_two_bars_of_a_power_of_0_or_of_an_empty_sum_is_seen(a, b):
    assert not prove(a, b).holds


r = Symbol("r", real=True)


@pytest.mark.parametrize(("a", "b"), [(r * Derivative(log(r), r), 1), (sqrt(r) * Derivative(sqrt(r), r), 0.5)])
def test_a_derivative_has_no_value_where_it_does_not_exist(a, b):
    assert not prove(a, Rational(b)).holds
    positive = Symbol("r", positive=True)
    assert prove(a.subs(r, positive), Rational(b)).holds


@pytest.mark.parametrize(("a", "b"), [(x / y, 1), (1 / x - 1 / y, 0), (log(x) - log(y), 0)], ids=str)
def test_a_given_equality_closes_no_gap(a, b):
    assert not prove(a, b, Eq(x, y)).holds
    assert prove(a, b, (Eq(x, y), y > 0)).holds


def test_a_gap_of_what_is_put_in_stays():
    assert put_in(x / y, {x: y}, NOTHING) != 1 and put_in(x + y, {x: y}, NOTHING) == 2 * y


def test_another_name_for_a_letter_closes_no_gap():
    turning = exp(-y / 2) * exp(cos(exp(x)))
    assert not prove(turning, Add(turning, Mul(0, 1 / y, evaluate=False), evaluate=False)).holds


def test_a_condition_without_a_value_leaves_a_choice_without_one():
    u, v = symbols("u v", real=True)
    plain, gap = Piecewise((1, v > 0), (2, True)), Piecewise((1, 1 / u + v > 1 / u), (2, True))
    assert not prove(gap, plain).holds and prove(gap, plain, Ne(u, 0)).holds
    guarded = Piecewise((0, u <= 0), (1, 1 / u + v > 1 / u), (2, True))
    assert prove(guarded, Piecewise((0, u <= 0), (1, v > 0), (2, True))).holds
