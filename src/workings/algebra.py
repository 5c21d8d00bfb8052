r"""The author's vocabulary: letters, functions and forms that Python's operators cannot say.

Every function returns a `Written`. Vectors come in two kinds, both of symbolic length: `vector("x", d)` for work by
components, `x[i]` with i from 1; and `column("g", n)`, `matrix("H", n, m)` for work with whole matrices.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context
from typing import Any

import sympy as sp

from .notation import FUNCTIONS, LATEX
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
    """A column vector of `rows` entries, as a matrix; SymPy counts its entries from 0, the page from 1."""
    return matrix(name, rows, 1)


def matrix(name: str, rows: Any, columns: Any) -> Written:
    """A matrix letter of the given, possibly symbolic, shape; `H[0, 0]` is `h_{1,1}` on the page."""
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

    def __add__(self, other: Any) -> Components:
        other = self._fitting(other)
        return Components(lambda i: self[i] + other[i], self.length)

    def __sub__(self, other: Any) -> Components:
        return self + -self._fitting(other)

    def __radd__(self, other: Any) -> Components:
        return self + other

    __rsub__ = __radd__

    def __neg__(self) -> Components:
        return -1 * self

    def __mul__(self, factor: Any) -> Components:
        if isinstance(factor, Components) or getattr(factor, "is_Matrix", False):
            raise TypeError(
                "a vector by components is multiplied by a number only\n"
                "Sum the products of the components: total(x[i] * y[i], i, of=d)."
            )
        return Components(lambda i: factor * self[i], self.length)

    __rmul__ = __mul__

    def __truediv__(self, factor: Any) -> Components:
        return self * (ONE / factor)

    def _fitting(self, other: Any) -> Components:
        """`other`, if it can be added to this vector; a TypeError says what to write instead."""
        if getattr(other, "is_Matrix", False):
            raise TypeError(
                f"a vector by components and the matrix {other} have no sum\n"
                "Declare both with vector(name, length), or both with column(name, rows)."
            )
        if not isinstance(other, Components):
            raise TypeError(
                f"a vector and the number {other} have no sum\n"
                f"Where every component takes it, write {other} * ones({self.length})."
            )
        if sp.expand(self.length - other.length) != 0:
            raise TypeError(
                f"a vector of {self.length} components and one of {other.length} have no sum\n"
                "Give both the same length: vector(name, length)."
            )
        return other


def vector(name: str, length: Any, **assumptions: bool) -> Written:
    """A vector of real components `x[i]`, i = 1, ..., `length`."""
    base = sp.IndexedBase(name, **(assumptions or {"real": True}))
    return Written("vector", (), Components(lambda i: base[i], written(length).value, name))


def ones(length: Any) -> Written:
    r"""The vector of ones, `\vone`, by components."""
    return named(r"\vone", Components(lambda i: ONE, written(length).value), "ones")


# -- functions ------------------------------------------------------------------------------------------------------


def exp(x: Any) -> Written:
    """The exponential, printed as a power of e; of a column, entry by entry."""
    if isinstance(value := written(x).value, sp.MatrixExpr) and value.cols != 1:
        raise TypeError(
            f"e to the power of the matrix {value} is read as a series, not entry by entry\n"
            "Give what is meant a notation of its own: named(latex, value, text)."
        )
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
    """The softmax of a vector by components: component i is e^(x_i) / sum_j e^(x_j), j a letter that x has not."""
    inner = x.value
    taken = {str(letter) for part in (inner[sp.Dummy()], inner.length) for letter in part.free_symbols}
    j = sp.Symbol(next(letter for letter in "jklmnpqrstuv" if letter not in taken), integer=True, positive=True)
    below = sp.Sum(sp.exp(inner[j]), (j, 1, inner.length))
    return Written("softmax", (x,), Components(lambda i: sp.exp(inner[i]) / below, inner.length))


def unknown(name: str, *arguments: Any, **assumptions: bool) -> Written:
    """An undefined function at its arguments, such as phi(r)."""
    if name in FUNCTIONS or name in LATEX:
        raise ValueError(f"{name} is a name of the page's own\nGive the undefined function another one.")
    parts = tuple(map(written, arguments))
    return Written("unknown", (name, *parts), sp.Function(name, **assumptions)(*(p.value for p in parts)))


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


def total(body: Any, index: Any, low: Any = 1, high: Any = None, *, of: Any = None, small: bool = False) -> Written:
    r"""The sum of `body` over index = low, ..., high; with `of=last` over all of low, ..., last, the range left unsaid.

    With its range unsaid, `index` may be a tuple of indices that all have it, and they are counted from 1 or from 0.
    `small` sets the sign as in a line of text, for a display in which the tall one is more than is needed.
    """
    body, indices = written(body), tuple(map(written, index if isinstance(index, tuple) else (index,)))
    if (high is None) == (of is None):
        raise TypeError(
            "a sum has one end\nWrite total(body, j, 1, n), or total(body, j, of=n) to leave the range unsaid."
        )
    if high is None and written(low).value not in (0, 1):
        raise TypeError(
            f"a sum from {low} that leaves its range unsaid is read as one from 1\nWrite total(body, j, {low}, n)."
        )
    if high is not None and len(indices) > 1:
        raise TypeError("several indices leave their range unsaid\nWrite total(body, (i, j), of=n), or a sum of sums.")
    ends = (written(low), written(of if high is None else high))
    value = sp.Sum(body.value, *((index.value, ends[0].value, ends[1].value) for index in indices))
    parts = [part for index in indices for part in (index, *ends)]
    tall = Written("total_over" if high is None else "total", (body, *parts), value)
    return Written("small", (tall,), value) if small else tall


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
    """A number that keeps its exact value and prints its first `digits` significant digits, correctly rounded.

    Half way between two neighbours the last digit becomes even. Where fixed digits would need zeros for places that are
    not known, or five zeros after the point, the number is written with a power of ten.
    """
    value = written(value).value
    if not value.is_number:
        raise ValueError(f"only a number has digits: {value} has the letters {value.free_symbols}")
    exact = value.evalf(digits + 30)
    if digits < 1 or not (exact.is_Float or exact.is_Integer):
        raise ValueError(
            f"{value} to {digits} digits is no decimal number\nGive a finite real number, and 1 digit or more."
        )
    rounded = Context(prec=digits, rounding=ROUND_HALF_EVEN).create_decimal(str(exact))
    if -5 < rounded.adjusted() < digits:
        return Written("decimal", (f"{rounded:f}",), value)
    shown, _, exponent = f"{rounded:e}".partition("e")
    return Written("decimal", (f"{shown}e{int(exponent)}",), value)


def numbers(*values: Any) -> Written:
    """A tuple of numbers or letters."""
    parts = tuple(map(written, values))
    return Written("tuple", parts, sp.Tuple(*(p.value for p in parts)))
