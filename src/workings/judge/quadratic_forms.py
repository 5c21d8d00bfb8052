"""Signs of numbers made of matrices: x^T H x, x^T X^T X x, |X w - y|^2.

For real columns, v^T v is a sum of squares, and v^T H v >= 0 for a positive definite H, whatever v is: X w - y, say.
So a product whose second half is the transpose of its first, with nothing or a definite matrix between them, becomes
a letter that is >= 0 if all numbers in it are real; what else is made of matrices becomes letters as in `traces`. For
letters x^T y, x^T x, y^T y the inequality of Cauchy and Schwarz, x^T x y^T y - (x^T y)^2 >= 0, is one more fact. What
is then non-negative as an expression in real numbers is so for all matrices.
"""

from dataclasses import replace
from typing import Any

from sympy import Add, Dummy, Expr, MatAdd, MatMul, MatPow, Mul, S, Trace, Transpose, preorder_traversal
from sympy.matrices.expressions.matexpr import MatrixElement, MatrixExpr

from workings.judge.alphabet import Unreadable
from workings.judge.matrix_equality import holds_matrices, told
from workings.judge.premises import Premises
from workings.judge.signs import real
from workings.judge.traces import Numbers
from workings.judge.words import Word


def as_number(value: Any) -> Any:
    """A 1 x 1 matrix as the number in it."""
    one_by_one = isinstance(value, MatrixExpr) and tuple(value.shape) == (1, 1)
    return Trace(value) if one_by_one else value


def in_letters(gap: Expr, known: Premises) -> tuple[Expr, Premises]:
    """A number made of matrices and the premises, both in letters that carry their signs; as they are if not so made.

    The first letters stand for whole squares such as (X w - y)^T (X w - y), the others for words multiplied out.
    """
    if not holds_matrices(gap):
        return gap, known
    try:
        numbers = Numbers(known)
        numbers.reader.prepare((gap,))
        spelled = numbers.scalar(squares_named(gap, numbers))
        known = told(numbers, known)
        return spelled, replace(known, facts=(*known.facts, *schwarz(numbers)))
    except Unreadable:
        return gap, known


def squares_named(e: Expr, numbers: Numbers) -> Expr:
    """`e` with each trace or entry of a square as a letter that is >= 0."""
    if isinstance(e, (Trace, MatrixElement)):
        matrix = e.args[0]
        if isinstance(e, MatrixElement) and tuple(matrix.shape) != (1, 1):
            return e
        return Add(*(square_or_trace(part, numbers) for part in MatAdd.make_args(matrix)))
    if isinstance(e, (Add, Mul)):
        return e.func(*(squares_named(part, numbers) for part in e.args))
    return e


def square_or_trace(matrix: MatrixExpr, numbers: Numbers) -> Expr:
    """The trace of one term: a letter that is >= 0 if it is a square of a sum, with the number in front."""
    scale, factors = matrix.as_coeff_matrices() if isinstance(matrix, MatMul) else (S.One, [matrix])
    factors = [part for factor in factors for part in spread(factor)]
    sums = any(isinstance(part, MatAdd) or (isinstance(part, Transpose) and part.arg.is_Add) for part in factors)
    if sums and is_square(factors, numbers):
        return scale * Dummy(f"square({matrix})", nonnegative=True)
    return Trace(matrix)


def spread(factor: MatrixExpr) -> list[MatrixExpr]:
    """The factors of a transposed product or a small power."""
    if isinstance(factor, Transpose) and isinstance(factor.arg, MatMul):
        return [part for one in reversed(factor.arg.args) for part in spread(Transpose(one).doit())]
    if isinstance(factor, MatPow) and factor.exp == 2:
        return [factor.base] * 2
    return [factor]


def with_real_numbers(matrix: MatrixExpr, numbers: Numbers) -> bool:
    """Whether all numbers in front of matrices are real; the entries of the matrices are."""
    scales = [part.as_coeff_matrices()[0] for part in preorder_traversal(matrix) if isinstance(part, MatMul)]
    return all(real(numbers.scalar(scale), numbers.premises) for scale in scales)


def is_square(factors: list[MatrixExpr], numbers: Numbers) -> bool:
    """Whether the second half is the transpose of the first, with nothing or a definite matrix in the middle."""
    half = len(factors) // 2
    if len(factors) < 2 or not all(isinstance(part, MatrixExpr) for part in factors):
        return False
    if len(factors) % 2 and factors[half] not in numbers.premises.definite:
        return False
    if not all(with_real_numbers(part, numbers) for part in factors):
        return False
    read = numbers.reader.read
    return read(Transpose(MatMul(*factors[:half]))) == read(MatMul(*factors[len(factors) - half :]))


def schwarz(numbers: Numbers) -> list[tuple[Expr, bool]]:
    """Cauchy and Schwarz for each number x^T y of which x^T x and y^T y are letters, too."""
    pieces = {word: letter for letter, (kind, word) in numbers.words.items() if kind == ""}
    found = []
    for word, letter in sorted(pieces.items(), key=str):
        if len(word) == 2 and numbers.is_real(word):
            left, right = word[0], word[1]
            one, two = (pieces.get(square) for square in squares(numbers, left, right))
            if one is not None and two is not None and one != two:
                found.append((one * two - letter**2, False))
    return found


def squares(numbers: Numbers, left: Any, right: Any) -> tuple[Word, Word]:
    """The words x^T x and y^T y for the two letters of x^T y."""
    mirror = numbers.reader.mirror
    return (left, mirror(left)), (mirror(right), right)
