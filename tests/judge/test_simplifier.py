"""SymPy's own word: it says *by SymPy* or nothing, and never *proved*."""

import pytest
from judge.letters import A, B, n, w, x
from sympy import Identity, Matrix, cos, gamma, log, sin, sqrt

from workings.judge.simplifier import by_sympy, reduced

SIMPLIFIED = [
    (sin(w) ** 2 + cos(w) ** 2, 1, "simplify"),
    (gamma(w + 1) / gamma(w), w, "simplify"),
    (A * Identity(n), A + 0 * A, "doit"),
    (Matrix([[x, (x**2 - 1) / (x - 1)]]), Matrix([[x, x + 1]]), "simplify"),
    ((x + 1) ** 2, x**2 + 2 * x + 1, "simplify"),
]
NOT_SIMPLIFIED = [(x, x + 1), (sqrt(w**2), w), (log(w**2), 2 * log(w)), (A * B, B * A), (Matrix([[x]]), Matrix([[1]]))]


@pytest.mark.parametrize(("a", "b", "way"), SIMPLIFIED, ids=str)
def test_what_sympy_reduces_to_0(a, b, way):
    assert reduced(a, b) == way


@pytest.mark.parametrize(("a", "b"), NOT_SIMPLIFIED, ids=str)
def test_what_sympy_does_not_reduce_to_0(a, b):
    assert reduced(a, b) == ""


def test_the_word_carries_its_name():
    assert by_sympy(sin(w) ** 2 + cos(w) ** 2, w**0).kind == "by SymPy"
    assert by_sympy(x, x + 1).kind == "undecided"
    assert by_sympy("a text", x).kind == "undecided"
