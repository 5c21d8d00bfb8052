"""A second evaluation of both sides at a point, by SymPy's own substitution and evalf: no difference is believed
alone.

It shares no code with `values`: the point is put into the expression, sums are expanded by SymPy, matrices are
written out by SymPy, and numbers come from `evalf`, which tracks its own accuracy.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from sympy import (
    Basic,
    Determinant,
    Expr,
    ImmutableMatrix,
    Indexed,
    KroneckerDelta,
    MatrixBase,
    MatrixExpr,
    MatrixSymbol,
    Product,
    Rational,
    S,
    Sum,
    Trace,
    nan,
    zoo,
)
from sympy.logic.boolalg import Boolean, BooleanFalse, BooleanTrue

from workings.judge.instances import Instance, exact
from workings.judge.sums import apart

DIGITS = 30


def second_value(e: Any, point: Instance) -> Any:
    """The value of `e` at the point: a number of 30 digits, a matrix of them, a truth value; None if there is none."""
    try:
        return substituted(e, point) if isinstance(e, Basic) else e
    except (ArithmeticError, ValueError, TypeError, NotImplementedError, AttributeError):
        return None


def substituted(e: Basic, point: Instance) -> Any:
    """The value of `e` with the letters of the point put in by SymPy."""
    numbers = {symbol: exact(value) for symbol, value in point.numbers.items()}
    matrices = {m: written(cells) for m, cells in point.matrices.items()}
    e = point.prepared(apart(e)).xreplace(numbers)
    sized = {m.xreplace(numbers): cells for m, cells in matrices.items() if isinstance(m, MatrixSymbol)}
    if not all(m.is_commutative is not False or isinstance(m, MatrixSymbol) for m in matrices):
        return product_value(e, point, matrices)
    e = expanded(e)
    if isinstance(e, MatrixExpr):
        e = e.xreplace(sized).doit()
        e = e.as_explicit() if isinstance(e, MatrixExpr) else e
    components = {x: exact(point.component(x, tuple(map(int, x.indices)))) for x in e.atoms(Indexed)}
    e = e.xreplace(components).xreplace(sized)
    e = expanded(e.replace(lambda part: isinstance(part, (Trace, Determinant)), lambda part: part.doit()))
    if isinstance(e, MatrixBase):
        return e.applyfunc(number)
    return number(e)


def written(cells: list) -> ImmutableMatrix:
    """A matrix of fractions as SymPy has it."""
    return ImmutableMatrix([[Rational(x.numerator, x.denominator) for x in row] for row in cells])


def expanded(e: Any) -> Any:
    """`e` with its finite sums, products and deltas written out."""

    def out(part: Any) -> Any:
        total = S.Zero if isinstance(part, Sum) else S.One
        *inner, (index, low, high) = part.limits
        body = part.func(part.function, *inner) if inner else part.function
        for k in range(int(low), int(high) + 1):
            value = expanded(body.subs(index, k))
            total = total + value if isinstance(part, Sum) else total * value
        return total

    def finite(part: Any) -> bool:
        return isinstance(part, (Sum, Product)) and all(end.is_Integer for end in part.limits[-1][1:])

    e = e.replace(finite, out)
    return e.replace(lambda part: isinstance(part, KroneckerDelta), lambda part: KroneckerDelta(*part.args[:2]))


def number(e: Any) -> Any:
    """A number of 30 digits (exact if rational), a truth value, zoo or nan; None if SymPy finds none."""
    if isinstance(e, (BooleanTrue, BooleanFalse)):
        return bool(e)
    if isinstance(e, Boolean) or not isinstance(e, Expr):
        return None
    if e.has(nan) or e.has(zoo):
        return nan if e.has(nan) else zoo
    if e.is_Rational:
        return Fraction(int(e.p), int(e.q))
    value = e.evalf(DIGITS)
    return value if value.is_number and value.is_comparable or value.is_complex and not value.free_symbols else None


def product_value(e: Any, point: Instance, matrices: dict) -> Any:
    """The value of a polynomial in noncommuting letters, each replaced by its matrix, term by term."""
    total = None
    for term in e.expand().args if e.expand().is_Add else (e.expand(),):
        numbers, letters = term.args_cnc()
        value = ImmutableMatrix.eye(2)
        for factor in letters:
            base, exponent = factor.as_base_exp()
            if base not in matrices or not exponent.is_Integer:
                return None
            value = value * matrices[base] ** exponent
        for factor in numbers:
            value = value * factor
        total = value if total is None else total + value
    return total.applyfunc(number) if total is not None else None
