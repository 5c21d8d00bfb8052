"""Places where two sides may differ although they agree almost everywhere.

A switch is an expression whose zero changes something: what stands inside Abs, sign, a rounding, a logarithm; the two
sides of a comparison or of Max; a denominator; a radicand; the arguments at which an inverse function branches or a
gamma function has a pole. For every letter the switches are solved, the other letters being where they are: exactly
where the zero is rational, else by bisection. The points are those on a zero, beside it (down to 10^-12), between two
zeros and beyond all; two letters moved one after the other; coincidences of letters; simple numbers, for complex
letters on both axes and in all quadrants; whole numbers up to 40; vectors of zeros, ones and signs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import sympy as sp
from sympy import Basic, Expr, Max, Min, Pow, Symbol
from sympy.core.relational import Relational

from workings.judge import balls
from workings.judge.constraints import NO_NUMBER, fits, meeting_equalities, obeys, zeros
from workings.judge.gaussians import Gaussian, gaussian
from workings.judge.premises import Premises
from workings.judge.roles import Roles

BESIDE = Fraction(1, 1000)
CLOSE = (Fraction(1, 10**12), Fraction(1, 10**7))
SIMPLE = tuple(map(Fraction, ("0", "1", "-1", "2", "-2", "1/2", "-1/2", "3", "7/2", "-5/2", "1/4", "-3", "10", "-10")))
WHOLE = tuple(map(Fraction, (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 17, 25, 40, -1, -2, -3, -7)))
COMPLEX = tuple(
    gaussian(Fraction(real), Fraction(imag))
    for real, imag in (
        (0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (-2, 0), (0, 4), (0, -4), (-1, 1), (-1, -1), (1, 1), (1, -1),
        (2, 0), (-4, 0), (0, 2), (0, -2), (0, "1/2"), (0, "-1/2"), ("1/2", 0), ("-1/2", 0), (-10, 3), (-3, -10),
        (10, 10), ("-1/8", "1/8"), (0, 7), (0, -10),
    )
)  # fmt: skip
TOGETHER = tuple(
    tuple(map(Fraction, values))
    for values in (
        (0,),
        (1,),
        (-1,),
        (1, -1),
        (-1, 1),
        (2, 1, 0),
        (0, 1),
        (1, 0),
        (3, -4),
        (-3, 5, -7),
        (4, 4, 2),
        (4, 9),
    )
)
PATTERNS = ((0,), (1, -1), (1,), (-1,), (2, -1, -1), (-2, 3), ("1/2", "-1/4", 5))
GRID = sorted({side * Fraction(2) ** k for k in range(-4, 8) for side in (1, -1)} | {Fraction(0)})
MOST_ROOTS = 4


def special(parts: Roles, known: Premises, sides: tuple, found: list[Any], effort: int) -> Iterator[Any]:
    """Special points that obey the premises, about 20 of them, or 200 for a greater effort."""
    seen: set[tuple] = set()
    most = 20 + 90 * effort
    switches = unique([*(g for side in sides for g in switching(side)), *(gap for gap, _ in known.facts)])
    for point in candidates(parts, known, switches, found, effort):
        if len(seen) >= most:
            return
        key = (point.pattern, *point.numbers.values())
        if key not in seen and obeys(point, known):
            seen.add(key)
            yield point


def unique(expressions: Iterable[Any]) -> list[Expr]:
    """The expressions that have letters, each once."""
    return [g for g in dict.fromkeys(expressions) if isinstance(g, Expr) and g.free_symbols]


def candidates(parts: Roles, known: Premises, switches: list[Expr], found: list[Any], effort: int) -> Iterator[Any]:
    """Special points in the order in which they are tried; not all of them obey the premises."""
    first, letters = found[0], parts.numbers
    for pattern in PATTERNS[: 2 + 3 * effort] if parts.vectors else ():
        yield patterned(first, pattern)
    for start in found[: 1 + effort]:
        yield from in_turn([moves(start, s, on_zeros(s, switches, start), parts, known) for s in letters])
        yield from in_turn([moves(start, s, simple(s, len(letters)), parts, known) for s in letters])
        yield from in_turn([moves(start, s, beside(s, switches, start), parts, known) for s in letters])
        yield from in_turn([moves(start, s, coincident(s, start, parts), parts, known) for s in letters])
        yield from together(start, parts, known)
        if not effort:
            return
        yield from moved_twice(start, parts, known, switches)


def in_turn(sources: list[Iterator[Any]]) -> Iterator[Any]:
    """One item of each source in turn, until all are used up."""
    while sources:
        left = []
        for source in sources:
            for item in source:
                yield item
                left.append(source)
                break
        sources = left


def moves(start: Any, symbol: Symbol, values: Iterable[Any], parts: Roles, known: Premises) -> Iterator[Any]:
    """The points at which one letter has another value, and those that equations bind follow."""
    for value in values:
        point = moved(start, symbol, value, parts, known)
        if point is not None:
            yield point


def moved(start: Any, symbol: Symbol, value: Any, parts: Roles, known: Premises) -> Any:
    """The point with another value for a letter; None if the letter cannot have it."""
    if not fits(symbol, value):
        return None
    numbers = {**start.numbers, symbol: value}
    point = replace(start, numbers=numbers, components=dict(start.components), friendly=False)
    return meeting_equalities(point, parts, known, symbol) if known.equalities else point


def patterned(start: Any, pattern: tuple[int | str, ...]) -> Any:
    """The point with all components of vectors taken from a pattern."""
    return replace(start, components={}, friendly=False, pattern=tuple(map(Fraction, pattern)))


def simple(symbol: Symbol, letters: int) -> tuple[Any, ...]:
    """Simple values of a letter: whole ones, real ones or complex ones."""
    if symbol.is_integer:
        return WHOLE
    if symbol.is_extended_real:
        return SIMPLE if letters == 1 else SIMPLE[:7]
    return COMPLEX if letters < 3 else COMPLEX[:12]


def coincident(symbol: Symbol, start: Any, parts: Roles) -> list[Any]:
    """The values of the other letters, their opposites, conjugates and reciprocals."""
    values: list[Any] = []
    for other in parts.numbers:
        if other is not symbol:
            value = start.numbers[other]
            values += [value, -value, *([1 / value] if value != 0 else [])]
            values += [value.conjugate(), -value.conjugate()] if isinstance(value, Gaussian) else []
    return values


def together(start: Any, parts: Roles, known: Premises) -> Iterator[Any]:
    """Points at which all letters have simple values at once."""
    if len(parts.numbers) < 2:
        return
    for values in TOGETHER:
        numbers = {s: values[k % len(values)] for k, s in enumerate(parts.numbers)}
        if all(fits(s, value) for s, value in numbers.items()):
            point = replace(start, numbers={**start.numbers, **numbers}, components=dict(start.components))
            point.friendly = False
            if not known.equalities or meeting_equalities(point, parts, known) is not None:
                yield point


def moved_twice(start: Any, parts: Roles, known: Premises, switches: list[Expr]) -> Iterator[Any]:
    """Points with two letters on or beside zeros of switches, the second one solved after the first was moved."""
    yield from in_turn([moved_with_another(start, symbol, parts, known, switches) for symbol in parts.numbers])


def moved_with_another(
    start: Any, symbol: Symbol, parts: Roles, known: Premises, switches: list[Expr]
) -> Iterator[Any]:
    """The points of `moved_twice` in which one letter is moved first."""
    for point in moves(start, symbol, near(symbol, switches, start), parts, known):
        others = [s for s in parts.numbers if s is not symbol]
        yield from in_turn([moves(point, s, near(s, switches, point), parts, known) for s in others])


def near(symbol: Symbol, switches: list[Expr], start: Any) -> list[Any]:
    """The values of a letter on zeros of switches and close beside them, not many."""
    return [*on_zeros(symbol, switches, start), *beside(symbol, switches, start, CLOSE[:1])][:12]


# zeros of switches


def switching(e: Any) -> list[Expr]:
    """What changes the branch of some part of `e` where it crosses 0."""
    found: list[Expr] = []
    if not isinstance(e, Basic):
        return found
    for part in sorted(e.atoms(*KINDS), key=str):
        rule = next(rule for kind, rule in SWITCHES.items() if isinstance(part, kind))
        found += rule(part)
    return found


def of_power(part: Pow) -> list[Expr]:
    """The base of a root, of a negative power or of one with a letter in the exponent; base + 1 is on the cut."""
    if part.exp.is_Integer and part.exp.is_positive:
        return []
    return [part.base] if part.exp.is_Integer else [part.base, part.base + 1]


def of_comparison(part: Relational) -> list[Expr]:
    """The difference of the sides of a comparison."""
    both = isinstance(part.lhs, Expr) and isinstance(part.rhs, Expr) and not part.has(sp.oo, -sp.oo)
    return [part.lhs - part.rhs] if both else []


def of_extreme(part: Max | Min) -> list[Expr]:
    """The differences of the arguments."""
    return [u - v for k, u in enumerate(part.args) for v in part.args[:k]]


SWITCHES: dict[Any, Any] = {
    (sp.Abs, sp.sign, sp.Heaviside, sp.sinc, sp.LambertW): lambda part: [part.args[0]],
    (sp.log, sp.arg): lambda part: [part.args[0], part.args[0] + 1],
    (sp.floor, sp.ceiling): lambda part: [part.args[0], part.args[0] - 1, part.args[0] + 1],
    sp.Mod: lambda part: [part.args[0], part.args[0] - part.args[1]],
    (Max, Min): of_extreme,
    Relational: of_comparison,
    Pow: of_power,
    (sp.asin, sp.acos, sp.atanh, sp.acosh, sp.acoth, sp.asech): lambda part: [part.args[0] - 1, part.args[0] + 1],
    (sp.gamma, sp.loggamma, sp.digamma): lambda part: [part.args[0], part.args[0] + 1],
    (sp.factorial, sp.harmonic): lambda part: [part.args[0] + 1],
    (sp.KroneckerDelta, sp.binomial): lambda part: [part.args[0] - part.args[1]],
    sp.atan2: lambda part: list(part.args),
}
KINDS = [kind for kinds in SWITCHES for kind in (kinds if isinstance(kinds, tuple) else (kinds,))]


def on_zeros(symbol: Symbol, switches: list[Expr], start: Any) -> Iterator[Any]:
    """The exact zeros of the switches in one letter."""
    found: set[Any] = set()
    for switch in switches:
        if symbol in switch.free_symbols:
            for value in zeros(switch, symbol, start)[:MOST_ROOTS]:
                if value not in found:
                    found.add(value)
                    yield value


def beside(symbol: Symbol, switches: list[Expr], start: Any, steps: tuple[Fraction, ...] = (BESIDE, *CLOSE)) -> Any:
    """Values near the zeros of the switches, between two of them and beyond all, found exactly or by bisection."""
    if symbol.is_integer:
        yield from (zero + step for zero in list(on_zeros(symbol, switches, start)) for step in (1, -1, 2, -2))
        return
    exact = list(on_zeros(symbol, switches, start))
    if not symbol.is_extended_real:
        for zero in exact:
            yield from (zero + step for one in steps[:2] for step in (one, -one, turned(one), -turned(one)))
        return
    real = [zero for zero in exact if isinstance(zero, Fraction)]
    ordered = sorted({*real, *bisected(symbol, switches, start)})
    yield from ((u + v) / 2 for u, v in zip(ordered, ordered[1:], strict=False))
    for step in steps:
        yield from (zero + side * step for zero in ordered for side in (1, -1))
    yield from ([ordered[0] - 1, ordered[-1] + 1, 2 * ordered[-1] + 1] if ordered else [])


def turned(step: Fraction) -> Gaussian:
    """A step along the imaginary axis."""
    return Gaussian(Fraction(0), step)


def bisected(symbol: Symbol, switches: list[Expr], start: Any) -> Iterator[Fraction]:
    """Dyadic numbers within 2^-60 of zeros of switches that are not rational, where the sign changes on a grid."""
    for switch in switches:
        if symbol in switch.free_symbols and not zeros(switch, symbol, start):
            point = replace(start, numbers=dict(start.numbers), components=start.components)
            yield from sign_changes(switch, symbol, point)


def sign_changes(switch: Expr, symbol: Symbol, point: Any) -> Iterator[Fraction]:
    """The places on the grid where a real switch changes its sign, made precise by bisection."""

    def sign(at: Fraction) -> int | None:
        point.numbers[symbol] = at
        try:
            return balls.sign_of(balls.real_part(point.walk().number(point.prepared(switch))))
        except NO_NUMBER:
            return None

    grid = [at for at in GRID if fits(symbol, at)]
    signs = [sign(at) for at in grid]
    yield from (at for at, side in zip(grid, signs, strict=True) if side == 0)
    changes = [k for k in range(len(grid) - 1) if {signs[k], signs[k + 1]} == {1, -1}]
    for k in changes[:MOST_ROOTS]:
        low, high = grid[k], grid[k + 1]
        while high - low > Fraction(1, 2**60):
            middle = (low + high) / 2
            if sign(middle) == signs[k]:
                low = middle
            else:
                high = middle
        yield low
