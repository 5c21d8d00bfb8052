"""A Written keeps the order that the author typed and means what SymPy computes from the same tree."""

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from workings.algebra import column, exp, frac, log, matrix, relu, scalar, sigmoid, size, softmax, total, vector
from workings.notation import latex, text
from workings.order import as_a_person_writes
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


numbers = st.integers(-9, 9)
leaves = st.one_of(numbers.map(written), st.sampled_from([x, y, beta, exp(x), exp(-y)]))  # exp of exp overflows
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda p: p[0] + p[1]),
        st.tuples(inner, inner).map(lambda p: p[0] - p[1]),
        st.tuples(inner, inner).map(lambda p: p[0] * p[1]),
        inner.map(lambda e: -e),
        inner.map(relu),
        inner.map(sigmoid),
    ),
    max_leaves=8,
)
NAMES = {
    "x": x.value, "y": y.value, "beta": beta.value, "exp": sp.exp, "ReLU": lambda z: sp.Max(0, z),
    "sigmoid": lambda z: 1 / (1 + sp.exp(-z)),
}  # fmt: skip


@given(trees)
def test_the_text_read_as_python_means_the_same_as_the_tree(tree):
    point = {x.value: sp.Rational(1, 3), y.value: sp.Rational(-2, 5), beta.value: sp.Rational(7, 4)}
    read = sp.sympify(eval(text(tree), {"__builtins__": {}}, NAMES))  # the test's own text, from its own tree
    assert abs(sp.N(read.subs(point) - sp.sympify(tree.value).subs(point), 30)) < 1e-20 * (
        1 + abs(sp.N(read.subs(point)))
    )


@given(trees)
def test_putting_a_value_in_a_persons_order_does_not_change_it(tree):
    assert as_a_person_writes(sp.sympify(tree.value)).value == tree.value


def test_a_fraction_of_logarithms_is_written_by_hand_order():
    assert latex(frac(log(x), 2)) == r"\frac{\log x}{2}"
