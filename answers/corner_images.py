"""The images of 5.4: two opposite corners the same or not, on either diagonal; the other pixels are anything."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import numpy as np
from sympy import Rational

from answers.corner_networks import SIZE, Network, Skip, identity, relu, run

Case = tuple[int, int, int, int]
CORNERS = ((0, 0), (4, 4), (0, 4), (4, 0))  # opposite corners side by side
ELSEWHERE = tuple(cell for cell in product(range(SIZE), repeat=2) if cell not in CORNERS)
CODES = ((0, 1), (-1, 1))  # the numbers for black and for white in the input


def cases(code: tuple[int, int]) -> list[Case]:
    """The 16 ways to paint the corners, in the order of CORNERS: diagonals black, white, and the two mixed."""
    black, white = code
    diagonals = ((black, black), (white, white), (black, white), (white, black))
    return [(*one, *other) for one in diagonals for other in diagonals]


ALL_CASES = [case for code in CODES for case in cases(code)]


def wanted(case: Case) -> Case:
    """What the corners of the output must be: 1 (white) where opposite corners are the same, else 0 (black)."""
    first, second = int(case[0] == case[1]), int(case[2] == case[3])
    return first, first, second, second


def diagonals_inside(i: int, j: int) -> int:
    """In how many of the four diagonal directions the pixel two steps away is in the image."""
    return sum(i + up in range(SIZE) and j + left in range(SIZE) for up, left in product((-2, 2), repeat=2))


def images(case: Case, low: int, high: int, count: int, seed: int) -> np.ndarray:
    """`count` images (count, 5, 5) with these corners and other pixels drawn from low, ..., high."""
    drawn = np.random.default_rng(seed).integers(low, high + 1, (count, SIZE, SIZE))
    for corner, value in zip(CORNERS, case, strict=True):
        drawn[(slice(None), *corner)] = value
    return drawn


def corners(output: np.ndarray) -> np.ndarray:
    """The four corners of a batch of output maps, as (..., 4)."""
    return np.stack([output[..., i, j] for i, j in CORNERS], axis=-1)


def gets_right(network: Network, case: Case, *, high: int = 9, count: int = 16, skip: Skip | None = None) -> bool:
    """Whether the corners are exactly as wanted on `count` images with other pixels drawn from -9, ..., `high`."""
    output = run(network, images(case, -9, high, count, seed=5), skip)
    return bool((corners(output) == wanted(case)).all())


def keeps_the_rest_white(network: Network, case: Case) -> bool:
    """Whether the other 21 outputs are 1 on 16 images whose other pixels are drawn from -9, ..., 1."""
    output = run(network, images(case, -9, 1, 16, seed=6), activation=relu)
    return all((output[:, i, j] == 1).all() for i, j in ELSEWHERE)


def the_rest(network: Network) -> int:
    """The one value of the outputs that are no corners, over images of both codes with other pixels from -9, ..., 1."""
    outputs = [run(network, images(case, -9, 1, 4, seed=8)) for case in ALL_CASES]
    (value,) = {int(value) for output in outputs for i, j in ELSEWHERE for value in output[:, i, j]}
    return value


def share_right(network: Network, above: int, activation: Callable = identity) -> Rational:
    """The share of the images, over both codes, that come out right if an output is white where it is > `above`."""
    right = 0
    for case in ALL_CASES:
        output = run(network, images(case, -9, 9, 8, seed=7), activation=activation)
        right += bool(((corners(output) > above) == wanted(case)).all())
    return Rational(right, len(ALL_CASES))
