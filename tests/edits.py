"""Edits of the submission's own derivations, each a patch that says what it must be found to be.

A patch begins with a title and a line "Expect: CLASS, exit CODE"; the class "refused" is a line that does not follow.
"""

import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tiny import ROOT, run

FOLDER = Path(__file__).parent / "edits"


@dataclass(frozen=True)
class Edit:
    """A patch, the class of the first change that it must give, and the exit code."""

    path: Path
    kind: str
    code: int


def edits(*files: str) -> list[Edit]:
    """The edits that touch one of these files, by name."""
    found = []
    for path in sorted(FOLDER.glob("*.patch")):
        text = path.read_text(encoding="utf-8")
        if any(f"+++ b/{file}" in text for file in files):
            expected = re.search(r"^Expect: (.*), exit (\d)$", text, re.MULTILINE)
            assert expected, f"{path.name} does not say what to expect"
            found.append(Edit(path, expected[1], int(expected[2])))
    return found


def submission(folder: Path, *figures: str) -> Path:
    """A copy of the submission in `folder`, derived, and drawn as far as `figures`, with what is there as accepted."""
    for name in ("answers", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "figures").mkdir()
    for name in ("build.py", "pyproject.toml", "figures/course.mplstyle", *figures):
        shutil.copy(ROOT / name, folder / name)
    for picture in (folder / "answers" / "accepted").glob("*.svg"):
        picture.unlink()
    for name in ("src", ".venv"):
        (folder / name).symlink_to(ROOT / name)
    accepted = run(folder, "accept")
    assert accepted.returncode == 0, accepted.stderr
    return folder


def after(edit: Edit, base: Path, folder: Path) -> tuple[int, list[dict[str, str]], str]:
    """What `diff` says of the copy `base` with the edit: its exit code, the changes, and what it complains of."""
    shutil.copytree(base, folder, symlinks=True)
    subprocess.run(["git", "apply", str(edit.path)], cwd=folder, check=True)
    done = run(folder, "diff", "--format", "json")
    return done.returncode, json.loads(done.stdout)["changes"] if done.stdout else [], done.stderr


def holds(edit: Edit, base: Path, folder: Path) -> None:
    """Assert that the edit has its class and its exit code, and nothing to accept besides."""
    code, changes, complaint = after(edit, base, folder)
    kinds = [change["kind"] for change in changes]
    assert (code, kinds[:1] or ["refused"]) == (edit.code, [edit.kind]), f"{kinds} {complaint[-400:]}"
    if code == 0:
        assert changes, "the edit changed nothing"
    if code == 4:
        assert "refuted" in complaint or "is not what" in complaint or "not in every case" in complaint
