"""3.2: the network of three dense layers, its parameters by layer, and the same counted on allocated arrays."""

from typing import Any

import numpy as np

from workings.algebra import named
from workings.layers import Dense, parameters

NETWORK = {"hidden 1": Dense(32, 512), "hidden 2": Dense(512, 512), "output": Dense(512, 10)}
COUNT = sum(parameters(layer).total for layer in NETWORK.values())


def layer_rows() -> list[list[Any]]:
    """The rows of the table: layer, shape of W in two cells, weights, biases, parameters; the total last."""
    found = [(name, layer, parameters(layer)) for name, layer in NETWORK.items()]
    rows = [[name, *shape(l.outputs, l.inputs), p.weights, p.biases, p.total] for name, l, p in found]
    sums = [sum(getattr(p, what) for _, _, p in found) for what in ("weights", "biases", "total")]
    return [*rows, ["total", "", "", *sums]]


def allocated() -> list[list[Any]]:
    """The same rows, counted on arrays: what a program would allocate and the optimiser would update."""
    widths = (32, 512, 512, 10)
    arrays = [(np.empty((o, i)), np.empty(o)) for i, o in zip(widths, widths[1:], strict=False)]
    names = ("hidden 1", "hidden 2", "output")
    rows = [
        [name, *shape(*W.shape), W.size, b.size, W.size + b.size] for name, (W, b) in zip(names, arrays, strict=True)
    ]
    return [*rows, ["total", "", "", *(sum(row[k] for row in rows) for k in (3, 4, 5))]]


def shape(rows: int, columns: int) -> tuple[Any, Any]:
    """The two cells of a shape: the rows, and "x columns"."""
    return rows, named(rf"${{}}\times {columns}$", columns, f"x {columns}")
