"""Derived formulas and numbers that were typed by hand: which count as the same, and how they can be printed."""

import pytest

from workings.retyped import derived_in, long_numbers, normal_form


def record(results=(), lines=(), refutations=()):
    """A record with the results (name, LaTeX) and the lines (verb, left, relation, right) of one derivation."""
    return {
        "derivations": [
            {
                "name": "shown",
                "results": [{"name": name, "latex": latex} for name, latex in results],
                "lines": [
                    {"verb": verb, "relation": relation, "right_latex": right} | ({"left_latex": left} if left else {})
                    for verb, left, relation, right in lines
                ],
                "refutations": refutations,
            }
        ]
    }


SAME = [
    (r"\frac12 x", r"\tfrac{1}{2} x"),
    ("a + b", "b+a"),
    ("a - b", "-b + a"),
    ("x = y", "y = x"),
    (r"\bigl(a\bigr)\,b", "(a) b"),
    (r"a \leq b", r"a \le b"),
    (r"x^{2}", "x^2"),
    (r"\vx^\top", r"\vx\tran"),
    (r"\tanh u\le u", r"\tanh{u} \leq u"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spelling_and_order_of_summands_make_no_difference(one, other):
    assert normal_form(one) == normal_form(other)


@pytest.mark.parametrize(("one", "other"), [("a - b", "b - a"), (r"a \le b", r"b \le a"), ("x^2", "x_2"), ("ab", "ba")])
def test_another_formula_is_another(one, other):
    assert normal_form(one) != normal_form(other)


def test_a_result_typed_by_hand_is_found_with_its_name():
    derived = derived_in([record(results=[("square", "x^2 + 2 x + 1")])])
    assert derived.again("1 + 2x + x^2") == r"\VAR{square}"


def test_a_side_of_an_equation_is_found():
    derived = derived_in([record(results=[("square", "x^2 + 2 x + 1")])])
    assert derived.again("q(x) = x^2 + 2x + 1") == r"\VAR{square}"


def test_a_line_is_found_by_its_number_also_with_the_left_side_of_its_chain():
    derived = derived_in([record(lines=[("equals", "a", "=", "b + c"), ("equals", "", "=", "c - d")])])
    assert derived.again("a = c - d") == r"\VAR{shown | chain(2, 2)}"


def test_an_inequality_is_found():
    derived = derived_in([record(lines=[("at_most", r"\tanh u", "<=", "u")])])
    assert derived.again(r"\tanh u \le u") == r"\VAR{shown | chain(1, 1)}"


def test_a_refuted_claim_is_found():
    refuted = {"latex": r"y_0 + y_1 = y_2", "values": ["12", "0"]}
    derived = derived_in([record(refutations=[refuted])])
    assert derived.again("y_1 + y_0 = y_2") == r"\VAR{shown.refutations[0].latex}"


def test_a_definition_is_not_derived():
    derived = derived_in([record(lines=[("define", "q", "=", "a + b"), ("suppose", "u", "=", "a - b")])])
    assert derived.again("q = a + b") == derived.again("u = a - b") == ""


def test_a_part_of_a_nested_result_is_printed_by_its_path():
    derived = derived_in([record(results=[("sizes", {"all": ["32", "30"]})])])
    assert derived.again("30") == r"\VAR{sizes.all[1]}"


def test_a_name_or_a_digit_is_no_finding():
    derived = derived_in([record(results=[("depth", "4"), ("product", r"\mH \vv")])])
    assert derived.again("4") == derived.again(r"\mH\vv") == ""


def test_numbers_of_two_digits_are_found_whatever_separates_their_thousands():
    assert long_numbers(r"x_{12} = 284\,682 + \frac12 + 0.25 + 7") == ["284682", "0.25"]


def test_digits_in_words_are_no_numbers():
    assert long_numbers("float64, 3.1 and 1e16") == ["3.1"]
