"""An answer imported anew with one slip in a constant of its module: all that is made from the constant has it too.

So a wrong beginning is tried from which everything else follows rightly, as when an author reads the problem wrongly.
"""

from __future__ import annotations

import ast
import importlib.machinery
import importlib.util
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import sympy as sp

from .data_mutants import mutants_of_data
from .layers import Dense, GlobalPool, Layer
from .mutants import KINDS, Mutant, spread
from .question import Question
from .references import defined_by
from .written import Written

MOST = {"layer specifications": 60, "weights": 12}
MOST_OF_A_KIND = 3
LETTERS = (sp.Symbol, sp.MatrixSymbol, sp.IndexedBase)


def constants(module: ModuleType) -> list[str]:
    """The names that a module gives to values of its own, letters left out, in the order of its file."""
    path = Path(str(module.__file__))
    names = [name for node in ast.parse(path.read_text(encoding="utf-8")).body for name in _assigned(node)]
    return [name for name in dict.fromkeys(names) if not _says_nothing(getattr(module, name, None))]


def _assigned(node: ast.stmt) -> list[str]:
    return defined_by(node) if isinstance(node, ast.Assign | ast.AnnAssign) else []


def _says_nothing(value: Any) -> bool:
    """A letter is another value by any name, numbers in lists are cases to try, and a title is no mathematics."""
    inner = value.value if isinstance(value, Written) else value
    return isinstance(inner, (*LETTERS, Question)) or (isinstance(value, list | tuple) and _is_plain(value))


def _is_plain(value: Any) -> bool:
    return all(map(_is_plain, value)) if isinstance(value, list | tuple) else isinstance(value, int | str)


def slips_in(value: Any) -> list[tuple[int, Mutant]]:
    """The mutants of a constant that are tried, each with its number among all of them."""
    found = list(enumerate(mutants_of_data(value)))
    kept = []
    for kind in KINDS:
        own = [pair for pair in found if pair[1].kind == kind]
        kept += spread(own, MOST.get(kind, MOST_OF_A_KIND))
    return kept


def place_of(value: Any, kind: str) -> str:
    """Where the report counts a slip in this constant."""
    if kind in ("layer specifications", "weights"):
        return kind
    parts = list(value.values()) if isinstance(value, Mapping) else list(value) if isinstance(value, tuple) else [value]
    if parts and all(isinstance(part, Layer | Dense | GlobalPool) for part in parts):
        return "layer specifications"
    return "weights" if hasattr(value, "kernels") else "shared formulas"


class Mutating:
    """An importer for one module, in which the constant `name` is its mutant of the given number."""

    def __init__(self, module: str, name: str, number: int):
        self.module, self.name, self.number = module, name, number
        self.original: Any = None
        self.instead: Any = None

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> Any:
        """Python asks this of every importer."""
        if fullname != self.module:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path)
        if spec is not None and spec.origin is not None:
            spec.loader = _Loader(fullname, spec.origin, self)
        return spec

    def take(self, value: Any) -> Any:
        """The mutant that stands for the value of the constant."""
        self.original = value
        self.instead = mutants_of_data(value)[self.number].value
        return self.instead


class _Loader(importlib.machinery.SourceFileLoader):
    """Runs a module as Python does, but for the one assignment."""

    def __init__(self, fullname: str, path: str, mutating: Mutating):
        super().__init__(fullname, path)
        self.mutating = mutating

    def exec_module(self, module: ModuleType) -> None:
        code = self.get_code(module.__name__)
        if code is not None:
            exec(code, module.__dict__, _Names(module.__dict__, self.mutating))  # the project's own answer


class _Names(dict):
    """The names of a module while it runs: kept in the module itself, the last value of one of them changed."""

    def __init__(self, names: dict[str, Any], mutating: Mutating):
        super().__init__()
        self.names, self.mutating = names, mutating

    def __getitem__(self, name: str) -> Any:
        return self.names[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self.names[name] = self.mutating.take(value) if name == self.mutating.name else value

    def __delitem__(self, name: str) -> None:
        del self.names[name]


def forget_answers() -> None:
    """The next import of an answer or a figure reads it anew."""
    for name in own_modules():
        del sys.modules[name]


def own_modules() -> list[str]:
    """The modules of the project's answers and figures that are loaded."""
    return sorted(name for name in sys.modules if name.partition(".")[0] in ("answers", "figures"))


def modules_of_answers() -> Iterator[ModuleType]:
    """The loaded modules of answers/ that have a file."""
    for name in own_modules():
        if name.startswith("answers.") and getattr(sys.modules[name], "__file__", None):
            yield sys.modules[name]
