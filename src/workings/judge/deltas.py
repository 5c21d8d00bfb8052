"""Equal subscripts beside a Kronecker delta: delta(i, j) f(i) = delta(i, j) f(j).

Both sides are 0 where i differs from j, and the same where it does not; for the same reason a power of a delta is the
delta. So in each term that has a delta for a factor, the second subscript is replaced by the first, and terms that are
equal under the delta become the same, as in p_i (delta_ij - p_j) = p_j (delta_ij - p_i).
"""

from sympy import Add, Expr, KroneckerDelta, Mul

from workings.judge.alphabet import fraction


def with_equal_subscripts(e: Expr) -> Expr:
    """`e` with one subscript for two in every term that has their delta for a factor; `e` itself if none has."""
    if not e.has(KroneckerDelta):
        return e
    top, lower = fraction(e)
    below = Mul(*(factor**-times for factor, times in lower))
    return Add(*(merged(term, below) for term in Add.make_args(top)))


def merged(term: Expr, below: Expr) -> Expr:
    """One term of the numerator over the denominator, its subscripts merged."""
    deltas, rest = [], below
    for factor in Mul.make_args(term):
        base, power = factor.as_base_exp()
        if isinstance(base, KroneckerDelta) and power.is_Integer and power > 0:
            deltas.append(base)
        else:
            rest *= factor
    for delta in sorted(deltas, key=str):
        first, second = sorted(delta.args[:2], key=str)
        if second.is_Symbol and not first.has(second):
            rest = rest.xreplace({second: first})
    return Mul(rest, *dict.fromkeys(deltas))
