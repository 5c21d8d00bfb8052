"""A derivation that holds, as frozen values: lines, results and refutations, with what the judge was asked of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .inquiry import Inquiry
from .judge import Evidence
from .trace import Place
from .written import Written


@dataclass(frozen=True)
class Line:
    """A checked step: `left` is set on first lines and equations; premises and first lines have no evidence to give."""

    verb: str
    left: Written | None
    relation: str
    right: Written | None
    reason: str
    evidence: Evidence | None
    place: Place
    label: Written | None = None
    when: Mapping[Any, Any] = field(default_factory=dict)
    inline: bool = False
    waived: str = ""
    remainder: Written | None = None
    asked: tuple[Inquiry, ...] = ()


@dataclass(frozen=True)
class Result:
    """A named value that a derivation shows, with the evidence that it does.

    `relation` is that of the line which has it ("<=" for a bound), empty if an independent computation agrees; `region`
    is the case in which it was shown, None outside of cases and for what all of them show. `lines` are those
    that it rests on, counted from 1.
    """

    name: str
    value: Any
    as_written: bool
    about: str
    evidence: Evidence
    place: Place
    relation: str = ""
    region: Written | None = None
    asked: tuple[Inquiry, ...] = ()
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class Refutation:
    """A printed claim that fails: the claim, the point, and both sides there."""

    left: Written
    relation: str
    right: Written
    point: Mapping[Any, Any]
    values: tuple[Any, Any]
    evidence: Evidence
    place: Place
    asked: tuple[Inquiry, ...] = ()


@dataclass(frozen=True)
class Derivation:
    """A derivation that holds, line by line."""

    name: str
    part: str
    claim: str
    place: Place
    given: Any
    lines: tuple[Line, ...]
    results: tuple[Result, ...]
    refutations: tuple[Refutation, ...]
