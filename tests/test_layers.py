"""The layer specification against loops over lists, perturbed pixels and counted windows: no code is shared."""

import random
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sympy import Matrix, Symbol, expand, floor, symbols

from answers.q4_convolutions import CONVOLUTION, TRANSPOSED, W2, W3, X2, X3
from answers.q5_receptive_fields import NETWORK
from workings.errors import Mistake
from workings.layers import (
    Conv,
    Dense,
    GlobalPool,
    Layer,
    Parameters,
    Pointwise,
    Pool,
    TransposedConv,
    apply,
    footprints,
    grid,
    index_set,
    jumps,
    matrix,
    parameters,
    receptive_fields,
    row_major,
    size_after,
    sizes,
    smallest_input,
    taps,
)

# ---- the second opinion: loops over lists


def slide(image, kernel, s, p):
    """Cross-correlation: write the padded image out, then put the kernel wherever it lies wholly inside."""
    n, k = len(image), len(kernel)
    wide = n + 2 * p
    padded = [[0] * wide for _ in range(wide)]
    for r in range(n):
        for c in range(n):
            padded[r + p][c + p] = image[r][c]
    out = []
    for top in range(0, wide - k + 1, s):
        line = []
        for left in range(0, wide - k + 1, s):
            total = 0
            for a in range(k):
                for b in range(k):
                    total += kernel[a][b] * padded[top + a][left + b]
            line.append(total)
        out.append(line)
    return out


def stamp(image, kernel, s, p):
    """Transposed convolution: add a multiple of the kernel for each pixel, then cut the border off."""
    n, k = len(image), len(kernel)
    wide = s * (n - 1) + k
    whole = [[0] * wide for _ in range(wide)]
    for r in range(n):
        for c in range(n):
            for a in range(k):
                for b in range(k):
                    whole[s * r + a][s * c + b] += kernel[a][b] * image[r][c]
    return [line[p : wide - p] for line in whole[p : wide - p]]


def integers(rng, n):
    return [[rng.randint(-9, 9) for _ in range(n)] for _ in range(n)]


def flat(image):
    return [value for line in image for value in line]


WINDOWS = [(k, s, p) for k in range(1, 5) for s in range(1, 4) for p in range(3)]
SIZES = range(1, 6)


def fitting(n):
    """The windows that lie somewhere on the padded image of this size."""
    return [(k, s, p) for k, s, p in WINDOWS if k <= n + 2 * p]


def stamping(n):
    """The windows that leave something of a transposed convolution once the padding is cut off."""
    return [(k, s, p) for k, s, p in WINDOWS if s * (n - 1) + k - 2 * p >= 1]


# ---- values and matrices


@pytest.mark.slow
@pytest.mark.parametrize("n", SIZES)
def test_the_matrix_of_a_convolution_does_what_loops_do(n):
    for k, s, p in fitting(n):
        rng = random.Random(f"{n} {k} {s} {p}")
        image, kernel = integers(rng, n), integers(rng, k)
        expected = slide(image, kernel, s, p)
        layer = Conv(k, stride=s, padding=p)
        assert list(matrix(layer, Matrix(kernel), n) * Matrix(flat(image))) == flat(expected)
        assert apply(layer, np.array(image), np.array(kernel)).tolist() == expected
        assert apply(layer, Matrix(image), Matrix(kernel)) == Matrix(expected)


@pytest.mark.slow
@pytest.mark.parametrize("n", SIZES)
def test_the_matrix_of_a_transposed_convolution_does_what_loops_do(n):
    for k, s, p in stamping(n):
        rng = random.Random(f"{n} {k} {s} {p} transposed")
        image, kernel = integers(rng, n), integers(rng, k)
        expected = stamp(image, kernel, s, p)
        layer = TransposedConv(k, stride=s, padding=p)
        assert list(matrix(layer, Matrix(kernel), n) * Matrix(flat(image))) == flat(expected)
        assert apply(layer, np.array(image), np.array(kernel)).tolist() == expected
        assert apply(layer, Matrix(image), Matrix(kernel)) == Matrix(expected)


@pytest.mark.parametrize(
    ("layer", "loops"),
    [
        (Conv(3, stride=2, padding=1, channels_in=2, channels_out=3), slide),
        (TransposedConv(2, stride=2, channels_in=2, channels_out=3), stamp),
    ],
)
def test_channels_are_summed_over_and_leading_axes_are_a_batch(layer, loops):
    rng = random.Random(4)
    images = [[integers(rng, 5) for _ in range(2)] for _ in range(3)]
    kernels = [[integers(rng, layer.kernel) for _ in range(2)] for _ in range(3)]
    found = apply(layer, np.array(images, dtype=object), np.array(kernels, dtype=object))
    for image, output in zip(images, found, strict=True):
        for kernel, plane in zip(kernels, output, strict=True):
            parts = [np.array(loops(x, w, layer.stride, layer.padding)) for x, w in zip(image, kernel, strict=True)]
            assert plane.tolist() == sum(parts).tolist()


def test_the_convolution_of_4_3_in_eighteen_symbols():
    expected = slide(X3.tolist(), W3.tolist(), 2, 1)
    found = matrix(CONVOLUTION, W3, 3) * row_major(X3)
    assert [expand(a - b) for a, b in zip(found, flat(expected), strict=True)] == [0] * 4
    assert apply(CONVOLUTION, X3, W3) == Matrix(expected)


def test_the_transposed_convolution_of_4_4_in_eight_symbols():
    expected = stamp(X2.tolist(), W2.tolist(), 2, 0)
    found = matrix(TRANSPOSED, W2, 2) * row_major(X2)
    assert list(found) == flat(expected)
    assert apply(TRANSPOSED, X2, W2) == Matrix(expected)


small = st.integers(-50, 50)


@st.composite
def windows(draw):
    """A fit (n, k, s, p) in which no row of the padded image is left over, so that both directions have these sizes."""
    k, s, m = draw(st.integers(1, 4)), draw(st.integers(1, 3)), draw(st.integers(1, 4))
    p = draw(st.integers(0, 2))
    n = s * (m - 1) + k - 2 * p
    assume(n >= 1)
    return n, m, k, s, p


def squares(n):
    return st.lists(small, min_size=n * n, max_size=n * n).map(lambda v: np.array(v, dtype=object).reshape(n, n))


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_transposed_convolution_is_the_adjoint_of_the_convolution(data):
    n, m, k, s, p = data.draw(windows())
    x, y, w = data.draw(squares(n)), data.draw(squares(m)), data.draw(squares(k))
    down, up = Conv(k, stride=s, padding=p), TransposedConv(k, stride=s, padding=p)
    assert (apply(down, x, w) * y).sum() == (x * apply(up, y, w)).sum()
    assert matrix(up, w, m) == matrix(down, w, n).T


@settings(max_examples=40, deadline=None)
@given(st.data(), st.sampled_from([Conv, TransposedConv]))
def test_the_output_is_linear_in_the_image_and_in_the_kernel(data, kind):
    n, _, k, s, p = data.draw(windows())
    layer = kind(k, stride=s, padding=0 if kind is TransposedConv else p)
    x, z, v, w = data.draw(squares(n)), data.draw(squares(n)), data.draw(squares(k)), data.draw(squares(k))
    t = data.draw(small)
    assert (apply(layer, x + t * z, w) == apply(layer, x, w) + t * apply(layer, z, w)).all()
    assert (apply(layer, x, v + t * w) == apply(layer, x, v) + t * apply(layer, x, w)).all()


def test_fractions_stay_exact():
    half = np.array([[Fraction(1, 3)]], dtype=object)
    assert apply(Conv(1), half, half)[0, 0] == Fraction(1, 9)


def test_row_major_reads_the_first_row_first():
    assert [entry.name for entry in row_major(grid("x", 2, 3))] == [
        "x_{0,0}",
        "x_{0,1}",
        "x_{0,2}",
        "x_{1,0}",
        "x_{1,1}",
        "x_{1,2}",
    ]


# ---- sizes


@pytest.mark.parametrize("n", SIZES)
def test_the_floor_formula_counts_the_windows(n):
    for k, s, p in fitting(n):
        starts = [start for start in range(-p, n + p) if (start + p) % s == 0 and start + k <= n + p]
        assert size_after(Conv(k, stride=s, padding=p), n) == len(starts)


@pytest.mark.parametrize("n", SIZES)
def test_a_transposed_convolution_has_the_size_that_its_stamps_reach(n):
    for k, s, p in stamping(n):
        assert size_after(TransposedConv(k, stride=s, padding=p), n) == len(stamp([[1] * n] * n, [[1] * k] * k, s, p))


def test_sizes_of_symbols_are_the_floor_formula():
    n, k = symbols("n k", integer=True, positive=True)
    s, p = symbols("s p", integer=True, positive=True)
    assert size_after(Conv(k, stride=s, padding=p), n) == floor((n + 2 * p - k) / s) + 1
    assert size_after(Conv(k, padding=(k - 1) / 2), n) == n
    assert sizes([Conv(3), Pointwise(), Conv(3), Pool(2, stride=2), Conv(3)], n)[-1] == floor(n / 2) - 4


def test_the_sizes_of_4_1():
    layers = [Conv(3), Pointwise(), Conv(3), Pool(2, stride=2), Conv(3), Pointwise()]
    assert sizes(layers, 32) == [32, 30, 30, 28, 14, 12, 12]
    assert [str(layer) for layer in layers] == ["Conv-3x3", "ReLU", "Conv-3x3", "MaxPool-2x2", "Conv-3x3", "ReLU"]


@pytest.mark.parametrize(
    "layers",
    [
        [Conv(5), Pointwise(), Conv(5), Pointwise(), GlobalPool(), Dense(8, 128), Dense(128, 1)],
        [Conv(3), Pool(2, stride=2), Conv(3)],
        [Conv(4, stride=3, padding=1), Conv(2, stride=2)],
        [Conv(1, padding=2), Conv(3)],
        [TransposedConv(2, stride=2), Conv(5)],
        [TransposedConv(2, stride=3, padding=2), Conv(2)],
    ],
)
def test_the_smallest_input_is_the_first_size_that_is_not_refused(layers):
    def fits(n):
        try:
            return bool(sizes(layers, n))
        except Mistake:
            return False

    assert smallest_input(layers) == next(n for n in range(1, 100) if fits(n))


def test_the_network_of_question_5_keeps_the_size():
    assert sizes(NETWORK, 32) == [32] * 5


# ---- receptive fields


def perturbed(layers, n, seed):
    """Output pixel -> the input pixels whose change moves it, in a network of loops with positive weights."""
    rng = random.Random(seed)
    kernels = [[[rng.randint(1, 9) for _ in range(k)] for _ in range(k)] for k, _, _ in layers]
    image = [[rng.randint(0, 9) for _ in range(n)] for _ in range(n)]

    def network(pixels):
        for kernel, (_, s, p) in zip(kernels, layers, strict=True):
            pixels = [[max(0, value) for value in line] for line in slide(pixels, kernel, s, p)]
        return pixels

    before, seen = network(image), {}
    for r in range(n):
        for c in range(n):
            changed = [line[:] for line in image]
            changed[r][c] += 1
            for i, line in enumerate(network(changed)):
                for j, value in enumerate(line):
                    if value != before[i][j]:
                        seen.setdefault((i, j), set()).add((r, c))
    return seen


NETWORKS = [
    ([(3, 1, 1)] * 4, 11),
    ([(3, 1, 0), (3, 1, 0)], 8),
    ([(3, 1, 1), (2, 2, 0), (3, 1, 1)], 12),
    ([(2, 2, 0), (3, 2, 1), (2, 1, 0)], 18),
    ([(5, 1, 2), (1, 1, 0)], 7),
]


@pytest.mark.parametrize(("windows_", "n"), NETWORKS)
def test_footprints_are_the_pixels_whose_change_is_seen(windows_, n):
    layers = [Conv(k, stride=s, padding=p) for k, s, p in windows_]
    seen = perturbed(windows_, n, seed=7)
    m = sizes(layers, n)[-1]
    assert {(i, j) for i in range(m) for j in range(m)} == set(seen)
    for cell, pixels in seen.items():
        assert footprints(layers, cell, n)[0] == pixels


@pytest.mark.parametrize(("windows_", "n"), NETWORKS)
def test_the_receptive_field_is_as_wide_as_the_widest_footprint(windows_, n):
    layers = [Conv(k, stride=s, padding=p) for k, s, p in windows_]
    rows = [[r for r, _ in pixels] for pixels in perturbed(windows_, n, seed=3).values()]
    assert receptive_fields(layers)[-1] == max(max(seen) - min(seen) + 1 for seen in rows)


@pytest.mark.parametrize(("windows_", "n"), NETWORKS)
def test_neighbours_of_the_last_map_see_the_input_one_jump_apart(windows_, n):
    layers = [Conv(k, stride=s, padding=p) for k, s, p in windows_]
    seen = perturbed(windows_, n, seed=5)
    steps = {min(r for r, _ in seen[i + 1, j]) - min(r for r, _ in seen[i, j]) for i, j in seen if (i + 1, j) in seen}
    assert jumps(layers)[-1] in steps and max(steps) == jumps(layers)[-1]


def test_the_receptive_fields_of_5_3():
    assert receptive_fields(NETWORK) == [1, 3, 5, 7, 9]
    assert len(footprints(NETWORK, (5, 5), 11)[0]) == 81


def test_the_recursion_holds_for_symbols():
    k, s = Symbol("k", integer=True, positive=True), Symbol("s", integer=True, positive=True)
    assert receptive_fields([Conv(3, stride=s), Conv(k)])[-1] == 3 + (k - 1) * s


# ---- index sets


@pytest.mark.parametrize(("n", "k", "s", "p"), [(3, 3, 2, 1), (5, 2, 3, 0), (4, 4, 1, 2)])
def test_an_index_set_holds_the_window_with_its_padding(n, k, s, p):
    padded = [(r - p, c - p) for r in range(n + 2 * p) for c in range(n + 2 * p)]
    layer = Conv(k, stride=s, padding=p)
    for i in range(size_after(layer, n)):
        for j in range(size_after(layer, n)):
            window = {(r, c) for r, c in padded if i * s <= r + p < i * s + k and j * s <= c + p < j * s + k}
            assert index_set(layer, (i, j), n) == window


@pytest.mark.parametrize(("n", "k", "s", "p"), [(2, 2, 2, 0), (3, 3, 1, 1), (3, 2, 3, 0), (2, 4, 3, 2), (4, 3, 2, 1)])
def test_taps_pair_each_kernel_cell_with_the_pixel_that_it_multiplies(n, k, s, p):
    met = {}
    for r in range(n):
        for c in range(n):
            for a in range(k):
                for b in range(k):
                    met.setdefault((s * r + a - p, s * c + b - p), {})[a, b] = (r, c)
    layer = TransposedConv(k, stride=s, padding=p)
    m = size_after(layer, n)
    for i in range(m):
        for j in range(m):
            assert taps(layer, (i, j), n) == met.get((i, j), {})


# ---- parameters


def test_weights_and_biases_are_counted_apart():
    assert [parameters(layer) for layer in NETWORK] == [
        Parameters(9 * 16, 16),
        Parameters(9 * 256, 16),
        Parameters(9 * 256, 16),
        Parameters(9 * 16, 1),
    ]
    assert [parameters(layer).total for layer in (Dense(32, 512), Dense(512, 512), Dense(512, 10))] == [
        32 * 512 + 512,
        512 * 512 + 512,
        512 * 10 + 10,
    ]
    assert parameters(Pool(2, stride=2)) == parameters(Pointwise()) == parameters(GlobalPool()) == Parameters(0, 0)


def test_the_parameters_of_a_convolution_do_not_depend_on_the_image():
    kernels = np.ones((4, 3, 5, 5), dtype=int)
    assert parameters(Conv(5, channels_in=3, channels_out=4)).weights == kernels.size
    assert parameters(TransposedConv(5, channels_in=3, channels_out=4)).weights == kernels.size


# ---- refusals


def refusal(action):
    with pytest.raises(Mistake) as caught:
        action()
    text = str(caught.value)
    assert all(len(line) <= 80 for line in text.splitlines())
    return text


def test_a_kernel_larger_than_the_padded_image_is_refused():
    assert refusal(lambda: size_after(Conv(5, padding=1), 2)) == (
        "Conv-5x5 does not fit: the kernel is larger than the padded map\n"
        "  kernel      5 x 5\n"
        "  padded map  4 x 4  (2 x 2, padding 1 on each side)\n"
        "Use a map of 3 x 3 or more, or a padding of 2 or more."
    )


def test_a_refused_size_names_the_layer():
    text = refusal(lambda: sizes([Conv(3), Pool(2, stride=2), Conv(3)], 5))
    assert text.startswith("layer 3 of 3: Conv-3x3 does not fit")


def test_a_fully_connected_layer_refuses_a_map_of_another_size():
    assert refusal(lambda: sizes([Conv(5), Dense(8, 128)], 9)) == (
        "layer 2 of 2: FC-128 reads 8 numbers, not channels of 5 x 5 pixels\n"
        "Put a GlobalPool before it, so that it reads one number a channel."
    )


def test_a_padding_that_cuts_everything_away_is_refused_with_the_largest_that_does_not():
    layer = TransposedConv(2, stride=1, padding=3)
    assert refusal(lambda: size_after(layer, 3)) == (
        "TransposedConv-2x2: a padding of 3 cuts the whole output away\nUse a padding of 1 or less."
    )
    assert size_after(TransposedConv(2, padding=1), 3) >= 1
    assert refusal(lambda: size_after(TransposedConv(2, padding=2), 3))


def test_an_output_cell_that_does_not_exist_is_refused():
    assert refusal(lambda: index_set(CONVOLUTION, (2, 0), 3)) == (
        "Conv-3x3 on a map of 3 x 3 has no output cell (2, 0)\nIts output is 2 x 2: cells go from (0, 0) to (1, 1)."
    )


def test_an_image_or_a_kernel_of_another_shape_is_refused():
    assert refusal(lambda: apply(CONVOLUTION, X3, W2)) == (
        "Conv-3x3: an image of 3 x 3 and a kernel of 2 x 2 do not fit it\nUse a square image and a kernel of 3 x 3."
    )


def test_the_receptive_field_of_what_is_not_a_window_is_refused():
    assert refusal(lambda: receptive_fields([Conv(3), GlobalPool()])) == (
        "Global Avg. Pool has no window that moves over its input\n"
        "Use footprints(layers, cell, n), which follows single pixels."
    )
    assert refusal(lambda: receptive_fields([TransposedConv(2, stride=2)]))


@pytest.mark.parametrize("wrong", [{"kernel": 0}, {"kernel": 3, "stride": 0}, {"kernel": 3, "padding": -1}])
def test_a_window_that_means_nothing_is_refused(wrong):
    assert "means nothing" in refusal(lambda: Layer(**wrong))
