"""How a point is made to obey the premises: an interval for each letter, equations solved for one letter, a last check.

Nothing here has to be complete. A letter whose interval cannot be read off, or an equation that no letter solves in
rational numbers, costs points, never a wrong one: `obeys` has the last word, and it decides exactly or not at all.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from sympy import Dummy, Eq, Expr, I, IndexedBase, MatrixExpr, Poly, Pow, Rational, S, Sum, Symbol, expand
from sympy.assumptions.assume import AppliedPredicate
from sympy.core.relational import Relational
from sympy.polys.polyerrors import PolynomialError

from workings.judge import balls
from workings.judge.gaussians import Gaussian
from workings.judge.matrix_instances import has_property
from workings.judge.no_value import Unable, Undefined, Unsure
from workings.judge.premises import ABOUT_NUMBERS, Premises

NO_NUMBER = (Unable, Undefined, Unsure, TypeError, AttributeError)
SIMPLE = tuple(map(Fraction, ("0", "1", "3/5", "-4/5", "2", "-1", "1/2", "5/13", "3", "-12/13", "-3/5", "4")))
HIGHEST_DEGREE = 6


def exact(value: Any) -> Expr:
    """The SymPy number for a value of a point."""
    if isinstance(value, Fraction):
        return Rational(value.numerator, value.denominator)
    return exact(value.real) + I * exact(value.imag)


def fits(symbol: Symbol, value: Any) -> bool:
    """Whether a value has the properties that the symbol was made with."""
    number = exact(value)
    return all(getattr(number, f"is_{name}", None) in (truth, None) for name, truth in symbol.assumptions0.items())


def obeys(point: Any, known: Premises) -> bool:
    """Whether the relations among the premises surely hold at a point."""
    try:
        for gap, strict in known.facts:
            sign = balls.sign_of(real(point.walk().number(point.prepared(gap))))
            if sign < 0 or (strict and sign == 0):
                return False
        differences = [point.prepared(lhs - rhs) for lhs, rhs in known.equalities if scalar(lhs)]
        if not all(balls.is_zero(point.walk().number(gap)) for gap in differences):
            return False
        if any(balls.is_zero(point.walk().number(point.prepared(gap))) for gap in known.nonzero):
            return False
        return all(holds(one, point) for one in known.given if not is_fact(one))
    except NO_NUMBER:
        return False


def is_fact(one: Any) -> bool:
    """Whether a premise compares numbers, so that it is among the facts, equalities and gaps that are not 0."""
    if isinstance(one, AppliedPredicate):
        return one.function in ABOUT_NUMBERS
    return isinstance(one, Relational) and not is_matrix_equation(one)


def holds(one: Any, point: Any) -> bool:
    """Whether any other premise surely holds at a point; what cannot be evaluated there does not."""
    if isinstance(one, AppliedPredicate):
        cells = point.walk().value(point.prepared(one.arguments[0]))
        return isinstance(cells, list) and has_property(cells, one.function)
    return point.walk().value(point.prepared(one)) is True


def scalar(side: Any) -> bool:
    """Whether a side of an equation is a number."""
    return isinstance(side, Expr) and not isinstance(side, MatrixExpr)


def is_matrix_equation(one: Any) -> bool:
    """Whether a premise is an equation between matrices."""
    return isinstance(one, Eq) and isinstance(one.lhs, MatrixExpr)


def real(value: Any) -> Any:
    """A value that is compared with 0; Undefined for a complex one."""
    if not balls.is_real(value):
        raise Undefined("a comparison of complex numbers")
    return value


def interval(symbol: Symbol, point: Any, known: Premises) -> tuple[Fraction | None, Fraction | None]:
    """The ends between which the premises put a letter, given the letters that have a value; None for no end."""
    low: Fraction | None = None
    high: Fraction | None = None
    for gap, _ in known.facts:
        if symbol not in gap.free_symbols or not gap.free_symbols - {symbol} <= point.numbers.keys():
            continue
        line = slope_and_zero(gap, symbol, point)
        if line is None or isinstance(line[0], Gaussian) or isinstance(line[1], Gaussian):
            continue
        slope, zero = line
        if slope > 0:
            low = zero if low is None else max(low, zero)
        else:
            high = zero if high is None else min(high, zero)
    return low, high


def slope_and_zero(gap: Expr, symbol: Symbol, point: Any) -> tuple[Any, Any] | None:
    """The slope and the zero of an expression that is linear in a letter there (at four places); else None."""
    before = point.numbers.get(symbol)
    try:
        values = []
        for place in (0, 1, 2, -3):
            point.numbers[symbol] = Fraction(place)
            values.append(point.walk().number(point.prepared(gap)))
    except NO_NUMBER:
        return None
    finally:
        if before is None:
            del point.numbers[symbol]
        else:
            point.numbers[symbol] = before
    if not all(map(balls.is_exact, values)):
        return None
    slope = values[1] - values[0]
    if slope == 0 or values[2] - values[1] != slope or values[0] - values[3] != 3 * slope:
        return None
    return slope, -values[0] / slope


def meeting_equalities(point: Any, parts: Any, known: Premises, fixed: Symbol | None = None) -> Any:
    """The point with letters moved so that the given equations hold, if that is found; else None."""
    for lhs, rhs in known.equalities:
        if scalar(lhs) and not met(point.prepared(lhs - rhs), point, parts, fixed):
            return None
    return point


def met(gap: Expr, point: Any, parts: Any, fixed: Symbol | None) -> bool:
    """Whether `gap` is 0 at the point, after letters of it were moved if need be."""
    try:
        if balls.is_zero(point.walk().number(gap)):
            return True
    except NO_NUMBER:
        pass
    letters = [s for s in parts.numbers if s in gap.free_symbols and s is not fixed]
    if component_met(gap, point) or any(moved_to_zero(gap, s, point) for s in reversed(letters)):
        return True
    for other in letters:
        before = point.numbers[other]
        for value in SIMPLE:
            if fits(other, value):
                point.numbers[other] = value
                if any(moved_to_zero(gap, s, point) for s in letters if s is not other):
                    return True
        point.numbers[other] = before
    return False


def component_met(gap: Expr, point: Any) -> bool:
    """Whether `gap` is 0 after one component of a vector was moved, in which it is linear."""
    bases = gap.atoms(IndexedBase)
    for key in [key for key in sorted(point.components, key=str) if key[0] in bases]:
        before = point.components[key]
        try:
            values = []
            for place in (0, 1, 2):
                point.components[key] = Fraction(place)
                values.append(point.walk().number(gap))
        except NO_NUMBER:
            values = []
        if values and all(map(balls.is_exact, values)) and values[2] - values[1] == values[1] - values[0] != 0:
            point.components[key] = -values[0] / (values[1] - values[0])
            if fits(key[0].label, point.components[key]):
                return True
        point.components[key] = before
    return False


def moved_to_zero(gap: Expr, symbol: Symbol, point: Any) -> bool:
    """Whether a letter was moved to a zero of `gap` that its assumptions allow."""
    for value in zeros(gap, symbol, point):
        if fits(symbol, value):
            point.numbers[symbol] = value
            return True
    return False


def zeros(gap: Expr, symbol: Symbol, point: Any) -> list[Any]:
    """The rational zeros of an expression in one letter, the others being where they are at the point."""
    line = slope_and_zero(gap, symbol, point)
    if line is not None:
        return [line[1]]
    others = {s: exact(v) for s, v in point.numbers.items() if s is not symbol}
    return sorted(rational_zeros(gap.xreplace(others), symbol))


def rational_zeros(gap: Expr, symbol: Symbol) -> set[Fraction]:
    """The rational zeros of a rational function of one letter; none for anything else.

    Of A + B sqrt(R), those of A**2 - B**2 R, which are places at which it may be 0.
    """
    x = Dummy("x")
    gap = gap.xreplace({symbol: x})
    roots = [p for p in gap.atoms(Pow) if p.exp == S.Half and p.has(x)]
    if len(roots) == 1:
        root = Dummy("root")
        gap = without_root(gap.xreplace({roots[0]: root}), root, roots[0].base)
    if gap.free_symbols != {x} or gap.has(Sum) or not gap.is_rational_function(x):
        return set()
    try:
        polynomial = Poly(gap.as_numer_denom()[0], x)
    except PolynomialError:
        return set()
    if polynomial.degree() > HIGHEST_DEGREE or not all(value.is_Rational for value in polynomial.coeffs()):
        return set()
    return {Fraction(int(zero.p), int(zero.q)) for zero in polynomial.ground_roots()}


def without_root(gap: Expr, root: Symbol, radicand: Expr) -> Expr:
    """A**2 - B**2 R for A + B root with root**2 = R; 0 if it is not of this form."""
    rest = gap.xreplace({root: S.Zero})
    factor = gap.coeff(root)
    return S.Zero if expand(gap - rest - factor * root) != 0 else expand(rest**2 - factor**2 * radicand)
