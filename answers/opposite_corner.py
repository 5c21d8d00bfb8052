"""How many Conv-3x3 layers a corner needs to see the opposite corner of a 5 x 5 image, and by which paths."""

from __future__ import annotations

from itertools import count

import numpy as np
import sympy as sp

from answers.corner_networks import SIZE
from workings.layers import Conv, apply, footprints

OPPOSITE = (SIZE - 1, SIZE - 1)


def paths(depth: int, offset: int) -> int:
    """In how many ways `depth` steps of -1, 0 or 1 add up to `offset`: a coefficient of (1/z + 1 + z)^depth."""
    z = sp.Symbol("z", positive=True)
    return int(sp.expand((1 / z + 1 + z) ** depth).coeff(z, offset))


def one_path_and_none_beyond(depth: int) -> bool:
    """Whether `depth` steps reach that offset along one path, and nothing further."""
    return paths(depth, depth) == 1 and paths(depth, depth + 1) == 0


def ones_network(depth: int) -> int:
    """How often a corner of the output counts the opposite corner of the input, if all kernels are ones."""
    image = np.zeros((SIZE, SIZE), dtype=int)
    image[OPPOSITE] = 1
    for _ in range(depth):
        image = apply(Conv(3, padding=1), image, np.ones((3, 3), dtype=int))
    return int(image[0, 0])


def least_by_footprint() -> int:
    """The least number of layers with which a corner of the output sees the opposite corner: by the cells it reads."""
    return next(d for d in count(1) if OPPOSITE in footprints((Conv(3, padding=1),) * d, (0, 0), SIZE)[0])


def least_by_paths() -> int:
    """The same by counting paths to the opposite corner's offset."""
    return next(d for d in count(1) if paths(d, SIZE - 1))
