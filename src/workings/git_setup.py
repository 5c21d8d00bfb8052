"""Git knows accepted records: how to show, compare and merge them, and what not to commit; all of it can be undone."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path

from .environment import interpreter
from .errors import Mistake, UsageError
from .git import git, said

ATTRIBUTES = "answers/accepted/*.json diff=workings merge=workings"
SECTIONS = ("diff.workings", "merge.workings", "difftool.workings")
MARK = "# made by `python build.py git-setup --hook`; `git-setup --undo` takes it away"

HOOK = """#!/bin/sh
{mark}
[ -x {python} ] || {{ echo "pre-commit: {python} is gone: python build.py git-setup --hook" >&2; exit 1; }}
exec {program} check-commit {prefix}
"""

Say = Callable[[str], None]


def set_up(root: Path, hook: bool, say: Say) -> None:
    """Write the drivers into git's configuration of this repository, and the hook if asked; a line for each thing."""
    _refuse_without_git(root)
    if hook:
        _refuse_other_hook(_hook_path(root))
    for key, value in _settings(root).items():
        is_there = git(root, "config", "--local", "--get", key).stdout.rstrip("\n") == value
        if not is_there:
            said(root, "config", "--local", "--replace-all", key, value)
        say(f"{'unchanged' if is_there else 'set':<10}{key}")
    say(f"{_add_attributes(root / '.gitattributes'):<10}.gitattributes: {ATTRIBUTES}")
    if hook:
        say(f"{_write_hook(root):<10}pre-commit: refuses answers that are refuted or not accepted")
    say(
        "git diff and git log -p show accepted records as mathematics; git difftool -y -t workings compares them by\n"
        "meaning; git merge derives them anew, which runs the answers that you merge. --undo takes all of it back."
    )


def undo(root: Path, say: Say) -> None:
    """Take back what `set_up` wrote; a hook that is not ours and a committed .gitattributes stay."""
    _refuse_without_git(root)
    for section in SECTIONS:
        if git(root, "config", "--local", "--remove-section", section).returncode == 0:
            say(f"removed   {section}")
    hook = _hook_path(root)
    if hook.exists() and MARK in hook.read_text(encoding="utf-8", errors="replace"):
        hook.unlink()
        say("removed   pre-commit")
    attributes = root / ".gitattributes"
    if attributes.exists() and ATTRIBUTES in _lines(attributes):
        if git(root, "ls-files", "--error-unmatch", ".gitattributes").returncode == 0:
            say("kept      .gitattributes: it is committed, and says nothing to git without the drivers")
        else:
            _remove_attributes(attributes)
            say("removed   .gitattributes: " + ATTRIBUTES)


def _settings(root: Path) -> dict[str, str]:
    """The entries of git's configuration; git hands each to a shell."""
    program = _program(root)
    return {
        "diff.workings.textconv": f'show() {{ {program} show-record "$1" || cat "$1"; }}; show',
        "diff.workings.xfuncname": "^([0-9].*)$",
        "difftool.workings.cmd": f'{program} compare-records "$LOCAL" "$REMOTE" "$MERGED"',
        "merge.workings.name": "accepted records, derived anew",
        "merge.workings.driver": f"{program.replace('%', '%%')} merge-record %O %A %B %P %Y",
        "merge.workings.recursive": "binary",
    }


def _program(root: Path) -> str:
    """`build.py` in the project's own environment, quoted for a shell."""
    return f"{shlex.quote(interpreter(root).as_posix())} {shlex.quote((root / 'build.py').as_posix())}"


def _refuse_without_git(root: Path) -> None:
    if git(root, "rev-parse", "--is-inside-work-tree").stdout.strip() != "true":
        raise UsageError(f"{root} is in no git repository\nMake one with git init, then run this again.")


# -- .gitattributes ---------------------------------------------------------------------------------------------------


def _lines(attributes: Path) -> list[str]:
    return attributes.read_text(encoding="utf-8").splitlines() if attributes.exists() else []


def _add_attributes(attributes: Path) -> str:
    """Add our line, unless it is there."""
    lines = _lines(attributes)
    if ATTRIBUTES in lines:
        return "unchanged"
    attributes.write_text("\n".join([*lines, ATTRIBUTES]) + "\n", encoding="utf-8", newline="\n")
    return "added"


def _remove_attributes(attributes: Path) -> None:
    lines = [line for line in _lines(attributes) if line != ATTRIBUTES]
    if lines:
        attributes.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    else:
        attributes.unlink()


# -- the hook ---------------------------------------------------------------------------------------------------------


def _hook_path(root: Path) -> Path:
    """Where git looks for the hook: also in a linked work tree, and by core.hooksPath."""
    return root / said(root, "rev-parse", "--git-path", "hooks/pre-commit")


def _refuse_other_hook(path: Path) -> None:
    if path.exists() and MARK not in path.read_text(encoding="utf-8", errors="replace"):
        raise Mistake(
            f"{path} is there already, and not ours: nothing is changed\n"
            "Leave --hook out, or call `build.py check-commit PREFIX` from that hook yourself."
        )


def _write_hook(root: Path) -> str:
    path = _hook_path(root)
    python = shlex.quote(interpreter(root).as_posix())
    prefix = shlex.quote(said(root, "rev-parse", "--show-prefix"))
    text = HOOK.format(mark=MARK, python=python, program=_program(root), prefix=prefix)
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return "unchanged"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    path.chmod(0o755)
    return "written"
