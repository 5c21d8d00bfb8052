"""Division with remainder: every value of a letter has one case, with its facts."""

import pytest
from judge.letters import k, n, p, w, x, y
from sympy import Abs, Dummy, Max, Rational, S, Symbol, binomial, ceiling, expand, factorial, floor, symbols

from workings.judge.divisions import by_expression, by_number, by_one, positive_product, whole, whole_apart
from workings.judge.letters import Unreadable
from workings.judge.premises import premises

known = premises(())
LETTERS = [
    Symbol("n", integer=True),
    Symbol("n", integer=True, positive=True),
    Symbol("n", integer=True, nonnegative=True),
    Symbol("n", integer=True, negative=True),
    Symbol("n", even=True),
    Symbol("n", odd=True, positive=True),
]


def allowed(letter, value):
    tests = {"positive": value > 0, "nonnegative": value >= 0, "negative": value < 0, "nonpositive": value <= 0,
             "even": value % 2 == 0, "odd": value % 2 == 1, "integer": value == int(value)}  # fmt: skip
    return all(truth for name, truth in tests.items() if getattr(letter, f"is_{name}"))


@pytest.mark.slow
@pytest.mark.parametrize("divisor", [2, 3, 4])
@pytest.mark.parametrize("letter", LETTERS, ids=lambda s: str(sorted(s._assumptions_orig)))
def test_each_whole_number_has_exactly_one_quotient_and_remainder(letter, divisor):
    cases = by_number(letter, divisor).cases
    for value in range(-13, 14):
        found = []
        for case in cases:
            (quotient,) = case.value.free_symbols
            for q in range(-14, 15):
                holds = all(fact.subs(quotient, q) > 0 if strict else fact.subs(quotient, q) >= 0
                            for fact, strict in case.facts)  # fmt: skip
                if allowed(quotient, q) and holds and case.value.subs(quotient, q) == value:
                    found.append(q)
        assert len(found) == (1 if allowed(letter, value) else 0)


def test_a_division_by_an_expression_is_solved_for_the_letter():
    z = Symbol("z", integer=True)
    (case,) = by_expression(z, -1, n + 5, k, known).cases
    q, r = sorted(case.value.free_symbols - {n, k}, key=str)
    assert expand(-case.value + n + 5 - k * q - r) == 0
    assert (k - 1 - r, False) in case.facts and r.is_nonnegative and not q.is_nonnegative
    (case,) = by_expression(n, 1, S.Zero, k, known).cases
    assert (case.value, True) in case.facts


def test_a_real_letter_is_a_whole_number_and_a_part_below_1():
    (case,) = by_one(x, S(2), y).cases
    q, t = sorted(case.value.free_symbols - {y}, key=str)
    assert expand(2 * case.value + y - q - t) == 0
    assert q.is_integer and t.is_nonnegative and case.facts == ((1 - t, True),)
    (case,) = by_one(p, S(1), S.Zero).cases
    assert (case.value, True) in case.facts


def test_divisions_end():
    with pytest.raises(Unreadable):
        by_number(n, 61)
    with pytest.raises(Unreadable):
        by_one(Dummy("x_______", real=True), S.One, S.Zero)


@pytest.mark.parametrize(
    "e",
    [n * k - 3, 2**n, factorial(n), binomial(n, k), Abs(n - k), Max(n, k), floor(x), n**k, (-1) ** (n - k)],
    ids=str,
)
def test_whole_numbers(e):
    assert whole(e, known)


@pytest.mark.parametrize(
    "e", [n / 2, x, 2 ** (n - k), floor(w), n * x, ceiling(w) + 1, binomial(x, 2), n ** (-1)], ids=str
)
def test_what_may_not_be_whole(e):
    assert not whole(e, known)


def test_whole_terms_are_taken_out():
    m, j = symbols("m j", integer=True)
    assert whole_apart(m + x + Rational(7, 2), known) == (m + 3, x + Rational(1, 2))
    assert whole_apart(j - Rational(1, 3), known) == (j - 1, Rational(2, 3))
    assert positive_product(((p, 2), (-p - 1, 1)), known) == (-1, expand(p**2 * (p + 1)))
    assert positive_product(((x, 2),), known) is None
