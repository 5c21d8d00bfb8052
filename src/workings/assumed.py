"""What one revision of a derivation assumes against another: weaker, stronger, or other.

It assumes less if all that it assumes follows from what the other does, and not the other way round. What follows is
asked of SymPy's closure of the assumptions on single letters (a positive number is real), and of the judge for premises
between letters. If neither follows from the other, or it cannot be told, they are other assumptions.
"""

from __future__ import annotations

from typing import Any

import sympy as sp
from sympy.assumptions import AppliedPredicate
from sympy.core.relational import Relational

from .instances import matrix_allowed, number_allowed
from .judge import prove, refute
from .record import Record
from .storage import declared, read

STRUCTURE = ("name", "matrix", "indexed", "function", "shape")  # what a letter is; the rest is assumed of it


def compared(was: Record, now: Record) -> tuple[str, str] | None:
    """Weaker, stronger or other, with an object that one side alone allows if one is found; None for the same."""
    if all(was.get(field) == now.get(field) for field in ("symbols", "given")):
        return None
    if not all("symbols" in side for side in (was, now)):  # a record of before there was a table of letters
        return ("other", "") if was["assumptions"] != now["assumptions"] else None
    lost, gained = _not_implied(was, now), _not_implied(now, was)
    if not lost and not gained:
        return None
    if not gained:
        return "weaker", _allowed(lost, was, now, "is allowed now and was not before")
    return ("stronger", _allowed(gained, now, was, "was allowed and is not now")) if not lost else ("other", "")


def _not_implied(these: Record, those: Record) -> list[str]:
    """What `these` assume, as far as it does not follow from `those`."""
    shared = these["symbols"].keys() & those["symbols"].keys()
    letters = [key for key in sorted(shared) if not _implies(those["symbols"][key], these["symbols"][key])]
    return letters + [one for one in these["given"] if not _follows(one, those)]


def _implies(said: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether a letter with the declaration `said` has all the properties that `other` declares."""
    if said == other:
        return True
    built = [{word: one[word] for word in one if word in STRUCTURE} for one in (said, other)]
    if built[0] != built[1]:
        return False
    words = [{word: truth for word, truth in one.items() if word not in STRUCTURE} for one in (said, other)]
    try:
        closure = sp.Symbol("x", **words[0]).assumptions0
    except (ValueError, TypeError):  # they exclude each other, or are no assumptions of numbers
        return words[1].items() <= words[0].items()
    return all(closure.get(word) is truth for word, truth in words[1].items())


def _follows(premise: str, record: Record) -> bool:
    """Whether a stored premise is among those of a record or follows from them."""
    if premise in record["given"]:
        return True
    try:
        claim, given = _claim(premise, record)
        if isinstance(claim, AppliedPredicate):
            return bool(sp.ask(claim, sp.And(*(one for one in given if isinstance(one, AppliedPredicate)))))
        return isinstance(claim, Relational) and prove(claim, sp.true, given).holds
    except (ValueError, TypeError):
        return False


def _allowed(premises: list[str], forbidding: Record, record: Record, words: str) -> str:
    """An object that `record` allows, though one of the `premises` is false of it; "" if none is found.

    A premise is a stored one of `forbidding`, or the key of a letter of which that assumes more.
    """
    for premise in premises:
        if premise in forbidding["symbols"]:
            found = _number(premise, forbidding["symbols"][premise], record["symbols"][premise])
        else:
            found = _object(premise, record)
        if found:
            return f"for example {found} {words}"
    return ""


def _number(key: str, forbidding: dict[str, Any], allowing: dict[str, Any]) -> str:
    """A letter with a number that only the second declaration allows."""
    said = [{word: truth for word, truth in one.items() if word not in STRUCTURE} for one in (allowing, forbidding)]
    if any(kind in allowing for kind in ("matrix", "function")):
        return ""
    number = number_allowed(*said)
    return f"{key}{'[1]' if 'indexed' in allowing else ''} = {number}" if number else ""


def _object(premise: str, record: Record) -> str:
    """An object that `record` allows and of which a stored premise is false."""
    try:
        claim, given = _claim(premise, record)
    except (ValueError, TypeError):
        return ""
    if isinstance(claim, AppliedPredicate):
        return matrix_allowed(given, claim)
    found = refute(claim, sp.true, given) if isinstance(claim, Relational) else None
    return found.witness.partition(":")[0].removeprefix("at ") if found and found.kind == "refuted" else ""


def _claim(premise: str, record: Record) -> tuple[Any, tuple[Any, ...]]:
    """A stored premise as a value, and what the record gives, as values; ValueError or TypeError where it cannot be."""
    letters, premises = declared(record["symbols"])
    return read(premise, letters), (*premises, *(read(one, letters) for one in record["given"]))
