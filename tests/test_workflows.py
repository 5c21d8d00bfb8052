"""The workflows: pinned, with the least permissions, and their commands run here as they stand."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml
from tiny import MATHEMATICS, run, tiny_project

ROOT = Path(__file__).resolve().parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
ACTION = ROOT / "action.yml"


def loaded(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def steps(path):
    """Every step of a workflow or an action."""
    content = loaded(path)
    jobs = content["jobs"].values() if "jobs" in content else [content["runs"]]
    return [step for job in jobs for step in job["steps"]]


@pytest.mark.parametrize("path", [*WORKFLOWS, ACTION], ids=lambda path: path.name)
def test_every_action_of_others_is_pinned_to_a_commit_with_its_release_beside_it(path):
    for line in re.findall(r"uses: (.*)", path.read_text(encoding="utf-8")):
        assert line.startswith("./") or re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_has_no_permission_but_those_its_jobs_ask_for_and_ends_in_time(path):
    content = loaded(path)
    assert content["permissions"] == {} and "pull_request_target" not in content[True]
    assert all("timeout-minutes" in job and "permissions" in job for job in content["jobs"].values())


def test_only_the_comment_may_write_and_it_checks_nothing_out():
    writes = {
        path.name
        for path in WORKFLOWS
        for job in loaded(path)["jobs"].values()
        if "write" in job["permissions"].values()
    }
    assert writes == {"comment.yml"}
    assert not any("checkout" in step.get("uses", "") for step in steps(ROOT / ".github" / "workflows" / "comment.yml"))


@pytest.mark.parametrize("path", [*WORKFLOWS, ACTION], ids=lambda path: path.name)
def test_no_command_has_an_expression_put_into_it(path):
    for step in steps(path):
        assert "${{" not in step.get("run", "")
        assert subprocess.run(["bash", "-n"], input=step.get("run", ""), text=True).returncode == 0


@pytest.fixture
def forked(tmp_path):
    """A tiny project whose accepted records stand on origin/main, with another result in the work tree."""
    root = tiny_project(tmp_path / "project")
    run(root, "accept")
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]
    for words in (["init", "-qb", "main"], ["add", "answers"], ["commit", "-qm", "accepted"],
                  ["update-ref", "refs/remotes/origin/main", "HEAD"]):  # fmt: skip
        subprocess.run([*git, *words], cwd=root, check=True)
    path = root / "answers" / "q1_square.py"
    path.write_text(MATHEMATICS.replace("(x + 1) ** 2", "(x + 2) ** 2").replace("2 * x + 1", "4 * x + 4"))
    return root


def reviewed(root, fail_on=""):
    """The step of the action that reviews, run as it stands: what it prints, its outputs, the summary."""
    (step,) = (step for step in steps(ACTION) if step.get("id") == "review")
    files = {name: str(root / name.lower()) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    environment = {**os.environ, **files, "AGAINST": "main", "FAIL_ON": fail_on}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout, Path(files["GITHUB_OUTPUT"]).read_text(), Path(files["GITHUB_STEP_SUMMARY"]).read_text()


@pytest.mark.slow
def test_the_action_annotates_writes_the_summary_and_the_reports_and_says_what_is_to_accept(forked):
    printed, outputs, summary = reviewed(forked)
    assert "::error file=answers/q1_square.py" in printed and outputs == "code=1\n"
    assert "1 result changed" in summary and "```math" in summary
    assert json.loads((forked / "build" / "review.json").read_text())["to_accept"] is True
    assert (forked / "build" / "diff.html").is_file()


@pytest.mark.slow
@pytest.mark.parametrize(("fail_on", "code"), [("nothing", 0), ("reworded", 0), ("result changed, removed", 1)])
def test_the_classes_that_fail_can_be_chosen(forked, fail_on, code):
    assert reviewed(forked, fail_on)[1] == f"code={code}\n"
