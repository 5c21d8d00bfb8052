"""Complex parts: conjugate, re, im, Abs and arg of complex expressions.

A complex letter z in such an expression is written x + i y with two new real letters (`changes`): all complex z are
all pairs of real x and y. Conjugation passes through sums, products, whole powers and every function that is real on
the real line and has no cut: conj exp(u) = exp(conj u). It passes through a root or a logarithm only off their cut,
so only where the argument is known to be positive; elsewhere conj log(u) stays a letter, for on the cut it is not
log(conj u). Then

    re u = (u + conj u)/2,    im u = (u - conj u)/2i,    |u|**2 = u conj u,

and |u v| = |u| |v| takes the size of a product apart. The root of u conj u is taken by the rules for real roots.
arg u does not change if a positive factor is taken out of u, and arg exp(i t) = t for -pi < t <= pi.
"""

from sympy import Abs, Add, Expr, I, Mul, S, arg, conjugate, erf, expand, im, log, pi, re
from sympy.functions.elementary.exponential import exp

from workings.judge import circle, powers
from workings.judge.alphabet import Exp, Unreadable, factors, terms
from workings.judge.normal import canonical, normal
from workings.judge.premises import Premises
from workings.judge.signs import nonnegative, positive, real

WITHOUT_CUT = (erf,)


def conjugated(e: Expr, premises: Premises) -> Expr:
    """The conjugate of an expression in normal form, in normal form."""
    if e is I:
        return -I
    if real(e, premises):
        return e
    if e.is_Add or e.is_Mul:
        return e.func(*(conjugated(part, premises) for part in e.args))
    if isinstance(e, (Exp, exp)):
        return powers.exponential(conjugated(e.args[0], premises), premises)
    if e.is_Pow and e.exp.is_Integer:
        return conjugated(e.base, premises) ** e.exp
    if isinstance(e, conjugate):
        return e.args[0]
    if isinstance(e, WITHOUT_CUT):
        return e.func(conjugated(e.args[0], premises))
    if isinstance(e, log) and not e.args[0].has(conjugate) and off_cut(e.args[0], premises):
        return powers.logarithm(log(conjugated(e.args[0], premises), evaluate=False), premises)
    if e.is_Pow and e.exp.is_Rational and off_cut(e.base, premises):
        return powers.root(conjugated(e.base, premises), e.exp, premises)
    return conjugate(e)


def off_cut(u: Expr, premises: Premises) -> bool:
    """Whether the real part of `u` is known to be positive, so that `u` is no negative number."""
    parts = [(part, conjugated(part, premises)) for part in Add.make_args(expand(u))]
    return positive(Add(*terms(Add(*(one + other for one, other in parts)))), premises)


def conjugation(e: conjugate, premises: Premises) -> Expr:
    """A conjugate."""
    return conjugated(canonical(e.args[0], premises), premises)


def real_part(e: re, premises: Premises) -> Expr:
    """A real part."""
    u = canonical(e.args[0], premises)
    return (u + conjugated(u, premises)) / 2


def imaginary_part(e: im, premises: Premises) -> Expr:
    """An imaginary part."""
    u = canonical(e.args[0], premises)
    return (u - conjugated(u, premises)) / (2 * I)


def modulus(e: Expr, premises: Premises) -> Expr | None:
    """|e| where `e` has imaginary parts or exponentials of them in its normal form; None where it is plainly real."""
    if nonnegative(e, premises):
        return normal(e, premises)
    u = normal(e, premises)
    if u.free_symbols & premises.bound or not (circle.turns(u) or u.has(I)):
        return None
    return size(Add(*terms(u)), premises)


def size(u: Expr, premises: Premises) -> Expr:
    """|u| of an expression in normal form that is not known to be real, factor by factor."""
    if u.is_Add and circle.turns(u):
        mirror = Add(*terms(u - conjugated(u, premises)))
        if mirror == 0:
            return circle.absolute(u, premises)
    constant, parts = factors(u)
    if not constant.is_number:
        raise Unreadable("the size of a constant")
    return size_of_number(constant, premises) * Mul(*(size_of(factor, premises) ** m for factor, m in parts))


def size_of_number(constant: Expr, premises: Premises) -> Expr:
    """|c| of a rational or Gaussian constant."""
    if constant.is_Rational:
        return abs(constant)
    square = expand(constant * conjugated(constant, premises))
    if not square.is_Rational:
        raise Unreadable("the size of a constant")
    return powers.root(square, S.Half, premises)


def size_of(u: Expr, premises: Premises) -> Expr:
    """|u| of one factor: that of an exponential is the exponential of the real part."""
    if isinstance(u, Exp):
        exponent = u.args[0]
        return powers.exponential((exponent + conjugated(exponent, premises)) / 2, premises)
    if u.is_Pow and u.exp.is_Rational and not u.exp.is_Integer:
        return size(u.base, premises) ** u.exp
    if isinstance(u, conjugate):
        return size_of(u.args[0], premises)
    if real(u, premises):
        return powers.root(u**2, S.Half, premises)
    mirror = conjugated(u, premises)
    if mirror.has(conjugate):
        return Abs(u)
    return powers.root(Add(*terms(u * mirror)), S.Half, premises)


def argument(e: arg, premises: Premises) -> Expr:
    """An argument: positive factors do not matter, and that of exp(i t) is t from -pi to pi."""
    u = canonical(e.args[0], premises)
    if real(u, premises) and positive(u, premises):
        return S.Zero
    if real(u, premises) and positive(-u, premises):
        return pi
    constant, parts = factors(u)
    if not constant.is_number:
        raise Unreadable("the argument of a constant")
    if constant.is_Rational:
        constant = S.One if constant > 0 else S.NegativeOne
    rest = [factor**m for factor, m in parts if not positive(factor, premises)]
    angle = powers.angle(Add(*terms(constant * Mul(*rest))), premises)
    return angle if angle is not None else arg(Add(*terms(constant * Mul(*rest))))


def nonzero(e: Expr, premises: Premises) -> bool:
    """Whether e conj e > 0, for a polynomial `e` in real letters and i."""
    if not e.is_polynomial() or not all(real(letter, premises) for letter in e.free_symbols):
        return False
    return positive(expand(e * conjugated(e, premises)), premises)


RULES = (
    (conjugate, conjugation),
    (re, real_part),
    (im, imaginary_part),
    (arg, argument),
)
