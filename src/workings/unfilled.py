"""The places of a TeX source where something was meant to be filled in and was not."""

import re

from .fault import Fault

PLACEHOLDER = re.compile(r"\\(?:VAR|BLOCK|NOTE)\{[^}]*\}?|⟨[^⟩]*⟩|\?\?")
COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%.*")


def unfilled(text: str) -> tuple[Fault, ...]:
    r"""A fault for each \VAR{...}, \BLOCK{...}, \NOTE{...}, ⟨...⟩ and ?? outside comments."""
    return tuple(
        Fault(f"not filled in: {found[0]}", n, token=found[0], column=found.start(), advice=_advice(found[0]))
        for n, line in enumerate(text.split("\n"), 1)
        for found in PLACEHOLDER.finditer(COMMENT.sub(r"\1", line))
    )


def _advice(placeholder: str) -> str:
    if placeholder.startswith("\\"):
        return "Only files below templates/ and answers/ are filled; a value must not bring in such a name."
    return "Write what belongs there."
