r"""Run a derivation: the judge is asked about every step as it is yielded.

A step that does not hold is thrown back into the generator as `Refused`: a traceback ends on the wrong equation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import GeneratorType
from typing import Any, cast

import sympy as sp

from .algebra import Components
from .errors import Mistake
from .judge import Evidence, every, expands, ordered, same, tends
from .notation import text
from .steps import Declared, Step
from .trace import Place
from .written import Written, value_of, written


class Refused(Mistake):
    """A line does not follow; the message says where, what, and a counterexample or the next action."""


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
    inline: bool = False
    waived: str = ""
    remainder: Written | None = None


@dataclass(frozen=True)
class Result:
    """A named value that a derivation shows, with the evidence that it does."""

    name: str
    value: Any
    as_written: bool
    about: str
    evidence: Evidence
    place: Place


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


def derive(declared: Declared, file: str) -> Derivation:
    """Run `declared` (of the answer `file`) and check every step; `Refused` tells of the first that fails."""
    run = _Run(declared, file)
    generator = declared.lines()
    for step in generator:
        place = Place(file, cast(GeneratorType, generator).gi_frame.f_lineno)  # suspended at the yield
        try:
            run.take(step, place)
        except Refused as refused:
            generator.throw(refused)
            raise
    place = Place(file, declared.line)
    return Derivation(
        declared.name, declared.part, declared.claim, place, declared.given,
        tuple(run.lines), tuple(run.results), tuple(run.refutations),
    )  # fmt: skip


class _Run:
    """The state of one derivation while its steps come in: the expression or equation reached so far."""

    def __init__(self, declared: Declared, file: str):
        self.declared, self.file = declared, file
        self.lines: list[Line] = []
        self.results: list[Result] = []
        self.refutations: list[Refutation] = []
        self.now: Any = None  # Written, or a pair of them
        self.first: Written | None = None  # the left side not yet printed
        self.when: Mapping[Any, Any] = {}
        self.label: Written | None = None

    def take(self, step: Step, place: Place) -> None:
        self.place = place
        getattr(self, f"_{step.verb}")(step)

    # first lines and premises

    def _start(self, step: Step) -> None:
        self.now = self.first = step.what

    def _define(self, step: Step) -> None:
        letter, expression = step.what
        self.first, self.now = letter, expression
        self._line(step, "=", expression, None)

    def _suppose(self, step: Step) -> None:
        self.first, self.now = step.what[0], step.what
        self._line(step, step.options["relation"], step.what[1], None)

    def _case(self, step: Step) -> None:
        region, when = step.what, step.options["when"]
        if when and region.value.subs(when, simultaneous=True) != sp.true:
            facts = [("region", text(region)), ("with", _replacements(when))]
            raise self._refused(step, "the replacements do not lie in the region", facts, "")
        self.when, self.label = when, region

    # lines that follow from the one before

    def _equals(self, step: Step) -> None:
        self._follow(step, "=", self._same(self._reached(step), step.what))

    def _rounds(self, step: Step) -> None:
        self._follow(step, "~", self._same(self._reached(step), step.what))

    def _at_most(self, step: Step) -> None:
        self._follow(step, "<=", self._ordered(self._reached(step), "<=", step.what))

    def _at_least(self, step: Step) -> None:
        self._follow(step, ">=", self._ordered(self._reached(step), ">=", step.what))

    def _approaches(self, step: Step) -> None:
        variable, to = step.options["variable"].value, step.options["to"].value
        evidence = tends(self._value(self._reached(step)), variable, to, self._value(step.what), self.declared.given)
        self._follow(step, "->", evidence)

    def _approximately(self, step: Step) -> None:
        variable, order = step.options["variable"].value, step.options["order"]
        now, then = self._value(self._reached(step)), self._value(step.what)
        self._follow(step, "=", expands(now, then, variable, order, self.declared.given))

    def _therefore(self, step: Step) -> None:
        if not isinstance(self.now, tuple):
            raise self._refused(step, "therefore needs an equation before it", [], "Begin with suppose((left, right)).")
        found = []
        for side, before, after in zip(("left", "right"), self.now, step.what, strict=True):
            expected = written(step.options["by"](before))
            evidence = self._same(expected, after)
            if not self._accepted(evidence, step):
                facts = [("before", text(before)), ("expected", text(expected)), ("written", text(after))]
                raise self._refused(step, f"the {side} side does not follow", facts, evidence)
            found.append(evidence)
        self.first, self.now = step.what[0], step.what
        self._line(step, "=", step.what[1], min(found, key=lambda e: STRENGTH.index(e.kind)))

    # claims beside the chain

    def _verify(self, step: Step) -> None:
        evidence = every(step.options["over"], step.options["test"])
        if not evidence.holds:
            raise self._refused(step, f"not in every case: {step.what}", [], evidence)
        self.lines.append(Line("verify", None, "", None, step.what, evidence, self.place))

    def _result(self, step: Step) -> None:
        name, agrees = step.options["name"], step.options["agrees"]
        evidence = (
            self._shown(step.what)
            if agrees is None
            else same(value_of(step.what), value_of(agrees), self.declared.given)
        )
        if not evidence.holds:
            facts = [("result", _shown_text(step.what))]
            facts += [("agrees", _shown_text(agrees))] if agrees is not None else []
            raise self._refused(step, f"the result {name} is not what the derivation shows", facts, evidence)
        self.results.append(
            Result(name, step.what, step.options["as_written"], step.options["about"], evidence, self.place)
        )

    def _as_printed(self, step: Step) -> None:
        left, right = step.what
        point = step.options["at"]
        for condition in step.options["holds"]:
            if _at(condition, point) != sp.true:
                raise self._refused(step, "the point does not meet the condition", [("condition", str(condition))], "")
        values = _at(left.value, point), _at(right.value, point)
        relation = step.options["relation"]
        evidence = same(*values) if relation == "=" else ordered(values[0], relation, values[1])
        if evidence.kind != "refuted":
            facts = [("left", text(values[0])), ("right", text(values[1]))]
            raise self._refused(step, "the printed claim is not false at this point", facts, "Choose another point.")
        self.refutations.append(Refutation(left, relation, right, step.options["shown"], values, evidence, self.place))

    # shared

    def _reached(self, step: Step) -> Written:
        if not isinstance(self.now, Written):
            raise self._refused(step, f"{step.verb} needs an expression before it", [], "Begin with start(...).")
        return self.now

    def _value(self, expression: Written) -> Any:
        """The value of `expression` in the region of the present case."""
        value = expression.value
        return value.subs(self.when, simultaneous=True) if self.when else value

    def _same(self, a: Written, b: Written) -> Evidence:
        return same(self._value(a), self._value(b), self.declared.given)

    def _ordered(self, a: Written, relation: str, b: Written) -> Evidence:
        return ordered(self._value(a), relation, self._value(b), self.declared.given)

    def _shown(self, value: Any) -> Evidence:
        """The evidence that some line has `value` on a side: the last line first."""
        if not isinstance(value, tuple | list | dict | str):
            for line in reversed(self.lines):
                for side in (line.right, line.left):
                    if side is not None and (found := same(value_of(value), side.value, self.declared.given)).holds:
                        return found
        return Evidence("undecided", "no line has it; yield the line first, or give agrees=an independent computation")

    def _follow(self, step: Step, relation: str, evidence: Evidence) -> None:
        if not self._accepted(evidence, step):
            what = {"<=": "the bound fails", ">=": "the bound fails", "->": "the limit is another"}.get(
                relation, "the two sides differ"
            )
            facts = [("before", text(self.now)), ("after", text(step.what))]
            raise self._refused(step, what if evidence.kind == "refuted" else "", facts, evidence)
        self.now = step.what
        self._line(step, relation, step.what, evidence)

    def _accepted(self, evidence: Evidence, step: Step) -> bool:
        return evidence.holds or (evidence.kind in ("numeric", "undecided") and bool(step.options.get("waived")))

    def _line(self, step: Step, relation: str, right: Written, evidence: Evidence | None) -> None:
        options = step.options
        remainder = None
        if step.verb == "approximately":
            remainder = written(
                options["shown"] if options["shown"] is not None else options["variable"] ** options["order"]
            )
        self.lines.append(
            Line(step.verb, self.first, relation, right, step.reason, evidence, self.place, self.label,
                 options.get("inline", False), options.get("waived", ""), remainder)
        )  # fmt: skip
        self.first, self.label = None, None

    def _refused(self, step: Step, what: str, facts: list[tuple[str, str]], why: Evidence | str) -> Refused:
        number = len(self.lines) + 1
        if self.when and step.verb != "case":
            facts = [*facts, ("where", _replacements(self.when))]
        return Refused(message(self.place, self.declared.name, number, what, facts, why))


def message(place: Place, name: str, number: int, what: str, facts: list[tuple[str, str]], why: Evidence | str) -> str:
    """The text for a line that does not follow: where, what, both sides, then a counterexample or the next action."""
    lines = [f"{place}  {name}, line {number}"]
    if isinstance(why, Evidence):
        lines.append(f"{why.kind}: {what or why.method}")
        if why.kind == "undecided" and what:
            lines.append(f"  {why.method}")
    else:
        lines.append(what)
    lines += [f"  {label:<10} {value}" for label, value in facts]
    if isinstance(why, str):
        return "\n".join([*lines, why] if why else lines)
    if why.kind == "refuted" and why.witness:
        lines.append(f"{'For example' if why.witness.startswith('at ') else 'That is'} {why.witness}.")
    elif why.kind in ("undecided", "numeric"):
        lines.append('If it is true, take a smaller step, or accept it with waived="why".')
    return "\n".join(lines)


STRENGTH = ("refuted", "undecided", "numeric", "by SymPy", "proved", "identical")


def _at(value: Any, point: Mapping[Any, Any]) -> Any:
    """`value` at an exact point; matrices of symbolic size become explicit, vectors by components are tuples."""
    vectors = {letter.name: entries for letter, entries in point.items() if isinstance(letter, Components)}
    rest = {letter: number for letter, number in point.items() if not isinstance(letter, Components)}
    value = sp.sympify(value)
    if value.has(sp.MatrixExpr):  # subs puts a number in the place of a matrix on its way
        value = value.xreplace({sp.sympify(letter): sp.sympify(number) for letter, number in rest.items()}).doit()
    else:
        value = value.subs(rest, simultaneous=True).doit()
    if vectors:
        entries = {e: vectors[str(e.base)][e.indices[0] - 1] for e in value.atoms(sp.Indexed) if str(e.base) in vectors}
        value = value.xreplace(entries)
    value = value.as_explicit() if isinstance(value, sp.MatrixExpr) else value
    return value[0, 0] if getattr(value, "shape", ()) == (1, 1) else value


def _replacements(when: Mapping[Any, Any]) -> str:
    return ", ".join(f"{text(old)} = {text(new)}" for old, new in when.items())


def _shown_text(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {_shown_text(v)}" for k, v in value.items()) + "}"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(_shown_text, value)) + "]"
    return value if isinstance(value, str) else text(value)
