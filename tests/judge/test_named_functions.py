"""Named functions: a ball holds what mpmath computes, on the cuts too; poles are infinite; inverse functions invert."""

from fractions import Fraction as Q

import mpmath
import pytest
import sympy as sp
from flint import acb, arb, ctx
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp
from test_balls import holds

from workings.judge.balls import INFINITE
from workings.judge.gaussians import gaussian
from workings.judge.named_functions import FUNCTIONS
from workings.judge.no_value import Unable, Undefined, Unsure

PLAIN = [
    "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "sech", "csch", "asin", "acos", "atan",
    "asinh", "acosh", "atanh", "acot", "acsc", "asec", "acoth", "asech", "acsch", "exp", "log", "erf", "erfc", "erfi",
    "gamma", "loggamma", "digamma", "sinc", "arg", "sign", "zeta",
]  # fmt: skip
OTHER = {
    "Ei": mp.ei, "Si": mp.si, "Ci": mp.ci, "LambertW": mp.lambertw, "factorial": mp.factorial, "harmonic": mp.harmonic,
    "factorial2": mp.fac2, "catalan": lambda n: mp.binomial(2 * n, n) / (n + 1),
}  # fmt: skip
RULES = {**{name: getattr(mpmath.mp, name) for name in PLAIN}, **OTHER}
PLACES = [
    (Q(1, 3), 0),
    (Q(5, 2), 0),
    (Q(-1, 4), 0),
    (Q(-7, 2), 0),
    (Q(1, 2), Q(3, 4)),
    (Q(-5, 4), Q(-1, 3)),
    (0, Q(5, 2)),
]


@pytest.mark.parametrize("name", RULES)
def test_a_ball_holds_the_value_of_mpmath(name):
    with mp.workdps(50), ctx.workprec(180):
        for real, imag in PLACES:
            w = mp.mpc(*(mp.mpf(part.numerator) / part.denominator for part in (Q(real), Q(imag))))
            ball = FUNCTIONS[getattr(sp, name)](gaussian(Q(real), Q(imag)))
            value = RULES[name](w if imag else w.real)
            assert mp.isinf(value) if ball is INFINITE else holds(ball, value), (name, real, imag)


TWO = {
    "beta": (mp.beta, [(Q(1, 2), Q(5, 3)), (Q(-1, 2), Q(1, 3))]),
    "binomial": (mp.binomial, [(Q(1, 2), Q(3)), (Q(-3), Q(4)), (Q(5, 2), Q(1, 3))]),
    "rf": (mp.rf, [(Q(1, 2), Q(3)), (Q(7, 2), Q(-2)), (Q(1, 3), Q(1, 2))]),
    "ff": (mp.ff, [(Q(1, 2), Q(3)), (Q(7, 2), Q(-2)), (Q(1, 3), Q(1, 2))]),
    "polygamma": (lambda n, z: mp.psi(int(n), z), [(Q(2), Q(1, 3)), (Q(1), Q(-1, 3))]),
    "polylog": (lambda s, z: mp.polylog(s, z), [(Q(2), Q(1, 3)), (Q(3, 2), Q(-4)), (Q(3), Q(2))]),
    "zeta": (mp.zeta, [(Q(3), Q(1, 3)), (Q(-1), Q(5, 2))]),
    "atan2": (mp.atan2, [(Q(1), Q(-2)), (Q(-1), Q(-2)), (Q(0), Q(-3))]),
    "LambertW": (lambda z, k: mp.lambertw(z, int(k)), [(Q(-1, 10), Q(-1)), (Q(-1), Q(-1)), (Q(2), Q(3))]),
}


@pytest.mark.parametrize("name", TWO)
def test_a_ball_of_a_function_of_two_numbers_holds_the_value_of_mpmath(name):
    rule, places = TWO[name]
    with mp.workdps(50), ctx.workprec(180):
        for a, b in places:
            floats = [mp.mpf(part.numerator) / part.denominator for part in (a, b)]
            assert holds(FUNCTIONS[getattr(sp, name)](a, b), rule(*floats)), (name, a, b)


EXACT = [
    (sp.gamma, (Q(5),), 24), (sp.gamma, (Q(-2),), INFINITE), (sp.factorial, (Q(-1),), INFINITE),
    (sp.binomial, (Q(-1), Q(3)), -1), (sp.binomial, (Q(3), Q(-1)), 0), (sp.binomial, (Q(2), Q(5)), 0),
    (sp.factorial2, (Q(7),), 105), (sp.factorial2, (Q(-5),), Q(1, 3)), (sp.fibonacci, (Q(-8),), -21),
    (sp.lucas, (Q(4),), 7), (sp.harmonic, (Q(4),), Q(25, 12)), (sp.catalan, (Q(5),), 42), (sp.tan, (Q(0),), 0),
    (sp.cot, (Q(0),), INFINITE), (sp.atanh, (Q(1),), INFINITE), (sp.atan, (gaussian(Q(0), Q(1)),), INFINITE),
    (sp.zeta, (Q(1),), INFINITE), (sp.sinc, (Q(0),), 1), (sp.digamma, (Q(0),), INFINITE), (sp.Abs, (Q(-2),), 2),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "numbers", "expected"), EXACT, ids=str)
def test_what_is_rational_or_a_pole_is_exact(kind, numbers, expected):
    assert FUNCTIONS[kind](*numbers) == expected


BACK = {"sin": "asin", "cos": "acos", "tan": "atan", "sinh": "asinh", "cosh": "acosh", "tanh": "atanh", "cot": "acot",
        "sec": "asec", "csc": "acsc", "coth": "acoth", "sech": "asech", "csch": "acsch", "exp": "log"}  # fmt: skip


@settings(max_examples=20)
@given(st.fractions(-5, 5, max_denominator=8), st.fractions(-5, 5, max_denominator=8), st.sampled_from(sorted(BACK)))
def test_a_function_undoes_its_inverse(real, imag, name):
    z = gaussian(real, imag)
    if z in (0, 1, -1) or real == 0:
        return
    with ctx.workprec(120), mp.workdps(30):
        back = FUNCTIONS[getattr(sp, name)](FUNCTIONS[getattr(sp, BACK[name])](z))
        assert holds(back, mp.mpc(mp.mpf(real.numerator) / real.denominator, mp.mpf(imag.numerator) / imag.denominator))


AT_THE_CUT = acb(arb(-2), arb(0, 0.01))
BEYOND_1 = acb(arb(2), arb(0, 0.01))
INSIDE = acb(arb(0.5), arb(0, 0.01))
NONE = [
    *[(kind, (AT_THE_CUT,), Unsure) for kind in (sp.log, sp.Ei, sp.Ci, sp.loggamma, sp.LambertW, sp.acosh, sp.arg)],
    *[(kind, (BEYOND_1,), Unsure) for kind in (sp.asin, sp.acos, sp.atanh)],
    *[(kind, (INSIDE,), Unsure) for kind in (sp.acosh, sp.acoth, sp.asec, sp.acsc)],
    (sp.polylog, (Q(2), BEYOND_1), Unsure),
    (sp.polylog, (Q(0), Q(1)), Unsure),  # the limit is infinite, SymPy has zeta(0)
    (sp.zeta, (Q(-1), Q(0)), Unsure),  # finite, though a term looks infinite
    (sp.binomial, (Q(-1), Q(5000)), Unable),  # 1, and not a pole
    (sp.gamma, (arb(-1, 0.1),), Unsure),
    (sp.atan2, (Q(0), Q(0)), Undefined),
    (sp.factorial2, (Q(-4),), Undefined),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "numbers", "why"), NONE, ids=str)
def test_a_ball_on_both_sides_of_a_cut_has_no_value(kind, numbers, why):
    with pytest.raises(why):
        FUNCTIONS[kind](*numbers)
