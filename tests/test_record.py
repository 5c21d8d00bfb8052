"""What a record keeps of a derivation, and the names that records share."""

import json

import pytest
import sympy as sp

from workings.algebra import named, scalar, vector
from workings.derive import Derivation, Line, Refutation, Result, derive
from workings.errors import Mistake
from workings.judge import Evidence
from workings.question import Question
from workings.record import parse, read, record_of, refuse_taken_names, write
from workings.steps import case, derivation, equals, in_all_cases, result, start
from workings.storage import restore
from workings.trace import Place
from workings.written import written

PROVED, HERE = Evidence("proved", "normal form"), Place("answers/q1_x.py", 7)
x = scalar("x")


def recorded(lines=(), results=(), refutations=(), given=()):
    """The record of a derivation that holds these."""
    found = Derivation("halves", "1", "", HERE, given, tuple(lines), tuple(results), tuple(refutations))
    return record_of(Question(1, "Halves", "5"), [found])["derivations"][0]


def line(left, right, **more):
    return Line("equals", written(left), "=", written(right), "", PROVED, HERE, **more)


@pytest.mark.parametrize(
    ("assumed", "word"),
    [
        ({"positive": True}, "positive"), ({"negative": True}, "negative"), ({"nonnegative": True}, "not negative"),
        ({"nonpositive": True}, "not positive"), ({"real": True, "nonzero": True}, "real, not 0"),
        ({"real": True}, "real"), ({"integer": True}, "an integer"),
        ({"integer": True, "positive": True}, "a positive integer"),
        ({"integer": True, "negative": True}, "a negative integer"),
        ({"integer": True, "nonnegative": True}, "an integer, not negative"),
        ({"integer": True, "nonpositive": True}, "an integer, not positive"),
    ],
)  # fmt: skip
def test_the_strongest_thing_assumed_of_a_letter_is_said(assumed, word):
    q = sp.Symbol("q", **assumed)
    assert recorded([line(q, q)])["assumptions"] == [f"q {word}"]


def test_a_letter_of_a_result_or_of_a_refutation_alone_has_its_assumptions_too():
    a, b, c = (sp.Symbol(name, positive=True) for name in "abc")
    results = [Result("both", {"one": [written(a)], "other": written(b)}, False, "", PROVED, HERE)]
    refuted = [Refutation(written(c), "=", written(0), {c: 1}, (1, 0), Evidence("refuted", witness="c = 1"), HERE)]
    assert recorded(results=results, refutations=refuted)["assumptions"] == ["a positive", "b positive", "c positive"]


def test_a_name_is_recorded_with_what_it_stands_for_wherever_it_stands():
    inner = named("u", x**2 + 1, "u")
    assert recorded([line((inner + 1) ** 2, inner)])["names"] == {"u": "x**2 + 1"}


def test_a_name_for_what_has_no_notation_is_recorded_in_sympys_words():
    steps = named("h", sp.Piecewise((0, x.value < 0), (x.value, True)), "h(x)")
    assert recorded([line(steps, steps)])["names"] == {"h(x)": "Piecewise((0, x < 0), (x, True))"}


@derivation("1")
def magnitude():
    """The magnitude by cases."""
    p, n = scalar("p", positive=True), scalar("n", nonnegative=True)
    yield case(sp.Gt(x.value, 0), {x: p})
    yield start(abs(x))
    yield equals(x)
    yield result("right", x)
    yield case(sp.Le(x.value, 0), {x: -n})
    yield start(abs(x))
    yield equals(-x)
    yield in_all_cases()
    yield start(abs(x) ** 2)
    yield equals(x**2)


def test_a_case_is_recorded_with_its_region_and_what_covers_it():
    record = record_of(Question(1, "", "5"), [derive(magnitude, "answers/q1_x.py")])["derivations"][0]
    first, second, after = record["lines"]
    assert (first["region"], first["label"], first["when"]) == ("x > 0", "x > 0", "x = p")
    assert (second["region"], second["label"], second["when"]) == ("x <= 0", r"x \le 0", "x = -n")
    assert {"region", "label", "when"} & set(after) == set()
    assert [r["region"] for r in record["results"]] == ["x > 0"]


def test_a_record_is_read_back_as_it_was_written_and_in_unix_lines(tmp_path):
    record = record_of(Question(1, "Hälften", "5"), [])
    write(record, tmp_path / "q1.json")
    assert read(tmp_path / "q1.json") == record
    assert b"\r" not in (tmp_path / "q1.json").read_bytes() and [p.name for p in tmp_path.iterdir()] == ["q1.json"]


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"derivations": 5}', '{\n<<<<<<< HEAD\n "number": 1\n}'])
def test_what_is_no_record_is_not_read_as_one(content):
    with pytest.raises(ValueError):
        parse(content)


def test_what_is_written_is_json_that_anyone_can_read(tmp_path):
    write(recorded([line(x, x)]) | {"derivations": []}, tmp_path / "q1.json")
    assert json.loads((tmp_path / "q1.json").read_text(encoding="utf-8"))["claim"] == ""


def names(*pairs):
    """Records whose derivations have these names, each with a result of the second name."""
    return [
        {"derivations": [{"name": own, "place": f"q.py:{k}", "results": [{"name": other, "place": f"q.py:{k}1"}]}]}
        for k, (own, other) in enumerate(pairs)
    ]


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        ((("a", "b"), ("a", "c")), "q.py:1  the name a is taken by q.py:0\nRename one of them."),
        ((("a", "b"), ("c", "b")), "q.py:11  the name b is taken by q.py:01\nRename one of them."),
        ((("a", "a"),), "q.py:01  the name a is taken by q.py:0\nRename one of them."),
        ((("questions", "a"),), "q.py:0  the name questions is taken by the frame of the page\nRename one of them."),
        ((("a", "none"),), "q.py:01  the name none is taken by Jinja\nRename one of them."),
    ],
)
def test_a_name_that_is_taken_is_refused(pairs, message):
    with pytest.raises(Mistake) as mistake:
        refuse_taken_names(names(*pairs))
    assert str(mistake.value) == message


def test_names_that_differ_pass():
    assert refuse_taken_names(names(("a", "b"), ("c", "d"))) is None


def test_what_a_line_means_comes_back_from_the_record_alone():
    p = scalar("p", positive=True)
    half = named("h", (x + p) / 2, "h")
    kept = recorded([line(half, half)], given=(sp.Gt(x.value, 0),))
    letters = kept["symbols"]
    assert restore(kept["lines"][0]["left_value"], letters) == (x.value + p.value) / 2
    assert [restore(one, letters) for one in kept["given"]] == [x.value > 0]


def test_a_value_is_left_out_where_the_text_says_it():
    kept = recorded([line(x, x + 1)])["lines"][0]
    assert "left_value" not in kept and kept["left"] == "x"


def test_a_vector_by_components_keeps_its_entry_and_its_range():
    v = vector("v", scalar("d", integer=True, positive=True))
    kept = recorded([line(v, v)])["lines"][0]
    assert kept["left_value"] == ["v[i]", ["i", "1", "d"]]
