"""Sums, products, integrals and derivatives in normal form, and what is false of them though it looks like a rule."""

import pytest
from judge.letters import X, f, i, k, m, n, p, q, shown, t, x, y
from sympy import (
    Abs,
    Derivative,
    Heaviside,
    Integral,
    KroneckerDelta,
    Max,
    Ne,
    Product,
    S,
    Subs,
    Sum,
    exp,
    oo,
    sqrt,
)

from workings.judge.calculus import antiderivative, slope, steady, with_derivatives, without_derivatives
from workings.judge.letters import Unreadable
from workings.judge.normal import normal
from workings.judge.premises import premises
from workings.judge.signs import NeedsSign

known = premises(())
g = slope(f(t))
EQUAL = [
    (Product(p * q, (k, 1, n)), p**n * Product(q, (k, 1, n)), ()),
    (Product(x + k, (k, 1, n + 1)), (x + n + 1) * Product(x + k, (k, 1, n)), ()),
    (Product(exp(X[k]), (k, 1, n)), exp(Sum(X[k], (k, 1, n))), ()),
    (Integral(f(t).diff(t), (t, x, y)), f(y) - f(x), ()),
    (Integral(t * f(t).diff(t, 2), (t, 0, x)), x * f(x).diff(x) - f(x) + f(0), ()),
    (Integral(x * t**2, (t, 0, y)), x * y**3 / 3, ()),
    (Derivative(f(x**2), x), 2 * x * Subs(f(t).diff(t), t, x**2), ()),
    (KroneckerDelta(n, n + 1), 0, ()),
    (KroneckerDelta(n, m), 0, (Ne(n, m),)),
    (Sum(KroneckerDelta(i, k) * X[k], (k, 1, n)), X[i], (i <= n,)),
]
DIFFERENT = [
    (Product(x, (k, 3, n)), x ** (n - 2), ()),
    (Product(Abs(k - 3), (k, 1, n)), Product(k - 3, (k, 1, n)), ()),
    (Integral(t * f(t), (t, 0, x)), x * f(x), ()),
    (Integral(f(2 * t), (t, 0, x)), Integral(f(t), (t, 0, x)), ()),
    (KroneckerDelta(n, m), 0, ()),
    (KroneckerDelta(n, m), 1, (n <= m,)),
    (Sum(KroneckerDelta(i, k) * X[k], (k, 1, n)), X[i], ()),
    (Integral(X[1] * t, (t, 0, 1)), X[1], ()),
]
CHANGING_SIGN = [Abs(t), Max(t, -t), sqrt(t**2), Abs(t) + Heaviside(t) - S.Half]


@pytest.mark.parametrize(("left", "right", "given"), EQUAL, ids=str)
def test_rules_of_calculus(left, right, given):
    assert shown(left, right, given)


@pytest.mark.parametrize(("left", "right", "given"), DIFFERENT, ids=str)
def test_what_is_no_rule_of_calculus(left, right, given):
    assert not shown(left, right, given)


@pytest.mark.slow
@pytest.mark.parametrize("integrand", CHANGING_SIGN, ids=str)
@pytest.mark.parametrize("given", [(), (t > 0,)], ids=str)
def test_the_variable_of_an_integral_has_no_sign_of_its_own(integrand, given):
    total = Integral(integrand, (t, -1, 1))
    assert not shown(total, 0, given)  # as it would be for t alone and for -t alone


def test_what_is_assumed_of_the_letter_of_an_index_is_not_said_of_a_shifted_one():
    assert k.is_positive  # and k - 3 is not
    size, product = (normal(Product(one, (k, 1, n)), known) for one in (Abs(k - 3), k - 3))
    assert size.subs(n, 1).doit() == 2 and product.subs(n, 1).doit() == -2


def test_a_question_about_a_variable_that_runs_is_not_passed_on():
    def asks():
        raise NeedsSign(t - x, strict=False)

    assert steady(t, asks) is None and steady(t, lambda: 3) == 3
    with pytest.raises(NeedsSign):
        steady(y, asks)


def test_an_antiderivative_by_parts_has_its_derivative():
    for term in (3 * x * t**4, t * slope(f(t)).fdiff(3).fdiff(3), S(7), y * slope(f(t)).fdiff(3)):
        grown = antiderivative(term, t)
        assert (grown.diff(t) - term).expand() == 0
    for term in (g, t * g, 1 / t, g.fdiff(3) ** 2, exp(t), t**x):
        assert antiderivative(term, t) is None


def test_derivatives_of_undefined_functions_are_letters_and_back():
    e = f(x).diff(x, 2) + f(3) * Subs(f(t).diff(t), t, 2 * y)
    assert (with_derivatives(without_derivatives(e)).doit() - e.doit()).doit() == 0
    assert not without_derivatives(e).has(Derivative, Subs)


def test_a_product_over_a_range_that_may_end_early_or_never_ends_is_not_read():
    for product in (Product(x, (k, 3, n)), Product(1 + x, (k, 1, oo))):
        with pytest.raises(Unreadable):
            normal(product, known)
