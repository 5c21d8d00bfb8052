"""What is known of the size of one letter: each bound is tried at many places, on both sides of 0 and far out."""

from fractions import Fraction

import pytest
from judge.letters import p, w, x, y
from sympy import Abs, Max, Min, S, atan, ceiling, cos, erf, exp, floor, log, pi, sin, sqrt, tanh

from workings.judge.alphabet import Exp
from workings.judge.bounds import bounds

PLACES = [Fraction(n, 8) for n in (1, 3, 8, 9, 13, 16, 25, 30, 72)]


@pytest.mark.parametrize(
    ("letter", "count"),
    [
        (sin(x), 2), (cos(x), 2), (tanh(x), 2), (erf(x), 2), (atan(x), 2), (Abs(x), 2), (Max(x, y), 2), (Min(x, y), 2),
        (Exp(x), 1), (log(p), 1), (floor(x), 2), (ceiling(x), 2), (pi, 2), (sqrt(2) + log(3), 2),
    ],
    ids=str,
)  # fmt: skip
def test_the_bounds_hold_everywhere(letter, count):
    rows = bounds(letter)
    assert len(rows) == count
    for place in [*PLACES, *(-place for place in PLACES)]:
        point = {x: S(place), y: S(2 * place + 1), p: S(abs(place))}
        for form, strict in rows:
            value = sum(S(c) * S(key).subs(point).replace(Exp, exp).n(60) for key, c in form.items())
            assert value > 0 if strict else value >= -(10**-25)


def test_the_tangents_touch():
    (form, strict) = bounds(Exp(x))[0]
    assert (form, strict) == ({Exp(x): 1, S.One: -1, x: -1}, False)
    assert sum(c * S(key).subs(x, 0).replace(Exp, exp) for key, c in form.items()) == 0


@pytest.mark.parametrize("letter", [x, x * y, sqrt(p), w, 1 / x], ids=str)
def test_of_other_letters_nothing_is_known(letter):
    assert bounds(letter) == ()
