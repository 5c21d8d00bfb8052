"""Inequalities: proved by a rule with a name, refuted by a point, or left open."""

import pytest
from judge.letters import X, Y, a, b, beta, d, i, j, p, q, t, u, x, y
from sympy import Abs, Eq, Max, S, Sum, Symbol, exp, log, sqrt, symbols, tanh

from workings.judge import Evidence, ordered
from workings.judge.inequalities import sign_proof
from workings.judge.premises import Premises

eps, bound, step = symbols("epsilon M R", positive=True)
extra, first, second, kernel = symbols("c e f k", integer=True, nonnegative=True)
total = Sum(exp(-Y[j]), (j, 1, d))
shifted = log(Sum(exp(t - Y[j]), (j, 1, d)))
PROVED = {
    "tanh stays below its argument": (tanh(u), "<", u, (), "monotone"),
    "1 - exp(-u) is not negative": (1 - exp(-u), ">=", 0, (), "sign of the factors"),
    "error of swish, every x and beta": (
        Abs(x / (1 + exp(-beta * x)) - x / 2),
        "<=",
        Abs(beta) * x**2 / 4,
        (),
        "monotone, by the sign of beta, x",
    ),
    "sum of exponentials of what is not positive": (total, "<=", d, (), "termwise"),
    "sum with one term equal to 1": (total, ">=", 1, (Eq(Y[i], 0), i <= d), "a sum is at least one of its terms"),
    "log-sum-exp from above": (shifted, "<=", t + log(d), (), "log is increasing"),
    "log-sum-exp from below": (shifted, ">=", t, (Eq(Y[i], 0), i <= d), "a sum is at least one of its terms"),
    "sigmoid below 1": (1 / (1 + exp(-x)), "<", 1, (), "sign by construction"),
    "least total error": (bound * step / 2 + 2 * eps / step, ">=", 2 * sqrt(eps * bound), (), "sign of the factors"),
    "a perfect square": (a**2 + b**2, ">=", 2 * a * b, (), "sum of squares"),
    "triangle inequality": (Abs(x + y), "<=", Abs(x) + Abs(y), (), None),
    "relu above the identity": (x, "<=", Max(0, x), (), "sign by construction, by the sign of x"),
    "from a premise": (x, ">", 1, (x >= 2,), "sign by construction"),
    "windows are disjoint": ((kernel + 1 + extra) * (1 + first), ">", kernel - second, (), "sign by construction"),
    "Cauchy and Schwarz, two letters": ((a**2 + b**2) * 2, ">=", (a + b) ** 2, (), "sum of squares"),
}


@pytest.mark.parametrize("name", PROVED)
def test_an_inequality_of_the_answers_is_proved(name):
    left, relation, right, given, method = PROVED[name]
    evidence = ordered(left, relation, right, given)
    assert evidence.kind == "proved"
    assert method is None or evidence.method == method


FALSE = [
    (tanh(x), "<=", x),
    (u, "<", tanh(u)),
    (total, ">=", 1),
    (x**2, ">", 0),
    (Abs(x + y), ">=", Abs(x) + Abs(y)),
    (Sum(X[j], (j, 1, d)), ">=", 0),
    (log(d), ">", 0),
    (p * q, "<=", p + q),
    (Max(0, x), "<=", x),
    (Symbol("n", integer=True) ** 2, "<", 9),
]


@pytest.mark.parametrize(("left", "relation", "right"), FALSE, ids=str)
def test_a_false_inequality_is_refuted_and_never_proved(left, relation, right):
    evidence = ordered(left, relation, right)
    assert evidence.kind == "refuted"
    assert " against " in evidence.witness
    gap = right - left if relation in ("<=", "<") else left - right
    assert not sign_proof(S(gap), relation in ("<", ">"), Premises())


def test_a_refuted_inequality_shows_both_sides():
    assert ordered(u, "<", tanh(u)) == Evidence("refuted", "a point", "at u = 2: 2.000 against 0.964")


def test_equality_refutes_a_strict_inequality():
    assert ordered(x**2, ">", 0).witness == "at x = 0: 0 against 0"


def test_a_relation_that_is_none_is_an_error():
    with pytest.raises(ValueError, match="'=' is none of <=, >=, <, >"):
        ordered(x, "=", y)
