"""Assumptions that are missing: each one named makes the claim true, and none is named where none helps."""

import pytest
from judge.letters import H, n, w, x, y
from sympy import Abs, I, MatrixSymbol, Symbol, exp, log, pi, sin, sqrt

from workings.judge.hints import candidates, missing
from workings.judge.premises import premises
from workings.judge.provers import proof

z, u = Symbol("z"), Symbol("u")
V = MatrixSymbol("V", n, 1)
NAMED = [
    (H.T * V, H * V, ("H is symmetric",)),
    (sqrt(x**2), x, ("x >= 0", "x > 0")),
    (Abs(z) ** 2, z**2, ("z is real",)),
    (sin(pi * u), 0 * u, ("u is a whole number",)),
    (log(z**2), 2 * log(z), ("z > 0", "z >= 0")),
    (exp(2 * pi * I * u), u**0, ("u is a whole number",)),
]
NOTHING_HELPS = [(x + y, x - y + 1), (sin(x), x), (exp(w), exp(w) + 1), (3, x), (z, Symbol("z", positive=True))]


@pytest.mark.parametrize(("a", "b", "hints"), NAMED, ids=str)
def test_what_is_missing_is_named(a, b, hints):
    assert missing(a, b) in hints


@pytest.mark.parametrize(("a", "b"), NOTHING_HELPS, ids=str)
def test_nothing_is_named_where_nothing_helps(a, b):
    assert missing(a, b) == ""


def test_a_candidate_is_a_new_property_and_no_contradiction():
    p = Symbol("p", positive=True)
    texts = [text for text, *_ in candidates(p + z, z, premises(()))]
    assert "p > 0" not in texts and "p >= 0" not in texts and "p is a whole number" in texts
    for text, left, right, more in candidates(sqrt(z**2), z, premises(())):
        assert proof(left, right, more).holds == (text in ("z >= 0", "z > 0"))
