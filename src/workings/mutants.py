r"""The mutants of an expression: each differs from it by one slip that an author makes, such as a sign or a lost term.

The tree of a `Written` is changed, not its source text, and its value is computed anew from the changed tree. What is
no expression any more, such as a product of matrices that do not fit, is no mutant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import mul
from typing import Any

import sympy as sp

from . import algebra
from .notation import text
from .written import Written, written

KINDS = (
    "signs", "coefficients", "exponents", "indices", "bounds of sums", "transposes", "dropped terms",
    "dropped factors", "relations", "exchanged symbols", "kernel flips", "layer specifications", "matrix entries",
    "weights",
)  # fmt: skip
RELATIONS = {"<=": "<", "<": "<=", ">=": ">", ">": ">=", "==": "!=", "!=": "=="}
MOST_ENTRIES = 6  # of one matrix
BROKEN = (TypeError, ValueError, IndexError, AttributeError, NotImplementedError, ZeroDivisionError, sp.ShapeError)


@dataclass(frozen=True)
class Mutant:
    """A changed value: the kind of the slip, the part that it changed, and what stands there now."""

    kind: str
    was: str
    now: str
    value: Any

    @property
    def name(self) -> str:
        """The slip in one line: "signs: x + 1 -> x - 1"."""
        return f"{self.kind}: {self.was} -> {self.now}"


def mutants(expression: Any) -> list[Mutant]:
    """Every mutant of an expression, in the order of its tree, without those whose value is the same at a glance."""
    e = written(expression)
    found, seen = [], [e.value]
    for kind, was, now, mutant in (*_of_the_whole(e), *_variants(e)):
        if not _is_value(mutant.value) or any(_alike(mutant.value, other) for other in seen):
            continue
        seen.append(mutant.value)
        found.append(Mutant(kind, was, now, mutant))
    return found


def chosen(found: list[Mutant], most: int) -> list[Mutant]:
    """At most so many of each kind, spread evenly over the expression."""
    kept = []
    for kind in KINDS:
        own = [mutant for mutant in found if mutant.kind == kind]
        kept += spread(own, most)
    return kept


def spread(things: list[Any], most: int) -> list[Any]:
    """At most so many things of a list, evenly: the first and the last among them."""
    if len(things) <= most:
        return things
    return [things[k * (len(things) - 1) // max(1, most - 1)] for k in range(most)]


# -- the tree -------------------------------------------------------------------------------------------------------

Variant = tuple[str, str, str, Written]  # kind, the part before, the part after, the whole after


def _variants(e: Written, indexed: bool = False) -> Iterator[Variant]:
    """The mutants at this node, then those inside it, each as a whole; `indexed`: within an index."""
    for kind, now in _guarded(_at_node(e, indexed)):
        yield kind, text(e), text(now), now
    parts, build = _opened(e)
    for k, part in enumerate(parts):
        if _is_the_nodes_own(e, k):
            continue
        for kind, was, now_text, changed in _variants(part, indexed or (e.head == "entry" and k > 0)):
            whole = _built(build, [*parts[:k], changed, *parts[k + 1 :]])
            if whole is not None:
                yield kind, was, now_text, whole


def _is_the_nodes_own(e: Written, k: int) -> bool:
    """Whether a part is changed with its node only: limits, exponents, and indices of a matrix, which has an end."""
    if e.head in ("total", "total_over", "power"):
        return k > 0
    return e.head == "entry" and k > 0 and isinstance(e.args[0].value, sp.MatrixSymbol)


def _opened(e: Written) -> tuple[list[Written], Callable[[list[Written]], Written]]:
    """The parts of a node, and how it is made anew from them; no parts where that does not give its value back."""
    parts, build = _parts(e)
    again = _built(build, parts) if parts else None
    if again is not None and _alike(again.value, e.value):
        return parts, build
    if e.head == "letter":
        return [], build
    try:
        inner = written(e.value)
    except (TypeError, ValueError):
        return [], build
    if inner.head == e.head and e.head not in ("named", "decimal"):
        return [], build
    if e.head == "decimal":
        digits = len(re.sub(r"e.*|\D", "", e.args[0]).lstrip("0"))
        return [inner], lambda new: algebra.decimal(new[0], digits)
    return [inner], lambda new: Written(e.head, e.args, new[0].value)


def _parts(e: Written) -> tuple[list[Written], Callable[[list[Written]], Written]]:
    """The parts as the head keeps them, and the maker of a node of that head."""
    if e.head == "add":
        signs = [sign for sign, _ in e.args]
        return [term for _, term in e.args], lambda new: _sum(list(zip(signs, new, strict=True)))
    if e.head in ("relation", "unknown"):
        return list(e.args[1:]), lambda new: MAKERS[e.head](e.args[0], *new)
    if e.head == "matrix":
        columns = len(e.args[0]) if e.args else 0
        return [part for row in e.args for part in row], lambda new: _matrix(new, columns)
    if e.head in MAKERS and all(isinstance(part, Written) for part in e.args):
        return list(e.args), lambda new: MAKERS[e.head](*new)
    return [], lambda new: e


def _built(build: Callable[[list[Written]], Written], parts: list[Written]) -> Written | None:
    try:
        return build(parts)
    except BROKEN:
        return None


def _guarded(found: Iterator[tuple[str, Written]]) -> Iterator[tuple[str, Written]]:
    """The mutants up to one that cannot be made."""
    try:
        yield from found
    except BROKEN:
        return


def _sum(terms: list[tuple[int, Written]]) -> Written:
    """A sum of signed terms; a leading minus stands before its term."""
    (sign, first), *rest = terms
    start = first if sign > 0 else -first
    return reduce(lambda before, term: before + term[1] if term[0] > 0 else before - term[1], rest, start)


def _matrix(entries: list[Written], columns: int) -> Written:
    rows = [tuple(entries[k : k + columns]) for k in range(0, len(entries), columns)]
    return Written("matrix", tuple(rows), sp.ImmutableMatrix([[part.value for part in row] for row in rows]))


def _total(body: Written, *limits: Written) -> Written:
    triples = [tuple(part.value for part in limits[k : k + 3]) for k in range(0, len(limits), 3)]
    return Written("total" if len(limits) == 3 else "total_over", (body, *limits), sp.Sum(body.value, *triples))


MAKERS: dict[str, Callable[..., Written]] = {
    "multiply": lambda *parts: reduce(mul, parts),
    "fraction": lambda above, below: above / below,
    "slash": algebra.slash,
    "power": lambda base, exponent: _power(base, exponent),
    "negative": lambda part: -part,
    "entry": lambda base, *indices: base[indices],
    "transpose": lambda part: part.T,
    "inverse": lambda part: part.I,
    "bracket": algebra.bracket,
    "small": lambda part: Written("small", (part,), part.value),
    "total": _total,
    "total_over": _total,
    "relation": algebra.relation,
    "between": algebra.between,
    "tuple": algebra.numbers,
    "hadamard": algebra.hadamard,
    "unknown": algebra.unknown,
    "Max": algebra.largest,
    "Min": algebra.smallest,
    "Abs": lambda part: abs(part),
    "LambertW": algebra.lambert_w,
    "ReLU": algebra.relu,
    **{name: getattr(algebra, name) for name in ("exp", "log", "tanh", "sigmoid", "sqrt", "norm", "floor", "softmax")},
}


def _power(base: Written, exponent: Written) -> Written:
    """A power; of a column, entry by entry."""
    if getattr(base.value, "is_Matrix", False) and base.value.shape[0] != base.value.shape[1]:
        return Written("power", (base, exponent), sp.HadamardPower(base.value, exponent.value))
    return base**exponent


# -- the slips ------------------------------------------------------------------------------------------------------


def _of_the_whole(e: Written) -> Iterator[Variant]:
    """What can only be done to an expression as a whole: its sign, a factor of 2, two letters for each other."""
    said = text(e)
    if _is_number_or_matrix(e.value) and e.head not in ("add", "tuple"):
        for kind, changed in _guarded(iter([("signs", -e)])):
            yield kind, said, text(changed), changed
        if not getattr(e.value, "is_number", False):
            for kind, changed in _guarded(("coefficients", written(2) * e) for _ in "1"):
                yield kind, said, text(changed), changed
    for one, other in _exchangeable(e.value):
        try:
            value = e.value.xreplace({one: other, other: one})
        except BROKEN:
            continue
        name = f"{said} with {one} and {other} exchanged"
        yield "exchanged symbols", f"{one}, {other}", f"{other}, {one}", algebra.named(name, value, name)


def _exchangeable(value: Any) -> list[tuple[Any, Any]]:
    """Pairs of letters of one kind, in the order of their names; neighbours, so that there are not too many."""
    if not isinstance(value, sp.Basic | sp.MatrixBase):
        return []
    letters = sorted(value.free_symbols, key=str)
    sizes = {a for m in value.atoms(sp.MatrixSymbol) for side in m.shape for a in side.free_symbols}
    plain = [a for a in letters if isinstance(a, sp.Symbol) and a not in sizes and not _names_a_vector(a, value)]
    large = [a for a in letters if isinstance(a, sp.MatrixSymbol)]
    pairs = list(zip(plain, plain[1:], strict=False))
    return pairs + [(a, b) for a, b in combinations(large, 2) if a.shape == b.shape]


def _names_a_vector(letter: Any, value: Any) -> bool:
    return any(base.label == letter for base in value.atoms(sp.IndexedBase))


def _at_node(e: Written, indexed: bool) -> Iterator[tuple[str, Written]]:
    """The slips at one node."""
    if (slips := SLIPS.get(e.head)) is not None:
        yield from slips(e, indexed)


def _in_a_sum(e: Written, indexed: bool) -> Iterator[tuple[str, Written]]:
    terms = list(e.args)
    for k, (sign, term) in enumerate(terms):
        flips = indexed and not term.value.is_number
        yield "kernel flips" if flips else "signs", _sum([*terms[:k], (-sign, term), *terms[k + 1 :]])
    for k in range(len(terms)):
        yield "indices" if indexed else "dropped terms", _sum([*terms[:k], *terms[k + 1 :]])
    for k, (sign, term) in enumerate(terms):
        if not (indexed or _has_a_number(term)):
            yield "coefficients", _sum([*terms[:k], (sign, written(2) * term), *terms[k + 1 :]])


def _has_a_number(term: Written) -> bool:
    return term.head in ("letter", "multiply", "slash", "fraction") and any(
        part.value.is_number for part in (term, *(p for p in term.args if isinstance(p, Written)))
    )


def _in_a_product(e: Written, indexed: bool) -> Iterator[tuple[str, Written]]:
    parts = list(e.args)
    for k in range(len(parts)):
        rest = [*parts[:k], *parts[k + 1 :]]
        if (made := _built(lambda new: MAKERS[e.head](*new) if len(new) > 1 else new[0], rest)) is not None:
            yield "dropped factors", made
    for k, part in enumerate(parts):
        if isinstance(part.value, sp.MatrixSymbol) and part.value.shape[0] == part.value.shape[1] != 1:
            yield "transposes", MAKERS[e.head](*parts[:k], part.T, *parts[k + 1 :])


def _in_a_fraction(e: Written, indexed: bool) -> Iterator[tuple[str, Written]]:
    above, below = e.args
    yield "dropped factors", above
    if not above.value.is_number:
        yield "dropped factors", MAKERS[e.head](written(1), below)


def _in_a_power(e: Written, indexed: bool) -> Iterator[tuple[str, Written]]:
    base, exponent = e.args
    yield "exponents", _power(base, exponent + 1 if not exponent.value.is_number else written(exponent.value + 1))
    yield "exponents", base


def _in_an_entry(e: Written, indexed: bool) -> Iterator[tuple[str, Written]]:
    base, *indices = e.args
    if isinstance(base.value, sp.MatrixSymbol) and (base.value.shape[0] != base.value.shape[1]):
        return
    if isinstance(base.value, sp.MatrixSymbol):
        yield "transposes", base[tuple(indices[::-1])]
        return
    for k, index in enumerate(indices):
        later = written(index.value + 1) if index.value.is_number else index + 1
        if (made := _built(lambda new: base[tuple(new)], [*indices[:k], later, *indices[k + 1 :]])) is not None:
            yield "indices", made
    if len(indices) == 2 and _built(lambda new: base[tuple(new)], indices[::-1]) is not None:
        yield "transposes", base[tuple(indices[::-1])]


def _in_a_total(e: Written, indexed: bool) -> Iterator[tuple[str, Written]]:
    body, *limits = e.args
    for k in range(0, len(limits), 3):
        index, low, high = limits[k : k + 3]
        later = written(low.value + 1)
        yield "bounds of sums", _total(body, *limits[:k], index, later, high, *limits[k + 3 :])
        yield "bounds of sums", _total(body, *limits[:k], index, low, written(high.value - 1), *limits[k + 3 :])


def _in_a_relation(e: Written, indexed: bool) -> Iterator[tuple[str, Written]]:
    name, left, right = e.args
    yield "relations", algebra.relation(left, RELATIONS[name], right)


def _in_a_letter(e: Written, indexed: bool) -> Iterator[tuple[str, Written]]:
    if isinstance(e.value, sp.Rational) and e.value.is_finite:
        kind = "indices" if indexed else "coefficients"
        yield kind, written(e.value + 1 if e.value.is_Integer else 2 * e.value)


def _in_a_matrix(e: Written, indexed: bool) -> Iterator[tuple[str, Written]]:
    value, rows, columns = e.value, e.value.rows, e.value.cols
    if rows > 1 and columns > 1:
        yield "kernel flips", written(sp.ImmutableMatrix(rows, columns, lambda i, j: value[rows - 1 - i, -1 - j]))
    if rows == columns > 1:
        yield "transposes", written(value.T)
    cells = [(i, j) for i in range(rows) for j in range(columns)]
    full, empty = [c for c in cells if value[c] != 0], [c for c in cells if value[c] == 0]
    for kind, cell, entry in (
        *(("matrix entries", cell, 0) for cell in spread(full, MOST_ENTRIES)),
        *(("matrix entries", cell, 1) for cell in spread(empty, 2)),
        *(("signs", cell, -value[cell]) for cell in spread(full, 2)),
    ):
        changed = sp.Matrix(value)
        changed[cell] = entry
        yield kind, written(changed.as_immutable())


def _in_a_tuple(e: Written, indexed: bool) -> Iterator[tuple[str, Written]]:
    for k, part in enumerate(e.args):
        yield "matrix entries", algebra.numbers(*e.args[:k], part + 1, *e.args[k + 1 :])


def _without_its_head(kind: str) -> Callable[[Written, bool], Iterator[tuple[str, Written]]]:
    return lambda e, indexed: iter([(kind, e.args[0])])


SLIPS: dict[str, Callable[[Written, bool], Iterator[tuple[str, Written]]]] = {
    "add": _in_a_sum,
    "multiply": _in_a_product,
    "hadamard": _in_a_product,
    "fraction": _in_a_fraction,
    "slash": _in_a_fraction,
    "power": _in_a_power,
    "entry": _in_an_entry,
    "total": _in_a_total,
    "total_over": _in_a_total,
    "relation": _in_a_relation,
    "letter": _in_a_letter,
    "matrix": _in_a_matrix,
    "tuple": _in_a_tuple,
    "negative": _without_its_head("signs"),
    "sqrt": _without_its_head("exponents"),
    "transpose": _without_its_head("transposes"),
    "inverse": _without_its_head("exponents"),
}


# -- values ---------------------------------------------------------------------------------------------------------


def _is_number_or_matrix(value: Any) -> bool:
    return isinstance(value, sp.Expr | sp.MatrixBase) and value != sp.S.Zero


def _is_value(value: Any) -> bool:
    """Whether a mutant means something: no 1/0, no matrices that do not fit together."""
    if not isinstance(value, sp.Basic | sp.MatrixBase):
        return True
    from .judge.shapes import misfit

    return not (value.has(sp.nan, sp.zoo) or misfit(value))


def _alike(a: Any, b: Any) -> bool:
    """The same tree; rules of vectors by components are compared at one index."""
    if isinstance(a, algebra.Components) and isinstance(b, algebra.Components):
        index = sp.Symbol("i", integer=True)
        return bool(a[index] == b[index])
    return type(a) is type(b) and bool(a == b)
