"""Question 3: optimisation schemes."""

import math

import numpy as np
import sympy as sp
from sympy import Derivative, HadamardPower, OneMatrix, Q, Rational, S, ZeroMatrix
from sympy.matrices.expressions.matexpr import MatrixElement

from workings.algebra import (
    bracket, column, decimal, frac, hadamard, matrix, named, numbers, scalar, size, sqrt, tanh, total, unknown,
)
from workings.layers import Dense, parameters
from workings.notation import latex, text
from workings.question import Question
from workings.steps import (
    approaches, approximately, as_printed, at_least, at_most, define, derivation, equals, result, rounds, start, suppose,
    therefore,
)
from workings.written import Written, written

QUESTION = Question(3, "Optimization Schemes", points="5-2-5-2-2-4")

# -- letters: the model (3.1) ---------------------------------------------------------------------------------------

n = size("n")
w_t, g, s, s_0, v = (column(name, n) for name in (r"\wt", "g", "s", "s_0", "v"))
H = matrix("H", n, n)
f_t = named(r"f(\wt)", sp.MatrixSymbol("f_t", 1, 1), "f_t")  # a number, as a 1 x 1 matrix
t, eta, lam = scalar("t"), scalar(r"\eta"), scalar("lambda", real=True, nonzero=True)
zero = written(ZeroMatrix(n.value, 1))
half = Rational(1, 2)

SYMMETRIC = (Q.symmetric(H.value),)
INVERTIBLE = (Q.symmetric(H.value), Q.invertible(H.value))
DEFINITE = (Q.symmetric(H.value), Q.positive_definite(H.value))


def model(step, slope=g, curvature=H):
    """The Taylor model of f at w_t, as a function of the step s = w - w_t; `slope` is the gradient there."""
    return f_t + slope.T * step + half * step.T * curvature * step


def q(step, latex, text):
    """The model at a step, printed as q(step)."""
    return named(latex, model(step), text)


q_s = q(s, r"q(\vs)", "q(s)")
minimiser = w_t - H.I * g
minimum = f_t - half * g.T * H.I * g


# -- 3.1 ------------------------------------------------------------------------------------------------------------


@derivation("3.1", given=SYMMETRIC)
def taylor_model():
    r"""The gradient of the Taylor model is $\vg + \mH\vs$."""
    yield define(q_s, model(s))
    yield start(named(r"\nabla q(\vs)", sp.diff(model(s).value, s.value), "grad q(s)"))
    yield equals(g + H * s, r"$\mH\tran = \mH$, since $f$ is $C^2$")
    yield result("model_gradient", g + H * s, about="gradient of the Taylor model in the step s")


@derivation("3.1", given=INVERTIBLE)
def newton_step():
    r"""Where $\mH$ is invertible, the only stationary point of the model is one Newton step away."""
    yield suppose((g + H * s, zero), r"stationary: $\nabla q(\vs) = \vzero$")
    yield therefore((H * s, -g), r"subtract $\vg$", by=lambda side: side - g)
    yield therefore((s, -H.I * g), r"multiply by $\mH^{-1}$", by=lambda side: H.I * side)
    yield therefore(
        (named(r"\vw^\star", w_t + s, "w_star"), minimiser), r"$\vw^\star = \wt + \vs$", by=lambda side: w_t + side
    )
    yield result("minimiser", minimiser, about="minimiser of the Taylor model, if H is positive definite")


@derivation("3.1", given=INVERTIBLE)
def stationary_is_no_minimiser():
    r"""Without its condition the formula fails: the stationary point may be a saddle."""
    newton = q(-H.I * g, r"q(-\mH^{-1}\vg)", "q(-H.I*g)")
    point = {n: 2, H: sp.diag(1, -1), g: sp.zeros(2, 1), s: sp.Matrix([0, 1]), f_t: sp.zeros(1, 1)}
    yield as_printed(newton, "<=", q_s, at=point)


@derivation("3.1", given=DEFINITE)
def completed_square():
    r"""Where $\mH$ is positive definite, the Newton step is the only minimiser of the model."""
    yield start(q_s)
    yield equals(minimum + half * (s + H.I * g).T * H * (s + H.I * g), "complete the square")
    yield at_least(minimum, r"$\mH \succ 0$; equal only at $\vs = -\mH^{-1}\vg$")
    yield result("minimum", minimum, about="minimum of the Taylor model, if H is positive definite")


@derivation("3.1", given=SYMMETRIC)
def about_a_stationary_point():
    r"""Seen from any stationary point $\vs_0$, where $\mH\vs_0 = -\vg$, the model is a constant and a square."""
    yield start(named(r"q(\vs)", model(s, slope=-H * s_0), "q(s)"))
    yield equals(f_t - half * s_0.T * H * s_0 + half * (s - s_0).T * H * (s - s_0), r"$\vg = -\mH\vs_0$")
    yield result(
        "minimum_semidefinite", f_t - half * s_0.T * H * s_0 + half * (s - s_0).T * H * (s - s_0),
        about="the model if g = -H s_0: for semidefinite H least exactly where H (s - s_0) = 0",
    )


@derivation("3.1", given=SYMMETRIC)
def along_an_eigenvector():
    r"""Along an eigenvector the model is a parabola, bent by the eigenvalue."""
    curvature = scalar("lambda")
    yield suppose((H * v, curvature * v), r"$\vv \neq \vzero$ an eigenvector")
    yield therefore(
        (q(s + t * v, r"q(\vs + t\vv)", "q(s + t*v)"),
         q_s + t * (g + curvature * s).T * v + half * curvature * t**2 * v.T * v),
        "expand, insert the line above",
        by=lambda side: model(s) + t * g.T * v + t * s.T * side + half * t**2 * v.T * side,
    )
    yield result(
        "along_eigenvector", q_s + t * (g + curvature * s).T * v + half * curvature * t**2 * v.T * v,
        about="no minimum if lambda < 0, or if lambda = 0 and g^T v != 0",
    )


@derivation("3.1", given=INVERTIBLE)
def rate_along_an_eigenvector():
    r"""Along an eigenvector, $\mH^{-1}$ is the learning rate $1/\lambda$."""
    yield suppose((H * v, lam * v))
    yield therefore((v, lam * H.I * v), r"multiply by $\mH^{-1}$", by=lambda side: H.I * side)
    yield therefore((frac(1, lam) * v, H.I * v), r"divide by $\lambda \neq 0$", by=lambda side: frac(1, lam) * side)
    yield result("rate_along_eigenvector", frac(1, lam) * v, about="what the matrix rate does to an eigenvector of H")


def number(form):
    """A 1 x 1 product of matrices as the number that it holds."""
    return named(latex(form), form.value[0, 0], text(form))


gg, gHg, f_number = number(g.T * g), number(g.T * H * g), named(r"f(\wt)", sp.Symbol("f_t", real=True), "f_t")
best_rate = frac(gg, gHg)


@derivation("3.1", given=SYMMETRIC)
def best_scalar_step():
    r"""Of all steps along $-\vg$, the model is least after the rate $\vg\tran\vg / \vg\tran\mH\vg$."""
    along = (g.T * (-eta.value * g.value))[0, 0] + ((-eta.value * g.value.T) * H.value * (-eta.value * g.value) / 2)[0, 0]
    yield start(named(r"q(-\eta\vg)", f_number.value + along, "q(-eta*g)"))
    yield equals(f_number - eta * gg + half * eta**2 * gHg)
    yield equals(f_number - frac(bracket(gg) ** 2, 2 * gHg) + half * gHg * (eta - best_rate) ** 2, "complete the square")
    yield result(
        "best_scalar_step", best_rate, agrees=sp.solve(sp.diff(along, eta.value), eta.value)[0],
        about="best single learning rate, if g^T H g > 0",
    )


# -- 3.2 ------------------------------------------------------------------------------------------------------------

NETWORK = {"hidden 1": Dense(32, 512), "hidden 2": Dense(512, 512), "output": Dense(512, 10)}
COUNT = sum(parameters(layer).total for layer in NETWORK.values())


def layer_rows():
    """The rows of the table: layer, shape of W in two cells, weights, biases, parameters; the total last."""
    found = [(name, layer, parameters(layer)) for name, layer in NETWORK.items()]
    rows = [[name, l.outputs, rf"${{}}\times {l.inputs}$", p.weights, p.biases, p.total] for name, l, p in found]
    sums = [sum(getattr(p, what) for _, _, p in found) for what in ("weights", "biases", "total")]
    return [*rows, ["total", "", "", *sums]]


def allocated():
    """The same rows, counted on arrays: what a program would allocate and the optimiser would update."""
    widths = (32, 512, 512, 10)
    arrays = [(np.empty((o, i)), np.empty(o)) for i, o in zip(widths, widths[1:], strict=False)]
    names = ("hidden 1", "hidden 2", "output")
    rows = [[name, W.shape[0], rf"${{}}\times {W.shape[1]}$", W.size, b.size, W.size + b.size]
            for name, (W, b) in zip(names, arrays, strict=True)]
    return [*rows, ["total", "", "", *(sum(row[k] for row in rows) for k in (3, 4, 5))]]


@derivation("3.2")
def parameter_count():
    r"""A dense layer of $k$ inputs and $m$ outputs has $(k + 1)m$ parameters; their sum."""
    first, *rest = (bracket(written(layer.inputs) + 1) * layer.outputs for layer in NETWORK.values())
    yield define(n, sum(rest, first))
    first, *rest = (written(parameters(layer).total) for layer in NETWORK.values())
    yield equals(sum(rest, first), inline=True)
    yield equals(COUNT, inline=True)
    yield result("parameters_by_layer", layer_rows(), agrees=allocated(), about="layer, shape, weights, biases, sum")
    yield result("parameters_total", COUNT, about="parameters of the network")


@derivation("3.2")
def hessian_entries():
    r"""The Hessian has one row and one column for each parameter."""
    yield start(written(COUNT) ** 2)
    yield equals(COUNT**2)
    yield result("hessian_shape", numbers(COUNT, COUNT), agrees=numbers(*[allocated()[-1][-1]] * 2), about="shape of H")
    yield result("hessian_size", COUNT**2, about="entries of H")


@derivation("3.2")
def distinct_entries():
    r"""A symmetric matrix is fixed by its upper triangle, diagonal included."""
    yield start(frac(n * (n + 1), 2))
    yield equals(total(scalar("i", integer=True), scalar("i", integer=True), 1, n), "row by row, from the diagonal on")
    yield start(half * COUNT * bracket(written(COUNT) + 1))
    yield equals(COUNT * (COUNT + 1) // 2)
    yield result("hessian_distinct", COUNT * (COUNT + 1) // 2, about="distinct entries of H")


@derivation("3.2")
def hessian_memory():
    r"""In float32 an entry takes four bytes; a gigabyte is $10^9$ bytes."""
    bytes_ = 4 * COUNT**2
    yield start(written(4) * COUNT**2)
    yield equals(bytes_)
    yield result("hessian_bytes", bytes_, about="bytes of H in float32")
    yield start(Rational(bytes_, 10**9))
    yield rounds(decimal(Rational(bytes_, 10**9), 3))
    yield result("hessian_gigabytes", decimal(Rational(bytes_, 10**9), 3), about="the same in GB, rounded")


# -- 3.3 and 3.4 ----------------------------------------------------------------------------------------------------

r = scalar("r", positive=True)
u = scalar("u")
error = column("e", n)
g_here = named(r"g(\vw)", sp.MatrixSymbol("g_0", n.value, 1), "g(w)")
g_there = named(r"g(\vw + r\vv)", sp.MatrixSymbol("g_r", n.value, 1), "g(w + r*v)")
norm_v = named(r"\norm{\vv}", sp.Symbol("norm_v", nonnegative=True), "norm(v)")
norm_e = named(r"\norm{\ve}", sp.Symbol("norm_e", nonnegative=True), "norm(e)")
C, M, G, epsilon = (scalar(name, positive=True) for name in ("C", "M", "G", "epsilon"))

quotient = frac(g_there - g_here, r)


@derivation("3.3")
def difference_quotient():
    r"""The difference quotient of the gradient along $\vv$ is $\mH\vv$ and the remainder over $r$."""
    yield suppose((g_there, g_here + r * H * v + error), r"expansion at $\Delta\vw = r\vv$")
    yield therefore((g_there - g_here, r * H * v + error), r"subtract $g(\vw)$", by=lambda side: side - g_here)
    yield therefore((quotient, H * v + frac(error, r)), r"divide by $r > 0$", by=lambda side: side / r)
    yield result("estimator", quotient, about="estimate of H v from two gradients")


@derivation("3.4", given=(norm_e.value <= C.value * (r.value * norm_v.value) ** 2,))
def error_order():
    r"""The remainder is of second order, but it is divided by $r$: the error is of first order."""
    yield start(frac(norm_e, r))
    squared = named(r"\norm{r\vv}^2", (r * norm_v) ** 2, "norm(r*v)**2")
    yield at_most(frac(C * squared, r), r"premise: $\norm{\ve} \le C\norm{r\vv}^2$")
    yield equals(C * r * norm_v**2, r"$\norm{r\vv}^2 = r^2\norm{\vv}^2$")
    yield result("error_bound", C * r * norm_v**2, about="error of the estimate: first order in r, second in norm(v)")


def psi(at, order=0):
    """A component of the gradient along the unit vector v / norm(v), or its derivative at 0 of the given order."""
    function = sp.Function("psi")
    if order:
        value = Derivative(function(u.value), (u.value, order)).subs(u.value, 0)
        return named(rf"\psi{chr(39) * order}(0)", value, f"psi{chr(39) * order}(0)")
    return unknown(r"psi", at)


@derivation("3.4")
def forward_error():
    r"""Leading error of the forward difference, component by component."""
    yield start(frac(psi(r * norm_v) - psi(0), r))
    yield approximately(
        norm_v * psi(0, 1) + half * r * norm_v**2 * psi(0, 2), r, 2, r"forward: two gradients", shown=r**2
    )
    yield result("forward_expansion", norm_v * psi(0, 1) + half * r * norm_v**2 * psi(0, 2),
                 about="forward difference: (H v)_i and the leading term of its error")


@derivation("3.4")
def central_error():
    r"""Leading error of the central difference, component by component."""
    yield start(frac(psi(r * norm_v) - psi(-r * norm_v), 2 * r))
    yield approximately(
        norm_v * psi(0, 1) + Rational(1, 6) * r**2 * norm_v**3 * psi(0, 3), r, 3, r"central: two gradients", shown=r**3
    )
    yield result("central_expansion", norm_v * psi(0, 1) + Rational(1, 6) * r**2 * norm_v**3 * psi(0, 3),
                 about="central difference: (H v)_i and the leading term of its error")


best_forward = 2 * sqrt(frac(epsilon * G, M))
best_central = named(r"\paren{3\epsilon G/M}^{1/3}", sp.cbrt(3 * epsilon.value * G.value / M.value), "(3*epsilon*G/M)**(1/3)")
r_1, r_2 = named("r_1", best_forward, "r_1"), named("r_2", best_central, "r_2")


@derivation("3.4")
def best_forward_step():
    r"""Truncation and rounding of the forward difference together are least at $r_1$."""
    yield define(r_1, best_forward)
    yield start(half * M * r + frac(2 * epsilon * G, r))
    yield equals(M * r_1 + frac(M, 2 * r) * (r - r_1) ** 2)
    yield result("best_forward_step", best_forward, about="best r of the forward difference under rounding")


@derivation("3.4")
def best_central_step():
    r"""Truncation and rounding of the central difference together are least at $r_2$."""
    yield define(r_2, best_central)
    yield start(Rational(1, 6) * M * r**2 + frac(epsilon * G, r))
    yield equals(half * M * r_2**2 + frac(M, 6 * r) * (r - r_2) ** 2 * (r + 2 * r_2))
    yield result("best_central_step", best_central, about="best r of the central difference under rounding")


# -- 3.5 ------------------------------------------------------------------------------------------------------------

ZERO = S.Zero
c = scalar("c")


def along(name):
    """f(w + r v), f(w) and R_v{f(w)} of a function of w; products of functions keep their order, as matrices must."""
    line = sp.Function(name, commutative=False)
    there = named(rf"{name}(\vw + r\vv)", line(r.value), f"{name}(w + r*v)")
    here = named(rf"{name}(\vw)", line(ZERO), f"{name}(w)")
    slope = named(rf"\Rop{{{name}(\vw)}}", Derivative(line(u.value), u.value).subs(u.value, 0), f"R({name}(w))")
    return there, here, slope


f_there, f_here, R_f = along("f")
k_there, k_here, R_k = along("g")


@derivation("3.5")
def scalar_rule():
    r"""A constant factor passes through the $\mathcal{R}$-operator."""
    yield start(frac(c * f_there - c * f_here, r))
    yield equals(c * frac(f_there - f_here, r), r"$c$ does not depend on $\vw$")
    yield approaches(c * R_f, r, 0, r"$r \to 0$")
    yield result("scalar_rule", c * R_f, about="R of c f(w)")


@derivation("3.5")
def product_rule():
    r"""The product rule of the $\mathcal{R}$-operator; factors keep their order."""
    yield start(frac(f_there * k_there - f_here * k_here, r))
    yield equals(
        frac(f_there - f_here, r) * k_there + f_here * frac(k_there - k_here, r),
        r"add and subtract $f(\vw)\,g(\vw + r\vv)$",
    )
    yield approaches(R_f * k_here + f_here * R_k, r, 0, r"$r \to 0$, and $g$ is continuous")
    yield result("product_rule", R_f * k_here + f_here * R_k, about="R of f(w) g(w)")


# -- 3.6 ------------------------------------------------------------------------------------------------------------

i, j = size("i"), size("j")


@derivation("3.6")
def hessian_vector_product():
    r"""The $\mathcal{R}$-operator of a component of the gradient is that component of $\mH\vv$."""
    h_, v_, g_ = (sp.IndexedBase(name, real=True) for name in "hvg")
    line, kappa = sp.Function("gamma"), sp.Function("kappa")  # component i along the line w + r v; a remainder
    there = named(r"g_i(\vw + r\vv)", line(r.value), "g_i(w + r*v)")
    remainder = named(r"r^2 \kappa_i(r)", r.value**2 * kappa(r.value), "r**2*kappa_i(r)")
    chain = total(written(h_[i.value, j.value]) * written(v_[j.value]), j, of=n)
    yield suppose((there, written(g_[i.value]) + r * chain + remainder), r"3.4 with $\Delta\vw = r\vv$")
    slope = at_zero(there, r"\Rop{g_i(\vw)}", "R(g_i(w))")
    yield therefore((slope, chain), r"$\partial/\partial r$ at $r = 0$", by=at_zero)
    yield result("hvp", chain, about="component i of R_v{grad f(w)}, which is component i of H v")


def at_zero(along_the_line, latex="", text="d/dr at r = 0"):
    """The derivative by r at r = 0."""
    along_the_line = written(along_the_line).value
    return named(latex, sp.diff(along_the_line, r.value).subs(r.value, 0).doit(), text)


# -- 3.6: a network with one hidden layer, its sizes left open ------------------------------------------------------

d, m, o = map(size, "dmo")
x, target = column("x", d), column("t", o)
SHAPES = {"W": (m, d), "b": (m, 1), "U": (o, m), "c": (o, 1)}
W, b, U, c_ = (matrix(name, *shape) for name, shape in SHAPES.items())
W_v, b_v, U_v, c_v = (matrix(f"{name}_v", *shape) for name, shape in SHAPES.items())
W_u, b_u, U_u, c_u = (matrix(f"{name}_u", *shape) for name, shape in SHAPES.items())
one = written(OneMatrix(m.value, 1))
k, l = (sp.Symbol(name, integer=True, nonnegative=True) for name in "kl")  # any entry


def letters(latex, rows):
    """A column that the network computes, and R_v of it, as letters of their own."""
    name = latex.replace("\\v", "")
    column_ = named(latex, sp.MatrixSymbol(name, rows.value, 1), name)
    return column_, named(rf"\Rop{{{latex}}}", sp.MatrixSymbol(f"R_{name}", rows.value, 1), f"R({name})")


a, R_a = letters(r"\va", m)
h, R_h = letters(r"\vh", m)
y, R_y = letters(r"\vy", o)
d_y, R_dy = letters(r"\vdelta_y", o)
d_h, R_dh = letters(r"\vdelta_h", m)
d_a, R_da = letters(r"\vdelta_a", m)


def squared(x):
    """The square of a column, entry by entry."""
    return Written("power", (x, written(2)), HadamardPower(x.value, 2))


# each quantity: its letter, what it is made of, what R_v makes of that, and the check's own form of one entry
gradient_letters = [named(rf"\nabla_{{{latex(w)}}} L", w.value, f"grad_{text(w)} L") for w in (W, b, U, c_)]
FORMS = {
    a: W * x + b,
    h: tanh(a),
    y: U * h + c_,
    d_y: y - target,
    d_h: U.T * d_y,
    d_a: hadamard(one - squared(h), d_h),
}
BLOCKS = dict(zip(gradient_letters, (d_a * x.T, d_a, d_y * h.T, d_y), strict=True))
R_FORMS = {
    R_a: W_v * x + b_v,
    R_h: hadamard(one - squared(h), R_a),
    R_y: U_v * h + U * R_h + c_v,
    R_dy: R_y,
    R_dh: U_v.T * d_y + U.T * R_dy,
    R_da: hadamard(one - squared(h), R_dh) - hadamard(2 * h, R_h, d_h),
}
R_BLOCKS = (R_da * x.T, R_da, R_dy * h.T + d_y * R_h.T, R_dy)


def moving(letter, slope):
    """The entries of a letter on the line w + r v, to first order in r: letter + r slope."""
    return lambda i, j=0: letter.value[i, j] + r.value * slope.value[i, j]


def over(length, body):
    """The sum of body(q) over the indices q of a vector."""
    index = sp.Dummy("q", integer=True)
    return sp.Sum(body(index), (index, 0, length.value - 1))


def network_on_a_line():
    """An entry of each quantity on the line w + r v, by components and sums alone: what the checks of R_v start from."""
    w, bias, u_, bias_2 = (moving(*pair) for pair in zip((W, b, U, c_), (W_v, b_v, U_v, c_v), strict=True))
    a_, h_, y_ = moving(a, R_a), moving(h, R_h), moving(y, R_y)
    dy_, dh_, da_ = moving(d_y, R_dy), moving(d_h, R_dh), moving(d_a, R_da)
    return {
        R_a: over(d, lambda l: w(k, l) * x.value[l, 0]) + bias(k),
        R_h: sp.tanh(a_(k)),
        R_y: over(m, lambda l: u_(k, l) * h_(l)) + bias_2(k),
        R_dy: y_(k) - target.value[k, 0],
        R_dh: over(o, lambda l: u_(l, k) * dy_(l)),
        R_da: (1 - h_(k) ** 2) * dh_(k),
    }, (da_(k) * x.value[l, 0], da_(k), dy_(k) * h_(l), dy_(k))


def entry(form):
    """The entry (k, l) of a matrix form, printed as the form: the line holds for every entry."""
    at = (k, l if form.value.cols != 1 else S.Zero)
    return named(latex(form), MatrixElement(form.value, *at), text(form))


def inner(form, direction):
    """The sum of the products of the entries of two matrices."""
    i, j = (sp.Dummy(name, integer=True) for name in "ij")
    wide = form.value.cols != 1
    value = sp.Sum(
        MatrixElement(form.value, i, j if wide else 0) * MatrixElement(direction.value, i, j if wide else 0),
        (i, 0, form.value.rows - 1), *[(j, 0, form.value.cols - 1)] * wide,
    )
    return named(rf"\langle {latex(form)}, {latex(direction)}\rangle", value, f"inner({text(form)}, {text(direction)})")


@derivation("3.6")
def network_and_gradient():
    r"""A network with one hidden layer and squared loss, and the gradient of the loss by back-propagation."""
    for letter, form in (FORMS | BLOCKS).items():
        yield define(letter, form)


@derivation("3.6")
def backpropagation():
    r"""The backward pass is the gradient: its inner product with every direction is the slope of the loss."""
    R_h = named(r"\mathcal{R}_{\vu}\{\vh\}", hadamard(one - squared(h), W_u * x + b_u).value, "R_u(h)")
    R_y = named(r"\mathcal{R}_{\vu}\{\vy\}", (U_u * h + U * R_h + c_u).value, "R_u(y)")
    d_y = named(r"\vdelta_y", (y - target).value, "d_y")
    d_h = named(r"\vdelta_h", (U.T * d_y).value, "d_h")
    d_a = named(r"\vdelta_a", hadamard(one - squared(h), d_h).value, "d_a")
    loss = over(o, lambda p: (y.value[p, 0] + r.value * MatrixElement(R_y.value, p, 0) - target.value[p, 0]) ** 2) / 2
    yield start(at_zero(loss, r"\mathcal{R}_{\vu}\{L\}", "R_u(L)"))
    yield equals(inner(d_y, R_y), r"$L = \tfrac12\norm{\vy - \vt}^2$")
    yield equals(inner(d_y * h.T, U_u) + inner(d_y, c_u) + inner(d_h, R_h))
    yield equals(inner(d_y * h.T, U_u) + inner(d_y, c_u) + inner(d_a * x.T, W_u) + inner(d_a, b_u))


@derivation("3.6")
def r_pass():
    r"""The $\mathcal{R}$-operator of every line of the network and of its gradient, the last four being $\mH\vv$."""
    lines, blocks = network_on_a_line()
    for letter, form in R_FORMS.items():
        yield start(at_zero(lines[letter], latex(letter), text(letter)))
        yield equals(entry(through_tanh(form) if letter is R_h else form))
    for letter, block, form in zip(gradient_letters, blocks, R_BLOCKS, strict=True):
        yield start(at_zero(block, rf"\Rop{{{latex(letter)}}}", f"R({text(letter)})"))
        yield equals(entry(form))


def through_tanh(form):
    """A form in h with h = tanh(a) put in, printed as before."""
    return named(latex(form), form.value.xreplace({h.value: tanh(a).value}), text(form))
