"""Matrix words alone: identities of every size, conditions that are missing, and letters that must stay apart."""

import pytest
from sympy import (
    Determinant,
    Dummy,
    Eq,
    HadamardProduct,
    Identity,
    KroneckerProduct,
    MatrixSymbol,
    OneMatrix,
    Q,
    S,
    Symbol,
    Trace,
    ZeroMatrix,
    sqrt,
    symbols,
)

from workings.judge import prove
from workings.judge.letters import Unreadable
from workings.judge.matrix_equality import equal_matrices, equal_numbers
from workings.judge.normal import vanishes
from workings.judge.premises import premises

n, m = symbols("n m", integer=True, positive=True)
s = Symbol("s", real=True)
A, B, C, Z = (MatrixSymbol(name, n, n) for name in "ABCx")
U, V = MatrixSymbol("U", n, m), MatrixSymbol("V", m, n)
v = MatrixSymbol("v", n, 1)
one, small = Identity(n), Identity(m)
DAUGHTER = MatrixSymbol("A'", n, n)

EQUAL = {
    "push-through": ((one + U * V).I * U, U * (small + V * U).I, ()),
    "a factor s that may be 0": ((s * A + one).I * s * A, one - (s * A + one).I, ()),
    "a given equation": (A**3, A * 1, (Eq(A * A, one),)),
    "a given orthogonal matrix": (A * B * A.T * A, A * B, (Q.orthogonal(A),)),
    "the inverse of a transpose": (A.T.I * B, (B.T * A.I).T, (Q.invertible(A),)),
    "inverses on both sides": (A.I * (A + B) * B.I, A.I + B.I, ()),
    "a sum entry by entry": (HadamardProduct(A + B, C), HadamardProduct(C, A) + HadamardProduct(B, C), ()),
    "ones": (OneMatrix(n, n) ** 2, n * OneMatrix(n, n), ()),
}
DIFFERENT = {
    "products do not commute": (A * B, B * A, ()),
    "a one-sided inverse": (U * V, one, (Eq(V * U, small),)),
    "a scale that may be 0": (A, B, (Eq(s * A, s * B),)),
    "an idempotent matrix is no identity": (A, one, (Eq(A * A, A),)),
    "a root that is no free letter": (A, 0 * A, (Eq(B * C, sqrt(2) * A), Eq(sqrt(2) * B * C, 2 * A))),
    "a nested root": (A, 0 * A, (Eq(B * C, sqrt(3 + 2 * sqrt(2)) * A), Eq(B * C, (1 + sqrt(2)) * A))),
    "nilpotent": (A, 0 * A, (Eq(A * A, 0 * A),)),
    "inverse of a sum": ((A + B).I, A.I + B.I, (Q.invertible(A), Q.invertible(B))),
    "a name like a transpose": ((A.T + one).I, (DAUGHTER + one).I, ()),
    "a name like the sign of a product": (KroneckerProduct(A * Z, B), KroneckerProduct(A, Z * B), ()),
    "identities of two sizes": (
        KroneckerProduct(Identity(2), A, Identity(3)),
        KroneckerProduct(Identity(3), A, Identity(2)),
        (),
    ),
    "a matrix named I": (KroneckerProduct(MatrixSymbol("I", n, n), A), KroneckerProduct(one, A), ()),
    "ones of two sizes": (
        KroneckerProduct(OneMatrix(2, 1), v, OneMatrix(3, 1)),
        KroneckerProduct(OneMatrix(3, 1), v, OneMatrix(2, 1)),
        (),
    ),
    "a matrix named o": (HadamardProduct(A * MatrixSymbol("o", n, n) * B, C), HadamardProduct(A, B, C), ()),
}
EQUAL_NUMBERS = {
    "a trace turned round": (Trace(A * B * C), Trace(C * A * B)),
    "a trace backwards": (Trace(A * B), Trace(A.T * B.T)),
    "Sylvester": (Determinant(one + U * V), Determinant(small + V * U)),
    "a determinant of a product": (Determinant(2 * A * B), 2**n * Determinant(B.T) * Determinant(A)),
    "a rank of one": (Trace(v * v.T * A), Trace(v.T * A.T * v)),
    "numbers commute": (Trace(v.T * A * v * v.T * B * v), Trace(v.T * B * v) * Trace(v.T * A * v)),
}
DIFFERENT_NUMBERS = {
    "a trace in another order": (Trace(A * B * C), Trace(A * C * B)),
    "a trace of a product": (Trace(A * B), Trace(A) * Trace(B)),
    "a determinant of a sum": (Determinant(A + B), Determinant(A) + Determinant(B)),
    "a factor of a determinant": (Determinant(2 * A), 2 * Determinant(A)),
}


def is_shown(a, b, given=()):
    try:
        return equal_matrices(a, b, premises(given), vanishes).kind == "proved"
    except Unreadable:  # as it is if two parts are written alike
        return False


@pytest.mark.parametrize("claim", EQUAL.values(), ids=EQUAL)
def test_matrices_are_equal(claim):
    assert is_shown(*claim)


@pytest.mark.parametrize("claim", DIFFERENT.values(), ids=DIFFERENT)
def test_matrices_that_may_differ_are_not_proved_equal(claim):
    assert not is_shown(*claim)


@pytest.mark.parametrize("claim", EQUAL_NUMBERS.values(), ids=EQUAL_NUMBERS)
def test_numbers_made_of_matrices_are_equal(claim):
    assert equal_numbers(*claim, premises(()), vanishes).kind == "proved"


@pytest.mark.parametrize("claim", DIFFERENT_NUMBERS.values(), ids=DIFFERENT_NUMBERS)
def test_numbers_made_of_matrices_that_may_differ_are_not_proved_equal(claim):
    assert equal_numbers(*claim, premises(()), vanishes).kind == "undecided"


def test_an_inverse_on_one_side_asks_for_a_premise():
    found = equal_matrices(A * A.I * B, A.I * A * C, premises((Eq(B, C),)), vanishes)
    assert found.kind == "proved"  # SymPy cancels both
    assert equal_matrices(A.I * B * A.I, A.I * A.I, premises((Eq(B, one),)), vanishes).kind == "proved"
    lone = equal_matrices(B, A.I, premises((Eq(A * B, one),)), vanishes)
    assert lone.kind == "undecided" and "Q.invertible(A)" in lone.method


@pytest.mark.parametrize("other", [Symbol("s", positive=True), Dummy("s")])
def test_two_symbols_with_one_name_are_not_taken_for_one(other):
    first = s if isinstance(other, Symbol) and not isinstance(other, Dummy) else Dummy("s")
    assert not is_shown((first * A + one).I, (other * A + one).I)
    assert is_shown((s * A + one).I * A, A * (s * A + one).I)


@pytest.mark.slow
def test_the_numbers_of_a_matrix_that_is_opposite_to_its_transpose():
    size = Symbol("size", integer=True, positive=True)
    A, u, v = MatrixSymbol("A", size, size), MatrixSymbol("u", size, 1), MatrixSymbol("v", size, 1)
    given = (Eq(A.T, -A),)
    assert prove(u.T * A * u, ZeroMatrix(1, 1), given).kind == "proved"
    assert prove(u.T * A * v, -v.T * A * u, given).kind == "proved"
    assert prove(Trace(A**3), S.Zero, given).kind == "proved"
    assert prove(Trace(A**2), S.Zero, given).kind == "undecided"
    assert prove(u.T * A * v, v.T * A * u, given).kind == "undecided"
    assert prove(u.T * A * u, ZeroMatrix(1, 1)).kind == "undecided"
