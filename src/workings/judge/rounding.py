"""floor, ceiling, Mod, frac, (-1)**n and exp(i pi n / q) in normal form.

All are written by floor: ceiling(u) = -floor(-u), Mod(a, b) = a - b floor(a/b), frac(u) = u - floor(u) for real u. A
whole number is taken out, floor(u + n) = floor(u) + n, and (-1)**n only keeps n modulo 2. For whole n, exp(i pi n) is
(-1)**n, and exp(i pi n / q) has the period 2 q in n.

That is the closed form, in which a floor of letters is a letter. Where divisions are open (`Premises.divisions`), a
floor is evaluated. Let v = N/D with D > 0 be what is left of its argument. If the premises show c <= v < c + 1, that
is N - c D >= 0 and (c + 1) D - N > 0, the floor is c, by its definition. If they bound v within a few whole numbers, v
is compared with one of them (`NeedsSign`, all three signs, since a floor jumps). Else a letter of v is divided with
remainder (`divisions`), which bounds it. Every bound is shown by exact elimination (`linear`), never by sampling.

Concrete Mathematics (Graham, Knuth, Patashnik), chapter 3, proves its identities in this way: (3.10), (3.11) nested
floors, (3.26) Hermite's.
"""

from dataclasses import replace
from math import lcm

from sympy import Add, Expr, I, Integer, Mod, Mul, Pow, S, Symbol, exp, expand, fraction, pi
from sympy.functions.elementary.integers import ceiling, floor, frac
from sympy.functions.elementary.trigonometric import TrigonometricFunction

from workings.judge.alphabet import Unreadable, factors
from workings.judge.divisions import (
    LARGEST_DIVISOR,
    NeedsDivision,
    by_expression,
    by_number,
    by_one,
    is_remainder,
    positive_product,
    whole,
    whole_apart,
)
from workings.judge.normal import canonical
from workings.judge.premises import Premises
from workings.judge.signs import NeedsSign, nonnegative, nonzero, positive, real

FARTHEST = 64


def depends_on_residues(e: Expr) -> bool:
    """Whether a division with remainder may decide about `e`."""
    if e.has(floor, ceiling, Mod, frac):
        return True
    if any(power.base in (S.NegativeOne, I, -I) and power.exp.free_symbols for power in e.atoms(Pow)):
        return True
    angles = [part.args[0] / I for part in e.atoms(exp)] + [part.args[0] for part in e.atoms(TrigonometricFunction)]
    return any(period(expand(u / pi), e.free_symbols) for u in angles if u.has(pi))


def period(turns: Expr, letters: set) -> tuple[Symbol, int] | None:
    """A whole letter, and the number modulo which it decides about exp(i pi turns); None if there is none."""
    for n in sorted((s for s in turns.free_symbols & letters if s.is_integer and s.is_Symbol), key=str):
        step = divisor_for(n, expand(turns / 2))
        if step is not None:
            return n, step
    return None


def turned(turns: Expr, premises: Premises) -> Expr | None:
    """exp(i pi turns) of a whole number of half turns, or divided by a period of it; None for other numbers."""
    if whole(turns, premises):
        return alternating(turns, premises)
    found = period(turns, turns.free_symbols)
    if found is None or not premises.divisions or turns.free_symbols & premises.bound:
        return None
    raise by_number(*found)


def rounded(e: floor | ceiling, premises: Premises) -> Expr:
    """floor or ceiling."""
    if isinstance(e, ceiling):
        return -floored(canonical(-e.args[0], premises), premises)
    return floored(canonical(e.args[0], premises), premises)


def remainder(e: Mod, premises: Premises) -> Expr:
    """Mod(a, b) of real numbers; Unreadable if they may be complex."""
    a, b = (canonical(part, premises) for part in e.args)
    if not (real(a, premises) and real(b, premises)):
        raise Unreadable("a remainder of what may not be real")
    return a - b * floored(canonical(a / b, premises), premises)


def fractional_part(e: frac, premises: Premises) -> Expr:
    """frac(u) of a real number; Unreadable if it may be complex."""
    u = canonical(e.args[0], premises)
    if not real(u, premises):
        raise Unreadable("a fractional part of what may not be real")
    return u - floored(u, premises)


def floored(u: Expr, premises: Premises) -> Expr:
    """floor of an expression in canonical form."""
    if not real(u, premises):
        constant, rest = u.as_coeff_Add()
        step = floor(constant) if constant.is_Rational else S.Zero
        return floor(rest + constant - step) + step
    certain, rest = whole_apart(u, premises)
    if rest.is_number:
        return certain + floor(rest)
    if not premises.divisions or rest.free_symbols & premises.bound:
        return certain + floor(rest)
    return certain + floor_of_rest(rest, premises)


def floor_of_rest(v: Expr, premises: Premises) -> Expr:
    """floor of what has no whole terms, its bounds given by the premises; NeedsSign or NeedsDivision if they are not.

    What can be neither bounded nor divided stays a letter.
    """
    top, bottom = quotient(v, premises)
    known = with_multiples(premises, bottom)
    low = bound(lambda c: nonnegative(expand(top - c * bottom), known))
    high = bound(lambda c: positive(expand(bottom - c * bottom - top), known)) if low is not None else None
    if low is not None and high is not None:
        least, greatest = low, -high
        if least >= greatest:
            return Integer(least)
        middle = (least + greatest + 1) // 2
        raise NeedsSign(expand(top - middle * bottom), strict=True)
    need = division(v, top, bottom, premises)
    if need is None:
        return floor(v)
    raise need


def quotient(v: Expr, premises: Premises) -> tuple[Expr, Expr]:
    """v as a numerator over a denominator > 0; Unreadable if the sign of the denominator is not known."""
    top, bottom = fraction(v.together())
    constant, parts = factors(bottom)
    signed = positive_product(parts, premises)
    if not constant.is_Rational or signed is None:
        raise Unreadable("a floor of a quotient whose denominator has no known sign")
    sign, size = signed
    return expand(top * (1 if sign * constant > 0 else -1)), expand(abs(constant) * size)


def with_multiples(premises: Premises, bottom: Expr) -> Premises:
    """The premises and the products of their facts about remainders with the positive letters of a denominator."""
    letters = sorted((s for s in bottom.free_symbols if s.is_positive), key=str)
    if not bottom.free_symbols or not letters:
        return premises
    told = [(fact, strict) for fact, strict in premises.facts if any(is_remainder(s) for s in fact.free_symbols)]
    more = [(expand(fact * letter), strict) for fact, strict in told[:6] for letter in letters[:3]]
    return replace(premises, facts=(*premises.facts, *more))


def bound(holds) -> int | None:
    """The largest whole c up to a limit for which a property holds that holds for all smaller ones; None if none."""
    if not holds(-FARTHEST):
        return None
    low, high = -FARTHEST, FARTHEST + 1
    if holds(-1):
        low = -1
        if not holds(0):
            return -1
        low = 0
        if not holds(1):
            return 0
        low = 1
    else:
        high = -1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low if low < FARTHEST else None


def division(v: Expr, top: Expr, bottom: Expr, premises: Premises) -> NeedsDivision | None:
    """The division that bounds v: of a whole letter by a number or by the denominator, or of a real letter by 1."""
    letters = sorted((s for s in v.free_symbols if isinstance(s, Symbol)), key=lambda s: (is_remainder(s), str(s)))
    integers = [s for s in letters if s.is_integer and not s.is_Indexed]
    for n in integers:
        step = divisor_for(n, v)
        if step is not None:
            return by_number(n, step)
    for x in letters:
        if x not in integers and x.is_real:
            factor = v.coeff(x, 1)
            rest = expand(v - factor * x)
            if factor != 0 and not rest.has(x) and not factor.has(x) and nonzero(factor, premises):
                return by_one(x, factor, rest)
    return by_denominator(integers, top, bottom, premises) or of_monomial(v)


def divisor_for(n: Expr, v: Expr) -> int | None:
    """The number modulo which n decides about the terms of v that hold it; None if they are no polynomials in it."""
    step = 1
    for term in Add.make_args(v):
        if term.has(n):
            coefficient, monomial = term.as_coeff_Mul()
            if not coefficient.is_Rational or not whole_monomial(monomial):
                return None
            step = lcm(step, int(coefficient.q))
    return step if 1 < step <= LARGEST_DIVISOR else None


def whole_monomial(monomial: Expr) -> bool:
    """Whether a monomial is a product of powers of whole letters."""
    bases = [part.as_base_exp() for part in Mul.make_args(monomial)]
    return all(base.is_Symbol and base.is_integer and power.is_Integer and power > 0 for base, power in bases)


def by_denominator(integers: list[Symbol], top: Expr, bottom: Expr, premises: Premises) -> NeedsDivision | None:
    """The division of the numerator, or of a letter in it, by a whole denominator; None if there is none to do."""
    scale = lcm(*(int(term.as_coeff_Mul()[0].q) for side in (top, bottom) for term in Add.make_args(side)))
    top, bottom = expand(scale * top), expand(scale * bottom)
    if not (whole(top, premises) and whole(bottom, premises)):
        return None
    candidates = [n for n in integers if not bottom.has(n) and not is_remainder(n)]
    for n in candidates:
        factor = top.coeff(n, 1)
        rest = expand(top - factor * n)
        if factor in (1, -1) and not rest.has(n):
            return by_expression(n, int(factor), rest, bottom, premises)
    if candidates:
        return by_expression(candidates[0], 1, S.Zero, bottom, premises)
    return None


def of_monomial(v: Expr) -> NeedsDivision | None:
    """The division by 1 of the one expression that v is linear in, such as sqrt(n) or x**2; None if there are more."""
    constant, term = v.as_coeff_Add()
    factor, monomial = term.as_coeff_Mul()
    if term.is_Add or monomial.is_Mul or monomial.is_Symbol or not factor.is_Rational:
        return None
    return by_one(monomial, factor, constant)


def alternating(exponent: Expr, premises: Premises) -> Expr:
    """(-1)**n for a whole n, modulo 2: even terms are dropped, powers of a letter are the letter.

    n**k and n are both even or both odd. Where divisions are open, n is divided by 2. Unreadable if n may not be whole.
    """
    exponent = canonical(exponent, premises)
    kept, others = S.Zero, S.Zero
    for term in Add.make_args(exponent):
        coefficient, monomial = term.as_coeff_Mul()
        if coefficient.is_Integer and whole(monomial, premises):
            kept += (coefficient % 2) * first_powers(monomial)
        else:
            others += term
    kept = Add(*(term for term in Add.make_args(kept) if term.as_coeff_Mul()[0] % 2))
    found = period(kept + others, exponent.free_symbols)
    if found is not None and premises.divisions and not (kept + others).free_symbols & premises.bound:
        raise by_number(*found)
    sign = S.NegativeOne if kept.as_coeff_Add()[0] % 2 else S.One
    kept = kept.as_coeff_Add()[1]
    return sign * Mul(*(Pow(S.NegativeOne, term) for term in Add.make_args(kept + others)))


def first_powers(monomial: Expr) -> Expr:
    """A monomial with the first power of each letter."""
    parts = [part.as_base_exp() for part in Mul.make_args(monomial)]
    return Mul(*(base if base.is_Symbol and power.is_Integer and power > 0 else base**power for base, power in parts))


RULES = (
    ((floor, ceiling), rounded),
    (Mod, remainder),
    (frac, fractional_part),
)
