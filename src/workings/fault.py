"""Something wrong with the page or its TeX, and how its author is told."""

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .trace import Place, TexSource

WIDTH = 80


@dataclass(frozen=True)
class Fault:
    """What is wrong and where, in terms of the generated TeX; lines count from 1, columns from 0."""

    what: str
    line: int | None = None
    file: str = ""  # "" is the generated source itself, anything else a file that it reads
    token: str = ""  # what the caret stands under
    column: int | None = None  # of `token`, where it is known
    began: int | None = None  # the line where the thing at fault was opened
    page: int | None = None  # for a fault of a whole page
    advice: str = ""


@dataclass(frozen=True)
class Spot:
    """A line of a file that can be shown: its name, all its lines, its number."""

    name: str
    lines: Sequence[str]
    number: int

    @property
    def text(self) -> str:
        return self.lines[self.number - 1] if 0 < self.number <= len(self.lines) else ""


def describe(fault: Fault, source: TexSource, tex: Path, root: Path) -> str:
    """One block: place and fault, the author's lines with a caret, the next action.

    `tex` is where `source` was written; files are named relative to `root`.
    """
    title, shown = relative(tex, root), list[str]()
    if fault.page is not None:
        title = f"{relative(tex.with_suffix('.pdf'), root)}, page {fault.page}"
    elif fault.line is not None:
        spot = _spot(fault.line, fault.file, source, tex, root)
        title, shown = f"{spot.name}:{spot.number}", _excerpt(fault, spot, source, tex, root)
    began = ""
    if fault.began is not None:
        opened = _spot(fault.began, fault.file, source, tex, root)
        began = f"It begins at {opened.name}:{opened.number}."
    advice = " ".join(filter(None, (began, fault.advice)))
    return "\n".join([*_wrap(f"{title}  {fault.what}", "  "), *shown, *_wrap(advice)])


def relative(path: Path, root: Path) -> str:
    """`path` as it is named from `root`, with forward slashes; whole if it lies elsewhere."""
    for inside, above in ((path, root), (path.resolve(), root.resolve())):  # a link may lead out, or in
        if inside.is_relative_to(above):
            return inside.relative_to(above).as_posix()
    return str(path.resolve())


def _spot(line: int, file: str, source: TexSource, tex: Path, root: Path) -> Spot:
    if file:
        path = tex.parent / file
        return Spot(relative(path, root), _lines(path), line)
    place = source.at(line)
    if place is None:
        return Spot(relative(tex, root), source.text.split("\n"), line)
    return _author(place, root)


def _author(place: Place, root: Path) -> Spot:
    return Spot(place.file, _lines(root / place.file), place.line)


def _lines(path: Path) -> Sequence[str]:
    return path.read_text(encoding="utf-8", errors="replace").split("\n") if path.is_file() else ()


def _excerpt(fault: Fault, spot: Spot, source: TexSource, tex: Path, root: Path) -> list[str]:
    """The lines at fault; the generated one as well where the author's does not hold what TeX stumbled over."""
    generated = Spot(relative(tex, root), source.text.split("\n"), fault.line or 0)
    if fault.file or spot.name == generated.name:
        return _quote(spot, fault.token, _column(spot.text, fault.token, fault.column))
    indent = len(generated.text) - len(generated.text.lstrip())
    verbatim = spot.text.strip() == generated.text.strip()
    column = fault.column
    if verbatim and column is not None:
        column += len(spot.text) - len(spot.text.lstrip()) - indent
    else:
        column = _find(spot.text, fault.token)
    if column is not None or verbatim or not fault.token:
        return _quote(spot, fault.token, column)
    became = f"which became line {generated.number} of {generated.name}:"
    return [
        *_quote(spot, "", None),
        became,
        *_quote(generated, fault.token, _column(generated.text, fault.token, fault.column))[-2:],
    ]


def _column(text: str, token: str, known: int | None) -> int | None:
    return known if known is not None else _find(text, token)


def _find(text: str, token: str) -> int | None:
    """Where `token`, a macro or a name, stands in `text`; None for a single sign, which may stand anywhere."""
    if len(token) < 2:
        return None
    found = re.search(re.escape(token) + (r"(?![A-Za-z])" if token[-1].isalpha() else ""), text)
    return found.start() if found else None


def _quote(spot: Spot, token: str, column: int | None) -> list[str]:
    """The line before, if it says anything, and the line itself, numbered; a caret line below if `column` is known."""
    if not spot.text.strip():
        return []
    numbers = [n for n in (spot.number - 1, spot.number) if n > 0 and spot.lines[n - 1].strip()]
    margin = len(str(spot.number))
    room = WIDTH - margin - 5
    start = 0 if column is None or column + len(token) <= room else column + len(token) - room + 10
    quoted = []
    for n in numbers:
        shift = start if n == spot.number else 0
        quoted.append(f"  {n:>{margin}} | {_cut(spot.lines[n - 1], shift, room)}".rstrip())
    if column is not None:
        quoted.append(" " * (margin + 5 + column - start) + "^" * max(1, len(token)))
    return quoted


def _cut(text: str, start: int, room: int) -> str:
    text = text.expandtabs(1)
    whole, text = text, text[start : start + room]
    if start:
        text = "..." + text[3:]
    if start + room < len(whole):
        text = text[:-3] + "..."
    return text


def _wrap(text: str, indent: str = "") -> list[str]:
    if len(text) <= WIDTH:
        return [text] if text else []
    return textwrap.wrap(text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
