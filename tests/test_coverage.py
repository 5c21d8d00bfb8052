"""Where everything on the page comes from: the command on a tiny project, and the submission's own coverage."""

import pytest
from tiny import MATHEMATICS, PROSE, ROOT, run, run_anew, tiny_project


@pytest.fixture
def project(tmp_path):
    return tiny_project(tmp_path)


def coverage(project, prose=None, mathematics=None):
    """What the command says of the project with another prose or mathematics."""
    if prose is not None:
        (project / "answers" / "q1_square.tex").write_text(prose)
    if mathematics is not None:
        (project / "answers" / "q1_square.py").write_text(mathematics)
    return run(project, "coverage")


def test_a_prose_that_prints_everything_is_covered(project):
    done = coverage(project)
    assert (done.returncode, done.stdout.splitlines()) == (
        0,
        [
            "                             all   traced   stated  by hand",
            "displayed formulas             1        1        -        -",
            "formulas in the text           1        1        -        -",
            "",
            "100% covered: 2 of 2, 0 of them by \\stated alone",
            "Not counted: 0 letters and names; 0 formulas in reasons of checked lines;",
            "0 in docstrings, which the page does not show",
        ],
    )


def test_a_formula_typed_by_hand_is_named_with_its_line(project):
    done = coverage(project, PROSE + "For $x = 0$ it is $\\VAR{square}$.\n")
    assert done.returncode == 1
    assert "75% covered: 3 of 4, 0 of them by \\stated alone" in done.stdout
    assert done.stdout.splitlines()[-3:] == [
        "Typed by hand: 1",
        "  answers/q1_square.tex:7           x = 0  (formulas in the text)",
        "Print it with \\VAR{...}; derive it first; or, if it is given, \\stated{...}.",
    ]


def test_what_is_stated_is_covered_and_listed(project):
    done = coverage(project, PROSE + "Let $\\stated{x > 0}$.\n")
    assert done.returncode == 0
    assert "100% covered: 3 of 3, 1 of them by \\stated alone" in done.stdout
    assert done.stdout.splitlines()[-2:] == ["Stated, conditions: 1", "  answers/q1_square.tex:7           x > 0"]


def test_a_derived_formula_is_found_even_if_it_is_stated(project):
    done = coverage(project, PROSE + "It is $\\stated{1 + 2x + x^2}$.\n")
    assert done.returncode == 1
    place = "  answers/q1_square.tex:7           1 + 2x + x^2  is  \\VAR{square}"
    assert place in done.stdout.splitlines()


def test_a_name_alone_needs_no_trace(project):
    done = coverage(project, PROSE + "Here $x$ is a number, as in 1.\n")
    assert done.returncode == 0
    assert "Not counted: 1 letters and names" in done.stdout


def test_a_number_among_the_words_is_a_claim(project):
    done = coverage(project, PROSE + "It has 3 terms.\n")
    assert done.returncode == 1
    assert "  answers/q1_square.tex:7           3  (values in the text)" in done.stdout


def test_a_figure_that_takes_nothing_from_the_answers_is_not_traced(project):
    (project / "figures" / "curve.py").write_text('ALT = "A curve."\n')
    done = coverage(project)
    assert done.returncode == 1
    assert "  figures/curve.py:1                its module takes nothing from answers/  (figures)" in done.stdout


def test_a_number_in_a_reason_must_stand_in_its_derivation(project):
    done = coverage(project, mathematics=MATHEMATICS.replace('"expand"', '"expand, 37 times"'))
    assert done.returncode == 1
    assert "37 in: expand, 37 times" in done.stdout


def test_a_name_that_does_not_exist_is_refused_as_in_a_build(project):
    done = coverage(project, PROSE.replace("{square}", "{squar}"))
    assert done.returncode == 4
    assert "Did you mean square?" in done.stderr


def test_cells_are_counted_one_by_one_and_a_typed_head_that_claims_is_found(project):
    rows = '    yield result("rows", [[1, 4], [2, 9]], agrees=[[n, (n + 1) ** 2] for n in (1, 2)])\n'
    table = '\\VAR{rows | table("rr", ["$n$", "$x = 2$"])}\n'
    done = coverage(project, PROSE + table, MATHEMATICS + rows)
    assert "cells                          5        4        -        1" in done.stdout.splitlines()


def test_a_claim_typed_inside_of_a_value_is_found(project):
    for text in ('square_of_a_sum | steps(end=" > 0.")', 'square ~ " = 4"'):
        done = coverage(project, PROSE + f"So $\\VAR{{{text}}}$\n")
        assert done.returncode == 1 and "Typed by hand: 1\n" in done.stdout


def test_what_separates_derived_values_is_no_claim(project):
    rows = '    yield result("row", [1, 2], agrees=[1, 2])\n'
    done = coverage(project, PROSE + 'It is $\\VAR{row | join(" = ")}$.\n', MATHEMATICS + rows)
    assert done.returncode == 0


@pytest.mark.slow
def test_the_submission_is_covered(tmp_path):
    done = run_anew(ROOT, "coverage", "--build-dir", str(tmp_path / "build"))
    assert done.returncode == 0, done.stdout
    assert "\n100% covered: " in done.stdout
