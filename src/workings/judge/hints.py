"""Which assumption is missing? Tried by the prover itself, so that what is named does work.

One assumption at a time: that a matrix is symmetric, invertible, orthogonal or diagonal; that a symbol is real,
nonnegative, positive, not 0 or a whole number. Then two properties of matrices together. The first that makes the
prover say *proved* is named; it is enough, not always necessary.
"""

import time
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from sympy import Basic, MatrixExpr, MatrixSymbol, Q, Symbol

from workings.judge.alphabet import Unreadable
from workings.judge.budget import Overtime, within
from workings.judge.premises import Premises, premises
from workings.judge.provers import proof
from workings.judge.shapes import as_value

SECONDS = 2.0
OF_MATRICES = {
    "symmetric": Q.symmetric,
    "invertible": Q.invertible,
    "orthogonal": Q.orthogonal,
    "diagonal": Q.diagonal,
}
OF_NUMBERS = {
    "{} is real": {"real": True},
    "{} >= 0": {"nonnegative": True},
    "{} > 0": {"positive": True},
    "{} is real and not 0": {"real": True, "nonzero": True},
    "{} is a whole number": {"integer": True},
}


def missing(a: Any, b: Any, given: Any = ()) -> str:
    """What would prove a = b, as in "H is symmetric"; empty if nothing that was tried does, within a limit of time."""
    known = given if isinstance(given, Premises) else premises(given)
    a, b = as_value(a), as_value(b)
    if not isinstance(a, Basic) or not isinstance(b, Basic):
        return ""
    try:
        return str(within(2 * SECONDS, lambda: first_that_works(a, b, known, time.monotonic() + SECONDS)))
    except Overtime:
        return ""


def first_that_works(a: Basic, b: Basic, known: Premises, end: float) -> str:
    """The first assumption that makes the prover say *proved*, if one is found before `end`."""
    for text, left, right, more in candidates(a, b, known):
        if time.monotonic() > end:
            return ""
        try:
            if proof(left, right, more).holds:
                return text
        except (Unreadable, TypeError, ValueError):
            continue
    return ""


def candidates(a: Basic, b: Basic, known: Premises) -> Iterator[tuple[str, Basic, Basic, Premises]]:
    """The assumptions to be tried, each with both sides and the premises that hold under it."""
    matrices = sorted((a.atoms(MatrixSymbol) | b.atoms(MatrixSymbol)), key=str)
    square = [m for m in matrices if m.shape[0] == m.shape[1] and m.shape[0] != 1]
    single = [(f"{m} is {name}", predicate(m)) for name, predicate in OF_MATRICES.items() for m in square]
    for text, premise in single:
        if premise not in known.given:
            yield text, a, b, premises((*known.given, premise))
    for symbol in free_numbers(a, b):
        for text, assumed in OF_NUMBERS.items():
            yield from under(symbol, text, assumed, a, b, known)
    for (first, one), (second, other) in combinations(single, 2):
        if one not in known.given and other not in known.given:
            yield f"{first} and {second}", a, b, premises((*known.given, one, other))


def free_numbers(a: Basic, b: Basic) -> list[Symbol]:
    """The symbols that stand for numbers, by name; sizes of matrices are none."""
    sizes = {s for e in (a, b) for m in e.atoms(MatrixExpr) for size in m.shape for s in size.free_symbols}
    found = {s for e in (a, b) for s in e.free_symbols if type(s) is Symbol}
    return sorted(found - sizes, key=str)


def under(
    symbol: Symbol, text: str, assumed: dict[str, bool], a: Basic, b: Basic, known: Premises
) -> Iterator[tuple[str, Basic, Basic, Premises]]:
    """Both sides and the premises with one more property of a symbol, if it is new and does not contradict.

    None of a symbol whose name another one bears, for it could not be told which is meant.
    """
    letters = set().union(*(e.atoms(Symbol) for e in (a, b, *known.given)))
    if any(other.name == symbol.name for other in letters - {symbol}):
        return
    if all(getattr(symbol, f"is_{name}") is not None for name in assumed):
        return
    old = {name: truth for name, truth in symbol._assumptions_orig.items() if truth is not None}
    try:
        other = Symbol(symbol.name, **{**old, **assumed})
        given = tuple(one.xreplace({symbol: other}) for one in known.given)
        swapped = {symbol: other}
        yield text.format(symbol), a.xreplace(swapped), b.xreplace(swapped), premises(given)
    except (ValueError, TypeError):
        return
