"""Question 1: activation functions."""

from __future__ import annotations

import math
from itertools import product

import sympy as sp

from answers.log_softmax import FORMULAS, by_hand, is_right, measured
from workings.algebra import (
    Components,
    between,
    bracket,
    decimal,
    exp,
    frac,
    lambert_w,
    largest,
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
from workings.written import Written, written

QUESTION = Question(1, "Activation Functions", points="5-2-3-5")

half, quarter = sp.Rational(1, 2), sp.Rational(1, 4)
x, beta, z = scalar("x"), scalar("beta"), scalar("z")
steep = scalar("beta", positive=True)  # the same letter where the sentence says that it is positive
p, q = scalar("p", positive=True), scalar("q", positive=True)  # distances that cover a region
gap = scalar("g", nonnegative=True)
PLUS, MINUS, ORIGIN = ((relation(x, sign, 0), {x: at}) for sign, at in ((">", p), ("<", -p), ("==", 0)))


# -- 1.1: h(x) = x sigma(beta x) --------------------------------------------------------------------------------------

W = lambert_w(named("1/e", 1 / sp.E, "1/E"))  # 0.2785: W e^W = 1/e
WIDEST = 1 + W  # where u / (1 + e^u) is largest
LINE_BOUND = quarter * abs(beta) * x**2  # of the distance from x/2


def swish(x, beta):
    """x sigma(beta x)."""
    return x * sigmoid(beta * x)


def h(x, beta=beta):
    """The same under its name h(x)."""
    return named(f"h({latex(x)})", swish(x, beta), f"h({text(x)})")


@derivation("1.1")
def sigmoid_by_tanh():
    r"""$\sigma$ is a hyperbolic tangent, halved and moved."""
    yield start(sigmoid(z))
    yield equals(frac(exp(slash(z, 2)), exp(slash(z, 2)) + exp(-slash(z, 2))))
    yield equals(half * (1 + tanh(slash(z, 2))), inline=True)


@derivation("1.1")
def small_beta():
    r"""$h$ tends to $\frac12 x$ as $\beta \to 0$."""
    yield start(h(x))
    yield equals(swish(x, beta))
    yield approaches(half * x, beta, 0, r"$\sigma(0) = \tfrac12$")
    yield result("limit_at_zero", half * x, about="h for beta -> 0")


@derivation("1.1")
def error_against_the_line():
    r"""The exact distance between $h$ and $\frac12 x$, for all real $x$ and $\beta$, and its bound."""
    yield start(abs(h(x) - half * x))
    yield equals(abs(x) * abs(sigmoid(beta * x) - half), "definition of $h$")
    yield equals(half * abs(x) * tanh(half * abs(beta * x)), r"$\tanh$ is odd, and positive for $u > 0$")
    yield result("error_linear", half * abs(x) * tanh(half * abs(beta * x)), about="|h(x) - x/2|")
    yield at_most(LINE_BOUND, r"$\tanh u \le u$ for $u \ge 0$; then $\beta \to 0$")
    yield result("error_linear_bound", LINE_BOUND, about="bound of |h(x) - x/2|")
    yield approaches(0, beta, 0, inline=True)


u = scalar("u", nonnegative=True)


@derivation("1.1")
def tanh_stays_below_the_identity():
    r"""$\tanh u \le u$ for $u \ge 0$: the difference starts at $0$ and never falls."""
    rise = u - tanh(u)
    yield define(named("f(u)", rise, "f(u)"), rise)
    yield start(named("f(0)", rise.value.subs(u.value, 0), "f(0)"))
    yield equals(0)
    yield start(named("f'(u)", derivative(rise, u), "f'(u)"))
    yield equals(tanh(u) ** 2)
    yield at_least(0)


R = scalar("R", nonnegative=True)


@derivation("1.1", given=(sp.Le(-R.value, x.value), sp.Le(x.value, R.value)))
def error_on_an_interval():
    r"""For $|x| \le R$ one bound holds for all $x$."""
    yield start(LINE_BOUND)
    yield at_most(quarter * abs(beta) * R**2)
    yield result("error_linear_on_an_interval", quarter * abs(beta) * R**2, about="bound of |h(x) - x/2| for |x| <= R")


@derivation("1.1")
def error_against_the_line_is_unbounded():
    r"""For no $\beta \neq 0$ is the error bounded on the whole line."""
    yield start(half * x * tanh(half * steep * x))
    yield approaches(sp.oo, x, sp.oo)


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
def large_beta():
    r"""$h$ tends to the ReLU as $\beta \to +\infty$, in each of the three cases."""
    for (region, when), limit, why in (
        (PLUS, x, r"$\sigma(\beta x) \to 1$"),
        (MINUS, 0, r"$\sigma(\beta x) \to 0$"),
    ):
        yield case(region, when)
        yield start(h(x))
        yield equals(swish(x, beta))
        yield approaches(limit, beta, sp.oo, why, inline=True)
        yield equals(relu(x), inline=True)
    yield case(*ORIGIN)
    yield start(h(x))
    yield equals(0)
    yield equals(relu(x), "for every $\\beta$", inline=True)
    yield in_all_cases()
    yield result("limit_at_plus_infinity", relu(x), about="h for beta -> +oo, x = 0 included")


@derivation("1.1")
def negative_beta():
    r"""$h$ tends to $\min(0, x)$ as $\beta \to -\infty$: write $-\beta$ and let $\beta \to +\infty$."""
    for region, when in (PLUS, MINUS, ORIGIN):
        yield case(region, when)
        yield start(swish(x, -beta))
        yield equals(x - swish(x, beta))
        yield approaches(x - relu(x), beta, sp.oo)
        yield equals(smallest(0, x))
    yield in_all_cases()
    yield result("limit_at_minus_infinity", smallest(0, x), about="h for beta -> -oo, x = 0 included")


@derivation("1.1")
def error_against_the_relu():
    r"""The exact distance between $h$ and the ReLU, for all real $x$ and $\beta > 0$."""
    scaled = named("u", steep * abs(x), "u")
    yield start(abs(relu(x) - h(x, steep)))
    yield equals(frac(abs(x), 1 + exp(steep * abs(x))), r"$1 - \sigma(z) = \sigma(-z)$")
    yield result("error_relu", frac(abs(x), 1 + exp(steep * abs(x))), about="|ReLU(x) - h(x)|")
    yield equals(frac(1, steep) * frac(scaled, 1 + exp(scaled)), inline=True)


def numerator(u):
    """Its sign is that of the slope of u / (1 + e^u)."""
    return 1 + exp(u) - u * exp(u)


@derivation("1.1")
def slope_of_the_error():
    r"""The slope of $u/(1 + e^u)$ has the sign of $N(u) = 1 + e^u - u e^u$."""
    yield start(derivative(frac(u, 1 + exp(u)), u))
    yield equals(frac(numerator(u), (1 + exp(u)) ** 2))


@derivation("1.1")
def numerator_falls():
    r"""$N$ falls from $2$, so its zero is the only one."""
    yield start(named("N(0)", numerator(0), "N(0)"))
    yield equals(2)
    yield start(named("N'(u)", derivative(numerator(u), u), "N'(u)"))
    yield equals(-u * exp(u))
    yield at_most(0)


@derivation("1.1")
def zero_of_the_numerator():
    r"""$N(u) = 0$ in the form that Lambert's $W$ solves."""
    yield suppose((u * exp(u), 1 + exp(u)), "$N(u) = 0$")
    yield therefore(((u - 1) * exp(u), 1), "subtract $e^u$", by=lambda side: side - exp(u))
    yield therefore(((u - 1) * exp(u - 1), slash(1, sp.E)), "divide by $e$", by=lambda side: side / exp(1))


@derivation("1.1")
def where_the_error_is_largest():
    r"""The zero of $N$ and the value of $u/(1 + e^u)$ there."""
    yield start(named("u", WIDEST, "u"))
    yield equals(WIDEST)
    yield result("largest_error_at", WIDEST, about="beta |x| where |ReLU(x) - h(x)| is largest")
    yield rounds(decimal(WIDEST, 5))
    yield result("largest_error_at_digits", decimal(WIDEST, 5), about="the same in digits")
    yield start(named("N(1 + W(1/e))", numerator(WIDEST), "N(1 + W(1/E))"))
    yield equals(0)


@derivation("1.1")
def quotient_is_at_most_its_value_there():
    r"""$u/(1 + e^u) \le W(1/e)$ on both sides of $u = 1 + W(1/e)$."""
    away = scalar("w", nonnegative=True)
    for region, at in ((relation(u, ">=", WIDEST), WIDEST + away), (relation(u, "<=", WIDEST), WIDEST - away)):
        yield case(region, {u: at})
        yield start(u)
        yield at_most(W * bracket(1 + exp(u)))


@derivation("1.1")
def largest_error():
    r"""The supremum of the error over $x$: the error at $\beta|x| = 1 + W(1/e)$."""
    there = frac(1, steep) * frac(WIDEST, 1 + exp(WIDEST))
    yield start(named(r"\sup_x \abs{\ReLU(x) - h(x)}", there, "sup |ReLU(x) - h(x)|"))
    yield equals(frac(W, steep), r"at $\beta\abs{x} = 1 + W(1/e)$")
    yield result("largest_error_relu", frac(W, steep), about="supremum over x of |ReLU(x) - h(x)|")
    yield rounds(frac(decimal(W, 4), steep))
    yield result("largest_error_relu_digits", slash(decimal(W, 4), steep), about="the same with W(1/e) in digits")
    yield start(decimal(W, 4))
    yield equals(W)
    yield result("W_digits", decimal(W, 4), about="W(1/e) in digits")


def derivative(expression, letter):
    """d/du of an expression in the letter u."""
    expression, letter = written(expression), written(letter)
    bracketed = latex(bracket(expression) if expression.head == "add" else expression)
    name = rf"\frac{{d}}{{d{latex(letter)}}}\, {bracketed}"
    return named(name, sp.diff(expression.value, letter.value), f"diff({text(expression)}, {text(letter)})")


# -- 1.2: a piecewise linear function from ReLUs ----------------------------------------------------------------------

a, b, C, alpha = map(scalar, ("a", "b", "C", "alpha"))
c_1, c_2, c_3 = map(scalar, ("c_1", "c_2", "c_3"))
lam, slope = scalar("lambda", nonnegative=True), scalar("p")


def two_kinks(x, a, b, alpha, beta, C=0):
    """a ReLU(x - alpha) + b ReLU(beta - x) + C."""
    return a * relu(x - alpha) + b * relu(beta - x) + C


@derivation("1.2")
def printed_cases():
    r"""As printed, one $x$ lies in all three cases at once."""
    at = {alpha: 0, beta: 2, x: 1, a: 1, b: 1}
    first, middle, last = x.value >= alpha.value, between(alpha, x, beta).value, x.value <= beta.value
    yield as_printed(a, "=", 0, at=at, holds=(first, middle))
    yield as_printed(0, "=", -b, at=at, holds=(middle, last))
    yield verify(
        "if alpha < x < beta, all three printed conditions hold",
        over=(order for order in ORDERS if order[1] < order[0] < order[2]),
        test=lambda order: sum(printed_regions(*order)) == 3,
    )
    yield result("order_of_the_kinks", relation(beta, "<=", alpha), agrees=order_without_contradiction())


ORDERS = tuple(product(range(3), repeat=3))  # every order of x, alpha and beta, ties included


def printed_regions(x, alpha, beta):
    """The conditions of the three cases as the assignment prints them."""
    return x >= alpha, alpha < x < beta, x <= beta


def repaired_regions(x, alpha, beta):
    """The conditions as we read them: open, and in the order of the line."""
    return x > alpha, beta < x < alpha, x < beta


def order_without_contradiction():
    """The relation between beta and alpha under which no x lies in two of the repaired regions."""
    bad = {(b > a) - (b < a) for x, a, b in ORDERS if sum(repaired_regions(x, a, b)) > 1}
    return relation(beta, {(1,): "<=", (0, 1): "<"}[tuple(sorted(bad))], alpha)


@derivation("1.2")
def slopes_by_region():
    r"""The slope of $h$ in each region, with $\beta \le \alpha$; $\ReLU'(u)$ is $0$ for $u < 0$ and $1$ for $u > 0$."""
    left, middle, right = relation(x, "<", beta), between(beta, x, alpha), relation(x, ">", alpha)
    order = relation(beta, "<=", alpha)
    for name, region, when, (one, other), value in (
        ("slope_left", left, {x: beta - p, alpha: beta + gap}, (0, -1), -b),
        ("slope_middle", middle, {x: beta + p, alpha: beta + p + q}, (0, 0), 0),
        ("slope_right", right, {x: alpha + p, beta: alpha - gap}, (1, 0), a),
    ):
        yield case(region, when, within=order if region is not middle else None)
        yield start(named("h'(x)", sp.diff(two_kinks(x, a, b, alpha, beta, C).value, x.value), "h'(x)"))
        yield equals(a * one + b * other)
        yield equals(value, inline=True)
        yield result(name, value, about=f"slope of h where {text(region)}")


@derivation("1.2")
def relu_form():
    r"""$h$ from ReLUs and arithmetic."""
    yield define(named("h(x)", two_kinks(x, a, b, alpha, beta, C), "h(x)"), two_kinks(x, a, b, alpha, beta, C))
    yield result("relu_form_of_h", two_kinks(x, a, b, alpha, beta, C), about="h, for beta <= alpha")


@derivation("1.2")
def only_up_to_a_constant():
    r"""The slopes and continuity at the kinks leave one constant."""
    yield suppose((a * alpha + c_1, c_2), r"continuous at $\alpha$")
    yield therefore((a * x + c_1, a * (x - alpha) + c_2), r"add $a(x - \alpha)$", by=lambda s: s + a * (x - alpha))
    yield suppose((-b * beta + c_3, c_2), r"continuous at $\beta$")
    yield therefore((-b * x + c_3, b * (beta - x) + c_2), r"add $b(\beta - x)$", by=lambda s: s + b * (beta - x))


def activations():
    """Name, usual definition, parameters (a, b, alpha, beta) and form in ReLUs of each named activation."""
    hundredth = decimal(sp.Rational(1, 100), 1)
    return (
        ("leaky ReLU", largest(x, hundredth * x), (1, -hundredth, 0, 0), relu(x) - hundredth * relu(-x)),
        ("PReLU", largest(0, x) + slope * smallest(0, x), (1, -slope, 0, 0), relu(x) - slope * relu(-x)),
        ("ReLU", largest(0, x), (1, 0, 0, 0), relu(x)),
        ("absolute value", abs(x), (1, 1, 0, 0), relu(x) + relu(-x)),
        ("soft-shrink", x - largest(-lam, smallest(lam, x)), (1, -1, lam, -lam), relu(x - lam) - relu(-lam - x)),
    )


@derivation("1.2")
def named_activations():
    r"""Each named activation is $h$ with its parameters and $C = 0$, for every $x$."""
    for _, usual, parameters, form in activations():
        yield start(two_kinks(x, *parameters))
        yield equals(form)
        yield equals(usual)
    rows = [[name, usual, numbers(*parameters), form] for name, usual, parameters, form in activations()]
    again = [[name, usual, numbers(*read_off(usual)), form] for name, usual, _, form in activations()]
    yield result("activation_rows", rows, agrees=again, about="name, definition, (a, b, alpha, beta), form in ReLUs")


def read_off(usual):
    """(a, b, alpha, beta) of a function with C = 0, from its values far out; without a slope, the kink is 0."""

    def f(at):
        return sp.expand(usual.value.subs(x.value, at))

    far = lam.value + 1
    a, b = f(far + 1) - f(far), f(-far - 1) - f(-far)
    return a, b, sp.cancel(far - f(far) / a) if a else 0, sp.cancel(f(-far) / b - far) if b else 0


# -- 1.3: which shifts leave the softmax unchanged --------------------------------------------------------------------

d, i, j, k = map(size, "dijk")
vx, vc, t = vector("x", d), vector("c", d), scalar("t")


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
    yield as_printed(
        softmax(vx + vc)[i], "=", softmax(vx)[i],
        at={d: 2, i: 1, vx: numbers(0, 0), vc: numbers(log(2), 0)},
    )  # fmt: skip
    before, weights = softmax_of(0, 0), (2, 1)  # the weights e^(c_i)
    after = [s * w / sum(map(sp.Mul, before, weights)) for s, w in zip(before, weights, strict=True)]
    yield result("softmax_before", numbers(*before), agrees=numbers(half, 1 - half), about="softmax(0, 0)")
    yield result("softmax_after", numbers(*softmax_of(sp.log(2), 0)), agrees=numbers(*after), about="softmax(log 2, 0)")


def softmax_of(*logits):
    """The softmax of explicit numbers, exactly."""
    weights = [sp.exp(v) for v in logits]
    return [w / sum(weights) for w in weights]


@derivation("1.3")
def equal_shifts_do_nothing():
    r"""Adding the same number to every coordinate leaves the softmax unchanged."""
    yield start(softmax(vx + t * ones(d))[i])
    yield equals(frac(exp(t) * exp(vx[i]), total(exp(t) * exp(vx[j]), j, of=d)))
    yield equals(
        frac(exp(t) * exp(vx[i]), exp(t) * total(exp(vx[j]), j, of=d)), r"$e^t$ does not depend on $j$", inline=True
    )
    yield equals(softmax(vx)[i], r"cancel $e^t > 0$")
    yield result("unmoved_softmax", softmax(vx)[i], about="softmax(x + t 1)_i, for every t")


@derivation("1.3")
def only_equal_shifts_do_nothing():
    r"""If the softmax has not moved, the coordinates of $\vc$ are equal."""
    below = total(softmax(vx)[j] * exp(vc[j]), j, of=d)
    moved = frac(softmax(vx)[i] * exp(vc[i]), below)
    yield suppose((moved, softmax(vx)[i]), r"$\softmax(\vx + \vc)_i = \softmax(\vx)_i$")
    why = r"times the sum, over $\softmax(\vx)_i > 0$"
    yield therefore((exp(vc[i]), below), why, by=lambda side: side * below / softmax(vx)[i])
    yield therefore((vc[i], log(below)), "logarithm", by=log)
    free = log(below).value.free_symbols
    yield verify("the right side does not depend on i", over=[i.value], test=lambda index: index not in free)
    yield result("unmoving_shift", log(below), about="c_i, the same for all i, if the softmax has not moved")


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


def plain(number):
    """A whole number without a gap between its thousands, as float64 input is usually written."""
    return named(str(number), number, str(number))


ten = written(10)
HARD = (  # vectors and the component to compute
    (numbers(-plain(1000), 0, 3), 1),
    (numbers(-plain(1000), -plain(1001)), 2),
    (numbers(ten**4, ten**4 - 1), 2),
    (numbers(ten**16, ten**16), 1),
)


@derivation("1.4")
def float64_experiment():
    r"""Four formulas run in float64 on hard vectors, against the exact value."""
    rows = [[v, i, *(cell(measured(f, v.value, i), v.value, i) for f in FORMULAS)] for v, i in HARD]
    again = [[v, i, *(cell(number, v.value, i) for number in by_hand(v.value, i))] for v, i in HARD]
    yield result("float64_rows", rows, agrees=again, about="vector, i, then log softmax(x)_i by four formulas")


def cell(number, x, i):
    """A computed log softmax(x)_i as a cell: four decimals, marked where it is wrong."""
    special = {math.inf: r"+\infty", -math.inf: r"-\infty"}
    digits = r"\mathrm{nan}" if math.isnan(number) else special.get(number, f"{number:.4f}")
    return f"${digits}$" if is_right(number, x, i) else rf"\wrong{{{digits}}}"
