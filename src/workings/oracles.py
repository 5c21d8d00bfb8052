"""The second opinions in a project's tests/answers: which of them read a derivation, and what they say of a mutant."""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

FOLDER = "tests/answers"
NOT_NEEDED = ("xdist", "hypothesispytest", "cacheprovider", "randomly")


def oracles(root: Path, answers: Iterable[Path]) -> dict[str, frozenset[str]]:
    """The tests, as pytest names them, each with all words that it leads to, in its own file and in the answers."""
    answers = list(answers)
    found: dict[str, frozenset[str]] = {}
    for path in sorted((root / FOLDER).glob("test_*.py")):
        words = Words([path, *answers])
        tests = [name for name in words.own[path] if name.startswith("test_")]
        found |= {f"{path}::{name}": words.reached(name, path) for name in tests}
    return found


class Words:
    """The words in the definitions of some files, and those that they lead to from definition to definition."""

    def __init__(self, paths: Iterable[Path]):
        self.own: dict[Path, dict[str, set[str]]] = {path: _definitions(path) for path in paths}

    def reached(self, name: str, path: Path | None = None) -> frozenset[str]:
        """All words that the definition of `name` leads to (the one in the file `path`, if that is said)."""
        starts = [self.own[path]] if path else list(self.own.values())
        seen: set[str] = set().union(*(definitions.get(name, set()) for definitions in starts))
        waiting = sorted(seen)
        while waiting:
            word = waiting.pop()
            new = set().union(*(definitions.get(word, set()) for definitions in self.own.values())) - seen
            seen |= new
            waiting += sorted(new)
        return frozenset(seen)


def _definitions(path: Path) -> dict[str, set[str]]:
    """For each name that a file defines at its top, the words in what defines it, texts included."""
    source = path.read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for node in ast.parse(source).body:
        words = set(re.findall(r"\w+", ast.get_source_segment(source, node) or ""))
        words |= {word for decorator in getattr(node, "decorator_list", ()) for word in _words(decorator)}
        for name in defined_by(node):
            found[name] = found.get(name, set()) | words
    return found


def defined_by(node: ast.stmt) -> list[str]:
    """The names that a statement defines."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)]


def _words(node: ast.AST) -> set[str]:
    return set(re.findall(r"\w+", ast.unparse(node)))


def first_refusal(root: Path, tests: list[str]) -> str:
    """The first of these tests that fails in this process, which is a child made for it; empty if all pass."""
    import pytest

    if not tests:
        return ""
    os.chdir(root)
    watch = _Watch()
    options = [option for name in NOT_NEEDED for option in ("-p", f"no:{name}")]
    with open(os.devnull, "w") as nowhere:
        sys.stdout = sys.stderr = nowhere
        code = pytest.main(["-x", "-q", f"--rootdir={root}", *options, *tests], plugins=[watch])
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        return watch.failed or f"pytest stops with exit code {int(code)}"
    return watch.failed


class _Watch:
    """A plugin of pytest that keeps the name of the first test that failed."""

    def __init__(self) -> None:
        self.failed = ""

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid.rpartition("/")[2]
