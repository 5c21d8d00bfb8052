"""Second opinions on Question 4: the networks are run, the matrices multiply random integers, SciPy is the oracle."""

import random

import numpy as np
import pytest
import sympy as sp
from scipy.signal import convolve2d, correlate2d

from workings.derive import derive
from workings.question import Files, load
from workings.written import value_of

W = np.array([[2, -3, 5], [7, 11, -13], [17, 19, 23]])  # nine values, no two alike in size


@pytest.fixture(scope="module")
def derivations():
    _, declared = load(Files("q4_convolutions"))
    return [derive(d, "answers/q4_convolutions.py") for d in declared]


@pytest.fixture(scope="module")
def results(derivations):
    return {result.name: value_of(result.value) for d in derivations for result in d.results}


def test_every_line_and_every_result_is_identical_or_proved(derivations):
    weak = [
        (d.name, thing.evidence.kind)
        for d in derivations
        for thing in (*d.lines, *d.results)
        if thing.evidence and thing.evidence.kind not in ("identical", "proved")
    ]
    assert weak == []


# ---- 4.1: the network is run


def through_the_first_network(n):
    """The heights of all maps when an image of n x n noise passes through the network of 4.1."""
    noise = np.random.default_rng(n)
    image = noise.normal(size=(n, n))
    shapes = [image.shape[0]]
    for layer in ("conv", "relu", "conv", "pool", "conv", "relu"):
        if layer == "conv":
            image = correlate2d(image, noise.normal(size=(3, 3)), mode="valid")
        elif layer == "relu":
            image = np.maximum(image, 0)
        else:
            corners = range(0, image.shape[0] - 1, 2)
            image = np.array([[image[r : r + 2, c : c + 2].max() for c in corners] for r in corners])
        shapes.append(image.shape[0])
    return shapes


def test_noise_takes_the_sizes_of_the_table_on_its_way(results):
    shapes = through_the_first_network(32)
    assert results["first_sizes"] == shapes
    assert [row[4] for row in results["first_table"]] == shapes
    assert results["first_output"] == shapes[-1]


@pytest.mark.parametrize("n", [10, 11, 12, 13, 31, 33, 64])
def test_images_of_other_sizes_take_the_sizes_of_the_last_column(results, n):
    (letter,) = results["first_output_for_any_image"].free_symbols
    shapes = through_the_first_network(n)
    assert [sp.sympify(row[5]).subs(letter, n) for row in results["first_table"]] == shapes
    assert results["first_output_for_any_image"].subs(letter, n) == shapes[-1]


def test_ten_pixels_leave_one_and_nine_leave_none(results):
    assert results["first_smallest_image"] == 10
    assert through_the_first_network(10)[-1] == 1
    assert through_the_first_network(9)[4] == 2  # less than the last kernel


def test_the_formula_is_the_number_of_places_where_a_kernel_was_put(results):
    n, k, s, p = (letters(results["size_formula"])[name] for name in "nksp")
    for size in range(1, 9):
        for kernel in range(1, 5):
            for stride in (1, 2, 3):
                for padding in (0, 1):
                    if kernel <= size + 2 * padding:
                        wide = np.pad(np.ones((1, size)), [(0, 0), (padding, padding)])
                        places = correlate2d(wide, np.ones((1, kernel)), mode="valid")[0, ::stride]
                        at = {n: size, k: kernel, s: stride, p: padding}
                        assert results["size_formula"].subs(at) == len(places)


def letters(expression):
    return {symbol.name: symbol for symbol in expression.free_symbols}


# ---- 4.2: the network is run on images of several sizes, with the same weights


class Second:
    """The network of 4.2 in float64."""

    def __init__(self, channels, pool=True):
        noise = np.random.default_rng(7)
        zero, one, two = channels
        shapes = [(one, zero, 5, 5), (one,), (two, one, 5, 5), (two,), (128, two), (128,), (1, 128), (1,)]
        self.weights = [noise.normal(size=shape) for shape in shapes]
        self.pool = pool

    def __call__(self, image):
        first, b_1, second, b_2, dense, b_3, last, b_4 = self.weights
        maps = np.maximum(self.convolved(np.maximum(self.convolved(image, first, b_1), 0), second, b_2), 0)
        features = maps.mean(axis=(1, 2)) if self.pool else maps.ravel()
        return last @ (dense @ features + b_3) + b_4

    @staticmethod
    def convolved(image, kernels, biases):
        """Every kernel over every channel, summed over the channels; a map that is too small is an error."""
        if min(image.shape[1:]) < 5:
            raise ValueError("the kernel does not fit")
        return np.array(
            [
                sum(correlate2d(image[c], kernel[c], mode="valid") for c in range(len(image))) + bias
                for kernel, bias in zip(kernels, biases, strict=True)
            ]
        )

    @property
    def count(self):
        return sum(weight.size for weight in self.weights)


@pytest.mark.parametrize("height, width", [(9, 9), (10, 10), (16, 16), (9, 21), (15, 12)])
def test_one_set_of_weights_reads_images_of_every_size_from_nine_on(results, height, width):
    assert results["second_smallest_image"] == 9
    image = np.random.default_rng(1).normal(size=(3, height, width))
    assert Second((3, 2, 4))(image).shape == (1,)


def test_eight_pixels_leave_the_global_pool_nothing():
    image = np.ones((3, 8, 8))
    with pytest.raises(ValueError, match="the kernel does not fit"):
        Second((3, 2, 4))(image)


def test_without_the_pool_the_same_weights_read_one_size_only():
    network = Second((3, 2, 4), pool=False)
    network(np.ones((3, 9, 9)))
    with pytest.raises(ValueError, match="mismatch"):
        network(np.ones((3, 10, 10)))


@pytest.mark.parametrize("channels", [(1, 1, 1), (3, 2, 4), (3, 16, 32)])
def test_the_network_has_as_many_parameters_as_the_page_says(results, channels):
    at = dict(zip(("c_0", "c_1", "c_2"), channels, strict=True))
    total = results["second_parameters"]
    assert total.subs({symbol: at[name] for name, symbol in letters(total).items()}) == Second(channels).count
    rows = [
        sp.sympify(row[-1]).subs({sp.Symbol(k, integer=True, positive=True): v for k, v in at.items()})
        for row in results["second_table"][1:]
    ]
    assert sum(rows) == Second(channels).count


@pytest.mark.parametrize("n", [1, 2, 9, 32])
def test_a_dense_layer_needs_a_larger_matrix_for_a_larger_image(results, n):
    m, c_0 = 5, 3
    matrices = [np.zeros((m, c_0 * size * size)) for size in (n, n + 1)]
    at = {"m": m, "c_0": c_0, "n": n}
    weights, growth = (
        [results[name].subs({s: at[key] for key, s in letters(results[name]).items()})]
        for name in ("dense_weights", "dense_growth")
    )
    assert weights == [matrices[0].size]
    assert growth == [matrices[1].size - matrices[0].size]
    with pytest.raises(ValueError, match="mismatch"):
        matrices[0] @ np.ones(c_0 * (n + 1) ** 2)


def test_without_the_pool_fc_128_would_read_every_pixel(results):
    weights = results["flattened_weights"]
    at = {"c_2": 4, "n": 12}
    assert weights.subs({s: at[name] for name, s in letters(weights).items()}) == 128 * np.zeros((4, 4, 4)).size


# ---- 4.3: A against loops and SciPy


def filled(matrix, kernel):
    """The matrix of a page with numbers for its weights."""
    numbers = {sp.Symbol(f"w_{{{a},{b}}}", real=True): int(kernel[a, b]) for a, b in np.ndindex(kernel.shape)}
    return np.array(matrix.subs(numbers).tolist(), dtype=int)


def slid(image, kernel):
    """4.3 by loops: the kernel, not flipped, in steps of 2 over the image with a border of one 0."""
    output = np.zeros((2, 2), dtype=int)
    for i in range(2):
        for j in range(2):
            for a in range(3):
                for b in range(3):
                    r, c = 2 * i + a - 1, 2 * j + b - 1
                    if 0 <= r < 3 and 0 <= c < 3:
                        output[i, j] += kernel[a, b] * image[r, c]
    return output


@pytest.fixture(params=range(5))
def integers(request):
    return np.random.default_rng(request.param)


def test_a_times_the_image_is_what_loops_give(results, integers):
    image, kernel = integers.integers(-99, 99, (3, 3)), integers.integers(-99, 99, (3, 3))
    product = filled(results["convolution_matrix"], kernel) @ image.ravel()
    assert (product == slid(image, kernel).ravel()).all()
    assert (product == correlate2d(np.pad(image, 1), kernel, mode="valid")[::2, ::2].ravel()).all()


def test_the_kernel_is_not_flipped(results, integers):
    image = integers.integers(1, 99, (3, 3))
    product = filled(results["convolution_matrix"], W) @ image.ravel()
    assert (product != convolve2d(np.pad(image, 1), W, mode="valid")[::2, ::2].ravel()).any()
    assert (product == convolve2d(np.pad(image, 1), W[::-1, ::-1], mode="valid")[::2, ::2].ravel()).all()


def test_each_column_of_a_is_the_output_of_an_image_with_a_single_one(results):
    columns = filled(results["convolution_matrix"], W).T
    for t, unit in enumerate(np.eye(9, dtype=int)):
        assert (columns[t] == slid(unit.reshape(3, 3), W).ravel()).all()


def test_rows_and_columns_wear_the_names_of_what_they_give_and_read(results):
    assert [str(name) for name in results["convolution_rows"]] == ["y_{0,0}", "y_{0,1}", "y_{1,0}", "y_{1,1}"]
    cells = [f"x_{{{r},{c}}}" for r in range(3) for c in range(3)]
    assert [str(name) for name in results["convolution_columns"]] == cells
    assert tuple(results["convolution_shape"]) == (4, 9)


# ---- 4.4: A against loops, SciPy and inner products


def stamped(image, kernel, stride):
    """A transposed convolution by loops: every pixel adds its multiple of the kernel to the output."""
    (rows, cols), k = image.shape, len(kernel)
    output = np.zeros((stride * (rows - 1) + k, stride * (cols - 1) + k), dtype=int)
    for i in range(rows):
        for j in range(cols):
            for a in range(k):
                for b in range(k):
                    output[stride * i + a, stride * j + b] += kernel[a, b] * image[i, j]
    return output


def test_the_transposed_a_times_the_image_is_what_loops_give(results, integers):
    image, kernel = integers.integers(-99, 99, (2, 2)), integers.integers(-99, 99, (2, 2))
    product = (filled(results["transposed_matrix"], kernel) @ image.ravel()).reshape(4, 4)
    assert (product == stamped(image, kernel, 2)).all()
    spread = np.zeros((3, 3), dtype=int)
    spread[::2, ::2] = image
    assert (product == convolve2d(spread, kernel, mode="full")).all()
    assert (product == np.kron(image, kernel)).all()  # no two stamps overlap


def test_each_weight_stands_where_the_band_says(results):
    place = results["transposed_place"]
    names = letters(place["row"]) | letters(place["column"])
    values = filled(results["transposed_matrix"], W[:2, :2])
    seen = np.zeros((16, 4), dtype=int)
    for i, j, a, b in np.ndindex(2, 2, 2, 2):
        at = {names["i"]: i, names["j"]: j, names["a"]: a, names["b"]: b}
        row, column = int(place["row"].subs(at)), int(place["column"].subs(at))
        assert values[row, column] == W[a, b]
        seen[row, column] += 1
    assert ((values != 0) == seen).all()
    assert (seen.sum(axis=1) == 1).all()


def test_a_is_the_transpose_of_the_matrix_of_the_strided_convolution(results):
    kernel = W[:2, :2]
    columns = [correlate2d(unit.reshape(4, 4), kernel, mode="valid")[::2, ::2].ravel() for unit in np.eye(16)]
    assert (filled(results["transposed_matrix"], kernel) == np.array(columns)).all()


def test_the_columns_of_a_are_orthogonal_and_a_a_transposed_is_no_identity(results, integers):
    kernel = integers.integers(-9, 9, (2, 2))
    A = filled(results["transposed_matrix"], kernel)
    squares = (kernel**2).sum() * np.eye(4, dtype=int)
    assert (squares == A.T @ A).all()
    assert np.linalg.matrix_rank(A @ A.T) <= 4


@pytest.mark.parametrize("seed", range(8))
def test_a_transposed_convolution_is_the_adjoint_for_other_kernels_strides_and_sizes(seed):
    draw = random.Random(seed)
    k, s, m = draw.randint(1, 4), draw.randint(1, 4), draw.randint(1, 5)
    numbers = np.random.default_rng(seed)
    small, kernel = numbers.integers(-9, 9, (m, m)), numbers.integers(-9, 9, (k, k))
    large = numbers.integers(-9, 9, (s * (m - 1) + k,) * 2)
    convolved = correlate2d(large, kernel, mode="valid")[::s, ::s]
    assert (convolved * small).sum() == (large * stamped(small, kernel, s)).sum()
