"""The piecewise linear activation with two kinks: its form, its regions, and the known activations that it contains."""

from __future__ import annotations

from itertools import product
from typing import Any

import sympy as sp

from workings.algebra import decimal, largest, relation, relu, scalar, smallest
from workings.written import Written, written

x, a, b, C, alpha, beta = map(scalar, ("x", "a", "b", "C", "alpha", "beta"))
lam, slope = scalar("lambda", nonnegative=True), scalar("p")
DRAWN = {slope.value: sp.Rational(1, 4), lam.value: sp.Integer(1)}  # p and lambda in the figure


def h(x: Any, a: Any, b: Any, alpha: Any, beta: Any, C: Any = 0) -> Written:
    """a ReLU(x - alpha) + b ReLU(beta - x) + C."""
    return a * relu(x - alpha) + b * relu(beta - x) + C


# -- the regions ------------------------------------------------------------------------------------------------------

ORDERS = tuple(product(range(3), repeat=3))  # every order of x, alpha and beta, ties included


def printed_regions(x: int, alpha: int, beta: int) -> tuple[bool, ...]:
    """The conditions of the three cases as the assignment prints them."""
    return x >= alpha, alpha < x < beta, x <= beta


def repaired_regions(x: int, alpha: int, beta: int) -> tuple[bool, ...]:
    """The conditions as we read them: open, and in the order of the line."""
    return x > alpha, beta < x < alpha, x < beta


def order_without_contradiction() -> Written:
    """The relation between beta and alpha under which no x lies in two of the repaired regions."""
    bad = {(b > a) - (b < a) for x, a, b in ORDERS if sum(repaired_regions(x, a, b)) > 1}
    return relation(beta, {(1,): "<=", (0, 1): "<"}[tuple(sorted(bad))], alpha)


# -- the known activations --------------------------------------------------------------------------------------------


def activations() -> tuple[tuple[str, Written, tuple, Written], ...]:
    """Name, usual definition, parameters (a, b, alpha, beta) and form in ReLUs of each named activation; C is 0."""
    hundredth = decimal(sp.Rational(1, 100), 1)
    return (
        ("leaky ReLU", largest(x, hundredth * x), (1, -hundredth, 0, 0), relu(x) - hundredth * relu(-x)),
        ("PReLU", largest(0, x) + slope * smallest(0, x), (1, -slope, 0, 0), relu(x) - slope * relu(-x)),
        ("ReLU", largest(0, x), (1, 0, 0, 0), relu(x)),
        ("absolute value", written(abs(x)), (1, 1, 0, 0), relu(x) + relu(-x)),
        ("soft-shrink", x - largest(-lam, smallest(lam, x)), (1, -1, lam, -lam), relu(x - lam) - relu(-lam - x)),
    )


def read_off(usual: Written) -> tuple[Any, ...]:
    """(a, b, alpha, beta) of a function with C = 0, from its values far out; without a slope, the kink is 0."""

    def f(at: Any) -> Any:
        return sp.expand(usual.value.subs(x.value, at))

    far = lam.value + 1
    a, b = f(far + 1) - f(far), f(-far - 1) - f(-far)
    return a, b, sp.cancel(far - f(far) / a) if a else 0, sp.cancel(f(-far) / b - far) if b else 0
