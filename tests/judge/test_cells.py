"""Cases by sign: they cover every point, and what differs on one of them, if only on an edge, is not shown."""

from dataclasses import replace

import pytest
from judge.letters import a, k, w, x, y, z
from sympy import Abs, Heaviside, Max, Min, Mod, Piecewise, exp, floor, sign

from workings.judge.cells import Cases, everywhere, split
from workings.judge.premises import premises

EQUAL = [
    (Abs(x) * Abs(y), Abs(x * y), ()),
    (Max(x, y) + Min(x, y), x + y, ()),
    (Max(x, y) - Min(x, y), Abs(x - y), ()),
    (x * sign(x), Abs(x), ()),
    (Max(x, Max(y, z)), Max(Max(x, y), z), ()),
    (Heaviside(x) + Heaviside(-x), 1, ()),
    (Piecewise((x, x > 0), (0, True)), Max(x, 0), ()),
    (Abs(exp(x) - 1), exp(Max(x, 0)) - exp(Min(x, 0)), ()),
    (Abs(x**2 - 1), x**2 - 1, (x > 2,)),
    (Min(Max(x, -1), 1), (Abs(x + 1) - Abs(x - 1)) / 2, ()),
]
DIFFERENT = [
    (Piecewise((1, x > 0), (0, True)), Piecewise((1, x >= 0), (0, True)), ()),
    (sign(x) ** 2, 1, ()),
    (Abs(x + y), Abs(x) + Abs(y), ()),
    (Max(x, y), x, (x > y - 1,)),
    (sign(x * y), sign(x), (y >= 0,)),
    (Abs(w), w, ()),
    (Max(x, y) * a, Max(a * x, a * y), ()),
    (Heaviside(x) ** 2, Heaviside(x), ()),
    (Abs(x**2 - 2), x**2 - 2, (x > 1,)),
    (floor(k / 2), k / 2, ()),
]


@pytest.mark.parametrize(("left", "right", "given"), EQUAL, ids=str)
def test_what_holds_in_all_cases(left, right, given):
    assert isinstance(everywhere(left - right, premises(given)), Cases)


@pytest.mark.parametrize(("left", "right", "given"), DIFFERENT, ids=str)
def test_what_fails_in_one_case(left, right, given):
    assert everywhere(left - right, premises(given)) is None


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize("given", [(), (y > 0,), (x + y > 0, y < 1)], ids=str)
def test_the_cases_cover_every_point(strict, given):
    known = premises(given)
    cases = split(x**2 + y, x - 2 * y + 1, strict, known)
    for one in range(-4, 5):
        for other in range(-4, 5):
            point = {x: one, y: other}
            if all(bool(fact.subs(point)) for fact in given):
                assert any(holds_at(case, point, one**2 + other) for case in cases)


def holds_at(case, point, value):
    """Whether a case allows a point, and the expression of the case has its value there."""
    e, known = case
    allowed = all(f.subs(point) > 0 if strict else f.subs(point) >= 0 for f, strict in known.facts)
    return allowed and e.subs(point) == value


def test_the_cases_are_told():
    assert everywhere(Max(x, 0) + Max(-x, 0) - Abs(x), premises(())).describe() == ", by the sign of x"
    assert everywhere(x - x, premises(())).describe() == ""
    found = everywhere(Mod(k**2, 2) - Mod(k, 2), replace(premises(()), divisions=True))
    assert found.describe() == ", by division with remainder (2 cases)"
