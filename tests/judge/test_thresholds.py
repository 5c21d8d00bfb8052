"""Where functions of one letter change sign: thresholds, compared with the signs on both sides of each of them."""

import pytest
from judge.letters import p, w, x, y
from sympy import Abs, CRootOf, Mul, Pow, Rational, S, Symbol, exp, expand, log, pi, sqrt, tanh

from workings.judge.alphabet import Exp
from workings.judge.normal import normal
from workings.judge.number_bounds import sign_of_number
from workings.judge.thresholds import inverted, thresholds

t = Symbol("t")
cubic = t**3 - 3 * t + 1


@pytest.mark.parametrize(
    ("function", "sign", "pieces"),
    [
        (
            x**2 - 2,
            1,
            (
                x - sqrt(2),
                x + sqrt(2),
            ),
        ),
        (x**2 + x + 1, 1, ()),
        (-(x**2) - 1, -1, ()),
        (
            exp(2 * x) - 3 * exp(x) + 2,
            1,
            (
                x,
                x - log(2),
            ),
        ),
        (exp(x) + 1, 1, ()),
        (exp(x) - 6, 1, (x - log(2) - log(3),)),
        (log(p) - 1, 1, (p - Exp(1),)),
        (2 - sqrt(p), -1, (p - 4,)),
        (sqrt(p) + 2, 1, ()),
        (
            x**2 - pi,
            1,
            (
                x - sqrt(pi),
                x + sqrt(pi),
            ),
        ),
        (x**3 - 3 * x + 1, 1, tuple(x - CRootOf(cubic, k) for k in range(3))),
        (x**5 + 2, 1, (x - CRootOf(t**5 + 2, 0),)),
        (
            Abs(w) - 3,
            1,
            (
                w - 3,
                w + 3,
            ),
        ),
        (tanh(w) - Rational(1, 2), 1, (w - log(3) / 2,)),
        (tanh(w) - 1, -1, ()),
    ],
    ids=str,
)
def test_a_function_of_one_letter_has_the_sign_of_the_product_of_its_thresholds(function, sign, pieces):
    form = function if function.has(w) else normal(function)
    found = thresholds(form)
    assert found is not None
    assert (found[0], {piece for piece, _ in found[1]}) == (sign, set(pieces))


@pytest.mark.parametrize("function", [x + y, x * y - 1, x - 3, x * exp(x) - 1, exp(x) - exp(y)], ids=str)
def test_functions_of_two_letters_and_those_as_simple_as_it_gets_have_no_thresholds(function):
    assert thresholds(normal(function)) is None


INVERTED = [
    (Exp(x), 3),
    (Exp(x), -1),
    (log(p), -2),
    (Abs(x), 2),
    (Abs(x), 0),
    (Abs(x), -1),
    (tanh(x), Rational(1, 2)),
    (tanh(x), 1),
    (tanh(x), -2),
    (sqrt(p), 2),
    (sqrt(p), -2),
    (Pow(p, Rational(1, 3)), 0),
    (Pow(p, Rational(2, 3)), 2),
    (Pow(p, Rational(-1, 2)), 3),
]


@pytest.mark.parametrize(("letter", "level"), INVERTED, ids=str)
def test_what_is_put_for_a_difference_has_its_sign(letter, level):
    sign, pieces = inverted(letter, S(level))
    for place in [Rational(n, 16) for n in (1, 2, 7, 8, 9, 16, 24, 33, 64, 100, 400)]:
        for point in ({x: place, p: place}, {x: -place, p: place}, {x: 0, p: place}):
            values = [e.subs(point).replace(Exp, exp) for e in (letter - level, sign * Mul(*(q**k for q, k in pieces)))]
            assert sign_of_number(values[0]) == sign_of_number(values[1])


def test_the_sign_is_taken_over_all_real_roots():
    for function in (x**3 - 3 * x + 1, (x - 1) ** 2 * (x + 2) ** 3, -(x**4) + 5 * x**2 - 4, x**2 + x + 1):
        sign, pieces = thresholds(normal(expand(function)))
        for place in [Rational(n, 5) for n in range(-13, 14)]:
            product = sign * Mul(*(piece.subs(x, place) ** times for piece, times in pieces))
            assert sign_of_number(product) == sign_of_number(function.subs(x, place))
