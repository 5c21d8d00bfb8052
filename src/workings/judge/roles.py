"""Which part each letter of an expression plays: a size, a subscript, a number, a vector, a matrix, a function."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sympy import (
    Basic,
    Expr,
    Indexed,
    IndexedBase,
    KroneckerDelta,
    MatrixSymbol,
    Product,
    S,
    Sum,
    Symbol,
)
from sympy.core.function import AppliedUndef, UndefinedFunction
from sympy.matrices.expressions.matexpr import MatrixElement

Range = tuple[Expr, Expr]


@dataclass(frozen=True)
class Roles:
    """The letters of some expressions by the part they play, each group in alphabetical order.

    Subscripts and vectors come with their ranges, functions with the number of their arguments.
    """

    sizes: tuple[Symbol, ...]
    subscripts: tuple[tuple[Symbol, Range], ...]
    numbers: tuple[Symbol, ...]
    vectors: tuple[tuple[IndexedBase, tuple[Range, ...]], ...]
    matrices: tuple[MatrixSymbol, ...]
    functions: tuple[tuple[UndefinedFunction, int], ...]


def roles(expressions: Iterable[Basic]) -> Roles:
    """The roles of all letters that occur free in the expressions."""
    expressions = [e for e in expressions if isinstance(e, Basic)]
    matrices = gathered(expressions, MatrixSymbol)
    bases = gathered(expressions, IndexedBase)
    symbols = free_symbols(expressions) - {base.label for base in bases}
    ranges = ranges_of(expressions, symbols)
    sizes = {s for s in symbols if s.is_integer and s in limit_symbols(expressions, matrices)}
    subscripts = subscript_ranges(expressions, symbols - sizes, ranges)
    return Roles(
        sizes=alphabetical(sizes),
        subscripts=tuple((s, subscripts[s]) for s in alphabetical(subscripts)),
        numbers=alphabetical(symbols - sizes - set(subscripts)),
        vectors=tuple((base, ranges.get(base, ())) for base in alphabetical(bases)),
        matrices=alphabetical(matrices),
        functions=alphabetical({(type(applied), len(applied.args)) for applied in gathered(expressions, AppliedUndef)}),
    )


def gathered(expressions: list[Basic], kind: type) -> set:
    """The parts of one kind."""
    return set().union(*(e.atoms(kind) for e in expressions))


def alphabetical(letters: Iterable) -> tuple:
    """Letters by name."""
    return tuple(sorted(letters, key=str))


def free_symbols(expressions: list[Basic]) -> set[Symbol]:
    """The free symbols, those in the shapes of matrices included."""
    found = {s for e in expressions for s in e.free_symbols if isinstance(s, Symbol)}
    return found | {s for m in gathered(expressions, MatrixSymbol) for size in m.shape for s in size.free_symbols}


def limit_symbols(expressions: list[Basic], matrices: set[MatrixSymbol]) -> set[Symbol]:
    """The symbols in the shapes of matrices and the limits of sums."""
    found = {s for m in matrices for size in m.shape for s in size.free_symbols}
    for total in gathered(expressions, Sum) | gathered(expressions, Product):
        found |= {s for _, *ends in total.limits for end in ends for s in end.free_symbols}
    return found


def ranges_of(expressions: list[Basic], symbols: set[Symbol]) -> dict[IndexedBase, tuple[Range, ...]]:
    """The range over which each vector is summed, one for each subscript; ends that depend on an index do not count."""
    found: dict[IndexedBase, tuple[Range, ...]] = {}
    for total in sorted(gathered(expressions, Sum) | gathered(expressions, Product), key=str):
        limits = {i: (low, high) for i, low, high in total.limits if low.free_symbols | high.free_symbols <= symbols}
        for component in sorted(total.function.atoms(Indexed), key=str):
            if all(index in limits for index in component.indices):
                found.setdefault(component.base, tuple(limits[index] for index in component.indices))
    return found


def subscript_ranges(expressions: list[Basic], symbols: set[Symbol], ranges: dict) -> dict[Symbol, Range]:
    """The free symbols that serve as subscripts, with the range that each runs over."""
    found: dict[Symbol, Range] = {}
    anywhere: Range = (S.One, S(3))
    for component in sorted(gathered(expressions, Indexed), key=str):
        for place, index in enumerate(component.indices):
            known = ranges.get(component.base, ())
            if index in symbols and place < len(known):
                found.setdefault(index, known[place])
    for element in sorted(gathered(expressions, MatrixElement), key=str):
        for index, size in zip(element.args[1:], element.parent.shape, strict=True):
            if index in symbols:
                found.setdefault(index, (S.Zero, size - 1))
    for component in sorted(gathered(expressions, Indexed), key=str):
        for index in component.indices:
            for symbol in alphabetical(symbols & index.free_symbols):
                found.setdefault(symbol, anywhere)
    for delta in sorted(gathered(expressions, KroneckerDelta), key=str):
        for index in delta.args[:2]:
            if index in symbols and index.is_integer:
                found.setdefault(index, anywhere)
    return found
