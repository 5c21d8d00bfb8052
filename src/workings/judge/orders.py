"""Statements with O(...): a = b + O(g), where g(r) is a function of one letter r that goes to 0 or to another limit.

A side with O(g) stands for all functions that differ from what is written by at most C |g| near the limit point, for
each fixed value of the other letters. So a = b + O(g) says that (a - b)/g stays bounded; it does if the quotient has a
finite limit from each side from which r can come, and does not if it has an infinite limit from one of them (`growth`).
A difference that is smooth but for a pole has Laurent coefficients that are shown to vanish (`expansions`), which is
tried first, and is the only way for a letter r that may be complex. With O on both sides, O(g) and O(h) must be the
same class, and a - b in it.

An order that is too high is refuted at a point of the other letters: the quotient that is proved to be unbounded there
is shown together with the exponent with which the difference decays, as both evaluators measure it along the path.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from mpmath import mp
from sympy import Add, Expr, Order, S, Symbol, Tuple

from workings.judge.alphabet import Unreadable
from workings.judge.approach import value_at
from workings.judge.cells import everywhere
from workings.judge.constraints import exact
from workings.judge.domains import one_sided
from workings.judge.evidence import Evidence
from workings.judge.expansions import vanishing
from workings.judge.instances import Instance
from workings.judge.path import place
from workings.judge.premises import NOTHING, Premises
from workings.judge.refuter import agreed_value, refuted_where
from workings.judge.signs import NeedsSign
from workings.judge.sums import apart

NEARBY = (40, 80)
DIGITS = 300
METHOD = "the quotient by the order has a limit"


@dataclass(frozen=True)
class Claim:
    """left - right = O(scale) as `letter` goes to `to`; `wider` where the other side's order is another one."""

    left: Expr
    right: Expr
    scale: Expr
    letter: Symbol
    to: Expr
    wider: tuple[Expr, Expr] | None = None

    @property
    def gap(self) -> Expr:
        """The difference that is to be small."""
        return self.left - self.right

    @property
    def sides(self) -> str:
        """The sides from which the letter can come."""
        if self.to.is_infinite or self.to != 0:
            return "+" if self.to.is_infinite else "+-"
        return "+" if self.letter.is_nonnegative else "-" if self.letter.is_nonpositive else "+-"


def proof_of_order(a: Expr, b: Expr, known: Premises) -> Evidence:
    """The evidence for a = b where a side holds O(...)."""
    try:
        claim = read(a, b)
    except Unreadable as error:
        return Evidence("undecided", str(error))
    if claim.wider is not None:
        g, h = claim.wider
        return Evidence("undecided", f"O({g}) on one side, O({h}) on the other")
    lone = [gap for gap in one_sided(claim.left, claim.right, known) if not gap.has(claim.letter)]
    if lone:
        return Evidence("undecided", f"true where {lone[0]} is not 0")
    shown = by_coefficients(claim, known)
    if shown.holds or not claim.letter.is_extended_real:
        return shown

    def bounded(pair: Tuple, known: Premises) -> bool:
        quotient = pair[0] / pair[1]
        limits = [value_at(quotient, claim.letter, claim.to, side, known) for side in claim.sides]
        return not any(limit.is_infinite for limit in limits)

    cases = everywhere(Tuple(apart(claim.gap), claim.scale), known, bounded)
    if cases is None:
        return Evidence("undecided", "the quotient by the order is not shown to stay bounded")
    return Evidence("proved", METHOD + cases.describe())


def by_coefficients(claim: Claim, known: Premises) -> Evidence:
    """The evidence by the coefficients of the Laurent series, which holds for a letter that may be complex too."""
    order = claim.scale.as_base_exp()[1] if claim.scale.as_base_exp()[0] == claim.letter else None
    if claim.scale == 1:
        order = S.Zero
    if order is None or not order.is_Integer or claim.to != 0:
        return Evidence("undecided", "an order that is no whole power of the letter")
    shown = vanishing(claim.gap, claim.letter, int(order), known)
    return Evidence("proved", "Taylor's theorem") if shown.kind == "identical" else shown


def read(a: Expr, b: Expr) -> Claim:
    """The claim that two sides with O(...) make; Unreadable if it is none that is understood."""
    (left, first), (right, second) = taken_apart(a), taken_apart(b)
    orders = [order for order in (first, second) if order is not None]
    for order in orders:
        if len(order.variables) != 1:
            raise Unreadable("an order in several letters")
    here = {(order.variables[0], order.point[0]) for order in orders}
    if len(here) != 1:
        raise Unreadable("orders in two letters")
    letter, to = orders[0].variables[0], orders[0].point[0]
    scales = [order.expr for order in orders]
    wider = (scales[0], scales[1]) if len(set(scales)) > 1 else None
    return Claim(left, right, scales[0], letter, to, wider)


def taken_apart(side: Expr) -> tuple[Expr, Order | None]:
    """A side without its O(...), and that."""
    orders = [part for part in Add.make_args(side) if isinstance(part, Order)]
    rest = Add(*(part for part in Add.make_args(side) if not isinstance(part, Order)))
    if len(orders) > 1 or rest.has(Order):
        raise Unreadable("an order inside an expression")
    return rest, orders[0] if orders else None


# refuting


def refutation_of_order(a: Expr, b: Expr, known: Premises) -> Evidence | None:
    """Refuted, with a point of the other letters at which the difference is of another order; else None."""
    try:
        claim = read(a, b)
    except Unreadable:
        return None
    if claim.wider is not None:
        return refutation_of_two_orders(claim, known)
    return refuted_at_a_point(claim, known)


def refuted_at_a_point(claim: Claim, known: Premises) -> Evidence | None:
    """Refuted at a point of the other letters; else None."""
    sides = tuple(side.xreplace({claim.letter: S.One}) for side in (claim.left, claim.right))
    return refuted_where(lambda point: decay(claim, point), sides, known, METHOD)


def refutation_of_two_orders(claim: Claim, known: Premises) -> Evidence | None:
    """Refuted if the difference is not even of the larger of two orders, or the left order is not of the right one."""
    g, h = claim.wider or (claim.scale, claim.scale)
    first = Claim(g, S.Zero, h, claim.letter, claim.to)
    larger = replace(claim, scale=g if unbounded(first) else h, wider=None)
    return refuted_at_a_point(larger, known) or refuted_at_a_point(first, known)


def unbounded(claim: Claim) -> bool:
    """Whether the quotient is proved to be infinite in the limit from one side."""
    for side in claim.sides:
        try:
            if value_at(apart(claim.gap) / claim.scale, claim.letter, claim.to, side, NOTHING).is_infinite:
                return True
        except (Unreadable, NeedsSign):
            continue
    return False


def decay(claim: Claim, point: Instance) -> str | None:
    """How the difference decays at a point, if it is not of the order claimed: measured along the path, and proved."""
    letter = claim.letter
    for side in claim.sides:
        sizes = [measured(claim.gap, claim, point, side, k) for k in NEARBY]
        limits = [measured(claim.scale, claim, point, side, k) for k in NEARBY]
        if not all((*sizes, *limits)) or sizes[1] / limits[1] <= 2 * sizes[0] / limits[0]:
            continue
        there = apart(point.prepared(claim.gap)).xreplace({s: exact(v) for s, v in point.numbers.items()})
        if not unbounded(Claim(there, S.Zero, claim.scale, letter, claim.to)):
            return None
        exponent = float(mp.log(sizes[1] / sizes[0], 2)) / (NEARBY[0] - NEARBY[1])
        name = f"{letter}" if claim.to == 0 else "the distance" if claim.to.is_finite else f"1/{letter}"
        seen = f"{mp.nstr(sizes[0], 4)} at {letter} = {place(claim.to, side, NEARBY[0])}"
        return f"the difference decays like {name}**{exponent:.4g}, which is not O({claim.scale}): {seen}"
    return None


def measured(e: Expr, claim: Claim, point: Instance, side: str, k: int) -> Any:
    """The absolute value of an expression on the path, on which both evaluators agree; None if they do not."""
    value = agreed_value(e.xreplace({claim.letter: place(claim.to, side, k)}), point, DIGITS)
    return None if value is None else abs(value)
