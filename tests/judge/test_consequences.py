"""Signs that follow from facts by exact elimination, with the bounds and the signs of the letters."""

import pytest
from judge.letters import X, i, n, p, w, x, y, z
from sympy import I, Sum, cos, floor, log, pi, sin, sqrt, tanh

from workings.judge.alphabet import Exp
from workings.judge.consequences import follows
from workings.judge.premises import premises

FOLLOWING = [
    (x + y - 3, True, (x > 1, y > 2)),
    (2 - sin(x) - cos(y), False, ()),
    (p - 1 - log(p), False, ()),
    (Exp(x) - 1 - x, False, ()),
    (x * y + x - 1, True, (x > 1, y > 0)),
    (1 - tanh(x), True, ()),
    (floor(x) - 2, False, (x >= 3,)),
    (Sum(X[i] ** 2, (i, 1, n)) + p, True, ()),
    (4 - pi, True, ()),
]
OPEN = [
    (x + y - 3, True, (x >= 1, y >= 2)),
    (2 - sin(x) - cos(y), True, ()),
    (x - 1 - log(x), False, ()),
    (x * y, True, (x > 1, y > -1)),
    (Sum(X[i], (i, 1, n)), False, ()),
    (floor(x) - 2, True, (x >= 2,)),
    (2 - sin(w), False, ()),
    (Exp(I * x), False, ()),
    (z - x, False, (y >= x,)),
    (sqrt(x) - 1, False, (x <= 1,)),
]


@pytest.mark.parametrize(("e", "strict", "given"), FOLLOWING, ids=str)
def test_what_follows(e, strict, given):
    assert follows(e, strict, premises(given))


@pytest.mark.parametrize(("e", "strict", "given"), OPEN, ids=str)
def test_what_does_not_follow(e, strict, given):
    assert not follows(e, strict, premises(given))
