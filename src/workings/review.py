"""Everything that a report of two revisions says, before it takes a form: terminal, Markdown, a page, JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from .change import CLASSES, Change, in_order
from .compare import compare
from .judge.evidence import KINDS
from .pictures import compare_pictures
from .record import Record, evidences
from .report import WEAK
from .uses import with_uses

PLURAL = {
    "result changed": "results changed",
    "assumption weaker": "assumptions weaker",
    "assumption stronger": "assumptions stronger",
    "assumption other": "assumptions other",
    "data changed": "figures with other data",
}
IN_WORDS = {
    "other form": "in other form",
    "other steps": "with other steps",
    "data changed": "figure with other data",
    "drawn differently": "drawn differently",
}

Pictures = Mapping[str, str]  # from the name of a figure to its SVG


@dataclass(frozen=True)
class Waived:
    """A line that rests on less than a proof, now, and why it may."""

    part: str
    derivation: str
    evidence: str
    method: str
    reason: str
    place: str


@dataclass(frozen=True)
class Review:
    """What changed between two revisions, the derivations of both by name, and what there is to know besides.

    `same` are the part, the name and the weakest evidence of each derivation without a change, `same_figures` the
    names of such figures; `figures` has the SVG of a changed figure before and now, "" where it is not there;
    `evidence` counts what is checked now by its kind; `against` is the revision, "" for the accepted records.
    """

    changes: tuple[Change, ...]
    was: Mapping[str, Record] = field(default_factory=dict)
    now: Mapping[str, Record] = field(default_factory=dict)
    same: tuple[tuple[str, str, str], ...] = ()
    same_figures: tuple[str, ...] = ()
    figures: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    waived: tuple[Waived, ...] = ()
    evidence: Mapping[str, int] = field(default_factory=dict)
    against: str = ""

    @property
    def to_accept(self) -> tuple[Change, ...]:
        """What a person must decide."""
        return tuple(change for change in self.changes if change.to_accept)

    @property
    def equal(self) -> tuple[Change, ...]:
        """What is equal in meaning."""
        return tuple(change for change in self.changes if not change.to_accept)

    def for_programs(self) -> dict[str, Any]:
        """What `docs/diff.schema.json` describes."""
        return {
            "schema": 1,
            "against": self.against or None,
            "to_accept": bool(self.to_accept),
            "changes": [asdict(change) for change in self.changes],
            "same": [{"part": part, "name": name, "evidence": kind} for part, name, kind in self.same],
            "same_figures": list(self.same_figures),
            "waived": [asdict(waived) for waived in self.waived],
            "evidence": dict(self.evidence),
        }


def review(
    was: Mapping[str, Record],
    now: Mapping[str, Record],
    pictures: tuple[Pictures, Pictures] = ({}, {}),
    parts: Mapping[str, str] | None = None,
    against: str = "",
) -> Review:
    """The review of two revisions: their records by question, their pictures by figure, the part of each figure."""
    names = [*now, *(name for name in was if name not in now)]
    before, after = _derivations(was), _derivations(now)
    changes = [change for name in names for change in compare(was.get(name), now.get(name))]
    drawn = compare_pictures(*pictures)
    changed = {change.derivation for change in changes}
    figures = {change.name: tuple(side.get(change.name, "") for side in pictures) for change in drawn}
    placed = [_with_file(change, (parts or {}).get(change.name, "")) for change in drawn]
    return Review(
        changes=tuple(in_order(with_uses(changes, before, after) + placed)),
        was=before,
        now=after,
        same=tuple((d["part"], name, _weakest(d)) for name, d in after.items() if name not in changed),
        same_figures=tuple(name for name in pictures[1] if name not in figures),
        figures={_file(name): (sides[0], sides[1]) for name, sides in figures.items()},
        waived=tuple(_waived(now.values())),
        evidence=_counts(now.values()),
        against=against,
    )


def headline(changes: Iterable[Change]) -> str:
    """How many changes there are of each class."""
    counts = Counter(change.kind for change in changes)
    return ", ".join(in_words(counts[kind], kind) for kind in CLASSES if counts[kind])


def in_words(number: int, kind: str) -> str:
    """A number of changes of one class, in words."""
    return f"{number} {PLURAL.get(kind) if number > 1 and kind in PLURAL else IN_WORDS.get(kind, kind)}"


def totals(evidence: Mapping[str, int]) -> str:
    """How much is checked, and by which evidence."""
    return f"{sum(evidence.values())} checked now: " + ", ".join(f"{n} {kind}" for kind, n in evidence.items())


def _derivations(records: Mapping[str, Record]) -> dict[str, Record]:
    return {d["name"]: d for record in records.values() for d in record["derivations"]}


def _weakest(derivation: Record) -> str:
    """The weakest evidence of a derivation; a claim that is refuted on purpose is no weakness."""
    found = [
        thing["evidence"]["kind"] for kind in ("lines", "results") for thing in derivation[kind] if thing["evidence"]
    ]
    return max(found, key=KINDS.index, default="")


def _counts(records: Iterable[Record]) -> dict[str, int]:
    """How many checked things have which evidence, the kinds in their order."""
    counts = Counter(thing["evidence"]["kind"] for record in records for _, thing in evidences(record))
    return {kind: counts[kind] for kind in KINDS if counts[kind]}


def _waived(records: Iterable[Record]) -> list[Waived]:
    return [
        Waived(d["part"], d["name"], e["kind"], e["method"], thing.get("waived", ""), str(thing.get("place", "")))
        for record in records
        for d, thing in evidences(record)
        if (e := thing["evidence"])["kind"] in WEAK
    ]


def _file(name: str) -> str:
    return f"figures/{name}.py"


def _with_file(change: Change, part: str) -> Change:
    """A change of a figure under the name of its file, where it stands."""
    file = _file(change.name)
    return replace(change, part=part, name=file, place=f"{file}:1")
