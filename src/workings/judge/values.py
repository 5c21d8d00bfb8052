"""The value of an expression at a point: exact as long as it lasts, then a ball that contains it.

A walk over the tree with a table of values for its letters. Numbers are exact rationals (`gaussians`) until a function
such as exp makes them irrational; from there they are balls (`balls`, `named_functions`). Functions with kinks and
truth values are in `branches`, sums and integrals in `ranges`, matrices, which are lists of rows, in `grids`. None of
it shares code with the provers or with SymPy's evaluation.

A division by 0 gives the one point at infinity of the complex plane, `INFINITE`, from which 1/x leads back to 0; sums
and products that have no value there, and functions at it, are `Undefined`. What a ball cannot decide is `Unsure`.

A multiple of pi is followed exactly: the argument of sin, cos, tan, exp is first read as r pi (or r pi i), so that
sin(n pi) is 0 and tan(pi/2) is infinite, not a ball round them. Every part is evaluated once at a point.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import sympy as sp
from flint import arb, ctx, fmpq
from sympy.matrices.expressions.matexpr import MatrixElement

from workings.judge import balls, branches, grids, path, ranges
from workings.judge.balls import INFINITE, divide
from workings.judge.gaussians import Gaussian
from workings.judge.grids import as_matrix, matrix_power, matrix_product, matrix_sum
from workings.judge.named_functions import FUNCTIONS
from workings.judge.no_value import Unable, Undefined

__all__ = ["INFINITE", "Walk"]


@dataclass
class Walk:
    """Evaluates expressions at one point: `table` holds symbols and matrices, `component` the entries of vectors.

    `analytic` is set while an integrand is evaluated on balls: then no function without a derivative is evaluated.
    """

    table: Mapping[Any, Any]
    component: Callable[[sp.Indexed, tuple[int, ...]], Any]
    digits: int = 50
    analytic: bool = False
    known: dict[Any, Any] = field(default_factory=dict)

    def with_letter(self, letter: sp.Symbol, value: Any) -> Walk:
        """This walk with the value of one more letter."""
        return Walk({**self.table, letter: value}, self.component, self.digits, self.analytic)

    def value(self, e: Any) -> Any:
        """The value of a scalar (exact, a ball, INFINITE), a matrix (list of rows) or a truth value."""
        with ctx.workprec(balls.bits(self.digits)):
            return self.at(e)

    def number(self, e: Any) -> Any:
        """The value of a scalar that must be finite."""
        with ctx.workprec(balls.bits(self.digits)):
            return self.finite(e)

    def at(self, e: Any) -> Any:
        """The value of a part, at the precision that is set."""
        if e in self.known:
            return self.known[e]
        value = self.known[e] = self.found(e)
        return value

    def found(self, e: Any) -> Any:
        """The value of a part that was not met before."""
        if e in self.table:
            return self.table[e]
        if getattr(e, "is_Rational", False):
            return Fraction(int(e.p), int(e.q))
        try:
            return rule_of(type(e))(self, e)
        except (ZeroDivisionError, ValueError, OverflowError) as error:
            raise Undefined(str(error)) from error

    def finite(self, e: Any) -> Any:
        """The value of a part that must be finite."""
        value = self.at(e)
        if value is INFINITE:
            raise Undefined("infinite")
        return value

    def whole(self, e: Any) -> int:
        """The value of an index or a size."""
        value = self.finite(e)
        if not isinstance(value, Fraction) or value.denominator != 1:
            raise Unable("an index that is not whole")
        return int(value)

    def add(self, e: sp.Add) -> Any:
        """A sum, of numbers or of matrices and multiples of the identity."""
        total = self.at(e.args[0])
        for part in e.args[1:]:
            total = self.plus(total, self.at(part))
        return total

    def plus(self, a: Any, b: Any) -> Any:
        """The sum of two values."""
        if isinstance(a, list) or isinstance(b, list):
            return matrix_sum(as_matrix(a, b), as_matrix(b, a), self.plus)
        if a is INFINITE or b is INFINITE:
            if a is b:
                raise Undefined("infinite - infinite")
            return INFINITE
        return balls.add(a, b)

    def mul(self, e: sp.Mul) -> Any:
        """A product in the order of its factors."""
        total: Any = Fraction(1)
        for part in e.args:
            total = self.times(total, self.at(part))
        return total

    def times(self, a: Any, b: Any) -> Any:
        """The product of two values."""
        if isinstance(a, list) and isinstance(b, list):
            return matrix_product(a, b, self)
        if isinstance(a, list) or isinstance(b, list):
            matrix, factor = (a, b) if isinstance(a, list) else (b, a)
            return [[self.times(factor, cell) for cell in row] for row in matrix]
        if a is INFINITE or b is INFINITE:
            other = b if a is INFINITE else a
            if other is not INFINITE and balls.is_zero(other):
                raise Undefined("0 * infinite")
            return INFINITE
        return balls.multiply(a, b)

    def over(self, a: Any, b: Any) -> Any:
        """The quotient of two values; ZeroDivisionError for 0 below."""
        return divide(a, b)

    def pow(self, e: sp.Pow) -> Any:
        """A power; the principal one where the exponent is not whole."""
        base, exponent = self.at(e.base), self.finite(e.exp)
        if isinstance(base, list):
            return matrix_power(base, self.whole(e.exp), self)
        if base is not INFINITE:
            return balls.power(base, exponent)
        if isinstance(exponent, Fraction):
            return Fraction(1) if exponent == 0 else INFINITE if exponent > 0 else Fraction(0)
        raise Undefined("a power of infinity")

    def function(self, e: sp.Function) -> Any:
        """A named function."""
        turn = TURNS.get(type(e))
        if turn is not None:
            half_turns = self.multiple_of_pi(e.args[0])
            value = turn(half_turns) if half_turns is not None else None
            if value is not None:
                return value
        return FUNCTIONS[e.func](*map(self.finite, e.args))

    def multiple_of_pi(self, e: sp.Expr) -> Any:
        """The exact r where e = r pi is a sum of products with the factor pi; else None."""
        if e is sp.pi:
            return Fraction(1)
        if e.is_Mul and sp.pi in e.args:
            rest: Any = Fraction(1)
            for part in e.args:
                if part is not sp.pi:
                    rest = self.times(rest, self.at(part))
            return rest if balls.is_exact(rest) else None
        if e.is_Add:
            turns = [self.multiple_of_pi(part) for part in e.args]
            return None if None in turns else sum(turns, Fraction(0))
        return None

    def constant(self, e: sp.Expr) -> Any:
        """A named constant."""
        return CONSTANTS[e]()

    def indexed(self, e: sp.Indexed) -> Any:
        """A component of a vector."""
        return self.component(e, tuple(self.whole(index) for index in e.indices))

    def element(self, e: MatrixElement) -> Any:
        """An entry of a matrix."""
        matrix, i, j = self.at(e.parent), self.whole(e.i), self.whole(e.j)
        if not (0 <= i < len(matrix) and 0 <= j < len(matrix[0])):
            raise Unable("an entry outside its matrix")
        return matrix[i][j]


def sine(r: Any) -> Any:
    """sin(r pi) for a fraction."""
    if not isinstance(r, Fraction):
        return None
    exact = {Fraction(0): 0, Fraction(1, 2): 1, Fraction(1): 0, Fraction(3, 2): -1}.get(r % 2)
    return arb.sin_pi_fmpq(fmpq(r.numerator, r.denominator)) if exact is None else Fraction(exact)


def cosine(r: Any) -> Any:
    """cos(r pi) for a fraction."""
    return sine(r + Fraction(1, 2)) if isinstance(r, Fraction) else None


def ratio(top: Callable[[Any], Any], bottom: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A quotient of sine, cosine and 1, infinite where the lower one is 0."""

    def rule(r: Any) -> Any:
        if not isinstance(r, Fraction):
            return None
        under = bottom(r)
        return INFINITE if under == 0 else divide(top(r), under)

    return rule


def turned(r: Any) -> Any:
    """exp(i s pi) for r = i s, where it is 1, i, -1 or -i."""
    if not isinstance(r, Gaussian) or r.real != 0 or (2 * r.imag).denominator != 1:
        return None
    unit = Gaussian(Fraction(0), Fraction(1))
    return unit ** (int(2 * r.imag) % 4)


def one(r: Any) -> Fraction:
    """1."""
    return Fraction(1)


TURNS: dict[Any, Callable[[Any], Any]] = {
    sp.sin: sine,
    sp.cos: cosine,
    sp.tan: ratio(sine, cosine),
    sp.cot: ratio(cosine, sine),
    sp.sec: ratio(one, cosine),
    sp.csc: ratio(one, sine),
    sp.exp: turned,
}

CONSTANTS: dict[Any, Callable[[], Any]] = {
    sp.E: arb.const_e,
    sp.pi: arb.pi,
    sp.EulerGamma: arb.const_euler,
    sp.Catalan: arb.const_catalan,
    sp.GoldenRatio: lambda: (1 + arb(5).sqrt()) / 2,
    sp.I: lambda: Gaussian(Fraction(0), Fraction(1)),
}


def infinite(walk: Walk, e: Any) -> Any:
    """The point at infinity, where it is written down."""
    return INFINITE


def nothing(walk: Walk, e: Any) -> Any:
    """What has no value."""
    raise Undefined(str(e))


RULES: tuple[tuple[Any, Callable[[Any, Any], Any]], ...] = (
    *grids.RULES,
    ((sp.MatAdd, sp.Add), Walk.add),
    (sp.MatMul, Walk.mul),
    (MatrixElement, Walk.element),
    (sp.Indexed, Walk.indexed),
    (sp.Mul, Walk.mul),
    (tuple(type(constant) for constant in CONSTANTS), Walk.constant),
    ((type(sp.oo), type(-sp.oo), type(sp.zoo)), infinite),
    (type(sp.nan), nothing),
    (sp.Pow, Walk.pow),
    *branches.RULES,
    *ranges.RULES,
    (sp.Limit, path.limit),
    (tuple(FUNCTIONS), Walk.function),
)
CHOSEN: dict[type, Callable[[Any, Any], Any]] = {}


def rule_of(kind: type) -> Callable[[Any, Any], Any]:
    """The rule for a kind of expression."""
    if kind not in CHOSEN:
        rule = next((rule for kinds, rule in RULES if issubclass(kind, kinds)), None)
        if rule is None:
            raise Unable(kind.__name__)
        CHOSEN[kind] = rule
    return CHOSEN[kind]
