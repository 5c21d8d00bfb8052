"""Sentences with formulas between dollar signs, in pieces: what a record says is a stranger's until it is looked at."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from .typesetting import Macros, shows


@dataclass(frozen=True)
class Piece:
    """A piece of a sentence: `kind` is text, formula, code, or was, now, strong, place and evidence for the rest."""

    kind: str
    content: str


def pieces(sentence: str, macros: Macros) -> tuple[Piece, ...]:
    """The words and the formulas of a sentence; a formula that could hide something is shown as its source."""
    found = []
    for number, part in enumerate(re.split(r"(?<!\\)\$", sentence)):
        part = visible(part)
        if part and number % 2:
            found.append(Piece("formula" if shows(part, macros) else "code", part))
        elif part:
            found.append(Piece("text", part.replace("---", "\u2014").replace("--", "\u2013").replace("~", "\u00a0")))
    return tuple(found)


def visible(text: str) -> str:
    """A text in which each sign without a shape of its own, which could turn or hide others, is a mark."""
    return "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cf", "Co") and c not in "\n\t" else c for c in text)
