"""The page map: on which pages of the submission each part is answered, for Gradescope asks at every upload."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import Mistake

if TYPE_CHECKING:
    from .progress import Progress
    from .project import Project
    from .question import Files
    from .record import Record
    from .typeset import Pdf

WIDTH = 80
TOP = 30.0  # pt: the first line of a page is never so low, and a part that follows another on its page never so high

Pages = tuple[int, int]  # the first and the last page of a part
PageMap = Mapping[str, Pages]
Moved = Mapping[str, tuple[Pages | None, Pages | None]]  # from where to where; None where the part is new or gone


@dataclass(frozen=True)
class Note:
    """What TeX noted: a part ("1.3"), a question ("question 2") or the end, its page, and how low it begins, in pt."""

    what: str
    page: int
    below: float = 0.0

    @property
    def is_part(self) -> bool:
        return self.what[0].isdigit()


def publish(project: Project, records: list[tuple[Files, Record]], pdf: Pdf | None, progress: Progress) -> None:
    r"""Write the page map of the PDF and tell what was made; a `Mistake` where a part does not have its one \answer."""
    from .fault import relative
    from .progress import counted

    noted = notes(project.build)
    _refuse_other_parts(records, [note.what for note in noted if note.is_part])
    path, pages = relative(project.build / "submission.pdf", project.root), page_map(noted)
    first = not all((project.build / name).is_file() for name in ("pages.json", "pages.txt"))
    if pdf is None:
        progress.line(f"{path} is fresh")
        if not first:
            return
    else:
        extent = f"{counted(pdf.pages, 'page')}, {counted(len(pages), 'part')}, {round(pdf.size / 1000)} KB"
        progress.line(f"{path}  {extent}")
    moved = write_page_map(pages, project.build)
    where = f"in {relative(project.build / 'pages.txt', project.root)}" if first or moved else "as before"
    progress.line(f"{_evidence(records)}; page map {where}")
    if first or moved:
        progress.line(moved_line(moved) if moved else map_line(pages))


def notes(folder: Path, name: str = "submission") -> list[Note]:
    r"""What TeX noted for the last good PDF, in the order of its pages.

    The template writes \jobname.pages as the pages are shipped out: "question 1 1 12.0pt", "1.3 2 31.5pt", "end 16".
    """
    noted = folder / f"{name}.pages"
    found = []
    for line in noted.read_text(encoding="utf-8").splitlines() if noted.is_file() else ():
        what, page, below = (f"{line} 0pt" if line.startswith("end") else line).rsplit(" ", 2)
        found.append(Note(what, int(page), float(below.removesuffix("pt"))))
    return found


def page_map(noted: Iterable[Note]) -> dict[str, Pages]:
    """The first and the last page of each part, by part, in the order of the pages.

    A part ends on the page where the next begins, or on the page before if the next begins at the top of its own, as
    every question does.
    """
    pages: dict[str, Pages] = {}
    for note, after in pairwise(noted):
        if note.is_part:
            full = after.what != "end" and after.below < TOP
            pages[note.what] = note.page, max(note.page, after.page - 1 if full else after.page)
    return pages


def read_page_map(folder: Path) -> dict[str, Pages]:
    """What `write_page_map` wrote into `folder`; empty if there is none, or it is of another kind."""
    path = folder / "pages.json"
    try:
        found = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        return {part: (int(first), int(last)) for part, (first, last) in found.items()}
    except (ValueError, TypeError, AttributeError):  # it is made again, from what TeX noted
        return {}


def write_page_map(pages: PageMap, folder: Path) -> dict[str, tuple[Pages | None, Pages | None]]:
    """Write pages.json and pages.txt into `folder`; from where to where each part moved since they were last written.

    A part that is new or gone has moved too, unless the map is the first.
    """
    before = read_page_map(folder)
    (folder / "pages.json").write_text(json.dumps(dict(pages)) + "\n", encoding="utf-8", newline="\n")
    (folder / "pages.txt").write_text(_by_question(pages), encoding="utf-8", newline="\n")
    if not before:
        return {}
    parts = [*pages, *(part for part in before if part not in pages)]
    return {part: (before.get(part), pages.get(part)) for part in parts if before.get(part) != pages.get(part)}


def map_line(pages: PageMap) -> str:
    """The map for a terminal, "1.1-1.2 p. 1, 1.3 pp. 1-2": neighbours on the same pages together, in 80 columns."""
    items = []
    for where, group in groupby(pages, key=lambda part: pages[part]):
        runs = [list(run) for _, run in groupby(group, key=_question)]
        items += [f"{run[0] if len(run) == 1 else f'{run[0]}-{run[-1]}'} {_said(where)}" for run in runs]
    return _filled(items)


def moved_line(moved: Moved) -> str:
    """Which parts moved, "moved: 3.2 from p. 5 to pp. 5-6, 3.3 is new on p. 6, 3.4 is gone", in 80 columns."""
    first, *others = [f"{part} {_move(*move)}" for part, move in moved.items()]
    return _filled([f"moved: {first}", *others])


def _move(old: Pages | None, new: Pages | None) -> str:
    if new is None:
        return "is gone"
    return f"from {_said(old)} to {_said(new)}" if old else f"is new on {_said(new)}"


def _said(pages: Pages) -> str:
    first, last = pages
    return f"p. {first}" if first == last else f"pp. {first}-{last}"


def _by_question(pages: PageMap) -> str:
    """A line a question: "1.1: p. 1; 1.2: pp. 1-2; 1.3: p. 2"."""
    lines = ("; ".join(f"{part}: {_said(pages[part])}" for part in parts) for _, parts in groupby(pages, key=_question))
    return "".join(f"{line}\n" for line in lines)


def _refuse_other_parts(records: list[tuple[Files, Record]], answered: list[str]) -> None:
    r"""Every part of every question has one \answer, and there is no other."""
    from .report import parts

    for files, record in records:
        for part in parts(record):
            if part not in answered:
                raise Mistake(f"{files.prose} has no \\answer{{{part}}}\nWrite \\answer{{{part}}}{{its title}} there.")
    known = [part for _, record in records for part in parts(record)]
    for part, times in Counter(answered).items():
        if part not in known:
            raise Mistake(f"\\answer{{{part}}} answers no part\nThe parts are {', '.join(known)}.")
        if times > 1:
            raise Mistake(f"\\answer{{{part}}} stands {times} times\nAnswer a part in one place.")


def _question(part: str) -> str:
    return part.partition(".")[0]


def _filled(items: Iterable[str]) -> str:
    """`items` between commas, in lines of at most 80 columns that break only between them."""
    lines = [""]
    for item in items:
        longer = f"{lines[-1]}, {item}" if lines[-1] else item
        if len(longer) < WIDTH:  # leaves room for the comma
            lines[-1] = longer
        else:
            lines.append(item)
    return ",\n".join(lines)


def _evidence(records: list[tuple[Files, Record]]) -> str:
    """How many things were checked by which kind of evidence: "38 identical, 62 proved"."""
    from .judge.evidence import KINDS
    from .record import evidences

    kinds = Counter(thing["evidence"]["kind"] for _, record in records for _, thing in evidences(record))
    return ", ".join(f"{kinds[kind]} {kind}" for kind in KINDS if kinds[kind])
