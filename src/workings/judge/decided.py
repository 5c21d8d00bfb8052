"""Two sides with kinks, case by case, each kink decided: their values and where they have them.

Two sides may be defined at the same points though the gaps that `domains` reads off are not the same, as those of
1/|z| and of 1/z for z > 0, -1/z for z <= 0. In a case in which each sign is told (`cells`), Abs, Max and Min are one of
their arguments and a choice is one of its branches: the sides are written so, nothing else changed, and proved equal as
sides without kinks are, with their gaps and edges. The cases cover every point.

What is dropped on the way must not have had a gap: max(1/z, 2) has no value at z = 0, though it is 2 on one side of it.
So an argument that is not chosen, and the two sides of a condition, must have values everywhere in the case. A branch
that is not taken says nothing. And nothing is cancelled: x/|x| is x/x for x >= 0, and has no value at 0.

In a case that is an equation solved for a letter, z = 0 above, the sides are taken along the edge where the letter has
that value (`edges`), and agree where neither has a value.
"""

from typing import Any

from sympy import Abs, Basic, Derivative, Expr, Integral, Limit, Max, Min, Mul, Piecewise, Product, S, Subs, Sum, Tuple
from sympy.core.relational import Relational

from workings.judge import edges
from workings.judge.alphabet import Unreadable
from workings.judge.cells import Cases, everywhere
from workings.judge.domains import gaps, lone_factors
from workings.judge.kinks import at_least, comparable, truth
from workings.judge.premises import Premises
from workings.judge.signs import real

KINKS = (Abs, Max, Min, Piecewise)


def equal_case_by_case(a: Expr, b: Expr, known: Premises, equal: edges.Prover) -> Cases | None:
    """The cases in all of which `a` and `b` are equal, with the same gaps; None if one is not shown."""
    letters = Tuple(*sorted(a.free_symbols | b.free_symbols, key=str))

    def equal_here(values: Tuple, facts: Premises) -> bool:
        here = {letter: value for letter, value in zip(letters, values, strict=True) if letter != value}
        left, right = (without_kinks(side, here, facts) for side in (a, b))
        if not here:
            return equal(left, right, facts)
        return edges.agree_along(edges.Edge(here, facts), left, right, equal) and not lone_factors(left, right, facts)

    return everywhere(letters, known, equal_here)


def without_kinks(e: Basic, here: dict[Basic, Basic], known: Premises) -> Expr:
    """`e` with each Abs, Max, Min and choice decided where letters have the values `here`; NeedsSign if it cannot be.

    Unreadable where what is dropped may have no value, and for kinks inside of sums and the like.
    """
    if not e.has(*KINKS):
        return e
    if not isinstance(e, Expr) or isinstance(e, (Sum, Product, Integral, Limit, Derivative, Subs)):
        raise Unreadable(f"kinks inside {type(e).__name__}")
    if isinstance(e, Piecewise):
        return without_kinks(branch(e, here, known), here, known)
    parts = [without_kinks(part, here, known) for part in e.args]
    if isinstance(e, (Max, Min)):
        return extreme(e, parts, here, known)
    if isinstance(e, Abs) and real(parts[0].xreplace(here), known):
        above = nonnegative_or_not(parts[0].xreplace(here), known)
        return parts[0] if above else unevaluated(Mul, S.NegativeOne, parts[0])
    return unevaluated(e.func, *parts)


def unevaluated(kind: Any, *parts: Expr) -> Expr:
    """An expression of its parts with nothing cancelled, as x/x and exp(log x) would be, and their gaps with them."""
    return kind(*parts, evaluate=False)


def branch(e: Piecewise, here: dict[Basic, Basic], known: Premises) -> Expr:
    """The branch of a choice that is taken."""
    for value, condition in e.args:
        for relation in condition.atoms(Relational):
            complete(relation.lhs, known)
            complete(relation.rhs, known)
        if truth(condition.xreplace(here), known):
            return value
    raise Unreadable("no case applies")


def extreme(e: Max | Min, parts: list[Expr], here: dict[Basic, Basic], known: Premises) -> Expr:
    """The argument that is the largest, or the smallest."""
    best, *others = parts
    for part in others:
        complete(part, known)
        complete(best, known)
        u, v = (comparable(side.xreplace(here), known) for side in (part, best))
        best = part if at_least(u, v, known) == isinstance(e, Max) else best
    return best


def nonnegative_or_not(u: Expr, known: Premises) -> bool:
    """Whether u >= 0 rather than u <= 0; NeedsSign where neither is known."""
    return at_least(comparable(u, known), comparable(u - u, known), known)


def complete(e: Expr, known: Premises) -> None:
    """Unreadable if `e` may have no value somewhere."""
    if gaps(e, known):
        raise Unreadable("what is compared may have no value")
