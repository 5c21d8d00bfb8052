"""The accepted records, one JSON a question in `answers/accepted`: the baseline that a person has agreed to."""

from __future__ import annotations

import json
import subprocess

from .compare import Change, compare
from .errors import UsageError
from .project import Project
from .question import Files
from .record import Record, accepted_form, read, write


def accepted_record(project: Project, name: str, ref: str | None = None) -> Record | None:
    """The accepted record of the question `name`, of the work tree or of the revision `ref`; None if there is none."""
    if ref is None:
        path = project.accepted / f"{name}.json"
        return read(path) if path.exists() else None
    _refuse_unknown(project, ref)
    shown = _git(project, "show", f"{ref}:./answers/accepted/{name}.json")
    return json.loads(shown.stdout) if shown.returncode == 0 else None


def take_over(project: Project, records: list[tuple[Files, Record]], part: str | None) -> list[Change]:
    """Write the present records (of `part` only, if given) over the accepted ones; the changes that this accepts."""
    changes: list[Change] = []
    for files, record in records:
        was = accepted_record(project, files.name)
        now: Record | None = accepted_form(record)
        if part is not None:
            now = _with_part(was, accepted_form(record), part)
        if now and now != was:
            changes += compare(was, now)
            write(now, project.accepted / f"{files.name}.json")
    return changes


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
    return subprocess.run(["git", *arguments], cwd=project.root, capture_output=True, text=True, check=False)
