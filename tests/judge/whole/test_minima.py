"""A minimum is proved by what a step away adds, refuted by a smaller value, or is only a stationary point."""

import pytest
from sympy import Identity, MatrixSymbol, Q, Trace, ZeroMatrix, cos, exp, log, symbols

from workings.judge import minimises, missing, ordered
from workings.judge.minima import of_column
from workings.judge.premises import premises

n, m = symbols("n m", integer=True, positive=True)
x, y = symbols("x y", real=True)
c = symbols("c", positive=True)
H, A = MatrixSymbol("H", n, n), MatrixSymbol("A", n, n)
X, b = MatrixSymbol("X", m, n), MatrixSymbol("b", m, 1)
w, g, v = (MatrixSymbol(name, n, 1) for name in "wgv")
symmetric, definite = Q.symmetric(H), Q.positive_definite(H)
model = g.T * w + w.T * H * w / 2
error = (X * w - b).T * (X * w - b)

MINIMA = {
    "Newton's step": (model, w, -H.I * g, (symmetric, definite), "global minimum, strictly convex"),
    "least squares": (error, w, (X.T * X).I * X.T * b, (), "global minimum, convex"),
    "ridge": (
        Trace(error) + c * Trace(w.T * w),
        w,
        (X.T * X + c * Identity(n)).I * X.T * b,
        (),
        "global minimum, strictly convex",
    ),
    "a norm": (w.T * w, w, ZeroMatrix(n, 1), (), "global minimum, strictly convex"),
    "a parabola": (c * x**2 - 2 * x, x, 1 / c, (), "global minimum, strictly convex"),
    "a fourth power": ((x - 1) ** 4, x, 1, (), "global minimum, convex"),
    "an exponential": (exp(x) - x, x, 0, (), "global minimum, strictly convex"),
    "two numbers": (x**2 + x * y + y**2, (x, y), (0, 0), (), "global minimum, strictly convex"),
}


@pytest.mark.parametrize("name", MINIMA)
def test_a_minimum_is_proved(name):
    f, letters, at, given, way = MINIMA[name]
    evidence = minimises(f, letters, at, given)
    assert (evidence.kind, evidence.method) == ("proved", way)


@pytest.mark.parametrize(
    ("f", "letters", "at", "given"),
    [
        (model, w, H.I * g, (symmetric, definite)),
        (model, w, -H.I * g, (symmetric, Q.invertible(H))),
        (error, w, ZeroMatrix(n, 1), ()),
        (-(x**2), x, 0, ()),
        (x**3 - 3 * x, x, 1, ()),
        (x**2 - 3 * x * y + y**2, (x, y), (0, 0), ()),
    ],
)
def test_a_smaller_value_refutes_a_minimum(f, letters, at, given):
    assert minimises(f, letters, at, given).kind == "refuted"


@pytest.mark.parametrize("name", ["step", "step_w", "footstep"])
def test_a_column_may_have_the_name_of_a_step(name):
    other = MatrixSymbol(name, n, 1)  # |w + other|^2 is least at -other, not at 0
    assert not of_column(Trace((w + other).T * (w + other)), w, ZeroMatrix(n, 1), premises()).holds


def test_what_is_only_stationary_is_said_to_be():
    evidence = minimises(-cos(x), x, 0)
    assert evidence.kind == "undecided"
    assert evidence.method.startswith("stationary point")


@pytest.mark.parametrize(
    ("a", "relation", "b", "given"),
    [
        (w.T * X.T * X * w, ">=", 0, ()),
        (w.T * H * w, ">=", 0, (definite,)),
        (error, ">=", 0, ()),
        (w.T * (A.T * A + c * Identity(n)) * w, ">=", c * Trace(w.T * w), ()),
        (Trace(w.T * g) ** 2, "<=", Trace(w.T * w) * Trace(g.T * g), ()),
        (Trace(A.T * A), ">=", 0, ()),
    ],
)
def test_a_quadratic_form_has_a_sign(a, relation, b, given):
    assert ordered(a, relation, b, given).kind == "proved"


def test_an_indefinite_form_has_none():
    assert ordered(w.T * A * w, ">=", 0).kind == "refuted"
    assert ordered(w.T * H * w, ">", 0, definite).kind == "refuted"  # at w = 0
    assert ordered(Trace(A * A), ">=", 0).kind == "refuted"


@pytest.mark.parametrize(
    ("a", "b", "given", "hint"),
    [
        (w.T * H * v, v.T * H * w, (), "H is symmetric"),
        (w.T * (H.I + H) * H * v, w.T * v + w.T * H**2 * v, (), "H is invertible"),
        (w.T * H.T * H * v, w.T * v, (), "H is orthogonal"),
        (log(x**2), 2 * log(x), (), "x >= 0"),
        (w.T * v, v.T * g, (), ""),
    ],
)
def test_the_missing_assumption_is_found(a, b, given, hint):
    assert missing(a, b, given) == hint
