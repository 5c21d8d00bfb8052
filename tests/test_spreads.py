"""Both submissions side by side, and the certificate as an appendix: what is marked, which pages meet, what is said."""

import json
import shutil
import subprocess

import pytest
from tiny import MATHEMATICS, ROOT, run, tiny_project

from workings.appendix import with_appendix
from workings.question import Files
from workings.spreads import _bars, _frame, _marked
from workings.trace import TexSource

CHANGED = MATHEMATICS.replace("(x + 1) ** 2", "(x + 2) ** 2").replace("2 * x + 1", "4 * x + 4")


def of_one_line(name, latex):
    line = {"left_latex": latex, "right_latex": "0"}
    return {"name": name, "lines": [line], "results": [{"latex": ["0", latex]}], "refutations": []}


def test_only_what_changed_is_marked_and_zeros_stay_zeros():
    record = {"derivations": [of_one_line("same", "x"), of_one_line("other", "y")]}
    ((_, marked),) = _marked([(Files("q1"), record)], {"gone": "removed", "other": "result changed"})
    same, other = marked["derivations"]
    assert same == record["derivations"][0]
    assert other["lines"] == [{"left_latex": r"\marked{1}y", "right_latex": "0"}]
    assert other["results"] == [{"latex": ["0", r"\marked{1}y"]}]


def test_a_bar_goes_from_the_first_to_the_last_mark_of_a_page(tmp_path):
    inch = 72 * 65781.76  # a big point in scaled points, and pages are 11 inches high
    marks = [(0, 1, 10), (0, 1, 8), (1, 1, 5), (0, 2, 10)]
    lines = [f"mark {number} {page} {round(up * inch)}" for number, page, up in marks]
    (tmp_path / "x.pages").write_text("\n".join(["question 1 1 12.0pt", *lines, "end 2"]))
    bars = _bars(tmp_path / "x.pages")
    first, second = bars[1]
    assert first[0] == 0 and first[1] < 72 < 3 * 72 < first[2] < 3 * 72 + 12
    assert second[0] == 1 and 0 < second[2] - second[1] < 24
    assert [number for number, _, _ in bars[2]] == [0]


def test_questions_begin_together_and_a_page_too_few_is_empty():
    frame = _frame({"question 1": [1], "question 2": [2]}, {"question 1": [1, 2], "question 2": [3]}, "was", "now")
    spreads = [line.partition("{now}")[2] for line in frame.splitlines() if line.startswith(r"\spread{was}")]
    assert spreads == [
        r"{\side{diff-was}{1}}{\side{diff-present}{1}}",
        r"{\nothing}{\side{diff-present}{2}}",
        r"{\side{diff-was}{2}}{\side{diff-present}{3}}",
    ]


def test_the_appendix_has_a_row_for_each_entry_and_a_place_for_each_line(tmp_path):
    root = tiny_project(tmp_path)
    run(root, "certificate")
    whole = json.loads((root / "build" / "certificate.json").read_text())
    record = json.loads((root / "build" / "records" / "q1_square.json").read_text())
    page = TexSource("\\begin{document}\n\\end{document}\n", (None, None, None))
    source = with_appendix(page, [(Files("q1_square"), record)])
    rows = [line for line in source.text.splitlines() if r"\hbox to" in line]
    hashes = [entry["hash"][:12] for d in whole["derivations"] for entry in d["entries"]]
    assert [row.partition(r"\texttt{")[2][:12] for row in rows] == hashes
    assert len(source.places) == len(source.text.split("\n"))
    assert source.text.endswith("\\endgroup\n\\end{document}\n")


@pytest.mark.tex
def test_the_appendix_leaves_the_page_map_as_it_is(tmp_path):
    root = tiny_project(tmp_path)
    assert run(root, "pdf").returncode == 0
    before = (root / "build" / "pages.txt").read_text()
    done = run(root, "pdf", "--certificate")
    assert done.returncode == 0, done.stderr
    assert "2 pages" in done.stdout
    assert (root / "build" / "pages.txt").read_text() == before


@pytest.mark.tex
def test_a_former_submission_that_is_not_in_git_is_said_to_be_missing(tmp_path):
    root = tiny_project(tmp_path)
    run(root, "accept")
    (root / "answers" / "q1_square.py").write_text(CHANGED)
    done = run(root, "diff", "--pdf")
    assert done.returncode == 1
    assert "The former submission cannot be set: git knows no revision HEAD." in done.stderr
    assert (root / "build" / "diff.pdf").is_file()


@pytest.mark.tex
def test_the_former_submission_has_its_own_formulas(tmp_path):
    root = tiny_project(tmp_path)
    for name in ("submission.tex", "notation.tex"):
        (root / "templates" / name).unlink()
        shutil.copy(ROOT / "templates" / name, root / "templates" / name)
    run(root, "accept")
    git = ["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    for command in (["init", "-q"], ["add", "answers", "templates"], ["commit", "-q", "-m", "as it was"]):
        subprocess.run([*git, *command], cwd=root, check=True)
    (root / "answers" / "q1_square.py").write_text(CHANGED)
    done = run(root, "diff", "--pdf")
    assert (done.returncode, "cannot be set" in done.stderr) == (1, False)
    was, now = ((root / "build" / f"diff-{name}.tex").read_text() for name in ("was", "present"))
    assert r"\marked{0}x^2 + 2 x + 1" in was and "4 x + 4" not in was
    assert r"\marked{0}x^2 + 4 x + 4" in now and "2 x + 1" not in now
    assert "result changed" in was and "result changed" in now
    assert (root / "build" / "diff.pdf").is_file()
