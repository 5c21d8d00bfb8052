"""Enclosures of constants: a ball of complex numbers that is certain to hold the value of a number without letters.

The balls are Arb's (Johansson, Arb: efficient arbitrary-precision midpoint-radius interval arithmetic, IEEE
Transactions on Computers 66, 2017), whose every operation returns a ball that holds all values for arguments in the
balls given. What is left to do here is to take the principal branch: a power or a logarithm of a ball that touches
its cut, the negative half of the real line, is evaluated only if the number is known to be real exactly, so that it
lies on the cut (where the argument is pi); and one of a ball that holds 0 only if the number is known to be 0.
`algebraic` decides both. A real number has a ball whose imaginary part is exactly 0, and functions that are real at
real arguments keep it so. A root of a polynomial, as SymPy names it, has the ball that `fmpz_poly.complex_roots`
isolates, in which the real roots have imaginary part exactly 0. TooWide says that more digits are needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import sympy as sp
from flint import acb, arb, ctx, fmpq, fmpz_poly

from workings.judge.letters import Exp, Unreadable


class TooWide(Exception):
    """A ball is too wide to tell on which branch its number lies."""


@contextmanager
def precision(bits: int) -> Iterator[None]:
    """Balls of a given precision inside a `with`."""
    before = ctx.prec
    ctx.prec = bits
    try:
        yield
    finally:
        ctx.prec = before


def ball(e: sp.Expr) -> acb:
    """An enclosure of a constant at the present precision; Unreadable for what has no rule or no value."""
    if e.is_Rational:
        return acb(rational(e))
    if e.is_Add:
        return sum((ball(part) for part in e.args[1:]), ball(e.args[0]))
    if e.is_Mul:
        result = ball(e.args[0])
        for part in e.args[1:]:
            result *= ball(part)
        return result
    if e in CONSTANTS:
        return acb(CONSTANTS[e]())
    if e is sp.I:
        return acb(0, 1)
    if e.is_Pow:
        return power(e)
    rule = RULES.get(type(e))
    if rule is None or not e.args:
        raise Unreadable(f"no ball for {type(e).__name__}")
    return finite(rule(e))


def rational(e: sp.Expr) -> fmpq:
    """A rational number for flint."""
    return fmpq(int(e.p), int(e.q))


def finite(value: acb) -> acb:
    """A ball that is one; TooWide for one that has become infinite."""
    if not value.is_finite():
        raise TooWide
    return value


def is_real(value: acb) -> bool:
    """Whether a ball holds real numbers only."""
    return bool(value.imag.is_zero())


def power(e: sp.Pow) -> acb:
    """A power: a whole one by multiplication, any other as exp(exponent * log(base))."""
    if e.base is sp.E:
        return exponential(ball(e.exp))
    if e.exp.is_Integer:
        base = ball(e.base)
        if e.exp.is_negative and base.contains(0):
            known_not_zero(e.base)
        return finite(base ** int(e.exp))
    exponent = ball(e.exp)
    if contains_zero(e.base):
        if e.exp.is_Rational and e.exp > 0:
            return acb(0)
        raise Unreadable("a power of 0")
    base = on_branch(e.base)
    if is_real(base) and base.real > 0 and is_real(exponent):
        return finite(acb(root(base.real, e.exp) if e.exp.is_Rational else base.real**exponent.real))
    return exponential(exponent * log_of(base))


def root(base: arb, exponent: sp.Rational) -> arb:
    """A rational power of a positive number."""
    return base.root(int(exponent.q)) ** int(exponent.p)


def exponential(value: acb) -> acb:
    """exp of a ball; real where that is real."""
    return finite(acb(value.real.exp()) if is_real(value) else value.exp())


def log_of(base: acb) -> acb:
    """The principal logarithm of a ball that does not touch the cut, or lies on it exactly."""
    if is_real(base):
        size = abs(base.real).log()
        return finite(acb(size) if base.real > 0 else acb(size, arb.pi()))
    return finite(base.log())


def contains_zero(e: sp.Expr) -> bool:
    """Whether a number is 0, decided exactly; TooWide or Unreadable where that fails."""
    from workings.judge.algebraic import vanishes  # it rests on this module

    return ball(e).contains(0) and vanishes(e)


def known_not_zero(e: sp.Expr) -> None:
    """TooWide for a number that is not 0 though its ball holds 0; Unreadable for 0."""
    if contains_zero(e):
        raise Unreadable("a division by 0")
    raise TooWide


def on_branch(e: sp.Expr) -> acb:
    """A ball for a number that is not 0, and that lies on the cut of logarithms exactly or not at all."""
    from workings.judge.algebraic import real_exactly

    base = ball(e)
    if is_real(base):
        if base.real.contains(0):
            raise TooWide
        return base
    if base.imag.contains(0) and not base.real > 0:
        if not real_exactly(e):
            raise TooWide
        return acb(base.real)
    return base


def real_if_known(e: sp.Expr) -> acb:
    """A ball for a number, its imaginary part exactly 0 if the number is known to be real."""
    from workings.judge.algebraic import real_exactly

    value = ball(e)
    return acb(value.real) if value.imag.contains(0) and not is_real(value) and real_exactly(e) else value


def turned(name: str) -> Callable[[sp.Expr], acb]:
    """A trigonometric function: exact in the angle where that is a rational multiple of pi."""

    def rule(e: sp.Expr) -> acb:
        turns = e.args[0] / sp.pi
        if turns.is_Rational:
            sine, cosine = arb.sin_cos_pi_fmpq(rational(turns))
            if (name in ("tan", "sec") and cosine.contains(0)) or (name in ("cot", "csc") and sine.contains(0)):
                raise Unreadable("a pole")
            parts = {"sin": (sine, None), "cos": (cosine, None), "tan": (sine, cosine), "cot": (cosine, sine)}
            above, below = {**parts, "sec": (arb(1), cosine), "csc": (arb(1), sine)}[name]
            return acb(above if below is None else above / below)
        return plain(name)(e)

    return rule


def plain(name: str) -> Callable[[sp.Expr], acb]:
    """A function that is real at real arguments and has no cut there."""

    def rule(e: sp.Expr) -> acb:
        value = ball(e.args[0])
        return acb(getattr(value.real, name)()) if is_real(value) else getattr(value, name)()

    return rule


def inside(name: str, low: Any, high: Any) -> Callable[[sp.Expr], acb]:
    """An inverse function at a real argument between `low` and `high`; elsewhere Unreadable."""

    def rule(e: sp.Expr) -> acb:
        value = real_if_known(e.args[0])
        within = is_real(value) and (low is None or value.real >= low) and (high is None or value.real <= high)
        if not within:
            raise TooWide if is_real(value) and value.real.rad() > 0 else Unreadable(f"{name} on a cut")
        return acb(getattr(value.real, name)())

    return rule


def logarithm(e: sp.Expr) -> acb:
    """A logarithm."""
    if contains_zero(e.args[0]):
        raise Unreadable("log(0)")
    return log_of(on_branch(e.args[0]))


def absolute(e: sp.Expr) -> acb:
    """An absolute value."""
    return acb(abs(ball(e.args[0])))


def largest(e: sp.Expr) -> acb:
    """Max or Min of real numbers."""
    values = [real_if_known(part) for part in e.args]
    if not all(is_real(value) for value in values):
        raise Unreadable("a comparison of complex numbers")
    best = values[0].real
    for value in values[1:]:
        best = best.max(value.real) if isinstance(e, sp.Max) else best.min(value.real)
    return acb(best)


def root_ball(e: sp.CRootOf) -> acb:
    """The ball of a real root of a polynomial; the real roots are numbered from the least."""
    roots = real_roots([int(c) for c in reversed(e.poly.all_coeffs())])
    if not 0 <= e.index < len(roots):
        raise Unreadable("a root that is not real")
    return acb(roots[e.index])


def real_roots(coefficients: list[int]) -> list[arb]:
    """The real roots of a squarefree polynomial, from the least, in balls that do not meet."""
    found: Any = fmpz_poly(coefficients).complex_roots()
    return sorted((arb(ball.real) for ball, _ in found if ball.imag == 0), key=lambda ball: ball.mid())


CONSTANTS: dict[Any, Callable[[], arb]] = {
    sp.pi: arb.pi,
    sp.E: arb.const_e,
    sp.EulerGamma: arb.const_euler,
    sp.Catalan: arb.const_catalan,
    sp.GoldenRatio: lambda: (1 + arb(5).sqrt()) / 2,
}
RULES: dict[Any, Callable[[sp.Expr], acb]] = {
    **{getattr(sp, name): turned(name) for name in ("sin", "cos", "tan", "cot", "sec", "csc")},
    **{getattr(sp, name): plain(name) for name in ("sinh", "cosh", "tanh", "coth", "sech", "csch")},
    sp.exp: lambda e: exponential(ball(e.args[0])),
    Exp: lambda e: exponential(ball(e.args[0])),
    sp.log: logarithm,
    sp.Abs: absolute,
    sp.Max: largest,
    sp.Min: largest,
    sp.asin: inside("asin", -1, 1),
    sp.acos: inside("acos", -1, 1),
    sp.atan: inside("atan", None, None),
    sp.asinh: inside("asinh", None, None),
    sp.acosh: inside("acosh", 1, None),
    sp.atanh: inside("atanh", -1, 1),
    sp.erf: plain("erf"),
    sp.erfc: plain("erfc"),
    sp.gamma: plain("gamma"),
    sp.CRootOf: root_ball,
}
