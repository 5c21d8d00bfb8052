"""Two lists of lines, aligned as a good diff would: which stay, which change, come, go or move."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Aligned:
    """The places, from 0, of a line before and after; None where there is none. `moved`: it stands elsewhere, too."""

    was: int | None
    now: int | None
    same: bool = False
    moved: bool = False


def align(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Aligned]:
    """The lines of both lists in the order of a diff, each pair of equal ones as the same."""
    rows: list[Aligned] = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            rows += [Aligned(i + n, k + n, same=True) for n in range(j - i)]
            continue
        both = min(j - i, m - k) if kind == "replace" else 0
        rows += [Aligned(i + n, k + n) for n in range(both)]
        rows += [Aligned(n, None, moved=before[n] in after[:k] or before[n] in after[m:]) for n in range(i + both, j)]
        rows += [Aligned(None, n, moved=after[n] in before[:i] or after[n] in before[j:]) for n in range(k + both, m)]
    return rows


def described(rows: list[Aligned]) -> tuple[str, ...]:
    """What became of the lines that are not the same, counted from 1, in words."""
    return tuple(_words(row) for row in rows if not row.same and not (row.moved and row.now is None))


def _words(row: Aligned) -> str:
    if row.was is None and row.now is not None:
        return f"line {row.now + 1} {'moved' if row.moved else 'added'}"
    if row.now is None and row.was is not None:
        return f"line {row.was + 1} removed"
    assert row.was is not None and row.now is not None
    return f"line {row.now + 1} changed" + (f", was line {row.was + 1}" if row.was != row.now else "")
