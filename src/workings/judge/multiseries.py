"""Series in one vanishing quantity w, with exact coefficients and a remainder.

    S = c_1 w^e_1 + ... + c_n w^e_n + O*(w^d)

The exponents are constants (numbers, or expressions in the letters that do not vary), the coefficients are
expressions that grow and shrink more slowly than every power of w. O*(w^d) stands for a remainder R with |R| <= C(x)
w^d for such a slow C; d is None if there is no remainder. This class of remainders is closed under what is done here:

- (S + O*(w^d)) + (T + O*(w^f)) has the remainder O*(w^min(d, f)), and the product O*(w^min(d + low(T), f + low(S)))
  with `low` the least exponent of a side, its remainder counted, since slow functions times slow ones are slow;
- composition with a function h given by its Taylor polynomial: h(c + R) = sum h^(k)(c) R^k / k! over k <= K plus
  O*(R^(K+1)), where R has only positive exponents, so that R -> 0. The bound of Taylor's theorem for the remainder
  needs h^(K+1) bounded by a slow function near c, which the caller shows (`scale`).

Whether a coefficient is 0 is asked of the prover's normal form. A coefficient that is 0 without being recognised is
harmless: only the terms that a caller relies on as "not 0" have to be shown so, and `growth` shows it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sympy import Add, Expr, S

Sign = Callable[[Expr], int]


@dataclass(frozen=True)
class Series:
    """Terms (exponent, coefficient) by rising exponents, and the order of the remainder (None: none)."""

    terms: tuple[tuple[Expr, Expr], ...]
    order: Expr | None = None


@dataclass(frozen=True)
class Ring:
    """The arithmetic of series: `sign` orders exponents, `settle` brings a coefficient into a form in which 0 is 0.

    `most` is how many powers of what vanishes are kept in a composition.
    """

    sign: Sign
    settle: Callable[[Expr], Expr]
    most: int

    def constant(self, value: Expr) -> Series:
        """A series that does not hold w."""
        return Series(((S.Zero, value),)) if value != 0 else Series(())

    def below(self, a: Expr, b: Expr) -> bool:
        """Whether a < b for two exponents."""
        gap = a - b
        return bool(gap < 0) if gap.is_Rational else self.sign(gap.expand()) < 0

    def least(self, exponents: list[Expr]) -> Expr:
        """The least of some exponents."""
        best = exponents[0]
        for one in exponents[1:]:
            best = one if self.below(one, best) else best
        return best

    def low(self, series: Series) -> Expr | None:
        """The least exponent of a series, the remainder's counted; None for an exact 0."""
        found = [series.terms[0][0]] if series.terms else []
        found += [] if series.order is None else [series.order]
        return self.least(found) if found else None

    def gathered(self, terms: list[tuple[Expr, Expr]], order: Expr | None) -> Series:
        """The series of some terms: those of one exponent added, zeros and what the remainder covers left out."""
        slots: list[tuple[Expr, list[Expr]]] = []
        for exponent, value in terms:
            if order is not None and not self.below(exponent, order):
                continue
            place = next((parts for one, parts in slots if self.equal(one, exponent)), None)
            if place is None:
                slots.append((exponent, [value]))
            else:
                place.append(value)
        found = [(exponent, self.total(parts)) for exponent, parts in slots]
        return Series(tuple(self.by_exponent([term for term in found if term[1] != 0])), order)

    def equal(self, a: Expr, b: Expr) -> bool:
        """Whether two exponents are the same."""
        gap = a - b
        return bool(gap == 0) if gap.is_Rational else self.sign(gap.expand()) == 0

    def total(self, parts: list[Expr]) -> Expr:
        """A sum of coefficients; 0 is recognised where there was something to cancel."""
        return parts[0] if len(parts) == 1 else self.settle(Add(*parts))

    def by_exponent(self, terms: list[tuple[Expr, Expr]]) -> list[tuple[Expr, Expr]]:
        """The terms by rising exponents."""
        ordered: list[tuple[Expr, Expr]] = []
        for term in terms:
            place = next((k for k, other in enumerate(ordered) if self.below(term[0], other[0])), len(ordered))
            ordered.insert(place, term)
        return ordered

    def add(self, parts: list[Series]) -> Series:
        """The sum of some series."""
        orders = [part.order for part in parts if part.order is not None]
        order = self.least(orders) if orders else None
        return self.gathered([term for part in parts for term in part.terms], order)

    def times(self, a: Series, b: Series) -> Series:
        """The product of two series."""
        low_a, low_b = self.low(a), self.low(b)
        if low_a is None or low_b is None:
            return Series(())
        orders = [a.order + low_b] if a.order is not None else []
        orders += [b.order + low_a] if b.order is not None else []
        terms = [(d + e, u * v) for d, u in a.terms for e, v in b.terms]
        return self.gathered(terms, self.least(orders) if orders else None)

    def scaled(self, a: Series, factor: Expr, shift: Expr = S.Zero) -> Series:
        """A series times factor w^shift."""
        terms = tuple((e + shift, self.total([c * factor])) for e, c in a.terms)
        return Series(terms, None if a.order is None else a.order + shift)

    def composed(self, rest: Series, coefficient: Callable[[int], Expr]) -> Series:
        """sum coefficient(k) rest^k for k <= `most`, with the remainder of Taylor's theorem; `rest` vanishes."""
        low = self.low(rest)
        if low is None:
            return self.constant(coefficient(0))
        power, parts = self.constant(S.One), [self.constant(coefficient(0))]
        for k in range(1, self.most + 1):
            power = self.cut(self.times(power, rest), low * (self.most + 1))
            parts.append(self.scaled(power, coefficient(k)))
        parts.append(Series((), low * (self.most + 1)))
        return self.add(parts)

    def cut(self, series: Series, order: Expr) -> Series:
        """The series with a remainder no finer than w^order."""
        return self.add([series, Series((), order)])

    def whole_power(self, base: Series, n: int) -> Series:
        """base**n for a small n >= 1, by multiplication."""
        result = base
        for _ in range(n - 1):
            result = self.times(result, base)
        return result
