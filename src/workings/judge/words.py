"""Normal form of matrix expressions as polynomials in letters that do not commute.

A word is a product of matrices, their transposes and inverses. Transposes and inverses are pushed to the letters by
(A B)^T = B^T A^T and (A B)^-1 = B^-1 A^-1, a symmetric letter is its own transpose, and a letter next to its inverse
cancels. A word of shape 1 x 1 is a number and equals its transpose, so of the two readings the smaller text is kept.
These are laws of matrices of every size, so equal polynomials are equal matrices.

An inverse exists only for an invertible matrix. Each inverse met is reported; `prove` refuses those that the premises
do not name, for no law about them holds otherwise.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from sympy import (
    Add,
    Basic,
    Expr,
    Identity,
    Inverse,
    MatAdd,
    MatMul,
    MatPow,
    MatrixExpr,
    MatrixSymbol,
    Mul,
    S,
    Symbol,
    Transpose,
    ZeroMatrix,
    expand,
)
from sympy.matrices.expressions.special import GenericIdentity

from workings.judge.alphabet import Unreadable
from workings.judge.premises import Premises


@dataclass(frozen=True)
class Letter:
    """A matrix, perhaps transposed, perhaps inverted."""

    matrix: MatrixExpr
    transposed: bool = False
    inverted: bool = False

    def __str__(self) -> str:
        return f"{self.matrix}{chr(39) * self.transposed}{'^-1' * self.inverted}"


Word = tuple[Letter, ...]
Polynomial = dict[Word, Expr]


@dataclass
class Reader:
    """Reads matrix expressions under premises, and notes the matrices whose inverses it meets."""

    premises: Premises = Premises()
    inverses: set[MatrixExpr] = field(default_factory=set)

    def read(self, e: MatrixExpr) -> Polynomial:
        """`e` as a polynomial in letters."""
        rule = next((rule for kind, rule in RULES if isinstance(e, kind)), None)
        if rule is None:
            raise Unreadable(f"{type(e).__name__} is no product of matrices")
        return rule(self, e)

    def symbol(self, e: MatrixSymbol) -> Polynomial:
        """A matrix with a name."""
        return {(Letter(e),): S.One}

    def total(self, e: MatAdd) -> Polynomial:
        """A sum, term by term."""
        result: Polynomial = {}
        for part in e.args:
            result = plus(result, self.read(part))
        return result

    def product(self, e: MatMul) -> Polynomial:
        """A product, multiplied out."""
        scale, matrices = e.as_coeff_matrices()
        result: Polynomial = {(): scale}
        for matrix in matrices:
            result = times(result, self.read(matrix))
        return result

    def power(self, e: MatPow) -> Polynomial:
        """A whole power."""
        if not e.exp.is_Integer or abs(e.exp) > 12:
            raise Unreadable(f"a matrix to the power {e.exp}")
        base = self.read(e.base) if e.exp > 0 else self.inverse_of(e.base)
        result: Polynomial = {(): S.One}
        for _ in range(abs(int(e.exp))):
            result = times(result, base)
        return result

    def transpose(self, e: Transpose) -> Polynomial:
        """A transpose, each word backwards."""
        return {self.backwards(word): value for word, value in self.read(e.arg).items()}

    def backwards(self, word: Word) -> Word:
        """The transpose of a word."""
        return tuple(
            Letter(one.matrix, not one.transposed and one.matrix not in self.premises.symmetric, one.inverted)
            for one in reversed(word)
        )

    def inverse_of(self, e: MatrixExpr) -> Polynomial:
        """The inverse of a product of square letters; the inverse of a sum is a letter of its own."""
        polynomial = self.read(e)
        if len(polynomial) == 1:
            ((word, value),) = polynomial.items()
            if all(one.matrix.shape[0] == one.matrix.shape[1] for one in word):
                self.inverses |= {one.matrix for one in word if not one.inverted}
                turned = tuple(Letter(one.matrix, one.transposed, not one.inverted) for one in reversed(word))
                return {turned: 1 / value}
        self.inverses.add(e)
        return {(Letter(MatrixSymbol(f"({text(polynomial)})", *e.shape), False, True),): S.One}


RULES: tuple[tuple[type | tuple[type, ...], Callable[[Reader, MatrixExpr], Polynomial]], ...] = (
    (MatrixSymbol, Reader.symbol),
    (MatAdd, Reader.total),
    (MatMul, Reader.product),
    (Inverse, lambda reader, e: reader.inverse_of(e.arg)),
    (MatPow, Reader.power),
    (Transpose, Reader.transpose),
    ((Identity, GenericIdentity), lambda reader, e: {(): S.One}),
    (ZeroMatrix, lambda reader, e: {}),
)


def plus(a: Polynomial, b: Polynomial, factor: Expr = S.One) -> Polynomial:
    """a + factor b, like words collected."""
    result = dict(a)
    for word, value in b.items():
        result[word] = expand(result.get(word, S.Zero) + factor * value)
    return {word: value for word, value in result.items() if value != 0}


def times(a: Polynomial, b: Polynomial) -> Polynomial:
    """The product of two polynomials, neighbours that are inverse to each other cancelled."""
    result: Polynomial = {}
    for left, first in a.items():
        for right, second in b.items():
            result = plus(result, {joined(left, right): first * second})
    return result


def joined(left: Word, right: Word) -> Word:
    """Two words as one; a letter and its inverse cancel where they meet."""
    word = list(left)
    for one in right:
        if word and word[-1] == Letter(one.matrix, one.transposed, not one.inverted):
            word.pop()
        else:
            word.append(one)
    return tuple(word)


def text(polynomial: Polynomial) -> str:
    """A polynomial as text, the same for equal ones."""
    return " + ".join(sorted(f"{value} {' '.join(map(str, word))}" for word, value in polynomial.items()))


def number_words(polynomial: Polynomial, reader: Reader) -> Polynomial:
    """A 1 x 1 polynomial with each word split into numbers, each read the way that gives the smaller text.

    A word such as a^T b c^T d is the product of the numbers a^T b and c^T d: it is cut where the size is 1, and the
    numbers commute.
    """
    result: Polynomial = {}
    for word, value in polynomial.items():
        numbers = sorted((min(cut, reader.backwards(cut), key=spelt) for cut in cuts(word)), key=spelt)
        result = plus(result, {tuple(one for number in numbers for one in number): value})
    return result


def cuts(word: Word) -> list[Word]:
    """A 1 x 1 word in pieces that are 1 x 1 themselves."""
    pieces, piece = [], []
    for one in word:
        piece.append(one)
        if one.matrix.shape[0 if one.transposed else 1] == 1:
            pieces.append(tuple(piece))
            piece = []
    return pieces + ([tuple(piece)] if piece else [])


def spelt(word: Word) -> str:
    """A word as text."""
    return " ".join(map(str, word))


def gap_of(a: MatrixExpr, b: MatrixExpr, premises: Premises) -> tuple[Polynomial, set[MatrixExpr]]:
    """a - b as a polynomial, and the matrices whose inverses occur."""
    reader = Reader(premises)
    gap = plus(reader.read(a), reader.read(b), S.NegativeOne)
    if tuple(a.shape) == (1, 1):
        gap = number_words(gap, reader)
    return gap, reader.inverses


def words(e: MatrixExpr, symmetric: tuple[MatrixExpr, ...] = ()) -> Expr:
    """`e` as a SymPy polynomial whose letters do not commute; A' stands for the transpose of A, 1 x 1 letters commute.

    A 1 x 1 expression becomes a polynomial in numbers, one commuting letter a word.
    """
    reader = Reader(Premises(symmetric=frozenset(symmetric)))
    polynomial = reader.read(e)
    scalar = tuple(e.shape) == (1, 1)
    if scalar:
        polynomial = number_words(polynomial, reader)
    return Add(*(value * spelled(word, scalar) for word, value in polynomial.items()))


def spelled(word: Word, scalar: bool) -> Expr:
    """A word as a product of SymPy symbols."""
    if scalar:
        return Mul(*(Symbol(spelt(cut)) for cut in cuts(word)))
    letters = (Symbol(str(Letter(o.matrix, o.transposed)), commutative=tuple(o.matrix.shape) == (1, 1)) for o in word)
    return Mul(*(one**-1 if o.inverted else one for one, o in zip(letters, word, strict=True)))


def same_words(a: MatrixExpr, b: MatrixExpr, symmetric: tuple[MatrixExpr, ...] = ()) -> bool:
    """Whether a = b as polynomials in words, whatever inverses occur; False only means 'not shown'."""
    return not gap_of(a, b, Premises(symmetric=frozenset(symmetric)))[0]


def unnamed(inverses: set[MatrixExpr], premises: Premises) -> list[Basic]:
    """The matrices among `inverses` that the premises do not call invertible."""
    return sorted((m for m in inverses if m not in premises.invertible), key=str)
