"""A derivation as plain data: what the page is filled from, what CI compares, what `answers/accepted` keeps.

Every formula is kept as the text that a person says, as the LaTeX that the reader sees, and, where that text does not
say it already, as its value: in the stored form of `storage`, with the table of the derivation's letters, so that two
revisions can be compared by meaning without running either.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sympy as sp

from .derivation import Derivation, Line, Refutation, Result
from .errors import Mistake
from .inquiry import stored
from .judge import Evidence
from .judge.instances import SEED
from .notation import RELATIONS, latex, text
from .order import as_a_person_writes
from .question import Question
from .storage import CannotStore, Letters
from .storage import write as write_text
from .versions import versions
from .written import Written, value_of

Record = dict[str, Any]
OF_THE_FRAME = frozenset(("project", "questions", "question", "loop"))  # what templates/submission.tex itself is given
THINGS = ("lines", "results", "refutations")
SHORT = 100  # characters of a line that holds more than one field
CONSTANTS = frozenset(("true", "false", "none"))  # Jinja's own


def record_of(question: Question, derivations: list[Derivation]) -> Record:
    """The record of a question: plain lists, mappings and texts."""
    return {
        "number": question.number,
        "title": question.title,
        "points": question.points,
        "derivations": [_derivation(d) for d in derivations],
    }


def accepted_form(record: Record) -> Record:
    """The record without its places, as moving a derivation changes no mathematics, and what the judge was asked."""
    return without(record, {"place", "asked"})


def write(record: Record, path: Path) -> None:
    """Write a record, one formula a line, in a stable order; whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".new")
    partial.write_text(_in_lines(record, 0) + "\n", encoding="utf-8", newline="\n")
    partial.replace(path)


def _in_lines(value: Any, depth: int) -> str:
    """JSON with one field a line; what has no formulas on lines of their own and fits into one line stays in it."""
    short = json.dumps(value, ensure_ascii=False)
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if not parts or (len(short) <= SHORT and not any(isinstance(part, dict | list) and part for part in parts)):
        return short
    pad, end = "\n" + " " * (depth + 1), "\n" + " " * depth
    if isinstance(value, dict):
        rows = [f"{json.dumps(key, ensure_ascii=False)}: {_in_lines(part, depth + 1)}" for key, part in value.items()]
        return "{" + pad + f",{pad}".join(rows) + end + "}"
    return "[" + pad + f",{pad}".join(_in_lines(part, depth + 1) for part in value) + end + "]"


def read(path: Path) -> Record:
    """The record that `write` wrote."""
    return parse(path.read_text(encoding="utf-8"))


def parse(content: str) -> Record:
    """The record that is written as `content`; a ValueError says why it is none."""
    record = json.loads(content)
    if not isinstance(record, dict) or not isinstance(record.get("derivations"), list):
        raise ValueError("it has no list of derivations")
    return record


def evidences(record: Record) -> list[tuple[dict, dict]]:
    """Every checked thing of a record as (derivation, line or result or refutation), in order; it has an `evidence`."""
    return [(d, thing) for d in record["derivations"] for kind in THINGS for thing in d[kind] if thing["evidence"]]


def refuse_taken_names(records: list[Record]) -> None:
    """The derivations and results of all questions share their names with each other and with the frame of the page."""
    taken: dict[str, str] = {}
    for derivation in (d for record in records for d in record["derivations"]):
        for thing in (derivation, *derivation["results"]):
            name, place = thing["name"], thing["place"]
            owner = "the frame of the page" if name in OF_THE_FRAME else "Jinja" if name in CONSTANTS else ""
            if owner := owner or taken.get(name, ""):
                raise Mistake(f"{place}  the name {name} is taken by {owner}\nRename one of them.")
            taken[name] = place


# -- a derivation ---------------------------------------------------------------------------------------------------


def _derivation(d: Derivation) -> Record:
    letters = Letters()
    shown = {
        "lines": [_line(line, letters) for line in d.lines],
        "results": [_result(result, letters) for result in d.results],
        "refutations": [_refutation(refutation, letters) for refutation in d.refutations],
    }
    given = [write_text(one, letters) for one in _given(d)]
    return {
        "name": d.name,
        "part": d.part,
        "claim": d.claim,
        "place": str(d.place),
        "assumptions": _assumptions(d),
        "names": _names(d),
        "given": given,
        "symbols": letters.declarations(),
        **shown,
        "asked": _asked(d, letters),
    }


def _asked(d: Derivation, letters: Letters) -> Record:
    """What the judge was asked, for a certificate: of each line, result and refutation, with the letters of all."""
    letters.keys = dict(letters.keys)  # a table of its own, which has letters more
    given = [write_text(one, letters) for one in _given(d)]
    asked: Record = {kind: [_questions(one, letters) for one in getattr(d, kind)] for kind in THINGS}
    for row, result in zip(asked["results"], d.results, strict=True):
        row["lines"] = list(result.lines)
    return {"seed": SEED, "versions": versions(), "given": given, "symbols": letters.declarations()} | asked


def _questions(thing: Any, letters: Letters) -> Record:
    """The questions about a line, a result or a refutation; why they are left out if one has no stored form."""
    try:
        return {"questions": [one.serial(letters) for one in thing.asked]}
    except (CannotStore, TypeError) as why:
        return {"questions": [], "left_out": str(why)}


def _line(line: Line, letters: Letters) -> Record:
    row: Record = {"verb": line.verb, "place": str(line.place)}
    for side, expression in (("left", line.left), ("right", line.right), ("remainder", line.remainder)):
        if expression is not None:
            row |= {side: text(expression), **_value(expression, text(expression), letters, f"{side}_value")}
            row |= {f"{side}_latex": latex(expression)}
    row |= {"relation": line.relation, "reason": line.reason, "evidence": _evidence(line.evidence)}
    optional = {
        "region": text(line.label) if line.label else "",
        "label": latex(line.label) if line.label else "",
        "when": ", ".join(f"{text(old)} = {text(new)}" for old, new in line.when.items()),
        "inline": line.inline,
        "waived": line.waived,
    }
    return row | {key: value for key, value in optional.items() if value}


def _result(result: Result, letters: Letters) -> Record:
    meaning = _nested(result.value, text)
    return {
        "name": result.name,
        "about": result.about,
        "place": str(result.place),
        "meaning": meaning,
        **_value(result.value, meaning, letters, "value"),
        "latex": _nested(result.value, latex),
        "as_written": result.as_written,
        "relation": result.relation,
        "region": text(result.region) if result.region else "",
        "evidence": _evidence(result.evidence),
    }


def _refutation(refutation: Refutation, letters: Letters) -> Record:
    left, right, values = refutation.left, refutation.right, refutation.values
    relation = RELATIONS[refutation.relation]
    return {
        "place": str(refutation.place),
        "claim": f"{text(left)} {refutation.relation} {text(right)}",
        "left_value": stored(left, letters),
        "right_value": stored(right, letters),
        "latex": f"{latex(left)} {relation} {latex(right)}",
        "point": [{"letter": latex(k), "value": latex(v)} for k, v in refutation.point.items()],
        "values": [latex(v) for v in values],
        "evidence": _evidence(refutation.evidence),
    }


def _evidence(evidence: Evidence | None) -> Record | None:
    return evidence.serial() if evidence else None


def _value(expression: Any, said: Any, letters: Letters, key: str) -> Record:
    """The stored value under its key, unless the text `said` is the same."""
    found = stored(expression, letters)
    return {} if found == said else {key: found}


def _nested(value: Any, form: Any) -> Any:
    """`form` of every formula inside lists, tuples and mappings; texts stay, numbers are formulas too."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return {str(key): _nested(part, form) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_nested(part, form) for part in value]
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, sp.MatrixBase):
        return [[_nested(value[i, j], form) for j in range(value.cols)] for i in range(value.rows)]
    return form(value)


def _assumptions(d: Derivation) -> list[str]:
    """What is assumed of the letters that occur, and the premises under which the derivation stands."""
    letters: set[Any] = set()
    for value in (value_of(expression) for expression in _expressions(d)):
        letters |= {s for s in getattr(value, "free_symbols", ()) if isinstance(s, sp.Symbol | sp.IndexedBase)}
    words = sorted({f"{s} {_kind(s)}" for s in letters if _kind(s)})
    return words + [_predicate(g) for g in _given(d)]


def _given(d: Derivation) -> tuple[Any, ...]:
    """The premises of a derivation."""
    return d.given if isinstance(d.given, tuple) else (d.given,)


def _names(d: Derivation) -> dict[str, str]:
    """What each name that the author gave to a value stands for, where the value itself has a notation."""
    found: dict[str, str] = {}
    for node in (node for e in _expressions(d) for node in _nodes(e) if node.head == "named"):
        try:
            found[text(node)] = text(as_a_person_writes(node.value))
        except TypeError:  # it has none: the name is all that can be shown
            found[text(node)] = str(node.value)
    return dict(sorted(found.items()))


def _expressions(d: Derivation) -> Iterator[Any]:
    """Every expression that a derivation holds: of its lines, of its results, in lists too, and of its refutations."""
    for line in d.lines:
        yield from (e for e in (line.left, line.right, line.remainder, line.label) if e is not None)
        yield from (e for pair in line.when.items() for e in pair)
    for result in d.results:
        yield from _leaves(result.value)
    for refutation in d.refutations:
        yield from (refutation.left, refutation.right)


def _leaves(value: Any) -> Iterator[Any]:
    """What is inside lists, tuples and mappings."""
    if isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _leaves(part)
    else:
        yield value


def _nodes(part: Any) -> Iterator[Written]:
    """Every node of a tree, itself first."""
    if isinstance(part, Written):
        yield part
    if isinstance(part, Written | tuple):
        for inner in part.args if isinstance(part, Written) else part:
            yield from _nodes(inner)


def _kind(letter: Any) -> str:
    """The strongest thing assumed of a letter, in a word or two."""
    for test, word in (
        (letter.is_integer and letter.is_positive, "a positive integer"),
        (letter.is_integer and letter.is_nonnegative, "an integer, not negative"),
        (letter.is_integer and letter.is_negative, "a negative integer"),
        (letter.is_integer and letter.is_nonpositive, "an integer, not positive"),
        (letter.is_integer, "an integer"),
        (letter.is_positive, "positive"),
        (letter.is_negative, "negative"),
        (letter.is_nonnegative, "not negative"),
        (letter.is_nonpositive, "not positive"),
        (letter.is_real and letter.is_nonzero, "real, not 0"),
        (letter.is_real, "real"),
    ):
        if test:
            return word
    return ""


def _predicate(given: Any) -> str:
    if isinstance(given, sp.And):
        return ", ".join(sorted(_predicate(part) for part in given.args))
    if hasattr(given, "function") and hasattr(given, "arguments"):
        return f"{given.arguments[0]} {str(given.function.name).replace('_', ' ')}"
    return str(given)


def without(value: Any, keys: set[str]) -> Any:
    """A nested value without the fields of these names."""
    if isinstance(value, dict):
        return {key: without(part, keys) for key, part in value.items() if key not in keys}
    return [without(part, keys) for part in value] if isinstance(value, list) else value
