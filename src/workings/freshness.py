"""What has to be done again, and why: by the content of the files that a stage read, never by their dates."""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

ENGINE = "src/workings"
LOCK = "requirements.lock"
Inputs = dict[str, str]


@dataclass
class Ledger:
    """The inputs of every stage that has succeeded, kept in `path`; it can be deleted at any time."""

    path: Path
    stages: dict[str, Inputs] = field(default_factory=dict)

    @classmethod
    def open(cls, path: Path) -> Ledger:
        """The ledger at `path`, empty if there is none or it cannot be read."""
        try:
            return cls(path, json.loads(path.read_text(encoding="utf-8")))
        except (FileNotFoundError, json.JSONDecodeError):
            return cls(path)

    def why(self, stage: str, inputs: Inputs, outputs: Iterable[Path]) -> list[str]:
        """Why `stage` is stale, a phrase a reason; an empty list if it is fresh."""
        before = self.stages.get(stage)
        if before is None:
            return ["not done yet"]
        reasons = [f"{name} {_verb(before, inputs, name)}" for name in sorted(before.keys() | inputs.keys())
                   if before.get(name) != inputs.get(name)]  # fmt: skip
        return reasons + [f"{path.name} is missing" for path in outputs if not path.exists()]

    def done(self, stage: str, inputs: Inputs) -> None:
        """Note that `stage` has succeeded with these inputs."""
        self.stages[stage] = inputs
        self.path.parent.mkdir(parents=True, exist_ok=True)
        partial = self.path.with_suffix(".new")
        partial.write_text(json.dumps(self.stages, indent=1, sort_keys=True), encoding="utf-8")
        partial.replace(self.path)


def inputs_of(root: Path, module: str) -> Inputs:
    """The digests of all that a Python file of the project reads: itself, the answers and figures that it imports,
    directly or not, the engine and the locked versions."""
    files = _imported(root, Path(module))
    inputs = {path.as_posix(): digest((root / path).read_bytes()) for path in files}
    inputs |= {path.as_posix(): digest((root / path).read_bytes()) for path in _styles(root, files)}
    engine = sorted((root / ENGINE).rglob("*.py"))
    inputs["the engine"] = digest(b"".join(path.read_bytes() for path in engine))
    if (root / LOCK).exists():
        inputs["the locked versions"] = digest((root / LOCK).read_bytes())
    return inputs


def digest(content: bytes) -> str:
    """A short digest of `content`."""
    return hashlib.sha256(content).hexdigest()[:16]


def _verb(before: Inputs, now: Inputs, name: str) -> str:
    return "changed" if name in before and name in now else "is new" if name in now else "is no longer read"


def _imported(root: Path, start: Path) -> list[Path]:
    """`start` and the modules of `answers` and `figures` that it imports, transitively, sorted."""
    seen: set[Path] = set()
    waiting = [start]
    while waiting:
        path = waiting.pop()
        if path in seen or not (root / path).exists():
            continue
        seen.add(path)
        waiting += [Path(*name.split(".")).with_suffix(".py") for name in _import_names(root / path)]
    return sorted(seen)


def _import_names(path: Path) -> Iterable[str]:
    """The names `answers.x` and `figures.x` that a file imports; none if Python cannot read it."""
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except SyntaxError:
        return
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        yield from (name for name in names if name.split(".")[0] in ("answers", "figures"))


def _styles(root: Path, files: list[Path]) -> list[Path]:
    """A figure also reads the style files beside it."""
    if not any(path.parts[0] == "figures" for path in files):
        return []
    return sorted(path.relative_to(root) for path in (root / "figures").glob("*.mplstyle"))
