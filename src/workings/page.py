"""A review as one page that holds all it needs: it asks for nothing, and the same review gives the same bytes."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from .cards import Card, cards
from .links import Links
from .prose import pieces
from .review import Review, headline, totals
from .typesetting import expanded, for_katex, macros_of

WEB = files(__package__) / "web"
MARKS = {"identical": "identical", "proved": "proved", "by SymPy": "proved", "numeric": "numeric",
         "undecided": "undecided", "refuted": "refuted"}  # fmt: skip
LABELS = {"result": "result changed", "undecided": "undecided", "assumption": "assumption", "evidence": "evidence",
          "removed": "removed", "added": "added", "figure": "figure", "form": "other form", "steps": "other steps",
          "reworded": "reworded", "typeset": "typeset differently"}  # fmt: skip
# The fonts of KaTeX that only some formulas need, by what they hold when no macro is left.
SOMETIMES = {
    "AMS-Regular": r"\\mathbb|\\preceq|\\succeq|\\emptyset|\\leqs|\\ngt",
    "Caligraphic-Regular": r"\\mathcal",
    "Main-Bold": r"\\boldsymbol\{[\d\W]|\\mathbf|\\boldsymbol\{\\[A-Z]",
    "Math-BoldItalic": r"\\boldsymbol",
    "Main-Italic": r"\\mathit",
}


@dataclass(frozen=True)
class Group:
    """The cards under one heading."""

    id: str
    title: str
    cards: tuple[Card, ...]


def page(review: Review, notation: str, assignment: str, links: Links) -> str:
    """The page of a review, whose formulas are set by the project's `notation`."""
    macros = macros_of(notation)
    shown = cards(review, macros)
    script = _file("katex/katex.min.js") + "\n" + _file("report.js")
    style = _styles(shown, macros)
    said = opening(review)
    template = _environment(shown).from_string(_file("report.html.jinja"))
    return template.render(
        title=f"{said}: {assignment}",
        assignment=assignment,
        headline=said.split(", "),
        summary=summary(review),
        against=review.against,
        revision=links.revision[:7],
        groups=groups(shown),
        filters=_filters(shown),
        number=len(shown),
        same=review.same,
        same_figures=review.same_figures,
        same_counts=same_counts(review),
        waived=[replace(one, reason=pieces(one.reason, macros)) for one in review.waived],  # type: ignore[arg-type]
        totals=totals(review.evidence) if review.evidence else "",
        command=f"make diff REF={review.against}" if review.against else "make diff",
        links={card.change.place: links.to(card.change.place) for card in shown},
        marks=MARKS,
        macros=Markup(for_katex(macros)),
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
    )


def opening(review: Review) -> str:
    """What a person must decide, in one line."""
    return headline(review.to_accept) or "The mathematics is the same"


def groups(shown: Iterable[Card]) -> list[Group]:
    """The cards that are to accept, and those of what is equal in meaning."""
    both = (("to-accept", "To accept", True), ("equal", "Equal in meaning", False))
    found = [Group(key, title, tuple(c for c in shown if c.change.to_accept is accept)) for key, title, accept in both]
    return [group for group in found if group.cards]


def summary(review: Review) -> str:
    """What is not in the headline, in one or two sentences."""
    decided = {change.derivation for change in review.to_accept}
    others = {change.derivation for change in review.equal if change.derivation} - decided
    number = len(review.same) + len(others)
    if not number and not review.figures:
        return ""
    sentences = []
    if number:
        the = f"The other {_of(number)} the same" if decided - {""} else f"{_of(number)} the same"
        also = f"; {len(others)} of them {'is' if len(others) == 1 else 'are'} written or proved differently"
        sentences.append(the + (also if others else "") + ".")
    drawn = sum(change.kind == "drawn differently" for change in review.changes)
    if drawn:
        total = len(review.same_figures) + sum(bool(change.figure) for change in review.changes)
        sentences.append(f"{drawn} of {total} figures {'is' if drawn == 1 else 'are'} drawn differently.")
    return " ".join(sentences)


def same_counts(review: Review) -> str:
    """How many derivations and figures are the same."""
    counts = ((len(review.same), "derivation"), (len(review.same_figures), "figure"))
    return ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in counts if n)


def _of(number: int) -> str:
    return f"{number} derivation{' means' if number == 1 else 's mean'}"


def _filters(shown: Iterable[Card]) -> list[tuple[str, str, int]]:
    counts = Counter(card.chosen_by for card in shown)
    return [(key, label, counts[key]) for key, label in LABELS.items() if counts[key]]


def _environment(shown: list[Card]) -> Environment:
    """Jinja with everything escaped that is not the program's own."""
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    environment.filters["base64"] = lambda text: base64.b64encode(text.encode()).decode()
    numbers = {id(card): number for number, card in enumerate(shown, 1)}
    environment.globals["loop_index"] = lambda card: numbers[id(card)]
    return environment


def _policy(style: str, script: str) -> str:
    """Only this script and this style; fonts and pictures from the page itself; no request."""
    hashes = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (script, style))
    scripts, styles = (f"'sha256-{digest}'" for digest in hashes)
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _styles(shown: Iterable[Card], macros: dict[str, str]) -> str:
    """The page's own style after KaTeX's, which holds the fonts that the formulas use."""
    formulas = "\n".join(_formulas(shown))
    body = expanded(formulas, macros)
    katex = re.sub(r"@font-face\{[^}]*\}", lambda face: _face(face[0], body), _file("katex/katex.min.css"))
    return katex + "\n" + _file("report.css")


def _face(rule: str, formulas: str) -> str:
    """A font with its bytes, or nothing where no formula needs it."""
    found = re.search(r"url\(fonts/KaTeX_([\w-]+)\.woff2\)", rule)
    name = found[1] if found else ""
    used = re.search(SOMETIMES[name], formulas) if name in SOMETIMES else name.startswith("Size") or name in ALWAYS
    if not used:
        return ""
    data = base64.b64encode((WEB / f"katex/fonts/KaTeX_{name}.woff2").read_bytes()).decode()
    return re.sub(r"src:.*\}$", f'src:url(data:font/woff2;base64,{data}) format("woff2")}}', rule)


ALWAYS = ("Main-Regular", "Math-Italic")


def _formulas(value: Any) -> Iterable[str]:
    """Every text of nested values: what could be set."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _formulas(part)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            if name not in ("pictures", "change"):
                yield from _formulas(getattr(value, name))


@cache
def _file(name: str) -> str:
    return (WEB / name).read_text(encoding="utf-8")
