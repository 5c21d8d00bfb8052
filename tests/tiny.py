"""A tiny project in a folder of its own, for tests of the command line: one question, the real template and engine."""

import os
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

import workings.derive
import workings.fill
import workings.record
import workings.typeset  # noqa: F401 - imported here once, for all the forks of `run`

ROOT = Path(__file__).resolve().parent.parent

MATHEMATICS = '''"""Question 1: a square."""

from workings.algebra import scalar
from workings.question import Question
from workings.steps import derivation, equals, result, start

QUESTION = Question(1, "Squares", points="5")

x = scalar("x")


@derivation("1")
def square_of_a_sum():
    """The square of x + 1."""
    yield start((x + 1) ** 2)
    yield equals(x**2 + 2 * x + 1, "expand")
    yield result("square", x**2 + 2 * x + 1, about="the square, expanded")
'''

PROSE = r"""\answer{1}{A square}
\begin{result}
The square is $\VAR{square}$.
\end{result}
Expand:
\VAR{square_of_a_sum | steps}
"""

SETTINGS = """[tool.workings]
name = "Ada Lovelace"
number = "20123456"
term = "A2022"
course = "IFT6135"
professor = "Aaron Courville"
assignment = "Assignment 1"
topic = "Squares"
due = "tomorrow"
assistants = ["Grace Hopper"]
"""


def tiny_project(folder: Path, mathematics: str = MATHEMATICS, prose: str = PROSE) -> Path:
    """The root of a project of one question in `folder`, with the engine, the frame and the environment of this one."""
    for name in ("answers", "figures", "templates/statements"):
        (folder / name).mkdir(parents=True)
    for name in ("src", "build.py", ".venv", "templates/submission.tex", "templates/notation.tex"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "build.py").unlink()
    (folder / "build.py").write_text((ROOT / "build.py").read_text())
    (folder / "pyproject.toml").write_text(SETTINGS)
    (folder / "answers" / "q1_square.py").write_text(mathematics)
    (folder / "answers" / "q1_square.tex").write_text(prose)
    (folder / "templates" / "statements" / "q1_square.tex").write_text(
        "\\begin{asked}\n\\ask{1} Expand.\n\\end{asked}\n"
    )
    return folder


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`python build.py ARGUMENTS` in the project at `root`, in a fork of this process, which has its imports done."""
    with tempfile.TemporaryDirectory() as scratch:
        return _forked(root, list(arguments), Path(scratch) / "stdout", Path(scratch) / "stderr")


def run_anew(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The same in a new process, as a user starts it."""
    command = [sys.executable, "build.py", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def _forked(root: Path, arguments: list[str], out: Path, err: Path) -> subprocess.CompletedProcess[str]:
    child = os.fork()
    if child == 0:
        code = 70  # what a crash of the child leaves
        try:
            code = _in_the_child(root, arguments, out, err)
        finally:
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return subprocess.CompletedProcess(arguments, code, out.read_text(), err.read_text())


def _in_the_child(root: Path, arguments: list[str], out: Path, err: Path) -> int:
    from build import build
    from workings.cli import main

    os.chdir(root)
    sys.path.insert(0, str(root))
    for name in [name for name in sys.modules if name.split(".")[0] in ("answers", "figures")]:
        del sys.modules[name]
    with open(out, "w") as sys.stdout, open(err, "w") as sys.stderr:
        try:
            return main(root, build, arguments)
        except SystemExit as usage:  # argparse leaves this way
            return int(usage.code or 0)
        except BaseException:
            traceback.print_exc()
            return 1
