"""Do two stored formulas of two revisions mean the same? The judge decides, and no code of either revision runs.

Each revision has a table of its letters. A letter that both have is one letter with all that either assumes of it, and
the premises of both hold: what is compared is what the formulas say where both revisions speak. That a revision assumes
more or less than the other is a change of its own (`assumed`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .judge import Evidence, same
from .record import Record
from .storage import CannotRead, declared, read, restore

Declarations = Mapping[str, Mapping[str, Any]]


def same_meaning(was: Any, now: Any, before: Record, after: Record) -> Evidence:
    """The judge's word on two stored values of two records of a derivation."""
    try:
        letters = common(before.get("symbols", {}), after.get("symbols", {}))
        _, premises = declared(letters)
        given = [
            read(one, declared(letters)[0])
            for one in dict.fromkeys((*before.get("given", ()), *after.get("given", ())))
        ]
        sides = [restore(stored, letters) for stored in (was, now)]
    except (KeyError, ValueError) as error:  # CannotRead, and assumptions that exclude each other
        return Evidence("undecided", f"cannot be read side by side: {error}")
    if any(_texts(side) for side in sides):
        return Evidence("identical") if was == now else Evidence("refuted", "other words")
    try:
        left, right = map(_as_tuples, sides)
        return same(left, right, (*premises, *given))
    except TypeError as error:
        return Evidence("undecided", f"not of one kind: {error}")


def common(before: Declarations, after: Declarations) -> dict[str, dict[str, Any]]:
    """One table for both revisions; CannotRead where one letter is two things."""
    table: dict[str, dict[str, Any]] = {}
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key, {}), after.get(key, {})
        for word in was.keys() & now.keys():
            if was[word] != now[word]:
                raise CannotRead(f"{key} is {word}: {was[word]} in one and {now[word]} in the other")
        if key in before and key in after and _kind(was) != _kind(now):
            raise CannotRead(f"{key} is {_kind(was)} in one and {_kind(now)} in the other")
        table[key] = {**was, **now}
    return table


def _kind(declaration: Mapping[str, Any]) -> str:
    return next((f"a {kind}" for kind in ("matrix", "indexed", "function") if kind in declaration), "a number")


def _texts(value: Any) -> bool:
    """Whether there is a text in a nested value."""
    if isinstance(value, dict | list | tuple):
        return any(map(_texts, value.values() if isinstance(value, dict) else value))
    return isinstance(value, str)


def _as_tuples(value: Any) -> Any:
    """A nested value with tuples for lists and mappings, which the judge takes."""
    if isinstance(value, dict):
        return tuple(_as_tuples(part) for _, part in sorted(value.items()))
    return tuple(map(_as_tuples, value)) if isinstance(value, list | tuple) else value
