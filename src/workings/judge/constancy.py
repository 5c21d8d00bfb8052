"""Constants by their derivative: what has the derivative 0 on a connected domain has one value there.

For real letters and linear inequalities the points that the premises allow are a convex set, for an interval of each
letter is cut by half spaces. Let G be the difference of both sides, made of functions that are differentiable there:

    polynomials, exp, sin, cos, sinh, cosh, tanh, atan, asinh, erf, erfc     everywhere
    1/u where u is not 0, log u and u**r for u > 0, asin u and acos u for |u| < 1, atanh u for |u| < 1, acosh u for
    u > 1, tan and the like off their poles, acot u for u != 0, atan2(y, x) for x > 0 or for y of one sign.

Then G is real analytic. If each partial derivative vanishes, by their normal form, G is constant, and G = 0 if G is 0
at one point of the set. At that point G is a number, and `constants` decides it.

Roots and arcs are allowed to reach the end of their range, u**r (r > 0) at 0 and asin at 1. G is continuous there. The
function that vanishes at such an end, u or 1 - u**2, is analytic elsewhere and, being positive at one point, not 0
everywhere; so on almost every line its zeros are isolated, between them G is constant, and by continuity it has one
value on both sides.

This reaches identities of arcs, areas and logarithms (atan x + atan(1/x) = pi/2 for x > 0) that are not identities of
rational functions in some letters.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product

from sympy import (
    Expr,
    Mul,
    Rational,
    S,
    Symbol,
    acos,
    acosh,
    acot,
    asin,
    asinh,
    atan,
    atan2,
    atanh,
    cos,
    cosh,
    diff,
    erf,
    erfc,
    exp,
    expand,
    log,
    sin,
    sinh,
    tanh,
)

from workings.judge import constants
from workings.judge.alphabet import Unreadable, factors
from workings.judge.linear import linear_form
from workings.judge.normal import normal, vanishes
from workings.judge.premises import Premises
from workings.judge.signs import NeedsSign, nonnegative, nonzero, positive, real
from workings.judge.trigonometry import pole

SMOOTH = (exp, sin, cos, sinh, cosh, tanh, atan, asinh, erf, erfc)
WITH_POLES = ("tan", "cot", "sec", "csc", "coth", "sech", "csch")
SCATTERED = ("integer", "noninteger", "rational", "irrational", "algebraic", "transcendental", "even", "odd", "prime")
VALUES = tuple(map(Rational, ("1", "0", "-1", "1/2", "-1/2", "2", "-2", "3/5", "5/4", "-3/5", "3", "-3", "1/4", "10")))
MOST_POINTS = 60
MOST_LETTERS = 3
MOST_OPERATIONS = 80


def constantly_zero(gap: Expr, premises: Premises) -> bool:
    """Whether `gap` is 0 at all points of a convex set of real letters, for its derivatives are and one value is."""
    letters = sorted(gap.free_symbols, key=str)
    if not letters:
        return constants.vanishes(gap)
    if len(letters) > MOST_LETTERS or gap.count_ops() > MOST_OPERATIONS or not all(map(interval, letters)):
        return False
    for letter in letters:
        if letter.is_nonzero and not (positive(letter, premises) or positive(-letter, premises)):
            raise NeedsSign(letter, strict=True)
    known = convex(premises)
    ends: list[Expr] = []
    if not smooth(gap, known, ends):
        return False
    if not all(vanishes(diff(gap, letter), known) for letter in letters):
        return False
    if ends and not any(all(constants.sign(end.xreplace(p)) == 1 for end in ends) for p in points(letters, known)):
        return False
    return any(zero_at(gap, point) for point in points(letters, known))


def interval(letter: Symbol) -> bool:
    """Whether the values of a letter are an interval, or one without 0."""
    return bool(letter.is_Symbol and letter.is_real) and not set(letter.assumptions0) & set(SCATTERED)


def convex(premises: Premises) -> Premises:
    """The premises that are linear in real letters; the others are left out, which only makes the set larger."""
    facts = tuple((fact, strict) for fact, strict in premises.facts if linear_in_symbols(fact))
    return replace(premises, facts=facts, equalities=(), nonzero=frozenset())


def linear_in_symbols(fact: Expr) -> bool:
    """Whether a fact is a linear form in real symbols."""
    form = linear_form(fact)
    return form is not None and all(key is S.One or (key.is_Symbol and key.is_real) for key in form)


def smooth(e: Expr, known: Premises, ends: list[Expr]) -> bool:
    """Whether `e` is continuous, and analytic off the zeros of `ends`, to which those of its own are added."""
    if not isinstance(e, Expr):
        return False
    if e.is_number or e.is_Symbol:
        return e.is_finite is not False and bool(e.is_number or e.is_real)
    if not all(smooth(part, known, ends) for part in e.args):
        return False
    if e.is_Add or e.is_Mul or isinstance(e, SMOOTH):
        return e.is_Add or e.is_Mul or all(is_real(part, known) for part in e.args)
    if e.is_Pow:
        return smooth_power(e.base, e.exp, known, ends)
    u = e.args[0]
    if isinstance(e, log):
        return len(e.args) == 1 and above(u, True, known)
    if isinstance(e, (asin, acos)):
        return is_real(u, known) and reaches(1 - u**2, known, ends)
    if isinstance(e, atanh):
        return above(1 - u**2, True, known)
    if isinstance(e, acosh):
        return reaches(u - 1, known, ends)
    if isinstance(e, acot):
        return off_zero(u, known)
    if isinstance(e, atan2):
        y, x = e.args
        return is_real(x, known) and is_real(y, known) and (above(x, True, known) or off_zero(y, known))
    hole = pole(e) if type(e).__name__ in WITH_POLES else None
    return hole is not None and is_real(u, known) and nonzero(hole, known)


def is_real(u: Expr, known: Premises) -> bool:
    """Whether `u` is real, as it stands or in normal form, where the radicands are factored."""
    return real(u, known) or real(normal(u, known), known)


def smooth_power(base: Expr, exponent: Expr, known: Premises, ends: list[Expr]) -> bool:
    """Whether a power is continuous, and analytic off the zeros of its base."""
    if base is S.Exp1:
        return is_real(exponent, known)
    if exponent.is_Integer:
        return bool(exponent > 0) or off_zero(base, known)
    if exponent.is_Rational and exponent > 0:
        return reaches(base, known, ends)
    return real(exponent, known) and above(base, True, known)


def reaches(u: Expr, known: Premises, ends: list[Expr]) -> bool:
    """Whether u >= 0; where u = 0 is not excluded, it is an end, and then it must have no ends itself."""
    if above(u, True, known):
        return True
    inner: list[Expr] = []
    ends.append(u)
    return above(u, False, known) and smooth(u, known, inner) and not inner


def above(u: Expr, strict: bool, known: Premises) -> bool:
    """Whether u >= 0 (> 0 if strict) is known, of `u` as it stands or of its factors."""
    test = positive if strict else nonnegative
    return test(u, known) or test(product_of_factors(u, known), known)


def product_of_factors(u: Expr, known: Premises) -> Expr:
    """`u` as a product."""
    constant, parts = factors(normal(u, known))
    return Mul(constant, *(factor**times for factor, times in parts), evaluate=False)


def off_zero(u: Expr, known: Premises) -> bool:
    """Whether u is not 0; NeedsSign where that depends on a linear factor."""
    if nonzero(u, known) or nonzero(expand(u), known):
        return True
    _, parts = factors(normal(u, known))
    unknown = [factor for factor, times in parts if times > 0 and not nonzero(factor, known)]
    if unknown and linear_in_symbols(unknown[0]):
        raise NeedsSign(unknown[0], strict=True)
    return not unknown


def points(letters: list[Symbol], known: Premises) -> Iterator[dict[Symbol, Expr]]:
    """Rational points of the set, plain ones first."""
    grid = (dict(zip(letters, values, strict=True)) for values in product(VALUES, repeat=len(letters)))
    return islice((point for point in grid if inside(point, known)), MOST_POINTS)


def inside(point: dict[Symbol, Expr], known: Premises) -> bool:
    """Whether a point obeys the assumptions on its letters and every fact."""
    for letter, value in point.items():
        names = ("positive", "negative", "nonnegative", "nonpositive", "nonzero")
        if any(getattr(letter, f"is_{name}") is True and not getattr(value, f"is_{name}") for name in names):
            return False
    for fact, strict in known.facts:
        value = fact.xreplace(point)
        if value.free_symbols or not (value > 0 if strict else value >= 0):
            return False
    return True


def zero_at(gap: Expr, point: dict[Symbol, Expr]) -> bool:
    """Whether `gap` is shown to be 0 at a point."""
    try:
        value = gap.xreplace(point)
        return value == 0 or constants.vanishes(value)
    except (Unreadable, NeedsSign):
        return False
