"""The command line on a tiny project: what is printed, what is done again, and the exit codes."""

import json
import os
import subprocess

import pytest
from tiny import MATHEMATICS, PROSE, ROOT, run, run_anew, tiny_project


@pytest.fixture
def project(tmp_path):
    return tiny_project(tmp_path)


def test_check_prints_every_part_with_its_evidence(project):
    done = run(project, "check")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "part   page   lines   identical      proved",
        "1         -       2           -           2",
        "",
        "2 checked: 0 identical, 2 proved",
    ]


def test_a_second_run_derives_nothing(project):
    assert "derive    q1_square: 1 derivation, 1 line" in run(project, "check").stderr
    assert run(project, "check").stderr == ""


def test_an_edit_says_why_it_derives_again(project):
    run(project, "check")
    (project / "answers" / "q1_square.py").write_text(MATHEMATICS.replace("expand", "multiply out"))
    lines = run(project, "check").stderr.splitlines()
    assert lines[1].strip() == "answers/q1_square.py changed"


def test_a_touched_file_is_not_an_edit(project):
    run(project, "check")
    (project / "answers" / "q1_square.py").touch()
    assert run(project, "check").stderr == ""


def test_a_false_line_stops_with_exit_code_4_and_no_traceback(project):
    (project / "answers" / "q1_square.py").write_text(MATHEMATICS.replace('2 * x + 1, "expand"', '3 * x + 1, "expand"'))
    done = run(project, "check")
    lines = done.stderr.splitlines()
    assert done.returncode == 4
    assert lines[:4] == [
        "answers/q1_square.py:16  square_of_a_sum, line 1",
        "refuted: the two sides differ",
        "  before     (x + 1)**2",
        "  after      x**2 + 3*x + 1",
    ]
    assert lines[4].startswith("For example at x = ") and len(lines) == 5


def test_a_slip_of_python_names_its_line_and_has_no_traceback(project):
    (project / "answers" / "q1_square.py").write_text(MATHEMATICS.replace("start((x + 1)", "start((y + 1)"))
    done = run(project, "check")
    assert done.returncode == 4
    assert done.stderr == ("answers/q1_square.py:15  NameError: name 'y' is not defined\n  yield start((y + 1) ** 2)\n")


def test_python_that_cannot_be_read_names_its_line(project):
    (project / "answers" / "q1_square.py").write_text("QUESTION = (\n")
    done = run(project, "check")
    assert (done.returncode, done.stderr) == (
        4,
        "answers/q1_square.py:1  Python cannot read this: '(' was never closed\n",
    )


def test_a_failed_derivation_is_not_remembered_as_done(project):
    good = project / "answers" / "q1_square.py"
    run(project, "check")
    good.write_text(MATHEMATICS.replace("2 * x", "3 * x"))
    assert run(project, "check").returncode == 4
    assert run(project, "check").returncode == 4


def test_results_are_printed_for_people_and_for_programs(project):
    assert run(project, "results").stdout == (
        "1    square                      proved\n     the square, expanded\n       x**2 + 2*x + 1\n"
    )
    (row,) = json.loads(run(project, "results", "--json").stdout)
    assert (row["part"], row["name"], row["meaning"], row["latex"]) == (
        "1",
        "square",
        "x**2 + 2*x + 1",
        "x^2 + 2 x + 1",
    )
    assert row["assumptions"] == ["x real"]


def test_a_part_that_does_not_exist_is_a_usage_error(project):
    done = run(project, "results", "7.3")
    assert (done.returncode, done.stderr.splitlines()[-2:]) == (2, ["there is no part 7.3", "The parts are 1."])


def test_diff_fails_until_the_records_are_accepted(project):
    first = run(project, "diff")
    assert first.returncode == 1
    assert first.stdout.splitlines()[0] == "1 added"
    assert run(project, "accept").returncode == 0
    same = run(project, "diff")
    assert (same.returncode, same.stdout) == (0, "The mathematics is the same as in the accepted records.\n")


def test_diff_shows_what_a_result_was_and_is(project):
    run(project, "accept")
    path = project / "answers" / "q1_square.py"
    path.write_text(MATHEMATICS.replace("(x + 1) ** 2", "(x + 2) ** 2").replace("2 * x + 1", "4 * x + 4"))
    done = run(project, "diff")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    place = 1 + next(k for k, line in enumerate(MATHEMATICS.splitlines()) if "yield result" in line)
    assert lines[0] == "1 result changed" and lines[4].endswith(f"answers/q1_square.py:{place}")
    assert lines[5:9] == ["  was   x**2 + 2*x + 1", "               ^     ^", "  now   x**2 + 4*x + 4", lines[6]]
    assert lines[9].startswith("  For example at x = ") and " against " in lines[9]


def test_the_review_in_the_readme_is_what_is_printed(project):
    run(project, "accept")
    path = project / "answers" / "q1_square.py"
    path.write_text(MATHEMATICS.replace("(x + 1) ** 2", "(x + 2) ** 2").replace("2 * x + 1", "4 * x + 4"))
    assert f"```\n{run(project, 'diff').stdout}```" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_another_form_of_a_result_is_nothing_to_accept(project):
    run(project, "accept")
    path = project / "answers" / "q1_square.py"
    path.write_text(MATHEMATICS.replace('result("square", x**2 + 2 * x + 1', 'result("square", (x + 1) ** 2'))
    done = run(project, "diff")
    assert done.returncode == 0
    assert done.stdout.splitlines()[:2] == [
        "The mathematics is the same as in the accepted records.",
        "1 in other form",
    ]
    assert "1  square  other form, proved" in done.stdout


def test_the_classes_that_fail_can_be_chosen_and_a_program_can_read_the_changes(project):
    run(project, "accept")
    (project / "answers" / "q1_square.py").write_text(MATHEMATICS.replace('"expand"', '"multiply out"'))
    assert run(project, "diff", "--fail-on", "reworded, other steps").returncode == 1
    done = run(project, "diff", "--format", "json")
    found = json.loads(done.stdout)
    assert (done.returncode, found["to_accept"], found["against"]) == (0, False, None)
    assert [(change["kind"], change["details"]) for change in found["changes"]] == [
        ("reworded", ["the reason of line 1"])
    ]
    assert run(project, "diff", "--format", "github").stdout.startswith("::notice file=answers/q1_square.py,line=")
    unknown = run(project, "diff", "--fail-on", "rewording")
    assert unknown.returncode == 2 and "there is no class of changes 'rewording'" in unknown.stderr


def test_moving_a_derivation_down_its_file_is_no_difference(project):
    run(project, "accept")
    (project / "answers" / "q1_square.py").write_text(MATHEMATICS.replace("x = scalar", "\n\nx = scalar"))
    assert run(project, "diff").returncode == 0


def test_diff_against_a_revision_reads_its_accepted_records(project):
    run(project, "accept")
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@t"]
    for words in (["init", "-q"], ["add", "answers"], ["commit", "-qm", "accepted"]):
        subprocess.run([*git, *words], cwd=project, check=True)
    path = project / "answers" / "q1_square.py"
    path.write_text(
        MATHEMATICS.replace("2 * x + 1, about", "2 * x + 2 - 1, about").replace("(x + 1) ** 2", "(1 + x) ** 2")
    )
    run(project, "accept")
    assert run(project, "diff").stdout == "The mathematics is the same as in the accepted records.\n"
    assert "1 in other form" in run(project, "diff", "HEAD").stdout
    unknown = run(project, "diff", "nowhere")
    assert unknown.returncode == 2
    assert unknown.stderr.splitlines()[-2:] == [
        "git knows no revision nowhere",
        "Name a branch, a tag or a commit that is here.",
    ]


def test_accept_prints_what_it_takes_and_then_has_nothing_to_take(project):
    first = run(project, "accept").stdout
    assert first.startswith("1 added\n") and first.endswith("  now   The square of x + 1.\n\n1 change accepted.\n")
    assert run(project, "accept").stdout == "Nothing to accept.\n"
    (project / "answers" / "q1_square.py").write_text(MATHEMATICS.replace("Squares", "A square"))
    taken = run(project, "accept")
    assert (taken.returncode, taken.stdout.splitlines()[0]) == (0, "1 reworded")
    assert run(project, "diff").stdout == "The mathematics is the same as in the accepted records.\n"


FIGURE = """from workings.drawing import axes, sheet

ALT = "A line."


def draw():
    figure = sheet(60)
    axes(figure, 10, 10, 40, 40).plot([0, 1], [0, 1], color="blue")
    return figure
"""


def test_a_figure_with_other_data_is_to_accept_and_one_in_another_colour_is_not(project):
    path = project / "figures" / "line.py"
    path.write_text(FIGURE)
    (project / "figures" / "course.mplstyle").write_text((ROOT / "figures" / "course.mplstyle").read_text())
    with open(project / "answers" / "q1_square.tex", "a") as prose:
        prose.write("\\drawing{line}\n")
    run(project, "accept")
    path.write_text(FIGURE.replace("blue", "black"))
    recoloured = run(project, "diff")
    assert recoloured.returncode == 0 and "1  figures/line.py  drawn differently" in recoloured.stdout
    path.write_text(FIGURE.replace("[0, 1], color", "[0, 2], color"))
    changed = run(project, "diff")
    assert changed.returncode == 1 and changed.stdout.startswith("1 figure with other data, 1 the same\n")
    assert "1 figure with other data" in run(project, "accept", "1").stdout
    assert run(project, "diff").returncode == 0
    path.unlink()
    assert "figures/line.py  removed" in run(project, "accept").stdout
    assert not (project / "answers" / "accepted" / "line.svg").exists()


def test_a_question_that_is_gone_differs_until_that_is_accepted(project):
    run(project, "accept")
    gone = project / "answers" / "accepted" / "q2_gone.json"
    gone.write_text((project / "answers" / "accepted" / "q1_square.json").read_text().replace("square", "cube"))
    done = run(project, "diff")
    assert (done.returncode, done.stdout.splitlines()[0]) == (1, "1 removed, 1 the same")
    run(project, "accept", "1")
    assert gone.exists()
    assert "\n1  cube_of_a_sum  removed\n" in run(project, "accept").stdout
    assert not gone.exists() and run(project, "diff").returncode == 0


def test_an_accepted_record_with_the_marks_of_a_merge_is_said_to_be_none(project):
    run(project, "accept")
    path = project / "answers" / "accepted" / "q1_square.json"
    path.write_text("<<<<<<< HEAD\n" + path.read_text())
    done = run(project, "diff")
    assert (done.returncode, done.stderr) == (
        4,
        "answers/accepted/q1_square.json is no record: Expecting value: line 1 column 1 (char 0)\n"
        "Take it from git as it was, or delete it and make accept.\n",
    )


def test_diff_against_a_revision_needs_git(project, monkeypatch):
    monkeypatch.setenv("PATH", str(project))
    done = run(project, "diff", "HEAD")
    assert done.returncode == 3
    assert done.stderr.endswith("git is not on this machine\nInstall it, or leave REF out.\n")


def test_settings_that_are_no_toml_are_a_mistake(project):
    (project / "pyproject.toml").write_text("[tool.workings\n")
    done = run(project, "check")
    assert (done.returncode, done.stderr.splitlines()[0][:26]) == (4, "pyproject.toml is no TOML:")


def test_a_build_folder_that_is_a_file_is_a_usage_error(project):
    (project / "build").write_text("")
    done = run(project, "check")
    assert (done.returncode, done.stderr) == (
        2,
        f"{project / 'build'} is no folder\nName another with --build-dir, or move what is there.\n",
    )


def test_a_failure_in_a_helper_names_the_helpers_line(project):
    (project / "answers" / "helper.py").write_text("def half(x):\n    return x / nothing\n")
    python = MATHEMATICS.replace("x = scalar", "from answers.helper import half\n\nx = scalar")
    (project / "answers" / "q1_square.py").write_text(python.replace("start((x + 1) ** 2)", "start(half(x))"))
    done = run(project, "check")
    assert (done.returncode, done.stderr) == (
        4,
        "answers/helper.py:2  NameError: name 'nothing' is not defined\n  return x / nothing\n",
    )


def test_a_helper_that_python_cannot_read_is_named(project):
    (project / "answers" / "helper.py").write_text("def half(x:\n")
    python = MATHEMATICS.replace("x = scalar", "from answers.helper import half\n\nx = scalar")
    (project / "answers" / "q1_square.py").write_text(python)
    done = run(project, "check")
    assert (done.returncode, done.stderr) == (4, "answers/helper.py:1  Python cannot read this: '(' was never closed\n")


def test_a_value_without_notation_is_a_mistake_of_its_answer(project):
    value = "Piecewise((0, x.value < 0), (x.value, x.value > 0))"
    python = MATHEMATICS.replace('result("square", x**2 + 2 * x + 1', f'result("square", [{value}], agrees=[{value}]')
    (project / "answers" / "q1_square.py").write_text("from sympy import Piecewise\n" + python)
    done = run(project, "check")
    assert done.returncode == 4 and "Traceback" not in done.stderr
    assert done.stderr.startswith("answers/q1_square.py  ") and "no notation for " in done.stderr


@pytest.mark.slow
def test_a_second_build_waits_for_the_first_and_says_so(project):
    fcntl = pytest.importorskip("fcntl")
    (project / "build").mkdir()
    with open(project / "build" / "lock", "w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        second = subprocess.Popen(
            [os.fspath(project / ".venv/bin/python"), "build.py", "check"],
            cwd=project, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert second.stderr is not None and second.stderr.readline() == "waiting for another build\n"
        assert second.poll() is None
        fcntl.flock(held, fcntl.LOCK_UN)
        out, _ = second.communicate(timeout=60)
    assert second.returncode == 0 and out.startswith("part ")


def test_a_fault_of_the_program_has_its_traceback_and_an_exit_code_of_its_own(project):
    (project / "build" / "freshness.new").mkdir(parents=True)  # where the ledger is written
    done = run(project, "check")
    assert done.returncode == 70
    assert done.stderr.splitlines()[-1] == "This is a fault of Workings itself, not of an answer."
    assert "Traceback" in done.stderr


@pytest.mark.parametrize("option", [["--name", "Emmy"], ["--all-black"], ["--term", "A2023"]])
def test_what_the_page_says_is_asked_for_only_where_a_page_is_made(project, option):
    assert run(project, "check", *option).returncode == 2


def test_an_unknown_command_is_a_usage_error(project):
    assert run_anew(project, "pfd").returncode == 2


def test_help_lists_every_command(project):
    text = run(project, "--help").stdout
    assert all(word in text for word in ("setup", "pdf", "check", "results", "figures", "diff", "accept", "overleaf"))


@pytest.mark.tex
def test_pdf_builds_once_and_is_then_fresh(project):
    first = run_anew(project, "pdf")
    assert first.returncode == 0, first.stderr
    assert "build/submission.pdf  1 page, 1 part, " in first.stdout
    assert run(project, "pdf").stdout == "build/submission.pdf is fresh\n"
    assert (project / "build" / "pages.txt").read_text() == "1: p. 1\n"


@pytest.mark.tex
def test_a_pdf_is_made_again_where_a_thing_beside_it_is_lost_and_it_says_why(project):
    run(project, "pdf")
    (project / "build" / "submission.fls").unlink()
    assert "          submission.fls is missing" in run(project, "pdf").stdout.splitlines()
    (project / "build" / "pages.json").unlink()
    assert run(project, "pdf").stdout.splitlines()[0] == "build/submission.pdf is fresh"
    assert json.loads((project / "build" / "pages.json").read_text()) == {"1": [1, 1]}
    prose = project / "answers" / "q1_square.tex"
    prose.write_text(prose.read_text().replace("Expand", "Multiply out"))
    assert "          submission.tex changed" in run(project, "pdf").stdout.splitlines()


@pytest.mark.tex
def test_a_part_without_its_answer_is_a_mistake(project):
    (project / "answers" / "q1_square.tex").write_text(PROSE.replace(r"\answer{1}", r"\answer{7.9}"))
    for _ in range(2):
        done = run(project, "pdf")
        assert (done.returncode, done.stderr) == (
            4,
            "answers/q1_square.tex has no \\answer{1}\nWrite \\answer{1}{its title} there.\n",
        )


@pytest.mark.tex
def test_a_misspelt_macro_names_the_line_of_the_prose_and_keeps_the_last_pdf(project):
    run(project, "pdf")
    before = (project / "build" / "submission.pdf").read_bytes()
    (project / "answers" / "q1_square.tex").write_text(PROSE.replace("The square is", r"The \emhp{square} is"))
    done = run(project, "pdf")
    assert done.returncode == 4
    assert done.stderr == (
        "answers/q1_square.tex:3  LaTeX stopped: undefined control sequence \\emhp\n"
        "  2 | \\begin{result}\n"
        "  3 | The \\emhp{square} is $\\VAR{square}$.\n"
        "          ^^^^^\n"
        "Did you mean \\emph?\n"
        "\n"
        "build/submission.pdf is the last good one.\n"
    )
    assert (project / "build" / "submission.pdf").read_bytes() == before


@pytest.mark.tex
def test_a_placeholder_name_warns(project):
    settings = project / "pyproject.toml"
    settings.write_text(settings.read_text().replace("Ada Lovelace", "Your Name"))
    assert run(project, "pdf").stderr == (
        "warning: the student's name is not filled in\n"
        'Set it under [tool.workings] in pyproject.toml, or make pdf NAME="Ada Lovelace" NUMBER=20123456.\n'
    )


def test_the_pipeline_of_build_py_fits_on_one_screen():
    assert len((ROOT / "build.py").read_text().splitlines()) <= 45
