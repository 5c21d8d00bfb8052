"""Where two sides are defined: a normal form shows equality only where both have a value.

A quotient has none where its denominator is 0, a logarithm none at 0. The irreducible factors that stand there are
collected on each side, without those that the premises keep away from 0. If both sides have the same ones, they are
defined at the same points as far as these factors go; a factor on one side only is a place where one side may have a
value and the other none.
"""

from sympy import (
    Abs,
    Basic,
    Derivative,
    Expr,
    Heaviside,
    Integral,
    Limit,
    Max,
    Min,
    Piecewise,
    Pow,
    Product,
    Subs,
    Sum,
    Tuple,
    ceiling,
    floor,
    log,
    sign,
)

from workings.judge.alphabet import Unreadable, factors
from workings.judge.inverses import gap_of_arc
from workings.judge.normal import normal
from workings.judge.premises import Premises, and_also
from workings.judge.signs import NeedsSign, nonzero, not_empty
from workings.judge.sums import STANDARD
from workings.judge.trigonometry import pole


def one_sided(a: Expr, b: Expr, known: Premises) -> list[Expr]:
    """The denominators and arguments of logarithms whose zeros are a gap on one side only, as far as is known."""
    return list(dict.fromkeys(lone_factors(a, b, known).values()))


def lone_factors(a: Expr, b: Expr, known: Premises) -> dict[Basic, Expr]:
    """The factors that make a gap on one side only, each with the expression that it stands in."""
    left, right = gaps(a, known), gaps(b, known)
    return {gap: (left | right)[gap] for gap in sorted(left.keys() ^ right.keys(), key=str)}


def gaps(e: Basic, known: Premises, depth: int = 0) -> dict[Basic, Expr]:
    """The factors of denominators and in logarithms in `e` that may be 0, each with the expression that it stands in.

    Indices of sums have standard names. A factor inside a sum that may be empty comes with the limits of the sum, for
    it only counts if there is a term; one in a branch comes with the condition of the branch.
    """
    if isinstance(e, (Sum, Product)):
        names = {index: STANDARD[-1 - depth - k] for k, index in enumerate(e.variables)}
        limits = [(names[index], *(end.xreplace(names) for end in ends)) for index, *ends in e.limits]
        inner = gaps(e.function.xreplace(names), known.inside(limits), depth + len(names))
        if all(not_empty(limit, known) for limit in limits):
            return inner
        return {Tuple(gap, *limits): where for gap, where in inner.items()}
    if isinstance(e, Piecewise):
        branches = [(gaps(value, where(known, condition), depth), condition) for value, condition in e.args]
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
        found |= dict.fromkeys(zeros(e.base, known), e.base)
    if isinstance(e, log):
        found |= dict.fromkeys(zeros(e.args[0], known), e.args[0])
    for hole in (pole(e), gap_of_arc(e)):
        if hole is not None:
            found |= dict.fromkeys(zeros(hole, known), hole)
    return found


def where(known: Premises, condition: Basic) -> Premises:
    """The premises in the branch of a condition, as far as they can say it."""
    try:
        return and_also(known, condition)
    except TypeError:
        return known


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
