"""A project: where its files are, and whose submission it is."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from .errors import Mistake, UsageError

PLACEHOLDERS = {"name": "Your Name", "number": "00000000"}
EXAMPLES = {"name": "Ada Lovelace", "number": "20123456", "term": "A2022", "build": "build"}


@dataclass(frozen=True)
class Project:
    """What `[tool.workings]` in pyproject.toml says, and the folders that follow from the root."""

    root: Path
    name: str
    number: str
    term: str
    course: str
    professor: str
    assignment: str
    topic: str
    due: str
    assistants: tuple[str, ...]
    colour: bool = True
    appendix: bool = False  # the certificate after the last answer
    build: Path = Path("build")

    @property
    def accepted(self) -> Path:
        return self.root / "answers" / "accepted"

    @property
    def placeholders(self) -> tuple[str, ...]:
        """Which of name and number nobody has filled in yet."""
        return tuple(key for key, value in PLACEHOLDERS.items() if getattr(self, key) == value)


def open_project(root: Path, **overrides: Any) -> Project:
    """The project at `root`, with what the command line says in place of what the file says."""
    path = root / "pyproject.toml"
    if not path.exists():
        raise UsageError(f"{root} is no project: it has no pyproject.toml\nRun build.py from the project's own folder.")
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get("tool", {}).get("workings", {})
    except tomllib.TOMLDecodeError as error:
        raise Mistake(f"pyproject.toml is no TOML: {error}\nTexts stand in quotes, tables under [names].") from None
    known = {f.name for f in fields(Project)} - {"root"}
    missing = sorted(known - set(table) - {"colour", "appendix", "build"})
    if missing:
        raise Mistake(f"pyproject.toml: [tool.workings] has no {', '.join(missing)}\nSay {missing[0]} = ... there.")
    said = {key: value for key, value in table.items() if key in known}
    said |= {key: value for key, value in overrides.items() if value is not None}
    for key, value in said.items():
        _refuse_wrong_kind(key, value, "the command line" if overrides.get(key) is not None else "pyproject.toml")
    said["assistants"] = tuple(said["assistants"])
    return Project(root=root, **said | {"build": (root / said.get("build", "build")).resolve()})


def _refuse_wrong_kind(key: str, value: Any, where: str) -> None:
    """Each setting is a text that says something, `assistants` a list of them, `colour`, `appendix` true or false."""
    if key == "assistants":
        right, example = isinstance(value, list) and value and all(map(_is_text, value)), '["Grace Hopper"]'
    elif key in ("colour", "appendix"):
        right, example = isinstance(value, bool), "true"
    else:
        right, example = _is_text(value), f'"{EXAMPLES.get(key, "...")}"'
    if not right:
        raise Mistake(f"{where}: {key} is {value!r}\nWrite {key} = {example} under [tool.workings].")


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())
