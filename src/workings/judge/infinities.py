"""Statements that a limit is infinite: Limit(f, x, a) = oo, or -oo, or another limit that is infinite.

Infinity is no number of the normal form, so both sides are compared as limits (`approach`), by cases of signs. A false
one is refuted at a point of the other letters: the limit that is proved there is another, and the values at two places
on the way to it (`path`), which both evaluators must find, are shown.
"""

from __future__ import annotations

from mpmath import mp
from sympy import Expr, Limit, Tuple, oo

from workings.judge.alphabet import Unreadable
from workings.judge.approach import limit_value
from workings.judge.cells import everywhere
from workings.judge.constraints import exact
from workings.judge.evidence import Evidence
from workings.judge.instances import Instance
from workings.judge.path import place
from workings.judge.premises import NOTHING, Premises
from workings.judge.refuter import agreed_value, refuted_where
from workings.judge.signs import NeedsSign
from workings.judge.sums import apart

METHOD = "limit by the fastest class"
PLACES = (8, 20)
CLOSE = 1e-3


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
        seen = seen_on_the_way(limit, found, point)
        return seen and f"it tends to {found}, not to {claimed}: {seen}"

    return refuted_where(fault, (limit,), known, METHOD)


def seen_on_the_way(limit: Limit, found: Expr, point: Instance) -> str | None:
    """Two exact places and the values there, if both evaluators find them and they are on the way to the limit."""
    body, z, to, side = limit.args
    places = [place(to, str(side)[-1], k) for k in PLACES]
    values = [agreed_value(body.xreplace({z: there}), point) for there in places]
    if not found.is_infinite:
        there = agreed_value(found, point)
        if None in (*values, there):
            return None
        first, second = (abs(value - there) for value in values)
        borne_out = second <= first and second <= CLOSE * max(1, abs(there))
    elif None in values or any(mp.im(value) for value in values):
        return None
    else:
        first, second = (value if found is oo else -value for value in values)
        borne_out = second > first and second > 1
    texts = (f"{mp.nstr(value, 4)} at {z} = {there}" for value, there in zip(values, places, strict=True))
    return ", ".join(texts) if borne_out else None


def value_at_point(limit: Limit, point: Instance) -> Expr | None:
    """The limit with the letters of a point put in; None if it is not found."""
    numbers = {symbol: exact(value) for symbol, value in point.numbers.items()}
    try:
        return limit_value(apart(point.prepared(limit)).xreplace(numbers), NOTHING)
    except (Unreadable, NeedsSign):
        return None
