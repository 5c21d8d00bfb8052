"""Kronecker deltas that make two subscripts equal."""

from sympy import IndexedBase, KroneckerDelta, Sum, Symbol, exp

from workings.judge import prove

d = Symbol("d", integer=True, positive=True)
i, j, k = (Symbol(name, integer=True) for name in "ijk")
x = IndexedBase("x", real=True)


def softmax(index):
    return exp(x[index]) / Sum(exp(x[k]), (k, 1, d))


def test_the_jacobian_of_the_softmax_is_symmetric():
    entry = softmax(i) * (KroneckerDelta(i, j) - softmax(j))
    assert prove(entry, softmax(j) * (KroneckerDelta(i, j) - softmax(i))).holds


def test_a_power_of_a_delta_is_the_delta():
    assert prove(KroneckerDelta(i, j) ** 3 * x[i], KroneckerDelta(i, j) * x[j]).holds


def test_subscripts_without_a_delta_stay_apart():
    assert not prove(softmax(i) * (KroneckerDelta(i, j) - softmax(j)), softmax(j) * (1 - softmax(i))).holds
    assert not prove(KroneckerDelta(i, j) + x[i], KroneckerDelta(i, j) + x[j]).holds
