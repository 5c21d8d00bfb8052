"""Signs of sums over pairs: n sum x_i**2 - (sum x_i)**2 is the sum over all i and j of (x_i - x_j)**2 / 2.

A product of two sums over one range is a sum over pairs (i, j) of its places; a single sum is one too, its terms
divided by the number n of places. The summand F(i, j) may be replaced by the mean of F(i, j) and F(j, i). If that is
>= 0 for all i and j, so is the whole: this is Lagrange's proof of the inequality of Cauchy and Schwarz.
"""

from sympy import Add, Dummy, Expr, Mul, Pow, S, Sum, cancel, expand

from workings.judge.premises import Premises
from workings.judge.signs import nonnegative


def over_pairs(e: Expr, known: Premises) -> tuple[Expr, Premises] | None:
    """The symmetric summand whose sum over all pairs is `e`, and the premises about its indices; None if there is none.

    All sums in `e` must run over one range, which is known not to be empty.
    """
    totals = e.atoms(Sum)
    ranges = {total.limits[0][1:] for total in totals if len(total.limits) == 1}
    if len(ranges) != 1 or any(len(total.limits) != 1 or total.function.has(Sum) for total in totals):
        return None
    ((low, high),) = ranges
    if not nonnegative(high - low, known):
        return None
    indices = [Dummy(name, integer=True) for name in "ij"]
    summand = S.Zero
    for term in Add.make_args(expand(e)):
        paired = of_term(term, indices, high - low + 1)
        if paired is None:
            return None
        summand += paired
    i, j = indices
    symmetric = expand((summand + summand.xreplace({i: j, j: i})) / 2)
    return symmetric, known.inside([(index, low, high) for index in indices])


def of_term(term: Expr, indices: list[Dummy], places: Expr) -> Expr | None:
    """The summand over pairs of one term: a number times at most two sums; None for other terms."""
    bodies, front = [], S.One
    for factor in Mul.make_args(term):
        base, power = factor.as_base_exp() if isinstance(factor, Pow) else (factor, S.One)
        if isinstance(base, Sum) and power in (1, 2):
            bodies += [base] * int(power)
        elif factor.has(Sum):
            return None
        else:
            front *= factor
    if len(bodies) > 2:
        return None
    parts = (body.function.xreplace({body.variables[0]: index}) for body, index in zip(bodies, indices, strict=False))
    return Mul(cancel(front / places ** (2 - len(bodies))), *parts)
