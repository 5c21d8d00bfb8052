r"""The formulas of reasons and docstrings: prose of a derivation, whose lines the judge has checked.

A reason says why a line follows, a docstring what is shown; neither is a result of its own. A number of at least two
digits in one of them must stand in the derivation, in a premise, a line or a result.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .prose_math import formulas_in
from .record import Record
from .retyped import long_numbers
from .trace import Place

SAYING = ("meaning", "latex", "left", "right", "left_latex", "right_latex", "point", "values", "claim")


@dataclass(frozen=True)
class Stray:
    """A number of a reason or docstring that stands nowhere in its derivation."""

    place: Place
    number: str
    text: str


@dataclass(frozen=True)
class Reasons:
    """How many formulas with a relation or a number reasons and docstrings hold, and their stray numbers."""

    in_reasons: int
    in_docstrings: int
    stray: tuple[Stray, ...]


def read_reasons(records: list[Record], references: set[str]) -> Reasons:
    """What the reasons and docstrings of some records hold; `references` are the names of parts, such as 1.3."""
    derivations = [d for record in records for d in record["derivations"]]
    reasons = sum(_claims(line["reason"]) for d in derivations for line in d["lines"])
    stray = (one for derivation in derivations for one in _stray(derivation, references))
    return Reasons(reasons, sum(_claims(d["claim"]) for d in derivations), tuple(stray))


def _claims(text: str) -> int:
    return sum(region.claims for region in formulas_in(text))


def _stray(derivation: Record, references: set[str]) -> Iterator[Stray]:
    own = _numbers_of(derivation) | references
    lines = [line for line in derivation["lines"] if line["verb"] != "verify"]
    texts = [(derivation["place"], derivation["claim"]), *((line["place"], line["reason"]) for line in lines)]
    for place, text in texts:
        file, _, line = place.rpartition(":")
        yield from (Stray(Place(file, int(line)), n, text) for n in long_numbers(text) if n not in own)


def _numbers_of(derivation: Record) -> set[str]:
    """The long numbers of a derivation's premises, lines, results and refutations."""
    things = [*derivation["lines"], *derivation["results"], *derivation["refutations"]]
    texts = [*derivation["given"], *(str(thing[field]) for thing in things for field in SAYING if field in thing)]
    return {number for text in texts for number in long_numbers(text)}
