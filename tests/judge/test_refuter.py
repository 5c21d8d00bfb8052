"""The refuter: false lines get a point, true ones none, and a premise or a second evaluator can spare a line."""

from fractions import Fraction

import pytest
from flint import arb
from sympy import (
    Abs,
    And,
    Contains,
    Eq,
    Function,
    I,
    Implies,
    IndexedBase,
    Integral,
    Interval,
    MatrixSymbol,
    Max,
    Or,
    Piecewise,
    Q,
    Rational,
    Sum,
    Symbol,
    asin,
    cos,
    exp,
    floor,
    log,
    oo,
    pi,
    sin,
    sqrt,
    symbols,
)

from workings.judge import refute
from workings.judge.premises import premises
from workings.judge.refuter import fails, same_gap, search
from workings.judge.second_opinion import NO_VALUE

x, y, t = symbols("x y t", real=True)
w, z = symbols("w z")
p, q, s = symbols("p q s")
k, n = symbols("k n", integer=True, positive=True)
j = Symbol("j", integer=True)
X = IndexedBase("x", real=True)
A, B, D = (MatrixSymbol(name, n, n) for name in "ABD")
C = MatrixSymbol("C", 1, 1)
FALSE = [
    (sqrt(x**2), x, ()),
    (log(w * z), log(w) + log(z), ()),
    (A * B, B * A, ()),
    (Sum(X[k], (k, 1, n)) ** 2, Sum(X[k] ** 2, (k, 1, n)), ()),
    (exp(x), exp(x) + Rational(1, 10**40), ()),
    ((x**2 - 1) / (x - 1), x + 1, ()),
    (floor(x + y), floor(x) + floor(y), ()),
    (Function("f")(x * y), Function("f")(x) * Function("f")(y), ()),
    (Abs(x), x, (x > -1,)),
    (And(p, q), Or(p, q), ()),
    (And(p, q), s, (Or(p, q),)),
    (Integral(exp(x), (x, -oo, 0)), 2, ()),
    (Max(x, y), x, (x >= 0, y <= 1)),
]


@pytest.mark.slow
@pytest.mark.parametrize(("a", "b", "given"), FALSE, ids=str)
def test_a_false_line_is_refuted_with_a_point(a, b, given):
    found = refute(a, b, given)
    assert found.kind == "refuted" and found.witness


TRUE = [
    (sin(x) ** 2 + cos(x) ** 2, 1, ()),
    (sqrt(w) ** 2, w, ()),
    (Abs(x), x, (Contains(x, Interval(0, 1)),)),
    ((-1) ** j, 1, (Q.even(j),)),
    (Max(j, 2), j, (Q.prime(j),)),
    (A * B, (A * B).T, (Q.symmetric(A * B),)),
    (A[1, 0], 0, (Q.upper_triangular(A),)),
    (Abs(C[0, 0]), C[0, 0], (Q.positive_definite(C),)),
    (Abs(C[0, 0]) / C[0, 0], C[0, 0] / Abs(C[0, 0]), (Q.invertible(C),)),
    (D, D.T, (Q.diagonal(D), Eq(A * D, B * D))),
    (And(Implies(p, s), Implies(q, s)), s, (Or(p, q),)),
    (And(p, q), And(q, Or(q, s)), (p,)),
    (Integral(exp(-((t - 100) ** 2)), (t, -oo, oo)), sqrt(pi), ()),
    (Sum(Max(0, 1 - Abs(k - 3000)), (k, 1, oo)), 1, ()),
    (asin(sin(x)), x, (x > -pi / 2, x < pi / 2)),
    (exp(I * pi * k), (-1) ** k, ()),
]


@pytest.mark.slow
@pytest.mark.parametrize(("a", "b", "given"), TRUE, ids=str)
def test_a_true_line_is_not_refuted(a, b, given):
    assert refute(a, b, given) is None


RELATIONS = [
    (x**2 + 1, 2 * x, "<", True),
    (x**2, 2 * x - 1, ">", True),
    (x**2, 2 * x - 1, ">=", False),
    (x, x, "<=", False),
]


@pytest.mark.parametrize(("a", "b", "relation", "false"), RELATIONS, ids=str)
def test_an_inequality_is_refuted_where_it_fails(a, b, relation, false):
    assert (refute(a, b, relation=relation) is not None) is false


def test_balls_that_touch_never_fail():
    wide = arb(1, 0.5)
    assert not any(fails(wide, arb(1.2, 0.5), relation) for relation in ("==", "<", ">", "<=", ">="))
    assert fails(wide, arb(3, 0.5), "==") and fails(wide, arb(3, 0.5), ">") and not fails(wide, arb(3, 0.5), "<")
    assert fails(Fraction(1), Fraction(1), "<") and not fails(Fraction(1), Fraction(1), "<=")


GAPS = [
    (Fraction(1), Fraction(2), Fraction(5), Fraction(6), True),
    (Fraction(1), Fraction(2), Fraction(6), Fraction(5), False),
    (Fraction(1), Fraction(2), Fraction(1), Fraction(1), False),
    (Fraction(1), Fraction(2), None, Fraction(2), False),
    (Fraction(1), Fraction(2), NO_VALUE, Fraction(2), False),
    (True, False, True, False, True),
    (True, False, False, True, False),
    (Fraction(1), Fraction(2), True, False, False),
]


@pytest.mark.parametrize(("x", "y", "left", "right", "confirmed"), GAPS)
def test_a_gap_is_confirmed_by_the_same_gap_alone(x, y, left, right, confirmed):
    assert same_gap(x, y, left, right, 30) is confirmed


def test_agreement_is_counted_and_said():
    found, tally = search(x**2, x * x, premises(()), 1)
    assert found is None and tally.points > 3 and tally.describe().endswith("points, exact")
    _, tally = search(exp(2 * x), exp(x) ** 2 + 0 * y, premises(()), 1)
    assert tally.describe().endswith("digits") and tally.digits >= 12
    _, tally = search(x, x + 1, premises(Contains(x, Interval(0, 1))), 1)
    assert "no point" in tally.lost


def test_piecewise_edges_are_looked_at():
    assert "x = 4" in refute(Piecewise((1, x > 4), (0, True)), Piecewise((1, x >= 4), (0, True))).witness
