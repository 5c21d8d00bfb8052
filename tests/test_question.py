"""Which files answer which question, and what a question must hold."""

import sys

import pytest

from workings.errors import Mistake
from workings.question import Files, Question, collect, load

HEAD = """from workings.algebra import scalar
from workings.question import Question
from workings.steps import derivation, equals, start

QUESTION = Question(1, "Squares", points="5-5")
x = scalar("x")
"""


def declared(part, name):
    return f'\n\n@derivation("{part}")\ndef {name}():\n    yield start(x)\n    yield equals(x)\n'


@pytest.fixture
def loaded(tmp_path, monkeypatch):
    """The function that loads a question of the given Python."""
    monkeypatch.syspath_prepend(tmp_path)
    for name in [name for name in sys.modules if name.split(".")[0] == "answers"]:
        monkeypatch.delitem(sys.modules, name)
    (tmp_path / "answers").mkdir()

    def load_it(python):
        (tmp_path / "answers" / "q1_x.py").write_text(python)
        try:
            return load(Files("q1_x"))
        finally:
            for name in [name for name in sys.modules if name.split(".")[0] == "answers"]:
                del sys.modules[name]

    return load_it


def files(root, *names):
    for name in names:
        for path in (f"answers/{name}.py", f"answers/{name}.tex", f"templates/statements/{name}.tex"):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text("")


def test_questions_come_in_the_order_of_their_numbers(tmp_path):
    files(tmp_path, "q10_last", "q2_second", "q1_first")
    assert [found.name for found in collect(tmp_path)] == ["q1_first", "q2_second", "q10_last"]


def test_a_helper_whose_name_begins_with_a_q_is_no_question(tmp_path):
    files(tmp_path, "q1_first", "quick", "q_factorial")
    assert [found.name for found in collect(tmp_path)] == ["q1_first"]


@pytest.mark.parametrize("missing", ["answers/q1_x.tex", "templates/statements/q1_x.tex"])
def test_a_question_without_its_prose_or_statement_is_refused(tmp_path, missing):
    files(tmp_path, "q1_x")
    (tmp_path / missing).unlink()
    with pytest.raises(Mistake) as mistake:
        collect(tmp_path)
    assert str(mistake.value) == f"answers/q1_x.py has no {missing}\nWrite it: every question has all three files."


def test_a_question_of_one_part_is_that_part():
    assert Question(2, "", points="10").parts == ("2",)
    assert Question(1, "", points="5-2-3").parts == ("1.1", "1.2", "1.3")


def test_derivations_come_in_the_order_of_their_file(loaded):
    question, found = loaded(HEAD + declared("1.2", "later") + declared("1.1", "first"))
    assert question == Question(1, "Squares", points="5-5")
    assert [(d.part, d.name) for d in found] == [("1.2", "later"), ("1.1", "first")]


def test_two_derivations_of_one_name_are_refused_though_python_keeps_one(loaded):
    with pytest.raises(Mistake) as mistake:
        loaded(HEAD + declared("1.1", "same") + declared("1.2", "same"))
    assert str(mistake.value) == (
        "answers/q1_x.py:15  the name same is taken by answers/q1_x.py:9\nRename one of them."
    )  # fmt: skip


def test_a_derivation_that_is_imported_belongs_to_its_own_file(loaded, tmp_path):
    (tmp_path / "answers" / "other.py").write_text(HEAD + declared("1.1", "elsewhere"))
    both = declared("1.1", "one") + declared("1.2", "two")
    _, found = loaded("from answers.other import elsewhere\n" + HEAD + both)
    assert [d.name for d in found] == ["one", "two"]


def test_a_part_without_a_derivation_is_refused(loaded):
    with pytest.raises(Mistake) as mistake:
        loaded(HEAD + declared("1.1", "one"))
    assert str(mistake.value) == 'answers/q1_x.py has no derivation of 1.2\nWrite one under @derivation("1.2").'


def test_a_derivation_of_no_part_is_refused(loaded):
    with pytest.raises(Mistake) as mistake:
        loaded(HEAD + declared("1.1", "one") + declared("1.2", "two") + declared("7.9", "stray"))
    assert str(mistake.value) == "answers/q1_x.py:21  stray is a derivation of 7.9, which is no part here"
