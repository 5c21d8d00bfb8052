"""One specification of a layer, from which its sizes, receptive field, parameters, matrix and drawing all follow.

Maps are square and one axis is like the other, so a size is one number: pixels a side.  Cells of maps and kernels are
counted from (0, 0); the padding of a map has negative cells, or cells beyond its size.  "Convolution" is
cross-correlation: the kernel is not flipped.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import sympy
from sympy import ImmutableMatrix, MatrixBase, Symbol

from workings.errors import Mistake

Size = Any  # a number or an expression of SymPy: the formulas are the same
Cell = tuple[int, int]


@dataclass(frozen=True)
class Layer:
    """A window of `kernel` x `kernel` pixels that moves by `stride` over a map with `padding` zeros on each side."""

    kernel: Size
    stride: Size = 1
    padding: Size = 0

    def __post_init__(self) -> None:
        for what, least in (("kernel", 1), ("stride", 1), ("padding", 0)):
            if _surely(getattr(self, what) < least):
                raise Mistake(
                    f"{type(self).__name__}: a {what} of {getattr(self, what)} means nothing\n"
                    f"Use a {what} of {least} or more."
                )


@dataclass(frozen=True)
class Conv(Layer):
    """Under each window a weighted sum over all input channels, plus one bias for each output channel."""

    channels_in: int = 1
    channels_out: int = 1

    def __str__(self) -> str:
        return f"Conv-{self.kernel}x{self.kernel}"


@dataclass(frozen=True)
class TransposedConv(Layer):
    """Each input pixel adds its multiple of the kernel to the output, `stride` apart; each side loses `padding`."""

    channels_in: int = 1
    channels_out: int = 1

    def __str__(self) -> str:
        return f"TransposedConv-{self.kernel}x{self.kernel}"


@dataclass(frozen=True)
class Pool(Layer):
    """One number from each window, channel by channel; `name` says which number."""

    name: str = "MaxPool"

    def __str__(self) -> str:
        return f"{self.name}-{self.kernel}x{self.kernel}"


@dataclass(frozen=True)
class Pointwise(Layer):
    """An activation: every pixel by itself."""

    kernel: Size = 1
    name: str = "ReLU"

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class GlobalPool:
    """One number from each channel, whatever the size of the map."""

    name: str = "Global Avg. Pool"

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Dense:
    """A fully connected layer: `outputs` weighted sums of `inputs` numbers, each with its bias."""

    inputs: int
    outputs: int

    def __str__(self) -> str:
        return f"FC-{self.outputs}"


AnyLayer = Layer | GlobalPool | Dense


# ---- sizes


def size_after(layer: AnyLayer, n: Size) -> Size:
    """The size of the output for an input of size n, a number or a symbol: floor((n + 2p - k) / s) + 1 for a window."""
    match layer:
        case Dense():
            return _one_number(layer, n)
        case GlobalPool():
            return 1
        case TransposedConv(k, s, p):
            return _not_cut_away(layer, s * (n - 1) + k - 2 * p)
        case Layer(k, s, p):
            if _surely(k > n + 2 * p):
                raise Mistake(_kernel_too_large(layer, n))
            return (n + 2 * p - k) // s + 1


def sizes(layers: Sequence[AnyLayer], n: Size) -> list[Size]:
    """The size of every map, the input's first: one more than there are layers."""
    found = [n]
    for number, layer in enumerate(layers, 1):
        try:
            found.append(size_after(layer, found[-1]))
        except Mistake as fault:
            raise Mistake(f"layer {number} of {len(layers)}: {fault}") from fault
    return found


def smallest_input(layers: Sequence[AnyLayer]) -> int:
    """The least size of an input that leaves every layer at least one pixel; found from the last layer backwards."""
    need = 1
    for layer in reversed(layers):
        match layer:
            case Dense() | GlobalPool():
                need = 1
            case TransposedConv(k, s, p):
                need = max(1, 1 - (k - 2 * p - need) // s)
            case Layer(k, s, p):
                need = max(1, s * (need - 1) + k - 2 * p)
    return need


def _one_number(layer: Dense, n: Size) -> int:
    if not _surely(n == 1):
        raise Mistake(
            f"{layer} reads {layer.inputs} numbers, not channels of {n} x {n} pixels\n"
            "Put a GlobalPool before it, so that it reads one number a channel."
        )
    return 1


def _not_cut_away(layer: TransposedConv, size: Size) -> Size:
    if _surely(size < 1):
        raise Mistake(
            f"{layer}: a padding of {layer.padding} cuts the whole output away\n"
            f"Use a padding of {layer.padding + (size - 1) // 2} or less."
        )
    return size


def _kernel_too_large(layer: Layer, n: Size) -> str:
    k, p = layer.kernel, layer.padding
    return (
        f"{layer} does not fit: the kernel is larger than the padded map\n"
        f"  kernel      {k} x {k}\n"
        f"  padded map  {n + 2 * p} x {n + 2 * p}  ({n} x {n}, padding {p} on each side)\n"
        f"Use a map of {k - 2 * p} x {k - 2 * p} or more, or a padding of {-((n - k) // 2)} or more."
    )


def _surely(relation: Any) -> bool:
    """Whether a comparison of numbers or symbols is decided and true; an undecided one is not."""
    return relation in (True, sympy.true)


# ---- receptive fields


def jumps(layers: Sequence[Layer]) -> list[Size]:
    """The input pixels from neighbour to neighbour of each map, the input's 1 first: the product of the strides."""
    found: list[Size] = [1]
    for layer in layers:
        found.append(found[-1] * _window(layer).stride)
    return found


def receptive_fields(layers: Sequence[Layer]) -> list[Size]:
    """The input pixels a side that one pixel of each map depends on, the input's 1 first: r + (k - 1) * jump.

    Where a stride is larger than the kernel below it this is the width from end to end, holes included.
    """
    found: list[Size] = [1]
    for layer, jump in zip(layers, jumps(layers), strict=False):
        found.append(found[-1] + (layer.kernel - 1) * jump)
    return found


def footprints(layers: Sequence[AnyLayer], cell: Cell, n: int) -> list[frozenset[Cell]]:
    """In every map, the input's first, the pixels on which `cell` of the last map depends; padding is left out."""
    found = [frozenset({cell})]
    for layer, size in zip(reversed(layers), reversed(sizes(layers, n)[:-1]), strict=True):
        read = {below for above in found[-1] for below in index_set(layer, above, size)}
        found.append(frozenset((i, j) for i, j in read if 0 <= i < size and 0 <= j < size))
    return found[::-1]


def _window(layer: AnyLayer) -> Layer:
    if not isinstance(layer, Layer) or isinstance(layer, TransposedConv):
        raise Mistake(
            f"{layer} has no window that moves over its input\n"
            "Use footprints(layers, cell, n), which follows single pixels."
        )
    return layer


# ---- which cells meet


def taps(layer: AnyLayer, cell: Cell, size: int) -> dict[Cell, Cell]:
    """For an output cell: kernel cell -> the input cell that it multiplies, padding included, in reading order."""
    _inside_output(layer, cell, size)
    match layer:
        case Dense() | GlobalPool():
            return {inner: inner for inner in cells(size)}
        case TransposedConv(k, s, p):
            met = {(a, b): (cell[0] + p - a, cell[1] + p - b) for a, b in cells(k)}
            return {
                tap: (u // s, v // s)
                for tap, (u, v) in met.items()
                if u % s == v % s == 0 and 0 <= u < s * size and 0 <= v < s * size
            }
        case Layer(k, s, p):
            return {(a, b): (s * cell[0] - p + a, s * cell[1] - p + b) for a, b in cells(k)}


def index_set(layer: AnyLayer, cell: Cell, size: int) -> frozenset[Cell]:
    """The input cells that an output cell reads from a map of this size, padding included."""
    return frozenset(taps(layer, cell, size).values())


def cells(rows: int, cols: int | None = None) -> list[Cell]:
    """The cells of a grid, row by row; square unless told."""
    return list(product(range(rows), range(rows if cols is None else cols)))


def _inside_output(layer: AnyLayer, cell: Cell, size: int) -> None:
    m = size_after(layer, size)
    if not (0 <= cell[0] < m and 0 <= cell[1] < m):
        raise Mistake(
            f"{layer} on a map of {size} x {size} has no output cell {cell}\n"
            f"Its output is {m} x {m}: cells go from (0, 0) to ({m - 1}, {m - 1})."
        )


# ---- values


def grid(name: str, rows: int, cols: int) -> ImmutableMatrix:
    """A matrix of real symbols, name_{0,0} first, whose names are their LaTeX."""
    return ImmutableMatrix(rows, cols, lambda i, j: Symbol(f"{name}_{{{i},{j}}}", real=True))


def row_major(image: Any) -> ImmutableMatrix:
    """The entries of a matrix or an array as one column: first row, then second row."""
    rows, cols = image.shape
    return ImmutableMatrix(rows * cols, 1, [image[cell] for cell in cells(rows, cols)])


def matrix(layer: Conv | TransposedConv, kernel: Any, size: int) -> ImmutableMatrix:
    """The matrix A with row_major(output) = A row_major(image), from the index sets: one channel, m^2 x n^2."""
    m = size_after(layer, size)
    place = {cell: column for column, cell in enumerate(cells(size))}
    entries: dict[Cell, Any] = {}
    for row, cell in enumerate(cells(m)):
        for tap, below in taps(layer, cell, size).items():
            if below in place:
                entries[row, place[below]] = kernel[tap]
    return ImmutableMatrix(m * m, size * size, lambda i, j: entries.get((int(i), int(j)), 0))


def apply(layer: Conv | TransposedConv, image: Any, kernel: Any) -> Any:
    """The output map, exact on SymPy matrices and on arrays of integers, fractions or expressions; no bias is added.

    One channel: image (..., n, n) and kernel (k, k).  Several: image (..., in, n, n) and kernel (out, in, k, k).
    A SymPy image gives a SymPy matrix, an array an array; leading axes are a batch.
    """
    x, w = _array(image), _array(kernel)
    if x.shape[-1] != x.shape[-2] or w.shape[-2:] != (layer.kernel, layer.kernel):
        raise Mistake(
            f"{layer}: an image of {_by(x)} and a kernel of {_by(w)} do not fit it\n"
            f"Use a square image and a kernel of {layer.kernel} x {layer.kernel}."
        )
    output = _stamp(layer, x, w) if isinstance(layer, TransposedConv) else _slide(layer, x, w)
    return ImmutableMatrix(output.tolist()) if isinstance(image, MatrixBase) else output


def _slide(layer: Conv, x: np.ndarray, w: np.ndarray) -> np.ndarray:
    m = size_after(layer, x.shape[-1])
    s, p = layer.stride, layer.padding
    padded = np.pad(x, [(0, 0)] * (x.ndim - 2) + [(p, p)] * 2)
    reach = s * (m - 1) + 1
    parts = [_times(w[..., a, b], padded[..., a : a + reach : s, b : b + reach : s]) for a, b in cells(layer.kernel)]
    return sum(parts[1:], parts[0])


def _stamp(layer: TransposedConv, x: np.ndarray, w: np.ndarray) -> np.ndarray:
    k, s, p = layer.kernel, layer.stride, layer.padding
    m = size_after(layer, x.shape[-1])
    reach = s * (x.shape[-1] - 1) + 1
    parts = {(a, b): _times(w[..., a, b], x) for a, b in cells(k)}
    whole = np.zeros((*parts[0, 0].shape[:-2], m + 2 * p, m + 2 * p), dtype=parts[0, 0].dtype)
    for (a, b), part in parts.items():
        whole[..., a : a + reach : s, b : b + reach : s] += part
    return whole[..., p : p + m, p : p + m]


def _times(weight: np.ndarray, x: np.ndarray) -> np.ndarray:
    """One tap on every pixel: a number, or a matrix of numbers from input channels to output channels."""
    return weight * x if weight.ndim == 0 else np.einsum("oi,...ihw->...ohw", weight, x)


def _array(values: Any) -> np.ndarray:
    return np.array(values.tolist(), dtype=object) if isinstance(values, MatrixBase) else np.asarray(values)


def _by(values: np.ndarray) -> str:
    return " x ".join(map(str, values.shape))


# ---- parameters


@dataclass(frozen=True)
class Parameters:
    """What a layer learns."""

    weights: int
    biases: int

    @property
    def total(self) -> int:
        """Weights and biases together."""
        return self.weights + self.biases


def parameters(layer: AnyLayer) -> Parameters:
    """The weights and the biases of a layer; neither for a pool or an activation."""
    match layer:
        case Conv() | TransposedConv():
            return Parameters(layer.kernel**2 * layer.channels_in * layer.channels_out, layer.channels_out)
        case Dense(inputs, outputs):
            return Parameters(inputs * outputs, outputs)
        case _:
            return Parameters(0, 0)
