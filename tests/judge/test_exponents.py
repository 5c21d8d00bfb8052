"""Exponentials of exponents that depend on each other over the rationals."""

import pytest
from sympy import Rational, exp, log, sqrt, symbols, tanh

from workings.judge import prove
from workings.judge.exponents import dependent, with_basis
from workings.judge.letters import Exp

x, y = symbols("x y")
r = symbols("r", real=True)
s = 1 / (1 + exp(-r))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("left", "right"),
    [
        (1 / ((exp(y) + 1) * exp(-tanh(y)) + 1), 1 / (exp(y - tanh(y)) + 1 + exp(-tanh(y)))),
        (exp(sqrt(tanh(r)) - s), exp(-s) * exp(sqrt(tanh(r)))),
        (exp(1 / (1 + x)) * exp(x / (1 + x)), exp(1)),
        (exp(x / (1 + x)) ** 2 * exp(2 / (1 + x)), exp(2)),
        (exp(y / (x - y)) * exp(x / (y - x)), exp(-1)),
        (exp(tanh(y) + Rational(1, 2)), exp(Rational(1, 2)) * exp(tanh(y))),
        (log(exp(exp(r) + tanh(r)) + 1), log(exp(exp(r)) * exp(tanh(r)) + 1)),
    ],
    ids=str,
)
def test_exponents_that_add_up_are_added(left, right):
    found = prove(left, right)
    assert found.holds or found.method.startswith("true where"), found


def test_independent_exponents_are_left_alone():
    e = Exp(x) + Exp(1 / (1 + x)) * Exp(y)
    assert with_basis(e) == e


def test_a_half_of_a_basis_exponent_becomes_its_root():
    e = Exp(x / (1 + x)) - Exp(x / (2 * (1 + x))) ** 2
    assert with_basis(e).expand() == 0


def test_combinations_are_found_by_elimination():
    a, b = {x: Rational(1)}, {y: Rational(2)}
    assert dependent([a, b, {x: Rational(3), y: Rational(1)}]) == {2: {0: 3, 1: Rational(1, 2)}}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (exp(x / (1 + x)) * exp(2 / (1 + x)), exp(2)),
        (exp(s) * exp(1 - s), exp(r)),
        (exp(tanh(y) + Rational(1, 2)), exp(Rational(1, 3)) * exp(tanh(y))),
        (log(exp(y) * exp(tanh(y))), y + tanh(y)),
    ],
    ids=str,
)
def test_exponents_that_do_not_add_up_are_not_proved(left, right):
    assert not prove(left, right).holds
