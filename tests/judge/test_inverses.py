"""Inverse functions on their principal branches: compared with their values, on the cuts as well."""

import pytest
from judge.letters import number, p, shown, w, x, y
from sympy import (
    I,
    Rational,
    S,
    acos,
    acosh,
    acot,
    acoth,
    acsc,
    acsch,
    asec,
    asech,
    asin,
    asinh,
    atan,
    atan2,
    atanh,
    cos,
    exp,
    log,
    pi,
    sin,
    sqrt,
    tan,
)

from workings.judge.inverses import exponential_of_arc
from workings.judge.normal import normal
from workings.judge.premises import premises
from workings.judge.signs import NeedsSign

known = premises(())
HALF = Rational(1, 2)
OFF_CUTS = [HALF, -HALF, HALF + I, -1 - 2 * I, -2 + I / 3, 2 - I]
ON_CUTS = [S(2), S(-2), 2 * I, -2 * I]
FUNCTIONS = [asinh, acosh, acos, asec, acsc, asech, acsch]


@pytest.mark.slow
@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.__name__)
def test_an_inverse_function_has_the_values_of_its_logarithm(function):
    e = normal(function(w), premises((w > 0,)) if function in (asech, acsch) else known)
    places = [HALF, S(3)] if function in (asech, acsch) else OFF_CUTS + ON_CUTS
    for place in places:
        assert abs(number(e, {w: place}) - number(function(place), {})) < 1e-9


@pytest.mark.parametrize("place", OFF_CUTS, ids=str)
def test_artanh_off_its_cuts(place):
    assert abs(number(normal(atanh(w), known), {w: place}) - number(atanh(place), {})) < 1e-9
    assert abs(number(normal(acoth(3 + p), known), {p: 1 + place**2}) - number(acoth(4 + place**2), {})) < 1e-9


@pytest.mark.parametrize("c", [S(1), S(-1), S(2), S(-3), HALF, Rational(-3, 2)], ids=str)
@pytest.mark.parametrize("arc", [asin, atan], ids=lambda f: f.__name__)
def test_an_exponential_of_an_arc(arc, c):
    found = exponential_of_arc(arc(w), c, known)
    if found is None:
        assert arc is atan and not c.is_Integer
        return
    for place in OFF_CUTS + ON_CUTS:
        assert abs(number(found, {w: place}) - number(exp(I * c * arc(place)), {})) < 1e-9


@pytest.mark.parametrize("c", [S(1), S(-2), HALF, Rational(-3, 2)], ids=str)
def test_an_exponential_of_the_angle_of_a_point(c):
    found = exponential_of_arc(atan2(y, x), c, known)
    for a, b in [(1, 2), (-1, 0), (-1, -2), (0, 3), (0, -1), (2, 0)]:
        assert abs(number(found, {x: a, y: b}) - number(exp(I * c * atan2(b, a)), {})) < 1e-9


EQUAL = [
    (asin(w) + acos(w), pi / 2, ()),
    (sin(2 * asin(w)), 2 * w * sqrt(1 - w**2), ()),
    (cos(atan(w)), 1 / sqrt(1 + w**2), ()),
    (tan(asin(x)), x / sqrt(1 - x**2), ()),
    (sin(atan2(y, x)), y / sqrt(x**2 + y**2), ()),
    (acot(x), -pi / 2 - atan(x), (x < 0,)),
    (atan2(y, x), pi + atan(y / x), (x < 0, y >= 0)),
    (asinh(x), log(x + sqrt(x**2 + 1)), ()),
    (atan2(p, x), pi / 2 - atan(x / p), ()),
]
DIFFERENT = [
    (atan2(y, x), atan(y / x), ()),
    (atan2(y, x), pi + atan(y / x), (x < 0,)),
    (acosh(w), log(w + sqrt(w**2 - 1)), ()),
    (asin(w), atan(w / sqrt(1 - w**2)) + pi, ()),
    (exp(I * atan(w) / 2), sqrt(1 + I * w) / (1 + w**2) ** HALF, ()),
    (acos(x), asin(sqrt(1 - x**2)), ()),
    (acos(-x), acos(x), ()),
]


@pytest.mark.parametrize(("left", "right", "given"), EQUAL, ids=str)
def test_relations_of_arcs(left, right, given):
    assert shown(left, right, given)


@pytest.mark.parametrize(("left", "right", "given"), DIFFERENT, ids=str)
def test_relations_that_hold_on_one_branch_only(left, right, given):
    assert not shown(left, right, given)


def test_the_jump_of_acot_is_asked_for():
    with pytest.raises(NeedsSign):
        normal(acot(x), known)
