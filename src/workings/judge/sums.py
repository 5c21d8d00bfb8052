"""Normal form of sums over ranges of symbolic length.

The sum of a sum is split into sums of single terms; a factor free of the indices goes in front; a product of sums
inside a sum becomes one sum over more indices; groups of indices that share no factor are split into a product; a
Kronecker delta picks its term; the indices of what is left get standard names. Each step is one of the laws of finite
sums (linearity, distribution, exchange of the order, renaming and shifting of an index), valid for every length, so
two sums with one normal form are equal. None of them is used when a limit is infinite, where they can fail, and a
limit that depends on another index is refused.

A sum from a to a - 1 is empty, and so is one to anything below; laws that split or close a range are used only where
it is known that the upper limit is at least a - 1.
"""

from itertools import permutations

from sympy import (
    Add,
    Basic,
    Dummy,
    Expr,
    Indexed,
    Integer,
    Integral,
    KroneckerDelta,
    Mul,
    Product,
    S,
    Sum,
    Symbol,
    bernoulli,
    expand,
)

from workings.judge.alphabet import Slope, Unreadable
from workings.judge.premises import Premises
from workings.judge.signs import nonnegative

STANDARD = [Dummy(f"j{k}", integer=True) for k in range(24)]
MOST_INDICES = 6

Limits = list[tuple[Symbol, Expr, Expr]]


def renamed_apart(total: Sum) -> tuple[Expr, Limits]:
    """The summand and the limits of `total` with fresh indices; Unreadable if one limit depends on another index."""
    fresh = {index: Dummy(index.name, integer=True) for index in total.variables}
    if any(len(limit) != 3 for limit in total.limits):
        raise Unreadable("a sum without limits")
    if any(set(fresh) & end.free_symbols for _, *ends in total.limits for end in ends):
        raise Unreadable("a limit that depends on another index")
    limits = [(fresh[index], expand(low), expand(high)) for index, low, high in total.limits]
    return total.function.xreplace(fresh), limits


def apart(e: Basic) -> Basic:
    """`e` with fresh indices in all its sums, products and integrals, so that no premise speaks of them by accident."""

    def renamed(total: Basic) -> Basic:
        fresh = {v: Dummy(v.name, **v.assumptions0) for v in total.variables}
        limits = [(fresh[v], *(end.xreplace(fresh) for end in ends)) for v, *ends in total.limits]
        return total.func(total.function.xreplace(fresh), *limits)

    return e.replace(lambda part: isinstance(part, (Sum, Product, Integral)), renamed)


def summed(term: Expr, limits: Limits, premises: Premises) -> Expr:
    """The sum of one product over its indices, in normal form."""
    factors, limits = merged(term, limits)
    running = {limit[0] for limit in limits}
    picked = picked_by_delta(factors, limits, premises)
    if picked is not None:
        rest, left = picked
        return summed(rest, left, premises) if left else rest
    result = Mul(*(factor for factor in factors if not factor.free_symbols & running))
    factors = [factor for factor in factors if factor.free_symbols & running]
    while limits:
        group = connected(limits[0][0], factors, running)
        body = Mul(*(factor for factor in factors if factor.free_symbols & group))
        result *= one_group(body, [limit for limit in limits if limit[0] in group], premises)
        factors = [factor for factor in factors if not factor.free_symbols & group]
        limits = [limit for limit in limits if limit[0] not in group]
    return result


def merged(term: Expr, limits: Limits) -> tuple[list[Expr], Limits]:
    """The factors of `term`, those that are themselves sums over the running indices merged into one sum."""
    running, factors = {limit[0] for limit in limits}, []
    for factor in Mul.make_args(term):
        base, power = factor.as_base_exp()
        whole = power.is_Integer and 1 <= power <= 3
        if not (isinstance(base, Sum) and whole and base.free_symbols & running) or infinite(base.limits):
            factors.append(factor)
            continue
        for _ in range(power):
            body, inner = renamed_apart(base)
            limits = limits + inner
            factors += Mul.make_args(body)
    if len(limits) > MOST_INDICES:
        raise Unreadable(f"a sum over more than {MOST_INDICES} indices")
    if any(end.free_symbols & {index for index, *_ in limits} for _, *ends in limits for end in ends):
        raise Unreadable("a limit that depends on another index")
    return factors, limits


def infinite(limits) -> bool:
    """Whether a limit is not finite."""
    return any(end.has(S.Infinity, S.NegativeInfinity) for _, *ends in limits for end in ends)


def picked_by_delta(factors: list[Expr], limits: Limits, premises: Premises) -> tuple[Expr, Limits] | None:
    """The term that a delta picks, if its other index is known to lie in the range summed over."""
    for delta in factors:
        if not isinstance(delta, KroneckerDelta):
            continue
        for old, new in (delta.args, delta.args[::-1]):
            limit = next((limit for limit in limits if limit[0] == old), None)
            if limit is None or old in new.free_symbols or not in_range(new, limit, limits, premises):
                continue
            rest = Mul(*(factor.xreplace({old: new}) for factor in factors if factor is not delta))
            return rest, [other for other in limits if other is not limit]
    return None


def in_range(index: Expr, limit: tuple[Symbol, Expr, Expr], limits: Limits, premises: Premises) -> bool:
    """Whether `index` is known to lie between the ends of `limit`, as an index of the same range does."""
    _, low, high = limit
    inside = premises.inside(limits)
    return (
        bool(index.is_integer)
        and nonnegative(expand(index - low), inside)
        and nonnegative(expand(high - index), inside)
    )


def connected(index: Symbol, factors: list[Expr], running: set[Symbol]) -> set[Symbol]:
    """The indices that share a factor with `index`, directly or through others."""
    group, more = set(), {index}
    while more:
        group |= more
        more = set().union(*(f.free_symbols & running for f in factors if f.free_symbols & group)) - group
    return group


def one_group(body: Expr, limits: Limits, premises: Premises) -> Expr:
    """The sum of `body` over indices that belong together: in closed form, or with standard names for its indices."""
    if len(limits) == 1 and nonnegative(expand(limits[0][2] - limits[0][1] + 1), premises):
        index, low, high = limits[0]
        if body == 1:
            return high - low + 1
        if body == index or (body.is_Pow and body.base == index and body.exp.is_Integer and body.exp > 0):
            return power_sum(int(body.as_base_exp()[1]), low, high)
    shifted = [shift(body, limit) for limit in limits]
    body = body.xreplace({index: index - offset for (index, *_), offset in zip(limits, shifted, strict=True)})
    moved = [(i, low + by, high + by) for (i, low, high), by in zip(limits, shifted, strict=True)]
    return with_standard_names(tidy_subscripts(body), moved)


def power_sum(power: int, low: Expr, high: Expr) -> Expr:
    """The sum of index**power from low to high, by Faulhaber's formula with Bernoulli polynomials.

    It satisfies B(x + 1) - B(x) = (power + 1) x**power, so the sum telescopes.
    """
    upper, lower = bernoulli(power + 1, high + 1), bernoulli(power + 1, low)
    return expand((upper - lower) / (power + 1))


def shift(body: Expr, limit: tuple[Symbol, Expr, Expr]) -> Expr:
    """The smallest whole number added to an index where it serves as a subscript; 0 if it serves otherwise."""
    index, offsets = limit[0], []
    for holder in body.atoms(Indexed, Slope):
        places = holder.indices if isinstance(holder, Indexed) else holder.args[1:]
        for place in places:
            offset = expand(place - index) if index in place.free_symbols else None
            if offset is not None and offset.is_Integer:
                offsets.append(offset)
    return min(offsets, default=Integer(0))


def tidy_subscripts(body: Expr) -> Expr:
    """`body` with its subscripts expanded, so that j - 1 + 1 is j."""
    return body.xreplace({x: x.func(x.base, *map(expand, x.indices)) for x in body.atoms(Indexed)})


def with_standard_names(body: Expr, limits: Limits) -> Expr:
    """The sum with standard names for its indices, in the order that gives the least text.

    Names bound inside `body` are avoided: a replacement would capture them.
    """
    free = [name for name in STANDARD if name not in body.atoms(Symbol)]
    candidates = []
    for order in permutations(limits):
        names = {index: name for (index, *_), name in zip(order, free, strict=False)}
        candidates.append(Sum(body.xreplace(names), *((names[index], low, high) for index, low, high in order)))
    return min(candidates, key=str)


def telescoped(e: Expr, premises: Premises) -> Expr:
    """`e` with sums of one summand over different ranges written by one of them.

    With P(n) the sum up to n, the sum from a to b is P(b) - P(a - 1) whenever b >= a - 1; P(n + 1) = P(n) + f(n + 1).
    """
    single = e.xreplace({total: Dummy() for total in e.atoms(Sum)}).has(Indexed)
    families: dict[tuple[Expr, Symbol], list[Sum]] = {}
    for total in sorted(e.atoms(Sum), key=str):
        if len(total.limits) == 1 and not infinite(total.limits):
            families.setdefault((total.function, total.variables[0]), []).append(total)
    replaced = {}
    for (body, index), members in families.items():
        if len(members) == 1 and not single:
            continue
        base = earliest([member.limits[0][1] for member in members], premises)
        for member in members:
            _, low, high = member.limits[0]
            ends = (high - low + 1, low - base, high - base + 1)
            if all(nonnegative(expand(gap), premises) for gap in ends):
                before = expand(low - 1)
                replaced[member] = up_to(high, base, body, index, premises) - up_to(before, base, body, index, premises)
    return e.xreplace(replaced)


def earliest(lows: list[Expr], premises: Premises) -> Expr:
    """The lower limit that is known not to lie above the others; the first if none is."""
    for low in lows:
        if all(nonnegative(expand(other - low), premises) for other in lows):
            return low
    return lows[0]


def up_to(end: Expr, base: Expr, body: Expr, index: Symbol, premises: Premises) -> Expr:
    """P(end), the sum of `body` from `base`, with the terms that a whole number in `end` stands for written out.

    `end` is at least base - 1, and so is every end that P is taken at.
    """
    ahead, (constant, rest) = expand(end - base + 1), end.as_coeff_Add()
    if ahead.is_Integer and 0 <= ahead <= 8:
        plain, extra = base - 1, int(ahead)
    elif constant.is_Integer and abs(constant) <= 8 and nonnegative(expand(rest - base + 1), premises):
        plain, extra = rest, int(constant)
    else:
        plain, extra = end, 0
    start = S.Zero if plain == base - 1 else Sum(body, (index, base, plain))
    above = [tidy_subscripts(body.xreplace({index: expand(plain + k)})) for k in range(1, extra + 1)]
    below = [tidy_subscripts(body.xreplace({index: expand(plain - k)})) for k in range(-extra)]
    return start + Add(*above) - Add(*below)
