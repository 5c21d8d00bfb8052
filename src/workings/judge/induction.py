"""Induction on the limit of a sum: a difference that is 0 at the start and stays a multiple of itself is always 0.

Let G(n) be the difference of two sides that hold sums up to n. If G(n0) = 0, and G(n + 1) = c(n) G(n) for every whole
n >= n0, then G(n) = 0 for every whole n >= n0; with a sum of f against a closed form S the second is S(n + 1) - S(n) =
f(n + 1), and c = 1. Both are shown by the normal form, with a sum up to n + 1 written as the sum up to n and its last
term, and a product likewise. The order of the whole numbers from n0 is well-founded, so nothing else is needed but
that each step is taken between numbers: a factor that could be 0 in a denominator of G(n), G(n + 1) or c(n) is
refused, unless it is free of n. For then it is 0 for all n or none, and at one fixed value of the other letters the
argument goes through or both sides have no value (`domains` compares where they are defined). That excludes r = 1 in
(1 - r**n) / (1 - r) if a premise says so.

The variable is a symbol for whole numbers with a least value n0: 1 or 0 by its assumptions, a number or a letter m by a
premise n >= m. All other premises that speak of it are dropped, so that the claim holds for every n >= n0 and may
be used for n when it is proved for n + 1.

Factorials, Fibonacci numbers and harmonic numbers of n + 1 are written by those of n: (n + 1)! = (n + 1) n! for n >= 0,
F(n + c) = F(c) F(n + 1) + F(c - 1) F(n) (both sides obey the recurrence of DLMF 26.11 in c and agree at c = 0 and 1),
and the harmonic number is its sum.
"""

from dataclasses import replace

from sympy import (
    Dummy,
    Expr,
    Function,
    Integer,
    Mul,
    Pow,
    Product,
    S,
    Sum,
    Symbol,
    binomial,
    expand,
    factorial,
    fibonacci,
    gamma,
    harmonic,
    log,
    together,
)

from workings.judge.alphabet import Exp, Unreadable, factors, is_zero
from workings.judge.normal import canonical, in_few_sums, normal, vanishes
from workings.judge.premises import Premises
from workings.judge.signs import NeedsSign, nonnegative, nonzero
from workings.judge.sums import infinite, written_out

MOST_VARIABLES = 3
LARGEST_START = 6
LARGEST_STEP = 8
MOST_OPERATIONS = 250
MULTIPLE = Dummy("multiple", positive=True)


def by_induction(gap: Expr, known: Premises) -> str:
    """The letter by induction on which `gap` is shown to be 0; empty if there is none."""
    if gap.count_ops() > MOST_OPERATIONS:
        return ""
    for n in variables(gap):
        for start in starts(n, known):
            try:
                if holds_from(gap, n, start, known):
                    return str(n)
            except (Unreadable, NeedsSign):
                continue
    return ""


def variables(gap: Expr) -> list[Symbol]:
    """The symbols for whole numbers in the upper limits of finite sums and products."""
    ends = [high for total in gap.atoms(Sum, Product) if not infinite(total.limits) for *_, high in total.limits]
    found = {s for end in ends for s in end.free_symbols & gap.free_symbols if s.is_integer}
    return sorted(found, key=str)[:MOST_VARIABLES]


def starts(n: Symbol, known: Premises) -> list[Expr]:
    """The least values that n is known to have: a whole number, and letters that premises put below it."""
    least = [Integer(k) for k in range(LARGEST_START, -1, -1) if nonnegative(n - k, known)]
    below = [expand(n - fact) for fact, _ in known.facts]
    letters = [u for u in below if u.is_Symbol and u.is_integer and u is not n]
    return [*least[:1], *sorted(set(letters), key=str)]


def holds_from(gap: Expr, n: Symbol, start: Expr, known: Premises) -> bool:
    """Whether the base and the step of the induction on n from `start` are shown."""
    if any(n in side.free_symbols for pair in known.equalities for side in pair):
        return False
    facts = tuple(fact for fact in known.facts if n not in fact[0].free_symbols)
    kept = replace(known, facts=facts, nonzero=frozenset(e for e in known.nonzero if n not in e.free_symbols))
    m = Dummy("n", integer=True, nonnegative=True)
    here, after = (gap.xreplace({n: start + m + step}) for step in (0, 1))
    base = written_out(gap.xreplace({n: start}), LARGEST_STEP)
    if not (safe(here, m, kept) and vanishes(recurrent(base, kept), kept)):
        return False
    a, b = (canonical(recurrent(side, kept), kept) for side in (here, after))
    peeled = recurrent(in_few_sums(b + MULTIPLE * a, kept), kept)
    both = expand(in_few_sums(canonical(peeled, kept), kept))
    now, then = both.coeff(MULTIPLE, 1), both.coeff(MULTIPLE, 0)
    if both.has(Exp(MULTIPLE)) or expand(now * MULTIPLE + then - both) != 0:
        return False
    return any(is_zero(then - c * now) for c in multiples(now, then, m, kept))


def multiples(now: Expr, then: Expr, m: Symbol, known: Premises) -> list[Expr]:
    """What may be c in then = c now: 1, and quotients of the coefficients of letters, without poles for m >= 0."""
    found = [S.One]
    kinds = (Sum, Product, Exp, Function)
    letters = [x for x in now.atoms(*kinds) | now.atoms(Pow) if isinstance(x, kinds) or not x.exp.is_Rational]
    for letter in sorted(letters, key=str)[:8]:
        below = now.coeff(letter)
        if below != 0 and not below.has(letter):
            top, bottom = together(then.coeff(letter) / below).as_numer_denom()
            if top != 0 and not gaps(bottom, m, known):
                found.append(top / bottom)
    return list(dict.fromkeys(found))


def safe(e: Expr, m: Symbol, known: Premises) -> bool:
    """Whether no denominator in `e`, inside its sums as well, depends on m or an index in a way that it may be 0."""
    for total in e.atoms(Sum, Product):
        inside = known.inside(total.limits)
        indices = {index for index, *_ in total.limits}
        letters = sorted(indices | {m}, key=str)
        if has_poles(total.function, inside):
            return False
        if any(gaps(base, letter, inside) for base in denominators(total.function) for letter in letters):
            return False
    outside = e.xreplace({total: Dummy() for total in e.atoms(Sum, Product)})
    return not has_poles(outside, known) and not any(gaps(base, m, known) for base in denominators(outside))


def denominators(e: Expr) -> list[Expr]:
    """The bases of powers whose exponent may be negative, and the arguments of logarithms."""
    powers = sorted(e.atoms(Pow), key=str)
    below = [p.base for p in powers if not (p.exp.is_nonnegative if p.exp.is_Atom else False)]
    return below + [part.args[0] for part in sorted(e.atoms(log), key=str)]


def has_poles(e: Expr, known: Premises) -> bool:
    """Whether a factorial or a gamma function may be taken where it has no value."""
    found = sorted(e.atoms(factorial, gamma, binomial, harmonic), key=str)
    return not all(nonnegative(expand(part.args[0] - int(isinstance(part, gamma))), known) for part in found)


def gaps(base: Expr, m: Symbol, known: Premises) -> bool:
    """Whether `base` depends on m and may be 0 for some m."""
    if m not in base.free_symbols or nonzero(base, known):
        return False
    try:
        _, parts = factors(normal(base, known))
    except (Unreadable, NeedsSign):
        return True
    return not all(nonzero(part, known) for part, _ in parts if m in part.free_symbols)


def recurrent(e: Expr, known: Premises) -> Expr:
    """`e` with factorials, binomials, Fibonacci and harmonic numbers by those of their arguments without a number."""
    if e.is_Atom:
        return e
    if isinstance(e, (Sum, Product)):
        inside = known.inside(e.limits)
        return e.func(recurrent(e.function, inside), *e.limits)
    parts = [recurrent(part, known) for part in e.args]
    if isinstance(e, factorial):
        return lowered_factorial(expand(parts[0]), known)
    if isinstance(e, gamma) and nonnegative(expand(parts[0] - 1), known) and parts[0].is_integer:
        return lowered_factorial(expand(parts[0] - 1), known)
    if isinstance(e, binomial):
        n, k = map(expand, parts)
        if nonnegative(k, known) and nonnegative(expand(n - k), known) and k.is_integer and n.is_integer:
            return Mul(
                lowered_factorial(n, known),
                1 / lowered_factorial(k, known),
                1 / lowered_factorial(expand(n - k), known),
            )
    if isinstance(e, fibonacci) and len(parts) == 1 and parts[0].is_integer:
        step, core = expand(parts[0]).as_coeff_Add()
        if step.is_Integer and abs(step) <= LARGEST_STEP and core != 0:
            return fibonacci(step) * fibonacci(core + 1) + fibonacci(step - 1) * fibonacci(core)
    if isinstance(e, harmonic) and parts[0].is_integer and nonnegative(parts[0], known):
        k = Dummy("k", integer=True)
        return Sum(k ** -(parts[1] if len(parts) > 1 else S.One), (k, 1, parts[0]))
    return e.func(*parts) if parts != list(e.args) else e


def lowered_factorial(u: Expr, known: Premises) -> Expr:
    """u! as a product of a few factors and the factorial of u without its whole number, where that is >= 0."""
    step, core = u.as_coeff_Add()
    if core == 0 or not step.is_Integer or not 0 < step <= LARGEST_STEP or not nonnegative(core, known):
        return factorial(u)
    return factorial(core) * Mul(*(core + k for k in range(1, int(step) + 1)))
