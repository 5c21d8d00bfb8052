"""A review in Markdown, for a job summary or a comment: GitHub sets the formulas, which stand outside of folds."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .cards import VALUES, Card, Side, cards
from .links import Links
from .page import groups, opening, same_counts, summary
from .prose import Piece, pieces, visible
from .refusal import example
from .review import Review, headline, totals
from .typesetting import Macros, expanded, macros_of

FIRST_LINE = "<!-- workings-diff: one comment a pull request, written over at each push -->"
MOST = 65_000
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~@$&])")


def comment(review: Review, notation: str, links: Links) -> str:
    """The Markdown of a review, no longer than a comment may be: what is left out is at the bottom, and counted."""
    macros = macros_of(notation)
    shown = cards(review, macros)
    both = {group.id: group.cards for group in groups(shown)}
    blocks = [[*_card(card, macros, links)] for card in both.get("to-accept", ())]
    end = [*_equal(both.get("equal", ()), review, links), *_waived(review, macros), *_end(review, links)]
    start = [FIRST_LINE, f"### {opening(review)}", "", *_opening(review, links)]
    start += ["", "#### To accept"] if blocks else []
    for kept in range(len(blocks), -1, -1):
        left_out = len(blocks) - kept
        more = ["", f"{left_out} more to accept, left out here: `make diff` shows all."] if left_out else []
        text = "\n".join([*start, *(line for block in blocks[:kept] for line in block), *more, *end]) + "\n"
        if len(text) <= MOST:
            return text
    return "\n".join([*start, *more, *_end(review, links)]) + "\n"


def _opening(review: Review, links: Links) -> list[str]:
    was = f"the accepted records of {code(review.against)}" if review.against else "the accepted records"
    now = code(links.revision[:7]) if links.revision else "the work tree"
    boxed = " In the formulas, the changed part is boxed." if review.to_accept else ""
    said = summary(review)
    return [*([said] if said else []), f"{was[0].upper()}{was[1:]} against {now}.{boxed}"]


def _card(card: Card, macros: Macros, links: Links) -> list[str]:
    change = card.change
    head = " ".join(filter(None, (change.part, code(change.name))))
    lines = ["", f"**{head}: {plain(card.kind)}** · {_place(change.place, links)}".removesuffix(" · ")]
    lines += _sides(card.sides, macros)
    sentences = [_example(visible(change.witness))] if change.witness else []
    for label, found in card.facts:
        sentences.append(f"{label}: {_said(found)}.")
    take = f" Take it over with `make accept PART={change.part}`." if change.part else ""
    return [*lines, "", "\n".join(sentences) + take if sentences else take.strip()]


def _example(witness: str) -> str:
    """The point and both values as a sentence."""
    found = VALUES.fullmatch(witness)
    if found is None:
        return plain(example(witness))
    where = f"{found[1]}: " if found[1] else ""
    start = f"For example {where}" if where.startswith(("at ", "in ")) else where[:1].upper() + where[1:]
    return f"{plain(start)}**{plain(found[2])}** against **{plain(found[3])}**."


def _sides(sides: tuple[Side, ...], macros: Macros) -> list[str]:
    """Both sides, one below the other: formulas in one fence, else as words."""
    if len(sides) == 1 and sides[0].kind == "formula":
        return ["", "```math", expanded(sides[0].content, macros), "```"]
    if sides and all(side.kind in ("formula", "absent") for side in sides):
        shown = [expanded(s.content, macros) if s.kind == "formula" else r"\text{not there}" for s in sides]
        rows = [rf"\text{{{side.label}}}\quad & {one}" for side, one in zip(sides, shown, strict=True)]
        return ["", "```math", r"\begin{aligned}", " \\\\[1ex]\n".join(rows), r"\end{aligned}", "```"]
    lines = [""] if sides else []
    for side in sides:
        if side.kind in ("code", "formula"):
            lines.append(f"- {side.label}: {code(side.content)}")
        else:
            lines.append(f"- {side.label}: {_said(side.words) or side.content}")
    return lines


def _equal(found: Iterable[Card], review: Review, links: Links) -> list[str]:
    """What is equal in meaning, as a folded table."""
    rows = [
        f"| {one.change.part} | {code(one.change.name)} | {plain(_class(one))} | {_place(one.change.place, links)} |"
        for one in found
    ]
    if not rows:
        return []
    head = ["", "<details>", f"<summary>Equal in meaning: {headline(review.equal)}</summary>", ""]
    return [*head, "| part | name | class | place |", "| --- | --- | --- | --- |", *rows, "", "</details>"]


def _class(card: Card) -> str:
    how = card.change.how.partition(":")[0]
    return f"{card.kind}, {how}" if card.change.kind == "other form" and how else card.kind


def _waived(review: Review, macros: Macros) -> list[str]:
    if not review.waived:
        return []
    number = len(review.waived)
    lines = ["", "<details>", f"<summary>{number} waived line{'' if number == 1 else 's'}</summary>", ""]
    for one in review.waived:
        reason = f" Waived: {_said(pieces(one.reason, macros))}" if one.reason else ""
        lines += [f"{one.part} {code(one.derivation)}: {one.evidence}, {plain(one.method)}.{reason}", ""]
    return [*lines, "</details>"]


def _end(review: Review, links: Links) -> list[str]:
    same = same_counts(review)
    said = [f"{totals(review.evidence)}."] if review.evidence else []
    run = [f"Both versions of everything: [report and pages]({links.run}) of this run."] if links.run else []
    first = " ".join([*said, *([f"{same} the same."] if same else [])])
    return ["", *filter(None, [first]), *run] if first or run else []


def _said(found: Iterable[Piece]) -> str:
    """Pieces of a sentence; formulas as their source, since those in a fold are not set."""
    words = {"was": "**{}**", "now": "**{}**"}
    return "".join(
        (
            code(piece.content)
            if piece.kind in ("code", "formula")
            else words.get(piece.kind, "{}").format(plain(piece.content))
        )
        + plain(piece.after)
        for piece in found
    )


def _place(place: str, links: Links) -> str:
    address = links.to(place)
    return f"[{place}]({address})" if address else code(place) if place else ""


def plain(text: str) -> str:
    """A text in which Markdown and HTML read no sign."""
    return SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text)).replace("\\@", "&#64;").replace("\\<", "&lt;")


def code(text: str) -> str:
    """A text in the type of a program, whatever it holds."""
    text = " ".join(text.split())
    if not text:
        return ""
    ticks = "`" * (max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    space = " " if "`" in text else ""
    return f"{ticks}{space}{text}{space}{ticks}"
