"""Types and shapes, compared before anything else.

Two values of different kinds or shapes are different, and the shapes are the witness. SymPy lets unequal symbolic
sizes pass (an m x n matrix times an m x 1 one, W + W^T), so shapes are also compared symbol by symbol inside each
value. Sizes m and n that are different symbols count as different sizes, whatever numbers they might stand for.
"""

from fractions import Fraction
from typing import Any

from sympy import HadamardProduct, MatAdd, MatMul, MatPow, MatrixBase, MatrixExpr, Symbol, expand, sympify
from sympy.core.basic import Basic
from sympy.logic.boolalg import Boolean

from workings.judge.evidence import Evidence
from workings.judge.propositions import propositions


def mismatch(a: Any, b: Any) -> Evidence | None:
    """Refuted, with both shapes, if `a` and `b` differ in kind or shape or one does not fit together; else None."""
    for value in (a, b):
        fault = misfit(value)
        if fault:
            return Evidence("refuted", "shapes", fault)
    here, there = kind(a), kind(b)
    if any(isinstance(one, Symbol) and propositions(one) for one in (a, b)) and "a truth value" in (here, there):
        return None
    return None if here == there else Evidence("refuted", "shapes", f"{here} against {there}")


def as_value(value: Any) -> Any:
    """A Python number as SymPy has it; anything else unchanged."""
    if isinstance(value, (bool, int, Fraction)):
        return sympify(value)
    if isinstance(value, Basic) and value.func.__name__ in ("Tuple", "List"):
        return tuple(value)
    if hasattr(value, "as_immutable"):
        return value.as_immutable()
    return value


def kind(value: Any) -> str:
    """What a value is, in a word or as its shape."""
    if isinstance(value, (MatrixBase, MatrixExpr)):
        return shape_text(value)
    if isinstance(value, (tuple, list)):
        return f"a sequence of {len(value)}"
    if isinstance(value, dict):
        return "a table with the keys " + ", ".join(sorted(map(str, value)))
    if isinstance(value, str):
        return "a text"
    if isinstance(value, (bool, Boolean)) and not getattr(value, "is_Symbol", False):
        return "a truth value"
    return "a number"


def shape_text(matrix: MatrixExpr | MatrixBase) -> str:
    """A shape as it is said: m x n."""
    rows, columns = matrix.shape
    return f"{rows} x {columns}"


def misfit(value: Any) -> str:
    """Where shapes inside a matrix expression do not fit together; empty if they do."""
    if not isinstance(value, Basic) or not value.has(MatrixExpr):
        return ""
    for part in value.args:
        fault = misfit(part)
        if fault:
            return fault
    if isinstance(value, (MatAdd, HadamardProduct)):
        return sum_misfit(value)
    if isinstance(value, MatMul):
        return product_misfit(value)
    if isinstance(value, MatPow) and not equal_sizes(*value.base.shape):
        return f"a power of {value.base}, which is {shape_text(value.base)}"
    return ""


def sum_misfit(value: MatAdd | HadamardProduct) -> str:
    """Two terms of different shapes."""
    first = value.args[0]
    for other in value.args[1:]:
        if not all(map(equal_sizes, first.shape, other.shape)):
            return f"{first} is {shape_text(first)} and {other} is {shape_text(other)}"
    return ""


def product_misfit(value: MatMul) -> str:
    """Two neighbours in a product whose inner sizes differ."""
    matrices = [part for part in value.args if isinstance(part, (MatrixExpr, MatrixBase))]
    for left, right in zip(matrices, matrices[1:], strict=False):
        if not equal_sizes(left.shape[1], right.shape[0]):
            return f"{left} is {shape_text(left)} and {right} is {shape_text(right)}"
    return ""


def equal_sizes(a: Any, b: Any) -> bool:
    """Whether two sizes are the same number or the same expression."""
    return expand(a - b) == 0
