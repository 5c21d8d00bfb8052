"""The mutants of what is no formula: layers, weights, arrays, tables, and formulas inside any of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np
import sympy as sp

from .layers import Dense, Layer, Pointwise
from .mutants import Mutant, mutants, spread
from .written import Written

MOST_LEAVES = 4  # of a list, tuple or mapping
MOST_WEIGHTS = 6  # of one array, and of each mapping of weights


def mutants_of_data(value: Any) -> list[Mutant]:
    """The mutants of any value of an answer; none for texts, functions and what else has no slips of its own."""
    return [Mutant(kind, was, now, changed) for kind, was, now, changed in _data(value, "")]


def has_leaves(value: Any) -> bool:
    """Whether a value is a list, tuple or mapping, whose parts are changed one at a time."""
    return isinstance(value, list | tuple | dict)


Variant = tuple[str, str, str, Any]


def _data(value: Any, at: str) -> Iterator[Variant]:
    if isinstance(value, bool | np.bool_ | str) or value is None:
        return
    if isinstance(value, int | np.integer):
        yield "coefficients", f"{at}{value}", f"{value + 1}", type(value)(value + 1)
    elif isinstance(value, Written | sp.Basic | sp.MatrixBase):
        yield from _formula(value, at)
    elif isinstance(value, Layer | Dense):
        yield from _layer(value, at)
    elif isinstance(value, np.ndarray):
        yield from _array(value, at)
    elif isinstance(value, dict):
        yield from _mapping(value, at)
    elif isinstance(value, list | tuple):
        yield from _sequence(value, at)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            for kind, was, now, part in _data(getattr(value, field.name), f"{at}{field.name} "):
                yield kind, was, now, replace(value, **{field.name: part})


def _formula(value: Any, at: str) -> Iterator[Variant]:
    try:
        found = mutants(value)
    except (TypeError, ValueError):  # a kind that has no notation
        return
    for mutant in found:
        changed = mutant.value if isinstance(value, Written) else mutant.value.value
        yield mutant.kind, f"{at}{mutant.was}", mutant.now, changed


def _layer(layer: Any, at: str) -> Iterator[Variant]:
    """Every size that the layer says one larger and one smaller; channels only where it says some."""
    if isinstance(layer, Pointwise):
        return
    names = [f.name for f in fields(layer) if f.name != "name"]
    if getattr(layer, "channels_in", 0) == getattr(layer, "channels_out", 0) == 1:
        names = [name for name in names if not name.startswith("channels")]
    for name in names:
        size = getattr(layer, name)
        least = 0 if name == "padding" else 1
        for other in (size + 1, size - 1):
            if not (isinstance(other, int) and other < least):
                yield "layer specifications", f"{at}{layer} {name} {size}", str(other), replace(layer, **{name: other})


def _array(array: np.ndarray, at: str) -> Iterator[Variant]:
    """Single entries, and every kernel turned round at once."""
    if array.dtype == object or not np.issubdtype(array.dtype, np.integer):
        return
    if array.ndim >= 2 and array.shape[-1] == array.shape[-2] > 1:
        yield "kernel flips", f"{at}kernels", "turned round", array[..., ::-1, ::-1].copy()
    full, empty = (list(map(tuple, np.argwhere(where).tolist())) for where in (array != 0, array == 0))
    for cell, number in (
        *((cell, -int(array[cell])) for cell in spread(full, MOST_WEIGHTS)),
        *((cell, 0) for cell in spread(full, MOST_WEIGHTS)),
        *((cell, 1) for cell in spread(empty, MOST_WEIGHTS)),
    ):
        changed = array.copy()
        changed[cell] = number
        yield "weights", f"{at}{list(cell)} = {array[cell]}", str(number), changed


def _mapping(table: dict, at: str) -> Iterator[Variant]:
    weights = bool(table) and all(isinstance(v, int) and isinstance(k, tuple) for k, v in table.items())
    for key, part in table.items():
        if weights:
            where = f"{at}{' '.join(map(str, key)).strip() or 'bias'} = {part}"
            yield "weights", where, str(-part), table | {key: -part}
            yield "weights", where, str(part + 1), table | {key: part + 1}
            yield "weights", where, "left out", {k: v for k, v in table.items() if k != key}
        else:
            for kind, was, now, changed in _data(part, f"{at}{key} "):
                yield kind, was, now, table | {key: changed}


def _sequence(parts: Any, at: str) -> Iterator[Variant]:
    """Every part by itself; a layer of a network also left out."""
    make = tuple if isinstance(parts, tuple) else list
    for k, part in enumerate(parts):
        for kind, was, now, changed in _data(part, f"{at}{k + 1} "):
            kind = "matrix entries" if kind == "coefficients" and isinstance(part, int) else kind
            yield kind, was, now, make([*parts[:k], changed, *parts[k + 1 :]])
        if isinstance(part, Layer | Dense):
            yield "layer specifications", f"{at}{k + 1} {part}", "left out", make([*parts[:k], *parts[k + 1 :]])
