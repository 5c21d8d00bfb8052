"""Functions with kinks and steps, and truth values: the part of `values` that makes decisions.

A decision is made on exact numbers or on balls that lie on one side; a ball on both sides is `Unsure`. Functions
without a derivative have no value while an integrand is evaluated on complex balls (`ranges`).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy as sp
from flint import acb
from sympy.core.relational import Relational
from sympy.logic.boolalg import ITE, And, BooleanFalse, BooleanTrue, Equivalent, Implies, Not, Or, Xor

from workings.judge import balls
from workings.judge.balls import INFINITE
from workings.judge.gaussians import gaussian
from workings.judge.named_functions import FUNCTIONS
from workings.judge.no_value import Undefined, Unsure


def real(walk: Any, e: Any) -> Any:
    """The value of an expression that is compared, which must be real."""
    value = walk.at(e)
    if value is INFINITE and e in (sp.oo, -sp.oo):
        raise Unsure("a comparison with infinity")
    if value is INFINITE:
        raise Undefined("infinite")
    if not balls.is_real(value):
        if walk.analytic:
            raise Unsure("a decision about a complex ball")
        raise Undefined("a comparison of complex numbers")
    return value


def without_derivative(walk: Any, e: Any) -> Any:
    """Abs, sign, re, im, conjugate and arg: of real numbers, or of any where no integrand is at work."""
    values = [walk.finite(part) for part in e.args]
    if walk.analytic and any(isinstance(value, acb) for value in values):
        if len(values) == 1 and e.args[0].is_extended_real and isinstance(e, (sp.Abs, sp.sign)):
            return continued(e, values[0])
        raise Unsure("a function without a derivative")
    return FUNCTIONS[e.func](*values)


def continued(e: sp.Expr, value: acb) -> Any:
    """|z| or sign(z) as z or -z, 1 or -1, on a ball that does not meet the imaginary axis."""
    side = balls.sign_of(value.real)
    if side == 0:
        raise Unsure("a ball on both sides of a kink")
    return Fraction(side) if isinstance(e, sp.sign) else side * value


def heaviside(walk: Any, e: sp.Heaviside) -> Any:
    """The step function."""
    s = balls.sign_of(real(walk, e.args[0]))
    return Fraction(1) if s > 0 else Fraction(0) if s < 0 else walk.at(e.args[1])


def extreme(walk: Any, e: sp.Max | sp.Min) -> Any:
    """The largest or least argument; of balls that overlap, a ball that holds it."""
    wanted = 1 if isinstance(e, sp.Max) else -1
    values = [real(walk, part) for part in e.args if part not in (sp.oo, -sp.oo)]
    best = values[0]
    for value in values[1:]:
        try:
            best = value if balls.order(value, best) == wanted else best
        except Unsure:
            a, b = balls.ball(value), balls.ball(best)
            best = a.max(b) if wanted == 1 else a.min(b)
    return best


def rounded(walk: Any, e: sp.floor | sp.ceiling) -> Any:
    """A rounding down or up, of both parts of a complex number."""
    value, down = walk.finite(e.args[0]), isinstance(e, sp.floor)
    if walk.analytic and isinstance(value, acb):
        raise Unsure("a decision about a complex ball")
    if balls.is_real(value):
        return whole_below(value, down)
    return gaussian(whole_below(value.real, down), whole_below(value.imag, down))


def whole_below(value: Any, down: bool) -> Fraction:
    """The whole number below (or above) a real one; Unsure if the ball holds a whole number."""
    if isinstance(value, Fraction):
        return Fraction(value.__floor__() if down else value.__ceil__())
    whole = (value.floor() if down else value.ceil()).unique_fmpz()
    if whole is None:
        raise Unsure("rounding of a number too close to a whole one")
    return Fraction(int(whole))


def remainder(walk: Any, e: sp.Mod) -> Any:
    """a - b floor(a/b), with the sign of the divisor."""
    a, b = (real(walk, part) for part in e.args)
    if balls.is_zero(b):
        raise Undefined("a remainder by 0")
    return balls.subtract(a, balls.multiply(b, whole_below(balls.divide(a, b), True)))


def delta(walk: Any, e: sp.KroneckerDelta) -> Any:
    """1 where both indices agree; 0 outside the range, if one is given."""
    a, b = walk.finite(e.args[0]), walk.finite(e.args[1])
    agree = balls.is_zero(balls.subtract(a, b))
    if agree and len(e.args) > 2:
        low, high = (real(walk, end) for end in e.args[2])
        agree = balls.order(low, a) <= 0 <= balls.order(high, a)
    return Fraction(int(agree))


def piecewise(walk: Any, e: sp.Piecewise) -> Any:
    """The first branch whose condition holds."""
    for value, condition in e.args:
        if walk.at(condition):
            return walk.at(value)
    raise Undefined("no case applies")


def relation(walk: Any, e: Relational) -> bool:
    """Whether a relation holds."""
    if isinstance(e.lhs, sp.MatrixExpr) and e.rel_op in ("==", "!="):
        return (walk.value(e.lhs) == walk.value(e.rhs)) == (e.rel_op == "==")
    if e.rel_op in ("==", "!="):
        return equal(walk.at(e.lhs), walk.at(e.rhs)) == (e.rel_op == "==")
    s = compared_with_infinity(e) or balls.order(real(walk, e.lhs), real(walk, e.rhs))
    return {"<": s < 0, "<=": s <= 0, ">": s > 0, ">=": s >= 0}[e.rel_op]


def compared_with_infinity(e: Relational) -> int:
    """The sign of lhs - rhs where one of them is oo or -oo; else 0."""
    return {sp.oo: 1, -sp.oo: -1}.get(e.lhs, 0) - {sp.oo: 1, -sp.oo: -1}.get(e.rhs, 0)


def equal(a: Any, b: Any) -> bool:
    """Whether two values are the same."""
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    if isinstance(a, list) and isinstance(b, list):
        return all(equal(x, y) for rows in zip(a, b, strict=True) for x, y in zip(*rows, strict=True))
    if a is INFINITE or b is INFINITE:
        return a is b
    return balls.is_zero(balls.subtract(a, b))


def connective(walk: Any, e: Any) -> bool:
    """And, Or, Not, Implies, Equivalent, Xor and ITE; one part that decides is enough."""
    if isinstance(e, Not):
        return not walk.at(e.args[0])
    if isinstance(e, ITE):
        return bool(walk.at(e.args[1] if walk.at(e.args[0]) else e.args[2]))
    if isinstance(e, Equivalent):
        return len({bool(walk.at(part)) for part in e.args}) <= 1
    if isinstance(e, Xor):
        return sum(bool(walk.at(part)) for part in e.args) % 2 == 1
    if isinstance(e, Implies):
        return not walk.at(e.args[0]) or bool(walk.at(e.args[1]))
    deciding = isinstance(e, Or)
    doubt: Unsure | Undefined | None = None
    for part in e.args:
        try:
            if bool(walk.at(part)) is deciding:
                return deciding
        except (Unsure, Undefined) as unknown:
            doubt = unknown if doubt is None or isinstance(unknown, Unsure) else doubt
    if doubt is not None:
        raise doubt
    return not deciding


RULES: tuple[tuple[Any, Callable[[Any, Any], Any]], ...] = (
    ((sp.Abs, sp.sign, sp.re, sp.im, sp.conjugate, sp.arg), without_derivative),
    (sp.Heaviside, heaviside),
    ((sp.Max, sp.Min), extreme),
    ((sp.floor, sp.ceiling), rounded),
    (sp.Mod, remainder),
    (sp.KroneckerDelta, delta),
    (sp.Piecewise, piecewise),
    (Relational, relation),
    ((And, Or, Not, Implies, Equivalent, Xor, ITE), connective),
    (BooleanTrue, lambda walk, e: True),
    (BooleanFalse, lambda walk, e: False),
)
