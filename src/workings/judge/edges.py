"""At the edges: two sides that are equal wherever their fractions and logarithms have values, where one has none.

A denominator or an argument of a logarithm that is 0 on one side only (`domains`) need not make a difference. The
policy (`premises`) has one point at infinity: 1/0 is infinite and 1/oo = 0, so that 1/(1 - 1/(1 - 1/x)) has a value
at x = 1, and what is infinite or undefined in the end has none. Where a factor g is 0, one of its letters has a known
value: if g = c L + r with a constant c that is not 0, then L = -r/c. L may be a symbol, an exponential or a root; its
whole powers have known values too. Both sides are rewritten with that value, node by node from the leaves, by the
arithmetic with one infinity. Every point of the edge satisfies the rewritten sides, whatever else L's own letters may
be, so if neither has a value, or if they are proved equal (which looks at their own edges), the two sides agree on
all of the edge.

Where g is not linear in a letter, what is 0 is the whole expression B below the bar, and on the other side the one B'
with B = c B' for a number c that is not 0, which is proved: they are 0 at the same points. If B' is known not to be 0,
neither is B.

A term beside an infinite one, and a factor beside 0, are dropped, and with them the places where they have no value:
the corners, at which an edge meets another. There the sides must agree as well, both letters having their values. A
zero that is not seen as one stays below its bar, where no normal form accepts it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sympy import (
    Abs,
    Add,
    Basic,
    Derivative,
    Dummy,
    Expr,
    Function,
    Integral,
    Limit,
    Max,
    Min,
    Mul,
    Piecewise,
    Pow,
    Product,
    S,
    Subs,
    Sum,
    conjugate,
    exp,
    expand,
    factorial,
    gamma,
    im,
    log,
    re,
)

from workings.judge.domains import gaps
from workings.judge.letters import Exp, Unreadable
from workings.judge.normal import canonical
from workings.judge.premises import Premises
from workings.judge.signs import NeedsSign, nonnegative, nonzero
from workings.judge.trigonometry import pole

DEEPEST = 3
MOST_PARTNERS = 6

INFINITE, NO_VALUE, EITHER = Dummy("infinite"), Dummy("no value"), Dummy("infinite or no value")
NONE = (INFINITE, NO_VALUE, EITHER)

Prover = Callable[[Expr, Expr, Premises], bool]


def agree_on(factor: Basic, place: Expr, a: Expr, b: Expr, known: Premises, equal: Prover) -> bool:
    """Whether `a` and `b` agree where `factor` is 0, which stands in `place`; False proves nothing.

    They agree where neither has a value, and where `equal` says so.
    """
    return agree_where(factor, Edge({}, known), a, b, equal) or agree_beneath(place, a, b, known, equal)


def agree_where(factor: Basic, edge: Edge, a: Expr, b: Expr, equal: Prover) -> bool:
    """Whether `a` and `b` agree at the points of an edge at which `factor` is 0, too."""
    if isinstance(factor, gamma):
        found = poles(factor.args[0], edge.known)
        return found is not None and all(agree_where(pole, edge, a, b, equal) for pole in found)
    if not isinstance(factor, Expr) or len(edge.values) == DEEPEST:
        return False
    for letter, value in solutions(factor, edge.known):
        try:
            corner = edge.met_by(letter, value)
        except Unreadable:
            continue
        if agree_along(corner, a, b, equal):
            return True
    return False


def agree_along(edge: Edge, a: Expr, b: Expr, equal: Prover) -> bool:
    """Whether `a` and `b` agree at the points of an edge."""
    try:
        here, there = edge.rewritten(a), edge.rewritten(b)
    except Unreadable:
        return False
    if (here in NONE) != (there in NONE) or not (here in NONE or equal(here, there, edge.known)):
        return False
    return all(agree_where(other, edge, a, b, equal) for other in sorted(edge.corners, key=str))


def agree_beneath(place: Expr, a: Expr, b: Expr, known: Premises, equal: Prover) -> bool:
    """Whether `a` and `b` agree where `place`, which stands below a bar or in a logarithm, is 0."""
    others = [other for side in (a, b) for other in below_bars(side) if other.free_symbols == place.free_symbols]
    partners = [other for other in dict.fromkeys(others) if other != place][:MOST_PARTNERS]
    same = [other for other in partners if equal(place, ratio(place, other, known) * other, known)]
    if any(nonzero(other, known) for other in same):
        return True
    return agree_along(Edge(dict.fromkeys([place, *same], S.Zero), known), a, b, equal)


def below_bars(e: Basic) -> list[Expr]:
    """What stands below a bar, in a logarithm or is 0 at a pole in `e`, outside of sums and the like."""
    if isinstance(e, (Sum, Product, Integral, Limit, Derivative, Subs, Piecewise)):
        return []
    found = [part for arg in e.args for part in below_bars(arg)]
    if e.is_Pow or isinstance(e, log):
        found.append(e.args[0])
    hole = pole(e)
    return list(dict.fromkeys(found if hole is None else [*found, hole]))


def ratio(one: Expr, other: Expr, known: Premises) -> Expr:
    """The number that `one` / `other` is by their normal forms, which stands to be proved; 1 if they show none."""
    try:
        found = canonical(one / other, known)
    except (Unreadable, NeedsSign):
        return S.One
    return found if found.is_number and found != 0 else S.One


def poles(argument: Expr, known: Premises) -> list[Expr] | None:
    """What is 0 where gamma has a pole: n - c for each whole c in question; None if there may be endlessly many.

    The argument must be a n + b with whole a > 0 and b, and n a whole number that is not negative.
    """
    if len(argument.free_symbols) != 1:
        return None
    (n,) = argument.free_symbols
    slope = argument.coeff(n)
    rest = expand(argument - slope * n)
    if not (n.is_integer and nonnegative(n, known) and slope.is_Integer and slope > 0 and rest.is_Integer):
        return None
    return [n - c for c in range(int(-rest) // int(slope) + 1)]


def solutions(factor: Expr, known: Premises) -> list[tuple[Expr, Expr]]:
    """The letters in which `factor` is linear, each with the value that makes it 0."""
    found = []
    for letter in sorted(letters_of(factor), key=lambda one: (one.count_ops(), str(one))):
        slope = expand(factor).coeff(letter)
        rest = expand(factor - slope * letter)
        if not slope.free_symbols and nonzero(slope, known) and not rest.has(letter):
            found.append((letter, expand(-rest / slope)))
    return found


def letters_of(factor: Expr) -> set[Expr]:
    """The symbols, functions and roots among the factors of the terms of a sum."""
    parts = {part for term in Add.make_args(expand(factor)) for part in Mul.make_args(term)}
    return {part for part in parts if part.is_Symbol or isinstance(part, Function) or is_root(part)}


def is_root(e: Expr) -> bool:
    """Whether `e` is the q-th root of a symbol."""
    return bool(e.is_Pow and e.base.is_Symbol and e.exp.is_Rational and e.exp.p == 1 and e.exp.q > 1)


@dataclass
class Edge:
    """The points at which some letters have values; `corners` are the factors whose zeros were dropped on the way."""

    values: dict[Expr, Expr]
    known: Premises
    corners: set[Basic] = field(default_factory=set)

    def met_by(self, letter: Expr, value: Expr) -> Edge:
        """The points of this edge at which one more letter has a value; Unreadable if there is an infinite one."""
        other = Edge({letter: value}, self.known)
        values = {old: other.rewritten(given) for old, given in self.values.items()}
        if any(given in NONE for given in values.values()):
            raise Unreadable("an edge at infinity")
        return Edge({**values, letter: value}, self.known)

    def rewritten(self, e: Expr) -> Expr:
        """`e` on the edge: an expression, INFINITE or NO_VALUE; Unreadable where it cannot be told."""
        for letter, value in self.values.items():
            replaced = replacement(e, letter, value)
            if replaced is not None:
                return replaced
        if not e.args or not e.has(*self.changing()):
            return e
        if not isinstance(e, Expr) or not all(isinstance(part, Expr) for part in e.args):
            raise Unreadable(f"{type(e).__name__} at an edge")
        parts = [self.rewritten(part) for part in e.args]
        if NO_VALUE in parts:
            return NO_VALUE
        if pole(e) in self.values and self.values[pole(e)] == 0:
            return INFINITE
        if isinstance(e, (gamma, factorial)) and INFINITE not in parts and e.func(*parts) is S.ComplexInfinity:
            return INFINITE
        result = self.joined(e, parts)
        if result.has(S.ComplexInfinity, S.NaN, S.Infinity, S.NegativeInfinity):
            raise Unreadable("an infinity that SymPy found")
        return result

    def changing(self) -> set[Basic]:
        """The symbols that the letters are made of."""
        return set().union(*(letter.free_symbols for letter in self.values))

    def joined(self, e: Expr, parts: list[Expr]) -> Expr:
        """The value of a node from those of its parts, by the arithmetic with one infinity."""
        if e.is_Add:
            return self.total(parts)
        if e.is_Mul:
            return self.product(parts)
        if e.is_Pow:
            return power(*parts)
        if isinstance(e, log) and len(parts) == 1:
            return NO_VALUE if parts[0] in NONE else INFINITE if parts[0] == 0 else log(parts[0])
        if any(part in NONE for part in parts):
            return EITHER if isinstance(e, (Abs, conjugate, re, im, Max, Min)) else NO_VALUE
        return e.func(*parts)

    def total(self, parts: list[Expr]) -> Expr:
        """A sum: infinite with one infinite term, without value with two."""
        infinite = [part for part in parts if part in NONE]
        if not infinite:
            return self.cancelled(expand(Add(*parts)), parts)
        if len(infinite) > 1:
            return NO_VALUE
        self.dropped(parts)
        return infinite[0]

    def product(self, parts: list[Expr]) -> Expr:
        """A product: 0 with a factor 0, infinite with an infinite one if no other may be 0, without value with both."""
        infinite = [part for part in parts if part in NONE]
        if any(part == 0 for part in parts):
            self.dropped(parts)
            return NO_VALUE if infinite else S.Zero
        if not infinite:
            return self.cancelled(Mul(*parts), parts)
        if EITHER in infinite or not all(nonzero(part, self.known) for part in parts if part not in NONE):
            return EITHER
        self.dropped(parts)
        return INFINITE

    def cancelled(self, result: Expr, parts: list[Expr]) -> Expr:
        """The result, and note where parts that are gone from it have no value."""
        lost = set().union(*(gaps(part, self.known).keys() for part in parts))
        self.corners |= lost - gaps(result, self.known).keys() if lost else lost
        return result

    def dropped(self, parts: list[Expr]) -> None:
        """Note where the parts that no longer count have no value."""
        for part in parts:
            if part not in NONE:
                self.corners |= gaps(part, self.known).keys()


def replacement(e: Expr, letter: Expr, value: Expr) -> Expr | None:
    """The value of `e` if it is the letter, a whole power of it, or what its power is; None for anything else."""
    if e == letter:
        return value
    if isinstance(letter, (Exp, exp)) and isinstance(e, (Exp, exp)):
        times = e.args[0] / letter.args[0]
        return powered(value, times) if times.is_Integer else None
    if is_root(letter):
        if e == letter.base:
            return powered(value, letter.exp.q)
        if e.is_Pow and e.base == letter.base and (e.exp / letter.exp).is_Integer:
            return powered(value, e.exp / letter.exp)
    return None


def powered(value: Expr, times: Any) -> Expr:
    """A whole power of a value."""
    if value == 0 and times < 0:
        return INFINITE
    return expand(value**times) if times > 0 else value**times


def power(base: Expr, exponent: Expr) -> Expr:
    """A power, of infinity only with a rational exponent."""
    if exponent in NONE or (base in NONE and not exponent.is_Rational):
        return NO_VALUE
    if base is EITHER:
        if exponent > 0:
            return EITHER
        raise Unreadable("the reciprocal of what may have no value")
    if base is INFINITE:
        return INFINITE if exponent > 0 else S.Zero if exponent < 0 else S.One
    if base == 0 and not exponent.is_Rational:
        raise Unreadable("a power of 0")
    return INFINITE if base == 0 and exponent < 0 else Pow(base, exponent)
