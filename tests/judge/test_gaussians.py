"""Exact complex numbers: the field laws against Python's own products of pairs, and no real number among them."""

from fractions import Fraction as Q

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workings.judge.gaussians import Gaussian, gaussian

NUMBERS = st.builds(gaussian, *[st.fractions(-9, 9, max_denominator=9)] * 2)
I = Gaussian(Q(0), Q(1))


def pair(z):
    return (z.real, z.imag)


@settings(max_examples=20)
@given(NUMBERS, NUMBERS)
def test_products_and_quotients_are_those_of_pairs(a, b):
    (p, q), (r, s) = pair(a), pair(b)
    assert pair(a * b) == (p * r - q * s, p * s + q * r)
    assert pair(a + b) == (p + r, q + s) and pair(a - b) == (p - r, q - s)
    if b != 0:
        assert (a / b) * b == a


@settings(max_examples=20)
@given(NUMBERS, st.integers(-6, 6))
def test_powers_are_repeated_products(a, exponent):
    if a == 0:
        return
    expected = Q(1)
    for _ in range(abs(exponent)):
        expected = expected * a
    assert a**exponent == (expected if exponent >= 0 else 1 / expected)


REAL = [I * I, I - I, I**4, (1 + I) * (1 - I), I / I, I + I.conjugate(), (1 + I) ** 4]


@pytest.mark.parametrize(("value", "expected"), list(zip(REAL, (-1, 0, 1, 2, 1, 0, -4), strict=True)))
def test_a_real_result_is_a_fraction(value, expected):
    assert type(value) is Q and value == expected


TEXTS = {"i": I, "-i": -I, "1/2": Q(1, 2), "2 - 3i": 2 - 3 * I, "(1/3) + 0.5i": Q(1, 3) + I / 2}


@pytest.mark.parametrize("text", TEXTS)
def test_a_number_is_written_exactly(text):
    assert str(TEXTS[text]) == text


def test_a_division_by_0_is_none():
    with pytest.raises(ZeroDivisionError):
        I / Q(0)
