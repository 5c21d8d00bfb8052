"""Question 1: activation functions."""

from __future__ import annotations

import sympy as sp

from answers import log_softmax as float64
from answers import two_kinks as kinks
from answers.exact_softmax import logits_of, shares, softmax_of
from workings.algebra import (
    Components,
    between,
    bracket,
    decimal,
    exp,
    frac,
    lambert_w,
    log,
    named,
    numbers,
    ones,
    relation,
    relu,
    scalar,
    sigmoid,
    size,
    slash,
    smallest,
    softmax,
    tanh,
    total,
    vector,
)  # fmt: skip
from workings.notation import latex, text
from workings.question import Question
from workings.steps import (
    approaches,
    as_printed,
    at_least,
    at_most,
    case,
    define,
    derivation,
    equals,
    in_all_cases,
    result,
    rounds,
    start,
    suppose,
    therefore,
    verify,
)  # fmt: skip
from workings.written import Written

QUESTION = Question(1, "Activation Functions", points="5-2-3-5")

half, quarter = sp.Rational(1, 2), sp.Rational(1, 4)
x, beta, z, t = map(scalar, ("x", "beta", "z", "t"))
steep = scalar("beta", positive=True)  # the same letter where the sentence says that it is positive
p, q = scalar("p", positive=True), scalar("q", positive=True)  # distances that cover a region
u, gap, R = (scalar(name, nonnegative=True) for name in "ugR")


# -- 1.1: h(x) = x sigma(beta x) --------------------------------------------------------------------------------------

W = lambert_w(named("1/e", 1 / sp.E, "1/E"))  # 0.2785: W e^W = 1/e
w = named("w", W, "w")  # its letter in a proof
WIDEST = 1 + W  # where u / (1 + e^u) is largest
LINE_BOUND = quarter * abs(beta) * x**2  # of the distance from x/2


def swish(x, beta):
    """x sigma(beta x)."""
    return x * sigmoid(beta * x)


def h(x, beta=beta):
    """The same under its name h(x)."""
    return named(f"h({latex(x)})", swish(x, beta), f"h({text(x)})")


def line_error(x, beta):
    """|h(x) - x/2|, as `error_against_the_line` shows."""
    return half * abs(x) * tanh(half * abs(beta * x))


@derivation("1.1")
def sigmoid_by_tanh():
    r"""$\sigma$ is a hyperbolic tangent, halved and moved."""
    yield start(sigmoid(z))
    yield equals(half * (1 + tanh(slash(z, 2))))


@derivation("1.1")
def small_beta():
    r"""$h$ tends to $\frac12 x$ as $\beta \to 0$."""
    yield start(h(x))
    yield equals(swish(x, beta))
    yield approaches(x * sigmoid(0), beta, 0)
    yield equals(half * x)
    yield result("limit_at_zero", half * x, about="h for beta -> 0")


@derivation("1.1")
def error_against_the_line():
    r"""The exact distance between $h$ and $\frac12 x$, for all real $x$ and $\beta$, and its bound."""
    yield start(abs(h(x) - half * x))
    yield equals(abs(x) * abs(sigmoid(beta * x) - half), "definition of $h$")
    yield equals(half * abs(x) * tanh(half * abs(beta * x)), r"$\tanh$ is odd, and positive for $u > 0$")
    yield result("error_linear", line_error(x, beta), about="|h(x) - x/2|")
    yield at_most(LINE_BOUND, r"$\tanh u \le u$ for $u \ge 0$; then $\beta \to 0$")
    yield result("error_linear_bound", LINE_BOUND, about="bound of |h(x) - x/2|")
    yield approaches(0, beta, 0, inline=True)


@derivation("1.1")
def tanh_stays_below_the_identity():
    r"""$\tanh u \le u$ for $u \ge 0$: the difference starts at $0$ and never falls."""
    yield start(slope_of(u - tanh(u), u))
    yield equals(tanh(u) ** 2)
    yield at_least(0)
    yield start(tanh(u))
    yield at_most(u)


@derivation("1.1", given=(sp.Le(-R.value, x.value), sp.Le(x.value, R.value)))
def error_on_an_interval():
    r"""For $|x| \le R$ one bound holds for all $x$."""
    yield start(LINE_BOUND)
    yield at_most(quarter * abs(beta) * R**2)
    yield result("error_linear_on_an_interval", quarter * abs(beta) * R**2, about="bound of |h(x) - x/2| for |x| <= R")


@derivation("1.1")
def error_far_out():
    r"""The error at $x = 2/\beta$, for $\beta > 0$: it grows as $\beta \to 0$."""
    yield start(line_error(slash(2, steep), steep))
    yield equals(slash(bracket(tanh(1)), steep))
    yield result("error_linear_far_out", slash(bracket(tanh(1)), steep), about="|h(x) - x/2| at x = 2/beta")


@derivation("1.1")
def slope_one():
    r"""Slope one comes from $2h$ in the limit, and from the odd part of $h$ for every $\beta$."""
    yield start(2 * h(x))
    yield approaches(x, beta, 0)
    yield start(h(x) - h(-x))
    yield equals(x * (sigmoid(beta * x) + sigmoid(-beta * x)))
    yield equals(x)
    yield result("odd_part", x, about="h(x) - h(-x), for every beta")


@derivation("1.1")
def error_by_cases():
    r"""The ReLU minus $h$, for $\beta > 0$, case by case."""
    for region, at, first, last in (
        (">", p, x - swish(x, steep), x * sigmoid(-steep * x)),
        ("<", -p, 0 - swish(x, steep), -swish(x, steep)),
        ("==", 0, 0 - swish(x, steep), 0),
    ):
        yield case(relation(x, region, 0), {x: at})
        yield start(relu(x) - h(x, steep))
        yield equals(first, r"$1 - \sigma(z) = \sigma(-z)$" if at is p else "")
        yield equals(last, inline=True)


@derivation("1.1")
def error_against_the_relu():
    r"""The exact distance between $h$ and the ReLU, for all real $x$ and $\beta > 0$."""
    at = named("u", steep * abs(x), "u")
    yield start(abs(relu(x) - h(x, steep)))
    yield equals(abs(x) * sigmoid(-steep * abs(x)))
    yield equals(frac(abs(x), 1 + exp(steep * abs(x))), inline=True)
    yield result("error_relu", frac(abs(x), 1 + exp(steep * abs(x))), about="|ReLU(x) - h(x)|")
    yield equals(frac(1, steep) * frac(at, 1 + exp(at)), r"$u = \beta\abs{x}$", inline=True)


@derivation("1.1")
def where_the_error_is_largest():
    r"""The zero of the slope of $u/(1 + e^u)$, in the form that Lambert's $W$ solves."""
    there = named("u", WIDEST, "u")
    yield start(slope_of(slash(u, 1 + exp(u)), u))
    yield equals(slash(1 + exp(u) - u * exp(u), (1 + exp(u)) ** 2))
    yield suppose((u * exp(u), 1 + exp(u)), "zero slope")
    yield therefore(((u - 1) * exp(u), 1), "subtract $e^u$", by=lambda side: side - exp(u))
    yield therefore(((u - 1) * exp(u - 1), slash(1, sp.E)), "divide by $e$", by=lambda side: side / exp(1))
    yield start((there - 1) * exp(there - 1))
    yield equals(slash(1, sp.E))
    yield start(there)
    yield equals(1 + w)
    yield result("largest_error_at", WIDEST, about="beta |x| where |ReLU(x) - h(x)| is largest")
    yield rounds(decimal(WIDEST, 5))
    yield result("largest_error_at_digits", decimal(WIDEST, 5), about="the same in digits")
    yield define(w, W)


@derivation("1.1")
def gap_of_the_quotient():
    r"""How far $u = 1 + w + t$ lies below $w (1 + e^u)$."""
    there = named("u", 1 + w + t, "u")
    yield start(w * bracket(1 + exp(there)))
    yield equals(w + exp(t), r"$u = 1 + w + t$ and $w e^{1+w} = 1$")
    yield equals(there + bracket(exp(t) - 1 - t), inline=True)


@derivation("1.1")
def exponential_lies_above_its_tangent():
    r"""$e^t \ge 1 + t$ for all real $t$."""
    yield start(exp(t))
    yield at_least(1 + t)


@derivation("1.1")
def quotient_is_at_most_its_value_there():
    r"""$u \le w (1 + e^u)$ on both sides of $u = 1 + w$."""
    away = scalar("s", nonnegative=True)
    for region, at in ((relation(u, ">=", WIDEST), WIDEST + away), (relation(u, "<=", WIDEST), WIDEST - away)):
        yield case(region, {u: at})
        yield start(u)
        yield at_most(w * bracket(1 + exp(u)))
    yield in_all_cases()
    yield result("bound_of_u", w * bracket(1 + exp(u)), about="upper bound of u, with w = W(1/e)")


@derivation("1.1")
def largest_error():
    r"""The supremum of the error over $x$: the error at $\beta|x| = 1 + W(1/e)$."""
    there = frac(1, steep) * frac(WIDEST, 1 + exp(WIDEST))
    yield start(named(r"\sup_x\, \abs{\ReLU(x) - h(x)}", there, "sup |ReLU(x) - h(x)|"))
    yield equals(frac(W, steep), r"at $\beta\abs{x} = 1 + W(1/e)$")
    yield result("largest_error_relu", frac(W, steep), about="supremum over x of |ReLU(x) - h(x)|")
    yield rounds(frac(decimal(W, 4), steep))
    yield result("largest_error_relu_digits", slash(decimal(W, 4), steep), about="the same with W(1/e) in digits")
    yield start(decimal(W, 4))
    yield equals(W)
    yield result("W_digits", decimal(W, 4), about="W(1/e) in digits")


@derivation("1.1")
def bound_vanishes():
    r"""The supremum of the error tends to 0."""
    yield start(slash(W, steep))
    yield approaches(0, steep, sp.oo)


@derivation("1.1")
def large_beta():
    r"""$h$ tends to the ReLU as $\beta \to +\infty$, for every $x$."""
    yield start(h(x))
    yield approaches(relu(x), beta, sp.oo)
    yield result("limit_at_plus_infinity", relu(x), about="h for beta -> +oo, x = 0 included")


@derivation("1.1")
def negative_beta():
    r"""$h$ tends to $\min(0, x)$ as $\beta \to -\infty$: write $-\beta$ and let $\beta \to +\infty$."""
    yield start(swish(x, -beta))
    yield equals(x - swish(x, beta))
    yield approaches(x - relu(x), beta, sp.oo)
    yield equals(smallest(0, x))
    yield result("limit_at_minus_infinity", smallest(0, x), about="h for beta -> -oo, x = 0 included")


def slope_of(expression, letter):
    """The slope of an expression in one letter, under the name (...)'."""
    value = sp.diff(expression.value, letter.value)
    return named(rf"{latex(bracket(expression))}'", value, f"diff({text(expression)}, {text(letter)})")


# -- 1.2: a piecewise linear function from ReLUs ----------------------------------------------------------------------

a, b, C, alpha = kinks.a, kinks.b, kinks.C, kinks.alpha
c_1, c_2, c_3 = map(scalar, ("c_1", "c_2", "c_3"))


@derivation("1.2")
def printed_cases():
    r"""As printed, one $x$ lies in all three cases at once."""
    at = {alpha: 0, beta: 2, x: 1, a: 1, b: 1}
    first, middle, last = x.value >= alpha.value, between(alpha, x, beta).value, x.value <= beta.value
    yield as_printed(a, "=", 0, at=at, holds=(first, middle))
    yield as_printed(0, "=", -b, at=at, holds=(middle, last))
    yield verify(
        "if alpha < x < beta, all three printed conditions hold",
        over=(order for order in kinks.ORDERS if order[1] < order[0] < order[2]),
        test=lambda order: sum(kinks.printed_regions(*order)) == 3,
    )
    yield result("order_of_the_kinks", relation(beta, "<=", alpha), agrees=kinks.order_without_contradiction())


@derivation("1.2")
def slopes_of_one_kink():
    r"""The slopes of $\ReLU(x - \alpha)$ and of $\ReLU(\beta - x)$ on both sides of the kink."""
    for kink, letter, bent, slopes in (
        (alpha, "alpha", relu(x - alpha), (0, 1)),
        (beta, "beta", relu(beta - x), (-1, 0)),
    ):
        for side, sign, at, value in zip(("below", "above"), "<>", (kink - p, kink + p), slopes, strict=True):
            yield case(relation(x, sign, kink), {x: at})
            yield start(slope_of(bent, x))
            yield equals(value)
            yield result(f"slope_{side}_{letter}", value, about=f"slope of {text(bent)} where x {sign} {letter}")


@derivation("1.2")
def slopes_by_region():
    r"""The slope of $h$ in each region, with $\beta \le \alpha$; $\ReLU'(u)$ is $0$ for $u < 0$ and $1$ for $u > 0$."""
    left, middle, right = relation(x, "<", beta), between(beta, x, alpha), relation(x, ">", alpha)
    for name, region, when, (one, other), value in (
        ("slope_left", left, {x: beta - p, alpha: beta + gap}, (0, -1), -b),
        ("slope_middle", middle, {x: beta + p, alpha: beta + p + q}, (0, 0), 0),
        ("slope_right", right, {x: alpha + p, beta: alpha - gap}, (1, 0), a),
    ):
        yield case(region, when, within=None if region is middle else relation(beta, "<=", alpha))
        yield start(named("h'(x)", sp.diff(kinks.h(x, a, b, alpha, beta, C).value, x.value), "h'(x)"))
        yield equals(a * one + b * other)
        yield equals(value, inline=True)
        yield result(name, value, about=f"slope of h where {text(region)}")


@derivation("1.2")
def relu_form():
    r"""$h$ from ReLUs and arithmetic."""
    yield define(named("h(x)", kinks.h(x, a, b, alpha, beta, C), "h(x)"), kinks.h(x, a, b, alpha, beta, C))
    yield result("relu_form_of_h", kinks.h(x, a, b, alpha, beta, C), about="h, for beta <= alpha")


@derivation("1.2")
def only_up_to_a_constant():
    r"""Continuity at the kinks leaves one of the three constants."""
    yield suppose((a * alpha + c_1, c_2), r"continuous at $\alpha$")
    yield therefore((c_1, c_2 - a * alpha), by=lambda side: side - a * alpha)
    yield suppose((-b * beta + c_3, c_2), r"continuous at $\beta$")
    yield therefore((c_3, c_2 + b * beta), by=lambda side: side + b * beta)


@derivation("1.2")
def named_activations():
    r"""Each named activation is $h$ with its parameters and $C = 0$, for every $x$; first, what the figure draws."""
    for letter, number in kinks.DRAWN.items():
        yield define(named(latex(letter), number, text(letter)), number)
    for _, usual, parameters, form in kinks.activations():
        yield start(kinks.h(x, *parameters))
        yield equals(form)
        yield equals(usual)
    rows = [[name, usual, numbers(*parameters), form] for name, usual, parameters, form in kinks.activations()]
    again = [[name, usual, numbers(*kinks.read_off(usual)), form] for name, usual, _, form in kinks.activations()]
    yield result("activation_rows", rows, agrees=again, about="name, definition, (a, b, alpha, beta), form in ReLUs")


# -- 1.3: which shifts leave the softmax unchanged --------------------------------------------------------------------

d, i, j, k = map(size, "dijk")
vx, vc = vector("x", d), vector("c", d)


@derivation("1.3")
def shifted_softmax():
    r"""The softmax of a shifted vector by the softmax of the vector, for every $\vx, \vc \in \R^d$."""
    yield start(softmax(vx + vc)[i])
    yield equals(frac(exp(vx[i] + vc[i]), total(exp(vx[j] + vc[j]), j, of=d)))
    yield equals(
        frac(exp(vx[i]) * exp(vc[i]), total(exp(vx[j]) * exp(vc[j]), j, of=d)), "$e^{a+b} = e^a e^b$", inline=True
    )
    shifted = frac(softmax(vx)[i] * exp(vc[i]), total(softmax(vx)[j] * exp(vc[j]), j, of=d))
    yield equals(shifted, r"divide above and below by $\sum_k e^{x_k}$")
    yield result("softmax_of_a_shifted_vector", shifted, about="softmax(x + c)_i, for every c")


@derivation("1.3")
def printed_invariance():
    r"""The softmax moves when only one coordinate is shifted."""
    at, shift = numbers(0, 0), numbers(log(2), 0)
    yield as_printed(softmax(vx + vc)[i], "=", softmax(vx)[i], at={d: 2, i: 1, vx: at, vc: shift})
    before, after = softmax_of(0, 0), softmax_of(sp.log(2), 0)
    yield result("softmax_before", numbers(*before), agrees=numbers(*shares(1, 1)), about="softmax(x)")
    yield result("softmax_after", numbers(*after), agrees=numbers(*shares(2, 1)), about="softmax(x + c)")
    moved = [new - old for new, old in zip(logits_of(after), logits_of(before), strict=True)]
    yield result("counterexample_x", at, agrees=numbers(*logits_of(before)), about="x, where a shift moves the softmax")
    yield result("counterexample_c", shift, agrees=numbers(*moved), about="c, a shift that moves it")


@derivation("1.3")
def equal_shifts_do_nothing():
    r"""Adding the same number to every coordinate leaves the softmax unchanged."""
    shift = t * ones(d)
    yield define(named(r"\vc", shift, "c"), shift)
    yield result("unmoving_shifts", shift, about="the shifts c with softmax(x + c) = softmax(x), t real")
    yield start(softmax(vx + shift)[i])
    yield equals(frac(softmax(vx)[i] * exp(t), total(softmax(vx)[j] * exp(t), j, of=d)))
    yield equals(softmax(vx)[i], r"cancel $e^t > 0$; $\sum_j \softmax(\vx)_j = 1$", inline=True)
    yield result("unmoved_softmax", softmax(vx)[i], about="softmax(x + t 1)_i, for every t")


@derivation("1.3")
def only_equal_shifts_do_nothing():
    r"""If the softmax has not moved at one $\vx$, the coordinates of $\vc$ are equal."""
    below = total(softmax(vx)[j] * exp(vc[j]), j, of=d)
    moved = frac(softmax(vx)[i] * exp(vc[i]), below)
    yield suppose((moved, softmax(vx)[i]), r"$\softmax(\vx + \vc)_i = \softmax(\vx)_i$")
    why = r"multiply by the sum, divide by $\softmax(\vx)_i > 0$"
    yield therefore((exp(vc[i]), below), why, by=lambda side: side * below / softmax(vx)[i])
    yield therefore((vc[i], log(below)), "logarithm", by=log)
    free = below.value.free_symbols
    yield verify("the right side does not depend on i", over=[i.value], test=lambda index: index not in free)
    yield result("unmoving_shift", log(below), about="t in c = t*ones, if softmax(x + c) = softmax(x) at one x")


# -- 1.4: a stable log-softmax ----------------------------------------------------------------------------------------

m = scalar("m")
y = vector("y", d, nonnegative=True)
below_m = Written("vector", (), Components(lambda j: m.value - y.value[j], d.value, "x"))  # x_j = m - y_j with y_j >= 0

stable = bracket(vx[i] - m) - log(total(exp(vx[j] - m), j, of=d))
naive = vx[i] - log(total(exp(vx[j]), j, of=d))
log_of_softmax = log(frac(exp(vx[i] - m), total(exp(vx[j] - m), j, of=d)))
log_after_softmax = log(softmax(vx - m * ones(d))[i])
wrong_brackets = vx[i] - bracket(m + log(total(exp(vx[j] - m), j, of=d)))


@derivation("1.4")
def stable_log_softmax():
    r"""The logarithm of the softmax after a shift by $m$: true for every $m$, stable for the largest coordinate."""
    yield start(log(softmax(vx)[i]))
    yield equals(log(softmax(vx - m * ones(d))[i]), r"1.3 with $\vc = -m\vone$")
    yield equals(log_of_softmax, "definition")
    yield equals(stable, r"$\log(a/b) = \log a - \log b$, $\log e^u = u$")
    yield result("log_softmax", stable, as_written=True, about="log softmax(x)_i, with m = max_j x_j")


@derivation("1.4")
def other_orders():
    r"""The same number in exact arithmetic, in three orders that fail in float64."""
    yield start(naive)
    yield result("naive_order", naive, as_written=True, agrees=stable, about="as the assignment writes it")
    yield equals(log_after_softmax)
    yield result("logarithm_last", log_after_softmax, as_written=True, about="the logarithm of the stable softmax")
    yield equals(wrong_brackets)
    yield result("brackets_moved", wrong_brackets, as_written=True, about="m added back before the subtraction")


HAS_A_LARGEST = (sp.Le(k.value, d.value), sp.Eq(y.value[k.value], 0))  # x_k = m for one k in 1, ..., d


@derivation("1.4")
def exponents_are_not_positive():
    r"""No coordinate is larger than the largest, $m$."""
    yield start(below_m[j] - m)
    yield at_most(0)


@derivation("1.4", given=HAS_A_LARGEST)
def bounds_of_the_sum():
    r"""With $x_j \le m$ for all $j$ and $x_k = m$ for one $k$, the sum lies in $[1, d]$."""
    terms = total(exp(below_m[j] - m), j, of=d)
    yield start(terms)
    yield at_most(total(1, j, of=d), r"each $x_j - m \le 0$")
    yield equals(d, inline=True)
    yield result("largest_sum", d, about="upper bound of sum_j e^(x_j - m)")
    yield start(terms)
    yield at_least(exp(below_m[k] - m), "$x_k = m$, and every term is positive")
    yield equals(1, inline=True)
    yield result("least_sum", 1, about="lower bound of sum_j e^(x_j - m)")


@derivation("1.4", given=HAS_A_LARGEST)
def bounds_of_log_sum_exp():
    r"""The same for the logarithm of the sum of exponentials."""
    shifted = m + log(total(exp(below_m[j] - m), j, of=d))
    for verb, bound, name in ((at_most, m + log(d), "largest_log_sum_exp"), (at_least, m, "least_log_sum_exp")):
        yield start(log(total(exp(below_m[j]), j, of=d)))
        yield equals(shifted)
        yield verb(bound)
        yield result(name, bound, about=f"{'upper' if verb is at_most else 'lower'} bound of log sum_j e^x_j")


@derivation("1.4")
def float64_experiment():
    r"""Four formulas run in float64 on hard vectors, against the exact value."""
    yield result(
        "float64_rows",
        [[x, i, *float64.measured_cells(x.value, i)] for x, i in float64.HARD],
        agrees=[[x, i, *float64.cells_by_hand(x.value, i)] for x, i in float64.HARD],
        about="vector, i, then log softmax(x)_i by four formulas",
    )
