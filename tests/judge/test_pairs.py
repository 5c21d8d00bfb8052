"""Every pair of expressions in `pairs/`, each with the verdict that mathematics gives it: equal or different."""

import json
from pathlib import Path

import pytest

from workings.judge import prove, refute
from workings.pairs import judge_pairs, pair_of

FILES = sorted((Path(__file__).parent / "pairs").glob("*.jsonl"))
LINES = [line for file in FILES for line in file.read_text(encoding="utf-8").splitlines()]
SAYING = {"equal": ("identical", "proved", "by SymPy"), "different": ("refuted",)}


def ids(lines):
    return [json.loads(line)["id"] for line in lines]


@pytest.mark.slow
@pytest.mark.parametrize("line", LINES, ids=ids(LINES))
def test_the_verdict_is_right(line):
    (found,) = judge_pairs([line])
    assert not found.wrong, found
    if found.verdict not in SAYING[found.expected]:
        pytest.xfail(f"beyond what the judge decides: {found.verdict}")
    assert (found.verdict == "refuted") == bool(found.witness)


DIFFERENT = [line for line in LINES if json.loads(line)["verdict"] == "different"]


@pytest.mark.slow
@pytest.mark.parametrize("line", DIFFERENT, ids=ids(DIFFERENT))
def test_the_prover_alone_proves_nothing_false(line):
    pair = pair_of(json.loads(line))
    assert not prove(pair.a, pair.b, pair.given).holds


EQUAL = [line for line in LINES if json.loads(line)["verdict"] == "equal"]


@pytest.mark.slow
@pytest.mark.parametrize("line", EQUAL, ids=ids(EQUAL))
def test_the_refuter_alone_refutes_nothing_true(line):
    pair = pair_of(json.loads(line))
    assert refute(pair.a, pair.b, pair.given, effort=2) is None
