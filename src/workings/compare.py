"""Two records of one question, and what changed between them in the mathematics, by meaning.

The judge decides whether two results mean the same, from what the records hold: no code of either revision runs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from .alignment import align, described
from .assumed import compared
from .change import Change, in_order
from .float64 import float64_witness
from .judge.evidence import KINDS
from .meaning import same_meaning
from .record import Record, without

VALUES = ("left_value", "right_value", "remainder_value")
ASSUMED = ("assumptions", "given", "symbols")
WORDS = ("reason", "when", "waived", "inline")
TYPE = ("left_latex", "right_latex", "remainder_latex", "label")
MEANING = ("verb", "relation", "left", "left_value", "right", "right_value", "remainder", "remainder_value", "region")


def compare(was: Record | None, now: Record | None) -> list[Change]:
    """The changes from the record `was` to the record `now`, either of which may not exist, by their class."""
    before, after = _by_name(was), _by_name(now)
    changes: list[Change] = []
    for name in [*after, *(name for name in before if name not in after)]:
        changes += [replace(one, derivation=name) for one in _derivation(before.get(name), after.get(name))]
    return in_order(changes + (_question(was, now, list(before), list(after)) if was and now else []))


def _by_name(record: Record | None) -> dict[str, Record]:
    return {d["name"]: d for d in record["derivations"]} if record else {}


def _question(was: Record, now: Record, before: list[str], after: list[str]) -> list[Change]:
    """What is said of the question itself: its title, its points, the order of its derivations."""
    heads = [{key: side[key] for key in ("number", "title", "points")} for side in (was, now)]
    if heads[0] != heads[1]:
        return [_of_the_question(now, "reworded", heads[0], heads[1], details=("the head of the question",))]
    shared = [[name for name in names if name in before and name in after] for names in (before, after)]
    if shared[0] != shared[1]:
        return [_of_the_question(now, "other steps", details=("derivations in another order",))]
    return []


def _of_the_question(
    question: Record, kind: str, was: Any = "", now: Any = "", details: tuple[str, ...] = ()
) -> Change:
    return Change(str(question["number"]), question["title"], kind, _text(was), _text(now), details=details)


def _derivation(was: Record | None, now: Record | None) -> list[Change]:
    if was is None or now is None:
        there = now or was or {}
        kind, before, after = ("added", "", there["claim"]) if now else ("removed", there["claim"], "")
        return [Change(there["part"], there["name"], kind, before, after, place=_place(there))]
    if ("symbols" in was) != ("symbols" in now):  # one is of before values were kept
        was, now = (without(side, {"value", *VALUES}) for side in (was, now))
    changes = [*_results(was, now), *_refutations(was, now), *_assumptions(was, now)]
    steps = _steps(was, now)
    if steps and changes and changes[0].kind in ("result changed", "other form", "undecided"):
        first = replace(changes[0], details=(*changes[0].details, *steps.details))
        return [*changes, steps] if steps.to_accept else [first, *changes[1:]]
    return [*changes, steps] if steps else changes


def _place(thing: Record) -> str:
    return str(thing.get("place", ""))


# -- results ----------------------------------------------------------------------------------------------------------


def _results(was: Record, now: Record) -> list[Change]:
    before, after = ({r["name"]: r for r in side["results"]} for side in (was, now))
    changes = []
    for name in [*after, *(name for name in before if name not in after)]:
        a, b = before.get(name), after.get(name)
        if a is None or b is None:
            gone, new = (_text(side["meaning"]) if side else "" for side in (a, b))
            changes.append(Change(now["part"], name, "removed" if a else "added", gone, new, place=_place(b or now)))
        elif change := _result(a, b, was, now):
            changes.append(change)
    return changes


def _result(a: Record, b: Record, was: Record, now: Record) -> Change | None:
    """What changed of one result, the first thing by class."""

    def change(kind: str, **more: Any) -> Change:
        return Change(now["part"], b["name"], kind, _text(a["meaning"]), _text(b["meaning"]), place=_place(b), **more)

    if a.get("region") != b.get("region") or a.get("relation") != b.get("relation"):
        return Change(now["part"], b["name"], "result changed", _with_region(a), _with_region(b), place=_place(b))
    if a["meaning"] != b["meaning"] or a.get("value") != b.get("value"):
        return _other_form(a, b, was, now, change)
    if a.get("as_written") != b.get("as_written"):
        return change("result changed", details=("its order of evaluation counts now",) if b["as_written"] else ())
    if kind := _strength(a["evidence"], b["evidence"]):
        return change(kind, details=(f"{_evidence(a)}, now {_evidence(b)}",))
    if a["latex"] != b["latex"]:
        return Change(
            now["part"], b["name"], "typeset differently", _text(a["latex"]), _text(b["latex"]), place=_place(b)
        )
    if a.get("about") != b.get("about"):
        return change("reworded", details=("what it is about",))
    return change("reworded", details=("how it is known",)) if a["evidence"] != b["evidence"] else None


def _with_region(result: Record) -> str:
    words = (_text(result["meaning"]), result.get("relation", ""), result.get("region", ""))
    return "  ".join(word for word in words if word)


def _other_form(a: Record, b: Record, was: Record, now: Record, change: Callable[..., Change]) -> Change:
    """The change of a result whose expression is another: by the judge's word on what both mean."""
    verdict = same_meaning(a.get("value", a["meaning"]), b.get("value", b["meaning"]), was, now)
    if (a.get("as_written") or b.get("as_written")) and verdict.kind != "refuted":
        return _other_order(a, b, was, now, verdict.kind, change)
    if verdict.holds:
        return change("other form", how=f"{verdict.kind}: {verdict.method}" if verdict.method else verdict.kind)
    if verdict.kind == "refuted":
        return change("result changed", witness=verdict.witness)
    return change("undecided", how=f"{verdict.kind}: {verdict.method}")


def _other_order(
    a: Record, b: Record, was: Record, now: Record, as_numbers: str, change: Callable[..., Change]
) -> Change:
    """The change of a result whose order of evaluation is its content, in another order."""
    letters = was.get("symbols", {}) | now.get("symbols", {})
    given = (*was.get("given", ()), *now.get("given", ()))
    witness = float64_witness(_text(a["meaning"]), _text(b["meaning"]), letters, given)
    how = f"its order of evaluation is its content; as numbers: {as_numbers}"
    return change("result changed", how=how, witness=witness)


# -- what else is recorded --------------------------------------------------------------------------------------------


def _refutations(was: Record, now: Record) -> list[Change]:
    """The claims that are shown to be false, in their order."""
    before, after = was["refutations"], now["refutations"]
    changes = [
        Change(now["part"], now["name"], "result changed", a["claim"], b["claim"], place=_place(b))
        for a, b in zip(before, after, strict=False)
        if any(a.get(key) != b.get(key) for key in ("claim", "left_value", "right_value"))
    ]
    for gone in before[len(after) :]:
        changes.append(Change(now["part"], now["name"], "removed", was=gone["claim"]))
    for new in after[len(before) :]:
        changes.append(Change(now["part"], now["name"], "added", now=new["claim"], place=_place(new)))
    return changes


def _assumptions(was: Record, now: Record) -> list[Change]:
    found = compared(was, now)
    if found is None:
        return []
    kind, witness = found
    before, after = (", ".join(side["assumptions"]) for side in (was, now))
    return [Change(now["part"], now["name"], f"assumption {kind}", before, after, witness=witness, place=_place(now))]


def _steps(was: Record, now: Record) -> Change | None:
    """What changed of the way to the results: one change, its class the first that applies, and every detail."""
    rows = align(*([_meaning(line) for line in side["lines"]] for side in (was, now)))
    found: dict[str, list[str]] = {"other steps": list(described(rows))} if not all(row.same for row in rows) else {}
    for row in rows:
        if row.was is not None and row.now is not None and row.same:
            for kind, what in _line(was["lines"][row.was], now["lines"][row.now]):
                found.setdefault(kind, []).append(f"{what} of line {row.now + 1}")
    for kind, what in _around(was, now):
        found.setdefault(kind, []).append(what)
    if not any(kind.startswith("evidence") for kind in found) and (kind := _weaker_whole(was, now)):
        found.setdefault(kind, []).append("of the whole")
    if not found:
        return None
    kinds = [change.kind for change in in_order([Change("", "", kind) for kind in found])]
    details = tuple(detail for kind in kinds for detail in found[kind])
    return Change(now["part"], now["name"], kinds[0], details=details, place=_place(now))


def _meaning(line: Record) -> tuple[str, ...]:
    return tuple(str(line.get(key, "")) for key in MEANING)


def _line(a: Record, b: Record) -> list[tuple[str, str]]:
    """What changed of a line that says the same: pairs of a class and what it is."""
    found = []
    if kind := _strength(a["evidence"], b["evidence"]):
        found.append((kind, f"{_evidence(a)}, now {_evidence(b)},"))
    elif a["evidence"] != b["evidence"]:
        found.append(("reworded", "the method"))
    if any(a.get(key) != b.get(key) for key in WORDS):
        found.append(("reworded", "the reason"))
    if any(a.get(key) != b.get(key) for key in TYPE):
        found.append(("typeset differently", "the formulas"))
    return found


def _around(was: Record, now: Record) -> list[tuple[str, str]]:
    """What changed around the lines."""
    found = [("reworded", what) for key, what in (("claim", "the claim"), ("part", "the part")) if was[key] != now[key]]
    if was["names"] != now["names"]:
        found.append(("typeset differently", "what a name stands for"))
    for a, b in zip(was["refutations"], now["refutations"], strict=False):
        if any(a.get(key) != b.get(key) for key in ("point", "values", "evidence")):
            found.append(("other steps", f"the counterexample to {b['claim']}"))
        if a["latex"] != b["latex"]:
            found.append(("typeset differently", f"the claim {b['claim']}"))
    same_assumed = compared(was, now) is None
    if same_assumed and any(was[key] != now[key] for key in ASSUMED if key in was and key in now):
        found.append(("reworded", "the assumptions"))
    return found


def _strength(was: Record | None, now: Record | None) -> str:
    """Whether the evidence is weaker or stronger than it was; "" if it is as good, or there is none on one side."""
    return _change_of_rank(_rank([was]), _rank([now])) if was and now else ""


def _weaker_whole(was: Record, now: Record) -> str:
    """Whether the weakest line is weaker, or stronger, than the weakest one was."""
    before, after = (_rank([line["evidence"] for line in side["lines"]]) for side in (was, now))
    return _change_of_rank(before, after)


def _rank(found: list[Record | None]) -> int:
    """How weak the weakest evidence is; identical and proved are equally good."""
    proved = KINDS.index("proved")
    return max((KINDS.index(evidence["kind"]) for evidence in found if evidence), default=proved)


def _change_of_rank(before: int, after: int) -> str:
    proved = KINDS.index("proved")
    before, after = max(before, proved), max(after, proved)
    return "evidence weaker" if after > before else "evidence stronger" if after < before else ""


def _evidence(thing: Record) -> str:
    """The evidence of a line or result in words."""
    return thing["evidence"]["kind"] if thing["evidence"] else "not checked"


def _text(value: Any) -> str:
    """A nested text in one line, or a table with a line an entry."""
    if isinstance(value, dict):
        return "\n".join(f"{key}: {_text(part)}" for key, part in value.items())
    if isinstance(value, list):
        return "[" + ", ".join(_text(part) for part in value) + "]"
    return str(value)
