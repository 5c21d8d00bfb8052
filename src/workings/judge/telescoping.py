"""Sums and products of one summand over different ranges, each written by one of them.

With P(n) the sum from a fixed place up to n, the sum from a to b is P(b) - P(a - 1) whenever b >= a - 1, and
P(n + 1) = P(n) + f(n + 1). So sums of one summand become differences of few P, and whole numbers in their ends become
single terms. Ranges that depend on another index are left alone (`triangles`). Of a product only the factors above are
split off, for which nothing is divided. A sum over several indices is treated in one of them at a time.
"""

from sympy import Add, Expr, Mul, Product, S, Sum, Symbol, expand

from workings.judge.premises import Premises
from workings.judge.signs import nonnegative
from workings.judge.sums import infinite, tidy_subscripts
from workings.judge.triangles import dependent

MOST_TERMS = 8


def telescoped(e: Expr, premises: Premises) -> Expr:
    """`e` with sums of one summand over different ranges written by one of them, and products alike."""
    families: dict[tuple, list[tuple[Sum, int]]] = {}
    for total in sorted(e.atoms(Sum), key=str):
        if infinite(total.limits) or dependent(total.limits):
            continue
        for place, (index, *_) in enumerate(total.limits):
            others = (*total.limits[:place], None, *total.limits[place + 1 :])
            families.setdefault((total.function, index, others), []).append((total, place))
    replaced: dict[Expr, Expr] = {}
    for members in families.values():
        if any(total in replaced for total, _ in members):
            continue
        replaced |= by_one(members, premises)
    replaced |= {product: split_product(product, premises) for product in sorted(e.atoms(Product), key=str)}
    return e.xreplace(replaced)


def by_one(members: list[tuple[Sum, int]], premises: Premises) -> dict[Expr, Expr]:
    """Each sum of a family by sums from one place, where the ends of all of them are known to be in order."""
    base = earliest([total.limits[place][1] for total, place in members], premises)
    found = {}
    for total, place in members:
        index, low, high = total.limits[place]
        ends = (high - low + 1, low - base, high - base + 1)
        if not all(nonnegative(expand(gap), premises) for gap in ends):
            continue
        others = [*total.limits[:place], *total.limits[place + 1 :]]
        body = total.function if not others else Sum(total.function, *others)
        found[total] = up_to(high, base, body, index, premises) - up_to(expand(low - 1), base, body, index, premises)
    return found


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
    plain, extra = split_end(end, base, premises)
    start = S.Zero if plain == base - 1 else Sum(body, (index, base, plain))
    above = [at(body, index, plain + k) for k in range(1, extra + 1)]
    below = [at(body, index, plain - k) for k in range(-extra)]
    return start + Add(*above) - Add(*below)


def split_end(end: Expr, base: Expr, premises: Premises) -> tuple[Expr, int]:
    """An end as a plain one and a whole number of terms, the plain one known to be at least base - 1."""
    ahead, (constant, rest) = expand(end - base + 1), expand(end).as_coeff_Add()
    if ahead.is_Integer and 0 <= ahead <= MOST_TERMS:
        return base - 1, int(ahead)
    if constant.is_Integer and abs(constant) <= MOST_TERMS and nonnegative(expand(rest - base + 1), premises):
        return rest, int(constant)
    return end, 0


def at(body: Expr, index: Symbol, place: Expr) -> Expr:
    """A single term."""
    return tidy_subscripts(body.xreplace({index: expand(place)}))


def split_product(product: Product, premises: Premises) -> Expr:
    """A product with the factors that a positive whole number in its upper end stands for written out."""
    if len(product.limits) != 1 or infinite(product.limits):
        return product
    index, low, high = product.limits[0]
    plain, extra = split_end(high, low, premises)
    if extra <= 0:
        return product
    start = S.One if plain == low - 1 else Product(product.function, (index, low, plain))
    return Mul(start, *(at(product.function, index, plain + k) for k in range(1, extra + 1)))
