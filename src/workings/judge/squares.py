"""Polynomials of several real letters that are sums of squares, shown by exact elimination.

A polynomial is written as z^T G z, z a list of monomials and G a symmetric matrix of rational numbers. If G is
positive semidefinite, the polynomial is a sum of squares of polynomials (Powers and Woermann, An algorithm for sums
of squares of real polynomials, 1998), hence >= 0. Whether G is semidefinite is decided by completing squares in
rational numbers: with a pivot d > 0 the rest is G - (column)(column)^T / d; a pivot 0 asks for a column of zeros. If 1
is among the monomials, it comes last, so that its pivot d is what is left: the polynomial is >= d, hence > 0 if d > 0.

The monomials of z are those whose squares occur in the polynomial with a positive coefficient: if none of two
monomials of z have a product that another pair has, there is only one G with these, and otherwise a few choices are
tried, which only costs completeness. A letter that is known to be >= 0 is a square of another letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import combinations_with_replacement, product

from sympy import Expr

from workings.judge.alphabet import Alphabet, Unreadable

MOST_MONOMIALS = 14
MOST_CHOICES = 24
HIGHEST_DEGREE = 16
Monomial = tuple[int, ...]


@lru_cache(maxsize=4096)
def sum_of_squares(e: Expr, known: frozenset[Expr] = frozenset()) -> tuple[bool, bool]:
    """Whether `e`, whose letters are real and those in `known` >= 0, is a sum of squares, and whether it is > 0."""
    coefficients = polynomial_of(e, known)
    if coefficients is None:
        return False, False
    basis = [half(m) for m, c in coefficients.items() if c > 0 and not any(n % 2 for n in m)]
    if not 1 <= len(basis) <= MOST_MONOMIALS:
        return False, False
    shown = False
    basis.sort(reverse=True)
    for gram in grams(coefficients, basis):
        pivots = completed(gram)
        if pivots is not None and not any(basis[-1]) and pivots[-1] > 0:
            return True, True
        shown = shown or pivots is not None
    return shown, False


def letters_of(e: Expr) -> list[Expr]:
    """The letters of which `e` is a polynomial, in a fixed order."""
    try:
        return list(Alphabet(e).letters)
    except Unreadable:
        return []


def polynomial_of(e: Expr, known: frozenset[Expr]) -> dict[Monomial, Fraction] | None:
    """The coefficient of each monomial of `e`, a letter that is >= 0 as a square; None for a quotient of sums."""
    try:
        alphabet = Alphabet(e)
        spelled = alphabet.spell(e)
    except Unreadable:
        return None
    if not alphabet.letters or not spelled.bottom.is_constant():
        return None
    twice = [2 if letter in known else 1 for letter in alphabet.letters]
    below = spelled.bottom.leading_coefficient()
    found = {
        tuple(int(n) * k for n, k in zip(m, twice, strict=True)): Fraction(int((c / below).p), int((c / below).q))
        for m, c in spelled.top.to_dict().items()
    }
    return found if all(sum(m) <= HIGHEST_DEGREE for m in found) else None


def half(monomial: Monomial) -> Monomial:
    """The monomial whose square this is."""
    return tuple(n // 2 for n in monomial)


def grams(coefficients: dict[Monomial, Fraction], basis: list[Monomial]) -> Iterator[list[list[Fraction]]]:
    """Symmetric matrices G with z^T G z the polynomial, z the basis: one for each choice of the pairs that are used."""
    places: dict[Monomial, list[tuple[int, int]]] = {m: [] for m in coefficients}
    for i, j in combinations_with_replacement(range(len(basis)), 2):
        together = tuple(a + b for a, b in zip(basis[i], basis[j], strict=True))
        if together in places:
            places[together].append((i, j))
    if not all(places.values()):
        return
    for count, choice in enumerate(product(*places.values())):
        if count == MOST_CHOICES:
            return
        gram = [[Fraction(0)] * len(basis) for _ in basis]
        for (i, j), c in zip(choice, coefficients.values(), strict=True):
            gram[i][j] += c / 2
            gram[j][i] += c / 2
        yield gram


def completed(gram: list[list[Fraction]]) -> list[Fraction] | None:
    """The pivots of a symmetric matrix, from first to last; None if it is not positive semidefinite."""
    rows = [list(row) for row in gram]
    for k, row in enumerate(rows):
        pivot = row[k]
        if pivot < 0 or (pivot == 0 and any(row[k:])):
            return None
        for i in range(k + 1, len(rows)):
            factor = rows[i][k] / pivot if pivot else Fraction(0)
            for j in range(k, len(rows)):
                rows[i][j] -= factor * row[j]
    return [row[k] for k, row in enumerate(rows)]
