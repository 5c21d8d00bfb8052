"""Which derivations use a result: those whose lines hold its value as a part, as far as stored formulas tell."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from .change import Change
from .record import Record

SIDES = ("left", "right")
ATOMS = (ast.Name, ast.Constant, ast.expr_context)


def with_uses(changes: Iterable[Change], derivations: dict[str, Record]) -> list[Change]:
    """The changes, each changed result with the other derivations that hold it now.

    A letter or a number alone is held by too many to say that they use it.
    """
    held = {name: set(_parts(one)) for name, one in derivations.items()}
    return [
        replace(change, used_by=_users(change, held, derivations)) if change.kind == "result changed" else change
        for change in changes
    ]


def _users(change: Change, held: dict[str, set[str]], derivations: dict[str, Record]) -> tuple[tuple[str, str], ...]:
    own = derivations.get(change.derivation)
    results = own["results"] if own else []
    value = next((_stored(r, "meaning", "value") for r in results if r["name"] == change.name), None)
    tree = _tree(value)
    if tree is None or isinstance(tree, ATOMS):
        return ()
    said = ast.dump(tree)
    users = (name for name, parts in held.items() if name != change.derivation and said in parts)
    return tuple((derivations[name]["part"], name) for name in users)


def _parts(derivation: Record) -> Iterator[str]:
    """Every sub-expression of the lines, as the text of its tree."""
    for line in derivation["lines"]:
        for side in SIDES:
            tree = _tree(_stored(line, side, f"{side}_value"))
            yield from (ast.dump(node) for node in (ast.walk(tree) if tree else ()) if not isinstance(node, ATOMS))


def _stored(thing: Record, said: str, value: str) -> Any:
    return thing.get(value, thing.get(said))


def _tree(value: Any) -> ast.expr | None:
    """The syntax tree of a stored formula; None if it is none."""
    try:
        return ast.parse(value, mode="eval").body if isinstance(value, str) else None
    except (SyntaxError, ValueError, RecursionError):
        return None
