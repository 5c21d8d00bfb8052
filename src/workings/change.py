"""A change from one record to another: its class, what it is about, both sides, and how we know."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

TO_ACCEPT = (
    "result changed",
    "undecided",
    "assumption weaker",
    "assumption stronger",
    "assumption other",
    "evidence weaker",
    "removed",
    "added",
    "data changed",
)
EQUAL_IN_MEANING = (
    "other form",
    "other steps",
    "evidence stronger",
    "reworded",
    "typeset differently",
    "drawn differently",
)
CLASSES = (*TO_ACCEPT, *EQUAL_IN_MEANING)


@dataclass(frozen=True)
class Change:
    """One difference: the part and the name it is about, its class, both sides as text, and what is known of it.

    `how` says how an equality is known, or what was tried; `witness` is the point at which the sides differ, or an
    object that one side alone allows; `details` are sentences on single lines; `place` is where it stands now;
    `derivation` is the name of the one that it is of, "" for a question and a figure; `used_by` are the part and the
    name of every other derivation whose lines held the result before or hold it now.
    """

    part: str
    name: str
    kind: str
    was: str = ""
    now: str = ""
    how: str = ""
    witness: str = ""
    details: tuple[str, ...] = ()
    place: str = ""
    derivation: str = ""
    used_by: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in CLASSES:
            raise ValueError(f"{self.kind!r} is no class of changes: {', '.join(CLASSES)}")

    @property
    def figure(self) -> str:
        """The name of the figure that it is of; "" for all else."""
        return PurePosixPath(self.name).stem if self.name.startswith("figures/") else ""

    @property
    def to_accept(self) -> bool:
        """Whether a person must decide."""
        return self.kind in TO_ACCEPT


def in_order(changes: list[Change]) -> list[Change]:
    """The changes by their class, and in each as they came."""
    return sorted(changes, key=lambda change: CLASSES.index(change.kind))
