"""The baseline that a person has agreed to: in `answers/accepted`, a record a question and a picture a figure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from .change import Change
from .errors import Mistake, UsageError
from .git import git
from .project import Project
from .question import Files
from .record import Record, accepted_form, parse, write
from .review import Review, review

FOLDER = "answers/accepted"
Records = list[tuple[Files, Record]]


def accepted_record(project: Project, name: str, ref: str | None = None) -> Record | None:
    """The accepted record of the question `name`, of the work tree or of the revision `ref`; None if there is none."""
    file = f"{FOLDER}/{name}.json"
    content = _content(project, file, ref)
    return None if content is None else _record(content, f"{ref}:{file}" if ref else file)


def differences(project: Project, records: Records, figures: Iterable[str], ref: str | None = None) -> Review:
    """The review of the accepted records and pictures, or those of `ref`, and the present ones; `figures` are drawn."""
    was = {name: accepted_record(project, name, ref) for name in _accepted_names(project, ref, ".json")}
    now = {files.name: record for files, record in records}
    pictures = _accepted_pictures(project, ref), drawn_pictures(project, figures)
    shown_in = parts_of_figures(project, records)
    return review({name: one for name, one in was.items() if one}, now, pictures, shown_in, ref or "")


def take_over(project: Project, records: Records, figures: Iterable[str], part: str | None) -> list[Change]:
    """Write the present records and pictures (of `part` only, if given) over the accepted ones; what this accepts.

    The accepted record of a question that is gone goes too, unless only a part is accepted.
    """
    found = differences(project, records, figures).changes
    for files, record in records:
        was = accepted_record(project, files.name)
        now: Record | None = accepted_form(record)
        if part is not None:
            now = _with_part(was, accepted_form(record), part)
        if now and now != was:
            write(now, project.accepted / f"{files.name}.json")
    for name in _gone(_accepted_names(project, None, ".json"), records) if part is None else ():
        (project.accepted / f"{name}.json").unlink()
    chosen = [change for change in found if part in (None, change.part)]
    for name in (change.figure for change in chosen if change.figure):
        _accept_picture(project, name)
    return chosen


def drawn_pictures(project: Project, names: Iterable[str]) -> dict[str, str]:
    """The pictures of the figures of these names, as they are drawn."""
    folder = project.build / "figures"
    return {name: (folder / f"{name}.svg").read_text(encoding="utf-8") for name in names}


def parts_of_figures(project: Project, records: Records) -> dict[str, str]:
    r"""The part in whose answer each figure is shown: the last \answer before its \drawing."""
    found: dict[str, str] = {}
    for files, _ in records:
        part = ""
        prose = (project.root / files.prose).read_text(encoding="utf-8")
        for kind, name in re.findall(r"\\(answer|drawing)\{([^}]*)\}", prose):
            part = name if kind == "answer" else part
            if kind == "drawing":
                found.setdefault(name, part)
    return found


def _accepted_pictures(project: Project, ref: str | None) -> dict[str, str]:
    """The accepted picture of each figure."""
    found = {}
    for name in _accepted_names(project, ref, ".svg"):
        content = _content(project, f"{FOLDER}/{name}.svg", ref)
        found[name] = content or ""
    return found


def _accept_picture(project: Project, name: str) -> None:
    """The picture as it is drawn now, or none where there is none any more."""
    accepted, drawn = project.accepted / f"{name}.svg", project.build / "figures" / f"{name}.svg"
    if (project.root / "figures" / f"{name}.py").exists():
        accepted.write_bytes(drawn.read_bytes())
    else:
        accepted.unlink()


def _content(project: Project, file: str, ref: str | None) -> str | None:
    """The text of a file of the work tree or of the revision `ref`; None if it is not there."""
    if ref is None:
        path = project.root / file
        return path.read_text(encoding="utf-8") if path.exists() else None
    shown = git(project.root, "show", f"{ref}:./{file}")
    return shown.stdout if shown.returncode == 0 else None


def _accepted_names(project: Project, ref: str | None, suffix: str) -> list[str]:
    """The questions that have an accepted record, or the figures that have an accepted picture."""
    if ref is None:
        return sorted(path.stem for path in project.accepted.glob(f"*{suffix}"))
    refuse_unknown(project, ref)
    listed = git(project.root, "ls-tree", "--name-only", ref, f"./{FOLDER}/").stdout.splitlines()
    return sorted(PurePosixPath(file).stem for file in listed if file.endswith(suffix))


def _gone(names: Iterable[str], records: Records) -> list[str]:
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


def refuse_unknown(project: Project, ref: str) -> None:
    """A UsageError for a revision that git does not know."""
    known = git(project.root, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    if known.returncode:
        raise UsageError(f"git knows no revision {ref}\nName a branch, a tag or a commit that is here.")
