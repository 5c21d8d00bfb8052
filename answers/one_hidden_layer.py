r"""3.6: a network with one hidden layer of any sizes, its backward pass and its R-pass.

The forms are matrices, as the page shows them. `on_the_line` gives one entry of each quantity at w + r v by components
and sums alone, without matrices: from there the checks of the R-pass start.
"""

from typing import Any

import sympy as sp
from sympy import HadamardPower, MatrixSymbol, OneMatrix

from workings.algebra import column, hadamard, matrix, named, scalar, size, tanh
from workings.judge import matrices
from workings.notation import latex, text
from workings.written import Written, written

r = scalar("r", positive=True)
d, m, o = map(size, "dmo")
k, l = (sp.Symbol(name, integer=True, nonnegative=True) for name in "kl")  # any entry, counted from 0

SHAPES = {"W": (m, d), "b": (m, 1), "U": (o, m), "c": (o, 1)}
W, b, U, c = (matrix(name, *shape) for name, shape in SHAPES.items())
W_v, b_v, U_v, c_v = (matrix(f"{name}_v", *shape) for name, shape in SHAPES.items())  # the blocks of v
x, t = column("x", d), column("t", o)
one = written(OneMatrix(m.value, 1))


def letters(name: str, rows: Written) -> tuple[Written, Written]:
    """A column that the network computes, and R_v of it, as letters of their own."""
    plain = name.replace("\\v", "")
    z = named(name, MatrixSymbol(plain, rows.value, 1), plain)
    return z, named(rf"\Rop{{{name}}}", MatrixSymbol(f"R_{plain}", rows.value, 1), f"R({plain})")


a, R_a = letters(r"\va", m)
h, R_h = letters(r"\vh", m)
y, R_y = letters(r"\vy", o)
d_y, R_dy = letters(r"\vdelta_y", o)
d_h, R_dh = letters(r"\vdelta_h", m)
d_a, R_da = letters(r"\vdelta_a", m)


def squared(z: Written) -> Written:
    """The square of a column, entry by entry."""
    return Written("power", (z, written(2)), HadamardPower(z.value, 2))


NETWORK = {
    a: W * x + b,
    h: tanh(a),
    y: U * h + c,
    d_y: y - t,
    d_h: U.T * d_y,
    d_a: hadamard(one - squared(h), d_h),
}
GRADIENT = {
    named(rf"\nabla_{{{latex(weight)}}} L", form.value, f"grad_{text(weight)} L"): form
    for weight, form in ((W, d_a * x.T), (U, d_y * h.T), (b, d_a), (c, d_y))
}
R_NETWORK = {
    R_a: W_v * x + b_v,
    R_h: hadamard(one - squared(h), R_a),
    R_y: U_v * h + U * R_h + c_v,
    R_dy: R_y,
    R_dh: U_v.T * d_y + U.T * R_dy,
    R_da: hadamard(one - squared(h), R_dh) - hadamard(2 * h, R_h, d_h),
}
R_GRADIENT = {
    named(rf"\Rop{{{latex(block)}}}", form.value, f"R({text(block)})"): form
    for block, form in zip(GRADIENT, (R_da * x.T, R_dy * h.T + d_y * R_h.T, R_da, R_dy), strict=True)
}


def on_the_line() -> dict[Written, sp.Expr]:
    """For each left side of the R-pass, the entry (k, l) of what R acts on, at w + r v, to first order in r."""
    w, bias, u, bias_2 = (_moving(*pair) for pair in zip((W, b, U, c), (W_v, b_v, U_v, c_v), strict=True))
    a_, h_, y_, dy_, dh_, da_ = (
        _moving(*pair) for pair in zip((a, h, y, d_y, d_h, d_a), (R_a, R_h, R_y, R_dy, R_dh, R_da), strict=True)
    )
    network = (
        over(d, lambda q: w(k, q) * x.value[q, 0]) + bias(k),
        sp.tanh(a_(k)),
        over(m, lambda q: u(k, q) * h_(q)) + bias_2(k),
        y_(k) - t.value[k, 0],
        over(o, lambda q: u(q, k) * dy_(q)),
        (1 - h_(k) ** 2) * dh_(k),
    )
    gradient = (da_(k) * x.value[l, 0], dy_(k) * h_(l), da_(k), dy_(k))
    return dict(zip([*R_NETWORK, *R_GRADIENT], [*network, *gradient], strict=True))


def loss_on_the_line() -> sp.Expr:
    """The loss, half of the squared distance of y from t, at w + r v."""
    return over(o, lambda q: (_moving(y, R_y)(q) - t.value[q, 0]) ** 2) / 2


def over(length: Written, body: Any) -> sp.Expr:
    """The sum of body(q) over the indices q of a vector."""
    q = sp.Dummy("q", integer=True)
    return sp.Sum(body(q), (q, 0, length.value - 1))


def entry(form: Written) -> Written:
    """The entry (k, l) of a form, printed as the form: the line then holds for every entry."""
    return named(latex(form), matrices.entry(form.value, k, l), text(form))


def inner(form: Written, other: Written) -> Written:
    """The sum of the products of the entries of two matrices or columns."""
    i, j = (sp.Dummy(name, integer=True) for name in "ij")
    limits = [(i, 0, form.value.rows - 1), *[(j, 0, form.value.cols - 1)] * (form.value.cols != 1)]
    value = sp.Sum(matrices.entry(form.value, i, j) * matrices.entry(other.value, i, j), *limits)
    return named(rf"\langle {latex(form)}, {latex(other)}\rangle", value, f"inner({text(form)}, {text(other)})")


def standing_for(letter: Written, form: Written) -> Written:
    """What a letter stands for, printed as the letter."""
    return named(latex(letter), form.value, text(letter))


def multiplications(form: Written) -> sp.Expr:
    """How many pairs of numbers the matrix products of a form multiply; products entry by entry do not count."""
    parts = [part[1] if isinstance(part, tuple) else part for part in form.args]
    parts = [part for part in parts if isinstance(part, Written)]
    count = sum((multiplications(part) for part in parts), sp.S.Zero)
    if form.head == "multiply":
        factors = [part.value for part in parts if isinstance(part.value, sp.MatrixExpr)]
        count += sum(left.rows * left.cols * right.cols for left, right in zip(factors, factors[1:], strict=False))
    return count


def _moving(letter: Written, slope: Written) -> Any:
    return lambda i, j=0: letter.value[i, j] + r.value * slope.value[i, j]
