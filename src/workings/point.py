"""A printed claim at an exact point: both sides as numbers, or why the point does not do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp

from .algebra import Components

ASSUMED = ("integer", "positive", "negative", "nonnegative", "nonpositive", "nonzero", "real")


def at(value: Any, point: Mapping[Any, Any]) -> Any:
    """`value` at an exact point; matrices of symbolic size become explicit, vectors by components are tuples."""
    vectors = {letter.name: entries for letter, entries in point.items() if isinstance(letter, Components)}
    rest = {letter: number for letter, number in point.items() if not isinstance(letter, Components)}
    value = sp.sympify(value)
    if value.has(sp.MatrixExpr):  # subs puts a number in the place of a matrix on its way
        value = value.xreplace({sp.sympify(letter): sp.sympify(number) for letter, number in rest.items()}).doit()
    else:
        value = value.subs(rest, simultaneous=True).doit()
    if vectors:
        entries = {e: vectors[str(e.base)][e.indices[0] - 1] for e in value.atoms(sp.Indexed) if str(e.base) in vectors}
        value = value.xreplace(entries)
    value = value.as_explicit() if isinstance(value, sp.MatrixExpr) else value
    return value[0, 0] if getattr(value, "shape", ()) == (1, 1) else value


def not_a_point(point: Mapping[Any, Any], values: tuple[Any, ...]) -> str:
    """Why `point` is none: it breaks what a letter is assumed to be, or leaves a letter open in `values`."""
    for letter, number in point.items():
        for word in ASSUMED:
            if getattr(letter, f"is_{word}", None) and getattr(sp.sympify(number), f"is_{word}", None) is False:
                return f"{letter} is {word} by assumption, {number} is not"
    left = set().union(*(getattr(value, "free_symbols", set()) for value in values))
    return f"the point leaves {', '.join(sorted(map(str, left)))} open" if left else ""
