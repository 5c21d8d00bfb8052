"""What changed between two records, by meaning."""

import copy

import pytest

from workings.compare import compare
from workings.terminal import shown

PROVED = {"kind": "proved", "method": "normal form"}
LINE = {
    "verb": "equals", "left": "(x + 1)**2", "left_latex": "(x + 1)^2", "right": "x**2 + 2*x + 1",
    "right_latex": "x^2 + 2 x + 1", "relation": "=", "reason": "expand", "evidence": PROVED,
}  # fmt: skip
OTHER = dict(LINE, right="1 + 2*x + x**2", right_latex="1 + 2 x + x^2")
RESULT = {
    "name": "square", "about": "", "meaning": "x**2 + 2*x + 1", "latex": "x^2 + 2 x + 1", "as_written": False,
    "relation": "", "region": "", "evidence": {"kind": "identical", "method": ""},
}  # fmt: skip
REFUTATION = {
    "claim": "x = 1", "latex": "x = 1", "left_value": "x", "right_value": "1", "point": [{"letter": "x", "value": "2"}],
    "values": ["2", "1"], "evidence": {"kind": "refuted", "method": "", "witness": "2 against 1"},
}  # fmt: skip
RECORD = {
    "number": 1, "title": "Squares", "points": "5",
    "derivations": [{
        "name": "square_of_a_sum", "part": "1", "claim": "The square.", "assumptions": ["x real"], "names": {},
        "given": [], "symbols": {"x": {"real": True}}, "lines": [LINE], "results": [RESULT], "refutations": [],
    }],
}  # fmt: skip


def changed(*steps_and_value, record=RECORD):
    """A record with the value at a path of keys replaced."""
    *path, value = steps_and_value
    record = copy.deepcopy(record)
    inner = record["derivations"][0]
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return record


def test_a_record_is_the_same_as_itself():
    assert compare(RECORD, copy.deepcopy(RECORD)) == []


KINDS = [
    (("results", 0, "meaning"), "x**2", "result changed"),
    (("results", 0, "meaning"), "(x + 1)**2", "other form"),
    (("results", 0, "value"), "(x + 1)**2", "other form"),
    (("results", 0, "region"), "x > 0", "result changed"),
    (("results", 0, "relation"), "<=", "result changed"),
    (("results", 0, "as_written"), True, "result changed"),
    (("results", 0, "latex"), "1 + 2 x + x^2", "typeset differently"),
    (("results", 0, "about"), "another", "reworded"),
    (("results", 0, "evidence"), {"kind": "by SymPy", "method": "simplify"}, "evidence weaker"),
    (("results", 0, "evidence"), PROVED, "reworded"),
    (("results", 0, "name"), "power", "removed"),
    (("claim",), "A square.", "reworded"),
    (("part",), "2", "reworded"),
    (("names",), {"s": "x + 1"}, "typeset differently"),
    (("symbols",), {"x": {}}, "assumption weaker"),
    (("symbols",), {"x": {"positive": True}}, "assumption stronger"),
    (("symbols",), {"x": {"imaginary": True}}, "assumption other"),
    (("given",), ["x > 0"], "assumption stronger"),
    (("assumptions",), ["x a real number"], "reworded"),
    (("lines", 0, "left"), "(1 + x)**2", "other steps"),
    (("lines", 0, "left_value"), "x", "other steps"),
    (("lines", 0, "region"), "x > 0", "other steps"),
    (("lines", 0, "remainder"), "x**2", "other steps"),
    (("lines", 0, "verb"), "rounds", "other steps"),
    (("lines", 0, "when"), "x = p", "reworded"),
    (("lines", 0, "reason"), "multiply out", "reworded"),
    (("lines", 0, "inline"), True, "reworded"),
    (("lines", 0, "left_latex"), "(1 + x)^2", "typeset differently"),
    (("lines", 0, "evidence"), {"kind": "numeric", "method": "12 points"}, "evidence weaker"),
    (("lines", 0, "evidence"), {"kind": "proved", "method": "another"}, "reworded"),
    (("lines",), [LINE, LINE], "other steps"),
    (("lines",), [], "other steps"),
    (("refutations",), [REFUTATION], "added"),
]


@pytest.mark.parametrize(("path", "value", "kind"), KINDS, ids=[f"{path[-1]}, {kind}" for path, _, kind in KINDS])
def test_nothing_that_is_recorded_changes_unseen_and_each_change_has_its_class(path, value, kind):
    assert compare(RECORD, changed(*path, value))[0].kind == kind


@pytest.mark.parametrize(
    ("was", "now", "kind"),
    [
        (["x >= 0"], ["x > 0"], "assumption stronger"),
        (["x > 0"], ["x >= 0"], "assumption weaker"),
        (["x > 0"], ["0 < 2*x"], "reworded"),
        (["x > 0"], ["x < 0"], "assumption other"),
        (["x > 0"], [], "assumption weaker"),
    ],
)
def test_a_premise_is_weaker_if_it_follows_from_what_was_given(was, now, kind):
    assert [change.kind for change in compare(changed("given", was), changed("given", now))] == [kind]


@pytest.mark.parametrize(
    ("was", "now", "witness"),
    [
        (["x > 0"], ["x >= 0"], "for example x = 0 is allowed now and was not before"),
        (["x >= 0"], ["x > 0"], "for example x = 0 was allowed and is not now"),
    ],
)
def test_a_premise_that_changed_shows_what_one_side_alone_allows(was, now, witness):
    (change,) = compare(changed("given", was), changed("given", now))
    assert change.witness == witness


def test_assumptions_that_exclude_each_other_are_other_ones():
    kinds = [change.kind for change in compare(RECORD, changed("symbols", {"x": {"positive": True, "real": False}}))]
    assert kinds == ["assumption other"]


def test_a_result_of_another_meaning_has_the_point_and_both_values():
    (change,) = compare(RECORD, changed("results", 0, "meaning", "x**2 + 2*x + 2"))
    point, values = change.witness.removeprefix("at x = ").split(": ")
    was, now = values.split(" against ")
    x = float(point)
    assert (float(was), float(now)) == (x**2 + 2 * x + 1, x**2 + 2 * x + 2)


def test_a_result_whose_order_of_evaluation_counts_changes_with_its_form():
    was = changed("results", 0, "as_written", True)
    (change,) = compare(was, changed("results", 0, "meaning", "(x + 1)**2", record=was))
    assert change.kind == "result changed" and change.how.endswith("as numbers: proved")


def test_a_result_that_cannot_be_read_is_undecided_and_says_why():
    (change,) = compare(RECORD, changed("results", 0, "meaning", "h(x)"))
    assert change.kind == "undecided" and change.how.startswith("undecided: cannot be read side by side")


def test_a_record_without_a_table_of_letters_is_compared_as_far_as_it_goes():
    older = copy.deepcopy(RECORD)
    del older["derivations"][0]["symbols"], older["derivations"][0]["given"]
    assert [change.kind for change in compare(older, changed("results", 0, "meaning", "(x + 1)**2"))] == ["other form"]


def test_a_letter_that_is_two_things_cannot_be_compared():
    other = changed("symbols", {"x": {"matrix": [2, 2]}}, record=changed("results", 0, "meaning", "x"))
    kinds = {change.kind: change.how for change in compare(RECORD, other)}
    assert kinds["undecided"].endswith("x is a number in one and a matrix in the other")


@pytest.mark.parametrize(("was", "now", "kind"), [(None, RECORD, "added"), (RECORD, None, "removed")])
def test_a_derivation_comes_and_goes(was, now, kind):
    assert [change.kind for change in compare(was, now)] == [kind]


@pytest.mark.parametrize(
    ("was", "now", "details"),
    [
        ([LINE, OTHER], [OTHER, LINE], ("line 1 moved",)),
        ([LINE], [LINE, OTHER], ("line 2 added",)),
        ([OTHER, LINE], [LINE], ("line 1 removed",)),
        ([LINE], [OTHER], ("line 1 changed",)),
        ([OTHER, LINE], [OTHER, dict(LINE, reason="by hand")], ("the reason of line 2",)),
    ],
    ids=["moved", "added", "removed", "changed", "reason"],
)
def test_lines_are_aligned(was, now, details):
    (change,) = compare(changed("lines", was), changed("lines", now))
    assert change.details == details


def test_the_way_to_a_result_that_changed_is_told_with_it():
    now = changed("claim", "A square.", record=changed("results", 0, "meaning", "x**2"))
    (change,) = compare(RECORD, now)
    assert (change.kind, change.details) == ("result changed", ("the claim",))


def test_a_refutation_of_another_claim_is_another_result():
    was, now = (changed("refutations", [REFUTATION | {"right_value": value}]) for value in ("1", "2"))
    assert [change.kind for change in compare(was, now)] == ["result changed"]


def test_the_head_of_a_question_counts():
    assert [change.details for change in compare(RECORD, RECORD | {"points": "7"})] == [("the head of the question",)]


def test_a_review_has_what_to_accept_first_with_the_changed_part_marked():
    was = changed("results", [RESULT, dict(RESULT, name="power")])
    now = changed("results", 0, "meaning", "x**2 + 3*x + 1", record=was)
    now["derivations"][0]["results"][0]["place"] = "answers/q1_square.py:12"
    now["derivations"][0]["results"][1]["latex"] = "1 + 2 x + x^2"
    lines = shown(compare(was, now))
    assert lines[:8] == [
        "1 result changed, 1 typeset differently",
        "",
        "To accept",
        "",
        "1  square  result changed".ljust(57) + "answers/q1_square.py:12",
        "  was   x**2 + 2*x + 1",
        "               ^",
        "  now   x**2 + 3*x + 1",
    ]
    assert lines[-4:] == ["", "Equal in meaning", "", "1  power  typeset differently"]
    assert all(len(line) <= 80 for line in lines)


@pytest.mark.parametrize(
    ("was", "now", "witness"),
    [
        ({"x": {"positive": True}}, {"x": {"real": True}}, "for example x = -1 is allowed now and was not before"),
        ({"x": {"nonnegative": True}}, {"x": {"positive": True}}, "for example x = 0 was allowed and is not now"),
        ({"x": {"indexed": True, "positive": True}}, {"x": {"indexed": True, "nonnegative": True}},
         "for example x[1] = 0 is allowed now and was not before"),
    ],
)  # fmt: skip
def test_assumptions_on_a_letter_show_a_number_that_one_side_alone_allows(was, now, witness):
    (change,) = compare(changed("symbols", was), changed("symbols", now))
    assert change.witness == witness


@pytest.mark.parametrize(
    ("was", "now", "kind", "matrix"),
    [
        (["symmetric(H)", "positive_definite(H)"], ["symmetric(H)"], "assumption weaker", "H = diag(1, -1)"),
        (["symmetric(H)", "positive_definite(H)"], ["symmetric(H)", "invertible(H)"], "assumption weaker",
         "H = diag(1, -1)"),
        (["symmetric(H)"], ["symmetric(H)", "invertible(H)"], "assumption stronger", "H = diag(1, 0)"),
    ],
)  # fmt: skip
def test_premises_on_a_matrix_show_a_matrix_that_one_side_alone_allows(was, now, kind, matrix):
    base = changed("symbols", {"H": {"matrix": ["n", "n"]}, "n": {"integer": True, "positive": True}})
    (change,) = compare(changed("given", was, record=base), changed("given", now, record=base))
    assert change.kind == kind and matrix in change.witness
