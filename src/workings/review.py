"""The changes between two revisions as a person reads them in a terminal: counts, what to accept, what is equal."""

from __future__ import annotations

import textwrap
from collections import Counter

from .change import CLASSES, Change
from .marks import carets, differing
from .refusal import example

WIDTH = 80
PLURAL = {
    "result changed": "results changed",
    "assumption weaker": "assumptions weaker",
    "assumption stronger": "assumptions stronger",
    "assumption other": "assumptions other",
}
WITH_WORDS = {
    "other form": "in other form",
    "other steps": "with other steps",
}
FOLDED = ("other steps", "evidence stronger", "reworded", "typeset differently")


def shown(changes: list[Change]) -> list[str]:
    """The lines of a review: the counts, then each group that is not empty, each change with both sides."""
    lines = wrapped(headline(changes), "")
    for title, chosen in (
        ("To accept", [change for change in changes if change.to_accept]),
        ("Equal in meaning", [change for change in changes if not change.to_accept]),
    ):
        if chosen:
            lines += ["", title]
        for before, change in zip([None, *chosen], chosen, strict=False):
            if not (before and before.kind in FOLDED and change.kind in FOLDED):
                lines.append("")
            lines += card(change)
    return lines


def headline(changes: list[Change]) -> str:
    """How many changes there are of each class."""
    counts = Counter(change.kind for change in changes)
    return ", ".join(in_words(counts[kind], kind) for kind in CLASSES if counts[kind])


def in_words(number: int, kind: str) -> str:
    """A number of changes of one class, in words."""
    return f"{number} {WITH_WORDS.get(kind) or (PLURAL.get(kind, kind) if number > 1 else kind)}"


def card(change: Change) -> list[str]:
    """The lines of one change: its head; both sides, what differs marked; the witness; how we know."""
    lines = head(change)
    if change.kind not in FOLDED:
        lines += sides(change)
    how = f"{change.how[0].upper()}{change.how[1:]}." if change.how and change.kind != "other form" else ""
    for text in (change.witness and example(change.witness), "; ".join(change.details), how):
        lines += wrapped(text, "  ")
    return lines


def head(change: Change) -> list[str]:
    """Part, name and class, and the place at the right edge, or in a line of its own where there is no room."""
    how = f", {change.how.partition(':')[0]}" if change.kind == "other form" and change.how else ""
    left = f"{change.part}  {change.name}  {change.kind}{how}"
    if len(left) + 2 + len(change.place) <= WIDTH:
        return [f"{left}{change.place:>{WIDTH - len(left)}}"] if change.place else [left]
    return [left, f"{change.place:>{WIDTH}}"]


def sides(change: Change) -> list[str]:
    """Both sides, the parts that differ marked below."""
    spans = differing(change.was, change.now) if change.was and change.now else ([], [])
    lines = []
    for label, text, marked in (("was", change.was, spans[0]), ("now", change.now, spans[1])):
        if text:
            first, *others = text.splitlines()
            lines += [f"  {label}   {first}", *(f"        {line}" for line in others)]
            lines += [f"        {carets(marked)}"] if marked and not others else []
    return lines


def wrapped(text: str, indent: str) -> list[str]:
    """A text in lines of the width of a terminal, broken at spaces."""
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
