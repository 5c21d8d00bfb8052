"""Real functions on the unit circle: the size, the root and the sign of a polynomial in sines and cosines.

With real angles, exp(i a) is a point E on the unit circle. A trigonometric polynomial is a Laurent polynomial in such
letters E; it is real where it equals its own conjugate, which has 1/E for E and -i for i. Put E = (1 + i t)/(1 - i t),
t = tan(a/2): for each angle, if the powers of E run from -K to K, then

    f = c P(t) / (1 + t**2)**K,    deg P <= 2 K,

with a real polynomial P, whose missing degree is counted as a factor at infinity. Let p be an irreducible factor of P
of degree d. Then N_p = p(t)**2 / (1 + t**2)**d is again a trigonometric polynomial, real and >= 0, and for the factor
at infinity N = 1/(1 + t**2) = (1 + cos a)/2. Written in E these are identities of polynomials, true at t = oo as well.
Hence

    |f| = |c| times the product of N_p**(m/2), m the multiplicity of p,

and this is one form for |f|: Abs(sin x + cos x) and sqrt(1 + sin 2 x) are both the root of the same N_p. If every
factor of odd multiplicity is a polynomial of one letter without real zeros, f does not change its sign: along almost
every line between two points f is analytic and its zeros are even. One value then tells the sign, and
f**r = |f|**r where it is >= 0. In general the even part, which is >= 0, may be taken out of the root.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from sympy import QQ, Add, Dummy, Expr, I, Mul, Poly, Pow, Rational, S, expand
from sympy.polys.polyerrors import CoercionFailed, PolynomialError

from workings.judge import powers
from workings.judge.alphabet import Exp, Unreadable, terms
from workings.judge.premises import Premises
from workings.judge.signs import real

HIGHEST_TURN = 24


Angles = tuple[tuple[Expr, Dummy], ...]


@dataclass(frozen=True)
class Factor:
    """An irreducible factor p of P with its degree in the t of each angle and its multiplicity."""

    p: Expr
    degrees: tuple[int, ...]
    times: int


@dataclass(frozen=True)
class Parts:
    """The constant and the factors of a real function; `angles` are the letters on the circle, each with its t."""

    constant: Expr
    factors: tuple[Factor, ...]
    angles: Angles


def turns(e: Expr) -> bool:
    """Whether an expression in normal form holds exponentials of imaginary monomials."""
    return any(letter.args[0].has(I) for letter in e.atoms(Exp))


def on_circle(letter: Expr, premises: Premises) -> bool:
    """Whether a letter is exp(i a) with a real angle a."""
    return isinstance(letter, Exp) and real(expand(letter.args[0] / I), premises) and not letter.args[0].has(Exp)


def absolute(f: Expr, premises: Premises) -> Expr:
    """|f| for a real f."""
    return modulus_power(f, S.One, premises)


def modulus_power(f: Expr, r: Rational, premises: Premises) -> Expr:
    """|f|**r for a real f."""
    parts = parts_of(f, premises)
    return abs(parts.constant) ** r * Mul(*(size(one, one.times * r, parts.angles, premises) for one in parts.factors))


def size(factor: Factor, r: Rational, angles: Angles, premises: Premises) -> Expr:
    """|p|**r, where p is divided by its power of sqrt(1 + t**2); |p| is p or -p if it has no zero."""
    if not any(factor.degrees):
        return powers.root(factor.p**2, r / 2, premises)
    if definite(factor.p) and not any(d % 2 for d in factor.degrees):
        sign = 1 if Poly(factor.p).eval(0) > 0 else -1
        return Pow(Add(*terms(sign * written_back(factor, 1, angles))), r)
    return Pow(Add(*terms(norm(factor, angles))), r / 2)


def norm(factor: Factor, angles: Angles) -> Expr:
    """N_p as a Laurent polynomial in the letters on the circle."""
    return written_back(factor, 2, angles)


def written_back(factor: Factor, k: int, angles: Angles) -> Expr:
    """p**k / (1 + t**2)**(d k/2) for an even d k, by t = -i (E - 1)/(E + 1) and 1 + t**2 = 4 E/(E + 1)**2."""
    value = S.Zero
    for powers_of_t, coefficient in Poly(factor.p, *(t for _, t in angles)).terms():
        places = zip(angles, powers_of_t, factor.degrees, strict=True)
        value += coefficient * Mul(*((-I * (E - 1)) ** n * (E + 1) ** (d - n) for (E, _), n, d in places))
    below = Mul(*((4 * E) ** (d * k // 2) for (E, _), d in zip(angles, factor.degrees, strict=True)))
    return expand(expand(value**k) / below)


def root(f: Expr, r: Rational, premises: Premises) -> Expr:
    """f**r for a real f: the even part is taken out; all of it if f is nowhere negative."""
    parts = parts_of(f, premises)
    if nowhere_negative(parts):
        return modulus_power(f, r, premises)
    even = [one for one in parts.factors if one.times > 1 and any(one.degrees)]
    if not even:
        return Pow(Add(*terms(f)), r)
    outside = Mul(*(size(one, 2 * (one.times // 2) * r, parts.angles, premises) for one in even))
    square = Mul(*(norm(one, parts.angles) ** (one.times // 2) for one in even))
    return outside * Pow(Add(*terms(f / square)), r)


def nowhere_negative(parts: Parts) -> bool:
    """Whether the sign is the same everywhere, and not negative."""
    tangents = [t for _, t in parts.angles]
    odd = [one.p for one in parts.factors if one.times % 2]
    if not all(p.free_symbols <= set(tangents) and definite(p) for p in odd):
        return False
    return bool(parts.constant * Mul(*(p.subs(dict.fromkeys(tangents, S.Zero)) for p in odd)) >= 0)


def definite(p: Expr) -> bool:
    """Whether a polynomial of one letter has no real zero."""
    return len(p.free_symbols) == 1 and Poly(p).count_roots() == 0


def nonzero(f: Expr, premises: Premises) -> bool:
    """Whether a function on the circle, real or not, has no zero there."""
    try:
        parts = parts_of(f, premises)
    except Unreadable:
        return False
    return all(definite(one.p) for one in parts.factors)


@lru_cache(maxsize=2048)
def parts_of(f: Expr, premises: Premises) -> Parts:
    """The factors of a real f in t; Unreadable if f is not real, or not a polynomial in sines and cosines."""
    names: dict[Expr, Dummy] = {}
    summands = [split(term, names, premises) for term in Add.make_args(expand(Add(*terms(f))))]
    letters = sorted({letter for turned, _ in summands for letter in turned}, key=str)
    highest = [max(abs(turned.get(letter, 0)) for turned, _ in summands) for letter in letters]
    if not letters or sum(highest) > HIGHEST_TURN:
        raise Unreadable("no function on the unit circle, or a high multiple of an angle")
    angles = tuple((letter, Dummy(f"t{k}", real=True)) for k, letter in enumerate(letters))
    top = expand(Add(*(value * on_line(turned, highest, angles) for turned, value in summands)))
    if top.has(I) or top == 0:
        raise Unreadable("no real function on the unit circle")
    parts = factored(top, highest, angles)
    read = {name: e for e, name in names.items()}
    return Parts(parts.constant, tuple(replace(one, p=one.p.xreplace(read)) for one in parts.factors), angles)


def split(term: Expr, names: dict[Expr, Dummy], premises: Premises) -> tuple[dict[Expr, int], Expr]:
    """The powers of the letters on the circle in a term, and the rest: a monomial of names of real letters, and i."""
    turned: dict[Expr, int] = {}
    rest = S.One
    for part in Mul.make_args(term):
        base, n = (part.base, int(part.exp)) if part.is_Pow and part.exp.is_Integer else (part, 1)
        if part.is_Rational or part is I:
            rest *= part
        elif on_circle(base, premises):
            turned[base] = n
        elif n > 0 and not base.is_Add and real(base, premises):
            rest *= names.setdefault(base, Dummy(str(base), real=True)) ** n
        else:
            raise Unreadable("no polynomial in sines and cosines")
    return turned, rest


def on_line(turned: dict[Expr, int], highest: list[int], angles: Angles) -> Expr:
    """E**k (1 + t**2)**K as a polynomial in t: the product of (1 + i t)**(K + k) (1 - i t)**(K - k)."""
    powers_of_e = [turned.get(letter, 0) for letter, _ in angles]
    places = zip(angles, highest, powers_of_e, strict=True)
    return Mul(*((1 + I * t) ** (n + k) * (1 - I * t) ** (n - k) for (_, t), n, k in places))


def factored(top: Expr, highest: list[int], angles: Angles) -> Parts:
    """The irreducible factors of P, those at infinity included; 1 + t**2, whose N is 1, is left out."""
    tangents = [t for _, t in angles]
    others = sorted(top.free_symbols - set(tangents), key=str)
    try:
        constant, found = Poly(top, *tangents, *others, domain=QQ).factor_list()
    except (PolynomialError, CoercionFailed) as error:
        raise Unreadable(str(error)) from error
    factors = [Factor(p.as_expr(), tuple(int(p.degree(t)) for t in tangents), int(m)) for p, m in found]
    for k, n in enumerate(highest):
        missing = 2 * n - sum(one.times * one.degrees[k] for one in factors)
        if missing:
            factors.append(Factor(S.One, tuple(int(j == k) for j in range(len(angles))), missing))
    kept = tuple(one for one in factors if one.p not in [1 + t**2 for t in tangents])
    return Parts(S(constant), kept, angles)
