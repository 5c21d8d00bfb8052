"""How large each report of a review is and how long it takes, on a copy of the submission with seven of the edits.

    python benchmarks/reports.py

Every report is a process of its own, as a user starts it, with everything derived before; the floor is the same command
where nothing has changed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EDITS = ("another-order-of-evaluation", "complement-as-a-difference", "definite-instead-of-symmetric",
         "half-of-the-quotient", "lines-exchanged", "result-taken-out", "coarser-grid")  # fmt: skip
FORMATS = ("text", "json", "github", "markdown", "html")


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "copy"
        kept = shutil.ignore_patterns("__pycache__", ".git", ".venv", "tests", "lock-tools", "sympy-*")
        shutil.copytree(ROOT, copy, ignore=kept)
        (copy / ".venv").symlink_to(ROOT / ".venv")
        run(copy, "accept")
        floor = timed(copy, "diff")[0]
        for edit in EDITS:
            patch = ROOT / "tests" / "edits" / f"{edit}.patch"
            subprocess.run(["git", "apply", str(patch)], cwd=copy, check=True)
        print(run(copy, "diff").stdout.splitlines()[0])
        print(f"\n{'report':<12}{'bytes':>10}{'seconds':>10}")
        print(f"{'no change':<12}{'':>10}{floor:>10.2f}")
        for form in FORMATS:
            seconds, done = timed(copy, "diff", "--format", form)
            size = (copy / "build" / "diff.html").stat().st_size if form == "html" else len(done.stdout.encode())
            print(f"{form:<12}{size:>10}{seconds:>10.2f}")
        for command, file in (("certificate", "certificate.json"),):
            seconds, _ = timed(copy, command)
            print(f"{command:<12}{(copy / 'build' / file).stat().st_size:>10}{seconds:>10.2f}")
        print(f"{'verified':<12}{'':>10}{timed(copy, 'verify-certificate')[0]:>10.2f}")


def timed(root: Path, *arguments: str) -> tuple[float, subprocess.CompletedProcess[str]]:
    """The shortest of three runs, in seconds, and what the last one printed."""
    found = []
    for _ in range(3):
        begun = time.perf_counter()
        done = run(root, *arguments)
        found.append(time.perf_counter() - begun)
    return min(found), done


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`python build.py ARGUMENTS` in a copy; an exit code above 1 ends the measurement."""
    command = [sys.executable, "build.py", *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode > 1:
        sys.exit(done.stderr)
    return done


if __name__ == "__main__":
    main()
