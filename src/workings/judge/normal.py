"""Normal form of scalars: rational functions of letters, exponentials, logarithms, roots, and sums.

`normal` rewrites an expression bottom-up by identities that hold wherever both sides are defined: exp(a + b) = exp(a) exp(b),
hyperbolic functions by exponentials, log(u v) = log(u) + log(v) for u > 0, and the laws of finite sums. What is left is a
rational function of letters (`alphabet`), and `vanishes` asks whether its numerator is the zero polynomial. Where an
identity needs a sign that is not known (the sign inside Abs, Max, a condition), NeedsSign is raised and `cells` splits the
cases.
"""

from functools import lru_cache

from sympy import (
    Abs,
    Add,
    Derivative,
    Dummy,
    Expr,
    Function,
    Heaviside,
    I,
    Indexed,
    Integer,
    Integral,
    KroneckerDelta,
    LambertW,
    Max,
    Min,
    Mul,
    Piecewise,
    Pow,
    Product,
    S,
    Subs,
    Sum,
    Symbol,
    Trace,
    expand,
    factorint,
    log,
    sign,
)
from sympy import exp as exponential_function
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational
from sympy.functions.elementary.hyperbolic import HyperbolicFunction, InverseHyperbolicFunction
from sympy.functions.elementary.integers import ceiling, floor
from sympy.functions.elementary.trigonometric import TrigonometricFunction
from sympy.logic.boolalg import And, BooleanFalse, BooleanTrue, Not, Or
from sympy.matrices.expressions.matexpr import MatrixElement, MatrixSymbol

from workings.judge import sums
from workings.judge.alphabet import Exp, Slope, Unreadable, factors, is_zero, terms
from workings.judge.matrices import entry, trace
from workings.judge.premises import Premises
from workings.judge.signs import NeedsSign, nonnegative, positive, real


def vanishes(e: Expr, premises: Premises) -> bool:
    """Whether `e` is 0 for all values that the premises allow; False only means 'not shown'."""
    gap = normal(e, premises)
    if is_zero(gap):
        return True
    for solved in solved_equalities(premises):
        gap = gap.xreplace(solved)
    gap = Add(*terms(gap))
    if is_zero(gap):
        return True
    return gap.has(Sum) and is_zero(sums.telescoped(gap, premises))


@lru_cache(maxsize=8192)
def normal(e: Expr, premises: Premises) -> Expr:
    """`e` in normal form under the premises."""
    if isinstance(e, MatrixElement):
        return element(e, premises)
    if isinstance(e, Indexed):
        return e.func(e.base, *map(expand, e.indices))
    if e is S.Exp1:
        return Exp(S.One)
    if e.is_Atom:
        return e
    if e.is_Add or e.is_Mul:
        return e.func(*(normal(part, premises) for part in e.args))
    if e.is_Pow:
        return power(e, premises)
    rule = next((rule for kind, rule in RULES if isinstance(e, kind)), None)
    if rule is not None:
        return rule(e, premises)
    if not isinstance(e, Expr) or not all(isinstance(part, Expr) for part in e.args):
        raise Unreadable(f"no rule for {type(e).__name__}")
    return e.func(*(canonical(part, premises) for part in e.args))


def canonical(e: Expr, premises: Premises) -> Expr:
    """The normal form of `e` as a sum of terms in lowest terms: one form for equal rational functions."""
    return Add(*terms(normal(e, premises)))


def element(e: MatrixElement, premises: Premises) -> Expr:
    """An entry of a matrix expression."""
    if isinstance(e.parent, MatrixSymbol):
        return e.func(e.parent, *map(expand, e.args[1:]))
    return normal(entry(e.parent, e.i, e.j), premises)


# exponentials, powers and logarithms


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
    """exp of one term: log and LambertW are undone by their definitions, exp(W(z)) = z / W(z)."""
    coefficient, monomial = term.as_coeff_Mul()
    if isinstance(monomial, log) and coefficient.is_Rational:
        return root(monomial.args[0], coefficient, premises)
    if isinstance(monomial, LambertW) and coefficient.is_Integer:
        return (normal(monomial.args[0], premises) / monomial) ** coefficient
    if term.is_number and term.has(I):
        value = exponential_function(term)
        return Exp(term) if isinstance(value, exponential_function) else normal(value, premises)
    return Exp(monomial) ** coefficient if coefficient.is_Rational else Exp(term)


def logarithm(e: log, premises: Premises) -> Expr:
    """log of a product as a sum, as far as the factors are known to be positive."""
    if len(e.args) != 1:
        raise Unreadable("a logarithm with a base")
    constant, parts = factors(normal(e.args[0], premises))
    if constant == 0:
        raise Unreadable("log(0)")
    if not constant.is_Rational:
        return log(canonical(e.args[0], premises))
    known, rest = [], [S.NegativeOne] if constant < 0 else []
    for factor, times in parts:
        if isinstance(base_of(factor), Exp) and real(base_of(factor).args[0]):
            known.append(times * exponent_of(factor))
        elif positive(factor, premises):
            known.append(times * log_of_positive(factor))
        elif positive(-factor, premises):
            known.append(times * log_of_positive(-factor))
            rest += [S.NegativeOne] * (times % 2)
        else:
            rest.append(factor**times)
    number = abs(constant)
    known += [times * log(prime) for prime, times in factorint(number.p).items() if prime != 1]
    known += [-times * log(prime) for prime, times in factorint(number.q).items() if prime != 1]
    return Add(*known, log(Add(*terms(Mul(*rest)))))


def base_of(e: Expr) -> Expr:
    """The base of a rational power, else the expression."""
    return e.base if e.is_Pow and e.exp.is_Rational else e


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
        elif times % 2 == 0 and real(factor):
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


# functions with kinks and steps


def absolute_value(u: Expr, premises: Premises) -> Expr:
    """Abs of a real factor whose sign is known; NeedsSign where it is not."""
    return u if sign_known(simple_gap(u, S.Zero), premises, strict=False) else -u


def absolute(e: Abs, premises: Premises) -> Expr:
    """Abs of a product is the product of Abs; each real factor is itself or its opposite, others stay letters."""
    u = Add(*terms(normal(e.args[0], premises)))
    constant, parts = factors(u)
    if not constant.is_Rational or u.free_symbols & premises.bound:
        return Abs(u)
    return abs(constant) * Mul(*(size_of(factor, times, premises) for factor, times in parts))


def size_of(factor: Expr, times: int, premises: Premises) -> Expr:
    """Abs of a power of one factor."""
    if not real(factor):
        return Abs(factor) ** times
    return factor**times if times % 2 == 0 else absolute_value(factor, premises) ** times


def sign_known(u: Expr, premises: Premises, strict: bool) -> bool:
    """Whether u >= 0 rather than u <= 0; NeedsSign where neither is known."""
    if nonnegative(u, premises):
        return True
    if nonnegative(-u, premises):
        return False
    raise NeedsSign(u, strict)


def largest(e: Max | Min, premises: Premises) -> Expr:
    """Max or Min by comparing its arguments two by two; inside a sum it stays a letter."""
    parts = [canonical(part, premises) for part in e.args]
    if any(part.free_symbols & premises.bound for part in parts):
        return e.func(*parts)
    best = parts[0]
    for part in parts[1:]:
        bigger = at_least(part, best, premises)
        best = part if bigger == isinstance(e, Max) else best
    return best


def at_least(u: Expr, v: Expr, premises: Premises) -> bool:
    """Whether u >= v rather than u <= v."""
    gap = simple_gap(u, v)
    if not real(gap):
        raise Unreadable("a comparison of complex numbers")
    return sign_of(gap, premises, strict=False) >= 0


def simple_gap(u: Expr, v: Expr) -> Expr:
    """An expression with the sign of u - v: the exponents of two exponentials, the arguments of two logarithms."""
    if isinstance(u, log) and isinstance(v, log):
        return Add(*terms(u.args[0] - v.args[0]))
    gap = Add(*terms(u - v))
    parts = gap.args if gap.is_Add and len(gap.args) == 2 else ()
    if parts and all(isinstance(base_of(part.as_coeff_Mul()[1]), Exp) or part.is_Rational for part in parts):
        (c, first), (d, second) = (part.as_coeff_Mul() for part in parts)
        if c == -d:
            return (exponent_of(first) - exponent_of(second)) * (1 if c > 0 else -1)
    return gap


def exponent_of(e: Expr) -> Expr:
    """The exponent of an exponential letter or its power; of 1 it is 0."""
    if e is S.One:
        return S.Zero
    return e.exp * e.base.args[0] if e.is_Pow else e.args[0]


def sign_of(u: Expr, premises: Premises, strict: bool) -> int:
    """The sign of a real expression, as the product of the signs of its factors; NeedsSign where one is unknown.

    Unless `strict`, 0 counts as positive where only >= 0 is known.
    """
    constant, parts = factors(u)
    if constant == 0:
        return 0
    if not constant.is_Rational or not all(real(factor) for factor, _ in parts):
        raise Unreadable("the sign of what may not be real")
    result = 1 if constant > 0 else -1
    for factor, times in parts:
        if strict:
            result *= strict_sign(factor, premises) ** (2 if times % 2 == 0 else 1)
        elif times % 2:
            result *= 1 if sign_known(simple_gap(factor, S.Zero), premises, strict=False) else -1
    return result


def strict_sign(factor: Expr, premises: Premises) -> int:
    """1, 0 or -1; NeedsSign where it is not known which."""
    factor = simple_gap(factor, S.Zero)
    if positive(factor, premises):
        return 1
    if positive(-factor, premises):
        return -1
    if factor == 0 or (nonnegative(factor, premises) and nonnegative(-factor, premises)):
        return 0
    raise NeedsSign(factor, strict=True)


def rounding(e: floor | ceiling, premises: Premises) -> Expr:
    """floor and ceiling by floor of a sum whose constant lies in [0, 1): floor(u + 1) = floor(u) + 1."""
    if isinstance(e, ceiling):
        return -rounding(floor(-e.args[0], evaluate=False), premises)
    u = canonical(e.args[0], premises)
    constant, rest = u.as_coeff_Add()
    whole = floor(constant) if constant.is_Rational else S.Zero
    return floor(rest + constant - whole) + whole


def sign_function(e: Expr, premises: Premises) -> Expr:
    """sign(u), or the step function, whose value at 0 is one half unless it is given."""
    u = Add(*terms(normal(e.args[0], premises)))
    if u.free_symbols & premises.bound or not real(u):
        return e.func(u, *e.args[1:])
    s = sign_of(u, premises, strict=True)
    if isinstance(e, sign):
        return S(s)
    return S.One if s > 0 else S.Zero if s < 0 else normal(e.args[1], premises)


def piecewise(e: Piecewise, premises: Premises) -> Expr:
    """The branch whose condition holds first."""
    if e.free_symbols & premises.bound:
        raise Unreadable("cases that depend on an index")
    for value, condition in e.args:
        if truth(condition, premises):
            return normal(value, premises)
    raise Unreadable("no case applies")


def truth(condition: Expr, premises: Premises) -> bool:
    """Whether a condition holds; NeedsSign where it depends on a sign that is not known."""
    if isinstance(condition, (BooleanTrue, BooleanFalse)):
        return bool(condition)
    if isinstance(condition, And):
        return all(truth(part, premises) for part in condition.args)
    if isinstance(condition, Or):
        return any(truth(part, premises) for part in condition.args)
    if isinstance(condition, Not):
        return not truth(condition.args[0], premises)
    if not isinstance(condition, Relational):
        raise Unreadable(f"the condition {condition}")
    u = Add(*terms(normal(condition.lhs - condition.rhs, premises)))
    if not real(u):
        raise Unreadable("a comparison of complex numbers")
    s = sign_of(u, premises, strict=True)
    return {"==": s == 0, "!=": s != 0, "<": s < 0, "<=": s <= 0, ">": s > 0, ">=": s >= 0}[condition.rel_op]


# sums, products, integrals, derivatives


def sum_(e: Sum, premises: Premises) -> Expr:
    """A finite sum, term by term; one with an infinite limit only has its summand in normal form."""
    body, limits = sums.renamed_apart(e)
    inner = premises.inside(limits)
    if sums.infinite(limits):
        return sums.with_standard_names(canonical(body, inner), limits)
    limits = [(index, canonical(low, premises), canonical(high, premises)) for index, low, high in limits]
    return Add(*(sums.summed(term, limits, premises) for term in terms(normal(body, inner))))


def product(e: Product, premises: Premises) -> Expr:
    """A product of positive factors, as the exponential of the sum of their logarithms."""
    if not positive(e.function, premises.inside(e.limits)):
        raise Unreadable("a product of factors that may not be positive")
    return exponential(Sum(log(e.function), *e.limits), premises)


def integral(e: Integral, premises: Premises) -> Expr:
    """An integral by its terms, where each is a power of the variable times a derivative at it; others are letters."""
    if len(e.limits) != 1 or len(e.limits[0]) != 3:
        raise Unreadable("an integral without limits")
    variable, low, high = e.limits[0]
    if low == high:
        return S.Zero
    body = terms(normal(e.function, premises))
    grown = [antiderivative(term, variable) for term in body]
    if None in grown or sums.infinite(e.limits):
        return Integral(Add(*body), (variable, low, high))
    total = Add(*grown)
    return normal(total.subs(variable, high) - total.subs(variable, low), premises)


def antiderivative(term: Expr, x: Symbol) -> Expr | None:
    """An antiderivative of c x**n f^(k)(x), by parts; None for other terms.

    The integral of x**n f^(k) is x**n f^(k-1) minus n times that of x**(n-1) f^(k-1).
    """
    front, inner = term.as_independent(x, as_Add=False)
    slopes = [factor for factor in Mul.make_args(inner) if isinstance(factor, Slope)]
    power = inner / Mul(*slopes)
    n = Integer(0) if power == 1 else power.as_base_exp()[1]
    if not (power == 1 or power.as_base_exp()[0] == x) or not n.is_Integer or n < 0 or len(slopes) > 1:
        return None
    if not slopes:
        return front * x ** (n + 1) / (n + 1)
    (f,) = slopes
    at = [k for k, place in enumerate(f.places) if place.has(x)]
    if len(at) != 1 or f.places[at[0]] != x or f.orders[at[0]] < 1:
        return None
    lowered = Slope(f.args[0], *(order - (k == at[0]) for k, order in enumerate(f.orders)), *f.places)
    rest = antiderivative(x ** (n - 1) * lowered, x) if n else S.Zero
    return None if rest is None else front * (x**n * lowered - n * rest)


def without_derivatives(e: Expr) -> Expr:
    """`e` with undefined functions written as `Slope` and every derivative taken."""
    if not e.has(AppliedUndef, Derivative, Subs):
        return e
    e = e.replace(lambda part: isinstance(part, AppliedUndef), slope)
    return e.replace(lambda part: isinstance(part, (Derivative, Subs)), lambda part: part.doit())


def slope(applied: AppliedUndef) -> Slope:
    """An applied undefined function as its derivative of order 0; its name keeps what is assumed of it."""
    kind = type(applied)
    known = {name: value for name, value in kind._kwargs.items() if value is not None}
    return Slope(Symbol(kind.__name__, **known), *([S.Zero] * len(applied.args)), *applied.args)


def with_derivatives(e: Expr) -> Expr:
    """`e` with each `Slope` written as SymPy writes it: a derivative of an undefined function at a place."""

    def written(part: Slope) -> Expr:
        known = {
            n: v
            for n, v in part.args[0].assumptions0.items()
            if n in ("positive", "nonnegative", "real", "commutative")
        }
        function = Function(part.args[0].name, **{n: v for n, v in known.items() if n != "commutative" or not v})
        letters = [Dummy(f"xi{k}") for k in range(len(part.places))]
        orders = [(letter, order) for letter, order in zip(letters, part.orders, strict=True) if order]
        if not orders:
            return function(*part.places)
        return Subs(Derivative(function(*letters), *orders), tuple(letters), tuple(part.places))

    return e.replace(lambda part: isinstance(part, Slope), written)


def derived(e: Expr, premises: Premises) -> Expr:
    """A function or derivative that is still to be written as `Slope`."""
    plain = without_derivatives(e)
    if plain.has(Derivative, Subs, AppliedUndef):
        raise Unreadable("a derivative that SymPy does not take")
    return normal(plain, premises)


def slope_normal(e: Slope, premises: Premises) -> Expr:
    """A derivative of an undefined function, its arguments in normal form."""
    return Slope(e.args[0], *e.orders, *(canonical(place, premises) for place in e.places))


def trace_normal(e: Trace, premises: Premises) -> Expr:
    """A trace as the sum of the diagonal."""
    return normal(trace(e.arg), premises)


RULES = (
    (Exp, lambda e, premises: exponential(e.args[0], premises)),
    (exponential_function, lambda e, premises: exponential(e.args[0], premises)),
    (log, logarithm),
    ((HyperbolicFunction, TrigonometricFunction), hyperbolic),
    (InverseHyperbolicFunction, inverse_hyperbolic),
    (Abs, absolute),
    ((Max, Min), largest),
    ((floor, ceiling), rounding),
    ((sign, Heaviside), sign_function),
    (Piecewise, piecewise),
    (Sum, sum_),
    (Product, product),
    (Integral, integral),
    (Slope, slope_normal),
    ((Derivative, Subs, AppliedUndef), derived),
    (Trace, trace_normal),
    (KroneckerDelta, lambda e, premises: KroneckerDelta(*(canonical(part, premises) for part in e.args[:2]))),
)


def solved_equalities(premises: Premises) -> list[dict[Expr, Expr]]:
    """Each given equality, solved in normal form for a letter that it holds once, with a rational factor."""
    found = []
    for left, right in premises.equalities:
        if not isinstance(left, Expr) or not isinstance(right, Expr):
            continue
        try:
            gap = Add(*terms(normal(left - right, premises)))
        except (Unreadable, NeedsSign):
            continue
        for solved in found:
            gap = Add(*terms(gap.xreplace(solved)))
        parts = [term.as_coeff_Mul() for term in Add.make_args(gap)]
        letters = [(c, m) for c, m in parts if m is not S.One and not m.is_Mul and not m.is_Pow]
        lone = [(c, m) for c, m in letters if sum(other.has(m) for _, other in parts) == 1]
        if lone:
            coefficient, letter = max(lone, key=lambda pair: (pair[1].count_ops(), str(pair[1])))
            found.append({letter: expand(letter - gap / coefficient)})
    return found
