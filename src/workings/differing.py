"""The smallest whole sub-expressions in which two formulas differ, as nodes of their trees."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from .marks import MOST
from .written import Written

Nodes = list[Written]


def differing_nodes(was: Written, now: Written) -> tuple[Nodes, Nodes]:
    """What to mark on each side: the whole of both where more than two thirds of one would be."""
    pairs = _pairs(was, now)
    before, after = [a for a, _ in pairs], [b for _, b in pairs]
    if _share(before, was) > MOST or _share(after, now) > MOST:
        return [was], [now]
    return before, after


def _pairs(was: Written, now: Written) -> list[tuple[Written, Written]]:
    """The pairs of sub-expressions that differ."""
    if _same(was, now):
        return []
    before, after = list(_operands(was)), list(_operands(now))
    if _head(was) != _head(now) or len(before) != len(after) or not before:
        return [(was, now)]
    return [pair for one, other in zip(before, after, strict=True) for pair in _pairs(one, other)]


def _same(was: Written, now: Written) -> bool:
    """Whether two trees are the same on the page."""
    before, after = list(_operands(was)), list(_operands(now))
    if _head(was) != _head(now) or len(before) != len(after):
        return False
    return all(_same(one, other) for one, other in zip(before, after, strict=True))


def _operands(node: Written) -> Iterator[Written]:
    """The sub-expressions that can be marked; an entry of a matrix, whose indices are printed anew, has none."""
    if node.head == "entry" and isinstance(node.args[0].value, sp.MatrixExpr | sp.MatrixBase):
        return
    for part in node.args:
        if isinstance(part, Written):
            yield part
        elif isinstance(part, tuple):
            yield from (one for one in part if isinstance(one, Written))


def _head(node: Written) -> tuple[object, ...]:
    """What a node is, without its sub-expressions."""
    own: list[object] = [node.head]
    if node.head in ("letter", "vector", "entry"):
        own.append(str(node.value) if node.head != "entry" or not list(_operands(node)) else "")
    for part in node.args:
        if isinstance(part, tuple):
            own.append(tuple(one if isinstance(one, int) else "" for one in part))
        elif not isinstance(part, Written):
            own.append(part)
    return tuple(own)


def _share(marked: Nodes, whole: Written) -> float:
    return sum(map(_size, marked)) / _size(whole)


def _size(node: Written) -> int:
    return 1 + sum(map(_size, _operands(node)))
