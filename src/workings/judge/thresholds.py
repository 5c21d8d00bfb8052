"""Where a function of one letter changes its sign: its thresholds.

A polynomial in one letter L that is real, such as x, exp(m), log(u) or a root of u, is a constant times the product of
L - r over its real roots r and of factors without real roots, which keep one sign (the fundamental theorem of
algebra). Real roots of degree 1 and 2 are written with radicals; an irreducible polynomial of higher degree has its
roots isolated by Arb, and they are named as SymPy names them: the k-th real root. Then each L - r has the sign of
something simpler, for the functions that are increasing (or symmetric) in their argument:

    exp(m) - r   that of m - log(r) if r > 0, else +;
    log(u) - r   that of u - exp(r);
    u**(1/q) - r that of u - r**q if r >= 0, else +      (u >= 0, where the root is real);
    |u| - r      that of (u - r)(u + r) if r > 0, else + where r < 0;
    tanh(u) - r  that of u - artanh(r) if -1 < r < 1.

So the sign of exp(2 x) - 3 exp(x) + 2 is that of x (x - log(2)), and linear inequalities decide it.
"""

from __future__ import annotations

from functools import lru_cache

from sympy import (
    Abs,
    Add,
    CRootOf,
    Dummy,
    Expr,
    Integer,
    Mul,
    Poly,
    Pow,
    Rational,
    S,
    Symbol,
    expand,
    factorint,
    log,
    sqrt,
    tanh,
)

from workings.judge.alphabet import Alphabet, Exp, Unreadable
from workings.judge.enclosures import real_roots as number_roots
from workings.judge.number_bounds import sign_of_number

HIGHEST_DEGREE = 12
Pieces = tuple[int, tuple[tuple[Expr, int], ...]]


@lru_cache(maxsize=4096)
def thresholds(e: Expr) -> Pieces | None:
    """A sign and powers of simpler expressions whose product has the sign of `e`, wherever its letter is real.

    None if `e` has more than one letter, is no polynomial in it, or cannot be made simpler.
    """
    found = in_one_letter(e)
    if found is None:
        return None
    letter, polynomial = found
    roots = real_roots(polynomial)
    if roots is None:
        return None
    sign = sign_of_number(polynomial.LC())
    if sign is None or (polynomial.degree() == 1 and plain(letter) and polynomial.LC().is_Rational):
        return None
    if not roots and polynomial.degree() % 2:
        return None
    pieces: list[tuple[Expr, int]] = []
    for root, times in roots:
        simpler = inverted(letter, root)
        if simpler is None:
            return None
        sign *= simpler[0] ** times
        pieces += [(piece, times * power) for piece, power in simpler[1]]
    return sign, tuple(pieces)


@lru_cache(maxsize=4096)
def in_one_letter(e: Expr) -> tuple[Expr, Poly] | None:
    """The letter of `e` and `e` as a polynomial in it, whose coefficients are numbers; None if there is none."""
    try:
        alphabet = Alphabet(e)
        spelled = alphabet.spell(e) if alphabet.mains == 1 else None
    except Unreadable:
        return None
    if spelled is None or not spelled.bottom.is_constant():
        return None
    letter, *numbers = alphabet.letters
    coefficients: dict[tuple[int, ...], Expr] = {}
    for (power, *powers), value in spelled.top.to_dict().items():
        value = value / spelled.bottom.leading_coefficient()
        term = Mul(Rational(int(value.p), int(value.q)), *(n ** int(k) for n, k in zip(numbers, powers, strict=True)))
        coefficients[int(power),] = coefficients.get((int(power),), S.Zero) + term
    highest = max((power for (power,) in coefficients), default=0)
    if not 1 <= highest <= HIGHEST_DEGREE:
        return None
    return letter, Poly.from_dict(coefficients, Dummy("L"))


def plain(letter: Expr) -> bool:
    """Whether a letter is as simple as it gets."""
    return not (isinstance(letter, (Exp, log, Abs, tanh)) or letter.is_Pow)


# roots


def real_roots(polynomial: Poly) -> list[tuple[Expr, int]] | None:
    """The real roots with how often each occurs; None if they are not found."""
    if not all(c.is_Rational for c in polynomial.coeffs()):
        return roots_by_formula(polynomial)
    roots: list[tuple[Expr, int]] = []
    for factor, times in polynomial.factor_list()[1]:
        if factor.degree() <= 2:
            found = roots_by_formula(factor)
            if found is None:
                return None
            roots += [(root, times * once) for root, once in found]
        else:
            roots += [(root, times) for root in isolated(factor)]
    return roots


def roots_by_formula(polynomial: Poly) -> list[tuple[Expr, int]] | None:
    """The real roots of a polynomial of degree 1 or 2, or of c L**n + d, whose coefficients are real numbers."""
    coefficients = polynomial.all_coeffs()
    if any(sign_of_number(c) is None for c in coefficients):
        return None
    if polynomial.degree() == 1:
        return [(expand(-coefficients[1] / coefficients[0]), 1)]
    if polynomial.degree() == 2:
        a, b, c = coefficients
        discriminant = expand(b**2 - 4 * a * c)
        sign = sign_of_number(discriminant)
        if sign is None or sign < 0:
            return None if sign is None else []
        if sign == 0:
            return [(expand(-b / (2 * a)), 2)]
        return [(expand((-b + way * sqrt(discriminant)) / (2 * a)), 1) for way in (1, -1)]
    if any(coefficients[1:-1]):
        return None
    return roots_of_number(expand(-coefficients[-1] / coefficients[0]), polynomial.degree())


def roots_of_number(c: Expr, degree: int) -> list[tuple[Expr, int]] | None:
    """The real solutions of L**degree = c."""
    sign = sign_of_number(c)
    if not sign:
        return None if sign is None else [(S.Zero, degree)]
    if sign < 0:
        return [(-Pow(-c, Rational(1, degree)), 1)] if degree % 2 else []
    root = Pow(c, Rational(1, degree))
    return [(root, 1)] if degree % 2 else [(root, 1), (-root, 1)]


def isolated(polynomial: Poly) -> list[Expr]:
    """The real roots of an irreducible polynomial with rational coefficients, by name."""
    x = Symbol("x")
    whole = polynomial.clear_denoms(convert=True)[1]
    count = len(number_roots([int(c) for c in reversed(whole.all_coeffs())]))
    named = Poly(whole.as_expr().xreplace({polynomial.gen: x}), x)
    return [CRootOf(named, k) for k in range(count)]


# functions of a letter


def inverted(letter: Expr, r: Expr) -> Pieces | None:
    """What has the sign of letter - r; None if the place of r is not known."""
    sign = sign_of_number(r)
    if plain(letter):
        return 1, ((letter - r, 1),)
    if sign is None:
        return None
    if isinstance(letter, Exp):
        return (1, ((letter.args[0] - log_of_number(r), 1),)) if sign > 0 else (1, ())
    if isinstance(letter, log):
        return 1, ((expand(letter.args[0] - exp_of_number(r)), 1),)
    if isinstance(letter, Abs):
        if sign > 0:
            return 1, ((letter.args[0] - r, 1), (letter.args[0] + r, 1))
        return (1, ()) if sign < 0 else (1, ((letter, 1),))
    if isinstance(letter, tanh):
        return inverted_tanh(letter.args[0], r)
    if letter.exp.is_Rational and letter.exp.p == 1:
        return (1, ((expand(letter.base - r**letter.exp.q), 1),)) if sign >= 0 else (1, ())
    return 1, ((letter - r, 1),)


def inverted_tanh(u: Expr, r: Expr) -> Pieces | None:
    """What has the sign of tanh(u) - r; None if it is not known whether r lies between -1 and 1."""
    below, above = sign_of_number(1 - r), sign_of_number(1 + r)
    if below is None or above is None:
        return None
    if below <= 0 or above <= 0:
        return (-1 if below <= 0 else 1), ()
    return 1, ((u - log_of_number(expand((1 + r) / (1 - r))) / 2, 1),)


def log_of_number(r: Expr) -> Expr:
    """log(r) for r > 0, by primes for a rational number and its roots."""
    if r.is_Pow and r.exp.is_Rational and sign_of_number(r.base) == 1:
        return r.exp * log_of_number(r.base)
    if r.is_Mul and all(sign_of_number(part) == 1 for part in r.args):
        return Add(*map(log_of_number, r.args))
    if not r.is_Rational:
        return log(r)
    up = [times * log(Integer(prime)) for prime, times in factorint(r.p).items() if prime > 1]
    down = [times * log(Integer(prime)) for prime, times in factorint(r.q).items() if prime > 1]
    return Add(*up) - Add(*down)


def exp_of_number(r: Expr) -> Expr:
    """exp(r) with exponentials as letters."""
    parts = [term.as_coeff_Mul() for term in Add.make_args(r)]
    return Mul(*(Pow(m.args[0], c) if isinstance(m, log) else Exp(m) ** c for c, m in parts if c != 0))
