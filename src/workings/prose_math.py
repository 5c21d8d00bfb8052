r"""The mathematics of a prose file, piece by piece: printed by a \VAR, given as \stated, or typed by hand.

A region is what TeX sets as mathematics: `$...$`, `\(...\)`, `\[...\]`, a display environment, or a \VAR whose filter
prints displays. What is typed by hand in it claims something if it holds a relation or a number. A letter or a name
claims nothing: `\vx`, `c_0`, `\mH^{-1}`, `F(\vx)`; neither does what stands in a subscript, which is part of a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import jinja2

from .unfilled import COMMENT

DISPLAYS = (
    "steps",
    "entries",
    "align",
    "align*",
    "equation",
    "equation*",
    "gather",
    "gather*",
    "multline",
    "multline*",
)
SLOT = 0xE000  # the private characters that stand for the \VARs of a text, in order
SLOTS = re.compile("[\ue000-\uf8ff]")
OPENING = re.compile(r"\\\\|\\\$|\\\(|\\\[|\$\$?|\\begin\{(" + "|".join(map(re.escape, DISPLAYS)) + r")\}")
RELATION = re.compile(
    r"[=<>]|\\(?:le|ge|leq|geq|ne|neq|lt|gt|approx|sim|equiv|propto|to|rightarrow|mapsto|gets|leftarrow|in|notin|"
    r"subset|subseteq|succ|succeq|prec|preceq|ll|gg|iff|implies|Rightarrow|Leftrightarrow)(?![A-Za-z])"
)
NUMBER = re.compile(r"\d+(?:\.\d+)?|\\(?:infty|nil)(?![A-Za-z])")
IN_WORDS = re.compile(r"(?<![\w.#\\{\[-])\d+(?:[.,]\d+)*(?![\w.]*\w)")
LAYOUT = re.compile(
    r"\\\\\*?(?:\[[^]]*\])?|\\[hv]space\*?\{[^}]*\}|\\(?:label|ref|eqref|tag\*?|begin|end)\{[^}]*\}|\\@|&|~|\\[a-zA-Z]+gap"
)
INVERSE = re.compile(r"\^\{-1\}")


@dataclass(frozen=True)
class Region:
    r"""Mathematics at a line of a file: what was typed by hand, the contents of its \stated, the code of its \VARs."""

    line: int
    kind: str  # "display" or "inline"
    source: str  # as it stands in the file
    typed: str
    stated: tuple[str, ...]
    printed: tuple[str, ...]

    @property
    def claims(self) -> bool:
        """Whether something in it is a relation or a number, or was printed or stated."""
        return bool(self.printed or self.stated or claim_in(self.typed))

    @property
    def by_hand(self) -> bool:
        """Whether a relation or a number in it was typed by hand and not marked."""
        return claim_in(self.typed)


@dataclass(frozen=True)
class Prose:
    r"""A file of prose: its regions and, outside of them, its \VARs, the numbers among its words, and its \stated."""

    regions: tuple[Region, ...]
    printed: tuple[tuple[int, str], ...]
    numbers: tuple[tuple[int, str], ...]
    stated: tuple[tuple[int, str], ...]


def read_prose(source: str, environment: jinja2.Environment) -> Prose:
    """The mathematics of a prose file, in its order."""
    text, lines, codes = _with_slots(source, environment)
    regions, words = [], list(text)
    for begin, end, kind, inside in _spans(text):
        regions.append(_region(lines[begin], kind, inside, codes))
        words[begin:end] = [" "] * (end - begin)
    rest = "".join(words)
    printed = tuple((lines[m.start()], codes[ord(m[0]) - SLOT]) for m in SLOTS.finditer(rest))
    stated = tuple((lines[begin], held) for begin, _, held in groups(rest, "stated"))
    numbers = tuple((lines[m.start()], m[0]) for m in IN_WORDS.finditer(without_groups(rest, "stated")))
    return Prose(tuple(regions), printed, numbers, stated)


def claim_in(formula: str) -> bool:
    """Whether a relation or a number stands in a formula, other than in a subscript or in an inverse."""
    shown = LAYOUT.sub(" ", without_groups(without_groups(formula, "reason"), "begin{array}"))
    bare = without_subscripts(INVERSE.sub("", shown))
    return bool(RELATION.search(bare) or NUMBER.search(bare))


def formulas_in(text: str) -> Iterator[Region]:
    r"""Every `$...$` and `\(...\)` of a text that is no template, such as a reason; SLOT stands for a value."""
    for _, _, kind, inside in _spans(text):
        yield _region(1, kind, inside, [""])


def without_groups(text: str, macro: str) -> str:
    r"""The text with every `\macro{...}` blanked; lengths and line ends stay."""
    for begin, end, _ in groups(text, macro):
        text = text[:begin] + re.sub(r"[^\n]", " ", text[begin:end]) + text[end:]
    return text


def unstated(text: str) -> str:
    r"""The text with what every `\stated{...}` holds in its place: what the page shows."""
    for begin, end, held in reversed(groups(text, "stated")):
        text = text[:begin] + held + text[end:]
    return text


def groups(text: str, macro: str) -> list[tuple[int, int, str]]:
    r"""Where each outermost `\macro{...}` begins and ends, and what it holds."""
    found, at = [], 0
    while (begin := text.find(f"\\{macro}{{", at)) >= 0:
        at = closing(text, begin + len(macro) + 1)
        found.append((begin, at, text[begin + len(macro) + 2 : at - 1]))
    return found


def closing(text: str, at: int) -> int:
    """The position after the brace that closes the one at `at`; the end of the text if none does."""
    depth, position = 0, at
    while position < len(text):
        if text[position] == "\\":
            position += 2
            continue
        depth += {"{": 1, "}": -1}.get(text[position], 0)
        position += 1
        if depth == 0:
            return position
    return len(text)


# -- reading --------------------------------------------------------------------------------------------------------


def _with_slots(source: str, environment: jinja2.Environment) -> tuple[str, list[int], list[str]]:
    r"""The text without comments, each \VAR as one private character; the line of each character; the \VARs' codes."""
    text: list[str] = []
    lines: list[int] = []
    codes: list[str] = []
    inside: str | None = None
    for line, kind, value in environment.lexer.tokeniter(source, "prose"):
        if kind == "variable_begin":
            inside, begins = "", line
        elif kind == "variable_end" and inside is not None:
            text.append(chr(SLOT + len(codes)))
            lines.append(begins)
            codes.append(inside.strip())
            inside = None
        elif inside is not None:
            inside += value
        elif kind == "data":
            bare = "\n".join(COMMENT.sub(r"\1", row) for row in value.split("\n"))
            number = line
            for sign in bare:
                text.append(sign)
                lines.append(number)
                number += sign == "\n"
    return "".join(text), [*lines, lines[-1] if lines else 1], codes


def _spans(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Where each region begins and ends, "display" or "inline", and what is inside."""
    at = 0
    while found := OPENING.search(text, at):
        opened, at = found[0], found.end()
        if opened in ("\\\\", "\\$"):
            continue
        if opened.startswith("$"):
            end, close = _dollars(text, at, opened), len(opened)
        else:
            closes = {"\\(": "\\)", "\\[": "\\]"}.get(opened, f"\\end{{{found[1]}}}")
            end, close = text.find(closes, at), len(closes)
            end = len(text) if end < 0 else end
        kind = "inline" if opened in ("$", "\\(") else "display"
        yield found.start(), min(end + close, len(text)), kind, text[at:end]
        at = end + close


def _dollars(text: str, at: int, opened: str) -> int:
    """The position of the dollar that closes a formula: not one inside braces, as of a \\mbox."""
    depth = 0
    while at < len(text):
        if text[at] == "\\":
            at += 2
            continue
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth <= 0 and text.startswith(opened, at):
            return at
        at += 1
    return at


def _region(line: int, kind: str, inside: str, codes: list[str]) -> Region:
    r"""A region, its pieces apart; what is printed inside of \stated is printed."""
    printed = tuple(codes[ord(slot) - SLOT] for slot in SLOTS.findall(inside))
    source = SLOTS.sub(lambda slot: _as_typed(codes[ord(slot[0]) - SLOT]), " ".join(inside.split()))
    stated = tuple(" ".join(SLOTS.sub("", held).split()) for _, _, held in groups(inside, "stated"))
    typed = " ".join(SLOTS.sub(" ", without_groups(inside, "stated")).split())
    return Region(line, kind, source, typed, stated, printed)


def _as_typed(code: str) -> str:
    return f"\\VAR{{{code}}}" if code else "..."


def without_subscripts(formula: str) -> str:
    """The formula without what stands in subscripts."""
    at = 0
    while (begin := formula.find("_", at)) >= 0:
        after = begin + 1 + (len(formula[begin + 1 :]) - len(formula[begin + 1 :].lstrip()))
        if formula[after : after + 1] == "{":
            end = closing(formula, after)
        else:
            end = re.compile(r"\\[A-Za-z]+|.|$", re.S).match(formula, after).end()  # type: ignore[union-attr]
        formula, at = formula[:begin] + " " + formula[end:], begin
    return formula
