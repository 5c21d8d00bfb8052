"""Question 4: convolution basics."""

from collections.abc import Sequence
from itertools import product
from typing import Any

import sympy as sp

from answers.counted_windows import counted, in_words
from workings.algebra import bracket, floor, named, relation, scalar, size, slash, total
from workings.layers import (
    Cell,
    Conv,
    Dense,
    GlobalPool,
    Layer,
    Pointwise,
    Pool,
    TransposedConv,
    apply,
    cells,
    grid,
    matrix,
    parameters,
    row_major,
    size_after,
    sizes,
    smallest_input,
    taps,
)
from workings.notation import latex, text
from workings.question import Question
from workings.steps import at_least, at_most, case, define, derivation, equals, result, start, suppose, verify
from workings.written import Written, written

QUESTION = Question(4, "Convolution Basics", points="3-5-5-7")

# sizes: an n x n map, a k x k kernel, stride s, padding p; c_0, c_1, c_2 channels; m hidden units
n, k, s, m, c_0, c_1, c_2 = map(size, ("n", "k", "s", "m", "c_0", "c_1", "c_2"))
p, q, r, e = (scalar(letter, integer=True, nonnegative=True) for letter in "pqre")
a, b, i, j, u, v = (scalar(letter, integer=True) for letter in "abijuv")
w, x, y = (written(sp.IndexedBase(letter, real=True)) for letter in "wxy")

FIRST = (Conv(3), Pointwise(), Conv(3), Pool(2, stride=2), Conv(3), Pointwise())
IMAGE = 32

SECOND = (
    Conv(5, channels_in=c_0.value, channels_out=c_1.value),
    Pointwise(),
    Conv(5, channels_in=c_1.value, channels_out=c_2.value),
    Pointwise(),
    GlobalPool(),
    Dense(c_2.value, 128),
    Dense(128, 1),
)

CONVOLUTION = Conv(3, stride=2, padding=1)
W3, X3 = grid("w", 3, 3), grid("x", 3, 3)

TRANSPOSED = TransposedConv(2, stride=2)
W2, X2 = grid("w", 2, 2), grid("x", 2, 2)


# -- 4.1 ------------------------------------------------------------------------------------------------------------


def windows(map_size: Any, kernel: Any, stride: Any = 1, padding: Any = 0) -> Written:
    """The size of the next map: one pixel for every position of the kernel."""
    padded = written(map_size) + 2 * written(padding) if padding != 0 else written(map_size)
    return floor(slash(padded - kernel, stride)) + 1


@derivation("4.1", given=(sp.Eq((n + 2 * p - k).value, (q * s + r).value), sp.Le(r.value, (s - 1).value)))
def last_window():
    r"""A map of size $n$ has room for the windows $0, 1, \dots, q$ with $q = \lfloor (n + 2p - k)/s \rfloor$."""
    yield suppose((n + 2 * p - k, q * s + r), r"division by $s$, remainder $0 \le r < s$")
    yield start(q * s + k)
    yield equals(n + 2 * p - r)
    yield at_most(n + 2 * p, "window $q$ ends within the map", inline=True)
    yield start((q + 1) * s + k)
    yield equals(n + 2 * p + bracket(s - r))
    yield at_least(n + 2 * p + 1, "window $q + 1$ does not", inline=True)

    formula = windows(n, k, s, p)
    shapes = product(range(1, 13), range(1, 6), range(1, 5), range(3))
    cases = [(N, K, S, P) for N, K, S, P in shapes if K <= N + 2 * P]
    at = sp.lambdify([t.value for t in (n, k, s, p)], formula.value, "sympy")
    yield verify(
        "the formula counts the windows",
        over=cases,
        test=lambda c: at(*map(sp.Integer, c)) == len([t for t in range(99) if c[2] * t + c[1] <= c[0] + 2 * c[3]]),
    )
    spec = size_after(Layer(k.value, s.value, p.value), n.value)
    yield result("size_formula", formula, agrees=spec, about="pixels a side after a convolution or a pool")


@derivation("4.1")
def first_network():
    r"""The network of 4.1 turns $n \times n$ into $\lfloor n/2 \rfloor - 4$ a side, so $32$ into $12$."""
    yield start(windows(n - 4, 2, 2) - 2)
    yield equals(floor(slash(n, 2)) - 4, "whole numbers leave the floor")
    yield result("first_output_for_any_image", floor(slash(n, 2)) - 4, about="output of 4.1 for an n x n image")
    yield result("first_sizes", sizes(FIRST, IMAGE), agrees=counted(FIRST, IMAGE), about="pixels a side by layer")
    yield result("first_table", first_rows(), agrees=first_rows_again(), about="layer, kernel, stride, padding, size")
    yield result("first_output", sizes(FIRST, IMAGE)[-1], agrees=counted(FIRST, IMAGE)[-1], about="output of 4.1")
    yield result(
        "first_smallest_image",
        smallest_input(FIRST),
        agrees=next(N for N in range(1, 99) if min(counted(FIRST, N)) > 0),
        about="the smallest image that 4.1 can read",
    )
    after = sp.lambdify(n.value, sizes(FIRST, n.value), "sympy")
    yield verify(
        "the sizes for any image count the windows",
        over=range(10, 65),
        test=lambda N: list(after(sp.Integer(N))) == counted(FIRST, N),
    )


def first_rows() -> list[list[Any]]:
    """The table of 4.1: name, kernel, stride, padding, the size by the formula with its numbers, the size for any n."""
    concrete, symbolic = sizes(FIRST, IMAGE), sizes(FIRST, n.value)
    rows: list[list[Any]] = [["image", "", "", "", concrete[0], symbolic[0]]]
    for layer, before, after, general in zip(FIRST, concrete[:-1], concrete[1:], symbolic[1:], strict=True):
        window, size_now = ["", "", ""], after
        if not isinstance(layer, Pointwise):
            window = [layer.kernel, layer.stride, layer.padding]
            size_now = worked_out(windows(before, *window))
        rows.append([str(layer), *window, size_now, general])
    return rows


def worked_out(formula: Written) -> Written:
    """A formula with numbers in it, as a cell that says its value too: `floor((32 - 3)/1) + 1 = 30`."""
    return named(f"{latex(formula)} = {formula.value}", formula, f"{text(formula)} = {formula.value}")


def first_rows_again() -> list[list[Any]]:
    """The same table from counted windows, and from what each layer does to any n."""
    names = ["image", "Conv-3x3", "ReLU", "Conv-3x3", "MaxPool-2x2", "Conv-3x3", "ReLU"]
    size_32 = counted(FIRST, IMAGE)
    shapes = {"Conv-3x3": [3, 1, 0], "MaxPool-2x2": [2, 2, 0]}
    rows = zip(names, size_32, in_words(FIRST, n.value), strict=True)
    return [[name, *shapes.get(name, [""] * 3), now, general] for name, now, general in rows]


# -- 4.2 ------------------------------------------------------------------------------------------------------------


@derivation("4.2")
def maps_before_the_pool():
    r"""The maps before the global pool are $(n-8) \times (n-8)$: not empty exactly if $n \ge 9$."""
    yield start(bracket(n - 5 + 1) - 5 + 1)
    yield equals(n - 8)
    yield case(relation(n, ">=", 9), when={n: 9 + e})
    yield start(n - 8)
    yield at_least(1)
    yield case(relation(n, "<=", 8), when={n: 8 - e})
    yield start(n - 8)
    yield at_most(0)
    yield result(
        "second_smallest_image",
        smallest_input(SECOND),
        agrees=next(N for N in range(1, 99) if min(counted(SECOND, N)) > 0),
        about="the smallest image that 4.2 can read",
    )
    least = smallest_input(SECOND)
    before_pool = next(at for at, layer in enumerate(SECOND) if isinstance(layer, GlobalPool))
    yield result(
        "least_map",
        sizes(SECOND, least)[before_pool],
        agrees=counted(SECOND, least)[before_pool],
        about="pixels a side before the pool, for the smallest image",
    )
    yield result("second_sizes", sizes(SECOND, n.value), agrees=in_words(SECOND, n.value), about="pixels a side, any n")
    yield verify(
        "one number a channel after the pool, whatever the image",
        over=range(9, 65),
        test=lambda N: counted(SECOND, N)[3:6] == [N - 8, N - 8, 1],
    )


@derivation("4.2")
def parameters_of_the_network():
    r"""The number of parameters of the network does not depend on $n$."""
    each = [written(parameters(layer).total) for layer in SECOND if parameters(layer).total != 0]
    yield start(sum(each[1:], each[0]))
    together = 25 * c_0 * c_1 + 25 * c_1 * c_2 + c_1 + 129 * c_2 + 257
    yield equals(together, "collect")
    yield result("second_parameters", together, about="parameters of 4.2 with c_0, c_1, c_2 channels")
    yield result("second_table", second_rows(), agrees=second_rows_again(), about="layer, pixels a side, parameters")
    yield verify("no count has n in it", over=each, test=lambda count: n.value not in count.value.free_symbols)


def second_rows() -> list[list[Any]]:
    """The table of 4.2 without its ReLUs: name, pixels a side, parameters."""
    after = sizes(SECOND, n.value)[1:]
    rows = [[str(layer), side, parameters(layer).total] for layer, side in zip(SECOND, after, strict=True)]
    return [["image", n.value, ""], *(row for row in rows if row[0] != "ReLU")]


def second_rows_again() -> list[list[Any]]:
    """The same table by formulas of its own: an output has a weight for each number that it reads, and a bias."""
    return [
        ["image", n.value, ""],
        ["Conv-5x5", (n - 4).value, (c_1 * (5 * 5 * c_0) + c_1).value],
        ["Conv-5x5", (n - 8).value, (c_2 * (5 * 5 * c_1) + c_2).value],
        ["Global Avg. Pool", 1, 0],
        ["FC-128", 1, (128 * c_2 + 128).value],
        ["FC-1", 1, 128 + 1],
    ]


@derivation("4.2")
def weights_of_a_dense_layer():
    r"""A dense layer on an image has more weights for a larger image: each size needs a matrix of its own."""
    weights = parameters(Dense(c_0.value * n.value**2, m.value)).weights
    yield result("dense_weights", m * c_0 * n**2, agrees=weights, about="weights of an MLP's first layer of m units")
    yield start(m * c_0 * (n + 1) ** 2 - m * c_0 * n**2)
    yield equals(m * c_0 * (2 * n + 1))
    yield result("dense_growth", m * c_0 * (2 * n + 1), about="weights that n + 1 needs more than n")
    yield at_least(1)
    flattened = parameters(Dense(c_2.value * (n.value - 8) ** 2, 128)).weights
    yield result("flattened_weights", 128 * c_2 * (n - 8) ** 2, agrees=flattened, about="weights of an unpooled FC-128")
    counts = {"network": sum(parameters(layer).total for layer in SECOND), "perceptron": weights}
    handled = {name: "no" if n.value in count.free_symbols else "yes" for name, count in counts.items()}
    yield result("variable_sizes", handled, agrees={"network": "yes", "perceptron": "no"}, about="what reads any size")


# -- 4.3 ------------------------------------------------------------------------------------------------------------


def by_definition(output: Cell) -> Any:
    """An entry of the output map of 4.3, from the sum that defines it: 0 stands for every cell off the image."""
    terms = definition().value.subs({i.value: output[0], j.value: output[1]}).doit()
    off = {cell: sp.S.Zero for cell in terms.atoms(sp.Indexed) if cell.base == x.value and not _on(X3, cell.indices)}
    return terms.xreplace(off).replace(
        lambda entry: isinstance(entry, sp.Indexed),
        lambda entry: (W3 if entry.base == w.value else X3)[entry.indices],
    )


def definition() -> Written:
    r"""The cross-correlation of 4.3 at output cell (i, j): $\sum_{a,b} w_{a,b} x_{2i+a-1,2j+b-1}$."""
    stride, padding, last = CONVOLUTION.stride, CONVOLUTION.padding, CONVOLUTION.kernel - 1
    return total(w[a, b] * x[stride * i + a - padding, stride * j + b - padding], (a, b), 0, of=last)


def _on(image: sp.MatrixBase, cell: Sequence[Any]) -> bool:
    return all(0 <= at < side for at, side in zip(cell, image.shape, strict=True))


def read_off(output: Cell) -> Written:
    """The same entry from the layer: its taps that lie on the image, in reading order, each weight times its pixel."""
    met = taps(CONVOLUTION, output, X3.rows)
    products = [written(W3[tap]) * X3[cell] for tap, cell in met.items() if _on(X3, cell)]
    return sum(products[1:], products[0])


Y3 = apply(CONVOLUTION, X3, W3)
A3 = matrix(CONVOLUTION, W3, X3.rows)


@derivation("4.3")
def convolution_entries():
    r"""The entries of the output map, by the definition of the convolution."""
    yield define(y[i, j], definition(), f"$a, b = 0, 1, {CONVOLUTION.kernel - 1}$")
    for output in cells(*Y3.shape):
        yield start(entry("y", output, by_definition(output)))
        yield equals(read_off(output))
    defined = sp.ImmutableMatrix(2, 2, lambda row, column: by_definition((row, column)))
    yield result("convolution_output", Y3, agrees=defined, about="output map of 4.3")


@derivation("4.3")
def convolution_size():
    r"""The output of 4.3 is $2 \times 2$."""
    yield start(windows(X3.rows, CONVOLUTION.kernel, CONVOLUTION.stride, CONVOLUTION.padding))
    yield equals(Y3.rows)
    yield result("convolution_side", Y3.rows, about="pixels a side of the output of 4.3")


@derivation("4.3")
def convolution_is_linear():
    r"""The rows of $\mY$, one after the other, are $\mA$ times the rows of $\mX$."""
    yield start(named(r"\vy", row_major(Y3), "y"))
    yield equals(named(r"\mA", A3, "A") * named(r"\vx", row_major(X3), "x"))
    yield result("convolution_matrix", A3, agrees=row_major(Y3).jacobian(row_major(X3)), about="A of 4.3, 4 x 9")
    yield result("convolution_shape", A3.shape, agrees=(len(Y3), len(X3)), about="rows and columns of A in 4.3")
    yield result("convolution_rows", letters("y", Y3), agrees=numbered("y", 2), about="what the rows of A give")
    yield result("convolution_columns", letters("x", X3), agrees=numbered("x", 3), about="what A reads")


def entry(name: str, cell: Cell, value: Any) -> Written:
    """`value` as the entry of a map: `y_{0,1}`."""
    return named(f"{name}_{{{cell[0]},{cell[1]}}}", value, f"{name}[{cell[0]}, {cell[1]}]")


def letters(name: str, image: sp.MatrixBase) -> list[Any]:
    """The letters of the entries of a map like `image`, row by row."""
    return list(row_major(grid(name, *image.shape)))


def numbered(name: str, side: int) -> list[Any]:
    """The same by counting: position t of a flattened map is row t // side, column t % side."""
    return [sp.Symbol(f"{name}_{{{t // side},{t % side}}}", real=True) for t in range(side**2)]


# -- 4.4 ------------------------------------------------------------------------------------------------------------


def stamped(image: sp.MatrixBase, kernel: sp.MatrixBase, stride: int) -> sp.Matrix:
    """A transposed convolution by its definition: every pixel adds its multiple of the kernel, `stride` cells apart."""
    side = (image.rows - 1) * stride + kernel.rows
    output = sp.zeros(side, side)
    for row in range(image.rows):
        for column in range(image.cols):
            top, left = stride * row, stride * column
            output[top : top + kernel.rows, left : left + kernel.cols] += image[row, column] * kernel
    return output


Y2 = apply(TRANSPOSED, X2, W2)
A2 = matrix(TRANSPOSED, W2, X2.rows)
UNDO = Conv(TRANSPOSED.kernel, stride=TRANSPOSED.stride)  # the convolution from the output's size back to the input's
C2 = matrix(UNDO, W2, Y2.rows)


@derivation("4.4")
def transposed_size():
    r"""The output of 4.4 is $4 \times 4$."""
    yield start(TRANSPOSED.stride * bracket(written(X2.rows) - 1) + TRANSPOSED.kernel)
    yield equals(Y2.rows)


@derivation("4.4")
def transposed_entries():
    r"""Each entry of the output is one weight times one pixel."""
    rule = sp.ImmutableMatrix(4, 4, lambda row, column: W2[row % 2, column % 2] * X2[row // 2, column // 2])
    yield start(family(y[2 * i + a, 2 * j + b], Y2))
    yield equals(family(w[a, b] * x[i, j], rule))
    yield result("transposed_output", Y2, agrees=stamped(X2, W2, 2), about="output map of 4.4")


def family(form: Written, cases: sp.ImmutableMatrix) -> Written:
    """`form` as the page shows it, with the values of all its cases at once: what is checked is every case."""
    return Written(form.head, form.args, cases)


@derivation("4.4")
def transposed_is_linear():
    r"""The transposed convolution is linear, and its matrix has one weight in every row."""
    yield start(named(r"\vy", row_major(Y2), "y"))
    yield equals(named(r"\mA", A2, "A") * named(r"\vx", row_major(X2), "x"))
    yield result("transposed_matrix", A2, agrees=row_major(Y2).jacobian(row_major(X2)), about="A of 4.4, 16 x 4")
    yield result("transposed_shape", A2.shape, agrees=(len(Y2), len(X2)), about="rows and columns of A in 4.4")
    yield result("transposed_rows", letters("y", Y2), agrees=numbered("y", 4), about="what the rows of A give")
    yield result("transposed_columns", letters("x", X2), agrees=numbered("x", 2), about="what A reads")

    row, column = 4 * bracket(2 * i + a) + 2 * j + b, 2 * i + j
    place = {"row": row, "column": column}
    in_reading_order = {"row": row_of((2 * i + a, 2 * j + b), Y2.cols), "column": row_of((i, j), X2.cols)}
    yield result("transposed_place", place, agrees=in_reading_order, about="where w[a, b] stands for x[i, j]")
    at = sp.lambdify([t.value for t in (a, b, i, j)], (row.value, column.value), "sympy")
    weights = [(*tap, *source) for tap in cells(2) for source in cells(2)]
    yield verify("each weight stands in its place", over=weights, test=lambda c: A2[at(*c)] == W2[c[:2]])
    yield verify(
        "every row has one entry that is not 0",
        over=range(A2.rows),
        test=lambda t: sum(value != 0 for value in A2.row(t)) == 1,
    )


def row_of(cell: tuple[Any, Any], width: int) -> Any:
    """The position of a cell when a map of this width is read row by row."""
    return width * written(cell[0]) + cell[1]


@derivation("4.4")
def transposed_matrix_is_a_transpose():
    r"""$\mA$ is the transpose of $\mC$, the matrix of the convolution with the same kernel and stride."""
    yield start(named(r"\mA", A2, "A"))
    yield equals(named(r"\mC", C2, "C").T)
    yield result("undone_shape", C2.shape, agrees=(len(X2), len(Y2)), about="rows and columns of C in 4.4")
    first, second = (min(at for at, weight in enumerate(C2.row(t)) if weight != 0) for t in (0, 1))
    yield result("undone_stride", UNDO.stride, agrees=second - first, about="the stride of that convolution")
    there = [Y2.rows, size_after(UNDO, Y2.rows)]
    yield result(
        "undone_sizes", there, agrees=counted((UNDO,), Y2.rows), about="from how many pixels a side to how many"
    )


@derivation("4.4")
def transpose_is_no_inverse():
    r"""The columns of $\mA$ are orthogonal and all of one length."""
    A, I = named(r"\mA", A2, "A"), named(r"\mI", sp.eye(A2.cols), "I")  # noqa: E741 - the identity
    squares = sum(weight**2 for weight in W2)
    norm = named(r"\norm{\mW}^2", squares, "norm(W)**2")
    yield start(A.T * A)
    yield equals(norm * I)
    yield start(norm)
    yield equals(family(total(w[a, b] ** 2, (a, b), 0, of=W2.rows - 1), squares))


@derivation("4.4")
def transposed_is_adjoint():
    r"""For every kernel, stride and size, transposed convolution is the adjoint of convolution."""
    last, end = m - 1, n - 1
    weight = w[u - s * i, v - s * j]
    convolved = total(x[i, j] * total(weight * y[u, v], (u, v), 0, of=end), (i, j), 0, of=last)
    transposed = total(y[u, v] * total(weight * x[i, j], (i, j), 0, of=last), (u, v), 0, of=end)
    pairs = total(total(x[i, j] * weight * y[u, v], (u, v), 0, of=end), (i, j), 0, of=last)
    both = Written("total_over", (*pairs.args[0].args[:1], *pairs.args[1:], *pairs.args[0].args[1:]), pairs.value)
    yield start(named(r"\vx\tran\mC\vy", convolved, "x.T*C*y"))
    yield equals(both, inline=True)
    yield equals(named(r"(\mA\vx)\tran\vy", transposed, "(A*x).T*y"), r"windows of $\mC$, stamps of $\mA$", inline=True)
