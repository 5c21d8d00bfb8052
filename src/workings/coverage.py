r"""Where everything that the submission claims comes from: derived, stated, or typed by hand.

A claim is a displayed formula, a formula of the text that holds a relation or a number (see `prose_math`), a number
among the words, a cell of a table or matrix, a figure, a label of a figure that holds a relation or a number. It is
traced if a \VAR prints it from a record, or if a figure's module takes values from the answers (see `figure_source`).
It is stated if all that is typed by hand in it stands in \stated{...}, which is for what is given and not derived.
Else it is typed by hand, and the submission is not covered. The assignment's own words, in templates/statements, are
not counted.

Reasons and docstrings are counted apart (see `reasons`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes

from .figure_source import read_figure
from .fill import MARK, jinja_environment, names_of
from .prose_math import Prose, Region, claim_in, read_prose
from .question import Files
from .reasons import Reasons, read_reasons
from .record import Record
from .report import parts
from .retyped import Derived, derived_in
from .stated import KINDS as GIVEN
from .stated import Stated, kind_of
from .trace import Place

TRACED, STATED, BY_HAND = "traced", "stated", "by hand"
DISPLAYED, INLINE, VALUES, CELLS = "displayed formulas", "formulas in the text", "values in the text", "cells"
FIGURES, LABELS, ALTERNATIVES = "figures", "labels of figures", "numbers in alternatives"
KINDS = (DISPLAYED, INLINE, VALUES, CELLS, FIGURES, LABELS, ALTERNATIVES)


@dataclass(frozen=True)
class Claim:
    """Something that the submission claims: where, what kind, what it says, and where it comes from."""

    place: Place
    kind: str
    says: str
    how: str


@dataclass(frozen=True)
class Retyped:
    r"""Something typed by hand that is derived, and the \VAR that prints it."""

    place: Place
    says: str
    printed_by: str


@dataclass(frozen=True)
class Coverage:
    """All claims of a submission, what is stated and what is retyped in it; what is not counted."""

    claims: tuple[Claim, ...]
    stated: tuple[Stated, ...]
    retyped: tuple[Retyped, ...]
    reasons: Reasons
    names: int

    @property
    def uncovered(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.claims if claim.how == BY_HAND)

    @property
    def whole(self) -> bool:
        """Whether everything is covered and nothing is retyped."""
        return not (self.uncovered or self.retyped or self.reasons.stray)


def coverage_of(root: Path, questions: list[tuple[Files, Record]]) -> Coverage:
    """The coverage of the project at `root`, from its prose, its figures and the records of its questions."""
    records = [record for _, record in questions]
    references = {name for record in records for name in parts(record)}
    environment, names = jinja_environment(root), names_of(records)
    sources = [_of_prose(root, files, environment, names, references) for files, _ in questions]
    sources += [_of_figure(root, path) for path in sorted((root / "figures").glob("*.py"))]
    derived = derived_in(records)
    return Coverage(
        claims=tuple(claim for source in sources for claim in source.claims),
        stated=tuple(one for source in sources for one in _stated(source)),
        retyped=tuple(one for source in sources for one in _retyped(source, derived)),
        reasons=read_reasons(records, references),
        names=sum(not region.claims for source in sources for region in source.regions),
    )


@dataclass(frozen=True)
class _Source:
    """A file as it was read: its claims, its regions, what its words state and count, its question's statement."""

    file: str
    claims: tuple[Claim, ...]
    regions: tuple[Region, ...]
    numbers: tuple[tuple[int, str], ...] = ()
    stated: tuple[tuple[int, str], ...] = ()
    statement: str = ""


# -- prose ----------------------------------------------------------------------------------------------------------


def _of_prose(
    root: Path, files: Files, environment: jinja2.Environment, names: dict[str, Any], references: set[str]
) -> _Source:
    """The prose of a question as a source of claims."""
    prose = read_prose((root / files.prose).read_text(encoding="utf-8"), environment)
    numbers = tuple(one for one in prose.numbers if one[1] not in references)
    claims = [*_of_regions(files.prose, prose, environment, names), *_of_words(files.prose, prose, environment, names)]
    claims += [Claim(Place(files.prose, line), VALUES, number, BY_HAND) for line, number in numbers]
    statement = (root / "templates" / files.statement).read_text(encoding="utf-8")
    return _Source(files.prose, tuple(claims), prose.regions, numbers, prose.stated, statement)


def _of_regions(file: str, prose: Prose, environment: jinja2.Environment, names: dict[str, Any]) -> Iterator[Claim]:
    r"""The regions that claim something, the cells of the matrices in them, and texts typed inside of their \VARs."""
    for region in prose.regions:
        if region.claims:
            kind = DISPLAYED if region.kind == "display" else INLINE
            yield Claim(Place(file, region.line), kind, region.source, _how(region))
        for code in region.printed:
            yield from _cells(Place(file, region.line), code, environment, names)
            yield from _typed_inside(Place(file, region.line), code, environment)


def _of_words(file: str, prose: Prose, environment: jinja2.Environment, names: dict[str, Any]) -> Iterator[Claim]:
    r"""What the \VARs among the words print, a claim for each displayed line and cell, and what the words state."""
    for line, code in prose.printed:
        place = Place(file, line)
        yield from _typed_inside(place, code, environment)
        printed = environment.compile_expression(code, undefined_to_none=False)(**names)
        rows = MARK.sub("", str(printed)).count("\\\\\n") + 1
        filters = _filters(code, environment)
        if filters & {"steps", "entries"}:
            yield from (Claim(place, DISPLAYED, code, TRACED) for _ in range(rows))
        elif "table" in filters:
            yield from _cells(place, code, environment, names)
        else:
            yield Claim(place, VALUES, code, TRACED)
    yield from (Claim(Place(file, line), VALUES, says, STATED) for line, says in prose.stated)


def _how(region: Region) -> str:
    return BY_HAND if region.by_hand else TRACED if region.printed else STATED


def _cells(place: Place, code: str, environment: jinja2.Environment, names: dict[str, Any]) -> Iterator[Claim]:
    r"""The cells that the \VAR of a table or matrix prints, without its head."""
    tree = environment.parse(f"\\VAR{{{code}}}")
    for printing in (node for node in tree.find_all(nodes.Filter) if node.name in ("table", "matrix")):
        rows = names[printing.node.name] if isinstance(printing.node, nodes.Name) else []
        yield from (Claim(place, CELLS, str(cell), TRACED) for row in rows for cell in row if cell != "")


def _typed_inside(place: Place, code: str, environment: jinja2.Environment) -> Iterator[Claim]:
    r"""The texts typed inside of a \VAR that claim something: a cell of a table's head, what ends a display."""
    kind = CELLS if "table" in _filters(code, environment) else INLINE
    for text in _texts(environment.parse(f"\\VAR{{{code}}}")):
        if claim_in(re.sub(r":\d+$", "", text)):  # "shape:2" spans two columns
            yield Claim(place, kind, text, BY_HAND)


def _texts(node: nodes.Node) -> Iterator[str]:
    """The texts of an expression that are printed: not keys, nor what separates derived items, nor column types."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, nodes.Getitem) or (isinstance(node, nodes.Filter) and node.name == "join"):
        yield from _texts(node.node) if node.node else ()
    elif isinstance(node, nodes.Filter) and node.name == "table":
        yield from (text for part in (*node.args[1:], *node.kwargs) for text in _texts(part))
    else:
        yield from (text for part in node.iter_child_nodes() for text in _texts(part))


def _filters(code: str, environment: jinja2.Environment) -> set[str]:
    """The names of the filters in the code of a \\VAR."""
    return {node.name for node in environment.parse(f"\\VAR{{{code}}}").find_all(nodes.Filter)}


def _stated(source: _Source) -> Iterator[Stated]:
    for line, says in [*((r.line, says) for r in source.regions for says in r.stated), *source.stated]:
        yield Stated(Place(source.file, line), says, kind_of(says, source.statement))


def _retyped(source: _Source, derived: Derived) -> Iterator[Retyped]:
    r"""What is derived and was typed by hand, inside of \stated and outside."""
    typed = [(region.line, text) for region in source.regions for text in (region.typed, *region.stated)]
    found = [(line, text, derived.again(text)) for line, text in typed]
    found += [(line, text, derived.number_again(text)) for line, text in (*source.numbers, *source.stated)]
    yield from (Retyped(Place(source.file, line), text, by) for line, text, by in found if by)


# -- figures --------------------------------------------------------------------------------------------------------


def _of_figure(root: Path, path: Path) -> _Source:
    """A figure, its labels that claim something, and the long numbers that its text alternative spells."""
    file, figure = f"figures/{path.name}", read_figure(path.read_text(encoding="utf-8"))
    takes = ", ".join(figure.takes)
    whole = TRACED if takes else BY_HAND
    claims = [Claim(Place(file, 1), FIGURES, takes or "its module takes nothing from answers/", whole)]
    for region in (region for region in figure.labels if region.claims):
        claims.append(Claim(Place(file, region.line), LABELS, region.source, _how(region) if takes else BY_HAND))
    claims += [Claim(Place(file, line), ALTERNATIVES, number, BY_HAND) for line, number in figure.numbers]
    statements = "".join(one.read_text(encoding="utf-8") for one in sorted(root.glob("templates/statements/*.tex")))
    return _Source(file, tuple(claims), figure.labels, statement=statements)


# -- as a person reads it -------------------------------------------------------------------------------------------


def report(coverage: Coverage) -> list[str]:
    """The table by kind, the share, what is not covered, what is retyped, what is stated."""
    claims = coverage.claims
    rows = [f"{'':<26}{'all':>6}{TRACED:>9}{STATED:>9}{BY_HAND:>9}"]
    for kind in KINDS:
        found = [claim.how for claim in claims if claim.kind == kind]
        counts = "".join(f"{found.count(how) or '-':>9}" for how in (TRACED, STATED, BY_HAND))
        rows += [f"{kind:<26}{len(found):>6}{counts}"] if found else []
    covered = len(claims) - len(coverage.uncovered)
    share = 100 * covered // len(claims) if claims else 100  # rounded down: 100% is all
    only_stated = sum(claim.how == STATED for claim in claims)
    rows += ["", f"{share}% covered: {covered} of {len(claims)}, {only_stated} of them by \\stated alone"]
    reasons = coverage.reasons
    rows += [
        f"Not counted: {coverage.names} letters and names; {reasons.in_reasons} formulas in reasons of checked lines;"
    ]
    rows += [f"{reasons.in_docstrings} in docstrings, which the page does not show"]
    uncovered = [(claim.place, f"{claim.says}  ({claim.kind})") for claim in coverage.uncovered]
    retyped = [(one.place, f"{one.says}  is  {one.printed_by}") for one in coverage.retyped]
    stray = [(one.place, f"{one.number} in: {one.text}") for one in reasons.stray]
    rows += _listed(
        "Typed by hand", uncovered, "Print it with \\VAR{...}; derive it first; or, if it is given, \\stated{...}."
    )
    rows += _listed("Typed by hand, but derived", retyped, "Print it with the \\VAR that is named.")
    rows += _listed(
        "In a reason or docstring, but in no line of its derivation", stray, "Take it out, or derive it there."
    )
    return rows + [row for kind in GIVEN for row in _listed(f"Stated, {kind}", _given(coverage, kind))]


def _given(coverage: Coverage, kind: str) -> list[tuple[Place, str]]:
    return [(one.place, one.says) for one in coverage.stated if one.kind == kind]


def _listed(title: str, found: list[tuple[Place, str]], advice: str = "") -> list[str]:
    """A heading with the number of findings, a line for each, and what to do about them; nothing if there are none."""
    rows = [f"  {place!s:<32}  {says}" for place, says in found]
    return ["", f"{title}: {len(rows)}", *rows, *filter(None, [advice])] if rows else []
