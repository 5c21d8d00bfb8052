"""Functions with kinks and steps in normal form: Abs, Max, Min, sign, conditions.

Where the premises give the sign that decides, the function is what it is on that side; where they do not, NeedsSign
is raised, and `cells` tells the cases apart. Inside a sum, where the sign may change from term to term, such a
function stays a letter.
"""

from collections.abc import Callable
from dataclasses import replace

from sympy import Abs, Add, Expr, Heaviside, Max, Min, Mul, Piecewise, Pow, S, cos, expand, expand_trig, log, sign, sin
from sympy.core.relational import Relational
from sympy.functions.elementary.trigonometric import TrigonometricFunction
from sympy.logic.boolalg import ITE, And, BooleanFalse, BooleanTrue, Not, Or

from workings.judge import complexes
from workings.judge.alphabet import Exp, Unreadable, factors, terms
from workings.judge.normal import normal
from workings.judge.number_bounds import sign_of_number
from workings.judge.premises import Premises
from workings.judge.signs import NeedsSign, nonnegative, positive, real
from workings.judge.thresholds import log_of_number
from workings.judge.triangles import by_sides


def absolute_value(u: Expr, premises: Premises) -> Expr:
    """Abs of a real factor whose sign is known; NeedsSign where it is not."""
    return u if sign_known(simple_gap(u, S.Zero), premises, strict=False) else -u


def absolute(e: Abs, premises: Premises) -> Expr:
    """Abs of a product is the product of Abs; each real factor is itself or its opposite, others stay letters."""
    complex_size = complexes.modulus(e.args[0], premises)
    if complex_size is not None:
        return complex_size
    u = Add(*terms(comparable(e.args[0], premises)))
    constant, parts = factors(u)
    if sign_of_number(constant) is None or u.free_symbols & premises.bound:
        return Abs(u)
    size = constant * sign_of_number(constant) * Mul(*(size_of(factor, times, premises) for factor, times in parts))
    return reopened(size, premises)


def comparable(e: Expr, premises: Premises) -> Expr:
    """`e` in normal form, its trigonometric functions closed: exponentials of imaginary numbers are not seen real."""
    if not (premises.exponentials and e.has(TrigonometricFunction)):
        return normal(e, premises)
    return normal(without_even_powers(expand_trig(e)), replace(premises, exponentials=False))


def without_even_powers(e: Expr) -> Expr:
    """`e` with sin(u)**2 written as 1 - cos(u)**2."""
    squares = (p for p in expand(e).atoms(Pow) if isinstance(p.base, sin) and p.exp.is_Integer and p.exp > 1)
    return expand(e).xreplace(
        {p: (1 - cos(p.base.args[0]) ** 2) ** (p.exp // 2) * p.base ** (p.exp % 2) for p in squares}
    )


def reopened(e: Expr, premises: Premises) -> Expr:
    """What `comparable` left closed as the premises have it."""
    return normal(e, premises) if premises.exponentials and e.has(TrigonometricFunction) else e


def size_of(factor: Expr, times: int, premises: Premises) -> Expr:
    """Abs of a power of one factor."""
    if not real(factor, premises):
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
    parts = [Add(*terms(comparable(part, premises))) for part in e.args]
    if any(part.free_symbols & premises.bound for part in parts):
        return e.func(*parts)
    best = parts[0]
    for part in parts[1:]:
        bigger = at_least(part, best, premises)
        best = part if bigger == isinstance(e, Max) else best
    return reopened(best, premises)


def at_least(u: Expr, v: Expr, premises: Premises) -> bool:
    """Whether u >= v rather than u <= v."""
    if not (real(u, premises) and real(v, premises)):
        raise Unreadable("a comparison of what may not be real")
    return sign_of(simple_gap(u, v), premises, strict=False) >= 0


def simple_gap(u: Expr, v: Expr) -> Expr:
    """An expression with the sign of u - v: the exponents of two exponentials, the arguments of two logarithms."""
    if isinstance(u, log) and isinstance(v, log):
        return Add(*terms(u.args[0] - v.args[0]))
    gap = Add(*terms(u - v))
    if isinstance(gap, log):
        return Add(*terms(gap.args[0] - 1))
    parts = gap.args if gap.is_Add and len(gap.args) == 2 else ()
    if parts and all(isinstance(base_of(part.as_coeff_Mul()[1]), Exp) or part.is_Rational for part in parts):
        (c, first), (d, second) = sorted((part.as_coeff_Mul() for part in parts), key=lambda pair: -pair[0])
        if c > 0 > d:
            return exponent_of(first) - exponent_of(second) + log_of_number(-c / d)
    return gap_of_roots(parts) or gap_of_odd_powers(parts) or gap


def gap_of_odd_powers(parts: tuple[Expr, ...]) -> Expr | None:
    """u - v for u**n - v**n with real letters u, v and odd n, where the power n is increasing; None for others."""
    pairs = sorted((part.as_coeff_Mul() for part in parts), key=lambda pair: -pair[0])
    if len(pairs) != 2 or [c for c, _ in pairs] != [1, -1] or not all(p.is_Pow for _, p in pairs):
        return None
    (_, first), (_, second) = pairs
    odd = first.exp == second.exp and first.exp.is_Integer and first.exp > 0 and first.exp % 2 == 1
    letters = first.base.is_Symbol and second.base.is_Symbol and first.base.is_real and second.base.is_real
    return first.base - second.base if odd and letters else None


def gap_of_roots(parts: tuple[Expr, ...]) -> Expr | None:
    """An expression with the sign of c u**(1/n) - d v**(1/n): c**n u - d**n v; None for other differences.

    The roots are real, so u and v are >= 0, where the power n is increasing.
    """
    pairs = sorted((part.as_coeff_Mul() for part in parts), key=lambda pair: -pair[0])
    if len(pairs) != 2 or not all(root.is_Pow and root.exp.is_Rational and root.exp.p == 1 for _, root in pairs):
        return None
    (c, first), (d, second) = pairs
    if not c > 0 > d or first.exp != second.exp or first.exp.is_Integer:
        return None
    return Add(*terms(c**first.exp.q * first.base - (-d) ** first.exp.q * second.base))


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
    result = sign_of_number(constant)
    if result is None or not all(real(factor, premises) for factor, _ in parts):
        raise Unreadable("the sign of what may not be real")
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


def sign_function(e: Expr, premises: Premises) -> Expr:
    """sign(u), or the step function, whose value at 0 is one half unless it is given."""
    u = Add(*terms(comparable(e.args[0], premises)))
    if u.free_symbols & premises.bound or not real(u, premises):
        return e.func(u, *e.args[1:])
    s = sign_of(u, premises, strict=True)
    if isinstance(e, sign):
        return S(s)
    return S.One if s > 0 else S.Zero if s < 0 else normal(e.args[1], premises)


def piecewise(e: Piecewise, premises: Premises) -> Expr:
    """The branch whose condition holds first; inside a sum, cases by the order of indices become factors."""
    if e.free_symbols & premises.bound:
        opened = by_sides(e, premises)
        return e if opened == e else normal(opened, premises)
    for value, condition in e.args:
        if truth(condition, premises):
            return normal(value, premises)
    raise Unreadable("no case applies")


def truth(condition: Expr, premises: Premises) -> bool:
    """Whether a condition holds; NeedsSign where it depends on a sign that is not known."""

    def sign_now(gap: Expr) -> int:
        u = Add(*terms(comparable(gap, premises)))
        if not real(u, premises):
            raise Unreadable("a comparison of complex numbers")
        return sign_of(u, premises, strict=True)

    return truth_by_signs(condition, sign_now)


def truth_by_signs(condition: Expr, sign_now: Callable[[Expr], int]) -> bool:
    """Whether a condition holds, given what tells the sign of the difference of two sides."""
    if isinstance(condition, (BooleanTrue, BooleanFalse)):
        return bool(condition)
    if isinstance(condition, And):
        return all(truth_by_signs(part, sign_now) for part in condition.args)
    if isinstance(condition, Or):
        return any(truth_by_signs(part, sign_now) for part in condition.args)
    if isinstance(condition, ITE):
        test, then, otherwise = condition.args
        return truth_by_signs(then if truth_by_signs(test, sign_now) else otherwise, sign_now)
    if isinstance(condition, Not):
        return not truth_by_signs(condition.args[0], sign_now)
    if not isinstance(condition, Relational):
        raise Unreadable(f"the condition {condition}")
    s = sign_now(condition.lhs - condition.rhs)
    return {"==": s == 0, "!=": s != 0, "<": s < 0, "<=": s <= 0, ">": s > 0, ">=": s >= 0}[condition.rel_op]


def base_of(e: Expr) -> Expr:
    """The base of a rational power, else the expression."""
    return e.base if e.is_Pow and e.exp.is_Rational else e


RULES = (
    (Abs, absolute),
    ((Max, Min), largest),
    ((sign, Heaviside), sign_function),
    (Piecewise, piecewise),
)
