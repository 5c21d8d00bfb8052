"""What a page and a comment say of each change: both formulas, the part that differs marked, the point, the facts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from .anew import equation, formula, letters_of
from .change import TO_ACCEPT, Change
from .derivation_lines import Row, rows
from .differing import differing_nodes
from .notation import latex, text
from .order import NoNotation
from .prose import Piece, pieces, reworded, visible
from .record import Record
from .refusal import example
from .review import Review
from .typesetting import Macros, shows
from .written import Written

OPEN = (*TO_ACCEPT, "other form")
FILTERS = {
    "result changed": "result", "undecided": "undecided", "assumption weaker": "assumption",
    "assumption stronger": "assumption", "assumption other": "assumption", "evidence weaker": "evidence",
    "evidence stronger": "evidence", "removed": "removed", "added": "added", "data changed": "figure",
    "drawn differently": "figure", "other form": "form", "other steps": "steps", "reworded": "reworded",
    "typeset differently": "typeset",
}  # fmt: skip
VALUES = re.compile(r"(?:(.*): )?(.*?) against (.*)", re.DOTALL)
AT = re.compile(r"((?:in float64 )?at )(.*)", re.DOTALL)


@dataclass(frozen=True)
class Side:
    """One side of a change: `kind` is formula, words, code or absent."""

    label: str
    kind: str
    content: str
    words: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Card:
    """A change as it is shown; `colour` is stop, warn or nothing, `name` of a figure is its file."""

    change: Change
    kind: str
    colour: str
    chosen_by: str
    is_open: bool
    claim: tuple[Piece, ...] = ()
    sides: tuple[Side, ...] = ()
    became: str = ""
    witness: tuple[Piece, ...] = ()
    facts: tuple[tuple[str, tuple[Piece, ...]], ...] = ()
    rows: tuple[Row, ...] = ()
    rows_title: str = ""
    pictures: tuple[str, str] = ("", "")


def cards(review: Review, macros: Macros) -> list[Card]:
    """A card for each change of a review, in its order."""
    found: list[Card] = []
    first: dict[str, str] = {}  # the name of the change that shows the lines of a derivation
    for change in review.changes:
        shown_at = first.get(change.derivation, "")
        card = _card(change, review, macros, shown_at)
        if card.rows:
            first[change.derivation] = change.name
        found.append(card)
    return found


def _card(change: Change, review: Review, macros: Macros, shown_at: str) -> Card:
    was, now = review.was.get(change.derivation), review.now.get(change.derivation)
    sides, became = _sides(change, was, now, macros)
    there = now or was
    has_lines = bool(was and now) and change.kind not in ("reworded", "typeset differently") and not shown_at
    lines = rows(was, now, macros) if has_lines and was and now else ()
    facts = list(_facts(change, was, now))
    if shown_at:
        facts.append(("Derivation", (Piece("text", "at "), Piece("code", shown_at))))
    mine = [row for row in lines if not row.number.endswith(" was")]  # a changed line is two rows
    changed = sum(row.changed for row in mine)
    title = f"The derivation: {changed} of {_counted(mine)} changed" if changed else f"{_counted(mine)}, the same"
    return Card(
        change=replace(change, name=visible(change.name), place=visible(change.place)),
        kind=_kind(change),
        colour=("stop" if change.kind == "result changed" else "warn") if change.to_accept else "",
        chosen_by=FILTERS[change.kind],
        is_open=change.kind in OPEN,
        claim=pieces(there["claim"], macros) if there and change.kind != "other form" else (),
        sides=sides,
        became=became,
        witness=_witness(change, now or was, macros),
        facts=tuple(facts),
        rows=lines,
        rows_title=title if lines else "",
        pictures=review.figures.get(change.name, ("", "")),
    )


def _counted(lines: Iterable[Row]) -> str:
    number = len(tuple(lines))
    return f"{number} line{'' if number == 1 else 's'}"


def _kind(change: Change) -> str:
    """The class in words, with what a folded row says of it."""
    if change.kind == "drawn differently":
        return "figure drawn differently, data the same"
    if change.kind == "data changed":
        return "figure: data changed"
    if change.figure:
        return f"figure {change.kind}"
    if change.kind in OPEN or not change.details:
        return change.kind
    rest = f" and {len(change.details) - 1} more" if len(change.details) > 1 else ""
    return f"{change.kind}: {visible(change.details[0]).rstrip(',')}{rest}"


# -- both sides -----------------------------------------------------------------------------------------------------


def _sides(change: Change, was: Record | None, now: Record | None, macros: Macros) -> tuple[tuple[Side, ...], str]:
    """Both sides with what differs marked, and the same in words."""
    if change.figure or change.kind == "other steps":
        return (), ""
    if change.kind == "reworded" and was and now:
        return _reworded(was, now, macros), ""
    if change.kind == "typeset differently":
        sources = (("was", change.was), ("now", change.now)) if change.was and change.now else ()
        return tuple(Side(label, "code", visible(source)) for label, source in sources), ""
    if change.kind.startswith("assumption"):
        return _assumed(was, now, macros)
    results = [_result(side, change.name) for side in (was, now)]
    if not any(results):
        return _in_words(change, macros), ""
    trees = [
        _tree(result["meaning"], result.get("value", result["meaning"]), letters_of(side, frozenset(_names(macros))))
        if result and side
        else None
        for result, side in zip(results, (was, now), strict=True)
    ]
    marks: tuple[list[Written], list[Written]] = ([], [])
    became = ""
    if change.kind.startswith("evidence"):
        return (_side("", results[1] or results[0], trees[1] or trees[0], [], macros),), ""
    if trees[0] and trees[1]:
        marks = differing_nodes(trees[0], trees[1])
        pairs = "; ".join(f"{text(a)} became {text(b)}" for a, b in zip(*marks, strict=True))
        became = f"Changed: {pairs}." if pairs and len(pairs) < 400 else ""
    sides = []
    for label, result, tree, marked in zip(("was", "now"), results, trees, marks, strict=True):
        sides.append(_side(label, result, tree, marked, macros))
    return tuple(sides), became


def _result(derivation: Record | None, name: str) -> Record | None:
    return next((r for r in derivation["results"] if r["name"] == name), None) if derivation else None


def _side(label: str, result: Record | None, tree: Written | None, marked: list[Written], macros: Macros) -> Side:
    if result is None:
        return Side(label, "absent", "not there")
    try:
        printed = latex(tree, marked, rf"\{label}") if tree else ""
    except (NoNotation, TypeError, AttributeError, KeyError):
        printed = ""
    known = {**macros, r"\was": "#1", r"\now": "#1"}
    if printed and shows(printed, known):
        return Side(label, "formula", printed)
    return Side(label, "code", visible(str(result["meaning"])))


def _tree(said: Any, stored: Any, letters: Any) -> Written | None:
    """A result's value as one tree: lists as tuples or rows, mappings as rows with their keys."""
    if isinstance(said, str) and isinstance(stored, str):
        return formula(said, stored, letters)
    if isinstance(stored, dict) and "table" in stored:
        stored = stored["table"]
    if isinstance(said, dict) and isinstance(stored, dict):
        parts = [(_words(key), _tree(part, stored.get(key, part), letters)) for key, part in said.items()]
        return Written("matrix", tuple(parts), None) if all(part for _, part in parts) else None
    if isinstance(said, list) and isinstance(stored, list) and len(said) == len(stored):
        found = [_tree(one, other, letters) for one, other in zip(said, stored, strict=True)]
        if not all(found):
            return None
        rows = [one.args for one in found if one and one.head == "tuple"]
        is_table = len(rows) == len(found) > 1 and len({len(row) for row in rows}) == 1
        return Written("matrix", tuple(rows), None) if is_table else Written("tuple", tuple(found), None)
    return _words(said) if isinstance(said, str) else None


def _words(said: str) -> Written:
    shown = re.sub(r"[^\w .,:;()+*/=-]", "?", said, flags=re.ASCII).replace("_", " ") or "\u2013"
    return Written("named", (rf"\text{{{shown}}}", said), None)


def _assumed(was: Record | None, now: Record | None, macros: Macros) -> tuple[tuple[Side, ...], str]:
    """What is assumed on each side, in words, what one side alone assumes marked."""
    lists = [list(map(visible, side["assumptions"])) if side else [] for side in (was, now)]
    sides = []
    for label, mine, other in (("was", lists[0], lists[1]), ("now", lists[1], lists[0])):
        found: list[Piece] = []
        for one in mine:
            found += [Piece("text", ", ")] if found else []
            found.append(Piece("text" if one in other else label, one))
        sides.append(Side(f"{label} given", "words", "", tuple(found) or (Piece("text", "nothing"),)))
    gone, new = ([one for one in a if one not in b] for a, b in (lists, lists[::-1]))
    said = [f"{', '.join(gone)} is no longer assumed"] * bool(gone) + [f"{', '.join(new)} is assumed now"] * bool(new)
    return tuple(sides), f"Changed: {'; '.join(said)}." if said else ""


def _reworded(was: Record, now: Record, macros: Macros) -> tuple[Side, ...]:
    """The sentences that are others now, up to three of them."""
    found = [(was["claim"], now["claim"])]
    if len(was["lines"]) == len(now["lines"]):
        found += [(a["reason"], b["reason"]) for a, b in zip(was["lines"], now["lines"], strict=True)]
    before = {one["name"]: one.get("about", "") for one in was["results"]}
    found += [(before[one["name"]], one.get("about", "")) for one in now["results"] if one["name"] in before]
    sides: list[Side] = []
    for a, b in [pair for pair in found if pair[0] != pair[1]][:3]:
        for label, said in zip(("was", "now"), reworded(a, b, macros), strict=True):
            sides.append(Side(label, "words", "", said or (Piece("text", "nothing"),)))
    return tuple(sides)


def _in_words(change: Change, macros: Macros) -> tuple[Side, ...]:
    """Both sides where they are words: a claim, a head."""
    if not change.was and not change.now:
        return ()
    return tuple(
        Side(label, "words" if side else "absent", "" if side else "not there", pieces(side, macros))
        for label, side in (("was", change.was), ("now", change.now))
    )


def _names(macros: Macros) -> Iterable[str]:
    return (name.removeprefix("\\") for name in macros)


# -- what is known --------------------------------------------------------------------------------------------------


def _witness(change: Change, derivation: Record | None, macros: Macros) -> tuple[Piece, ...]:
    """The point and both values, which wear the marks of their sides; or an object that one side alone allows."""
    if not change.witness:
        return ()
    found = VALUES.fullmatch(change.witness)
    if found is None:
        return (Piece("text", visible(example(change.witness))),)
    values = Piece("was", visible(found[2])), Piece("text", " against "), Piece("now", visible(found[3]))
    return (*_point(found[1] or "", derivation, macros), *values, Piece("text", "."))


def _point(where: str, derivation: Record | None, macros: Macros) -> tuple[Piece, ...]:
    """The words before the values, each letter and its value as a formula where they have one."""
    if not where:
        return ()
    at = AT.fullmatch(where)
    if at is None or derivation is None:
        return (Piece("text", f"{visible(where[0].upper() + where[1:])}: "),)
    letters = letters_of(derivation, frozenset(_names(macros)))
    found: list[Piece] = [Piece("text", at[1][0].upper() + at[1][1:])]
    for number, fact in enumerate(re.split(r", (?=[^()\[\]=]+(?:\([^()]*\))? = )", at[2])):
        printed = equation(fact, letters)
        good = bool(printed) and shows(printed, macros)
        found += [Piece("text", ", ")] if number else []
        found.append(Piece("formula", printed) if good else Piece("text", visible(fact)))
    return (*found, Piece("text", ": "))


def _facts(change: Change, was: Record | None, now: Record | None) -> Iterable[tuple[str, tuple[Piece, ...]]]:
    if change.how:
        kind, _, method = visible(change.how).partition(": ")
        if kind in ("identical", "proved", "by SymPy", "numeric", "undecided", "refuted"):
            label = "Equal" if change.kind == "other form" else "Judged"
            yield label, (Piece("evidence", kind), *((Piece("text", f": {method}"),) if method else ()))
        else:
            yield "Known", (Piece("text", visible(change.how)),)
    results = [_result(side, change.name) for side in (was, now)]
    known = [result["evidence"] for result in results if result and result["evidence"]]
    if known and change.kind != "other form":
        before, after = known[0], known[-1]
        if change.kind.startswith("evidence") and len(known) == 2:
            for label, evidence in (("was", before), ("now", after)):
                method = f": {visible(evidence['method'])}" if evidence["method"] else ""
                yield label, (Piece("evidence", evidence["kind"]), Piece("text", method))
            return
        as_before = before["kind"] == after["kind"] and len(known) == 2
        rest = ", as before" if as_before else f", was {before['kind']}" if len(known) == 2 else ""
        method = f": {visible(after['method'])}" if after["method"] else ""
        yield "Evidence", (Piece("evidence", after["kind"]), Piece("text", f"{rest}{method}"))
    if change.used_by:
        users: list[Piece] = []
        for part, name in change.used_by:
            users += [Piece("text", f"{', ' if users else ''}{part} "), Piece("code", visible(name))]
        yield "Used by", tuple(users)
    if change.details and change.kind in OPEN or len(change.details) > 1:
        yield "Changed", (Piece("text", visible("; ".join(change.details))),)
