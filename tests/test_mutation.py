"""Mutation testing of a tiny project: what a check refuses, what means the same, and what nothing checks."""

import json

import pytest
from tiny import MATHEMATICS, ROOT, run, run_anew, tiny_project

WITH_SURVIVORS = (
    MATHEMATICS
    + '''

SIDE = 3


@derivation("1", given=x.value > 0)
def garden():
    """A premise and a number that nothing checks."""
    yield suppose((x, 2), "as the assignment says")
    yield result("area", SIDE**2, agrees=SIDE * SIDE)
'''
)

ORACLE = """
from answers import q1_square
from workings.derive import derive


def test_the_side_is_the_one_of_the_assignment():
    assert q1_square.SIDE == 3


def test_the_premise_is_the_one_of_the_assignment():
    (line,) = derive(q1_square.garden, "answers/q1_square.py").lines
    assert str(line.left) == "x" and str(line.right) == "2" and line.relation == "="
"""


def mutants_of(project, *arguments):
    done = run(project, "mutants", "--json", *arguments)
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)["mutants"]


@pytest.fixture(scope="module")
def surviving(tmp_path_factory):
    source = WITH_SURVIVORS.replace("result, start", "result, start, suppose")
    return tiny_project(tmp_path_factory.mktemp("surviving"), source)


def test_a_chain_refuses_every_slip_in_it(tmp_path):
    code, found = mutants_of(tiny_project(tmp_path))
    assert code == 0
    assert {row["fate"] for row in found} <= {"killed", "same"}
    assert {row["place"] for row in found} == {"first lines", "middle lines", "results"}
    assert "square_of_a_sum  start 1  signs: x + 1 -> x - 1" in [row["name"] for row in found]


def test_a_mutant_that_means_the_same_is_not_counted(tmp_path):
    source = MATHEMATICS.replace("(x + 1) ** 2", "abs(x - 1) ** 2").replace("+ 2 * x", "- 2 * x")
    _, found = mutants_of(tiny_project(tmp_path, source))
    fates = {row["name"]: row["fate"] for row in found}
    assert fates["square_of_a_sum  start 1  signs: x - 1 -> -x - 1"] == "killed"
    assert "same" not in [fate for name, fate in fates.items() if "dropped" in name]


def test_a_premise_that_nothing_checks_survives_and_fails(surviving):
    code, found = mutants_of(surviving)
    survivors = [row["name"] for row in found if row["fate"] == "survived"]
    assert code == 1
    assert "garden  suppose 1  coefficients: 2 -> 3" in survivors
    assert "garden  given 1  dropped terms: x > 0 -> left out" in survivors
    assert "q1_square.SIDE  coefficients: 3 -> 4" in survivors


@pytest.mark.slow
def test_a_test_of_the_answers_refuses_what_no_check_does(surviving):
    (surviving / "tests" / "answers").mkdir(parents=True)
    path = surviving / "tests" / "answers" / "test_garden.py"
    path.write_text(ORACLE)
    found = {row["name"]: row for row in mutants_of(surviving)[1]}
    path.unlink()
    premise, side = found["garden  suppose 1  coefficients: 2 -> 3"], found["q1_square.SIDE  coefficients: 3 -> 4"]
    assert (premise["fate"], side["fate"]) == ("killed", "killed")
    assert premise["by"] == "test_garden.py::test_the_premise_is_the_one_of_the_assignment"
    assert side["by"] == "test_garden.py::test_the_side_is_the_one_of_the_assignment"


@pytest.mark.slow
def test_a_test_that_fails_without_any_mutant_is_an_error(surviving):
    (surviving / "tests" / "answers").mkdir(parents=True, exist_ok=True)
    path = surviving / "tests" / "answers" / "test_garden.py"
    path.write_text("def test_wrong():\n    assert 'garden' == ''\n")
    done = run(surviving, "mutants")
    path.unlink()
    assert done.returncode == 4
    assert "test_garden.py::test_wrong fails without any mutant" in done.stderr


@pytest.mark.slow
def test_survivors_with_a_reason_are_accepted_and_told_with_it(surviving):
    names = [row["name"] for row in mutants_of(surviving)[1] if row["fate"] == "survived"]
    listed = "\n".join(f"  {json.dumps(name)}," for name in names)
    path = surviving / "answers" / "survivors.toml"
    path.write_text(f'[[accepted]]\nreason = "only for this test"\nmutants = [\n{listed}\n]\n')
    done = run(surviving, "mutants")
    path.write_text('[[accepted]]\nreason = "only for this test"\n')
    without = run(surviving, "mutants")
    path.unlink()
    assert done.returncode == 0 and "only for this test" in done.stdout
    assert (without.returncode, without.stderr.splitlines()[-2:]) == (
        4,
        ["answers/survivors.toml: an entry without mutants", "Say both."],
    )


@pytest.mark.slow
def test_the_same_mutants_come_on_every_run(surviving):
    assert mutants_of(surviving) == mutants_of(surviving)


@pytest.mark.slow
def test_no_slip_in_the_difference_quotient_of_the_submission_survives(tmp_path):
    done = run_anew(ROOT, "mutants", "3.3", "--build-dir", str(tmp_path), "--json")
    found = json.loads(done.stdout)["mutants"]
    assert done.returncode == 0
    assert sum(row["fate"] == "killed" for row in found) > 30
    assert {row["part"] for row in found} == {"3.3"} and {row["place"] for row in found} >= {"premises", "results"}


def test_an_unknown_part_is_a_usage_error(surviving):
    assert run(surviving, "mutants", "7").returncode == 2
