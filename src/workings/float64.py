"""Two formulas that are equal as real numbers, run in float64 in the order in which they are written: where they part.

A formula whose order of evaluation is its content (a stable one, say) is another formula in any other order. Its text
keeps the order of its author, and is walked here operation by operation; nothing of it is run as code.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from itertools import islice, product
from typing import Any

import numpy as np

VECTORS = (
    (1000.0, 999.0), (0.0, 1e16), (-1000.0, -999.0), (1e16, 1e16), (-800.0, 0.0, 3.0), (1.0, 2.0), (0.1, 0.2, 0.3),
)  # fmt: skip
NUMBERS = (1e16, 1e-17, 1000.0, -1000.0, 1e-9, 3.0, 0.1, 1.0, -1e16)
SIZES = (2, 3, 50)
MOST_POINTS = 5000
EPSILON = float(np.finfo(np.float64).eps)
Point = dict[str, Any]


class CannotRun(ValueError):
    """A text that holds what has no meaning in float64 here."""


def float64_witness(was: str, now: str, symbols: Mapping[str, Mapping[str, Any]], given: tuple[str, ...] = ()) -> str:
    """A point with both float64 values, those that part most of all points tried; "" if none part or none can be run.

    The gap counts relative to the larger value; a side that is no finite number where the other is one counts most.
    """
    try:
        sides = [ast.parse(text, mode="eval").body for text in (was, now)]
        premises = [ast.parse(text, mode="eval").body for text in given]
    except (SyntaxError, TypeError):
        return ""
    worst, found = 4 * EPSILON, ""
    free = {name for side in sides for name in _free(side)}
    for point in islice(_points({key: said for key, said in symbols.items() if key in free}), MOST_POINTS):
        with np.errstate(all="ignore"):
            try:
                if not all(bool(_run(premise, point)) for premise in premises):
                    continue
                a, b = (float(_run(side, point)) for side in sides)
            except (CannotRun, TypeError, IndexError):
                return ""
        gap = _gap(a, b)
        if gap > worst:
            worst, found = gap, f"in float64 at {_said(point)}: {_both(a, b)}"
    return found


def _free(side: ast.expr) -> set[str]:
    """The letters of a formula, without those that its sums bind."""
    names = {node.id for node in ast.walk(side) if isinstance(node, ast.Name)}
    ranges = [node for node in ast.walk(side) if isinstance(node, ast.Tuple) and isinstance(node.elts[0], ast.Name)]
    return names - {one.elts[0].id for one in ranges if isinstance(one.elts[0], ast.Name)}


def _gap(a: float, b: float) -> float:
    finite = np.isfinite(a), np.isfinite(b)
    if not all(finite):
        return np.inf if any(finite) else 0.0
    return abs(a - b) / max(abs(a), abs(b), EPSILON)


def _both(a: float, b: float) -> str:
    """Both values with as many digits as show that they differ."""
    for digits in range(4, 18):
        one, other = f"{a:.{digits}g}", f"{b:.{digits}g}"
        if one != other:
            return f"{one} against {other}"
    return f"{a!r} against {b!r}"


def _said(point: Point) -> str:
    def value(one: Any) -> str:
        return f"({', '.join(f'{x:g}' for x in one)})" if isinstance(one, np.ndarray) else f"{one:g}"

    return ", ".join(f"{name} = {value(one)}" for name, one in point.items())


# -- points ---------------------------------------------------------------------------------------------------------


def _points(symbols: Mapping[str, Mapping[str, Any]]) -> Iterator[Point]:
    """Points that the assumptions allow, with large, small and equal numbers among them."""
    vectors = [key for key, said in symbols.items() if "indexed" in said]
    numbers = [key for key in symbols if key not in vectors]
    for vector in VECTORS if vectors else ((),):
        size = len(vector)
        own = (max(vector), *NUMBERS) if vector else NUMBERS
        choices = [[v for v in _values(symbols[key], size, own) if _allowed(symbols[key], v)] for key in numbers]
        for chosen in product(*choices):
            point = dict(zip(numbers, chosen, strict=True)) | {key: np.array(vector) for key in vectors}
            if all(_allowed(symbols[key], x) for key in vectors for x in vector):
                yield {key: point[key] for key in symbols}


def _values(said: Mapping[str, Any], size: int, numbers: tuple[float, ...]) -> tuple[float, ...]:
    """What is tried for a number: a whole one with vectors about is an index or a size."""
    if not said.get("integer"):
        return numbers
    return tuple(float(k) for k in (range(size, 0, -1) if size else SIZES))


def _allowed(said: Mapping[str, Any], value: float) -> bool:
    tests = {"positive": value > 0, "negative": value < 0, "nonnegative": value >= 0, "nonpositive": value <= 0}
    tests |= {"nonzero": value != 0, "zero": value == 0}
    return all(tests[word] is bool(truth) for word, truth in said.items() if word in tests)


# -- evaluation -----------------------------------------------------------------------------------------------------

OPERATIONS: dict[type, Any] = {
    ast.Add: np.add, ast.Sub: np.subtract, ast.Mult: np.multiply, ast.Div: np.divide, ast.Pow: np.power,
    ast.Lt: np.less, ast.LtE: np.less_equal, ast.Gt: np.greater, ast.GtE: np.greater_equal,
}  # fmt: skip
FUNCTIONS: dict[str, Any] = {
    "exp": np.exp, "log": np.log, "sqrt": np.sqrt, "sin": np.sin, "cos": np.cos, "tanh": np.tanh, "cosh": np.cosh,
    "sinh": np.sinh, "Abs": np.abs, "abs": np.abs, "Max": np.maximum, "Min": np.minimum,
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)), "ReLU": lambda x: np.maximum(x, 0),
    "softmax": lambda x: np.exp(x) / np.sum(np.exp(x)),
}  # fmt: skip


def _run(node: ast.expr, point: Point) -> Any:
    """The float64 value of a formula, its operations in the order of its tree."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return np.float64(node.value)
    if isinstance(node, ast.Name):
        if node.id in point:
            return point[node.id]
        if node.id == "ones":
            return np.float64(1)  # a vector of ones, which takes the size of what it meets
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_run(node.operand, point)
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATIONS:
        return OPERATIONS[type(node.op)](_run(node.left, point), _run(node.right, point))
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in OPERATIONS:
        return OPERATIONS[type(node.ops[0])](_run(node.left, point), _run(node.comparators[0], point))
    if isinstance(node, ast.Subscript):
        return _run(node.value, point)[_index(_run(node.slice, point))]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return _call(node.func.id, node.args, point)
    raise CannotRun(ast.unparse(node))


def _index(value: Any) -> int:
    if value < 1:
        raise CannotRun(f"no component {value}")
    return int(value) - 1


def _call(name: str, arguments: list[ast.expr], point: Point) -> Any:
    if name == "Sum" and len(arguments) == 2 and isinstance(arguments[1], ast.Tuple):
        index, first, last = arguments[1].elts
        if isinstance(index, ast.Name):
            total = np.float64(0)
            for k in range(int(_run(first, point)), int(_run(last, point)) + 1):
                total = total + _run(arguments[0], point | {index.id: np.float64(k)})
            return total
    if name in ("Max", "Min") and len(arguments) > 2:
        return FUNCTIONS[name].reduce([_run(one, point) for one in arguments])
    if name not in FUNCTIONS:
        raise CannotRun(name)
    return FUNCTIONS[name](*(_run(one, point) for one in arguments))
