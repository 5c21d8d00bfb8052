"""Finite sums in closed form, of any length: waves over a whole period, and binomial coefficients.

- Waves. With w = exp(2 pi i m / N) the sum of w**k over N consecutive whole numbers k is N if w = 1, that is if N
  divides m; else it is (w**N - 1) / (w - 1) times a power of w, and that is 0. Which of the two it is must be known:
  m = 0, or 0 < |m| < N. Sines and cosines are written by exponentials (DLMF 4.14.1, 4.14.2) and multiplied out, so the
  rule covers their powers and products. A range that is one number longer or shorter than a period has one term more
  or less.
- The binomial theorem and its derivatives. With k (k-1) ... (k-j+1) C(n, k) = n (n-1) ... (n-j+1) C(n-j, k-j), the sum
  of it times a**k b**(n-k) over 0 <= k <= n is n (n-1) ... (n-j+1) a**j (a + b)**(n-j). That is a polynomial unless
  n < j, where a + b = 0 would be divided by; so n >= j or a + b != 0 must be known. And by C(n, k) / (k + 1) =
  C(n+1, k+1) / (n + 1) the sum of C(n, k) a**k b**(n-k) / (k + 1) is ((a + b)**(n+1) - b**(n+1)) / ((n + 1) a) for
  a != 0.
- Vandermonde's convolution (Graham, Knuth, Patashnik, Concrete Mathematics, 5.23): the sum of
  k (k-1) ... (k-j+1) C(m, k) C(n, k) over k >= 0 is m (m-1) ... (m-j+1) C(m+n-j, n-j).

A sum is replaced only if each of its terms has a rule, and if what stands in its terms has a value everywhere, so that
it and its closed form are defined at the same points.
"""

from sympy import (
    Add,
    Dummy,
    Expr,
    I,
    Mul,
    S,
    Sum,
    Symbol,
    binomial,
    cancel,
    cos,
    exp,
    expand,
    ff,
    pi,
    sin,
)

from workings.judge.alphabet import is_zero
from workings.judge.divisions import whole
from workings.judge.domains import gaps
from workings.judge.premises import Premises
from workings.judge.series import falling
from workings.judge.signs import nonnegative, nonzero, positive
from workings.judge.sums import infinite

MOST_OPERATIONS = 150


def closed_sums(e: Expr, known: Premises) -> Expr:
    """`e` with each finite sum over one index replaced by its closed form where one is known."""

    def closed(total: Expr) -> Expr:
        if len(total.limits) != 1 or infinite(total.limits) or total.function.count_ops() > MOST_OPERATIONS:
            return total
        index, low, high = total.limits[0]
        if not total.function.has(exp, sin, cos, binomial) or total.function.has(Sum):
            return total
        k = Dummy("k", integer=True)
        body = total.function.xreplace({index: k})
        rule = over_binomials if body.has(binomial) else over_period
        if not (whole(low, known) and whole(high, known)) or gaps(total, known):
            return total
        found = rule(body, k, low, high, known)
        return total if found is None else found

    return e.replace(lambda part: isinstance(part, Sum), closed)


def over_period(body: Expr, k: Symbol, low: Expr, high: Expr, known: Premises) -> Expr | None:
    """The sum of waves over a period, or over one more or less than a period; None if it is none."""
    waves = Add.make_args(expand(in_exponentials(body, k)))
    if not any(wave.has(exp) for wave in waves):
        return None
    for more in (0, 1, -1):
        period = expand(high - low + 1 - more)
        if not positive(period, known):
            continue
        found = [one_wave(wave, k, period, known) for wave in waves]
        if all(one is not None for one in found):
            end = [S.Zero, body.xreplace({k: high}), -body.xreplace({k: high + 1})][more]
            return Add(*found, end)
    return None


def in_exponentials(e: Expr, k: Symbol) -> Expr:
    """`e` with the sines and cosines of what holds k as exponentials."""
    e = e.replace(
        lambda part: isinstance(part, cos) and part.has(k),
        lambda part: (exp(I * part.args[0]) + exp(-I * part.args[0])) / 2,
    )
    return e.replace(
        lambda part: isinstance(part, sin) and part.has(k),
        lambda part: (exp(I * part.args[0]) - exp(-I * part.args[0])) / (2 * I),
    )


def one_wave(wave: Expr, k: Symbol, period: Expr, known: Premises) -> Expr | None:
    """The sum of c exp(2 pi i m k / period + d) over a period; None if it is not known whether the period divides m."""
    constant, rest = wave.as_independent(k, as_Add=False)
    exponent = Add(*(part.args[0] for part in Mul.make_args(rest) if isinstance(part, exp)))
    if rest != 1 and not all(isinstance(part, exp) for part in Mul.make_args(rest)):
        return None
    exponent = expand(exponent)
    slope = exponent.coeff(k, 1)
    start = expand(exponent - slope * k)
    times = cancel(slope * period / (2 * pi * I))
    if start.has(k) or slope.has(k) or not is_zero(slope * period - 2 * pi * I * times):
        return None
    if times == 0:
        return constant * exp(start) * period
    inside = whole(times, known) and positive(expand(period - times), known) and positive(expand(period + times), known)
    return S.Zero if inside and nonzero(times, known) else None


def over_binomials(body: Expr, k: Symbol, low: Expr, high: Expr, known: Premises) -> Expr | None:
    """The sum of terms with one or two binomial coefficients over all k at which they are not 0; None if it is none."""
    if low != 0 or not nonnegative(high, known):
        return None
    found = [one_binomial(term, k, high, known) for term in Add.make_args(expand(body, func=False))]
    return None if any(one is None for one in found) else Add(*found)


def one_binomial(term: Expr, k: Symbol, n: Expr, known: Premises) -> Expr | None:
    """The sum of one product over 0 <= k <= n by the binomial theorem or by Vandermonde's convolution."""
    tops: list[Expr] = []
    rest, up, down = S.One, S.One, S.One
    for factor in Mul.make_args(term):
        base, power = factor.as_base_exp()
        top = full_row(base, k, known) if power in (1, 2) else None
        if top is not None:
            tops += [top] * int(power)
        elif power.has(k):
            found = powers(base, power, k, n, known)
            if found is None:
                return None
            up, down, rest = up * found[0], down * found[1], rest * found[2]
        else:
            rest *= factor
    if len(tops) == 1 and expand(tops[0] - n) == 0:
        return binomial_theorem(rest, k, n, (up, down), known)
    other = [top for top in tops if expand(top - n) != 0] or tops[1:]
    plain = len(tops) == 2 and len(other) == 1 and up == 1 and down == 1 and nonnegative(other[0], known)
    return vandermonde(rest, k, n, other[0]) if plain else None


def full_row(e: Expr, k: Symbol, known: Premises) -> Expr | None:
    """n for C(n, k) and C(n, n - k) of a whole n; None for anything else."""
    if not isinstance(e, binomial) or k in e.args[0].free_symbols or not whole(e.args[0], known):
        return None
    return e.args[0] if expand(e.args[1] - k) == 0 or expand(e.args[0] - e.args[1] - k) == 0 else None


def powers(base: Expr, power: Expr, k: Symbol, n: Expr, known: Premises) -> tuple[Expr, Expr, Expr] | None:
    """a, b and c for a power that is a**k b**(n-k) c, where none of them divides by what may be 0; None for others."""
    slope = expand(power).coeff(k, 1)
    start = expand(power - slope * k)
    if base.has(k) or start.has(k) or slope.has(k):
        return None
    if base is S.Exp1:
        return exp(slope), S.One, exp(start)
    if not slope.is_Integer:
        return None
    left = start if slope > 0 else expand(start + slope * n)
    if not (whole(left, known) and nonnegative(left, known)) and not nonzero(base, known):
        return None
    return (base**slope, S.One, base**left) if slope > 0 else (S.One, base**-slope, base**left)


def binomial_theorem(rest: Expr, k: Symbol, n: Expr, powers: tuple[Expr, Expr], known: Premises) -> Expr | None:
    """The sum of R(k) C(n, k) a**k b**(n-k) over 0 <= k <= n for a polynomial R, or c / (k + 1)."""
    a, b = powers
    both = expand(a + b)
    over = cancel(rest * (k + 1))
    if not over.has(k) and is_zero(over / (k + 1) - rest):
        above = both ** (n + 1) if both != 0 else S.Zero
        return over * (above - b ** (n + 1)) / ((n + 1) * a) if nonzero(a, known) else None
    numbers, total = falling(rest, k), S.Zero
    for j, number in enumerate(numbers or ()):
        left = expand(n - j)
        if number == 0 or (both == 0 and positive(left, known)):
            continue
        if both == 0 or not (j == 0 or nonnegative(left, known) or nonzero(both, known)):
            return None
        total += number * ff(n, j).expand(func=True) * a**j * both**left
    return None if numbers is None else total


def vandermonde(rest: Expr, k: Symbol, n: Expr, m: Expr) -> Expr | None:
    """The sum of R(k) C(m, k) C(n, k) over 0 <= k <= n for a polynomial R."""
    numbers = falling(rest, k)
    if numbers is None:
        return None
    kept = [(j, number) for j, number in enumerate(numbers) if number != 0]
    return Add(*(number * ff(m, j).expand(func=True) * binomial(m + n - j, n - j) for j, number in kept))
