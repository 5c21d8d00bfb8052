"""How an expression behaves as x -> oo: Gruntz's method, with signs of the other letters from the premises.

D. Gruntz, On computing limits in a symbolic manipulation system, ETH Zurich 1996 (thesis 11432), chapter 3; the field
behind it is a Hardy field (G. H. Hardy, Orders of infinity; M. Rosenlicht, Trans. AMS 280, 1983). Two functions that
tend to 0 or infinity are of one class if the quotient of their logarithms has a limit other than 0 and infinity. In
an expression made of exp, log, powers and analytic functions at finite places the fastest class is that of x or of an
exponential exp(s) in it (`fastest`). If it is x, exp(x) is put for x, which moves every class up and keeps the limit
for x -> oo. Else let w be exp(s) or exp(-s), whichever vanishes: the expression is a series in w (`scale`), in which
what is slower is a coefficient. Its first term decides: a positive exponent means 0; a negative one infinity, with the
sign of the coefficient; exponent 0 the limit of the coefficient, in which only slower classes are left.

The thesis needs an oracle that tells whether a coefficient is 0. Here 0 is recognised by the normal form, and a
coefficient is taken to be "not 0" only where the same method finds its sign, down to constants whose sign follows from
the premises; where a constant's sign does not, NeedsSign is raised, and `cells` tells the cases apart. So the method
may give up (Unreadable), but does not guess.

Functions that oscillate without end, such as sin(u) with u -> oo, are letters between -1 and 1 (`tractable`). They are
treated as constants; every estimate is uniform in them, for they range over a compact set, and only quotients by what
is not 0 on all of it are formed. A limit in which such a letter is left is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sympy import Add, Dummy, Expr, Mul, S, Sum, Symbol, exp, log, oo

from workings.judge import constants
from workings.judge.alphabet import Slope, Unreadable, factors, is_zero, terms
from workings.judge.kinks import simple_gap
from workings.judge.multiseries import Series
from workings.judge.normal import canonical, vanishes
from workings.judge.premises import Premises
from workings.judge.scale import NeedsTerms, Scale
from workings.judge.signs import NeedsSign, nonnegative, nonzero, positive, real

MOST_WORK = 3000
PRECISIONS = (2, 5, 9)


class Growth:
    """The behaviour of expressions as `x`, a positive symbol, goes to infinity under premises."""

    def __init__(self, x: Symbol, known: Premises) -> None:
        self.x, self.known = x, known
        self.work = 0
        self.limits: dict[Expr, Expr] = {}
        self.oscillating: dict[Expr, Symbol] = {}

    def limit(self, e: Expr) -> Expr:
        """The limit of a tractable expression: an expression in the other letters, oo or -oo."""
        if not e.has(self.x):
            return e
        if e not in self.limits:
            simple = self.limit_of_power(e)
            self.limits[e] = self.limit_of(e) if simple is None else simple
        return self.limits[e]

    def sign(self, e: Expr) -> int:
        """The sign that a tractable real expression has for all large x: 1, 0 or -1."""
        if not e.has(self.x):
            return self.sign_of_constant(e)
        return self.first(e, self.sign_by)

    def is_nonzero(self, e: Expr) -> bool:
        """Whether a tractable expression is not 0 for all large x; False: it is 0 for all."""
        if not e.has(self.x):
            return self.constant_is_nonzero(e)
        return self.first(e, self.nonzero_by)

    def bounded(self, low: int, stands_for: Expr) -> Symbol:
        """The letter for a quantity that stays between `low` (0 or -1) and 1."""
        if stands_for not in self.oscillating:
            letter = Dummy("osc", real=True)
            self.oscillating[stands_for] = letter
            self.known = self.known.with_fact(1 - letter).with_fact(letter - low)
        return self.oscillating[stands_for]

    def limit_of_power(self, e: Expr) -> Expr | None:
        """The limit of a constant times a power of x with a rational exponent; None for anything else."""
        coefficient, power = e.as_independent(self.x, as_Add=False)
        base, exponent = power.as_base_exp()
        if base != self.x or not exponent.is_Rational:
            return None
        if exponent < 0:
            return S.Zero
        s = self.sign_of_constant(coefficient)
        return oo * s if s else S.Zero

    def limit_of(self, e: Expr) -> Expr:
        """The limit by the first term of the series, or else by continuity."""
        try:
            return self.first(e, self.limit_by)
        except NeedsSign:
            found = self.by_continuity(e)
            if found is None:
                raise
            return found

    def by_continuity(self, e: Expr) -> Expr | None:
        """The limit of a sum, product, power or exponential of what has finite limits; None if it is not such.

        u**r is continuous also at 0 for r > 0, for the absolute value of u**r is that of u to the power r.
        """
        powers = e.is_Pow and not e.exp.has(self.x) and self.sign_of_constant(e.exp) > 0
        if not (e.is_Add or e.is_Mul or powers or isinstance(e, exp)):
            return None
        limits = [self.limit(part) for part in e.args]
        if any(limit.is_infinite for limit in limits):
            return None
        if powers and not (e.exp.is_Integer or nonnegative(self.form(limits[0]), self.known)):
            return None
        return e.func(*limits)

    # the first term

    def first(self, e: Expr, read):
        """What `read` says about the series of `e` in its fastest class, with as many terms as it takes."""
        self.count()
        e, g = self.moved(e)
        if g is None:
            return read(Series(((S.Zero, e),)))
        for most in PRECISIONS:
            scale = Scale(self, g, most)
            try:
                return read(scale.series(e))
            except NeedsTerms:
                if most == PRECISIONS[0] and self.settled(e, always=True) == 0:
                    return read(Series(()))
        raise Unreadable("no term of the series is known to be other than 0")

    @contextmanager
    def inside(self, e: Sum) -> Iterator[None]:
        """The premises inside a sum, for a while."""
        outside = self.known
        self.known = outside.inside(e.limits)
        try:
            yield
        finally:
            self.known = outside

    def count(self) -> None:
        """One more step; Unreadable when there were too many."""
        self.work += 1
        if self.work > MOST_WORK:
            raise Unreadable("a limit of too many steps")

    def limit_by(self, series: Series) -> Expr:
        """The limit of a series."""
        for exponent, coefficient in series.terms:
            s = self.sign_of_constant(exponent)
            if s > 0:
                return S.Zero
            if s == 0:
                return self.limit(coefficient)
            if self.settled(coefficient, always=True) != 0 and (direction := self.sign(coefficient)):
                return oo * direction
        if series.order is None or self.sign_of_constant(series.order) > 0:
            return S.Zero
        raise NeedsTerms("more terms")

    def sign_by(self, series: Series) -> int:
        """The sign of a series."""
        for _, coefficient in series.terms:
            if self.settled(coefficient, always=True) != 0 and (direction := self.sign(coefficient)):
                return direction
        if series.order is None:
            return 0
        raise NeedsTerms("more terms")

    def nonzero_by(self, series: Series) -> bool:
        """Whether a series is not 0."""
        if self.leading(series) is not None:
            return True
        if series.order is None:
            return False
        raise NeedsTerms("more terms")

    def leading(self, series: Series) -> tuple[Expr, Expr] | None:
        """The first term whose coefficient is shown not to be 0 for all large x; those before it are 0."""
        for exponent, coefficient in series.terms:
            if self.settled(coefficient, always=True) != 0 and self.is_nonzero(coefficient):
                return exponent, coefficient
        return None

    # constants

    def settled(self, e: Expr, always: bool = False) -> Expr:
        """`e`, or 0 where the normal form shows that it is."""
        if e.is_Rational or not (e.is_Add or always):
            return e
        try:
            return S.Zero if vanishes(e, self.known) else e
        except Unreadable:
            return e
        except NeedsSign as need:
            raise self.askable(need) from need

    def sign_of_constant(self, e: Expr) -> int:
        """The sign of a constant: 1, 0, -1, from those of its factors; NeedsSign where the premises do not tell."""
        if e.is_Rational:
            return int(e.p > 0) - int(e.p < 0)
        if e.is_number and (digits := sign_of_number(e)):
            return digits
        front, parts = factors(self.form(e))
        result = self.sign_of_factor(front)
        for factor, times in parts:
            result *= self.sign_of_factor(factor) ** (1 if times % 2 else 2)
        return result

    def sign_of_factor(self, form: Expr) -> int:
        """The sign of one irreducible factor."""
        for gap in dict.fromkeys((form, compared(form))):
            if is_zero(gap):
                return 0
            if positive(gap, self.known):
                return 1
            if positive(-gap, self.known):
                return -1
            if nonnegative(gap, self.known) and nonnegative(-gap, self.known):
                return 0
        if not real(form, self.known):
            raise Unreadable(f"the sign of {form}, which may not be real")
        raise self.askable(NeedsSign(compared(form), strict=True))

    def constant_is_nonzero(self, e: Expr) -> bool:
        """Whether a constant, which may be complex, is not 0."""
        form = self.form(e)
        if nonzero(form, self.known) or (e.is_number and sign_of_number(e)):
            return True
        if is_zero(form):
            return False
        return self.sign_of_constant(e) != 0

    def form(self, e: Expr) -> Expr:
        """The normal form of a constant."""
        try:
            return canonical(e, self.known)
        except NeedsSign as need:
            raise self.askable(need) from need

    def askable(self, need: NeedsSign) -> Exception:
        """The question itself, if it is about letters that the reader has; else Unreadable."""
        inner = {self.x, *self.oscillating.values()} | set(self.known.bound)
        return Unreadable(f"the sign of {need.expression}") if need.expression.free_symbols & inner else need

    # classes

    def fastest(self, e: Expr) -> Expr | None:
        """x or an exponential in `e`, of the fastest class that occurs; None if x does not occur."""
        if not e.has(self.x):
            return None
        if e == self.x:
            return e
        if isinstance(e, Sum):
            with self.inside(e):
                return self.fastest(e.function)
        best: Expr | None = None
        for part in e.places if isinstance(e, Slope) else e.args:
            best = self.faster(best, self.fastest(part))
        if isinstance(e, exp) and self.limit(e.args[0]).is_infinite:
            best = self.faster(best, e)
        return best

    def faster(self, a: Expr | None, b: Expr | None) -> Expr | None:
        """Whichever of two is of the faster class; the shorter one if the classes agree."""
        if a is None or b is None or a == b:
            return b if a is None else a
        quotient = exponent_of(a) / exponent_of(b)
        limit = self.limit(quotient)
        if limit.is_infinite:
            return a
        if limit == 0:
            return b
        return min(a, b, key=lambda one: (one.count_ops(), str(one)))

    def moved(self, e: Expr) -> tuple[Expr, Expr | None]:
        """`e` and its fastest exponential; where x is the fastest, exp(x) is put for x, which keeps the order."""
        g = self.fastest(e)
        return (e.xreplace({self.x: exp(self.x)}), exp(self.x)) if g == self.x else (e, g)


def exponent_of(g: Expr) -> Expr:
    """log g for x or an exponential."""
    return g.args[0] if isinstance(g, exp) else log(g)


def compared(form: Expr) -> Expr:
    """An expression with the sign of `form`: a sum of whole multiples of logarithms is compared by their arguments."""
    parts = [term.as_coeff_Mul() for term in Add.make_args(form)]
    if all(isinstance(m, log) and c.is_Rational for c, m in parts):
        scale = Mul(*{c.q for c, _ in parts}) if parts else S.One
        whole = [(int(c * scale), m.args[0]) for c, m in parts]
        if sum(abs(k) for k, _ in whole) > 12:
            return form
        up = Mul(*(u**k for k, u in whole if k > 0))
        return Add(*terms(up - Mul(*(u**-k for k, u in whole if k < 0))))
    return simple_gap(form, S.Zero)


def sign_of_number(e: Expr) -> int:
    """The sign of a number by its ball; 0 if that does not show one."""
    return constants.sign(e) or 0
