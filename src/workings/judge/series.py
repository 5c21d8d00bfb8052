"""Infinite sums in closed form, where they are known to converge.

A summand is taken apart into terms c z**k R(k) F(k): powers with k in the exponent make up z, R is a rational function
of k and F is 1 or the inverse of k!, (2k)! or (2k + 1)!. A sum is replaced only if each of its terms has a rule; each
rule asks for what makes its series converge, so the sum of the terms is the sum of their sums.

- |z| < 1: the sum of k (k-1) ... (k-j+1) z**k over k >= 0 is j! z**j / (1 - z)**(j + 1), z**j times the j-th derivative
  of the geometric series; that of z**k / k over k >= 1 is -log(1 - z) (DLMF 4.6.1), principal for |z| < 1. The sum
  of (-1)**k u**(2 k + 1) / (2 k + 1) is atan(u) (DLMF 4.24.3).
- All z: the sum of k (k-1) ... (k-j+1) z**k / k! is z**j exp(z) (DLMF 4.2.19); those over (2 k)! and (2 k + 1)! are
  cosine and sine (DLMF 4.19.1, 4.19.2) and the hyperbolic ones (DLMF 4.33.1, 4.33.2).
- z = 1: the sum of 1 / k**s for whole s > 1 is zeta(s) (DLMF 25.2.1; at even s by DLMF 25.6.2), and that of
  1 / (2 k + 1)**s is (1 - 2**-s) zeta(s) (DLMF 25.2.2). Terms 1 / (k + b) whose coefficients add up to 0 for the b that
  differ by whole numbers telescope, for their sums up to N differ by terms that tend to 0.
- z = -1: the sum of (-1)**k / k**s is -(1 - 2**(1 - s)) zeta(s) (DLMF 25.2.3), -log(2) for s = 1, and that of
  (-1)**k / (2 k + 1) is pi / 4 (both by Abel's theorem).

Sums that start later lose their first terms. Partial fractions and falling factorials are checked by multiplying out.
"""

from dataclasses import dataclass, replace

from sympy import (
    Abs,
    Add,
    Dummy,
    Expr,
    Integer,
    Mul,
    Poly,
    Rational,
    S,
    Sum,
    Symbol,
    apart,
    atan,
    cos,
    cosh,
    exp,
    expand,
    factorial,
    ff,
    log,
    pi,
    sin,
    sinh,
    sqrt,
    zeta,
)
from sympy.polys.polyerrors import PolynomialError

from workings.judge.alphabet import is_zero
from workings.judge.premises import Premises
from workings.judge.signs import positive, real

LATEST_START = 8
HIGHEST = 12


@dataclass(frozen=True)
class Term:
    """One term c z**k R(k) F(k) of a summand; `squares` are u and the sign of z if z is u**2 or -u**2."""

    constant: Expr
    z: Expr
    rational: Expr
    below: Expr
    squares: tuple[Expr, int] | None


def summed_series(e: Expr, known: Premises) -> Expr:
    """`e` with each infinite sum replaced by its closed form where one is known."""
    if not e.has(S.Infinity):
        return e
    bounds = with_sizes(known)

    def closed(part: Expr) -> Expr:
        if len(part.limits) != 1:
            return part
        index, low, high = part.limits[0]
        if high is not S.Infinity or not low.is_Integer or not 0 <= low <= LATEST_START:
            return part
        k = Dummy("k", integer=True, nonnegative=True)
        found = [
            sum_of(term, k, int(low), bounds) for term in Add.make_args(expand(part.function.xreplace({index: k})))
        ]
        known_sums = [one for one in found if one is not None]
        return Add(*known_sums) if len(known_sums) == len(found) else part

    return e.replace(lambda part: isinstance(part, Sum), closed)


def with_sizes(known: Premises) -> Premises:
    """The premises, and for each g >= q Abs(u) with real u and q > 0 that g >= q u and g >= -q u."""
    more = []
    for fact, strict in known.facts:
        for size in sorted(fact.atoms(Abs), key=str):
            if real(size.args[0]) and fact.coeff(size).is_negative and not (fact - fact.coeff(size) * size).has(size):
                more += [(fact.xreplace({size: side}), strict) for side in (size.args[0], -size.args[0])]
    return replace(known, facts=(*known.facts, *more))


def sum_of(body: Expr, k: Symbol, low: int, known: Premises) -> Expr | None:
    """The sum of one product over k >= low; None where no rule is known to apply."""
    term = taken_apart(body, k, low)
    if term is None:
        return None
    if term.below != 1:
        return with_factorial(term, k, low)
    if term.z in (S.One, S.NegativeOne):
        return rational_sum(term, k, low)
    return power_series(term, k, low, known)


def taken_apart(body: Expr, k: Symbol, low: int) -> Term | None:
    """A product by its parts; None if one of its factors is of no known kind."""
    constant, z, rational, below, root, sign = S.One, S.One, S.One, S.One, S.One, 1
    for factor in Mul.make_args(body):
        base, power = (S.Exp1, factor.args[0]) if isinstance(factor, exp) else factor.as_base_exp()
        if k not in factor.free_symbols:
            constant *= factor
        elif isinstance(base, factorial) and power == -1:
            below *= base.args[0]
        elif k in base.free_symbols:
            if not factor.is_rational_function(k):
                return None
            rational *= factor
        else:
            rest, slope = expand(power).coeff(k, 0), expand(power).coeff(k, 1)
            if expand(rest + slope * k - power) != 0 or (base is not S.Exp1 and not slope.is_Integer):
                return None
            if base.is_Rational and base.is_zero or (slope.is_negative and not base.is_Rational and base is not S.Exp1):
                return None
            if not base.is_number and not (rest.is_Integer and (slope.is_Integer and slope * low + rest >= 0)):
                return None
            constant, z = constant * base**rest, z * base**slope
            if base is S.NegativeOne:
                sign *= -1 if slope % 2 else 1
            elif slope.is_Integer and slope % 2 == 0:
                root *= base ** (slope / 2)
            elif base.is_Rational and base > 0 and sqrt(base).is_Rational:
                root *= sqrt(base) ** slope
            else:
                root = S.NaN
    return Term(constant, z, rational, below, None if root is S.NaN else (root, sign))


def falling(polynomial: Expr, k: Symbol) -> list[Expr] | None:
    """The coefficients a of a polynomial as a sum of a[j] k (k-1) ... (k-j+1); None for no polynomial."""
    if not polynomial.is_polynomial(k) or Poly(polynomial, k).degree() > HIGHEST:
        return None
    found, rest = [], expand(polynomial)
    for j in range(Poly(polynomial, k).degree() + 1):
        value = expand(rest.subs(k, j) / factorial(j))
        found.append(value)
        rest = expand(rest - value * expand(ff(k, j), func=True))
    return found if rest == 0 else None


def first_terms(term: Term, k: Symbol, low: int, start: int = 0) -> Expr:
    """The terms from `start` to `low` - 1, without the constant."""
    below = factorial(term.below) if term.below != 1 else S.One
    body = term.z**k * term.rational / below
    return Add(*(body.subs(k, Integer(j)) for j in range(start, low)))


def with_factorial(term: Term, k: Symbol, low: int) -> Expr | None:
    """A sum of terms over k!, (2k)! or (2k + 1)!."""
    numbers = falling(term.rational, k)
    if numbers is None:
        return None
    if term.below == k:
        total = Add(*(a * term.z**j for j, a in enumerate(numbers))) * exp(term.z)
        return term.constant * (total - first_terms(term, k, low))
    if len(numbers) > 1 or term.squares is None:
        return None
    u, sign = term.squares
    if term.below == 2 * k:
        total = cos(u) if sign < 0 else cosh(u)
        return term.constant * numbers[0] * total - term.constant * first_terms(term, k, low)
    if expand(term.below - 2 * k) != 1 or low:
        return None
    if is_factor(u, term.constant):
        return term.constant / u * numbers[0] * (sin(u) if sign < 0 else sinh(u))
    return None


def is_factor(u: Expr, constant: Expr) -> bool:
    """Whether u is a factor of a constant, so that nothing is divided by 0 in their quotient."""
    return bool((constant / u).as_numer_denom()[1].is_number)


def power_series(term: Term, k: Symbol, low: int, known: Premises) -> Expr | None:
    """A sum of c z**k R(k) for |z| < 1."""
    if not small(term.z, known):
        return None
    numbers = falling(term.rational, k)
    if numbers is not None:
        total = Add(*(a * factorial(j) * term.z**j / (1 - term.z) ** (j + 1) for j, a in enumerate(numbers)))
        return term.constant * (total - first_terms(term, k, low))
    over = expand(term.rational * k)
    if k not in over.free_symbols and low >= 1:
        return term.constant * (-over * log(1 - term.z) - first_terms(term, k, low, 1))
    over = expand((term.rational * (2 * k + 1)).cancel())
    if k in over.free_symbols or term.squares is None or low:
        return None
    u, sign = term.squares
    known_root = sign < 0 and real(u, known) and is_factor(u, term.constant)
    return term.constant / u * over * atan(u) if known_root else None


def small(z: Expr, known: Premises) -> bool:
    """Whether |z| < 1 is known."""
    if z.is_Rational:
        return bool(abs(z) < 1)
    if z.is_Mul:
        parts = [part for part in z.args if part is not S.NegativeOne]
        return all(small(part, known) for part in parts)
    if isinstance(z, exp):
        return positive(-z.args[0], known)
    if z.is_Pow and z.exp.is_Integer and z.exp > 0:
        return small(z.base, known)
    if real(z, known) and positive(1 - z, known) and positive(1 + z, known):
        return True
    return positive(1 - Abs(z), known)


def rational_sum(term: Term, k: Symbol, low: int) -> Expr | None:
    """The sum of c z**k R(k) over k >= low for z = 1 or -1 and R with rational poles, by partial fractions."""
    try:
        pieces = Add.make_args(apart(term.rational, k))
    except (PolynomialError, NotImplementedError):
        return None
    if not is_zero(Add(*pieces) - term.rational):
        return None
    lone: dict[Expr, list[tuple[Expr, Expr]]] = {}
    total = S.Zero
    for piece in pieces:
        found = pole(piece, k)
        if found is None or found[1] + low <= 0 or found[2] > HIGHEST:
            return None
        a, b, s = found
        if s == 1 and term.z == 1:
            lone.setdefault(b % 1, []).append((a, b))
            continue
        value = one_pole(b + low, s, term.z)
        if value is None:
            return None
        total += a * value * (term.z**low)
    for group in lone.values():
        if expand(Add(*(a for a, _ in group))) != 0 or max(b for _, b in group) > 50:
            return None
        first = min(b for _, b in group)
        total -= Add(*(a / (low + first + t) for a, b in group for t in range(int(b - first))))
    return term.constant * total


def pole(piece: Expr, k: Symbol) -> tuple[Expr, Rational, int] | None:
    """a, b and s for a piece a / (k + b)**s; None for anything else."""
    constant, rest = piece.as_independent(k, as_Add=False)
    base, power = rest.as_base_exp()
    if not (power.is_Integer and power < 0) or not base.is_polynomial(k) or Poly(base, k).degree() != 1:
        return None
    slope, level = Poly(base, k).all_coeffs()
    if not (slope.is_Rational and level.is_Rational):
        return None
    return constant * slope**power, level / slope, -int(power)


def one_pole(b: Rational, s: int, z: Expr) -> Expr | None:
    """The sum of z**k / (k + b)**s over k >= 0 for z = 1 (s > 1) or -1, and a positive whole or half b."""
    if b.is_Integer:
        done = Add(*(z ** (t - b) / Integer(t) ** s for t in range(1, int(b))))
        whole = zeta(s) if z == 1 else -log(2) if s == 1 else -(1 - Integer(2) ** (1 - s)) * zeta(s)
        return whole * z ** (-b) - done
    if (2 * b).is_Integer and b < 50:
        steps = int(b - S.Half)
        done = Add(*(z ** (t - steps) / (t + S.Half) ** s for t in range(steps)))
        if z == 1:
            return (Integer(2) ** s - 1) * zeta(s) - done
        return z ** (-steps) * pi / 2 - done if s == 1 else None
    return None
