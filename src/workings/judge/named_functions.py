"""The value of each named function at numbers: exact where it is rational, else a ball by Arb.

Conventions are SymPy's. The inverse functions are those of DLMF 4.23-4.37 with its principal branches, which Arb and
SymPy share (also for arguments exactly on a cut); acot(z) = atan(1/z), and acsc, asec, acoth, acsch, asech of z are
the inverse function at 1/z. Poles have the value INFINITE. binomial(n, k) is 0 for whole k < 0 and
n (n-1) ... (n-k+1) / k! for whole k >= 0.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import comb, factorial
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
    power,
    real_part,
    settled,
    sign_of,
    subtract,
)
from workings.judge.gaussians import Gaussian
from workings.judge.no_value import Unable, Undefined, Unsure

MOST_FACTORS = 4000


def whole(value: Any) -> int | None:
    """A number as an int, if it is exact and whole."""
    return int(value) if isinstance(value, Fraction) and value.denominator == 1 else None


def pole(value: Any) -> bool:
    """Whether a number is 0, -1, -2, ...: a pole of the gamma function; Unsure for a ball that touches one."""
    if is_exact(value):
        k = whole(value)
        return k is not None and k <= 0
    z = complex_ball(value)
    if z.contains_integer() and not z.real > 0:
        raise Unsure("a number that may be a pole")
    return False


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
    if cut.contains(0) and not abs(along) < 1:
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


def gamma(z: Any) -> Any:
    """The gamma function."""
    k = whole(z)
    if k is not None and 0 < k < 200:
        return Fraction(factorial(k - 1))
    return INFINITE if pole(z) else settled(ball(z).gamma())


def loggamma(z: Any) -> Any:
    """The logarithm of gamma, continuous off (-oo, 0]."""
    if pole(z):
        return INFINITE
    if z in (1, 2):
        return Fraction(0)
    off_the_cut(z)
    b = ball(z)
    return settled(b.lgamma()) if isinstance(b, arb) and b > 0 else settled(acb(b).lgamma())


def reciprocal_gamma(z: Any) -> Any:
    """1/gamma, which is 0 at the poles."""
    k = whole(z)
    if k is not None:
        return Fraction(0) if k <= 0 else divide(Fraction(1), gamma(z))
    return settled(complex_ball(z).rgamma())


def factorial_of(z: Any) -> Any:
    """z! = gamma(z + 1)."""
    return gamma(add(z, Fraction(1)))


def factorial2(z: Any) -> Any:
    """The double factorial: n (n-2) (n-4) ..., for other numbers by gamma functions."""
    n = whole(z)
    if n is not None and -1 <= n <= MOST_FACTORS:
        value = 1
        for k in range(n, 1, -2):
            value *= k
        return Fraction(value)
    if n is not None and n < 0 and n % 2:
        return divide(Fraction((-1) ** ((1 - n) // 2 - 1)), factorial2(Fraction(-n - 2)))
    if n is not None and n < 0:
        raise Undefined("the double factorial of an even number below 0")
    b = complex_ball(z)
    turn = (acb(2) / acb(arb.pi())).pow((1 - b.cos_pi()) / 4)
    return settled(acb(2).pow(b / 2) * (b / 2 + 1).gamma() * turn)


def rising(x: Any, k: Any) -> Any:
    """x (x+1) ... (x+k-1), or gamma(x+k)/gamma(x)."""
    n = whole(k)
    if n is None or abs(n) > MOST_FACTORS:
        if pole(x):
            raise Undefined("a rising factorial at a pole")
        return multiply_finite(gamma(add(x, k)), reciprocal_gamma(x))
    if n < 0:
        under = rising(add(x, k), Fraction(-n))
        return INFINITE if is_zero(under) else divide(Fraction(1), under)
    value: Any = Fraction(1)
    for j in range(n):
        value = multiply(value, add(x, Fraction(j)))
    return value


def falling(x: Any, k: Any) -> Any:
    """x (x-1) ... (x-k+1), or gamma(x+1)/gamma(x-k+1)."""
    n = whole(k)
    if n is None:
        return multiply_finite(gamma(add(x, Fraction(1))), reciprocal_gamma(add(subtract(x, k), Fraction(1))))
    return rising(add(subtract(x, k), Fraction(1)), k)


def multiply_finite(a: Any, b: Any) -> Any:
    """a b where a may be infinite."""
    if a is not INFINITE:
        return multiply(a, b)
    if is_zero(b):
        raise Undefined("0 * infinite")
    return INFINITE


def binomial(n: Any, k: Any) -> Any:
    """A binomial coefficient."""
    top, under = whole(n), whole(k)
    if under is not None and under < 0:
        return Fraction(0)
    if under is not None and under <= MOST_FACTORS:
        if top is not None and top >= 0:
            return Fraction(comb(top, under))
        return divide(falling(n, k), Fraction(factorial(under)))
    if top is not None and top < 0:
        return INFINITE
    lower = multiply(reciprocal_gamma(add(k, Fraction(1))), reciprocal_gamma(add(subtract(n, k), Fraction(1))))
    return multiply_finite(gamma(add(n, Fraction(1))), lower)


def beta(x: Any, y: Any) -> Any:
    """gamma(x) gamma(y) / gamma(x + y)."""
    a, b = gamma(x), gamma(y)
    if a is INFINITE and b is INFINITE:
        return INFINITE
    other = b if a is INFINITE else a
    under = reciprocal_gamma(add(x, y))
    if a is INFINITE or b is INFINITE:
        return multiply_finite(INFINITE, multiply(other, under))
    return multiply(multiply(a, b), under)


def digamma(z: Any) -> Any:
    """The derivative of log gamma."""
    return INFINITE if pole(z) else settled(ball(z).digamma())


def polygamma(n: Any, z: Any) -> Any:
    """The n-th derivative of digamma."""
    order = whole(n)
    if order is None or order < 0:
        raise Unable("polygamma of such an order")
    if order == 0:
        return digamma(z)
    return INFINITE if pole(z) else settled(complex_ball(z).polygamma(acb(order)))


def harmonic(n: Any, m: Any = Fraction(1)) -> Any:
    """1 + 1/2^m + ... + 1/n^m; digamma(n + 1) + EulerGamma for other numbers."""
    k = whole(n)
    if k is not None and 0 <= k <= MOST_FACTORS:
        total: Any = Fraction(0)
        for j in range(1, k + 1):
            total = add(total, power(Fraction(j), -m))
        return total
    if m != 1:
        raise Unable("a harmonic number of such an order")
    value = digamma(add(n, Fraction(1)))
    return INFINITE if value is INFINITE else add(value, arb.const_euler())


def fibonacci(n: Any) -> Any:
    """A Fibonacci number; F(-n) = (-1)^(n+1) F(n)."""
    k = whole(n)
    if k is None or abs(k) > 10**5:
        raise Unable("fibonacci of a number that is not whole")
    a, b = 0, 1
    for bit in bin(abs(k))[2:]:
        a, b = a * (2 * b - a), a * a + b * b
        if bit == "1":
            a, b = b, a + b
    return Fraction(-a if k < 0 and k % 2 == 0 else a)


def lucas(n: Any) -> Any:
    """A Lucas number."""
    return add(fibonacci(subtract(n, Fraction(1))), fibonacci(add(n, Fraction(1))))


def catalan(n: Any) -> Any:
    """4^n gamma(n + 1/2) / (sqrt(pi) gamma(n + 2))."""
    k = whole(n)
    if k is not None and 0 <= k <= MOST_FACTORS:
        return Fraction(comb(2 * k, k), k + 1)
    top = multiply_finite(gamma(add(n, Fraction(1, 2))), reciprocal_gamma(add(n, Fraction(2))))
    if top is INFINITE:
        return INFINITE
    return divide(multiply(power(Fraction(4), n), top), arb.pi().sqrt())


def zeta(s: Any, a: Any = Fraction(1)) -> Any:
    """The zeta function of Riemann or Hurwitz."""
    if is_exact(s) and s == 1:
        return INFINITE
    if a == 1:
        return settled(ball(s).zeta())
    if pole(a):
        return INFINITE
    return settled(complex_ball(s).zeta(complex_ball(a)))


def polylog(s: Any, z: Any) -> Any:
    """The polylogarithm, with its cut on (1, oo)."""
    if is_exact(z) and z == 0:
        return Fraction(0)
    if is_exact(z) and z == 1:
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


def by_name(name: str) -> Callable[[Any], Any]:
    """A function of one complex number that Arb knows by `name`."""
    return lambda z: settled(getattr(complex_ball(z), name)())


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
    sp.Ei: by_name("ei"), sp.Si: by_name("si"), sp.Ci: by_name("ci"),
}  # fmt: skip
