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
    named,
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
    unknown,
    vector,
)
from workings.notation import latex, name_text, text
from workings.order import NoNotation

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
    (x * sigmoid(beta * x), r"x \sigmoid(\beta x)", "x*sigmoid(beta*x)"),
    (log(total(exp(v[j]), j, of=d)), r"\log \sum_j e^{x_j}", "log(Sum(exp(x[j]), (j, 1, d)))"),
    (bracket(v[i] - m) - log(total(exp(v[j] - m), j, of=d)), r"(x_i - m) - \log \sum_j e^{x_j - m}",
     "(x[i] - m) - log(Sum(exp(x[j] - m), (j, 1, d)))"),
    (softmax(v + t * ones(d))[i], r"\softmax(\vx + t \vone)_i", "softmax(x + t*ones)[i]"),
    (softmax(v + c)[i], r"\softmax(\vx + \vc)_i", "softmax(x + c)[i]"),
    (total(x, k, 1, n), r"\sum_{k=1}^n x", "Sum(x, (k, 1, n))"),
    (total(v[i] * v[j], (i, j), of=d), r"\sum_{i,j} x_i x_j", "Sum(x[i]*x[j], (i, 1, d), (j, 1, d))"),
    (H[2 * i - 1, j], r"h_{2 i,\,j + 1}", "H[2*i - 1, j]"),
    (H[i - 1, j - 1], "h_{i,j}", "H[i - 1, j - 1]"),
    (g[0, 0], "g_1", "g[0, 0]"),
    (v[1], "x_1", "x[1]"),
    (column("s_0", n)[0, 0], r"(\vs_0)_1", "s_0[0, 0]"),
    ((H * g)[i - 1, 0], r"(\mH \vg)_i", "(H*g)[i - 1, 0]"),
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
    ((H.value + H.value.T) * g.value, r"(\mH + \mH\tran) \vg"),
    (s.value - 2 * y * H.value * g.value, r"\vs - 2 y \mH \vg"),
    (tanh(H).value * g.value, r"\tanh(\mH) \vg"),
    (H.value**2 * g.value, r"\mH^2 \vg"),
    (sp.HadamardPower(H.value, 2), r"\mH^{\odot 2}"),
    (sp.HadamardPower(g.value, 2), r"\vg^2"),
    (exp(g).value, r"e^{\vg}"),
    (sigmoid(H * g).value, r"\sigmoid(\mH \vg)"),
    (relu(g).value, r"\ReLU(\vg)"),
    (g.value[0, 0], "g_1"),
    (sp.exp(-y / 2), "e^{-y/2}"),
    (sp.Function("psi")(y) / 2, r"\tfrac{1}{2}\,\psi(y)"),
]


@pytest.mark.parametrize(("value", "expected"), FROM_SYMPY, ids=[row[1] for row in FROM_SYMPY])
def test_a_sympy_value_is_put_in_a_persons_order(value, expected):
    assert latex(value) == expected


def psi(x):
    return unknown("psi", x)


U, R_h, weights = matrix("U", n, n), named(r"\Rop{\vh}", s.value, "R(h)"), vector("pi", d)
SPACED = [  # by what the right factor starts with
    (x * sigmoid(x), r"x \sigmoid(x)"),
    (weights[k] * sigmoid(x), r"\pi_k\,\sigmoid(x)"),
    (2 * x * softmax(v)[i], r"2 x\,\softmax(\vx)_i"),
    (U * R_h, r"\mU\,\Rop{\vh}"),
    (named(r"\vdelta", g.value, "delta") * R_h.T, r"\vdelta\,\Rop{\vh}\tran"),
    (x * psi(b), r"x\,\psi(b)"),
    (x * log(b), r"x \log b"),
    (x * named("h(b)", b, "h(b)"), r"x\,h(b)"),
    (x * total(v[k], k, of=d), r"x\,\sum_k x_k"),
    (x * total(v[k], k, of=d, small=True), r"x\,{\textstyle\sum_k x_k}"),
    (x * (b - a), "x (b - a)"),
    (x * (-b), r"x \cdot (-b)"),
    (v[1] * (-b), r"x_1 \cdot (-b)"),
    (v[1] * half, r"x_1 \cdot \tfrac{1}{2}"),
    (2 * frac(1, 3), r"2 \cdot \frac{1}{3}"),
    (frac(a, 2 * b) * (x - b), r"\frac{a}{2 b}\,(x - b)"),
]


@pytest.mark.parametrize(("expression", "expected"), SPACED, ids=[row[1] for row in SPACED])
def test_what_stands_between_two_factors(expression, expected):
    assert latex(expression) == expected


BRACKETED = [  # what would be read as another value without its brackets
    (log(a) * b, r"\log(a) b"),
    (log(total(v[j], j, of=d)) * a, r"\log\paren{\sum_j x_j} a"),
    (a * log(total(v[j], j, of=d)), r"a \log \sum_j x_j"),
    (a * (b * log(x)) * t, r"a b \log(x) t"),
    (a * total(v[j], j, of=d, small=True) * b, r"a \bigl({\textstyle\sum_j x_j}\bigr) b"),
    (log((a + b) ** 2), r"\log((a + b)^2)"),
    (log(a + b) ** x, r"(\log(a + b))^x"),
    (tanh(a) ** -1, r"(\tanh a)^{-1}"),
    (tanh(a) ** 2 * b, r"\tanh^2(a) b"),
    (tanh(H * g).T, r"(\tanh(\mH \vg))\tran"),
    (exp(frac(log(a), b)), r"e^{\log(a)/b}"),
    (exp(log(frac(a, b))), r"e^{\log(a/b)}"),
    (slash(total(v[j], j, of=d), n), r"\paren{\sum_j x_j}/n"),
    (slash(slash(a, b), x), "(a/b)/x"),
    (frac(a, b) ** 2, r"\paren{\frac{a}{b}}^2"),
    (half**a, r"\bigl(\tfrac{1}{2}\bigr)^a"),
    (slash(a, b) * x, "(a/b) x"),
    (exp(frac(a, b) * x), "e^{(a/b) x}"),
    (exp(-half * x), "e^{-x/2}"),
    (exp(-x / 2), "e^{-x/2}"),
    (exp(sp.Rational(3, 2) * log(x)), r"e^{3 \log(x)/2}"),
    (exp(x) ** 2, "(e^x)^2"),
    (H * hadamard(g, s), r"\mH (\vg \odot \vs)"),
    (hadamard(H * g, s), r"\mH \vg \odot \vs"),
    (-hadamard(g, s) - g, r"-\vg \odot \vs - \vg"),
    (hadamard(g, s) ** 2, r"(\vg \odot \vs)^2"),
    (hadamard(log(g), s), r"\log(\vg) \odot \vs"),
    (a - named("b-x", b - x, "b-x"), "a - (b-x)"),
    (named("a+b", a + b, "a+b") ** 2, "(a+b)^2"),
    (named("a b", a * b, "a*b") ** 2, "(a b)^2"),
    (named(r"f(\wt)", a, "f_t") ** 2, r"f(\wt)^2"),
    (named(r"\sup_x f(x)", a, "sup f") * b, r"(\sup_x f(x)) b"),
    (named(r"\log(a)", log(a), "log(a)") ** 2, r"(\log(a))^2"),
    (named(r"\langle a, b \rangle", a, "inner") ** 2, r"\langle a, b \rangle^2"),
    (a * decimal(-sp.pi, 4), r"a \cdot (-3.142)"),
    (decimal(-sp.pi, 4) ** 2, "(-3.142)^2"),
    (decimal(sp.exp(20), 4) ** 2, r"(4.852 \cdot 10^8)^2"),
    (wt.T, r"(\wt)\tran"),
    (scalar(r"\wt") ** 2, r"(\wt)^2"),
    (scalar(r"\eta") ** 2, r"\eta^2"),
    (scalar("q", negative=True) * x, "q x"),
    (scalar("ab") * x, r"\mathrm{ab} x"),
]  # fmt: skip


@pytest.mark.parametrize(("expression", "expected"), BRACKETED, ids=[row[1] for row in BRACKETED])
def test_brackets_stand_where_another_value_would_be_read(expression, expected):
    assert latex(expression) == expected


@pytest.mark.parametrize(
    ("expression", "plain"),
    [
        (a - named("b-x", b - x, "b-x"), "a - (b-x)"),
        (named("a+b", a + b, "a+b") ** 2, "(a+b)**2"),
        (a * named("f", b / x, "b/x"), "a*(b/x)"),
        (2 * named("f", b, "grad q(s)") + 1, "2*(grad q(s)) + 1"),
        (a - named("f", b, "sup |f - g|"), "a - sup |f - g|"),
        (decimal(-sp.pi, 4) ** 2, "(-3.142)**2"),
    ],
)
def test_the_text_of_an_authors_own_is_bracketed_too(expression, plain):
    assert text(expression) == plain


@pytest.mark.parametrize("expression", [row[0] for row in AS_TYPED])
def test_no_formula_has_the_marks_of_a_machine(expression):
    for mark in (r"\log{\left(", "- \\alpha + x", "^{T}", r"\begin{matrix}", "{ }"):
        assert mark not in latex(expression)


each = sp.Dummy("z")
UNKNOWN = [
    sp.ceiling(y), sp.factorial(n.value), sp.zoo, sp.nan, sp.I * y, sp.BlockMatrix([[H.value]]),
    H.value.applyfunc(sp.exp), g.value.applyfunc(sp.Lambda(each, sp.tanh(2 * each))),
    g.value.applyfunc(sp.Lambda(each, 1 - sp.tanh(each) ** 2)),
    sp.OneMatrix(n.value, n.value),
]  # fmt: skip


@pytest.mark.parametrize("value", UNKNOWN, ids=map(str, UNKNOWN))
def test_what_has_no_notation_is_not_printed_as_if_it_had(value):
    with pytest.raises(NoNotation):
        latex(value)
    assert text(value) == str(value)


def test_a_kind_without_notation_is_named_with_what_to_do():
    with pytest.raises(TypeError) as caught:
        latex(sp.Integral(y, y))
    assert str(caught.value) == (
        "no notation for Integral: Integral(y, y)\n"
        "Give it one with named(latex, value, text), or add it to src/workings/order.py."
    )


@pytest.mark.parametrize(("name", "plain"), [(r"\wt", "wt"), ("w_{0,0}", "w_0_0"), ("x", "x"), ("x'", "x_prime")])
def test_a_name_becomes_an_identifier(name, plain):
    assert name_text(name) == plain
