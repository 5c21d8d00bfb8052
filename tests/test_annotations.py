"""Changes as annotations of a pull request, and the schema of their JSON."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from workings.annotations import annotation
from workings.change import CLASSES, Change

SCHEMA = json.loads((Path(__file__).parent.parent / "docs" / "diff.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            Change("1", "square", "result changed", "x", "2*x", witness="at x = 1: 1 against 2", place="a/q1.py:7"),
            "::error file=a/q1.py,line=7,title=1 square%3A result changed::was: x%0Anow: 2*x%0Aat x = 1: 1 against 2",
        ),
        (
            Change("1", "steps", "reworded", details=("50% of line 1",)),
            "::notice title=1 steps%3A reworded::50%25 of line 1",
        ),
        (Change("1", "f", "added"), "::error title=1 f%3A added::added"),
    ],
)
def test_a_change_stands_at_its_line_with_what_it_was_and_is(change, expected):
    assert annotation(change) == expected


def test_the_schema_has_every_field_and_every_class():
    change = SCHEMA["$defs"]["change"]
    assert list(change["properties"]) == change["required"] == [field.name for field in fields(Change)]
    assert change["properties"]["kind"]["enum"] == list(CLASSES)
