"""3.4: the error of two difference quotients for Hv, measured in float64 on a logistic loss whose Hv is known."""

import math
from collections.abc import Iterable, Sequence

import numpy as np

WEIGHTS, POINTS = 20, 200
EPSILON = float(np.finfo(float).eps)  # 2**-52
STEPS = 10.0 ** (np.arange(-60, 1) / 4)  # r from 1e-15 to 1, four to a decade
FALLING = (1e-15, 1e-11)  # where rounding rules in both quotients
RISING = {"forward": (1e-6, 1e-2), "central": (1e-3, 1e-1)}  # where truncation rules


def problem() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Inputs (POINTS x WEIGHTS), labels, weights w and a unit direction v, from a fixed seed."""
    draw = np.random.default_rng(0)
    inputs = draw.standard_normal((POINTS, WEIGHTS))
    w, v = draw.standard_normal(WEIGHTS) / 2, draw.standard_normal(WEIGHTS)
    return inputs, (draw.random(POINTS) < 0.5).astype(float), w, v / np.linalg.norm(v)


def measured() -> dict[str, np.ndarray]:
    """The relative errors of the forward and the central quotient at each of STEPS."""
    inputs, labels, w, v = problem()

    def chance(w: np.ndarray) -> np.ndarray:
        return 0.5 * (1 + np.tanh(inputs @ w / 2))

    def gradient(w: np.ndarray) -> np.ndarray:
        return inputs.T @ (chance(w) - labels) / POINTS

    exact = inputs.T @ (chance(w) * (1 - chance(w)) * (inputs @ v)) / POINTS

    def error(estimate: np.ndarray) -> float:
        return float(np.linalg.norm(estimate - exact) / np.linalg.norm(exact))

    return {
        "forward": np.array([error((gradient(w + r * v) - gradient(w)) / r) for r in STEPS]),
        "central": np.array([error((gradient(w + r * v) - gradient(w - r * v)) / (2 * r)) for r in STEPS]),
    }


def slopes(errors: dict[str, Sequence[float]]) -> dict[str, float]:
    """The slope of each error in log-log axes, by least squares: where it rises with r, and where it falls."""
    rising = {f"{name}_rising": slope(errors[name], *RISING[name]) for name in errors}
    return rising | {f"{name}_falling": slope(errors[name], *FALLING) for name in errors}


def slope(errors: Iterable[float], low: float, high: float) -> float:
    """The slope of log error against log r for low <= r <= high."""
    pairs = [(math.log(r), math.log(e)) for r, e in zip(STEPS, errors, strict=True) if low * 0.99 <= r <= high * 1.01]
    x_mean, y_mean = (sum(column) / len(pairs) for column in zip(*pairs, strict=True))
    return sum((x - x_mean) * (y - y_mean) for x, y in pairs) / sum((x - x_mean) ** 2 for x, _ in pairs)


def measured_in_loops() -> dict[str, list[float]]:
    """The same errors by loops over Python's floats: another order of summation, another sigmoid, so other rounding."""
    inputs, labels, w, v = (array.tolist() for array in problem())

    def dot(a: list[float], b: list[float]) -> float:
        return sum(p * q for p, q in zip(a, b, strict=True))

    def chance(w: list[float]) -> list[float]:
        return [1 / (1 + math.exp(-dot(row, w))) for row in inputs]

    def back(values: list[float]) -> list[float]:
        return [sum(row[k] * value for row, value in zip(inputs, values, strict=True)) / POINTS for k in range(WEIGHTS)]

    def gradient(r: float) -> list[float]:
        moved = chance([a + r * b for a, b in zip(w, v, strict=True)])
        return back([p - label for p, label in zip(moved, labels, strict=True)])

    here = gradient(0.0)
    exact = back([p * (1 - p) * dot(row, v) for p, row in zip(chance(w), inputs, strict=True)])

    def error(ahead: list[float], behind: list[float], distance: float) -> float:
        gaps = [(a - b) / distance - e for a, b, e in zip(ahead, behind, exact, strict=True)]
        return math.sqrt(dot(gaps, gaps) / dot(exact, exact))

    rows = [(gradient(r), gradient(-r), r) for r in STEPS.tolist()]
    return {
        "forward": [error(ahead, here, r) for ahead, _, r in rows],
        "central": [error(ahead, behind, 2 * r) for ahead, behind, r in rows],
    }
