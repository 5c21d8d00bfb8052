"""Two orders of evaluation that are equal as numbers: where float64 tells them apart."""

import math

import numpy as np
import pytest

from workings.float64 import float64_witness

X = {"x": {"indexed": True, "real": True}, "m": {"real": True}, "i": {"integer": True, "positive": True},
     "d": {"integer": True, "positive": True}, "j": {"integer": True, "positive": True}}  # fmt: skip
STABLE = "(x[i] - m) - log(Sum(exp(x[j] - m), (j, 1, d)))"
NAIVE = "x[i] - log(Sum(exp(x[j]), (j, 1, d)))"


def test_overflow_in_one_order_is_found():
    said = float64_witness(STABLE, NAIVE, X)
    assert said.startswith("in float64 at ") and ("inf" in said or "nan" in said)
    assert "j =" not in said  # it is bound


def test_the_same_order_has_no_witness():
    assert float64_witness(STABLE, STABLE, X) == ""


@pytest.mark.parametrize(("was", "now"), [("(a + b) - b", "a"), ("a*(b + 1) - a*b", "a")])
def test_lost_digits_are_found(was, now):
    said = float64_witness(was, now, {"a": {"real": True}, "b": {"real": True}})
    assert " against " in said


def test_both_values_are_those_that_numpy_has_at_the_point():
    said = float64_witness("log(1 + u)", "2*atanh(u/(2 + u))", {"u": {"positive": True}})
    assert said == ""  # atanh is not run: nothing is said rather than something guessed
    said = float64_witness("(u + 1) - 1", "u", {"u": {"positive": True}})
    point, both = said.removeprefix("in float64 at u = ").split(": ")
    was, now = map(float, both.split(" against "))
    u = np.float64(point)
    assert math.isclose(was, (u + 1) - 1, rel_tol=1e-3, abs_tol=0) and math.isclose(now, u, rel_tol=1e-3)


def test_a_point_obeys_what_is_assumed_and_given():
    assert float64_witness("abs(u)", "u", {"u": {"positive": True}}) == ""
    assert float64_witness("abs(u)", "u", {"u": {"real": True}}).startswith("in float64 at u = -")
    assert float64_witness("(u + 1) - 1", "u", {"u": {"real": True}}, ("u > 10**20",)) == ""


def test_a_text_is_never_run_as_code():
    assert float64_witness("__import__('os').getcwd()", "u", {"u": {}}) == ""
