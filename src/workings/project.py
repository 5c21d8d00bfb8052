"""A project: where its files are, and whose submission it is."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from .errors import UsageError

PLACEHOLDERS = {"name": "Your Name", "number": "00000000"}


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
    table = tomllib.loads(path.read_text(encoding="utf-8")).get("tool", {}).get("workings", {})
    known = {f.name for f in fields(Project)} - {"root"}
    missing = sorted(known - set(table) - {"colour", "build"})
    if missing:
        raise UsageError(f"pyproject.toml: [tool.workings] has no {', '.join(missing)}")
    said = {key: value for key, value in table.items() if key in known}
    said["assistants"] = tuple(said["assistants"])
    project = Project(root=root, **said)
    project = replace(project, **{key: value for key, value in overrides.items() if value is not None})
    return replace(project, build=(root / project.build).resolve())
