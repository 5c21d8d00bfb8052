r"""Run a derivation: the judge is asked about every step as it is yielded.

A step that does not hold is thrown back into the generator as `Refused`: a traceback ends on the wrong equation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import sympy as sp

from .derivation import Derivation, Line, Refutation, Result
from .inquiry import Inquiry
from .judge import Evidence, every, missing, ordered, same
from .judge.evidence import KINDS
from .notation import RELATIONS, text
from .point import at, not_a_point
from .refusal import Facts, Refused, refusal, replacements, shown
from .region import covering_letters, not_covered
from .steps import Declared, Step
from .trace import Place
from .written import Written, value_of, written

FAILURES = {"<=": "the bound fails", ">=": "the bound fails", "->": "the limit is another"}
LAST_LINES = {"rounds": "digits are not exact", "approximately": "a remainder is left"}
NOT_SHOWN = Evidence("undecided", "no line of the derivation has it on a side")
SHOW_IT = "Yield the line that shows it first, or give agrees=an independent computation."


def derive(declared: Declared, file: str) -> Derivation:
    """Run `declared` (of the answer `file`) and check every step; `Refused` tells of the first that fails."""
    place = Place(file, declared.line)
    run = _Run(declared, place)
    generator: Any = declared.lines()
    if not hasattr(generator, "gi_frame"):
        raise run.refused("a derivation is a generator", [], "Yield its lines: yield start(...), yield equals(...).")
    for step in generator:
        run.place = Place(file, generator.gi_frame.f_lineno)  # suspended at the yield
        try:
            run.take(step)
        except Refused as refused:
            generator.throw(refused)
            raise
    if not (run.lines or run.results or run.refutations):
        raise run.refused("it shows nothing", [], "Yield a line after start(...), or a result.")
    found = tuple(run.lines), tuple(run.results), tuple(run.refutations)
    return Derivation(declared.name, declared.part, declared.claim, place, declared.given, *found)


class _Run:
    """The state of one derivation while its steps come in: the expression or equation reached so far."""

    def __init__(self, declared: Declared, place: Place):
        self.declared, self.place = declared, place
        self.lines: list[Line] = []
        self.results: list[Result] = []
        self.refutations: list[Refutation] = []
        self.now: Any = None  # Written, or a pair of them
        self.relation = "="  # of the pair
        self.ended = ""  # why no line may follow
        self.first: Written | None = None  # the left side not yet printed
        self.region: Written | None = None
        self.label: Written | None = None  # the region, until it is printed
        self.when: Mapping[Any, Any] = {}
        self.covers: tuple[Inquiry, ...] = ()  # that the replacements run through the region, until a line has it

    def take(self, step: Step) -> None:
        if not isinstance(step, Step):
            raise self.refused(f"{step!r} is no step", [], "Yield what a verb makes, such as equals(...).")
        getattr(self, f"_{step.verb}")(step)

    # first lines and premises

    def _start(self, step: Step) -> None:
        self._begin(step.what, step.what)

    def _define(self, step: Step) -> None:
        letter, expression = step.what
        self._refuse_old_letter(letter, expression)
        self._begin(letter, expression)
        self._line(step, "=", expression, None)

    def _suppose(self, step: Step) -> None:
        left, right = step.what
        relation = step.options["relation"]
        if relation not in RELATIONS:
            raise self.refused(f"{relation} is no relation", [], f"It is one of {', '.join(RELATIONS)}.")
        if relation == "=" and not (left.value.free_symbols | right.value.free_symbols):
            evidence = self._same(left, right)
            if evidence.kind == "refuted":
                raise self.refused("a premise that is false", self._sides(left, right), evidence)
        self._begin(left, step.what, relation)
        self._line(step, relation, right, None)

    def _case(self, step: Step) -> None:
        region, when, within = step.what, step.options["when"], step.options["within"]
        whole = region.value if within is None else sp.And(region.value, within)
        self.covers = (Inquiry("covers", whole, where=when),) if when else ()
        if when and (wrong := not_covered(whole, when)):
            facts = [("region", text(region)), ("with", replacements(when)), ("but", wrong)]
            raise self.refused("the replacements do not cover the region", facts, "")
        self._begin(None, None)
        self.region = self.label = region
        self.when = when

    def _in_all_cases(self, step: Step) -> None:
        self._begin(None, None)
        self.region, self.label, self.when = None, None, {}

    def _begin(self, first: Written | None, now: Any, relation: str = "=") -> None:
        self.first, self.now, self.relation, self.ended = first, now, relation, ""

    # lines that follow from the one before

    def _equals(self, step: Step) -> None:
        self._follow(step, "=", self._inquiry("same", step))

    def _rounds(self, step: Step) -> None:
        self._follow(step, "~", self._inquiry("same", step))

    def _at_most(self, step: Step) -> None:
        self._follow(step, "<=", self._inquiry("ordered", step, relation="<="))

    def _at_least(self, step: Step) -> None:
        self._follow(step, ">=", self._inquiry("ordered", step, relation=">="))

    def _approaches(self, step: Step) -> None:
        variable, to = step.options["variable"].value, step.options["to"].value
        self._follow(step, "->", self._inquiry("tends", step, variable=variable, to=to))

    def _approximately(self, step: Step) -> None:
        variable, order = step.options["variable"].value, int(step.options["order"])
        self._follow(step, "=", self._inquiry("expands", step, variable=variable, order=order))

    def _inquiry(self, kind: str, step: Step, **more: Any) -> Inquiry:
        """The question whether what is written follows from what was reached, in the region of the present case."""
        reached = self._reached(step)
        for side in (reached, step.what):
            self._value(side)
        return Inquiry(kind, reached.value, step.what.value, self.when, **more)

    def _follow(self, step: Step, relation: str, inquiry: Inquiry) -> None:
        evidence = inquiry.answer(self.declared.given)
        if not self._accepted(evidence, step):
            what = FAILURES.get(relation, "the two sides differ") if evidence.kind == "refuted" else ""
            facts = [("before", text(self.now)), ("after", text(step.what))]
            raise self.refused(what, facts + (self._missing(step) if step.verb == "equals" else []), evidence)
        self.now, self.ended = step.what, LAST_LINES.get(step.verb, "")
        self._line(step, relation, step.what, evidence, (inquiry,))

    def _therefore(self, step: Step) -> None:
        if not isinstance(self.now, tuple):
            raise self.refused("therefore needs an equation before it", [], "Begin with suppose((left, right)).")
        if self.relation != "=":
            what = f"therefore does the same to both sides of an equation, and this is {self.relation}"
            raise self.refused(what, [], "Show it with at_most or at_least.")
        asked = self._refuse_division_by_zero(step.options["by"])
        found = []
        for side, before, after in zip(("left", "right"), self.now, step.what, strict=True):
            expected = written(step.options["by"](before))
            evidence = self._same(expected, after)
            if not self._accepted(evidence, step):
                facts = [("before", text(before)), ("expected", text(expected)), ("written", text(after))]
                raise self.refused(f"the {side} side does not follow", facts, evidence)
            found.append(evidence)
            asked.append(self._done_to(step.options["by"], before, expected, after))
        self._begin(step.what[0], step.what)
        self._line(step, "=", step.what[1], _weakest(found), tuple(asked))

    def _done_to(self, by: Any, before: Written, expected: Written, after: Written) -> Inquiry:
        """The question whether `after` is what `by` makes of `before`, with `by` as an expression of a letter."""
        shape = getattr(before.value, "shape", None)
        side = sp.MatrixSymbol("side", *shape) if shape else sp.Dummy("side")
        asked = Inquiry("same", value_of(by(written(side))), after.value, {side: before.value})
        if not self.when and asked.answer(self.declared.given).holds:
            return asked
        return Inquiry("same", expected.value, after.value, self.when)

    # claims beside the chain

    def _verify(self, step: Step) -> None:
        evidence = every(step.options["over"], step.options["test"])
        if not evidence.holds:
            raise self.refused(f"not in every case: {step.what}", [], evidence)
        self.lines.append(Line("verify", None, "", None, step.what, evidence, self.place))

    def _result(self, step: Step) -> None:
        name, agrees = step.options["name"], step.options["agrees"]
        what = f"the result {name} is not what the derivation shows"
        asked: tuple[Inquiry, ...] = ()
        lines: tuple[int, ...] = ()
        if agrees is None:
            evidence, relation, asked, lines = self._shown(step.what)
            if evidence is NOT_SHOWN:
                raise self.refused(what, [("result", shown(step.what))], SHOW_IT)
        else:
            asked = (Inquiry("same", value_of(step.what), value_of(agrees)),)
            relation, evidence = "", asked[0].answer(self.declared.given)
            if not evidence.holds:
                raise self.refused(what, [("result", shown(step.what)), ("agrees", shown(agrees))], evidence)
            evidence = replace(evidence, method=evidence.method or "an independent computation agrees")
        options = step.options
        self.results.append(
            Result(
                name, step.what, options["as_written"], options["about"], evidence, self.place, relation, self.region,
                asked, lines
            )
        )  # fmt: skip

    def _as_printed(self, step: Step) -> None:
        (left, right), point, relation = step.what, step.options["at"], step.options["relation"]
        for condition in step.options["holds"]:
            if at(condition, point) != sp.true:
                raise self.refused("the point does not meet the condition", [("condition", str(condition))], "")
        values = at(left.value, point), at(right.value, point)
        if wrong := not_a_point(point, values):
            raise self.refused(f"no point: {wrong}", [], "Give every letter of the claim a value that it may have.")
        evidence = same(*values) if relation == "=" else ordered(values[0], relation, values[1])
        if evidence.kind != "refuted":
            facts = [("left", text(values[0])), ("right", text(values[1]))]
            raise self.refused("the printed claim is not false at this point", facts, "Choose another point.")
        asked = Inquiry("fails", left.value, right.value, point, relation, holds=step.options["holds"])
        shown_point = step.options["shown"]
        self.refutations.append(Refutation(left, relation, right, shown_point, values, evidence, self.place, (asked,)))

    # shared

    def _reached(self, step: Step) -> Written:
        if not isinstance(self.now, Written):
            raise self.refused(f"{step.verb} needs an expression before it", [], "Begin with start(...).")
        if self.ended:
            raise self.refused(f"nothing follows a line in which {self.ended}", [], "Begin anew with start(...).")
        if self.label is not None and step.options.get("inline") and self.first is None:
            raise self.refused("the first line of a case cannot be inline", [], "Leave out inline=True.")
        return self.now

    def _value(self, expression: Written, when: Mapping[Any, Any] | None = None) -> Any:
        """The value of `expression` in the region of the present case, or in that of `when`."""
        value, when = expression.value, self.when if when is None else when
        if not when:
            return value
        if taken := covering_letters(when) & value.free_symbols:
            letters = ", ".join(sorted(map(str, taken)))
            raise self.refused(f"{letters} stands for a letter in this region", [("line", text(expression))], "")
        return value.subs(when, simultaneous=True)

    def _same(self, a: Written, b: Written) -> Evidence:
        return same(self._value(a), self._value(b), self.declared.given)

    def _ordered(self, a: Written, relation: str, b: Written) -> Evidence:
        return ordered(self._value(a), relation, self._value(b), self.declared.given)

    def _missing(self, step: Step) -> Facts:
        """The assumption under which the line would be true, if one is found."""
        found = missing(self._value(self._reached(step)), self._value(step.what), self.declared.given)
        return [("true if", found)] if found else []

    def _shown(self, value: Any) -> tuple[Evidence, str, tuple[Inquiry, ...], tuple[int, ...]]:
        """That `value` is a side of a line of the present case, or of each case once they are through.

        With the relation of the line, what was asked, and the lines that it rests on.
        """
        if isinstance(value, tuple | list | dict | str):
            return NOT_SHOWN, "", (), ()
        regions = (
            [self.when] if self.region is not None else [line.when for line in self.lines if line.verb != "verify"]
        )
        distinct = [when for k, when in enumerate(regions) if when not in regions[:k]]
        if not any(distinct):
            distinct = [{}]
        found = [self._shown_where(written(value), when) for when in distinct]
        asked = tuple(inquiry for _, _, inquiry, _ in found if inquiry is not None)
        return _weakest([one[0] for one in found]), found[-1][1], asked, tuple(one[3] for one in found)

    def _shown_where(self, value: Written, when: Mapping[Any, Any]) -> tuple[Evidence, str, Inquiry | None, int]:
        """The same in one region, the last line first; a premise shows nothing, no result is surer than its line."""
        for number, line in reversed(list(enumerate(self.lines, 1))):
            if line.verb in ("suppose", "verify") or line.when != when:
                continue
            for side, relation in ((line.right, line.relation), (line.left, "=")):
                if side is None:
                    continue
                self._value(value, when), self._value(side, when)
                inquiry = Inquiry("same", value.value, side.value, when)
                evidence = inquiry.answer(self.declared.given)
                if evidence.holds:
                    return _weakest([evidence, line.evidence or evidence]), relation, inquiry, number
        return NOT_SHOWN, "", None, 0

    def _accepted(self, evidence: Evidence, step: Step) -> bool:
        return evidence.holds or (evidence.kind in ("numeric", "undecided") and bool(step.options.get("waived")))

    def _line(
        self, step: Step, relation: str, right: Written, evidence: Evidence | None, asked: tuple[Inquiry, ...] = ()
    ) -> None:
        options, remainder = step.options, None
        if step.verb == "approximately":
            power = options["variable"] ** options["order"]
            remainder = power if options["shown"] is None else written(options["shown"])
        self.lines.append(
            Line(step.verb, self.first, relation, right, step.reason, evidence, self.place, self.label, self.when,
                 options.get("inline", False), options.get("waived", ""), remainder, (*self.covers, *asked))
        )  # fmt: skip
        self.first, self.label, self.covers = None, None, ()

    def _refuse_old_letter(self, letter: Written, expression: Written) -> None:
        """A letter is new if no line has it; a name for a value must stand for just that value."""
        before = [side.value for line in self.lines for side in (line.left, line.right) if side is not None]
        is_letter = isinstance(letter.value, sp.Symbol | sp.MatrixSymbol | sp.Indexed)
        if is_letter and not any(letter.value in value.free_symbols for value in (expression.value, *before)):
            return
        if letter.head == "letter":
            raise self.refused(f"{text(letter)} is no new letter", [], "Choose one that no line before it has.")
        if not (evidence := self._same(letter, expression)).holds:
            raise self.refused("the name stands for another value", self._sides(letter, expression), evidence)

    def _refuse_division_by_zero(self, by: Any) -> list[Inquiry]:
        """What is done to both sides must not divide by something that may be 0; what was asked to know it."""
        asked: list[Inquiry] = []
        side = self.now[0].value
        if isinstance(side, sp.MatrixExpr | sp.MatrixBase):
            return asked  # an inverse is the judge's to allow
        below = sp.fraction(sp.together(value_of(by(written(sp.Symbol("t", real=True))))))[1]
        for factor in sp.Mul.make_args(below):
            if factor.is_zero is False:
                continue
            signs = (Inquiry("ordered", factor, sp.S.Zero, relation=sign) for sign in "><")
            one = next((inquiry for inquiry in signs if inquiry.answer(self.declared.given).holds), None)
            if one is None:
                raise self.refused(f"it divides by {text(factor)}, which may be 0", [], "Assume that it is not.")
            asked.append(one)
        return asked

    @staticmethod
    def _sides(left: Written, right: Written) -> Facts:
        return [("left", text(left)), ("right", text(right))]

    def refused(self, what: str, facts: Facts, why: Evidence | str) -> Refused:
        if self.when and all(label != "with" for label, _ in facts):
            facts = [*facts, ("where", replacements(self.when))]
        return refusal(self.place, self.declared.name, len(self.lines) + 1, what, facts, why)


def _weakest(found: list[Evidence]) -> Evidence:
    return max(found, key=lambda evidence: KINDS.index(evidence.kind))
