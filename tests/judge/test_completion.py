"""Rewriting by completed equations: what follows from them is 0, and what does not is not."""

import pytest
from sympy import QQ, S, Symbol, sqrt, symbols

from workings.judge.completion import Contradiction, field_of, rules_for
from workings.judge.words import Letter, plus, times

n, m = symbols("n m", integer=True, positive=True)
s = Symbol("s")
A, B, C = (Letter(name, n, n) for name in "ABC")
U, V = Letter("U", n, m), Letter("V", m, n)
ONE = {(): S.One}


def of(*letters):
    return {letters: S.One}


def gap(left, right):
    return plus(left, right, S.NegativeOne)


def follows(goal, *equations):
    rules = rules_for(equations, [goal])
    for _ in rules.completed():
        pass
    return rules.reduced(rules.coded(goal)) == {}


INVERSE = (gap(of(A, B), ONE), gap(of(B, A), ONE))
FOLLOWING = {
    "an inverse cancels": (gap(of(A, A, B, C), of(A, C)), INVERSE),
    "inverses are unique": (gap(of(B), of(C)), (*INVERSE, gap(of(A, C), ONE))),
    "a right inverse of a square matrix is a left one": (gap(of(B, A), ONE), (gap(of(A, B), ONE),)),
    "a projection": (gap(of(A, A, A), of(A)), (gap(of(A, A), of(A)),)),
    "commuting powers": (gap(of(A, B, B), of(B, B, A)), (gap(of(A, B), of(B, A)),)),
    "an involution": (gap(of(A, A, A, A), ONE), (gap(of(A, A), ONE),)),
    "a sum": (gap(of(A, C), plus(of(A), ONE)), (gap(of(C), plus(ONE, of(B))), INVERSE[0])),
}
NOT_FOLLOWING = {
    "a one-sided inverse of a rectangular matrix": (gap(of(U, V), ONE), (gap(of(V, U), ONE),)),
    "products commute": (gap(of(A, C), of(C, A)), INVERSE),
    "a projection is no identity": (gap(of(A), ONE), (gap(of(A, A), of(A)),)),
    "a product that is 0": (of(B, A), (of(A, B),)),
    "squares": (gap(of(A), of(B)), (gap(of(A, A), of(B, B)),)),
    "cancelling on one side": (gap(of(A), of(B)), (gap(of(A, C), of(B, C)),)),
}


@pytest.mark.parametrize("claim", FOLLOWING.values(), ids=FOLLOWING)
def test_what_follows_is_rewritten_to_0(claim):
    assert follows(claim[0], *claim[1])


@pytest.mark.parametrize("claim", NOT_FOLLOWING.values(), ids=NOT_FOLLOWING)
def test_what_does_not_follow_is_not(claim):
    assert not follows(claim[0], *claim[1])


def test_a_division_by_a_symbol_is_listed():
    rules = rules_for([{(A,): s, (B,): -s}], [of(A)])
    for _ in rules.completed():
        pass
    assert rules.reduced(rules.coded(gap(of(A), of(B)))) == {} and {abs(d) for d in rules.divisors} == {abs(s)}
    plain = rules_for([{(A,): S(2), (B,): S(-2)}], [of(A)])
    assert list(plain.completed()) == [None] and plain.divisors == set()


def test_a_contradiction_is_told():
    with pytest.raises(Contradiction):
        list(rules_for([of(A), gap(of(A, B), ONE)], []).completed())


def test_a_symbolic_multiple_of_the_identity_is_not_turned_round():
    goal = gap(of(B, A), {(): s})
    assert not follows(goal, gap(of(A, B), {(): s}))
    assert follows(gap(of(B, A), {(): S(3)}), gap(of(A, B), {(): S(3)}))
    assert follows(gap(of(B, A), {(): sqrt(2)}), gap(of(A, B), {(): sqrt(2)}))
    nothing = sqrt(3 + 2 * sqrt(2)) - 1 - sqrt(2)  # A B = 0 says nothing of B A
    assert not follows(gap(of(B, A), {(): nothing}), gap(of(A, B), {(): nothing}))


def test_coefficients_are_in_a_field():
    assert field_of([S(2), S.Half]) == QQ
    assert field_of([s, 1 / (s + 1)]).domain.is_QQ or field_of([s, 1 / (s + 1)]).domain.is_ZZ
    assert times(of(A), plus(of(B), ONE)) == plus(of(A, B), of(A))
