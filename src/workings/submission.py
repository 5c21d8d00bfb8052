"""The page map: on which page of the submission each part is answered, for Gradescope asks at every upload."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .progress import Progress
    from .project import Project
    from .question import Files
    from .record import Record
    from .typeset import Pdf

WIDTH = 80


def publish(project: Project, records: list[tuple[Files, Record]], pdf: Pdf | None, progress: Progress) -> None:
    """Write the page map of a new PDF and tell what was made."""
    from .fault import relative
    from .progress import counted

    path = relative(project.build / "submission.pdf", project.root)
    if pdf is None:
        progress.line(f"{path} is fresh")
        return
    first = not (project.build / "pages.json").is_file()
    pages = page_map(project.build)
    moved = write_page_map(pages, project.build)
    extent = f"{counted(pdf.pages, 'page')}, {counted(len(pages), 'part')}, {round(pdf.size / 1000)} KB"
    progress.line(f"{path}  {extent}")
    changed = first or moved
    where = f"in {relative(project.build / 'pages.txt', project.root)}" if changed else "as before"
    progress.line(f"{_evidence(records)}; page map {where}")
    if changed:
        progress.line(moved_line(moved) if moved else map_line(pages))


def page_map(folder: Path, name: str = "submission") -> dict[str, int]:
    r"""The page on which each part starts, by part, in the order of the pages, as TeX noted for the last good PDF.

    The template writes a line "1.3 2" (part, page) to \jobname.pages for each part, when its page is shipped out.
    """
    noted = folder / f"{name}.pages"
    pages: dict[str, int] = {}
    for line in noted.read_text(encoding="utf-8").splitlines() if noted.is_file() else ():
        part, page = line.split()
        pages.setdefault(part, int(page))
    return pages


def write_page_map(pages: Mapping[str, int], folder: Path) -> dict[str, tuple[int, int]]:
    """Write pages.json and pages.txt into `folder`; the parts that moved since they were last written: (from, to)."""
    path = folder / "pages.json"
    before = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    path.write_text(json.dumps(dict(pages)) + "\n", encoding="utf-8", newline="\n")
    (folder / "pages.txt").write_text(_by_question(pages), encoding="utf-8", newline="\n")
    return {part: (before[part], page) for part, page in pages.items() if part in before and before[part] != page}


def map_line(pages: Mapping[str, int]) -> str:
    """The map for a terminal, "1.1-1.2 p. 1, 1.3 p. 2, ...": neighbours on a page together, broken at 80 columns."""
    items = []
    for page, group in groupby(pages, key=lambda part: pages[part]):
        runs = [list(run) for _, run in groupby(group, key=_question)]
        items += [f"{run[0]} p. {page}" if len(run) == 1 else f"{run[0]}-{run[-1]} p. {page}" for run in runs]
    return _filled(items)


def moved_line(moved: Mapping[str, tuple[int, int]]) -> str:
    """Which parts moved, "3.2 from p. 5 to 6, ...", broken at 80 columns; "page map as before" if none did."""
    if not moved:
        return "page map as before"
    first, *others = [f"{part} from p. {old} to {new}" for part, (old, new) in moved.items()]
    return _filled([f"moved: {first}", *others])


def _by_question(pages: Mapping[str, int]) -> str:
    """A line a question: "1.1: p. 1; 1.2: p. 1; 1.3: p. 2"."""
    lines = ("; ".join(f"{part}: p. {pages[part]}" for part in parts) for _, parts in groupby(pages, key=_question))
    return "".join(f"{line}\n" for line in lines)


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
    from .record import evidences

    kinds = Counter(thing["evidence"]["kind"] for _, record in records for _, thing in evidences(record))
    ordered = ("identical", "proved", "by SymPy", "numeric", "undecided", "refuted")
    return ", ".join(f"{kinds[kind]} {kind}" for kind in ordered if kinds[kind])
