"""Exact arithmetic of quotients of polynomials over the rationals, some of whose letters obey relations.

A `Quotient` is a pair of polynomials (python-flint's `fmpq_mpoly`), top over bottom. Sums and products cancel common
factors by exact gcd, so that the pairs stay small; that never changes a value where both forms have one.

A `Relation` says that a letter r is a root: r**degree = power, where power is a quotient of earlier letters, or that
it is a primitive root of unity, a zero of a cyclotomic polynomial. `reduced` rewrites a polynomial by the relations
into one of lower degree that has the same values. That the result is 0 is a proof; the converse is not claimed, for
the relations known need not be all that hold.

Each relation makes the polynomials in r a free module over the other letters, of rank d. For f in it let
e_1, ..., e_d be the elementary symmetric functions of its conjugates, which Newton's identities give from the traces
of f, f**2, ..., f**d. By Cayley and Hamilton f**d - e_1 f**(d-1) + ... + (-1)**d e_d = 0, so that

    f * (-1)**(d-1) (f**(d-1) - e_1 f**(d-2) + ... + (-1)**(d-1) e_(d-1)) = e_d,

the norm of f, which is free of r. The trace of r**j is 0 for 0 < j < d if r**d = power, and d for j = 0; for a
primitive n-th root of unity it is Ramanujan's sum c_n(j) = mu(m) phi(n) / phi(m), m = n / gcd(j, n) (Hardy and
Wright, An Introduction to the Theory of Numbers, theorem 272).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, gcd

from flint import fmpq, fmpq_mpoly, fmpz, fmpz_poly

from workings.judge.letters import Unreadable

MOST_TERMS = 30_000
LARGEST_PRODUCT = 3_000_000
LARGEST_GCD = 1_000_000


@dataclass(frozen=True)
class Quotient:
    """top / bottom."""

    top: fmpq_mpoly
    bottom: fmpq_mpoly


@dataclass(frozen=True)
class Relation:
    """The letter at `place` is a root of `power`, of degree `degree`; a root of unity if an `order` is given."""

    place: int
    degree: int
    power: Quotient | None = None
    order: int = 0


def added(a: Quotient, b: Quotient) -> Quotient:
    """a + b over the least common denominator."""
    if a.bottom == b.bottom:
        return Quotient(a.top + b.top, a.bottom)
    common = divisor(a.bottom, b.bottom)
    left, right = a.bottom // common, b.bottom // common
    top = product(a.top, right) + product(b.top, left)
    return Quotient(top, product(a.bottom, right))


def multiplied(a: Quotient, b: Quotient) -> Quotient:
    """a * b, what stands above and below cancelled crosswise."""
    first, second = divisor(a.top, b.bottom), divisor(b.top, a.bottom)
    top = product(a.top // first, b.top // second)
    return Quotient(top, product(a.bottom // second, b.bottom // first))


def raised(a: Quotient, exponent: int) -> Quotient:
    """A whole power; Unreadable for a negative power of 0."""
    if exponent >= 0:
        return Quotient(power_of(a.top, exponent), power_of(a.bottom, exponent))
    if not a.top:
        raise Unreadable("a part of it is not defined")
    return Quotient(power_of(a.bottom, -exponent), power_of(a.top, -exponent))


def cancelled(a: Quotient) -> Quotient:
    """a in lowest terms."""
    common = divisor(a.top, a.bottom)
    return Quotient(a.top // common, a.bottom // common)


def product(a: fmpq_mpoly, b: fmpq_mpoly) -> fmpq_mpoly:
    """a * b; Unreadable if it grows too large."""
    if len(a) * len(b) > LARGEST_PRODUCT:
        raise Unreadable("a polynomial with too many terms")
    result = a * b
    if len(result) > MOST_TERMS:
        raise Unreadable("a polynomial with too many terms")
    return result


def power_of(a: fmpq_mpoly, exponent: int) -> fmpq_mpoly:
    """A power; Unreadable if it may grow too large."""
    count = len(a)
    if count > 1:
        spread = 1
        for degree in a.degrees():
            spread = min(spread * (int(degree) * exponent + 1), 10**9)
        if min(comb(exponent + count - 1, count - 1) if exponent < 5000 else 10**9, spread) > MOST_TERMS:
            raise Unreadable("a polynomial with too many terms")
    return a**exponent


def divisor(a: fmpq_mpoly, b: fmpq_mpoly) -> fmpq_mpoly:
    """The greatest common divisor; 1 where that would take too long to find."""
    if a.is_constant() or b.is_constant() or len(a) * len(b) > LARGEST_GCD:
        return a.context().constant(1)
    return a.gcd(b)


def reduced(polynomial: fmpq_mpoly, relations: Sequence[Relation]) -> Quotient:
    """The polynomial with high powers of roots replaced, the outermost roots first."""
    result = Quotient(polynomial, polynomial.context().constant(1))
    for relation in reversed(relations):
        lower = reduced_by(result.top, relation)
        result = Quotient(lower.top, product(lower.bottom, result.bottom))
    return result


def reduced_by(polynomial: fmpq_mpoly, relation: Relation) -> Quotient:
    """The polynomial with high powers of one root replaced."""
    one = polynomial.context().constant(1)
    if relation.order:
        return Quotient(polynomial % minimal(relation, polynomial), one)
    assert relation.power is not None
    layers = by_power(polynomial, relation.place, relation.degree)
    if set(layers) <= {0}:
        return Quotient(polynomial, one)
    top, highest = polynomial.context().constant(0), max(layers)
    for k, layer in layers.items():
        factor = product(power_of(relation.power.top, k), power_of(relation.power.bottom, highest - k))
        top += product(layer, factor)
    return Quotient(top, power_of(relation.power.bottom, highest))


def by_power(polynomial: fmpq_mpoly, place: int, degree: int) -> dict[int, fmpq_mpoly]:
    """The polynomial as a sum of (r**degree)**k times a layer in which r has a power below `degree`."""
    if int(polynomial.degrees()[place]) < degree:
        return {0: polynomial}
    layers: dict[int, dict] = {}
    for powers, value in polynomial.terms():
        k, rest = divmod(int(powers[place]), degree)
        layers.setdefault(k, {})[(*powers[:place], rest, *powers[place + 1 :])] = value
    return {k: polynomial.context().from_dict(layer) for k, layer in layers.items()}


def minimal(relation: Relation, like: fmpq_mpoly) -> fmpq_mpoly:
    """The cyclotomic polynomial of a root of unity, in the ring of `like`."""
    letter = like.context().gen(relation.place)
    result = like.context().constant(0)
    for power, value in enumerate(fmpz_poly.cyclotomic(relation.order)):
        result += int(value) * letter**power
    return result


def norm(polynomial: fmpq_mpoly, relation: Relation, relations: Sequence[Relation]) -> tuple[Quotient, Quotient]:
    """A cofactor and the norm of a polynomial with respect to one root: polynomial * cofactor = norm."""
    one = polynomial.context().constant(1)
    rank = int(fmpz(relation.order).euler_phi()) if relation.order else relation.degree
    f = reduced(polynomial, relations)
    powers = [Quotient(one, one)]
    for _ in range(rank):
        powers.append(reduced_quotient(multiplied(powers[-1], f), relations))
    symmetric = [Quotient(one, one)]
    for k in range(1, rank + 1):
        total = Quotient(one * 0, one)
        for i in range(1, k + 1):
            term = multiplied(symmetric[k - i], trace(powers[i], relation))
            total = added(total, scaled(term, (-1) ** (i - 1)))
        total = reduced_quotient(total, relations)
        symmetric.append(Quotient(total.top / k, total.bottom))
    cofactor = Quotient(one * 0, one)
    for k in range(rank):
        cofactor = added(cofactor, scaled(multiplied(symmetric[k], powers[rank - 1 - k]), (-1) ** (rank - 1 - k)))
    return reduced_quotient(cofactor, relations), symmetric[rank]


def trace(a: Quotient, relation: Relation) -> Quotient:
    """The trace of a reduced quotient whose bottom is free of the root."""
    total: dict[tuple[int, ...], fmpq] = {}
    for powers, value in a.top.terms():
        j = int(powers[relation.place])
        weight = ramanujan(relation.order, j) if relation.order else (relation.degree if j == 0 else 0)
        if weight:
            key = (*powers[: relation.place], 0, *powers[relation.place + 1 :])
            total[key] = total.get(key, fmpq(0)) + value * weight
    return Quotient(a.top.context().from_dict({key: value for key, value in total.items() if value}), a.bottom)


def ramanujan(n: int, j: int) -> int:
    """The sum of the j-th powers of the primitive n-th roots of unity."""
    m = n // gcd(j, n)
    return int(fmpz(m).moebius_mu() * fmpz(n).euler_phi() // fmpz(m).euler_phi())


def scaled(a: Quotient, factor: int) -> Quotient:
    """A multiple by a whole number."""
    return Quotient(a.top * factor, a.bottom)


def reduced_quotient(a: Quotient, relations: Sequence[Relation]) -> Quotient:
    """A quotient with its top reduced, in lowest terms."""
    top = reduced(a.top, relations)
    return cancelled(Quotient(top.top, product(top.bottom, a.bottom)))
