"""Small objects that stand for what an assumption allows: a number, a matrix, for "allowed now and not before"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sympy as sp
from sympy import Q

NUMBERS = (sp.Integer(-1), sp.Integer(0), sp.Integer(1), sp.Rational(1, 2), sp.Integer(2), sp.sqrt(2), sp.I)
CANDIDATES: dict[str, Any] = {
    "diag(1, -1)": sp.diag(1, -1),
    "diag(1, 1)": sp.diag(1, 1),
    "diag(1, 0)": sp.diag(1, 0),
    "diag(2, 1)": sp.diag(2, 1),
    "[[1, 1], [0, 1]]": sp.Matrix([[1, 1], [0, 1]]),
    "[[0, -1], [1, 0]]": sp.Matrix([[0, -1], [1, 0]]),
    "[[0, 1], [0, 0]]": sp.Matrix([[0, 1], [0, 0]]),
}
HOLDS: dict[Any, Callable[[Any], bool]] = {
    Q.symmetric: lambda m: m == m.T,
    Q.invertible: lambda m: m.det() != 0,
    Q.positive_definite: lambda m: m == m.T and all(m[:k, :k].det() > 0 for k in range(1, m.rows + 1)),
    Q.orthogonal: lambda m: m * m.T == sp.eye(m.rows),
    Q.diagonal: lambda m: m.is_diagonal(),
    Q.upper_triangular: lambda m: m.is_upper,
    Q.lower_triangular: lambda m: m.is_lower,
    Q.singular: lambda m: m.det() == 0,
}


def number_allowed(allowing: Mapping[str, Any], forbidding: Mapping[str, Any]) -> str:
    """A number that meets the one table of assumptions and not the other; "" if none of the candidates does."""
    for number in NUMBERS:
        if _meets(number, allowing) and not _meets(number, forbidding):
            return str(number)
    return ""


def _meets(number: Any, assumed: Mapping[str, Any]) -> bool:
    return all(getattr(number, f"is_{word}", None) is truth for word, truth in assumed.items())


def matrix_allowed(allowing: Sequence[Any], forbidding: Any) -> str:
    """A 2 x 2 matrix that meets every premise about the letter of `forbidding` but not that one itself, in words.

    "" if none of the candidates does, or a premise is none that can be tried.
    """
    if not _is_predicate(forbidding):
        return ""
    letter = forbidding.arguments[0]
    about = [one for one in allowing if letter in getattr(one, "free_symbols", ())]
    if not all(_is_predicate(one) and one.arguments[0] == letter for one in about):
        return ""
    for name, candidate in CANDIDATES.items():
        if all(HOLDS[one.function](candidate) for one in about) and not HOLDS[forbidding.function](candidate):
            return f"{letter} = {name}"
    return ""


def _is_predicate(premise: Any) -> bool:
    return getattr(premise, "function", None) in HOLDS and len(premise.arguments) == 1
