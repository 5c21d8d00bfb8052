"""The value of an expression at a point: exact fractions as long as they last, then many digits.

A walk over the tree with a table of values for its letters. Sums run over their indices, matrices are lists of rows,
numbers are fractions until a function such as exp makes them irrational; from there they are mpmath numbers of
`digits` digits. It shares no code with the provers, and none with SymPy's evaluation.

A division by 0 gives the one point at infinity of the complex plane, `INFINITE`, from which 1/x leads back to 0; sums
and products that have no value there, and functions at it, are `Undefined`. A comparison or a branch that the digits
cannot decide is `Unsure`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import sympy as sp
from mpmath.ctx_mp import MPContext
from sympy.core.relational import Relational
from sympy.logic.boolalg import And, BooleanFalse, BooleanTrue, Not, Or
from sympy.matrices.expressions.matexpr import MatrixElement

from workings.judge import grids
from workings.judge.grids import as_matrix, matrix_power, matrix_product, matrix_sum
from workings.judge.no_value import Unable, Undefined, Unsure

INFINITE = "infinite"
MOST_TERMS = 4000
LARGEST_ARGUMENT = 10**6


@dataclass
class Walk:
    """Evaluates expressions at one point: `table` holds symbols and matrices, `component` the entries of vectors."""

    table: Mapping[Any, Any]
    component: Callable[[sp.Indexed, tuple[int, ...]], Fraction]
    digits: int = 50
    mp: MPContext = field(default_factory=MPContext)

    def __post_init__(self) -> None:
        self.mp.dps = self.digits

    def with_letter(self, letter: sp.Symbol, value: Any) -> Walk:
        """This walk with the value of one more letter."""
        return Walk({**self.table, letter: value}, self.component, self.digits, self.mp)

    def value(self, e: Any) -> Any:
        """The value of a scalar (Fraction, mpmath number, INFINITE), a matrix (list of rows) or a truth value."""
        if e in self.table:
            return self.table[e]
        if getattr(e, "is_Rational", False):
            return Fraction(int(e.p), int(e.q))
        rule = next((rule for kind, rule in RULES if isinstance(e, kind)), None)
        if rule is None:
            raise Unable(type(e).__name__)
        try:
            return rule(self, e)
        except (ZeroDivisionError, ValueError, OverflowError) as error:
            raise Undefined(str(error)) from error

    def number(self, e: Any) -> Any:
        """The value of a scalar that must be finite."""
        value = self.value(e)
        if value is INFINITE:
            raise Undefined("infinite")
        return value

    def whole(self, e: Any) -> int:
        """The value of an index or a size."""
        value = self.number(e)
        if not isinstance(value, Fraction) or value.denominator != 1:
            raise Unable("an index that is not whole")
        return int(value)

    # numbers

    def add(self, e: sp.Add) -> Any:
        """A sum, of numbers or of matrices and multiples of the identity."""
        total = self.value(e.args[0])
        for part in e.args[1:]:
            total = self.plus(total, self.value(part))
        return total

    def plus(self, a: Any, b: Any) -> Any:
        """The sum of two values."""
        if isinstance(a, list) or isinstance(b, list):
            return matrix_sum(as_matrix(a, b), as_matrix(b, a), self.plus)
        if a is INFINITE or b is INFINITE:
            if a is b:
                raise Undefined("infinite - infinite")
            return INFINITE
        return a + b

    def mul(self, e: sp.Mul) -> Any:
        """A product in the order of its factors."""
        total: Any = Fraction(1)
        for part in e.args:
            total = self.times(total, self.value(part))
        return total

    def times(self, a: Any, b: Any) -> Any:
        """The product of two values."""
        if isinstance(a, list) and isinstance(b, list):
            return matrix_product(a, b)
        if isinstance(a, list) or isinstance(b, list):
            matrix, factor = (a, b) if isinstance(a, list) else (b, a)
            return [[self.times(factor, cell) for cell in row] for row in matrix]
        if a is INFINITE or b is INFINITE:
            other = b if a is INFINITE else a
            if other is not INFINITE and other == 0:
                raise Undefined("0 * infinite")
            return INFINITE
        return a * b

    def pow(self, e: sp.Pow) -> Any:
        """A power; the principal one where the exponent is not whole."""
        base, exponent = self.value(e.base), self.number(e.exp)
        if isinstance(base, list):
            return matrix_power(base, self.whole(e.exp))
        if isinstance(exponent, Fraction) and exponent.denominator == 1:
            return self.whole_power(base, int(exponent))
        if base is INFINITE:
            if isinstance(exponent, Fraction):
                return INFINITE if exponent > 0 else Fraction(0)
            raise Undefined("a power of infinity")
        if base == 0:
            if not is_real(exponent):
                raise Undefined("a complex power of 0")
            return Fraction(0) if exponent > 0 else INFINITE
        exact = exact_root(base, exponent)
        if exact is not None:
            return exact
        self.small_enough(exponent)
        if is_real(base) and base > 0 and is_real(exponent):
            return self.inexact(base) ** self.inexact(exponent)
        return self.mp.exp(self.inexact(exponent) * self.log_of(base))

    def whole_power(self, base: Any, exponent: int) -> Any:
        """A whole power; a negative one of 0 is infinite."""
        if base is INFINITE:
            if exponent == 0:
                return Fraction(1)
            return INFINITE if exponent > 0 else Fraction(0)
        if exponent < 0:
            self.surely_nonzero(base)
            if base == 0:
                return INFINITE
        if isinstance(base, Fraction) and abs(exponent) > 3000:
            base = self.inexact(base)
        return base**exponent

    def surely_nonzero(self, value: Any) -> None:
        """Unsure if an inexact value may be 0."""
        if not isinstance(value, Fraction) and abs(value) < self.mp.mpf(10) ** (12 - self.digits):
            raise Unsure("a number too close to 0")

    def inexact(self, value: Any) -> Any:
        """A value as an mpmath number."""
        if isinstance(value, Fraction):
            return self.mp.mpf(value.numerator) / value.denominator
        return value

    def log_of(self, value: Any) -> Any:
        """The principal logarithm; infinite at 0."""
        if value is INFINITE:
            raise Undefined("log of infinity")
        self.surely_nonzero(value)
        if value == 0:
            return INFINITE
        if value == 1:
            return Fraction(0)
        value = self.inexact(value)
        if (
            not is_real(value)
            and value.real < 0
            and abs(value.imag) < abs(value) * self.mp.mpf(10) ** (12 - self.digits)
        ):
            raise Unsure("a logarithm on its cut")
        return self.mp.log(value)

    def log(self, e: sp.log) -> Any:
        """A logarithm."""
        return self.log_of(self.value(e.args[0]))

    def elementary(self, e: sp.Function) -> Any:
        """A function that mpmath knows by the same name."""
        arguments = [self.number(part) for part in e.args]
        known = EXACT.get(type(e).__name__)
        if known is not None and len(arguments) == 1 and arguments[0] == 0:
            return Fraction(known)
        self.small_enough(*arguments)
        return getattr(self.mp, type(e).__name__.lower())(*map(self.inexact, arguments))

    def small_enough(self, *arguments: Any) -> None:
        """Unsure if a value at the arguments could be too large to be written down."""
        if any(abs(argument) > LARGEST_ARGUMENT for argument in arguments):
            raise Unsure("a function at a very large number")

    def constant(self, e: sp.Expr) -> Any:
        """A named constant."""
        return +getattr(self.mp, CONSTANTS[e])

    # functions with kinks and steps

    def real(self, e: Any) -> Any:
        """The value of an expression that is compared, which must be real."""
        value = self.number(e)
        if not is_real(value):
            raise Undefined("a comparison of complex numbers")
        return value if isinstance(value, Fraction) else self.mp.mpf(value.real)

    def sign_of(self, value: Any) -> int:
        """The sign of a real value; Unsure if it is too close to 0 to tell."""
        self.surely_nonzero(value)
        return (value > 0) - (value < 0)

    def abs(self, e: sp.Abs) -> Any:
        """An absolute value."""
        return abs(self.number(e.args[0]))

    def sign(self, e: sp.sign) -> Any:
        """A sign."""
        return Fraction(self.sign_of(self.real(e.args[0])))

    def heaviside(self, e: sp.Heaviside) -> Any:
        """The step function."""
        s = self.sign_of(self.real(e.args[0]))
        return Fraction(1) if s > 0 else Fraction(0) if s < 0 else self.value(e.args[1])

    def extreme(self, e: sp.Max | sp.Min) -> Any:
        """The largest or least argument."""
        return (max if isinstance(e, sp.Max) else min)(self.real(part) for part in e.args)

    def floor(self, e: sp.floor | sp.ceiling) -> Any:
        """A rounding down or up."""
        value = self.real(e.args[0])
        if not isinstance(value, Fraction):
            raise Unsure("rounding of an inexact number")
        return Fraction(value.__floor__() if isinstance(e, sp.floor) else value.__ceil__())

    def mod(self, e: sp.Mod) -> Any:
        """A remainder with the sign of the divisor."""
        a, b = map(self.real, e.args)
        if b == 0:
            raise Undefined("a remainder by 0")
        return a % b

    def delta(self, e: sp.KroneckerDelta) -> Any:
        """1 where both indices agree."""
        return Fraction(int(self.number(e.args[0]) == self.number(e.args[1])))

    def piecewise(self, e: sp.Piecewise) -> Any:
        """The first branch whose condition holds."""
        for value, condition in e.args:
            if self.value(condition):
                return self.value(value)
        raise Undefined("no case applies")

    def relation(self, e: Relational) -> bool:
        """Whether a relation holds."""
        if e.rel_op in ("==", "!="):
            gap = self.plus(self.number(e.lhs), -self.number(e.rhs))
            self.surely_nonzero(gap)
            return (gap == 0) == (e.rel_op == "==")
        s = self.sign_of(self.real(e.lhs) - self.real(e.rhs))
        return {"<": s < 0, "<=": s <= 0, ">": s > 0, ">=": s >= 0}[e.rel_op]

    # sums

    def sum(self, e: sp.Sum) -> Any:
        """A sum, term by term, its last index outermost; empty where the upper limit is below the lower one."""
        return self.folded(e, Fraction(0), self.plus)

    def product(self, e: sp.Product) -> Any:
        """A product, factor by factor."""
        return self.folded(e, Fraction(1), self.times)

    def folded(self, e: Any, start: Any, join: Callable[[Any, Any], Any]) -> Any:
        """A sum or product over its ranges."""
        *inner, (index, low, high) = e.limits
        low, high = self.whole(low), self.whole(high)
        if high - low > MOST_TERMS:
            raise Unable("a long sum")
        total = start
        body = e.func(e.function, *inner) if inner else e.function
        for k in range(low, high + 1):
            total = join(total, self.with_letter(index, Fraction(k)).value(body))
        return total

    def integral(self, e: sp.Integral) -> Any:
        """An integral over one interval, by quadrature."""
        if len(e.limits) != 1 or len(e.limits[0]) != 3:
            raise Unable("an integral without limits")
        variable, low, high = e.limits[0]
        ends = [self.inexact(self.number(end)) for end in (low, high)]

        def at(t: Any) -> Any:
            return self.inexact(
                Walk({**self.table, variable: t}, self.component, self.digits, self.mp).number(e.function)
            )

        return self.mp.quad(at, ends)

    def indexed(self, e: sp.Indexed) -> Any:
        """A component of a vector."""
        return self.component(e, tuple(self.whole(index) for index in e.indices))

    def element(self, e: MatrixElement) -> Any:
        """An entry of a matrix."""
        matrix, i, j = self.value(e.parent), self.whole(e.i), self.whole(e.j)
        if not (0 <= i < len(matrix) and 0 <= j < len(matrix[0])):
            raise Unable("an entry outside its matrix")
        return matrix[i][j]

    # truth values

    def connective(self, e: Any) -> bool:
        """And, Or and Not."""
        if isinstance(e, Not):
            return not self.value(e.args[0])
        return (all if isinstance(e, And) else any)(self.value(part) for part in e.args)


EXACT = {"exp": 1, "sin": 0, "tan": 0, "sinh": 0, "tanh": 0, "atan": 0, "asinh": 0, "erf": 0, "cos": 1, "cosh": 1}
EXACT |= {"sec": 1, "sech": 1, "erfc": 1, "asin": 0, "atanh": 0, "sinc": 1, "LambertW": 0}
CONSTANTS = {sp.pi: "pi", sp.E: "e", sp.EulerGamma: "euler", sp.GoldenRatio: "phi", sp.Catalan: "catalan", sp.I: "j"}
ELEMENTARY = (
    sp.exp, sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc, sp.sinh, sp.cosh, sp.tanh, sp.coth, sp.sech,
    sp.csch, sp.asin, sp.acos, sp.atan, sp.atan2, sp.asinh, sp.acosh, sp.atanh, sp.erf, sp.erfc, sp.gamma,
    sp.loggamma, sp.factorial, sp.factorial2, sp.binomial, sp.beta, sp.LambertW, sp.conjugate, sp.re, sp.im,
    sp.arg, sp.sinc, sp.harmonic, sp.fibonacci,
)  # fmt: skip

RULES: tuple[tuple[Any, Callable[[Walk, Any], Any]], ...] = (
    *grids.RULES,
    ((sp.MatAdd, sp.Add), Walk.add),
    (sp.MatMul, Walk.mul),
    (MatrixElement, Walk.element),
    (sp.Indexed, Walk.indexed),
    (sp.Mul, Walk.mul),
    (type(sp.E), Walk.constant),
    (type(sp.I), Walk.constant),
    ((type(sp.pi), type(sp.EulerGamma), type(sp.GoldenRatio), type(sp.Catalan)), Walk.constant),
    (sp.Pow, Walk.pow),
    (sp.log, Walk.log),
    (sp.Abs, Walk.abs),
    (sp.sign, Walk.sign),
    (sp.Heaviside, Walk.heaviside),
    ((sp.Max, sp.Min), Walk.extreme),
    ((sp.floor, sp.ceiling), Walk.floor),
    (sp.Mod, Walk.mod),
    (sp.KroneckerDelta, Walk.delta),
    (sp.Piecewise, Walk.piecewise),
    (sp.Sum, Walk.sum),
    (sp.Product, Walk.product),
    (sp.Integral, Walk.integral),
    (ELEMENTARY, Walk.elementary),
    (Relational, Walk.relation),
    ((And, Or, Not), Walk.connective),
    (BooleanTrue, lambda walk, e: True),
    (BooleanFalse, lambda walk, e: False),
)


def is_real(value: Any) -> bool:
    """Whether a number is real."""
    return isinstance(value, Fraction) or not getattr(value, "imag", 0)


def exact_root(base: Any, exponent: Any) -> Fraction | None:
    """A rational power of a positive fraction, if it is a fraction."""
    if not (isinstance(base, Fraction) and isinstance(exponent, Fraction) and base > 0):
        return None
    roots = [sp.integer_nthroot(part, exponent.denominator) for part in (base.numerator, base.denominator)]
    if not all(whole for _, whole in roots):
        return None
    return Fraction(int(roots[0][0]), int(roots[1][0])) ** exponent.numerator
