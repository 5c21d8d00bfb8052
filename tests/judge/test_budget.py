"""Work under a limit of time, the words for evidence, and linear inequalities."""

import time

import pytest
from sympy import symbols

from workings.judge import Evidence
from workings.judge.budget import Overtime, within
from workings.judge.evidence import HOLDING, KINDS, weakest
from workings.judge.linear import infeasible, linear_form, row


def test_work_that_ends_in_time_gives_its_result():
    assert within(5, lambda: ("a", 1)) == ("a", 1)


def test_work_that_does_not_end_is_stopped():
    start = time.monotonic()
    with pytest.raises(Overtime, match="no answer within"):
        within(0.2, lambda: time.sleep(60))
    assert time.monotonic() - start < 5


def test_an_exception_in_the_work_is_told():
    with pytest.raises(Overtime, match="ZeroDivisionError"):
        within(5, lambda: 1 // 0)


def test_only_the_six_words_are_evidence():
    with pytest.raises(ValueError, match="none of the words for evidence: identical, proved"):
        Evidence("likely")


def test_what_holds_is_identical_proved_or_by_sympy():
    assert tuple(kind for kind in KINDS if Evidence(kind).holds) == HOLDING == ("identical", "proved", "by SymPy")


def test_a_whole_is_as_sure_as_its_weakest_part():
    parts = [Evidence("identical"), Evidence("proved", "one way"), Evidence("proved", "another")]
    assert weakest(parts) == Evidence("proved", "one way; another")
    assert weakest([*parts, Evidence("numeric", "5 points, exact")]).kind == "numeric"
    assert weakest([]) == Evidence("identical")


def test_inequalities_that_exclude_each_other_are_found_out():
    x, y, z = symbols("x y z", real=True)
    chain = [row(linear_form(x - y), False), row(linear_form(y - z), False)]
    assert infeasible([*chain, row(linear_form(z - x), True)])
    assert not infeasible([*chain, row(linear_form(z - x), False)])
    assert not infeasible([])


def test_a_gap_between_whole_numbers_is_used():
    k = symbols("k", integer=True)
    assert infeasible([row(linear_form(k), True), row(linear_form(1 - k), True)])
