"""Roles: which part each letter plays, read off by the definitions."""

import pytest
from sympy import Function, IndexedBase, KroneckerDelta, MatrixSymbol, Product, S, Sum, Symbol, symbols

from workings.judge.roles import roles

n, m = symbols("n m", integer=True, positive=True)
i, j, k = symbols("i j k", integer=True)
x, w = symbols("x w")
X, Y = IndexedBase("X"), IndexedBase("Y")
A = MatrixSymbol("A", n, m)
f = Function("f")
TABLE = [
    (Sum(x**k, (k, 1, n)), {"sizes": (n,), "numbers": (x,)}),
    (Product(X[k], (k, 1, n)), {"sizes": (n,), "vectors": ((X, ((1, n),)),)}),
    (Sum(X[k], (k, 1, n)) + X[i], {"sizes": (n,), "subscripts": ((i, (1, n)),), "vectors": ((X, ((1, n),)),)}),
    (X[i] * x, {"subscripts": ((i, (1, 3)),), "numbers": (x,), "vectors": ((X, ()),)}),
    (A[i, j], {"sizes": (m, n), "subscripts": ((i, (0, n - 1)), (j, (0, m - 1))), "matrices": (A,)}),
    (KroneckerDelta(i, j), {"subscripts": ((i, (1, 3)), (j, (1, 3)))}),
    (f(x, w), {"numbers": (w, x), "functions": ((f, 2),)}),
    (n * x, {"numbers": (n, x)}),
    (Sum(X[i, k], (i, 1, n), (k, 0, m)), {"sizes": (m, n), "vectors": ((X, ((1, n), (0, m))),)}),
    (Sum(x * k, (k, 1, w)), {"numbers": (w, x)}),
    (S(3), {}),
]
NOTHING = {"sizes": (), "subscripts": (), "numbers": (), "vectors": (), "matrices": (), "functions": ()}


@pytest.mark.parametrize(("e", "expected"), TABLE, ids=str)
def test_every_letter_has_its_role(e, expected):
    assert vars(roles([e])) == NOTHING | expected


def test_a_bound_letter_has_no_role():
    assert roles([Sum(k * x, (k, 1, 5))]).numbers == (x,)


def test_the_label_of_a_vector_is_no_number():
    assert roles([IndexedBase("x")[i] + Symbol("y")]).numbers == (Symbol("y"),)


def test_the_order_is_that_of_the_names():
    letters = symbols("e d c b a")
    assert roles([sum(letters)]).numbers == letters[::-1]


def test_a_range_that_depends_on_an_index_is_none():
    ranges = dict(roles([Sum(X[k] * Y[j], (k, 1, j), (j, 1, n))]).vectors)
    assert ranges == {X: (), Y: ((1, n),)}
