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
    Limit,
    Mul,
    Poly,
    Product,
    S,
    Sum,
    Symbol,
    bernoulli,
    expand,
    floor,
)

from workings.judge.alphabet import Exp, Slope, Unreadable, terms
from workings.judge.letters import Approach
from workings.judge.premises import Premises
from workings.judge.signs import nonnegative
from workings.judge.triangles import Below, Limits, on_square, partial, side, squared, total, widened

STANDARD = [Dummy(f"j{k}", integer=True) for k in range(24)]
MOST_INDICES = 6


def renamed_apart(total: Sum, premises: Premises) -> tuple[Expr, Limits]:
    """The summand and the limits of `total` with fresh indices; limits that depend on another index are widened."""
    if any(len(limit) != 3 for limit in total.limits):
        raise Unreadable("a sum without limits")
    total = apart(total)
    limits = [(index, expand(low), expand(high)) for index, low, high in total.limits]
    if infinite(limits):
        return total.function, limits
    return squared(total.function, limits, premises)


def apart(e: Basic) -> Basic:
    """`e` with fresh indices in all its sums, products and integrals, so that no premise speaks of them by accident."""

    def renamed(total: Basic) -> Basic:
        whole = {"integer": True}  # an index is whole, whatever else is assumed of the letter that is used for it
        fresh = {
            v: Dummy(v.name, **(v.assumptions0 if isinstance(total, Integral) else whole)) for v in total.variables
        }
        later = [dict(list(fresh.items())[k + 1 :]) for k in range(len(fresh))]  # an end may hold indices further out
        limits = [
            (fresh[v], *(end.xreplace(names) for end in ends))
            for (v, *ends), names in zip(total.limits, later, strict=True)
        ]
        return total.func(total.function.xreplace(fresh), *limits)

    def renamed_limit(limit: Limit) -> Basic:
        body, variable, to, side = limit.args
        fresh = Dummy(variable.name, **variable.assumptions0)
        return Approach(body.xreplace({variable: fresh}), fresh, to, side)

    e = e.replace(lambda part: isinstance(part, (Sum, Product, Integral)), renamed)
    return e.replace(lambda part: isinstance(part, Limit), renamed_limit)


def summed(term: Expr, limits: Limits, premises: Premises) -> Expr:
    """The sum of one product over its indices, in normal form."""
    factors, limits = merged(term, limits, premises)
    limits = widened(factors, limits, premises)
    narrowed = partial(factors, limits, premises)
    if narrowed is not None:
        return summed(Mul(*narrowed[0]), narrowed[1], premises)
    running = {limit[0] for limit in limits}
    picked = picked_by_delta(factors, limits, premises) or counted(factors, limits, premises)
    if picked is not None:
        return resummed(*picked, premises)
    result = Mul(*(factor for factor in factors if not factor.free_symbols & running))
    factors = [factor for factor in factors if factor.free_symbols & running]
    while limits:
        group = connected(limits[0][0], factors, running)
        body = Mul(*(factor for factor in factors if factor.free_symbols & group))
        result *= one_group(body, [limit for limit in limits if limit[0] in group], premises)
        factors = [factor for factor in factors if not factor.free_symbols & group]
        limits = [limit for limit in limits if limit[0] not in group]
    return result


def resummed(body: Expr, limits: Limits, premises: Premises) -> Expr:
    """The sum of `body`, which a step has changed, term by term; `body` itself if no limit is left."""
    inner = premises.inside(limits)
    body = tidy_subscripts(body)
    body = body.xreplace({part: side(part, inner) for part in body.atoms(Below)})
    return Add(*(summed(term, limits, premises) for term in terms(body))) if limits else body


def merged(term: Expr, limits: Limits, premises: Premises) -> tuple[list[Expr], Limits]:
    """The factors of `term`, those that are themselves sums over the running indices merged into one sum."""
    running, factors = {limit[0] for limit in limits}, []
    for factor in Mul.make_args(term):
        base, power = factor.as_base_exp()
        whole = power.is_Integer and 1 <= power <= 3
        if isinstance(base, Below) and power.is_Integer and power > 0:
            factors.append(base)
            continue
        if not (isinstance(base, Sum) and whole and base.free_symbols & running) or infinite(base.limits):
            factors.append(factor)
            continue
        for _ in range(power):
            inner = apart(base)
            limits = [*inner.limits, *limits]
            factors += Mul.make_args(inner.function)
    if len(limits) > MOST_INDICES:
        raise Unreadable(f"a sum over more than {MOST_INDICES} indices")
    below, limits = squared(Mul(*factors), [tuple(limit) for limit in limits], premises)
    return list(Mul.make_args(below)), limits


def infinite(limits) -> bool:
    """Whether a limit is not finite."""
    return any(end.has(S.Infinity, S.NegativeInfinity) for _, *ends in limits for end in ends)


def picked_by_delta(factors: list[Expr], limits: Limits, premises: Premises) -> tuple[Expr, Limits] | None:
    """The term that a delta picks, with factors `Below` that are 1 if its other index lies in the range summed over."""
    inside = premises.inside(limits)
    for delta in factors:
        if not isinstance(delta, KroneckerDelta):
            continue
        for old, new in solved(delta, [limit[0] for limit in limits]):
            _, low, high = next(limit for limit in limits if limit[0] == old)
            rest = Mul(*(factor.xreplace({old: new}) for factor in factors if factor is not delta))
            left = [other for other in limits if other[0] != old]
            within = side(Below(low - 1, new), inside) * side(Below(new, high + 1), inside)
            if within == 1 or total(rest, premises.inside(left)):
                return rest * within, left
    return None


def counted(factors: list[Expr], limits: Limits, premises: Premises) -> tuple[Expr, Limits] | None:
    """The sum over an index that occurs only as a power and in one Below, as a polynomial in the other index of it."""
    inside = premises.inside(limits)
    for below in [factor for factor in factors if isinstance(factor, Below)]:
        for place, (index, low, high) in enumerate(limits):
            others = [factor for factor in factors if factor is not below and index in factor.free_symbols]
            power = Mul(*others).as_coeff_exponent(index)
            if index not in below.args or power[0] != 1 or not (power[1].is_Integer and power[1] >= 0):
                continue
            first, last = (below.args[0] + 1, high) if index == below.args[1] else (low, below.args[1] - 1)
            ends = expand(first - low), expand(high - last), expand(last - first + 1)
            if all(nonnegative(gap, inside) for gap in ends):
                rest = Mul(*(factor for factor in factors if factor is not below and factor not in others))
                return rest * power_sum(int(power[1]), first, last), [*limits[:place], *limits[place + 1 :]]
    return None


def solved(delta: KroneckerDelta, running: list[Symbol]) -> list[tuple[Symbol, Expr]]:
    """The indices among `running` that a delta makes equal to something whole, each with that."""
    gap, found = expand(delta.args[0] - delta.args[1]), []
    for index in running:
        slope = gap.coeff(index)
        new = expand(index - gap / slope) if abs(slope) == 1 else index
        if index not in new.free_symbols and new.is_integer:
            found.append((index, new))
    return found


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
    placed = [in_place(body, limit) for limit in limits]
    moves = {index: new for (index, *_), (new, *_) in zip(limits, placed, strict=True) if new != index}
    if moves:
        moved = [(index, low, high) for (index, *_), (_, low, high) in zip(limits, placed, strict=True)]
        return resummed(body.xreplace(moves), moved, premises)
    return triangle(body, limits, premises) or with_standard_names(tidy_subscripts(body), limits)


def triangle(body: Expr, limits: Limits, premises: Premises) -> Expr | None:
    """A sum over one side of a diagonal by square and diagonal, if its summand comes second or is symmetric."""
    below = [factor for factor in Mul.make_args(body) if isinstance(factor, Below)]
    if len(below) != 1 or not on_square(below[0], limits):
        return None
    i, j = below[0].args
    rest = body / below[0]
    turned = rest.xreplace({i: j, j: i})
    here, there = (with_standard_names(tidy_subscripts(part * below[0]), limits) for part in (rest, turned))
    if here != there and str(here) <= str(there):
        return None
    diagonal = resummed(rest.xreplace({j: i}), [limit for limit in limits if limit[0] != j], premises)
    both = summed(rest, limits, premises) - diagonal
    return both / 2 if here == there else both - there


def in_place(body: Expr, limit: tuple[Symbol, Expr, Expr]) -> tuple[Expr, Expr, Expr]:
    """What is to replace the index, so that it runs upwards and starts where its places begin; and its limits."""
    index, low, high = limit
    if runs_down(body, limit):
        return low + high - index, low, high
    offset = shift(body, index)
    return index - offset, low + offset, high + offset


def runs_down(body: Expr, limit: tuple[Symbol, Expr, Expr]) -> bool:
    """Whether the range is to be reversed: the index is subtracted in most of its places; in a tie the text decides.

    The text is that of the letters that hold the index and no other index, so that no name of an index counts.
    """
    index, low, high = limit
    slopes = [place.coeff(index) for place in places(body, index)]
    down = sum(bool(slope.is_negative) for slope in slopes)
    if not down or not all(slope.is_Rational for slope in slopes) or 2 * down < len(slopes):
        return False
    if 2 * down > len(slopes):
        return True
    letters = Mul(*(factor for factor in Mul.make_args(body) if factor.has(index) and factor.atoms(Indexed, Slope)))
    if any(isinstance(s, Dummy) for s in letters.free_symbols - {index}):
        return False
    up, turned = (tidy_subscripts(letters.xreplace({index: s})) for s in (STANDARD[-1], low + high - STANDARD[-1]))
    return str(turned) < str(up)


def power_sum(power: int, low: Expr, high: Expr) -> Expr:
    """The sum of index**power from low to high, by Faulhaber's formula with Bernoulli polynomials.

    It satisfies B(x + 1) - B(x) = (power + 1) x**power, so the sum telescopes.
    """
    upper, lower = bernoulli(power + 1, high + 1), bernoulli(power + 1, low)
    return expand((upper - lower) / (power + 1))


def places(body: Expr, index: Symbol) -> list[Expr]:
    """The subscripts, and the arguments of undefined functions, in which an index occurs."""
    found = []
    for holder in sorted(body.atoms(Indexed, Slope), key=str):
        inside = holder.indices if isinstance(holder, Indexed) else holder.args[1:]
        found += [expand(place) for place in inside if index in place.free_symbols]
    return found


def shift(body: Expr, index: Symbol) -> Expr:
    """The least whole number added to an index in its places; without subscripts, in arguments and denominators."""
    pinned = places(body, index)
    offsets = [place - index for place in pinned]
    whole = [offset for offset in offsets if offset.is_Integer]
    if pinned:
        return min(whole, default=Integer(0))
    return min((centre(u, index) for u in arguments(body, index)), default=Integer(0))


def arguments(body: Expr, index: Symbol) -> list[Expr]:
    """The sums under powers, the arguments of functions and the whole exponent in a product that hold an index."""
    found, exponent = [], S.Zero
    for factor in Mul.make_args(body):
        base, power = factor.as_base_exp()
        if isinstance(base, Exp):
            exponent += power * base.args[0]
        elif base.is_Add or (base == index and power.is_negative):
            found.append(base)
        elif base.is_Function and not isinstance(base, (Below, KroneckerDelta)):
            found += base.args
    curved = exponent.is_polynomial(index) and exponent.has(index) and Poly(exponent, index).degree() > 1
    return [u for u in ([*found, exponent] if curved else found) if index in u.free_symbols]


def centre(u: Expr, index: Symbol) -> Integer:
    """The whole part of b / (m a) for a polynomial a x**m + b x**(m - 1) + ... in the index; 0 for anything else.

    Moving the index by it takes the second term away as far as whole numbers can.
    """
    if not u.is_polynomial(index):
        return Integer(0)
    top, *rest = Poly(u, index).all_coeffs()
    if not rest:
        return Integer(0)
    constant, _ = expand(rest[0] / (len(rest) * top)).as_coeff_Add()
    return floor(constant) if constant.is_Rational else Integer(0)


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
    return min(candidates, key=lambda total: (str(total.function), str(total)))


def written_out(e: Expr, most: int) -> Expr:
    """`e` with each sum and product over at most so many numbers written out."""

    def out(part: Sum | Product) -> Expr:
        index, low, high = part.limits[-1]
        inner = part.func(part.function, *part.limits[:-1]) if part.limits[:-1] else part.function
        parts = [written_out(inner.xreplace({index: low + k}), most) for k in range(int(high - low) + 1)]
        return Add(*parts) if isinstance(part, Sum) else Mul(*parts)

    def short(part: Expr) -> bool:
        if not isinstance(part, (Sum, Product)):
            return False
        length = expand(part.limits[-1][2] - part.limits[-1][1])
        return bool(length.is_Integer and length < most)

    return e.replace(short, out)
