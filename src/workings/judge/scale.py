"""An expression as a series in the exponential of its fastest class: one step of Gruntz's method (`growth`).

Let w be exp(s) or exp(-s), whichever vanishes. An exponential exp(u) of the same class is w^r exp(u - r log w) with
r = lim u / log w, and what is slower is a coefficient. Sums, products, powers and logarithms are those of series; an
analytic function is its Taylor polynomial at the argument's slow part (`multiseries` has the arithmetic). A power that
is not whole, and a logarithm, is taken of c w^e (1 + R) with c > 0, or of a real one with c < 0, on the principal
branch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sympy import Dummy, Expr, S, Sum, binomial, cos, exp, factorial, log, oo, sin

from workings.judge.alphabet import Slope, Unreadable
from workings.judge.multiseries import Ring, Series
from workings.judge.signs import real

if TYPE_CHECKING:
    from workings.judge.growth import Growth


class NeedsTerms(Unreadable):
    """All known terms of a series vanish: more of them are needed."""


class Scale:
    """Series in w, where w or 1/w is the exponential `g`; at most `most` powers of what vanishes are kept."""

    def __init__(self, growth: Growth, g: Expr, most: int) -> None:
        self.growth, self.most, self.x = growth, most, growth.x
        self.s = g.args[0]
        self.direction = 1 if growth.limit(self.s) == oo else -1
        self.log_w = -self.direction * self.s
        self.ring = Ring(growth.sign_of_constant, growth.settled, most)
        self.known: dict[Expr, Series] = {}

    def series(self, e: Expr) -> Series:
        """The series of a tractable expression."""
        if not e.has(self.x) or not e.has(exp):
            return self.ring.constant(e)
        if e not in self.known:
            self.growth.count()
            self.known[e] = self.made(e)
        return self.known[e]

    def made(self, e: Expr) -> Series:
        """The series of an expression from those of its parts."""
        if e.is_Add:
            return self.ring.add([self.series(part) for part in e.args])
        if e.is_Mul:
            product = self.series(e.args[0])
            for part in e.args[1:]:
                product = self.ring.times(product, self.series(part))
            return product
        if isinstance(e, exp):
            return self.exponential(e.args[0])
        if isinstance(e, log):
            return self.logarithm(e.args[0])
        if e.is_Pow:
            return self.power(e.base, e.exp)
        if isinstance(e, Slope):
            return self.derivative(e)
        if isinstance(e, Sum):
            return self.sum(e)
        return self.function(e)

    def exponential(self, u: Expr) -> Series:
        """exp(u): a power of w for what grows like log w, the rest by its own series."""
        shift = S.Zero
        if self.growth.limit(u).is_infinite:
            r = self.growth.limit(u / self.s)
            if r.is_infinite:
                raise Unreadable("an exponential of a faster class")
            shift, u = -self.direction * r, (u - r * self.s).expand()
        constant, rest = self.apart(self.series(u))
        grown = self.ring.composed(rest, lambda k: 1 / factorial(k))
        return self.ring.scaled(grown, exp(constant), shift)

    def apart(self, series: Series) -> tuple[Expr, Series]:
        """The coefficient at w^0 and the terms that vanish; Unreadable if there are others."""
        constant, rest = S.Zero, []
        for exponent, coefficient in series.terms:
            s = self.growth.sign_of_constant(exponent)
            if s < 0 and self.growth.settled(coefficient, always=True) != 0:
                raise Unreadable("a function of what is infinite")
            if s == 0:
                constant = coefficient
            elif s > 0:
                rest.append((exponent, coefficient))
        if series.order is not None and self.growth.sign_of_constant(series.order) <= 0:
            raise NeedsTerms("more terms")
        return constant, Series(tuple(rest), series.order)

    def split(self, series: Series) -> tuple[Expr, Expr, Series]:
        """e, c and R with series = c w^e (1 + R), where c is not 0 and R vanishes."""
        first = self.growth.leading(series)
        if first is None:
            if series.order is None:
                raise Unreadable("a quotient by 0")
            raise NeedsTerms("more terms")
        e, c = first
        later = [(d - e, a / c) for d, a in series.terms if self.ring.below(e, d)]
        return e, c, Series(tuple(later), None if series.order is None else series.order - e)

    def power(self, base: Expr, r: Expr) -> Series:
        """A power with a constant exponent; of what is negative only a whole one, or a real base's."""
        series = self.series(base)
        if r.is_Integer and 0 < r <= self.most + 1:
            return self.ring.whole_power(series, int(r))
        if not series.terms and series.order is None and self.growth.sign_of_constant(r) > 0:
            return series
        e, c, rest = self.split(series)
        front = c**r
        if not r.is_Integer and self.growth.sign(c) < 0:
            if not real(base, self.growth.known):
                raise Unreadable("a root of what is not positive")
            front = S.NegativeOne**r * (-c) ** r
        return self.ring.scaled(self.ring.composed(rest, lambda k: binomial(r, k)), front, e * r)

    def logarithm(self, u: Expr) -> Series:
        """log(c w^e (1 + R)) = log c + e log w + R - R^2/2 + ... for c > 0."""
        e, c, rest = self.split(self.series(u))
        turn = S.Zero
        if self.growth.sign(c) < 0:
            if not real(u, self.growth.known):
                raise Unreadable("a logarithm of what is not positive")
            c, turn = -c, S.ImaginaryUnit * S.Pi
        grown = self.ring.composed(rest, lambda k: S.NegativeOne ** (k + 1) / k if k else S.Zero)
        return self.ring.add([grown, self.ring.constant(log(c) + e * self.log_w + turn)])

    def function(self, e: Expr) -> Series:
        """A function of one argument by its Taylor polynomial at the argument's slow part."""
        constant, rest = self.apart(self.series(e.args[0]))
        if not isinstance(e, (sin, cos)) and constant.has(*self.growth.oscillating.values()):
            raise Unreadable("a function of what oscillates")
        z = Dummy("z")
        derivatives = [e.func(z)]

        def coefficient(k: int) -> Expr:
            while len(derivatives) <= k:
                derivatives.append(derivatives[-1].diff(z))
            return derivatives[k].xreplace({z: constant}) / factorial(k)

        return self.ring.composed(rest, coefficient)

    def derivative(self, e: Slope) -> Series:
        """A smooth function of several arguments by Taylor's polynomial in one after the other."""
        which = next((k for k, place in enumerate(e.places) if place.has(self.x) and place.has(exp)), None)
        if which is None:
            return self.ring.constant(e)
        constant, rest = self.apart(self.series(e.places[which]))
        low = self.ring.low(rest)
        power, parts = self.ring.constant(S.One), []
        for k in range(self.most + 1):
            orders = [order + k * (j == which) for j, order in enumerate(e.orders)]
            places = [constant if j == which else place for j, place in enumerate(e.places)]
            raised = self.series(Slope(e.args[0], *orders, *places))
            parts.append(self.ring.scaled(self.ring.times(raised, power), 1 / factorial(k)))
            if low is None:
                return raised
            power = self.ring.cut(self.ring.times(power, rest), low * (self.most + 1))
        return self.ring.cut(self.ring.add(parts), (low or S.Zero) * (self.most + 1))

    def sum(self, e: Sum) -> Series:
        """A sum of a fixed number of terms, by the series of its terms, whose exponents must not hold the index."""
        indices = {limit[0] for limit in e.limits}
        with self.growth.inside(e):
            inner = Scale(self.growth, exp(self.s), self.most).series(e.function)
        if any(exponent.free_symbols & indices for exponent, _ in inner.terms):
            raise Unreadable("a sum of terms of different classes")
        return Series(tuple((d, Sum(c, *e.limits)) for d, c in inner.terms), inner.order)
