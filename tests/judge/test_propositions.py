"""Letters that stand for truth values: which they are, and all their cases."""

import pytest
from judge.letters import n, x
from sympy import ITE, And, Eq, Implies, Not, Or, S, symbols

from workings.judge.letters import Unreadable
from workings.judge.propositions import assignments, propositions

P, Q, R = symbols("P Q R")


def test_letters_under_connectives_are_propositions_and_letters_in_relations_are_not():
    assert propositions(And(P, Not(Q))) == [P, Q]
    assert propositions(Implies(P, Or(Q, x > 0)), R) == [P, Q, R]
    assert propositions(ITE(P, x > 0, Q)) == [P, Q]
    assert propositions(Eq(P, Q), x > 0) == []
    assert propositions(x, n, S.true) == []


def test_all_cases_are_tried():
    cases = list(assignments(And(P, Q)))
    assert len(cases) == 4 == len({(case[P], case[Q]) for case in cases})
    assert sum(bool(Implies(P, Q).subs(case)) for case in cases) == 3
    assert list(assignments(x > 0)) == [{}]


@pytest.mark.parametrize(
    "statement", [And(P, P + 1 > 0), Or(Q, Eq(Q, 1)), Or(*symbols("A:9"))], ids=["compared", "equated", "nine"]
)
def test_letters_that_are_numbers_too_and_too_many_letters_are_not_read(statement):
    with pytest.raises(Unreadable):
        list(assignments(statement))
