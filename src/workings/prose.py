"""Sentences with formulas between dollar signs, in pieces: what a record says is a stranger's until it is looked at."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from .typesetting import Macros, shows


@dataclass(frozen=True)
class Piece:
    """A piece of a sentence: `kind` is text, formula, code, evidence, or was and now for what one side alone has.

    `after` is the punctuation that must not leave a formula.
    """

    kind: str
    content: str
    after: str = ""


def pieces(sentence: str, macros: Macros) -> tuple[Piece, ...]:
    """The words and the formulas of a sentence; a formula that could hide something is shown as its source."""
    found: list[Piece] = []
    for number, part in enumerate(re.split(r"(?<!\\)\$", sentence)):
        part = visible(part)
        if part and number % 2:
            found.append(Piece("formula" if shows(part, macros) else "code", part))
        elif part:
            close = re.match(r"[.,;:!?)]+|", part)
            if close and close[0] and found:
                found[-1] = replace(found[-1], after=close[0])
                part = part[close.end() :]
            part = part.replace("---", "\u2014").replace("--", "\u2013").replace("~", "\u00a0")
            found += [Piece("text", part)] if part else []
    return tuple(found)


def reworded(was: str, now: str, macros: Macros) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Two sentences, the words that one alone has as was and now; formulas stay formulas."""
    words = [re.findall(r"\$[^$]*\$|\s+|[^\s$]+", side) for side in (was, now)]
    sides: tuple[list[Piece], list[Piece]] = ([], [])
    for kind, i, j, k, m in SequenceMatcher(None, words[0], words[1], autojunk=False).get_opcodes():
        for side, label, part in ((sides[0], "was", words[0][i:j]), (sides[1], "now", words[1][k:m])):
            text = "".join(part)
            if kind == "equal" or "$" in text:
                side.extend(pieces(text, macros))
            elif text:
                before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
                found = (Piece("text", before), Piece(label, visible(text.strip())), Piece("text", after))
                side.extend(piece for piece in found if piece.content)
    return tuple(sides[0]), tuple(sides[1])


def visible(text: str) -> str:
    """A text in which each sign without a shape of its own, which could turn or hide others, is a mark."""
    return "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cf", "Co") and c not in "\n\t" else c for c in text)
