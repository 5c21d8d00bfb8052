"""The figures of Question 1 show what float64 and the definitions give."""

import math

import numpy as np
import pytest

from answers import q1_activations as q1
from answers import two_kinks as kinks
from figures import log_softmax, piecewise, swish
from workings.drawing import extent, use_style


@pytest.fixture(autouse=True)
def style(request):
    use_style(request.config.rootpath / "figures" / "course.mplstyle")


@pytest.mark.parametrize("figure", [swish, piecewise, log_softmax])
def test_a_figure_is_as_wide_as_the_column(figure):
    assert extent(figure.draw())[0] == 476


@pytest.mark.parametrize("beta", swish.LARGE_BETAS)
def test_the_marked_peaks_are_the_peaks_of_the_drawn_curve(beta):
    distance = swish.curve(abs(q1.relu(q1.x) - q1.h(q1.x)), beta)
    at, height = swish.peak(beta)
    assert distance.max() == pytest.approx(height, rel=1e-3)
    assert abs(swish.GRID[distance.argmax()]) == pytest.approx(at, abs=0.02)


def test_the_band_under_the_relu_holds_the_curve():
    below = np.maximum(0, swish.GRID) - swish.curve(q1.h(q1.x), 1)
    assert below.min() >= 0 and below.max() <= swish.peak(1)[1]


def test_the_dotted_parabolas_lie_above_the_curves():
    for beta in swish.SMALL_BETAS:
        distance = swish.curve(abs(q1.h(q1.x) - q1.half * q1.x), beta)
        assert np.all(distance <= beta * swish.GRID**2 / 4 + 1e-15)


def test_the_drawn_activations_are_those_named_below_them():
    known = {name: parameters for name, _, parameters, _ in kinks.activations()}
    usual = {
        "ReLU": lambda x: max(0, x),
        "PReLU": lambda x: x if x > 0 else x / 4,
        "absolute value": abs,
        "soft-shrink": lambda x: math.copysign(max(abs(x) - 1, 0), x),
    }
    assert set(piecewise.SHOWN) == set(usual)
    for name, definition in usual.items():
        assert piecewise.graph(known[name]) == pytest.approx([definition(x) for x in piecewise.REACH])


def test_the_naive_formula_fails_where_the_exponentials_leave_float64():
    values = log_softmax.curve(log_softmax.naive, log_softmax.shifted(), 2)
    for s, value in zip(log_softmax.SHIFTS, values, strict=True):
        if s > math.log(np.finfo(float).max):
            assert value == -math.inf
        elif s < math.log(5e-324) - 1:
            assert value == math.inf
        elif s > -700:
            assert value == pytest.approx(-math.log1p(math.e), rel=1e-9)


def test_moved_brackets_lose_a_digit_for_each_factor_of_ten():
    left, kept = map(log_softmax.right_digits, (log_softmax.brackets_moved, log_softmax.stable))
    assert all(abs(digits - (16 - power)) < 3 for digits, power in zip(left, log_softmax.POWERS, strict=True))
    assert min(kept) > 15.5
