"""Four ways to compute log softmax(x)_i in float64, and how far each can be trusted."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import sympy as sp

from workings.algebra import named, numbers
from workings.written import Written, written

TEN = written(10)
CLOSE = 1e-9  # relative error above which a computed value counts as wrong


def naive(x: np.ndarray, i: int) -> float:
    """x_i - log sum_j e^(x_j), as it is written."""
    return x[i - 1] - np.log(np.sum(np.exp(x)))


def logarithm_last(x: np.ndarray, i: int) -> float:
    """The logarithm of the stable softmax."""
    weights = np.exp(x - np.max(x))
    return np.log(weights[i - 1] / np.sum(weights))


def brackets_moved(x: np.ndarray, i: int) -> float:
    """x_i - (m + log sum_j e^(x_j - m)) with m = max_j x_j."""
    m = np.max(x)
    return x[i - 1] - (m + np.log(np.sum(np.exp(x - m))))


def stable(x: np.ndarray, i: int) -> float:
    """(x_i - m) - log sum_j e^(x_j - m) with m = max_j x_j."""
    m = np.max(x)
    return (x[i - 1] - m) - np.log(np.sum(np.exp(x - m)))


# -- on hard vectors ------------------------------------------------------------------------------------------------


def plain(number: int) -> Written:
    """A whole number without a gap between its thousands, as float64 input is usually written."""
    return named(str(number), number, str(number))


HARD = (  # vectors, and the component to compute
    (numbers(-plain(1000), 0, 3), 1),
    (numbers(-plain(1000), -plain(1001)), 2),
    (numbers(TEN**4, TEN**4 - 1), 2),
    (numbers(TEN**16, TEN**16), 1),
)
FORMULAS: tuple[Callable[[np.ndarray, int], float], ...] = (naive, logarithm_last, brackets_moved, stable)


def measured(formula: Callable[[np.ndarray, int], float], x: Sequence[Any], i: int) -> float:
    """What `formula` gives in float64 for component i (from 1) of x; an overflow or a log 0 stays in the value."""
    with np.errstate(all="ignore"):
        return float(formula(np.array([float(v) for v in x]), i))


def exact(x: Sequence[Any], i: int) -> sp.Float:
    """The same number to 30 digits: -log sum_j e^(x_j - x_i) for exact x."""
    x = [sp.nsimplify(v) for v in x]
    return (-sp.log(sum(sp.exp(v - x[i - 1]) for v in x))).evalf(30)


def is_right(value: float, x: Sequence[Any], i: int) -> bool:
    """Whether `value` agrees with the exact number up to the relative error CLOSE."""
    return math.isfinite(value) and abs(value - exact(x, i)) <= CLOSE * abs(exact(x, i))


def measured_cells(x: Sequence[Any], i: int) -> list[Written]:
    """What the four formulas give, as cells of a table."""
    return [cell(measured(formula, x, i), x, i) for formula in FORMULAS]


def cells_by_hand(x: Sequence[Any], i: int) -> list[Written]:
    """The same by plain loops."""
    return [cell(value, x, i) for value in by_hand(x, i)]


def cell(value: float, x: Sequence[Any], i: int) -> Written:
    """A computed log softmax(x)_i to four decimals, marked if it is wrong."""
    if math.isfinite(value):
        latex = text = f"{value:.4f}"
    elif math.isnan(value):
        latex, text = r"\mathrm{nan}", "nan"
    else:
        latex, text = (r"+\infty", "oo") if value > 0 else (r"-\infty", "-oo")
    number = sp.S(text) if not math.isfinite(value) else sp.Rational(text)
    if not is_right(value, x, i):
        latex, text = rf"\text{{\wrong{{{latex}}}}}", f"{text} (wrong)"
    return named(latex, number, text)


def digits(value: float, x: Sequence[Any], i: int) -> float:
    """How many decimal digits of `value` are right, at most 16; none where it is not a number or infinite."""
    if not math.isfinite(value):
        return 0.0
    error = float(abs((sp.Float(value, 40) - exact(x, i)) / exact(x, i)))
    return min(16.0, max(0.0, -math.log10(error))) if error else 16.0


def by_hand(x: Sequence[Any], i: int) -> list[float]:
    """The four values by plain loops over floats: no arrays, the sums from left to right."""
    v = [float(part) for part in x]
    m = max(v)
    plain = moved = 0.0
    for part in v:
        plain += _exp(part)
        moved += _exp(part - m)
    at = v[i - 1]
    return [
        at - _log(plain),
        _log(_exp(at - m) / moved),
        at - (m + _log(moved)),
        (at - m) - _log(moved),
    ]


def _exp(u: float) -> float:
    """e^u by IEEE 754's rules, where Python raises an error instead."""
    return math.exp(u) if u < 709.78 else math.inf


def _log(u: float) -> float:
    """log u by IEEE 754's rules, where Python raises an error instead."""
    return math.log(u) if u > 0 else -math.inf
