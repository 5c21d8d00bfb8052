"""What was checked and how we know, as tables for a terminal."""

from __future__ import annotations

from .judge.evidence import KINDS
from .question import Question
from .record import Record, evidences

WEAK = ("by SymPy", "numeric", "undecided")


def part_table(records: list[Record], pages: dict[str, int]) -> list[str]:
    """A line a part: its page, how many things were checked, and how many by which evidence; then the totals."""
    found = {part: _kinds(record, part) for record in records for part in parts(record)}
    everything = [kind for kinds in found.values() for kind in kinds]
    shown = [kind for kind in KINDS if kind in ("identical", "proved") or kind in everything]
    rows = [f"{'part':<6}{'page':>5}{'lines':>8}" + "".join(f"{kind:>12}" for kind in shown)]
    for part, kinds in found.items():
        cells = "".join(f"{kinds.count(kind) or '-':>12}" for kind in shown)
        rows.append(f"{part:<6}{pages.get(part, '-'):>5}{len(kinds):>8}{cells}")
    totals = ", ".join(f"{everything.count(kind)} {kind}" for kind in shown)
    return [*rows, "", f"{len(everything)} checked: {totals}"]


def line_table(records: list[Record], part: str | None) -> list[str]:
    """Every checked thing of `part` (of all, if None): where it stands, what it says, its evidence and the method."""
    rows = []
    for record in records:
        for derivation in record["derivations"]:
            if part in (None, derivation["part"]):
                rows += ["", f"{derivation['part']}  {derivation['name']}  {derivation['place']}"]
                rows += [_row(thing) for kind in ("lines", "results", "refutations") for thing in derivation[kind]]
    return rows[1:]


def weak_lines(records: list[Record]) -> list[list[str]]:
    """Each thing that rests on less than a proof: where it stands, on what it rests, why it is waived if it is."""
    blocks = []
    for record in records:
        for derivation, thing in evidences(record):
            evidence = thing["evidence"]
            if evidence["kind"] in WEAK:
                waived = [f"         waived: {thing['waived']}"] if thing.get("waived") else []
                place = f"{evidence['kind']}  {thing['place']}  {derivation['name']}"
                blocks.append([place, f"         {evidence['method']}", *waived])
    return blocks


def parts(record: Record) -> tuple[str, ...]:
    """The parts of a question, in order."""
    return Question(record["number"], record["title"], record["points"]).parts


def _kinds(record: Record, part: str) -> list[str]:
    return [thing["evidence"]["kind"] for derivation, thing in evidences(record) if derivation["part"] == part]


def _row(thing: Record) -> str:
    line = thing["place"].rpartition(":")[2]
    evidence = thing["evidence"]
    known = "premise" if thing.get("verb") == "suppose" else "definition"
    if evidence:
        known = evidence["kind"] + (f", {evidence['method']}" if evidence["method"] else "")
    return f"  {line:>4}  {_said(thing):<52}  {known}"


def _said(thing: Record) -> str:
    """What a line, a result or a refutation says, in at most 52 characters."""
    if "relation" in thing:
        said = f"{thing.get('left', '')} {thing['relation']} {thing.get('right', thing['reason'])}".strip()
    else:
        said = f"result {thing['name']}" if "name" in thing else f"not {thing['claim']}"
    return said if len(said) <= 52 else said[:49] + "..."
