"""The command line of `build.py`: what each command prints, and its exit code.

Exit codes: 0 nothing is wrong, 1 something for a person to accept, 2 usage, 3 the environment, 4 the author's mistake,
70 a fault of the program, with its traceback.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import drivers
from .errors import UsageError, WorkingsError
from .fault import relative
from .lock import alone_in
from .progress import Progress, counted
from .project import Project, open_project

UNEXPECTED = 70  # EX_SOFTWARE of sysexits.h


def main(root: Path, build: Callable[[Project, Progress], None], arguments: list[str]) -> int:
    """Run one command of the project at `root`; its exit code. Failures meant for the user are printed, not raised."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "judge":  # it needs no project
            return judge(Path(options.pairs), options.json)
        if options.command == "git-setup":
            return git_setup(root, options)
        if options.command in drivers.COMMANDS:
            return drivers.drive(options)
        project = open_project(root, **_said_of_the_project(options))
        if options.command == "verify-certificate":  # it builds nothing
            return verify(project, options.file)
        progress = Progress(sys.stdout if options.command in ("pdf", "figures", "overleaf") else sys.stderr)
        with alone_in(project.build):
            if options.command in ("pdf", "overleaf"):
                build(project, progress)
                _warn_of_placeholders(project)
            return 0 if options.command == "pdf" else COMMANDS[options.command](project, progress, options)
    except WorkingsError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:  # whoever reads the output has left, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:
        traceback.print_exc()
        print("This is a fault of Workings itself, not of an answer.", file=sys.stderr)
        return UNEXPECTED


def _said_of_the_project(options: argparse.Namespace) -> dict[str, Any]:
    """What the command line says in place of pyproject.toml; None where it says nothing."""
    said = {key: getattr(options, key, None) for key in ("name", "number", "term")}
    said |= {"build": options.build_dir, "colour": False if getattr(options, "all_black", False) else None}
    return said | {"appendix": getattr(options, "certificate", False) or None}


def _warn_of_placeholders(project: Project) -> None:
    if project.placeholders:
        one = len(project.placeholders) == 1
        print(
            f"warning: the student's {' and '.join(project.placeholders)} {'is' if one else 'are'} not filled in\n"
            f"Set {'it' if one else 'them'} under [tool.workings] in pyproject.toml, "
            'or make pdf NAME="Ada Lovelace" NUMBER=20123456.',
            file=sys.stderr,
        )


# -- commands -------------------------------------------------------------------------------------------------------


def check(project: Project, progress: Progress, options: argparse.Namespace) -> int:
    """Every part with the number of its lines by evidence; with a part or --lines, every line with its own evidence."""
    from .report import line_table, part_table, weak_lines
    from .submission import read_page_map

    records = _records(project, progress)
    _refuse_unknown_part(records, options.part)
    if options.part or options.lines:
        print("\n".join(line_table([record for _, record in records], options.part)))
        return 0
    first_pages = {part: first for part, (first, _) in read_page_map(project.build).items()}
    print("\n".join(part_table([record for _, record in records], first_pages)))
    for lines in weak_lines([record for _, record in records]):
        print("\n" + "\n".join(lines))
    return 0


def results(project: Project, progress: Progress, options: argparse.Namespace) -> int:
    """The named results, of one part or of all, for people or as JSON."""
    records = _records(project, progress)
    rows = [
        {"part": d["part"], "derivation": d["name"], "assumptions": d["assumptions"]} | r
        for _, record in records for d in record["derivations"] for r in d["results"]
        if options.part in (None, d["part"])
    ]  # fmt: skip
    _refuse_unknown_part(records, options.part)
    if options.json:
        print(json.dumps(rows, indent=1, ensure_ascii=False))
        return 0
    for row in rows:
        print(f"{row['part']:<5}{row['name']:<28}{row['evidence']['kind']}")
        if row["about"]:
            print(f"     {row['about']}")
        for line in _meaning(row["meaning"]):
            print(f"       {line}")
    return 0


def figures(project: Project, progress: Progress, options: argparse.Namespace) -> int:
    """Draw what is stale."""
    drawn = counted(len(_drawn(project, progress)), "figure")
    progress.line(f"{drawn} in {relative(project.build / 'figures', project.root)}")
    return 0


def diff(project: Project, progress: Progress, options: argparse.Namespace) -> int:
    """What changed in the mathematics since the accepted records, or those of a revision; 1 if it is to accept."""
    from .accepted import differences
    from .annotations import workflow_commands
    from .terminal import reviewed

    fatal = _classes(options.fail_on)
    records = _records(project, progress)
    found = differences(project, records, _drawn(project, progress), options.ref)
    if options.pdf:
        _print_spreads(project, records, found, progress)
    if options.format == "json":
        print(json.dumps(found.for_programs(), indent=1, ensure_ascii=False))
    elif options.format == "github":
        print("\n".join(workflow_commands(list(found.changes))))
    elif options.format in ("markdown", "html"):
        print(_report(project, found, options.format), end="")
    else:
        print("\n".join(reviewed(found, colour=_in_colour())))
    return 1 if any(change.kind in fatal for change in found.changes) else 0


def _print_spreads(project: Project, records: list[Any], found: Any, progress: Progress) -> None:
    """Write the two submissions side by side, and say where they are."""
    from .spreads import spreads

    path, why = spreads(project, records, found, progress)
    progress.line(f"{relative(path, project.root)}: was at the left, now at the right")
    if why:
        progress.line(why)


def _report(project: Project, found: Any, form: str) -> str:
    """The review as Markdown; or the page, written to build/diff.html, and where it is."""
    from .links import Links

    notation = (project.root / "templates" / "notation.tex").read_text(encoding="utf-8")
    links = Links.of(os.environ)
    if form == "markdown":
        from .comment import comment

        return comment(found, notation, links)
    from .page import page

    path = project.build / "diff.html"
    path.write_text(page(found, notation, project.assignment, links), encoding="utf-8", newline="\n")
    return f"{relative(path, project.root)}: open it in a browser\n"


def _in_colour() -> bool:
    """Whether whoever reads the output sees colours."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def _classes(words: str | None) -> tuple[str, ...]:
    """The classes of changes that --fail-on names; those that are to accept if it is not given."""
    from .change import CLASSES, TO_ACCEPT

    chosen = tuple(filter(None, (word.strip() for word in words.split(",")))) if words is not None else TO_ACCEPT
    if unknown := [word for word in chosen if word not in CLASSES]:
        raise UsageError(f"there is no class of changes {unknown[0]!r}\nThe classes are {', '.join(CLASSES)}.")
    return chosen


def accept(project: Project, progress: Progress, options: argparse.Namespace) -> int:
    """Take the present records over as the accepted ones, all or one part, after showing what that changes."""
    from .accepted import take_over
    from .terminal import shown

    records = _records(project, progress)
    _refuse_unknown_part(records, options.part)
    changes = take_over(project, records, _drawn(project, progress), options.part)
    if changes:
        print("\n".join(shown(changes)) + "\n")
    print(f"{counted(len(changes), 'change')} accepted." if changes else "Nothing to accept.")
    return 0


def mutants(project: Project, progress: Progress, options: argparse.Namespace) -> int:
    """Which slips no check and no second opinion refuses; 1 if one of them has no reason in answers/survivors.toml."""
    from .mutants_report import as_json, report, unexplained
    from .mutation import run
    from .survivors import accepted_survivors

    _refuse_unknown_part(_records(project, progress), options.part)
    reasons = accepted_survivors(project.root)
    outcomes = run(project, options.part, progress)
    print(as_json(outcomes, reasons) if options.json else "\n".join(report(outcomes, reasons)))
    return 1 if unexplained(outcomes, reasons) else 0


def coverage(project: Project, progress: Progress, options: argparse.Namespace) -> int:
    """Where everything on the page comes from; 1 if something is typed by hand."""
    from .coverage import coverage_of, report
    from .fill import fill

    records = _records(project, progress)
    fill(project, records)  # which refuses names that do not exist
    found = coverage_of(project.root, records)
    print("\n".join(report(found)))
    return 0 if found.whole else 1


def overleaf(project: Project, progress: Progress, options: argparse.Namespace) -> int:
    """Zip the submission's TeX with its figures."""
    from .overleaf import zip_for_overleaf

    path = zip_for_overleaf(project.build, project.build / "overleaf.zip")
    print(f"{relative(path, project.root)}: upload it to Overleaf as a new project; it compiles as it stands")
    return 0


def git_setup(root: Path, options: argparse.Namespace) -> int:
    """Make git show, compare and merge accepted records by what they say, or take that back."""
    from .git_setup import set_up, undo

    if options.undo:
        undo(root, print)
    else:
        set_up(root, options.hook, print)
    return 0


def judge(path: Path, as_json: bool) -> int:
    """The judge's word on every pair of a file, a line a pair; 1 if one contradicts what the file expects of it."""
    from .pairs import judge_pairs, summary

    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}\nName a file of pairs, one JSON object a line.") from None
    found = []
    for one in judge_pairs(lines):
        found.append(one)
        said = f"{one.id:<10} {one.verdict:<10} {one.ms:>7.1f} ms  {one.witness or one.method}".rstrip()
        print(json.dumps(one.row(), ensure_ascii=False) if as_json else said, flush=True)
    print(summary(found), file=sys.stderr if as_json else sys.stdout)
    return 1 if any(one.wrong for one in found) else 0


def certify(project: Project, progress: Progress, options: argparse.Namespace) -> int:
    """Write the certificate: every line with all that it takes to ask the judge again."""
    from .certificate import write_certificate

    path = write_certificate(project, _records(project, progress))
    print(f"{relative(path, project.root)}: python build.py verify-certificate checks it from the file alone")
    return 0


def verify(project: Project, file: str | None) -> int:
    """Re-check a certificate from its file alone; 1 if an entry of it fails."""
    from .certificate import FILE
    from .verification import verify_certificate

    return verify_certificate(Path(file) if file else project.build / FILE)


COMMANDS: dict[str, Callable[[Project, Progress, argparse.Namespace], int]] = {
    "check": check,
    "results": results,
    "figures": figures,
    "diff": diff,
    "accept": accept,
    "mutants": mutants,
    "coverage": coverage,
    "overleaf": overleaf,
    "certificate": certify,
}


# -- the command line -----------------------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py", description="From derivations written in Python to the PDF that shows them."
    )
    commands = parser.add_subparsers(dest="command", metavar="command", required=True)
    commands.add_parser("setup", help="make the virtual environment and install what is missing, TeX included")
    for name, help_text in (
        ("pdf", "write build/submission.pdf; only what is stale is done again"),
        ("check", "every part with the evidence of its lines"),
        ("results", "the named results"),
        ("figures", "draw the figures"),
        ("diff", "what changed in the mathematics since it was accepted; exit code 1 if that is to accept"),
        ("accept", "take the present results over as the accepted ones"),
        ("mutants", "which slips in the derivations no check refuses; exit code 1 if one has no reason to live"),
        ("coverage", "where every formula, number and figure on the page comes from; exit code 1 if typed by hand"),
        ("overleaf", "build, and zip the TeX with its figures for Overleaf"),
        ("certificate", "write build/certificate.json: every line with its evidence, ready to be checked again"),
        ("verify-certificate", "check a certificate again, from its file alone; exit code 1 if an entry fails"),
        ("git-setup", "git diff, difftool and merge read accepted records as mathematics"),
        ("judge", "whether the two sides of each pair in a file mean the same"),
    ):
        command = commands.add_parser(name, help=help_text)
        if name in ("pdf", "overleaf"):
            command.add_argument("--name", help="the student's name (else [tool.workings] in pyproject.toml)")
            command.add_argument("--number", help="the student's number")
            command.add_argument("--term", help="the term, such as A2022")
            command.add_argument("--certificate", action="store_true", help="with the certificate as an appendix")
            command.add_argument("--all-black", action="store_true", help="answers in black instead of blue")
        if name == "git-setup":
            command.add_argument("--hook", action="store_true", help="and a commit of what is not accepted is refused")
            command.add_argument("--undo", action="store_true", help="take all of it back")
        elif name != "judge":
            command.add_argument("--build-dir", help="the folder to build in (build)")
        if name in ("check", "results", "accept", "mutants"):
            command.add_argument("part", nargs="?", help="only this part, such as 3.1")
        if name == "check":
            command.add_argument("--lines", action="store_true", help="every line, with its evidence and method")
        if name == "results":
            command.add_argument("--json", action="store_true", help="as JSON: meaning, LaTeX, assumptions, evidence")
        if name == "mutants":
            command.add_argument("--json", action="store_true", help="every mutant with what became of it, as JSON")
        if name == "verify-certificate":
            command.add_argument("file", nargs="?", help="the certificate (build/certificate.json)")
        if name == "judge":
            command.add_argument("pairs", help="a file of pairs, one JSON object a line: id, symbols, a, b, assume")
            command.add_argument("--json", action="store_true", help="a JSON object a line")
        if name == "diff":
            command.add_argument("ref", nargs="?", help="compare with the accepted records of this git revision")
            command.add_argument(
                "--format",
                choices=("text", "json", "github", "markdown", "html"),
                default="text",
                help="github: annotations; markdown: a comment or a job summary; html: a page, build/diff.html",
            )
            command.add_argument(
                "--pdf", action="store_true", help="both submissions side by side too, changes marked: build/diff.pdf"
            )
            command.add_argument("--fail-on", help="the classes of changes, with commas, that give exit code 1")
    drivers.add_commands(commands)
    return parser


# -- shared ---------------------------------------------------------------------------------------------------------


def _records(project: Project, progress: Progress) -> list[Any]:
    from .question import collect
    from .stages import derive_all

    return derive_all(project, collect(project.root), progress)


def _drawn(project: Project, progress: Progress) -> list[str]:
    """The names of the figures, drawn where they are stale."""
    from .stages import draw_all

    return draw_all(project, progress)


def _refuse_unknown_part(records: list[Any], part: str | None) -> None:
    from .report import parts

    known = [name for _, record in records for name in parts(record)]
    if part is not None and part not in known:
        raise UsageError(f"there is no part {part}\nThe parts are {', '.join(known)}.")


def _meaning(meaning: Any) -> list[str]:
    """A result's meaning on lines of its own."""
    if isinstance(meaning, dict):
        return [f"{key}: {' '.join(_meaning(part))}" for key, part in meaning.items()]
    if isinstance(meaning, list):
        if meaning and all(isinstance(part, list) for part in meaning):
            return [f"[{', '.join(map(str, part))}]" for part in meaning]
        return [f"[{', '.join(' '.join(_meaning(part)) for part in meaning)}]"]
    return [str(meaning)]
