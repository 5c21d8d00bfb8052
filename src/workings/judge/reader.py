"""Matrix expressions read as polynomials in words (`words`), with numbers as coefficients.

Transposes and inverses of products are pushed to the letters by (A B)^T = B^T A^T and (A B)^-1 = B^-1 A^-1 (for square
A and B: a product of square matrices is invertible only if its factors are, for det(A B) = det A det B), and a
symmetric letter is its own transpose.

What is no product becomes a letter of its own, named by the normal form of its parts, so that equal parts give equal
letters: the inverse of a sum, a product entry by entry (commutative, linear in each factor), a power with a symbol for
its exponent, a diagonal matrix, a Kronecker product. Different parts may be written alike: a name that stands for other
parts already is refused, and the name of a matrix is quoted unless it is a word. Each letter knows its transpose, for
these laws hold: (P^-1)^T = (P^T)^-1, (P^k)^T = (P^T)^k, (A o B)^T = A^T o B^T, (A x B)^T = A^T x B^T. A matrix of ones
is the product 1 1^T of columns of ones, and (x y^T) o (u v^T) = (x o u)(y o v)^T.

`compounds` lists the sums that were inverted, for `completion`, which knows X P = P X = 1. `inverses` lists the named
matrices that were. Whether the inverses exist is not asked here: see `premises` for what it means to write one.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import product as combinations
from typing import Any

from sympy import (
    Add,
    DiagMatrix,
    Expr,
    HadamardPower,
    HadamardProduct,
    Identity,
    Inverse,
    KroneckerProduct,
    MatAdd,
    MatMul,
    MatPow,
    MatrixExpr,
    MatrixSymbol,
    Mul,
    OneMatrix,
    S,
    Transpose,
    ZeroMatrix,
)
from sympy.matrices.expressions.special import GenericIdentity

from workings.judge.letters import Unreadable
from workings.judge.premises import Premises
from workings.judge.words import (
    MOST_WORDS,
    Letter,
    Polynomial,
    Word,
    first_cut,
    is_ones,
    ones,
    plus,
    raised,
    spelt,
    text,
    times,
)

HIGHEST = 12
PLAIN_NAME = re.compile(r"[^\W\d]\w*")


@dataclass
class Reader:
    """Reads matrix expressions under premises into polynomials.

    `mirrors` holds the transpose of each letter that is no named matrix; `compounds` the sums whose inverse is a
    letter, `powers` the bases of powers with a symbol for an exponent; `inverses` the named matrices that were
    inverted since the set was last emptied; `shifts` the lowest constant in the exponents of each base; `meanings`
    what each letter that is no named matrix stands for.
    """

    premises: Premises = Premises()
    inverses: set[str] = field(default_factory=set)
    mirrors: dict[Letter, Letter] = field(default_factory=dict)
    compounds: dict[Letter, Polynomial] = field(default_factory=dict)
    powers: dict[Letter, tuple[Polynomial, Expr]] = field(default_factory=dict)
    named: dict[str, MatrixExpr] = field(default_factory=dict)
    shifts: dict[MatrixExpr, int] = field(default_factory=dict)
    meanings: dict[str, Any] = field(default_factory=dict)
    scalar: Callable[[Expr], Expr] = lambda value: value

    def read(self, e: MatrixExpr) -> Polynomial:
        """`e` as a polynomial in letters; Unreadable if there is no rule for a part of it, or too many words."""
        rule = next((rule for kind, rule in RULES if isinstance(e, kind)), None)
        if rule is None:
            raise Unreadable(f"{type(e).__name__} is no product of matrices")
        result = rule(self, e)
        if len(result) > MOST_WORDS:
            raise Unreadable("too many words")
        return result

    def prepare(self, expressions: Iterable[Any]) -> None:
        """Note the lowest constants in the exponents of powers, so that A^(k-1) A and A^k have a letter in common."""
        for power in sorted({p for e in expressions for p in e.atoms(MatPow)}, key=str):
            constant, symbols = power.exp.as_coeff_Add()
            if symbols is not S.Zero and constant.is_Integer and constant < 0:
                self.shifts[power.base] = min(self.shifts.get(power.base, 0), int(constant))

    # sums and products

    def symbol(self, e: MatrixSymbol) -> Polynomial:
        """A matrix with a name; Unreadable if another one has it."""
        name = e.name if PLAIN_NAME.fullmatch(e.name) else repr(e.name)
        if self.named.setdefault(name, e) != e:
            raise Unreadable(f"two matrices with the name {e.name}")
        return {(Letter(name, *e.shape),): S.One}

    def called(self, name: str, meaning: Any) -> str:
        """The name of a letter that is no named matrix; Unreadable if something else has it, as texts can be alike."""
        if self.meanings.setdefault(name, meaning) != meaning:
            raise Unreadable(f"two parts that are both written {name}")
        return name

    def total(self, e: MatAdd) -> Polynomial:
        """A sum, term by term."""
        result: Polynomial = {}
        for part in e.args:
            result = plus(result, self.read(part))
        return result

    def product(self, e: MatMul) -> Polynomial:
        """A product, multiplied out."""
        scale, matrices = e.as_coeff_matrices()
        result: Polynomial = {(): self.scalar(scale)}
        for matrix in matrices:
            result = times(result, self.read(matrix))
        return result

    def ones(self, e: OneMatrix) -> Polynomial:
        """A matrix of ones: a column of ones times a row of ones."""
        rows, columns = e.shape
        left = () if rows == 1 else (ones(rows),)
        right = () if columns == 1 else (self.mirror(ones(columns)),)
        return {(*left, *right): S.One}

    # transposes

    def transpose(self, e: Transpose) -> Polynomial:
        """A transpose, each word backwards."""
        return self.turned(self.read(e.arg))

    def turned(self, polynomial: Polynomial) -> Polynomial:
        """The transpose of a polynomial."""
        result: Polynomial = {}
        for word, value in polynomial.items():
            result = plus(result, {self.backwards(word): value})
        return result

    def backwards(self, word: Word) -> Word:
        """The transpose of a word."""
        return tuple(self.mirror(one) for one in reversed(word))

    def mirror(self, one: Letter) -> Letter:
        """The transpose of a letter."""
        if one in self.mirrors:
            return self.mirrors[one]
        if self.named.get(one.name) in self.premises.symmetric:
            return one
        return Letter(one.name, one.columns, one.rows, not one.transposed, one.inverted)

    def register(self, letter: Letter, mirror: Letter) -> Letter:
        """`letter`, with its transpose noted for both of them."""
        self.mirrors[letter], self.mirrors[mirror] = mirror, letter
        return letter

    # powers and inverses

    def power(self, e: MatPow) -> Polynomial:
        """A whole power, or one with a whole symbolic exponent."""
        constant, symbols = e.exp.as_coeff_Add()
        if symbols is not S.Zero:
            return self.symbolic_power(e, constant, symbols)
        if not e.exp.is_Integer or abs(e.exp) > HIGHEST:
            raise Unreadable(f"a matrix to the power {e.exp}")
        return raised(self.read(e.base) if e.exp > 0 else self.inverse(self.read(e.base)), abs(int(e.exp)))

    def symbolic_power(self, e: MatPow, constant: Expr, symbols: Expr) -> Polynomial:
        """A^(c + k + ...) as A^c A^k ..., one letter for each power A^k with a whole k; they commute with A."""
        shift = self.shifts.get(e.base, 0)
        if not constant.is_Integer or not 0 <= constant - shift <= HIGHEST or not e.exp.is_integer:
            raise Unreadable(f"a matrix to the power {e.exp}")
        base = self.read(e.base)
        result = raised(base, int(constant) - shift)
        for place, term in enumerate(sorted(Add.make_args(symbols), key=str)):
            many, symbol = term.as_coeff_Mul()
            if not many.is_Integer or not 0 < many <= HIGHEST or not symbol.is_integer:
                raise Unreadable(f"a matrix to the power {e.exp}")
            first = raised_to(self, base, symbol + shift, e.rows) if place == 0 else None
            rest = raised_to(self, base, symbol, e.rows)
            result = times(result, {((first or rest), *(rest,) * int(many - 1)): S.One})
        return result

    def inverse(self, polynomial: Polynomial) -> Polynomial:
        """The inverse of a product of square letters; the inverse of a sum is a letter of its own."""
        if not polynomial:
            raise Unreadable("the inverse of 0")
        if len(polynomial) == 1:
            ((word, value),) = polynomial.items()
            if all(one.square for one in word):
                result: Polynomial = {(): 1 / value}
                for one in reversed(word):
                    result = times(result, self.inverse_letter(one))
                return result
        return {(self.compound(polynomial),): S.One}

    def inverse_letter(self, one: Letter) -> Polynomial:
        """The inverse of one square letter; that of an inverted sum is the sum."""
        if one in self.compounds:
            return self.compounds[one]
        if one.name in self.named:
            self.inverses.add(one.name)
        return {(self.toggled(one),): S.One}

    def toggled(self, one: Letter) -> Letter:
        """A letter inverted, or no longer inverted."""
        other = Letter(one.name, one.rows, one.columns, one.transposed, not one.inverted)
        if one in self.mirrors:
            back = self.mirrors[one]
            self.register(other, Letter(back.name, back.rows, back.columns, back.transposed, not back.inverted))
        return other

    def compound(self, polynomial: Polynomial) -> Letter:
        """The letter for the inverse of a sum, with that of its transpose."""
        back = self.turned(polynomial)
        size = size_of(polynomial)
        names = [self.called(f"({text(one)})", one) for one in (polynomial, back)]
        letter, mirror = (Letter(name, size, size, False, True) for name in names)
        self.compounds[letter], self.compounds[mirror] = polynomial, back
        return self.register(letter, mirror)

    # letters of other kinds

    def hadamard(self, e: HadamardProduct) -> Polynomial:
        """A product entry by entry, expanded into one letter (or one for each side of rank one) a choice of words."""
        result: Polynomial = {}
        for choice in combinations(*(self.read(part).items() for part in e.args)):
            word = self.entrywise([word for word, _ in choice], e.shape)
            result = plus(result, {word: Mul(*(value for _, value in choice))})
        return result

    def entrywise(self, factors: list[Word], shape: tuple[Expr, ...]) -> Word:
        """The product entry by entry of some words, as a word."""
        if 1 not in shape and all(first_cut(word) for word in factors):
            left = self.entrywise([word[: first_cut(word)] for word in factors], (shape[0], S.One))
            right = self.entrywise([word[first_cut(word) :] for word in factors], (S.One, shape[1]))
            return (*left, *right)
        if shape[0] == 1 and shape[1] != 1:
            return self.backwards(self.entrywise([self.backwards(word) for word in factors], (shape[1], shape[0])))
        plain = sorted((word for word in factors if not is_ones(word)), key=spelt)
        if len(plain) < 2:
            return plain[0] if plain else factors[0]
        groups = [sorted(group, key=spelt) for group in (plain, map(self.backwards, plain))]
        names = [self.called(f"[{' o '.join(map(spelt, group))}]", group) for group in groups]
        letter, mirror = Letter(names[0], *shape), Letter(names[1], shape[1], shape[0])
        return (self.register(letter, mirror),)

    def hadamard_power(self, e: HadamardPower) -> Polynomial:
        """A small whole power entry by entry."""
        if not e.exp.is_Integer or not 1 <= e.exp <= 6:
            raise Unreadable(f"a power {e.exp} entry by entry")
        return self.hadamard(HadamardProduct(*[e.base] * int(e.exp), evaluate=False))

    def diagonal(self, e: DiagMatrix) -> Polynomial:
        """A diagonal matrix with a column on its diagonal: linear in it, and its own transpose."""
        result: Polynomial = {}
        for word, value in self.read(e.args[0]).items():
            letter = Letter(self.called(f"diag[{spelt(word)}]", word), *e.shape)
            result = plus(result, {() if is_ones(word) else (self.register(letter, letter),): value})
        return result

    def kronecker(self, e: KroneckerProduct) -> Polynomial:
        """A Kronecker product, linear in each factor."""
        result: Polynomial = {}
        for choice in combinations(*(self.read(part).items() for part in e.args)):
            words = [word for word, _ in choice]
            backs = [self.backwards(word) for word in words]
            if not any(words):
                result = plus(result, {(): Mul(*(value for _, value in choice))})
                continue
            shapes = [part.shape for part in e.args]
            letter = kronecker_letter(self, words, shapes)
            mirror = kronecker_letter(self, backs, [(columns, rows) for rows, columns in shapes])
            result = plus(result, {(self.register(letter, mirror),): Mul(*(value for _, value in choice))})
        return result


RULES: tuple[tuple[type | tuple[type, ...], Callable[[Reader, Any], Polynomial]], ...] = (
    (MatrixSymbol, Reader.symbol),
    (MatAdd, Reader.total),
    (MatMul, Reader.product),
    (Inverse, lambda reader, e: reader.inverse(reader.read(e.arg))),
    (MatPow, Reader.power),
    (Transpose, Reader.transpose),
    ((Identity, GenericIdentity), lambda reader, e: {(): S.One}),
    (ZeroMatrix, lambda reader, e: {}),
    (OneMatrix, Reader.ones),
    (HadamardProduct, Reader.hadamard),
    (HadamardPower, Reader.hadamard_power),
    (DiagMatrix, Reader.diagonal),
    (KroneckerProduct, Reader.kronecker),
)


def raised_to(reader: Reader, base: Polynomial, exponent: Expr, size: Expr) -> Letter:
    """The letter for a power with a symbol in its exponent, noted with its base and its transpose."""
    back = reader.turned(base)
    names = [reader.called(f"({text(one)})^({exponent})", (one, exponent)) for one in (base, back)]
    letter, mirror = (Letter(name, size, size) for name in names)
    reader.powers[letter], reader.powers[mirror] = (base, exponent), (back, exponent)
    return reader.register(letter, mirror)


def size_of(polynomial: Polynomial) -> Expr:
    """The size of a square polynomial that is no multiple of the identity."""
    word = next((word for word in polynomial if word), None)
    if word is None:
        raise Unreadable("the size of an identity")
    return word[0].rows


def kronecker_letter(reader: Reader, words: list[Word], shapes: list[tuple[Expr, ...]]) -> Letter:
    """The letter for a Kronecker product of words."""
    rows, columns = (Mul(*sizes) for sizes in zip(*shapes, strict=True))
    parts = [spelt(word) or f"I({size})" for word, (size, _) in zip(words, shapes, strict=True)]
    return Letter(reader.called(f"<{' x '.join(parts)}>", (words, shapes)), rows, columns)
