"""Is a <= b (or <, >=, >)? By a point that refutes it, or by a proof that b - a has a sign.

The proofs, in order; each is a theorem about real functions. Signs by construction: sums of non-negative terms,
products, even powers, exponentials (`signs`), after lowest terms and factoring, so that a perfect square is seen as
one. Cases: where Abs, Max or a condition needs a sign, each case is proved (`cases`). Termwise: a sum over a range is
>= 0 if its terms are; c n minus a sum of n terms is the sum of c minus each term. Pairs: `pairings`. One term: a sum of
non-negative terms is at least any one of them. Monotone: f(0) >= 0 and f' >= 0 on [0, oo) give f >= 0 there, for f
without kinks or poles. Logarithms: log(u) >= 0 if u >= 1, for a combination of logarithms with whole coefficients.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sympy import (
    Abs,
    Add,
    Dummy,
    Expr,
    Heaviside,
    Indexed,
    Max,
    Min,
    Piecewise,
    Pow,
    Rational,
    S,
    Sum,
    Symbol,
    exp,
    expand,
    log,
    sign,
)
from sympy.core.function import AppliedUndef
from sympy.functions.elementary.integers import ceiling, floor

from workings.judge import budget
from workings.judge.alphabet import Slope, factors, terms
from workings.judge.calculus import without_derivatives
from workings.judge.cells import everywhere
from workings.judge.components import generic
from workings.judge.evidence import Evidence
from workings.judge.normal import normal, with_normal_facts
from workings.judge.pairings import over_pairs
from workings.judge.premises import Premises, premises
from workings.judge.provers import proof, substituted
from workings.judge.quadratic_forms import as_number, in_letters
from workings.judge.refuter import search
from workings.judge.shapes import as_value
from workings.judge.signs import by_squares, nonnegative, positive, real
from workings.judge.sums import apart

DEEPEST = 4
RELATIONS = ("<=", ">=", "<", ">")


def ordered(a: Any, relation: str, b: Any, given: Any = ()) -> Evidence:
    """The evidence for a <= b, a >= b, a < b or a > b under the assumptions `given`."""
    if relation not in RELATIONS:
        raise ValueError(f"{relation!r} is none of {', '.join(RELATIONS)}")
    known = premises(given)
    return budget.judgement(lambda: ordering(as_value(a), relation, as_value(b), known))


def ordering(a: Any, relation: str, b: Any, known: Premises) -> Evidence:
    """The evidence for a relation between two values under premises."""
    a, b = as_number(a), as_number(b)
    low, high = (a, b) if relation in ("<=", "<") else (b, a)
    strict = relation in ("<", ">")
    refuted, tally = search(a, b, known, 0, relation)
    if refuted is not None:
        return refuted
    gap = high - low
    try:
        method = budget.within(budget.left() / 2, lambda: sign_proof(gap, strict, known))
    except budget.Overtime:
        method = ""
    if method:
        return Evidence("proved", method)
    if not strict:
        equal = proof(a, b, known)
        if equal.holds:
            return equal
    refuted, tally = search(a, b, known, 2, relation)
    if refuted is not None:
        return refuted
    if said_by_sympy(gap, strict):
        return Evidence("by SymPy", "the sign that its assumptions give")
    if tally.points >= 5:
        return Evidence("numeric", f"holds at {tally.points} points")
    return Evidence("undecided", tally.lost or "no rule gives the sign of the difference")


def said_by_sympy(gap: Expr, strict: bool) -> bool:
    """Whether SymPy's assumptions give the sign."""
    try:
        return bool(budget.within(3.0, lambda: bool(gap.is_positive if strict else gap.is_nonnegative)))
    except budget.Overtime:
        return False


def sign_proof(gap: Expr, strict: bool, known: Premises) -> str:
    """How gap >= 0 (gap > 0 if strict) is proved; empty if it is not."""
    gap, known = in_letters(gap, known)
    known = with_normal_facts(known)
    gap = substituted(without_derivatives(apart(gap)), known)
    for attempt in (replace(known, exponentials=False), known):
        used: list[str] = []

        def test(e: Expr, premises_now: Premises, used=used) -> bool:
            way = way_to_sign(normal(e, premises_now), strict, premises_now, 0)
            used.append(way)
            return bool(way)

        cases = everywhere(gap, attempt, test)
        if cases is not None:
            return ", ".join(dict.fromkeys(way for way in used if way)) + cases.describe()
    return ""


def way_to_sign(e: Expr, strict: bool, known: Premises, depth: int) -> str:
    """Which rule shows e >= 0 (e > 0 if strict), for `e` in normal form; empty if none does."""
    has_sign = positive if strict else nonnegative
    e = Add(*terms(e))
    if has_sign(e, known):
        in_parts = not e.is_Add or all(nonnegative(part, known) for part in e.args)
        return "sum of squares" if not in_parts and by_squares(e, known)[strict] else "sign by construction"
    left = open_factor(e, strict, known)
    if left == 1:
        return "sign of the factors"
    if depth == DEEPEST or left is None:
        return ""
    if left != e:
        return way_to_sign(left, strict, known, depth)
    for rule in (termwise, one_term, pairwise, logarithmic, monotone):
        way = rule(e, strict, known, depth + 1)
        if way:
            return way
    return ""


def open_factor(e: Expr, strict: bool, known: Premises) -> Expr | None:
    """What is left of `e` after the factors of known sign: 1 if nothing, `e` if more than one factor is left.

    None if the sign is known to be the wrong one, or if a factor may be 0 although the sign must be strict.
    """
    opened, back = roots_opened(e, known)
    constant, parts = factors(opened)
    if not constant.is_Rational or constant == 0:
        return e
    sign_now, left = (1 if constant > 0 else -1), []
    for factor, times in parts:
        factor = factor.xreplace(back)
        minus = expand(-factor)
        if positive(factor, known) or (times % 2 == 0 and positive(minus, known)):
            continue
        if positive(minus, known):
            sign_now = -sign_now
        elif times % 2 == 0 and real(factor, known) or nonnegative(factor, known):
            if strict:
                return None
        elif nonnegative(minus, known):
            if strict:
                return None
            sign_now = -sign_now
        else:
            left.append(factor)
    if not left:
        return S.One if sign_now > 0 else None
    if len(left) > 1 or (len(parts) == 1 and parts[0][1] == 1 and abs(constant) == 1):
        return e
    return Add(*terms(sign_now * left[0]))


def roots_opened(e: Expr, known: Premises) -> tuple[Expr, dict[Expr, Expr]]:
    """`e` with x = s**2 for each positive x under a square root, so that squares are seen; and the way back."""
    halves = {p for p in e.atoms(Pow) if p.exp.is_Rational and not p.exp.is_Integer}
    bases = sorted({p.base for p in halves}, key=str)
    if not all(p.exp.q == 2 for p in halves) or not all(b.is_Symbol and positive(b, known) for b in bases):
        return e, {}
    letters = {base: Dummy(f"root {base}", positive=True) for base in bases}
    e = e.xreplace({p: letters[p.base] ** p.exp.p for p in halves})
    return e.xreplace({base: s**2 for base, s in letters.items()}), {
        s: base ** Rational(1, 2) for base, s in letters.items()
    }


# sums


def termwise(e: Expr, strict: bool, known: Premises, depth: int) -> str:
    """e = sum of its own terms over one range, the rest shared out equally among them; each term has the sign."""
    totals = sorted((t for t in e.atoms(Sum) if len(t.limits) == 1), key=str)
    for limits in dict.fromkeys(total.limits[0][1:] for total in totals):
        same_range = [t for t in totals if t.limits[0][1:] == limits]
        index = Dummy("j", integer=True)
        low, high = limits
        body, rest = S.Zero, e
        for total in same_range:
            share = expand(e).coeff(total)
            rest = expand(rest - share * total)
            body += share * total.function.xreplace({total.variables[0]: index})
        if any(rest.has(total) for total in same_range):
            continue
        share = Add(*terms(rest / (high - low + 1)))
        if share.has(*(high - low).free_symbols):
            continue
        inside = known.inside([(index, low, high)])
        needs_terms = strict and not nonnegative(high - low, known)
        if not needs_terms and way_to_sign(generic(body + share), strict, inside, depth):
            return "termwise"
    return ""


def pairwise(e: Expr, strict: bool, known: Premises, depth: int) -> str:
    """e = sum over all pairs of places of a symmetric summand that is >= 0."""
    found = None if strict else over_pairs(e, known)
    if found is not None and way_to_sign(found[0], False, found[1], depth):
        return "a sum over pairs"
    return ""


def one_term(e: Expr, strict: bool, known: Premises, depth: int) -> str:
    """A sum of non-negative terms is at least the term at an index that the premises place in its range."""
    for total in sorted((t for t in e.atoms(Sum) if len(t.limits) == 1), key=str):
        share = expand(e).coeff(total)
        index, low, high = total.limits[0]
        if not nonnegative(share, known) or not nonnegative(total.function, known.inside(total.limits)):
            continue
        for at in known_indices(e, known):
            if nonnegative(at - low, known) and nonnegative(high - at, known):
                picked = share * substituted(total.function.xreplace({index: at}), known)
                picked = normal(picked, known)
                if way_to_sign(expand(e - share * total) + picked, strict, known, depth):
                    return "a sum is at least one of its terms"
    return ""


def known_indices(e: Expr, known: Premises) -> list[Expr]:
    """The subscripts that occur in `e` or in the given equalities."""
    sides = [side for pair in known.equalities for side in pair if isinstance(side, Expr)]
    found = {i for part in (e, *sides) for x in part.atoms(Indexed) for i in x.indices}
    bound = {v for part in (e, *sides) for t in part.atoms(Sum) for v in t.variables}
    return sorted((i for i in found if not i.free_symbols & bound), key=str)


# functions of one variable


def logarithmic(e: Expr, strict: bool, known: Premises, depth: int) -> str:
    """Logarithms with whole coefficients add up to log of a product, which has the sign of the product minus 1."""
    argument, logs = S.One, 0
    for term in Add.make_args(e):
        coefficient, rest = term.as_coeff_Mul()
        if isinstance(rest, log) and coefficient.is_Integer and positive(rest.args[0], known):
            argument, logs = argument * rest.args[0] ** coefficient, logs + 1
        elif real(term, known):
            argument *= normal(exp(term), known)
        else:
            return ""
    if not logs:
        return ""
    top, bottom = Add(*terms(argument)).as_numer_denom()
    if positive(bottom, known) and way_to_sign(top - bottom, strict, known, depth):
        return "log is increasing"
    return ""


def monotone(e: Expr, strict: bool, known: Premises, depth: int) -> str:
    """For x >= 0 (or -x >= 0): e >= 0 at 0 and e' >= 0 beyond it (one of them > 0 if strict), with `e` smooth there."""
    told = constrained(known)
    for x in sorted((s for s in e.free_symbols if isinstance(s, Symbol) and not s.is_integer), key=str):
        way = next((way for way in (1, -1) if nonnegative(way * x, known)), 0)
        if x in told or not way:
            continue
        anywhere, above = Dummy(x.name, nonnegative=True), Dummy(x.name, positive=True)
        if not smooth(normal(e.xreplace({x: way * anywhere}), known), known):
            continue
        start = normal(e.xreplace({x: S.Zero}), known)
        slope = normal(e.xreplace({x: way * above}).diff(above), known)
        if not way_to_sign(start, False, known, depth) or not way_to_sign(slope, False, known, depth):
            continue
        if not strict or way_to_sign(start, True, known, depth):
            return "monotone"
        if positive(way * x, known) and way_to_sign(slope, True, known, depth):
            return "monotone"
    return ""


def constrained(known: Premises) -> set[Symbol]:
    """The symbols of which the premises say more than a sign: the other premises might not hold at 0."""
    said = [fact for fact, _ in known.facts if not (fact.is_Symbol or (-fact).is_Symbol)] + list(known.nonzero)
    said += [side for pair in known.equalities for side in pair if isinstance(side, Expr)]
    return set().union(*(e.free_symbols for e in said), set())


def smooth(e: Expr, known: Premises) -> bool:
    """Whether `e` has no kinks, steps or poles: what stands below a bar, under a root or in a logarithm is positive."""
    if e.has(Abs, Max, Min, Piecewise, sign, Heaviside, floor, ceiling, Slope, AppliedUndef, Sum):
        return False
    powers = [p for p in e.atoms(Pow) if not (p.exp.is_Integer and p.exp > 0)]
    return all(positive(p.base, known) for p in powers) and all(positive(p.args[0], known) for p in e.atoms(log))
