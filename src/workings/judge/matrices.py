"""Matrix expressions of symbolic size, entry by entry.

The entry (i, j) of a product is a sum over the inner size, of an elementwise function the function of the entry, and
so on, by the definitions of the operations. Two matrices of one shape are equal if their entries at free indices are;
so a matrix identity becomes an identity of sums, which `sums` proves for every size. Sums are left unevaluated
(SymPy's own e[i, j] tries to evaluate each one). Determinants of small matrices are expanded along their rows
(Laplace), inverses are cofactors over the determinant (Cramer).
"""

from sympy import (
    Add,
    DiagMatrix,
    Dummy,
    Expr,
    HadamardPower,
    HadamardProduct,
    Identity,
    Integer,
    Inverse,
    KroneckerDelta,
    MatAdd,
    MatMul,
    MatPow,
    MatrixBase,
    MatrixExpr,
    MatrixSymbol,
    Mul,
    OneMatrix,
    S,
    Sum,
    Transpose,
    ZeroMatrix,
)
from sympy.matrices.expressions.applyfunc import ElementwiseApplyFunction
from sympy.matrices.expressions.diagonal import DiagonalMatrix
from sympy.matrices.expressions.kronecker import KroneckerProduct
from sympy.matrices.expressions.special import GenericIdentity

from workings.judge.alphabet import Unreadable

LARGEST = 4


def entry(matrix: MatrixExpr | MatrixBase, i: Expr | int, j: Expr | int = 0) -> Expr:
    """The entry (i, j) of a matrix expression, counted from 0, its sums unevaluated."""
    i, j = S(i), S(j)
    if matrix.shape[0] == 1:
        i = S.Zero
    if matrix.shape[1] == 1:
        j = S.Zero
    rule = next((rule for kind, rule in RULES if isinstance(matrix, kind)), None)
    if rule is None:
        raise Unreadable(f"no rule for the entries of {type(matrix).__name__}")
    return rule(matrix, i, j)


def trace(matrix: MatrixExpr | MatrixBase) -> Expr:
    """The sum of the diagonal."""
    if S(matrix.shape[0]).is_Integer and matrix.shape[0] <= LARGEST:
        return Add(*(entry(matrix, k, k) for k in range(matrix.shape[0])))
    k = Dummy("k", integer=True)
    return Sum(entry(matrix, k, k), (k, 0, matrix.shape[0] - 1))


def determinant(matrix: MatrixExpr | MatrixBase) -> Expr:
    """The determinant of a small matrix by its entries, expanded along the rows; Unreadable for other sizes."""
    size = matrix.shape[0]
    if not S(size).is_Integer or size > LARGEST:
        raise Unreadable(f"the determinant of a matrix of size {size}")
    return minor(matrix, tuple(range(size)), tuple(range(size)))


def minor(matrix: MatrixExpr | MatrixBase, rows: tuple[int, ...], columns: tuple[int, ...]) -> Expr:
    """The determinant of the part of a matrix in some rows and columns."""
    if not rows:
        return S.One
    terms = []
    for k, column in enumerate(columns):
        cell = entry(matrix, rows[0], column)
        if cell != 0:
            terms.append((-1) ** k * cell * minor(matrix, rows[1:], columns[:k] + columns[k + 1 :]))
    return Add(*terms)


def inverse_entry(matrix: Inverse, i: Expr, j: Expr) -> Expr:
    """The entry of the inverse of a small matrix by Cramer's rule."""
    size = matrix.shape[0]
    if not (isinstance(i, Integer) and isinstance(j, Integer)):
        raise Unreadable("the entry of an inverse at an index that is not a number")
    whole = determinant(matrix.arg)
    rows, columns = (tuple(k for k in range(size) if k != left_out) for left_out in (j, i))
    return (-1) ** (i + j) * minor(matrix.arg, rows, columns) / whole


def inverted_parts(*sides: MatrixExpr | MatrixBase) -> list[MatrixExpr]:
    """The small matrices whose inverses are written."""
    found = {part.base if isinstance(part, MatPow) else part.arg for e in sides for part in e.atoms(Inverse)}
    found |= {part.base for e in sides for part in e.atoms(MatPow) if part.exp.could_extract_minus_sign()}
    return sorted((m for m in found if S(m.shape[0]).is_Integer and m.shape[0] <= LARGEST), key=str)


def product_entry(matrix: MatMul, i: Expr, j: Expr) -> Expr:
    """The entry of a product: a sum over the inner size; a column times a row needs none."""
    scale, (first, *rest) = matrix.as_coeff_matrices()
    if not rest:
        return scale * entry(first, i, j)
    others = MatMul(*rest)
    if first.cols == 1:
        return scale * entry(first, i, 0) * entry(others, 0, j)
    if isinstance(i, Integer) and isinstance(j, Integer) and isinstance(S(first.cols), Integer):
        return scale * Add(*(entry(first, i, k) * entry(others, k, j) for k in range(first.cols)))
    k = Dummy("k", integer=True)
    return scale * Sum(entry(first, i, k) * entry(others, k, j), (k, 0, first.cols - 1))


def power_entry(matrix: MatPow, i: Expr, j: Expr) -> Expr:
    """The entry of a small whole power."""
    if not matrix.exp.is_Integer or not -3 <= matrix.exp <= 4:
        raise Unreadable(f"a matrix to the power {matrix.exp}")
    if matrix.exp == 0:
        return KroneckerDelta(i, j)
    if matrix.exp < 0:
        return entry(MatMul(*[Inverse(matrix.base)] * -int(matrix.exp), evaluate=False), i, j)
    return entry(MatMul(*[matrix.base] * int(matrix.exp)), i, j)


def explicit_entry(matrix: MatrixBase, i: Expr, j: Expr) -> Expr:
    """The entry of a matrix that is written out."""
    if not (isinstance(i, Integer) and isinstance(j, Integer)):
        raise Unreadable("a matrix that is written out, at an index that is not a number")
    return matrix[i, j]


def kronecker_entry(matrix: KroneckerProduct, i: Expr, j: Expr) -> Expr:
    """The entry of a Kronecker product at an index that is a number."""
    if not (isinstance(i, Integer) and isinstance(j, Integer)) or not all(S(n).is_Integer for n in matrix.shape):
        raise Unreadable("a Kronecker product at an index that is not a number")
    *others, last = matrix.args
    left = others[0] if len(others) == 1 else KroneckerProduct(*others)
    (up, down), (across, over) = divmod(i, last.shape[0]), divmod(j, last.shape[1])
    return entry(left, up, across) * entry(last, down, over)


RULES = (
    (MatrixBase, explicit_entry),
    (MatrixSymbol, lambda e, i, j: e[i, j]),
    (MatAdd, lambda e, i, j: Add(*(entry(part, i, j) for part in e.args))),
    (MatMul, product_entry),
    (Inverse, inverse_entry),
    (MatPow, power_entry),
    (Transpose, lambda e, i, j: entry(e.arg, j, i)),
    (HadamardProduct, lambda e, i, j: Mul(*(entry(part, i, j) for part in e.args))),
    (HadamardPower, lambda e, i, j: entry(e.base, i, j) ** e.exp),
    (ElementwiseApplyFunction, lambda e, i, j: e.function(entry(e.expr, i, j))),
    (DiagMatrix, lambda e, i, j: KroneckerDelta(i, j) * entry(e.args[0], i, 0)),
    (DiagonalMatrix, lambda e, i, j: KroneckerDelta(i, j) * entry(e.args[0], i, j)),
    (KroneckerProduct, kronecker_entry),
    (OneMatrix, lambda e, i, j: S.One),
    (ZeroMatrix, lambda e, i, j: S.Zero),
    ((Identity, GenericIdentity), lambda e, i, j: KroneckerDelta(i, j)),
)
