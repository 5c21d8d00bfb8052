"""Constants: is a number without letters equal to 0, and which sign has it?

Algebraic numbers are decided by `algebraic`. For the others, everything is written with logarithms of algebraic
numbers and exponentials. On the principal branches and at the real arguments named, by DLMF 4.23 and 4.37,

    atan x = (log(1 + i x) - log(1 - i x)) / (2 i),     asin x = -i log(i x + sqrt(1 - x**2)) for |x| <= 1,
    acos x = pi/2 - asin x,                             asinh x = log(x + sqrt(x**2 + 1)),
    acosh x = log(x + sqrt(x**2 - 1)) for x >= 1,       atanh x = (log(1 + x) - log(1 - x)) / 2 for |x| < 1,

u**v = exp(v log u), and exp(q log b) = b**q for rational q. What is left is a polynomial in logarithms of algebraic
numbers, i pi, and exponentials exp(m), with algebraic coefficients.

A sum L = n_0 i pi + n_1 log b_1 + ... with whole n is 0 exactly if exp(L) = (-1)**n_0 b_1**n_1 ... is 1, so that L is a
multiple of 2 pi i, and if a ball that holds L and is narrower than pi holds 0. Where the polynomial is not linear, the
logarithms are expressed by a basis in this way: lattice reduction (Lenstra, Lenstra and Lovasz, Factoring polynomials
with rational coefficients, 1982) proposes the whole numbers n, and only what passes the test just described is used.
Then the polynomial is 0 if each coefficient is. Whether different logarithms or exponentials obey further algebraic
relations is not asked (it is open, for the most part): that a coefficient is not 0 proves nothing.

Signs need no such thing: a ball that does not hold 0 shows them.
"""

from __future__ import annotations

from functools import lru_cache
from math import lcm

import sympy as sp
from flint import acb, arb, fmpz_mat

from workings.judge import algebraic
from workings.judge.enclosures import TooWide, ball, is_real, precision, real_if_known
from workings.judge.letters import Exp, Unreadable

I_PI = sp.I * sp.pi
BITS = (64, 256, 1024)
LATTICE_BITS = 512
LARGEST_MULTIPLE = 10**6
MOST_LOGARITHMS = 12
MOST_OPERATIONS = 400

Linear = tuple[tuple[sp.Expr, int], ...]


@lru_cache(maxsize=4096)
def vanishes(e: sp.Expr) -> bool:
    """Whether a constant is shown to be 0; False only means 'not shown'."""
    if e.is_Rational:
        return bool(e == 0)
    if e.free_symbols or e.count_ops() > MOST_OPERATIONS:
        return False
    try:
        return algebraic.vanishes(e)
    except Unreadable:
        pass
    try:
        plain = opened(e)
        with precision(256):
            if not ball(plain).contains(0):
                return False
        return polynomial_vanishes(plain)
    except (Unreadable, TooWide):
        return False


@lru_cache(maxsize=4096)
def sign(e: sp.Expr) -> int | None:
    """1, 0 or -1 for a real constant; None where it is not known to be real, or not which."""
    try:
        for bits in BITS:
            with precision(bits):
                try:
                    value = real_if_known(e)
                except TooWide:
                    continue
                if not is_real(value):
                    return None
                if not value.real.contains(0):
                    return 1 if value.real > 0 else -1
    except Unreadable:
        return None
    return 0 if vanishes(e) else None


def differs_from_zero(e: sp.Expr) -> bool:
    """Whether a constant is shown not to be 0, by a ball that holds it and not 0; False only means 'not shown'."""
    for bits in (64, 256):
        try:
            with precision(bits):
                if not ball(e).contains(0):
                    return True
        except (TooWide, Unreadable):
            continue
    return False


# everything by logarithms and exponentials


def opened(e: sp.Expr) -> sp.Expr:
    """`e` with everything that is not algebraic written by logarithms and exponentials."""
    if e is sp.E:
        return Exp(sp.S.One)
    if e.is_Atom or is_algebraic(e):
        return e
    if e.is_Add or e.is_Mul or (e.is_Pow and e.exp.is_Rational):
        return e.func(*map(opened, e.args))
    if e.is_Pow:
        base = opened(e.base)
        return exponential(opened(e.exp) * (sp.S.One if base is sp.E else logarithm(base)))
    rule = RULES.get(type(e))
    if rule is None or len(e.args) != 1:
        raise Unreadable(f"no rule for {type(e).__name__}")
    return rule(opened(e.args[0]))


def is_algebraic(e: sp.Expr) -> bool:
    """Whether a constant is known to be algebraic."""
    try:
        algebraic.size(e)
    except Unreadable:
        return False
    return True


def logarithm(e: sp.Expr) -> sp.Expr:
    """log of a constant; of -1 it is i pi."""
    if algebraic.vanishes(e):
        raise Unreadable("log(0)")
    return sp.log(e)


def exponential(exponent: sp.Expr) -> sp.Expr:
    """exp of a constant, term by term: of rational multiples of logarithms it is a product of powers."""
    result: sp.Expr = sp.S.One
    for term in sp.Add.make_args(sp.expand(exponent)):
        coefficient, rest = term.as_coeff_Mul()
        if isinstance(rest, sp.log):
            result *= rest.args[0] ** coefficient
        elif rest == I_PI:
            result *= sp.S.NegativeOne**coefficient
        elif term is not sp.S.Zero:
            result *= Exp(rest / coefficient.q) ** coefficient.p
    return result


def within(x: sp.Expr, low: int | None, high: int | None, strict: bool = False) -> sp.Expr:
    """A real constant that lies in an interval; Unreadable for any other."""
    if sign(x) is None:
        raise Unreadable("an inverse function at a number that is not real")
    for gap in ([] if low is None else [x - low]) + ([] if high is None else [high - x]):
        side = sign(gap)
        if side is None or side < 0 or (strict and side == 0):
            raise Unreadable("an inverse function on its cut")
    return x


def arc_tangent(x: sp.Expr) -> sp.Expr:
    """atan of a real number."""
    within(x, None, None)
    return (logarithm(1 + sp.I * x) - logarithm(1 - sp.I * x)) / (2 * sp.I)


def arc_sine(x: sp.Expr) -> sp.Expr:
    """asin of a number between -1 and 1."""
    within(x, -1, 1)
    return -sp.I * logarithm(sp.I * x + sp.sqrt(1 - x**2))


def area_sine(x: sp.Expr) -> sp.Expr:
    """asinh of a real number."""
    within(x, None, None)
    return logarithm(x + sp.sqrt(x**2 + 1))


def area_cosine(x: sp.Expr) -> sp.Expr:
    """acosh of a number from 1."""
    within(x, 1, None)
    return logarithm(x + sp.sqrt(x**2 - 1))


def area_tangent(x: sp.Expr) -> sp.Expr:
    """atanh of a number between -1 and 1."""
    within(x, -1, 1, strict=True)
    return (logarithm(1 + x) - logarithm(1 - x)) / 2


def waves(x: sp.Expr, turn: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """exp(turn * x) and its inverse."""
    return exponential(turn * x), exponential(-turn * x)


def cosine_like(x: sp.Expr, turn: sp.Expr) -> sp.Expr:
    """cos (turn = i) or cosh (turn = 1)."""
    up, down = waves(x, turn)
    return (up + down) / 2


def sine_like(x: sp.Expr, turn: sp.Expr) -> sp.Expr:
    """sin (turn = i) or sinh (turn = 1)."""
    up, down = waves(x, turn)
    return (up - down) / (2 * turn)


def absolute(x: sp.Expr) -> sp.Expr:
    """Abs of a real number whose sign is known."""
    side = sign(x)
    if side is None:
        raise Unreadable("the sign of a number")
    return side * x


RULES = {
    sp.log: logarithm,
    sp.exp: exponential,
    Exp: exponential,
    sp.atan: arc_tangent,
    sp.acot: lambda x: arc_tangent(1 / x),
    sp.asin: arc_sine,
    sp.acos: lambda x: sp.pi / 2 - arc_sine(x),
    sp.asec: lambda x: sp.pi / 2 - arc_sine(1 / x),
    sp.acsc: lambda x: arc_sine(1 / x),
    sp.asinh: area_sine,
    sp.acosh: area_cosine,
    sp.atanh: area_tangent,
    sp.acoth: lambda x: area_tangent(1 / x),
    sp.asech: lambda x: area_cosine(1 / x),
    sp.acsch: lambda x: area_sine(1 / x),
    sp.cos: lambda x: cosine_like(x, sp.I),
    sp.sin: lambda x: sine_like(x, sp.I),
    sp.tan: lambda x: sine_like(x, sp.I) / cosine_like(x, sp.I),
    sp.cot: lambda x: cosine_like(x, sp.I) / sine_like(x, sp.I),
    sp.sec: lambda x: 1 / cosine_like(x, sp.I),
    sp.csc: lambda x: 1 / sine_like(x, sp.I),
    sp.cosh: lambda x: cosine_like(x, sp.S.One),
    sp.sinh: lambda x: sine_like(x, sp.S.One),
    sp.tanh: lambda x: sine_like(x, sp.S.One) / cosine_like(x, sp.S.One),
    sp.coth: lambda x: cosine_like(x, sp.S.One) / sine_like(x, sp.S.One),
    sp.sech: lambda x: 1 / cosine_like(x, sp.S.One),
    sp.csch: lambda x: 1 / sine_like(x, sp.S.One),
    sp.Abs: absolute,
}


# polynomials in logarithms and exponentials


def polynomial_vanishes(e: sp.Expr) -> bool:
    """Whether an opened constant is 0: as a multiple of a relation of logarithms, or coefficient by coefficient."""
    top = sp.together(e).as_numer_denom()[0] if has_fractions(e) else e
    terms = collected(top)
    linear = as_linear(terms)
    if linear is not None and is_zero_sum(linear):
        return True
    logs = sorted({letter for key in terms for letter, _ in key if isinstance(letter, sp.log)}, key=str)
    relations = relations_of(logs)
    if relations:
        terms = collected(top.xreplace(relations))
    return all(algebraic.vanishes(value) for value in terms.values())


def has_fractions(e: sp.Expr) -> bool:
    """Whether a constant that is not algebraic stands below a fraction bar."""
    return any(power.exp.is_negative and not is_algebraic(power.base) for power in e.atoms(sp.Pow))


def collected(e: sp.Expr) -> dict[tuple[tuple[sp.Expr, int], ...], sp.Expr]:
    """The algebraic coefficients of a polynomial in logarithms, i pi (as pi) and exponentials; sorted monomials."""
    steps: dict[sp.Expr, int] = {}
    for letter in e.atoms(Exp):
        coefficient, rest = letter.args[0].as_coeff_Mul()
        steps[rest] = lcm(steps.get(rest, 1), int(coefficient.q))
    found: dict[tuple[tuple[sp.Expr, int], ...], sp.Expr] = {}
    for term in sp.Add.make_args(sp.expand(e)):
        powers: dict[sp.Expr, int] = {}
        value: sp.Expr = sp.S.One
        for part in sp.Mul.make_args(term):
            base, exponent = part.as_base_exp()
            if isinstance(base, Exp) and exponent.is_Integer:
                coefficient, rest = base.args[0].as_coeff_Mul()
                powers[Exp(rest)] = powers.get(Exp(rest), 0) + int(exponent * coefficient * steps[rest])
            elif (base is sp.pi or isinstance(base, sp.log)) and exponent.is_Integer:
                powers[base] = powers.get(base, 0) + int(exponent)
            else:
                value *= part
        key = tuple(sorted(((letter, power) for letter, power in powers.items() if power), key=str))
        found[key] = found.get(key, sp.S.Zero) + value
    return found


def as_linear(terms: dict[tuple[tuple[sp.Expr, int], ...], sp.Expr]) -> Linear | None:
    """Whole numbers n with sum n log b (and i pi) proportional to a linear form in logarithms and pi; else None."""
    form: dict[sp.Expr, sp.Expr] = {}
    for key, value in terms.items():
        if len(key) != 1 or key[0][1] != 1 or isinstance(key[0][0], Exp):
            return None
        letter = key[0][0]
        form[I_PI if letter is sp.pi else letter] = value / sp.I if letter is sp.pi else value
    unit = next(iter(form.values()), sp.S.One)
    ratios = {letter: sp.expand(value / unit) for letter, value in form.items()}
    if not all(ratio.is_Rational for ratio in ratios.values()):
        return None
    scale = lcm(1, *(int(ratio.q) for ratio in ratios.values()))
    return tuple((letter, int(ratio * scale)) for letter, ratio in ratios.items())


def is_zero_sum(linear: Linear) -> bool:
    """Whether the sum of n log b (and n i pi) is 0, by its exponential and a ball."""
    if any(abs(times) > LARGEST_MULTIPLE for _, times in linear):
        return False
    with precision(256):
        total = sum((times * ball_of(letter) for letter, times in linear), acb(0))
        if not (total.contains(0) and total.real.rad() < 1 and total.imag.rad() < 1):
            return False
    powers = [(sp.S.NegativeOne if letter == I_PI else letter.args[0], times) for letter, times in linear]
    up = sp.Mul(*(base**times for base, times in powers if times > 0))
    down = sp.Mul(*(base**-times for base, times in powers if times < 0))
    return algebraic.vanishes(up - down)


def ball_of(letter: sp.Expr) -> acb:
    """An enclosure of a logarithm or of i pi."""
    return acb(0, arb.pi()) if letter == I_PI else ball(letter)


def relations_of(logs: list[sp.Expr]) -> dict[sp.Expr, sp.Expr]:
    """Logarithms that depend on i pi and on earlier ones over the rationals, each by these."""
    if len(logs) > MOST_LOGARITHMS:
        return {}
    basis: list[sp.Expr] = [I_PI]
    found: dict[sp.Expr, sp.Expr] = {}
    for letter in logs:
        multiples = proposed([*basis, letter])
        if multiples[-1] and is_zero_sum(tuple(zip([*basis, letter], multiples, strict=True))):
            parts = zip(basis, multiples[:-1], strict=True)
            found[letter] = -sp.Add(*(sp.Rational(n, multiples[-1]) * old for old, n in parts))
        else:
            basis.append(letter)
    return found


def proposed(letters: list[sp.Expr]) -> list[int]:
    """Whole numbers for which the sum of multiples of the letters seems to be 0, the shortest that lattices find."""
    with precision(LATTICE_BITS + 64):
        values = [ball_of(letter) for letter in letters]
        scale = arb(2) ** LATTICE_BITS
        columns = [[whole(part * scale) for part in (v.real, v.imag)] for v in values]
    count = len(letters)
    rows = [[int(i == j) for j in range(count)] + columns[i] for i in range(count)]
    shortest = fmpz_mat(rows).lll().tolist()[0]
    return [int(value) for value in shortest[:count]]


def whole(value: arb) -> int:
    """A whole number next to the middle of a ball."""
    nearest = value.mid().floor().unique_fmpz()
    if nearest is None:
        raise TooWide
    return int(nearest)
