"""Limits by numbers: what settles, what grows, and what moves too slowly to be told from what settles."""

import pytest
from flint import acb, arb, ctx
from judge.letters import x
from sympy import Abs, E, Limit, Rational, S, atan, cos, exp, log, oo, pi, sin

from workings.judge.no_value import Undefined, Unsure
from workings.judge.path import limit, place, verdict
from workings.judge.values import Walk

WALK = Walk({}, lambda e, at: None, 30)
SETTLED = [
    (Limit(sin(x) / x, x, 0, "+-"), 1),
    (Limit((1 + 1 / x) ** x, x, oo), E),
    (Limit(Abs(x) / x, x, 0, "-"), -1),
    (Limit((1 - cos(x)) / x**2, x, 0, "+-"), 0.5),
    (Limit(x * exp(-x), x, oo), 0),
    (Limit(atan(x), x, -oo), -pi / 2),
    (Limit((x**2 - 4) / (x - 2), x, 2, "+-"), 4),
]
INFINITE = [Limit(1 / x, x, 0, "+"), Limit(x**2, x, oo), Limit(exp(x), x, oo), Limit(Abs(x) / x, x, 0, "+-")]
UNSURE = [Limit(log(x), x, oo), Limit(sin(x), x, oo), Limit(sin(1 / x), x, 0, "+"), Limit(1 / log(x), x, oo)]


@pytest.mark.parametrize(("e", "value"), SETTLED, ids=str)
def test_the_numbers_settle_on_the_limit(e, value):
    found = limit(WALK, e)
    centre = float(acb(found).real.mid())
    assert abs(centre - float(value)) < 1e-12


@pytest.mark.parametrize("e", INFINITE, ids=str)
def test_there_is_no_limit(e):
    with pytest.raises(Undefined):
        limit(WALK, e)


@pytest.mark.parametrize("e", UNSURE, ids=str)
def test_nothing_is_said_of_waves_and_logarithms(e):
    with pytest.raises(Unsure):
        limit(WALK, e)


def test_the_ball_is_wider_than_the_last_step():
    with ctx.workprec(300):
        values = [arb(1) + arb(2) ** -k for k in (40, 120, 160)]
        found = verdict(values, 20)
        assert found.contains(arb(1)) and not found.contains(arb(1) + arb(10) ** -20)
        assert verdict([arb(1), arb(2), arb(3)], 20) is None
        assert verdict([arb(1), arb(1), arb("1.0001")], 20) is None


def test_a_place_of_the_path_is_exact():
    assert place(S(3), "-", 20) == 3 - Rational(1234567, 2**40)
    assert place(-oo, "-", 20) == -1234567
