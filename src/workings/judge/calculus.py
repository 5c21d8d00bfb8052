"""Sums, products, integrals and derivatives in normal form.

A finite sum is brought into the form of `sums`; a product is split into those of its factors, and one of positive
factors is the exponential of a sum of logarithms; an integral of powers times derivatives is done by parts; a
derivative of an undefined function is a letter, `Slope`.
"""

from collections.abc import Callable
from typing import Any

from sympy import (
    Add,
    Derivative,
    Determinant,
    Dummy,
    Expr,
    Function,
    Integer,
    Integral,
    KroneckerDelta,
    Mul,
    Pow,
    Product,
    S,
    Subs,
    Sum,
    Symbol,
    Trace,
    expand,
    log,
)
from sympy.core.function import AppliedUndef

from workings.judge import sums, triangles
from workings.judge.alphabet import Slope, Unreadable, factors, terms
from workings.judge.divisions import NeedsDivision
from workings.judge.matrices import determinant, trace
from workings.judge.normal import canonical, normal
from workings.judge.powers import exponential
from workings.judge.premises import Premises
from workings.judge.signs import NeedsSign, nonnegative, nonzero, positive


def sum_(e: Sum, premises: Premises) -> Expr:
    """A finite sum, term by term; one with an infinite limit only has its summand in normal form."""
    body, limits = sums.renamed_apart(e, premises)
    if sums.infinite(limits):
        return sums.with_standard_names(canonical(body, premises.inside(limits)), limits)
    limits = [(index, canonical(low, premises), canonical(high, premises)) for index, low, high in limits]
    inner = premises.inside(limits)
    body = triangles.sided(body, {index for index, *_ in limits})
    return Add(*(sums.summed(term, limits, premises) for term in terms(normal(body, inner))))


def product(e: Product, premises: Premises) -> Expr:
    """A product by its factors: positive ones as the exponential of the sum of their logarithms, others as letters.

    What is free of the index becomes a power, where the range is known not to end before it begins.
    """
    e = sums.apart(e)
    inner = premises.inside(e.limits)
    if positive(e.function, inner):
        return exponential(Sum(log(e.function), *e.limits), premises)
    if len(e.limits) > 1:
        first, *others = e.limits
        return product(Product(product(Product(e.function, first), premises.inside(others)), *others), premises)
    index, low, high = e.limits[0]
    length = expand(high - low + 1)
    if sums.infinite(e.limits) or not nonnegative(length, premises):
        raise Unreadable("a product over a range that may end before it begins")
    constant, parts = factors(normal(e.function, inner))
    result = normal(Pow(constant, length), premises)
    for factor, times in parts:
        if index not in factor.free_symbols:
            result *= normal(Pow(factor, length), premises) ** times
        elif positive(factor, inner):
            result *= exponential(times * Sum(log(factor), *e.limits), premises)
        else:
            result *= one_product(factor, e.limits[0]) ** times
    return result


def one_product(factor: Expr, limit: tuple[Symbol, Expr, Expr]) -> Expr:
    """The product of one irreducible factor, with a standard name for its index, moved as in a sum."""
    index, low, high = limit
    new, low, high = sums.in_place(factor, limit)
    name = next(name for name in sums.STANDARD if name not in factor.atoms(Symbol))
    return Product(sums.tidy_subscripts(factor.xreplace({index: new}).xreplace({index: name})), (name, low, high))


def delta(e: KroneckerDelta, premises: Premises) -> Expr:
    """1 or 0 where it is known whether the two numbers agree."""
    i, j = (canonical(part, premises) for part in e.args[:2])
    gap = expand(i - j)
    if positive(gap, premises) or positive(-gap, premises) or nonzero(gap, premises):
        return S.Zero
    if nonnegative(gap, premises) and nonnegative(-gap, premises):
        return S.One
    return KroneckerDelta(i, j)


def integral(e: Integral, premises: Premises) -> Expr:
    """An integral by its terms, where each is a power of the variable times a derivative at it; others are letters."""
    if len(e.limits) != 1 or len(e.limits[0]) != 3:
        raise Unreadable("an integral without limits")
    variable, low, high = e.limits[0]
    if low == high:
        return S.Zero
    inner = premises.hiding({variable})
    body = steady(variable, lambda: terms(normal(e.function, inner))) or (e.function,)
    grown = [antiderivative(term, variable) for term in body]
    if None in grown or sums.infinite(e.limits):
        return other_integral(e, Add(*body), premises)
    total = Add(*grown)
    return normal(total.subs(variable, high) - total.subs(variable, low), premises)


def steady(variable: Symbol, find: Callable[[], Any]) -> Any:
    """What is found; None if it depends on the sign or the residue of a variable that runs through many values."""
    try:
        return find()
    except NeedsSign as need:
        if variable not in need.expression.free_symbols:
            raise
    except NeedsDivision as need:
        if need.letter != variable:
            raise
    return None


def other_integral(e: Integral, body: Expr, premises: Premises) -> Expr:
    """An integral by a checked antiderivative, or by primitives that are letters; else a letter itself."""
    from workings.judge import integrals  # it builds on this module

    found = integrals.by_antiderivative(e, premises)
    if found is not None:
        return normal(found, premises)
    t, low, high = e.limits[0]
    body, low, high = integrals.straightened(body, t, low, high, premises)
    found = integrals.by_primitives(Integral(body, (t, low, high)), premises)
    return integrals.integral_letter(body, t, low, high) if found is None else found


def antiderivative(term: Expr, x: Symbol) -> Expr | None:
    """An antiderivative of c x**n f^(k)(x), by parts; None for other terms.

    The integral of x**n f^(k) is x**n f^(k-1) minus n times that of x**(n-1) f^(k-1).
    """
    front, inner = term.as_independent(x, as_Add=False)
    slopes = [factor for factor in Mul.make_args(inner) if isinstance(factor, Slope)]
    power = inner / Mul(*slopes)
    n = Integer(0) if power == 1 else power.as_base_exp()[1]
    if not (power == 1 or power.as_base_exp()[0] == x) or not n.is_Integer or n < 0 or len(slopes) > 1:
        return None
    if not slopes:
        return front * x ** (n + 1) / (n + 1)
    (f,) = slopes
    at = [k for k, place in enumerate(f.places) if place.has(x)]
    if len(at) != 1 or f.places[at[0]] != x or f.orders[at[0]] < 1:
        return None
    lowered = Slope(f.args[0], *(order - (k == at[0]) for k, order in enumerate(f.orders)), *f.places)
    rest = antiderivative(x ** (n - 1) * lowered, x) if n else S.Zero
    return None if rest is None else front * (x**n * lowered - n * rest)


def without_derivatives(e: Expr) -> Expr:
    """`e` with undefined functions written as `Slope` and every derivative taken."""
    if not e.has(AppliedUndef, Derivative, Subs):
        return e
    e = e.replace(lambda part: isinstance(part, AppliedUndef), slope)
    return e.replace(lambda part: isinstance(part, (Derivative, Subs)), lambda part: part.doit())


def slope(applied: AppliedUndef) -> Slope:
    """An applied undefined function as its derivative of order 0; its name keeps what is assumed of it."""
    kind = type(applied)
    known = {name: value for name, value in kind._kwargs.items() if value is not None}
    return Slope(Symbol(kind.__name__, **known), *([S.Zero] * len(applied.args)), *applied.args)


def with_derivatives(e: Expr) -> Expr:
    """`e` with each `Slope` written as SymPy writes it: a derivative of an undefined function at a place."""

    def written(part: Slope) -> Expr:
        known = {
            n: v
            for n, v in part.args[0].assumptions0.items()
            if n in ("positive", "nonnegative", "real", "commutative")
        }
        function = Function(part.args[0].name, **{n: v for n, v in known.items() if n != "commutative" or not v})
        letters = [Dummy(f"xi{k}") for k in range(len(part.places))]
        orders = [(letter, order) for letter, order in zip(letters, part.orders, strict=True) if order]
        if not orders:
            return function(*part.places)
        return Subs(Derivative(function(*letters), *orders), tuple(letters), tuple(part.places))

    return e.replace(lambda part: isinstance(part, Slope), written)


def derived(e: Expr, premises: Premises) -> Expr:
    """A function or derivative that is still to be written as `Slope`."""
    plain = without_derivatives(e)
    if plain.has(Derivative, Subs, AppliedUndef):
        raise Unreadable("a derivative that SymPy does not take")
    return normal(plain, premises)


def slope_normal(e: Slope, premises: Premises) -> Expr:
    """A derivative of an undefined function, its arguments in normal form."""
    return Slope(e.args[0], *e.orders, *(canonical(place, premises) for place in e.places))


def trace_normal(e: Trace, premises: Premises) -> Expr:
    """A trace as the sum of the diagonal."""
    return normal(trace(e.arg), premises)


def determinant_normal(e: Determinant, premises: Premises) -> Expr:
    """The determinant of a small matrix by its entries."""
    return normal(determinant(e.arg), premises)


RULES = (
    (Sum, sum_),
    (Product, product),
    (Integral, integral),
    (Slope, slope_normal),
    ((Derivative, Subs, AppliedUndef), derived),
    (Trace, trace_normal),
    (Determinant, determinant_normal),
    (KroneckerDelta, delta),
)
