"""The places of a derivation at which a slip can stand, and the derivation with the slip in it.

First lines, definitions, premises, conditions and results are its beginnings and ends: from them a chain starts, and to
them it leads. All other lines are middle lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

import sympy as sp

from .data_mutants import MOST_LEAVES, has_leaves, mutants_of_data
from .mutants import Mutant, chosen, mutants, spread
from .notation import text
from .refusal import shown
from .steps import Declared, Step
from .written import Written, value_of

BEGINNINGS_AND_ENDS = (
    "first lines", "definitions", "premises", "conditions", "printed claims", "results", "layer specifications",
    "weights", "shared formulas",
)  # fmt: skip
MIDDLE = "middle lines"
PLACES = {
    "start": "first lines", "define": "definitions", "suppose": "premises", "case": "conditions",
    "as_printed": "printed claims", "result": "results",
}  # fmt: skip
OPPOSITE = {"at_most": "at_least", "at_least": "at_most"}
LOOSER = {"<=": "<", "<": "<=", ">=": ">", ">": ">=", "=": "<="}
MOST = 2  # mutants of one kind in one expression

Taken = tuple[tuple[int, Step], ...]  # the steps of a derivation, each with the number of its line in the file


@dataclass(frozen=True)
class Slip:
    """One mutant in its place: the derivation with it, and the two values by which the judge can tell them apart."""

    line: str  # "start 2", "result odd_part"
    place: str  # one of BEGINNINGS_AND_ENDS, or MIDDLE
    number: int  # of the line in the file
    mutant: Mutant
    changed: Declared
    original: Any  # None for both: not to be compared by value, the claim is another one
    instead: Any
    when: Any = ()

    @property
    def name(self) -> str:
        """What identifies it within its derivation from run to run."""
        return f"{self.line}  {self.mutant.name}"


def steps_of(declared: Declared) -> Taken:
    """What a derivation yields; cases that can be read only once are kept."""
    generator: Any = declared.lines()
    taken = []
    for step in generator:
        if step.verb == "verify":
            step = replace(step, options={**step.options, "over": tuple(step.options["over"])})
        taken.append((generator.gi_frame.f_lineno, step))
    return tuple(taken)


def replayed(declared: Declared, taken: Taken, given: Any = None) -> Declared:
    """The derivation that yields these steps."""
    return replace(declared, lines=Replay(declared, taken), given=declared.given if given is None else given)


class Replay:
    """Called as the generator function of a derivation, it yields the steps that it was given."""

    def __init__(self, declared: Declared, taken: Taken):
        self.taken = taken
        self.__doc__, self.__code__ = declared.lines.__doc__, declared.lines.__code__

    def __call__(self) -> Any:
        return Replaying(self.taken)


class Replaying:
    """What `derive` needs of a generator: the steps, the line of the present one, and that it takes a refusal."""

    def __init__(self, taken: Taken):
        self.left = iter(taken)
        self.gi_frame = SimpleNamespace(f_lineno=0)

    def __iter__(self) -> Replaying:
        return self

    def __next__(self) -> Step:
        self.gi_frame.f_lineno, step = next(self.left)
        return step

    def throw(self, refused: BaseException) -> None:
        raise refused


def slips_of(declared: Declared, taken: Taken) -> Iterator[Slip]:
    """Every slip in a derivation, in the order of its lines; two of one name are told apart by a number."""
    seen: dict[str, int] = {}
    for slip in (*_in_conditions(declared, taken), *_in_steps(declared, taken)):
        seen[slip.name] = seen.get(slip.name, 0) + 1
        if seen[slip.name] > 1:
            slip = replace(slip, line=f"{slip.line} ({seen[slip.name]})")
        yield slip


def _in_steps(declared: Declared, taken: Taken) -> Iterator[Slip]:
    counts: dict[str, int] = {}
    when: Any = {}
    for k, (number, step) in enumerate(taken):
        counts[step.verb] = counts.get(step.verb, 0) + 1
        line = f"{step.verb} {step.options['name'] if step.verb == 'result' else counts[step.verb]}"
        if step.verb in ("case", "in_all_cases"):
            when = step.options.get("when", {})
        for mutant, changed, original, instead in _of_step(step):
            other = replayed(declared, (*taken[:k], (number, changed), *taken[k + 1 :]))
            place = PLACES.get(step.verb, MIDDLE)
            yield Slip(line, place, number, mutant, other, original, instead, () if step.verb == "case" else when)


Found = tuple[Mutant, Step, Any, Any]


def _of_step(step: Step) -> Iterator[Found]:
    """The mutants of one step, with the value before and after."""
    if step.verb in ("verify", "in_all_cases"):
        return
    if step.verb == "result":
        yield from _of_result(step)
        return
    sides = step.what if isinstance(step.what, tuple) else (step.what,)
    first = 1 if step.verb == "define" else 0  # a new letter is what it is
    for k, side in list(enumerate(sides))[first:]:
        for mutant in chosen(mutants(side), MOST):
            what = (*sides[:k], mutant.value, *sides[k + 1 :]) if isinstance(step.what, tuple) else mutant.value
            yield mutant, replace(step, what=what), side.value, mutant.value.value
    yield from _of_options(step)


def _of_options(step: Step) -> Iterator[Found]:
    """Another relation, another limit, another order: not to be told apart by value."""
    options = step.options
    if step.verb in OPPOSITE:
        other = OPPOSITE[step.verb]
        yield Mutant("relations", step.verb, other, None), replace(step, verb=other), None, None
    if (relation := options.get("relation")) in LOOSER:
        other = LOOSER[relation]
        yield _option("relations", step, "relation", relation, other)
    if step.verb == "approximately":
        yield _option("exponents", step, "order", options["order"], options["order"] + 1)
    if step.verb == "approaches":
        to = options["to"].value
        other = -to if to.is_infinite else to + 1
        yield _option("bounds of sums" if to.is_infinite else "coefficients", step, "to", options["to"], other)


def _option(kind: str, step: Step, name: str, was: Any, now: Any) -> Found:
    value = Written("letter", (), now) if isinstance(was, Written) else now
    mutant = Mutant(kind, f"{name} {was}", str(now), None)
    return mutant, replace(step, options={**step.options, name: value}), None, None


def _of_result(step: Step) -> Iterator[Found]:
    """The value of a result; of a list or table some parts, and two of them exchanged."""
    value = step.what
    if not has_leaves(value):
        found = mutants(value) if isinstance(value, Written | sp.Basic | sp.MatrixBase) else mutants_of_data(value)
        for mutant in chosen(found, MOST):
            yield mutant, replace(step, what=mutant.value), value_of(value), value_of(mutant.value)
        return
    for mutant in spread(mutants_of_data(value), 2 * MOST_LEAVES):
        yield mutant, replace(step, what=mutant.value), value_of(value), value_of(mutant.value)
    for mutant in _exchanged(value):
        yield mutant, replace(step, what=mutant.value), value_of(value), value_of(mutant.value)


def _exchanged(value: Any) -> Iterator[Mutant]:
    """The first part exchanged with the last."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    if len(keys) < 2 or shown(value[keys[0]]) == shown(value[keys[-1]]):
        return
    first, last = keys[0], keys[-1]
    swapped: Any
    if isinstance(value, dict):
        swapped = value | {first: value[last], last: value[first]}
    else:
        swapped = type(value)([value[-1], *value[1:-1], value[0]])
    yield Mutant("matrix entries", f"{first}, {last}", f"{last}, {first}", swapped)


def _in_conditions(declared: Declared, taken: Taken) -> Iterator[Slip]:
    """The conditions of the whole derivation: each one left out, and changed where it is a formula."""
    given: Sequence[Any] = declared.given if isinstance(declared.given, tuple) else (declared.given,)
    for k, one in enumerate(given):
        rest = (*given[:k], *given[k + 1 :])
        for mutant, instead in ((Mutant("dropped terms", said(one), "left out", None), rest), *_changed(given, k)):
            other = replayed(declared, taken, instead)
            sides = (None, None) if mutant.value is None else (one, mutant.value.value)
            yield Slip(f"given {k + 1}", "conditions", declared.line, mutant, other, *sides)


def _changed(given: Sequence[Any], k: int) -> Iterator[tuple[Mutant, tuple[Any, ...]]]:
    if isinstance(given[k], sp.core.relational.Relational):
        for mutant in chosen(mutants(given[k]), MOST):
            yield mutant, (*given[:k], mutant.value.value, *given[k + 1 :])


def said(condition: Any) -> str:
    """A condition in a line of text."""
    try:
        return text(condition)
    except (TypeError, ValueError):
        return str(condition)
