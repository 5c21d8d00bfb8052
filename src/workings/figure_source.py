"""What a figure's module draws and where it has it from, read from its source: nothing is drawn.

A figure is traced if its module imports something of answers/ and uses it. Its labels are the texts with formulas; what
an f-string computes is traced as the figure is, what stands in a text as it is was typed by hand.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace

from .prose_math import SLOT, Region, formulas_in
from .retyped import long_numbers

ALTERNATIVE = "ALT"


@dataclass(frozen=True)
class FigureSource:
    """The names that a figure takes from the answers, the formulas of its labels, the numbers that its ALT spells."""

    takes: tuple[str, ...]
    labels: tuple[Region, ...]
    numbers: tuple[tuple[int, str], ...]


def read_figure(source: str) -> FigureSource:
    """What the source of a figure's module says of itself."""
    tree = ast.parse(source)
    imported = {
        alias.asname or alias.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "answers"
        or isinstance(node, ast.Import) and any(a.name.split(".")[0] == "answers" for a in node.names)
        for alias in node.names
    }  # fmt: skip
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in imported}
    labels: list[Region] = []
    numbers: list[tuple[int, str]] = []
    for line, text, is_alternative in _texts(tree):
        if is_alternative:
            numbers += [(line, found) for found in long_numbers(text)]
        else:
            labels += [replace(region, line=line) for region in formulas_in(text)]
    return FigureSource(tuple(sorted(used)), tuple(labels), tuple(numbers))


def _texts(tree: ast.Module) -> list[tuple[int, str, bool]]:
    """Every text of a module but its docstrings: its line, slots for what is computed, whether it is ALT."""
    found: list[tuple[int, str, bool]] = []
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body and isinstance(node.body[0], ast.Expr) and isinstance(node.body[0].value, ast.Constant)
    }  # fmt: skip

    def walk(node: ast.AST, alternative: bool) -> None:
        if id(node) in docstrings:
            return
        if isinstance(node, ast.Assign):
            alternative = any(isinstance(t, ast.Name) and t.id == ALTERNATIVE for t in node.targets)
        if isinstance(node, ast.JoinedStr):
            parts = [p.value if isinstance(p, ast.Constant) else chr(SLOT) for p in node.values]
            found.append((node.lineno, "".join(map(str, parts)), alternative))
            return
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.append((node.lineno, node.value, alternative))
        for child in ast.iter_child_nodes(node):
            walk(child, alternative)

    walk(tree, False)
    return found
