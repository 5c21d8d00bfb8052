"""Which derivations use a result: those whose lines hold its value as a part, as far as stored formulas tell."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from .assumed import STRUCTURE
from .change import Change
from .record import Record

SIDES = ("left", "left_value", "right", "right_value")
ATOMS = (ast.Name, ast.Constant, ast.expr_context)


def with_uses(changes: Iterable[Change], was: Mapping[str, Record], now: Mapping[str, Record]) -> list[Change]:
    """The changes, each changed result with the other derivations that held it before or hold it now.

    A letter or a number alone is held by too many to say that they use it.
    """
    held = [{name: set(_parts(one)) for name, one in side.items()} for side in (was, now)]
    found = []
    for change in changes:
        if change.kind == "result changed":
            names = {
                user
                for side, parts in zip((was, now), held, strict=True)
                for user in _users(change, side, parts)
                if user in now
            }
            change = replace(change, used_by=tuple((now[name]["part"], name) for name in now if name in names))
        found.append(change)
    return found


def _users(change: Change, derivations: Mapping[str, Record], held: dict[str, set[str]]) -> set[str]:
    """The derivations of one revision that hold the result, its own left out."""
    own = derivations.get(change.derivation)
    result = next((r for r in own["results"] if r["name"] == change.name), None) if own else None
    if own is None or result is None:
        return set()
    trees = [_tree(result.get(key)) for key in ("meaning", "value")]
    said = {ast.dump(tree): _letters(tree, own) for tree in trees if tree is not None and not isinstance(tree, ATOMS)}
    others = {name: parts & said.keys() for name, parts in held.items() if name != change.derivation}
    return {name for name, found in others.items() if any(_same_letters(said[one], derivations[name]) for one in found)}


def _letters(tree: ast.expr, derivation: Record) -> Record:
    """What a derivation says of each letter of a formula."""
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return {name: said for name, said in derivation["symbols"].items() if name in names}


def _same_letters(letters: Record, derivation: Record) -> bool:
    """Whether a derivation means the same letters by these names: g may be a gradient in one and a function in another.

    Assumptions may differ; what each letter is, a number, a vector or a matrix, may not.
    """
    here = derivation["symbols"]
    return all(_structure(said) == _structure(here.get(name, {})) for name, said in letters.items())


def _structure(said: Record) -> Record:
    return {word: said[word] for word in STRUCTURE if word in said}


def _parts(derivation: Record) -> Iterator[str]:
    """Every sub-expression of the lines, as the text of its tree."""
    for line in derivation["lines"]:
        for key in SIDES:
            tree = _tree(line.get(key))
            yield from (ast.dump(node) for node in (ast.walk(tree) if tree else ()) if not isinstance(node, ATOMS))


def _tree(value: Any) -> ast.expr | None:
    """The syntax tree of a stored formula; None if it is none."""
    try:
        return ast.parse(value, mode="eval").body if isinstance(value, str) else None
    except (SyntaxError, ValueError, RecursionError):
        return None
