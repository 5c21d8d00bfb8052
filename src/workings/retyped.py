r"""Derived formulas and numbers that somebody typed by hand where a \VAR could print them.

Two formulas are the same here if they are the same LaTeX up to spaces, sizes of brackets and fractions, the order of
summands and of the two sides of an equation. A letter, a name or a single digit is everywhere, and is no finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .notation import RELATIONS
from .prose_math import RELATION, without_subscripts
from .record import Record

GIVEN = ("define", "suppose")  # lines that derive nothing
SIZES = re.compile(
    r"\\(?:left|right|[bB]igg?[lr]?|displaystyle|textstyle|limits)(?![A-Za-z])|\\[,;:! ]|\\q?quad|[\s&~]"
)
SPELLINGS = (
    (r"\\[td]frac(?![A-Za-z])", r"\\frac"),
    (r"\\frac(\d)(\d)", r"\\frac{\1}{\2}"),
    (r"\\leq(?![A-Za-z])", r"\\le"),
    (r"\\geq(?![A-Za-z])", r"\\ge"),
    (r"\\neq(?![A-Za-z])", r"\\ne"),
    (r"\\Abs(?![A-Za-z])", r"\\abs"),
    (r"\\Norm(?![A-Za-z])", r"\\norm"),
    (r"\\cdot(?![A-Za-z])", ""),
    (r"(\d)\{,\}(?=\d)", r"\1"),
    (r"\^\{?\\top\}?", r"\\tran"),
    (r"\\paren\{([^{}]*)\}", r"(\1)"),
    (r"\{(\w|\\[A-Za-z]+)\}", r" \1"),
)
BEFORE_A_LETTER = re.compile(r"(\\[A-Za-z]+)\s+(?=[A-Za-z])")  # where a space ends the name of a macro
LONG_NUMBER = re.compile(r"(?<![\w.])(?:\d+\.\d+|\d{2,})(?![\w.]*\w)")
OPERATION = re.compile(r"(?<=.)[-+/^]|\\(?:frac|sum|sqrt|log|exp|tanh|max|min|lfloor|times|odot)(?![A-Za-z])")


@dataclass(frozen=True)
class Derived:
    r"""What the records derive: how a \VAR prints each formula, by its normal form, and each number of some length."""

    formulas: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)

    def again(self, typed: str) -> str:
        r"""How a \VAR prints what was typed by hand, or a part of it between relations; empty if nothing derives it."""
        for part in (typed, *sides(typed)):
            normal = normal_form(part)
            if normal in self.formulas and (is_long(normal) or part is typed and RELATION.search(normal)):
                return self.formulas[normal]
        return self.number_again(typed)

    def number_again(self, typed: str) -> str:
        r"""How a \VAR prints a number of at least two digits that was typed by hand; empty if none is derived."""
        return next((self.numbers[number] for number in long_numbers(typed) if number in self.numbers), "")


def derived_in(records: list[Record]) -> Derived:
    """Every formula and every number that the derivations of some records arrive at."""
    found = Derived()
    for derivation in (d for record in records for d in record["derivations"]):
        for result in derivation["results"]:
            for path, latex in _leaves(result["name"], result["latex"]):
                found.formulas.setdefault(normal_form(latex), f"\\VAR{{{path}}}")
                if LONG_NUMBER.fullmatch(digits := plain(latex)):
                    found.numbers.setdefault(digits, f"\\VAR{{{path}}}")
        for number, refutation in enumerate(derivation["refutations"]):
            name = f"{derivation['name']}.refutations[{number}]"
            found.formulas.setdefault(normal_form(refutation["latex"]), f"\\VAR{{{name}.latex}}")
            for at, value in enumerate(refutation["values"]):
                found.formulas.setdefault(normal_form(value), f'\\VAR{{{name}["values"][{at}]}}')
        for number, formula in _lines(derivation):
            found.formulas.setdefault(
                normal_form(formula), f"\\VAR{{{derivation['name']} | chain({number}, {number})}}"
            )
    return found


def long_numbers(text: str) -> list[str]:
    """The numbers of at least two digits in a text or formula; 818 and its thousands are one number."""
    return LONG_NUMBER.findall(re.sub(r"(?<=\d)(?:\\,|\{,\})(?=\d)", "", without_subscripts(_spelled(text))))


def normal_form(formula: str) -> str:
    """A formula spelled in one way, its summands and the sides of an equation in one order."""
    formula = plain(formula).rstrip(".,;")
    relations = RELATION.findall(formula)
    parts = [_summands(part) for part in RELATION.split(formula)]
    if set(relations) == {"="}:
        parts.sort()
    return "".join(part + relation for part, relation in zip(parts, [*relations, ""], strict=True))


def plain(formula: str) -> str:
    """A formula spelled in one way and without spaces, in its own order."""
    apart = BEFORE_A_LETTER.sub("\\1\x00", SIZES.sub(" ", _spelled(formula)))
    return re.sub(r"\s", "", apart).replace("\x00", " ")


def _spelled(formula: str) -> str:
    for pattern, replacement in SPELLINGS:
        formula = re.sub(pattern, replacement, formula)
    return formula


def sides(formula: str) -> list[str]:
    """What stands between the relations of a formula."""
    return [part for part in RELATION.split(formula) if part.strip()] if RELATION.search(formula) else []


def is_long(normal: str) -> bool:
    """Whether a formula is more than a name or a digit: it holds an operation, or a number of two digits."""
    return bool(OPERATION.search(normal) or LONG_NUMBER.search(normal))


def _summands(formula: str) -> str:
    """The formula with its outermost summands in alphabetical order, each with its sign."""
    terms, depth = [""], 0
    for position, sign in enumerate(formula):
        depth += {"(": 1, "{": 1, "[": 1, ")": -1, "}": -1, "]": -1}.get(sign, 0)
        if sign in "+-" and depth == 0 and position and formula[position - 1] not in "^_":
            terms.append("")
        terms[-1] += sign
    return "".join(sorted(term if term[:1] in ("+", "-") else f"+{term}" for term in terms if term))


def _lines(derivation: Record) -> Iterator[tuple[int, str]]:
    """The lines that derive something, with their numbers on the page: right sides, and whole equations."""
    left = ""
    for number, line in enumerate((one for one in derivation["lines"] if one["verb"] != "verify"), 1):
        left = line.get("left_latex", left)
        if line["verb"] not in GIVEN and "right_latex" in line:
            yield number, line["right_latex"]
            yield number, f"{left} {RELATIONS[line['relation']]} {line['right_latex']}"


def _leaves(path: str, value: Any) -> Iterator[tuple[str, str]]:
    """The formulas of a nested result, each with the name that prints it."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _leaves(f"{path}.{key}" if key.isidentifier() else f'{path}["{key}"]', part)
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _leaves(f"{path}[{number}]", part)
    elif value:
        yield path, str(value)
