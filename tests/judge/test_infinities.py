"""Limits that are infinite: proved with their sign, refuted with the limit that is proved instead."""

import pytest
from judge.letters import p, w, x, y
from sympy import Abs, Limit, exp, log, oo, sin, tan

from workings.judge.infinities import about_infinity, proof_of_infinity, refutation_of_infinity
from workings.judge.premises import premises

TRUE = [
    (Limit(1 / x, x, 0, "+"), oo, ()),
    (Limit(1 / x, x, 0, "-"), -oo, ()),
    (Limit(1 / x**2, x, 0, "+-"), oo, ()),
    (Limit(x * exp(y), x, oo), oo, ()),
    (Limit(exp(x * y), x, oo), oo, (y > 0,)),
    (Limit(log(x), x, 0, "+"), -oo, ()),
    (Limit(-(x**3), x, -oo), oo, ()),
    (Limit(x * Abs(y), x, oo), oo, (y < 0,)),
]
FALSE = [
    (Limit(1 / x, x, 0, "-"), oo, ()),
    (Limit(exp(-x), x, oo), oo, ()),
    (Limit(p * x, x, -oo), oo, ()),
    (Limit(y * x, x, oo), oo, ()),
]
OPEN = [
    (Limit(1 / x, x, 0, "+-"), oo, ()),
    (Limit(exp(x * y), x, oo), oo, (y >= 0,)),
    (Limit(x * sin(x), x, oo), oo, ()),
    (Limit(w * x, x, oo), oo, ()),
    (Limit(tan(x), x, oo), oo, ()),
]


@pytest.mark.parametrize(("a", "b", "given"), TRUE, ids=str)
def test_an_infinite_limit_is_proved(a, b, given):
    assert proof_of_infinity(a, b, premises(given)).kind == "proved"
    assert proof_of_infinity(b, a, premises(given)).kind == "proved"


@pytest.mark.parametrize(("a", "b", "given"), FALSE + OPEN, ids=str)
def test_another_limit_is_not_proved_infinite(a, b, given):
    assert proof_of_infinity(a, b, premises(given)).kind == "undecided"


@pytest.mark.parametrize(("a", "b", "given"), FALSE, ids=str)
def test_another_limit_is_refuted_with_its_value(a, b, given):
    found = refutation_of_infinity(a, b, premises(given))
    assert found.kind == "refuted" and "it tends to" in found.witness and " at x = " in found.witness


@pytest.mark.parametrize(("a", "b", "given"), TRUE, ids=str)
def test_an_infinite_limit_is_not_refuted(a, b, given):
    assert refutation_of_infinity(a, b, premises(given)) is None


def test_only_a_limit_against_infinity_is_about_infinity():
    assert about_infinity(oo, Limit(x, x, oo)) and about_infinity(Limit(x, x, oo), -oo)
    assert not about_infinity(oo, x) and not about_infinity(oo, oo) and not about_infinity(Limit(x, x, 0), x)


def test_what_is_too_slow_to_be_seen_is_not_refuted():
    assert refutation_of_infinity(Limit(1 / log(x), x, oo), oo, premises(())) is None
