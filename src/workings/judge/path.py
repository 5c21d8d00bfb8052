"""The value of a limit by numbers along the path, for the refuter: where does the expression settle?

Three places are tried that come closer and closer: t = c 2^-k from the limit point, or x = c 2^k on the way to
infinity, with a c that is no simple number, so that no wave is met at its zeros. The values there are balls that
contain the true ones. If the last step is less than what the wanted digits can show and not more than the step before,
the limit is taken to lie in a ball round the last value, much wider than that step; if the numbers grow beyond all
others there is none; else nothing is known (Unsure). A function that is still moving as slowly as a logarithm does not
pass, for it still moves in a digit that is seen. This proves nothing: a limit that is *refuted* has been found in
another way, too (`second_opinion`).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import sympy as sp
from flint import acb, arb, ctx

from workings.judge import balls
from workings.judge.no_value import Undefined, Unsure

if TYPE_CHECKING:
    from workings.judge.values import Walk

NEAR = (8, 3, 2)
FAR = ((9, 12, 15), (5, 7, 9))
MULTIPLE = Fraction(1234567, 1048576)
HUGE = 60
WIDER = 1000


def limit(walk: Walk, e: sp.Limit) -> Any:
    """A ball round the number on which the expression settles; Undefined where it settles on none, or on two."""
    body, variable, to, side = e.args
    sides = ("+", "-") if str(side) == "+-" and not to.is_infinite else (str(side),)
    found = [settled(walk, body, variable, to, one) for one in sides]
    if len(found) == 2 and balls.apart(*found):
        raise Undefined("two limits, from the left and from the right")
    return found[0]


def settled(walk: Walk, body: Any, variable: Any, to: Any, side: str) -> Any:
    """The number on which the expression settles from one side."""
    digits = min(walk.digits, 80)
    bits = int(digits * 13.3)
    for way in [tuple(bits // part for part in NEAR), *(FAR if to.is_infinite else ())]:
        try:
            values = [at(walk, body, variable, to, side, k, bits) for k in way]
        except (Unsure, OverflowError):
            continue
        with ctx.workprec(2 * bits):
            found = verdict(values, digits)
        if found is not None:
            return found
    raise Unsure("a limit that does not settle")


def at(walk: Walk, body: Any, variable: Any, to: Any, side: str, k: int, bits: int) -> Any:
    """The value at the k-th place of the path, with enough digits for differences of what is almost equal."""
    near = type(walk)(walk.table, walk.component, walk.digits + bits)
    with ctx.workprec(balls.bits(near.digits)):
        if to.is_infinite:
            place = MULTIPLE * 2**k * (1 if to is sp.oo else -1)
        else:
            place = balls.add(near.finite(to), MULTIPLE / 2**k * (1 if side == "+" else -1))
        return balls.ball(near.with_letter(variable, place).finite(body))


def verdict(values: list[Any], digits: int) -> Any:
    """A ball round the last of three values if they settle; Undefined if they grow without bound; None if neither."""
    first, second, third = values
    sizes = [abs(value) for value in values]
    if sizes[2] > 2 * sizes[1] and 2 * sizes[1] > 4 * sizes[0] and sizes[2] > 2**HUGE:
        raise Undefined("an infinite limit")
    early, late = abs(second - first), abs(third - second)
    if late <= early and late < (1 + sizes[2]) * arb(10) ** (2 - digits):
        radius = arb(0, (WIDER * late).upper())
        return third + (acb(radius, radius) if isinstance(third, acb) else radius)
    return None


def place(to: sp.Expr, side: str, k: int) -> sp.Expr:
    """The k-th place of the path, exactly."""
    multiple = sp.Rational(MULTIPLE.numerator, MULTIPLE.denominator)
    if to.is_infinite:
        return multiple * 2**k * (1 if to is sp.oo else -1)
    return to + multiple / 2**k * (1 if side == "+" else -1)
