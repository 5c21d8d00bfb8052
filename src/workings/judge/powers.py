"""Exponentials, powers, roots and logarithms in normal form.

exp of a sum is a product of letters, log of a product a sum, and a root of a product a product of roots: the last two
only as far as factors are known to be positive, for on the principal branches they are false otherwise.
"""

from sympy import Add, Expr, I, LambertW, Mul, Pow, Rational, S, erf, erfc, expand, factorint, gamma, log, pi
from sympy import exp as exponential_function

from workings.judge import circle
from workings.judge.alphabet import Exp, Unreadable, factors, is_zero, terms
from workings.judge.divisions import whole
from workings.judge.inverses import exponential_of_arc, turned_by
from workings.judge.kinks import absolute_value, base_of, exponent_of
from workings.judge.normal import canonical, normal
from workings.judge.premises import Premises
from workings.judge.rounding import alternating
from workings.judge.rounding import turned as in_residues
from workings.judge.signs import nonnegative, positive, real
from workings.judge.trigonometry import root_of_unity

QUARTERS = {S.One: S.Zero, S.NegativeOne: S.One, I: S.Half, -I: -S.Half}


def power(e: Pow, premises: Premises) -> Expr:
    """A power: whole powers stay, rational ones become roots, others exponentials where the base is positive."""
    base, exponent = e.base, e.exp
    if base is S.Exp1:
        return exponential(exponent, premises)
    if exponent.is_Integer:
        return normal(base, premises) ** exponent
    if base is S.NegativeOne and whole(exponent, premises):
        return alternating(exponent, premises)
    if base in (I, -I) and whole(exponent, premises):
        return exponential(base * pi / 2 * exponent, premises)
    if exponent.is_Rational:
        return root(normal(base, premises), exponent, premises)
    inner = canonical(base, premises)
    if inner.is_number and not inner.is_Rational:
        if exponent.is_integer and positive(-inner, premises):
            return normal((-1) ** exponent * (-inner) ** exponent, premises)
        if positive(inner, premises) and positive(
            1 - inner, premises
        ):  # so that a number and its inverse have one letter
            return exponential(-exponent * log(canonical(1 / inner, premises)), premises)
    if positive(inner, premises):
        return exponential(exponent * log(base), premises)
    if whole(exponent, premises) and inner.could_extract_minus_sign():  # so that u and -u have one letter
        other = canonical(-inner, premises)
        if not other.could_extract_minus_sign():
            return normal((-1) ** exponent, premises) * normal(Pow(other, exponent), premises)
    constant, rest = canonical(exponent, premises).as_coeff_Add()
    return inner**constant * Pow(inner, rest, evaluate=False) if constant.is_Integer else Pow(inner, constant + rest)


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
    turns = term / (I * pi)
    if turns.is_Rational:
        return root_of_unity(turns)
    turned = in_residues(turns, premises)
    if turned is not None:
        return turned
    arc = turned_by(monomial)
    if arc is not None and coefficient.is_Rational:
        turned = exponential_of_arc(arc, coefficient, premises)
        if turned is not None:
            return turned
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
        elif isinstance(factor, gamma) and nonnegative(factor.args[0], premises):
            known.append(times * log(factor))  # positive from its pole at 0 on
        elif nonnegative(factor, premises):
            known.append(times * log_of_positive(factor, premises))
        elif nonnegative(-factor, premises):
            known.append(times * log_of_positive(-factor, premises))
            rest += [S.NegativeOne] * (times % 2)
        else:
            rest.append(factor**times)
    number = abs(constant)
    known += [times * log(prime) for prime, times in factorint(number.p).items() if prime != 1]
    known += [-times * log(prime) for prime, times in factorint(number.q).items() if prime != 1]
    left = Add(*terms(Mul(*rest)))
    t = angle(left, premises)
    return Add(*known, log(left) if t is None else I * t)


def log_of_positive(factor: Expr, premises: Premises) -> Expr:
    """log of one positive factor, the exponent of a power in front; log W(u) = log(u) - W(u)."""
    if factor.is_Pow and factor.exp.is_Rational and factor.base.is_positive:
        return factor.exp * log(factor.base)
    if isinstance(factor, LambertW) and positive(factor.args[0], premises):
        return logarithm(log(factor.args[0], evaluate=False), premises) - factor
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
    if circle.turns(base):
        try:
            return circle.root(base, exponent, premises)
        except Unreadable:
            pass
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


def angle(u: Expr, premises: Premises) -> Expr | None:
    """The t with u = exp(i t) and -pi < t <= pi, for a product of letters exp(i t) and 1, -1, i, -i; else None."""
    constant, parts = u.as_independent(*u.atoms(Exp), as_Add=False) if u.atoms(Exp) else (u, S.One)
    if constant not in QUARTERS:
        return None
    t = QUARTERS[constant] * pi
    for factor in Mul.make_args(parts):
        if factor is not S.One:
            if not isinstance(base_of(factor), Exp):
                return None
            t += exponent_of(factor) / I
    t = expand(t)
    if not real(t, premises):
        return None
    turned = (t, t - 2 * pi, t + 2 * pi)
    return next(
        (s for s in turned if at_least_zero(s + pi, True, premises) and at_least_zero(pi - s, False, premises)), None
    )


def at_least_zero(e: Expr, strict: bool, premises: Premises) -> bool:
    """Whether e >= 0 (> 0 if strict) follows, with 333/106 < pi < 355/113 where that is needed."""
    test = positive if strict else nonnegative
    if test(e, premises):
        return True
    count = e.coeff(pi)
    if not count.is_Rational or count == 0:
        return False
    bound = Rational(333, 106) if count > 0 else Rational(355, 113)
    return nonnegative(expand(e - count * pi + count * bound), premises)


def lambert(e: LambertW, premises: Premises) -> Expr:
    """W(w exp(w)) = w for real w >= -1; w is looked for among the exponents and the logarithms."""
    if len(e.args) != 1:
        raise Unreadable("a branch of LambertW")
    u = normal(e.args[0], premises)
    found = [exponent_of(letter) for letter in Mul.make_args(u) if isinstance(base_of(letter), Exp)]
    candidates = [Add(*found), *sorted(u.atoms(log), key=str)]
    for w in candidates:
        allowed = w != 0 and real(w, premises) and nonnegative(expand(w + 1), premises)
        if allowed and is_zero(u - w * exponential(w, premises)):
            return w
    return LambertW(Add(*terms(u)))


RULES = (
    (Pow, power),
    (Exp, lambda e, premises: exponential(e.args[0], premises)),
    (exponential_function, lambda e, premises: exponential(e.args[0], premises)),
    (log, logarithm),
    (LambertW, lambert),
    (erfc, lambda e, premises: 1 - erf(canonical(e.args[0], premises))),
)
