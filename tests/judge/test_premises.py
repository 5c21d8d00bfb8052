"""Assumptions sorted by what can use them; those inside a sum or an integral; those that cannot be read."""

import pytest
from judge.letters import A, H, X, i, n, p, w, x, y
from sympy import And, Eq, Ne, Or, Q, S, Symbol, oo

from workings.judge.premises import NOTHING, flattened, premises

k = Symbol("k", integer=True)


def test_inequalities_are_differences_that_are_not_negative():
    found = premises((x > y, x <= 3, And(y >= 1, y < 2)))
    assert set(found.facts) == {(x - y, True), (3 - x, False), (y - 1, False), (2 - y, True)}
    assert premises(Q.positive(x)).facts == ((x, True),)
    assert premises(Q.nonpositive(x)).facts == ((-x, False),)


def test_equalities_and_differences_have_places_of_their_own():
    found = premises([Eq(x, y**2), Ne(w, 1), Eq(A * A, A), {Q.nonzero(y)}])
    assert found.equalities == ((x, y**2),) and found.nonzero == {w - 1, y}
    assert found.matrix_equations == ((A**2, A),) and found.facts == ()


def test_properties_of_matrices():
    found = premises((Q.symmetric(A), Q.positive_definite(H)))
    assert (found.symmetric, found.definite, found.invertible) == ({A}, {H}, {H})
    assert premises(Q.orthogonal(A)).invertible == {A} and premises(Q.diagonal(A)).symmetric == {A}
    assert H not in found.symmetric  # it is not stated


def test_what_is_true_is_no_assumption_and_what_no_proof_uses_is_kept_for_the_points():
    assert flattened((True, S.true, (x > 0, (y > 0,)))) == [x > 0, y > 0]
    assert premises(()) == NOTHING == premises(True)
    one = Or(x > 1, x < -1)
    assert premises(one).given == (one,) and premises(one).facts == ()


@pytest.mark.parametrize("wrong", [False, S.false, Q.real(x), Q.integer(x), 3, "x > 0"], ids=str)
def test_what_cannot_be_read_is_named(wrong):
    with pytest.raises(TypeError):
        premises(wrong)


def test_an_index_lies_between_its_limits_and_hides_a_letter_of_its_name():
    outside = premises((k > 5, x > 0, Ne(k, 7), Eq(k, y)))
    within = outside.inside([(k, S.One, n)])
    assert set(within.facts) == {(x, True), (k - 1, False), (n - k, False)}
    assert within.nonzero == frozenset() and within.equalities == () and within.bound == {k}
    assert outside.inside([(k, S.Zero, oo)]).facts == ((x, True), (k, False))


def test_a_bound_variable_hides_a_letter_of_its_name():
    found = premises((x > y, p > 1, Ne(x, 2))).hiding({x})
    assert found.facts == ((p - 1, True),) and found.nonzero == frozenset() and found.bound == {x}


def test_linear_facts_are_rows():
    assert premises((2 * x > y, X[i] <= 1)).rows() == [
        ({x: 2, y: -1}, True),
        ({S.One: 1, X[i]: -1}, False),
    ]
    assert premises(k > 2).rows() == [({k: 1, S.One: -3}, False)]
