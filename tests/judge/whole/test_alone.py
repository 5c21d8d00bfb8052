"""Each half of the judge alone, on pairs whose truth is known: nothing covers a fault of it then."""

import json
from pathlib import Path

import pytest

from workings.judge import prove, refute
from workings.judge.shapes import mismatch
from workings.pairs import pair_of

FOLDER = Path(__file__).parent.parent / "pairs"


def lines(pattern, verdict):
    files = sorted(FOLDER.glob(pattern))
    found = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    chosen = [line for line in found if json.loads(line)["verdict"] == verdict]
    return pytest.mark.parametrize("line", chosen, ids=[json.loads(line)["id"] for line in chosen])


@lines("*.jsonl", "different")
def test_the_prover_alone_proves_nothing_false(line):
    pair = pair_of(json.loads(line))
    assert not prove(pair.a, pair.b, pair.given).holds


@lines("development.jsonl", "different")
def test_the_refuter_alone_refutes_what_is_false(line):
    pair = pair_of(json.loads(line))
    if "O(" not in line and mismatch(pair.a, pair.b) is None:  # orders and shapes have refuters of their own
        assert refute(pair.a, pair.b, pair.given, effort=2)


@lines("development.jsonl", "equal")
def test_the_refuter_alone_refutes_nothing_true(line):
    pair = pair_of(json.loads(line))
    assert refute(pair.a, pair.b, pair.given, effort=1) is None
