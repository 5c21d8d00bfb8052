"""Trigonometric and hyperbolic functions by exponentials, roots of unity, and the poles of these functions.

For every complex u (DLMF 4.14 and 4.28), with p = exp(i u) and q = exp(-i u):

    sin u = (p - q) / 2i    cos u = (p + q) / 2    tan u = -i (p - q) / (p + q)

and the others are reciprocals of these; the hyperbolic functions are the same without i. The exponential of a sum is
a product of letters (`powers`), so every identity that follows from the theorems of addition, with multiple or half
angles, is an identity of rational functions in these letters: sin(3 x) = 3 sin x - 4 sin(x)**3 compares polynomials
in exp(i x) and its inverse. If an identity holds for complex u, it holds for real u as well.

A shift by a rational multiple of pi multiplies p by a root of unity. Those of small order are written with square
roots, by cos(pi/5) = (1 + sqrt 5)/4, tan(pi/8) = sqrt 2 - 1 and the like, so that sin(x + pi/4) and
(sin x + cos x)/sqrt 2 have one form; the others are powers of one letter exp(i pi/q).

The quotients have poles at the zeros of their denominators, for `domains`: tan and sec where cos is 0, cot and csc
where sin is 0, and the same for the hyperbolic functions. sinc u is sin(u)/u off 0 and 1 at 0; where 0 is not
excluded, both are cases of their own; in an entire function the quotient will do, by continuity (its zeros, unless it
is 0 everywhere, have no inner points).
"""

from dataclasses import replace

from sympy import (
    Basic,
    Expr,
    I,
    Integer,
    Pow,
    Rational,
    S,
    cos,
    cosh,
    cot,
    coth,
    csc,
    csch,
    exp,
    expand,
    pi,
    sec,
    sech,
    sin,
    sinc,
    sinh,
    sqrt,
    tan,
    tanh,
)
from sympy.functions.elementary.hyperbolic import HyperbolicFunction
from sympy.functions.elementary.trigonometric import TrigonometricFunction

from workings.judge.alphabet import Exp, Unreadable
from workings.judge.normal import canonical, normal
from workings.judge.premises import Premises
from workings.judge.signs import NeedsSign, nonzero, real

POLES = {tan: cos, sec: cos, cot: sin, csc: sin, tanh: cosh, sech: cosh, coth: sinh, csch: sinh}
RECIPROCAL = {tan: cot, cot: tan, sin: csc, csc: sin, cos: sec, sec: cos}
RECIPROCAL |= {tanh: coth, coth: tanh, sinh: csch, csch: sinh, cosh: sech, sech: cosh}

QUARTER = sqrt(2) / 2
EIGHTH = sqrt(2 + sqrt(2)) / 2
FIFTH = sqrt(10 - 2 * sqrt(5)) / 4
ROOTS_OF_UNITY = {  # exp(i pi / q) by its cosine and sine
    1: S.NegativeOne,
    2: I,
    3: S.Half + I * sqrt(3) / 2,
    4: QUARTER + I * QUARTER,
    5: (1 + sqrt(5)) / 4 + I * FIFTH,
    6: sqrt(3) / 2 + I / 2,
    8: EIGHTH + I * (sqrt(2) - 1) * EIGHTH,
    10: FIFTH * (1 + sqrt(5)) / 2 + I * (sqrt(5) - 1) / 4,
    12: (sqrt(6) + sqrt(2)) / 4 + I * (sqrt(6) - sqrt(2)) / 4,
}


def opened(e: Expr, premises: Premises) -> Expr:
    """A trigonometric or hyperbolic function by exponentials, or as a letter where these stay closed."""
    from workings.judge.powers import exponential  # it builds on this module

    u = e.args[0]
    if not premises.exponentials:
        return e.func(canonical(u, replace(premises, exponentials=not u.has(TrigonometricFunction))))
    turn = I if isinstance(e, TrigonometricFunction) else S.One
    p, q = exponential(turn * u, premises), exponential(-turn * u, premises)
    sine, cosine = (p - q) / (2 * turn), (p + q) / 2
    quotients = {
        (sin, sinh): lambda: sine,
        (cos, cosh): lambda: cosine,
        (tan, tanh): lambda: sine / cosine,
        (cot, coth): lambda: cosine / sine,
        (sec, sech): lambda: 1 / cosine,
        (csc, csch): lambda: 1 / sine,
    }
    for kinds, quotient in quotients.items():
        if isinstance(e, kinds):
            return quotient()
    raise Unreadable(f"no exponentials for {type(e).__name__}")


def root_of_unity(turns: Rational) -> Expr:
    """exp(i pi r) for a rational r, with square roots where its order is small, else as a power of exp(i pi/q)."""
    turns = turns - 2 * Integer((turns / 2).__floor__())
    p, q = int(turns.p), int(turns.q)
    if q in ROOTS_OF_UNITY:
        return expand(ROOTS_OF_UNITY[q] ** p)
    return Exp(I * pi / q) ** p


def cardinal_sine(e: sinc, premises: Premises) -> Expr:
    """sinc u as sin(u)/u where u is not 0; the case u = 0 is told apart for real u, else it stays a letter."""
    u = e.args[0]
    if nonzero(u, premises):
        return normal(sin(u), premises) / normal(u, premises)
    inner = canonical(u, premises)
    if inner == 0:
        return S.One
    if nonzero(inner, premises):
        return normal(sin(u), premises) / inner
    if real(inner, premises):
        raise NeedsSign(inner, strict=True)
    return sinc(inner)


def without_cardinal_sines(e: Expr) -> Expr:
    """`e` with sin(u)/u for sinc u, if `e` is entire: what vanishes where u is not 0 vanishes everywhere."""
    if not e.has(sinc) or not entire(e):
        return e
    return e.replace(lambda part: isinstance(part, sinc) and expand(part.args[0]) != 0, quotient)


def quotient(e: sinc) -> Expr:
    """sin(u)/u for sinc u."""
    return sin(e.args[0]) / e.args[0]


def entire(e: Basic) -> bool:
    """Whether `e` is made of polynomials and entire functions, so that it is analytic in all of its letters."""
    if e.is_Symbol or (e.is_Atom and getattr(e, "is_finite", False)):
        return True
    if isinstance(e, Pow) and not (e.exp.is_Integer and e.exp > 0):
        return e.base is S.Exp1 and entire(e.exp)
    known = e.is_Add or e.is_Mul or e.is_Pow or isinstance(e, (exp, sin, cos, sinh, cosh, sinc))
    return bool(known) and all(entire(part) for part in e.args)


def pole(e: Basic) -> Expr | None:
    """What is 0 where a trigonometric or hyperbolic function, or a reciprocal of one, has no value; else None."""
    kind, u = type(e), e.args[0] if e.args else S.Zero
    if isinstance(e, Pow) and type(e.base) in RECIPROCAL and e.exp.is_Integer and e.exp.is_negative:
        kind, u = RECIPROCAL[type(e.base)], e.base.args[0]
    return POLES[kind](u) if kind in POLES else None


RULES = (
    (sinc, cardinal_sine),
    ((HyperbolicFunction, TrigonometricFunction), opened),
)
