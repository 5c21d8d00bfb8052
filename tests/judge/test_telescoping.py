"""Sums of one summand over different ranges by one of them: compared with their values for small sizes."""

import pytest
from sympy import Product, Sum, symbols

from workings.judge.premises import NOTHING
from workings.judge.telescoping import telescoped

n, m = symbols("n m", integer=True, positive=True)
k, j = symbols("k j", integer=True)

CHANGED = [
    Sum(k**2, (k, 1, n + 2)) - Sum(k**2, (k, 1, n)),
    Sum(k**2, (k, 1, n)) - Sum(k**2, (k, 3, n + 2)),
    Sum(2**k, (k, 0, n - 1)) + Sum(2**k, (k, n, n + m)),
    Sum(k * j, (k, 1, n + 1), (j, 1, m)) - Sum(k * j, (k, 1, n), (j, 1, m)),
    Product(k + 2, (k, 1, n + 1)),
    Sum(1 / k, (k, n + 1, 2 * n)) + Sum(1 / k, (k, 1, n)),
]
ALONE = [
    Sum(j * k, (k, 1, j), (j, 1, n)),
    Sum(k, (k, 5, n)) - Sum(k, (k, 1, n)),
    Product(k, (k, 1, n - 1)),
    Sum(k, (k, m, n)),
]


@pytest.mark.parametrize("e", CHANGED, ids=str)
def test_sums_over_neighbouring_ranges_have_their_values(e):
    found = telescoped(e, NOTHING)
    assert found != e
    for size in (1, 2, 5):
        point = {n: size, m: 2}
        assert found.subs(point).doit() == e.subs(point).doit()


@pytest.mark.parametrize("e", ALONE, ids=str)
def test_ranges_that_may_end_before_they_begin_or_depend_on_an_index_are_not_split(e):
    found = telescoped(e, NOTHING)
    assert all(found.has(total) for total in e.atoms(Sum, Product) if total.has(m) or total.has(j) or total.has(5))
    assert (found - e).subs(n, 7).subs(m, 3).doit() == 0
