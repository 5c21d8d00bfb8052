"""What is marked as given, by kind."""

import pytest

from workings.stated import ASSIGNMENT, CONDITION, DEFINITION, kind_of

STATEMENT = r"Let \(h(x) = x\sigmoid(\beta x)\) for \(\alpha < x < \beta\), with a kernel of size \(3\times 3\)."


@pytest.mark.parametrize("formula", [r"h(x) = x \sigmoid(\beta x)", r"\alpha<x<\beta"])
def test_what_the_statement_holds_is_of_the_assignment(formula):
    assert kind_of(formula, STATEMENT) == ASSIGNMENT


@pytest.mark.parametrize("formula", ["C = c_2", r"t \in \R", r"v \mapsto v^2", "x", "1", r"\mA =", "a = b = 2"])
def test_a_name_with_its_value_or_set_is_a_definition(formula):
    assert kind_of(formula, STATEMENT) == DEFINITION


@pytest.mark.parametrize("formula", [r"\beta > 0", r"\beta \to 0", r"\mH \succ 0", r"u \le 1", "a < b = c"])
def test_what_restricts_is_a_condition(formula):
    assert kind_of(formula, STATEMENT) == CONDITION


def test_a_letter_of_the_statement_is_not_yet_its_formula():
    assert kind_of("x", STATEMENT) == DEFINITION
