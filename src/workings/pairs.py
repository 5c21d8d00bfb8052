"""A file of pairs, one JSON object a line, and the judge's word on each: do the two sides mean the same?

A pair has an `id`, its `symbols` (what `storage.declared` reads), the sides `a` and `b`, perhaps `assume`, a list of
relations between the letters, and perhaps the `verdict` that is expected of it: equal or different.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from .judge import same
from .storage import CannotRead, declared, read

UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Pair:
    """Two sides and what is given of them."""

    a: Any
    b: Any
    given: tuple[Any, ...]


@dataclass(frozen=True)
class Judged:
    """The verdict on a pair, a word of `judge.evidence` or "unreadable", and the milliseconds that it took."""

    id: str
    verdict: str
    method: str
    witness: str
    ms: float
    expected: str = ""

    @property
    def wrong(self) -> bool:
        """Whether the verdict contradicts what the file expects; no verdict contradicts nothing."""
        said = {"equal": ("refuted",), "different": ("identical", "proved", "by SymPy")}
        return self.verdict in said.get(self.expected, ())

    def row(self) -> dict[str, Any]:
        """What is reported of it."""
        return {key: value for key, value in asdict(self).items() if key != "expected"}


def pair_of(fields: Any) -> Pair:
    """The pair that a JSON object says; CannotRead names what is wrong with it."""
    if not isinstance(fields, dict) or not all(isinstance(fields.get(side), str) for side in ("a", "b")):
        raise CannotRead("it has no two sides a and b")
    symbols, assume = fields.get("symbols", {}), fields.get("assume", [])
    if not isinstance(symbols, dict) or not isinstance(assume, list):
        raise CannotRead("symbols is a table, assume a list")
    letters, given = declared(symbols)
    a, b = read(fields["a"], letters), read(fields["b"], letters)
    return Pair(a, b, (*given, *(read(text, letters) for text in assume)))


def judge_pairs(lines: Iterable[str]) -> Iterator[Judged]:
    """The verdict on each pair in turn; one that cannot be read is reported and does not stop the rest."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _judged(line, number)


def summary(found: list[Judged]) -> str:
    """How many pairs got which verdict, how long they took, and how many contradict what the file expects."""
    counts = Counter(one.verdict for one in found)
    times = sorted(one.ms for one in found)
    parts = [", ".join(f"{count} {verdict}" for verdict, count in counts.most_common())]
    if times:
        middle, late = times[len(times) // 2], times[int(0.95 * (len(times) - 1))]
        parts.append(f"median {middle:.0f} ms, 95th percentile {late:.0f} ms, longest {times[-1]:.0f} ms")
    if wrong := [one.id for one in found if one.wrong]:
        parts.append(f"contrary to the file: {', '.join(wrong)}")
    return f"{len(found)} pairs: " + "\n".join(parts)


def _judged(line: str, number: int) -> Judged:
    name, expected, start = f"line {number}", "", time.perf_counter()
    try:
        fields = json.loads(line)
        if isinstance(fields, dict):
            name, expected = str(fields.get("id", name)), str(fields.get("verdict", ""))
        pair = pair_of(fields)
        start = time.perf_counter()
        evidence = same(pair.a, pair.b, pair.given)
    except (CannotRead, json.JSONDecodeError, TypeError) as error:
        evidence = None
        why = str(error)
    ms = round((time.perf_counter() - start) * 1000, 1)
    if evidence is None:
        return Judged(name, UNREADABLE, why, "", ms, expected)
    return Judged(name, evidence.kind, evidence.method, evidence.witness, ms, expected)
