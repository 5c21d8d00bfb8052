"""What a refutation says, whole and exact: the point, and both values with enough digits to see the gap."""

import pytest
from judge.letters import A, B, C, X, d, f, i, j, n, p, w, x
from sympy import Derivative, MatrixSymbol, Rational, Sum, exp, log, sqrt, symbols

from workings.judge import Evidence, same


def softmax(of, i):
    return exp(of(i)) / Sum(exp(of(j)), (j, 1, d))


WITNESSES = [
    (
        softmax(lambda i: X[i] + C[i], i),
        softmax(lambda i: X[i], i),
        "at d = 2, i = 1, c = (2, 3), x = (5, 7): 0.0474 against 0.1192",
    ),
    (x**2, x**3, "at x = 2: 4 against 8"),
    (x / 3, x / 4, "at x = 2: 2/3 against 1/2"),
    (exp(x), exp(x) + Rational(1, 10**9), "at x = 2: 7.38905609893 against 7.38905609993"),
    ((x**2 - 1) / (x - 1), x + 1, "defined on one side only at x = 1"),
    (sqrt(2), Rational(141421, 100000), "1.4142136 against 1.4142100"),
    (1000 * exp(p), exp(p), "at p = 2: 7389 against 7"),
    (
        A * B,
        B * A,
        "at n = 2, A = [[2, 1], [-1, 4]], B = [[3, 2], [0, 1]]: [[6, 5], [-3, 2]] against [[4, 11], [-1, 4]]",
    ),
]


@pytest.mark.parametrize(("left", "right", "witness"), WITNESSES, ids=lambda value: str(value)[:30])
def test_a_refutation_shows_the_point_and_both_values(left, right, witness):
    assert same(left, right).witness == witness


def test_the_formula_of_an_undefined_function_is_shown():
    witness = same(Derivative(f(x), x), f(x)).witness
    assert witness.startswith("at f(t) = ") and ", x = " in witness and " against " in witness


def test_a_complex_point_is_written_with_i():
    assert "i: " in same(log(exp(w)), w).witness


def test_shapes_that_do_not_fit_are_the_witness():
    rows = symbols("m", integer=True, positive=True)
    W, column = MatrixSymbol("W", rows, n), MatrixSymbol("h", rows, 1)
    assert same(W * column, column) == Evidence("refuted", "shapes", "W is m x n and h is m x 1")
    assert same(column, column.T) == Evidence("refuted", "shapes", "m x 1 against 1 x m")
    assert same(W + W.T, W).witness == "W is m x n and W.T is n x m"
