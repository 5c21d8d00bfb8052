"""Question 3: optimisation schemes."""

import re

import numpy as np
import sympy as sp
from sympy import Q, Rational, ZeroMatrix

from answers import difference_quotients
from answers import one_hidden_layer as mlp
from answers import quotient_errors as errors
from answers.along_a_line import along, at_zero, chain_rule_holds
from answers.dense_network import COUNT, NETWORK, allocated, layer_rows
from answers.quadratic_minima import CASES, outcomes
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
    total,
)
from workings.judge import matrices
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
    verify,
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
w_newton = w_t - H.I * g
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
    yield therefore((s, -H.I * g), r"subtract $\vg$, multiply by $\mH^{-1}$", by=lambda side: H.I * side - H.I * g)
    yield therefore(
        (named(r"\vw^\star", w_t + s, "w_star"), w_newton), r"$\vw^\star = \wt + \vs$", by=lambda side: w_t + side
    )
    yield result("stationary_point", w_newton, about="the only stationary point of the model, if H is invertible")


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
    yield start(named(r"\vw^\star", w_t + (-H.I * g), "w_star"))
    yield equals(w_newton, r"$\vw^\star = \wt + \vs$")
    yield result("minimiser", w_newton, about="the only minimiser of the Taylor model, if H is positive definite")
    yield result("minimum", minimum, about="minimum of the Taylor model, if H is positive definite")


@derivation("3.1", given=SYMMETRIC)
def without_definiteness():
    r"""Seen from a stationary point $\vs_0$ the model is a constant and a square; along an eigenvector, a parabola."""
    square = f_t - half * s_0.T * H * s_0 + half * (s - s_0).T * H * (s - s_0)
    yield start(named(r"q(\vs)", model(s, slope=-H * s_0), "q(s)"))
    yield equals(square, r"$\vg = -\mH\vs_0$")
    yield result("about_a_stationary_point", square, about="if g = -H s_0: semidefinite H, least where H(s-s_0)=0")
    bend = scalar("lambda")
    parabola = q_s + t * (g + bend * s).T * v + half * bend * t**2 * v.T * v
    yield suppose((H * v, bend * v), r"if $\vv$ is an eigenvector")
    yield therefore(
        (q(s + t * v, r"q(\vs + t\vv)", "q(s + t*v)"), parabola),
        r"expand, insert $\mH\vv = \lambda\vv$",
        by=lambda side: model(s) + t * g.T * v + t * s.T * side + half * t**2 * v.T * side,
    )
    yield result("along_an_eigenvector", parabola, about="no minimum if lambda < 0, or if lambda = 0 and g^T v != 0")
    about = "when the Taylor model has a minimiser; agrees with all models in two variables with entries -2, ..., 2"
    yield result("minimisers_by_case", CASES, agrees=outcomes(), about=about)


@derivation("3.1")
def flat_directions():
    r"""Where $\mH(\vs - \vs_0) = \vzero$ the square in $q$ is zero: the model is as low as at $\vs_0$."""
    square = named("0", ZeroMatrix(1, 1), "0")
    yield suppose((H * (s - s_0), zero))
    yield therefore(((s - s_0).T * H * (s - s_0), square), by=lambda side: (s - s_0).T * side)


@derivation("3.1", given=SYMMETRIC)
def outside_the_range():
    r"""The gradient has a positive slope along its part in the null space of $\mH$."""
    u = column("u", n)
    split = H * u + v
    yield define(named(r"\vg", split, "g"), split)
    yield suppose((H * v, zero), r"null space of $\mH$")
    yield therefore(
        (named(r"\vg\tran\vv", split.T * v, "g.T*v"), named(r"\norm{\vv}^2", v.T * v, "norm(v)**2")),
        by=lambda side: u.T * side + v.T * v,
    )


@derivation("3.1")
def models_without_a_minimum():
    r"""A line with a positive slope falls without bound as $t \to -\infty$, a parabola that bends down both ways."""
    start_at, slope = scalar("q_0"), scalar("b")
    rise, bend = scalar("a", positive=True), scalar("c", positive=True)
    yield start(q_along_v(start_at + rise * t))
    yield approaches(-sp.oo, t, -sp.oo)
    for end in (sp.oo, -sp.oo):
        yield start(q_along_v(start_at + slope * t - bend * t**2))
        yield approaches(-sp.oo, t, end)


def q_along_v(value):
    """q(s + t v) as a number."""
    return named(r"q(\vs + t\vv)", value, "q(s + t*v)")


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


@derivation("3.1", given=(*SYMMETRIC, gHg.value > 0))
def along_the_gradient():
    r"""Of all steps along $-\vg$, the model is least after the rate $\vg\tran\vg / \vg\tran\mH\vg$."""
    step = -eta.value * g.value
    change = (g.value.T * step)[0, 0] + (step.T * H.value * step / 2)[0, 0]
    yield start(named(r"q(-\eta\vg)", f_number.value + change, "q(-eta*g)"))
    square = half * gHg * (eta - best_rate) ** 2
    yield equals(f_number - frac(bracket(gg) ** 2, 2 * gHg) + square, "complete the square")
    stationary = sp.solve(sp.diff(change, eta.value), eta.value)[0]
    yield result("best_scalar_step", best_rate, agrees=stationary, about="best single learning rate along -g")


# -- 3.2 ------------------------------------------------------------------------------------------------------------


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
    r"""In float32 an entry takes 4 bytes; a gigabyte is a billion bytes."""
    entry, bytes_ = 4, 4 * COUNT**2
    yield result("entry_bytes", entry, agrees=np.dtype("float32").itemsize, about="bytes of a number in float32")
    yield start(written(entry) * COUNT**2)
    yield equals(bytes_)
    yield result("hessian_bytes", bytes_, agrees=np.dtype("float32").itemsize * COUNT**2, about="bytes of H in float32")
    yield start(Rational(bytes_, 10**9))
    yield rounds(decimal(Rational(bytes_, 10**9), 3))
    yield result("hessian_gigabytes", decimal(Rational(bytes_, 10**9), 3), about="the same in GB, rounded")


# -- 3.3 and 3.4 ----------------------------------------------------------------------------------------------------

r, C, norm_v = mlp.r, errors.C, errors.norm_v
error = column("e", n)
g_here = named(r"g(\vw)", sp.MatrixSymbol("g_0", n.value, 1), "g(w)")
g_there = named(r"g(\vw + r\vv)", sp.MatrixSymbol("g_r", n.value, 1), "g(w + r*v)")
norm_e = named(r"\norm{\ve}", sp.Symbol("norm_e", nonnegative=True), "norm(e)")

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
    yield start(slash(norm_e, r))
    squared = named(r"\norm{r\vv}^2", (r * norm_v) ** 2, "norm(r*v)**2")
    yield at_most(slash(C * squared, r))
    yield equals(C * r * norm_v**2, r"$\norm{r\vv}^2 = r^2\norm{\vv}^2$", inline=True)
    yield result("error_bound", C * r * norm_v**2, about="bound of the error of the estimate")
    yield result("order_of_the_error", r * norm_v**2, agrees=C * r * norm_v**2 / C, about="order of the error")
    powers, about = {"in r": 1, "in the norm of v": 2}, "the powers of r and of norm(v) in that order"
    yield result("error_powers", powers, agrees=errors.powers_in(C * r * norm_v**2), about=about)
    yield result("order_in_r", r, agrees=r ** powers["in r"], about="order of the error for a fixed v")


@derivation("3.4")
def slope_along_the_line():
    r"""The slope of $\psi$ at 0 is a component of $\mH\vv$, up to the length of $\vv$."""
    slope = norm_v * errors.psi(0, 1)
    yield suppose((slope, row("H_{i,j} v_j", "H[i, j]*v[j]", v.value[j.value, 0])), "chain rule")
    component = named(r"(\mH\vv)_i", matrices.entry((H * v).value, i.value), "(H*v)[i]")
    yield therefore((slope, component), by=lambda side: side)


@derivation("3.4")
def leading_errors():
    r"""The leading errors of the forward and of the central difference of a component of the gradient."""
    yield start(frac(errors.psi(r * norm_v) - errors.psi(0), r) - errors.product_i)
    yield approximately(errors.forward_error, r, 2, "forward", shown=r**2 * norm_v**3)
    yield start(frac(errors.psi(r * norm_v) - errors.psi(-r * norm_v), 2 * r) - errors.product_i)
    yield approximately(errors.central_error, r, 4, "central", shown=r**4 * norm_v**5)
    yield result("forward_error", errors.forward_error, about="leading error of the forward difference, component i")
    yield result("central_error", errors.central_error, about="leading error of the central difference, component i")
    central = 6 * errors.central_error / errors.psi(0, 3)
    yield result("central_order", r**2 * norm_v**3, agrees=central, about="order of the central difference's error")
    powers, about = {"in r": 2, "in the norm of v": 3}, "the powers of r and of norm(v) in that order"
    yield result("central_powers", powers, agrees=errors.powers_in(central), about=about)


@derivation("3.4")
def best_steps():
    r"""Truncation and rounding together are least at $r_1$ for the forward and at $r_2$ for the central difference."""
    M, forward, central = errors.M, errors.forward_bound, errors.central_bound
    r_1, r_2 = (named(f"r_{k}", best, f"r_{k}") for k, best in enumerate(errors.BEST_STEPS.values(), 1))
    yield start(forward)
    yield equals(M * r_1 + frac(M, 2 * r) * (r - r_1) ** 2, "least at r = r_1")
    yield start(central)
    yield equals(half * M * r_2**2 + frac(M, 6 * r) * (r - r_2) ** 2 * (r + 2 * r_2), "least at r = r_2")
    for k, best in ((r_1, "forward"), (r_2, "central")):
        yield define(k, errors.BEST_STEPS[best])
    about = "{}, norm(v) = 1: truncation and rounding; G bounds the gradient, M its derivative of order {} along v"
    yield result("forward_bound", forward, about=about.format("forward", 2))
    yield result("central_bound", central, about=about.format("central", 3))
    found = {name: sp.solve(sp.diff(bound.value, r.value), r.value)[0] for name, bound in errors.BOUNDS.items()}
    yield result("best_steps_for_r", errors.BEST_STEPS, agrees=found, about="the r at which each bound is least")
    orders = {name: step / step.subs(errors.epsilon.value, 1) for name, step in found.items()}
    yield result("step_orders", errors.STEP_ORDERS, agrees=orders, about="how the best r grows with epsilon")


@derivation("3.4")
def measured_slopes():
    r"""The slopes of the two errors against $r$, measured in float64 on a logistic loss whose $\mH\vv$ is known."""
    found = difference_quotients.slopes(difference_quotients.measured())
    again = difference_quotients.slopes(difference_quotients.measured_in_loops())
    about = "slopes of the error against r in log-log axes, measured: above the best r, and below it"
    yield result("slopes", rounded(found), agrees=rounded(again), about=about)
    forward, central = (rounded(found)[f"{name}_falling"] for name in ("forward", "central"))
    yield result("slope_of_rounding", forward, agrees=central, about="the one below it, the same for both")
    sizes = {"weights": difference_quotients.WEIGHTS, "points": difference_quotients.POINTS, "digits": 52}
    yield define(errors.epsilon, written(2) ** -sizes["digits"])
    points, weights = difference_quotients.problem()[0].shape
    counted = {"weights": weights, "points": points, "digits": -int(np.log2(difference_quotients.EPSILON))}
    yield result("experiment", sizes, agrees=counted, about="the logistic loss, and epsilon = 2**-digits")


def rounded(slopes):
    """Two decimals where the error rises with r; one where rounding makes it jump."""
    places = {name: 2 if name.endswith("rising") else 1 for name in slopes}
    return {name: decimal(Rational(f"{slope:.{places[name]}f}"), places[name] + 1) for name, slope in slopes.items()}


# -- 3.5 ------------------------------------------------------------------------------------------------------------

c = scalar("c")
f_there, f_here, R_f = along("f")
k_there, k_here, R_k = along("g")


@derivation("3.5")
def scalar_rule():
    r"""A constant factor passes through the $\mathcal{R}$-operator."""
    yield start(frac(c * f_there - c * f_here, r))
    yield equals(c * frac(f_there - f_here, r))
    yield approaches(c * R_f, r, 0, r"$r \to 0$; $c$ must not depend on $\vw$", inline=True)
    yield result("rule_for_a_factor", c * R_f, about="R of c f(w)")


@derivation("3.5")
def product_rule():
    r"""The product rule of the $\mathcal{R}$-operator; factors keep their order."""
    yield start(frac(f_there * k_there - f_here * k_here, r))
    split = frac(f_there - f_here, r) * k_there + f_here * frac(k_there - k_here, r)
    yield equals(split, r"add and subtract $f(\vw)\,g_r$")
    yield approaches(R_f * k_here + f_here * R_k, r, 0, r"$r \to 0$, where $g_r \to g(\vw)$")
    yield result("rule_for_a_product", R_f * k_here + f_here * R_k, about="R of f(w) g(w)")


# -- 3.6 ------------------------------------------------------------------------------------------------------------


@derivation("3.6")
def hessian_vector_product():
    r"""The $\mathcal{R}$-operator of the gradient is $\mH\vv$, component by component."""
    g_i = named(r"\Rop{g_i(\vw)}", sp.Symbol("R_g_i", real=True), "R(g_i(w))")
    moved = sp.diff(w_t.value[j.value, 0] + r.value * v.value[j.value, 0], r.value)
    yield start(named(r"\Rop{w_j}", moved, "R(w[j])"))
    yield equals(named("v_j", v.value[j.value, 0], "v[j]"), r"$w_j + r v_j$ has the derivative $v_j$")
    chain = row(r"(\partial g_i/\partial w_j) \Rop{w_j}", "dg_i/dw_j*R(w[j])", moved)
    entries = row("H_{i,j} v_j", "H[i, j]*v[j]", v.value[j.value, 0])
    yield suppose((g_i, chain), "chain rule")
    yield therefore((g_i, entries), r"insert both", by=lambda side: side)
    yield start(named(r"\Rop{\nabla f(\vw)}", entries, "R(grad f(w))"))
    product = named(latex(H * v), matrices.entry((H * v).value, i.value), "H*v")  # component i, printed as H v
    yield equals(product, "the components as one column")
    yield verify("the chain rule, for every function of 1, 2 and 3 weights", (1, 2, 3), chain_rule_holds)
    yield result("hvp", product, about="R_v{grad f(w)}")


def row(body, words, factor):
    """The sum over j of H[i, j] times a factor that depends on j, printed as the sum of `body`."""
    value = mlp.over(n, lambda q: H.value[i.value, q] * factor.subs(j.value, q))
    return named(rf"\textstyle\sum_j {body}", value, f"Sum({words}, j)")


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
