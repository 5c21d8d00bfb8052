"""The files beside the set-up: the locks, the Makefile, and what the set-up itself may import."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]


def pins(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (PROJECT / lock).read_text(), re.MULTILINE))


LOCKS = ["requirements-build.lock", "requirements.lock", "requirements-test.lock", "requirements-browser.lock"]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_a_digest_for_every_pin_and_no_address(lock):
    text = (PROJECT / lock).read_text()
    assert "//" not in text
    for pin in re.split(r"\n(?=[a-z])", text)[1:]:
        assert "--hash=sha256:" in pin, pin


def test_the_lock_of_the_tests_has_the_same_releases_as_the_lock_of_the_pdf():
    assert pins("requirements.lock").items() <= pins("requirements-test.lock").items()
    assert pins("requirements-test.lock").items() <= pins("requirements-browser.lock").items()


def test_the_set_up_needs_nothing_but_the_standard_library():
    program = f"import sys; sys.path.insert(0, {str(PROJECT / 'src')!r}); import workings.environment"
    assert subprocess.run([sys.executable, "-I", "-S", "-c", program]).returncode == 0


@pytest.mark.skipif(not shutil.which("make"), reason="needs make")
@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (["pdf"], ".venv/bin/python build.py pdf"),
        (["pdf", "NAME=Ada O'Hara"], '.venv/bin/python build.py pdf --name "$NAME"'),
        (["pdf", "NUMBER=2", "TERM_=A2023"], '.venv/bin/python build.py pdf --number "$NUMBER" --term "$TERM_"'),
        (["accept", "PART=3.1"], '.venv/bin/python build.py accept "$PART"'),
        (["diff", "REF=main"], '.venv/bin/python build.py diff "$REF"'),
    ],
)
def test_make_hands_on_what_was_typed_and_not_what_the_shell_happens_to_hold(arguments, command):
    shell = {**os.environ, "NAME": "DESKTOP-1", "PART": "9", "REF": "x", "TERM": "xterm"}
    shell = {name: value for name, value in shell.items() if name not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")}
    dry = subprocess.run(["make", "-n", *arguments], cwd=PROJECT, env=shell, capture_output=True, text=True, check=True)
    assert dry.stdout.splitlines()[-1].split() == command.split()
