"""Question 2: a mixture of logistic regressions is a network with one hidden layer.

The index of the data point is left out; components of the mixture and of vectors are counted from 1.
"""

from __future__ import annotations

from itertools import product
from typing import Any

import sympy as sp
from sympy import Rational

from workings.algebra import (
    column,
    decimal,
    log,
    matrix,
    named,
    sigmoid,
    size,
    slash,
    softmax,
    total,
    vector,
)
from workings.notation import latex, text
from workings.question import Question
from workings.steps import at_least, define, derivation, equals, result, rounds, start, suppose, therefore, verify
from workings.written import Written, written

QUESTION = Question(2, "Mixture Models meet Neural Networks", points="10")

K, d, k, l = (size(name) for name in ("K", "d", "k", "l"))
W, x, pi = matrix("W", K, d), column("x", d), column("pi", K)
p = named(r"p(y = 1 \given \vx)", sp.Symbol("p"), "p(y=1|x)")


# -- the marginal is what the network computes ----------------------------------------------------------------------


def weight(k: Any) -> Written:
    r"""\pi_k, entry k of the column of mixture weights."""
    return named(rf"\pi_{latex(k)}", pi.value[written(k).value - 1, 0], f"pi[{k}]")


def score(k: Any) -> Written:
    r"""\vw_k^\top\vx, the sum over the inputs of row k of W times x."""
    row = sp.Sum(W.value[written(k).value - 1, l.value - 1] * x.value[l.value - 1, 0], (l.value, 1, d.value))
    return named(rf"\vw_{latex(k)}\tran\vx", row, f"Sum(W[{k}, l]*x[l], (l, 1, d))")


prior = named(r"p(z = k \given \vx)", weight(k).value, "p(z=k|x)")
likelihood = named(r"p(y = 1 \given z = k, \vx)", sigmoid(score(k)).value, "p(y=1|z=k,x)")
joint = named(r"p(y = 1, z = k \given \vx)", weight(k).value * sigmoid(score(k)).value, "p(y=1,z=k|x)")


@derivation("2")
def the_model():
    r"""What the mixture says: $z$ is drawn without looking at $\vx$, and then $y$ by the $z$-th logistic regression."""
    yield suppose((prior, weight(k)), r"$z$ does not depend on $\vx$")
    yield suppose((likelihood, sigmoid(score(k))), "mean of a Bernoulli variable")


@derivation("2")
def the_marginal_is_a_network():
    r"""The marginal is $\vpi\tran\sigmoid(\mW\vx)$, for every number $K$ of components and $d$ of inputs."""
    entry = (pi.T * sigmoid(W * x)).value[0, 0]  # the one entry of a 1 x 1 matrix
    output = named(latex(pi.T * sigmoid(W * x)), entry, "pi.T*sigmoid(W*x)")
    yield define(p, total(joint, k, of=K))
    yield equals(total(prior * likelihood, k, of=K), inline=True)
    yield equals(total(weight(k) * sigmoid(score(k)), k, of=K), "the model")
    yield result("marginal", total(weight(k) * sigmoid(score(k)), k, 1, K), about="p(y = 1 | x)")
    yield equals(output, r"row $k$ of $\mW$ is $\vw_k\tran$")
    yield result("network", output, about="the same as the output of the network")


LAYERS = ("layer", "units", "weights", "bias", "activation", "value")


def layer_rows(shapes: list[tuple[Any, Any]]) -> list[list[Any]]:
    """The rows of the table of layers: weights have one row a unit and one column a unit of the layer before."""
    (hidden, inputs), (outputs, terms) = shapes
    distribution = rf"{latex(weight(k))} \ge 0$, ${latex(total(weight(k), k, of=K))} = 1"
    rows = shaped(W, shapes[0], rf"row ${latex(k)}$ is $\vw_{latex(k)}\tran$", "row k is w[k].T")
    mixed = shaped(pi.T, shapes[1], f"${distribution}$", "pi[k] >= 0 with sum 1")
    hidden_value, output_value = sigmoid(W * x), pi.T * column("h", terms)
    return [
        ["input", written(inputs), "none", "none", "none", x],
        ["hidden", written(hidden), rows, "none", "sigmoid", called(r"\vh", "h", hidden_value)],
        ["output", written(outputs), mixed, "none", "identity", called(latex(p), text(p), output_value)],
    ]


def shaped(weights: Written, shape: tuple[Any, Any], words: str, plain: str) -> Written:
    r"""The shape of weights as a cell that says what they are: `$\mW \in \R^{K \times d}$, row $k$ is ...`."""
    rows, columns = map(written, shape)
    cell = rf"${latex(weights)} \in \R^{{{latex(rows)}\times {latex(columns)}}}$, {words}"
    return named(cell, sp.Tuple(*shape), f"{text(weights)} is {text(rows)} x {text(columns)}, {plain}")


def called(name: str, plain: str, value: Written) -> Written:
    """`value` as a cell that gives it a name: `h = sigmoid(W x)`."""
    return named(f"{name} = {latex(value)}", value, f"{plain} = {text(value)}")


@derivation("2")
def the_layers():
    r"""Input, hidden and output layer with their units, weights, biases and activations."""
    declared = [W.value.shape, pi.T.value.shape]
    hidden, mixed = (W * x).value, (pi.T * sigmoid(W * x)).value
    by_use = [(hidden.rows, x.value.rows), (mixed.rows, hidden.rows)]
    yield result("layers", layer_rows(declared), agrees=layer_rows(by_use), about=", ".join(LAYERS))


# -- the output is a probability ------------------------------------------------------------------------------------

a, h, weights = vector("a", K), vector("h", K), vector("pi", K, nonnegative=True)


@derivation("2")
def the_output_is_a_probability():
    r"""With $h_k = \sigmoid(a_k)$ in $(0, 1)$, the output and what is missing to 1 are sums with no negative term."""
    yield start(total(weights[k] * sigmoid(a[k]), k, of=K))
    yield at_least(0)
    yield start(total(weights[k] * (1 - sigmoid(a[k])), k, of=K))
    yield equals(total(weights[k] * sigmoid(-a[k]), k, of=K))
    yield at_least(0)
    yield suppose((total(weights[k], k, of=K), 1), r"$\vpi$ is a distribution")
    yield start(total(weights[k], k, of=K) - total(weights[k] * h[k], k, of=K))
    yield equals(total(weights[k] * (1 - h[k]), k, of=K), "term by term")
    yield result("complement", total(weights[k] * (1 - h[k]), k, of=K), about="1 - p(y = 1 | x)")


t = sp.Symbol("t", real=True)


@derivation("2")
def a_further_sigmoid_would_confine_it():
    r"""$\sigmoid$ increases, so it maps $(0, 1)$ to $(\sigmoid(0), \sigmoid(1))$."""
    e = named("e", sp.E, "E")
    yield start(sigmoid(written(0)))
    yield equals(slash(1, 2))
    yield start(sigmoid(written(1)))
    yield equals(slash(e, 1 + e))
    yield result("upper_end_exact", slash(e, 1 + e), about="sigma(1)")
    yield rounds(decimal(sp.E / (1 + sp.E), 4))
    yield result(
        "upper_end", decimal(sp.E / (1 + sp.E), 4), about="sigma(1), the supremum of a further sigmoid's output"
    )
    yield result("lower_end", decimal(Rational(1, 2), 1), about="sigma(0), its infimum")
    slope = named(r"\sigmoid'(t)", sp.diff(sigmoid(written(t)).value, t), "sigma'(t)")
    yield start(slope)
    yield equals(sigmoid(written(t)) * sigmoid(-written(t)))
    yield at_least(0)


# -- checks at concrete sizes ---------------------------------------------------------------------------------------


def letters(name: str, *sizes: int) -> sp.ImmutableMatrix:
    """A matrix or column of letters with indices from 1: w_{1,1}, x_1."""
    rows, *columns = sizes
    return sp.ImmutableMatrix(
        rows,
        *(columns or [1]),
        lambda i, j: sp.Symbol(f"{name}_{{{i + 1},{j + 1}}}" if columns else f"{name}_{i + 1}", real=True),
    )


def enumerated(weights: Any, rows: Any, point: Any) -> Written:
    """p(y = 1 | x) by its definition: over every z, p(z) times p(y = 1 | z, x), with scores summed input by input."""
    terms = []
    for z in range(len(weights)):
        products = [written(rows[z, at]) * point[at] for at in range(len(point))]
        terms.append(written(weights[z]) * sigmoid(sum(products[1:], products[0])))
    return sum(terms[1:], terms[0])


def network(weights: Any, rows: Any, point: Any) -> Written:
    """The same by the network: the product of a row, the sigmoids of W times x, with these matrices."""
    output = written(weights.T) * sigmoid(written(rows) * point)
    return named(latex(output), sp.Matrix(output.value)[0], text(output))


def by_the_answer(count: int, inputs: int) -> Any:
    """The network of the answer for every K and d, taken at K = `count`, d = `inputs`, in the letters below."""
    general = (pi.T * sigmoid(W * x)).value.subs({K.value: count, d.value: inputs})
    here = {"W": letters("w", count, inputs), "x": letters("x", inputs), "pi": letters(r"\pi", count)}
    return sp.Matrix(general.subs({s: here[s.name] for s in general.atoms(sp.MatrixSymbol)}).doit())[0]


@derivation("2")
def enumerating_z_gives_the_network():
    r"""For concrete $K$ and $d$, adding up over all $z$ gives what the network gives."""
    here = letters(r"\pi", 2), letters("w", 2, 2), letters("x", 2)
    yield define(p, enumerated(*here), "$z = 1$ and $z = 2$")
    yield equals(network(*here))
    yield result(
        "enumerated", enumerated(*here), agrees=by_the_answer(2, 2), about="p(y=1|x) for K = d = 2, over all z"
    )
    yield verify(
        "the network at these sizes is the sum over z",
        over=product(range(1, 4), repeat=2),
        test=lambda sizes: sp.expand(by_the_answer(*sizes) - at_sizes(*sizes)) == 0,
    )


def at_sizes(count: int, inputs: int) -> Any:
    """The enumeration with letters of these sizes."""
    return enumerated(letters(r"\pi", count), letters("w", count, inputs), letters("x", inputs)).value


@derivation("2")
def one_component_is_logistic_regression():
    r"""With $K = 1$ there is one weight, which is 1."""
    yield start(total(weights[k] * h[k], k, 1, 1))
    yield equals(weights[1] * h[1])
    yield suppose((total(weights[k], k, 1, 1), 1), r"$\vpi$ is a distribution")
    yield therefore((weights[1], 1), by=lambda side: side)


# -- learning the weights -------------------------------------------------------------------------------------------

r, positive = vector("r", K), vector("pi", K, positive=True)


@derivation("2")
def logits_give_every_positive_distribution():
    r"""The softmax of free logits is a distribution; with $r_k = \log\pi_k$ it is any $\vpi$ without zeros."""
    yield start(total(softmax(r)[k], k, of=K))
    yield equals(1)
    yield start(softmax(log(positive))[k])
    yield equals(slash(positive[k], total(positive[l], l, of=K)))
