"""Division with remainder: a letter is written as divisor * quotient + remainder, one case for each remainder.

What floor(n/2), Mod(n, 3), (-1)**n or floor((n - k)/s) is depends on a residue. Three theorems cover what occurs:

* n = d q + r with whole q and 0 <= r < d, for a whole n and a whole number d > 0: d cases, one for each r.
* N = d q + r with whole q and whole 0 <= r <= d - 1, for a whole expression N and a whole expression d > 0: one
  case, in which r is a new letter with these two bounds. If N = n + (terms without n), it is solved for n.
* v = q + t with whole q and real 0 <= t < 1, for a real v. If v = c x + (terms without x), it is solved for x.

In each, q and r (or t) exist and are unique, so the cases together cover all values of the letter, and what holds in
every case for all q and r within the bounds holds for all values. What was assumed of the letter is said of what it
equals. A rule of the normal form that needs a division raises `NeedsDivision`; `cells` then proves each case.
"""

from dataclasses import dataclass, replace
from math import lcm

from sympy import Abs, Add, Dummy, Expr, Indexed, KroneckerDelta, Max, Min, S, Symbol, expand
from sympy.functions.combinatorial.factorials import binomial, factorial
from sympy.functions.combinatorial.numbers import fibonacci, lucas
from sympy.functions.elementary.integers import ceiling, floor

from workings.judge.alphabet import Unreadable
from workings.judge.premises import Premises
from workings.judge.signs import nonnegative, positive, real

LARGEST_DIVISOR = 60
MOST_DIVISIONS = 6

Fact = tuple[Expr, bool]


@dataclass(frozen=True)
class Case:
    """One value of a divided letter, with what is known of the letters in it: expressions >= 0 (> 0 if strict)."""

    value: Expr
    facts: tuple[Fact, ...] = ()


class NeedsDivision(Unreadable):
    """The normal form depends on a residue: `letter` is to be replaced by each of the values in `cases`."""

    def __init__(self, letter: Expr, cases: list[Case]) -> None:
        super().__init__(f"a residue of {letter}")
        self.letter = letter
        self.cases = cases

    def branches(self, e: Expr, premises: Premises) -> list[tuple[Expr, Premises]]:
        """`e` and the premises in each case, without the cases that a given equality excludes."""
        found = []
        for case in self.cases:
            put = {self.letter: case.value}
            equalities = tuple((left.xreplace(put), right.xreplace(put)) for left, right in premises.equalities)
            if any(never(left, right) for left, right in equalities):
                continue
            facts = tuple((expand(fact.xreplace(put)), strict) for fact, strict in premises.facts)
            nonzero = frozenset(fact.xreplace(put) for fact in premises.nonzero)
            known = replace(premises, facts=(*facts, *case.facts), equalities=equalities, nonzero=nonzero)
            found.append((e.xreplace(put), known))
        return found


def never(left: Expr, right: Expr) -> bool:
    """Whether an equality is false because its sides are two different numbers."""
    return bool(left.is_Rational and right.is_Rational and left != right)


def by_number(n: Symbol, divisor: int) -> NeedsDivision:
    """n = divisor * q + r for each r; Unreadable if there are too many."""
    if n.is_even or n.is_odd:
        divisor = lcm(divisor, 2)
    if divisor > LARGEST_DIVISOR:
        raise Unreadable(f"residues modulo {divisor}")
    cases = []
    for r in range(divisor):
        if (n.is_even and r % 2) or (n.is_odd and not r % 2):
            continue
        q = letter_like(n, r)
        facts = assumed(n, divisor * q + r) if n.is_nonpositive else ()
        cases.append(Case(divisor * q + r, facts))
    return NeedsDivision(n, cases)


def letter_like(n: Symbol, r: int) -> Dummy:
    """The quotient of n by a number: n > 0 with remainder 0 gives q > 0, n >= 0 gives q >= 0."""
    name = quotient_name(n)
    if n.is_positive and r == 0:
        return Dummy(name, integer=True, positive=True)
    return Dummy(name, integer=True, nonnegative=True) if n.is_nonnegative else Dummy(name, integer=True)


def by_expression(n: Symbol, factor: int, rest: Expr, divisor: Expr, premises: Premises) -> NeedsDivision:
    """factor * n + rest = divisor * q + r, solved for n; `factor` is 1 or -1, `rest` and `divisor` do not hold n."""
    generation(n)
    whole_value = factor * n + rest
    q = Dummy(quotient_name(n), integer=True, nonnegative=True if nonnegative(whole_value, premises) else None)
    r = Dummy(f"{quotient_name(n)}'", integer=True, nonnegative=True)
    value = expand(factor * (divisor * q + r - rest))
    return NeedsDivision(n, [Case(value, ((expand(divisor - 1 - r), False), *assumed(n, value)))])


def by_one(x: Expr, factor: Expr, rest: Expr) -> NeedsDivision:
    """factor * x + rest = q + t with 0 <= t < 1, solved for the real x; `factor` is not 0 and does not hold x."""
    generation(x)
    q, t = Dummy(quotient_name(x), integer=True), Dummy(f"{quotient_name(x)}'", nonnegative=True)
    value = expand((q + t - rest) / factor)
    return NeedsDivision(x, [Case(value, ((1 - t, True), *assumed(x, value)))])


def quotient_name(n: Expr) -> str:
    """The name of the quotient of n: one more underscore, by which later divisions are counted."""
    return f"{n}_"


def generation(n: Expr) -> None:
    """Unreadable if n has been divided too often."""
    if str(n).count("_") > MOST_DIVISIONS:
        raise Unreadable("too many divisions")


def assumed(n: Expr, value: Expr) -> tuple[Fact, ...]:
    """What is assumed of the sign of n, said of its value."""
    if not n.is_Symbol:
        return ()
    if n.is_positive or n.is_nonnegative:
        return ((value, bool(n.is_positive)),)
    if n.is_negative or n.is_nonpositive:
        return ((expand(-value), bool(n.is_negative)),)
    return ()


def is_remainder(n: Expr) -> bool:
    """Whether a letter is the remainder of a division."""
    return isinstance(n, Dummy) and n.name.endswith("'")


def whole(e: Expr, premises: Premises) -> bool:
    """Whether `e` is known to be a whole number wherever it is defined; False proves nothing.

    Binomial coefficients of whole numbers are whole, by their definition as ff(n, k)/k! for k >= 0 and 0 for k < 0.
    """
    if e.is_Integer:
        return True
    if e.is_Symbol or isinstance(e, Indexed):
        return bool(e.is_integer)
    if e.is_Add or e.is_Mul or isinstance(e, (Max, Min, Abs, binomial, factorial, fibonacci, lucas)):
        return all(whole(part, premises) for part in e.args)
    if e.is_Pow:
        minus_one = e.base == -1 and whole(e.exp, premises)
        return minus_one or (whole(e.base, premises) and whole(e.exp, premises) and nonnegative(e.exp, premises))
    if isinstance(e, (floor, ceiling)):
        return real(e.args[0], premises)
    return isinstance(e, KroneckerDelta)


def whole_apart(e: Expr, premises: Premises) -> tuple[Expr, Expr]:
    """The terms of an expanded sum that are known to be whole, and the rest with a constant in [0, 1)."""
    certain = [term for term in Add.make_args(e) if whole(term, premises)]
    rest = Add(*(term for term in Add.make_args(e) if term not in certain))
    constant = rest.as_coeff_Add()[0]
    step = floor(constant) if constant.is_Rational else 0
    return Add(*certain, step), rest - step


def positive_product(factors: tuple[tuple[Expr, int], ...], premises: Premises) -> tuple[int, Expr] | None:
    """The sign and the size of a product of powers, all of whose factors have a known sign; None for others."""
    sign, size = 1, S.One
    for factor, times in factors:
        if positive(factor, premises):
            size *= factor**times
        elif positive(expand(-factor), premises):
            sign, size = sign * (-1) ** times, size * expand(-factor) ** times
        else:
            return None
    return sign, expand(size)
