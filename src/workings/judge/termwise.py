"""Sums over one range, term by term: a sum of zeros is zero, and sums of equal terms are equal.

Where the normal form of a difference is a combination of sums over the same ranges, and nothing else, it is the sum of
one summand. If that vanishes for one index that stands for any, each component of a vector being a letter of its own
(`components`), the sum is 0 for every length. Inside a sum the sign of a component may differ from term to term, so
there Abs, Max and conditions stay closed; in a single term each sign is a case, as for any number (`cells`).

A sum over all pairs (i, j) of places of one range is half of that of f(i, j) + f(j, i), so it is 0 if these terms are.

Where sums stand inside a logarithm or below a fraction bar, each is compared with those before it over the same range:
if the difference of their terms vanishes in this way, one may stand for the other. The converse of neither holds: a
sum may vanish without its terms.
"""

from dataclasses import replace

from sympy import Abs, Add, Expr, Heaviside, Max, Min, Mul, Piecewise, S, Sum, sign

from workings.judge.cells import everywhere, vanishes_here
from workings.judge.components import generic
from workings.judge.normal import canonical, in_few_sums
from workings.judge.premises import Premises
from workings.judge.signs import nonnegative
from workings.judge.sums import Limits, infinite

KINKS = (Abs, Max, Min, Piecewise, Heaviside, sign)
MOST_SUMS = 8


def vanishes_termwise(e: Expr, premises: Premises) -> bool:
    """Whether `e` is 0, or a sum whose terms are all 0; NeedsSign where that depends on a sign outside sums."""
    if vanishes_here(e, premises):
        return True
    gap = in_few_sums(canonical(e, premises), premises)
    found = one_sum(gap) or one_sum_over_pairs(gap, premises)
    return found is not None and all_zero(*found, premises, vanishes_here)


def one_sum(gap: Expr) -> tuple[Expr, Limits] | None:
    """The summand and the limits of a combination of sums over the same ranges; None if it is none."""
    summand, limits = S.Zero, None
    for term in Add.make_args(gap):
        inside = [factor for factor in Mul.make_args(term) if isinstance(factor, Sum)]
        if len(inside) != 1 or infinite(inside[0].limits) or limits not in (None, inside[0].limits):
            return None
        limits = inside[0].limits
        summand += term / inside[0] * inside[0].function
    if limits is None:
        return None
    symmetric = with_mirror_image(summand, limits)
    return (summand if symmetric is None else symmetric), [tuple(limit) for limit in limits]


def with_mirror_image(summand: Expr, limits: Limits) -> Expr | None:
    """f(i, j) + f(j, i), whose sum over all pairs is twice that of f(i, j); None if the limits are not of pairs."""
    if len(limits) != 2 or tuple(limits[0][1:]) != tuple(limits[1][1:]):
        return None
    i, j = (limit[0] for limit in limits)
    return None if any(end.has(i, j) for end in limits[0][1:]) else summand + summand.xreplace({i: j, j: i})


def one_sum_over_pairs(gap: Expr, premises: Premises) -> tuple[Expr, Limits] | None:
    """The symmetric summand and the limits of a combination of sums over one range and over its pairs; None if it is

    none. A sum over one range is one over pairs, its terms divided by the number of places, which must not be 0.
    """
    limits = next((total.limits for total in sorted(gap.atoms(Sum), key=str) if len(total.limits) == 2), None)
    if limits is None or infinite(limits):
        return None
    (i, low, high), (j, *_) = limits
    if not nonnegative(high - low, premises):
        return None
    summand = S.Zero
    for term in Add.make_args(gap):
        inside = [factor for factor in Mul.make_args(term) if isinstance(factor, Sum)]
        if len(inside) != 1 or any(tuple(limit[1:]) != (low, high) for limit in inside[0].limits[:2]):
            return None
        (total,) = inside
        if len(total.limits) > 2:
            return None
        body = total.function.xreplace(dict(zip(total.variables, (i, j), strict=False)))
        summand += term / total * body / (high - low + 1) ** (2 - len(total.limits))
    symmetric = with_mirror_image(summand, limits)
    return None if symmetric is None else (symmetric, [tuple(limit) for limit in limits])


def all_zero(term: Expr, limits: Limits, premises: Premises, test) -> bool:
    """Whether a term passes a test of vanishing at any indices between the limits, in every case of its own."""
    indices = {index for index, *_ in limits}
    inside = replace(premises.inside(limits), bound=premises.bound - indices)
    return everywhere(generic(term), inside, test) is not None


def vanishes_with_equal_sums_merged(e: Expr, premises: Premises) -> bool:
    """Whether `e` is 0 in this case, each sum replaced by the first one over the same range with equal terms."""
    totals = single_sums(e)
    if len(totals) < 2 or len(totals) > MOST_SUMS or not any(total.has(*KINKS) for total in totals):
        return False
    first: list[Sum] = []
    same: dict[Expr, Expr] = {}
    for total in totals:
        twin = next((other for other in first if equal_terms(total, other, premises)), None)
        if twin is None:
            first.append(total)
        else:
            same[total] = twin
    return bool(same) and vanishes_termwise(e.xreplace(same), premises)


def single_sums(e: Expr) -> list[Sum]:
    """The sums over one index in `e`, in a fixed order."""
    return sorted((total for total in e.atoms(Sum) if len(total.limits) == 1), key=str)


def equal_terms(a: Sum, b: Sum, premises: Premises) -> bool:
    """Whether two sums have one range and equal terms."""
    if a.limits[0][1:] != b.limits[0][1:] or not (a.has(*KINKS) or b.has(*KINKS)):
        return False
    gap = a.function - b.function.xreplace({b.variables[0]: a.variables[0]})
    return all_zero(gap, [tuple(a.limits[0])], premises, vanishes_termwise)
