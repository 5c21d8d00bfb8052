"""Rational bounds of a real number and its sign, for linear inequalities between numbers and letters (`linear`).

The bounds are the ends of the ball that `enclosures` finds at 128 bits. A number with bounds may stand in a linear
inequality like a letter of which two inequalities are known. The sign is read off the ball, or off exact zero-testing
(`constants`) if the ball holds 0.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from flint import arb
from sympy import CRootOf, Expr

from workings.judge import constants, enclosures
from workings.judge.letters import Unreadable

BITS = 128


@lru_cache(maxsize=4096)
def enclosure(e: Expr) -> tuple[Fraction, Fraction] | None:
    """Rational bounds of a real number without letters; None if there are none to be had."""
    with enclosures.precision(BITS):
        try:
            ball = enclosures.ball(e)
        except (Unreadable, enclosures.TooWide, ArithmeticError, ValueError):
            return None
        if not enclosures.is_real(ball) or not ball.real.is_finite():
            return None
        return fraction(ball.real.lower()), fraction(ball.real.upper())


@lru_cache(maxsize=4096)
def sign_of_number(e: Expr) -> int | None:
    """The sign of a real number: 1, 0 or -1; None where it is not known."""
    if e.is_Rational:
        return (e.p > 0) - (e.p < 0)
    bounds = enclosure(e)
    if bounds is not None and (bounds[0] > 0 or bounds[1] < 0):
        return 1 if bounds[0] > 0 else -1
    return None if e.has(CRootOf) else constants.sign(e)


def fraction(end: arb) -> Fraction:
    """An end of a ball, which is a dyadic rational."""
    mantissa, exponent = end.man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
