"""What git calls after `git-setup`: commands that need no project of their own, and stand in no list for people."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from typing import Any

from .errors import WorkingsError

READS = ("answers/", "src/", "requirements.lock", "pyproject.toml")  # what the records of a commit come from


COMMANDS = {
    "show-record": ("file",),
    "compare-records": ("was", "now", "name"),
    "merge-record": ("base", "ours", "theirs", "file", "label"),
    "check-commit": ("prefix",),
}


def add_commands(commands: Any) -> None:
    """The commands on the command line, without a line in its help."""
    for name, arguments in COMMANDS.items():
        command = commands.add_parser(name)
        for argument in arguments:
            command.add_argument(argument)


def drive(options: argparse.Namespace) -> int:
    """Run one of them; its exit code."""
    if options.command == "show-record":
        return show_record(Path(options.file))
    if options.command == "compare-records":
        return compare_records(Path(options.was), Path(options.now), options.name)
    if options.command == "check-commit":
        return check_commit(options.prefix)
    from .merging import merge_record

    sides = (Path(options.base), Path(options.ours), Path(options.theirs))
    return merge_record(*sides, options.file, options.label)


def show_record(path: Path) -> int:
    """The textconv driver: a record as lines."""
    from .readable import readable

    text = readable(path.read_text(encoding="utf-8", errors="replace"))
    sys.stdout.buffer.write(text.encode())
    return 0


def compare_records(was: Path, now: Path, name: str) -> int:
    """The difftool: two records by meaning, any other files as git shows them; 1 if something is to accept."""
    from .compare import compare
    from .record import parse
    from .terminal import shown

    try:
        sides = [parse(text) if (text := _content(path)).strip() else None for path in (was, now)]
    except (ValueError, UnicodeDecodeError):
        return subprocess.run(["git", "diff", "--no-index", "--no-ext-diff", str(was), str(now)]).returncode
    changes = compare(*sides)
    print("\n".join([name, *(shown(changes) or ["The mathematics is the same."]), ""]))
    return 1 if any(change.to_accept for change in changes) else 0


def _content(path: Path) -> str:
    """The text of a file; that of the null device, which git names for a side without the file, is empty."""
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def check_commit(prefix: str) -> int:
    """The pre-commit hook: 1 refuses a commit whose derivations are refuted or are not the accepted ones.

    What is committed is looked at, not the work tree, and only if the commit changes what the records come from.
    """
    from .git import derived, said, written_out

    top = Path(said(Path.cwd(), "rev-parse", "--show-toplevel"))
    changed = said(top, "diff", "--cached", "--name-only", "--no-renames").splitlines()
    if not any(file.startswith(tuple(prefix + part for part in READS)) for file in changed):
        return 0
    try:
        with written_out(top, None) as files:
            if not (files / prefix / "answers").is_dir():
                return 0
            run, _ = derived(files / prefix, "diff", top / prefix)
    except WorkingsError as error:
        print(f"The commit cannot be checked: {error}", file=sys.stderr)
        return 1
    if run.returncode:
        last = "make accept, then git add answers/accepted" if run.returncode == 1 else "Mend it, then commit again"
        print(
            f"{run.stdout}{run.stderr if run.returncode != 1 else ''}\n"
            f"Not committed: the staged answers are {'not what is accepted' if run.returncode == 1 else 'refused'}.\n"
            f"{last}; git commit --no-verify commits without this check.",
            file=sys.stderr,
        )
    return 1 if run.returncode else 0
