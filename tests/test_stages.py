r"""The stages that cost time: what makes them stale, and what stops them."""

import pytest
from tiny import MATHEMATICS, ROOT, run, tiny_project

import workings.drawing  # noqa: F401 - imported here once, for all the forks of `run`
from workings.errors import Mistake
from workings.stages import refuse_unknown_figures
from workings.trace import Place, TexSource


@pytest.fixture
def project(tmp_path):
    return tiny_project(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(
    "edit", [lambda text: text.replace("2*x", "3*x"), lambda text: text[: len(text) // 2], lambda text: ""]
)
def test_a_record_that_was_edited_or_cut_short_is_derived_again(project, edit):
    run(project, "check")
    record = project / "build" / "records" / "q1_square.json"
    before = record.read_text()
    record.write_text(edit(before))
    done = run(project, "results")
    assert done.returncode == 0 and "x**2 + 2*x + 1" in done.stdout
    assert done.stderr.splitlines()[1].strip() == "q1_square.json is not as it was written"
    assert record.read_text() == before


@pytest.mark.parametrize(
    ("python", "message"),
    [
        ("ALT = 'x'\ndef draw():\n    pass\n",
         "figures/curve.py  draw() returned None, which is no figure\nEnd it with return and the figure.\n"),
        ("def draw():\n    pass\n",
         "figures/curve.py has no ALT\nWrite ALT, a sentence, and draw(), which returns a figure.\n"),
        ("ALT = 'x'\ndef draw():\n    return 1 / 0\n",
         "figures/curve.py:3  ZeroDivisionError: division by zero\n  return 1 / 0\n"),
    ],
)  # fmt: skip
def test_a_figure_that_does_not_draw_is_a_mistake(project, python, message):
    (project / "figures" / "course.mplstyle").write_text("")
    (project / "figures" / "curve.py").write_text(python)
    done = run(project, "figures")
    assert (done.returncode, done.stderr) == (4, message)


def test_drawing_says_why(project):
    draw = "from workings.drawing import sheet\nALT = 'A sheet.'\ndef draw():\n    return sheet(72, 72)\n"
    style = "figures/course.mplstyle"
    (project / style).write_text((ROOT / style).read_text())
    (project / "figures" / "curve.py").write_text(draw)
    assert run(project, "figures").stdout.splitlines()[1:] == ["          not done yet", "1 figure in build/figures"]
    (project / "figures" / "curve.py").write_text(draw + "# wider\n")
    assert run(project, "figures").stdout.splitlines()[1].strip() == "figures/curve.py changed"
    assert run(project, "figures").stdout == "1 figure in build/figures\n"


def test_two_derivations_of_one_name_and_a_name_of_the_frame_are_refused_by_check(project):
    path = project / "answers" / "q1_square.py"
    path.write_text(MATHEMATICS.replace('result("square"', 'result("square_of_a_sum"'))
    done = run(project, "check")
    assert done.returncode == 4 and done.stderr.endswith(
        "answers/q1_square.py:17  the name square_of_a_sum is taken by answers/q1_square.py:12\nRename one of them.\n"
    )


def test_two_questions_with_one_number_are_refused(project):
    for source, target in (("answers/q1_square.py", "q2_other.py"), ("answers/q1_square.tex", "q2_other.tex")):
        (project / "answers" / target).write_text((project / source).read_text())
    (project / "templates" / "statements" / "q2_other.tex").write_text("")
    done = run(project, "check")
    assert done.returncode == 4 and done.stderr.endswith(
        "answers/q2_other.py  number 1 is taken by answers/q1_square.py\nGive it one of its own.\n"
    )


def page(*lines):
    return TexSource("\n".join(lines), tuple(Place("answers/q1_x.tex", k) for k, _ in enumerate(lines, 1)))


def test_figures_on_one_line_and_after_a_percent_sign_that_is_printed_are_shown():
    assert refuse_unknown_figures(page(r"\drawing{a} 5\% \drawing{b} % \drawing{zebra}"), ["a", "b"]) is None


def test_a_drawing_that_no_figure_draws_is_refused_with_the_one_that_was_meant():
    with pytest.raises(Mistake) as mistake:
        refuse_unknown_figures(page("one", r"\drawing{curve} 5\% \drawing{crve}"), ["curve"])
    assert str(mistake.value) == "answers/q1_x.tex:2  no figure is called crve\nDid you mean curve?"


def test_a_figure_in_a_comment_is_not_shown():
    with pytest.raises(Mistake) as mistake:
        refuse_unknown_figures(page(r"\\% \drawing{curve}"), ["curve"])
    assert str(mistake.value) == "figures/curve.py  no prose shows it\nShow it with \\drawing{curve}, or delete it."
