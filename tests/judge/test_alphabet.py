"""The alphabet: a zero it finds is one, rewriting does not change a normal form, and branches are kept apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import (
    Add,
    I,
    Mul,
    Pow,
    Rational,
    S,
    Symbol,
    expand,
    log,
    pi,
    sin,
    sqrt,
    symbols,
)

from workings.judge.alphabet import factors, fraction, is_zero, terms
from workings.judge.letters import Exp, Unreadable

x, y, z = symbols("x y z")
n = Symbol("n", integer=True)
r = sqrt(x + 1)
CUBE = Rational(1, 3)
ZERO = [
    (x + y) ** 3 - x**3 - 3 * x * y * (x + y) - y**3,
    1 / (x - y) + 1 / (y - x),
    r**2 - x - 1,
    1 / (1 + r) - (r - 1) / x,
    x**CUBE * x ** Rational(2, 3) - x,
    sqrt(x**2 + 1) ** 3 - sqrt(x**2 + 1) * (x**2 + 1),
    sqrt(6) * sqrt(x) - sqrt(2) * sqrt(3) * sqrt(x),
    (1 + I) ** 2 * x - 2 * I * x,
    (-1) ** CUBE - (-1) ** Rational(2, 3) - 1,
    (-1) ** (2 * n) * x - x,
    Exp(x / 2) ** 2 - Exp(x),
    Exp(x / 2) ** 6 - Exp(x) ** 3,
    x ** (y + 2) - x**y * x**2,
    (x * y) ** (2 * z) - ((x * y) ** z) ** 2,
    log(x) ** 2 / (1 + log(x)) - log(x) + log(x) / (1 + log(x)),
    (sqrt(2) + 1) * x - x / (sqrt(2) - 1),
    x * (sqrt(3 + 2 * sqrt(2)) - 1 - sqrt(2)),
    sqrt(5 + 2 * sqrt(6)) * sin(x) - (sqrt(2) + sqrt(3)) * sin(x),
]
NOT_SHOWN = [
    sqrt(x**2) - x,
    sqrt(x * y) - sqrt(x) * sqrt(y),
    log(x * y) - log(x) - log(y),
    sqrt(-x) - I * sqrt(x),
    (x**2) ** CUBE - x ** Rational(2, 3),
    (-1) ** n - 1,
    Exp(x) - Exp(y),
    Exp(x / 2) + sqrt(Exp(x)),
    sqrt(2) * x - Rational(14142135623730951, 10**16) * x,
    (-8) ** CUBE + 2,
    x ** (2 * y) - (x**2) ** y,
    sin(x) ** 2 + sin(y) ** 2 - 1,
]


@pytest.mark.parametrize("e", ZERO, ids=str)
def test_what_vanishes_is_shown_to(e):
    assert is_zero(e)


@pytest.mark.parametrize("e", NOT_SHOWN, ids=str)
def test_what_does_not_vanish_for_all_values_is_not_shown_to(e):
    assert not is_zero(e)


UNDEFINED = [1 / (r**2 - x - 1), x / ((x + 1) ** 2 - x**2 - 2 * x - 1), S.ComplexInfinity + x]


@pytest.mark.parametrize("e", UNDEFINED, ids=str)
def test_what_is_not_defined_has_no_normal_form(e):
    with pytest.raises(Unreadable):
        is_zero(e)


LEAVES = st.sampled_from([x, y, S(2), Rational(-1, 3), r, Exp(x), sqrt(2), I])


def joined(parts):
    return st.tuples(parts, parts).flatmap(
        lambda pair: st.sampled_from([Add(*pair), Mul(*pair), Mul(Add(*pair), pair[0]), Pow(pair[0], 2) - pair[1]])
    )


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(st.recursive(LEAVES, joined, max_leaves=5), st.recursive(LEAVES, joined, max_leaves=4))
def test_random_rewriting_does_not_change_a_normal_form(a, b):
    assert is_zero((a + b) * (a - b) - expand(a**2) + expand(b**2))
    if not is_zero(b):
        assert is_zero(a / b - (a * b) / b**2)
        assert is_zero(Add(*terms(a / b)) - a / b)


FRACTIONS = [
    x / (2 * x + I),
    (x + y) / (3 * x**2 - I * y),
    1 / (2 * I * x + 4),
    x / (6 * x**2 + 6),
    (x + I) / (5 * I * x - 5),
]


@pytest.mark.parametrize("e", FRACTIONS, ids=str)
def test_no_constant_is_lost_in_a_gaussian_factor(e):
    assert is_zero(Add(*terms(e)) - e)
    constant, found = factors(e)
    assert is_zero(constant * Mul(*(factor**power for factor, power in found)) - e)


def test_a_fraction_is_in_lowest_terms_with_a_rational_denominator():
    top, below = fraction((x**2 - 1) / (2 * x - 2))
    assert (top, below) == (x / 2 + S.Half, ())
    top, below = fraction(1 / (sqrt(2) + 1))
    assert is_zero(top - sqrt(2) + 1) and below == ()
    top, below = fraction(x / (y * (y + 1) ** 2))
    assert top == x and dict(below) == {y: 1, y + 1: 2}


PRODUCTS = [x**2 - y**2, 6 * x * y / (x + y) ** 3, (x**2 + 1) * I, x**2 - 2 * x * r + x + 1, (Exp(x) ** 2 - 1) / 3]


@pytest.mark.parametrize("e", PRODUCTS, ids=str)
def test_the_factors_of_an_expression_multiply_to_it(e):
    constant, found = factors(e)
    assert is_zero(constant * Mul(*(factor**power for factor, power in found)) - e)


def test_factors_are_irreducible():
    assert dict(factors(x**2 - y**2)[1]).keys() <= {x - y, x + y, y - x, -x - y}
    assert len(factors(x**2 + y**2 + I * (x**2 + y**2))[1]) <= 2 and len(factors(x**3 - pi)[1]) == 1
