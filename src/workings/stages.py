"""The stages that cost time, each done only where it is stale: derive, draw, typeset."""

from __future__ import annotations

import importlib
import json
import re
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import Mistake
from .freshness import Inputs, Ledger, digest, inputs_of
from .progress import Progress, counted
from .project import Project
from .question import Files
from .trace import TexSource, blaming

if TYPE_CHECKING:
    from .record import Record
    from .typeset import Pdf


def ledger_of(project: Project) -> Ledger:
    """What is known of earlier builds in the project's build folder."""
    return Ledger.open(project.build / "freshness.json")


def derive_all(project: Project, questions: tuple[Files, ...], progress: Progress) -> list[tuple[Files, Record]]:
    """Each question with its record: read back where nothing that it read has changed, else derived anew."""
    ledger = ledger_of(project)
    progress.start()
    records = []
    for files in questions:
        inputs, path = inputs_of(project.root, files.mathematics), record_path(project, files)
        reasons = ledger.why(f"derive {files.name}", inputs, [path])
        if reasons:
            record = _derive(files, path, progress)
            ledger.done(f"derive {files.name}", inputs)
            progress.done("derive", f"{files.name}: {_count(record)}")
            progress.line(f"          {_because(reasons)}")
            progress.start()
        records.append((files, json.loads(path.read_text(encoding="utf-8"))))
    return records


def draw_all(project: Project, progress: Progress) -> list[str]:
    """The names of the figures of the project, each drawn anew where something that it reads has changed."""
    ledger = ledger_of(project)
    progress.start()
    names = sorted(path.stem for path in (project.root / "figures").glob("*.py"))
    drawn = []
    for name in names:
        inputs = inputs_of(project.root, f"figures/{name}.py")
        outputs = [project.build / "figures" / f"{name}{suffix}" for suffix in (".pdf", ".tex")]
        if ledger.why(f"draw {name}", inputs, outputs):
            progress.working(f"draw      {name}")
            _draw(project, name)
            ledger.done(f"draw {name}", inputs)
            drawn.append(name)
    if drawn:
        some = f"{len(drawn)} of " if len(drawn) < len(names) else ""
        progress.done("draw", some + counted(len(names), "figure"))
    return names


def typeset_if_stale(project: Project, source: TexSource, figures: list[str], progress: Progress) -> Pdf | None:
    """The PDF of `source`, or None where the last one was made from the same TeX and the same figures."""
    ledger = ledger_of(project)
    inputs: Inputs = {"submission.tex": digest(source.text.encode())}
    for path in (project.build / "figures" / f"{name}{suffix}" for name in figures for suffix in (".pdf", ".tex")):
        inputs[path.name] = digest(path.read_bytes())
    if not ledger.why("typeset", inputs, [project.build / "submission.pdf"]):
        (project.build / "submission.tex").write_text(
            source.text, encoding="utf-8", newline="\n"
        )  # a failed build's may lie there
        return None
    from .typeset import typeset

    progress.start()
    pdf = typeset(source, project.build, root=project.root, report=lambda text: progress.working(f"typeset   {text}"))
    ledger.done("typeset", inputs)
    progress.done("typeset", f"{counted(pdf.pages, 'page')}, {counted(pdf.passes, 'pass', 'passes')}")
    return pdf


def record_path(project: Project, files: Files) -> Path:
    """Where the record of a question lies."""
    return project.build / "records" / f"{files.name}.json"


def refuse_unknown_figures(source: TexSource, figures: list[str]) -> None:
    r"""A `Mistake` for a `\drawing` that no figure draws, and for a figure that no page shows."""
    shown = set()
    for number, line in enumerate(source.text.splitlines()):
        for name in re.findall(r"^[^%]*?\\drawing\{(\w+)\}", line):
            if name not in figures:
                close = get_close_matches(name, figures, n=1)
                hint = f"Did you mean {close[0]}?" if close else f"Write figures/{name}.py."
                raise Mistake(f"{source.places[number]}  no figure is called {name}\n{hint}")
            shown.add(name)
    for name in figures:
        if name not in shown:
            raise Mistake(f"figures/{name}.py  no prose shows it\nShow it with \\drawing{{{name}}}, or delete it.")


def _derive(files: Files, path: Path, progress: Progress) -> Record:
    """Derive a question and write its record."""
    from .derive import derive
    from .question import load
    from .record import record_of, write

    with blaming(files.mathematics):
        question, declared = load(files)
        derivations = []
        for d in declared:
            progress.working(f"derive    {d.part} {d.name}")
            derivations.append(derive(d, files.mathematics))
    record = record_of(question, derivations)
    write(record, path)
    return record


def _draw(project: Project, name: str) -> None:
    from . import drawing

    drawing.use_style(project.root / "figures" / "course.mplstyle")
    with blaming(f"figures/{name}.py"):
        module = importlib.import_module(f"figures.{name}")
        figure, alt = module.draw(), module.ALT
    drawing.save(figure, project.build / "figures", name, alt)


def _count(record: Record) -> str:
    lines = sum(len(d["lines"]) for d in record["derivations"])
    return f"{counted(len(record['derivations']), 'derivation')}, {counted(lines, 'line')}"


def _because(reasons: list[str]) -> str:
    return "; ".join(reasons[:2]) + (f" and {len(reasons) - 2} more" if len(reasons) > 2 else "")
