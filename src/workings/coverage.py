r"""Where everything that the submission claims comes from: derived, stated, or typed by hand.

A claim is a displayed formula, a formula of the text that holds a relation or a number (see `prose_math`), a number
among the words, a cell of a table or matrix, a figure, a label of a figure that holds a relation or a number. It is
traced if a \VAR prints it from a record, or if a figure's module takes values from the answers (see `figure_source`).
It is stated if all that is typed by hand in it stands in \stated{...}, which is for what is given and not derived.
Else it is typed by hand, and the submission is not covered. The assignment's own words, in templates/statements, are
not counted.

Reasons and docstrings are prose of the derivation that they belong to, whose lines the judge has checked: they say why
a line follows. They are counted apart; a number in them must stand in that derivation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes

from .figure_source import FigureSource, read_figure
from .fill import MARK, jinja_environment, names_of
from .prose_math import Prose, Region, claim_in, formulas_in, read_prose
from .question import Files
from .record import Record
from .report import parts
from .retyped import Derived, derived_in, long_numbers
from .trace import Place

TRACED, STATED, BY_HAND = "traced", "stated", "by hand"
DISPLAYED, INLINE, NUMBERS, CELLS = "displayed formulas", "formulas in the text", "numbers in the text", "cells"
FIGURES, LABELS, ALTERNATIVES = "figures", "labels of figures", "numbers in alternatives"
KINDS = (DISPLAYED, INLINE, NUMBERS, CELLS, FIGURES, LABELS, ALTERNATIVES)


@dataclass(frozen=True)
class Claim:
    """Something that the submission claims: where, what kind, what it says, and where it comes from."""

    place: Place
    kind: str
    says: str
    how: str


@dataclass(frozen=True)
class Stated:
    r"""What a \stated holds."""

    place: Place
    says: str


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
    reasons: int
    stray: tuple[Claim, ...]  # numbers of reasons and docstrings that do not stand in their derivation
    names: int

    @property
    def uncovered(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.claims if claim.how == BY_HAND)

    @property
    def whole(self) -> bool:
        """Whether everything is covered and nothing is retyped."""
        return not (self.uncovered or self.retyped or self.stray)


def coverage_of(root: Path, questions: list[tuple[Files, Record]]) -> Coverage:
    """The coverage of the project at `root`, from its prose, its figures and the records of its questions."""
    records = [record for _, record in questions]
    environment, names, derived = jinja_environment(root), names_of(records), derived_in(records)
    references = {name for record in records for name in parts(record)}
    claims: list[Claim] = []
    stated: list[Stated] = []
    retyped: list[Retyped] = []
    bare = 0
    for files, _ in questions:
        prose = read_prose((root / files.prose).read_text(encoding="utf-8"), environment)
        claims += _of_prose(files.prose, prose, environment, names, references)
        stated += _stated(files.prose, prose.regions, prose.stated)
        words = [one for one in (*prose.numbers, *prose.stated) if one[1] not in references]
        retyped += _retyped(files.prose, prose.regions, derived, words)
        bare += sum(not region.claims for region in prose.regions)
    for path in sorted((root / "figures").glob("*.py")):
        file, figure = f"figures/{path.name}", read_figure(path.read_text(encoding="utf-8"))
        claims += _of_figure(file, figure)
        stated += _stated(file, figure.labels)
        retyped += _retyped(file, figure.labels, derived)
        bare += sum(not region.claims for region in figure.labels)
    reasons, stray = _of_reasons(records, references)
    return Coverage(tuple(claims), tuple(stated), tuple(retyped), reasons, tuple(stray), bare)


# -- prose ----------------------------------------------------------------------------------------------------------


def _of_prose(
    file: str, prose: Prose, environment: jinja2.Environment, names: dict[str, Any], references: set[str]
) -> Iterator[Claim]:
    r"""The claims of a file of prose; a \VAR that prints several formulas or cells makes as many claims."""
    for region in prose.regions:
        if region.claims:
            kind = DISPLAYED if region.kind == "display" else INLINE
            yield Claim(Place(file, region.line), kind, region.source, _how(region))
        for code in region.printed:
            yield from _cells(Place(file, region.line), code, environment, names)
    for line, code in prose.printed:
        place = Place(file, line)
        printed = environment.compile_expression(code, undefined_to_none=False)(**names)
        rows = MARK.sub("", str(printed)).count("\\\\\n") + 1
        filters = _filters(code, environment)
        if filters & {"steps", "entries"}:
            yield from (Claim(place, DISPLAYED, code, TRACED) for _ in range(rows))
        elif "table" in filters:
            yield from _cells(place, code, environment, names)
        else:
            yield Claim(place, NUMBERS, code, TRACED)
    yield from (Claim(Place(file, line), NUMBERS, says, STATED) for line, says in prose.stated)
    for line, number in prose.numbers:
        if number not in references:
            yield Claim(Place(file, line), NUMBERS, number, BY_HAND)


def _how(region: Region) -> str:
    return BY_HAND if region.by_hand else TRACED if region.printed else STATED


def _cells(place: Place, code: str, environment: jinja2.Environment, names: dict[str, Any]) -> Iterator[Claim]:
    r"""The cells that the \VAR of a table or matrix prints, and the typed cells of its head that claim something."""
    tree = environment.parse(f"\\VAR{{{code}}}")
    for printing in (node for node in tree.find_all(nodes.Filter) if node.name in ("table", "matrix")):
        heads = [const.value for head in printing.find_all(nodes.List) for const in head.find_all(nodes.Const)]
        typed = [re.sub(r":\d+$", "", text) for text in heads if isinstance(text, str)]  # "shape:2" spans two columns
        yield from (Claim(place, CELLS, text, BY_HAND) for text in typed if claim_in(text))
        rows = names[printing.node.name] if isinstance(printing.node, nodes.Name) else []
        yield from (Claim(place, CELLS, str(cell), TRACED) for row in rows for cell in row if cell != "")


def _filters(code: str, environment: jinja2.Environment) -> set[str]:
    """The names of the filters in the code of a \\VAR."""
    return {node.name for node in environment.parse(f"\\VAR{{{code}}}").find_all(nodes.Filter)}


def _stated(file: str, regions: Iterable[Region], words: Iterable[tuple[int, str]] = ()) -> Iterator[Stated]:
    for region in regions:
        yield from (Stated(Place(file, region.line), says) for says in region.stated)
    yield from (Stated(Place(file, line), says) for line, says in words)


def _retyped(
    file: str, regions: Iterable[Region], derived: Derived, words: Iterable[tuple[int, str]] = ()
) -> Iterator[Retyped]:
    r"""What is derived and was typed by hand, inside of \stated and outside."""
    for region in regions:
        for typed in (region.typed, *region.stated):
            if printed_by := derived.again(typed):
                yield Retyped(Place(file, region.line), typed, printed_by)
    for line, number in words:
        if printed_by := derived.number_again(number):
            yield Retyped(Place(file, line), number, printed_by)


# -- figures and reasons --------------------------------------------------------------------------------------------


def _of_figure(file: str, figure: FigureSource) -> Iterator[Claim]:
    """A figure, its labels that claim something, and the long numbers that its text alternative spells."""
    takes = ", ".join(figure.takes)
    how = TRACED if takes else BY_HAND
    yield Claim(Place(file, 1), FIGURES, takes or "its module takes nothing from answers/", how)
    for region in figure.labels:
        if region.claims:
            yield Claim(Place(file, region.line), LABELS, region.source, _how(region) if takes else BY_HAND)
    yield from (Claim(Place(file, line), ALTERNATIVES, number, BY_HAND) for line, number in figure.numbers)


def _of_reasons(records: list[Record], references: set[str]) -> tuple[int, list[Claim]]:
    """How many formulas the reasons and docstrings of derivations hold, and their numbers that no line of them has."""
    count, stray = 0, []
    for derivation in (d for record in records for d in record["derivations"]):
        own = _numbers_of(derivation) | references
        for file_line, text in _reasons(derivation):
            formulas = [region.source for region in formulas_in(text) if region.claims]
            count += len(formulas)
            file, _, line = file_line.rpartition(":")
            stray += [
                Claim(Place(file, int(line)), "reasons", f"{number} in: {text}", BY_HAND)
                for number in long_numbers(text) if number not in own
            ]  # fmt: skip
    return count, stray


def _numbers_of(derivation: Record) -> set[str]:
    """The long numbers of a derivation's premises, lines and results."""
    fields = ("meaning", "latex", "left", "right", "left_latex", "right_latex", "point", "values", "claim")
    things = [*derivation["lines"], *derivation["results"], *derivation["refutations"]]
    texts = [*derivation["given"], *(str(thing[field]) for thing in things for field in fields if field in thing)]
    return {number for text in texts for number in long_numbers(text)}


def _reasons(derivation: Record) -> Iterator[tuple[str, str]]:
    """The texts of a derivation with their places: its docstring and the reasons of its lines."""
    yield derivation["place"], derivation["claim"]
    yield from ((line["place"], line["reason"]) for line in derivation["lines"] if line["verb"] != "verify")


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
    rows += [f"Not counted: {coverage.names} letters and names, {coverage.reasons} formulas in reasons and docstrings"]
    uncovered = [(claim.place, f"{claim.says}  ({claim.kind})") for claim in coverage.uncovered]
    retyped = [(one.place, f"{one.says}  is  {one.printed_by}") for one in coverage.retyped]
    rows += _listed(
        "Typed by hand", uncovered, "Print it with \\VAR{...}; derive it first; or, if it is given, \\stated{...}."
    )
    rows += _listed("Typed by hand, but derived", retyped, "Print it with the \\VAR that is named.")
    rows += _listed(
        "In a reason or docstring, but in no line of its derivation",
        [(claim.place, claim.says) for claim in coverage.stray],
        "Take the number out, or derive it there.",
    )
    return rows + _listed("Stated", [(one.place, one.says) for one in coverage.stated])


def _listed(title: str, found: list[tuple[Place, str]], advice: str = "") -> list[str]:
    """A heading with the number of findings, a line for each, and what to do about them; nothing if there are none."""
    rows = [f"  {place!s:<32}  {says}" for place, says in found]
    return ["", f"{title}: {len(rows)}", *rows, *filter(None, [advice])] if rows else []
