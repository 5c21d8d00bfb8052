"""Limits: proved by continuity, Taylor's theorem or the fastest class, or refuted by the numbers along the path."""

import pytest
from judge.letters import F, G, a, b, f, g, n, p, r, slope_at_zero, t, x, y
from sympy import Abs, E, LambertW, Max, Min, S, Symbol, exp, log, oo, sin, tanh

from workings.judge import Evidence, tends

swish = x / (1 + exp(-b * x))
CONTINUOUS = [
    (swish, 0, x / 2),
    (swish, oo, Max(0, x)),
    (swish, -oo, Min(0, x)),
    (Abs(b) * x**2 / 4, 0, 0),
    (LambertW(exp(-1)) / b, oo, 0),
    (tanh(b * p), oo, 1),
    (p / (1 + exp(b * p)), oo, 0),
    ((2 * b + 1) / (b + 3), oo, 2),
]
GROWING = [
    ((1 + 1 / n) ** n, n, oo, E),
    (log(1 + exp(b * p)) / b, b, oo, p),
]
FALSE = [
    (swish, b, oo, x),
    (swish, b, 0, x),
    (sin(r) / r, r, 0, 2),
    (exp(-b * p) / (exp(-b * p) + exp(-2 * b * p)), b, oo, 0),
    (((x + r * y) ** 3 - x**3) / r, r, 0, 3 * x * y),
]


@pytest.mark.parametrize(("expression", "to", "value"), CONTINUOUS, ids=str)
def test_a_limit_by_continuity_is_proved(expression, to, value):
    assert tends(expression, b, to, value).kind == "proved"


def test_the_signs_that_were_told_apart_are_named():
    assert tends(swish, b, oo, Max(0, x)).method == "continuity, by the sign of x"


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (sin(r) / r, 1),
        ((exp(r * t) - 1) / r, t),
        ((f(r) - f(0)) / r, slope_at_zero(f)),
        ((f(r) * g(r) - f(0) * g(0)) / r, slope_at_zero(f) * g(0) + f(0) * slope_at_zero(g)),
        ((F(r) * G(r) - F(0) * G(0)) / r, slope_at_zero(F) * G(0) + F(0) * slope_at_zero(G)),
    ],
    ids=str,
)
def test_a_limit_of_a_difference_quotient_is_proved_by_taylor(expression, value):
    evidence = tends(expression, r, 0, value)
    assert evidence.kind == "proved" and evidence.method.startswith("Taylor's theorem")


def test_factors_in_the_wrong_order_are_not_a_limit():
    quotient = (F(r) * G(r) - F(0) * G(0)) / r
    assert not tends(quotient, r, 0, G(0) * slope_at_zero(F) + F(0) * slope_at_zero(G)).holds


def test_growth_without_bound_is_proved_by_the_quotient():
    evidence = tends(x * tanh(p * x / 2) / 2, x, oo, oo)
    assert evidence == Evidence("proved", "the quotient by x has a limit that is not 0")
    assert not tends(x * tanh(p * x / 2) / 2, x, oo, -oo).holds


@pytest.mark.parametrize(("expression", "variable", "to", "value"), GROWING, ids=str)
def test_other_limits_are_proved_by_the_fastest_class(expression, variable, to, value):
    assert tends(expression, variable, to, value) == Evidence("proved", "limit by the fastest class")


@pytest.mark.parametrize(("expression", "variable", "to", "value"), FALSE, ids=str)
def test_a_false_limit_is_refuted_by_numbers(expression, variable, to, value):
    evidence = tends(expression, variable, to, value)
    assert evidence.kind == "refuted"
    assert " against " in evidence.witness


def test_the_number_on_which_the_path_settles_is_shown():
    assert tends(sin(r) / r, r, 0, 2).witness == "it settles: 1.000 against 2.000"


def test_a_limit_that_differs_from_left_and_right_does_not_hold():
    assert not tends(Abs(r) / r, r, 0, S.One).holds


GIVEN = [
    (exp(-a * x), S.Zero, (a > 0,)),
    (Abs(a - 1) + 1 / x, a - 1, (a > 1,)),
    (a * tanh(x) + 1 / x, Abs(a), (a >= 0,)),
]


@pytest.mark.parametrize(("expression", "value", "given"), GIVEN, ids=str)
def test_a_premise_about_a_letter_holds_for_each_of_its_signs(expression, value, given):
    assert tends(expression, x, oo, value, given).kind == "proved"
    assert not tends(expression, x, oo, value).holds


def test_two_letters_of_one_name_stay_two():
    assert not tends(a - Symbol("a", positive=True) + 1 / x, x, oo, S.Zero).holds
