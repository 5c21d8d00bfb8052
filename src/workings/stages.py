"""The stages that cost time, each done only where it is stale: derive, draw, typeset."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import Mistake
from .freshness import Ledger, digest, engine, inputs_of
from .progress import Progress, counted
from .project import Project
from .question import Files, imported
from .trace import TexSource, blaming
from .unfilled import COMMENT

if TYPE_CHECKING:
    from .record import Record
    from .typeset import Pdf


def ledger_of(project: Project) -> Ledger:
    """What is known of earlier builds in the project's build folder."""
    return Ledger.open(project.build / "freshness.json")


def derive_all(project: Project, questions: tuple[Files, ...], progress: Progress) -> list[tuple[Files, Record]]:
    """Each question with its record: read back where nothing that it read has changed, else derived anew.

    A `Mistake` where two questions have one number, or two derivations or results one name.
    """
    from .record import read, refuse_taken_names

    ledger = ledger_of(project)
    progress.start()
    records = []
    for files in questions:
        inputs, path = inputs_of(project.root, files.mathematics), record_path(project, files)
        reasons = ledger.why(f"derive {files.name}", inputs, [path])
        if reasons:
            record = _derive(project.root, files, path, progress)
            ledger.done(f"derive {files.name}", inputs, [path])
            progress.done("derive", f"{files.name}: {_count(record)}", reasons)
            progress.start()
        records.append((files, read(path)))
    _refuse_one_number_twice(records)
    refuse_taken_names([record for _, record in records])
    return records


def draw_all(project: Project, progress: Progress) -> list[str]:
    """The names of the figures of the project, each drawn anew where something that it reads has changed."""
    ledger = ledger_of(project)
    progress.start()
    names = sorted(path.stem for path in (project.root / "figures").glob("*.py"))
    drawn = 0
    why: list[str] = []
    for name in names:
        inputs = inputs_of(project.root, f"figures/{name}.py")
        outputs = [project.build / "figures" / f"{name}{suffix}" for suffix in (".pdf", ".tex", ".svg")]
        if reasons := ledger.why(f"draw {name}", inputs, outputs):
            progress.working(f"draw      {name}")
            _draw(project, name)
            ledger.done(f"draw {name}", inputs, outputs)
            drawn, why = drawn + 1, why + reasons
    if drawn:
        some = f"{drawn} of " if drawn < len(names) else ""
        progress.done("draw", some + counted(len(names), "figure"), why)
    return names


def typeset_if_stale(project: Project, source: TexSource, figures: list[str], progress: Progress) -> Pdf | None:
    """The PDF of `source`, or None where the last one was made from the same TeX and the same figures."""
    ledger = ledger_of(project)
    inputs = {"submission.tex": digest(source.text.encode())} | engine(project.root)
    for path in (project.build / "figures" / f"{name}{suffix}" for name in figures for suffix in (".pdf", ".tex")):
        inputs[f"figures/{path.name}"] = digest(path.read_bytes())
    outputs = [project.build / f"submission{suffix}" for suffix in (".pdf", ".pages", ".fls")]
    reasons = ledger.why("typeset", inputs, outputs)
    if not reasons:
        tex = project.build / "submission.tex"  # a failed build's may lie there
        tex.write_text(source.text, encoding="utf-8", newline="\n")
        return None
    from .typeset import typeset

    progress.start()
    pdf = typeset(source, project.build, root=project.root, report=lambda text: progress.working(f"typeset   {text}"))
    ledger.done("typeset", inputs, outputs)
    progress.done("typeset", f"{counted(pdf.pages, 'page')}, {counted(pdf.passes, 'pass', 'passes')}", reasons)
    return pdf


def record_path(project: Project, files: Files) -> Path:
    """Where the record of a question lies."""
    return project.build / "records" / f"{files.name}.json"


def refuse_unknown_figures(source: TexSource, figures: list[str]) -> None:
    r"""A `Mistake` for a `\drawing` that no figure draws, and for a figure that no page shows."""
    shown = set()
    for number, line in enumerate(source.text.splitlines()):
        for name in re.findall(r"\\drawing\{(\w+)\}", COMMENT.sub(r"\1", line)):
            if name not in figures:
                close = get_close_matches(name, figures, n=1)
                hint = f"Did you mean {close[0]}?" if close else f"Write figures/{name}.py."
                raise Mistake(f"{source.places[number]}  no figure is called {name}\n{hint}")
            shown.add(name)
    for name in figures:
        if name not in shown:
            raise Mistake(f"figures/{name}.py  no prose shows it\nShow it with \\drawing{{{name}}}, or delete it.")


def _refuse_one_number_twice(records: list[tuple[Files, Record]]) -> None:
    taken: dict[int, str] = {}
    for files, record in records:
        number = record["number"]
        if number in taken:
            raise Mistake(f"{files.mathematics}  number {number} is taken by {taken[number]}\nGive it one of its own.")
        taken[number] = files.mathematics


def _derive(root: Path, files: Files, path: Path, progress: Progress) -> Record:
    """Derive a question and write its record."""
    from .derive import derive
    from .question import load
    from .record import record_of, write

    with blaming(files.mathematics, root):
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

    file = f"figures/{name}.py"
    with blaming(file, project.root):
        drawing.use_style(project.root / "figures" / "course.mplstyle")
        module = imported(f"figures.{name}")
        for needed in ("draw", "ALT"):
            if not hasattr(module, needed):
                raise Mistake(f"{file} has no {needed}\nWrite ALT, a sentence, and draw(), which returns a figure.")
        figure = module.draw()
        if not hasattr(figure, "savefig"):
            raise Mistake(f"{file}  draw() returned {figure!r}, which is no figure\nEnd it with return and the figure.")
        drawing.save(figure, project.build / "figures", name, module.ALT)


def _count(record: Record) -> str:
    lines = sum(len(d["lines"]) for d in record["derivations"])
    return f"{counted(len(record['derivations']), 'derivation')}, {counted(lines, 'line')}"
