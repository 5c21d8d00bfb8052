"""Limits by the fastest class, orders, infinite limits and integrals: what the provers alone show, and must not."""

import pytest
from judge.letters import f, p, x, y
from sympy import (
    Abs,
    E,
    Integral,
    Limit,
    Max,
    Min,
    O,
    S,
    Symbol,
    atan,
    cos,
    erf,
    exp,
    factorial,
    gamma,
    log,
    oo,
    pi,
    sign,
    sin,
    sqrt,
    tanh,
)

from workings.judge import prove, same

z, t = Symbol("z", real=True), Symbol("t", real=True)
EQUAL = [
    (Limit((1 + 1 / z) ** z, z, oo), E),
    (Limit(z**p * exp(-z), z, oo), 0),
    (Limit(exp(z + exp(-z)) - exp(z), z, oo), 1),
    (Limit(log(exp(z * x) + exp(z * y)) / z, z, oo), Max(x, y)),
    (Limit(x * tanh(z * x), z, oo), Abs(x)),
    (Limit(x / (1 + exp(-z * x)), z, -oo), Min(x, 0)),
    (Limit(2 * atan(z * x) / pi, z, oo), sign(x)),
    (Limit((z + sin(z)) / (z - cos(z)), z, oo), 1),
    (Limit(factorial(z) * exp(z) / z**z / sqrt(z), z, oo), sqrt(2 * pi)),
    (Limit(z * (1 - erf(z)), z, oo), 0),
    (Limit(sqrt(z**2 + z) + z, z, -oo), -S.Half),
    (Limit(exp(z) / z**10, z, oo), oo),
    (Limit(log(z), z, 0), -oo),
    (sin(x), x - x**3 / 6 + O(x**5)),
    (p * log(p), O(sqrt(p))),
    (Integral(1 / t, (t, 1, p)), log(p)),
    (Integral(log(t), (t, 0, 1)), -1),
    (Integral(exp(-(t**2)), (t, -oo, oo)), sqrt(pi)),
    (Integral(t ** (p - 1) * exp(-t), (t, 0, oo)), gamma(p)),
    (Integral(f(t), (t, x, y)), -Integral(f(t), (t, y, x))),
    (Integral(sin(t) * exp(t**2), (t, -p, p)), 0),
]
DIFFERENT = [
    (Limit(sin(z), z, oo), 0),
    (Limit(exp(-1 / z), z, 0), 1),
    (Limit(Abs(z) / z, z, 0, "+-"), 1),
    (Limit(1 / (1 + exp(-z * x)), z, oo), (1 + sign(x)) / 2 + x),
    (Limit((1 + x / z) ** z, z, oo), exp(x) + 1),
    (Limit(1 / z, z, 0), -oo),
    (sin(x), x - x**3 / 6 + O(x**6)),
    (p * log(p), O(p)),
    (Integral(1 / t, (t, -1, 1)), 0),
    (Integral(1 / t**2, (t, -1, 1)), -2),
    (Integral(sin(t), (t, 0, x)), -cos(x)),
    (Integral(f(t), (t, x, y)), Integral(f(t), (t, y, x))),
    (Integral(cos(t) * exp(t**2), (t, -p, p)), 0),
]


@pytest.mark.parametrize(("a", "b"), EQUAL, ids=str)
def test_it_is_proved(a, b):
    assert prove(a, b).kind in ("proved", "identical") or a == b


@pytest.mark.parametrize(("a", "b"), DIFFERENT, ids=str)
def test_the_prover_alone_does_not_prove_what_is_false(a, b):
    assert not prove(a, b).holds


def test_an_order_that_is_too_high_is_refuted_by_the_decay():
    assert "the difference decays like x**3, which is not O(x**4)" in same(sin(x), x + O(x**4)).witness


def test_a_wrong_infinity_is_refuted_by_the_limit():
    assert "it tends to oo" in same(Limit(1 / z, z, 0), -oo).witness
