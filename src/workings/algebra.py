r"""The author's vocabulary: letters, functions and forms that Python's operators cannot say.

Every function returns a `Written`. Vectors come in two kinds, both of symbolic length: `vector("x", d)` for work by
components, `x[i]` with i from 1; and `column("g", n)`, `matrix("H", n, m)` for work with whole matrices.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sympy as sp

from .written import Written, written

ZERO, ONE = sp.S.Zero, sp.S.One
EACH = sp.Dummy("z")  # an entry of a matrix: one letter for all, so that equal functions of a matrix are equal


# -- letters --------------------------------------------------------------------------------------------------------


def scalar(name: str, **assumptions: bool) -> Written:
    r"""A letter for a number; real unless other assumptions are given. `name` may be LaTeX (`r"\eta"`)."""
    return written(sp.Symbol(name, **(assumptions or {"real": True})))


def size(name: str) -> Written:
    """A letter for a length: a positive integer."""
    return written(sp.Symbol(name, integer=True, positive=True))


def column(name: str, rows: Any) -> Written:
    """A column vector of `rows` entries, as a matrix."""
    return matrix(name, rows, 1)


def matrix(name: str, rows: Any, columns: Any) -> Written:
    """A matrix letter of the given, possibly symbolic, shape."""
    return written(sp.MatrixSymbol(name, written(rows).value, written(columns).value))


def named(latex: str, value: Any, text: str) -> Written:
    """`value` under a notation of its own: a definition that the page introduces, as `\\vw_k\\tran\\vx` for a sum."""
    return Written("named", (latex, text), value.value if isinstance(value, Written) else value)


# -- vectors by components ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Components:
    """A vector of symbolic length as the rule that gives its component i = 1, ..., `length`."""

    rule: Callable[[Any], Any]
    length: Any
    name: str = ""

    def __getitem__(self, index: Any) -> Any:
        return self.rule(index)

    def __str__(self) -> str:
        return self.name

    def _with(self, other: Any, combine: Callable[[Any, Any], Any]) -> Components:
        if isinstance(other, Components):
            return Components(lambda i: combine(self[i], other[i]), self.length)
        return Components(lambda i: combine(self[i], other), self.length)

    def __add__(self, other: Any) -> Components:
        return self._with(other, lambda a, b: a + b)

    def __sub__(self, other: Any) -> Components:
        return self._with(other, lambda a, b: a - b)

    def __rmul__(self, other: Any) -> Components:
        return self._with(other, lambda a, b: b * a)


def vector(name: str, length: Any, **assumptions: bool) -> Written:
    """A vector of real components `x[i]`, i = 1, ..., `length`."""
    base = sp.IndexedBase(name, **(assumptions or {"real": True}))
    return Written("vector", (), Components(lambda i: base[i], written(length).value, name))


def ones(length: Any) -> Written:
    r"""The vector of ones, `\vone`, by components."""
    return named(r"\vone", Components(lambda i: ONE, written(length).value), "ones")


# -- functions ------------------------------------------------------------------------------------------------------


def exp(x: Any) -> Written:
    """The exponential, printed as a power of e."""
    return _function("exp", sp.exp, x)


def log(x: Any) -> Written:
    """The natural logarithm."""
    return _function("log", sp.log, x)


def tanh(x: Any) -> Written:
    """The hyperbolic tangent; of a matrix, entry by entry."""
    return _function("tanh", sp.tanh, x)


def sigmoid(x: Any) -> Written:
    """The logistic function 1 / (1 + e^(-x)); of a matrix, entry by entry."""
    return _function("sigmoid", lambda z: 1 / (1 + sp.exp(-z)), x)


def relu(x: Any) -> Written:
    """max(0, x)."""
    return _function("ReLU", lambda z: sp.Max(0, z), x)


def largest(*parts: Any) -> Written:
    """The maximum of the parts."""
    parts = tuple(map(written, parts))
    return Written("Max", parts, sp.Max(*(p.value for p in parts)))


def smallest(*parts: Any) -> Written:
    """The minimum of the parts."""
    parts = tuple(map(written, parts))
    return Written("Min", parts, sp.Min(*(p.value for p in parts)))


def lambert_w(x: Any) -> Written:
    """Lambert's W, the inverse of w e^w, on its principal branch."""
    return _function("LambertW", sp.LambertW, x)


def floor(x: Any) -> Written:
    """The largest integer that is not above x."""
    return _function("floor", sp.floor, x)


def sqrt(x: Any) -> Written:
    """The square root."""
    return _function("sqrt", sp.sqrt, x)


def norm(x: Any) -> Written:
    """The Euclidean norm of a column."""
    x = written(x)
    return Written("norm", (x,), sp.sqrt((x.value.T * x.value)[0, 0]))


def softmax(x: Written) -> Written:
    """The softmax of a vector by components: component i is e^(x_i) / sum_j e^(x_j)."""
    j = sp.Symbol("j", integer=True, positive=True)
    inner = x.value
    below = sp.Sum(sp.exp(inner[j]), (j, 1, inner.length))
    return Written("softmax", (x,), Components(lambda i: sp.exp(inner[i]) / below, inner.length))


def unknown(name: str, *arguments: Any, **assumptions: bool) -> Written:
    """An undefined function at its arguments, such as phi(r)."""
    parts = tuple(map(written, arguments))
    return Written(name, parts, sp.Function(name, **assumptions)(*(p.value for p in parts)))


def _function(head: str, function: Callable[[Any], Any], x: Any) -> Written:
    x = written(x)
    if isinstance(x.value, Components):
        inner = x.value
        return Written(head, (x,), Components(lambda i: function(inner[i]), inner.length))
    if isinstance(x.value, sp.MatrixExpr):
        return Written(head, (x,), x.value.applyfunc(sp.Lambda(EACH, function(EACH))))
    return Written(head, (x,), function(x.value))


# -- forms ----------------------------------------------------------------------------------------------------------


def frac(above: Any, below: Any) -> Written:
    """A fraction with a bar."""
    return written(above) / below


def slash(above: Any, below: Any) -> Written:
    """A fraction on one line, above/below."""
    above, below = written(above), written(below)
    return Written("slash", (above, below), above.value / below.value)


def bracket(x: Any) -> Written:
    """`x` in brackets that the page shows, where the order of evaluation is what the line says."""
    x = written(x)
    return Written("bracket", (x,), x.value)


def total(body: Any, index: Any, low: Any = 1, high: Any = None, *, of: Any = None) -> Written:
    """The sum of `body` over index = low, ..., high; with `of=length` over 1, ..., length, the range left unsaid.

    With its range unsaid, `index` may be a tuple of indices that all have it.
    """
    body, indices = written(body), tuple(map(written, index if isinstance(index, tuple) else (index,)))
    ends = (written(low), written(of if high is None else high))
    value = sp.Sum(body.value, *((index.value, ends[0].value, ends[1].value) for index in indices))
    parts = [part for index in indices for part in (index, *ends)]
    return Written("total_over" if high is None else "total", (body, *parts), value)


def hadamard(*factors: Any) -> Written:
    """The product entry by entry."""
    parts = tuple(map(written, factors))
    return Written("hadamard", parts, sp.HadamardProduct(*(p.value for p in parts)))


def relation(left: Any, name: str, right: Any) -> Written:
    """A relation for display, name one of ==, !=, <=, >=, <, >."""
    left, right = written(left), written(right)
    return Written("relation", (name, left, right), sp.Rel(left.value, right.value, name, evaluate=False))


def between(low: Any, middle: Any, high: Any) -> Written:
    """low < middle < high, as a region."""
    parts = tuple(map(written, (low, middle, high)))
    a, b, c = (p.value for p in parts)
    return Written("between", parts, sp.And(a < b, b < c))


def decimal(value: Any, digits: int) -> Written:
    """A number that keeps its exact value and prints its first `digits` significant digits, correctly rounded."""
    value = written(value).value
    if not value.is_number:
        raise ValueError(f"only a number has digits: {value} has the letters {value.free_symbols}")
    return Written("decimal", (str(value.evalf(digits)).rstrip("."),), value)


def numbers(*values: Any) -> Written:
    """A tuple of numbers or letters."""
    parts = tuple(map(written, values))
    return Written("tuple", parts, sp.Tuple(*(p.value for p in parts)))
