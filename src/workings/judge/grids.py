"""Explicit matrices as lists of rows, with fractions or inexact numbers in them: the arithmetic of `values`."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any


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
