"""Cases by sign: where a normal form needs the sign of an expression, each sign is tried in turn.

Kinks (Abs, Max, Min) have the same value from both sides, so u >= 0 and u <= 0 are all cases. Steps (conditions,
sign) may have a value of their own at 0, so u > 0, u = 0 and u < 0 are. A case is left out only if exact elimination
(`linear`) shows that no real point lies in it, and a sign inside a case is used only if it follows from the case's
inequalities. Together the cases cover every point, so an identity that holds in each holds everywhere.
"""

from dataclasses import dataclass, field, replace

from sympy import Add, Expr, Poly, S, Symbol, Tuple, expand
from sympy.polys.polyerrors import PolynomialError

from workings.judge import domains
from workings.judge.alphabet import Unreadable, factors, terms
from workings.judge.consequences import rows_of_monomials
from workings.judge.divisions import NeedsDivision
from workings.judge.linear import infeasible, linear_form
from workings.judge.normal import normal, vanishes
from workings.judge.number_bounds import sign_of_number
from workings.judge.premises import Premises
from workings.judge.signs import NeedsSign, nonnegative, nonzero, positive, real
from workings.judge.thresholds import thresholds

MOST_CASES = 600
DEEPEST = 24


@dataclass
class Cases:
    """The expressions whose signs were told apart, in order, and how many cases were left to prove."""

    split: list[Expr] = field(default_factory=list)
    divided: list[Expr] = field(default_factory=list)
    seen: int = 0

    def describe(self) -> str:
        """How the cases were made, in words for a method."""
        if self.divided:
            return f", by division with remainder ({self.seen} case{'s' * (self.seen != 1)})"
        if not self.split:
            return ""
        kinks = list(dict.fromkeys(self.split))
        if all(kink.is_Symbol for kink in kinks):
            return ", by the sign of " + ", ".join(sorted({str(kink) for kink in kinks}))
        return f", every sign pattern of every kink ({self.seen} cases)"


def everywhere(e: Expr, premises: Premises, test=None) -> Cases | None:
    """The cases in all of which `e` vanishes (or `test(e, premises)` holds); None if one is not shown."""
    cases = Cases()
    return cases if holds(e, premises, test or vanishes_here, cases, 0) else None


def holds(e: Expr, premises: Premises, test, cases: Cases, depth: int) -> bool:
    """Whether the test is passed in this case, splitting it where a sign is needed."""
    if cases.seen > MOST_CASES or depth > DEEPEST:
        return False
    try:
        cases.seen += 1
        return test(e, premises)
    except NeedsSign as need:
        question = askable(need.expression, premises)
        if question is None:
            return False
        strict = need.strict
    except NeedsDivision as need:
        cases.seen -= 1
        cases.divided.append(need.letter)
        return all(holds(part, facts, test, cases, depth + 1) for part, facts in divided(need, e, premises))
    except Unreadable:
        return False
    cases.seen -= 1
    cases.split.append(question)
    try:
        branches = split(e, question, strict, premises)
    except Unreadable:
        return False
    return all(holds(part, facts, test, cases, depth + 1) for part, facts in branches)


def divided(need: NeedsDivision, e: Expr, premises: Premises) -> list[tuple[Expr, Premises]]:
    """The cases of a division that may hold a point."""
    return [(part, facts) for part, facts in need.branches(e, premises) if reachable(facts)]


def vanishes_here(e: Expr, premises: Premises) -> bool:
    """Whether `e` is 0 in this case, or on the thin set that the case has shrunk to."""
    if vanishes(e, premises):
        return True
    gap = normal(e, premises)
    if len(premises.facts) < 2 or not real(gap, premises):
        return False
    if all(zero_in_cell(part, premises) for part in coefficients(gap, premises)):
        return True
    return any(times > 0 and zero_in_cell(factor, premises) for factor, times in factors(gap)[1])


def coefficients(gap: Expr, premises: Premises) -> list[Expr]:
    """`gap` as a polynomial in the symbols of which the case says nothing: their coefficients must all vanish."""
    spoken = set().union(*(fact.free_symbols for fact, _ in premises.facts))
    free = sorted(gap.free_symbols - spoken, key=str)
    if not free or not gap.is_polynomial(*free):
        return [gap]
    try:
        return Poly(gap, *free).coeffs()
    except PolynomialError:
        return [gap]


def zero_in_cell(e: Expr, premises: Premises) -> bool:
    """Whether e >= 0 and e <= 0 follow from the case, so that e = 0 there."""
    return linear_form(e) is not None and nonnegative(e, premises) and nonnegative(-expand(e), premises)


def askable(e: Expr, premises: Premises) -> Expr | None:
    """The real expression whose sign decides: the first factor of unknown sign, as simple as it gets; None if complex.

    A polynomial in one letter is taken apart at its real roots, a monotone function at its threshold.
    """
    constant, parts = factors(Add(*terms(e)))
    if sign_of_number(constant) is None or not all(real(factor, premises) for factor, _ in parts):
        return None
    unknown = [factor for factor, _ in parts if not told(factor, premises)]
    question = unknown[0] if unknown else e
    found = thresholds(question)
    if found is not None:
        pieces = (piece for piece, _ in found[1] if piece not in (question, -question))
        simpler = [piece for piece in pieces if piece.count_ops() < question.count_ops() and not told(piece, premises)]
        if simpler:
            return askable(simpler[0], premises)
    return question if linear_form(question) is not None else None


def told(e: Expr, premises: Premises) -> bool:
    """Whether the premises tell that e >= 0 or that e <= 0."""
    return nonnegative(e, premises) or nonnegative(expand(-e), premises)


def split(e: Expr, question: Expr, strict: bool, premises: Premises) -> list[tuple[Expr, Premises]]:
    """The cases of a question: `e` and the premises in each that may hold a point."""
    if not strict:
        found = [(e, premises.with_fact(side)) for side in (question, -question)]
        return [(part, facts) for part, facts in found if reachable(facts)]
    found = [(e, premises.with_fact(side, True)) for side in (question, -question)]
    if not nonzero(question, premises):
        found.append(on_the_edge(e, question, premises))
    return [(part, facts) for part, facts in found if reachable(facts)]


def on_the_edge(e: Expr, question: Expr, premises: Premises) -> tuple[Expr, Premises]:
    """The case question = 0: solved for a symbol that it holds linearly, if there is one, and put into everything."""
    both = premises.with_fact(question).with_fact(-question)
    form = linear_form(question) or {}
    for symbol in sorted((key for key in form if isinstance(key, Symbol)), key=str):
        others = [key for key in form if key is not symbol]
        if any(symbol in key.free_symbols for key in others):
            continue
        solution = expand(symbol - question / question.coeff(symbol))
        there = put_in(e, symbol, solution, premises)
        facts = tuple((expand(fact.subs(symbol, solution)), s) for fact, s in both.facts)
        signs = [(side, s) for side, s in sign_facts(symbol, solution)]
        return there, replace(both, facts=(*facts, *signs))
    return e, both


def put_in(e: Expr, symbol: Symbol, solution: Expr, premises: Premises) -> Expr:
    """`e` on an edge, a statement with all its gaps; Unreadable where it has no value, as Max of what is undefined."""
    try:
        return domains.put_in(e, {symbol: solution}, premises) if isinstance(e, Tuple) else e.subs(symbol, solution)
    except (ValueError, TypeError) as error:
        raise Unreadable(str(error)) from error


def sign_facts(symbol: Symbol, solution: Expr) -> list[tuple[Expr, bool]]:
    """What was assumed of the sign of `symbol`, said of what it equals."""
    if symbol.is_positive or symbol.is_nonnegative:
        return [(solution, bool(symbol.is_positive))]
    if symbol.is_negative or symbol.is_nonpositive:
        return [(-solution, bool(symbol.is_negative))]
    if symbol.is_nonzero and solution == 0:
        return [(S.NegativeOne, False)]
    return []


def reachable(premises: Premises) -> bool:
    """Whether a case may hold a point, as far as linear inequalities and the thresholds of the facts tell."""
    rows = premises.rows()
    if infeasible([*rows, *rows_of_monomials(rows, premises)]):
        return False
    return not any(contradicted(fact, strict, premises) for fact, strict in premises.facts if thresholds(fact))


def contradicted(fact: Expr, strict: bool, premises: Premises) -> bool:
    """Whether the other facts say that one of them is false."""
    others = replace(premises, facts=tuple(other for other in premises.facts if other != (fact, strict)))
    minus = expand(-fact)
    return nonnegative(minus, others) if strict else positive(minus, others)
