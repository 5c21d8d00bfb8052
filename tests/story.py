"""A story told in Markdown with real commands: its patches are applied, its commands run, their output written in.

python tests/story.py          # renews docs/reviewing.md
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STORY = ROOT / "docs" / "reviewing.md"
BLOCK = re.compile(r"^```(python|latex|diff|console)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMES = {"GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org", "GIT_CONFIG_GLOBAL": "/dev/null"}
NAMES |= {"GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.org"}


def told(text: str, folder: Path) -> str:
    """The story with every output as it is: a file block is written, a diff applied, a `$ ` line of a console run."""
    from tiny import tiny_project

    root = tiny_project(folder)
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=root, check=True, env=os.environ | NAMES)
    return BLOCK.sub(lambda block: _happened(block, root), text)


def _happened(block: re.Match[str], root: Path) -> str:
    kind, file, body = block[1], block[2], block[3]
    if kind in ("python", "latex") and file:
        (root / file).write_text(body, encoding="utf-8")
    if kind == "diff":
        subprocess.run(["git", "apply", "--unidiff-zero", "-"], cwd=root, input=body, text=True, check=True)
    if kind != "console":
        return block[0]
    commands = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
    return "```console\n" + "".join(f"$ {command}\n{_output(command, root)}" for command in commands) + "```"


def _output(command: str, root: Path) -> str:
    """What a reader sees of a command: both streams without the times of stages, and its exit code if it is not 0."""
    from tiny import run

    words = shlex.split(command)
    if words[:2] == ["python", "build.py"]:
        done = run(root, *words[2:])
        seen = done.stdout + "".join(f"{line}\n" for line in done.stderr.splitlines() if not _of_a_stage(line))
    else:
        done = subprocess.run(words, cwd=root, capture_output=True, text=True, env=os.environ | NAMES, check=False)
        seen = done.stdout + done.stderr
    return seen + (f"(exit code {done.returncode})\n" if done.returncode else "")


def _of_a_stage(line: str) -> bool:
    return bool(re.match(r"(derive|draw|fill|typeset) {2,}|          ", line))


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    with tempfile.TemporaryDirectory() as scratch:
        STORY.write_text(told(STORY.read_text(encoding="utf-8"), Path(scratch) / "project"), encoding="utf-8")
