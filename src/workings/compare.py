"""Two records of the same question, and what differs between them, an entry a result or a derivation."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from .record import Record

FIELDS = (
    ("part", "part differs"),
    ("assumptions", "assumptions differ"),
    ("claim", "reworded"),
    ("names", "names stand for something else"),
    ("given", "premises differ"),
    ("symbols", "letters differ"),
)
VALUES = ("left_value", "right_value", "remainder_value")


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
    if was and now:
        heads = [{key: side[key] for key in ("number", "title", "points")} for side in (was, now)]
        if heads[0] != heads[1]:
            changes.append(Change(str(now["number"]), now["title"], "the question differs", *map(_text, heads)))
        elif was != now and not changes:
            changes.append(Change(str(now["number"]), now["title"], "derivations in another order"))
    return changes


def _by_name(record: Record | None) -> dict[str, Record]:
    return {d["name"]: d for d in record["derivations"]} if record else {}


def _derivation(was: Record | None, now: Record | None) -> list[Change]:
    if was is None or now is None:
        there = now or was or {}
        return [Change(there["part"], there["name"], "added" if now else "removed", now=there["claim"] if now else "")]
    changes = _results(was, now)
    for field, kind in FIELDS:
        if was.get(field) != now.get(field):
            changes.append(Change(now["part"], now["name"], kind, _text(was.get(field)), _text(now.get(field))))
    if was["refutations"] != now["refutations"]:
        sides = ["\n".join(map(_refutation, side["refutations"])) for side in (was, now)]
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
        elif a.get("value") != b.get("value"):
            sides = (_text(side.get("value", side["meaning"])) for side in (a, b))
            changes.append(Change(now["part"], name, "result means something else", *sides))
        elif a["latex"] != b["latex"]:
            changes.append(Change(now["part"], name, "typeset differently", _text(a["latex"]), _text(b["latex"])))
        elif a["evidence"] != b["evidence"]:
            changes.append(Change(now["part"], name, "evidence differs", _evidence(a), _evidence(b)))
        elif a != b:
            rest = [_text({key: side[key] for key in side if a.get(key) != b.get(key)}) for side in (a, b)]
            changes.append(Change(now["part"], name, "reworded", *rest))
    return changes


def _lines(was: Record, now: Record) -> list[Change]:
    """Lines in one entry: those that only one side has, as often as it has them."""
    before, after = ([_line(line) for line in side["lines"]] for side in (was, now))
    if before == after:
        return _values(was, now)
    gone, new = Counter(before) - Counter(after), Counter(after) - Counter(before)
    kind = "lines differ" if gone or new else "lines in another order"
    return [Change(now["part"], now["name"], kind, "\n".join(gone.elements()), "\n".join(new.elements()))]


def _values(was: Record, now: Record) -> list[Change]:
    """Lines that read the same and mean something else."""
    pairs = zip(was["lines"], now["lines"], strict=True)
    sides = [(a.get(key), b.get(key)) for a, b in pairs for key in VALUES if a.get(key) != b.get(key)]
    if not sides:
        return []
    before, after = ("\n".join(map(_text, side)) for side in zip(*sides, strict=True))
    return [Change(now["part"], now["name"], "lines mean something else", before, after)]


def _line(line: Record) -> str:
    """A line in words, with every field that was recorded of it."""
    region = f"{line['region']}:" if line.get("region") else ""
    sides = f"{line.get('left', '')} {line['relation']} {line.get('right', '')}".strip()
    remainder = f"+ O({line['remainder']})" if line.get("remainder") else ""
    evidence = f"[{_evidence(line)}]" if line["evidence"] else "[premise]" if line["verb"] == "suppose" else ""
    waived = f"waived: {line['waived']}" if line.get("waived") else ""
    when = f"with {line['when']}" if line.get("when") else ""
    typeset = " ".join(line[key] for key in ("label", "left_latex", "right_latex", "remainder_latex") if line.get(key))
    verb = f"({line['verb']}{', inline' if line.get('inline') else ''})"
    parts = (region, sides, remainder, line["reason"], when, evidence, waived, verb, f"as {typeset}" if typeset else "")
    return "  ".join(part for part in parts if part)


def _refutation(refutation: Record) -> str:
    point = ", ".join(f"{part['letter']} = {part['value']}" for part in refutation["point"])
    sides = " against ".join(refutation["values"])
    return f"not {refutation['claim']} at {point}: {sides}  [{_evidence(refutation)}]  as {refutation['latex']}"


def _evidence(thing: Record) -> str:
    evidence = thing["evidence"]
    return f"{evidence['kind']}, {evidence['method']}" if evidence["method"] else evidence["kind"]


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return "\n".join(f"{key}: {_text(part)}" for key, part in value.items())
    if isinstance(value, list):
        return "[" + ", ".join(_text(part) for part in value) + "]"
    return str(value)
