"""What differs between two records, in words."""

import copy

import pytest

from workings.compare import compare

LINE = {
    "verb": "equals", "left": "(x + 1)**2", "left_latex": "(x + 1)^2", "right": "x**2 + 2*x + 1",
    "right_latex": "x^2 + 2 x + 1", "relation": "=", "reason": "expand",
    "evidence": {"kind": "proved", "method": "normal form"},
}  # fmt: skip
RESULT = {
    "name": "square", "about": "", "meaning": "x**2 + 2*x + 1", "latex": "x^2 + 2 x + 1", "as_written": False,
    "evidence": {"kind": "identical", "method": ""},
}  # fmt: skip
RECORD = {
    "number": 1, "title": "Squares", "points": "5",
    "derivations": [{
        "name": "square_of_a_sum", "part": "1", "claim": "The square.", "assumptions": ["x real"], "names": {},
        "lines": [LINE], "results": [RESULT], "refutations": [],
    }],
}  # fmt: skip


def changed(*steps_and_value):
    """RECORD with the value at a path of keys replaced."""
    *path, value = steps_and_value
    record = copy.deepcopy(RECORD)
    inner = record["derivations"][0]
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return record


def test_a_record_is_the_same_as_itself():
    assert compare(RECORD, copy.deepcopy(RECORD)) == []


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (("results", 0, "meaning"), "x**2", "1  square  result differs\n  was   x**2 + 2*x + 1\n  now   x**2"),
        (("results", 0, "latex"), "1 + 2 x + x^2",
         "1  square  typeset differently\n  was   x^2 + 2 x + 1\n  now   1 + 2 x + x^2"),
        (("results", 0, "evidence"), {"kind": "by SymPy", "method": "simplify"},
         "1  square  evidence differs\n  was   identical\n  now   by SymPy, simplify"),
        (("claim",), "A square.", "1  square_of_a_sum  reworded\n  was   The square.\n  now   A square."),
        (("assumptions",), [], "1  square_of_a_sum  assumptions differ\n  was   [x real]\n  now   []"),
    ],
)  # fmt: skip
def test_a_change_is_said_in_words_with_both_sides(path, value, expected):
    assert [str(change) for change in compare(RECORD, changed(*path, value))] == [expected]


def test_a_line_shows_what_it_was_and_is():
    (change,) = compare(RECORD, changed("lines", 0, "reason", "multiply out"))
    assert change.kind == "lines differ" and "expand" in change.was and "multiply out" in change.now


@pytest.mark.parametrize(("was", "now", "kind"), [(None, RECORD, "added"), (RECORD, None, "removed")])
def test_a_derivation_comes_and_goes(was, now, kind):
    assert [change.kind for change in compare(was, now)] == [kind]


def test_a_result_that_is_gone_shows_what_it_was():
    (change,) = compare(RECORD, changed("results", []))
    assert str(change) == "1  square  result removed\n  was   x**2 + 2*x + 1"


def test_lines_in_another_order_are_a_change():
    other = dict(LINE, right="1 + 2*x + x**2", right_latex="1 + 2 x + x^2")
    (change,) = compare(changed("lines", [LINE, other]), changed("lines", [other, LINE]))
    assert change.kind == "lines in another order"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("part",), "2"),
        (("names",), {"s": "x + 1"}),
        (("given",), ["x > 0"]),
        (("symbols",), {"x": {}}),
        (("lines", 0, "left_value"), "x"),
        (("results", 0, "value"), "x"),
        (("lines", 0, "region"), "x > 0"),
        (("lines", 0, "when"), "x = p"),
        (("lines", 0, "waived"), "I think so"),
        (("lines", 0, "remainder"), "x**2"),
        (("lines", 0, "inline"), True),
        (("lines", 0, "verb"), "rounds"),
        (("lines",), [LINE, LINE]),
        (("results", 0, "about"), "another"),
        (("results", 0, "as_written"), True),
        (("results", 0, "region"), "x > 0"),
    ],
    ids=str,
)
def test_nothing_that_is_recorded_changes_unseen(path, value):
    assert len(compare(RECORD, changed(*path, value))) == 1


REFUTATION = {
    "claim": "x = 1", "latex": "x = 1", "point": [{"letter": "x", "value": "2"}], "values": ["2", "1"],
    "evidence": {"kind": "refuted", "method": "", "witness": "2 against 1"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value", "now"),
    [
        ("point", [{"letter": "x", "value": "3"}], "not x = 1 at x = 3: 2 against 1  [refuted]  as x = 1"),
        ("latex", "1 = x", "not x = 1 at x = 2: 2 against 1  [refuted]  as 1 = x"),
    ],
)
def test_a_refutation_shows_what_it_was_and_is(field, value, now):
    (change,) = compare(changed("refutations", [REFUTATION]), changed("refutations", [REFUTATION | {field: value}]))
    assert str(change) == (
        "1  square_of_a_sum  refutation differs\n"
        "  was   not x = 1 at x = 2: 2 against 1  [refuted]  as x = 1\n"
        f"  now   {now}"
    )  # fmt: skip


def test_the_head_of_a_question_counts():
    assert [change.kind for change in compare(RECORD, RECORD | {"points": "7"})] == ["the question differs"]
