"""Instances: points obey assumptions and premises, and are the same in every run."""

from fractions import Fraction as Q

import pytest
from sympy import Eq, Function, IndexedBase, MatrixSymbol, Sum, Symbol, symbols
from sympy import Q as Is

from workings.judge.constraints import fits, obeys
from workings.judge.instances import Instance, drawn_between, instances, opened, source
from workings.judge.premises import premises
from workings.judge.roles import roles

x, y = symbols("x y", real=True)
p = Symbol("p", positive=True)
w = Symbol("w")
n, k = symbols("n k", integer=True, positive=True)
X = IndexedBase("x", real=True)
A, C = MatrixSymbol("A", n, n), MatrixSymbol("C", 1, 1)
f = Function("f")


def drawn(sides, given=(), effort=1):
    known = premises(given)
    parts = roles([*sides, *known.given])
    return list(instances(parts, known, sides, effort)), known


GIVEN = [
    ((x * p, y), (x > y, y > 0)),
    ((x, y), (Eq(x + y, 1), x > 0)),
    ((x + y, p), (x < p, y < x)),
    ((A, A.T), (Is.symmetric(A),)),
    ((A, A.I), (Is.positive_definite(A),)),
    ((A, A.T), (Is.orthogonal(A),)),
    ((C[0, 0], x), (Is.positive_definite(C),)),
    ((Sum(X[k], (k, 1, n)), y), (Eq(Sum(X[k], (k, 1, n)), 1),)),
]


@pytest.mark.parametrize(("sides", "given"), GIVEN, ids=str)
def test_every_point_obeys_the_premises(sides, given):
    points, known = drawn(sides, given)
    assert len(points) >= 3 and all(obeys(point, known) for point in points)
    assert all(fits(letter, value) for point in points for letter, value in point.numbers.items())


def test_the_first_point_is_made_of_small_primes():
    first = drawn((x * y * p, w))[0][0]
    assert first.numbers == {p: 2, w: 3, x: 5, y: 7}


def test_complex_letters_are_complex_somewhere_and_real_ones_never():
    points, _ = drawn((x, w))
    assert any(not isinstance(point.numbers[w], Q) for point in points)
    assert all(isinstance(point.numbers[x], Q) for point in points)


def test_sizes_are_positive_and_not_1_alone():
    sizes = {point.numbers[n] for point in drawn((Sum(X[k], (k, 1, n)), y))[0]}
    assert len(sizes) > 2 and min(sizes) >= 1


def test_the_same_points_come_in_every_run():
    first, second = (drawn((x * w * f(x), Sum(X[k], (k, 1, n))))[0] for _ in range(2))
    assert [point.numbers for point in first] == [point.numbers for point in second]
    assert source("a").random() == source("a").random() != source("b").random()


IMPOSSIBLE = [(x > 0, x < 0), (p < -y, y > 0), (x > 1, x < 0, y > 0), (Eq(x, w), x > 3, x < 2)]


@pytest.mark.slow
@pytest.mark.parametrize("given", IMPOSSIBLE, ids=str)
def test_premises_that_no_point_obeys_give_none(given):
    assert not drawn((x, y), given)[0]


def test_a_number_is_drawn_between_its_ends():
    rng = source("ends")
    for low, high in ((Q(1), Q(2)), (None, Q(-3)), (Q(7, 2), None)):
        values = [drawn_between(x, rng, low, high) for _ in range(20)]
        assert all((low is None or value >= low) and (high is None or value <= high) for value in values)
    assert drawn_between(n, rng, None, Q(0)) is None


def test_a_function_is_a_formula_whose_derivative_is_taken():
    point = drawn((f(x).diff(x), x))[0][0]
    formula = point.functions[f]
    assert point.prepared(f(x).diff(x)) == formula(x).diff(x)
    assert opened(f(x).diff(x)) == f(x).diff(x) and opened((x**2).diff(x, evaluate=False)) == 2 * x


def test_components_are_kept_once_they_are_drawn():
    point = Instance({}, {}, {}, "0", pattern=(Q(1), Q(-1)))
    values = [point.component(X[i], (i,)) for i in (1, 2, 3, 1)]
    assert values == [-1, 1, -1, -1] and len(point.components) == 3
