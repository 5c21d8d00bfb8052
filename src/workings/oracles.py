"""The second opinions in a project's tests/answers: which of them read a derivation, and what they say of a mutant."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from . import derive
from .references import Name, References

FOLDER = "tests/answers"
NOT_NEEDED = ("xdist", "hypothesispytest", "cacheprovider", "randomly")


def oracles(root: Path, answers: Iterable[Path], results: Mapping[str, Name]) -> dict[str, frozenset[Name]]:
    """The tests, as pytest names them, each with all that it leads to, in its own file and in the answers.

    A text that is the name of a result leads to the derivation that has it.
    """
    answers = list(answers)
    found: dict[str, frozenset[Name]] = {}
    for path in sorted((root / FOLDER).glob("test_*.py")):
        references = References([path, *answers], results)
        tests = [name for name in references.defined[path.stem] if name.startswith("test_")]
        found |= {f"{path}::{name}": references.reached((path.stem, name)) for name in tests}
    return found


def first_refusal(root: Path, tests: list[str]) -> str:
    """The first of these tests that fails in this process, which is a child made for it; empty if all pass.

    A derivation that the judge cannot decide is let through to the tests, and a test that stops because a derivation is
    refused has no opinion: what counts is what it finds out by itself.
    """
    import pytest

    if not tests:
        return ""
    os.chdir(root)
    watch = _Watch()
    options = [option for name in NOT_NEEDED for option in ("-p", f"no:{name}")]
    derive._Run._accepted = lambda self, evidence, step: evidence.kind != "refuted"  # type: ignore[method-assign]
    with open(os.devnull, "w") as nowhere:
        sys.stdout = sys.stderr = nowhere
        code = pytest.main(["-q", f"--rootdir={root}", *options, *tests], plugins=[watch])
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED):
        return watch.failed or f"pytest stops with exit code {int(code)}"
    return watch.failed


class _Watch:
    """A plugin of pytest that keeps the name of the first test that failed by itself, and stops there."""

    def __init__(self) -> None:
        self.failed = ""

    def pytest_exception_interact(self, node: Any, call: Any, report: Any) -> None:
        if not self.failed and not isinstance(call.excinfo.value, derive.Refused):
            self.failed = report.nodeid.rpartition("/")[2]
            node.session.shouldstop = "one refusal is enough"
