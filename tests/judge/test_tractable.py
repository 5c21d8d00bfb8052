"""Tractable forms: equal to what they stand for at a large place, each new letter between its bounds."""

import pytest
from judge.letters import p, w
from sympy import (
    Abs,
    Dummy,
    Heaviside,
    LambertW,
    Max,
    Min,
    Piecewise,
    S,
    Sum,
    acosh,
    asin,
    asinh,
    atan,
    binomial,
    ceiling,
    cos,
    cosh,
    digamma,
    erf,
    erfc,
    exp,
    factorial,
    floor,
    gamma,
    harmonic,
    loggamma,
    polygamma,
    sign,
    sin,
    sqrt,
    symbols,
    tan,
    tanh,
)

from workings.judge.growth import Growth
from workings.judge.letters import Unreadable
from workings.judge.premises import NOTHING
from workings.judge.tractable import tractable

x = Dummy("x", positive=True)
k = symbols("k", integer=True)
THE_SAME = [
    Abs(3 - x) + Max(x, 5) - Min(x**2, x),
    Heaviside(x - 2) + sign(1 - x),
    floor(2 + 1 / x) + ceiling(3 - 1 / x) + floor(3 - 1 / x),
    cosh(x / 9) * tanh(1 / x),
    asinh(x) + acosh(x + 1),
    atan(x) - atan(-(x**2)) + atan(1 / x),
    tan(1 / x) / (1 + asin(1 / x)),
    Piecewise((1, x > 10), (x, True)) + Piecewise((2, (x < 3) | (x > 7)), (0, True)),
    x ** (1 / x) + exp(-x) ** 2,
    Sum(k / x, (k, 1, 4)),
    gamma(2 + 1 / x) + LambertW(1 / x) + erf(1 / x),
    binomial(5, 2) * x,
]
BETWEEN = [
    erf(x / 9),
    erfc(x / 7),
    gamma(x),
    loggamma(x + 1),
    factorial(x),
    harmonic(x),
    digamma(x),
    floor(x + S.Half),
    ceiling(x / 3),
    sin(x),
    cos(x**2) / x,
    erf(-x / 9),
]
UNREADABLE = [
    gamma(-x),
    asin(x),
    asin(1 - 1 / x),
    harmonic(x, 2),
    LambertW(-x),
    LambertW(-1 / (x + 9), -1),
    Sum(1 / k, (k, 1, x)),
    floor(sqrt(2) + 1 / x),
    (-x) ** x,
    atan(w * x),
    sin(w * x),
    polygamma(1, x),
    Sum(sin(k * x), (k, 1, p)),
]


@pytest.mark.parametrize("e", THE_SAME, ids=str)
def test_the_form_has_the_same_value(e):
    growth = Growth(x, NOTHING)
    found = tractable(e, growth)
    assert not growth.oscillating
    for place in (60, 201):
        assert abs((found - e).subs(x, place).doit().evalf(30)) < 1e-20


@pytest.mark.parametrize("e", BETWEEN, ids=str)
def test_the_form_has_the_value_for_some_letter_between_its_bounds(e):
    growth = Growth(x, NOTHING)
    found = tractable(e, growth)
    ((kind, letter),) = growth.oscillating.items()
    low = -1 if kind.func in (sin, cos) else 0
    for place in (S(41) / 2, S(64)):
        ends = [(found - e).subs({letter: end, x: place}).evalf(40) for end in (low, 1)]
        assert ends[0] * ends[1] <= 0


@pytest.mark.parametrize("e", UNREADABLE, ids=str)
def test_what_has_no_form_that_is_known(e):
    with pytest.raises(Unreadable):
        tractable(e, Growth(x, NOTHING))
