"""A question to the judge as a frozen value: what is put to it while a derivation runs, and again from a certificate.

`where` says what stands for which letter of both sides before the judge is asked: the replacements of a case, the two
sides that a `therefore` begins with, the point at which a printed claim fails.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sympy as sp

from .algebra import Components
from .judge import Evidence, expands, ordered, same, tends
from .point import at, not_a_point
from .region import not_covered
from .storage import Letters, read, store
from .storage import write as write_text
from .written import value_of

Stored = dict[str, Any]
KINDS = ("same", "ordered", "tends", "expands", "covers", "fails")
FIELDS = frozenset(("ask", "left", "right", "where", "relation", "variable", "to", "order", "holds"))


@dataclass(frozen=True)
class Inquiry:
    """One question: are the sides the same, ordered, does one tend or expand to the other, does it fail at a point?"""

    kind: str
    left: Any
    right: Any = None
    where: Mapping[Any, Any] = field(default_factory=dict)
    relation: str = ""
    variable: Any = None
    to: Any = None
    order: int = 0
    holds: tuple[Any, ...] = ()

    def answer(self, given: Any) -> Evidence:
        """What the judge says under the premises `given`; a claim that fails at its point is *refuted*."""
        if self.kind == "covers":
            wrong = not_covered(self.left, self.where)
            return Evidence("refuted", "the region", wrong) if wrong else Evidence("proved", "a change of variables")
        if self.kind == "fails":
            return self._at_the_point()
        left, right = self._there(self.left), self._there(self.right)
        if self.kind == "ordered":
            return ordered(left, self.relation, right, given)
        if self.kind == "tends":
            return tends(left, self.variable, self.to, right, given)
        if self.kind == "expands":
            return expands(left, right, self.variable, self.order, given)
        return same(left, right, given)

    def serial(self, letters: Letters) -> Stored:
        """The question as plain data, its letters in the table; CannotStore if a value has no stored form."""
        found = {
            "ask": self.kind,
            "left": stored(self.left, letters),
            "right": None if self.right is None else stored(self.right, letters),
            "where": [[_key(old, letters), stored(new, letters)] for old, new in self.where.items()],
            "relation": self.relation,
            "variable": None if self.variable is None else write_text(self.variable, letters),
            "to": None if self.to is None else write_text(self.to, letters),
            "order": self.order,
            "holds": [write_text(one, letters) for one in self.holds],
        }
        return {key: value for key, value in found.items() if value not in (None, "", [], 0) or key == "left"}

    def _there(self, side: Any) -> Any:
        if not self.where or not isinstance(side, sp.Basic):
            return side
        matrices = side.has(sp.MatrixExpr) or any(isinstance(new, sp.MatrixExpr) for new in self.where.values())
        return side.xreplace(dict(self.where)) if matrices else side.subs(self.where, simultaneous=True)

    def _at_the_point(self) -> Evidence:
        for condition in self.holds:
            if at(condition, self.where) != sp.true:
                return Evidence("undecided", f"the point does not meet {condition}")
        values = at(self.left, self.where), at(self.right, self.where)
        if wrong := not_a_point(self.where, values):
            return Evidence("undecided", f"no point: {wrong}")
        return same(*values) if self.relation == "=" else ordered(values[0], self.relation, values[1])


def inquiry(said: Stored, letters: Mapping[str, Any]) -> Inquiry:
    """The question that `serial` wrote; a ValueError (CannotRead among them) where it is none."""
    if not isinstance(said, dict) or not FIELDS.issuperset(said) or said.get("ask") not in KINDS:
        raise ValueError("no question to the judge")
    where = said.get("where", [])
    if not isinstance(where, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in where):
        raise ValueError("no replacements")
    optional = {key: read(said[key], letters) for key in ("variable", "to") if key in said}
    order = said.get("order", 0)
    if said["ask"] == "expands" and (type(order) is not int or not 0 < order < 100):
        raise ValueError(f"{order!r} is no order")
    return Inquiry(
        said["ask"],
        restored(said["left"], letters),
        restored(said["right"], letters) if "right" in said else None,
        {_letter(old, letters): restored(new, letters) for old, new in where},
        relation=said.get("relation", ""),
        order=order if said["ask"] == "expands" else 0,
        holds=tuple(read(one, letters) for one in said.get("holds", [])),
        **optional,
    )


def stored(expression: Any, letters: Letters) -> Any:
    """The stored form of an expression; a vector by components as its entry with the range of the index."""
    value = value_of(expression)
    if isinstance(value, Components):
        index = sp.Symbol("i", integer=True)
        return stored([value[index], [index, 1, value.length]], letters)
    if isinstance(value, dict):
        return {"table": {str(key): stored(part, letters) for key, part in value.items()}}
    if isinstance(value, list | tuple):
        return [stored(part, letters) for part in value]
    return store(value, letters)


def restored(said: Any, letters: Mapping[str, Any]) -> Any:
    """The value that `stored` wrote, lists as tuples; a ValueError where it is none."""
    if isinstance(said, str):
        return read(said, letters)
    if isinstance(said, list):
        return tuple(restored(part, letters) for part in said)
    if isinstance(said, dict) and said.keys() == {"table"} and isinstance(said["table"], dict):
        return {key: restored(part, letters) for key, part in said["table"].items()}
    if isinstance(said, dict) and said.keys() == {"text"} and isinstance(said["text"], str):
        return said["text"]
    raise ValueError("no stored value")


def _key(letter: Any, letters: Letters) -> Any:
    """A letter that something stands for; a vector by components by its name."""
    return {"components": letter.name} if isinstance(letter, Components) else write_text(letter, letters)


def _letter(said: Any, letters: Mapping[str, Any]) -> Any:
    if isinstance(said, dict):
        return Components(lambda i: i, None, str(said.get("components", "")))
    return read(said, letters)
