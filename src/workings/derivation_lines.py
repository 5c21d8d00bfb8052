"""The lines of a derivation before and now, aligned as a diff would, with formulas printed anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .alignment import align
from .anew import formula, letters_of
from .differing import differing_nodes
from .notation import RELATIONS, latex
from .order import NoNotation
from .prose import Piece, pieces, visible
from .record import Record
from .typesetting import Macros, shows
from .written import Written

COMPARED = ("verb", "relation", "left", "left_value", "right", "right_value", "remainder", "remainder_value", "region")


@dataclass(frozen=True)
class Row:
    """One line as it is shown: its number and what became of it, its formula, its reason, its evidence."""

    number: str
    kind: str  # formula or code
    content: str
    reason: tuple[Piece, ...]
    evidence: str
    changed: bool = False
    is_now: bool = False


def rows(was: Record, now: Record, macros: Macros) -> tuple[Row, ...]:
    """The lines of both, a changed one as a pair."""
    names = frozenset(name.removeprefix("\\") for name in macros)
    letters = letters_of(was, names), letters_of(now, names)
    lists = was["lines"], now["lines"]
    found: list[Row] = []
    for pair in align(*([_meaning(line) for line in lines] for lines in lists)):
        before = _Line(lists[0], pair.was, letters[0]) if pair.was is not None else None
        after = _Line(lists[1], pair.now, letters[1]) if pair.now is not None else None
        if pair.same and after and before:
            number = str(after.number) if pair.was == pair.now else f"{after.number}, was {before.number}"
            found.append(after.row(number, "", [], macros))
        elif before and after:
            marks = _marks(before, after)
            found.append(before.row(f"{before.number} was", "was", marks[0], macros))
            found.append(after.row(f"{after.number} now", "now", marks[1], macros))
        elif after:
            found.append(after.row(f"{after.number} {'moved' if pair.moved else 'added'}", "now", [], macros))
        elif before and not pair.moved:
            found.append(before.row(f"{before.number} removed", "was", [], macros))
    return tuple(found)


def _meaning(line: Record) -> tuple[str, ...]:
    return tuple(str(line.get(key, "")) for key in COMPARED)


def _marks(before: _Line, after: _Line) -> tuple[list[Written], list[Written]]:
    marks: tuple[list[Written], list[Written]] = ([], [])
    for side in ("left", "right", "remainder"):
        if before.trees.get(side) and after.trees.get(side):
            one, other = differing_nodes(before.trees[side], after.trees[side])
            marks = (marks[0] + one, marks[1] + other)
    return marks


class _Line:
    """A line of a record with its formulas read."""

    def __init__(self, lines: list[Record], position: int, letters: dict[str, Any]) -> None:
        self.number, self.line = position + 1, lines[position]
        self.goes_on = position > 0 and self.line.get("left") == lines[position - 1].get("right")
        self.trees: dict[str, Any] = {}
        for side in ("left", "right", "remainder"):
            if side in self.line:
                stored = self.line.get(f"{side}_value", self.line[side])
                self.trees[side] = formula(self.line[side], stored, letters)

    def row(self, number: str, label: str, marked: list[Written], macros: Macros) -> Row:
        """The line as it is shown."""
        printed = self._printed(label, marked)
        formula_shown = bool(printed) and shows(printed, {**macros, r"\was": "#1", r"\now": "#1"})
        evidence = self.line["evidence"]["kind"] if self.line["evidence"] else ""
        return Row(
            number,
            "formula" if formula_shown else "code",
            printed if formula_shown else self._said(),
            pieces(self.line["reason"], macros),
            evidence,
            changed=bool(label),
            is_now=label == "now",
        )

    def _printed(self, label: str, marked: list[Written]) -> str:
        """The LaTeX of the line; "" where a part of it has no notation."""
        if any(tree is None for tree in self.trees.values()):
            return ""
        macro = rf"\{label}" if label else ""
        try:
            parts = {side: latex(tree, marked, macro) for side, tree in self.trees.items()}
        except (NoNotation, TypeError, AttributeError, KeyError):
            return ""
        relation = RELATIONS.get(self.line["relation"], "")
        left = "" if self.goes_on else parts.get("left", "")
        remainder = f" + O({parts['remainder']})" if "remainder" in parts else ""
        right = f"{relation} {parts['right']}{remainder}" if "right" in parts else ""
        return f"{left} {right}".strip()

    def _said(self) -> str:
        line = self.line
        left = "" if self.goes_on else line.get("left", "")
        said = f"{left} {line['relation']} {line.get('right', '')}" if left or "right" in line else ""
        return visible(said.strip())
