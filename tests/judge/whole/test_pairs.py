"""Every pair of expressions in `pairs/`, each with the verdict that mathematics gives it: equal or different.

`development` came with the project; `textbook`, `course` and `examiner` were written before anything was tried on
them; `random` was written by a generator, its equal pairs by rewriting and a comparison at points; the others by those
who wrote the tier that they are about.
"""

import json
from functools import cache
from pathlib import Path

import pytest

from workings.pairs import judge_pairs

FOLDER = Path(__file__).parent.parent / "pairs"
LINES = [line for file in sorted(FOLDER.glob("*.jsonl")) for line in file.read_text(encoding="utf-8").splitlines()]
HOLDING = ("identical", "proved", "by SymPy")


@cache
def verdict(line):
    (found,) = judge_pairs([line])
    return found


@pytest.mark.parametrize("line", LINES, ids=[json.loads(line)["id"] for line in LINES])
def test_the_verdict_is_not_wrong(line):
    found = verdict(line)
    assert not found.wrong and found.verdict != "unreadable", found
    assert (found.verdict == "refuted") == bool(found.witness)


@pytest.mark.parametrize(
    ("name", "without"),
    [
        ("development", 0.01),
        ("textbook", 0.01),
        ("matrices", 0.01),
        ("course", 0.01),
        ("examiner", 0.05),
        ("random", 0.03),
    ],
)
def test_few_pairs_are_left_without_a_verdict(name, without):
    found = [verdict(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    silent = [one.id for one in found if one.verdict in ("numeric", "undecided")]
    assert len(silent) <= without * len(found), silent
    equal = [one for one in found if one.expected == "equal"]
    assert sum(one.verdict == "by SymPy" for one in equal) <= 0.1 * len(equal)
