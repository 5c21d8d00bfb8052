"""Work under a limit of time, the words for evidence, and linear inequalities."""

import os
import time

import pytest
from sympy import symbols

from workings.judge import Evidence, budget
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


@pytest.mark.parametrize("kind", KINDS)
def test_a_verdict_comes_back_from_its_serial_form(kind):
    verdict = Evidence(kind, "a method", "at x = 1: 2 against 3" if kind == "refuted" else "")
    assert Evidence.of(verdict.serial()) == verdict


def test_what_is_no_verdict_is_refused():
    with pytest.raises(ValueError, match="no evidence"):
        Evidence.of({"method": "a guess"})


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


def test_a_judgement_that_does_not_end_is_undecided_and_leaves_no_process(monkeypatch):
    monkeypatch.setattr(budget, "SECONDS", 0.3)
    found = budget.judgement(lambda: budget.within(60, lambda: time.sleep(60)) or Evidence("identical"))
    assert found.kind == "undecided" and found.method.startswith(("no answer within", "Overtime"))
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_judgement_that_raises_is_undecided_and_says_so():
    assert budget.judgement(lambda: 1 // 0) == Evidence(
        "undecided", "ZeroDivisionError: integer division or modulo by zero"
    )


def test_a_judgement_that_takes_all_memory_is_undecided():
    found = budget.judgement(lambda: Evidence("identical", str(len(bytearray(64 << 30)))))
    assert found.kind == "undecided" and "MemoryError" in found.method


@pytest.mark.slow
def test_code_that_swallows_every_exception_is_stopped_too(monkeypatch):
    monkeypatch.setattr(budget, "SECONDS", 0.3)

    def stubborn():
        while True:
            try:
                time.sleep(60)
            except BaseException:
                continue

    start = time.monotonic()
    assert budget.judgement(stubborn).kind == "undecided"
    assert time.monotonic() - start < 5
