"""A review as a person reads it in a terminal: counts, what to accept, what is equal, and at last what is waived.

Sixteen colours at most, and none of them needed: without them the text is the same byte for byte.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Sequence

from .change import Change
from .marks import Span, carets, differing
from .refusal import example
from .review import Review, Waived, headline, totals

WIDTH = 80
Paint = Callable[[str, str], str]
FOLDED = ("other steps", "evidence stronger", "reworded", "typeset differently", "drawn differently")
BOLD, DIM, RED, YELLOW, CYAN, RED_AND_BOLD = "1", "2", "31", "33", "36", "1;31"


def plain(text: str, code: str) -> str:
    """The text as it is."""
    return text


def painted(text: str, code: str) -> str:
    """The text in a colour or a weight of the terminal's own."""
    return f"\x1b[{code}m{text}\x1b[0m" if text and code else text


def reviewed(found: Review, colour: bool = False) -> list[str]:
    """The lines of a whole review; one that finds nothing changed and nothing waived is one line."""
    paint = painted if colour else plain
    where = f" of {found.against}" if found.against else ""
    lines = [] if found.to_accept else [f"The mathematics is the same as in the accepted records{where}."]
    if found.changes:
        same = len(found.same) + len(found.same_figures)
        lines += shown(found.changes, [f"{same} the same"] if same else [], paint)
    for waived in found.waived:
        lines += ["", *_waived(waived, paint)]
    if found.changes:
        parts = [change.part for change in found.changes if change.part]
        next_action = f"make accept takes all, make accept PART={parts[0]} takes one part." if parts else "make accept"
        lines += ["", totals(found.evidence), paint(next_action, DIM)] if found.evidence else ["", next_action]
    return lines


def shown(changes: Sequence[Change], besides: Sequence[str] = (), paint: Paint = plain) -> list[str]:
    """The lines of changes: the counts, then each group that is not empty, each change with both sides."""
    lines = [_counts(line, paint) for line in wrapped(", ".join([headline(changes), *besides]), "")]
    for title, chosen in (
        ("To accept", [change for change in changes if change.to_accept]),
        ("Equal in meaning", [change for change in changes if not change.to_accept]),
    ):
        if chosen:
            lines += ["", paint(title, BOLD)]
        for before, change in zip([None, *chosen], chosen, strict=False):
            if not (before and before.kind in FOLDED and change.kind in FOLDED):
                lines.append("")
            lines += card(change, paint)
    return lines


def card(change: Change, paint: Paint) -> list[str]:
    """The lines of one change: its head; both sides, what differs marked; the witness; how we know; what uses it."""
    lines = head(change, paint)
    if change.kind not in FOLDED:
        lines += sides(change, paint)
    how = f"{change.how[0].upper()}{change.how[1:]}." if change.how and change.kind != "other form" else ""
    users = ", ".join(" ".join(user) for user in change.used_by)
    for text in (change.witness and example(change.witness), "; ".join(change.details), how):
        lines += wrapped(text, "  ")
    return lines + (wrapped(f"Used by {users}.", "  ") if users else [])


def head(change: Change, paint: Paint) -> list[str]:
    """Part, name and class, and the place at the right edge, or in a line of its own where there is no room."""
    how = f", {change.how.partition(':')[0]}" if change.kind == "other form" and change.how else ""
    name = "  ".join(filter(None, (change.part, change.name)))
    used = len(name) + 2 + len(change.kind) + len(how)
    code = RED_AND_BOLD if change.kind == "result changed" else YELLOW if change.to_accept else ""
    left = f"{paint(name, BOLD)}  {paint(change.kind, code)}{how}"
    if not change.place:
        return [left]
    if used + 2 + len(change.place) <= WIDTH:
        return [left + " " * (WIDTH - used - len(change.place)) + paint(change.place, DIM)]
    return [left, " " * (WIDTH - len(change.place)) + paint(change.place, DIM)]


def sides(change: Change, paint: Paint) -> list[str]:
    """Both sides, the parts that differ marked below."""
    spans = differing(change.was, change.now) if change.was and change.now else ([], [])
    lines = []
    for label, text, marked, code in (("was", change.was, spans[0], YELLOW), ("now", change.now, spans[1], CYAN)):
        if text:
            first, *others = text.splitlines()
            marked = [] if others else marked
            lines += [f"  {label}   {_with(marked, first, code, paint)}", *(f"        {line}" for line in others)]
            lines += [f"        {_with(marked, carets(marked), code, paint)}"] if marked else []
    return lines


def wrapped(text: str, indent: str) -> list[str]:
    """A text in lines of the width of a terminal, broken at spaces."""
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _with(spans: Sequence[Span], text: str, code: str, paint: Paint) -> str:
    """A text with the places of `spans` painted."""
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + paint(text[start:end], code) + text[end:]
    return text


def _counts(line: str, paint: Paint) -> str:
    """A line of the headline, what is to accept painted as it is below."""
    line = re.sub(r"\d+ results? changed", lambda found: paint(found[0], RED_AND_BOLD), line)
    kinds = r"\d+ (undecided|assumptions? \w+|evidence weaker|removed|added|figures? with other data)"
    return re.sub(kinds, lambda found: paint(found[0], YELLOW), line)


def _waived(waived: Waived, paint: Paint) -> list[str]:
    """A line that rests on less than a proof."""
    first = f"{paint(waived.evidence, YELLOW)}  {waived.place}  {waived.part} {waived.derivation}"
    return [first, *wrapped(waived.method, "  "), *wrapped(f"waived: {waived.reason}" if waived.reason else "", "  ")]
