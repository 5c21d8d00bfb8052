"""The factors of a polynomial over the Gaussian rationals, I being one of its letters.

SymPy looks for them; they are kept only if their product, with the constant that is left, is the polynomial.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flint import fmpq, fmpq_mpoly
from sympy import Expr, I, Poly, Rational, S
from sympy.polys.polyerrors import PolynomialError

from workings.judge.polynomials import reduced

if TYPE_CHECKING:
    from workings.judge.alphabet import Alphabet

MANY_TERMS = 40
HIGHEST = 16


def gaussian_factors(factor: fmpq_mpoly, alphabet: Alphabet) -> list[fmpq_mpoly]:
    """The factors over the Gaussian rationals, a constant too, of a factor that holds I; else the factor itself."""
    place = alphabet.place.get(I)
    degrees = [int(degree) for degree in factor.degrees()]
    if place is None or degrees[place] == 0 or not any(degrees[: alphabet.mains]):
        return [factor]
    if len(factor) > MANY_TERMS or any(degrees[alphabet.mains : place]) or sum(degrees) > HIGHEST:
        return [factor]
    return split_by_sympy(factor, alphabet, place)


def split_by_sympy(factor: fmpq_mpoly, alphabet: Alphabet, place: int) -> list[fmpq_mpoly]:
    """The factors that SymPy finds over the Gaussian rationals, and their constant, if their product is the factor."""
    used = [k for k, degree in enumerate(factor.degrees()) if int(degree) > 0 and k != place]
    names = [alphabet.letters[k] for k in used]
    table: dict[tuple[int, ...], Expr] = {}
    for powers, value in factor.terms():
        key = tuple(int(powers[k]) for k in used)
        table[key] = table.get(key, S.Zero) + Rational(int(value.p), int(value.q)) * I ** int(powers[place])
    try:
        unit, parts = Poly.from_dict(table, *names, domain="QQ_I").factor_list()
    except PolynomialError:
        return [factor]
    split = [from_gaussian(part, alphabet, used, place) for part, times in parts for _ in range(times)]
    constant = from_gaussian(Poly(unit, *names, domain="QQ_I"), alphabet, used, place)
    whole = constant
    for part in split:
        whole = reduced(whole * part, alphabet.relations).top
    return [constant, *split] if whole == factor else [factor]


def from_gaussian(polynomial: Poly, alphabet: Alphabet, used: list[int], place: int) -> fmpq_mpoly:
    """A polynomial over the Gaussian rationals in the letters of an alphabet."""
    table: dict[tuple[int, ...], fmpq] = {}
    for powers, value in polynomial.terms():
        for turn, part in enumerate(value.as_real_imag()):
            key = [0] * len(alphabet.letters)
            for k, power in zip(used, powers, strict=True):
                key[k] = power
            key[place] = turn
            if part:
                table[tuple(key)] = fmpq(int(part.p), int(part.q))
    return alphabet.ring.from_dict(table)
