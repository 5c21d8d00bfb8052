"""Where two sides are defined: a normal form shows equality only where both have a value.

A quotient has none where its denominator is 0, a logarithm none at 0. The irreducible factors that stand there are
collected on each side, without those that the premises keep away from 0. If both sides have the same ones, they are
defined at the same points as far as these factors go; a factor on one side only is a place where one side may have a
value and the other none.

For rational functions this is exact. With 1/0 = oo and 1/oo = 0 a value is a point (N : D) of the projective line, no
value being (0 : 0). By the rules (N : D) + (P : Q) = (N Q + P D : D Q), (N : D) (P : Q) = (N P : D Q) and, for the
reciprocal, (D : N), without cancelling, D is a polynomial that is 0 exactly where there is no finite value. So two
rational functions are defined at the same points if their D have the same irreducible factors.
"""

from typing import Any

from sympy import (
    Abs,
    Add,
    Basic,
    Derivative,
    Expr,
    Heaviside,
    Integral,
    Limit,
    Max,
    Min,
    Mul,
    Piecewise,
    Pow,
    Product,
    Rational,
    S,
    Subs,
    Sum,
    Tuple,
    binomial,
    ceiling,
    floor,
    log,
    preorder_traversal,
    sign,
)
from sympy.core.relational import Relational

from workings.judge import factorials
from workings.judge.alphabet import Unreadable, factors
from workings.judge.calculus import without_derivatives
from workings.judge.inverses import gap_of_arc
from workings.judge.normal import normal
from workings.judge.premises import Premises, and_also
from workings.judge.signs import NeedsSign, nonnegative, nonzero, not_empty, positive
from workings.judge.sums import STANDARD
from workings.judge.trigonometry import pole

MOST_PARTS = 150


class Beneath(Tuple):
    """A gap in a denominator, which may be no gap of the quotient since 1/oo = 0, and that denominator."""


def one_sided(a: Expr, b: Expr, known: Premises) -> list[Expr]:
    """The denominators and arguments of logarithms whose zeros are a gap on one side only, as far as is known."""
    return list(dict.fromkeys(place for _, place in lone_factors(a, b, known)))


def lone_factors(a: Expr, b: Expr, known: Premises) -> list[tuple[Basic, Expr]]:
    """The factors that make a gap on one side only, each with the expression that it stands in."""
    if is_rational(a) and is_rational(b):
        return [(factor, factor) for factor in sorted(no_value(a, known) ^ no_value(b, known), key=str)]
    left, right = gaps(a, known), gaps(b, known)
    found = ((without_bars(gap), (left | right)[gap]) for gap in sorted(left.keys() ^ right.keys(), key=str))
    return list(dict.fromkeys(found))


def without_bars(gap: Basic) -> Basic:
    """A gap without the denominators that it stands in."""
    return without_bars(gap.args[0]) if isinstance(gap, Beneath) else gap


def is_rational(e: Expr) -> bool:
    """Whether `e` is built from letters and rational numbers by +, * and whole powers, and is small."""
    parts = [part for part in preorder_traversal(e) if not part.is_Rational]
    plain = (part.is_Symbol or part.is_Add or part.is_Mul or (part.is_Pow and part.exp.is_Integer) for part in parts)
    return len(parts) <= MOST_PARTS and all(plain)


def no_value(e: Expr, known: Premises) -> set[Expr]:
    """The irreducible factors whose zeros are the points at which a rational function has no value."""
    return {factor for part in Mul.make_args(homogeneous(e)[1]) for factor in zeros(part.as_base_exp()[0], known)}


def homogeneous(e: Expr) -> tuple[Expr, Expr]:
    """A rational function as a point (N : D) of the projective line, nothing cancelled."""
    if e.is_Rational:
        return Rational(e.p), Rational(e.q)
    if e.is_Symbol:
        return e, S.One
    pairs = [homogeneous(e.base)] if e.is_Pow else [homogeneous(part) for part in e.args]
    top, bottom = pairs[0]
    if e.is_Pow:
        return (top**e.exp, bottom**e.exp) if e.exp > 0 else (bottom**-e.exp, top**-e.exp)
    for above, below in pairs[1:]:
        top, bottom = (top * below + above * bottom if e.is_Add else top * above), bottom * below
    return top, bottom


def gaps(e: Basic, known: Premises, depth: int = 0) -> dict[Basic, Expr]:
    """The factors of denominators and in logarithms in `e` that may be 0, each with the expression that it stands in.

    One in a branch, or in its condition, comes with the condition of the branch.
    """
    if isinstance(e, (Sum, Product)):
        return gaps_of_terms(e, known, depth)
    if isinstance(e, Piecewise):
        branches = [(gaps(value, where(known, condition), depth), condition) for value, condition in e.args]
        branches += [
            (gaps(side, known, depth), condition)
            for _, condition in e.args
            for relation in sorted(condition.atoms(Relational), key=str)
            for side in relation.args
        ]
        return {Tuple(gap, condition): where for inner, condition in branches for gap, where in inner.items()}
    if not e.args:
        return {}
    if isinstance(e, Integral):
        parts = [gaps(part, known, depth) for part in (e.function, *(end for limit in e.limits for end in limit[1:]))]
        return {gap: where for found in parts for gap, where in found.items() if not gap.has(*e.variables)}
    if isinstance(e, Limit):
        body, variable, to, _ = e.args
        found = {**gaps(body, known, depth), **gaps(to, known, depth)}
        return {gap: where for gap, where in found.items() if not gap.has(variable)}
    found = {gap: where for part in e.args for gap, where in gaps(part, known, depth).items()}
    if isinstance(e, Pow) and e.exp.could_extract_minus_sign():
        found = {Beneath(gap, e.base): where for gap, where in found.items()}
    if isinstance(e, Pow):
        found |= dict.fromkeys(gaps_of_power(e, known), e.base)
    if isinstance(e, log):
        found |= dict.fromkeys(zeros(e.args[0], known), e.args[0])
    for hole in (pole(e), gap_of_arc(e)):
        if hole is not None:
            found |= dict.fromkeys(zeros(hole, known), hole)
    pole_of_gamma = factorials.poles(e, known) if isinstance(e, Expr) else None
    return found if pole_of_gamma is None else {**found, pole_of_gamma: pole_of_gamma}


def gaps_of_terms(e: Sum | Product, known: Premises, depth: int) -> dict[Basic, Expr]:
    """The gaps of the terms of a sum or product, in which the indices have standard names.

    Where it may be empty, a factor comes with the limits, for it only counts if there is a term.
    """
    names = {index: STANDARD[-1 - depth - k] for k, index in enumerate(e.variables)}
    limits = [(names[index], *(end.xreplace(names) for end in ends)) for index, *ends in e.limits]
    inner = gaps(e.function.xreplace(names), known.inside(limits), depth + len(names))
    if all(not_empty(limit, known) for limit in limits):
        return inner
    outer = gaps(e.function.xreplace(names), known, depth + len(names))
    inner_names = set(names.values())  # what only a term that exists keeps away from 0 is no gap of an empty sum
    kept = {gap: where for gap, where in outer.items() if not gap.free_symbols & inner_names and gap not in inner}
    return {Tuple(gap, *limits): where for gap, where in {**inner, **kept}.items()}


def gaps_of_power(e: Pow, known: Premises) -> set[Basic]:
    """Where a power has no value: the zeros of its base, with the exponent unless its sign is known."""
    if nonnegative(e.exp, known):
        return set()
    found: set[Basic] = set(zeros(e.base, known))
    if isinstance(e.base, binomial) and not in_triangle(e.base.args[0], e.base.args[1], known):
        found.add(e.base)
    if e.exp.is_Rational or positive(-e.exp, known):
        return found
    return {Tuple(gap, e.exp.primitive()[1]) for gap in found}


def in_triangle(n: Expr, k: Expr, known: Premises) -> bool:
    """Whether 0 <= k <= n is known, where a binomial coefficient is not 0."""
    return nonnegative(k, known) and nonnegative(n - k, known)


def where(known: Premises, condition: Basic) -> Premises:
    """The premises in the branch of a condition, as far as they can say it."""
    try:
        return and_also(known, condition)
    except TypeError:
        return known


def put_in(e: Basic, table: dict[Any, Expr], known: Premises) -> Any:
    """`e` with letters replaced; if what cancels takes a gap with it, as in x/y for y = x, nothing is cancelled."""
    plain, kept = e.xreplace(table), uncancelled(e, table)
    return plain if plain == kept or gaps(plain, known).keys() == gaps(kept, known).keys() else kept


def uncancelled(e: Basic, table: dict[Any, Expr]) -> Any:
    """`e` with letters replaced, and its sums, products and powers as they were."""
    if e in table:
        return table[e]
    if not e.has(*table):
        return e
    if isinstance(e, (Sum, Product, Integral, Limit, Derivative, Subs)):
        return e.xreplace(table)
    parts = [uncancelled(part, table) for part in e.args]
    return e.func(*parts, evaluate=False) if isinstance(e, (Add, Mul, Pow, log)) else e.func(*parts)


def zeros(e: Expr, known: Premises) -> set[Expr]:
    """The irreducible factors of `e` that are not known to be different from 0."""
    if nonzero(e, known):
        return set()
    if isinstance(e, Abs):
        return zeros(e.args[0], known)
    if e.is_Mul:
        return set().union(*(zeros(part, known) for part in e.args))
    if e.is_Pow and e.exp.is_Rational:
        return zeros(e.base, known) if e.exp.is_positive else set()
    try:
        _, parts = factors(normal(e, known))
    except (Unreadable, NeedsSign):
        return {e}
    found = (radicand(factor) for factor, times in parts if times > 0)
    return {factor for factor in found if not nonzero(factor, known)}


def radicand(factor: Expr) -> Expr:
    """What is under a root, which is 0 where the root is; the factor itself if it is none."""
    return factor.base if factor.is_Pow and factor.exp.is_Rational and factor.exp.is_positive else factor


def kinks(e: Expr, known: Premises) -> set[Expr]:
    """The factors at whose zeros a derivative in `e` may not exist: those of what stands inside Abs, sign, Max, Min."""
    bodies = [part.expr for part in e.atoms(Derivative, Subs)]
    bodies += [part.expr for body in bodies for part in body.atoms(Derivative)]
    gaps_inside: set[Expr] = set()
    for body in bodies:
        for part in body.atoms(Abs, sign, Heaviside):
            gaps_inside |= zeros(part.args[0], known)
        for part in body.atoms(Max, Min):
            gaps_inside |= {gap for k, u in enumerate(part.args) for v in part.args[:k] for gap in zeros(u - v, known)}
        if body.has(Piecewise, floor, ceiling):
            gaps_inside.add(body)
    return gaps_inside


def cancelled_gaps(side: Expr, plain: Expr, other: Expr, known: Premises) -> set[Basic]:
    """The gaps of derivatives in `side` that are gone in `plain`, where they are taken, and not in `other` either.

    x d(log x)/dx has no value at x = 0, though it is 1 wherever it has one.
    """
    parts = outer_derivatives(side)
    if not parts:
        return set()
    found = {gap for part in parts for gap in gaps(without_derivatives(part), known)}
    return found - gaps(plain, known).keys() - gaps(other, known).keys()


def outer_derivatives(e: Basic) -> set[Basic]:
    """The derivatives in an expression that are not inside others."""
    if isinstance(e, (Derivative, Subs)):
        return {e}
    return set().union(*(outer_derivatives(part) for part in e.args), set())
