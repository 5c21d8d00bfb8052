r"""What a prose or a figure marks as given, by kind: the assignment's own formula, a definition, a condition.

The kind is read off the formula. It helps whoever reviews the list; it does not show that nothing stated is derived,
for which `retyped` looks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .prose_math import RELATION
from .retyped import is_long, normal_form, plain
from .trace import Place

ASSIGNMENT, DEFINITION, CONDITION = "of the assignment", "definitions and choices", "conditions"
KINDS = (ASSIGNMENT, DEFINITION, CONDITION)
DEFINING = re.compile(r"=|\\(?:in|mapsto)(?![A-Za-z])")


@dataclass(frozen=True)
class Stated:
    r"""What a \stated holds, where, and its kind."""

    place: Place
    says: str
    kind: str


def kind_of(formula: str, statement: str) -> str:
    """The kind of a stated formula, given the text of its question in the assignment.

    A definition or choice gives a name its value or set, or is a value that a sentence gives; a condition restricts.
    """
    if (RELATION.search(formula) or is_long(normal_form(formula))) and plain(formula) in plain(statement):
        return ASSIGNMENT
    relations = RELATION.findall(formula)
    left = RELATION.split(formula)[0]
    if not relations or (all(map(DEFINING.fullmatch, relations)) and not RELATION.search(left)):
        return DEFINITION
    return CONDITION
