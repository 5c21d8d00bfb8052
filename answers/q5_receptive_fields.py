"""Question 5: receptive fields, and whether four layers can compare opposite corners."""

from collections.abc import Callable
from itertools import count, product
from typing import Any

import numpy as np
import sympy as sp
from sympy import Rational

from answers.corner_networks import (
    AFFINE, CORNERS, SIZE, SKIPS, WHITE, XNOR, Case, Network, Skip, build, cases, corners, entries, identity, images,
    maps_of, run, sketch_of, wanted, weights_of, with_skip,
)  # fmt: skip
from answers.separable import FOUR_BITS, most_right, not_refuted, with_small_weights
from workings.algebra import column, floor, frac, matrix, named, numbers, relu, scalar, size, slash, total, vector
from workings.layers import Conv, apply, footprints, grid, receptive_fields, size_after, sizes
from workings.question import Question
from workings.steps import as_printed, at_least, derivation, equals, result, start, verify
from workings.written import Written, written

QUESTION = Question(5, "Receptive Fields", points="3-2-3-7")

NETWORK = (
    Conv(3, padding=1, channels_in=1, channels_out=16),
    Conv(3, padding=1, channels_in=16, channels_out=16),
    Conv(3, padding=1, channels_in=16, channels_out=16),
    Conv(3, padding=1, channels_in=16, channels_out=1),
)

n, k, s, L, layer = (size(name) for name in ("n", "k", "s", "L", r"\ell"))
p = scalar("p", integer=True, nonnegative=True)


# -- 5.1, 5.2: sizes ------------------------------------------------------------------------------------------------


def positions(n: int, k: int, s: int, p: int) -> list[int]:
    """Where a window of k pixels can begin on n + 2p pixels, if it starts at 0 and moves by s: a count by definition."""
    return [t for t in range(0, n + 2 * p, s) if t + k <= n + 2 * p]


WINDOWS = [(n, k, s, p) for n, k, s, p in product(range(1, 13), range(1, 6), range(1, 5), range(3)) if k <= n + 2 * p]


@derivation("5.1")
def padding_keeps_the_size():
    r"""With kernel 3, padding 1 and stride 1 the output of a layer is as large as its input, whatever its size."""
    yield verify(
        "a window has as many positions as the formula says", WINDOWS, lambda w: len(positions(*w)) == _formula(*w)
    )
    yield start(floor(frac(n + 2 * p - k, s)) + 1)
    yield result(
        "window_positions",
        floor(frac(n + 2 * p - k, s)) + 1,
        agrees=size_after(Conv(k.value, s.value, p.value), n.value),
        about="the size after a layer with kernel k, padding p and stride s",
    )
    yield start(floor(frac(n + 2 * written(1) - 3, 1)) + 1)
    yield equals(n, "$k = 3$, $p = 1$, $s = 1$")
    yield verify(
        "each of the four layers keeps every size n", NETWORK, lambda layer: size_after(layer, n.value) == n.value
    )
    yield result(
        "sizes_of_maps", sizes(NETWORK, 32), agrees=_sizes_by_counting(32), about="input, then each of the four layers"
    )
    yield result(
        "output_size",
        sizes(NETWORK, 32)[-1],
        agrees=_sizes_by_counting(32)[-1],
        about="pixels a side of the output for 32 x 32",
    )


def _formula(n: int, k: int, s: int, p: int) -> int:
    return size_after(Conv(k, s, p), n)


def _sizes_by_counting(n: int) -> list[int]:
    found = [n]
    for _ in NETWORK:
        found.append(len(positions(found[-1], 3, 1, 1)))
    return found


SHAPES = [(n, k, p) for n, k, p in product(range(1, 10), range(1, 8), range(5)) if k <= n + 2 * p]


@derivation("5.2")
def a_sum_needs_equal_sizes():
    r"""At stride 1, $\vx$ and $F(\vx)$ have one shape exactly if $2p = k - 1$, for one layer as for a stack of equal layers."""
    change = 2 * p - (k - 1)
    yield start(floor(frac(n + 2 * p - k, 1)) + 1 - n)
    yield equals(change, "the size of the output less that of the input")
    yield result("change_of_size", change, about="what one layer of stride 1 adds to the size of its input")
    yield start(total(change, layer, 1, L))
    yield equals(L * change, "a stack of $L$ such layers")
    yield verify("the shapes of computed outputs agree", SHAPES, _shape_is_kept_exactly_if_2p_is_k_less_1)
    yield verify(
        "a stride of 2 or more changes some size", product(range(2, 5), range(1, 8), range(5)), _some_size_changes
    )


def _shape_is_kept_exactly_if_2p_is_k_less_1(case: tuple[int, int, int]) -> bool:
    n, k, p = case
    image, kernel = np.ones((n, n), dtype=int), np.ones((k, k), dtype=int)
    return (apply(Conv(k, padding=p), image, kernel).shape == image.shape) == (2 * p == k - 1)


def _some_size_changes(case: tuple[int, int, int]) -> bool:
    s, k, p = case
    return any(len(positions(n, k, s, p)) != n for n in range(1, 12))


# -- 5.3: the receptive field ---------------------------------------------------------------------------------------

jump, field, first, t = (scalar(name, integer=True) for name in ("J", "r", "a", "t"))


@derivation("5.3")
def a_layer_widens_the_field():
    r"""If neighbours of a map are $J$ inputs apart and see $r$ inputs each, those of the next map see $r + (k-1)J$."""
    last_input = jump * (s * t - p + k - 1) + first + field - 1
    first_input = jump * (s * t - p) + first
    yield start((last_input - first_input) + 1)
    yield equals(field + (k - 1) * jump, "the new field")
    yield result(
        "next_field",
        field + (k - 1) * jump,
        about="the receptive field after one more layer; J is the product of the strides before",
    )
    yield start((jump * (s * (t + 1) - p) + first) - (jump * (s * t - p) + first))
    yield equals(s * jump, "the new jump")


@derivation("5.3")
def four_layers_see_nine_pixels():
    r"""From $r = 1$ and $J = 1$, $L$ layers of kernel $k$ and stride 1 see $1 + L(k - 1)$ pixels a side."""
    yield start(1 + total(k - 1, layer, 1, L))
    yield equals(1 + L * (k - 1), "stride 1: $J = 1$")
    yield result(
        "field_after_layers", 1 + L * (k - 1), about="pixels a side that one feature of layer L sees, stride 1"
    )
    yield result(
        "fields",
        receptive_fields(NETWORK),
        agrees=_fields_by_following_pixels(),
        about="the input, then each of the four layers",
    )
    yield result(
        "final_field",
        receptive_fields(NETWORK)[-1],
        agrees=1 + 4 * (3 - 1),
        about="pixels a side that an output feature sees",
    )


def _fields_by_following_pixels() -> list[int]:
    """The width of what the middle pixel of an 11 x 11 map depends on, after 0, 1, ..., 4 layers."""
    return [len({i for i, _ in footprints(NETWORK[:depth], (5, 5), 11)[0]}) for depth in range(5)]


# -- 5.4: what the network must reach -------------------------------------------------------------------------------

step = vector("e", L)


@derivation("5.4")
def the_far_corner_needs_four_layers():
    r"""$L$ layers reach offset $L$ and no further, and reach it along exactly one path: every step goes one pixel that way."""
    yield start(L - total(step[layer], layer, of=L))
    yield equals(total(1 - step[layer], layer, of=L), r"each $e_\ell \le 1$: all terms are $\ge 0$")
    yield verify("one path to offset L, none beyond", range(1, 9), _one_path_and_none_beyond)
    yield verify(
        "run on the opposite corner alone, kernels of ones give 1 after 4 layers and 0 after 3",
        ((4, 1), (3, 0)),
        lambda case: _ones_network(case[0]) == case[1],
    )
    yield result(
        "least_layers",
        _least_depth_by_footprint(),
        agrees=_least_depth_by_paths(),
        about="layers needed to see the opposite corner of 5 x 5",
    )


def paths(depth: int, offset: int) -> int:
    """In how many ways `depth` steps of -1, 0 or 1 add up to `offset`: a coefficient of (1/z + 1 + z)^depth."""
    z = sp.Symbol("z", positive=True)
    return int(sp.expand((1 / z + 1 + z) ** depth).coeff(z, offset))


def _one_path_and_none_beyond(depth: int) -> bool:
    return paths(depth, depth) == 1 and paths(depth, depth + 1) == 0


def _ones_network(depth: int) -> int:
    image = np.zeros((SIZE, SIZE), dtype=int)
    image[4, 4] = 1
    for _ in range(depth):
        image = apply(Conv(3, padding=1), image, np.ones((3, 3), dtype=int))
    return int(image[0, 0])


def _least_depth_by_footprint() -> int:
    return next(d for d in count(1) if (4, 4) in footprints((Conv(3, padding=1),) * d, (0, 0), SIZE)[0])


def _least_depth_by_paths() -> int:
    return next(d for d in count(1) if paths(d, 4))


# -- 5.4: as printed, the map is affine -----------------------------------------------------------------------------

m, q = size("m"), size("q")
x, W1, b1, W2, b2, P = (
    column("x", n),
    matrix("W_1", m, n),
    column("b_1", m),
    matrix("W_2", q, m),
    column("b_2", q),
    matrix("P", q, n),
)


@derivation("5.4")
def layers_without_activation_are_affine():
    r"""Affine after affine is affine, also with a residual connection $\mP\vx$ past both; $\mP = 0$ is the network as printed."""
    yield start(W2 * (W1 * x + b1) + b2 + P * x)
    yield equals((W2 * W1 + P) * x + (W2 * b1 + b2), "multiply out, collect")


beta, w, v = scalar(r"\beta"), scalar("w"), scalar("v")
black, white = scalar("g"), scalar("h")


def affine(one: Written, other: Written) -> Written:
    """The value at a corner: constant (all other pixels are in it) and a multiple of each of the two corner pixels."""
    return beta + w * one + v * other


f = {
    pair: named(f"f_{{{pair}}}", affine(*((black, white)[int(bit)] for bit in pair)), f"f_{pair}")
    for pair in ("00", "11", "01", "10")
}
target = {pair: scalar(f"y_{{{pair}}}") for pair in f}


@derivation("5.4")
def affine_values_are_tied():
    r"""Whatever numbers code black ($g$) and white ($h$), $f_{00} + f_{11} = f_{01} + f_{10}$; the targets are not tied so."""
    yield start(f["00"] + f["11"])
    yield equals((beta + w * black + v * black) + (beta + w * white + v * white), "black is $g$, white is $h$")
    yield equals((beta + w * black + v * white) + (beta + w * white + v * black), "exchange $vg$ and $vh$")
    yield equals(f["01"] + f["10"])
    yield as_printed(
        target["00"] + target["11"],
        "=",
        target["01"] + target["10"],
        at={target["00"]: 1, target["11"]: 1, target["01"]: 0, target["10"]: 0},
    )
    yield result(
        "affine_identity",
        f["00"] + f["11"] - f["01"] - f["10"],
        agrees=0,
        about="0 for every affine map and every coding of the pixels",
    )


threshold = scalar(r"\tau")
above = [scalar(f"p_{i}", positive=True) for i in (1, 2)]
below = [scalar(f"q_{i}", nonnegative=True) for i in (1, 2)]


@derivation("5.4")
def no_threshold_helps():
    r"""If a threshold $\tau$ were to separate the cases, $f_{00} + f_{11}$ would be above $f_{01} + f_{10}$."""
    yield start((threshold + above[0]) + (threshold + above[1]) - (threshold - below[0]) - (threshold - below[1]))
    yield equals(above[0] + above[1] + below[0] + below[1])
    yield at_least(above[0] + above[1], "$q_1, q_2 \\ge 0$; and $p_1, p_2 > 0$")


# -- 5.4: the best affine map ---------------------------------------------------------------------------------------


@derivation("5.4")
def an_affine_map_gets_nine_images_right():
    r"""With any threshold an affine map has at most 3 of 4 cases of one diagonal right, and 9 of the 16 images; both are reached."""
    listed, possible = with_small_weights(), not_refuted()
    yield verify(
        "every function that the affine identity leaves possible has small weights", possible, lambda f: f in listed
    )
    yield result(
        "separable_functions",
        len(listed),
        agrees=len(possible),
        about="functions of four bits that an affine map with a threshold computes",
    )
    best = most_right(listed)
    yield result(
        "best_on_one_diagonal",
        fraction_of(best[0], 4),
        agrees=most_right(possible)[0],
        about="best accuracy of an affine model, 4 images",
    )
    yield result(
        "best_on_both",
        fraction_of(best[1], 16),
        agrees=_share_right(AFFINE_NETWORK),
        about="best accuracy of an affine model, 16 images",
    )


def fraction_of(share: Any, whole: int) -> Written:
    """A share of so many images on one line: 3/4, 9/16."""
    return slash(share * whole, whole)


def _share_right(network: Network) -> Any:
    """The share of the 16 images, for both codes, that the affine network has right; white is above 1."""
    counts = {sum(_is_right(network, case, identity, 1) for case in cases(code)) for code in CODES}
    (right,) = counts
    return sp.Rational(right, 16)


def _is_right(network: Network, case: Case, activation: Callable, above: int) -> bool:
    output = run(network, images(case, -9, 9, 3, seed=1), activation=activation)
    return bool(((corners(output) > above) == wanted(case)).all())


CODES = ((0, 1), (-1, 1))  # (black, white) of the input
AFFINE_NETWORK, XNOR_NETWORK, WHITE_NETWORK = build(AFFINE), build(XNOR), build(WHITE)


@derivation("5.4")
def least_squares_gives_one_half():
    r"""For the codes $-1, 1$ (any other only rescales $w$, $v$ and moves $\beta$) the squared error is a sum of squares."""
    half = Rational(1, 2)
    yield start((beta - w - v - 1) ** 2 + (beta + w + v - 1) ** 2 + (beta - w + v) ** 2 + (beta + w - v) ** 2)
    yield equals(4 * (beta - half) ** 2 + 4 * w**2 + 4 * v**2 + 1)
    yield result(
        "least_squares",
        half,
        agrees=_by_normal_equations(),
        about="the affine least-squares fit: this constant at every corner",
    )


def _by_normal_equations() -> Any:
    """The one value of the fit to all 16 images by their four corners, in both codes."""
    constants: set[Any] = set()
    for code in CODES:
        design = sp.Matrix([[1, *case] for case in cases(code)])
        goal = sp.Matrix([wanted(case)[0] for case in cases(code)])
        fit = (design.T * design).LUsolve(design.T * goal)
        constants |= set(design * fit)
    (constant,) = constants
    return constant


# -- 5.4: with ReLUs ------------------------------------------------------------------------------------------------

a, b = scalar("x_{0,0}"), scalar("x_{4,4}")


def on_symbols(network: Network) -> np.ndarray:
    """The output map (5, 5) as expressions in 25 real pixels."""
    return run(network, np.array(grid("x", SIZE, SIZE).tolist(), dtype=object))


@derivation("5.4")
def relu_network_compares_corners():
    r"""A corner of the output is $1 - \abs{\ReLU(x_{0,0}) - \ReLU(x_{4,4})}$ for all real images, whatever the other pixels."""
    output = on_symbols(XNOR_NETWORK)
    by_maps = 1 - relu(relu(a) - relu(b)) - relu(relu(b) - relu(a))
    yield verify(
        "kernels and biases fit the four layers", tuple(zip(NETWORK, *_arrays(XNOR_NETWORK), strict=True)), _fits
    )
    yield verify(
        "the arrays hold the maps as written, for both networks",
        ((XNOR_NETWORK, XNOR), (WHITE_NETWORK, WHITE)),
        lambda pair: sketch_of(*pair) == pair[1],
    )
    yield result(
        "maps",
        maps_of(XNOR),
        agrees=maps_of(sketch_of(XNOR_NETWORK, XNOR)),
        about="the network that compares corners, map by map",
    )
    yield result(
        "xnor_weights",
        entries(XNOR_NETWORK),
        agrees=weights_of(XNOR),
        about="every weight but 0: layer, to channel, from channel, row, column, weight; one bias, 1, in layer 4",
    )
    yield start(by_maps)
    yield result(
        "corner_by_maps", by_maps, agrees=output[0, 0], about="output (0,0), the network run on 25 real symbols"
    )
    yield equals(1 - abs(relu(a) - relu(b)), r"one of the two differences is $\le 0$")
    yield verify(
        "opposite corners give the same expression, the other diagonal the same with its own pixels",
        CORNERS,
        lambda cell: output[cell] == _corner(cell),
    )
    yield verify(
        "the other outputs are 1 - c ReLU(x) of their own pixel",
        _elsewhere(),
        lambda cell: output[cell] == 1 - _factor(cell) * sp.Max(0, grid("x", SIZE, SIZE)[cell]),
    )
    yield result(
        "factors_elsewhere",
        sorted({_factor(cell) for cell in _elsewhere()}),
        agrees=_factors_read_off(output),
        about="the c of the other outputs, 1 - c ReLU(x)",
    )


def _arrays(network: Network) -> tuple[tuple[np.ndarray, ...], tuple[np.ndarray, ...]]:
    return network.kernels, network.biases


def _fits(layer: tuple[Conv, np.ndarray, np.ndarray]) -> bool:
    conv, kernel, bias = layer
    return kernel.shape == (conv.channels_out, conv.channels_in, 3, 3) and bias.shape == (conv.channels_out,)


def _corner(cell: tuple[int, int]) -> Any:
    """The formula for a corner with its own pixel and the opposite one."""
    pixels = grid("x", SIZE, SIZE)
    here, there = (sp.Max(0, pixels[at]) for at in (cell, (4 - cell[0], 4 - cell[1])))
    return 1 - sp.Max(0, here - there) - sp.Max(0, there - here)


def _elsewhere() -> list[tuple[int, int]]:
    return [cell for cell in product(range(SIZE), repeat=2) if cell not in CORNERS]


def _factor(cell: tuple[int, int]) -> int:
    """In how many of the four diagonal directions the pixel two steps away is in the image: c by that rule."""
    return sum(cell[0] + i in range(SIZE) and cell[1] + j in range(SIZE) for i, j in product((-2, 2), repeat=2))


def _factors_read_off(output: np.ndarray) -> list[Any]:
    pixels = grid("x", SIZE, SIZE)
    return sorted({1 - output[cell].subs(pixels[cell], 1) for cell in _elsewhere()})


@derivation("5.4")
def all_images_are_right():
    r"""Both networks get every image of either code right, whatever the other pixels; the second keeps its other outputs white."""
    yield verify(
        "64 random settings of the other pixels, each of the 16 images, both codes",
        tuple(product(CODES, range(16))),
        lambda case: _corners_are_right(XNOR_NETWORK, _case(*case), 9),
    )
    yield verify(
        "the same, no pixel above 1: the other 21 outputs are 1",
        tuple(product(CODES, range(16))),
        lambda case: _corners_are_right(WHITE_NETWORK, _case(*case), 1, others=1),
    )
    yield result(
        "outputs_on_all_cases",
        [[*case, *_output(case)] for case in cases((0, 1))],
        agrees=[[*case, *wanted(case)] for case in cases((0, 1))],
        about="corners (0,0), (4,4), (0,4), (4,0) of the image, then of the output; 0 black, 1 white",
    )
    yield result(
        "gates",
        maps_of(WHITE),
        agrees=maps_of(sketch_of(WHITE_NETWORK, WHITE)),
        about="the network whose other outputs are white",
    )


def _case(code: tuple[int, int], number: int) -> Case:
    return list(cases(code))[number]


def _output(case: Case) -> list[int]:
    return [int(value) for value in corners(run(XNOR_NETWORK, images(case, 0, 1, 1, seed=0)))[0]]


def _corners_are_right(
    network: Network, case: Case, high: int, others: int | None = None, skip: Skip | None = None, count: int = 64
) -> bool:
    output = run(network, images(case, -9, high, count, seed=5), skip)
    alone = np.array([[(i, j) not in CORNERS for j in range(SIZE)] for i in range(SIZE)])
    return bool((corners(output) == wanted(case)).all()) and (
        others is None or bool((output[:, alone] == others).all())
    )


# -- 5.4: residual connections --------------------------------------------------------------------------------------

PAIRS = sorted({(skip.start, skip.end) for skip in SKIPS})


@derivation("5.4")
def any_residual_connection_is_harmless():
    r"""For every pair of maps there are weights that give, with the residual connection, what the network gives without."""
    yield verify(
        "all images right, with each skip, added before or after the ReLU, either code",
        tuple(product(SKIPS, CODES, range(16))),
        _right_with_skip,
    )
    yield verify("one pixel of the output still sees 9 x 9", SKIPS, _field_is_nine)
    kinds = {
        kind: [numbers(*pair) for pair in PAIRS if _kind(pair) == kind] for kind in ("free", "absorbed", "carried")
    }
    rule = {
        "free": [(1, 2), (1, 3), (2, 3)],
        "absorbed": [(0, 1), (3, 4)],
        "carried": [(0, 2), (0, 3), (0, 4), (1, 4), (2, 4)],
    }
    yield result(
        "pairs",
        kinds,
        agrees={kind: [sp.Tuple(*pair) for pair in found] for kind, found in rule.items()},
        about="which pairs need no change of weights, a change in one layer, free channels that carry a map",
    )
    yield result("number_of_pairs", len(PAIRS), agrees=sp.binomial(5, 2), about="pairs of maps, the input among them")


def _right_with_skip(case: tuple[Skip, tuple[int, int], int]) -> bool:
    skip, code, number = case
    return _corners_are_right(with_skip(skip), _case(code, number), 9, skip=skip, count=4)


def _field_is_nine(skip: Skip) -> bool:
    """Positive kernels on one pixel: it is seen exactly by the outputs within 4 rows and 4 columns."""
    ones = Network(tuple(np.ones_like(kernel) for kernel in XNOR_NETWORK.kernels), XNOR_NETWORK.biases)
    image = np.zeros((13, 13), dtype=int)
    image[6, 6] = 1
    rows, cols = np.nonzero(run(ones, image, skip) - run(ones, 0 * image, skip))
    return set(zip(rows.tolist(), cols.tolist(), strict=True)) == set(product(range(2, 11), repeat=2))


def _kind(pair: tuple[int, int]) -> str:
    """By how many layers have other weights than the network without a skip (the sum taken before the ReLU)."""
    network = with_skip(Skip(*pair))
    changed = sum(not np.array_equal(*two) for two in zip(network.kernels, XNOR_NETWORK.kernels, strict=True))
    return ("free", "absorbed", "carried")[min(changed, 2)]
