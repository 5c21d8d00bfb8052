"""Git reads accepted records: real repositories of tiny projects, with real diffs, merges, rebases and commits."""

import json
import os
import stat
import subprocess

import pytest
from tiny import MATHEMATICS, run, tiny_project

pytestmark = pytest.mark.slow  # each starts several processes, some derive twice

TWO = (
    MATHEMATICS
    + '''

@derivation("1")
def cube_of_a_sum():
    """A cube."""
    yield start((x + 1) ** 3)
    yield equals(x**3 + 3 * x**2 + 3 * x + 1, "expand")
    yield result("cube", x**3 + 3 * x**2 + 3 * x + 1)
'''
)
FILE = "answers/accepted/q1_square.json"
ANSWER = "answers/q1_square.py"
GIVEN = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_EDITOR": "true", "GIT_PAGER": "cat"}
WHO = {f"GIT_{who}_{what}": "ada@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def git(root, *arguments, fails=False):
    done = subprocess.run(
        ["git", *arguments], cwd=root, env={**os.environ, **GIVEN, **WHO}, capture_output=True, text=True
    )
    assert fails or done.returncode == 0, done.stdout + done.stderr
    return done


def edit(root, *replacements):
    """Replace in the answer, accept, and stage both."""
    text = (root / ANSWER).read_text()
    for before, after in replacements:
        assert before in text
        text = text.replace(before, after)
    (root / ANSWER).write_text(text)
    assert run(root, "accept").returncode == 0
    git(root, "add", "answers")


def names_with_results(root):
    record = json.loads((root / FILE).read_text())
    return {d["name"]: [r["meaning"] for r in d["results"]] for d in record["derivations"]}


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project of two derivations in a folder with a space, below the top of its repository; all is committed."""
    top = tmp_path / "my notes"
    root = tiny_project(top / "the course", TWO)
    (root / ".gitignore").write_text("build/\n.venv\n__pycache__/\n")
    for name in GIVEN:
        monkeypatch.setenv(name, GIVEN[name])
    git(top, "init", "-q", "-b", "main")
    assert run(root, "accept").returncode == 0
    assert run(root, "git-setup").returncode == 0
    git(top, "add", ".")
    git(top, "commit", "-q", "-m", "All.")
    return root


def branches(root, ours, theirs):
    """Two branches from here, each with its replacements accepted and committed; `main` is checked out."""
    git(root, "checkout", "-q", "-b", "side")
    edit(root, *theirs)
    git(root, "commit", "-q", "-m", "Theirs.")
    git(root, "checkout", "-q", "main")
    edit(root, *ours)
    git(root, "commit", "-q", "-m", "Ours.")


SQUARE_OTHER_WORD = (('x**2 + 2 * x + 1, "expand"', 'x**2 + 2 * x + 1, "multiply out"'),)
SQUARE_CHANGED = (("(x + 1) ** 2", "(x + 2) ** 2"), ("x**2 + 2 * x + 1", "x**2 + 4 * x + 4"))
CUBE_CHANGED = (("(x + 1) ** 3", "(x + 2) ** 3"), ("x**3 + 3 * x**2 + 3 * x + 1", "x**3 + 6 * x**2 + 12 * x + 8"))
CHANGED = {"square_of_a_sum": ["x**2 + 4*x + 4"], "cube_of_a_sum": ["x**3 + 6*x**2 + 12*x + 8"]}


# -- diff -------------------------------------------------------------------------------------------------------------


def test_git_diff_shows_the_mathematics_line_by_line_and_no_json(project):
    edit(project, *SQUARE_CHANGED)
    shown = git(project, "diff", "--cached", "--", FILE).stdout
    changed = [line for line in shown.splitlines() if line[0] in "+-" and not line.startswith(("+++", "---"))]
    assert "-    line 1: (x + 1)**2 = x**2 + 2*x + 1" in changed
    assert "+    line 1: (x + 2)**2 = x**2 + 4*x + 4" in changed
    assert "+    result square: x**2 + 4*x + 4" in changed
    assert not any(mark in shown for mark in ('"', '"left"', "{", "_latex"))
    assert not any("cube" in line for line in changed)


def test_a_hunk_is_headed_by_the_derivation_in_which_it_stands(project):
    edit(project, ('result("square"', 'result("the_square"'))
    shown = git(project, "diff", "-U0", "--cached", "--", FILE).stdout
    assert "@@ 1  square_of_a_sum" in shown


def test_git_log_shows_it_too_and_a_change_of_latex_alone_is_not_hidden(project):
    record = (project / FILE).read_text()
    (project / FILE).write_text(record.replace('"latex": "x^2', '"latex": "{x}^2'))
    git(project, "commit", "-q", "-a", "-m", "Braces.")
    shown = git(project, "log", "-p", "-1", "--", FILE).stdout
    assert "+    with its LaTeX and stored values:" in shown


def test_what_is_no_record_is_shown_as_it_is(project):
    (project / FILE).write_text("<<<<<<< no record\n")
    assert "+<<<<<<< no record" in git(project, "diff", "--", FILE).stdout


def test_the_difftool_compares_two_records_by_meaning_and_other_files_as_git_does(project):
    edit(project, *SQUARE_CHANGED)
    shown = git(project, "difftool", "-y", "-t", "workings", "--cached").stdout
    assert "1  square  result changed" in shown and "For example at x = " in shown
    assert "-    yield start((x + 1) ** 2)" in shown


# -- merge ------------------------------------------------------------------------------------------------------------


def test_a_merge_of_changes_of_two_derivations_has_both_as_they_derive(project):
    branches(project, SQUARE_CHANGED, CUBE_CHANGED)
    done = git(project, "merge", "--no-edit", "side")
    assert "it is what both sides accepted" in done.stdout + done.stderr
    assert names_with_results(project) == CHANGED
    assert run(project, "diff").returncode == 0 and not git(project, "status", "--porcelain").stdout


def test_words_on_one_side_and_a_premise_on_the_other_need_no_person(project):
    branches(project, (('"the square, expanded"', '"expanded"'),), (('scalar("x")', 'scalar("x", positive=True)'),))
    git(project, "merge", "--no-edit", "side")
    record = (project / FILE).read_text()
    assert '"x positive"' in record and '"about": "expanded"' in record
    assert run(project, "diff").returncode == 0


def test_a_rebase_merges_as_a_merge_does(project):
    branches(project, SQUARE_CHANGED, CUBE_CHANGED)
    git(project, "checkout", "-q", "side")
    git(project, "rebase", "-q", "main")
    assert names_with_results(project) == CHANGED


def test_sources_in_conflict_leave_both_sides_derivations_without_marks_and_say_what_to_do(project):
    branches(project, (*SQUARE_CHANGED, ("A cube.", "One cube.")), (*CUBE_CHANGED, *SQUARE_OTHER_WORD))
    done = git(project, "merge", "--no-edit", "side", fails=True)
    assert done.returncode == 1
    assert f"The answers' own sources are in conflict: the course/{ANSWER}." in done.stderr
    assert f"make accept, git add the course/{FILE}" in done.stderr
    assert names_with_results(project)["square_of_a_sum"] == ["x**2 + 4*x + 4"]  # this side's
    assert f"UU {FILE}".replace("UU ", 'UU "the course/') in git(project, "status", "--porcelain").stdout


def test_what_both_sides_together_give_and_neither_accepted_is_left_for_a_person(tmp_path, monkeypatch):
    # One side changes the letter n that both derivations use, the other adds a derivation that uses it as it was.
    for name in GIVEN:
        monkeypatch.setenv(name, GIVEN[name])
    apart = MATHEMATICS.replace('x = scalar("x")', 'from answers.size import n\n\nx = scalar("x")')
    apart = apart.replace("(x + 1) ** 2", "(x + n) ** 2").replace("x**2 + 2 * x + 1", "x**2 + 2 * n * x + n**2")
    root = tiny_project(tmp_path / "p", apart)
    (root / "answers" / "size.py").write_text("n = 1\n")
    (root / ".gitignore").write_text("build/\n.venv\n__pycache__/\n")
    git(root, "init", "-q", "-b", "main")
    assert run(root, "accept").returncode == 0 and run(root, "git-setup").returncode == 0
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "All.")
    git(root, "checkout", "-q", "-b", "side")
    (root / "answers" / "size.py").write_text("n = 3\n")
    assert run(root, "accept").returncode == 0
    git(root, "commit", "-qam", "Three.")
    git(root, "checkout", "-q", "main")
    edit(root, ("x = scalar", "n = n + 1\nx = scalar"))
    git(root, "commit", "-q", "-m", "One more.")
    done = git(root, "merge", "--no-edit", "side", fails=True)
    assert done.returncode == 1 and "what neither accepted" in done.stderr
    assert (
        "square_of_a_sum, since this side:" in done.stderr and "square_of_a_sum, since the other side:" in done.stderr
    )
    assert names_with_results(root)["square_of_a_sum"] == ["x**2 + 4*x + 4"]  # n = 2, as this side accepted
    assert run(root, "diff").returncode == 1  # never silently: now it is n = 4
    assert run(root, "accept").returncode == 0
    assert names_with_results(root)["square_of_a_sum"] == ["x**2 + 8*x + 16"]


def test_a_merge_in_a_linked_work_tree_without_an_environment_derives_too(project):
    branches(project, SQUARE_CHANGED, CUBE_CHANGED)
    other = project.parent.parent / "linked tree"
    git(project, "worktree", "add", "-q", "-b", "third", str(other), "main")
    git(other, "merge", "--no-edit", "side")
    assert names_with_results(other / "the course") == CHANGED


# -- commit -----------------------------------------------------------------------------------------------------------


def test_the_hook_refuses_what_is_not_accepted_and_what_is_refuted_and_lets_the_rest_pass(project):
    assert run(project, "git-setup", "--hook").returncode == 0
    text = (project / ANSWER).read_text()
    (project / ANSWER).write_text(text.replace("x**2 + 2 * x + 1", "x**2 + 3 * x + 1"))
    refuted = git(project, "commit", "-q", "-a", "-m", "Wrong.", fails=True)
    assert refuted.returncode == 1 and "refuted: the two sides differ" in refuted.stderr
    changed = text.replace("(x + 1) ** 2", "(x + 2) ** 2").replace("x**2 + 2 * x + 1", "x**2 + 4 * x + 4")
    (project / ANSWER).write_text(changed)
    other = git(project, "commit", "-q", "-a", "-m", "Other.", fails=True)
    assert other.returncode == 1 and "1  square  result changed" in other.stderr and "make accept" in other.stderr
    assert run(project, "accept").returncode == 0
    git(project, "commit", "-q", "-a", "-m", "Accepted.")
    assert not git(project, "status", "--porcelain").stdout


def test_the_hook_looks_at_what_is_staged_and_not_at_the_work_tree(project):
    run(project, "git-setup", "--hook")
    edit(project, *SQUARE_CHANGED)
    (project / ANSWER).write_text("not Python (")
    git(project, "commit", "-q", "-m", "What is staged.")


def test_a_hook_of_someone_else_is_never_overwritten(project):
    hook = project.parent / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 0\n")
    done = run(project, "git-setup", "--hook")
    assert done.returncode == 4 and "is there already, and not ours" in done.stderr
    assert hook.read_text() == "#!/bin/sh\nexit 0\n"
    run(project, "git-setup", "--undo")
    assert hook.exists()


# -- set-up -----------------------------------------------------------------------------------------------------------


def test_the_set_up_says_what_it_does_and_a_second_one_changes_nothing(project):
    config = project.parent / ".git" / "config"
    run(project, "git-setup", "--hook")
    before = config.read_bytes(), (project / ".gitattributes").read_bytes()
    said = run(project, "git-setup", "--hook").stdout
    assert (config.read_bytes(), (project / ".gitattributes").read_bytes()) == before
    assert "unchanged diff.workings.textconv" in said and "unchanged pre-commit" in said
    assert not any(line.startswith(("set ", "added ", "written ")) for line in said.splitlines())


def test_undo_leaves_git_as_it_was_and_keeps_what_is_committed(tmp_path, monkeypatch):
    for name in GIVEN:
        monkeypatch.setenv(name, GIVEN[name])
    root = tiny_project(tmp_path / "p")
    git(root, "init", "-q")
    (root / ".gitattributes").write_text("*.tex text")
    config = (root / ".git" / "config").read_text()
    hook = root / ".git" / "hooks" / "pre-commit"
    assert run(root, "git-setup", "--hook").returncode == 0
    assert hook.stat().st_mode & stat.S_IXUSR and "diff=workings" in (root / ".gitattributes").read_text()
    assert run(root, "git-setup", "--undo").returncode == 0
    assert (root / ".git" / "config").read_text() == config and not hook.exists()
    assert (root / ".gitattributes").read_text() == "*.tex text\n"
    run(root, "git-setup")
    git(root, "add", ".gitattributes")
    assert "kept      .gitattributes" in run(root, "git-setup", "--undo").stdout


def test_without_a_repository_the_set_up_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    root = tiny_project(tmp_path / "p")
    done = run(root, "git-setup")
    assert done.returncode == 2 and "is in no git repository\nMake one with git init" in done.stderr


def test_a_merge_without_the_environment_is_a_conflict_and_a_diff_shows_the_file(project):
    branches(project, SQUARE_CHANGED, CUBE_CHANGED)
    (project / ".venv").unlink()
    assert '"right": "x**2 + 4*x + 4"' in git(project, "log", "-1", "-p", "--", FILE).stdout
    assert git(project, "merge", "--no-edit", "side", fails=True).returncode == 1
    assert names_with_results(project)["square_of_a_sum"] == ["x**2 + 4*x + 4"]
