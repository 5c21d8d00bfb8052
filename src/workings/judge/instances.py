"""Exact points at which two sides can be compared: numbers, sizes, vectors, matrices and functions that obey the
premises.

The first point is made of small primes in alphabetical order, which a reader can check by hand; then come dyadic
fractions (complex ones for complex letters), drawn at random between the ends that the premises set (`constraints`),
then the places where something changes (`places`). Sizes run from 1 upwards, and never size 1 alone.

Everything that is drawn depends on `SEED` alone, which is 0 unless the environment variable WORKINGS_SEED says
otherwise: the same points are drawn in every run.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from typing import Any

from sympy import Basic, Derivative, Expr, IndexedBase, S, Subs, Symbol
from sympy.core.function import AppliedUndef, UndefinedFunction

from workings.judge.constraints import fits, interval, meeting_equalities, obeys
from workings.judge.gaussians import Gaussian
from workings.judge.matrix_instances import drawn_matrix, obeying
from workings.judge.places import special
from workings.judge.premises import Premises
from workings.judge.roles import Roles
from workings.judge.values import Walk

SEED = int(os.environ.get("WORKINGS_SEED", "0"))
PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)
SIZES = (2, 3, 1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)
SIZES_OR_NONE = (2, 0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
MATRIX_SIZES = (2, 3, 1, 4, 5)
WITH_ZEROS = 3  # the point at which all columns are 0: there denominators made of them vanish
MOST_TRIES = 40


def source(name: str) -> Random:
    """A source of random numbers for a purpose."""
    return Random(f"{SEED} {name}" if SEED else name)


@dataclass
class Instance:
    """One point: the value of each letter; components of vectors are drawn when they are first asked for."""

    numbers: dict[Symbol, Any]
    matrices: dict[Any, list]
    functions: dict[UndefinedFunction, Any]
    seed: str
    friendly: bool = False
    components: dict[tuple[IndexedBase, tuple[int, ...]], Any] = field(default_factory=dict)
    pattern: tuple[Fraction, ...] = ()

    def component(self, e: Any, indices: tuple[int, ...]) -> Any:
        """The component of a vector at whole indices: from the pattern, if there is one that suits, or drawn."""
        key = (e.base, indices)
        if key not in self.components:
            label = e.base.label
            value = self.pattern[(sum(indices) - 1 + len(str(label))) % len(self.pattern)] if self.pattern else None
            if value is None or not fits(label, value):
                value = drawn_for(label, source(f"{self.seed} {e.base} {indices}"))
            self.components[key] = value
        return self.components[key]

    def walk(self, digits: int = 50) -> Walk:
        """A walk at this point."""
        return Walk({**self.numbers, **self.matrices}, self.component, digits)

    def prepared(self, e: Any) -> Any:
        """`e` with the functions of this point put in and the derivatives taken."""
        if not isinstance(e, Basic):
            return e
        for function, formula in self.functions.items():
            e = e.replace(function, formula)
        return opened(e) if self.functions else e


def opened(e: Any) -> Any:
    """`e` with its derivatives taken, unless they are of undefined functions."""
    if not isinstance(e, Basic) or not e.has(Derivative, Subs) or e.has(AppliedUndef):
        return e
    return e.replace(lambda part: isinstance(part, (Derivative, Subs)), lambda part: part.doit())


def instances(parts: Roles, known: Premises, sides: tuple[Any, ...], effort: int) -> Iterator[Instance]:
    """Points that obey the premises: general ones, then special ones; more of both for more `effort`."""
    found = []
    for k in range(general(parts, effort)):
        point = admissible(parts, known, k)
        if point is not None:
            found.append(point)
            yield point
    if found and (parts.numbers or parts.vectors):
        yield from special(parts, known, sides, found, effort)


def general(parts: Roles, effort: int) -> int:
    """How many general points are drawn; sums are tried at more sizes than matrices."""
    if not has_letters(parts):
        return 1
    many = parts.sizes and not parts.matrices
    return (6 if many else 4) + 4 * effort


def has_letters(parts: Roles) -> bool:
    """Whether anything is there to be drawn."""
    return any((parts.sizes, parts.subscripts, parts.numbers, parts.vectors, parts.matrices, parts.functions))


def admissible(parts: Roles, known: Premises, k: int) -> Instance | None:
    """The k-th point that obeys the premises, if one is found."""
    for attempt in range(MOST_TRIES):
        point = drawn(parts, known, k, attempt)
        if point is None or not obeys(point, known):
            continue
        return point
    return None


def drawn(parts: Roles, known: Premises, k: int, attempt: int) -> Instance | None:
    """A point that obeys the assumptions on symbols and matrices, and equalities that are linear in a letter."""
    seed = f"{k} {attempt}"
    rng = source(seed)
    friendly, simple = k == 0 and attempt == 0, k < 3
    primes = iter(PRIMES)
    numbers: dict[Symbol, Any] = {}
    for place, size in enumerate(parts.sizes):
        sizes = MATRIX_SIZES if parts.matrices else SIZES_OR_NONE if size.is_positive is None else SIZES
        wanted = Fraction(sizes[(k + place * (k > 0) + attempt) % len(sizes)])
        numbers[size] = wanted if fits(size, wanted) else drawn_for(size, rng)
    point = Instance(numbers, {}, {}, seed, friendly)
    for subscript, (low, high) in parts.subscripts:
        first, last = (int(point.walk().number(end)) for end in (low, high))
        wider = 2 if bounded(subscript, known) else 0
        choices = [i for i in range(first - wider, last + wider + 1) if fits(subscript, Fraction(i))]
        if not choices:
            return None
        numbers[subscript] = Fraction(choices[0] if friendly else rng.choice(choices))
    if friendly:
        friendly_components(point, parts, primes)
    for symbol in parts.numbers:
        ends = interval(symbol, point, known) if known.facts else (None, None)
        value = small_prime(symbol, primes) if friendly else drawn_for(symbol, rng, simple)
        if not within(value, *ends):
            value = drawn_between(symbol, rng, *ends)
        if value is None:
            return None
        numbers[symbol] = value
    for m in parts.matrices:
        shape = int(point.walk().number(m.shape[0])), int(point.walk().number(m.shape[1]))
        point.matrices[m] = drawn_matrix(m, shape, known, rng)
    if k == WITH_ZEROS:
        columns = [m for m in parts.matrices if 1 in m.shape]
        point.matrices.update({m: [[Fraction(0) for _ in row] for row in point.matrices[m]] for m in columns})
    for function, _ in parts.functions:
        point.functions[function] = drawn_function(function, point, rng)
    if known.matrix_equations and not obeying(point.matrices, known, lambda e: point.walk().value(e), rng):
        return None
    return meeting_equalities(point, parts, known)


def bounded(subscript: Symbol, known: Premises) -> bool:
    """Whether the premises say where a subscript lies, so that they count and not the range of its vector."""
    return any(subscript in fact.free_symbols and not fact.has(IndexedBase) for fact, _ in known.facts)


def friendly_components(point: Instance, parts: Roles, primes: Iterator[int]) -> None:
    """Small primes for the components of the vectors whose range is known."""
    for base, ranges in parts.vectors:
        if len(ranges) == 1:
            low, high = (int(point.walk().number(end)) for end in ranges[0])
            for index in range(low, high + 1):
                value = small_prime(base.label, primes)
                if value is not None:
                    point.components[base, (index,)] = value


def small_prime(symbol: Symbol, primes: Iterator[int]) -> Fraction | None:
    """The next small prime, or its opposite, whichever the symbol allows."""
    prime = next(primes, 41)
    for value in (Fraction(prime), Fraction(-prime), Fraction(1, prime), Fraction(2), Fraction(0), Fraction(1)):
        if fits(symbol, value):
            return value
    return None


def drawn_for(symbol: Symbol, rng: Random, simple: bool = False) -> Any:
    """A fraction (or a complex number with dyadic parts) that the assumptions of a symbol allow; `simple`: halves."""
    for _ in range(200):
        value: Any
        if symbol.is_integer:
            value = Fraction(rng.randint(-6, 9))
        elif symbol.is_extended_real and simple:
            value = Fraction(rng.randint(-9, 9), rng.choice((1, 1, 2)))
        elif symbol.is_extended_real:
            value = Fraction(rng.randint(-80, 80), rng.choice((8, 16, 32)))
        elif symbol.is_imaginary or (symbol.is_extended_real is None and rng.random() < 0.6):
            real = Fraction(0 if symbol.is_imaginary else rng.randint(-40, 40), 8)
            value = Gaussian(real, Fraction(rng.randint(-40, 40) or 8, 8))
        else:
            value = Fraction(rng.randint(-80, 80), 16)
        if fits(symbol, value):
            return value
    return None


def within(value: Any, low: Fraction | None, high: Fraction | None) -> bool:
    """Whether a value lies strictly between two ends; a complex one only if there are none."""
    if low is None and high is None:
        return True
    return isinstance(value, Fraction) and (low is None or low < value) and (high is None or value < high)


def drawn_between(symbol: Symbol, rng: Random, low: Fraction | None, high: Fraction | None) -> Fraction | None:
    """A fraction between two ends that the assumptions of a symbol allow; None if none is found."""
    for _ in range(MOST_TRIES):
        step = Fraction(rng.randint(1, 40), 1 if symbol.is_integer else rng.choice((1, 4, 8, 32)))
        if low is not None and high is not None:
            value = low + (high - low) * Fraction(rng.randint(0, 16), 16)
            value = Fraction(round(value)) if symbol.is_integer else value
        elif low is not None:
            value = (Fraction(low.__floor__()) if symbol.is_integer else low) + step
        elif high is not None:
            value = (Fraction(high.__ceil__()) if symbol.is_integer else high) - step
        else:
            return None
        if fits(symbol, value):
            return value
    return None


def drawn_function(function: UndefinedFunction, point: Instance, rng: Random) -> Any:
    """A cubic polynomial, positive where the function is said to be, with matrices in it where it does not commute."""
    assumed = function._kwargs

    def formula(*places: Expr) -> Expr:
        draw = source(f"{point.seed} {function} {len(places)}")
        if assumed.get("commutative") is False:
            return sum((coefficient(k) * place**k for place in places for k in range(4)), coefficient(9))
        total = S(draw.randint(-3, 4))
        for place in places:
            total = total * S(draw.choice((1, 2))) + sum(S(draw.randint(-3, 4)) * place**k for k in range(1, 4))
        if len(places) > 1:
            total += S(draw.randint(1, 3)) * places[0] * places[1] + places[0] ** 2 * places[-1]
        if assumed.get("positive"):
            return 1 + (total / 4) ** 2
        return total**2 if assumed.get("nonnegative") else total

    def coefficient(k: int) -> Symbol:
        name = Symbol(f"{function}_{k}", commutative=False)
        if name not in point.matrices:
            point.matrices[name] = [[Fraction(rng.randint(-3, 4)) for _ in range(2)] for _ in range(2)]
        return name

    return formula
