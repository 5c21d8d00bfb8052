"""Exponentials, powers, roots and logarithms in normal form.

exp of a sum is a product of letters, log of a product a sum, and a root of a product a product of roots: the last two
only as far as factors are known to be positive, for on the principal branches they are false otherwise.
"""

from sympy import Add, Expr, I, LambertW, Mul, Pow, S, factorint, log
from sympy import exp as exponential_function
from sympy.functions.elementary.hyperbolic import HyperbolicFunction, InverseHyperbolicFunction
from sympy.functions.elementary.trigonometric import TrigonometricFunction

from workings.judge.alphabet import Exp, Unreadable, factors, terms
from workings.judge.kinks import absolute_value, base_of, exponent_of
from workings.judge.normal import canonical, normal
from workings.judge.premises import Premises
from workings.judge.signs import nonnegative, positive, real


def power(e: Pow, premises: Premises) -> Expr:
    """A power: whole powers stay, rational ones become roots, others exponentials where the base is positive."""
    base, exponent = e.base, e.exp
    if base is S.Exp1:
        return exponential(exponent, premises)
    if exponent.is_Integer:
        return normal(base, premises) ** exponent
    if exponent.is_Rational:
        return root(normal(base, premises), exponent, premises)
    inner = Add(*terms(normal(base, premises)))
    if positive(inner, premises):
        return exponential(exponent * log(base), premises)
    whole, rest = canonical(exponent, premises).as_coeff_Add()
    return inner**whole * Pow(inner, rest, evaluate=False) if whole.is_Integer else Pow(inner, whole + rest)


def exponential(exponent: Expr, premises: Premises) -> Expr:
    """exp of a sum as a product of powers of letters Exp(m), one for each monomial m."""
    return Mul(*(exponential_of_term(term, premises) for term in terms(normal(exponent, premises))))


def exponential_of_term(term: Expr, premises: Premises) -> Expr:
    """exp of one term: log and LambertW are undone by their definitions, exp(W(z)) = z / W(z).

    For real m, exp(m/2) is the root of exp(m); for others it may be the opposite, so it keeps a letter of its own.
    """
    coefficient, monomial = term.as_coeff_Mul()
    if isinstance(monomial, log) and coefficient.is_Rational:
        return root(monomial.args[0], coefficient, premises)
    if isinstance(monomial, LambertW) and coefficient.is_Integer:
        return (normal(monomial.args[0], premises) / monomial) ** coefficient
    if term.is_number and term.has(I):
        value = exponential_function(term)
        return Exp(term) if isinstance(value, exponential_function) else normal(value, premises)
    if not coefficient.is_Rational:
        return Exp(term)
    if real(monomial, premises):
        return Exp(monomial) ** coefficient
    return Exp(monomial / coefficient.q) ** coefficient.p


def logarithm(e: log, premises: Premises) -> Expr:
    """log of a product as a sum, as far as its factors are known to be >= 0; they are not 0 where it is defined."""
    if len(e.args) != 1:
        raise Unreadable("a logarithm with a base")
    constant, parts = factors(normal(e.args[0], premises))
    if constant == 0:
        raise Unreadable("log(0)")
    if not constant.is_Rational:
        return log(canonical(e.args[0], premises))
    known, rest = [], [S.NegativeOne] if constant < 0 else []
    for factor, times in parts:
        if isinstance(base_of(factor), Exp) and real(base_of(factor).args[0], premises):
            known.append(times * exponent_of(factor))
        elif nonnegative(factor, premises):
            known.append(times * log_of_positive(factor))
        elif nonnegative(-factor, premises):
            known.append(times * log_of_positive(-factor))
            rest += [S.NegativeOne] * (times % 2)
        else:
            rest.append(factor**times)
    number = abs(constant)
    known += [times * log(prime) for prime, times in factorint(number.p).items() if prime != 1]
    known += [-times * log(prime) for prime, times in factorint(number.q).items() if prime != 1]
    return Add(*known, log(Add(*terms(Mul(*rest)))))


def log_of_positive(factor: Expr) -> Expr:
    """log of one positive factor, the exponent of a power in front."""
    if factor.is_Pow and factor.exp.is_Rational and factor.base.is_positive:
        return factor.exp * log(factor.base)
    return log(factor)


def root(base: Expr, exponent: Expr, premises: Premises) -> Expr:
    """A rational power: positive factors and even powers of real ones are taken out of it.

    (u v)**r = u**r v**r holds for u > 0; (u**2)**r = Abs(u)**(2 r) for real u.
    """
    if exponent.is_Integer:
        return base**exponent
    if base.is_Symbol:
        return base**exponent
    constant, parts = factors(base)
    if constant == 0:
        return S.Zero
    if not constant.is_Rational:
        return Pow(Add(*terms(base)), exponent)
    taken, rest = [], [S.NegativeOne] if constant < 0 else []
    for factor, times in parts:
        if positive(factor, premises) or (nonnegative(factor, premises) and times > 0):
            taken.append(power_of_positive(factor, times * exponent))
        elif times % 2 == 0 and real(factor, premises):
            taken.append(absolute_value(factor, premises) ** (times * exponent))
        else:
            rest.append(factor**times)
    for prime, times in [*factorint(abs(constant).p).items(), *((p, -t) for p, t in factorint(constant.q).items())]:
        taken.append(Pow(prime, times * exponent))
    return Mul(*taken, Pow(Add(*terms(Mul(*rest))), exponent))


def power_of_positive(factor: Expr, exponent: Expr) -> Expr:
    """A power of a factor that is positive; the power of a power is a power."""
    if factor.is_Pow and factor.exp.is_Rational:
        return Pow(factor.base, factor.exp * exponent)
    return Pow(factor, exponent)


def hyperbolic(e: Expr, premises: Premises) -> Expr:
    """A hyperbolic or trigonometric function by exponentials, or as a letter where these stay closed."""
    if not premises.exponentials or e.args[0].is_number:
        return e.func(canonical(e.args[0], premises))
    opened = e.rewrite(exponential_function)
    if isinstance(opened, (HyperbolicFunction, TrigonometricFunction)):
        raise Unreadable(f"no exponentials for {type(e).__name__}")
    return normal(opened, premises)


def inverse_hyperbolic(e: Expr, premises: Premises) -> Expr:
    """An inverse hyperbolic function by its definition as a logarithm."""
    opened = e.rewrite(log)
    if opened.has(InverseHyperbolicFunction):
        return e.func(canonical(e.args[0], premises))
    return normal(opened, premises)


RULES = (
    (Pow, power),
    (Exp, lambda e, premises: exponential(e.args[0], premises)),
    (exponential_function, lambda e, premises: exponential(e.args[0], premises)),
    (log, logarithm),
    ((HyperbolicFunction, TrigonometricFunction), hyperbolic),
    (InverseHyperbolicFunction, inverse_hyperbolic),
)
