"""The provers, usable alone: is a = b for all values and all sizes that the premises allow?

Each answer is *proved*, with the normal form that decided it, or *undecided*, with what is missing. No prover looks
at sample points, so a test can hand them pairs that are known to differ.
"""

from dataclasses import replace
from typing import Any

from sympy import (
    Abs,
    Add,
    Basic,
    Dummy,
    Expr,
    Heaviside,
    MatrixBase,
    MatrixExpr,
    MatrixSymbol,
    Max,
    Min,
    Mul,
    Order,
    Piecewise,
    Pow,
    Product,
    S,
    Sum,
    erf,
    exp,
    log,
    sign,
)
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational
from sympy.functions.elementary.hyperbolic import HyperbolicFunction, InverseHyperbolicFunction
from sympy.functions.elementary.trigonometric import InverseTrigonometricFunction, TrigonometricFunction
from sympy.logic.boolalg import Boolean, BooleanAtom

from workings.judge import budget, constants, decided, edges, truths
from workings.judge.alphabet import Slope, Unreadable
from workings.judge.calculus import without_derivatives
from workings.judge.cells import everywhere
from workings.judge.changes import in_parts, natural
from workings.judge.closed_sums import closed_sums
from workings.judge.constancy import constantly_zero
from workings.judge.domains import cancelled_gaps, kinks, lone_factors, put_in
from workings.judge.evidence import NOT_SHOWN, Evidence, weakest
from workings.judge.induction import by_induction
from workings.judge.matrices import LARGEST, determinant, entry, inverted_parts
from workings.judge.matrix_equality import equal_matrices, equal_numbers
from workings.judge.normal import normal, vanishes, with_normal_facts
from workings.judge.premises import Premises, premises
from workings.judge.rounding import depends_on_residues
from workings.judge.series import summed_series
from workings.judge.shapes import as_value
from workings.judge.signs import NeedsSign
from workings.judge.sums import apart, written_out
from workings.judge.termwise import vanishes_termwise, vanishes_with_equal_sums_merged
from workings.judge.trigonometry import without_cardinal_sines

MANY_OPERATIONS = 400
LONGEST_SUM = 100
NO_DERIVATIVE = "a derivative may not exist where"
REACHED_BY_DERIVATIVES = (InverseTrigonometricFunction, InverseHyperbolicFunction, log, erf)


def prove(a: Any, b: Any, given: Any = ()) -> Evidence:
    """Proved, or undecided with the reason; `a` and `b` are SymPy values of one kind and shape."""
    known = given if isinstance(given, Premises) else premises(given)
    return budget.judgement(lambda: proof(as_value(a), as_value(b), known))


def proof(a: Any, b: Any, known: Premises) -> Evidence:
    """The evidence for a = b under premises."""
    if is_table(a) or is_table(b):
        return proof_of_entries(a, b, known)
    if isinstance(a, MatrixExpr) and isinstance(b, MatrixExpr):
        return proof_of_matrices(a, b, known)
    if isinstance(a, Boolean) and isinstance(b, Boolean) and not (a.is_Symbol and b.is_Symbol):
        return proof_of_relations(a, b, known)
    if isinstance(a, Expr) and isinstance(b, Expr):
        return proof_of_limits(a, b, known) or proof_of_numbers(a, b, known)
    return NOT_SHOWN


def proof_of_limits(a: Expr, b: Expr, known: Premises) -> Evidence | None:
    """The evidence where a side holds O(...) or is infinite; None for numbers."""
    from workings.judge import infinities, orders  # they build on this module

    if a.has(Order) or b.has(Order):
        return orders.proof_of_order(a, b, known)
    return infinities.proof_of_infinity(a, b, known) if infinities.about_infinity(a, b) else None


def is_table(matrix: Any) -> bool:
    """Whether a matrix is a table of entries, or an operation on such tables."""
    if not isinstance(matrix, (MatrixExpr, MatrixBase)):
        return False
    return isinstance(matrix, MatrixBase) or (all(S(n).is_Integer for n in matrix.shape) and matrix.has(MatrixBase))


def proof_of_numbers(a: Expr, b: Expr, known: Premises) -> Evidence:
    """The evidence for the equality of two scalars."""
    known = with_normal_facts(known)
    lone = sorted(kinks(a, known) ^ kinks(b, known), key=str)
    if lone:
        return Evidence("undecided", f"{NO_DERIVATIVE} {lone[0]} is 0")
    made_of_matrices = proof_of_matrix_numbers(a, b, known)
    if made_of_matrices.holds or made_of_matrices.method.startswith("true if"):
        return made_of_matrices
    summed = (closed_sums(summed_series(apart(side), known), known) for side in (a, b))
    left, right = (substituted(without_derivatives(side), known) for side in summed)
    cancelled = sorted(cancelled_gaps(a, left, right, known) | cancelled_gaps(b, right, left, known), key=str)
    if cancelled:
        return Evidence("undecided", f"{NO_DERIVATIVE} {cancelled[0]} is 0")
    (left, right), known = natural((left, right), known)
    return proof_of_equality(left, right, known)


def proof_of_matrix_numbers(a: Expr, b: Expr, known: Premises) -> Evidence:
    """The evidence for two numbers with traces, determinants or 1 x 1 products in them, these as words."""
    try:
        return equal_numbers(a, b, known, vanishing)
    except Unreadable as error:
        return Evidence("undecided", str(error))


def proof_of_equality(a: Expr, b: Expr, known: Premises, depth: int = 0) -> Evidence:
    """The evidence for a = b: where both sides are defined, and at the edges where one alone may not be."""
    shown = proof_of_zero(a - b, known)
    if not (a.is_commutative and b.is_commutative):
        return shown

    def equal_here(left: Expr, right: Expr, known: Premises) -> bool:
        return proof_of_equality(left, right, known, depth + 1).holds

    for factor, place in lone_factors(a, b, known) if shown.holds else ():
        if depth == edges.DEEPEST or not edges.agree_on(factor, place, a, b, known, equal_here):
            shown = Evidence("undecided", f"true where {place} is not 0")
            break
    if not shown.holds and depth == 0 and (a.has(*decided.KINKS) or b.has(*decided.KINKS)):
        cases = decided.equal_case_by_case(a, b, known, equal_here)
        return shown if cases is None else Evidence("proved", form_of(a - b) + cases.describe())
    return shown


def proof_of_zero(gap: Expr, known: Premises) -> Evidence:
    """The evidence for gap = 0."""
    if gap.is_number and not gap.is_Rational and constants.vanishes(gap):
        return Evidence("proved", "exact arithmetic of constants")
    if not gap.is_commutative:
        shown = products_vanish(gap, known)
        return Evidence("proved", "normal form of noncommuting products") if shown else NOT_SHOWN
    gap, known = in_parts(without_cardinal_sines(gap), known)
    for premises_now in openings(gap, known):
        cases = everywhere(gap, premises_now)
        if cases is not None:
            return Evidence("proved", form_of(gap) + cases.describe())
    if gap.has(Sum) and everywhere(gap, known, vanishes_termwise) is not None:
        return Evidence("proved", "normal form of sums, term by term")
    if gap.has(Sum) and everywhere(gap, known, vanishes_with_equal_sums_merged) is not None:
        return Evidence("proved", "normal form of sums, equal term by term")
    letter = by_induction(gap, known) if gap.has(Sum, Product) else ""
    if letter:
        return Evidence("proved", f"induction on {letter}")
    if gap.has(*REACHED_BY_DERIVATIVES) and everywhere(gap, known, constantly_zero) is not None:
        return Evidence("proved", "derivative 0 on a convex set, and 0 at one point")
    return NOT_SHOWN


def openings(gap: Expr, known: Premises) -> list[Premises]:
    """The premises under which a normal form is tried, in order.

    Trigonometric and hyperbolic functions stay closed in sums and kinks first, and are opened then if there are not too
    many; letters are divided with remainder last, where something depends on residues.
    """
    found = [known]
    if gap.has(HyperbolicFunction, TrigonometricFunction) and gap.has(Sum, Abs, Max, Min, Piecewise, sign, Heaviside):
        closed = replace(known, exponentials=False)
        found = [closed, known] if gap.count_ops() < MANY_OPERATIONS // 4 else [closed]
    return [*found, *(replace(one, divisions=True) for one in found)] if depends_on_residues(gap) else found


def form_of(e: Expr) -> str:
    """The name of the normal form that an expression has."""
    if e.has(Sum):
        return "normal form of sums"
    if e.has(exp, log, HyperbolicFunction, TrigonometricFunction):
        return "normal form of exponentials"
    if any(p.exp.is_Rational and not p.exp.is_Integer for p in e.atoms(Pow)):
        return "normal form of roots"
    if e.has(AppliedUndef, Slope):
        return "normal form of derivatives"
    return "normal form of rational functions"


def substituted(e: Expr, known: Premises) -> Expr:
    """`e` with each given equality put in whose left side is a letter."""
    for left, right in known.equalities:
        if isinstance(left, Basic) and not isinstance(left, (Add, Mul, Pow, Sum)) and not right.has(left):
            e = put_in(e, {left: right}, known)
    return e


def products_vanish(gap: Expr, known: Premises) -> bool:
    """Whether the coefficient of each noncommuting product in `gap` vanishes."""
    collected: dict[Expr, Expr] = {}
    slopes = {part: normal(part, known) for part in gap.atoms(Slope)}
    for term in Add.make_args(gap.xreplace(slopes).expand()):
        numbers, letters = term.args_cnc()
        word = Mul(*letters)
        collected[word] = collected.get(word, S.Zero) + Mul(*numbers)
    try:
        return all(vanishes(number, known) for number in collected.values())
    except (NeedsSign, Unreadable):
        return False


def small(matrix: MatrixExpr) -> bool:
    """Whether a matrix and all matrices in it have few entries, so that they can be written out."""
    sizes = [S(size) for part in (matrix, *matrix.atoms(MatrixSymbol)) for size in part.shape]
    return all(size.is_Integer and size <= LARGEST for size in sizes)


def with_inverses(known: Premises, *sides: Any) -> Premises:
    """The premises and, for each small matrix whose inverse is written, that its determinant is not 0."""
    supposed = [m for m in inverted_parts(*sides) if not isinstance(m, MatrixSymbol) or m in known.invertible]
    try:
        return replace(known, nonzero=known.nonzero | {determinant(matrix) for matrix in supposed})
    except Unreadable:
        return known


def proof_of_entries(a: Any, b: Any, known: Premises) -> Evidence:
    """The evidence for two matrices, at least one written out, entry by entry."""
    rows, columns = a.shape
    verdicts, known = [], with_inverses(known, a, b)
    try:
        for i in range(rows):
            for j in range(columns):
                left, right = entry(a, i, j), entry(b, i, j)
                left, right = (written_out(side, LONGEST_SUM) for side in (left, right))
                verdicts.append(where_defined(proof_of_numbers(left, right, known)))
                if not verdicts[-1].holds:
                    return Evidence("undecided", f"entry ({i}, {j}): {verdicts[-1].method}")
    except Unreadable as error:
        return Evidence("undecided", str(error))
    whole = weakest(verdicts)
    return Evidence("proved", f"entry by entry, {whole.method}") if whole.kind == "proved" else whole


def where_defined(shown: Evidence) -> Evidence:
    """The evidence for an entry: where a denominator is 0 there is no matrix, which is supposed not to be so."""
    lone = shown.method.startswith("true where ")
    return Evidence("proved", shown.method.removeprefix("true ")) if lone else shown


def proof_of_matrices(a: MatrixExpr, b: MatrixExpr, known: Premises) -> Evidence:
    """The evidence for two matrix expressions of symbolic size: as words, else entry by entry."""
    try:
        shown = equal_matrices(a, b, known, vanishing)
    except Unreadable as error:
        shown = Evidence("undecided", str(error))
    if shown.holds or shown.method.startswith("true if"):
        return shown
    if small(a) and small(b):
        return proof_of_entries(a, b, known)
    try:
        i, j = Dummy("i", integer=True), Dummy("j", integer=True)
        inside = known.inside([(i, S.Zero, a.shape[0] - 1), (j, S.Zero, a.shape[1] - 1)])
        entries = proof_of_numbers(entry(a, i, j), entry(b, i, j), inside)
    except Unreadable:
        return shown
    return Evidence("proved", f"{entries.method}, entry by entry") if entries.holds else shown


def vanishing(value: Expr, known: Premises) -> bool:
    """Whether a number is shown to be 0."""
    return value == 0 or (not value.is_Rational and proof_of_zero(value, known).holds)


def proof_of_relations(a: Boolean, b: Boolean, known: Premises) -> Evidence:
    """The evidence for two truth values: relations whose gaps are equal, else the same value in every case."""
    shown = proof_of_gaps(a, b, known) if isinstance(a, Relational) and isinstance(b, Relational) else NOT_SHOWN
    if shown.holds:
        return shown
    if truths.agree(a, b, known):
        return Evidence("proved", "the same truth value in every case")
    return proof_of_constant_truth(a, b, known)


def proof_of_gaps(a: Relational, b: Relational, known: Premises) -> Evidence:
    """The evidence for two relations of one kind whose gaps are equal, or opposite for equations; their sides have

    finite values wherever they are, real ones where they are compared.
    """
    equations = [one.rel_op in ("==", "!=") for one in (a, b)]
    if all(equations) and a.rel_op == b.rel_op and isinstance(a.lhs, MatrixExpr) and isinstance(b.lhs, MatrixExpr):
        return proof(a.lhs - a.rhs, b.lhs - b.rhs, known) if a.lhs.shape == b.lhs.shape else NOT_SHOWN
    if not all(truths.always_has_value(one, known) for one in (a, b)):
        return NOT_SHOWN
    if all(equations) and a.rel_op == b.rel_op:
        shown = proof_of_numbers(a.lhs - a.rhs, b.lhs - b.rhs, known)
        return shown if shown.holds else proof_of_numbers(a.lhs - a.rhs, b.rhs - b.lhs, known)
    if any(equations) or ("=" in a.rel_op) != ("=" in b.rel_op):
        return NOT_SHOWN
    return proof_of_numbers(a.gts - a.lts, b.gts - b.lts, known)


def proof_of_constant_truth(a: Boolean, b: Boolean, known: Premises) -> Evidence:
    """The evidence for a relation that is true, or false, everywhere."""
    from workings.judge.inequalities import sign_proof  # it builds on this module

    if isinstance(a, BooleanAtom):
        a, b = b, a
    if not (isinstance(a, Relational) and isinstance(b, BooleanAtom) and truths.always_has_value(a, known)):
        return NOT_SHOWN
    holds = bool(b)
    if a.rel_op in ("==", "!="):
        return proof_of_numbers(a.lhs, a.rhs, known) if (a.rel_op == "==") is holds else NOT_SHOWN
    gap = a.gts - a.lts if holds else a.lts - a.gts
    method = sign_proof(gap, (a.rel_op in ("<", ">")) is holds, known)
    return Evidence("proved", method) if method else NOT_SHOWN
