"""The questions of an assignment: which files answer them, and which parts they have."""

from __future__ import annotations

import importlib
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from .errors import Mistake

if TYPE_CHECKING:
    from .steps import Declared


@dataclass(frozen=True)
class Question:
    """What an answer says about its question: `points` is "5-2-3-5", one number a part."""

    number: int
    title: str
    points: str

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts, "1.1", "1.2", ...; a question of one part has its own number for a name."""
        count = len(self.points.split("-"))
        return (str(self.number),) if count == 1 else tuple(f"{self.number}.{k}" for k in range(1, count + 1))


@dataclass(frozen=True)
class Files:
    """The files of a question, relative to the project's root: its mathematics, its prose and its statement."""

    name: str

    @property
    def mathematics(self) -> str:
        return f"answers/{self.name}.py"

    @property
    def prose(self) -> str:
        return f"answers/{self.name}.tex"

    @property
    def statement(self) -> str:
        return f"statements/{self.name}.tex"


def collect(root: Path) -> tuple[Files, ...]:
    """The questions answered below `root`, in order: every `answers/qN_name.py` that has its prose beside it."""
    found = sorted(root.glob("answers/q[0-9]*_*.py"), key=lambda path: int(re.sub(r"\D.*", "", path.stem[1:])))
    if not found:
        raise Mistake(f"{root / 'answers'} holds no answer\nWrite answers/q1_name.py and answers/q1_name.tex.")
    questions = tuple(Files(path.stem) for path in found)
    for files in questions:
        for needed in (files.prose, f"templates/{files.statement}"):
            if not (root / needed).exists():
                raise Mistake(f"{files.mathematics} has no {needed}\nWrite it: every question has all three files.")
    return questions


def imported(name: str) -> ModuleType:
    """An author's module, compiled from its source: bytecode of the same second and size may be of an older text."""
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        return importlib.import_module(name)
    finally:
        sys.dont_write_bytecode = before


def load(files: Files) -> tuple[Question, list[Declared]]:
    """The `QUESTION` and the declared derivations of an answer, in the order of its file, which is imported."""
    module = imported(f"answers.{files.name}")
    question = getattr(module, "QUESTION", None)
    if not isinstance(question, Question):
        raise Mistake(f'{files.mathematics} has no QUESTION\nWrite QUESTION = Question(1, "Title", points="5-2").')
    own: list[Declared] = getattr(module, "__derivations__", [])
    _refuse_doubled_names(files, own)
    for part in question.parts:
        if not any(d.part == part for d in own):
            raise Mistake(f'{files.mathematics} has no derivation of {part}\nWrite one under @derivation("{part}").')
    for d in own:
        if d.part not in question.parts:
            raise Mistake(f"{files.mathematics}:{d.line}  {d.name} is a derivation of {d.part}, which is no part here")
    return question, sorted(own, key=lambda d: d.line)


def _refuse_doubled_names(files: Files, declared: list[Declared]) -> None:
    """In Python the second of two functions of one name takes the place of the first, and nothing tells."""
    places: dict[str, int] = {}
    for d in declared:
        if d.name in places:
            line = f"{files.mathematics}:{places[d.name]}"
            raise Mistake(f"{files.mathematics}:{d.line}  the name {d.name} is taken by {line}\nRename one of them.")
        places[d.name] = d.line
