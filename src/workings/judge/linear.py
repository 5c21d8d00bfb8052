"""Linear inequalities with exact coefficients: can they hold together?

A row says that a linear form in monomials is >= 0, or > 0 where it is strict. `infeasible` eliminates the monomials
one by one (Fourier and Motzkin: every pair of rows that bound a monomial from below and from above is added up so
that it cancels). Each new row follows from two old ones, so a row such as -1 >= 0 at the end proves that no point
satisfies them all. The converse is not claimed: monomials such as x*y count as letters of their own, and an
elimination that grows beyond its limit is given up. `infeasible` answers False then, which proves nothing.
"""

from collections.abc import Iterable
from fractions import Fraction

from sympy import Add, Expr, S, expand

Form = dict[Expr, Fraction]
Row = tuple[Form, bool]

LARGEST_ELIMINATION = 800


def linear_form(expression: Expr) -> Form | None:
    """The coefficient of each monomial of `expression` (of 1: the constant); None where one is not rational."""
    form: Form = {}
    for term in Add.make_args(expand(expression)):
        coefficient, monomial = term.as_coeff_Mul()
        if not coefficient.is_Rational or monomial is S.ComplexInfinity or monomial is S.NaN:
            return None
        form[monomial] = form.get(monomial, Fraction(0)) + Fraction(int(coefficient.p), int(coefficient.q))
    return {monomial: value for monomial, value in form.items() if value}


def negated(form: Form) -> Form:
    """The coefficients of the opposite form."""
    return {monomial: -value for monomial, value in form.items()}


def row(form: Form, strict: bool) -> Row:
    """The row form > 0 or form >= 0; a strict row between integers is tightened to form - 1 >= 0."""
    whole = all(value.denominator == 1 and (key is S.One or key.is_integer) for key, value in form.items())
    if strict and whole:
        return {**form, S.One: form.get(S.One, Fraction(0)) - 1}, False
    return form, strict


def infeasible(rows: Iterable[Row]) -> bool:
    """Whether no real values of the monomials satisfy every row; False proves nothing."""
    left = distinct(rows)
    while True:
        if any(impossible(form, strict) for form, strict in left):
            return True
        letters = {key for form, _ in left for key in form if key is not S.One}
        if not letters:
            return False
        letter = min(letters, key=lambda key: (pairs(left, key), str(key)))
        if pairs(left, letter) > LARGEST_ELIMINATION:
            return False
        left = eliminated(left, letter)


def impossible(form: Form, strict: bool) -> bool:
    """Whether a row without letters is false."""
    if any(key is not S.One for key in form):
        return False
    constant = form.get(S.One, Fraction(0))
    return constant < 0 or (strict and constant == 0)


def pairs(rows: list[Row], letter: Expr) -> int:
    """How many rows the elimination of `letter` makes."""
    below = sum(form.get(letter, 0) > 0 for form, _ in rows)
    return below * sum(form.get(letter, 0) < 0 for form, _ in rows)


def eliminated(rows: list[Row], letter: Expr) -> list[Row]:
    """The rows that follow from `rows` and no longer contain `letter`."""
    kept = [(form, strict) for form, strict in rows if letter not in form]
    below = [(form, strict) for form, strict in rows if form.get(letter, 0) > 0]
    above = [(form, strict) for form, strict in rows if form.get(letter, 0) < 0]
    for low, strict_low in below:
        for high, strict_high in above:
            scale = -high[letter] / low[letter]
            total = {key: low.get(key, Fraction(0)) * scale + high.get(key, Fraction(0)) for key in low | high}
            kept.append(({key: value for key, value in total.items() if value}, strict_low or strict_high))
    return distinct(kept)


def distinct(rows: Iterable[Row]) -> list[Row]:
    """The rows without repetitions."""
    return list({(frozenset(form.items()), strict): (form, strict) for form, strict in rows}.values())
