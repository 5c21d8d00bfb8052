"""Series with remainders: compared with the polynomials and functions that they stand for."""

import pytest
from sympy import Rational, S, expand, factorial, symbols

from workings.judge.multiseries import Ring, Series

w, a, b = symbols("w a b")
RING = Ring(lambda e: int(e > 0) - int(e < 0), expand, 4)


def series(text, order=None):
    terms = [term.as_coeff_exponent(w) for term in text.expand().as_ordered_terms()] if text != 0 else []
    return RING.gathered([(exponent, value) for value, exponent in terms], None if order is None else S(order))


def sum_of(found):
    return sum((value * w**exponent for exponent, value in found.terms), S.Zero)


@pytest.mark.parametrize(
    ("left", "right"),
    [(1 + a * w, 1 - w), (w**-2 + b, w**3 - a), (w ** Rational(1, 2) + 1, w ** Rational(1, 2) - 1), (1 + w, S.Zero)],
    ids=str,
)
def test_exact_series_are_added_and_multiplied_like_polynomials(left, right):
    one, other = series(left), series(right)
    assert expand(sum_of(RING.add([one, other])) - left - right) == 0
    assert expand(sum_of(RING.times(one, other)) - left * right) == 0
    assert RING.add([one, other]).order is None and RING.times(one, other).order is None


def test_the_order_of_a_sum_and_of_a_product():
    one, other = series(w**-1 + 1, 3), series(w**2 + w**3, 5)
    assert RING.add([one, other]) == Series(((S(-1), 1), (S(0), 1), (S(2), 1)), 3)
    product = RING.times(one, other)  # w^-1 O(w^5) and w^2 O(w^3)
    assert product == Series(((S(1), 1), (S(2), 2), (S(3), 1)), 4)
    bare = RING.times(series(S.Zero, 2), one)
    assert bare == Series((), 1)
    assert RING.times(series(S.Zero), one) == Series(())


def test_what_the_remainder_covers_is_left_out_and_what_cancels_is_0():
    assert series(1 + w + w**2, 2) == Series(((S(0), 1), (S(1), 1)), 2)
    assert RING.add([series(a * w), series(-a * w + w**2)]) == Series(((S(2), 1),))
    assert RING.low(RING.add([series(a + w), series(-a, 2)])) == 1
    assert RING.low(series(S.Zero)) is None and RING.low(series(w**3, 2)) == 2


def test_a_function_of_a_series_is_its_taylor_polynomial():
    inner = w / 3 - w**2
    found = RING.composed(series(inner), lambda k: 1 / factorial(k))
    assert found.order == 5
    exact = sum(inner**k / factorial(k) for k in range(9)).expand()
    assert all(sum_of(found).coeff(w, k) == exact.coeff(w, k) for k in range(5))
    assert sum_of(RING.composed(Series(()), lambda k: S(k + 7))) == 7
    coarse = RING.composed(series(w, 2), lambda k: S.One)
    assert coarse == Series(((S(0), 1), (S(1), 1)), 2)


def test_scaling_cutting_and_powers():
    one = series(1 + w, 3)
    assert RING.scaled(one, S(2), S(-1)) == Series(((S(-1), 2), (S(0), 2)), 2)
    assert RING.cut(one, S(1)) == Series(((S(0), 1),), 1)
    assert RING.cut(one, S(7)).order == 3
    assert sum_of(RING.whole_power(series(1 + w), 3)) == expand((1 + w) ** 3)
    assert RING.whole_power(series(w**-1, 1), 3).order == -1
    assert RING.least([S(2), S(-1), Rational(1, 2)]) == -1
