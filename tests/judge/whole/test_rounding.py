"""floor, ceiling, Mod, (-1)**n and turns: what division with remainder proves, and what it must not."""

import pytest
from judge.letters import k, m, n, s, x, y
from sympy import Abs, Eq, I, Max, Min, Mod, Piecewise, Rational, Symbol, ceiling, cos, exp, floor, pi, sqrt

from workings.judge import prove

z = Symbol("z", integer=True)
size = Symbol("size", integer=True, positive=True)
half = Rational(1, 2)
PROVED = {
    "the two halves": (floor(z / 2) + floor((z + 1) / 2), z, ()),
    "three thirds": (floor(z / 3) + floor((z + 1) / 3) + floor((z + 2) / 3), z, ()),
    "Hermite": (floor(2 * x), floor(x) + floor(x + half), ()),
    "Hermite for three": (floor(3 * x), floor(x) + floor(x + Rational(1, 3)) + floor(x + Rational(2, 3)), ()),
    "nested": (floor(floor(x / m) / n), floor(x / (m * n)), ()),
    "ceiling by floor": (ceiling(z / size), floor((z + size - 1) / size), ()),
    "output of a convolution": (floor((n - k) / size) + 1, ceiling((n - k + 1) / size), ()),
    "two layers": (floor((floor((n - 3) / 2) + 1 - 3) / 2) + 1, floor((n - 7) / 4) + 1, ()),
    "a square by quarters": (floor(z / 2) * ceiling(z / 2), floor(z**2 / 4), ()),
    "three consecutive": (Mod(z**3 - z, 6), 0, ()),
    "a remainder of a sum": (Mod(z + k, m), Mod(Mod(z, m) + Mod(k, m), m), ()),
    "parity": ((-1) ** z, 1 - 2 * Mod(z, 2), ()),
    "period four": ((-1) ** (z * (z + 1) / 2), (-1) ** floor((z + 1) / 2), ()),
    "period four as a cosine": ((-1) ** (z * (z + 1) / 2), sqrt(2) * cos(pi * (2 * z + 1) / 4), ()),
    "powers of i": (I**z, exp(I * pi * z / 2), ()),
    "powers of i and -i": ((I**z + (-I) ** z) / 2, cos(pi * z / 2), ()),
    "squares as powers of i": (I ** (z**2), (1 + I) / 2 + (-1) ** z * (1 - I) / 2, ()),
    "half turns": (exp(3 * I * pi * z), (-1) ** z, ()),
    "thirds of a turn": (cos(2 * pi * z / 3), 1 - 3 * ceiling(Mod(z, 3) / 2) / 2, ()),
    "distance to the next": (Abs(x - floor(x + half)), Min(x - floor(x), ceiling(x) - x), ()),
    "monotone": (Max(floor(x), floor(y)), floor(Max(x, y)), ()),
    "steps": (floor(x), Piecewise((0, x < 1), (1, True)), (x >= 0, x < 2)),
    "an odd kernel": (2 * floor(k / 2) + 1, k, (Eq(Mod(k, 2), 1),)),
}
NOT_PROVED = {
    "real halves": (floor(x / 2) + floor((x + 1) / 2), x, ()),
    "next whole number": (floor(x) + 1, ceiling(x), ()),
    "sizes off by one": (floor((n - k) / size) + 1, ceiling((n - k) / size), ()),
    "two layers off by one": (floor((floor((n - 3) / 2) + 1 - 3) / 2) + 1, floor((n - 6) / 4) + 1, ()),
    "rounding of halves": (floor(x + half), ceiling(x - half), ()),
    "opposites": (floor(x) + floor(-x), -1, ()),
    "a product of remainders": (Mod(z, 6), Mod(z, 2) * Mod(z, 3), ()),
    "squares modulo eight": (Mod(z**2, 8), Mod(z, 2), ()),
    "the wrong cosine": ((-1) ** (z * (z + 1) / 2), sqrt(2) * cos(pi * (2 * z - 1) / 4), ()),
    "powers of i turned round": (I**z, exp(-I * pi * z / 2), ()),
    "half turns of a real number": (exp(2 * I * pi * x), 1, ()),
    "quarter turns": (cos(pi * z / 2), (-1) ** z, ()),
    "thirds and quarters": (cos(2 * pi * z / 3), cos(2 * pi * z / 4), ()),
    "a step at the wrong place": (floor(x), Piecewise((0, x <= 1), (1, True)), (x >= 0, x < 2)),
    "a wrong period": ((-1) ** (z * (z + 1) / 2), (-1) ** floor(z / 2), ()),
    "a real divisor": (floor(x / s) * s, x - Mod(x, s), ()),
}


@pytest.mark.parametrize("name", PROVED)
def test_it_is_proved(name):
    a, b, given = PROVED[name]
    assert prove(a, b, given).kind == "proved"


@pytest.mark.parametrize("name", NOT_PROVED)
def test_it_is_not_proved(name):
    a, b, given = NOT_PROVED[name]
    assert prove(a, b, given).kind == "undecided"
