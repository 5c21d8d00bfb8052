"""Polynomials in letters that do not commute: sums of words, which are products of matrices, with numbers in front.

A letter is a matrix, perhaps transposed, perhaps inverted. A letter next to its inverse cancels, diagonal matrices
commute, and a row of ones times a column of ones is their size. These are laws of matrices of every size, so equal
polynomials are equal matrices. `reader` makes them from matrix expressions.
"""

from dataclasses import dataclass

from sympy import Expr, S, expand

from workings.judge.letters import Unreadable

MOST_WORDS = 400


@dataclass(frozen=True)
class Letter:
    """A matrix, perhaps transposed, perhaps inverted, with its shape as it stands."""

    name: str
    rows: Expr
    columns: Expr
    transposed: bool = False
    inverted: bool = False

    def __str__(self) -> str:
        return f"{self.name}{chr(39) * self.transposed}{'^-1' * self.inverted}"

    @property
    def square(self) -> bool:
        """Whether both sizes are the same expression."""
        return self.rows == self.columns


Word = tuple[Letter, ...]
Polynomial = dict[Word, Expr]


def plus(a: Polynomial, b: Polynomial, factor: Expr = S.One) -> Polynomial:
    """a + factor b, like words collected."""
    result = dict(a)
    for word, value in b.items():
        result[word] = expand(result.get(word, S.Zero) + factor * value)
    return {word: value for word, value in result.items() if value != 0}


def times(a: Polynomial, b: Polynomial) -> Polynomial:
    """The product of two polynomials, neighbours that are inverse to each other cancelled."""
    if len(a) * len(b) > 4 * MOST_WORDS:
        raise Unreadable("too many words")
    result: Polynomial = {}
    for left, first in a.items():
        for right, second in b.items():
            word, many = counted(joined(left, right))
            result[word] = result.get(word, S.Zero) + first * second * many
    expanded = {word: expand(value) for word, value in result.items()}
    return {word: value for word, value in expanded.items() if value != 0}


def raised(base: Polynomial, exponent: int) -> Polynomial:
    """A power of a polynomial."""
    result: Polynomial = {(): S.One}
    for _ in range(exponent):
        result = times(result, base)
    return result


def joined(left: Word, right: Word) -> Word:
    """Two words as one; a letter and its inverse cancel where they meet, diagonal matrices are put in order."""
    word = list(left)
    for one in right:
        last = word[-1] if word else None
        inverse = last is not None and last.name == one.name and last.transposed == one.transposed
        if inverse and last is not None and last.inverted != one.inverted:
            word.pop()
            continue
        place = len(word)
        while one.name.startswith("diag[") and place and after(word[place - 1], one):
            place -= 1
        word.insert(place, one)
    return tuple(word)


def after(other: Letter, one: Letter) -> bool:
    """Whether a letter is a diagonal matrix that comes after another one in order."""
    return other.name.startswith("diag[") and str(other) > str(one)


def counted(word: Word) -> tuple[Word, Expr]:
    """A word with each row of ones times a column of ones taken out, and the product of their sizes."""
    for k, (one, two) in enumerate(zip(word, word[1:], strict=False)):
        if one.name == two.name == "1" and one.rows == 1:
            rest, many = counted((*word[:k], *word[k + 2 :]))
            return rest, many * one.columns
    return word, S.One


def ones(size: Expr) -> Letter:
    """A column of ones."""
    return Letter("1", size, S.One)


def is_ones(word: Word) -> bool:
    """Whether a word is a matrix of ones."""
    return bool(word) and all(one.name == "1" for one in word)


def first_cut(word: Word) -> int:
    """Where a word is a column times a row; 0 if nowhere."""
    return next((k + 1 for k, one in enumerate(word[:-1]) if one.columns == 1), 0)


def text(polynomial: Polynomial) -> str:
    """A polynomial as text, the same for equal ones."""
    parts = ((f"({value})" if value.is_Add else str(value), spelt(word)) for word, value in polynomial.items())
    return " + ".join(sorted(" ".join(part).strip() for part in parts))


def spelt(word: Word) -> str:
    """A word as text."""
    return " ".join(map(str, word))
