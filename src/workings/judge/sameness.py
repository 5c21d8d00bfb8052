"""Do two values mean the same? The tiers in order: shapes, the same tree, exact points, proofs, SymPy, agreement.

Refuting comes before proving, so that a fault in a prover would have to meet a fault in the refuter to do harm. What
only agrees at points is *numeric*; what nothing decides is *undecided*, and says what was tried.
"""

from dataclasses import astuple
from typing import Any

from sympy import Basic, Expr, Integral, MatrixBase, MatrixExpr, Order, Product, S, Sum

from workings.judge.budget import Overtime, judgement, left, within
from workings.judge.calculus import without_derivatives
from workings.judge.domains import one_sided
from workings.judge.evidence import Evidence, weakest
from workings.judge.infinities import about_infinity, refutation_of_infinity
from workings.judge.matrices import entry
from workings.judge.orders import refutation_of_order
from workings.judge.premises import NOTHING, Premises, premises
from workings.judge.provers import NO_DERIVATIVE, proof
from workings.judge.refuter import Tally, search
from workings.judge.shapes import as_value, mismatch
from workings.judge.simplifier import by_sympy
from workings.judge.sums import apart

NOT_ASKED = Evidence("undecided")
ENDLESS = 1.0  # seconds


def same(a: Any, b: Any, given: Any = ()) -> Evidence:
    """The evidence for a = b under assumptions, for numbers, matrices, truth values, texts and containers."""
    known = premises(given)
    return settled_at_once(as_value(a), as_value(b)) or judgement(lambda: judged(a, b, known))


def settled_at_once(a: Any, b: Any) -> Evidence | None:
    """The evidence for the same text or the same tree; None if it takes more than a look."""
    if isinstance(a, str) and isinstance(b, str) or isinstance(a, Basic) and type(a) is type(b) and a == b:
        return judged(a, b, NOTHING)
    return None


def judged(a: Any, b: Any, known: Premises) -> Evidence:
    """The evidence for a = b under premises."""
    a, b = as_value(a), as_value(b)
    if shape(a) == (1, 1) and shape(b) is None and isinstance(b, Expr):
        a = entry(a, 0, 0)
    if shape(b) == (1, 1) and shape(a) is None and isinstance(a, Expr):
        b = entry(b, 0, 0)
    fault = mismatch(a, b)
    if fault is not None:
        return fault
    if isinstance(a, (list, tuple, dict)):
        return of_parts(a, b, known)
    if isinstance(a, str):
        return Evidence("identical") if a == b else Evidence("refuted", "texts", f"{a!r} against {b!r}")
    if type(a) is type(b) and a == b:
        return undefined(a) or Evidence("identical")
    return of_limits(a, b, known) or by_tiers(a, b, known)


def of_limits(a: Any, b: Any, known: Premises) -> Evidence | None:
    """The evidence where a side holds O(...) or is infinite; None for other values."""
    if not isinstance(a, Expr) or not isinstance(b, Expr):
        return None
    if a.has(Order) or b.has(Order):
        return refutation_of_order(a, b, known) or proof(a, b, known)
    if about_infinity(a, b):
        return refutation_of_infinity(a, b, known) or proof(a, b, known)
    return None


def shape(value: Any) -> tuple[Any, ...] | None:
    """The shape of a matrix; None for anything else. A 1 x 1 matrix counts as the number in it."""
    return tuple(value.shape) if isinstance(value, (MatrixExpr, MatrixBase)) else None


def undefined(a: Any) -> Evidence | None:
    """Undecided for a value that is none, such as 1/0."""
    if isinstance(a, Expr) and (a is S.NaN or a is S.ComplexInfinity):
        return Evidence("undecided", f"{a} is no value")
    return None


def of_parts(a: Any, b: Any, known: Premises) -> Evidence:
    """The evidence for two containers, part by part; a refutation names its part."""
    keys = list(a) if isinstance(a, dict) else range(len(a))
    verdicts = []
    for key in keys:
        verdict = judged(a[key], b[key], known)
        if verdict.kind == "refuted":
            return Evidence("refuted", verdict.method, f"part {key}: {verdict.witness}")
        verdicts.append(verdict)
    return weakest(verdicts)


def by_tiers(a: Any, b: Any, known: Premises) -> Evidence:
    """The evidence for two values of one kind and shape that are not the same tree."""
    refuted, tally = first_search(a, b, known)
    if refuted is not None:
        return refuted
    proved = proof_in_time(a, b, known)
    if proved.holds:
        return proved
    refuted, more = search(a, b, known, effort=2)
    if refuted is not None:
        return refuted
    if proved.method.startswith(NO_DERIVATIVE):
        return proved
    tried = NOT_ASKED if proved.method.startswith("true ") else by_sympy(a, b)
    if tried.holds and not defined_alike(a, b, known):
        tried = Evidence("undecided", "SymPy's simplifier reaches 0, perhaps not at every point")
    if tried.holds:
        return tried
    tally = more if more.points >= tally.points else tally
    reasons = [proved.method, tried.method, tally.lost]
    if proved.method.startswith("true "):
        return proved
    if tally.points >= (1 if constant(a) and constant(b) else 5):
        return Evidence("numeric", tally.describe())
    return Evidence("undecided", "; ".join(dict.fromkeys(reason for reason in reasons if reason)))


def defined_alike(a: Any, b: Any, known: Premises) -> bool:
    """Whether two sides have no value at the same points, as far as their fractions and logarithms go."""
    if not (isinstance(a, Expr) and isinstance(b, Expr)) or isinstance(a, MatrixExpr) or isinstance(b, MatrixExpr):
        return True
    if not (a.is_commutative and b.is_commutative):
        return True
    left, right = (without_derivatives(apart(side)) for side in (a, b))
    return not one_sided(left, right, known)


def proof_in_time(a: Any, b: Any, known: Premises) -> Evidence:
    """What the provers say within half of the time that is left, so that some is left for more points."""
    try:
        return Evidence(*within(left() / 2, lambda: astuple(proof(a, b, known))))
    except Overtime as late:
        return Evidence("undecided", f"normal form: {late}")


def first_search(a: Any, b: Any, known: Premises) -> tuple[Evidence | None, Tally]:
    """What a few points show; integrals and infinite sums, whose values may take long, get a limit of their own."""
    if not any(isinstance(side, Basic) and is_endless(side) for side in (a, b)):
        return search(a, b, known, effort=0)
    try:
        return within(ENDLESS, lambda: search(a, b, known, effort=0))
    except Overtime:
        return None, Tally(lost="an integral or infinite sum whose value takes long")


def is_endless(e: Basic) -> bool:
    """Whether an expression holds an integral or an infinite sum."""
    return e.has(Integral) or any(part.has(S.Infinity, S.NegativeInfinity) for part in e.atoms(Sum, Product))


def constant(value: Any) -> bool:
    """Whether a value has no letters, so that there is only one point."""
    return isinstance(value, Basic) and not value.free_symbols
