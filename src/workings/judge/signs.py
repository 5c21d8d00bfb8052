"""Signs that hold by construction: the sum of non-negative terms, the product of positive factors, an exponential.

Every rule is a one-line theorem about real numbers; what the rules do not reach is left to exact elimination
(`consequences`). SymPy's own assumption queries are asked only of symbols and numbers: asked of whole expressions,
their answers can depend on the hash seed.
"""

from functools import lru_cache

from sympy import (
    Abs,
    Add,
    Expr,
    I,
    Indexed,
    KroneckerDelta,
    LambertW,
    Max,
    Min,
    Mul,
    Piecewise,
    Pow,
    Product,
    Rational,
    S,
    Sum,
    acos,
    acosh,
    acot,
    arg,
    asin,
    asinh,
    atan,
    atan2,
    atanh,
    binomial,
    catalan,
    conjugate,
    cos,
    cosh,
    cot,
    coth,
    csc,
    csch,
    erf,
    erfc,
    exp,
    expand,
    factorial,
    factorial2,
    fibonacci,
    gamma,
    harmonic,
    im,
    log,
    lucas,
    pi,
    re,
    sec,
    sech,
    sin,
    sinc,
    sinh,
    tan,
    tanh,
)
from sympy.functions.elementary.integers import ceiling, floor
from sympy.matrices.expressions.matexpr import MatrixElement

from workings.judge import constants
from workings.judge.letters import Exp, Slope
from workings.judge.number_bounds import sign_of_number
from workings.judge.premises import NOTHING, Premises
from workings.judge.squares import letters_of, sum_of_squares
from workings.judge.thresholds import thresholds

MOST_LETTERS = 6


class NeedsSign(Exception):
    """The normal form depends on the sign of a real expression; `strict` if its value at 0 is a case of its own."""

    def __init__(self, expression: Expr, strict: bool) -> None:
        super().__init__(str(expression))
        self.expression = expression
        self.strict = strict


REAL_ON_THE_LINE = (
    sin, cos, tan, cot, sec, csc, sinh, cosh, tanh, coth, sech, csch, asinh, atan, acot, atan2, erf, erfc, sinc,
    conjugate, re, im, arg, gamma, factorial, factorial2, binomial, fibonacci, lucas, harmonic, catalan,
)  # fmt: skip


@lru_cache(maxsize=8192)
def real(e: Expr, premises: Premises = NOTHING) -> bool:
    """Whether `e` is known to be a real number wherever it is defined."""
    if isinstance(e, MatrixElement):
        return True
    if e.is_number and sign_of_number(e) is not None:
        return True
    if e.is_number or e.is_Symbol or isinstance(e, (Indexed, Slope)):
        return bool(e.is_real)
    if e.is_Pow:
        if not (real(e.base, premises) and real(e.exp, premises)):
            return False
        return bool(e.exp.is_integer) or bool(e.base.is_nonnegative) or nonnegative(e.base, premises)
    if isinstance(e, log):
        return positive(e.args[0], premises)
    if isinstance(e, (Sum, Product)):
        return real(e.function, premises.inside(e.limits))
    if isinstance(e, Piecewise):
        return all(real(value, premises) for value, _ in e.args)
    if (
        e.is_Add
        or e.is_Mul
        or isinstance(e, (Abs, Max, Min, Exp, exp, tanh, sinh, cosh, KroneckerDelta, floor, ceiling))
    ):
        return all(real(part, premises) for part in e.args)
    return function_is_real(e, premises)


def function_is_real(e: Expr, premises: Premises) -> bool:
    """Whether a function that is real for real arguments, all of them or an interval, has such ones."""
    if not all(isinstance(part, Expr) and real(part, premises) for part in e.args):
        return isinstance(e, (re, im, arg))
    if isinstance(e, REAL_ON_THE_LINE):
        return True
    if isinstance(e, LambertW):  # its main branch
        return bool(e.is_real) if e.is_number else len(e.args) == 1 and nonnegative(e.args[0], premises)
    if isinstance(e, (asin, acos)):
        return nonnegative(1 - e.args[0], premises) and nonnegative(1 + e.args[0], premises)
    if isinstance(e, atanh):
        return positive(1 - e.args[0], premises) and positive(1 + e.args[0], premises)
    return isinstance(e, acosh) and nonnegative(e.args[0] - 1, premises)


@lru_cache(maxsize=16384)
def positive(e: Expr, premises: Premises) -> bool:
    """Whether `e` > 0 wherever it is defined; False proves nothing."""
    if e.is_number:
        return of_number(e) == 1
    if e.is_Symbol or isinstance(e, (Indexed, Slope)):
        return bool(e.is_positive) or follows(e, True, premises) or (bool(e.is_nonzero) and follows(e, False, premises))
    if isinstance(e, (Exp, exp, cosh)):
        return real(e.args[0], premises)
    if isinstance(e, gamma):
        return positive(e.args[0], premises)
    if isinstance(e, (factorial, fibonacci)) and len(e.args) == 1:  # not a polynomial of Fibonacci
        return nonnegative(e.args[0] if isinstance(e, factorial) else e.args[0] - 1, premises)
    if isinstance(e, Piecewise):
        return all(positive(value, premises) for value, _ in e.args)
    if isinstance(e, Sum):
        inner = premises.inside(e.limits)
        certain = all(not_empty(limit, premises) for limit in e.limits) and positive(e.function, inner)
        return certain or follows(e, True, premises)
    if isinstance(e, Product):  # an infinite one may be 0
        finite = not any(end.is_infinite for _, *ends in e.limits for end in ends)
        return finite and positive(e.function, premises.inside(e.limits))
    if e.is_Pow:
        if positive(e.base, premises) and real(e.exp, premises):
            return True
        return bool(e.exp.is_even) and real(e.base, premises) and nonzero(e.base, premises)
    if e.is_Mul and sign_of_product(e.args, premises) == (True, True):
        return True
    if e.is_Add and all(nonnegative(part, premises) for part in e.args) and any(positive(p, premises) for p in e.args):
        return True
    if e.is_Add and (by_thresholds(e, premises)[1] or by_squares(e, premises)[1]):
        return True
    return function_is_positive(e, premises) or follows(e, True, premises)


def function_is_positive(e: Expr, premises: Premises) -> bool:
    """Whether a function has arguments for which it is positive."""
    if isinstance(e, Max):
        return any(positive(part, premises) for part in e.args)
    if isinstance(e, Min):
        return all(positive(part, premises) for part in e.args)
    if isinstance(e, (tanh, sinh)):
        return positive(e.args[0], premises)
    if isinstance(e, log):
        return positive(e.args[0] - 1, premises)
    if isinstance(e, (LambertW, asin, atan, asinh, erf)):
        return positive(e.args[0], premises) and real(e, premises)
    return isinstance(e, (sin, cos, sinc)) and in_first_arch(e, premises)


def in_first_arch(e: Expr, premises: Premises) -> bool:
    """Whether 0 < u < 3 in sin u, or -3/2 < u < 3/2 in cos u, or -3 < u < 3 in sinc u; 3 is less than pi."""
    u = e.args[0]
    if not real(u, premises):
        return False
    low, high = {sin: (0, 3), cos: (-Rational(3, 2), Rational(3, 2)), sinc: (-3, 3)}[type(e)]
    turn = 2 if isinstance(e, cos) else 1
    below = nonnegative(high - u, premises) or positive(pi / turn - u, premises)
    above = nonnegative(u - low, premises) and low != 0 or positive(u if low == 0 else u + pi / turn, premises)
    return below and above


@lru_cache(maxsize=16384)
def nonnegative(e: Expr, premises: Premises) -> bool:
    """Whether `e` >= 0 wherever it is defined; False proves nothing."""
    if e.is_number:
        return of_number(e) in (0, 1)
    if e.is_Symbol or isinstance(e, (Indexed, Slope)):
        return bool(e.is_nonnegative) or follows(e, False, premises)
    if isinstance(e, (Abs, KroneckerDelta)):
        return True
    if isinstance(e, (Sum, Product)):
        return nonnegative(e.function, premises.inside(e.limits)) or follows(e, False, premises)
    if e.is_Pow and (
        (e.exp.is_even and real(e.base, premises)) or (nonnegative(e.base, premises) and real(e.exp, premises))
    ):
        return True
    if e.is_Mul and sign_of_product(e.args, premises)[0]:
        return True
    if e.is_Add and all(nonnegative(part, premises) for part in e.args):
        return True
    if isinstance(e, Piecewise):
        return all(nonnegative(value, premises) for value, _ in e.args)
    if isinstance(e, Max) and any(nonnegative(part, premises) for part in e.args):
        return True
    if isinstance(e, (Min, tanh, sinh, floor)) and all(nonnegative(part, premises) for part in e.args):
        return True
    if isinstance(e, log) and nonnegative(e.args[0] - 1, premises):
        return True
    if e.is_Add and (by_thresholds(e, premises)[0] or by_squares(e, premises)[0]):
        return True
    return positive(e, premises) or follows(e, False, premises)


def of_number(e: Expr) -> int | None:
    """The sign of a number; None where it is not known, or not real."""
    sign = sign_of_number(e)
    if sign is not None or not e.is_Atom:
        return sign
    return 1 if e.is_positive else -1 if e.is_negative else None


def by_thresholds(e: Expr, premises: Premises) -> tuple[bool, bool]:
    """Whether `e`, real and of one letter, is >= 0, and whether it is > 0, by the signs of simpler expressions."""
    found = thresholds(e)
    if found is None or not real(e, premises):
        return False, False
    sign, pieces = found
    return sign_of_product((S(sign), *(Pow(piece, times, evaluate=False) for piece, times in pieces)), premises)


def by_squares(e: Expr, premises: Premises) -> tuple[bool, bool]:
    """Whether a polynomial in real letters is >= 0, and whether it is > 0, as a sum of squares."""
    letters = letters_of(e)
    if len(letters) > MOST_LETTERS or not all(real(letter, premises) for letter in letters):
        return False, False
    return sum_of_squares(e, frozenset(letter for letter in letters if nonnegative(letter, premises)))


@lru_cache(maxsize=16384)
def nonzero(e: Expr, premises: Premises) -> bool:
    """Whether `e` is real and not 0, or known not to be 0; False proves nothing."""
    if e in premises.nonzero or -e in premises.nonzero or isinstance(e, (Exp, exp, gamma, factorial)):
        return True
    if e.is_number and not e.is_Atom and constants.differs_from_zero(e):
        return True
    if e.is_number or e.is_Symbol or isinstance(e, Indexed):
        return bool(e.is_zero is False) or positive(e, premises) or positive(-e, premises)
    if e.is_Mul:
        return all(nonzero(part, premises) for part in e.args)
    if isinstance(e, Abs):
        return nonzero(e.args[0], premises)
    if e.is_Add and (len(e.args) == 2 and nonzero_gap(e, premises) or nonzero_norm(e, premises)):
        return True
    if (e.is_Pow or isinstance(e, (LambertW, asin, atan, asinh))) and nonzero(e.args[0], premises):
        return True
    if isinstance(e, (cosh, sinh, tanh)) and real(e.args[0], premises):
        return isinstance(e, cosh) or nonzero(e.args[0], premises)
    return positive(e, premises) or positive(-e, premises) or nonzero_complex(e, premises)


def nonzero_complex(e: Expr, premises: Premises) -> bool:
    """Whether an expression with imaginary parts is not 0: it has no zero on the unit circle, or |e|**2 > 0."""
    from workings.judge import circle, complexes  # they build on this module

    if not e.has(I):
        return False
    return circle.nonzero(e, premises) if circle.turns(e) else complexes.nonzero(e, premises)


def nonzero_gap(e: Expr, premises: Premises) -> bool:
    """Whether u**r - c is not 0 for a positive u, because u is not c**(1/r)."""
    constant, power = e.as_coeff_Add()
    coefficient, power = power.as_coeff_Mul()
    if not (power.is_Pow and power.exp.is_Rational and positive(power.base, premises)) or power.exp.is_Integer:
        return False
    level = -constant / coefficient
    return not level.is_positive or nonzero(power.base - level ** (1 / power.exp), premises)


def nonzero_norm(e: Expr, premises: Premises) -> bool:
    """Whether A + W is not 0, because its product with A - W, which is A**2 - W**2, is not; W has the square roots."""
    roots = Add(*(term for term in Add.make_args(e) if under_root(term)))
    square = expand(roots**2)
    if roots == 0 or any(under_root(term) for term in Add.make_args(square)):
        return False
    return nonzero(expand((e - roots) ** 2 - square), premises)


def under_root(term: Expr) -> bool:
    """Whether a factor of a term is a power whose exponent is an odd number of halves."""
    return any(factor.is_Pow and factor.exp.is_Rational and factor.exp.q == 2 for factor in Mul.make_args(term))


def sign_of_product(parts: tuple[Expr, ...], premises: Premises) -> tuple[bool, bool]:
    """Whether a product is known to be >= 0, and whether it is known to be > 0."""
    minus, strict = False, True
    for part in parts:
        if positive(part, premises):
            continue
        if nonnegative(part, premises):
            strict = False
        elif below_zero(part, True, premises):
            minus = not minus
        elif below_zero(part, False, premises):
            minus, strict = not minus, False
        else:
            return False, False
    return not minus, strict and not minus


def below_zero(e: Expr, strict: bool, premises: Premises) -> bool:
    """Whether `e`, one factor of a product, is known to be <= 0 (< 0 if strict)."""
    if e.is_number:
        return of_number(e) == -1 or (not strict and of_number(e) == 0)
    if e.is_Symbol or isinstance(e, Indexed):
        strict = strict and not e.is_nonzero
        return bool(e.is_negative if strict else e.is_nonpositive) or follows(-e, strict, premises)
    if e.is_Add:
        return positive(-e, premises) if strict else nonnegative(-e, premises)
    if e.is_Pow and e.exp.is_odd:
        return below_zero(e.base, strict, premises)
    if isinstance(e, (tanh, sinh)):
        return below_zero(e.args[0], strict, premises)
    if isinstance(e, log) and positive(e.args[0], premises):
        return positive(1 - e.args[0], premises) if strict else nonnegative(1 - e.args[0], premises)
    return follows(-e, strict, premises)


def follows(e: Expr, strict: bool, premises: Premises) -> bool:
    """Whether e >= 0 (e > 0 if strict) follows from linear facts and what is known of the monomials."""
    from workings.judge import consequences  # it builds on this module

    return consequences.follows(e, strict, premises)


def not_empty(limit: tuple[Expr, ...], premises: Premises) -> bool:
    """Whether a sum has at least one term."""
    _, low, high = limit
    return high is S.Infinity or nonnegative(high - low, premises)
