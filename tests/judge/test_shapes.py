"""Shapes and kinds: which values cannot be equal whatever their numbers are."""

from fractions import Fraction

import pytest
from sympy import (
    Eq,
    HadamardProduct,
    Identity,
    Matrix,
    MatrixSymbol,
    S,
    Symbol,
    Tuple,
    ZeroMatrix,
    symbols,
)

from workings.judge.shapes import as_value, equal_sizes, kind, mismatch

m, n = symbols("m n", integer=True, positive=True)
x, p = symbols("x p")
W, H, B = MatrixSymbol("W", m, n), MatrixSymbol("H", n, n), MatrixSymbol("B", m, n)
h, v = MatrixSymbol("h", m, 1), MatrixSymbol("v", n, 1)
MISFITS = [
    (W, W.T, "m x n against n x m"),
    (W * v, v, "m x 1 against n x 1"),
    (W * h, h, "W is m x n and h is m x 1"),
    (W + W.T, W, "W is m x n and W.T is n x m"),
    (HadamardProduct(W, W.T), W, "W is m x n and W.T is n x m"),
    (W * h + h, h, "W is m x n and h is m x 1"),
    (Matrix([1, 2]), Matrix([[1, 2]]), "2 x 1 against 1 x 2"),
    ((x, 1), (x, 1, 2), "a sequence of 2 against a sequence of 3"),
    ({"a": 1}, {"b": 1}, "a table with the keys a against a table with the keys b"),
    (Eq(x, 1), x + 1, "a truth value against a number"),
    ("x", x, "a text against a number"),
    (ZeroMatrix(n, m), ZeroMatrix(m, n), "n x m against m x n"),
]


@pytest.mark.parametrize(("a", "b", "witness"), MISFITS, ids=str)
def test_what_cannot_fit_is_refuted_by_its_shapes(a, b, witness):
    found = mismatch(a, b)
    assert (found.kind, found.method) == ("refuted", "shapes")
    assert found.witness == witness


FITTING = [
    (W + B, 2 * W),
    (W * H * v, W * v),
    (W.T * W, H),
    (MatrixSymbol("K", 2 * n + 2, 1), MatrixSymbol("L", 2 * (n + 1), 1)),
    (H**2 * Identity(n), H.I),
    (p, Eq(x, 1)),  # a letter may stand for a truth value
    (x, 3),
    ((1, 2), [3, 4]),
]


@pytest.mark.parametrize(("a", "b"), FITTING, ids=str)
def test_what_fits_is_left_to_the_other_tiers(a, b):
    assert mismatch(a, b) is None


def test_sizes_are_equal_as_expressions_only():
    assert equal_sizes((n + 1) ** 2, n**2 + 2 * n + 1)
    assert not equal_sizes(n, m) and not equal_sizes(n, 1) and not equal_sizes(n, n + 1)


def test_python_numbers_and_containers_are_read():
    assert as_value(Fraction(1, 2)) == S.Half and as_value(True) is S.true and as_value(Tuple(x, 1)) == (x, 1)
    assert kind(as_value(Symbol("b"))) == "a number" and kind(as_value(False)) == "a truth value"
