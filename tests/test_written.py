"""A Written keeps the order that the author typed and means what SymPy computes from the same tree."""

import re

import mpmath as mp
import pytest
import sympy as sp
from hypothesis import HealthCheck, assume, given, reject, settings
from hypothesis import strategies as st
from reading import NotReal, read

from workings.algebra import (
    bracket,
    column,
    decimal,
    exp,
    frac,
    largest,
    log,
    matrix,
    named,
    relu,
    scalar,
    sigmoid,
    size,
    slash,
    softmax,
    tanh,
    total,
    vector,
)
from workings.notation import latex, text
from workings.order import NoNotation, as_a_person_writes
from workings.written import value_of, written

x, y, beta = scalar("x"), scalar("y"), scalar("beta")
n = size("n")


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (x - beta, sp.Symbol("x", real=True) - sp.Symbol("beta", real=True)),
        (2 * x / 4, sp.Symbol("x", real=True) / 2),
        (-x * y, -sp.Symbol("x", real=True) * sp.Symbol("y", real=True)),
        (1 - x**2, 1 - sp.Symbol("x", real=True) ** 2),
        (sp.Rational(1, 2) * x, sp.Symbol("x", real=True) / 2),
        (abs(-x), sp.Abs(sp.Symbol("x", real=True))),
    ],
)
def test_the_value_is_what_sympy_computes(expression, value):
    assert expression.value == value


def test_a_sympy_value_on_the_left_leaves_the_operator_to_the_written_one():
    assert text(sp.Symbol("a") + (x - y)) == "a + (x - y)"


def test_the_value_of_a_nested_thing_keeps_its_shape():
    assert value_of({"a": [x, 1], "b": (y,)}) == {"a": [x.value, 1], "b": (y.value,)}


def test_a_written_expression_is_not_iterable_by_accident():
    with pytest.raises(TypeError, match="no parts to iterate over"):
        list(x + y)


def test_a_matrix_product_means_the_matrix_product():
    H, s = matrix("H", n, n), column("s", n)
    assert (s.T * H * s).value == s.value.T * H.value * s.value


def test_the_softmax_of_a_vector_means_its_definition():
    i, j, d = (size(name) for name in "ijd")
    v = vector("v", d)
    expected = exp(v[i]) / total(exp(v[j]), j, of=d)
    assert softmax(v)[i].value == expected.value


# -- trees of every kind ----------------------------------------------------------------------------------------------

z, k = scalar("z_1"), size("k")
POINT = {"x": "2/3", "y": "-5/7", r"\beta": "7/4", "z_1": "-3/11", "k": "5"}
AT = {letter: mp.mpf(int(p)) / int(q or 1) for letter, (p, _, q) in ((s, v.partition("/")) for s, v in POINT.items())}
LETTERS = (x, y, beta, z, k)
NOTATIONS = (  # of one's own: LaTeX, and what it says, in letters
    ("y - x", y - x, "y - x"),
    ("-y", -y, "-y"),
    ("x + 1", x + 1, "x + 1"),
    ("x y", x * y, "x*y"),
    ("x y^2", x * y**2, "x*y**2"),
    ("x/y", x / y, "x/y"),
    ("x^2", x**2, "x**2"),
    (r"\frac{x}{y}", x / y, "x/y"),
    (r"\log k", log(k), "log(k)"),
    (r"x \tanh y", x * tanh(y), "x*tanh(y)"),
    (r"\log(k + 1)", log(k + 1), "log(k + 1)"),
    (r"\sum_{k=1}^3 k", written(6), "Sum(k, (k, 1, 3))"),
    (r"\abs{y}", abs(y), "Abs(y)"),
    (r"\sigmoid(y)", sigmoid(y), "sigmoid(y)"),
)
OWN = tuple(named(latex, form, text) for latex, form, text in NOTATIONS)
DECIMALS = tuple(decimal(sp.Rational(q), n) for q, n in (("1/4", 2), ("-3/2", 2), ("300000000", 1), ("-1/1000000", 2)))
whole = st.integers(-4, 4).map(written)
rational = st.builds(sp.Rational, st.integers(-5, 5), st.integers(1, 4)).map(written)
leaves = st.one_of(whole, rational, st.sampled_from(LETTERS), st.sampled_from(OWN + DECIMALS[:2]))


def both(inner, form):
    return st.tuples(inner, inner).map(lambda p: real(form, *p))


def one(inner, form):
    return inner.map(lambda e: real(form, e))


def real(form, *parts):
    """form(*parts), or the first part where that is infinite or not real for all letters."""
    try:
        tree = form(*parts)
    except ValueError:  # SymPy orders no complex numbers
        return parts[0]
    return parts[0] if sp.sympify(tree.value).has(sp.zoo, sp.nan, sp.oo, sp.I) else tree


def of_numbers(inner):
    forms = (lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b, frac, slash)
    return (*(both(inner, form) for form in forms), one(inner, lambda a: -a), one(inner, log))


exponents = st.recursive(leaves, lambda inner: st.one_of(*of_numbers(inner)), max_leaves=3)  # no powers: they overflow
raised = st.sampled_from([written(n) for n in (-2, -1, 2, 3)] + [sp.Rational(1, 2), x, y, -x, k + 1, slash(x, 2)])
ranges = st.tuples(st.sampled_from((1, 2, 3)), st.booleans())
trees = st.recursive(
    st.one_of(leaves, exponents.map(lambda e: real(exp, e)), st.sampled_from(DECIMALS)),
    lambda inner: st.one_of(
        *of_numbers(inner),
        *(one(inner, form) for form in (tanh, sigmoid, relu, bracket, abs)),
        both(inner, largest),
        st.tuples(inner, raised).map(lambda p: real(lambda a, n: a**n, *p)),
        st.tuples(inner, ranges).map(lambda p: real(lambda a, r: total(a, k, 1, r[0], small=r[1]), *p)),
    ),
    max_leaves=7,
)
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much]
NAMES = {
    "x": x.value, "y": y.value, "beta": beta.value, "z_1": z.value, "k": k.value, "exp": sp.exp, "log": sp.log,
    "tanh": sp.tanh, "Abs": sp.Abs, "Max": sp.Max, "Sum": lambda *parts: sp.Sum(*parts).doit(),
    "ReLU": lambda u: sp.Max(0, u), "sigmoid": lambda u: 1 / (1 + sp.exp(-u)),
}  # fmt: skip


def computed(value):
    """The number that a value is at the point; an example where it is none, or not real, is left out."""
    form = sp.sympify(value).doit()
    assume(not form.has(sp.zoo, sp.nan, sp.oo))
    with mp.workdps(60):
        try:
            number = +sp.lambdify([letter.value for letter in LETTERS], form, "mpmath")(*AT.values())
        except (ZeroDivisionError, TypeError, OverflowError):  # TypeError: the larger of complex numbers
            reject()
        assume(mp.isfinite(number))
        return number


def number_in(printed):
    """The number that a person reads; what is not real on the way, or divides by 0, is left out."""
    with mp.workdps(60):
        try:
            return read(printed, AT)
        except (NotReal, ZeroDivisionError):
            reject()


def close(one, other):
    return abs(one - other) <= mp.mpf(10) ** -12 * (1 + abs(one))


@pytest.mark.slow
@settings(max_examples=400, deadline=None, suppress_health_check=SLOW)
@given(trees)
def test_a_person_reads_from_the_latex_the_value_of_the_tree(tree):
    number = computed(tree.value)
    assert close(number_in(latex(tree)), number), latex(tree)


@pytest.mark.slow
@settings(max_examples=200, deadline=None, suppress_health_check=SLOW)
@given(trees)
def test_a_person_reads_from_the_latex_of_a_sympy_value_the_same(tree):
    value = sp.sympify(tree.value)
    number = computed(value)
    try:
        printed = latex(value)
    except NoNotation:
        reject()
    assert close(number_in(printed), number), printed


@pytest.mark.slow
@settings(max_examples=200, deadline=None, suppress_health_check=SLOW)
@given(trees)
def test_the_text_read_as_python_means_the_same_as_the_tree(tree):
    number = computed(tree.value)
    source = re.sub(r"(?<![\w.])(\d+\.?\d*(e-?\d+)?)", r"Rational('\1')", text(tree))
    source = re.sub(r"_Rational\('1'\)", "_1", source)
    meant = eval(source, {"__builtins__": {}}, NAMES | {"Rational": sp.Rational})  # our own text, from our own tree
    assert close(computed(meant), number), text(tree)


@pytest.mark.slow
@settings(max_examples=100, deadline=None, suppress_health_check=SLOW)
@given(trees)
def test_putting_a_value_in_a_persons_order_does_not_change_it(tree):
    try:
        assert as_a_person_writes(sp.sympify(tree.value)).value == tree.value
    except NoNotation:
        reject()


def test_a_fraction_of_logarithms_is_written_by_hand_order():
    assert latex(frac(log(x), 2)) == r"\frac{\log x}{2}"
