"""Whether another release of SymPy derives the same mathematics: the review of the submission under it.

    python benchmarks/other_sympy.py 1.13.3

The release is installed beside, below build/, and put before the one of the virtual environment; figures are left out,
for they are drawn from numbers. Prints the review and ends with its exit code.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(version: str) -> int:
    beside = ROOT / "build" / f"sympy-{version}"
    if not beside.is_dir():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(beside)]
        subprocess.run([*pip, f"sympy=={version}"], check=True)
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch)
        for name in ("answers", "templates", "src"):
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.svg"))
        for name in ("build.py", "pyproject.toml", *(path.name for path in ROOT.glob("requirements*.lock"))):
            shutil.copy(ROOT / name, copy / name)
        (copy / "figures").mkdir()
        (copy / ".venv").symlink_to(ROOT / ".venv")
        environment = os.environ | {"PYTHONPATH": str(beside)}
        python = str(ROOT / ".venv" / "bin" / "python")
        print(subprocess.run([python, "-c", "import sympy; print('SymPy', sympy.__version__)"], env=environment,
                             capture_output=True, text=True, check=True).stdout.strip())  # fmt: skip
        return subprocess.run([python, "build.py", "diff"], cwd=copy, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
