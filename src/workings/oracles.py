"""The second opinions in a project's tests/answers: which of them read a derivation, and what they say of a mutant."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

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
