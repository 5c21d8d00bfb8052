"""The set-up on computers that do not exist: what it runs, what it says, what it leaves alone. No network, no root."""

import json
import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from workings.environment import Computer, ensure
from workings.errors import EnvironmentFault, UsageError

TEX_FILES = ["amsmath.sty", "lmodern.sty"]
PYPROJECT = """
[tool.workings.tex]
files = ["amsmath.sty", "lmodern.sty"]
apt = ["lmodern", "texlive-latex-base", "texlive-latex-recommended"]
dnf = ["texlive-scheme-basic", "texlive-collection-latexrecommended", "texlive-lm"]
pacman = ["texlive-latex", "texlive-fontsrecommended"]
homebrew = ["basictex"]
miktex = ["amsmath", "booktabs", "caption", "fancyhdr", "hyperref", "lm", "mathtools", "microtype", "tools"]

[tool.workings.browser]
programs = ["chromium", "google-chrome"]
apt = ["chromium"]
"""
UPDATE = "env DEBIAN_FRONTEND=noninteractive apt-get update"
INSTALL = (
    "env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "
    "lmodern texlive-latex-base texlive-latex-recommended"
)


class Bench:
    """A project in a folder and a computer that does as it is told, noting each command (paths as PROJECT) and line."""

    def __init__(self, root: Path, programs=("apt-get",), tex=(), fails=(), **traits):
        self.root, self.programs, self.tex, self.fails = root, set(programs), set(tex), fails
        self.commands: list[str] = []
        self.said: list[str] = []
        modules = traits.pop("modules", {"venv", "ensurepip"})
        traits = {"environ": {}, "is_root": True, "version": (3, 11, 2), **traits}
        self.computer = Computer(
            run=self.run,
            which=lambda name: str(self.program(name)) if name in self.programs else None,
            say=self.said.append,
            has_module=lambda name: name in modules,
            python="/usr/bin/python3",
            is_windows=False,
            **traits,
        )
        (root / "pyproject.toml").write_text(PYPROJECT)
        (root / "requirements-build.lock").write_text("setuptools==84.2.1 --hash=sha256:0\n")
        (root / "requirements.lock").write_text("sympy==1.14.0 --hash=sha256:1\nmpmath==1.3.0 --hash=sha256:2\n")
        (root / "requirements-test.lock").write_text((root / "requirements.lock").read_text() + "pytest==9.2.0\n")
        test = (root / "requirements-test.lock").read_text()
        (root / "requirements-browser.lock").write_text(test + "playwright==1.65.2\n")
        for name in tex:
            self.file_of_tex(name).write_text("")

    def program(self, name: str) -> Path:
        path = self.root / "programs" / name
        path.parent.mkdir(exist_ok=True)
        if not path.exists():
            path.touch()
        return path

    def file_of_tex(self, name: str) -> Path:
        (self.root / "texmf").mkdir(exist_ok=True)
        return self.root / "texmf" / name

    def run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        line = " ".join(command).replace(str(self.root), "PROJECT")
        self.commands.append(line)
        if any(words in line for words in self.fails):
            return subprocess.CompletedProcess(command, 1, "no\nroute to host\n")
        if "-m venv" in line:
            self.make_venv()
        if "apt-get install" in line and "texlive" in line:
            self.programs |= {"pdflatex", "kpsewhich"}
            self.tex = set(TEX_FILES)
            for name in TEX_FILES:
                self.file_of_tex(name).write_text("")
        found = [str(self.file_of_tex(name)) for name in command[1:] if name in self.tex]
        return subprocess.CompletedProcess(command, 0, "\n".join(found) + "\n" if command[0] == "kpsewhich" else "")

    def make_venv(self) -> None:
        venv = self.root / ".venv"
        shutil.rmtree(venv, ignore_errors=True)
        (venv / "bin").mkdir(parents=True)
        (venv / "lib/python3.11/site-packages").mkdir(parents=True)
        (venv / "bin/python").touch()
        (venv / "pyvenv.cfg").write_text("home = /usr/bin\nversion = 3.11.2\n")

    def ensure(self, purpose: str = "pdf") -> None:
        self.commands.clear()
        self.said.clear()
        ensure(purpose, self.root, self.computer)

    def fault(self, purpose: str = "pdf") -> str:
        with pytest.raises(EnvironmentFault) as caught:
            self.ensure(purpose)
        assert caught.value.exit_code == 3
        return str(caught.value).replace(str(self.root), "PROJECT")


def with_tex(root: Path, **traits) -> Bench:
    return Bench(root, programs=("apt-get", "pdflatex", "kpsewhich"), tex=TEX_FILES, **traits)


# From nothing, and again


def test_from_nothing_each_step_is_said_in_one_line_and_each_system_command_as_it_is_run(tmp_path):
    bench = Bench(tmp_path)
    bench.ensure("pdf")
    assert bench.said == [
        "making .venv with Python 3.11.2",
        "installing 2 packages from requirements.lock",
        "installing TeX, about 80 MB to download (NO_INSTALL=1 forbids it)",
        f"$ {UPDATE}",
        f"$ {INSTALL}",
    ]
    pip = "PROJECT/.venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check"
    pip += " --require-hashes --no-deps"
    assert bench.commands == [
        "/usr/bin/python3 -m venv --clear PROJECT/.venv",
        f"{pip} -r PROJECT/requirements-build.lock",
        f"{pip} --no-build-isolation --use-pep517 -r PROJECT/requirements.lock",
        UPDATE,
        INSTALL,
        "kpsewhich amsmath.sty lmodern.sty",
    ]


@pytest.mark.parametrize("purpose", ["pdf", "check", "test", "lint"])
def test_a_second_run_starts_no_program_and_says_nothing(tmp_path, purpose):
    bench = Bench(tmp_path)
    bench.ensure(purpose)
    bench.ensure(purpose)
    assert (bench.commands, bench.said) == ([], [])


def test_what_the_tests_need_holds_what_the_pdf_needs(tmp_path):
    bench = with_tex(tmp_path)
    bench.ensure("test")
    bench.ensure("pdf")
    assert bench.commands == []


@pytest.mark.parametrize("purpose", ["check", "lint"])
def test_checking_and_linting_do_without_tex(tmp_path, purpose):
    bench = Bench(tmp_path, environ={"NO_INSTALL": "1"})
    bench.ensure(purpose)
    assert not any("apt-get" in command for command in bench.commands)


def test_the_sources_are_importable_by_a_path_that_survives_moving_the_project(tmp_path):
    with_tex(tmp_path).ensure()
    packages = tmp_path / ".venv/lib/python3.11/site-packages"
    line = (packages / "workings.pth").read_text().strip()
    assert not os.path.isabs(line)
    assert (packages / line).resolve() == (tmp_path / "src").resolve()


def test_a_purpose_that_does_not_exist_is_named_with_those_that_do(tmp_path):
    with pytest.raises(UsageError, match="^no set-up for 'dvi': it is one of pdf, check, test, lint, browser$"):
        Bench(tmp_path).ensure("dvi")


# What makes a step stale


def test_a_changed_lock_is_installed_again_and_nothing_else_is_done(tmp_path):
    bench = with_tex(tmp_path)
    bench.ensure()
    with open(tmp_path / "requirements.lock", "a") as lock:
        lock.write("jinja2==3.1.6 --hash=sha256:3\n")
    bench.ensure()
    assert bench.said == ["installing 3 packages from requirements.lock"]
    assert [" -m pip " in command for command in bench.commands] == [True, True]


def test_a_changed_lock_of_the_build_tool_counts_too(tmp_path):
    bench = with_tex(tmp_path)
    bench.ensure()
    (tmp_path / "requirements-build.lock").write_text("setuptools==84.3.0 --hash=sha256:4\n")
    bench.ensure()
    assert bench.said == ["installing 2 packages from requirements.lock"]


@pytest.mark.parametrize(("version", "step"), [("3.12.1", "installing 2 packages"), ("3.10.4", "making .venv with")])
def test_another_version_gets_its_packages_again_and_one_too_old_is_made_anew(tmp_path, version, step):
    bench = with_tex(tmp_path)
    bench.ensure()
    (tmp_path / ".venv/pyvenv.cfg").write_text(f"home = /usr/bin\nversion = {version}\n")
    bench.ensure()
    assert bench.said[0].startswith(step)


def test_an_environment_whose_python_went_away_is_made_anew(tmp_path):
    bench = with_tex(tmp_path)
    bench.ensure()
    (tmp_path / ".venv/bin/python").unlink()
    bench.ensure()
    assert bench.said[0] == "making .venv with Python 3.11.2"


def test_an_environment_whose_python_became_another_one_is_made_anew(tmp_path):
    bench = with_tex(tmp_path)
    bench.ensure()
    (tmp_path / "python3.12").touch()
    (tmp_path / ".venv/bin/python").unlink()
    (tmp_path / ".venv/bin/python").symlink_to(tmp_path / "python3.12")
    bench.ensure()
    assert bench.said[0] == "making .venv with Python 3.11.2"


def test_an_installation_that_broke_off_is_done_again(tmp_path):
    bench = with_tex(tmp_path)
    bench.ensure()
    (tmp_path / "requirements.lock").write_text("sympy==1.14.1\n")
    bench.fails = ("requirements.lock",)
    bench.fault()
    (tmp_path / "requirements.lock").write_text("sympy==1.14.0 --hash=sha256:1\nmpmath==1.3.0 --hash=sha256:2\n")
    bench.fails = ()
    bench.ensure()
    assert bench.said == ["installing 2 packages from requirements.lock"]


def test_notes_that_were_cut_short_are_as_good_as_none(tmp_path):
    bench = with_tex(tmp_path)
    bench.ensure()
    (tmp_path / ".venv/workings.json").write_text('{"python": "/usr')
    bench.ensure()
    assert bench.said == ["installing 2 packages from requirements.lock"]


def test_tex_is_asked_again_when_a_style_file_is_gone(tmp_path):
    bench = with_tex(tmp_path)
    bench.ensure()
    bench.file_of_tex("lmodern.sty").unlink()
    bench.tex.remove("lmodern.sty")
    bench.ensure()
    assert bench.commands == ["kpsewhich amsmath.sty lmodern.sty", UPDATE, INSTALL, "kpsewhich amsmath.sty lmodern.sty"]


def test_tex_is_asked_again_when_pdflatex_is_another_one(tmp_path):
    bench = with_tex(tmp_path)
    bench.ensure()
    os.utime(bench.program("pdflatex"), (1, 1))
    bench.ensure()
    assert bench.commands == ["kpsewhich amsmath.sty lmodern.sty"]


def test_new_packages_leave_the_note_about_tex_alone(tmp_path):
    bench = with_tex(tmp_path)
    bench.ensure("pdf")
    bench.ensure("test")
    assert "kpsewhich amsmath.sty lmodern.sty" not in bench.commands
    assert set(json.loads((tmp_path / ".venv/workings.json").read_text())) == {"python", "locks", "tex"}


# Who may install system packages


@pytest.mark.parametrize(
    ("programs", "traits", "commands"),
    [
        (("apt-get",), {"is_root": True}, [UPDATE, INSTALL]),
        (("apt-get", "sudo"), {"is_root": True}, [UPDATE, INSTALL]),
        (("apt-get", "sudo"), {"is_root": False}, ["sudo -n true", f"sudo -n {UPDATE}", f"sudo -n {INSTALL}"]),
        (("apt-get",), {"environ": {"NO_INSTALL": "0"}}, [UPDATE, INSTALL]),
        (("apt-get",), {"environ": {"NO_INSTALL": ""}}, [UPDATE, INSTALL]),
    ],
)
def test_apt_runs_as_root_or_through_a_sudo_that_asks_nothing(tmp_path, programs, traits, commands):
    bench = Bench(tmp_path, programs, **traits)
    bench.ensure()
    assert [c for c in bench.commands if "apt-get" in c or "sudo" in c] == commands
    assert [f"$ {c}" for c in commands if c != "sudo -n true"] == bench.said[-2:]


@pytest.mark.parametrize(
    ("programs", "traits", "refusal"),
    [
        (("apt-get",), {"environ": {"NO_INSTALL": "1"}}, "NO_INSTALL forbids it"),
        (("apt-get", "sudo"), {"environ": {"NO_INSTALL": "yes"}, "is_root": False}, "NO_INSTALL forbids it"),
        (("sudo",), {}, "there is no apt-get"),
        (("apt-get",), {"is_root": False}, "that needs root, and there is no sudo"),
        (
            ("apt-get", "sudo"),
            {"is_root": False, "fails": ("sudo -n true",)},
            "that needs root, and sudo asks for a password",
        ),
    ],
)
def test_where_apt_may_not_run_no_package_command_runs_and_the_message_says_why(tmp_path, programs, traits, refusal):
    bench = Bench(tmp_path, programs, **traits)
    assert bench.fault().splitlines()[1] == f"Not installed here: {refusal}."
    assert not any("apt-get" in command for command in bench.commands)


def test_no_install_still_makes_the_virtual_environment(tmp_path):
    bench = with_tex(tmp_path, environ={"NO_INSTALL": "1"})
    bench.ensure()
    assert bench.said == ["making .venv with Python 3.11.2", "installing 2 packages from requirements.lock"]


def test_lists_that_cannot_be_updated_do_not_stop_an_installation_that_works(tmp_path):
    bench = Bench(tmp_path, fails=("apt-get update",))
    bench.ensure()
    assert bench.said[-2:] == ["apt-get update failed; going on with the lists that are here", f"$ {INSTALL}"]


def test_debian_s_own_python_gets_its_venv_from_apt(tmp_path):
    bench = with_tex(tmp_path)
    modules = {"venv"}

    def run(command: list[str]) -> subprocess.CompletedProcess[str]:
        if "python3.11-venv" in command:
            modules.add("ensurepip")
        return bench.run(command)

    bench.computer = replace(bench.computer, run=run, has_module=modules.__contains__)
    bench.ensure()
    assert bench.said[:4] == [
        "installing Python's venv (NO_INSTALL=1 forbids it)",
        f"$ {UPDATE}",
        "$ env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends python3.11-venv",
        "making .venv with Python 3.11.2",
    ]


# The messages, whole

COMMANDS = r"""Install it, then run the same command again:
  Debian, Ubuntu
    sudo apt-get install --no-install-recommends lmodern texlive-latex-base \
      texlive-latex-recommended
  Fedora
    sudo dnf install texlive-scheme-basic \
      texlive-collection-latexrecommended texlive-lm
  Arch
    sudo pacman -S --needed texlive-latex texlive-fontsrecommended
  macOS, with Homebrew
    brew install --cask basictex
  Windows
    winget install MiKTeX.MiKTeX
    miktex packages install amsmath booktabs caption fancyhdr hyperref lm
    miktex packages install mathtools microtype tools
On macOS and Windows a new terminal then finds pdflatex."""


def test_the_message_without_tex_has_the_command_for_each_system(tmp_path):
    message = Bench(tmp_path, programs=()).fault()
    assert message == "TeX is missing: there is no pdflatex.\nNot installed here: there is no apt-get.\n" + COMMANDS
    assert max(map(len, message.splitlines())) <= 80


def test_the_message_for_a_tex_that_lacks_files_names_them(tmp_path):
    bench = Bench(tmp_path, programs=("pdflatex", "kpsewhich"), tex=["amsmath.sty"])
    assert bench.fault() == "TeX lacks lmodern.sty.\nNot installed here: there is no apt-get.\n" + COMMANDS


def test_the_message_when_apt_fails_ends_with_what_apt_said(tmp_path):
    assert Bench(tmp_path, fails=("apt-get install",)).fault() == (
        f"apt-get failed with exit code 1\n  $ {INSTALL}\n  no\n  route to host\nRun that command yourself to see more."
    )


def test_the_message_when_pip_fails_ends_with_what_pip_said(tmp_path):
    assert Bench(tmp_path, fails=("requirements-build.lock",)).fault() == (
        "installing requirements.lock failed with exit code 1\n"
        "  $ PROJECT/.venv/bin/python -m pip install --quiet --no-input "
        "--disable-pip-version-check --require-hashes --no-deps -r PROJECT/requirements-build.lock\n"
        "  no\n"
        "  route to host\n"
        "Is the network there? Deleting the folder .venv starts afresh."
    )


def test_the_message_for_an_old_python_names_it_and_a_way_out(tmp_path):
    assert Bench(tmp_path, version=(3, 9, 18)).fault() == (
        "Python 3.9.18 is too old: Workings needs 3.11 or newer.\n"
        "  running    /usr/bin/python3\n"
        "Name a newer one, such as: make pdf PYTHON=python3.12"
    )


@pytest.mark.parametrize(
    ("traits", "command"),
    [
        ({"is_root": True, "environ": {"NO_INSTALL": "1"}}, "apt-get install python3.11-venv"),
        ({"is_root": False}, "sudo apt-get install python3.11-venv"),
    ],
)
def test_the_message_for_a_python_without_venv_has_the_command(tmp_path, traits, command):
    assert Bench(tmp_path, modules={"venv"}, **traits).fault() == (
        "/usr/bin/python3 comes without venv, which makes virtual environments.\n"
        "Install it, then run the same command again. On Debian and Ubuntu:\n"
        f"  {command}"
    )


def test_the_browser_is_installed_with_apt_where_it_is_missing(tmp_path):
    bench = Bench(tmp_path)
    bench.fault("browser")  # this apt-get installs nothing
    assert bench.commands[-1].endswith("apt-get install -y --no-install-recommends chromium")


def test_a_browser_that_is_there_is_enough(tmp_path):
    bench = Bench(tmp_path, programs=("chromium",))
    bench.ensure("browser")
    assert not any("apt-get" in command for command in bench.commands)


def test_the_message_without_a_browser_has_the_next_command(tmp_path):
    assert Bench(tmp_path, environ={"NO_INSTALL": "1"}).fault("browser") == (
        "There is no Chromium, in which the page of a review is tested.\n"
        "Not installed here: NO_INSTALL forbids it.\n"
        "Install it, then run the same command again. On Debian:\n"
        "  sudo apt-get install --no-install-recommends chromium"
    )
