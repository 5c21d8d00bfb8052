"""Constraints: a point obeys every premise, of whatever kind, or is not used."""

from fractions import Fraction as Q

import pytest
from sympy import And, Contains, Eq, Interval, MatrixSymbol, Ne, Not, Or, Symbol, exp, log, pi, sqrt, symbols
from sympy import Q as Is

from workings.judge.constraints import fits, interval, meeting_equalities, obeys, rational_zeros
from workings.judge.gaussians import Gaussian
from workings.judge.instances import Instance
from workings.judge.premises import premises
from workings.judge.roles import roles

x, y = symbols("x y", real=True)
w = Symbol("w")
n = Symbol("n", integer=True)
A, B, V = MatrixSymbol("A", 2, 2), MatrixSymbol("B", 2, 2), MatrixSymbol("V", 2, 1)
CELLS = {A: [[Q(2), Q(1)], [Q(1), Q(2)]], B: [[Q(0), Q(1)], [Q(-1), Q(0)]], V: [[Q(1)], [Q(2)]]}
HERE = Instance({x: Q(3), y: Q(1, 2), w: Gaussian(Q(0), Q(1)), n: Q(4)}, CELLS, {}, "0")
OBEYED = [
    x > y, x >= 3, Ne(x, y), Eq(x, 6 * y), Or(x < 0, y > 0), Eq(w**2, -1), exp(x) > 20, Is.positive(x), Is.symmetric(A),
    Is.positive_definite(A), Is.invertible(B), Is.orthogonal(B), Is.symmetric(A * A), Eq(B * B * V, -V),
    And(x > 0, n > 3),
]  # fmt: skip
BROKEN = [
    x < y, x > 3, Ne(x, 3), Eq(x, y), Or(x < 0, y > 1), Eq(w, 1), w > 0, log(x) > 2, Is.negative(x), Is.symmetric(B),
    Is.positive_definite(B), Is.invertible(A - A), Is.orthogonal(A), Is.diagonal(A), Is.symmetric(A * B), Eq(A * V, V),
    Is.upper_triangular(A), Not(x > 0),
]  # fmt: skip
UNKNOWN = [Is.even(n), Is.prime(n), Contains(x, Interval(0, 9)), Eq(sqrt(x) * sqrt(x + 9) * sqrt(x + 1), 12)]


@pytest.mark.parametrize("one", OBEYED, ids=str)
def test_a_premise_that_holds_is_obeyed(one):
    assert obeys(HERE, premises(one))


@pytest.mark.parametrize("one", BROKEN, ids=str)
def test_a_premise_that_fails_is_not_obeyed(one):
    assert not obeys(HERE, premises(one))


@pytest.mark.parametrize("one", UNKNOWN, ids=str)
def test_a_premise_that_cannot_be_decided_counts_as_broken(one):
    assert not obeys(HERE, premises(one))


FITS = [
    (Symbol("p", positive=True), Q(1, 2), True), (Symbol("p", positive=True), Q(0), False), (n, Q(1, 2), False),
    (Symbol("e", even=True), Q(4), True), (Symbol("e", even=True), Q(3), False), (x, Gaussian(Q(1), Q(1)), False),
    (w, Gaussian(Q(1), Q(1)), True), (Symbol("i", imaginary=True), Gaussian(Q(0), Q(2)), True),
    (Symbol("i", imaginary=True), Q(2), False), (Symbol("t", transcendental=True), Q(2), False),
    (Symbol("q", prime=True), Q(9), False), (Symbol("z", nonzero=True), Q(0), False),
]  # fmt: skip


@pytest.mark.parametrize(("letter", "value", "expected"), FITS, ids=str)
def test_a_letter_takes_the_values_that_it_was_made_for(letter, value, expected):
    assert fits(letter, value) is expected


def test_the_ends_between_which_premises_put_a_letter():
    assert interval(x, HERE, premises((x > 2 * y, 3 * x < 10, x > -5))) == (Q(1), Q(10, 3))
    assert interval(x, HERE, premises((x**2 < 4, x < w))) == (None, None)


EQUATIONS = [Eq(x + 3 * y, 7), Eq(x**2 + y**2, 1), Eq(x * y, 6), Eq(y**3, x), Eq(2 * x - y, x)]


@pytest.mark.parametrize("one", EQUATIONS, ids=str)
def test_an_equation_is_met_in_rational_numbers(one):
    point = Instance({x: Q(8), y: Q(5)}, {}, {}, "0")
    moved = meeting_equalities(point, roles([one]), premises(one))
    assert moved.walk().value(one.lhs - one.rhs) == 0
    assert all(isinstance(value, Q) for value in moved.numbers.values())


def test_an_equation_without_rational_solutions_costs_the_point():
    assert meeting_equalities(Instance({x: Q(8)}, {}, {}, "0"), roles([x]), premises(Eq(x**2, 2))) is None
    assert meeting_equalities(Instance({x: Q(8)}, {}, {}, "0"), roles([x]), premises(Eq(exp(x), pi))) is None


def test_rational_zeros_are_those_of_the_numerator():
    assert rational_zeros((x**2 - 4) / (x - 3), x) == {2, -2}
    assert rational_zeros(x**2 - 2, x) == set() and rational_zeros(exp(x) - 1, x) == set()
