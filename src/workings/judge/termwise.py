"""Sums over one range, term by term: a sum of zeros is zero.

Where the normal form of a difference is a combination of sums over the same ranges, and nothing else, it is the sum of
one summand. If that vanishes for all values of its letters, each component of a vector being a letter of its own, the
sum is 0 for every length. Inside a sum the sign of a component may differ from term to term, so there Abs, Max and
conditions stay closed; in a single term each sign is a case, as for any number (`cells`). The converse does not hold: a
sum may vanish without its terms.
"""

from dataclasses import replace

from sympy import Add, Dummy, Expr, Indexed, Mul, S, Sum

from workings.judge.alphabet import terms
from workings.judge.cells import everywhere, vanishes_here
from workings.judge.normal import in_few_sums, normal
from workings.judge.premises import Premises
from workings.judge.sums import Limits, infinite

SIGNS = ("real", "positive", "negative", "nonnegative", "nonpositive", "nonzero", "integer")


def vanishes_termwise(e: Expr, premises: Premises) -> bool:
    """Whether `e` is 0, or a sum whose terms are all 0; NeedsSign where that depends on a sign outside sums."""
    if vanishes_here(e, premises):
        return True
    found = one_sum(in_few_sums(Add(*terms(normal(e, premises))), premises))
    if found is None:
        return False
    summand, limits = found
    names = {index for index, *_ in limits}
    inside = replace(premises.inside(limits), bound=premises.bound - names)
    return everywhere(summand.xreplace(letters(summand)), inside) is not None


def one_sum(gap: Expr) -> tuple[Expr, Limits] | None:
    """The summand and the limits of a combination of sums over the same ranges; None if it is none."""
    summand, limits = S.Zero, None
    for term in Add.make_args(gap):
        inside = [factor for factor in Mul.make_args(term) if isinstance(factor, Sum)]
        if len(inside) != 1 or infinite(inside[0].limits) or limits not in (None, inside[0].limits):
            return None
        limits = inside[0].limits
        summand += term / inside[0] * inside[0].function
    return None if limits is None else (summand, [tuple(limit) for limit in limits])


def letters(e: Expr) -> dict[Expr, Dummy]:
    """A letter for each component, with what is assumed of it."""
    return {x: Dummy(str(x), **known(x)) for x in sorted(e.atoms(Indexed), key=str)}


def known(x: Indexed) -> dict[str, bool]:
    """What is assumed of a component."""
    return {name: True for name in SIGNS if getattr(x, f"is_{name}")}
