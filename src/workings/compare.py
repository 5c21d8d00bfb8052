"""Two records of the same question, and what differs between them, an entry a result or a derivation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .record import Record


@dataclass(frozen=True)
class Change:
    """One difference: the part and name it is about, what kind it is, and both sides as text."""

    part: str
    name: str
    kind: str
    was: str = ""
    now: str = ""

    def __str__(self) -> str:
        lines = [f"{self.part}  {self.name}  {self.kind}"]
        lines += [f"  was   {line}" if k == 0 else f"        {line}" for k, line in enumerate(self.was.splitlines())]
        lines += [f"  now   {line}" if k == 0 else f"        {line}" for k, line in enumerate(self.now.splitlines())]
        return "\n".join(lines)


def compare(was: Record | None, now: Record | None) -> list[Change]:
    """The changes from the record `was` to the record `now` (either may not exist), in the order of the page.

    Formulas are compared as text: that two different texts mean the same is not judged here.
    """
    before, after = _by_name(was), _by_name(now)
    changes: list[Change] = []
    for name in [*after, *(name for name in before if name not in after)]:
        changes += _derivation(before.get(name), after.get(name))
    return changes


def _by_name(record: Record | None) -> dict[str, Record]:
    return {d["name"]: d for d in record["derivations"]} if record else {}


def _derivation(was: Record | None, now: Record | None) -> list[Change]:
    if was is None or now is None:
        there = now or was or {}
        return [Change(there["part"], there["name"], "added" if now else "removed", now=there["claim"] if now else "")]
    changes = _results(was, now)
    for field, kind in (("assumptions", "assumptions differ"), ("claim", "reworded")):
        if was[field] != now[field]:
            changes.append(Change(now["part"], now["name"], kind, _text(was[field]), _text(now[field])))
    if was["refutations"] != now["refutations"]:
        sides = ["\n".join(r["claim"] for r in side["refutations"]) for side in (was, now)]
        changes.append(Change(now["part"], now["name"], "refutation differs", *sides))
    return changes + _lines(was, now)


def _results(was: Record, now: Record) -> list[Change]:
    before, after = ({r["name"]: r for r in side["results"]} for side in (was, now))
    changes = []
    for name in [*after, *(name for name in before if name not in after)]:
        a, b = before.get(name), after.get(name)
        if a is None or b is None:
            kind = "result added" if b else "result removed"
            changes.append(
                Change(now["part"], name, kind, _text(a["meaning"]) if a else "", _text(b["meaning"]) if b else "")
            )
        elif a["meaning"] != b["meaning"]:
            changes.append(Change(now["part"], name, "result differs", _text(a["meaning"]), _text(b["meaning"])))
        elif a["latex"] != b["latex"]:
            changes.append(Change(now["part"], name, "typeset differently", _text(a["latex"]), _text(b["latex"])))
        elif a["evidence"] != b["evidence"]:
            changes.append(Change(now["part"], name, "evidence differs", _evidence(a), _evidence(b)))
    return changes


def _lines(was: Record, now: Record) -> list[Change]:
    """Lines in one entry: those that only one side has."""
    before, after = ([_line(line) for line in side["lines"]] for side in (was, now))
    if before == after:
        return []
    gone = [line for line in before if line not in after]
    new = [line for line in after if line not in before]
    kind = "lines differ" if gone or new else "lines in another order"
    return [Change(now["part"], now["name"], kind, "\n".join(gone), "\n".join(new))]


def _line(line: Record) -> str:
    sides = f"{line.get('left', '')} {line['relation']} {line.get('right', '')}".strip()
    evidence = f"[{_evidence(line)}]" if line["evidence"] else "[premise]" if line["verb"] == "suppose" else ""
    typeset = line.get("left_latex", "") + line.get("right_latex", "")
    return "  ".join(part for part in (sides, line["reason"], evidence, f"as {typeset}" if typeset else "") if part)


def _evidence(thing: Record) -> str:
    evidence = thing["evidence"]
    return f"{evidence['kind']}, {evidence['method']}" if evidence["method"] else evidence["kind"]


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return "\n".join(f"{key}: {_text(part)}" for key, part in value.items())
    if isinstance(value, list):
        return "[" + ", ".join(_text(part) for part in value) + "]"
    return str(value)
