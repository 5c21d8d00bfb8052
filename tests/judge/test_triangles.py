"""Sums over triangles as sums over squares: the same terms, counted one by one, and no term that has no value."""

from itertools import product

import pytest
from sympy import Abs, And, KroneckerDelta, Max, Min, Ne, Or, Piecewise, S, Sum, Symbol, gamma, log, symbols, tanh

from workings.judge import prove
from workings.judge.letters import Unreadable
from workings.judge.premises import NOTHING
from workings.judge.triangles import Below, by_sides, partial, side, squared, widened

i, j, k = symbols("i j k", integer=True)
n = Symbol("n", integer=True, positive=True)
w = Symbol("w")

DEPENDENT = [
    (i**2 * j, [(i, 1, j), (j, 1, n)]),
    (i - 3 * j, [(i, 1, j - 1), (j, 1, n)]),
    (i * j**2, [(j, i, n), (i, 1, n)]),
    (i + j * k, [(i, 1, j), (j, 1, k), (k, 1, n)]),
    (2**i * j, [(i, j - 2, n), (j, 1, n)]),
    (1 / (i + j), [(i, 1, j), (j, 1, n)]),
    (i + 2 * j, [(i, 3, j - 2), (j, 1, n)]),
]
WITHOUT_VALUE_ELSEWHERE = [
    (1 / (j - i), [(i, 1, j - 1), (j, 1, n)]),
    (1 / (i - j - 1), [(i, 1, j), (j, 1, n)]),
    (log(j - i), [(i, 1, j - 1), (j, 1, n)]),
    (gamma(j - i), [(i, 1, j - 1), (j, 1, n)]),
    (tanh(w * (i - j)), [(i, 1, j), (j, 1, n)]),
    (i, [(i, 1, j**2), (j, 1, n)]),
]


def sympified(limits):
    return [tuple(map(S, limit)) for limit in limits]


def counted(body, limits, size):
    """The sum, term by term; an empty range has none."""
    if not limits:
        return body.subs(n, size)
    *inner, (index, low, high) = limits
    low, high = (int(S(end).subs(n, size)) for end in (low, high))
    put = [(body.subs(index, v), [(s, *(S(e).subs(index, v) for e in ends)) for s, *ends in inner])
           for v in range(low, high + 1)]  # fmt: skip
    return sum((counted(one, rest, size) for one, rest in put), S.Zero)


@pytest.mark.parametrize(("body", "limits"), DEPENDENT, ids=str)
def test_the_sum_over_a_square_has_the_terms_of_the_triangle(body, limits):
    wide = squared(body, sympified(limits), NOTHING)
    assert all(counted(*wide, size) == counted(body, limits, size) for size in (1, 2, 4))
    assert not any(end.free_symbols & {i, j, k} for _, *ends in wide[1] for end in map(S, ends))


@pytest.mark.parametrize(("body", "limits"), WITHOUT_VALUE_ELSEWHERE, ids=str)
def test_a_triangle_is_not_widened_by_terms_that_may_have_no_value(body, limits):
    with pytest.raises(Unreadable):
        squared(body, sympified(limits), NOTHING)


@pytest.mark.parametrize("step", range(-3, 4))
@pytest.mark.parametrize(("one", "other"), [(i, j), (j, i)])
def test_an_order_of_shifted_indices_by_one_letter_and_deltas(one, other, step):
    opened = side(Below(one, other + step), NOTHING)
    assert opened.atoms(Below) == {Below(i, j)}
    for a, b in product(range(5), repeat=2):
        values = {one: a, other: b}
        assert opened.subs(values) == (1 if a < b + step else 0)


@pytest.mark.parametrize(
    "cases",
    [
        Piecewise((1, j < i), (0, True)),
        Piecewise((i, i >= j), (j**2, True)),
        Piecewise((1, Ne(i, j)), (7, True)),
        Piecewise((1, And(i < j, j <= 3)), (2, Or(i > 3, j > 3)), (i * j, True)),
    ],
    ids=str,
)
def test_cases_by_order_become_factors(cases):
    opened = by_sides(cases, NOTHING)
    assert not opened.has(Piecewise)
    assert all(opened.subs({i: a, j: b}) == cases.subs({i: a, j: b}) for a, b in product(range(1, 6), repeat=2))


@pytest.mark.parametrize(
    "cases",
    [
        Piecewise((1 / (i - j), i > j), (0, True)),
        Piecewise((log(i - j), i > j), (0, True)),
        Piecewise((1, i < w), (0, True), evaluate=False),
        Piecewise((1, i < j)),
    ],
    ids=str,
)
def test_cases_with_values_that_do_not_exist_elsewhere_stay(cases):
    assert by_sides(cases, NOTHING) == cases


def test_ranges_are_widened_only_where_the_order_says_no():
    factors = [Below(i, j), i * j]
    narrow = [(i, S.One, n - 1), (j, S(2), n)]
    wide = widened(factors, narrow, NOTHING)
    assert wide == [(i, 1, n), (j, 1, n)]
    assert all(counted(factors[0] * i * j, wide, m) == counted(factors[0] * i * j, narrow, m) for m in (2, 3, 5))
    shorter = [(i, S.One, n - 2), (j, S.One, n)]
    assert widened(factors, shorter, NOTHING) == shorter


def test_an_order_with_a_free_number_is_an_end_of_the_range():
    rest, limits = partial([Below(i, k), i], [(i, S.One, n)], NOTHING.with_fact(k - 1).with_fact(n - k))
    assert (rest, limits) == ([i], [(i, 1, k - 1)])
    assert partial([Below(i, k), i], [(i, S.One, n)], NOTHING) is None


def test_deltas_of_known_order_are_numbers():
    known = NOTHING.with_fact(j - i - 2)
    assert side(Below(i, j), known) == side(Below(i, j - 1), known) == 1
    assert side(Below(j, i), known) == side(Below(j, i + 2), known) == 0
    assert side(Below(i, j - 2), known).has(KroneckerDelta)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("f", "value"),
    [
        (lambda i, j: Abs(i - j), lambda n: n * (n**2 - 1) / 3),
        (lambda i, j: Max(i, j), lambda n: n * (n + 1) * (4 * n - 1) / 6),
        (lambda i, j: Min(i, j), lambda n: n * (n + 1) * (2 * n + 1) / 6),
    ],
)
def test_the_larger_of_two_indices_is_summed_over_a_square(f, value):
    i, j, n = Symbol("i", integer=True), Symbol("j", integer=True), Symbol("n", integer=True, positive=True)
    whole = Sum(f(i, j), (i, 1, n), (j, 1, n))
    assert prove(whole, value(n)).kind == "proved"
    assert prove(whole, value(n) + n - 1).kind == "undecided"
