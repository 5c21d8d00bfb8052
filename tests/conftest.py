"""What tests share: the submission, built once; and what needs TeX is left out where there is none."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True)  # a change is judged by what it does, not by luck
settings.load_profile("repeatable")  # --hypothesis-profile=default searches anew

ROOT = Path(__file__).resolve().parent.parent


@pytest.hookimpl(tryfirst=True)  # before -m looks at the marks
def pytest_collection_modifyitems(items):
    """Mark what derives a whole question as slow; skip the tests marked `tex` on a machine without TeX."""
    for item in items:
        if "derivations" in item.fixturenames:
            item.add_marker(pytest.mark.slow)
        if item.get_closest_marker("tex") and shutil.which("pdflatex") is None:
            item.add_marker(pytest.mark.skip(reason="pdflatex is not on this machine"))


@pytest.fixture(scope="session")
def pdf_path(tmp_path_factory):
    """The submission as the command line builds it from nothing, in a folder of its own."""
    folder = tmp_path_factory.mktemp("build")
    command = [sys.executable, str(ROOT / "build.py"), "pdf", "--build-dir", str(folder)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if run.returncode:
        pytest.fail(f"build.py pdf: exit code {run.returncode}\n{run.stdout}{run.stderr}", pytrace=False)
    return folder / "submission.pdf"
