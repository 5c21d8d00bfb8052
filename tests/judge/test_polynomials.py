"""Quotients of polynomials: against numbers put for the letters, roots and roots of unity among them."""

import cmath
from math import gcd

import pytest
from flint import Ordering, fmpq, fmpq_mpoly_ctx
from hypothesis import given, settings
from hypothesis import strategies as st

from workings.judge.letters import Unreadable
from workings.judge.polynomials import (
    Quotient,
    Relation,
    added,
    cancelled,
    multiplied,
    norm,
    power_of,
    product,
    raised,
    ramanujan,
    reduced,
)

RING = fmpq_mpoly_ctx.get(["u", "r", "z"], Ordering.lex)
U, R, Z = RING.gens()
ONE = RING.constant(1)
SQUARE = Relation(1, 2, Quotient(U + 1, ONE))  # r**2 = u + 1
CUBE = Relation(1, 3, Quotient(ONE, U))  # r**3 = 1/u
UNITY = Relation(2, 6, order=12)  # z = exp(i pi / 6)


def at(polynomial, *values):
    total = 0
    for powers, value in polynomial.terms():
        term = complex(int(value.p) / int(value.q))
        for letter, power in zip(values, powers, strict=True):
            term *= letter ** int(power)
        total += term
    return total


def close(a, b):
    return abs(a - b) < 1e-7 * (1 + abs(a) + abs(b))


COEFFICIENTS = st.lists(st.tuples(*[st.integers(0, 4)] * 3, st.integers(-3, 3)), min_size=1, max_size=5)


def made(table):
    places = {row[:3] for row in table}
    return RING.from_dict({place: fmpq(sum(row[3] for row in table if row[:3] == place)) for place in places})


@settings(max_examples=20)
@given(COEFFICIENTS)
def test_a_reduced_polynomial_has_the_same_values_and_lower_degree(table):
    f, u = made(table), 1.7
    z = cmath.exp(1j * cmath.pi / 6)
    for relation, r in ((SQUARE, (u + 1) ** 0.5), (CUBE, u ** (-1 / 3))):
        found = reduced(f, [UNITY, relation])
        assert close(at(found.top, u, r, z) / at(found.bottom, u, r, z), at(f, u, r, z))
        degrees = [int(d) for d in found.top.degrees()] if found.top else [0, 0, 0]
        assert degrees[1] < relation.degree and degrees[2] < 4


@settings(max_examples=15)
@given(COEFFICIENTS)
def test_the_norm_is_free_of_the_root_and_a_multiple(table):
    f, u, z = made(table), 1.7, cmath.exp(1j * cmath.pi / 6)
    for relation, r in ((SQUARE, (u + 1) ** 0.5), (UNITY, 1.3)):
        cofactor, whole = norm(f, relation, [relation])
        left = at(f, u, r, z) * at(cofactor.top, u, r, z) / at(cofactor.bottom, u, r, z)
        assert close(left, at(whole.top, u, r, z) / at(whole.bottom, u, r, z))
        assert not whole.top or int(whole.top.degrees()[relation.place]) == 0


@settings(max_examples=20)
@given(COEFFICIENTS, COEFFICIENTS, COEFFICIENTS)
def test_sums_and_products_of_quotients_are_those_of_their_values(a, b, c):
    f, g, h = (made(table) for table in (a, b, c))
    if not h:
        return
    values = (1.3, 0.7, 1.9)
    x, y = Quotient(f, h), Quotient(g, h * (U + 1))
    for found, expected in (
        (added(x, y), at(f, *values) / at(h, *values) + at(g, *values) / at(h, *values) / 2.3),
        (multiplied(x, y), at(f, *values) * at(g, *values) / at(h, *values) ** 2 / 2.3),
        (cancelled(Quotient(f * h, h * h)), at(f, *values) / at(h, *values)),
    ):
        below = at(found.bottom, *values)
        assert abs(below) < 1e-3 or close(at(found.top, *values) / below, expected)


@pytest.mark.parametrize("n", [1, 2, 3, 4, 6, 8, 12, 30])
def test_the_sum_of_powers_of_primitive_roots_is_ramanujans(n):
    roots = [cmath.exp(2j * cmath.pi * k / n) for k in range(1, n + 1) if gcd(k, n) == 1]
    for j in range(2 * n):
        assert close(sum(root**j for root in roots), ramanujan(n, j))


ZERO = [
    (R**2 - U - 1, [SQUARE]),
    (R**4 - U**2 - 2 * U - 1, [SQUARE]),
    (U * R**3 - 1, [CUBE]),
    (Z**12 - 1, [UNITY]),
    (Z**4 - Z**2 + 1, [UNITY]),
    ((Z**3) ** 2 + 1, [UNITY]),
]
NOT_ZERO = [
    (R - U - 1, [SQUARE]),
    (R**2 - U + 1, [SQUARE]),
    (R**2 - U - 1, []),
    (Z**6 - 1, [UNITY]),
    (Z**2 - Z + 1, [UNITY]),
]


@pytest.mark.parametrize(("f", "relations"), ZERO, ids=str)
def test_a_multiple_of_a_relation_is_0(f, relations):
    assert not reduced(f, relations).top


@pytest.mark.parametrize(("f", "relations"), NOT_ZERO, ids=str)
def test_no_other_polynomial_is(f, relations):
    assert reduced(f, relations).top


def test_powers():
    half = Quotient(U, R)
    assert raised(half, -2) == Quotient(R**2, U**2) and raised(half, 0) == Quotient(ONE, ONE)
    with pytest.raises(Unreadable):
        raised(Quotient(ONE * 0, ONE), -1)


def test_what_grows_too_large_is_left_alone():
    with pytest.raises(Unreadable):
        power_of(U + R + Z + 1, 1000)
    many = power_of(U + R + Z, 60)
    with pytest.raises(Unreadable):
        product(many, many + 1)
