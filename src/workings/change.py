"""A change from one record to another: its class, what it is about, both sides, and how we know."""

from __future__ import annotations

from dataclasses import dataclass

TO_ACCEPT = (
    "result changed",
    "undecided",
    "assumption weaker",
    "assumption stronger",
    "assumption other",
    "evidence weaker",
    "removed",
    "added",
)
EQUAL_IN_MEANING = ("other form", "other steps", "evidence stronger", "reworded", "typeset differently")
CLASSES = (*TO_ACCEPT, *EQUAL_IN_MEANING)


@dataclass(frozen=True)
class Change:
    """One difference: the part and the name it is about, its class, both sides as text, and what is known of it.

    `how` says how an equality is known, or what was tried; `witness` is the point at which the sides differ, or an
    object that one side alone allows; `details` are sentences on single lines; `place` is where it stands now.
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

    def __post_init__(self) -> None:
        if self.kind not in CLASSES:
            raise ValueError(f"{self.kind!r} is no class of changes: {', '.join(CLASSES)}")

    @property
    def to_accept(self) -> bool:
        """Whether a person must decide."""
        return self.kind in TO_ACCEPT


def in_order(changes: list[Change]) -> list[Change]:
    """The changes by their class, and in each as they came."""
    return sorted(changes, key=lambda change: CLASSES.index(change.kind))
