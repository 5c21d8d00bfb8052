"""Truth values: proved where both sides hold at the same points, refuted with a point where they do not."""

import pytest
from judge.letters import a, p, w, x, y
from sympy import ITE, Abs, And, Eq, Equivalent, I, Implies, Ne, Not, Or, Symbol, Xor, ceiling, exp, floor, log, symbols

from workings.judge import prove, same

z = Symbol("z")
n = Symbol("n", integer=True)
P, Q, R = symbols("P Q R")

EQUAL = {
    "a quadratic inequality": (x**2 < 1, And(x > -1, x < 1)),
    "a product that is not 0": (Ne(w * z, 0), And(Ne(w, 0), Ne(z, 0))),
    "a logarithm": (log(p) > 0, p > 1),
    "a distance": (Abs(x) < a, And(-a < x, x < a)),
    "both sides of an equation in an exponential": (Eq(exp(x), exp(y)), Eq(x, y)),
    "a complex square": (Eq(w**2, z**2), Or(Eq(w, z), Eq(w, -z))),
    "an inequality that always holds": (exp(x) >= 1 + x, True),
    "a conjunction that guards a quotient": (And(x > 0, 1 / x > 1), And(x > 0, x < 1)),
    "De Morgan": (Not(And(P, Q)), Or(Not(P), Not(Q))),
    "absorption to a letter": (And(P, Or(P, Q)), P),
    "implication": (Implies(P, Q), Or(Not(P), Q)),
    "equivalence": (Equivalent(P, Q), And(Implies(P, Q), Implies(Q, P))),
    "a choice": (ITE(P, Q, R), Or(And(P, Q), And(Not(P), R))),
    "letters and relations": (And(P, 2 * x > 0), And(P, x > 0)),
}
DIFFERENT = {
    "an edge": (x**2 <= 1, And(x > -1, x < 1)),
    "a factor of unknown sign": (a * x < a * y, x < y),
    "squares of both sides": (x**2 < y**2, x < y),
    "a square that may be 0": (x**2 > 0, True),
    "exclusive or": (Xor(P, Q), Or(P, Q)),
    "the converse": (Implies(P, Q), Implies(Q, P)),
    "an edge beside a letter": (And(P, x > 0), And(P, x >= 0)),
}
NOT_PROVED = {
    "comparisons of complex numbers": (w < z, w + I < z + I),
    "periods of the exponential": (Eq(exp(w), exp(z)), Eq(w, z)),
    "a quotient without a value at 0": (1 / x > 0, x > 0),
    "a quotient that cancels where an equation holds": (And(Eq(x, y), x / y > 0), Eq(x, y)),
    "a quotient of complex numbers that cancels": (And(Eq(w, z), Eq(w / z, 1)), Eq(w, z)),
}


@pytest.mark.parametrize("pair", EQUAL.values(), ids=EQUAL)
def test_the_same_truth_value_is_proved(pair):
    assert prove(*pair).kind == "proved"
    assert same(*pair).holds


@pytest.mark.parametrize("pair", DIFFERENT.values(), ids=DIFFERENT)
def test_another_truth_value_is_refuted_with_a_point(pair):
    assert not prove(*pair).holds
    found = same(*pair)
    assert found.kind == "refuted" and "true against false" in found.witness or "false against true" in found.witness


@pytest.mark.parametrize("pair", NOT_PROVED.values(), ids=NOT_PROVED)
def test_what_has_no_value_on_one_side_is_not_proved(pair):
    assert not prove(*pair).holds
    assert not same(*pair).holds


@pytest.mark.parametrize(
    ("rounded", "plain", "other"),
    [
        (floor(x) >= n, x >= n, x > n),
        (floor(x) > n, x >= n + 1, x > n),
        (floor(x) <= n, x < n + 1, x <= n),
        (floor(x) < n, x < n, x < n + 1),
        (ceiling(x) <= n, x <= n, x < n),
        (ceiling(x) < n, x <= n - 1, x < n),
        (ceiling(x) >= n, x > n - 1, x >= n),
        (ceiling(x) > n, x > n, x >= n),
        (n <= floor(x), n <= x, n < x),
    ],
)
def test_a_rounded_number_is_compared_with_a_whole_one_like_itself(rounded, plain, other):
    assert prove(rounded, plain).kind == "proved"
    assert same(rounded, other).kind == "refuted"


def test_a_floor_is_not_compared_with_what_may_not_be_whole():
    assert same(floor(x) >= y, x >= y).kind == "refuted"
