"""Formulas look as a person would write them."""

import pytest
import sympy as sp

from workings.algebra import (
    bracket,
    column,
    decimal,
    exp,
    frac,
    hadamard,
    lambert_w,
    log,
    matrix,
    numbers,
    ones,
    relation,
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
from workings.notation import latex, name_text, text

half = sp.Rational(1, 2)
x, a, b, alpha, beta, t, m = map(scalar, ("x", "a", "b", "alpha", "beta", "t", "m"))
n, d, i, j, k = map(size, "ndijk")
v, c = vector("x", d), vector("c", d)
H, g, s, wt = matrix("H", n, n), column("g", n), column("s", n), column(r"\wt", n)

AS_TYPED = [
    (x - alpha, r"x - \alpha", "x - alpha"),
    (wt - H.I * g, r"\wt - \mH^{-1} \vg", "wt - H.I*g"),
    (g + H * s, r"\vg + \mH \vs", "g + H*s"),
    (half * s.T * H * s, r"\tfrac{1}{2} \vs\tran \mH \vs", "1/2*s.T*H*s"),
    (1 + exp(-beta * x), r"1 + e^{-\beta x}", "1 + exp(-beta*x)"),
    (relu(x - alpha), r"\ReLU(x - \alpha)", "ReLU(x - alpha)"),
    (a * relu(x - alpha) + b * relu(beta - x), r"a \ReLU(x - \alpha) + b \ReLU(\beta - x)",
     "a*ReLU(x - alpha) + b*ReLU(beta - x)"),
    (x * sigmoid(beta * x), r"x\,\sigmoid(\beta x)", "x*sigmoid(beta*x)"),
    (log(total(exp(v[j]), j, of=d)), r"\log \sum_j e^{x_j}", "log(Sum(exp(x[j]), (j, 1, d)))"),
    (bracket(v[i] - m) - log(total(exp(v[j] - m), j, of=d)), r"(x_i - m) - \log \sum_j e^{x_j - m}",
     "(x[i] - m) - log(Sum(exp(x[j] - m), (j, 1, d)))"),
    (softmax(v + t * ones(d))[i], r"\softmax(\vx + t \vone)_i", "softmax(x + t*ones)[i]"),
    (softmax(v + c)[i], r"\softmax(\vx + \vc)_i", "softmax(x + c)[i]"),
    (total(x, k, 1, n), r"\sum_{k=1}^n x", "Sum(x, (k, 1, n))"),
    (total(v[i] * v[j], (i, j), of=d), r"\sum_{i,j} x_i x_j", "Sum(x[i]*x[j], (i, 1, d), (j, 1, d))"),
    (H[2 * i, j - 1], r"h_{2 i,\,j - 1}", "H[2*i, j - 1]"),
    (H[i, j], "h_{i,j}", "H[i, j]"),
    (abs(x) * abs(sigmoid(beta * x) - half), r"\abs{x} \bigl\lvert \sigmoid(\beta x) - \tfrac{1}{2}\bigr\rvert",
     "Abs(x)*Abs(sigmoid(beta*x) - 1/2)"),
    (tanh(x) ** 2, r"\tanh^2 x", "tanh(x)**2"),
    (a * 0 + b * sp.Integer(-1), r"a \cdot 0 + b \cdot (-1)", "a*0 + b*(-1)"),
    (lambert_w(slash(1, sp.E)), "W(1/e)", "LambertW(1 / E)"),
    (frac(1, beta) * frac(x, 1 + exp(x)), r"\frac{1}{\beta} \cdot \frac{x}{1 + e^x}", "1 / beta*(x / (1 + exp(x)))"),
    (bracket(frac(x, 2)), r"\paren{\frac{x}{2}}", "(x / 2)"),
    ((a + b) ** 2, "(a + b)^2", "(a + b)**2"),
    (a - (b - x), "a - (b - x)", "a - (b - x)"),
    (a * (b * x), "a b x", "a*(b*x)"),
    (hadamard(g, s), r"\vg \odot \vs", "hadamard(g, s)"),
    (numbers(0, log(2)), r"(0,\, \log 2)", "(0, log(2))"),
    (relation(x, "<=", alpha), r"x \le \alpha", "x <= alpha"),
    (decimal(sp.LambertW(sp.exp(-1)), 4), "0.2785", "0.2785"),
    (sp.Integer(284682) * x, r"284\,682 x", "284682*x"),
]  # fmt: skip


@pytest.mark.parametrize(("expression", "expected", "plain"), AS_TYPED, ids=[row[2] for row in AS_TYPED])
def test_what_the_author_typed_is_what_the_page_shows(expression, expected, plain):
    assert (latex(expression), text(expression)) == (expected, plain)


y, p = sp.symbols("y p", real=True)
w = sp.Symbol("w_{0,1}")
FROM_SYMPY = [
    (sp.floor(n.value / 2) - 4, r"\lfloor n/2 \rfloor - 4"),
    (y - sp.Symbol("alpha"), r"y - \alpha"),
    (-sp.Symbol("alpha") + y, r"y - \alpha"),
    (1 - y**2, "1 - y^2"),
    (1 + sp.exp(-y), "1 + e^{-y}"),
    (y + 1, "y + 1"),
    (y / 2, r"\tfrac{1}{2} y"),
    (y / (2 * p), r"\frac{y}{2 p}"),
    (sp.Max(0, y), r"\ReLU(y)"),
    (sp.Max(p, y), r"\max(p, y)"),
    (sp.sqrt(p), r"\sqrt{p}"),
    (w * y, "w_{0,1} y"),
    (-y, "-y"),
    (sp.Integer(-3), "-3"),
    (sp.log(y), r"\log y"),
    (wt.value - H.value.I * g.value, r"\wt - \mH^{-1} \vg"),
    (g.value.T * s.value, r"\vg\tran \vs"),
]


@pytest.mark.parametrize(("value", "expected"), FROM_SYMPY, ids=[row[1] for row in FROM_SYMPY])
def test_a_sympy_value_is_put_in_a_persons_order(value, expected):
    assert latex(value) == expected


@pytest.mark.parametrize("expression", [row[0] for row in AS_TYPED])
def test_no_formula_has_the_marks_of_a_machine(expression):
    for mark in (r"\log{\left(", "- \\alpha + x", "^{T}", r"\begin{matrix}", "{ }"):
        assert mark not in latex(expression)


def test_a_kind_without_notation_is_named_with_what_to_do():
    with pytest.raises(TypeError) as caught:
        latex(sp.Integral(y, y))
    assert str(caught.value) == (
        "no notation for Integral: Integral(y, y)\n"
        "Give it one with named(latex, value), or add it to src/workings/order.py."
    )


@pytest.mark.parametrize(("name", "plain"), [(r"\wt", "wt"), ("w_{0,0}", "w_0_0"), ("x", "x")])
def test_a_name_becomes_an_identifier(name, plain):
    assert name_text(name) == plain
