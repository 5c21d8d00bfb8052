"""Explicit matrices as lists of rows, with exact numbers or balls in them: the matrix part of `values`."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy as sp
from sympy.matrices.expressions.applyfunc import ElementwiseApplyFunction
from sympy.matrices.expressions.special import GenericIdentity

from workings.judge.balls import divide, is_exact, is_zero, multiply, subtract
from workings.judge.no_value import Unsure


def explicit(walk: Any, e: sp.MatrixBase) -> list:
    """A matrix that is written out."""
    return [[walk.at(e[i, j]) for j in range(e.shape[1])] for i in range(e.shape[0])]


def matpow(walk: Any, e: sp.MatPow) -> Any:
    """A whole power of a matrix; Unsure for the inverse of a singular one."""
    try:
        return matrix_power(walk.at(e.base), walk.whole(e.exp), walk)
    except ZeroDivisionError as error:
        raise Unsure(str(error)) from error


def transpose(walk: Any, e: sp.Transpose) -> Any:
    """A transpose."""
    return [list(column) for column in zip(*walk.at(e.arg), strict=True)]


def inverse(walk: Any, e: sp.Inverse) -> Any:
    """An inverse; Unsure for a singular matrix, since to write an inverse is to suppose that there is one."""
    try:
        return inverted(walk.at(e.arg))
    except ZeroDivisionError as error:
        raise Unsure(str(error)) from error


def hadamard(walk: Any, e: sp.HadamardProduct) -> Any:
    """A product entry by entry."""
    first, *rest = (walk.at(part) for part in e.args)
    for other in rest:
        first = [[walk.times(a, b) for a, b in zip(*rows, strict=True)] for rows in zip(first, other, strict=True)]
    return first


def kronecker(walk: Any, e: sp.KroneckerProduct) -> Any:
    """A Kronecker product."""
    first, *rest = (walk.at(part) for part in e.args)
    for other in rest:
        first = [[walk.times(a, b) for a in above for b in below] for above in first for below in other]
    return first


def blocks(walk: Any, e: Any) -> list:
    """A matrix of blocks, written out."""
    grid = [[walk.at(e.blocks[i, j]) for j in range(e.blocks.shape[1])] for i in range(e.blocks.shape[0])]
    return [[cell for part in line for cell in part[k]] for line in grid for k in range(len(line[0]))]


def hadamard_power(walk: Any, e: sp.HadamardPower) -> Any:
    """A power entry by entry."""
    x = sp.Dummy()
    return mapped(walk, x**e.exp, x, walk.at(e.base))


def elementwise(walk: Any, e: ElementwiseApplyFunction) -> Any:
    """A function of each entry."""
    x = sp.Dummy()
    return mapped(walk, e.function(x), x, walk.at(e.expr))


def mapped(walk: Any, body: sp.Expr, x: sp.Symbol, matrix: list) -> list:
    """`body` at each entry put for x."""
    return [[walk.with_letter(x, cell).value(body) for cell in row] for row in matrix]


def filled(walk: Any, e: Any) -> list:
    """A zero, one or identity matrix."""
    rows, columns = (walk.whole(size) for size in e.shape)
    identity = isinstance(e, (sp.Identity, GenericIdentity))
    value = Fraction(0 if isinstance(e, sp.ZeroMatrix) else 1)
    return [[value if not identity or i == j else Fraction(0) for j in range(columns)] for i in range(rows)]


def diagonal(walk: Any, e: sp.DiagMatrix) -> list:
    """A diagonal matrix with the entries of a column."""
    column = walk.at(e.arg)
    size = len(column)
    return [[column[i][0] if i == j else Fraction(0) for j in range(size)] for i in range(size)]


def trace(walk: Any, e: sp.Trace) -> Any:
    """A trace."""
    matrix = walk.at(e.arg)
    total: Any = Fraction(0)
    for k, row in enumerate(matrix):
        total = walk.plus(total, row[k])
    return total


def determinant(walk: Any, e: sp.Determinant) -> Any:
    """A determinant."""
    return determinant_of(walk.at(e.arg))


def as_matrix(value: Any, like: Any) -> list:
    """A number as a multiple of the identity, of the size of `like`."""
    if isinstance(value, list):
        return value
    return [[value if i == j else Fraction(0) for j in range(len(like))] for i in range(len(like))]


def matrix_sum(a: list, b: list, plus: Callable[[Any, Any], Any]) -> list:
    """The sum of two matrices of one shape."""
    if (len(a), len(a[0])) != (len(b), len(b[0])):
        raise ValueError("a sum of matrices of different shapes")
    return [[plus(x, y) for x, y in zip(*rows, strict=True)] for rows in zip(a, b, strict=True)]


def matrix_product(a: list, b: list, walk: Any) -> list:
    """The product of two matrices."""
    if len(a[0]) != len(b):
        raise ValueError("a product of matrices whose inner sizes differ")
    columns = list(zip(*b, strict=True))
    return [[scalar_product(row, column, walk) for column in columns] for row in a]


def scalar_product(row: Any, column: Any, walk: Any) -> Any:
    """The sum of the products of two rows of numbers."""
    total: Any = Fraction(0)
    for x, y in zip(row, column, strict=True):
        total = walk.plus(total, walk.times(x, y))
    return total


def matrix_power(base: list, exponent: int, walk: Any) -> list:
    """A whole power of a square matrix."""
    if exponent < 0:
        base, exponent = inverted(base), -exponent
    result = [[Fraction(i == j) for j in range(len(base))] for i in range(len(base))]
    for _ in range(exponent):
        result = matrix_product(result, base, walk)
    return result


def inverted(matrix: list) -> list:
    """The inverse by elimination; ZeroDivisionError for a singular matrix, Unsure for one that may be singular."""
    size = len(matrix)
    rows = [list(row) + [Fraction(i == j) for j in range(size)] for i, row in enumerate(matrix)]
    for k in range(size):
        pivot = pivot_row(rows, k)
        if pivot is None:
            raise ZeroDivisionError("the inverse of a singular matrix")
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [divide(cell, rows[k][k]) for cell in rows[k]]
        for i in range(size):
            if i != k:
                rows[i] = reduced(rows[i], rows[i][k], rows[k])
    return [row[size:] for row in rows]


def pivot_row(rows: list, k: int) -> int | None:
    """A row from the k-th on whose k-th entry is surely not 0: an exact one if there is one; None if all are 0."""
    doubt: Unsure | None = None
    choices = sorted(range(k, len(rows)), key=lambda i: not is_exact(rows[i][k]))
    for i in choices:
        try:
            if not is_zero(rows[i][k]):
                return i
        except Unsure as unsure:
            doubt = unsure
    if doubt is not None:
        raise doubt
    return None


def reduced(row: list, factor: Any, upper: list) -> list:
    """row - factor * upper."""
    return [subtract(cell, multiply(factor, other)) for cell, other in zip(row, upper, strict=True)]


def determinant_of(matrix: list) -> Any:
    """A determinant by elimination."""
    rows, value = [list(row) for row in matrix], Fraction(1)
    for k in range(len(rows)):
        pivot = pivot_row(rows, k)
        if pivot is None:
            return Fraction(0)
        if pivot != k:
            rows[k], rows[pivot], value = rows[pivot], rows[k], multiply(Fraction(-1), value)
        value = multiply(value, rows[k][k])
        for i in range(k + 1, len(rows)):
            rows[i] = reduced(rows[i], divide(rows[i][k], rows[k][k]), rows[k])
    return value


RULES: tuple[tuple[Any, Callable[[Any, Any], Any]], ...] = (
    (sp.MatrixBase, explicit),
    (sp.Inverse, inverse),
    (sp.MatPow, matpow),
    (sp.Transpose, transpose),
    (sp.HadamardProduct, hadamard),
    (sp.HadamardPower, hadamard_power),
    (sp.KroneckerProduct, kronecker),
    ((sp.BlockMatrix, sp.BlockDiagMatrix), blocks),
    (ElementwiseApplyFunction, elementwise),
    ((sp.ZeroMatrix, sp.OneMatrix, sp.Identity, GenericIdentity), filled),
    (sp.DiagMatrix, diagonal),
    (sp.Trace, trace),
    (sp.Determinant, determinant),
)
