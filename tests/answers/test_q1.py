"""Second opinions on Question 1: floats, loops and SciPy, sharing no code with the answer."""

import math
import random

import mpmath
import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax as scipy_log_softmax
from sympy import Rational

from answers import log_softmax as float64
from answers import q1_activations as q1
from answers import two_kinks as kinks
from workings.derive import derive
from workings.notation import latex, text
from workings.written import written

RANDOM = random.Random(1)


def swish(x, beta):
    return x / (1 + math.exp(-beta * x))


def shown(declared):
    """The named results of one derivation."""
    return {r.name: r.value for r in derive(declared, "answers/q1_activations.py").results}


# -- 1.1


@pytest.mark.parametrize("beta", [0.3, 1.0, 7.0])
@pytest.mark.parametrize("side", [1, -1])
def test_direct_maximisation_finds_the_largest_distance_from_the_relu(beta, side):
    found = minimize_scalar(
        lambda x: -abs(max(0.0, side * x) - swish(side * x, beta)), bounds=(0, 10 / beta), options={"xatol": 1e-9}
    )
    assert beta * found.x == pytest.approx(float(q1.WIDEST.value), abs=1e-5)
    assert -beta * found.fun == pytest.approx(float(q1.W.value), rel=1e-12)


def test_the_quotient_meets_its_bound_at_one_point_only():
    w = float(q1.W.value)
    slack = [w * (1 + math.exp(u)) - u for u in (n / 1000 for n in range(0, 6000))]
    lowest = min(range(6000), key=slack.__getitem__)
    assert slack[lowest] >= 0 and lowest / 1000 == pytest.approx(1 + w, abs=1e-3)
    assert sum(s < 1e-6 for s in slack) <= 3


@pytest.mark.slow
def test_the_printed_digits_are_those_of_the_root_found_by_bisection():
    low, high = 0.0, 1.0  # of w e^w = 1/e
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if middle * math.exp(middle) < math.exp(-1) else (low, middle)
    digits = shown(q1.where_the_error_is_largest)["largest_error_at_digits"]
    assert str(digits) == f"{1 + low:.4f}"
    assert str(shown(q1.largest_error)["W_digits"]) == f"{low:.4f}"


def test_the_distance_from_the_line_stays_under_its_bound_and_comes_close_to_it():
    for _ in range(500):
        x, beta = RANDOM.uniform(-20, 20), RANDOM.uniform(-5, 5)
        assert abs(swish(x, beta) - x / 2) <= abs(beta) * x * x / 4 + 1e-12
    assert abs(swish(2.0, 1e-3) - 1.0) == pytest.approx(1e-3 * 4 / 4, rel=1e-5)


@pytest.mark.parametrize("beta", [1.0, 0.1, 0.001])
def test_far_out_the_distance_from_the_line_grows_as_beta_falls(beta):
    said = shown(q1.error_far_out)["error_linear_far_out"].value.subs(q1.steep.value, beta)
    assert abs(swish(2 / beta, beta) - 1 / beta) == pytest.approx(float(said), rel=1e-12)
    assert said > 0.76 / beta


@pytest.mark.parametrize("x", [-3.0, -0.5, 0.0, 0.5, 3.0])
def test_h_ends_at_half_the_input_at_its_positive_part_and_at_its_negative_part(x):
    assert swish(x, 1e-9) == pytest.approx(x / 2)
    assert swish(x, 200.0) == pytest.approx(max(0.0, x))
    assert swish(x, -200.0) == pytest.approx(min(0.0, x))
    assert swish(x, 1.7) - swish(-x, 1.7) == pytest.approx(x)


# -- 1.2


def value(x, a, b, alpha, beta, C=0):
    """The answer's h at rational numbers, exactly."""
    return kinks.h(written(x), a, b, alpha, beta, C).value


@pytest.mark.parametrize("apart", [0, 3])
def test_difference_quotients_give_the_wanted_slope_in_every_region(apart):
    step = Rational(1, 100)
    for _ in range(40):
        a, b, beta, C = (Rational(RANDOM.randint(-50, 50), 7) for _ in range(4))
        alpha = beta + apart
        for x in (beta - 2, beta + Rational(apart, 2), alpha + 2):
            wanted = -b if x < beta else a if x > alpha else 0
            if x in (alpha, beta):
                continue
            quotient = (value(x + step, a, b, alpha, beta, C) - value(x, a, b, alpha, beta, C)) / step
            assert quotient == wanted


def test_h_does_not_jump_at_its_kinks():
    for kink in (Rational(-1), Rational(2)):
        near = [value(kink + shift, 3, 5, 2, -1) for shift in (-Rational(1, 10**9), 0, Rational(1, 10**9))]
        assert max(near) - min(near) < Rational(1, 10**7)


def soft_shrink(x, by):
    if x > by:
        return x - by
    return x + by if x < -by else 0


DEFINITIONS = {  # in the order of the answer's table
    "leaky ReLU": lambda x: x if x > 0 else x * Rational(1, 100),
    "PReLU": lambda x: x if x > 0 else x * Rational(3, 10),
    "ReLU": lambda x: x if x > 0 else 0,
    "absolute value": lambda x: x if x > 0 else -x,
    "soft-shrink": lambda x: soft_shrink(x, Rational(1, 2)),
}


@pytest.mark.parametrize(("name", "usual", "parameters", "form"), kinks.activations(), ids=list(DEFINITIONS))
def test_the_named_activations_are_what_their_parameters_and_their_form_say(name, usual, parameters, form):
    at = {kinks.slope.value: Rational(3, 10), kinks.lam.value: Rational(1, 2)}
    numbers = [written(p).value.subs(at) for p in parameters]
    for x in (Rational(n, 8) for n in range(-16, 17)):
        wanted = DEFINITIONS[name](x)
        assert value(x, *numbers) == wanted
        assert usual.value.subs(at).subs(q1.x.value, x) == wanted
        assert form.value.subs(at).subs(q1.x.value, x) == wanted


def test_the_printed_cases_overlap_between_the_kinks_and_the_repaired_ones_never_do():
    for _ in range(200):
        x, low, high = RANDOM.uniform(-1, 1), *sorted(RANDOM.uniform(-1, 1) for _ in range(2))
        if low < x < high:
            assert x >= low and x <= high  # the first and last printed case, with alpha = low and beta = high
        assert (x > high) + (low < x < high) + (x < low) == 1  # the repaired ones, with beta = low and alpha = high


# -- 1.3


def softmax(x):
    weights = [math.exp(v) for v in x]
    below = 0.0
    for w in weights:
        below += w
    return [w / below for w in weights]


@pytest.mark.parametrize("d", range(1, 9))
def test_softmax_by_loops_obeys_the_rule_for_shifted_vectors(d):
    x, c = ([RANDOM.gauss(0, 2) for _ in range(d)] for _ in "xc")
    before = softmax(x)
    below = sum(s * math.exp(shift) for s, shift in zip(before, c, strict=True))
    after = [s * math.exp(shift) / below for s, shift in zip(before, c, strict=True)]
    assert softmax([v + shift for v, shift in zip(x, c, strict=True)]) == pytest.approx(after, rel=1e-12)


@pytest.mark.parametrize("d", range(2, 9))
def test_softmax_by_loops_ignores_equal_shifts_and_no_others(d):
    x, t = [RANDOM.gauss(0, 2) for _ in range(d)], RANDOM.gauss(0, 2)
    assert softmax([v + t for v in x]) == pytest.approx(softmax(x), rel=1e-12)
    for i in range(d):
        shifted = [v + 0.1 * (j == i) for j, v in enumerate(x)]
        assert softmax(shifted) != pytest.approx(softmax(x), rel=1e-4)


def test_the_counterexample_by_loops():
    results = {name: [float(v) for v in value.value] for name, value in shown(q1.printed_invariance).items()}
    x, c = results["counterexample_x"], results["counterexample_c"]
    assert results["softmax_before"] == pytest.approx(softmax(x))
    assert results["softmax_after"] == pytest.approx(softmax([v + shift for v, shift in zip(x, c, strict=True)]))
    assert results["softmax_after"] != pytest.approx(results["softmax_before"], rel=0.1)


def test_the_common_shift_is_the_one_that_was_added():
    x, t = [RANDOM.gauss(0, 1) for _ in range(5)], RANDOM.gauss(0, 1)
    said = math.log(sum(s * math.exp(t) for s in softmax(x)))  # log sum_j softmax(x)_j e^(c_j) at c = t*ones
    assert said == pytest.approx(t)


# -- 1.4


def exact(x, i):
    """log softmax(x)_i by its definition, in 60 digits, with exponents as large as they come."""
    with mpmath.workdps(60):
        x = [mpmath.mpf(int(v)) for v in x]
        below = mpmath.fsum(mpmath.exp(v) for v in x)
        return mpmath.log(mpmath.exp(x[i - 1]) / below)


ROWS = shown(q1.float64_experiment)["float64_rows"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row[0]))
def test_a_cell_is_marked_wrong_exactly_where_float64_is_far_from_sixty_digits(row):
    vector, i, *cells = row
    true = exact(vector.value, int(i))
    formulas = (float64.naive, float64.logarithm_last, float64.brackets_moved, float64.stable)
    for cell, formula in zip(cells, formulas, strict=True):
        with np.errstate(all="ignore"):
            number = float(formula(np.array([float(v) for v in vector.value]), int(i)))
        right = math.isfinite(number) and abs(number - true) < 1e-6 * abs(true)
        assert (r"\wrong" in latex(cell)) == ("wrong" in text(cell)) != right
        if right:
            assert float(text(cell)) == float(cell.value) == pytest.approx(float(true), abs=6e-5)


def test_each_rival_formula_is_wrong_somewhere_and_the_stable_one_nowhere():
    wrong = [sum("wrong" in text(row[column]) for row in ROWS) for column in range(2, 6)]
    assert wrong[3] == 0 and min(wrong[:3]) > 0


def test_the_hard_vectors_are_those_of_the_answer():
    assert [tuple(map(int, row[0].value)) for row in ROWS] == [
        (-1000, 0, 3), (-1000, -1001), (10**4, 10**4 - 1), (10**16, 10**16),
    ]  # fmt: skip


@pytest.mark.parametrize("scale", [1.0, 1e2, 1e4, 1e8])
def test_the_stable_formula_agrees_with_scipy(scale):
    rng = np.random.default_rng(3)
    for d in (1, 2, 7):
        x = rng.normal(scale=scale, size=d)
        ours = [float64.stable(x, i) for i in range(1, d + 1)]
        assert np.allclose(ours, scipy_log_softmax(x), rtol=1e-12, atol=1e-12)


def test_the_loops_of_the_answer_give_what_arrays_give():
    with np.errstate(all="ignore"):
        for x, i in (((0.5, -2.0, 3.0), 2), ((-800, -801), 1), ((1000, 0), 1)):
            arrays = [float(f(np.array(x, dtype=float), i)) for f in float64.FORMULAS]
            assert float64.by_hand(x, i) == pytest.approx(arrays, rel=1e-13, nan_ok=True)


@pytest.mark.parametrize("d", range(1, 9))
def test_the_shifted_sum_lies_between_one_and_d_and_log_sum_exp_near_the_maximum(d):
    for scale in (0.01, 1, 30):
        x = [RANDOM.gauss(0, scale) for _ in range(d)]
        shifted = sum(math.exp(v - max(x)) for v in x)
        assert 1 <= shifted <= d
        assert max(x) <= math.log(sum(math.exp(v) for v in x)) + 1e-12
        assert math.log(sum(math.exp(v) for v in x)) <= max(x) + math.log(d) + 1e-12


def test_terms_that_underflow_do_no_harm():
    assert float64.stable(np.array([-2000.0, 0.0, 3.0]), 3) == pytest.approx(-math.log1p(math.exp(-3.0)), rel=1e-15)
