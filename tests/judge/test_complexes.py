"""Complex parts: compared with their values off and on the cuts; and what is false for complex numbers."""

import pytest
from judge.letters import number, p, q, shown, w, x, y
from sympy import Abs, I, Rational, S, arg, conjugate, erf, exp, im, log, pi, re, sign, sqrt

from workings.judge.complexes import argument, conjugated, modulus, nonzero
from workings.judge.normal import canonical
from workings.judge.premises import premises

known = premises(())
z = x + I * y
PLACES = [(S(a), S(b)) for a, b in [(1, 2), (-1, 0), (0, -1), (-2, 3), (3, 0), (Rational(-1, 2), Rational(1, 3))]]
NUMBERS = [z**3, exp(z), 1 / (z + 7 * I), log(1 + x**2 + I * y), sqrt(2 + x**2 + I * y), exp(I * p) * z, I * w]
ON_A_CUT = [log(z), sqrt(z), log(1 + z), z ** Rational(1, 3)]
EQUAL = [
    (re(z**2), x**2 - y**2, ()),
    (im(exp(z)) ** 2 + re(exp(z)) ** 2, exp(2 * x), ()),
    (Abs(z), sqrt(x**2 + y**2), ()),
    (Abs(exp(z)), exp(x), ()),
    (Abs(z / p), Abs(z) / p, ()),
    (Abs((1 + I * x) / (1 - I * x)), 1, ()),
    (arg(p * exp(I * x)), x, (x < 3, x > -3)),
    (arg(-p), pi, ()),
    (conjugate(conjugate(w) * z), w * (x - I * y), ()),
    (z * conjugate(z), Abs(z) ** 2, ()),
]
DIFFERENT = [
    (arg(exp(I * x)), x, ()),
    (arg(exp(I * x)), x, (x < 4, x > 0)),
    (arg(z**2), 2 * arg(z), ()),
    (Abs(z + p), Abs(z) + p, ()),
    (re(z**2), re(z) ** 2, ()),
    (conjugate(log(z)), log(conjugate(z)), ()),
    (conjugate(sqrt(z)), sqrt(conjugate(z)), ()),
    (Abs(exp(I * z)), 1, ()),
]


def points():
    return [{x: a, y: b, p: 2, q: 3, w: b - 2 * a * I} for a, b in PLACES]


@pytest.mark.slow
@pytest.mark.parametrize("e", NUMBERS + ON_A_CUT, ids=str)
def test_a_conjugate(e):
    found = conjugated(canonical(e, known), known)
    for at in points():
        if number(z, at) not in (0, -1):
            assert abs(number(found, at) - number(e, at).conjugate()) < 1e-9


@pytest.mark.parametrize("e", [e for e in NUMBERS if not e.has(w, log, sqrt(2 + x**2 + I * y))], ids=str)
def test_a_size(e):
    found = modulus(e, known)
    assert all(abs(number(found, at) - abs(number(e, at))) < 1e-9 for at in points())


@pytest.mark.parametrize(("left", "right", "given"), EQUAL, ids=str)
def test_parts_of_complex_numbers(left, right, given):
    assert shown(left, right, given)


@pytest.mark.parametrize(("left", "right", "given"), DIFFERENT, ids=str)
def test_what_is_false_for_some_complex_number(left, right, given):
    assert not shown(left, right, given)


def test_a_number_whose_square_of_size_is_positive_is_not_0():
    assert nonzero(1 + I * x, known) and not nonzero(z, known) and not nonzero(1 + I * w, known)


def test_positive_factors_leave_an_argument_as_it_is():
    assert argument(arg(p * q * z), known) == argument(arg(z), known)
    assert argument(arg(-2 * z), known) == argument(arg(-z), known) != argument(arg(z), known)
    assert argument(arg(x * z), known) != argument(arg(z), known)
    assert not shown(sign(z), z / Abs(z)) and shown(erf(conjugate(w)), conjugate(erf(w)))
