"""The letters of normal forms (`letters`): they behave as the functions they stand for, and nothing rearranges them."""

import pytest
from sympy import E, I, Rational, S, Symbol, exp, expand, oo, pi, symbols, sympify

from workings.judge.letters import Approach, Exp, Slope

x, y = symbols("x y", real=True)
w = Symbol("w")
f = Symbol("f")
SAME = [
    (Exp(S.Zero), S.One),
    (Exp(x).diff(x), Exp(x)),
    (Exp(2 * x).diff(x), 2 * Exp(2 * x)),
    (Exp(x * y).diff(x, y), Exp(x * y) + x * y * Exp(x * y)),
    (Exp(x).replace(Exp, exp), exp(x)),
    (Exp(x).subs(x, 0), S.One),
    (Slope(f, 0, x**2).diff(x), 2 * x * Slope(f, 1, x**2)),
    (Slope(f, 1, 0, x, y).diff(y), Slope(f, 1, 1, x, y)),
    (Slope(f, 0, 0, x, x).diff(x), Slope(f, 1, 0, x, x) + Slope(f, 0, 1, x, x)),
]


@pytest.mark.parametrize(("a", "b"), SAME, ids=str)
def test_a_letter_is_differentiated_as_what_it_stands_for(a, b):
    assert expand(a - b) == 0


KEPT = [Exp(x) * Exp(y), Exp(x) ** 2, Exp(x + y), Exp(2 * x), Exp(I * pi), Exp(Rational(1, 2)), Exp(S.One)]


@pytest.mark.parametrize("e", KEPT, ids=str)
def test_an_exponential_is_neither_merged_nor_evaluated(e):
    assert sympify(e) == e and e.atoms(Exp) and not e.has(E)


def test_only_what_is_known_of_a_letter_is_said():
    assert Exp(x).is_positive and Exp(x).is_real and Exp(w).is_zero is False
    assert Exp(w).is_positive is None and Exp(w).is_real is None
    positive = Symbol("f", positive=True)
    assert Slope(positive, 0, x).is_positive and Slope(positive, 1, x).is_positive is None


def test_a_partial_derivative_knows_its_orders_and_places():
    slope = Slope(f, 2, 1, x, y)
    assert slope.orders == (2, 1) and slope.places == (x, y)


def test_a_limit_is_a_number():
    assert Approach(1 / x, x, oo).is_commutative
