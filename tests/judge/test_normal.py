"""The normal form of scalars: one form for equal expressions, another for different ones."""

import pytest
from judge.letters import X, f, i, k, n, p, q, shown, w, x, y
from sympy import Eq, I, Sum, Symbol, cos, cosh, exp, gamma, log, sin, sinh, sqrt, symbols, tan

from workings.judge import prove
from workings.judge.normal import canonical, solved_equalities, with_normal_facts
from workings.judge.premises import premises
from workings.judge.signs import positive

a, b = symbols("a b")
known = premises(())
EQUAL = [
    ((w**2 - a**2) / (w - a), w + a, ()),
    (cosh(w) ** 2 - sinh(w) ** 2, 1, ()),
    (sin(w + a), sin(w) * cos(a) + cos(w) * sin(a), ()),
    (exp(I * w), cos(w) + I * sin(w), ()),
    (1 / (sqrt(p) + sqrt(q)), (sqrt(p) - sqrt(q)) / (p - q), ()),
    (Sum(X[i] + 1, (i, 1, n)), Sum(X[k], (k, 1, n)) + n, ()),
    (gamma(w + 1), w * gamma(w), ()),
    (w * exp(a), w + w**2, (Eq(exp(a), 1 + w),)),
    (a * w, 2 * w, (Eq(a, 2),)),
    (f(a * w + w), f(w * (a + 1)), ()),
]
DIFFERENT = [
    (sin(w) ** 2 + cos(a) ** 2, 1, ()),
    (Sum(X[i], (i, 1, n)), Sum(X[i], (i, 0, n)), ()),
    (f(w), f(-w), ()),
    (exp(w + a), exp(w) + exp(a), ()),
    (w**2, a**2, (Eq(w, -a + 1),)),
    (log(w) + log(a), log(w * a), ()),
    (sqrt(p + q), sqrt(p) + sqrt(q), ()),
    (tan(w), sin(w) * cos(w), ()),
]


@pytest.mark.parametrize(("left", "right", "given"), EQUAL, ids=str)
def test_equal_expressions_have_one_form(left, right, given):
    assert shown(left, right, given)


@pytest.mark.parametrize(("left", "right", "given"), DIFFERENT, ids=str)
def test_different_expressions_have_two(left, right, given):
    assert not shown(left, right, given)


def test_arguments_of_functions_are_in_lowest_terms():
    one, other = f((x**2 - y**2) / (x - y) / 2), f((x + y) / 2)
    assert canonical(one, known) == canonical(other, known)
    assert canonical(f(x), known) != canonical(f(y), known)


def test_given_equalities_are_solved_for_a_letter_that_occurs_once():
    (solved,) = solved_equalities(premises((Eq(2 * x + y**2, 3),)))
    assert (solved[x] - (3 - y**2) / 2).expand() == 0
    assert solved_equalities(premises((Eq(x * y, 3),))) == []
    assert solved_equalities(premises((Eq(x + exp(y) * x, 3),))) == []


def test_facts_are_known_in_normal_form_too():
    assert positive(canonical(sinh(x) * 2, known), with_normal_facts(premises((sinh(x) > 0,))))


def test_a_given_square_is_taken_out_of_a_polynomial():
    u, v = Symbol("u", real=True), Symbol("v", real=True)
    assert prove((1 - u * v) ** 2, (u - v) ** 2, (Eq(u**2, 1),)).kind == "proved"
    assert prove(u**4 - v**4, u**2 - v**2, (Eq(u**2 + v**2, 1),)).kind == "proved"
    assert prove((1 - u * v) ** 2, (u - v) ** 2, (Eq(u**2, 2),)).kind == "undecided"
    assert prove(u**3, u, (Eq(u**4, 1),)).kind == "undecided"
