"""The value of each named function at numbers: exact where it is rational, else a ball by Arb.

Conventions are SymPy's. The inverse functions are those of DLMF 4.23-4.37 with its principal branches, which Arb and
SymPy share (also for arguments exactly on a cut); acot(z) = atan(1/z), and acsc, asec, acoth, acsch, asech of z are
the inverse function at 1/z. Poles have the value INFINITE. `gamma_functions` has the gamma function and its kin.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy as sp
from flint import acb, arb

from workings.judge.balls import (
    INFINITE,
    absolute,
    add,
    ball,
    complex_ball,
    divide,
    imaginary_part,
    is_exact,
    is_real,
    is_zero,
    logarithm,
    multiply,
    off_the_cut,
    order,
    power,
    real_part,
    settled,
    sign_of,
)
from workings.judge.gamma_functions import (
    beta,
    binomial,
    catalan,
    digamma,
    factorial2,
    factorial_of,
    falling,
    fibonacci,
    gamma,
    harmonic,
    loggamma,
    lucas,
    polygamma,
    rising,
    whole,
)
from workings.judge.gaussians import Gaussian
from workings.judge.no_value import Unable, Undefined, Unsure


def entire(name: str, at_zero: int) -> Callable[[Any], Any]:
    """A function that Arb knows by `name`, without cuts, with its exact value at 0."""

    def rule(z: Any) -> Any:
        return Fraction(at_zero) if is_exact(z) and z == 0 else settled(getattr(ball(z), name)())

    return rule


def quotient(top: str, bottom: str, at_zero: int | None) -> Callable[[Any], Any]:
    """The quotient of two such functions (1 for an empty name), INFINITE where the lower one is 0."""

    def rule(z: Any) -> Any:
        if is_exact(z) and z == 0:
            return INFINITE if at_zero is None else Fraction(at_zero)
        under = settled(getattr(ball(z), bottom)())
        if is_zero(under):
            return INFINITE
        return settled((getattr(ball(z), top)() if top else 1) / under)

    return rule


def inverse(name: str, exact: dict[int, int | None], inside: str) -> Callable[[Any], Any]:
    """An inverse function: exact values (None: infinite), real on the interval `inside`."""
    real_there = {
        "unit": lambda x: abs(x) < 1,
        "all": lambda x: True,
        "above": lambda x: x > 1,
    }[inside]

    def rule(z: Any) -> Any:
        if is_exact(z) and z in exact:
            value = exact[int(z)]
            return INFINITE if value is None else Fraction(value)
        b = ball(z)
        if isinstance(b, arb) and real_there(b):
            return settled(getattr(b, name)())
        if isinstance(b, acb):
            off_both_cuts(b, name)
        return settled(getattr(acb(b), name)())

    return rule


def off_both_cuts(z: acb, name: str) -> None:
    """Unsure for a complex ball that touches the line on which the cuts of an inverse function lie."""
    cut = z.real if name in ("atan", "asinh") else z.imag
    along = z.imag if name in ("atan", "asinh") else z.real
    if name in ("atan", "asinh") and isinstance(z, acb) and cut.is_zero() and not (abs(along) - 1).contains(0):
        return
    between = along > 1 if name == "acosh" else abs(along) < 1
    if cut.contains(0) and not between:
        raise Unsure("a number on both sides of a cut")


def of_reciprocal(rule: Callable[[Any], Any], at_zero: Any) -> Callable[[Any], Any]:
    """An inverse function at 1/z."""

    def reciprocal(z: Any) -> Any:
        return at_zero() if is_zero(z) else rule(divide(Fraction(1), z))

    return reciprocal


def half_pi() -> Any:
    """pi/2."""
    return arb.pi() / 2


asin = inverse("asin", {0: 0}, "unit")
acos = inverse("acos", {1: 0}, "unit")
atan_finite = inverse("atan", {0: 0}, "all")
asinh = inverse("asinh", {0: 0}, "all")
acosh = inverse("acosh", {1: 0}, "above")
atanh = inverse("atanh", {0: 0, 1: None, -1: None}, "unit")


def atan(z: Any) -> Any:
    """The arctangent; infinite at i and -i."""
    if isinstance(z, Gaussian) and z.real == 0 and abs(z.imag) == 1:
        return INFINITE
    return atan_finite(z)


def atan2(y: Any, x: Any) -> Any:
    """The angle of x + i y for real numbers."""
    if not (is_real(x) and is_real(y)):
        root = power(add(multiply(x, x), multiply(y, y)), Fraction(1, 2))
        turned = logarithm(divide(add(x, multiply(Gaussian(Fraction(0), Fraction(1)), y)), root))
        if turned is INFINITE:
            return INFINITE
        return multiply(Gaussian(Fraction(0), Fraction(-1)), turned)
    if is_zero(y):
        if is_zero(x):
            raise Undefined("the angle of 0")
        return Fraction(0) if sign_of(x) > 0 else arb.pi()
    return settled(arb.atan2(ball(y), ball(x)))


def arg(z: Any) -> Any:
    """The argument in (-pi, pi]."""
    if is_real(z):
        return atan2(Fraction(0), z)
    return atan2(imaginary_part(z), real_part(z))


def sinc(z: Any) -> Any:
    """sin(z)/z, and 1 at 0."""
    return Fraction(1) if is_zero(z) else settled(ball(z).sin() / ball(z))


def zeta(s: Any, a: Any = Fraction(1)) -> Any:
    """The zeta function of Riemann or Hurwitz."""
    if is_exact(s) and s == 1:
        return INFINITE
    if a == 1:
        return settled(ball(s).zeta())
    if not sign_of(real_part(a)) > 0:
        raise Unsure("a zeta function beyond the poles of its terms")
    return settled(complex_ball(s).zeta(complex_ball(a)))


def polylog(s: Any, z: Any) -> Any:
    """The polylogarithm, with its cut on (1, oo)."""
    if is_exact(z) and z == 0:
        return Fraction(0)
    if is_exact(z) and z == 1:
        if order(real_part(s), Fraction(1)) <= 0:  # infinite, but SymPy has zeta(s)
            raise Unsure("a polylogarithm at its branch point")
        return zeta(s)
    if isinstance(z, acb) and z.imag.contains(0) and not z.real < 1:
        raise Unsure("a number on both sides of a cut")
    return settled(complex_ball(z).polylog(complex_ball(s)))


def lambert(z: Any, k: Any = Fraction(0)) -> Any:
    """The branch k of the inverse of w exp(w)."""
    branch = whole(k)
    if branch is None:
        raise Unable("a branch of LambertW that is not whole")
    if is_zero(z):
        return Fraction(0) if branch == 0 else INFINITE
    off_the_cut(z) if branch or not isinstance(z, arb) else None
    return settled(complex_ball(z).lambertw(branch))


def sign(z: Any) -> Any:
    """z/|z|, and 0 at 0."""
    if is_zero(z):
        return Fraction(0)
    return Fraction(sign_of(z)) if is_real(z) else divide(z, absolute(z))


def conjugate(z: Any) -> Any:
    """The complex conjugate."""
    return z.conjugate() if isinstance(z, (Gaussian, acb)) else z


def exponential(z: Any) -> Any:
    """exp, exact at 0."""
    return Fraction(1) if is_exact(z) and z == 0 else settled(ball(z).exp())


def with_cut(name: str) -> Callable[[Any], Any]:
    """A function with a cut along (-oo, 0) that Arb knows by `name`."""

    def rule(z: Any) -> Any:
        off_the_cut(z)
        return settled(getattr(complex_ball(z), name)())

    return rule


FUNCTIONS: dict[Any, Callable[..., Any]] = {
    sp.exp: exponential,
    sp.log: lambda z, base=None: logarithm(z) if base is None else divide(logarithm(z), logarithm(base)),
    sp.sin: entire("sin", 0), sp.cos: entire("cos", 1), sp.sinh: entire("sinh", 0), sp.cosh: entire("cosh", 1),
    sp.erf: entire("erf", 0), sp.erfc: entire("erfc", 1), sp.erfi: entire("erfi", 0),
    sp.tan: quotient("sin", "cos", 0), sp.tanh: quotient("sinh", "cosh", 0),
    sp.cot: quotient("cos", "sin", None), sp.coth: quotient("cosh", "sinh", None),
    sp.sec: quotient("", "cos", 1), sp.sech: quotient("", "cosh", 1),
    sp.csc: quotient("", "sin", None), sp.csch: quotient("", "sinh", None),
    sp.asin: asin, sp.acos: acos, sp.atan: atan, sp.asinh: asinh, sp.acosh: acosh, sp.atanh: atanh,
    sp.acot: of_reciprocal(atan, half_pi), sp.acsc: of_reciprocal(asin, lambda: INFINITE),
    sp.asec: of_reciprocal(acos, lambda: INFINITE), sp.acsch: of_reciprocal(asinh, lambda: INFINITE),
    sp.asech: of_reciprocal(acosh, lambda: INFINITE),
    sp.acoth: of_reciprocal(atanh, lambda: settled(acb(0, arb.pi() / 2))),
    sp.atan2: atan2, sp.arg: arg, sp.sinc: sinc, sp.sign: sign, sp.Abs: absolute,
    sp.re: real_part, sp.im: imaginary_part, sp.conjugate: conjugate,
    sp.gamma: gamma, sp.loggamma: loggamma, sp.factorial: factorial_of, sp.factorial2: factorial2,
    sp.binomial: binomial, sp.rf: rising, sp.ff: falling, sp.beta: beta,
    sp.digamma: digamma, sp.polygamma: polygamma, sp.harmonic: harmonic, sp.fibonacci: fibonacci,
    sp.lucas: lucas, sp.catalan: catalan, sp.zeta: zeta, sp.polylog: polylog, sp.LambertW: lambert,
    sp.Ei: with_cut("ei"), sp.Si: lambda z: settled(complex_ball(z).si()), sp.Ci: with_cut("ci"),
}  # fmt: skip
