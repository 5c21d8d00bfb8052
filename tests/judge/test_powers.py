"""Powers, roots and logarithms: compared with their values, negative and complex ones too; and laws that fail there."""

import pytest
from judge.letters import n, number, p, q, shown, w, x, y
from sympy import I, LambertW, Mul, Pow, Rational, S, exp, expand, log, pi, sqrt

from workings.judge.alphabet import Exp
from workings.judge.normal import normal
from workings.judge.powers import angle, logarithm, root
from workings.judge.premises import premises

known = premises(())
third = Rational(1, 3)
PLACES = [(S(2), S(-3)), (S(-1), 2 + I), (S(-4), S(5)), (S(3), -2 * I), (Rational(1, 2), -1 + I)]
ROOTS = [(p * w, S.Half), (-12 * p * w, S.Half), (w**2, S.Half), (p**3 * w**5, third), (-8 * p, third),
         (w / p, -S.Half), (q**4 * w, Rational(3, 2)), ((p + q) * (w + 1) ** 3, third)]  # fmt: skip
LOGARITHMS = [p * w, -p, w**3, p / w, -6 * p * w / q, exp(x) * w, sqrt(p) * w, I * p, (p + q) ** 2]
EQUAL = [
    (log(p * q**2), log(p) + 2 * log(q), ()),
    (log(-p), log(p) + I * pi, ()),
    (sqrt(x**2), -x, (x < 0,)),
    (exp(2 * log(w)), w**2, ()),
    (exp(LambertW(p)), p / LambertW(p), ()),
    (LambertW(p * exp(p)), p, ()),
    (sqrt(12 * p), 2 * sqrt(3) * sqrt(p), ()),
    (4**x, 2 ** (2 * x), ()),
    (log(exp(I * x)), I * x, (x < 3, x > -3)),
    (Rational(1, 3) ** w, 3 ** (-w), ()),
    ((-2) ** n, (-1) ** n * 2**n, ()),
    ((x - y) ** n, (-1) ** n * (y - x) ** n, ()),
    ((w - x) ** (2 * n), (x - w) ** (2 * n), ()),
    (exp(w) * exp(-w), 1, ()),
]
DIFFERENT = [
    (sqrt(w**2), w, ()),
    (log(w**2), 2 * log(w), ()),
    (log(x * y), log(x) + log(y), ()),
    ((x - y) ** n, (y - x) ** n, ()),
    ((x - y) ** p, (-1) ** p * (y - x) ** p, ()),
    (sqrt(x * y), sqrt(x) * sqrt(y), ()),
    (log(exp(I * x)), I * x, (x < 4, x > 0)),
    (log(exp(w)), w, ()),
    (LambertW(x * exp(x)), x, ()),
    (LambertW(x * exp(x)), x, (x < 0,)),
    ((x**3) ** third, x, ()),
    (sqrt(exp(w)), exp(w / 2), ()),
    (sqrt(1 / w), 1 / sqrt(w), ()),
    (log(1 / w), -log(w), ()),
    (exp(w) ** x, exp(w * x), ()),
]


def points():
    return [{x: a, w: b, p: k + 1, q: 2 * k + 3} for k, (a, b) in enumerate(PLACES)]


@pytest.mark.parametrize(("base", "exponent"), ROOTS, ids=str)
def test_a_root(base, exponent):
    found = root(base, exponent, known)
    assert all(abs(number(found, at) - number(base, at) ** float(exponent)) < 1e-8 for at in points())


@pytest.mark.parametrize("e", LOGARITHMS, ids=str)
def test_a_logarithm(e):
    found = logarithm(log(e, evaluate=False), known)
    assert all(abs(number(found, at) - number(log(number(e, at)), {})) < 1e-8 for at in points() if e.subs(at) != 0)


@pytest.mark.parametrize(("left", "right", "given"), EQUAL, ids=str)
def test_laws_of_powers(left, right, given):
    assert shown(left, right, given)


@pytest.mark.parametrize(("left", "right", "given"), DIFFERENT, ids=str)
def test_laws_that_fail_on_another_branch(left, right, given):
    assert not shown(left, right, given)


def test_an_angle_lies_between_minus_pi_and_pi():
    small = premises((x > 0, x < 1))
    for factor, turn in ((S.One, 0), (S.NegativeOne, -pi), (I, pi / 2), (-I, -pi / 2)):
        assert expand(angle(factor * Exp(I * x), small) - x - turn) == 0
    assert angle(Exp(I * x), known) is None
    assert angle(2 * Exp(I * x), small) is None
    assert angle(Exp(I * x) ** 4, small) is None
    assert angle(Exp(I * w), small) is None
    assert angle(S.NegativeOne, known) == pi


def test_an_exponential_keeps_the_half_of_a_complex_exponent():
    assert normal(exp(w / 2), known) == Exp(w / 2)
    assert normal(exp(x / 2), known) == Pow(Exp(x), S.Half)
    assert normal(exp(x + 2 * log(w)), known) == Mul(Exp(x), w**2)
