"""Second opinions on Question 2: the latent variable enumerated, drawn and summed out in plain Python and float64."""

import math
import random
from itertools import product

import numpy as np
import pytest
import sympy as sp
from scipy.special import expit

from answers.q2_mixture import K, W, d, layer_rows, letters, p, pi, score, weight, x
from answers.q2_mixture import enumerated as enumerated_letters
from answers.q2_mixture import network as network_of_letters
from workings.algebra import sigmoid, total
from workings.written import written

SIZES = list(product((1, 2, 4), (1, 3, 5)))


def mixture(count, inputs, seed):
    rng = np.random.default_rng(seed)
    weights = rng.dirichlet(np.ones(count))
    return weights, rng.normal(size=(count, inputs)), rng.normal(size=inputs)


def enumerated(weights, rows, point):
    """p(y = 1 | x) as the sum over z of p(z) p(y = 1 | z, x), by loops."""
    found = 0.0
    for z, prior in enumerate(weights):
        logit = sum(w * v for w, v in zip(rows[z], point, strict=True))
        found += prior / (1 + math.exp(-logit))
    return found


@pytest.mark.parametrize(("count", "inputs"), SIZES)
def test_the_network_gives_the_marginal_that_the_enumeration_of_z_gives(count, inputs):
    for seed in range(5):
        weights, rows, point = mixture(count, inputs, seed)
        assert weights @ expit(rows @ point) == pytest.approx(enumerated(weights, rows, point), rel=1e-13)


@pytest.mark.parametrize(("count", "inputs"), SIZES)
def test_the_network_of_the_answer_at_concrete_sizes_is_the_enumeration_of_z(count, inputs):
    weights, rows, point = mixture(count, inputs, 7)
    network = (pi.T * sigmoid(W * x)).value.subs({K.value: count, d.value: inputs}).doit()
    named = {"W": rows, "x": point[:, None], "pi": weights[:, None]}
    letters = {s: sp.Matrix(named[s.name]) for s in network.atoms(sp.MatrixSymbol)}
    (value,) = sp.Matrix(network.subs(letters).doit())
    assert float(value) == pytest.approx(enumerated(weights, rows, point), rel=1e-12)


def test_the_marginal_of_the_answer_sums_over_every_component_and_every_input():
    k = sp.Symbol("k", integer=True, positive=True)
    marginal = total(weight(k) * sigmoid(score(k)), written(k), 1, K).value.subs({K.value: 3, d.value: 2}).doit()
    entries = marginal.atoms(sp.matrices.expressions.matexpr.MatrixElement)
    assert {(str(e.parent), int(e.i), int(e.j)) for e in entries} == (
        {("pi", i, 0) for i in range(3)}
        | {("x", j, 0) for j in range(2)}
        | {("W", i, j) for i in range(3) for j in range(2)}
    )


def test_labels_drawn_as_the_statement_says_are_1_as_often_as_the_network_says():
    weights, rows, point = mixture(3, 4, 11)
    dice, draws, ones = random.Random(3), 20_000, 0
    for _ in range(draws):
        z = dice.choices(range(3), weights)[0]
        ones += dice.random() < expit(rows[z] @ point)
    expected = weights @ expit(rows @ point)
    assert abs(ones / draws - expected) < 4 * math.sqrt(expected * (1 - expected) / draws)


def test_with_one_component_the_network_is_logistic_regression():
    _, rows, point = mixture(1, 6, 2)
    assert np.ones(1) @ expit(rows @ point) == pytest.approx(1 / (1 + math.exp(-rows[0] @ point)))


def test_the_output_lies_in_0_1_and_a_further_sigmoid_squeezes_it_between_its_ends():
    rng = np.random.default_rng(5)
    outputs = []
    for seed in range(300):
        weights, rows, point = mixture(int(rng.integers(1, 6)), 3, seed)
        outputs.append(weights @ expit(3 * rows @ point))
    assert min(outputs) > 0 and max(outputs) < 1
    squeezed = expit(np.array([1e-9, *outputs, 1 - 1e-9]))
    assert squeezed.min() > 0.5 and squeezed.max() < math.e / (1 + math.e)
    assert squeezed.min() == pytest.approx(0.5) and squeezed.max() == pytest.approx(math.e / (1 + math.e))
    assert f"{math.e / (1 + math.e):.4f}" == "0.7311"


def test_any_positive_mixture_weights_are_a_softmax_of_their_logarithms():
    weights, _, _ = mixture(5, 1, 9)
    logits = np.log(weights) + 3.7
    assert np.exp(logits) / np.exp(logits).sum() == pytest.approx(weights)


def test_the_table_names_units_and_shapes_that_can_be_multiplied():
    rows = layer_rows([W.value.shape, pi.T.value.shape])
    assert [row[0] for row in rows] == ["input", "hidden", "output"]
    assert [str(row[1]) for row in rows] == ["d", "K", "1"]
    assert r"\R^{K\times d}" in rows[1][2].args[0] and r"\R^{1\times K}" in rows[2][2].args[0]
    assert [row[4] for row in rows] == ["none", "sigmoid", "identity"]
    assert rows[2][5].args[0] == rf"{p.args[0]} = \vpi\tran \vh"
    assert not any("\\" in str(cell) or "$" in str(cell) for row in rows for cell in row)


@pytest.mark.parametrize(("count", "inputs"), [(2, 2), (3, 1), (2, 4)])
def test_the_formula_with_explicit_matrices_is_the_enumeration_of_z(count, inputs):
    numbers = mixture(count, inputs, 13)
    names = letters(r"\pi", count), letters("w", count, inputs), letters("x", inputs)
    at = {s: v for m, n in zip(names, numbers, strict=True) for s, v in zip(m, np.ravel(n), strict=True)}
    for formula in (enumerated_letters(*names), network_of_letters(*names)):
        assert float(formula.value.subs(at)) == pytest.approx(enumerated(*numbers), rel=1e-12)
