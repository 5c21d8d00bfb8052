"""Question 3: optimisation schemes."""

import re

import numpy as np
import sympy as sp
from sympy import Derivative, Q, Rational, ZeroMatrix

from answers import difference_quotients
from answers import one_hidden_layer as mlp
from workings.algebra import (
    bracket,
    column,
    decimal,
    frac,
    matrix,
    named,
    numbers,
    scalar,
    size,
    slash,
    sqrt,
    total,
    unknown,
)
from workings.judge import matrices
from workings.layers import Dense, parameters
from workings.notation import latex, text
from workings.question import Question
from workings.steps import (
    approaches,
    approximately,
    as_printed,
    at_most,
    define,
    derivation,
    equals,
    result,
    rounds,
    start,
    suppose,
    therefore,
)
from workings.written import written

QUESTION = Question(3, "Optimization Schemes", points="5-2-5-2-2-4")

# -- letters: the model (3.1) ---------------------------------------------------------------------------------------

n = size("n")
w_t, g, s, s_0, v = (column(name, n) for name in (r"\wt", "g", "s", "s_0", "v"))
H = matrix("H", n, n)
f_t = named(r"f(\wt)", sp.MatrixSymbol("f_t", 1, 1), "f_t")  # a number, as a 1 x 1 matrix
t, eta, lam = scalar("t"), scalar(r"\eta"), scalar("lambda", real=True, nonzero=True)
zero = written(ZeroMatrix(n.value, 1))
i, j = size("i"), size("j")
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
    curvatures, lower = (1, -1), (0, 1)
    point = {n: 2, H: sp.diag(*curvatures), g: sp.zeros(2, 1), s: sp.Matrix(lower), f_t: sp.zeros(1, 1)}
    yield as_printed(newton, "<=", q_s, at=point)
    diagonal = numbers(point[H][0, 0], point[H][1, 1])
    yield result("saddle_curvatures", numbers(*curvatures), agrees=diagonal, about="the diagonal of H at the saddle")
    yield result("saddle_lower", numbers(*lower), agrees=numbers(*point[s]), about="a step below the stationary point")


@derivation("3.1", given=DEFINITE)
def completed_square():
    r"""The model is its value after the Newton step and a square, which is positive elsewhere if $\mH$ is definite."""
    yield start(q_s)
    yield equals(minimum + half * (s + H.I * g).T * H * (s + H.I * g), "complete the square")
    yield start(q(-H.I * g, r"q(-\mH^{-1}\vg)", "q(-H.I*g)"))
    yield equals(minimum, r"$\vs = -\mH^{-1}\vg$")
    yield result("minimum", minimum, about="minimum of the Taylor model, if H is positive definite")


@derivation("3.1", given=SYMMETRIC)
def without_definiteness():
    r"""Seen from a stationary point $\vs_0$ the model is a constant and a square; along an eigenvector, a parabola."""
    square = f_t - half * s_0.T * H * s_0 + half * (s - s_0).T * H * (s - s_0)
    yield start(named(r"q(\vs)", model(s, slope=-H * s_0), "q(s)"))
    yield equals(square, r"if $\vg = -\mH\vs_0$")
    yield result("about_a_stationary_point", square, about="if g = -H s_0: semidefinite H, least where H(s-s_0)=0")
    bend = scalar("lambda")
    parabola = q_s + t * (g + bend * s).T * v + half * bend * t**2 * v.T * v
    yield suppose((H * v, bend * v), r"if $\vv$ is an eigenvector")
    yield therefore(
        (q(s + t * v, r"q(\vs + t\vv)", "q(s + t*v)"), parabola),
        "expand, insert the line above",
        by=lambda side: model(s) + t * g.T * v + t * s.T * side + half * t**2 * v.T * side,
    )
    yield result("along_an_eigenvector", parabola, about="no minimum if lambda < 0, or if lambda = 0 and g^T v != 0")


@derivation("3.1", given=INVERTIBLE)
def rate_along_an_eigenvector():
    r"""Along an eigenvector, $\mH^{-1}$ is the learning rate $1/\lambda$."""
    yield suppose((lam * v, H * v))
    yield therefore((lam * H.I * v, v), r"multiply by $\mH^{-1}$", by=lambda side: H.I * side)
    yield therefore((H.I * v, lam**-1 * v), r"divide by $\lambda \neq 0$", by=lambda side: lam**-1 * side)
    yield result("rate_along_eigenvector", lam**-1 * v, about="what the matrix rate does to an eigenvector of H")


def number(form):
    """A 1 x 1 product of matrices as the number that it holds."""
    return named(latex(form), form.value[0, 0], f"({text(form)})")


gg, gHg, f_number = number(g.T * g), number(g.T * H * g), named(r"f(\wt)", sp.Symbol("f_t", real=True), "f_t")
best_rate = frac(gg, gHg)


@derivation("3.1", given=SYMMETRIC)
def along_the_gradient():
    r"""Of all steps along $-\vg$, the model is least after the rate $\vg\tran\vg / \vg\tran\mH\vg$."""
    step = -eta.value * g.value
    along = (g.value.T * step)[0, 0] + (step.T * H.value * step / 2)[0, 0]
    yield start(named(r"q(-\eta\vg)", f_number.value + along, "q(-eta*g)"))
    yield equals(f_number - eta * gg + half * eta**2 * gHg)
    square = half * gHg * (eta - best_rate) ** 2
    yield equals(f_number - frac(bracket(gg) ** 2, 2 * gHg) + square, "complete the square")
    stationary = sp.solve(sp.diff(along, eta.value), eta.value)[0]
    yield result("best_scalar_step", best_rate, agrees=stationary, about="best single learning rate, if g^T H g > 0")


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
    r"""A dense layer of $k$ inputs and $m$ outputs has $(k + 1)m$ parameters; the network has their sum."""
    first, *rest = ((written(layer.inputs) + 1) * layer.outputs for layer in NETWORK.values())
    yield define(n, sum(rest, first))
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
    r"""A symmetric matrix is fixed by its lower triangle, whose row $i$ has $i$ entries."""
    yield start(total(i, i, 1, n))
    yield equals(frac(n * (n + 1), 2))
    yield start(half * COUNT * (written(COUNT) + 1))
    yield equals(COUNT * (COUNT + 1) // 2)
    yield result("hessian_distinct", COUNT * (COUNT + 1) // 2, about="distinct entries of H")


@derivation("3.2")
def hessian_memory():
    r"""In float32 an entry takes four bytes; a gigabyte is $10^9$ bytes."""
    bytes_ = 4 * COUNT**2
    yield start(written(4) * COUNT**2)
    yield equals(bytes_)
    yield result("hessian_bytes", bytes_, agrees=np.dtype("float32").itemsize * COUNT**2, about="bytes of H in float32")
    yield start(Rational(bytes_, 10**9))
    yield rounds(decimal(Rational(bytes_, 10**9), 3))
    yield result("hessian_gigabytes", decimal(Rational(bytes_, 10**9), 3), about="the same in GB, rounded")


# -- 3.3 and 3.4 ----------------------------------------------------------------------------------------------------

r, u = mlp.r, scalar("u")
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
    yield therefore(
        (quotient, H * v + frac(error, r)), r"subtract $g(\vw)$, divide by $r$", by=lambda side: (side - g_here) / r
    )
    yield result("estimator", slash(g_there - g_here, r), about="estimate of H v from two gradients")


@derivation("3.4", given=(norm_e.value <= C.value * (r.value * norm_v.value) ** 2,))
def error_order():
    r"""The remainder is of second order, but it is divided by $r$: the error is of first order."""
    yield start(frac(norm_e, r))
    squared = named(r"\norm{r\vv}^2", (r * norm_v) ** 2, "norm(r*v)**2")
    yield at_most(frac(C * squared, r))
    yield equals(C * r * norm_v**2, r"$\norm{r\vv}^2 = r^2\norm{\vv}^2$", inline=True)
    yield result("error_bound", C * r * norm_v**2, about="bound of the error of the estimate")
    about = "order of the error, in r and in norm(v)"
    yield result("order_of_the_error", r * norm_v**2, agrees=C * r * norm_v**2 / C, about=about)


def psi(at, order=0):
    """A component of the gradient along the unit vector v / norm(v), or its derivative at 0 of the given order."""
    function = sp.Function("psi")
    if order:
        value = Derivative(function(u.value), (u.value, order)).subs(u.value, 0)
        return named(rf"\psi{chr(39) * order}(0)", value, f"psi{chr(39) * order}(0)")
    return unknown(r"psi", at)


forward_terms = norm_v * psi(0, 1) + half * r * norm_v**2 * psi(0, 2)
central_terms = norm_v * psi(0, 1) + Rational(1, 6) * r**2 * norm_v**3 * psi(0, 3)


@derivation("3.4")
def leading_errors():
    r"""The forward and the central difference of a component of the gradient, with their leading errors."""
    yield start(frac(psi(r * norm_v) - psi(0), r))
    yield approximately(forward_terms, r, 2, "forward", shown=r**2 * norm_v**3)
    yield start(frac(psi(r * norm_v) - psi(-r * norm_v), 2 * r))
    yield approximately(central_terms, r, 4, "central", shown=r**4 * norm_v**5)
    yield result("forward_expansion", forward_terms, about="forward: component i of H v, and the leading error")
    yield result("central_expansion", central_terms, about="central: component i of H v, and the leading error")
    leading = 6 * (central_terms - norm_v * psi(0, 1)) / psi(0, 3)
    yield result("central_order", r**2 * norm_v**3, agrees=leading, about="order of the central difference's error")


forward_bound = half * M * r + frac(2 * epsilon * G, r)
central_bound = Rational(1, 6) * M * r**2 + frac(epsilon * G, r)
best_forward = 2 * sqrt(slash(epsilon * G, M))
best_central = bracket(slash(3 * epsilon * G, M)) ** Rational(1, 3)
r_1, r_2 = named("r_1", best_forward, "r_1"), named("r_2", best_central, "r_2")


@derivation("3.4")
def best_steps():
    r"""Truncation and rounding together are least at $r_1$ for the forward and at $r_2$ for the central difference."""
    yield start(forward_bound)
    yield equals(M * r_1 + frac(M, 2 * r) * (r - r_1) ** 2, rf"$r_1 = {latex(best_forward)}$")
    yield start(central_bound)
    rest = frac(M, 6 * r) * (r - r_2) ** 2 * (r + 2 * r_2)
    yield equals(half * M * r_2**2 + rest, rf"$r_2 = {latex(best_central)}$")
    forward, central = (sp.solve(sp.diff(bound.value, r.value), r.value)[0] for bound in (forward_bound, central_bound))
    about = "best r of the {} difference: G bounds the gradient, M its derivative of order {} along v"
    yield result("best_forward_step", best_forward, agrees=forward, about=about.format("forward", 2))
    yield result("best_central_step", best_central, agrees=central, about=about.format("central", 3))


@derivation("3.4")
def measured_slopes():
    r"""The slopes of the two errors against $r$, measured in float64 on a logistic loss whose $\mH\vv$ is known."""
    found = difference_quotients.slopes(difference_quotients.measured())
    again = difference_quotients.slopes(difference_quotients.measured_in_loops())
    about = "slopes of the error against r in log-log axes, measured: above the best r, and below it"
    yield result("slopes", rounded(found), agrees=rounded(again), about=about)
    sizes = {"weights": difference_quotients.WEIGHTS, "points": difference_quotients.POINTS, "digits": 52}
    points, weights = difference_quotients.problem()[0].shape
    counted = {"weights": weights, "points": points, "digits": -int(np.log2(difference_quotients.EPSILON))}
    yield result("experiment", sizes, agrees=counted, about="the logistic loss, and epsilon = 2**-digits of float64")


def rounded(slopes):
    """Two decimals where the error rises with r; one where rounding makes it jump."""
    places = {name: 2 if name.endswith("rising") else 1 for name in slopes}
    return {name: decimal(Rational(f"{slope:.{places[name]}f}"), places[name] + 1) for name, slope in slopes.items()}


# -- 3.5 ------------------------------------------------------------------------------------------------------------

c = scalar("c")
LIMITS = "cited: the limits of sums and products, and the definition of the R-operator"


def along(name):
    r"""f(w + r v), f(w) and R_v{f(w)} for f differentiable along v; products keep their order, as matrices must.

    Differentiable means f(w + r v) = f(w) + r Q(r) with Q continuous at 0, and R_v{f(w)} = Q(0).
    """
    slope, here = sp.Function(f"Q_{name}", commutative=False), sp.Symbol(f"{name}_w", commutative=False)
    return (
        named(f"{name}_r", here + r.value * slope(r.value), f"{name}(w + r*v)"),
        named(rf"{name}(\vw)", here, f"{name}(w)"),
        named(rf"\Rop{{{name}(\vw)}}", slope(0), f"R({name}(w))"),
    )


f_there, f_here, R_f = along("f")
k_there, k_here, R_k = along("g")


@derivation("3.5")
def scalar_rule():
    r"""A constant factor passes through the $\mathcal{R}$-operator."""
    yield start(frac(c * f_there - c * f_here, r))
    yield equals(c * frac(f_there - f_here, r), r"$c$ does not depend on $\vw$")
    yield approaches(c * R_f, r, 0, r"$r \to 0$", waived=LIMITS)
    yield result("rule_for_a_factor", c * R_f, about="R of c f(w)")


@derivation("3.5")
def product_rule():
    r"""The product rule of the $\mathcal{R}$-operator; factors keep their order."""
    yield start(frac(f_there * k_there - f_here * k_here, r))
    yield equals(
        frac(f_there - f_here, r) * k_there + f_here * frac(k_there - k_here, r),
        r"add and subtract $f(\vw)\,g_r$",
    )
    yield approaches(
        R_f * k_here + f_here * R_k, r, 0, r"$r \to 0$; $g$ is continuous there", waived=LIMITS
    )
    yield result("rule_for_a_product", R_f * k_here + f_here * R_k, about="R of f(w) g(w)")


# -- 3.6 ------------------------------------------------------------------------------------------------------------

@derivation("3.6")
def hessian_vector_product():
    r"""The $\mathcal{R}$-operator of the gradient is $\mH\vv$, component by component."""
    line, kappa = sp.Function("gamma"), sp.Function("kappa")  # component i on the line w + r v; what is left of it
    there = named(r"g_i(\vw + r\vv)", line(r.value), "g_i(w + r*v)")
    here = named(r"g_i(\vw)", sp.Symbol("g_i", real=True), "g_i(w)")
    remainder = named(r"r^2\kappa_i(r)", r.value**2 * kappa(r.value), "r**2*kappa_i(r)")
    in_full = mlp.over(n, lambda q: H.value[i.value, q] * v.value[q, 0])
    row = named(r"\textstyle\sum_j h_{i,j} v_j", in_full, "Sum(h[i, j]*v[j], j)")
    product = named(latex(H * v), matrices.entry((H * v).value, i.value), "H*v")  # component i, printed as H v
    moved = named(r"\Rop{\vw}", sp.diff(w_t.value[i.value, 0] + r.value * v.value[i.value, 0], r.value), "R(w)")
    yield start(moved)
    yield equals(named(latex(v), v.value[i.value, 0], "v"), r"$\vw + r\vv$ has the derivative $\vv$")
    yield suppose((there, here + r * row + remainder), r"3.4 with $\Delta\vw = r\vv$")
    slope = at_zero(there, r"\Rop{g_i(\vw)}", "R(g_i(w))")
    yield therefore((slope, row), r"differentiate at $r = 0$", by=at_zero)
    yield start(named(r"\Rop{\nabla f(\vw)}", row, "R(grad f(w))"))
    yield equals(product, "the components as one column")
    yield result("hvp", product, about="R_v{grad f(w)}")


def at_zero(along_the_line, latex="", text="d/dr at r = 0"):
    """The derivative by r at r = 0."""
    along_the_line = written(along_the_line).value
    return named(latex, sp.diff(along_the_line, r.value).subs(r.value, 0).doit(), text)


# -- 3.6: a network with one hidden layer ---------------------------------------------------------------------------


@derivation("3.6")
def network_and_gradient():
    r"""A network with one hidden layer and squared loss, and the gradient of the loss by back-propagation."""
    for letter, form in (mlp.NETWORK | mlp.GRADIENT).items():
        yield define(letter, form)


@derivation("3.6")
def backpropagation():
    r"""The backward pass is the gradient: its inner product with every direction $\vv$ is the slope of the loss."""
    d_y, d_h, d_a, R_a, R_h, R_y = mlp.d_y, mlp.d_h, mlp.d_a, mlp.R_a, mlp.R_h, mlp.R_y
    stands, inner, behind = mlp.standing_for, mlp.inner, mlp.R_NETWORK
    by_output = inner(d_y * mlp.h.T, mlp.U_v) + inner(d_y, mlp.c_v)
    yield start(at_zero(mlp.loss_on_the_line(), r"\Rop{L}", "R(L)"))
    yield equals(inner(stands(d_y, mlp.NETWORK[d_y]), R_y))
    yield start(inner(d_y, stands(R_y, behind[R_y])))
    yield equals(by_output + inner(stands(d_h, mlp.NETWORK[d_h]), R_h), inline=True)
    yield start(inner(d_h, stands(R_h, behind[R_h])))
    yield equals(inner(stands(d_a, mlp.NETWORK[d_a]), R_a))
    yield start(inner(d_a, stands(R_a, behind[R_a])))
    yield equals(inner(d_a * mlp.x.T, mlp.W_v) + inner(d_a, mlp.b_v), inline=True)


@derivation("3.6")
def r_pass():
    r"""The $\mathcal{R}$-operator of every line of the network and of its gradient, the last four being $\mH\vv$."""
    lines = mlp.on_the_line()
    for letter, form in (mlp.R_NETWORK | mlp.R_GRADIENT).items():
        checked = form
        if letter is mlp.R_h:  # the one line in which h is still tanh(a)
            checked = mlp.standing_for(form, written(form.value.xreplace({mlp.h.value: mlp.NETWORK[mlp.h].value})))
        yield start(at_zero(lines[letter], latex(letter), text(letter)))
        yield equals(mlp.entry(checked))
        name = re.sub(r"\W+", "_", text(letter)).strip("_")  # R(d_a) becomes R_d_a
        yield result(f"mlp_{name}", mlp.entry(checked), about=f"the R-pass, line by line: {text(letter)}")
    term = mlp.hadamard(2 * mlp.h, mlp.R_h, mlp.d_h)
    rest = mlp.entry(mlp.R_NETWORK[mlp.R_da]) - mlp.entry(mlp.hadamard(mlp.one - mlp.squared(mlp.h), mlp.R_dh))
    yield result("forgotten_term", mlp.entry(-term), agrees=rest, about="the term of R(d_a) that people drop")


@derivation("3.6")
def cost():
    r"""The R-pass multiplies at most twice as many numbers as the forward and backward pass together."""
    gradient = sum(map(mlp.multiplications, (mlp.NETWORK | mlp.GRADIENT).values()))
    again = sum(map(mlp.multiplications, (mlp.R_NETWORK | mlp.R_GRADIENT).values()))
    yield start(again)
    yield at_most(2 * bracket(gradient))
    by_hand = 2 * mlp.d * mlp.m + 3 * mlp.m * mlp.o
    yield result("gradient_cost", gradient, agrees=by_hand, about="multiplications of the gradient")
    yield result("r_pass_cost", again, about="multiplications of the R-pass")
