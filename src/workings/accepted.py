"""The accepted records, one JSON a question in `answers/accepted`: the baseline that a person has agreed to."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import PurePosixPath

from .compare import Change, compare
from .errors import EnvironmentFault, Mistake, UsageError
from .project import Project
from .question import Files
from .record import Record, accepted_form, parse, write

FOLDER = "answers/accepted"


def accepted_record(project: Project, name: str, ref: str | None = None) -> Record | None:
    """The accepted record of the question `name`, of the work tree or of the revision `ref`; None if there is none."""
    file = f"{FOLDER}/{name}.json"
    if ref is None:
        path = project.root / file
        return _record(path.read_text(encoding="utf-8"), file) if path.exists() else None
    _refuse_unknown(project, ref)
    shown = _git(project, "show", f"{ref}:./{file}")
    return _record(shown.stdout, f"{ref}:{file}") if shown.returncode == 0 else None


def differences(project: Project, records: list[tuple[Files, Record]], ref: str | None = None) -> list[Change]:
    """What differs between the accepted records, or those of `ref`, and the present ones; a question may be gone."""
    changes: list[Change] = []
    for files, record in records:
        changes += compare(accepted_record(project, files.name, ref), record)
    for name in _gone(_accepted_names(project, ref), records):
        changes += compare(accepted_record(project, name, ref), None)
    return changes


def take_over(project: Project, records: list[tuple[Files, Record]], part: str | None) -> list[Change]:
    """Write the present records (of `part` only, if given) over the accepted ones; the changes that this accepts.

    The accepted record of a question that is gone goes too, unless only a part is accepted.
    """
    changes: list[Change] = []
    for files, record in records:
        was = accepted_record(project, files.name)
        now: Record | None = accepted_form(record)
        if part is not None:
            now = _with_part(was, accepted_form(record), part)
        if now and now != was:
            changes += compare(was, now)
            write(now, project.accepted / f"{files.name}.json")
    for name in _gone(_accepted_names(project, None), records) if part is None else ():
        changes += compare(accepted_record(project, name), None)
        (project.accepted / f"{name}.json").unlink()
    return changes


def _accepted_names(project: Project, ref: str | None) -> list[str]:
    """The questions that have an accepted record."""
    if ref is None:
        return sorted(path.stem for path in project.accepted.glob("*.json"))
    _refuse_unknown(project, ref)
    listed = _git(project, "ls-tree", "--name-only", ref, f"./{FOLDER}/").stdout.splitlines()
    return sorted(PurePosixPath(file).stem for file in listed if file.endswith(".json"))


def _gone(names: Iterable[str], records: list[tuple[Files, Record]]) -> list[str]:
    return [name for name in names if name not in {files.name for files, _ in records}]


def _record(content: str, where: str) -> Record:
    try:
        return parse(content)
    except ValueError as error:
        what = f"{where} is no record: {error}"
        raise Mistake(f"{what}\nTake it from git as it was, or delete it and make accept.") from None


def _with_part(was: Record | None, now: Record, part: str) -> Record | None:
    """The record `was` with the derivations of `part` as they are `now`; None if nothing of it is of that part."""
    mine = [d for d in now["derivations"] if d["part"] == part]
    if not mine and not (was and any(d["part"] == part for d in was["derivations"])):
        return was
    kept = {d["name"]: d for d in (was["derivations"] if was else []) if d["part"] != part}
    order = [d["name"] for d in now["derivations"]]
    chosen = kept | {d["name"]: d for d in mine}
    derivations = sorted(chosen.values(), key=lambda d: order.index(d["name"]) if d["name"] in order else len(order))
    return now | {"derivations": derivations}


def _refuse_unknown(project: Project, ref: str) -> None:
    known = _git(project, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    if known.returncode:
        raise UsageError(f"git knows no revision {ref}\nName a branch, a tag or a commit that is here.")


def _git(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(["git", *arguments], cwd=project.root, capture_output=True, encoding="utf-8", check=False)
    except FileNotFoundError:
        raise EnvironmentFault("git is not on this machine\nInstall it, or leave REF out.") from None
