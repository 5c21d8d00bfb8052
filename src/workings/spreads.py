r"""The former and the present submission side by side, what changed marked by a bar in the margin: build/diff.pdf.

Each formula of what changed carries a \marked, which notes where it stands when its page is made; the bars are drawn in
a second run, from the first to the last of these places on a page. The former submission is its accepted records in the
prose of its revision; no code of that revision runs, so its figures are the present ones.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

from .accepted import accepted_record, refuse_unknown
from .change import TO_ACCEPT
from .errors import Mistake, WorkingsError
from .fill import fill
from .git import said, written_out
from .progress import Progress
from .project import Project
from .question import Files
from .record import Record
from .review import Review
from .submission import notes
from .trace import TexSource
from .typeset import typeset

Records = list[tuple[Files, Record]]
Bars = Mapping[int, list[tuple[int, float, float]]]  # by page: the number of the mark, its top and bottom in bp
BP = 65781.76  # sp
WIDTH, HEIGHT, HEADING = 612, 792, 24  # bp
ABOVE, BELOW = 11.0, 6.0  # bp of a line above and below its baseline
FORMULAS = ("left_latex", "right_latex", "latex")
MACRO = r"""\DeclareRobustCommand{\marked}[1]{\pdfsavepos\write\pagenotes{mark #1 \thepage\space\the\pdflastypos}}"""
BAR = r"\put(566,%.1f){\color{%s}\rule{1.6bp}{%.1fbp}}\put(570,%.1f){\parbox[t]{40bp}{\color{%s}\raggedright %s}}"
FRAME = r"""\documentclass{article}
\usepackage[T1]{fontenc}\usepackage{lmodern}
\pdfpagewidth=%dbp \pdfpageheight=%dbp \hoffset=-1in \voffset=-1in \topskip=0pt
\newcommand{\side}[2]{\pdfximage page #2 {#1.pdf}\pdfrefximage\pdflastximage}
\newcommand{\nothing}{\hbox to %dbp{\hfil}}
\newcommand{\spread}[4]{\shipout\vbox{\vskip 12bp\hbox to %dbp{\hbox to %dbp{\hfil#1\hfil}\hbox to %dbp{\hfil#2\hfil}}%%
  \vskip 4bp\hbox{#3#4}}}
\begin{document}
"""


def spreads(project: Project, records: Records, review: Review, progress: Progress) -> tuple[Path, str]:
    """Write build/diff.pdf; its path, and a sentence where the former submission could not be set, else ""."""
    kinds = _kinds(review)
    now = {name: kind for name, kind in kinds.items() if kind != "removed"}
    present = _typeset(project, fill(project, _marked(records, now)), "present", now, progress)
    against = review.against or "the accepted records"
    try:
        was = {name: kind for name, kind in kinds.items() if kind != "added"}
        former, why = _former(project, review, was, progress), ""
    except WorkingsError as error:
        former = {}
        why = f"The former submission cannot be set: {str(error).splitlines()[0]}. Only the present one is marked."
    frame = _frame(former, present, f"was: {against}, with the present figures", "now")
    pdf = typeset(TexSource(frame, (None,) * len(frame.split("\n"))), project.build, "diff", root=project.root)
    return pdf.path, why


def _kinds(review: Review) -> dict[str, str]:
    """The class of what changed, by the name of a derivation or a figure; the first class where there are more."""
    found: dict[str, str] = {}
    for change in review.changes:
        found.setdefault(change.figure or change.derivation or change.name, change.kind)
    return found


def _former(project: Project, review: Review, kinds: Mapping[str, str], progress: Progress) -> dict[str, list[int]]:
    """The former submission typeset; a `WorkingsError` where the prose of its revision does not fit its records."""
    root = project.build / "former"
    shutil.rmtree(root, ignore_errors=True)
    _write_prose(project, review.against or "HEAD", root)
    found = sorted(root.glob("answers/q[0-9]*_*.tex"), key=lambda path: int(re.sub(r"\D.*", "", path.stem[1:])))
    before = [(Files(path.stem), accepted_record(project, path.stem, review.against or None)) for path in found]
    placed = [(files, _placed(record, files)) for files, record in before if record]
    source = fill(replace(project, root=root), _marked(placed, kinds))
    return _typeset(project, source, "was", kinds, progress)


def _write_prose(project: Project, ref: str, folder: Path) -> None:
    """The prose and the templates of a revision, in a folder; what is only a link there, perhaps out of it, is not."""
    refuse_unknown(project, ref)
    top, prefix = (said(project.root, "rev-parse", f"--show-{what}") for what in ("toplevel", "prefix"))
    with written_out(Path(top), ref) as files:
        for name in ("answers", "templates"):
            if not (files / prefix / name).is_dir():
                raise Mistake(f"{ref} has no {name} of this project")
            shutil.copytree(files / prefix / name, folder / name, ignore=_links)


def _links(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if (Path(folder) / name).is_symlink()]


def _placed(record: Record, files: Files) -> Record:
    """An accepted record with places, which it does not keep."""
    place = {"place": f"{files.mathematics}:1"}
    return record | {
        "derivations": [
            d | place | {kind: [thing | place for thing in d[kind]] for kind in ("lines", "results", "refutations")}
            for d in record["derivations"]
        ]
    }


# -- marks ------------------------------------------------------------------------------------------------------------


def _marked(records: Records, kinds: Mapping[str, str]) -> Records:
    """The records with a mark before each formula of a derivation that changed."""
    numbers = {name: number for number, name in enumerate(kinds)}
    return [
        (files, record | {"derivations": [_with_marks(d, numbers.get(d["name"])) for d in record["derivations"]]})
        for files, record in records
    ]


def _with_marks(derivation: Record, number: int | None) -> Record:
    if number is None:
        return derivation

    def marked(formula: Any) -> Any:
        if isinstance(formula, dict):
            return {key: marked(part) for key, part in formula.items()}
        if isinstance(formula, list):
            return list(map(marked, formula))
        return formula if formula == "0" or not isinstance(formula, str) else rf"\marked{{{number}}}{formula}"

    def thing(one: Record) -> Record:
        return one | {key: marked(one[key]) for key in FORMULAS if key in one}

    return derivation | {kind: list(map(thing, derivation[kind])) for kind in ("lines", "results", "refutations")}


def _typeset(
    project: Project, source: TexSource, name: str, kinds: Mapping[str, str], progress: Progress
) -> dict[str, list[int]]:
    """Set a submission as build/diff-NAME.pdf with its bars; the pages of each question, by what opens them."""
    for number, changed in enumerate(kinds):
        drawing = rf"\drawing{{{changed}}}"
        source = TexSource(source.text.replace(drawing, rf"\marked{{{number}}}{drawing}"), source.places)

    def report(text: str) -> None:
        progress.working(f"typeset   {name}, {text}")

    def run(preamble: str) -> int:
        lines = source.text.split("\n")
        begin = lines.index(r"\begin{document}")
        text = "\n".join([*lines[:begin], preamble + lines[begin], *lines[begin + 1 :]])
        made = typeset(TexSource(text, source.places), project.build, f"diff-{name}", root=project.root, report=report)
        return made.pages

    run(MACRO)
    pages = run(MACRO + _bars_in_tex(_bars(project.build / f"diff-{name}.pages"), list(kinds.values())))
    return _by_question(project.build, f"diff-{name}", pages)


def _bars(path: Path) -> Bars:
    """From where to where the marks of a number stand on each page."""
    found: dict[tuple[int, int], list[float]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("mark "):
            number, page, height = map(int, line.split()[1:])
            found.setdefault((page, number), []).append(HEIGHT - height / BP)
    bars: dict[int, list[tuple[int, float, float]]] = {}
    for (page, number), heights in found.items():
        bars.setdefault(page, []).append((number, min(heights) - ABOVE, max(heights) + BELOW))
    return bars


def _bars_in_tex(bars: Bars, kinds: list[str]) -> str:
    """The bars of every page, drawn behind it, on one line of TeX."""
    drawn = "".join(
        rf"\ifnum\value{{page}}={page} " + "".join(_bar(*bar, kinds) for bar in here) + r"\fi"
        for page, here in bars.items()
    )
    return rf"\AddToHook{{shipout/background}}{{\fontsize{{6}}{{6.5}}\selectfont {drawn}}}"


def _bar(number: int, top: float, bottom: float, kinds: list[str]) -> str:
    colour = "flag" if kinds[number] in TO_ACCEPT else "black!60"
    return BAR % (-bottom, colour, bottom - top, -top - 5, colour, kinds[number])


# -- pages ------------------------------------------------------------------------------------------------------------


def _by_question(folder: Path, name: str, pages: int) -> dict[str, list[int]]:
    """The pages of each question; what stands before the first belongs to it."""
    marks = [note for note in notes(folder, name) if note.what.startswith("question ")]
    starts = [1, *(note.page for note in marks[1:]), pages + 1]
    return {
        note.what: list(range(first, after)) for note, first, after in zip(marks, starts[:-1], starts[1:], strict=True)
    }


def _frame(former: dict[str, list[int]], present: dict[str, list[int]], was: str, now: str) -> str:
    """The TeX of the spreads: questions begin together, a page that one side has not is empty there."""
    head = FRAME % (2 * WIDTH, HEIGHT + HEADING, WIDTH, 2 * WIDTH, WIDTH, WIDTH)
    rows = [
        rf"\spread{{{_plain(was)}}}{{{_plain(now)}}}{{{_page('diff-was', left)}}}{{{_page('diff-present', right)}}}"
        for question in dict.fromkeys([*present, *former])
        for left, right in zip_longest(former.get(question, []), present.get(question, []))
    ]
    return "\n".join([head.rstrip("\n"), *rows, r"\end{document}", ""])


def _plain(words: str) -> str:
    return re.sub(r"[^\w ,./:-]", "", words).replace("_", r"\_")


def _page(name: str, page: int | None) -> str:
    return r"\nothing" if page is None else rf"\side{{{name}}}{{{page}}}"
