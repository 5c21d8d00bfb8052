"""`build.py judge`: a verdict a line, a pair that cannot be read does not stop the rest."""

import json

import pytest
from tiny import run

PAIRS = [
    {"id": "a", "symbols": {"x": {"real": True}}, "a": "(x+1)**2", "b": "x**2+2*x+1", "verdict": "equal"},
    {"id": "b", "symbols": {"x": {"real": True}}, "a": "sqrt(x**2)", "b": "x"},
    {"id": "c", "symbols": {"x": {"real": True}}, "a": "sqrt(x**2)", "b": "x", "assume": ["x > 0"]},
    {"id": "d", "symbols": {}, "a": "y", "b": "y"},
    {"id": "e", "symbols": {"x": {}}, "a": "x.real", "b": "x"},
]


@pytest.fixture
def pairs(tmp_path):
    path = tmp_path / "pairs.jsonl"
    path.write_text("\n".join([*map(json.dumps, PAIRS), "", "no json"]) + "\n")
    return path


def test_every_pair_gets_its_verdict(pairs, tmp_path):
    done = run(tmp_path, "judge", str(pairs), "--json")
    rows = {row["id"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 0
    assert [row["verdict"] for row in rows.values()] == [
        "proved", "refuted", "proved", "unreadable", "unreadable", "unreadable",
    ]  # fmt: skip
    assert set(rows["a"]) == {"id", "verdict", "method", "witness", "ms"}
    assert rows["b"]["witness"].startswith("at x = -")
    assert rows["d"]["method"] == "y is not declared"
    assert rows["line 7"]["method"].startswith("Expecting value")


def test_the_table_for_people_ends_with_a_summary(pairs, tmp_path):
    lines = run(tmp_path, "judge", str(pairs)).stdout.splitlines()
    assert lines[0].startswith("a          proved")
    assert lines[6] == "6 pairs: 3 unreadable, 2 proved, 1 refuted"


def test_a_verdict_against_the_file_exits_with_1(tmp_path):
    path = tmp_path / "pairs.jsonl"
    path.write_text(json.dumps(PAIRS[1] | {"verdict": "equal"}))
    done = run(tmp_path, "judge", str(path))
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "contrary to the file: b"


def test_a_file_that_is_not_there_is_a_mistake_of_usage(tmp_path):
    done = run(tmp_path, "judge", "nowhere.jsonl")
    assert done.returncode == 2
    assert "nowhere.jsonl cannot be read" in done.stderr
