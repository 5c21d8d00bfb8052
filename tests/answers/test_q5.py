"""Second opinions on Question 5: loops, enumeration, linear programmes, perturbed pixels; no code of the answers.

The arrays of the networks are what is judged, so they come from the answer; what is done with them is written anew.
"""

from itertools import product

import numpy as np
import pytest
from scipy.optimize import linprog

from answers.corner_networks import AFFINE, SKIPS, WHITE, XNOR, build, run, with_skip
from answers.q5_receptive_fields import NETWORK
from answers.separable import most_right, not_refuted, with_small_weights

CORNERS = [(0, 0), (4, 4), (0, 4), (4, 0)]
CODES = [(0, 1), (-1, 1)]


def loops(kernels, biases, image, activate=True, skip=None):
    """The output of the network by plain loops over Python integers; skip is (from map, to map, after the ReLU)."""
    maps = [[image]]
    for number, (kernel, bias) in enumerate(zip(kernels, biases, strict=True), 1):
        side = range(len(image))
        below, layer = maps[-1], []
        for to in range(len(kernel)):
            grid = [[int(bias[to]) for _ in side] for _ in side]
            for source, row, col in np.argwhere(kernel[to]):
                weight = int(kernel[to][source][row][col])
                for i, j in product(side, side):
                    r, c = i + int(row) - 1, j + int(col) - 1
                    if r in side and c in side:
                        grid[i][j] += weight * below[source][r][c]
            layer.append(grid)
        rectify = activate and number < 4
        adds = skip and skip[1] == number
        if adds and not skip[2]:
            layer = added(layer, maps[skip[0]])
        if rectify:
            layer = [[[max(0, z) for z in row] for row in grid] for grid in layer]
        if adds and skip[2]:
            layer = added(layer, maps[skip[0]])
        maps.append(layer)
    return maps[-1][0]


def added(layer, source):
    out = []
    for channel, grid in enumerate(layer):
        sources = source if len(layer) == 1 else [source[0] if len(source) == 1 else source[channel]]
        out.append([[z + sum(s[i][j] for s in sources) for j, z in enumerate(row)] for i, row in enumerate(grid)])
    return out


def image_of(corners, rng, low=-5, high=5):
    image = rng.integers(low, high + 1, (5, 5)).tolist()
    for (i, j), value in zip(CORNERS, corners, strict=True):
        image[i][j] = value
    return image


def right(output, case, white=lambda z: z):
    seen = [white(output[i][j]) for i, j in CORNERS]
    return seen == [case[0] == case[1]] * 2 + [case[2] == case[3]] * 2


# ---- 5.1, 5.2, 5.3


def test_a_map_of_32_x_32_goes_through_four_loops_without_losing_a_row():
    size = 32
    for _ in range(4):
        padded = size + 2
        size = sum(1 for begin in range(padded) if begin + 3 <= padded)
    assert size == 32


def test_the_network_has_the_layers_of_the_statement():
    assert [(c.kernel, c.stride, c.padding) for c in NETWORK] == [(3, 1, 1)] * 4
    assert [(c.channels_in, c.channels_out) for c in NETWORK] == [(1, 16), (16, 16), (16, 16), (16, 1)]


@pytest.mark.parametrize("layers", [1, 2, 3])
def test_x_and_a_stack_of_equal_layers_can_be_added_exactly_if_2p_is_k_less_1(layers):
    for n, k, p in product(range(5, 9), range(1, 6), range(4)):
        size = n
        for _ in range(layers):
            size = len(np.convolve(np.ones(size + 2 * p), np.ones(k), "valid")) if k <= size + 2 * p else 0
        assert (size == n) == (2 * p == k - 1)


@pytest.mark.slow
@pytest.mark.parametrize(("depth", "side"), [(0, 1), (1, 3), (2, 5), (3, 7), (4, 9)])
def test_a_feature_changes_with_exactly_the_pixels_of_its_field(depth, side):
    rng = np.random.default_rng(0)
    kernels = [rng.uniform(0.5, 1, (3, 3)) for _ in range(depth)]

    def feature(image):
        for kernel in kernels:
            padded = np.pad(image, 1)
            image = np.array([[(padded[i : i + 3, j : j + 3] * kernel).sum() for j in range(11)] for i in range(11)])
        return image[5, 5]

    image = rng.normal(size=(11, 11))
    before, seen = feature(image), set()
    for i, j in product(range(11), range(11)):
        perturbed = image.copy()
        perturbed[i, j] += 1
        if feature(perturbed) != before:
            seen.add((i, j))
    reach = range(5 - side // 2, 6 + side // 2)
    assert seen == set(product(reach, reach))


# ---- 5.4: affine maps


def test_the_opposite_corner_is_four_steps_away_and_one_path_leads_there():
    def walks(steps, at):
        if not steps:
            return int(at == (4, 4))
        moves = product((-1, 0, 1), repeat=2)
        nexts = [(at[0] + i, at[1] + j) for i, j in moves]
        return sum(walks(steps - 1, to) for to in nexts if min(to) >= 0 and max(to) <= 4)

    assert [walks(steps, (0, 0)) for steps in (1, 2, 3, 4)] == [0, 0, 0, 1]


def separable(whites):
    """Whether some affine map is >= 1 on these points of {0, 1}^4 and <= -1 on the others, by a linear programme."""
    points = list(product((0, 1), repeat=4))
    rows = [[-z for z in (1, *q)] if q in whites else [1, *q] for q in points]
    return linprog([0] * 5, A_ub=rows, b_ub=[-1] * 16, bounds=[(None, None)] * 5).status == 0


def test_linear_programmes_agree_with_the_list_of_separable_functions():
    listed = with_small_weights()
    assert listed == not_refuted()
    points = list(product((0, 1), repeat=4))
    rng = np.random.default_rng(4)
    near = [f ^ (1 << int(bit)) for f, bit in zip(sorted(listed)[::60], rng.integers(0, 16, 60), strict=False)]
    for f in [*sorted(listed)[::60], *near, *map(int, rng.integers(0, 1 << 16, 40))]:
        assert separable({q for i, q in enumerate(points) if f >> i & 1}) == (f in listed)


@pytest.mark.slow
def test_no_linear_programme_gets_all_four_cases_of_one_diagonal_and_three_are_possible():
    cases = list(product((0, 1), repeat=2))
    best = 0
    for whites in product((0, 1), repeat=4):
        rows = [[-1, -p, -q] if white else [1, p, q] for (p, q), white in zip(cases, whites, strict=True)]
        if linprog([0] * 3, A_ub=rows, b_ub=[-1] * 4, bounds=[(None, None)] * 3).status == 0:
            best = max(best, sum(bool(white) == (p == q) for (p, q), white in zip(cases, whites, strict=True)))
    assert best == 3
    assert most_right(with_small_weights())[0] * 4 == best


def test_the_two_best_affine_maps_together_get_nine_images_right():
    points = list(product((0, 1), repeat=4))
    table = np.array([[f >> i & 1 for i in range(16)] for f in sorted(with_small_weights())], dtype=bool)
    first = table == np.array([q[0] == q[1] for q in points])
    second = table == np.array([q[2] == q[3] for q in points])
    assert first.sum(axis=1).max() == 12
    assert (first.astype(np.float32) @ second.astype(np.float32).T).max() == 9


@pytest.mark.parametrize("code", CODES)
def test_the_affine_network_in_loops_gets_the_nine_images_right_that_it_claims(code):
    net, rng = build(AFFINE), np.random.default_rng(1)
    good = 0
    for case in product(code, repeat=4):
        output = loops(net.kernels, net.biases, image_of(case, rng), activate=False)
        assert output[0][0] == output[4][4] == case[0] + case[1]
        good += right(output, case, white=lambda z: z > 1)
    assert good == 9


@pytest.mark.slow
@pytest.mark.parametrize("skip", [None, *((s.start, s.end, s.after) for s in SKIPS)])
def test_any_convolutions_without_activation_tie_the_four_cases_with_and_without_a_skip(skip):
    rng = np.random.default_rng(2)
    shapes = [(16, 1), (16, 16), (16, 16), (1, 16)]
    kernels = [rng.integers(-2, 3, (*shape, 3, 3)) * (rng.random((*shape, 3, 3)) < 0.05) for shape in shapes]
    biases = [rng.integers(-3, 4, to) for to, _ in shapes]
    image = image_of((0, 0, 0, 0), rng)
    f = {}
    for p, q in product((0, 1), repeat=2):
        image[0][0], image[4][4] = p, q
        f[p, q] = loops(kernels, biases, image, activate=False, skip=skip)
    for i, j in product(range(5), repeat=2):
        assert f[0, 0][i][j] + f[1, 1][i][j] == f[0, 1][i][j] + f[1, 0][i][j]


def test_least_squares_in_floating_point_is_one_half_everywhere():
    for code in CODES:
        cases = np.array(list(product(code, repeat=4)), dtype=float)
        design = np.column_stack([np.ones(16), cases])
        for goal in (cases[:, 0] == cases[:, 1], cases[:, 2] == cases[:, 3]):
            assert design @ np.linalg.lstsq(design, goal.astype(float), rcond=None)[0] == pytest.approx(
                np.full(16, 0.5)
            )


# ---- 5.4: the networks with ReLUs


def test_a_residual_connection_joins_any_two_maps_before_or_after_the_relu():
    assert len(SKIPS) == 20
    assert {(s.start, s.end, s.after) for s in SKIPS} == {
        (i, j, after) for i in range(5) for j in range(5) for after in (False, True) if i < j
    }


def test_the_arrays_are_integers_of_the_shapes_of_the_statement():
    for net in (build(XNOR), build(WHITE), build(AFFINE), *map(with_skip, SKIPS)):
        assert [k.shape for k in net.kernels] == [(16, 1, 3, 3), (16, 16, 3, 3), (16, 16, 3, 3), (1, 16, 3, 3)]
        assert [b.shape for b in net.biases] == [(16,), (16,), (16,), (1,)]
        assert all(np.issubdtype(array.dtype, np.integer) for array in (*net.kernels, *net.biases))


@pytest.mark.parametrize("code", CODES)
def test_loops_get_all_sixteen_images_right_whatever_the_other_pixels(code):
    net, rng = build(XNOR), np.random.default_rng(3)
    for case in product(code, repeat=4):
        for _ in range(3):
            assert right(loops(net.kernels, net.biases, image_of(case, rng)), case)


def test_a_corner_is_one_less_the_difference_of_the_two_rectified_pixels():
    net, rng = build(XNOR), np.random.default_rng(4)
    for _ in range(30):
        image = rng.integers(-9, 10, (5, 5)).tolist()
        output = loops(net.kernels, net.biases, image)
        for (i, j), (r, c) in ((CORNERS[0], CORNERS[1]), (CORNERS[1], CORNERS[0]), (CORNERS[2], CORNERS[3])):
            assert output[i][j] == 1 - abs(max(0, image[i][j]) - max(0, image[r][c]))


def test_the_other_outputs_are_one_less_a_multiple_of_their_rectified_pixel():
    net, image = build(XNOR), np.random.default_rng(5).integers(-9, 10, (5, 5)).tolist()
    times = [[0, 1, 2, 1, 0], [1, 1, 2, 1, 1], [2, 2, 4, 2, 2], [1, 1, 2, 1, 1], [0, 1, 2, 1, 0]]
    output = loops(net.kernels, net.biases, image)
    for i, j in product(range(5), repeat=2):
        if times[i][j]:
            assert output[i][j] == 1 - times[i][j] * max(0, image[i][j])


@pytest.mark.parametrize("code", CODES)
def test_with_gates_the_corners_are_right_and_all_other_outputs_white(code):
    net, rng = build(WHITE), np.random.default_rng(6)
    for case in product(code, repeat=4):
        output = loops(net.kernels, net.biases, image_of(case, rng, high=1))
        assert right(output, case)
        assert all(output[i][j] == 1 for i, j in product(range(5), repeat=2) if (i, j) not in CORNERS)


@pytest.mark.slow
@pytest.mark.parametrize("skip", SKIPS, ids=lambda s: f"{s.start} to {s.end}, {'after' if s.after else 'before'}")
def test_with_a_residual_connection_loops_still_get_all_images_right(skip):
    net, rng = with_skip(skip), np.random.default_rng(7)
    for code in CODES:
        for case in product(code, repeat=4):
            output = loops(net.kernels, net.biases, image_of(case, rng), skip=(skip.start, skip.end, skip.after))
            assert right(output, case)


@pytest.mark.parametrize("skip", [None, *SKIPS])
def test_arrays_and_loops_compute_the_same_outputs(skip):
    net = build(XNOR)
    for seed in range(3):
        image = np.random.default_rng(seed).integers(-9, 10, (5, 5))
        by_loops = loops(net.kernels, net.biases, image.tolist(), skip=skip and (skip.start, skip.end, skip.after))
        assert run(net, image, skip).tolist() == by_loops


@pytest.mark.parametrize("pair", [(0, 1), (0, 2), (0, 3), (0, 4), (1, 4), (2, 4), (3, 4)])
def test_without_new_weights_a_skip_from_the_input_or_to_the_output_spoils_some_image(pair):
    net, rng = build(XNOR), np.random.default_rng(8)
    cases = list(product((-1, 1), repeat=4))
    outputs = [loops(net.kernels, net.biases, image_of(case, rng), skip=(*pair, False)) for case in cases]
    assert not all(right(output, case) for output, case in zip(outputs, cases, strict=True))
