"""A region that is covered by letters of known sign: x > alpha is x = alpha + p with p positive."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp

SIGNS = {">": 1, ">=": 1, "<": -1, "<=": -1, "==": 0}


def not_covered(region: Any, when: Mapping[Any, Any]) -> str:
    """Why the replacements `when` do not run through exactly the points of `region`; empty if they do.

    `region` is a relation or an And of them. Each relation must become a letter's sign: left - right = p or -p with p a
    letter of its own, positive for a strict relation and not negative for the other; for an equation, 0. Where the gaps
    are linear in the replaced letters, that is a change of variables, and every point of the region is reached.
    """
    relations = region.args if isinstance(region, sp.And) else (region,)
    if len(when) != len(relations):
        return f"{len(relations)} relations need as many replacements"
    letters: set[Any] = set()
    for relation in relations:
        gap = relation.lhs - relation.rhs
        if any(sp.diff(gap, a, b) != 0 for a in when for b in when):
            return f"{relation} is not linear in what is replaced"
        sign = SIGNS[relation.rel_op]
        reached = sp.expand((sign or 1) * gap.subs(when, simultaneous=True))
        wrong = _wrong_letter(relation, gap, reached, letters | region.free_symbols) if sign else _not_zero(reached)
        if wrong:
            return wrong
        letters |= {reached} if sign else set()
    return ""


def covering_letters(when: Mapping[Any, Any]) -> set[Any]:
    """The letters that the replacements bring in; the lines of the region must not use them for anything else."""
    old = set().union(*(sp.sympify(letter).free_symbols for letter in when))
    new: set[Any] = set().union(*(sp.sympify(value).free_symbols for value in when.values()))
    return {letter for letter in new - old if letter.is_positive or letter.is_nonnegative}


def _not_zero(reached: Any) -> str:
    return "" if reached == 0 else f"an equation leaves the gap {reached}"


def _wrong_letter(relation: Any, gap: Any, reached: Any, taken: set[Any]) -> str:
    strict = relation.rel_op in ("<", ">")
    if not isinstance(reached, sp.Symbol) or reached in taken:
        return f"{relation} leaves the gap {reached}, which is no letter of its own"
    if strict and not reached.is_positive:
        return f"{relation} needs a positive letter: {reached} may be 0 or less"
    if not strict and not (reached.is_nonnegative and not reached.is_positive):
        return f"{relation} needs a letter that is 0 or more, as {reached} is not"
    if reached.is_integer and not gap.is_integer:
        return f"{relation} has points between the whole numbers {reached}"
    return ""
