"""A review in a terminal: with colours and without, what uses a result, what is waived."""

import re

import pytest

from workings.change import CLASSES, Change
from workings.review import Review, Waived, headline, review
from workings.terminal import reviewed, shown

CHANGES = [
    Change("3.3", "hv_estimate", "result changed", "(g(w + r*v) - g(w)) / r", "(g(w + r*v) - g(w - r*v)) / (2*r)",
           witness="at w = 1: 0.4375 against 0.5", place="answers/q3.py:47", used_by=(("3.4", "hv_error"),)),
    Change("3.1", "taylor", "assumption weaker", "H pd", "H symmetric", place="answers/q3.py:22"),
    Change("1.1", "line", "other form", "x*2", "2*x", how="proved: normal form", place="answers/q1.py:31"),
    Change("1.1", "figures/swish.py", "drawn differently", place="figures/swish.py:1"),
]  # fmt: skip
WAIVED = Waived("3.4", "best_r", "numeric", "agree at 12 points", "no short normal form", "answers/q3.py:74")
REVIEW = Review(tuple(CHANGES), same=(("2", "mixture", "proved"),), waived=(WAIVED,), evidence={"proved": 3})


def test_without_its_codes_a_coloured_review_is_the_plain_one_byte_for_byte():
    coloured = "\n".join(reviewed(REVIEW, colour=True))
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == "\n".join(reviewed(REVIEW))


def test_a_review_counts_what_is_the_same_and_ends_with_what_is_waived_and_the_totals():
    lines = reviewed(REVIEW)
    assert lines[0].startswith("1 result changed, 1 assumption weaker, 1 in other form, 1 drawn differently,")
    assert " ".join(lines[:2]).endswith("1 the same")
    assert "  Used by 3.4 hv_error." in lines
    assert lines[-6:-3] == [
        "numeric  answers/q3.py:74  3.4 best_r",
        "  agree at 12 points",
        "  waived: no short normal form",
    ]
    assert lines[-2] == "3 checked now: 3 proved"


def test_no_line_is_wider_than_a_terminal():
    assert all(len(line) <= 80 for line in reviewed(REVIEW))


def test_nothing_changed_is_one_line():
    assert reviewed(Review(())) == ["The mathematics is the same as in the accepted records."]


@pytest.mark.parametrize("kind", CLASSES)
def test_every_class_has_a_word_in_the_headline(kind):
    assert headline([Change("1", "a", kind)]).startswith("1 ")


def test_a_result_is_used_where_its_value_is_a_part_of_a_line_elsewhere():
    def derivation(name, right, value, x=None):
        line = {"verb": "equals", "left": "y", "right": right, "relation": "=", "reason": "", "evidence": None,
                "left_latex": "y", "right_latex": ""}  # fmt: skip
        found = {"name": name, "about": "", "meaning": value, "latex": "", "as_written": False, "evidence": None}
        return {"name": name, "part": "1", "claim": "", "assumptions": [], "names": {}, "given": [],
                "symbols": {"x": x or {}, "y": {}}, "lines": [line], "results": [found], "refutations": []}  # fmt: skip

    def record(value):
        rows = [derivation("square", value, value), derivation("twice", f"2*({value})", "y"), derivation("x", "x", "x")]
        rows.append(derivation("of_a_matrix", f"2*({value})", "y", x={"matrix": [2, 2]}))
        return {"q": {"number": 1, "title": "", "points": "1", "derivations": rows}}

    found = review(record("x**2"), record("x**3 + 1"))
    (change,) = [change for change in found.changes if change.kind == "result changed"]
    assert change.used_by == (("1", "twice"),)
    assert [name for _, name, _ in found.same] == ["x"]


def test_changes_alone_are_shown_without_a_headline_for_what_stays():
    assert shown(CHANGES)[0].endswith("1 drawn differently")
