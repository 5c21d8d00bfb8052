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
    """What every stage that has succeeded read and wrote, kept in `path`; it can be deleted at any time."""

    path: Path
    stages: dict[str, dict[str, Inputs]] = field(default_factory=dict)

    @classmethod
    def open(cls, path: Path) -> Ledger:
        """The ledger at `path`, empty if there is none or it cannot be read."""
        try:
            stages = json.loads(path.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return cls(path)
        return cls(path, stages) if _is_ledger(stages) else cls(path)

    def why(self, stage: str, inputs: Inputs, outputs: Iterable[Path]) -> list[str]:
        """Why `stage` is stale, a phrase a reason; an empty list if it is fresh."""
        if stage not in self.stages:
            return ["not done yet"]
        before, wrote = self.stages[stage]["read"], self.stages[stage]["wrote"]
        reasons = [f"{name} {_verb(before, inputs, name)}" for name in sorted(before.keys() | inputs.keys())
                   if before.get(name) != inputs.get(name)]  # fmt: skip
        now = {path.name: digest(path.read_bytes()) if path.is_file() else "" for path in outputs}
        return reasons + [
            f"{name} {'is not as it was written' if found else 'is missing'}"
            for name, found in now.items()
            if not found or found != wrote.get(name)
        ]

    def done(self, stage: str, inputs: Inputs, outputs: Iterable[Path]) -> None:
        """Note that `stage` has succeeded: what it read, and the files that it wrote."""
        wrote = {path.name: digest(path.read_bytes()) for path in outputs}
        self.stages[stage] = {"read": inputs, "wrote": wrote}
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
    inputs |= engine(root)
    if (root / LOCK).exists():
        inputs["the locked versions"] = digest((root / LOCK).read_bytes())
    return inputs


def engine(root: Path) -> Inputs:
    """The digest of the engine's own code."""
    return {"the engine": digest(b"".join(path.read_bytes() for path in sorted((root / ENGINE).rglob("*.py"))))}


def digest(content: bytes) -> str:
    """A short digest of `content`."""
    return hashlib.sha256(content).hexdigest()[:16]


def _verb(before: Inputs, now: Inputs, name: str) -> str:
    return "changed" if name in before and name in now else "is new" if name in now else "is no longer read"


def _is_ledger(stages: object) -> bool:
    return isinstance(stages, dict) and all(
        isinstance(stage, dict) and all(isinstance(stage.get(side), dict) for side in ("read", "wrote"))
        for stage in stages.values()
    )


def _imported(root: Path, start: Path) -> list[Path]:
    """`start` and the modules of `answers` and `figures` that it imports, transitively, sorted."""
    seen: set[Path] = set()
    waiting = [start]
    while waiting:
        path = waiting.pop()
        if path in seen or not (root / path).exists():
            continue
        seen.add(path)
        for name in _import_names(root, path):
            waiting += _files_of(name)
    return sorted(seen)


def _files_of(module: str) -> list[Path]:
    """The files that Python may read for `answers.a.b`: answers/a/b.py, or a package, and the packages above it."""
    parts = module.split(".")
    packages = [Path(*parts[:k], "__init__.py") for k in range(1, len(parts) + 1)]
    return [Path(*parts).with_suffix(".py"), *packages]


def _import_names(root: Path, path: Path) -> Iterable[str]:
    """The names `answers.x` and `figures.x` that a file imports, `.x` among them; none if Python cannot read it."""
    try:
        tree = ast.parse((root / path).read_text(encoding="utf-8"))
    except SyntaxError:
        return
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            above = path.parts[: len(path.parts) - node.level] if node.level else ()  # one dot: the file's own folder
            module = ".".join([*above, *([node.module] if node.module else [])])
            names = [module, *(f"{module}.{alias.name}" for alias in node.names)]
        yield from (name for name in names if name.split(".")[0] in ("answers", "figures"))


def _styles(root: Path, files: list[Path]) -> list[Path]:
    """A figure also reads the style files beside it."""
    if not any(path.parts[0] == "figures" for path in files):
        return []
    return sorted(path.relative_to(root) for path in (root / "figures").glob("*.mplstyle"))
