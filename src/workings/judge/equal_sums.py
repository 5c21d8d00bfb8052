"""Sums inside other expressions, equal if their terms are, for every value that the letters of one term may have.

`termwise` shows that a combination of sums is 0. Where sums stand inside a logarithm or below a fraction bar, each is
compared with those before it over the same range: if f(i) = g(i) holds for one index that stands for any, each
component x[i] being a letter of its own with cases of its own, the sums are equal for every length, and one may stand
for the other.
"""

from __future__ import annotations

from dataclasses import replace

from sympy import Abs, Expr, Heaviside, Max, Min, Piecewise, Sum, sign

from workings.judge.cells import everywhere
from workings.judge.premises import Premises
from workings.judge.termwise import letters, vanishes_termwise

KINKS = (Abs, Max, Min, Piecewise, Heaviside, sign)
MOST_SUMS = 8


def vanishes_with_equal_sums_merged(e: Expr, premises: Premises) -> bool:
    """Whether `e` is 0 in this case, each sum replaced by the first one over the same range with equal terms."""
    totals = single_sums(e)
    if len(totals) < 2 or len(totals) > MOST_SUMS or not any(total.has(*KINKS) for total in totals):
        return False
    first: list[Sum] = []
    same: dict[Expr, Expr] = {}
    for total in totals:
        twin = next((other for other in first if equal_terms(total, other, premises)), None)
        if twin is None:
            first.append(total)
        else:
            same[total] = twin
    return bool(same) and vanishes_termwise(e.xreplace(same), premises)


def single_sums(e: Expr) -> list[Sum]:
    """The sums over one index in `e`, in a fixed order."""
    return sorted((total for total in e.atoms(Sum) if len(total.limits) == 1), key=str)


def equal_terms(a: Sum, b: Sum, premises: Premises) -> bool:
    """Whether two sums have one range and equal terms."""
    if a.limits[0][1:] != b.limits[0][1:] or not (a.has(*KINKS) or b.has(*KINKS)):
        return False
    gap = a.function - b.function.xreplace({b.variables[0]: a.variables[0]})
    inside = replace(premises.inside([a.limits[0]]), bound=premises.bound)
    return everywhere(generic(gap), inside, vanishes_termwise) is not None


def generic(e: Expr) -> Expr:
    """`e` with each component of a vector as a number of its own, with what is assumed of the vector."""
    return e.xreplace(letters(e))
