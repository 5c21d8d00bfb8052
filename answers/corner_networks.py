"""Networks of 5.4 as exact integer arrays: four Conv-3x3 layers that compare opposite corners of a 5 x 5 image.

A network is written down once, as the maps of its layers and the neighbours that they read; the arrays and the lines of
the page come from there. Maps are indexed [row, column] from 0, kernels [to, from, row, column].
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import sympy as sp

from workings.algebra import column, named
from workings.algebra import relu as relu_of
from workings.layers import Conv, apply, grid
from workings.written import Written

LAYER = Conv(3, padding=1)
WIDTH, SIZE = 16, 5  # intermediate channels; pixels a side

# the kernel cell that reads the neighbour to the upper left (NW), above (N), ..., or the pixel itself (C)
TAPS = dict(zip(("NW", "N", "NE", "W", "C", "E", "SW", "S", "SE"), product(range(3), repeat=2), strict=True))

Terms = dict[tuple[str, str], int]  # (tap, map read): weight; ("", "") is the bias
Sketch = tuple[dict[str, Terms], ...]  # the maps of every layer

# Two diagonals, two opposite corners: c carries each corner's pixel to the middle, u is what one has above the other,
# t adds both differences up on the way back.
XNOR: Sketch = (
    {"c_0": {("NW", "x"): 1}, "c_1": {("SE", "x"): 1}, "c_2": {("NE", "x"): 1}, "c_3": {("SW", "x"): 1}},
    {
        "u_0": {("NW", "c_0"): 1, ("SE", "c_1"): -1},
        "u_1": {("SE", "c_1"): 1, ("NW", "c_0"): -1},
        "u_2": {("NE", "c_2"): 1, ("SW", "c_3"): -1},
        "u_3": {("SW", "c_3"): 1, ("NE", "c_2"): -1},
    },
    {
        "t_0": {("SE", "u_0"): 1, ("SE", "u_1"): 1},
        "t_1": {("NW", "u_0"): 1, ("NW", "u_1"): 1},
        "t_2": {("SW", "u_2"): 1, ("SW", "u_3"): 1},
        "t_3": {("NE", "u_2"): 1, ("NE", "u_3"): 1},
    },
    {"y": {("", ""): 1, ("SE", "t_0"): -1, ("NW", "t_1"): -1, ("SW", "t_2"): -1, ("NE", "t_3"): -1}},
)

# Where the neighbour in the direction of a corner lies in the image but the two beside it see the border, the pixel is
# next to that corner; everywhere else v switches t off, if no pixel is above 1.
GATES = {"NW": ("N", "W"), "SE": ("S", "E"), "NE": ("N", "E"), "SW": ("S", "W")}
WHITE: Sketch = (
    XNOR[0] | {"o": {("", ""): 1}},
    XNOR[1] | {f"v_{m}": {(corner, "o"): 1} for m, corner in enumerate(GATES)},
    {
        f"t_{m}": XNOR[2][f"t_{m}"] | {("C", f"v_{m}"): 1, (a, f"v_{m}"): -1, (b, f"v_{m}"): -1, ("", ""): -1}
        for m, (a, b) in enumerate(GATES.values())
    },
    XNOR[3],
)

# The best that an affine map can do: the sum of both corners, white above 1; a chain of shifts a corner, one in place.
CHAINS = ("C", "SE", "NW", "NE", "SW")
AFFINE: Sketch = (
    {f"a_{m}": {(tap, "x"): 1} for m, tap in enumerate(CHAINS)},
    {f"b_{m}": {(tap, f"a_{m}"): 1} for m, tap in enumerate(CHAINS)},
    {f"d_{m}": {(tap, f"b_{m}"): 1} for m, tap in enumerate(CHAINS)},
    {"y": {(tap, f"d_{m}"): 1 for m, tap in enumerate(CHAINS)}},
)


@dataclass(frozen=True)
class Network:
    """Integer kernels of shapes (16, 1, 3, 3), (16, 16, 3, 3) twice, (1, 16, 3, 3); a bias an output channel."""

    kernels: tuple[np.ndarray, ...]
    biases: tuple[np.ndarray, ...]


def build(sketch: Sketch) -> Network:
    """The arrays of a sketch; the maps of layers 1, 2, 3 begin at channels 0, 4, 8, and all other channels are 0.

    So the layers of XNOR, with four maps each, write to channels that no earlier layer has used.
    """
    places = _channels(sketch)
    kernels, biases = [], []
    for number, maps in enumerate(sketch):
        to, read = (1 if number == len(sketch) - 1 else WIDTH), (1 if number == 0 else WIDTH)
        kernel, bias = np.zeros((to, read, 3, 3), dtype=int), np.zeros(to, dtype=int)
        for name, terms in maps.items():
            for (tap, source), weight in terms.items():
                if source:
                    kernel[(places[name], places[source], *TAPS[tap])] += weight
                else:
                    bias[places[name]] += weight
        kernels.append(kernel)
        biases.append(bias)
    return Network(tuple(kernels), tuple(biases))


def entries(network: Network) -> list[tuple[int, ...]]:
    """Every weight that is not 0, as (layer, to channel, from channel, row, column, weight), in order."""
    return [
        (number, *map(int, at), int(kernel[tuple(at)]))
        for number, kernel in enumerate(network.kernels, 1)
        for at in np.argwhere(kernel)
    ]


def relu(z: np.ndarray) -> np.ndarray:
    """max(0, z) of every entry, also of SymPy expressions."""
    return _relu_of_expressions(z) if z.dtype == object else np.maximum(z, 0)


def identity(z: np.ndarray) -> np.ndarray:
    """No activation: the network as the assignment prints it."""
    return z


@dataclass(frozen=True)
class Skip:
    """Map `start` (0 is the input) is added to map `end`: before or after the ReLU of that layer.

    One channel is added to each of 16; 16 channels are summed into one.
    """

    start: int
    end: int
    after: bool = False


SKIPS = tuple(Skip(i, j, after) for i in range(4) for j in range(i + 1, 5) for after in (False, True))


def run(network: Network, images: np.ndarray, skip: Skip | None = None, activation: Callable = relu) -> np.ndarray:
    """The output maps (..., n, n) of images (..., n, n); the activation stands between layers, not after the last."""
    maps = [images[..., None, :, :]]
    last = len(network.kernels)
    for number, (kernel, bias) in enumerate(zip(network.kernels, network.biases, strict=True), 1):
        z = apply(LAYER, maps[-1], kernel) + bias[:, None, None]
        added = _added(maps[skip.start], len(bias)) if skip and skip.end == number else 0
        act = identity if number == last else activation
        maps.append(act(z) + added if skip and skip.after else act(z + added))
    return maps[-1][..., 0, :, :]


def on_symbols(network: Network) -> np.ndarray:
    """The output map (5, 5) as expressions in 25 real pixels, x_{0,0} first."""
    return run(network, np.array(grid("x", SIZE, SIZE).tolist(), dtype=object))


def seen_by(skip: Skip, pixel: tuple[int, int], size: int) -> frozenset[tuple[int, int]]:
    """The outputs that a pixel of a size x size image reaches through four layers and a skip: all kernels are ones."""
    ones = Network(tuple(map(np.ones_like, build(XNOR).kernels)), tuple(map(np.zeros_like, build(XNOR).biases)))
    image = np.zeros((size, size), dtype=int)
    image[pixel] = 1
    return frozenset((int(i), int(j)) for i, j in np.argwhere(run(ones, image, skip)))


def with_skip(skip: Skip) -> Network:
    """Weights with which the network that has this residual connection gives what XNOR gives without.

    A skip between layers 1, 2 and 3 adds to channels that nobody reads. Every other one is subtracted again.
    """
    plain = build(XNOR)
    kernels = [kernel.copy() for kernel in plain.kernels]
    if skip.end == 4:
        _cancel_at_the_output(kernels, skip.start)
    elif skip.start == 0 and skip.after:
        kernels[skip.end][:, -1] = -kernels[skip.end].sum(axis=1)  # channel 15 of that map is the skip alone
    elif skip.start == 0:
        _cancel_the_input(kernels, skip.end)
    return Network(tuple(kernels), plain.biases)


def _cancel_the_input(kernels: list[np.ndarray], end: int) -> None:
    """x = ReLU(x) - ReLU(-x) is carried in two free channels to layer `end`, which takes off what the skip brings."""
    centre = TAPS["C"]
    if end == 1:
        kernels[0][(slice(None), 0, *centre)] -= 1
        return
    plus, minus = 12, 13
    for number in range(end - 1):
        for channel, sign in ((plus, 1), (minus, -1)):
            source, weight = (0, sign) if number == 0 else (channel, 1)
            kernels[number][(channel, source, *centre)] = weight
    kernels[end - 1][(slice(None), plus, *centre)] -= 1
    kernels[end - 1][(slice(None), minus, *centre)] += 1


def _cancel_at_the_output(kernels: list[np.ndarray], start: int) -> None:
    """The sum of the channels (>= 0) of map `start` is carried in a free channel; the last layer subtracts it."""
    centre, free = TAPS["C"], 12
    if start == 0:
        _cancel_the_input(kernels, 4)
    elif start == 3:
        kernels[3][(0, slice(None), *centre)] -= 1
    else:
        kernels[start][(free, slice(None), *centre)] = 1
        for number in range(start + 1, 3):
            kernels[number][(free, free, *centre)] = 1
        kernels[3][(0, free, *centre)] -= 1


def _added(source: np.ndarray, channels: int) -> np.ndarray:
    return source.sum(axis=-3, keepdims=True) if channels == 1 else source


def _channels(sketch: Sketch) -> dict[str, int]:
    first = {"x": 0, **dict.fromkeys(sketch[-1], 0)}
    return first | {name: 4 * layer + k for layer, maps in enumerate(sketch[:-1]) for k, name in enumerate(maps)}


_relu_of_expressions = np.frompyfunc(lambda e: sp.Max(0, e), 1, 1)


# -- as the page shows it ----------------------------------------------------------------------------------------------


def maps_of(sketch: Sketch) -> dict[str, Written]:
    """What each map of a sketch is, by its name, for the page: ReLU(NW c_0 - SE c_1), with NW a matrix."""
    return {name: _map(terms, layer < 3) for layer, maps in enumerate(sketch) for name, terms in maps.items()}


def _map(terms: Terms, activation: bool) -> Written:
    line: Any = None
    for (tap, source), weight in terms.items():
        part = _reads(tap, source)
        line = (part if weight > 0 else -part) if line is None else line + part if weight > 0 else line - part
    return relu_of(line) if activation else line


def _reads(tap: str, source: str) -> Written:
    pixels = SIZE * SIZE
    if not source:
        return named(r"\vone", sp.OneMatrix(pixels, 1), "ones")
    shift = named(rf"\mathrm{{{tap}}}\,", sp.MatrixSymbol(tap, pixels, pixels), tap)
    return column(source, pixels) if tap == "C" else shift * column(source, pixels)


def sketch_of(network: Network, names: Sketch) -> Sketch:
    """The sketch that the arrays of a network hold, with the names that its channels have in `names`."""
    channels = [{place: name for name, place in _channels(names).items() if name in maps} for maps in names]
    called = [{0: "x"}, *channels]
    taps = {cell: tap for tap, cell in TAPS.items()}
    layers: list[dict[str, Terms]] = []
    for number, bias in enumerate(network.biases):
        terms: dict[str, Terms] = {name: {("", ""): int(bias[c])} for c, name in channels[number].items() if bias[c]}
        for layer, to, read, i, j, weight in entries(network):
            if layer == number + 1:
                terms.setdefault(channels[number][to], {})[taps[i, j], called[number][read]] = weight
        layers.append(terms)
    return tuple(layers)


def weights_of(sketch: Sketch) -> list[tuple[int, ...]]:
    """The weights as a sketch says them: the map called u_2 is channel 2 of the four that begin at channel 4."""

    def place(name: str) -> int:
        return 0 if name in "xy" else 4 * "cut".index(name[0]) + int(name[2:])

    return sorted(
        (layer, place(name), place(source), *TAPS[tap], weight)
        for layer, maps in enumerate(sketch, 1)
        for name, terms in maps.items()
        for (tap, source), weight in terms.items()
        if source
    )


def diagonal_taps() -> dict[str, Any]:
    """The kernel cell, as a weight of the page, that reads each diagonal neighbour."""
    weights = grid("w", LAYER.kernel, LAYER.kernel)
    return {tap: weights[TAPS[tap]] for tap in ("NW", "SE", "NE", "SW")}


def taps_of(network: Network) -> dict[str, Any]:
    """The same from the first layer of a network that compares corners: where its four kernels have their 1.

    A cell above the middle reads to the north, one left of it to the west.
    """
    weights = grid("w", LAYER.kernel, LAYER.kernel)
    cells = [tuple(map(int, np.argwhere(kernel[0])[0])) for kernel in network.kernels[0][:4]]
    return {("N" if i < 1 else "S") + ("W" if j < 1 else "E"): weights[i, j] for i, j in cells}


def channels_of(network: Network) -> dict[str, int]:
    """The most channels that a layer before the last uses, those with a weight other than 0, and all that it has."""
    used = [sum(bool(kernel.any()) for kernel in kernels) for kernels in network.kernels[:-1]]
    return {"used": max(used), "all": len(network.kernels[0])}
