"""Stored text: what is written comes back, what is not in the vocabulary does not come in, and nothing runs."""

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Q

from workings.storage import CannotRead, CannotStore, Letters, declared, read, restore, store, write

x, y = sp.symbols("x y", real=True)
p = sp.Symbol("p", positive=True)
d, n = sp.symbols("d n", integer=True, positive=True)
i, j = sp.symbols("i j", integer=True)
v = sp.IndexedBase("v", real=True)
H, g = sp.MatrixSymbol("H", n, n), sp.MatrixSymbol("g", n, 1)
f = sp.Function("f")
f_positive = sp.Function("f", positive=True)

VALUES = [
    sp.Rational(-3, 7),
    x**2 - 2 * x + sp.sqrt(2),
    sp.exp(v[i]) / sp.Sum(sp.exp(v[j]), (j, 1, d)),
    sp.Piecewise((x, x > 0), (p * x, True)),
    sp.And(x > 0, sp.Or(sp.Ne(y, 1), sp.Eq(x, y))),
    sp.Not(sp.And(x > 0, y > 0)),
    H.I * g + 2 * H.T * g,
    sp.Trace(H * H.T) + sp.Determinant(H),
    sp.Identity(n) - sp.ZeroMatrix(n, n),
    sp.HadamardProduct(H, H.T),
    sp.ImmutableDenseMatrix([[x, 1], [0, sp.exp(y)]]),
    H[0, 1] + g[i, 0],
    sp.Limit(sp.sin(x) / x, x, 0),
    sp.Limit(1 / x, x, 0, "-"),
    sp.Integral(sp.exp(-(x**2)), (x, -sp.oo, sp.oo)),
    sp.Derivative(f(x) * f_positive(x), x),
    sp.Subs(sp.Derivative(f(x + y), x), x, 0),
    1 + x + sp.O(x**2),
    sp.Max(x, y, 0),
    sp.floor(x / 2) + sp.Mod(n, 3),
    sp.Product(v[j], (j, 1, d)),
    sp.KroneckerDelta(i, j),
    sp.Lambda(x, x**2),
    sp.oo,
    sp.true,
]


def back(value):
    letters = Letters()
    stored = store(value, letters)
    return restore(stored, letters.declarations())


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_value_comes_back(value):
    assert back(value) == value


def test_containers_come_back_with_their_texts():
    assert back({"sizes": [n, 2 * n], "kind": "affine"}) == {"sizes": [n, 2 * n], "kind": "affine"}


def test_a_tree_that_sympy_would_multiply_out_comes_back_as_it_was():
    unevaluated = sp.Mul(2, x + 1, evaluate=False)
    letters = Letters()
    text = write(unevaluated, letters)
    assert text.startswith("raw(")
    assert restore(text, letters.declarations()) == unevaluated


def test_two_letters_of_one_name_stay_two():
    other = sp.Symbol("x", positive=True)
    value = x - other
    assert value != 0 and back(value) == value


@pytest.mark.parametrize("name", ["lambda", "E", "exp", r"\ell", "x'", "2", "w_{11}"])
def test_a_letter_may_be_called_anything(name):
    value = sp.Symbol(name, real=True) + 1
    assert back(value) == value


def test_a_dummy_comes_back_as_a_letter_of_its_name():
    assert back(sp.Sum(sp.Dummy("k", integer=True), (d, 1, 3))).free_symbols == {sp.Symbol("k", integer=True)}


def test_the_readable_form_is_what_a_person_would_type():
    letters = Letters()
    assert write(sp.exp(v[i]) / sp.Sum(sp.exp(v[j]), (j, 1, d)), letters) == "exp(v[i])/Sum(exp(v[j]), (j, 1, d))"
    assert letters.declarations() == {
        "d": {"integer": True, "positive": True},
        "i": {"integer": True},
        "j": {"integer": True},
        "v": {"indexed": True, "real": True},
    }


def test_what_is_said_of_a_matrix_becomes_a_premise():
    table = {"H": {"matrix": ["n", "n"], "symmetric": True, "pd": True}, "n": {"integer": True, "positive": True}}
    letters, premises = declared(table)
    assert letters["H"] == H
    assert premises == [Q.symmetric(H), Q.positive_definite(H)]


def test_an_index_that_is_not_declared_is_a_whole_number():
    total = read("Sum(k, (k, 1, 3))", {})
    assert total.variables[0].is_integer


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')",
        "x.real",
        "(lambda: 1)()",
        "[k for k in x]",
        "x if x else 1",
        "exp(x, evaluate=False)",
        "'x'",
        "1.5",
        "open(x)",
        "x := 1",
        "sympify(x)",
        "f\"{x}\"",
        "x[0]",
        "unknown + 1",
        "exp(*x)",
        "2**(10**9)",
        "x**(10**7)",
        "factorial(10**6)",
        "(2**1000)**100000",
        "Sum(x, (x + 1, 1, 3))",
        "1 +",
        "(" * 5000 + ")" * 5000,
        "+".join(["x"] * 120_000),
    ],
    ids=lambda text: text[:30],
)  # fmt: skip
def test_what_is_no_formula_is_refused(text):
    with pytest.raises(CannotRead):
        read(text, {"x": x})


def test_an_unknown_assumption_is_refused():
    with pytest.raises(CannotRead, match="'tasty' is nothing that can be assumed"):
        declared({"x": {"tasty": True}})


def test_a_value_outside_the_vocabulary_cannot_be_stored():
    with pytest.raises(CannotStore, match="AccumBounds|AccumulationBounds"):
        write(sp.AccumBounds(0, 1), Letters())


LEAVES = st.sampled_from([x, y, p, sp.Integer(2), sp.Rational(-1, 3), sp.pi, v[i]])
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: pair[0] + pair[1]),
        st.tuples(inner, inner).map(lambda pair: pair[0] * pair[1]),
        st.tuples(inner, st.integers(-2, 3)).map(lambda pair: pair[0] ** pair[1]),
        inner.map(sp.exp),
        inner.map(sp.sqrt),
        inner.map(sp.Abs),
        st.tuples(inner, inner).map(lambda pair: sp.Mul(*pair, evaluate=False)),
        st.tuples(inner, inner).map(lambda pair: sp.Add(*pair, evaluate=False)),
    ),
    max_leaves=8,
)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(TREES)
def test_every_tree_comes_back_as_it_was(tree):
    if tree.has(sp.zoo, sp.nan):
        return
    assert back(tree) == tree
