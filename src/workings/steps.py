r"""The author's verbs: a derivation is a generator that yields steps.

A verb makes a `Step`, which is only what the author said; `workings.derive` runs the generator and asks the judge.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .written import Written, value_of, written

Pair = tuple[Any, Any]


@dataclass(frozen=True)
class Step:
    """One thing that a derivation yields: the verb, what it was given, and how the page words it."""

    verb: str
    what: Any
    reason: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)


Lines = Generator[Step, None, None]


def start(expression: Any) -> Step:
    """The left side of the chain that follows."""
    return Step("start", written(expression))


def define(letter: Any, expression: Any, reason: str = "") -> Step:
    """A new letter (or a name whose value it is) for `expression`, which later lines go on from."""
    return Step("define", (written(letter), written(expression)), reason)


def equals(expression: Any, reason: str = "", *, waived: str = "", inline: bool = False) -> Step:
    """The line before is equal to `expression`; `inline` sets it on the same line of the page."""
    return Step("equals", written(expression), reason, {"waived": waived, "inline": inline})


def at_most(expression: Any, reason: str = "", *, waived: str = "", inline: bool = False) -> Step:
    """The line before is at most `expression`."""
    return Step("at_most", written(expression), reason, {"waived": waived, "inline": inline})


def at_least(expression: Any, reason: str = "", *, waived: str = "", inline: bool = False) -> Step:
    """The line before is at least `expression`."""
    return Step("at_least", written(expression), reason, {"waived": waived, "inline": inline})


def approaches(limit: Any, variable: Any, to: Any, reason: str = "", *, waived: str = "", inline: bool = False) -> Step:
    """The line before tends to `limit` as `variable` goes to `to`, for every value of the other letters."""
    options = {"variable": written(variable), "to": written(to), "waived": waived, "inline": inline}
    return Step("approaches", written(limit), reason, options)


def approximately(
    expression: Any, variable: Any, order: int, reason: str = "", *, waived: str = "", shown: Any = None
) -> Step:
    """The line before is `expression` + O(variable^order) as the variable goes to 0; `shown` stands in the O."""
    options = {"variable": written(variable), "order": order, "waived": waived, "shown": shown}
    return Step("approximately", written(expression), reason, options)


def suppose(equation: Pair, reason: str = "", relation: str = "=") -> Step:
    """A premise, listed as such: the equation (or `relation`) is taken as true from here on."""
    return Step("suppose", _pair(equation), reason, {"relation": relation})


def therefore(equation: Pair, reason: str = "", *, by: Callable[[Any], Any], waived: str = "") -> Step:
    """The equation that comes from the one before by doing `by` to each side separately."""
    return Step("therefore", _pair(equation), reason, {"by": by, "waived": waived})


def case(region: Any, when: Mapping[Any, Any] | None = None, within: Any = None) -> Step:
    """A region, which begins a chain of its own: until the next case, lines are checked with the replacements `when`.

    They run through the region by letters of known sign: x > alpha is `{x: alpha + p}` with p positive. `within` is a
    condition that holds throughout the derivation and that the replacements take care of too. Without replacements the
    lines must hold everywhere.
    """
    replacements = {value_of(old): value_of(new) for old, new in (when or {}).items()}
    return Step("case", written(region), "", {"when": replacements, "within": value_of(within)})


def in_all_cases() -> Step:
    """The cases are through: a result that follows is what every one of them has shown."""
    return Step("in_all_cases", None)


def rounds(expression: Any, reason: str = "", *, inline: bool = True) -> Step:
    """The last line of a chain: a number in it is rounded; equal to `expression`, which prints it through `decimal`."""
    return Step("rounds", written(expression), reason, {"inline": inline})


def verify(claim: str, over: Iterable[Any], test: Callable[[Any], bool]) -> Step:
    """An exhaustive exact check: `test(case)` is true for every one of the finitely many cases of `over`."""
    return Step("verify", claim, "", {"over": over, "test": test})


def result(name: str, value: Any, *, agrees: Any = None, as_written: bool = False, about: str = "") -> Step:
    """A named result: what a line of this derivation shows, or what an independent computation `agrees` with.

    `value` may be an expression, a number, a text, or a list, tuple or mapping of them. `as_written` says that the
    order of evaluation belongs to the result. `about` says in a few words what it is.
    """
    return Step("result", value, "", {"name": name, "agrees": agrees, "as_written": as_written, "about": about})


def as_printed(left: Any, relation: str, right: Any, *, at: Mapping[Any, Any], holds: Iterable[Any] = ()) -> Step:
    """A claim that the assignment prints and that fails at the point `at`, where every condition of `holds` is met."""
    point = {value_of(k): value_of(v) for k, v in at.items()}
    options = {"relation": relation, "at": point, "holds": tuple(map(value_of, holds)), "shown": dict(at)}
    return Step("as_printed", (written(left), written(right)), "", options)


def _pair(equation: Pair) -> tuple[Written, Written]:
    left, right = equation
    return written(left), written(right)


@dataclass(frozen=True)
class Declared:
    """A derivation as it stands in an answer, not yet run."""

    name: str
    part: str
    lines: Callable[[], Lines]
    given: Any

    @property
    def claim(self) -> str:
        """What it shows, in one sentence or two: the docstring."""
        return inspect.getdoc(self.lines) or ""

    @property
    def line(self) -> int:
        return self.lines.__code__.co_firstlineno


def derivation(part: str, given: Any = ()) -> Callable[[Callable[[], Lines]], Declared]:
    """Declare a generator function as a derivation of `part` ("3.1") under the assumptions `given`.

    The module keeps its derivations in `__derivations__`, in the order of the file.
    """

    def declare(function: Callable[[], Lines]) -> Declared:
        declared = Declared(function.__name__, part, function, given)
        function.__globals__.setdefault("__derivations__", []).append(declared)
        return declared

    return declare
