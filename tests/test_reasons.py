"""Formulas and numbers of reasons and docstrings."""

from workings.reasons import read_reasons


def record(claim="", reason="", right="x", given=()):
    """A record of one derivation with one line."""
    line = {"verb": "equals", "place": "answers/q1_x.py:9", "reason": reason, "right": right}
    return {
        "derivations": [
            {
                "place": "answers/q1_x.py:7",
                "claim": claim,
                "given": list(given),
                "lines": [line],
                "results": [],
                "refutations": [],
            }
        ]
    }


def test_formulas_that_claim_something_are_counted_and_names_are_not():
    found = read_reasons([record(claim="Of $x$: $a = b$.", reason="since $c > 0$ and $d < 1$")], set())
    assert (found.in_docstrings, found.in_reasons) == (1, 2)


def test_a_number_that_the_derivation_lacks_is_stray_at_its_place():
    (stray,) = read_reasons([record(reason="all 37 of them")], set()).stray
    assert (str(stray.place), stray.number) == ("answers/q1_x.py:9", "37")


def test_a_number_of_a_line_or_of_a_premise_is_not_stray():
    assert not read_reasons([record(claim="It is 37.", right="37*x")], set()).stray
    assert not read_reasons([record(claim="It is 37.", given=["x <= 37"])], set()).stray


def test_a_part_of_the_assignment_is_a_reference_and_no_number():
    assert not read_reasons([record(reason="1.3 for all x")], {"1.3"}).stray
