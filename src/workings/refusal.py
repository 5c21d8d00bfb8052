"""The message for a line that does not follow: where, what, both sides, then a counterexample or the next action."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

from .errors import Mistake
from .judge import Evidence
from .notation import text
from .trace import Place

WIDTH = 80
SMALLER_STEP = 'If it is true, take a smaller step, or accept it with waived="why".'

Facts = list[tuple[str, str]]


class Refused(Mistake):
    """A line does not follow; the message says where, what, and a counterexample or the next action."""


def refusal(place: Place, name: str, number: int, what: str, facts: Facts, why: Evidence | str) -> Refused:
    """`why` is the evidence against the line, or the next action where the verb itself is out of place."""
    lines = [f"{place}  {name}, line {number}"]
    if isinstance(why, Evidence):
        lines.append(f"{why.kind}: {what or why.method}")
        if what and why.method and why.kind != "refuted":
            lines.append(_filled(f"  {why.method}", "  "))
    else:
        lines.append(_filled(what, ""))
    lines += [_filled(f"  {label:<10} {fact}", " " * 13) for label, fact in facts]
    lines.append(_filled(_ending(why), ""))
    return Refused("\n".join(line for line in lines if line))


def shown(value: Any) -> str:
    """A result's value in one line of text."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {shown(part)}" for key, part in value.items()) + "}"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(shown, value)) + "]"
    return value if isinstance(value, str) else text(value)


def replacements(when: Mapping[Any, Any]) -> str:
    """What stands for which letter in a region: "x = alpha + p"."""
    return ", ".join(f"{text(old)} = {text(new)}" for old, new in when.items())


def _ending(why: Evidence | str) -> str:
    if isinstance(why, str):
        return why
    if why.kind == "refuted":
        return example(why.witness) if why.witness else ""
    return SMALLER_STEP if why.kind in ("undecided", "numeric") else ""


def example(witness: str) -> str:
    """The witness as a sentence: a point, two values, or words of its own."""
    if witness.startswith(("at ", "in float64 at ")):
        return f"For example {witness}."
    return f"{witness[0].upper()}{witness[1:]}." if witness[0].isalpha() else f"That is {witness}."


def _filled(line: str, indent: str) -> str:
    return textwrap.fill(line, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
