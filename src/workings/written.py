r"""An expression as its author wrote it, together with the SymPy value that it stands for.

SymPy sorts and simplifies what it is given, so `x - alpha` comes back as `-alpha + x`. A `Written` keeps the tree that
the author typed, for the page, and computes its SymPy value from the same tree, for the check: what is printed and what
is checked cannot drift apart. Operators work as in mathematics; `workings.algebra` has what operators cannot say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Basic, MatrixBase, sympify


@dataclass(frozen=True, eq=False)
class Written:
    """A node: `head` names its notation, `args` are its parts in the order of the page, `value` is what it means."""

    head: str
    args: tuple[Any, ...]
    value: Any

    _op_priority = 1000.0  # SymPy leaves a binary operator with a Written in it to the Written

    def _sympy_(self) -> Any:
        return self.value

    def __add__(self, other: Any) -> Written:
        return _chain("add", self, written(other), 1)

    def __radd__(self, other: Any) -> Written:
        return written(other) + self

    def __sub__(self, other: Any) -> Written:
        return _chain("add", self, written(other), -1)

    def __rsub__(self, other: Any) -> Written:
        return written(other) - self

    def __mul__(self, other: Any) -> Written:
        return _product(self, written(other))

    def __rmul__(self, other: Any) -> Written:
        return written(other) * self

    def __truediv__(self, other: Any) -> Written:
        other = written(other)
        return Written("fraction", (self, other), self.value / other.value)

    def __rtruediv__(self, other: Any) -> Written:
        return written(other) / self

    def __pow__(self, other: Any) -> Written:
        other = written(other)
        return Written("power", (self, other), self.value**other.value)

    def __rpow__(self, other: Any) -> Written:
        return written(other) ** self

    def __neg__(self) -> Written:
        return Written("negative", (self,), -self.value)

    def __abs__(self) -> Written:
        return Written("Abs", (self,), abs(self.value))

    def __getitem__(self, index: Any) -> Written:
        parts = tuple(written(part) for part in (index if isinstance(index, tuple) else (index,)))
        values = tuple(part.value for part in parts)
        return Written("entry", (self, *parts), self.value[values if len(values) > 1 else values[0]])

    def __iter__(self) -> Any:
        raise TypeError("a written expression has no parts to iterate over")

    @property
    def T(self) -> Written:
        """The transpose."""
        return Written("transpose", (self,), self.value.T)

    @property
    def I(self) -> Written:  # noqa: E743 - SymPy's own name for it
        """The inverse of a matrix."""
        return Written("inverse", (self,), self.value.I)

    def __str__(self) -> str:
        from .notation import text

        return text(self)

    __repr__ = __str__


def written(thing: Any) -> Written:
    """`thing` as a Written; a number, SymPy expression or matrix comes in the order that a person would write."""
    if isinstance(thing, Written):
        return thing
    from .order import as_a_person_writes

    return as_a_person_writes(thing if isinstance(thing, Basic | MatrixBase) else sympify(thing, strict=True))


def value_of(thing: Any) -> Any:
    """What `thing` means: the SymPy value of a Written, also inside tuples, lists and mappings; else `thing` itself."""
    if isinstance(thing, Written):
        return thing.value
    if isinstance(thing, tuple | list):
        return type(thing)(value_of(part) for part in thing)
    if isinstance(thing, dict):
        return {key: value_of(part) for key, part in thing.items()}
    return thing


def _chain(head: str, left: Written, right: Written, sign: int) -> Written:
    """A sum whose left part, if it is a sum too, goes on without brackets."""
    before = left.args if left.head == head else ((1, left),)
    return Written(head, (*before, (sign, right)), left.value + right.value if sign > 0 else left.value - right.value)


def _product(left: Written, right: Written) -> Written:
    """A product whose left part, if it is a product too, goes on without brackets; a leading minus stands before it."""
    if left.head == "negative":
        return -_product(left.args[0], right)
    before = left.args if left.head == "multiply" else (left,)
    return Written("multiply", (*before, right), left.value * right.value)
