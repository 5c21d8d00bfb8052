"""Changes of letters: the new letters run through all values of the old ones, and put back they give the old sides."""

import pytest
from judge.letters import f, n, p, w, x, y
from sympy import Abs, Dummy, I, Integral, S, Sum, Symbol, conjugate, cos, exp, im, re, sin, symbols, tan

from workings.judge.changes import in_parts, natural, real_letters, whole_angles
from workings.judge.premises import premises

k = symbols("k", integer=True)
imaginary = Symbol("j", imaginary=True)


@pytest.mark.parametrize(
    ("sides", "scales"),
    [
        ((tan(x / 2), (1 - cos(x)) / sin(x)), {x: 2}),
        ((sin(x / 2), cos(x / 6) * sin(y / 3)), {x: 6, y: 3}),
        ((exp(I * w / 4), w), {w: 4}),
        ((sin(x * y / 2), S.One), {x: 2}),
        ((sin(p / 5), exp(p / 2)), {p: 10}),
    ],
    ids=str,
)
def test_a_letter_is_scaled_so_that_angles_are_whole(sides, scales):
    table = whole_angles(sides)
    assert set(table) == set(scales)
    back = {new.as_coeff_Mul()[1]: old / new.as_coeff_Mul()[0] for old, new in table.items()}
    assert tuple(side.xreplace(table).xreplace(back) for side in sides) == sides
    for old, new in table.items():
        count, letter = new.as_coeff_Mul()
        assert count == scales[old] and letter.assumptions0 == old.assumptions0


@pytest.mark.parametrize(
    "sides",
    [(sin(k / 2),), (sin(Sum(x / 2, (k, 1, n))),), (exp(x / 2),), (Integral(sin(x / 2), (x, 0, y)),), (sin(x),)],
    ids=str,
)
def test_whole_numbers_bound_letters_and_real_exponentials_are_not_scaled(sides):
    assert whole_angles(sides) == {}


def test_only_a_letter_that_is_compared_with_a_number_is_real():
    u, v = symbols("u v")
    assert set(real_letters(premises((w > 1, 2 - 3 * u >= 0)))) == {w, u}
    assert real_letters(premises((u > v,))) == {}
    assert real_letters(premises((w**2 > 1,))) == {}
    assert real_letters(premises((x > 1,))) == {}
    (sides, known) = natural((w + u,), premises((w > 1,)))
    assert u in sides[0].free_symbols and w not in sides[0].free_symbols
    ((fact, strict),) = known.facts
    assert strict and all(s.is_real for s in fact.free_symbols)


def test_complex_letters_are_written_by_their_parts_where_parts_are_asked_for():
    e, _ = in_parts(conjugate(w) * imaginary + f(x), premises(()))
    real, dummies = e.free_symbols - {x}, [s for s in e.free_symbols if isinstance(s, Dummy)]
    assert len(real) == len(dummies) == 3 and all(s.is_real for s in dummies)
    assert in_parts(re(x) + w, premises(())) == (x + w, premises(()))
    same = exp(w) + w**2
    assert in_parts(same, premises(()))[0] == same


def test_a_letter_in_two_parts_is_any_complex_number():
    e, _ = in_parts(Abs(w) ** 2 - re(w) ** 2 - im(w) ** 2 + w, premises(()))
    first, second = sorted(e.free_symbols, key=str)
    assert {str(first), str(second)} == {"_im w", "_re w"}
    assert e.subs({first: 4, second: 3}).expand(complex=True) == 3 + 4 * I
