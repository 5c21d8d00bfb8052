"""Explicit matrices as lists of rows, with fractions or inexact numbers in them: the matrix part of `values`."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy as sp
from sympy.matrices.expressions.applyfunc import ElementwiseApplyFunction
from sympy.matrices.expressions.special import GenericIdentity

from workings.judge.no_value import Unsure


def explicit(walk: Any, e: sp.MatrixBase) -> list:
    """A matrix that is written out."""
    return [[walk.value(e[i, j]) for j in range(e.shape[1])] for i in range(e.shape[0])]


def matpow(walk: Any, e: sp.MatPow) -> Any:
    """A whole power of a matrix; Unsure for the inverse of a singular one."""
    try:
        return matrix_power(walk.value(e.base), walk.whole(e.exp))
    except ZeroDivisionError as error:
        raise Unsure(str(error)) from error


def transpose(walk: Any, e: sp.Transpose) -> Any:
    """A transpose."""
    return [list(column) for column in zip(*walk.value(e.arg), strict=True)]


def inverse(walk: Any, e: sp.Inverse) -> Any:
    """An inverse; Unsure for a singular matrix, since to write an inverse is to suppose that there is one."""
    try:
        return inverted(walk.value(e.arg))
    except ZeroDivisionError as error:
        raise Unsure(str(error)) from error


def hadamard(walk: Any, e: sp.HadamardProduct) -> Any:
    """A product entry by entry."""
    first, *rest = (walk.value(part) for part in e.args)
    for other in rest:
        first = [[walk.times(a, b) for a, b in zip(*rows, strict=True)] for rows in zip(first, other, strict=True)]
    return first


def hadamard_power(walk: Any, e: sp.HadamardPower) -> Any:
    """A power entry by entry."""
    x = sp.Dummy()
    return mapped(walk, x**e.exp, x, walk.value(e.base))


def elementwise(walk: Any, e: ElementwiseApplyFunction) -> Any:
    """A function of each entry."""
    x = sp.Dummy()
    return mapped(walk, e.function(x), x, walk.value(e.expr))


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
    column = walk.value(e.arg)
    size = len(column)
    return [[column[i][0] if i == j else Fraction(0) for j in range(size)] for i in range(size)]


def trace(walk: Any, e: sp.Trace) -> Any:
    """A trace."""
    matrix = walk.value(e.arg)
    total: Any = Fraction(0)
    for k, row in enumerate(matrix):
        total = walk.plus(total, row[k])
    return total


def determinant(walk: Any, e: sp.Determinant) -> Any:
    """A determinant."""
    return determinant_of(walk.value(e.arg))


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


def matrix_product(a: list, b: list) -> list:
    """The product of two matrices."""
    if len(a[0]) != len(b):
        raise ValueError("a product of matrices whose inner sizes differ")
    return [
        [sum((x * y for x, y in zip(row, column, strict=True)), Fraction(0)) for column in zip(*b, strict=True)]
        for row in a
    ]


def matrix_power(base: list, exponent: int) -> list:
    """A whole power of a square matrix."""
    if exponent < 0:
        base, exponent = inverted(base), -exponent
    result = [[Fraction(i == j) for j in range(len(base))] for i in range(len(base))]
    for _ in range(exponent):
        result = matrix_product(result, base)
    return result


def inverted(matrix: list) -> list:
    """The inverse by elimination; ZeroDivisionError for a singular matrix."""
    size = len(matrix)
    rows = [list(row) + [Fraction(i == j) for j in range(size)] for i, row in enumerate(matrix)]
    for k in range(size):
        pivot = max(range(k, size), key=lambda i: abs(rows[i][k]))
        if rows[pivot][k] == 0:
            raise ZeroDivisionError("the inverse of a singular matrix")
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [cell / rows[k][k] for cell in rows[k]]
        for i in range(size):
            if i != k:
                rows[i] = [cell - rows[i][k] * upper for cell, upper in zip(rows[i], rows[k], strict=True)]
    return [row[size:] for row in rows]


def determinant_of(matrix: list) -> Any:
    """A determinant by elimination."""
    rows, value = [list(row) for row in matrix], Fraction(1)
    for k in range(len(rows)):
        pivot = max(range(k, len(rows)), key=lambda i: abs(rows[i][k]))
        if rows[pivot][k] == 0:
            return Fraction(0)
        if pivot != k:
            rows[k], rows[pivot], value = rows[pivot], rows[k], -value
        value = value * rows[k][k]
        for i in range(k + 1, len(rows)):
            factor = rows[i][k] / rows[k][k]
            rows[i] = [cell - factor * upper for cell, upper in zip(rows[i], rows[k], strict=True)]
    return value


RULES: tuple[tuple[Any, Callable[[Any, Any], Any]], ...] = (
    (sp.MatrixBase, explicit),
    (sp.Inverse, inverse),
    (sp.MatPow, matpow),
    (sp.Transpose, transpose),
    (sp.HadamardProduct, hadamard),
    (sp.HadamardPower, hadamard_power),
    (ElementwiseApplyFunction, elementwise),
    ((sp.ZeroMatrix, sp.OneMatrix, sp.Identity, GenericIdentity), filled),
    (sp.DiagMatrix, diagonal),
    (sp.Trace, trace),
    (sp.Determinant, determinant),
)
