"""The merge driver of accepted records: it derives what both sides together say, and keeps what each side accepted.

Git calls a driver before it writes the merged files, so that the work tree is still one side's: the merge of the
sources is computed apart, written out and derived there. A derivation is taken where at most one side accepted a change
of it and the merged sources have that; anything else is left for a person, without conflict marks.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path, PurePosixPath

from .compare import compare
from .git import derived, git, said, written_out
from .record import Record, accepted_form, parse, read, write
from .terminal import shown

ACCEPTED = "answers/accepted/"
NO_DRIVER = ("-c", "merge.workings.driver=false")
NOBODY = {f"GIT_{who}_{what}": "workings" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


class CannotDerive(Exception):
    """Why the merged sources are not derived, in a sentence."""


def merge_record(base: Path, ours: Path, theirs: Path, file: str, label: str) -> int:
    """Merge the records in `ours` and `theirs` into the file `ours`; 1 leaves a conflict for a person to decide.

    `file` is the record in the repository, `label` what git calls the other side.
    """
    try:
        before, mine, other = (_record(path) for path in (base, ours, theirs))
    except ValueError as error:
        return _left(file, [f"one side is no record: {error}"])
    if mine is None or other is None:
        return _left(file, ["one side is empty."])
    try:
        now = _derived(ours, theirs, file, label)
    except CannotDerive as reason:
        write(_joined(before, mine, other, None), ours)
        return _left(file, [str(reason)])
    clashes = [name for name in _names(before, mine, other, now) if not _agreed(name, before, mine, other, now)]
    if not clashes:
        write(now, ours)
        print(f"{file}: derived anew; it is what both sides accepted", file=sys.stderr)
        return 0
    write(_joined(before, mine, other, now), ours)
    return _left(file, _what_is_new(clashes, mine, other, now))


def _left(file: str, why: list[str]) -> int:
    """Say why a conflict is left, and what to do."""
    print("\n".join([f"{file}: not merged", *(f"  {line}".rstrip() for line in why)]), file=sys.stderr)
    print(
        f"It holds what only one side changed, and this side's derivations elsewhere, without conflict marks.\n"
        f"Resolve the sources, look at make diff, then: make accept, git add {file}",
        file=sys.stderr,
    )
    return 1


def _record(path: Path) -> Record | None:
    """The record in a file that git made; None if there is none on that side."""
    content = path.read_text(encoding="utf-8")
    return parse(content) if content.strip() else None


# -- what was accepted ------------------------------------------------------------------------------------------------


def _names(*records: Record | None) -> list[str]:
    """The names of all derivations, once each."""
    return list(dict.fromkeys(d["name"] for record in records if record for d in record["derivations"]))


def _agreed(name: str, before: Record | None, mine: Record, other: Record, now: Record) -> bool:
    """Whether a derivation, as it is now, has nothing to accept for whoever accepted one side or the other."""
    new_to_me, new_to_them = (_to_accept(side, now, name) for side in (mine, other))
    if not new_to_me and not new_to_them:
        return True
    if not new_to_me:
        return not _to_accept(before, other, name)
    return not new_to_them and not _to_accept(before, mine, name)


def _to_accept(was: Record | None, now: Record | None, name: str) -> bool:
    return any(change.to_accept for change in compare(_only(was, name), _only(now, name)))


def _only(record: Record | None, name: str) -> Record | None:
    """The record with one derivation alone; None if it has none of that name."""
    found = [d for d in record["derivations"] if d["name"] == name] if record else []
    return {**record, "derivations": found} if record and found else None


def _joined(before: Record | None, mine: Record, other: Record, now: Record | None) -> Record:
    """Each derivation as the only side that changed it has it, elsewhere as mine has it; so the question's head."""
    sides = [{d["name"]: d for d in side["derivations"]} if side else {} for side in (before, mine, other)]
    chosen = []
    for name in _names(now, mine, other):
        was, a, b = (side.get(name) for side in sides)
        if one := b if a == was else a:
            chosen.append(one)
    heads = [{k: v for k, v in side.items() if k != "derivations"} if side else {} for side in (before, mine, other)]
    return {**(heads[2] if heads[1] == heads[0] else heads[1]), "derivations": chosen}


def _what_is_new(clashes: list[str], mine: Record, other: Record, now: Record) -> list[str]:
    """The derivations that nobody accepted as they are now, and the changes since either side."""
    lines = ["The two sides together give what neither accepted:"]
    for name in clashes:
        for label, side in (("this side", mine), ("the other side", other)):
            if changes := [one for one in compare(_only(side, name), _only(now, name)) if one.to_accept]:
                lines += ["", f"{name}, since {label}:", *shown(changes)]
    return [*lines, ""]


# -- the merged sources -----------------------------------------------------------------------------------------------


def _derived(ours: Path, theirs: Path, file: str, label: str) -> Record:
    """The record of the merged sources."""
    top = Path.cwd()  # git starts a driver at the top of the work tree
    prefix, name = file.rpartition(ACCEPTED)[0], PurePosixPath(file).stem
    tree = _merged_tree(top, ours, theirs, file, label, prefix)
    with written_out(top, tree) as files:
        run, build = derived(files / prefix, "check", top / prefix)
        path = build / "records" / f"{name}.json"
        if run.returncode or not path.exists():
            raise CannotDerive(f"The merged answers do not derive:\n{run.stderr.strip()}".replace("\n", "\n  "))
        return accepted_form(read(path))


def _merged_tree(top: Path, ours: Path, theirs: Path, file: str, label: str, prefix: str) -> str:
    """The tree that this merge gives, by the name that git has for it."""
    mine, other = _sides(top, ours, theirs, file, label)
    done = git(top, *NO_DRIVER, "merge-tree", "--write-tree", "--name-only", "--no-messages", mine, other)
    if done.returncode not in (0, 1):
        raise CannotDerive(f"git cannot merge the sources apart (git 2.38 or newer can): {done.stderr.strip()}")
    tree, *conflicts = done.stdout.split("\n\n")[0].splitlines()
    sources = [prefix + folder for folder in ("answers/", "src/")]
    prose_or_record = (".tex", ".json")
    if found := [c for c in conflicts if c.startswith(tuple(sources)) and not c.endswith(prose_or_record)]:
        raise CannotDerive(f"The answers' own sources are in conflict: {', '.join(dict.fromkeys(found))}.")
    return tree


def _sides(top: Path, ours: Path, theirs: Path, file: str, label: str) -> tuple[str, str]:
    """The two commits that are merged; those of a commit that is picked have its parent as their only base."""
    merged = [name.removeprefix("GITHEAD_") for name in os.environ if name.startswith("GITHEAD_")]
    picked = [] if merged else [*_picked(top), *re.findall(r"\b[0-9a-f]{7,64}\b", label)]
    if _blob(top, "HEAD", file) == said(top, "hash-object", "--no-filters", str(ours)):
        wanted = said(top, "hash-object", "--no-filters", str(theirs))
        for commit in (one for one in (*merged, *picked) if _blob(top, one, file) == wanted):
            return ("HEAD", commit) if merged else _as_if_branched(top, commit)
    raise CannotDerive("Git does not tell which commits are merged here.")


def _blob(top: Path, commit: str, file: str) -> str:
    return git(top, "rev-parse", "--verify", "--quiet", f"{commit}:{file}").stdout.strip()


def _picked(top: Path) -> list[str]:
    """The commit that a rebase picks now."""
    done = top / said(top, "rev-parse", "--git-path", "rebase-merge/done")
    last = done.read_text(encoding="utf-8").splitlines()[-1:] if done.exists() else []
    return re.findall(r"^(?:pick|p|reword|r|edit|e|squash|s|fixup|f) (?:-\w )?(\w+)", "".join(last))


def _as_if_branched(top: Path, commit: str) -> tuple[str, str]:
    """HEAD and `commit` as commits whose only common ancestor is the parent of `commit`."""

    def alone(tree: str, *parents: str) -> str:
        return said(top, "commit-tree", *parents, "-m", "merge", f"{tree}^{{tree}}", env=NOBODY)

    base = alone(f"{commit}^")
    return alone("HEAD", "-p", base), alone(commit, "-p", base)
