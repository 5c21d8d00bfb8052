"""A second evaluation at a point: no difference is believed alone.

It shares no code with `values`: SymPy puts the exact point into the expression, decides what exact numbers decide, and
writes out sums and matrices; what is left has no letters, and mpmath, in floating point, finds its numbers. There is
no error bound here, and none is needed: the gap must be the one that the balls enclose.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy as sp
from mpmath import mp, mpf
from sympy import (
    Basic,
    Determinant,
    Expr,
    ImmutableMatrix,
    Indexed,
    Limit,
    MatrixBase,
    MatrixExpr,
    MatrixSymbol,
    Product,
    Rational,
    S,
    Sum,
    Trace,
    oo,
    zoo,
)
from sympy.core.relational import Relational
from sympy.logic.boolalg import ITE, And, BooleanFalse, BooleanTrue, Equivalent, Implies, Not, Or, Xor

from workings.judge import budget
from workings.judge.alphabet import Unreadable
from workings.judge.approach import limit_value
from workings.judge.constraints import exact
from workings.judge.instances import Instance
from workings.judge.premises import NOTHING
from workings.judge.signs import NeedsSign
from workings.judge.sums import apart

NO_VALUE = "no value"
SECONDS = 2.0


def second_value(e: Any, point: Instance, digits: int = 30) -> Any:
    """The value of `e` at the point: a fraction, an mpmath number, rows of them, a truth value; NO_VALUE where it
    is infinite or nan, None where nothing is found."""
    if not isinstance(e, Basic):
        return e if isinstance(e, bool) else Fraction(e)
    try:
        with mp.workdps(digits):
            value = substituted(e, point)
            if isinstance(value, MatrixBase):
                rows = [[number(cell) for cell in value.row(i)] for i in range(value.shape[0])]
                return NO_VALUE if any(cell is NO_VALUE for row in rows for cell in row) else rows
            return number(value)
    except (ArithmeticError, ValueError, TypeError, NotImplementedError, AttributeError, KeyError, budget.Overtime):
        return None


def substituted(e: Basic, point: Instance) -> Any:
    """`e` with the letters of the point put in by SymPy."""
    numbers = {symbol: exact(value) for symbol, value in point.numbers.items()}
    matrices = {m: written(cells) for m, cells in point.matrices.items()}
    e = with_limits(point.prepared(apart(e)).xreplace(numbers))
    sized = {m.xreplace(numbers): cells for m, cells in matrices.items() if isinstance(m, MatrixSymbol)}
    if not all(m.is_commutative is not False or isinstance(m, MatrixSymbol) for m in matrices):
        return product_value(e, matrices)
    e = expanded(e)
    if isinstance(e, MatrixExpr):
        e = e.xreplace(sized).doit()
        e = e.as_explicit() if isinstance(e, MatrixExpr) else e
    components = {x: exact(point.component(x, tuple(map(int, x.indices)))) for x in e.atoms(Indexed)}
    e = e.xreplace(components).xreplace(sized)
    return expanded(e.replace(lambda part: isinstance(part, (Trace, Determinant)), of_matrix))


def of_matrix(part: Any) -> Any:
    """A trace or determinant, its matrix written out first."""
    matrix = part.arg.doit()
    matrix = matrix.as_explicit() if isinstance(matrix, MatrixExpr) else matrix
    return matrix.trace() if isinstance(part, Trace) else matrix.det()


def with_limits(e: Basic) -> Basic:
    """`e` with each limit, in which no letter is left, replaced by its value as it is proved, or by SymPy's."""

    def taken(limit: Limit) -> Expr:
        try:
            value = limit_value(limit, NOTHING)
        except (Unreadable, NeedsSign):
            value = budget.within(SECONDS, limit.doit)
        return zoo if value.has(oo, -oo) else value

    return e.replace(lambda part: isinstance(part, Limit), taken) if e.has(Limit) else e


def written(cells: list) -> ImmutableMatrix:
    """A matrix of fractions as SymPy has it."""
    return ImmutableMatrix([[Rational(x.numerator, x.denominator) for x in row] for row in cells])


def expanded(e: Any) -> Any:
    """`e` with its finite sums and products written out."""

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

    return e.replace(finite, out)


def product_value(e: Any, matrices: dict) -> Any:
    """The value of a polynomial in noncommuting letters, each replaced by its matrix, term by term."""
    total = None
    for term in e.expand().args if e.expand().is_Add else (e.expand(),):
        numbers, letters = term.args_cnc()
        value = ImmutableMatrix.eye(2)
        for factor in letters:
            base, exponent = factor.as_base_exp()
            if base not in matrices or not exponent.is_Integer:
                raise NotImplementedError("a function of a matrix")
            value = value * matrices[base] ** exponent
        for factor in numbers:
            value = value * factor
        total = value if total is None else total + value
    return total


# numbers by mpmath


def number(e: Any) -> Any:
    """The value of an expression without letters."""
    if isinstance(e, (BooleanTrue, BooleanFalse)):
        return bool(e)
    if e.has(S.NaN, S.ComplexInfinity) and not e.has(Sum, sp.Integral):
        return NO_VALUE
    if e.is_Rational:
        return Fraction(int(e.p), int(e.q))
    value = floating(e, {})
    return NO_VALUE if not isinstance(value, bool) and mp.isinf(value) else value


def floating(e: Any, table: dict) -> Any:
    """The value in floating point; `table` holds the variables of integrals and infinite sums."""
    if e in table:
        return table[e]
    if e.is_Rational:
        return mpf(int(e.p)) / int(e.q)
    if e.is_Number or e.is_NumberSymbol or e is S.ImaginaryUnit:
        return CONSTANTS[e]()
    for kind, rule in RULES:
        if isinstance(e, kind):
            return rule(e, table)
    return FUNCTIONS[e.func](*(floating(part, table) for part in e.args))


def bare(value: Any) -> Any:
    """A complex number with imaginary part 0 as a real one."""
    return value.real if isinstance(value, mp.mpc) and value.imag == 0 else value


def folded(e: Any, table: dict) -> Any:
    """A sum, to infinity if need be."""
    (index, low, high), *more = e.limits
    if more or not isinstance(e, Sum):
        raise NotImplementedError("a repeated sum")
    ends = [floating(end, table) for end in (low, high)]
    return mp.nsum(lambda k: floating(e.function, {**table, index: k}), ends)


def integral(e: sp.Integral, table: dict) -> Any:
    """An integral, by quadrature."""
    (variable, low, high), *more = e.limits
    if more:
        raise NotImplementedError("a repeated integral")
    ends = [floating(end, table) for end in (low, high)]
    inside = [mpf(0)] if ends[0] < 0 < ends[1] else []
    kinks = sorted(k for k in kinks_of(e.function, variable) if ends[0] < k < ends[1])
    places = sorted({*ends, *inside, *kinks})
    return mp.quad(lambda t: floating(e.function, {**table, variable: t}), places if ends[0] <= ends[1] else ends)


def kinks_of(e: Expr, variable: Any) -> list[Any]:
    """The places where something linear inside an Abs, Max, Min or a condition is 0."""
    found = []
    for part in e.atoms(sp.Abs, sp.Max, sp.Min, Relational, sp.sign):
        gap = part.args[0] - part.args[1] if len(part.args) == 2 else part.args[0]
        slope = gap.diff(variable)
        if slope.is_Rational and slope != 0:
            found.append(floating(-gap.subs(variable, 0) / slope, {}))
    return found


def relation(e: Relational, table: dict) -> bool:
    """Whether a relation holds in floating point."""
    a, b = (bare(floating(part, table)) for part in (e.lhs, e.rhs))
    return {
        "==": lambda: a == b,
        "!=": lambda: a != b,
        "<": lambda: a < b,
        "<=": lambda: a <= b,
        ">": lambda: a > b,
        ">=": lambda: a >= b,
    }[e.rel_op]()


def piecewise(e: sp.Piecewise, table: dict) -> Any:
    """The first branch whose condition holds."""
    return next(floating(value, table) for value, condition in e.args if floating(condition, table))


def heaviside(e: sp.Heaviside, table: dict) -> Any:
    """The step function."""
    at = floating(e.args[0], table)
    return mpf(at > 0) if at != 0 else floating(e.args[1], table)


def product(*factors: Any) -> Any:
    """The product of numbers."""
    return mp.fprod(factors)


def lambert(z: Any, k: Any = 0) -> Any:
    """A branch of the Lambert function."""
    return mp.lambertw(z, int(k))


def polylog(s: Any, z: Any) -> Any:
    """A polylogarithm; mpmath wants a whole order as an int."""
    return mp.polylog(int(s) if s == int(mp.re(s)) else s, z)


CONSTANTS: dict[Any, Callable[[], Any]] = {
    S.Pi: lambda: +mp.pi,
    S.Exp1: lambda: +mp.e,
    S.EulerGamma: lambda: +mp.euler,
    S.Catalan: lambda: +mp.catalan,
    S.GoldenRatio: lambda: +mp.phi,
    S.ImaginaryUnit: lambda: mp.mpc(0, 1),
    S.Infinity: lambda: mp.inf,
    S.NegativeInfinity: lambda: -mp.inf,
}

RULES: tuple[tuple[Any, Callable[[Any, dict], Any]], ...] = (
    ((BooleanTrue, BooleanFalse), lambda e, table: bool(e)),
    (sp.Piecewise, piecewise),
    (Relational, relation),
    (And, lambda e, table: all(floating(part, table) for part in e.args)),
    (Or, lambda e, table: any(floating(part, table) for part in e.args)),
    (Not, lambda e, table: not floating(e.args[0], table)),
    (Xor, lambda e, table: sum(map(bool, (floating(part, table) for part in e.args))) % 2 == 1),
    (Implies, lambda e, table: not floating(e.args[0], table) or floating(e.args[1], table)),
    (Equivalent, lambda e, table: len({bool(floating(part, table)) for part in e.args}) == 1),
    (ITE, lambda e, table: floating(e.args[1 if floating(e.args[0], table) else 2], table)),
    (sp.Heaviside, heaviside),
    ((Sum, Product), folded),
    (sp.Integral, integral),
)

FUNCTIONS: dict[Any, Callable[..., Any]] = {
    sp.Add: lambda *parts: mp.fsum(parts),
    sp.Mul: product,
    sp.Pow: lambda base, exponent: mp.power(bare(base), bare(exponent)),
    sp.exp: mp.exp, sp.log: lambda z: mp.log(bare(z)),
    sp.sin: mp.sin, sp.cos: mp.cos, sp.tan: mp.tan, sp.cot: mp.cot, sp.sec: mp.sec, sp.csc: mp.csc,
    sp.sinh: mp.sinh, sp.cosh: mp.cosh, sp.tanh: mp.tanh, sp.coth: mp.coth, sp.sech: mp.sech, sp.csch: mp.csch,
    sp.asin: lambda z: mp.asin(bare(z)), sp.acos: lambda z: mp.acos(bare(z)), sp.atan: mp.atan,
    sp.asinh: mp.asinh, sp.acosh: lambda z: mp.acosh(bare(z)), sp.atanh: lambda z: mp.atanh(bare(z)),
    sp.acot: mp.acot, sp.asec: lambda z: mp.asec(bare(z)), sp.acsc: lambda z: mp.acsc(bare(z)),
    sp.acoth: lambda z: mp.acoth(bare(z)), sp.asech: lambda z: mp.asech(bare(z)), sp.acsch: mp.acsch,
    sp.atan2: mp.atan2, sp.sinc: mp.sinc,
    sp.Abs: abs, sp.sign: lambda z: mp.sign(bare(z)), sp.re: mp.re, sp.im: mp.im, sp.conjugate: mp.conj,
    sp.arg: lambda z: mp.arg(bare(z)),
    sp.Max: max, sp.Min: min,
    sp.floor: mp.floor, sp.ceiling: mp.ceil, sp.Mod: lambda a, b: a - b * mp.floor(a / b),
    sp.gamma: mp.gamma, sp.loggamma: mp.loggamma, sp.factorial: mp.factorial, sp.factorial2: mp.fac2,
    sp.binomial: mp.binomial, sp.rf: mp.rf, sp.ff: mp.ff, sp.beta: mp.beta,
    sp.digamma: mp.digamma, sp.polygamma: lambda n, z: mp.psi(int(n), z), sp.harmonic: mp.harmonic,
    sp.fibonacci: mp.fib, sp.catalan: lambda n: mp.binomial(2 * n, n) / (n + 1),
    sp.zeta: mp.zeta, sp.polylog: polylog, sp.LambertW: lambert,
    sp.erf: mp.erf, sp.erfc: mp.erfc, sp.erfi: mp.erfi, sp.Ei: mp.ei, sp.Si: mp.si, sp.Ci: mp.ci,
}  # fmt: skip
