"""The author's vocabulary refuses what the page could not say, and says what to write instead."""

from fractions import Fraction

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from workings.algebra import (
    Components,
    column,
    decimal,
    exp,
    matrix,
    ones,
    scalar,
    size,
    softmax,
    total,
    unknown,
    vector,
)
from workings.notation import latex, text
from workings.written import Written

x, t = scalar("x"), scalar("t")
d, n, i, j, k = map(size, "dnijk")
v, w = vector("v", d), vector("w", d)

REFUSED = [
    (lambda: v + 3, "a vector and the number 3 have no sum\nWhere every component takes it, write 3 * ones(d)."),
    (lambda: 3 - v, "a vector and the number 3 have no sum\nWhere every component takes it, write 3 * ones(d)."),
    (lambda: v + vector("u", n),
     "a vector of d components and one of n have no sum\nGive both the same length: vector(name, length)."),
    (lambda: v + column("g", d), "a vector by components and the matrix g have no sum\n"
     "Declare both with vector(name, length), or both with column(name, rows)."),
    (lambda: v * w, "a vector by components is multiplied by a number only\n"
     "Sum the products of the components: total(x[i] * y[i], i, of=d)."),
    (lambda: exp(matrix("H", n, n)), "e to the power of the matrix H is read as a series, not entry by entry\n"
     "Give what is meant a notation of its own: named(latex, value, text)."),
    (lambda: total(v[j], j, 2, of=d),
     "a sum from 2 that leaves its range unsaid is read as one from 1\nWrite total(body, j, 2, n)."),
    (lambda: total(v[j], j), "a sum has one end\n"
     "Write total(body, j, 1, n), or total(body, j, of=n) to leave the range unsaid."),
    (lambda: total(v[j], j, 1, d, of=d), "a sum has one end\n"
     "Write total(body, j, 1, n), or total(body, j, of=n) to leave the range unsaid."),
    (lambda: total(v[i] * v[j], (i, j), 1, d),
     "several indices leave their range unsaid\nWrite total(body, (i, j), of=n), or a sum of sums."),
]  # fmt: skip


@pytest.mark.parametrize(("form", "message"), REFUSED, ids=[row[1].split("\n")[0] for row in REFUSED])
def test_what_has_no_meaning_is_refused_with_what_to_write(form, message):
    with pytest.raises(TypeError) as caught:
        form()
    assert str(caught.value) == message
    assert all(len(line) <= 80 for line in message.splitlines())


@pytest.mark.parametrize(
    ("form", "component", "shown"),
    [
        (v + w - t * ones(d), v[i] + w[i] - t, r"\vv + \vw - t \vone"),
        (-v, -v[i], r"-\vv"),
        (v / t, v[i] / t, r"\frac{\vv}{t}"),
        (2 * v, 2 * v[i], r"2 \vv"),
    ],
)
def test_vectors_are_added_and_scaled_component_by_component(form, component, shown):
    assert (sp.expand(form[i].value - component.value), latex(form)) == (0, shown)


@pytest.mark.parametrize("name", ["negative", "log", "total"])
def test_an_undefined_function_cannot_pass_for_one_that_the_page_knows(name):
    with pytest.raises(ValueError, match=f"{name} is a name of the page's own"):
        unknown(name, x)


def test_the_index_of_a_softmax_is_a_letter_that_its_components_have_not():
    shifted = Written("vector", (), Components(lambda i: v.value[i] + j.value + k.value, d.value, "u"))
    whole = sp.Symbol("l", integer=True, positive=True)
    below = sp.Sum(sp.exp(v.value[whole] + j.value + k.value), (whole, 1, d.value))
    assert softmax(shifted)[i].value == sp.exp(v.value[i.value] + j.value + k.value) / below


def test_a_small_sum_means_what_the_tall_one_means():
    tall, small = total(v[j], j, of=d), total(v[j], j, of=d, small=True)
    assert (small.value, text(small), latex(small)) == (tall.value, text(tall), rf"{{\textstyle{latex(tall)}}}")


@pytest.mark.parametrize(
    ("number", "digits", "shown"),
    [
        (sp.Rational("0.58350003"), 3, "0.584"),
        (sp.Rational("0.58349997"), 3, "0.583"),
        (sp.Rational(1, 8), 2, "0.12"),  # half way: the even digit
        (sp.Rational(3, 8), 2, "0.38"),
        (sp.Rational(1, 2), 3, "0.500"),
        (sp.Rational(999, 1000), 2, "1.0"),
        (sp.Integer(324), 3, "324"),
        (sp.Integer(0), 3, "0"),
        (sp.exp(20), 4, r"4.852 \cdot 10^8"),
        (sp.Rational(1, 10**7), 3, r"1.00 \cdot 10^{-7}"),
    ],
)
def test_a_decimal_is_rounded_once(number, digits, shown):
    assert latex(decimal(number, digits)) == shown


@given(st.fractions(max_denominator=10**6).filter(bool), st.integers(1, 8))
def test_a_decimal_is_the_nearest_number_of_so_many_digits(number, digits):
    shown = text(decimal(sp.Rational(number.numerator, number.denominator), digits))
    mantissa, _, exponent = shown.lstrip("-").partition("e")
    whole, _, places = mantissa.partition(".")
    assert len((whole + places).lstrip("0")) == digits
    unit = Fraction(10) ** (int(exponent or 0) - len(places))
    assert abs(Fraction(shown) - number) <= unit / 2


@pytest.mark.parametrize("number", [sp.oo, sp.sqrt(-2 + sp.sqrt(2)), sp.zoo])
def test_what_is_no_real_number_has_no_digits(number):
    with pytest.raises((ValueError, TypeError)):
        decimal(number, 3)
