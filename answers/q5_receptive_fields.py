"""Question 5: receptive fields, and whether four layers can compare opposite corners."""

from __future__ import annotations

from itertools import combinations, count, product
from typing import Any

import numpy as np
import sympy as sp
from sympy import Rational

from answers import corner_networks as nets
from answers.corner_images import (
    ALL_CASES,
    CODES,
    CORNERS,
    ELSEWHERE,
    cases,
    corners,
    diagonals_inside,
    gets_right,
    images,
    keeps_the_rest_white,
    share_right,
    the_rest,
    wanted,
)
from answers.corner_networks import AFFINE, SIZE, SKIPS, WHITE, XNOR, Network, Skip, build, entries, maps_of, with_skip
from answers.opposite_corner import least_by_footprint, least_by_paths, one_path_and_none_beyond, ones_network
from answers.separable import BOUND, most_right, not_refuted, with_small_weights
from workings.algebra import (
    bracket,
    column,
    floor,
    matrix,
    named,
    numbers,
    relation,
    relu,
    scalar,
    size,
    slash,
    total,
    vector,
)
from workings.layers import Conv, apply, footprints, grid, receptive_fields, size_after, sizes
from workings.question import Question
from workings.steps import as_printed, at_least, define, derivation, equals, result, start, verify
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

WINDOWS = [(n, k, s, p) for n, k, s, p in product(range(1, 13), range(1, 6), range(1, 5), range(3)) if k <= n + 2 * p]
SHAPES = [(n, k, p) for n, k, p in product(range(1, 10), range(1, 8), range(5)) if k <= n + 2 * p]


def positions(n: int, k: int, s: int, p: int) -> list[int]:
    """Where a window of k pixels can begin on n + 2p pixels if it moves by s from 0 on: the definition."""
    return [t for t in range(0, n + 2 * p, s) if t + k <= n + 2 * p]


@derivation("5.1")
def padding_keeps_the_size():
    r"""With kernel 3, padding 1 and stride 1 the output of a layer is as large as its input, whatever its size."""
    formula, spec = floor(slash(n + 2 * p - k, s)) + 1, Conv(k.value, s.value, p.value)
    yield start(floor(slash(n + 2 * written(1) - 3, 1)) + 1)
    yield equals(n, "$k = 3$, $p = 1$, $s = 1$")
    yield verify("the formula counts the positions of the window", WINDOWS, _counts_the_positions)
    yield verify("each of the four layers keeps every size n", NETWORK, lambda conv: size_after(conv, n.value) == n)
    yield result("window_positions", formula, agrees=size_after(spec, n.value), about="the size after one layer")
    found, counted = sizes(NETWORK, 32), _sizes_by_counting(32)
    yield result("sizes_of_maps", found, agrees=counted, about="the input of 32 x 32, then each layer")
    yield result("depth", len(NETWORK), agrees=len(counted) - 1, about="layers of the network")
    yield result("output_size", found[-1], agrees=counted[-1], about="pixels a side, for an input of 32 x 32")


def _counts_the_positions(window: tuple[int, int, int, int]) -> bool:
    n, k, s, p = window
    return len(positions(*window)) == size_after(Conv(k, s, p), n)


def _sizes_by_counting(n: int) -> list[int]:
    found = [n]
    for _ in NETWORK:
        found.append(len(positions(found[-1], 3, 1, 1)))
    return found


@derivation("5.2")
def a_sum_needs_equal_sizes():
    r"""At stride 1, $\vx$ and $F(\vx)$ have one shape exactly if $2p = k - 1$, for a layer and for a stack of them."""
    change = 2 * p - (k - 1)
    yield start(floor(slash(n + 2 * p - k, 1)) + 1 - n)
    yield equals(change, "size of the output less that of the input")
    yield result("change_of_size", change, about="what a layer of stride 1 adds to the size of a map")
    balance = _padding_for_one_shape()
    yield result(
        "one_shape", relation(2 * p, "==", k - 1), agrees=balance, about="when x + F(x) has one shape, stride 1"
    )
    yield start(total(change, layer, 1, L))
    yield equals(L * change, "a stack of $L$ such layers")
    yield result("change_of_size_by_a_stack", L * change, about="what L equal layers of stride 1 add")
    yield verify("computed outputs have the input's shape exactly if 2p = k - 1", SHAPES, _same_shape_exactly_if)
    yield verify("a larger stride changes some size", product(range(2, 5), range(1, 8), range(5)), _some_size_changes)


def _padding_for_one_shape() -> Any:
    """The one equation of the padding that keeps every size, solved for the padding in the spec's formula."""
    unknown = sp.Symbol("padding", integer=True)
    (padding,) = sp.solve(size_after(Conv(k.value, 1, unknown), n.value) - n.value, unknown)
    return sp.Eq(2 * p.value, 2 * padding)


def _same_shape_exactly_if(case: tuple[int, int, int]) -> bool:
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
    r"""If neighbours of a map are $J$ inputs apart and see $r$ inputs each, those of the next see $r + (k - 1)J$."""
    last_input = jump * (s * t - p + k - 1) + first + field - 1
    yield start(bracket(last_input) - bracket(jump * (s * t - p) + first) + 1)
    yield equals(field + (k - 1) * jump, "the new field")
    yield result("next_field", field + (k - 1) * jump, about="pixels a side after one more layer")
    yield start(bracket(jump * (s * (t + 1) - p) + first) - bracket(jump * (s * t - p) + first))
    yield equals(s * jump, "the new jump")
    yield result("next_jump", s * jump, about="pixels from neighbour to neighbour after one more layer")


@derivation("5.3")
def four_layers_see_nine_pixels():
    r"""From $r = J = 1$, $L$ layers of kernel $k$ and stride 1 see $1 + L(k - 1)$ pixels a side."""
    nine = receptive_fields(NETWORK)[-1]
    yield start(1 + total(k - 1, layer, 1, L))
    yield equals(1 + L * (k - 1))
    yield result("field_after_layers", 1 + L * (k - 1), about="pixels a side seen by a feature of layer L, stride 1")
    yield result("fields", receptive_fields(NETWORK), agrees=_fields_followed(), about="the input, then each layer")
    yield result("final_field", nine, agrees=1 + 4 * (3 - 1), about="pixels a side that an output feature sees")


def _fields_followed() -> list[int]:
    """The width of what the middle pixel of an 11 x 11 map depends on, after 0, 1, ..., 4 layers, pixel by pixel."""
    return [len({i for i, _ in footprints(NETWORK[:depth], (5, 5), 11)[0]}) for depth in range(5)]


# -- 5.4: what the network must reach -------------------------------------------------------------------------------

step = vector("e", L)


@derivation("5.4")
def the_far_corner_needs_four_layers():
    r"""$L$ layers reach offset $L$ and no further, and reach it along one path: every step goes one pixel that way."""
    three = (((4, 1), (3, 0)), lambda case: ones_network(case[0]) == case[1])
    yield start(L - total(step[layer], layer, of=L))
    yield equals(total(1 - step[layer], layer, of=L), r"no term is negative: $e_\ell \le 1$")
    yield result("missing_steps", total(1 - step[layer], layer, of=L), about="L less the offset that L steps reach")
    yield verify("there is one path to offset L and none beyond", range(1, 9), one_path_and_none_beyond)
    yield verify("kernels of ones bring the opposite corner once after 4 layers, not after 3", *three)
    away = {max(abs(i - r), abs(j - c)) for (i, j), (r, c) in (CORNERS[:2], CORNERS[2:])}
    yield result("offset", SIZE - 1, agrees=max(away), about="pixels from a corner to the opposite one, along a side")
    yield result("least_layers", least_by_footprint(), agrees=least_by_paths(), about="to see the opposite corner")


# -- 5.4: as printed, the map is affine -----------------------------------------------------------------------------

m, q = size("m"), size("q")
x, W1, W2, P = column("x", n), matrix("W_1", m, n), matrix("W_2", q, m), matrix("P", q, n)
b1, b2 = column("b_1", m), column("b_2", q)
beta, v, w, tau = (scalar(name) for name in (r"\beta", "v", "w", r"\tau"))
black, white = scalar("g"), scalar("h")


def affine(one: Written, other: Written) -> Written:
    """The value at a corner: a constant, in which all other pixels are, and a multiple of each of the two corners."""
    return beta + v * one + w * other


def corner_values() -> dict[str, Written]:
    """f_{00}, f_{11}, f_{01}, f_{10}: both corners black, both white, and the two mixed cases."""
    values = {f"{i}{j}": affine((black, white)[i], (black, white)[j]) for i, j in ((0, 0), (1, 1), (0, 1), (1, 0))}
    return {pair: named(f"f_{{{pair}}}", value, f"({value})") for pair, value in values.items()}


@derivation("5.4")
def layers_without_activation_are_affine():
    r"""Affine after affine is affine, also with a residual connection $\mP\vx$ past both; $\mP = 0$: as printed."""
    yield start(W2 * (W1 * x + b1) + b2 + P * x)
    composed = (W2 * W1 + P) * x + (W2 * b1 + b2)
    yield equals(composed)
    yield result("composed_layers", composed, about="two affine layers with a residual connection")


@derivation("5.4")
def affine_values_are_tied():
    r"""Whatever codes black ($g$) and white ($h$), $f_{00} + f_{11} = f_{01} + f_{10}$; the targets are not tied so."""
    f = corner_values()
    y = {two: scalar(f"y_{{{two}}}") for two in f}
    targets = {y["00"]: 1, y["11"]: 1, y["01"]: 0, y["10"]: 0}
    yield start(f["00"] + f["11"])
    yield equals(2 * beta + (v + w) * (black + white), r"black is $g$, white is $h$")
    yield equals(f["01"] + f["10"])
    yield result("affine_identity", f["00"] + f["11"] - f["01"] - f["10"], agrees=0, about="0 for every affine map")
    yield as_printed(y["00"] + y["11"], "=", y["01"] + y["10"], at=targets)


above = [scalar(f"p_{i}", positive=True) for i in (1, 2)]
below = [scalar(f"q_{i}", nonnegative=True) for i in (1, 2)]


@derivation("5.4")
def no_threshold_helps():
    r"""A threshold $\tau$ with both equal cases above and both mixed ones not above would make the two sums unequal."""
    yield start(bracket(tau + above[0]) + bracket(tau + above[1]) - bracket(tau - below[0]) - bracket(tau - below[1]))
    yield equals(above[0] + above[1] + below[0] + below[1])
    yield at_least(above[0] + above[1], inline=True)
    yield result("threshold_gap", above[0] + above[1], about="f00 + f11 - f01 - f10 is at least this under a threshold")


# -- 5.4: the best affine map ---------------------------------------------------------------------------------------

AFFINE_NETWORK, XNOR_NETWORK, WHITE_NETWORK = build(AFFINE), build(XNOR), build(WHITE)
WHITE_ABOVE = 1  # a corner of the affine network counts as white where its output is larger


@derivation("5.4")
def an_affine_map_gets_nine_images_right():
    r"""With any threshold an affine map has at most 3 of the 4 images of one diagonal right, and 9 of 16 for both."""
    listed, possible = with_small_weights(), not_refuted()
    (one, both), (most, _) = most_right(listed), most_right(possible)
    reached = share_right(AFFINE_NETWORK, WHITE_ABOVE)
    yield verify("what the affine identity leaves possible is listed", possible, lambda function: function in listed)
    least = next(bound for bound in count(1) if with_small_weights(bound) == possible)
    (only,) = [cut for cut in range(-2, 2) if share_right(AFFINE_NETWORK, cut) == reached]
    kind = "functions of four bits that an affine map with a threshold computes: exhaustive, of all 65536"
    yield result("separable_functions", len(listed), agrees=len(possible), about=kind)
    yield result(
        "largest_weight", BOUND, agrees=least, about="the weights -3, ..., 3 with which all of these are found"
    )
    yield result(
        "best_on_one_diagonal",
        slash(4 * one, 4),
        agrees=most,
        about="best affine accuracy, 4 images; exhaustive, over all of these functions",
    )
    yield result(
        "best_on_both",
        slash(16 * both, 16),
        agrees=reached,
        about="best affine accuracy, 16 images; exhaustive, over all pairs of these functions",
    )
    yield result("white_above", WHITE_ABOVE, agrees=only, about="the threshold of the sum that reaches both")


@derivation("5.4")
def least_squares_gives_one_half():
    r"""With black $-1$, white $1$ (other codes rescale $v$, $w$, move $\beta$) the error is a sum of squares."""
    half = Rational(1, 2)
    yield start((beta - v - w - 1) ** 2 + (beta + v + w - 1) ** 2 + (beta - v + w) ** 2 + (beta + v - w) ** 2)
    squares = 4 * bracket(beta - half) ** 2 + 4 * v**2 + 4 * w**2 + 1
    yield equals(squares)
    yield result("squared_error", squares, about="the error of the affine map on the four cases, codes -1 and 1")
    yield result("least_squares", half, agrees=_by_normal_equations(), about="the affine fit, at every corner")


def _by_normal_equations() -> Any:
    """The one value of the least-squares fit to all 16 images by their four corners, the same in both codes."""
    values: set[Any] = set()
    for code in CODES:
        design = sp.Matrix([[1, *case] for case in cases(code)])
        goal = sp.Matrix([wanted(case)[0] for case in cases(code)])
        values |= set(design * (design.T * design).LUsolve(design.T * goal))
    (value,) = values
    return value


# -- 5.4: with ReLUs ------------------------------------------------------------------------------------------------

a, b = scalar("x_{0,0}"), scalar("x_{4,4}")
PIXELS = grid("x", SIZE, SIZE)


@derivation("5.4")
def relu_network_compares_corners():
    r"""A corner is $1 - \abs{\ReLU(x_{0,0}) - \ReLU(x_{4,4})}$ for all real images, whatever the other pixels."""
    output = nets.on_symbols(XNOR_NETWORK)
    by_maps = 1 - relu(relu(a) - relu(b)) - relu(relu(b) - relu(a))
    read_back = maps_of(nets.sketch_of(XNOR_NETWORK, XNOR))
    weights = "all but 0: layer, channel to, channel from, row, column, weight; the only bias is 1, in layer 4"
    yield define(scalar("y_{0,0}"), by_maps)
    yield equals(1 - abs(relu(a) - relu(b)), r"one of the two is $0$")
    yield verify("kernels and biases have the shapes of the four layers", range(4), _fits)
    yield verify("each corner has this form", CORNERS, lambda cell: output[cell] == _corner(*cell))
    yield verify("each other output is 1 - c ReLU(x)", ELSEWHERE, lambda cell: output[cell] == _other(*cell))
    yield result("maps", maps_of(XNOR), agrees=read_back, about="the network that compares corners, map by map")
    yield result("xnor_weights", entries(XNOR_NETWORK), agrees=nets.weights_of(XNOR), about=weights)
    yield result("corner_by_maps", by_maps, agrees=output[0, 0], about="output (0,0), run on 25 real symbols")
    yield result("corner", 1 - abs(relu(a) - relu(b)), about="output (0,0) and (4,4)")
    yield result("taps", nets.diagonal_taps(), agrees=nets.taps_of(XNOR_NETWORK), about="the cell of each neighbour")
    channels = {"used": len(XNOR[0]), "all": NETWORK[0].channels_out}
    yield result("channels", channels, agrees=nets.channels_of(XNOR_NETWORK), about="used and all, in layers 1 to 3")
    factor, pixel = scalar("c"), scalar("x")
    one_factor = output[1, 1].subs(PIXELS[1, 1], pixel.value)  # an output whose c is 1
    yield result("other_output", 1 - factor * relu(pixel), agrees=1 - factor * (1 - one_factor), about="of a pixel x")
    yield result("factors_elsewhere", _factors(), agrees=_factors_read_off(output), about="c of the other outputs")


@derivation("5.4")
def pixels_that_are_not_negative():
    r"""For pixels $\ge 0$ the ReLUs of the first layer change nothing."""
    here, there = (scalar(str(pixel.value), nonnegative=True) for pixel in (a, b))
    yield start(1 - abs(relu(here) - relu(there)))
    yield equals(1 - abs(here - there))
    yield result("corner_not_negative", 1 - abs(here - there), about="output (0,0) and (4,4) for pixels >= 0")


@derivation("5.4")
def black_is_cut_off():
    r"""The ReLU maps both codes of black to 0."""
    yield start(relu(written(-1)))
    yield equals(0)


def _fits(number: int) -> bool:
    conv, kernel, bias = NETWORK[number], XNOR_NETWORK.kernels[number], XNOR_NETWORK.biases[number]
    return kernel.shape == (conv.channels_out, conv.channels_in, 3, 3) and bias.shape == (conv.channels_out,)


def _corner(i: int, j: int) -> Any:
    here, there = sp.Max(0, PIXELS[i, j]), sp.Max(0, PIXELS[4 - i, 4 - j])
    return 1 - sp.Max(0, here - there) - sp.Max(0, there - here)


def _other(i: int, j: int) -> Any:
    return 1 - diagonals_inside(i, j) * sp.Max(0, PIXELS[i, j])


def _factors() -> list[int]:
    return sorted({diagonals_inside(*cell) for cell in ELSEWHERE})


def _factors_read_off(output: np.ndarray) -> list[Any]:
    return sorted({1 - output[cell].subs(PIXELS[cell], 1) for cell in ELSEWHERE})


@derivation("5.4")
def all_images_are_right():
    r"""Every image of either code comes out right; with gates, the other 21 outputs are white as well."""
    plain, gated = XNOR_NETWORK, WHITE_NETWORK
    yield verify(
        "the corners are right, 16 random settings of the other pixels", ALL_CASES, lambda c: gets_right(plain, c)
    )
    yield verify("with gates too, no pixel above 1", ALL_CASES, lambda c: gets_right(gated, c, high=1))
    yield verify("with gates the other 21 outputs are 1", ALL_CASES, lambda c: keeps_the_rest_white(gated, c))
    by_definition = [[*case, *wanted(case)] for case in cases((0, 1))]
    yield result("outputs_on_all_cases", _outputs(), agrees=by_definition,
                 about="corners (0,0), (4,4), (0,4), (4,0) of image, then of output; 0 black, 1 white")  # fmt: skip
    values = {"same": 1, "different": 0}
    kinds = {"same": lambda row: row[0] == row[1], "different": lambda row: row[0] != row[1]}
    seen = {name: _only({row[4] for row in _outputs() if kind(row)}) for name, kind in kinds.items()}
    yield result("corner_values", values, agrees=seen, about="the output at a corner, by its two pixels")
    counts = {"one": 2**2, "both": 2**4, "others": SIZE**2 - len(CORNERS)}
    found = {"one": len({c[:2] for c in cases((0, 1))}), "both": len(set(cases((0, 1)))), "others": len(ELSEWHERE)}
    yield result("images", counts, agrees=found, about="images for one diagonal and for both, and the other pixels")
    yield result("gated_others", 1, agrees=the_rest(WHITE_NETWORK), about="with gates, the outputs that are no corners")


def _only(values: set[int]) -> int:
    (value,) = values
    return value


def _outputs() -> list[list[int]]:
    run = {case: nets.run(XNOR_NETWORK, images(case, 0, 1, 1, seed=0)) for case in cases((0, 1))}
    return [[*case, *map(int, corners(output)[0])] for case, output in run.items()]


# -- 5.4: residual connections --------------------------------------------------------------------------------------

PAIRS = list(combinations(range(5), 2))
KINDS = {  # by which weights must change, as a rule on the pair i < j
    "free": lambda i, j: i > 0 and j < 4,
    "absorbed": lambda i, j: (i, j) in ((0, 1), (3, 4)),
    "carried": lambda i, j: (i == 0 or j == 4) and j > i + 1,
}
NINE_BY_NINE = frozenset(product(range(2, 11), repeat=2))


@derivation("5.4")
def any_residual_connection_is_harmless():
    r"""For every pair of maps there are weights that give, with the residual connection, what it gives without."""
    runs = tuple(product(SKIPS, ALL_CASES))
    networks = {skip: with_skip(skip) for skip in SKIPS}
    kinds = {kind: [numbers(*pair) for pair in PAIRS if _kind(pair) == kind] for kind in KINDS}
    expected = {kind: [sp.Tuple(*pair) for pair in PAIRS if KINDS[kind](*pair)] for kind in KINDS}
    yield verify("each skip, added before or after the ReLU: all images are right", runs,
                 lambda case: gets_right(networks[case[0]], case[1], skip=case[0], count=4))  # fmt: skip
    yield verify("with each skip a pixel is seen by 9 x 9 outputs", SKIPS,
                 lambda skip: nets.seen_by(skip, (6, 6), 13) == NINE_BY_NINE)  # fmt: skip
    yield result("pairs", kinds, agrees=expected,
                 about="free: no weight changes; absorbed: one layer's; carried: a map in free channels")  # fmt: skip
    yield result("number_of_pairs", len(PAIRS), agrees=sp.binomial(5, 2), about="pairs of maps, the input among them")


def _kind(pair: tuple[int, int]) -> str:
    """By the number of layers whose weights differ from those of the network without a skip (added before the ReLU)."""
    network: Network = with_skip(Skip(*pair))
    changed = sum(not np.array_equal(*two) for two in zip(network.kernels, XNOR_NETWORK.kernels, strict=True))
    return tuple(KINDS)[min(changed, 2)]
