"""The sizes of maps a second way, without the formula: by counting, and by what each kind of layer does."""

from collections.abc import Sequence
from typing import Any

import sympy as sp

from workings.layers import AnyLayer, Conv, Layer, Pointwise, Pool


def counted(layers: Sequence[AnyLayer], image: int) -> list[int]:
    """The size of every map by counting the positions at which the kernel lies within the map."""
    found = [image]
    for layer in layers:
        if isinstance(layer, Layer):
            around = found[-1] + 2 * layer.padding
            found.append(sum(at + layer.kernel <= around for at in range(0, around, layer.stride)))
        else:
            found.append(1)
    return found


def in_words(layers: Sequence[AnyLayer], image: Any) -> list[Any]:
    """The sizes by what each layer does: a convolution takes k - 1 pixels off, a pool joins k to one, the rest keep."""
    found = [image]
    for layer in layers:
        match layer:
            case Conv(kernel):
                found.append(found[-1] - (kernel - 1))
            case Pool(kernel):
                found.append(sp.floor(found[-1] / sp.Integer(kernel)))
            case Pointwise():
                found.append(found[-1])
            case _:
                found.append(sp.S.One)
    return found
