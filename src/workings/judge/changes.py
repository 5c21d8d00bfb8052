"""Changes of letters before a proof: each runs through all values that the old letters have, and through no others.

1. A letter that the premises compare with numbers is real: x > 1 says so.
2. Where an expression asks for complex parts, a complex letter z is written x + i y with real x and y, an imaginary
   one i y. All z are all pairs of real numbers.
3. Where x/2 is the argument of a sine, x is written 2 x'. Then tan(x/2) and 1 + cos x are made of the same letter
   exp(i x'), so that equal zeros and equal roots are seen as equal.
"""

from dataclasses import replace
from math import lcm
from typing import Any

from sympy import (
    Abs,
    Add,
    Dummy,
    Expr,
    I,
    Integral,
    Mul,
    Pow,
    Product,
    S,
    Sum,
    Symbol,
    arg,
    conjugate,
    exp,
    expand,
    im,
    re,
    sign,
)
from sympy.functions.elementary.hyperbolic import HyperbolicFunction
from sympy.functions.elementary.trigonometric import TrigonometricFunction

from workings.judge.domains import put_in
from workings.judge.premises import Premises

LARGEST_DENOMINATOR = 24
COMPLEX_PARTS = (re, im, conjugate, arg, Abs, sign)


def natural(sides: tuple[Expr, ...], known: Premises) -> tuple[tuple[Expr, ...], Premises]:
    """The sides and the premises with letters that are real where they must be, and in whole multiples of angles."""
    sides, known = renamed(sides, known, real_letters(known))
    return renamed(sides, known, whole_angles(sides))


def renamed(sides: tuple[Expr, ...], known: Premises, table: dict[Any, Expr]) -> tuple[tuple[Expr, ...], Premises]:
    """The sides and the premises with other letters."""
    if not table:
        return sides, known
    facts = tuple((fact.xreplace(table), strict) for fact, strict in known.facts)
    equalities = tuple((left.xreplace(table), right.xreplace(table)) for left, right in known.equalities)
    nonzero = frozenset(fact.xreplace(table) for fact in known.nonzero)
    known = replace(known, facts=facts, equalities=equalities, nonzero=nonzero)
    return tuple(put_in(side, table, known) for side in sides), known


def real_letters(known: Premises) -> dict[Any, Expr]:
    """A real letter for each letter without assumptions that a premise compares with a number."""
    found: dict[Any, Expr] = {}
    for fact, _ in known.facts:
        letters = fact.free_symbols
        if len(letters) == 1 and fact.is_Add and fact.is_polynomial(*letters):
            (z,) = letters
            rest = expand(fact).as_coeff_Add()[1].as_coeff_Mul()[1]
            if isinstance(z, Symbol) and rest is z and z.is_extended_real is None:
                found[z] = Dummy(z.name, real=True)
        elif fact.is_Symbol and fact.is_extended_real is None:
            found[fact] = Dummy(fact.name, real=True)
    return found


def whole_angles(sides: tuple[Expr, ...]) -> dict[Any, Expr]:
    """q x' for each letter x of which some angle holds a multiple with the denominator q."""
    if any(side.has(Sum, Product, Integral) for side in sides) or not any(turning(side) for side in sides):
        return {}
    denominators: dict[Symbol, int] = {}
    for side in sides:
        for e in sorted(side.atoms(TrigonometricFunction, HyperbolicFunction, exp, Pow), key=str):
            exponent = e.exp if isinstance(e, Pow) else e.args[0]
            if isinstance(e, Pow) and e.base is not S.Exp1 or not isinstance(exponent, Expr):
                continue
            for term in Add.make_args(expand(exponent)):
                coefficient, monomial = term.as_coeff_Mul()
                scaled = [x for x in Mul.make_args(monomial) if isinstance(x, Symbol) and x.is_integer is None]
                if scaled and coefficient.is_Rational and coefficient.q > 1:
                    x = min(scaled, key=str)
                    denominators[x] = lcm(denominators.get(x, 1), int(coefficient.q))
    kept = {x: q for x, q in denominators.items() if q <= LARGEST_DENOMINATOR and plain(x)}
    return {x: q * Dummy(x.name, **x.assumptions0) for x, q in sorted(kept.items(), key=str)}


def turning(e: Expr) -> bool:
    """Whether an expression holds sines, or exponentials of what is not real."""
    return e.has(TrigonometricFunction) or (e.has(exp) and e.has(I))


def plain(x: Symbol) -> bool:
    """Whether nothing but its sign is assumed of a letter, so that x/q has the same assumptions."""
    return all(x.assumptions0.get(name) is None for name in ("integer", "rational", "irrational", "algebraic"))


def in_parts(e: Expr, known: Premises) -> tuple[Expr, Premises]:
    """`e` and the premises with complex letters written as x + i y, where complex parts are asked for."""
    asked = [part for part in e.atoms(*COMPLEX_PARTS) if any(s.is_extended_real is None for s in part.free_symbols)]
    if not asked:
        return e, known
    table: dict[Any, Expr] = {}
    for z in sorted(e.free_symbols, key=str):
        if not isinstance(z, Symbol) or not z.is_commutative:
            continue
        x, y = Dummy(f"re {z}", real=True), Dummy(f"im {z}", real=True)
        if z.is_imaginary:
            table[z] = I * y
        elif z.is_extended_real is None:
            table[z] = x + I * y
    (e,), known = renamed((e,), known, table)
    return e, known
