"""Words of matrices and how expressions are read as words."""

import pytest
from sympy import (
    Adjoint,
    DiagMatrix,
    HadamardProduct,
    Identity,
    KroneckerProduct,
    MatPow,
    MatrixSymbol,
    OneMatrix,
    Q,
    S,
    ZeroMatrix,
    symbols,
)

from workings.judge.letters import Unreadable
from workings.judge.premises import premises
from workings.judge.reader import Reader
from workings.judge.words import Letter, counted, first_cut, is_ones, joined, ones, plus, raised, times

n, m, k = symbols("n m k", integer=True, positive=True)
A, B, H = (MatrixSymbol(name, n, n) for name in "ABH")
X, v, u = MatrixSymbol("X", m, n), MatrixSymbol("v", n, 1), MatrixSymbol("u", n, 1)
one = Identity(n)
a, b = Letter("A", n, n), Letter("B", n, n)
inverse = Letter("A", n, n, inverted=True)
given = premises((Q.symmetric(H),))

SAME = [
    ((A * B).T, B.T * A.T),
    ((A * B).I, B.I * A.I),
    (A.T.I, A.I.T),
    (H.T * A, H * A),
    ((A + B) ** 2, A**2 + A * B + B * A + B**2),
    (((A + one).I).T, (A.T + one).I),
    (HadamardProduct(A, B).T, HadamardProduct(B.T, A.T)),
    (HadamardProduct(u * v.T, v * u.T), HadamardProduct(u, v) * HadamardProduct(v, u).T),
    (DiagMatrix(u) * DiagMatrix(v), DiagMatrix(v) * DiagMatrix(u)),
    (DiagMatrix(u + 2 * v).T, DiagMatrix(u) + 2 * DiagMatrix(v)),
    (KroneckerProduct(A, X).T, KroneckerProduct(A.T, X.T)),
    (KroneckerProduct(A + B, X), KroneckerProduct(A, X) + KroneckerProduct(B, X)),
    (HadamardProduct(A, OneMatrix(n, n)), A),
    (OneMatrix(n, n) * OneMatrix(n, n), n * OneMatrix(n, n)),
    (MatPow(A, k + 1), A * MatPow(A, k)),
    (A - A + ZeroMatrix(n, n), ZeroMatrix(n, n)),
]
OTHER = [
    (A.T * B, (A * B).T),
    (A * B, B * A),
    (A.T, A),
    (HadamardProduct(A, B), A * B),
    (HadamardProduct(A, one), A),
    (KroneckerProduct(A, B), KroneckerProduct(B, A)),
    (KroneckerProduct(A, one), KroneckerProduct(one, A)),
    ((A + B).I, A.I + B.I),
    (DiagMatrix(u) * A, A * DiagMatrix(u)),
    ((A + one).I, (A + 2 * one).I),
    (OneMatrix(n, n), one),
]


@pytest.mark.parametrize(("left", "right"), SAME, ids=str)
def test_equal_matrices_are_read_as_one_polynomial(left, right):
    reader = Reader(given)
    assert reader.read(left) == reader.read(right)


@pytest.mark.parametrize(("left", "right"), OTHER, ids=str)
def test_other_matrices_are_read_as_others(left, right):
    reader = Reader(given)
    assert reader.read(left) != reader.read(right)


def test_a_letter_cancels_with_its_inverse_only():
    assert joined((a, b), (b, inverse)) == (a, b, b, inverse)
    assert joined((b, a), (inverse, b)) == (b, b)
    assert joined((a,), (Letter("A", n, n, transposed=True, inverted=True),)) != ()


def test_ones_are_counted_and_columns_cut():
    column, row = ones(n), Letter("1", S.One, n, transposed=True)
    assert counted((a, column, row, column)) == ((a, column), n)
    assert counted((column, row)) == ((column, row), 1)
    assert is_ones((column, row)) and not is_ones(()) and not is_ones((a,))
    assert first_cut((a, column, row)) == 2 and first_cut((a, b)) == 0


def test_polynomials_are_added_and_multiplied():
    p, q = {(a,): S(2), (): S.One}, {(a,): S(-2), (b,): k}
    assert plus(p, q) == {(): 1, (b,): k}
    assert times(p, q) == {(a, a): -4, (a, b): 2 * k, (a,): -2, (b,): k}
    assert raised(p, 0) == {(): 1} and raised(p, 2) == times(p, p)


@pytest.mark.parametrize("matrix", [MatPow(A, S.Half), MatPow(A, 40), MatPow(A, n / 2), Adjoint(A)], ids=str)
def test_what_is_no_word_is_not_read(matrix):
    with pytest.raises(Unreadable):
        Reader(given).read(matrix)
