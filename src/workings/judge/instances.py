"""Exact points at which two sides can be compared: numbers, sizes, vectors, matrices and functions that obey the
premises.

The first point is made of small primes in alphabetical order, which a reader can check by hand; then come fractions
drawn with a fixed seed, the places where something changes (zeros of what stands inside Abs, Max, a condition, a
denominator, a root, a logarithm; beside and between them), and coincidences. The same points are drawn in every run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from random import Random
from typing import Any

from sympy import (
    Abs,
    Basic,
    Derivative,
    Dummy,
    Expr,
    Heaviside,
    I,
    IndexedBase,
    MatrixExpr,
    Max,
    Min,
    Poly,
    Pow,
    Q,
    Rational,
    S,
    Subs,
    Sum,
    Symbol,
    ceiling,
    floor,
    log,
    sign,
)
from sympy.core.function import AppliedUndef, UndefinedFunction
from sympy.core.relational import Eq, Relational
from sympy.polys.polyerrors import PolynomialError

from workings.judge.gaussians import Gaussian
from workings.judge.matrix_instances import drawn_matrix, obeying
from workings.judge.no_value import Unable, Undefined, Unsure
from workings.judge.premises import Premises
from workings.judge.roles import Roles
from workings.judge.values import Walk

PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)
SIZES = (2, 3, 1, 4, 5, 6, 7, 8)
SIZES_OR_NONE = (2, 0, 1, 3, 4, 5, 6, 7, 8)
SPECIAL = tuple(map(Fraction, ("0", "1", "-1", "2", "-2", "1/2", "-1/2", "3", "7/2", "-5/2", "1/4", "-3", "10", "-10")))
BESIDE = Fraction(1, 1000)
WITH_ZEROS = 3  # the point at which all columns are 0: there denominators made of them vanish
MOST_TRIES = 40


@dataclass
class Instance:
    """One point: the value of each letter; components of vectors are drawn when they are first asked for."""

    numbers: dict[Symbol, Any]
    matrices: dict[Any, list]
    functions: dict[UndefinedFunction, Any]
    seed: str
    friendly: bool = False
    components: dict[tuple[IndexedBase, tuple[int, ...]], Fraction] = field(default_factory=dict)

    def component(self, e: Any, indices: tuple[int, ...]) -> Fraction:
        """The component of a vector at whole indices."""
        key = (e.base, indices)
        if key not in self.components:
            self.components[key] = drawn_for(e.base.label, Random(f"{self.seed} {e.base} {indices}"))
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
    """Points that obey the premises: about 4 + 4 * effort general ones, then up to as many special ones."""
    general = 4 + 4 * effort if has_letters(parts) else 1
    found = []
    for k in range(general):
        point = admissible(parts, known, k)
        if point is not None:
            found.append(point)
            yield point
    if found:
        yield from special(parts, known, sides, found, 10 + 30 * effort)


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
    rng = Random(seed)
    friendly, simple = k == 0 and attempt == 0, k < 3
    primes = iter(PRIMES)
    numbers: dict[Symbol, Any] = {}
    for place, size in enumerate(parts.sizes):
        choices = SIZES_OR_NONE if size.is_nonnegative and not size.is_positive else SIZES
        wanted = Fraction(choices[(k + place * (k > 0) + attempt) % len(choices)])
        numbers[size] = wanted if fits(size, wanted) else drawn_for(size, rng)
    point = Instance(numbers, {}, {}, seed, friendly)
    for subscript, (low, high) in parts.subscripts:
        ends = [int(point.walk().number(end)) for end in (low, high)]
        wider = 2 if bounded(subscript, known) else 0
        within = [i for i in range(ends[0] - wider, ends[1] + wider + 1) if fits(subscript, Fraction(i))]
        if not within:
            return None
        numbers[subscript] = Fraction(within[0] if friendly else rng.choice(within))
    if friendly:
        friendly_components(point, parts, primes)
    for symbol in parts.numbers:
        numbers[symbol] = small_prime(symbol, primes) if friendly else drawn_for(symbol, rng, simple)
        if numbers[symbol] is None:
            return None
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


def fits(symbol: Symbol, value: Any) -> bool:
    """Whether a value has the properties that the symbol was made with."""
    number = exact(value)
    return all(getattr(number, f"is_{name}", None) in (truth, None) for name, truth in symbol.assumptions0.items())


def exact(value: Any) -> Expr:
    """The SymPy number for a value of a point."""
    if isinstance(value, Fraction):
        return Rational(value.numerator, value.denominator)
    return exact(value.real) + I * exact(value.imag)


def drawn_function(function: UndefinedFunction, point: Instance, rng: Random) -> Any:
    """A cubic polynomial, positive where the function is said to be, with matrices in it where it does not commute."""
    assumed = function._kwargs

    def formula(*places: Expr) -> Expr:
        draw = Random(f"{point.seed} {function} {len(places)}")
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


# premises between letters


def obeys(point: Instance, known: Premises) -> bool:
    """Whether the relations among the premises hold at a point."""
    for one in known.given:
        if isinstance(one, Relational) or one.func in (Q.positive, Q.negative):
            try:
                if not isinstance(one, Relational) or not point.walk().value(point.prepared(one)):
                    return False
            except (Unable, Undefined, Unsure):
                return False
    return True


def meeting_equalities(point: Instance, parts: Roles, known: Premises) -> Instance | None:
    """The point with one letter of each given equation chosen so that the equation holds, where it is linear in one."""
    for one in known.given:
        if isinstance(one, Eq) and isinstance(one.lhs, Expr) and not isinstance(one.lhs, MatrixExpr):
            gap = point.prepared(one.lhs - one.rhs)
            if not met(gap, point, parts):
                return None
    return point


def met(gap: Expr, point: Instance, parts: Roles) -> bool:
    """Whether `gap` is 0 at the point, after a letter in which it is linear was moved if need be."""
    try:
        if point.walk().number(gap) == 0:
            return True
        for table, key, symbol in handles(gap, point, parts):
            old = table[key]
            at = []
            for value in (0, 1, 2):
                table[key] = Fraction(value)
                at.append(point.walk().number(gap))
            if at[1] != at[0] and at[2] - at[1] == at[1] - at[0]:
                table[key] = -at[0] / (at[1] - at[0])
                if fits(symbol, table[key]):
                    return True
            table[key] = old
    except (Unable, Undefined, Unsure):
        return False
    return False


def handles(gap: Expr, point: Instance, parts: Roles) -> list[tuple[dict, Any, Symbol]]:
    """The letters of `gap` that may be moved: numbers and components of vectors."""
    numbers = [(point.numbers, s, s) for s in parts.numbers if s in gap.free_symbols and not s.is_integer]
    bases = gap.atoms(IndexedBase)
    components = [(point.components, key, key[0].label) for key in sorted(point.components, key=str) if key[0] in bases]
    return [*components, *numbers]


# places where something changes


def special(parts: Roles, known: Premises, sides: tuple, found: list[Instance], most: int) -> Iterator[Instance]:
    """Points on, beside and between the places where something changes, simple values, and coincidences."""
    seen: set[tuple[str, ...]] = set()
    given = [one for one in known.given if isinstance(one, Relational)]
    switches = [g for side in (*sides, *given) if isinstance(side, Basic) for g in switching(side)]
    for start in found[:3]:
        for symbol in [s for s in parts.numbers if s.is_extended_real]:
            candidates = [*crossings(symbol, switches, start), *SPECIAL[: 3 if len(parts.numbers) > 1 else None]]
            candidates += [start.numbers[other] for other in parts.numbers if other is not symbol]
            for value in candidates:
                if len(seen) >= most:
                    return
                point = replace(start, numbers={**start.numbers, symbol: value}, friendly=False)
                key = tuple(str(v) for v in point.numbers.values())
                if key in seen or not fits(symbol, value) or not obeys(point, known):
                    continue
                seen.add(key)
                yield point


def switching(e: Basic) -> list[Expr]:
    """What changes the branch of some part of `e` where it crosses 0."""
    found: list[Expr] = []
    for part in sorted(e.atoms(Abs, sign, Heaviside, log, floor, ceiling), key=str):
        found.append(part.args[0])
    for part in sorted(e.atoms(Max, Min), key=str):
        found += [u - v for k, u in enumerate(part.args) for v in part.args[:k]]
    for part in sorted(e.atoms(Relational), key=str):
        if isinstance(part.lhs, Expr) and isinstance(part.rhs, Expr):
            found.append(part.lhs - part.rhs)
    for part in sorted(e.atoms(Pow), key=str):
        if part.exp.is_Rational and (part.exp.is_negative or not part.exp.is_Integer):
            found.append(part.base)
    return [g for g in found if isinstance(g, Expr) and g.free_symbols]


def crossings(symbol: Symbol, switches: list[Expr], start: Instance) -> list[Fraction]:
    """The rational zeros of the switches in one symbol, with points beside and between them."""
    others = {s: exact(v) for s, v in start.numbers.items() if s is not symbol}
    zeros: set[Fraction] = set()
    for switch in switches:
        if symbol in switch.free_symbols:
            zeros |= rational_zeros(switch.xreplace(others), symbol)
    ordered = sorted(zeros)
    between = [(u + v) / 2 for u, v in zip(ordered, ordered[1:], strict=False)]
    beside = [z + step for z in ordered for step in (BESIDE, -BESIDE)]
    return ordered + between + beside + ([ordered[0] - 1, ordered[-1] + 1] if ordered else [])


def rational_zeros(switch: Expr, symbol: Symbol) -> set[Fraction]:
    """The rational zeros of a polynomial in one symbol; none for anything else."""
    x = Dummy("x")
    switch = switch.xreplace({symbol: x})
    if switch.free_symbols != {x} or switch.has(Sum) or not switch.is_rational_function(x):
        return set()
    try:
        polynomial = Poly(switch.as_numer_denom()[0], x)
    except PolynomialError:
        return set()
    if polynomial.degree() > 6 or not all(value.is_Rational for value in polynomial.coeffs()):
        return set()
    return {Fraction(int(zero.p), int(zero.q)) for zero in polynomial.ground_roots()}
