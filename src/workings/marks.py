"""The smallest sub-expressions in which two formulas differ, as places in their texts."""

from __future__ import annotations

import ast
import re

Span = tuple[int, int]
MOST = 2 / 3


def differing(was: str, now: str) -> tuple[list[Span], list[Span]]:
    """The places, from and to in characters, of what differs; none where most of a side does.

    Only whole operands are marked; in a text that is no formula, what stands between its commas.
    """
    try:
        sides = [ast.parse(text, mode="eval").body for text in (was, now)]
    except SyntaxError:
        return _pieces(was, now)
    if not (was + now).isascii():  # places in a syntax tree count bytes
        return [], []
    pairs = _pairs(*sides)
    before = [_span(node, was) for node, _ in pairs]
    after = [_span(node, now) for _, node in pairs]
    if any(
        sum(end - start for start, end in spans) > MOST * len(text) for spans, text in ((before, was), (after, now))
    ):
        return [], []
    return before, after


def carets(spans: list[Span]) -> str:
    """A line with a caret below each marked character; "" if there is none."""
    end = max((end for _, end in spans), default=0)
    return "".join("^" if any(start <= k < stop for start, stop in spans) else " " for k in range(end))


def _pieces(was: str, now: str) -> tuple[list[Span], list[Span]]:
    """The places of what one list of words has and the other has not, as in "H symmetric, H invertible"."""
    sides = [[(found.start(), found.end()) for found in re.finditer(r"[^, ][^,]*", text)] for text in (was, now)]
    words = [{text[start:end] for start, end in spans} for text, spans in zip((was, now), sides, strict=True)]
    if not words[0] & words[1]:
        return [], []
    before = [(start, end) for start, end in sides[0] if was[start:end] not in words[1]]
    return before, [(start, end) for start, end in sides[1] if now[start:end] not in words[0]]


def _pairs(was: ast.expr, now: ast.expr) -> list[tuple[ast.expr, ast.expr]]:
    """The pairs of sub-expressions that differ."""
    if ast.dump(was) == ast.dump(now):
        return []
    before, after = (_operands(node) for node in (was, now))
    if _head(was) != _head(now) or len(before) != len(after) or not before:
        return [(was, now)]
    return [pair for one, other in zip(before, after, strict=True) for pair in _pairs(one, other)]


def _operands(node: ast.expr) -> list[ast.expr]:
    """The sub-expressions of a node."""
    return [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]


def _head(node: ast.expr) -> str:
    """What a node is, without its sub-expressions."""
    kinds = [type(child).__name__ for child in ast.iter_child_nodes(node) if not isinstance(child, ast.expr)]
    name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    value = repr(node.value) if isinstance(node, ast.Constant) else ""
    return " ".join((type(node).__name__, *(kind for kind in kinds if kind not in ("Load",)), name, value))


def _span(node: ast.expr, text: str) -> Span:
    """The place of a sub-expression, its own brackets with it, which are no brackets of a call."""
    start, end = node.col_offset, node.end_col_offset or node.col_offset
    while text[start - 1 : start] == "(" and text[end : end + 1] == ")" and not text[: start - 1][-1:].isalnum():
        start, end = start - 1, end + 1
    return start, end
