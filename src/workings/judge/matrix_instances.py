"""Matrices of fractions that obey premises: symmetric, definite, orthogonal, diagonal, and given matrix equations.

An equation that is linear in one matrix is solved for its entries (Gauss), the free ones drawn: A x = l x for A, H p =
-g for g, A B = B A for B, A^T = -A for A. Q^T Q = 1 is met by a product of two reflections 1 - 2 v v^T / v^T v, which
has fractions for entries. p(A) = 0 for a polynomial p with rational roots is met by S D S^-1 with the roots on the
diagonal of D, and 1 beside it where a root is double; S is orthogonal if A is to be symmetric. What is found is put
into all equations; a point that does not obey them is not used.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import Any

from sympy import (
    Add,
    Dummy,
    Expr,
    MatAdd,
    MatMul,
    MatPow,
    MatrixExpr,
    MatrixSymbol,
    Mul,
    Poly,
    Q,
    Rational,
    S,
    Transpose,
)
from sympy.matrices.expressions.special import Identity, ZeroMatrix

from workings.judge.grids import determinant_of, inverted
from workings.judge.no_value import Unable, Undefined, Unsure
from workings.judge.premises import Premises

MOST_TRIES = 40
MOST_ENTRIES = 36

Cells = list[list[Fraction]]
Value = Callable[[Expr], Any]


def drawn_matrix(matrix: Any, sizes: tuple[int, int], known: Premises, rng: Random) -> Cells:
    """A matrix of small numbers that has the properties which the premises state."""
    rows, columns = sizes
    if matrix in known.orthogonal:
        return orthogonal(rows, rng)
    for _ in range(MOST_TRIES):
        cells = [[Fraction(rng.randint(-3, 4)) for _ in range(columns)] for _ in range(rows)]
        if matrix in known.diagonal:
            cells = [[cells[i][j] if i == j else Fraction(0) for j in range(columns)] for i in range(rows)]
        if matrix in known.definite:
            cells = definite(cells, matrix in known.diagonal)
        elif matrix in known.symmetric:
            cells = [[cells[min(i, j)][max(i, j)] for j in range(columns)] for i in range(rows)]
        if matrix not in known.invertible or nonsingular(cells):
            break
    return cells


def definite(cells: Cells, diagonal: bool = False) -> Cells:
    """C C^T + 1. It is symmetric: whether a definite matrix must be is a matter of the definition (`premises`)."""
    size = range(len(cells))
    if diagonal:
        return [[Fraction(abs(cells[i][i]) + 1 if i == j else 0) for j in size] for i in size]
    return [[sum((cells[i][k] * cells[j][k] for k in size), Fraction(i == j)) for j in size] for i in size]


def nonsingular(cells: Cells) -> bool:
    """Whether a square matrix has an inverse."""
    try:
        inverted(cells)
    except ArithmeticError:
        return False
    return True


def has_property(cells: Cells, predicate: Any) -> bool:
    """Whether a matrix of fractions surely has a property that a premise states; no other property is known."""
    check = PROPERTIES.get(predicate)
    return check is not None and all(isinstance(x, Fraction) for row in cells for x in row) and check(cells)


def symmetric(cells: Cells) -> bool:
    """Whether a matrix is its own transpose."""
    return cells == [list(column) for column in zip(*cells, strict=True)]


def is_definite(cells: Cells) -> bool:
    """Whether a matrix is symmetric and all its leading minors are positive (Sylvester)."""
    minors = ([row[:k] for row in cells[:k]] for k in range(1, len(cells) + 1))
    return symmetric(cells) and all(determinant_of(minor) > 0 for minor in minors)


def is_orthogonal(cells: Cells) -> bool:
    """Whether a square matrix times its transpose is 1."""
    square = product(cells, [list(column) for column in zip(*cells, strict=True)])
    return len(cells) == len(cells[0]) and square == [
        [Fraction(i == j) for j in range(len(cells))] for i in range(len(cells))
    ]


def is_diagonal(cells: Cells) -> bool:
    """Whether all entries beside the diagonal are 0."""
    return all(x == 0 for i, row in enumerate(cells) for j, x in enumerate(row) if i != j)


PROPERTIES: dict[Any, Callable[[Cells], bool]] = {
    Q.symmetric: symmetric,
    Q.positive_definite: is_definite,
    Q.invertible: nonsingular,
    Q.orthogonal: is_orthogonal,
    Q.unitary: is_orthogonal,
    Q.diagonal: is_diagonal,
}


def orthogonal(size: int, rng: Random) -> Cells:
    """An orthogonal matrix of fractions: a product of reflections, of which there are one or two."""
    result: Cells = [[Fraction(i == j) for j in range(size)] for i in range(size)]
    for _ in range(rng.choice((1, 2))):
        v = [Fraction(rng.randint(-3, 3)) for _ in range(size)]
        length = sum(x * x for x in v)
        if length:
            flip = [[Fraction(i == j) - 2 * v[i] * v[j] / length for j in range(size)] for i in range(size)]
            result = product(result, flip)
    return result


def product(a: Cells, b: Cells) -> Cells:
    """The product of two matrices of fractions."""
    columns = list(zip(*b, strict=True))
    return [[sum((x * y for x, y in zip(row, column, strict=True)), Fraction(0)) for column in columns] for row in a]


def obeying(matrices: dict[Any, Cells], known: Premises, value: Value, rng: Random) -> bool:
    """Move the drawn matrices so that all given matrix equations hold; whether that was done.

    `value` evaluates an expression at the matrices as they are in the table.
    """
    fixed: set[Any] = set()
    for left, right in known.matrix_equations:
        if value(left) == value(right):
            continue
        moved = next(
            (
                m
                for m in order(left, right, matrices, known, fixed)
                if move(m, left, right, matrices, known, value, rng)
            ),
            None,
        )
        if moved is None:
            return False
        fixed |= {moved}
    return all(value(left) == value(right) for left, right in known.matrix_equations)


def order(left: MatrixExpr, right: MatrixExpr, matrices: dict, known: Premises, fixed: set) -> list[MatrixSymbol]:
    """The matrices of an equation, those first that obey no other premise."""
    letters = sorted((left.atoms(MatrixSymbol) | right.atoms(MatrixSymbol)) - fixed, key=str)

    def bound(m: MatrixSymbol) -> tuple[Any, ...]:
        size = len(matrices[m]) * len(matrices[m][0])
        return m in known.definite, m in known.orthogonal, m in known.symmetric, m in known.invertible, -size, str(m)

    return sorted((m for m in letters if m in matrices), key=bound)


def move(m: Any, left: Any, right: Any, matrices: dict, known: Premises, value: Value, rng: Random) -> bool:
    """Choose `m` so that left = right; whether that was done."""
    old = matrices[m]
    for way in (unit_columns, with_roots, by_elimination):
        try:
            found = way(m, left, right, matrices, known, value, rng)
            if found is None:
                continue
            matrices[m] = found
            suits = m not in known.invertible or nonsingular(found)
            suits = suits and (m not in known.symmetric or symmetric(found))
            if suits and m not in known.definite and value(left) == value(right):
                return True
        except (Unable, Undefined, Unsure, ArithmeticError, ValueError, TypeError):
            pass
        matrices[m] = old
    return False


def unit_columns(
    m: Any, left: Any, right: Any, matrices: dict, known: Premises, value: Value, rng: Random
) -> Cells | None:
    """Orthonormal columns or rows for M^T M = 1 or M M^T = 1."""
    if not isinstance(right, Identity) or left not in (Transpose(m) * m, m * Transpose(m)):
        return None
    rows, columns = len(matrices[m]), len(matrices[m][0])
    short = columns if left == Transpose(m) * m else rows
    full = orthogonal(max(rows, columns), rng)
    return [row[:columns] for row in full[:rows]] if short == min(rows, columns) else None


def with_roots(
    m: Any, left: Any, right: Any, matrices: dict, known: Premises, value: Value, rng: Random
) -> Cells | None:
    """S D S^-1 for a polynomial equation in `m` alone, with rational roots on the diagonal of D."""
    x = Dummy("x")
    polynomial = as_polynomial(left - right if not isinstance(right, ZeroMatrix) else left, m, x, value)
    if polynomial is None or Poly(polynomial, x).degree() < 2:
        return None
    roots = Poly(polynomial, x).ground_roots()
    if not roots:
        return None
    size, choices = len(matrices[m]), sorted(roots, key=str)
    diagonal = sorted((rng.choice(choices) for _ in range(size)), key=str)
    mirrored = m in known.symmetric
    middle = [
        [Fraction(int(diagonal[i].p), int(diagonal[i].q)) if i == j else Fraction(0) for j in range(size)]
        for i in range(size)
    ]
    if not mirrored and size > 1 and diagonal[0] == diagonal[1] and roots[diagonal[0]] > 1:
        middle[0][1] = Fraction(1)
    while True:
        base = (
            orthogonal(size, rng)
            if mirrored
            else [[Fraction(rng.randint(-2, 3)) for _ in range(size)] for _ in range(size)]
        )
        if nonsingular(base):
            return product(product(base, middle), inverted(base))


def as_polynomial(e: Any, m: Any, x: Expr, value: Value) -> Expr | None:
    """A polynomial in one square matrix with numbers in front, as a polynomial in x; None if it is none."""
    if e == m:
        return x
    if isinstance(e, Identity):
        return S.One
    if isinstance(e, ZeroMatrix):
        return S.Zero
    if isinstance(e, Transpose) and m == e.arg:
        return None
    if isinstance(e, MatPow) and e.exp.is_Integer and e.exp > 0:
        base = as_polynomial(e.base, m, x, value)
        return None if base is None else base**e.exp
    if isinstance(e, (MatAdd, MatMul)):
        parts = [as_polynomial(part, m, x, value) for part in e.args]
        return None if None in parts else (Add if isinstance(e, MatAdd) else Mul)(*parts)
    if isinstance(e, Expr) and not isinstance(e, MatrixExpr):
        number = value(e)
        return Rational(number.numerator, number.denominator) if isinstance(number, Fraction) else None
    return None


def by_elimination(
    m: Any, left: Any, right: Any, matrices: dict, known: Premises, value: Value, rng: Random
) -> Cells | None:
    """The entries of `m` from equations that are linear in them, the free ones drawn; None if they are not linear."""
    rows, columns = len(matrices[m]), len(matrices[m][0])
    if rows * columns > MOST_ENTRIES:
        return None
    mirrored = m in known.symmetric
    handles = [(i, j) for i in range(rows) for j in range(columns) if not mirrored or i <= j]

    def gap(cells: dict[tuple[int, int], Fraction]) -> list[Fraction]:
        matrices[m] = [
            [cells.get((min(i, j), max(i, j)) if mirrored else (i, j), Fraction(0)) for j in range(columns)]
            for i in range(rows)
        ]
        a, b = value(left), value(right)
        return [x - y for p, q in zip(a, b, strict=True) for x, y in zip(p, q, strict=True)]

    start = gap({})
    slopes = [[x - y for x, y in zip(gap({handle: Fraction(1)}), start, strict=True)] for handle in handles]
    some = {handle: Fraction(rng.randint(-3, 4)) for handle in handles}
    expected = [
        c + sum(some[h] * slope[k] for h, slope in zip(handles, slopes, strict=True)) for k, c in enumerate(start)
    ]
    if gap(some) != expected:
        return None
    solution = solved(slopes, start, [some[handle] for handle in handles])
    if solution is None or not any(solution):
        return None
    gap(dict(zip(handles, solution, strict=True)))
    return matrices[m]


def solved(slopes: list[list[Fraction]], start: list[Fraction], free: list[Fraction]) -> list[Fraction] | None:
    """A solution x of start + sum of x_h slopes_h = 0, with the free unknowns as given; None if there is none."""
    unknowns = len(slopes)
    rows = [[slopes[h][k] for h in range(unknowns)] + [-c] for k, c in enumerate(start)]
    pivots: list[int] = []
    for column in range(unknowns):
        done = len(pivots)
        pivot = next((k for k in range(done, len(rows)) if rows[k][column] != 0), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        rows[done] = [x / rows[done][column] for x in rows[done]]
        for k in range(len(rows)):
            if k != done and rows[k][column]:
                rows[k] = [x - rows[k][column] * y for x, y in zip(rows[k], rows[done], strict=True)]
        pivots.append(column)
    if any(row[-1] for row in rows[len(pivots) :]):
        return None
    result = list(free)
    for k, column in enumerate(pivots):
        rest = sum(rows[k][h] * free[h] for h in range(unknowns) if h not in pivots)
        result[column] = rows[k][-1] - rest
    return result
