"""The softmax of explicit numbers, exactly, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sympy as sp


def softmax_of(*logits: Any) -> list[Any]:
    """e^(x_i) / sum_j e^(x_j) for every i."""
    return [sp.exp(v) / sum(map(sp.exp, logits)) for v in logits]


def shares(*weights: int) -> list[Any]:
    """The same from the weights e^(x_i): each by their sum."""
    return [sp.Rational(weight, sum(weights)) for weight in weights]


def logits_of(probabilities: Sequence[Any]) -> list[Any]:
    """The vector with this softmax whose last coordinate is 0."""
    return [sp.log(p / probabilities[-1]) for p in probabilities]
