"""The set-up: a virtual environment, the locked packages and TeX, each made only where it is missing.

Runs on the standard library alone, since it runs before any package is there: `python -m workings.environment pdf`.
What was found or made is noted in .venv/workings.json, so that a second run asks neither the network nor TeX.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import EnvironmentFault, UsageError, WorkingsError

OLDEST_PYTHON = (3, 11)
BUILD_LOCK = "requirements-build.lock"
LOCKS = LOCK, TEST_LOCK, BROWSER_LOCK = "requirements.lock", "requirements-test.lock", "requirements-browser.lock"

NOT_SET_UP = "There is no virtual environment yet. Make it, and what is missing, with\n  {} {} setup"


@dataclass(frozen=True)
class Needs:
    """What a purpose needs: one lock of packages, TeX or not, and a browser or not."""

    lock: str
    tex: bool
    browser: bool = False


PURPOSES = {
    "pdf": Needs(LOCK, tex=True),
    "check": Needs(LOCK, tex=False),
    "test": Needs(TEST_LOCK, tex=True),
    "lint": Needs(TEST_LOCK, tex=False),
    "browser": Needs(BROWSER_LOCK, tex=False, browser=True),
}


@dataclass(frozen=True)
class Computer:
    """What the set-up asks of the computer it runs on; tests hand over one of their own."""

    run: Callable[[list[str]], subprocess.CompletedProcess[str]]
    which: Callable[[str], str | None]
    say: Callable[[str], None]
    has_module: Callable[[str], bool]
    environ: Mapping[str, str]
    python: str
    version: tuple[int, int, int]
    is_root: bool
    is_windows: bool

    def may_install(self) -> bool:
        """Whether system packages may be installed: NO_INSTALL is empty or 0."""
        return self.environ.get("NO_INSTALL", "") in ("", "0")


def ensure(purpose: str, root: Path, computer: Computer | None = None) -> None:
    """Make what `purpose` (a key of PURPOSES) needs in the project at `root`; an EnvironmentFault says what bars it."""
    if purpose not in PURPOSES:
        raise UsageError(f"no set-up for {purpose!r}: it is one of {', '.join(PURPOSES)}")
    needs, computer = PURPOSES[purpose], computer or this_computer()
    _refuse_old_python(computer)
    _make_environment(root, computer)
    _install_packages(needs.lock, root, computer)
    if needs.tex:
        _find_or_install_tex(root, computer)
    if needs.browser:
        _find_or_install_browser(root, computer)


def enter(root: Path) -> None:
    """Go on in the virtual environment's Python; `build.py setup [purpose]` makes what is missing and ends there.

    Exits with code 3, and says how to make it, where there is no virtual environment yet.
    """
    if sys.argv[1:2] == ["setup"]:
        sys.exit(main(sys.argv[2:], root))
    if os.path.realpath(sys.prefix) == os.path.realpath(root / ".venv"):
        return
    python = interpreter(root)
    if not python.exists():
        print(NOT_SET_UP.format("python" if os.name == "nt" else "python3", sys.argv[0]), file=sys.stderr)
        sys.exit(EnvironmentFault.exit_code)
    command = [str(python), *sys.argv]
    if os.name == "nt":  # its exec returns to the shell before the program has ended
        sys.exit(subprocess.run(command).returncode)
    os.execv(python, command)


def interpreter(root: Path, is_windows: bool = os.name == "nt") -> Path:
    """The Python of the project's virtual environment."""
    return root / ".venv" / ("Scripts/python.exe" if is_windows else "bin/python")


def this_computer() -> Computer:
    """The computer that this program runs on."""
    return Computer(
        run=_run,
        which=shutil.which,
        say=lambda line: print(line, file=sys.stderr, flush=True),
        has_module=_has_module,
        environ=os.environ,
        python=sys.executable,
        version=sys.version_info[:3],
        is_root=hasattr(os, "geteuid") and os.geteuid() == 0,
        is_windows=os.name == "nt",
    )


def _has_module(name: str) -> bool:
    importlib.invalidate_caches()  # it may have been installed a moment ago
    return importlib.util.find_spec(name) is not None


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    )


# Python and its virtual environment


def _refuse_old_python(computer: Computer) -> None:
    if computer.version[:2] < OLDEST_PYTHON:
        raise EnvironmentFault(
            f"Python {_dotted(computer.version)} is too old: Workings needs {_dotted(OLDEST_PYTHON)} or newer.\n"
            f"  running    {computer.python}\n"
            "Name a newer one, such as: make pdf PYTHON=python3.12"
        )


def _make_environment(root: Path, computer: Computer) -> None:
    if _is_usable(root, computer):
        return
    _find_or_install_venv(computer)
    computer.say(f"making .venv with Python {_dotted(computer.version)}")
    command = [computer.python, "-m", "venv", "--clear", str(root / ".venv")]
    done = computer.run(command)
    if done.returncode:
        raise EnvironmentFault(_failed("making .venv", command, done, "Is the folder writable, the disk full?"))


def _find_or_install_venv(computer: Computer) -> None:
    """Debian packages venv apart from its Python; it is installed where it may be, as TeX is."""
    package = f"python{_dotted(computer.version[:2])}-venv"
    if not _has_venv(computer) and computer.python.startswith("/usr/bin/") and not _why_not_apt(computer):
        computer.say("installing Python's venv (NO_INSTALL=1 forbids it)")
        _install_with_apt([package], computer)
    if not _has_venv(computer):
        sudo = "" if computer.is_root else "sudo "
        raise EnvironmentFault(
            f"{computer.python} comes without venv, which makes virtual environments.\n"
            "Install it, then run the same command again. On Debian and Ubuntu:\n"
            f"  {sudo}apt-get install {package}"
        )


def _has_venv(computer: Computer) -> bool:
    return computer.has_module("venv") and computer.has_module("ensurepip")


def _is_usable(root: Path, computer: Computer) -> bool:
    """Whether .venv has a Python that is new enough and is still the one that its packages were installed for."""
    python = interpreter(root, computer.is_windows)
    if not python.exists() or _environment_version(root) < OLDEST_PYTHON:
        return False
    return _read_stamp(root).get("python") in (None, os.path.realpath(python))


def _environment_version(root: Path) -> tuple[int, ...]:
    """The version of .venv's Python as its pyvenv.cfg has it, (0,) where that says nothing."""
    settings = root / ".venv" / "pyvenv.cfg"
    found = re.search(r"^version(?:_info)? *= *(\d+)\.(\d+)\.(\d+)", _text(settings), re.MULTILINE)
    return tuple(map(int, found.groups())) if found else (0,)


# Packages


def _install_packages(lock: str, root: Path, computer: Computer) -> None:
    stamp = _read_stamp(root)
    if stamp.get("locks", {}).get(lock) == _lock_key(lock, root):
        return
    tex = {key: value for key, value in stamp.items() if key == "tex"}
    _write_stamp(root, tex)  # an installation that breaks off leaves no claim behind
    _put_source_on_path(root)
    pins = len(re.findall(r"^[A-Za-z0-9][\w.-]*==", _text(root / lock), re.MULTILINE))
    computer.say(f"installing {pins} packages from {lock}")
    pip = [str(interpreter(root, computer.is_windows)), "-m", "pip", "install", "--quiet", "--no-input"]
    pip += ["--disable-pip-version-check", "--require-hashes", "--no-deps"]
    for options in (["-r", str(root / BUILD_LOCK)], ["--no-build-isolation", "--use-pep517", "-r", str(root / lock)]):
        done = computer.run(pip + options)
        if done.returncode:
            hint = "Is the network there? Deleting the folder .venv starts afresh."
            raise EnvironmentFault(_failed(f"installing {lock}", pip + options, done, hint))
    held = {name: _lock_key(name, root) for name in LOCKS[: LOCKS.index(lock) + 1]}  # a lock holds those before it
    _write_stamp(root, {**tex, "python": os.path.realpath(interpreter(root, computer.is_windows)), "locks": held})


def _lock_key(lock: str, root: Path) -> str:
    """A digest that changes with the lock, with what builds its packages and with the version of Python."""
    text = _text(root / BUILD_LOCK) + _text(root / lock) + _dotted(_environment_version(root))
    return hashlib.sha256(text.encode()).hexdigest()


def _put_source_on_path(root: Path) -> None:
    """Make `import workings` work in .venv, by a path relative to it: no build, and the project may be moved."""
    for packages in [*root.glob(".venv/lib/python*/site-packages"), *root.glob(".venv/Lib/site-packages")]:
        (packages / "workings.pth").write_text(os.path.relpath(root / "src", packages) + "\n", encoding="utf-8")


# TeX


def _find_or_install_tex(root: Path, computer: Computer) -> None:
    stamp = _read_stamp(root)
    if _tex_is_as_noted(stamp.get("tex"), computer):
        return
    tex = _settings(root)["tex"]
    missing = _missing_from_tex(tex["files"], root, computer)
    if not missing:
        return
    refusal = _why_not_apt(computer)
    if not refusal:
        computer.say("installing TeX, about 80 MB to download (NO_INSTALL=1 forbids it)")
        _install_with_apt(tex["apt"], computer)
        missing = _missing_from_tex(tex["files"], root, computer)
        refusal = "its packages are installed, yet it is not found"
    if missing:
        raise EnvironmentFault(tex_is_missing(missing, refusal, tex))


def _tex_is_as_noted(noted: Any, computer: Computer) -> bool:
    """Whether pdflatex is the one that was asked, and every file that it found is still there."""
    if not noted or noted["pdflatex"] != _identity(computer.which("pdflatex")):
        return False
    return all(os.path.exists(path) for path in noted["files"])


def _identity(program: str | None) -> list[Any] | None:
    """Where `program` really lies and when it was written, None where there is none."""
    if program is None or not os.path.exists(program):
        return None
    path = os.path.realpath(program)
    return [path, os.stat(path).st_mtime]


def _missing_from_tex(files: list[str], root: Path, computer: Computer) -> list[str]:
    """Which of pdflatex and `files` TeX lacks; where it lacks nothing, that is noted."""
    absent = [program for program in ("pdflatex", "kpsewhich") if not computer.which(program)]
    if absent:
        return absent
    answer = computer.run(["kpsewhich", *files]).stdout.splitlines()
    found = {os.path.basename(path): path for path in map(str.strip, answer)}
    missing = [name for name in files if name not in found]
    if not missing:
        noted = {"pdflatex": _identity(computer.which("pdflatex")), "files": [found[name] for name in files]}
        _write_stamp(root, {**_read_stamp(root), "tex": noted})
    return missing


def _why_not_apt(computer: Computer) -> str:
    """Why apt-get may not install here, in words that follow "not installed here:"; empty where it may."""
    if not computer.may_install():
        return "NO_INSTALL forbids it"
    if not computer.which("apt-get"):
        return "there is no apt-get"
    if computer.is_root:
        return ""
    if not computer.which("sudo"):
        return "that needs root, and there is no sudo"
    return (
        "" if computer.run(["sudo", "-n", "true"]).returncode == 0 else "that needs root, and sudo asks for a password"
    )


def _install_with_apt(packages: list[str], computer: Computer) -> None:
    """Install `packages`, each command printed before it runs; a failed update of apt's lists is said, not fatal."""
    prefix = [*([] if computer.is_root else ["sudo", "-n"]), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    for command in ([*prefix, "update"], [*prefix, "install", "-y", "--no-install-recommends", *packages]):
        computer.say("$ " + " ".join(command))
        done = computer.run(command)
        if done.returncode and "install" in command:
            raise EnvironmentFault(_failed("apt-get", command, done, "Run that command yourself to see more."))
        if done.returncode:
            computer.say("apt-get update failed; going on with the lists that are here")


def tex_is_missing(missing: list[str], refusal: str, tex: Mapping[str, list[str]]) -> str:
    """The whole message for a computer whose TeX lacks `missing`, with the command for each system."""
    what = "TeX is missing: there is no pdflatex." if "pdflatex" in missing else _wrapped("TeX lacks", missing)
    lines = [what, f"Not installed here: {refusal}.", "Install it, then run the same command again:"]
    for system, commands in (
        ("Debian, Ubuntu", _shell("sudo apt-get install --no-install-recommends", tex["apt"])),
        ("Fedora", _shell("sudo dnf install", tex["dnf"])),
        ("Arch", _shell("sudo pacman -S --needed", tex["pacman"])),
        ("macOS, with Homebrew", _shell("brew install --cask", tex["homebrew"])),
        ("Windows", ["winget install MiKTeX.MiKTeX", *_repeated("miktex packages install", tex["miktex"])]),
    ):
        lines += [f"  {system}", *(f"    {command}" for command in commands)]
    return "\n".join([*lines, "On macOS and Windows a new terminal then finds pdflatex."])


def _wrapped(start: str, names: list[str]) -> str:
    return textwrap.fill(f"{start} {', '.join(names)}.", 80, subsequent_indent="  ", break_on_hyphens=False)


def _shell(command: str, packages: list[str]) -> list[str]:
    """One command of a Unix shell, continued over lines that fit the message."""
    lines = textwrap.wrap(" ".join([command, *packages]), 72, subsequent_indent="  ", break_on_hyphens=False)
    return [line + " \\" for line in lines[:-1]] + lines[-1:]


def _repeated(command: str, packages: list[str]) -> list[str]:
    """The command once for each line that fits: Windows has no continuation that all its shells know."""
    width = 74 - len(command)
    return [f"{command} {line}" for line in textwrap.wrap(" ".join(packages), width, break_on_hyphens=False)]


# The browser


def _find_or_install_browser(root: Path, computer: Computer) -> None:
    settings = _settings(root)["browser"]
    if any(map(computer.which, settings["programs"])):
        return
    if not (refusal := _why_not_apt(computer)):
        computer.say("installing Chromium, about 100 MB to download (NO_INSTALL=1 forbids it)")
        _install_with_apt(settings["apt"], computer)
        refusal = "its package is installed, yet it is not found"
    if not any(map(computer.which, settings["programs"])):
        raise EnvironmentFault(
            f"There is no Chromium, in which the page of a review is tested.\nNot installed here: {refusal}.\n"
            "Install it, then run the same command again. On Debian:\n"
            f"  sudo apt-get install --no-install-recommends {' '.join(settings['apt'])}"
        )


# Files and words


def _settings(root: Path) -> dict[str, Any]:
    import tomllib  # new in Python 3.11: an older one must get as far as its refusal

    with open(root / "pyproject.toml", "rb") as settings:
        return tomllib.load(settings)["tool"]["workings"]


def _read_stamp(root: Path) -> dict[str, Any]:
    """What .venv/workings.json notes, nothing where it is absent or was cut short."""
    try:
        return json.loads(_text(root / ".venv" / "workings.json") or "{}")
    except json.JSONDecodeError:
        return {}


def _write_stamp(root: Path, stamp: dict[str, Any]) -> None:
    (root / ".venv" / "workings.json").write_text(json.dumps(stamp, indent=2) + "\n", encoding="utf-8")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def _failed(doing: str, command: list[str], done: subprocess.CompletedProcess[str], hint: str) -> str:
    """The message for a command that failed: what it was, the end of what it said, the next thing to try."""
    said = "".join(f"  {line}\n" for line in done.stdout.strip().splitlines()[-12:])
    return f"{doing} failed with exit code {done.returncode}\n  $ {' '.join(command)}\n{said}{hint}"


def main(arguments: list[str], root: Path) -> int:
    """The exit code of the set-up for the purpose on the command line, `pdf` where there is none."""
    try:
        ensure(arguments[0] if arguments else "pdf", root)
    except WorkingsError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path(__file__).resolve().parents[2]))
