"""A tiny project in a folder of its own, for tests of the command line: one question, the real template and engine."""

import os
import subprocess
import sys
from pathlib import Path

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
    """The root of a project of one question in `folder`; engine, frame and virtual environment are this project's own."""
    for name in ("answers", "figures", "templates/statements"):
        (folder / name).mkdir(parents=True)
    for name in ("src", "build.py", ".venv", "templates/submission.tex", "templates/notation.tex"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "build.py").unlink()
    (folder / "build.py").write_text((ROOT / "build.py").read_text())
    (folder / "pyproject.toml").write_text(SETTINGS)
    (folder / "answers" / "q1_square.py").write_text(mathematics)
    (folder / "answers" / "q1_square.tex").write_text(prose)
    (folder / "templates" / "statements" / "q1_square.tex").write_text("\\begin{asked}\n\\ask{1} Expand.\n\\end{asked}\n")
    return folder


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`python build.py ARGUMENTS` in the project at `root`."""
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "build.py", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, env=environment)
