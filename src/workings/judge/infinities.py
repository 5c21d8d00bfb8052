"""Statements that a limit is infinite: Limit(f, x, a) = oo, or -oo, or another limit that is infinite.

Infinity is no number of the normal form, so both sides are compared as limits (`approach`), by cases of signs. A false
one is refuted at a point of the other letters: the limit that is proved there is another, and the numbers along the
path (`path`) are shown.
"""

from __future__ import annotations

from sympy import Expr, Limit, Tuple, oo

from workings.judge.alphabet import Unreadable
from workings.judge.approach import limit_value
from workings.judge.cells import everywhere
from workings.judge.constraints import exact
from workings.judge.evidence import Evidence
from workings.judge.instances import Instance
from workings.judge.path import numbers_on_the_way
from workings.judge.premises import NOTHING, Premises
from workings.judge.refuter import refuted_where
from workings.judge.signs import NeedsSign
from workings.judge.sums import apart

METHOD = "limit by the fastest class"


def about_infinity(a: Expr, b: Expr) -> bool:
    """Whether one side is oo or -oo and the other a limit."""
    return any(one in (oo, -oo) and isinstance(other, Limit) for one, other in ((a, b), (b, a)))


def proof_of_infinity(a: Expr, b: Expr, known: Premises) -> Evidence:
    """The evidence that both sides are the same infinity."""

    def agree(pair: Tuple, known: Premises) -> bool:
        left, right = (side_value(side, known) for side in pair)
        return left == right and left in (oo, -oo)

    cases = everywhere(Tuple(apart(a), apart(b)), known, agree)
    if cases is None:
        return Evidence("undecided", "no method shows the limit")
    return Evidence("proved", METHOD + cases.describe())


def side_value(side: Expr, known: Premises) -> Expr:
    """A limit's value; oo and -oo as they are."""
    return limit_value(side, known) if isinstance(side, Limit) else side


def refutation_of_infinity(a: Expr, b: Expr, known: Premises) -> Evidence | None:
    """Refuted, with a point at which the limit that is proved is not the infinity claimed; else None."""
    limit, claimed = (a, b) if isinstance(a, Limit) else (b, a)

    def fault(point: Instance) -> str | None:
        found = value_at_point(limit, point)
        if found is None or found == claimed:
            return None
        return f"it tends to {found} ({numbers_on_the_way(point.walk(), point.prepared(limit))}), not to {claimed}"

    return refuted_where(fault, (limit,), known, METHOD)


def value_at_point(limit: Limit, point: Instance) -> Expr | None:
    """The limit with the letters of a point put in; None if it is not found."""
    numbers = {symbol: exact(value) for symbol, value in point.numbers.items()}
    try:
        return limit_value(apart(point.prepared(limit)).xreplace(numbers), NOTHING)
    except (Unreadable, NeedsSign):
        return None
