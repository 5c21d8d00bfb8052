"""Numbers made of matrices as letters: equal numbers have equal letters, and other numbers other ones."""

import pytest
from sympy import Determinant, Dummy, I, Identity, MatrixSymbol, OneMatrix, Q, Symbol, Trace, expand, symbols

from workings.judge.premises import premises
from workings.judge.traces import Numbers

n, m = symbols("n m", integer=True, positive=True)
s = Symbol("s", positive=True)
A, B, C, H, D = (MatrixSymbol(name, n, n) for name in "ABCHD")
X = MatrixSymbol("X", m, n)
u, v = MatrixSymbol("u", n, 1), MatrixSymbol("v", n, 1)
U, V = MatrixSymbol("U", n, m), MatrixSymbol("V", m, n)
one, small = Identity(n), Identity(m)
given = premises((Q.symmetric(H), Q.positive_definite(H), Q.invertible(A), Q.positive_definite(D)))

EQUAL = [
    (Trace(A * B * C), Trace(B * C * A)),
    (Trace(A * B * C), Trace(C.T * B.T * A.T)),
    (Trace(A + 2 * B), Trace(A) + 2 * Trace(B)),
    (Trace(one), n),
    (Trace(u * v.T), Trace(v.T * u)),
    (Trace(H * A), Trace(H * A.T)),
    (Trace(u * v.T * A * u * v.T), Trace(v.T * A * u) * Trace(u.T * v)),
    (Trace(OneMatrix(1, n) * OneMatrix(n, 1)), n),
    (Determinant(A * B), Determinant(B) * Determinant(A)),
    (Determinant(3 * A.T), 3**n * Determinant(A)),
    (Determinant(A.I * B * A), Determinant(B)),
    (Determinant(A + B), Determinant(A) * Determinant(one + A.I * B)),
    (Determinant(one + U * V), Determinant(small + V * U)),
    (Determinant(one + u * v.T), 1 + Trace(v.T * u)),
    (Determinant(A + u * v.T), Determinant(A) * (1 + Trace(v.T * A.I * u))),
    (Determinant(s * one + X.T * X), s**n * Determinant(small + X * X.T / s)),
]
DIFFERENT = [
    (Trace(A * B * C), Trace(A * C * B)),
    (Trace(A * B), Trace(A * B.T)),
    (Trace(A * B), Trace(A) * Trace(B)),
    (Trace(one), m),
    (Determinant(A + B), Determinant(A) + Determinant(B)),
    (Determinant(3 * A), 3 * Determinant(A)),
    (Determinant(one + U * V), Determinant(one + V.T * V)),
    (Determinant(one + A * B * C), Determinant(one + A * C * B)),
    (Trace(u * v.T * A), Trace(u * v.T * A.T)),
]
NOT_NEGATIVE = [Trace(u.T * u), Trace(X.T * X), Trace(u.T * H * u), Trace(X * H * X.T), Trace(u.T * H.I * u)]
OF_ANY_SIGN = [Trace(A), Trace(A * A), Trace(u.T * v), Trace(u.T * A * u), Trace(A * H), Determinant(A), Trace(H)]


@pytest.mark.parametrize(("left", "right"), EQUAL, ids=str)
def test_equal_numbers_have_one_form(left, right):
    numbers = Numbers(given)
    gap = numbers.scalar(left) - numbers.scalar(right)
    assert expand(gap).simplify() == 0


@pytest.mark.parametrize(("left", "right"), DIFFERENT, ids=str)
def test_other_numbers_have_other_forms(left, right):
    numbers = Numbers(given)
    assert expand(numbers.scalar(left) - numbers.scalar(right)).simplify() != 0


@pytest.mark.parametrize("e", NOT_NEGATIVE, ids=str)
def test_squares_are_letters_that_are_not_negative(e):
    letter = Numbers(given).scalar(e)
    assert isinstance(letter, Dummy) and letter.is_nonnegative


@pytest.mark.parametrize("e", OF_ANY_SIGN, ids=str)
def test_other_letters_have_no_sign(e):
    letter = Numbers(given).scalar(e)
    assert isinstance(letter, Dummy) and letter.is_real and letter.is_nonnegative is None


def test_determinants_that_are_not_0():
    numbers = Numbers(given)
    assert numbers.scalar(Determinant(A)).is_nonzero and numbers.scalar(Determinant(B)).is_nonzero is None
    assert numbers.scalar(Determinant(H)).is_positive
    assert not numbers.scalar(Determinant(D)).is_positive  # its symmetry is not stated
    assert not numbers.scalar(Trace((A + I * one).I)).is_real
