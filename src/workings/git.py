"""What git says, and its trees written out as files, so that they can be derived apart from the work tree."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from .errors import EnvironmentFault, UsageError

COMMAND = "import sys, pathlib; from workings.cli import main; sys.exit(main(pathlib.Path.cwd(), None, sys.argv[1:]))"


def git(folder: Path, *arguments: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """One command of git, run in `folder`."""
    try:
        return subprocess.run(
            ["git", *arguments],
            cwd=folder,
            env={**os.environ, **(env or {})},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except FileNotFoundError:
        raise EnvironmentFault("git is not on this machine\nInstall it, or leave REF out.") from None


def said(folder: Path, *arguments: str, env: Mapping[str, str] | None = None) -> str:
    """What a command of git prints, without the end of its line; a UsageError if it fails."""
    done = git(folder, *arguments, env=env)
    if done.returncode:
        raise UsageError(f"git {' '.join(arguments)} failed in {folder}\n{done.stderr.strip()}")
    return done.stdout.rstrip("\n")


@contextmanager
def written_out(top: Path, tree: str | None) -> Iterator[Path]:
    """The files of a tree of git, or of the index if it is None, in a folder of their own for a while."""
    with TemporaryDirectory(prefix="workings-") as name:
        folder, env = Path(name), dict[str, str]()
        if tree is not None:
            env = {"GIT_INDEX_FILE": str(folder / "index")}
            said(top, "read-tree", tree, env=env)
        said(top, "checkout-index", "--all", "--quiet", f"--prefix={folder.as_posix()}/files/", env=env)
        yield folder / "files"


def derived(root: Path, command: str, work_tree: Path) -> tuple[subprocess.CompletedProcess[str], Path]:
    """A command of `build.py` in the project at `root`, a written-out tree: how it ended, and its build folder.

    What has been derived in `work_tree`, or by the last call, is not derived again.
    """
    build = _kept_build(work_tree)
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    env["PYTHONPATH"] = os.pathsep.join((str(root), str(root / "src")))
    arguments = [sys.executable, "-c", COMMAND, command, "--build-dir", str(build)]
    run = subprocess.run(arguments, cwd=root, env=env, capture_output=True, encoding="utf-8", check=False)
    return run, build


def _kept_build(work_tree: Path) -> Path:
    """The build folder of written-out trees, in the folder of git; what a newer build holds is put into it."""
    kept = (work_tree / said(work_tree, "rev-parse", "--git-path", "workings")).resolve()
    kept /= said(work_tree, "rev-parse", "--show-prefix")
    kept.mkdir(parents=True, exist_ok=True)
    ledger, mine = (folder / "freshness.json" for folder in (work_tree / "build", kept))
    if ledger.exists() and (not mine.exists() or mine.stat().st_mtime < ledger.stat().st_mtime):
        for part in ("records", "figures"):
            if (ledger.parent / part).is_dir():
                shutil.copytree(ledger.parent / part, kept / part, dirs_exist_ok=True)
        shutil.copy2(ledger, mine)
    return kept
