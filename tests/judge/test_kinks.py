"""Abs, Max, Min, sign and conditions: the side that the premises choose, and the questions that they leave open."""

import pytest
from judge.letters import a, p, q, w, x, y
from sympy import Abs, Max, Min, Ne, Piecewise, Rational, exp, log, sign, sqrt, symbols

from workings.judge.alphabet import Exp
from workings.judge.kinks import sign_of, simple_gap, truth
from workings.judge.letters import Unreadable
from workings.judge.normal import normal
from workings.judge.premises import premises
from workings.judge.signs import NeedsSign

GAPS = [
    (Exp(x), Exp(y)),
    (2 * Exp(x), 3 * Exp(y)),
    (log(p), log(q)),
    (log(p), 0 * p),
    (x**3, y**3),
    (2 * sqrt(p), 3 * sqrt(q)),
    (sqrt(p), Rational(1, 2) * sqrt(q)),
    (Exp(x), 5 + 0 * x),
]
CHOSEN = [
    (Abs(x - 1), x - 1, (x > 1,)),
    (Abs(x * y), -x * y, (x > 0, y < 0)),
    (Abs(p * (x - 1)), p * (1 - x), (x <= 1,)),
    (Max(x, x + 1), x + 1, ()),
    (Min(x, y), x, (x <= y,)),
    (sign(x - y), -1, (x < y,)),
    (Piecewise((x, x > 1), (y, True)), y, (x < 1,)),
    (Max(sqrt(p), sqrt(q)), sqrt(p), (p > q,)),
]
OPEN = [
    (Abs(x), (x > -1,)),
    (Max(x, y), (x > 0,)),
    (sign(x), (x >= 0,)),
    (Piecewise((1, x > 0), (0, True)), (x >= 0,)),
    (sign(x**2), ()),
]
NOT_REAL = [Max(sqrt(x), sqrt(y)), Min(sqrt(x), sqrt(x + 1)), Max(log(x), log(y)), Max(w, x)]


@pytest.mark.parametrize(("left", "right"), GAPS, ids=str)
def test_a_simple_gap_has_the_sign_of_the_difference(left, right):
    gap = simple_gap(left, right)
    for one in (1, 4, 9):
        for other in (1, 2, 4, 20):
            point = {x: one, y: other, p: one, q: other}
            both = [e.subs(point).replace(Exp, exp).n(20, chop=True) for e in (gap, left - right)]
            assert sign(both[0]) == sign(both[1])


@pytest.mark.parametrize(("kink", "value", "given"), CHOSEN, ids=str)
def test_the_premises_choose_a_side(kink, value, given):
    assert (normal(kink, premises(given)) - value).expand() == 0


@pytest.mark.parametrize(("kink", "given"), OPEN, ids=str)
def test_an_open_sign_is_asked_for(kink, given):
    with pytest.raises(NeedsSign):
        normal(kink, premises(given))


@pytest.mark.parametrize("kink", NOT_REAL, ids=str)
def test_what_may_not_be_real_is_not_compared(kink):
    with pytest.raises(Unreadable):
        normal(kink, premises(()))


def test_conditions_are_true_or_false_or_open():
    known = premises((x > 0, y < 0))
    assert truth((x > y) & Ne(x, 0), known) and truth((a > 1) | (x >= 0) | (x < 0), known)
    assert not truth(x * y >= 0, known)
    with pytest.raises(NeedsSign):
        truth(x > 1, known)


def test_the_sign_of_a_product_at_0():
    u, v = symbols("u v", nonnegative=True)
    assert sign_of(u * v, premises(()), strict=False) == 1
    with pytest.raises(NeedsSign):
        sign_of(u * v, premises(()), strict=True)
    assert sign_of(-(p**3) * q, premises(()), strict=True) == -1
