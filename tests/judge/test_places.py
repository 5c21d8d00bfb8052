"""Places: on a zero its switch is 0, beside it is close to it, and what is yielded obeys the premises."""

from fractions import Fraction as Q

import pytest
from sympy import Abs, Max, Piecewise, Symbol, asin, exp, floor, gamma, log, sqrt, symbols

from workings.judge.constraints import obeys
from workings.judge.instances import Instance
from workings.judge.places import beside, on_zeros, special, switching
from workings.judge.premises import premises
from workings.judge.roles import roles

x, y = symbols("x y", real=True)
n = Symbol("n", integer=True)
START = Instance({x: Q(5), y: Q(2), n: Q(3)}, {}, {}, "0")
SWITCHES = [
    (Abs(x**2 - y - 2), {Q(2), Q(-2)}),
    (log(x - y), {Q(2), Q(1)}),
    (Max(x, 2 * y, 1), {Q(4), Q(1)}),
    (1 / (6 * x**2 - x - 1), {Q(1, 2), Q(-1, 3)}),
    (Piecewise((1, x < y), (2, True)), {Q(2)}),
    (floor(x / 2), {Q(0), Q(2), Q(-2)}),
    (asin(3 * x), {Q(1, 3), Q(-1, 3)}),
    (gamma(x + y), {Q(-2), Q(-3)}),
]


@pytest.mark.parametrize(("e", "zeros"), SWITCHES, ids=str)
def test_the_zeros_of_the_switches_are_found(e, zeros):
    assert set(on_zeros(x, switching(e), START)) == zeros


@pytest.mark.parametrize("e", [e for e, _ in SWITCHES], ids=str)
def test_a_place_makes_a_switch_0(e):
    for value in on_zeros(x, switching(e), START):
        here = Instance({**START.numbers, x: value}, {}, {}, "0")
        assert any(here.walk().value(switch) == 0 for switch in switching(e))


SMOOTH = [x**2 + 1, exp(x * y), x**3 - y, 3 * x]


@pytest.mark.parametrize("e", SMOOTH, ids=str)
def test_a_smooth_function_has_no_switches(e):
    assert not switching(e)


def test_a_zero_that_is_not_rational_is_approached_from_both_sides():
    near = sorted(beside(x, switching(Abs(x**2 - y)), START))
    assert any(value**2 < 2 and value > 1.4 for value in near) and any(2 < value**2 < 2.01 for value in near)
    assert not list(on_zeros(x, switching(Abs(x**2 - y)), START))


def test_beside_an_integer_zero_stand_integers():
    assert set(beside(n, [n - 4], START)) == {3, 5, 2, 6}


def test_every_special_point_obeys_premises_and_assumptions():
    known = premises((x > y, y >= 0))
    e = sqrt(x - y) * Abs(y - 1) + n
    points = list(special(roles([e, *known.given]), known, (e, x), [START], 1))
    assert points and all(point.numbers[x] > point.numbers[y] >= 0 for point in points)
    assert all(point.numbers[n].denominator == 1 for point in points)
    assert any(point.numbers[y] == 1 for point in points) and any(point.numbers[y] == 0 for point in points)
    assert len(points) <= 110 and all(obeys(point, known) for point in points)


def test_the_start_is_left_as_it_was():
    list(special(roles([Abs(x) + y]), premises(), (Abs(x), y), [START], 1))
    assert START.numbers == {x: Q(5), y: Q(2), n: Q(3)}
