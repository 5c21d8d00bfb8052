"""Matrices as rows: against the definitions, with exact numbers."""

from fractions import Fraction as Q
from itertools import permutations
from math import prod

import pytest
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import (
    BlockMatrix,
    Determinant,
    HadamardPower,
    Identity,
    KroneckerProduct,
    Matrix,
    MatrixSymbol,
    OneMatrix,
    Symbol,
    Trace,
    ZeroMatrix,
    diag,
    hadamard_product,
)

from workings.judge.grids import determinant_of, inverted, matrix_product
from workings.judge.no_value import Undefined, Unsure
from workings.judge.values import Walk

A, B = (MatrixSymbol(name, 2, 2) for name in "AB")
v = MatrixSymbol("v", 2, 1)
TABLE = {A: [[Q(1), Q(2)], [Q(3), Q(4)]], B: [[Q(0), Q(1)], [Q(1), Q(0)]], v: [[Q(5)], [Q(6)]]}
HERE = Walk(TABLE, None)
NUMBERS = {A: Matrix([[1, 2], [3, 4]]), B: Matrix([[0, 1], [1, 0]]), v: Matrix([5, 6])}
VALUES = [
    (A * B + A, Matrix([[3, 3], [7, 7]])),
    (A.T, Matrix([[1, 3], [2, 4]])),
    (A.I * v, Matrix([-4, Q(9, 2)])),
    (A**3, NUMBERS[A] ** 3),
    (A**-2, NUMBERS[A] ** -2),
    (A**0, Matrix([[1, 0], [0, 1]])),
    (hadamard_product(A, B, A), Matrix([[0, 4], [9, 0]])),
    (HadamardPower(A, 2), Matrix([[1, 4], [9, 16]])),
    (KroneckerProduct(B, v), Matrix([[0, 5], [0, 6], [5, 0], [6, 0]])),
    (BlockMatrix([[A, v], [v.T, ZeroMatrix(1, 1)]]), Matrix([[1, 2, 5], [3, 4, 6], [5, 6, 0]])),
    (A.applyfunc(lambda x: x**2 + 1), Matrix([[2, 5], [10, 17]])),
    (OneMatrix(2, 2) - Identity(2), Matrix([[0, 1], [1, 0]])),
    (diag(1, 2) * v, Matrix([5, 12])),
]


@pytest.mark.parametrize(("e", "expected"), VALUES, ids=str)
def test_a_matrix_has_the_entries_of_the_definition(e, expected):
    assert HERE.value(e) == [[Q(str(cell)) for cell in expected.row(i)] for i in range(expected.rows)]


def test_traces_and_determinants_are_numbers():
    assert HERE.value(Trace(A * A)) == 29 and HERE.value(Determinant(A * B)) == 2


@settings(max_examples=20)
@given(st.lists(st.lists(st.integers(-3, 3).map(Q), min_size=3, max_size=3), min_size=3, max_size=3))
def test_determinant_and_inverse_are_those_of_leibniz(rows):
    def parity(order):
        return (-1) ** sum(a > b for i, a in enumerate(order) for b in order[i + 1 :])

    expected = sum(parity(order) * prod(rows[i][order[i]] for i in range(3)) for order in permutations(range(3)))
    assert determinant_of(rows) == expected
    if expected:
        assert matrix_product(rows, inverted(rows), HERE) == [[Q(i == j) for j in range(3)] for i in range(3)]
    else:
        with pytest.raises(ZeroDivisionError):
            inverted(rows)


def test_a_singular_matrix_refutes_nothing():
    with pytest.raises(Unsure):
        Walk({A: [[Q(1), Q(2)], [Q(2), Q(4)]]}, None).value(A.I)


def test_a_pivot_that_may_be_0_is_not_used():
    near = arb(0, 0.1)
    assert inverted([[near, Q(1)], [Q(1), Q(0)]])[0] == [0, 1]
    with pytest.raises(Unsure):
        inverted([[near]])
    with pytest.raises(Unsure):
        determinant_of([[near, near], [near, near]])


def test_shapes_that_do_not_fit_have_no_value():
    n = Symbol("n", integer=True)
    tall = MatrixSymbol("T", n, 2)
    with pytest.raises(Undefined):
        Walk({**TABLE, n: Q(3), tall: [[Q(1), Q(2)]] * 3, MatrixSymbol("S", n, 2): [[Q(1), Q(2)]]}, None).value(
            tall + MatrixSymbol("S", n, 2)
        )
