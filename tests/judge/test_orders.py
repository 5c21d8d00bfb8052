"""Statements with O(...): proved by a finite limit of the quotient, refuted by an infinite one."""

import pytest
from judge.letters import f, p, w, x, y
from sympy import Abs, Ne, O, Rational, Symbol, conjugate, cos, exp, log, oo, sin, sqrt

from workings.judge.orders import proof_of_order, refutation_of_order
from workings.judge.premises import premises

TRUE = [
    (sin(x), x + O(x**3), ()),
    (cos(x) + O(x**3), 1 - x**2 / 2 + O(x**3), ()),
    (sin(x * y), x * y + O(x**2), ()),
    (sqrt(x**2 + 1), x + O(1 / x, (x, oo)), ()),
    (exp(w), 1 + w + O(w**2), ()),
    (f(x), f(0) + O(x), ()),
    (sqrt(x**2 + y**2), Abs(y) + O(x**2), (Ne(y, 0),)),
    (log(1 + p), O(p), ()),
]
FALSE = [
    (sin(x), x + O(x**4), ()),
    (Abs(x), x + O(x**2), ()),
    (exp(x), 1 + x + O(x**3), ()),
    (sqrt(p), O(p), ()),
    (y * sin(x), x + O(x**2), ()),
    (sqrt(x**2 + y**2), Abs(y) + O(x**2), ()),
    (x, O(1, (x, oo)), ()),
]
NOT_PROVED = [
    (conjugate(w), w + O(w), ()),
    (Abs(w) ** 2, O(w**2), ()),
    (O(x**3), O(x**2), ()),
    (x + O(x**2), x + O(y**2), ()),
    (sin(1 / x), O(x), ()),
    (1 / y, 1 / y + O(x), ()),
    (x ** Rational(1, 2), O(w), ()),
]


@pytest.mark.slow
@pytest.mark.parametrize(("a", "b", "given"), TRUE, ids=str)
def test_the_order_is_proved(a, b, given):
    assert proof_of_order(a, b, premises(given)).kind == "proved"
    assert refutation_of_order(a, b, premises(given)) is None


@pytest.mark.parametrize(("a", "b", "given"), FALSE, ids=str)
def test_a_wrong_order_is_not_proved(a, b, given):
    assert proof_of_order(a, b, premises(given)).kind == "undecided"


@pytest.mark.parametrize(("a", "b", "given"), FALSE[:5], ids=str)
def test_a_wrong_order_is_refuted_with_the_decay_that_was_measured(a, b, given):
    found = refutation_of_order(a, b, premises(given))
    assert found.kind == "refuted" and "decays like" in found.witness and " at " in found.witness


@pytest.mark.parametrize(("a", "b", "given"), NOT_PROVED[:-2], ids=str)
def test_what_is_no_order_or_not_understood_is_left_open(a, b, given):
    assert proof_of_order(a, b, premises(given)).kind == "undecided"


def test_the_sides_from_which_a_letter_can_come_count():
    u = Symbol("u", nonnegative=True)
    assert proof_of_order(Abs(u), u + O(u**2), premises(())).kind == "proved"
    assert proof_of_order(u**2 * sqrt(u), O(u**2), premises(())).kind == "proved"


def test_two_orders_that_are_not_one_class_are_refuted_with_values_at_a_point():
    found = refutation_of_order(x + O(x), x + O(x**3), premises(()))
    assert found.kind == "refuted" and "decays like x**1, which is not O(x**3)" in found.witness
    assert refutation_of_order(x + O(x**3), x + O(x), premises(())) is None
