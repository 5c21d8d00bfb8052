"""Integrals by a checked antiderivative: compared with quadrature, and none over gaps and jumps."""

import mpmath
import pytest
from judge.letters import f, number, p, q, shown, t, w, x, y
from sympy import (
    Abs,
    Function,
    Integral,
    Rational,
    S,
    atan,
    cos,
    exp,
    floor,
    gamma,
    lambdify,
    log,
    oo,
    pi,
    sign,
    sin,
    sqrt,
    symbols,
    tan,
)

from workings.judge import prove
from workings.judge.alphabet import Exp
from workings.judge.integrals import by_antiderivative, by_primitives, continuous, primitive
from workings.judge.premises import premises
from workings.judge.signs import NeedsSign

known = premises(())
VALUES = [
    (t**2 * exp(-3 * t), 0, oo),
    (1 / (1 + t**2), -oo, oo),
    (log(t), 0, 1),
    (1 / sqrt(t), 0, 4),
    (cos(2 * t), 0, 1),
    (exp(-t), 1, oo),
    (1 / t, 1, 2),
    (exp(t), 1, -1),
]
NONE = [
    (1 / t, -1, 2),
    (1 / t**2, -1, 1),
    (1 / t, 1, oo),
    (tan(t) ** 2 + 1, 0, pi),
    (floor(t), 0, 2),
    (sign(t), -1, 2),
    (t ** (x - 1) * exp(-t), 0, oo),
    (cos(t), 0, oo),
    (f(t), 0, 1),
]


def value(integrand, low, high, given=()):
    """The value found, or None: not found, not convergent, or depending on a sign."""
    try:
        return by_antiderivative(Integral(integrand, (t, low, high)), premises(given))
    except (NeedsSign, ValueError, Exception) as error:  # noqa: BLE001
        assert type(error).__name__ in ("NeedsSign", "Unreadable")
        return None


@pytest.mark.parametrize(("integrand", "low", "high"), VALUES, ids=str)
def test_the_value_of_an_integral(integrand, low, high):
    found = value(integrand, S(low), S(high))
    ends = [mpmath.inf * (1 if end > 0 else -1) if abs(S(end)) is oo else end for end in (low, high)]
    assert abs(number(found, {}) - complex(mpmath.quad(lambdify(t, integrand, "mpmath"), ends))) < 1e-6


@pytest.mark.parametrize(("integrand", "low", "high"), NONE, ids=str)
def test_an_integral_without_a_value_that_is_shown(integrand, low, high):
    assert value(integrand, S(low), S(high)) is None


def test_an_integral_with_letters():
    assert shown(Integral(t ** (p - 1) * exp(-q * t), (t, 0, oo)), gamma(p) * q**-p)
    assert shown(Integral(t ** (x - 1), (t, 0, 1)), 1 / x, (x > 0,))
    assert shown(Integral(1 / t, (t, p, q)), log(q) - log(p), (p <= q,))
    assert not shown(Integral(1 / t, (t, x, y)), log(y) - log(x), (x <= y,))


def test_neighbouring_intervals_add_up():
    def over(low, high):
        return Integral(f(t), (t, low, high))

    assert shown(over(0, p) + over(p, q), over(0, q))
    assert shown(over(p, q), -over(q, p))
    assert not shown(over(0, p) + over(0, q), over(0, p + q))
    assert not shown(over(-p, 0), over(0, p))
    assert shown(Integral(t * f(t**2), (t, -p, p)), 0) and not shown(over(-p, p), 0)


def test_what_has_a_gap_has_no_primitive():
    def total(integrand, low, high):
        return by_primitives(Integral(integrand, (t, S(low), S(high))), known)

    assert total(exp(t) / t, -1, 1) is None
    assert total(exp(t) / t + 1, 1, x) is None
    assert total(floor(t) * exp(t**2), 0, 1) is None
    assert total(exp(t**2) / (1 + t**2), 0, x) is not None
    assert total(exp(t**2), 0, oo) is None
    assert total(exp(t**2), 0, w) is None


def test_continuity_part_by_part():
    s = symbols("s", real=True)
    everywhere = [exp(w * s), sin(s) / (1 + s**2), atan(s) * Abs(s), sqrt(1 + s**2), log(2 + s**2), s**3]
    somewhere = [1 / s, log(s), sqrt(s), tan(s), sign(s), floor(s), s**-2, (1 + s) ** Rational(1, 3), atan(w * s)]
    assert all(continuous(e, s, known) for e in everywhere)
    assert not any(continuous(e, s, known) for e in somewhere)
    assert all(continuous(e, s, premises((s > 0,))) for e in somewhere[:3])


def test_the_letter_of_a_primitive_has_one_name_for_its_variable():
    s, u = symbols("s u", real=True)
    assert primitive(Exp(s**2), s, p, known) == primitive(Exp(u**2), u, p, known)
    assert primitive(Exp(s**2), s, S.Zero, known) == 0
    assert primitive(Exp(s**2), s, -p, known) == -primitive(Exp(s**2), s, p, known)
    assert primitive(s * Exp(s**4), s, -p, known) == primitive(s * Exp(s**4), s, p, known)


def test_an_undefined_function_is_integrated_over_its_own_argument():
    s, g = symbols("s", real=True), Function("g")
    assert prove(Integral(f(p - s), (s, 0, p)), Integral(f(s), (s, 0, p))).kind == "proved"
    assert prove(Integral(f(p - s), (s, 0, p)), Integral(f(s), (s, -p, 0))).kind == "undecided"
    over, back = Integral(f(s) * g(x - s), (s, -oo, oo)), Integral(f(x - s) * g(s), (s, -oo, oo))
    assert prove(over, back).kind == "proved"
    assert prove(over, Integral(f(x + s) * g(s), (s, -oo, oo))).kind == "undecided"


def test_a_product_of_derivatives_is_integrated_by_parts():
    s, g = symbols("s", real=True), Function("g")
    gap = Integral(f(s) * g(s).diff(s), (s, 0, p)) + Integral(f(s).diff(s) * g(s), (s, 0, p))
    assert prove(gap, f(p) * g(p) - f(0) * g(0)).kind == "proved"
    assert prove(gap, f(p) * g(p) + f(0) * g(0)).kind == "undecided"
    assert prove(Integral(f(s) * f(s).diff(s), (s, 0, p)), (f(p) ** 2 - f(0) ** 2) / 2).kind == "proved"
