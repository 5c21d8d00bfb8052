"""Sums and products of symbolic length: what their normal form proves, and what it must leave."""

import pytest
from judge.letters import C, X, d, i, j, k, n, t, x
from sympy import Abs, Eq, Heaviside, IndexedBase, KroneckerDelta, Max, Ne, Piecewise, Product, Sum, Symbol, log

from workings.judge import prove

n0 = Symbol("n", integer=True, nonnegative=True)
m = Symbol("m", integer=True, positive=True)
P = IndexedBase("p", positive=True)
a = Symbol("a", integer=True)


EQUAL = {
    "a range reversed": (Sum(X[n + 1 - a], (a, 1, n)), Sum(X[a], (a, 1, n)), ()),
    "a convolution commutes": (Sum(X[a] * C[n - a], (a, 0, n)), Sum(X[n - a] * C[a], (a, 0, n)), ()),
    "a shift without subscripts": (Sum(log(a + 1), (a, 0, n - 1)), Sum(log(a), (a, 1, n)), ()),
    "a range split": (Sum(X[a], (a, 1, m)) + Sum(X[a], (a, m + 1, n)), Sum(X[a], (a, 1, n)), (m <= n,)),
    "differences telescope": (Sum(X[a + 1] - X[a], (a, 1, n)), X[n + 1] - X[1], ()),
    "square of a sum": (
        Sum(X[a], (a, 1, n)) ** 2,
        Sum(X[a] ** 2, (a, 1, n)) + 2 * Sum(X[a] * X[k], (k, a + 1, n), (a, 1, n - 1)),
        (),
    ),
    "exchange over a triangle": (
        Sum(X[a] * C[k], (k, 1, a), (a, 1, n)),
        Sum(X[a] * C[k], (a, k, n), (k, 1, n)),
        (),
    ),
    "sum of partial sums": (Sum(X[a], (a, 1, k), (k, 1, n)), Sum((n + 1 - a) * X[a], (a, 1, n)), ()),
    "a causal convolution by its input": (
        Sum(C[a - k] * X[k], (k, 0, a), (a, 0, n)),
        Sum(X[k] * Sum(C[a], (a, 0, n - k)), (k, 0, n)),
        (),
    ),
    "distances by larger ones": (
        Sum(Abs(X[a] - X[k]), (a, 1, n), (k, 1, n)),
        2 * Sum(Max(X[a], X[k]), (a, 1, n), (k, 1, n)) - 2 * n * Sum(X[a], (a, 1, n)),
        (),
    ),
    "a window that moves with an index": (
        Sum(C[k] * X[a + k], (k, 0, m), (a, 1, n)),
        Sum(C[k] * Sum(X[a], (a, k + 1, k + n)), (k, 0, m)),
        (),
    ),
    "a triangle of ones": (Sum(1, (k, 1, a), (a, 1, n)), n * (n + 1) / 2, ()),
    "cases by an index": (
        Sum(Piecewise((X[j], Ne(i, j)), (0, True)), (j, 1, d)),
        Sum(X[j], (j, 1, d)) - X[i],
        (i <= d,),
    ),
    "a causal mask": (Sum(Piecewise((X[j], j <= i), (0, True)), (j, 1, d)), Sum(X[j], (j, 1, i)), (i <= d,)),
    "a delta with a shift": (Sum(KroneckerDelta(i, a + 1) * X[a], (a, 0, d - 1)), X[i - 1], (i <= d,)),
    "kinks term by term": (Sum(Abs(X[a]), (a, 1, n)), Sum(Max(X[a], 0) + Max(-X[a], 0), (a, 1, n)), ()),
    "relu by steps": (Sum(X[a] * Heaviside(X[a]), (a, 1, n)), Sum(Max(X[a], 0), (a, 1, n)), ()),
    "a factor out of a product": (Product(x * X[a], (a, 1, n)), x**n * Product(X[a], (a, 1, n)), ()),
    "weights that sum to 1": (
        Sum(P[a] * (X[a] + t), (a, 1, n)),
        Sum(P[a] * X[a], (a, 1, n)) + t,
        (Eq(Sum(P[a], (a, 1, n)), 1),),
    ),
}

DIFFERENT = {
    "a causal convolution without its first input": (
        Sum(C[a - k] * X[k], (k, 0, a), (a, 0, n)),
        Sum(X[k] * Sum(C[a], (a, 0, n - k)), (k, 1, n)),
        (),
    ),
    "distances by larger ones, once": (
        Sum(Abs(X[a] - X[k]), (a, 1, n), (k, 1, n)),
        2 * Sum(Max(X[a], X[k]), (a, 1, n), (k, 1, n)) - 2 * Sum(X[a], (a, 1, n)),
        (),
    ),
    "positive parts of differences without a factor": (
        Sum(Abs(X[a] - X[k]), (a, 1, n), (k, 1, n)),
        Sum(Max(X[a] - X[k], 0), (a, 1, n), (k, 1, n)),
        (),
    ),
    "a square of a sum beside a sum": (
        Sum(Abs(X[a]), (a, 1, n)) * Sum(X[a], (a, 1, n)) ** 2,
        n**2 * Sum(Abs(X[a]) * X[a] ** 2, (a, 1, n)),
        (),
    ),
    "a window that starts one too early": (
        Sum(C[k] * X[a + k], (k, 0, m), (a, 1, n)),
        Sum(C[k] * Sum(X[a], (a, k, k + n)), (k, 0, m)),
        (),
    ),
    "reversed one too far": (Sum(X[n - a], (a, 1, n)), Sum(X[a], (a, 1, n)), ()),
    "a term counted twice at n = 0": (Sum(X[a], (a, 0, n0)), X[0] + Sum(X[a], (a, 1, n0 - 1)) + X[n0], ()),
    "the other triangle": (Sum(X[a] * C[k], (k, 1, a), (a, 1, n)), Sum(X[a] * C[k], (a, 1, k), (k, 1, n)), ()),
    "a range split without an order": (Sum(X[a], (a, 1, m)) + Sum(X[a], (a, m + 1, n)), Sum(X[a], (a, 1, n)), ()),
    "a delta that is not reached": (Sum(KroneckerDelta(i, a) * X[a], (a, 1, d - 1)), X[i], (i <= d,)),
    "a pole off the triangle": (
        2 * Sum(1 / (X[a] - X[k]), (k, 1, a - 1), (a, 1, n)),
        Sum(1 / (X[a] - X[k]), (k, 1, n), (a, 1, n)) - Sum(1 / (X[a] - X[a]), (a, 1, n)),
        (),
    ),
    "relu of a sum": (Sum(Max(X[a], 0), (a, 1, n)), Max(Sum(X[a], (a, 1, n)), 0), ()),
    "weights that need not sum to 1": (Sum(P[a] * (X[a] + t), (a, 1, n)), Sum(P[a] * X[a], (a, 1, n)) + t, ()),
    "a product with one factor": (Product(x * X[a], (a, 1, n)), x * Product(X[a], (a, 1, n)), ()),
    "an index that is called positive": (Sum(Abs(i - 1), (i, 0, n)), Sum(i - 1, (i, 1, n)), ()),
}


@pytest.mark.parametrize("pair", EQUAL.values(), ids=EQUAL.keys())
def test_equal_sums_are_proved(pair):
    assert prove(*pair).holds


@pytest.mark.parametrize("pair", DIFFERENT.values(), ids=DIFFERENT.keys())
def test_different_sums_are_not_proved(pair):
    assert not prove(*pair).holds
