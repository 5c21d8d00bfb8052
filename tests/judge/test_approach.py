"""Values of limits from one side and from both, and limits that there are none of."""

import pytest
from judge.letters import f, n, p, w, x, y
from sympy import (
    Abs,
    E,
    EulerGamma,
    Limit,
    Piecewise,
    Rational,
    S,
    atan,
    cos,
    exp,
    floor,
    harmonic,
    log,
    oo,
    pi,
    sign,
    sin,
    sqrt,
    symbols,
    tan,
    zoo,
)

from workings.judge.approach import approached, limit_normal, value_at
from workings.judge.letters import Unreadable
from workings.judge.normal import vanishes
from workings.judge.premises import premises
from workings.judge.signs import NeedsSign

z = symbols("z", real=True)
VALUES = [
    (sin(z) / z, 0, "+-", (), 1),
    ((1 + y / z) ** z, oo, "-", (), exp(y)),
    (Abs(z) / z, 0, "-", (), -1),
    (z * log(z), 0, "+", (), 0),
    (1 / z, 0, "+", (), oo),
    (1 / z, 0, "-", (), -oo),
    (1 / z**2, 0, "+-", (), oo),
    (atan(1 / z), 0, "-", (), -pi / 2),
    (exp(-p * z) * z**9, oo, "-", (), 0),
    (exp(y * z), oo, "-", (y < 0,), 0),
    (z * sin(1 / z), 0, "+-", (), 0),
    (floor(z), 1, "-", (), 0),
    (sqrt(z**2 + z) - z, oo, "-", (), Rational(1, 2)),
    (harmonic(z) - log(z), oo, "-", (), EulerGamma),
    (tan(z), pi / 2, "-", (), oo),
    ((1 - cos(x * z)) / z**2, 0, "+-", (), x**2 / 2),
    (Piecewise((1, z > x), (0, True)), x, "+", (), 1),
]
NO_VALUE = [
    (1 / z, 0, "+-"),
    (sign(z), 0, "+-"),
    (sin(z), oo, "-"),
    (sin(1 / z), 0, "+"),
    (floor(z), 1, "+-"),
    (tan(z), pi / 2, "+-"),
    (exp(1 / z), 0, "+-"),
    (z, zoo, "+"),
    (harmonic(z, 2), oo, "-"),
    (f(z), oo, "-"),
]
OPEN = [(exp(y * z), oo), (y * z, oo), (z**y, oo)]


@pytest.mark.parametrize(("body", "to", "side", "given", "value"), VALUES, ids=str)
def test_a_limit(body, to, side, given, value):
    found = value_at(body, z, S(to), side, premises(given))
    assert found == value or vanishes(found - value, premises(given))


@pytest.mark.parametrize(("body", "to", "side"), NO_VALUE, ids=str)
def test_a_limit_that_does_not_exist_or_is_not_known(body, to, side):
    with pytest.raises(Unreadable):
        value_at(body, z, S(to), side, premises(()))


@pytest.mark.parametrize(("body", "to"), OPEN, ids=str)
def test_a_limit_that_depends_on_a_sign_asks_for_it(body, to):
    with pytest.raises(NeedsSign):
        value_at(body, z, S(to), "-", premises(()))


def test_the_place_that_runs_to_the_limit():
    u = symbols("u", positive=True)
    assert approached(u, S(3), "+") == 3 + 1 / u and approached(u, x, "-") == x - 1 / u
    assert approached(u, oo, "-") == u and approached(u, -oo, "+") == -u
    with pytest.raises(Unreadable):
        approached(u, w + oo, "+")


def test_an_infinite_limit_is_no_number():
    assert vanishes(limit_normal(Limit((1 + 1 / z) ** z, z, oo), premises(())) - E, premises(()))
    with pytest.raises(Unreadable):
        limit_normal(Limit(z**2, z, oo), premises(()))
    with pytest.raises(Unreadable):
        value_at(w**n * z, z, oo, "-", premises(()))
