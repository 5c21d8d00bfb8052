"""Does an expression tend to a value? By continuity where that suffices, else by SymPy, checked along the path.

A real symbol without a known sign is taken positive, negative and 0 in turn, so that the limit is found on each
side. *Proved* means continuity: after exponentials that vanish (exp(-b p) for b -> oo, p > 0) are called t -> 0,
the expression is a quotient of sums of products of continuous functions whose denominators are not 0 at the limit
point, so that the limit is the value there. Or it means Taylor's theorem (`expansions`): expression - value =
O(distance); or the limit that `growth` finds. Otherwise SymPy's `limit` says it (*by SymPy*), and the numbers along
the path must agree with it, for its `limit` has known faults.
"""

from __future__ import annotations

from itertools import product
from typing import Any

from mpmath import mpf
from sympy import Add, Dummy, Expr, Rational, S, Sum, Symbol, limit, log, oo

from workings.judge import budget
from workings.judge.alphabet import Exp, Unreadable, terms
from workings.judge.approach import BOTH, value_at
from workings.judge.calculus import without_derivatives
from workings.judge.constraints import exact
from workings.judge.evidence import Evidence, weakest
from workings.judge.expansions import vanishing
from workings.judge.infinities import METHOD
from workings.judge.instances import Instance, instances
from workings.judge.no_value import Unable, Undefined, Unsure
from workings.judge.normal import canonical, normal
from workings.judge.premises import Premises, premises
from workings.judge.ranges import number
from workings.judge.roles import roles
from workings.judge.sameness import judged
from workings.judge.shapes import as_value
from workings.judge.signs import NeedsSign, nonzero, positive
from workings.judge.values import INFINITE
from workings.judge.witness import point_text, values_text

STEPS = (8, 16, 24, 32)
LARGE_STEPS = (4, 6, 8, 10)


def tends(expr: Any, variable: Symbol, to: Any, value: Any, given: Any = ()) -> Evidence:
    """The evidence that `expr` tends to `value` as `variable` goes to `to`: a number, oo or -oo."""
    known = premises(given)
    return budget.judgement(lambda: tending(as_value(expr), variable, as_value(to), as_value(value), known))


def tending(expr: Expr, variable: Symbol, to: Expr, value: Expr, known: Premises) -> Evidence:
    """The evidence for a limit under premises, on each side of the parameters."""
    verdicts = []
    for case, words in sign_cases(expr, value, variable, known):
        here = premises_in(case, known)
        if here is None:
            continue
        verdict = one_case(expr.xreplace(case), variable, to, value.xreplace(case), here)
        if verdict.kind == "refuted":
            return Evidence("refuted", verdict.method, verdict.witness)
        if not verdict.holds and words:
            verdict = Evidence(verdict.kind, f"where {words}: {verdict.method}")
        verdicts.append(verdict)
    whole = weakest(verdicts)
    if whole.holds and len(verdicts) > 1:
        signs = sorted({str(s) for case, _ in sign_cases(expr, value, variable, known) for s in case})
        return Evidence(whole.kind, f"{whole.method}, by the sign of {', '.join(signs)}")
    return whole


def premises_in(case: dict[Symbol, Expr], known: Premises) -> Premises | None:
    """The premises, said of the letters of a case; None where one of them is false there."""
    given = [one.xreplace(case) for one in known.given]
    return None if S.false in given else premises(given)


def sign_cases(expr: Expr, value: Expr, variable: Symbol, known: Premises) -> list[tuple[dict[Symbol, Expr], str]]:
    """Replacements that give each real symbol of unknown sign a sign, with the case in words; at most three symbols.

    A letter whose name another one bears is left as it is.
    """
    names = [s.name for s in set().union(*(e.atoms(Symbol) for e in (expr, value, variable, *known.given)))]
    open_signs = [
        s
        for s in sorted(expr.free_symbols | value.free_symbols, key=str)
        if isinstance(s, Symbol)
        and s != variable
        and s.is_extended_real
        and not s.is_integer
        and s.is_positive is None
        and s.is_negative is None
        and s.is_zero is not True
        and names.count(s.name) == 1
    ]
    if len(open_signs) > 3:
        return [({}, "")]
    cases = []
    for signs in product((1, -1, 0), repeat=len(open_signs)):
        if any(sign_possible(s, one) is False for s, one in zip(open_signs, signs, strict=True)):
            continue
        letters = {s: one * Symbol(s.name, positive=True) for s, one in zip(open_signs, signs, strict=True)}
        relation = {1: ">", -1: "<", 0: "="}
        words = ", ".join(f"{s} {relation[one]} 0" for s, one in zip(open_signs, signs, strict=True))
        cases.append((letters, words))
    return cases


def sign_possible(symbol: Symbol, one: int) -> bool:
    """Whether the assumptions allow a symbol to have this sign."""
    if one == 0:
        return symbol.is_nonzero is not True and symbol.is_zero is not False
    return not (symbol.is_nonpositive if one > 0 else symbol.is_nonnegative)


def one_case(expr: Expr, variable: Symbol, to: Expr, value: Expr, known: Premises) -> Evidence:
    """The evidence where all signs are known: refuted on the way, proved by continuity, or by SymPy."""
    refuted = refuted_on_the_way(expr, variable, to, value, known)
    if refuted is not None:
        return refuted
    found = continuous_value(expr, variable, to, known)
    if found is not None:
        equal = judged(found, value, known)
        if equal.kind in ("identical", "proved"):
            return Evidence("proved", "continuity")
        if equal.kind == "refuted":
            return equal
    if not to.is_infinite and not value.is_infinite and by_taylor(expr, variable, to, value, known):
        return Evidence("proved", "Taylor's theorem")
    if to.is_infinite and grows_without_bound(expr, variable, to, value, known):
        return Evidence("proved", f"the quotient by {variable} has a limit that is not 0")
    grown = by_growth(expr, variable, to, value, known)
    if grown is not None:
        return grown
    return said_by_sympy(expr, variable, to, value, known)


def by_taylor(expr: Expr, variable: Symbol, to: Expr, value: Expr, known: Premises) -> bool:
    """Whether expr - value is O(variable - to), by its derivatives there."""
    gap = without_derivatives((expr - value).subs(variable, variable + to))
    try:
        return budget.within(budget.left() / 2, lambda: vanishing(gap, variable, 1, known)).kind == "proved"
    except budget.Overtime:
        return False


def by_growth(expr: Expr, variable: Symbol, to: Expr, value: Expr, known: Premises) -> Evidence | None:
    """Proved if the limit that is found by the fastest class is the value; else None."""
    try:
        found = value_at(expr, variable, to, BOTH, known)
    except (Unreadable, NeedsSign):
        return None
    if found.is_infinite or value.is_infinite:
        return Evidence("proved", METHOD) if found == value else None
    equal = judged(found, value, known)
    return Evidence("proved", METHOD) if equal.kind in ("identical", "proved") else None


def grows_without_bound(expr: Expr, variable: Symbol, to: Expr, value: Expr, known: Premises) -> bool:
    """Whether expr / variable tends to a number of the sign that makes the expression tend to the infinite value."""
    slope = continuous_value(expr / variable, variable, to, known) if value.is_infinite else None
    direction = 1 if (value is oo) == (to is oo) else -1
    return slope is not None and value in (oo, -oo) and positive(normal(direction * slope, known), known)


def said_by_sympy(expr: Expr, variable: Symbol, to: Expr, value: Expr, known: Premises) -> Evidence:
    """SymPy's limit compared with the value; both sides of a finite point are asked."""
    sides = "+" if to.is_infinite else "+-"
    try:
        agrees = budget.within(
            budget.left() / 2, lambda: all(equal_limit(expr, variable, to, s, value, known) for s in sides)
        )
    except budget.Overtime as late:
        return Evidence("undecided", f"SymPy's limit: {late}")
    if agrees:
        return Evidence("by SymPy", "limit")
    return Evidence("undecided", "SymPy's limit is another, or none")


def equal_limit(expr: Expr, variable: Symbol, to: Expr, side: str, value: Expr, known: Premises) -> bool:
    """Whether SymPy's limit from one side is the value."""
    found = limit(expr, variable, to, side)
    return found == value or judged(found, value, known).holds


# continuity


def continuous_value(expr: Expr, variable: Symbol, to: Expr, known: Premises) -> Expr | None:
    """The limit, where continuity gives it; else None."""
    if not expr.has(variable):
        return expr
    try:
        if to.is_infinite:
            return value_at_infinity(expr, variable, to, known)
        if continuous_at(expr, {variable: to}, known):
            return expr.xreplace({variable: to})
    except (Unreadable, NeedsSign):
        pass
    return None


def continuous_at(e: Expr, at: dict[Symbol, Expr], known: Premises) -> bool:
    """Whether `e` is built from continuous functions, with no denominator that may vanish at the point `at`."""
    if not e.has(*at):
        return True
    if isinstance(e, Sum):
        ends = [end for _, *both in e.limits for end in both]
        return not any(end.has(*at) for end in ends) and continuous_at(e.function, at, known.inside(e.limits))
    if not all(continuous_at(part, at, known) for part in e.args if isinstance(part, Expr)):
        return False
    if e.is_Pow:
        base = normal(e.base.xreplace(at), known)
        if e.exp.is_Integer:
            return bool(e.exp > 0) or nonzero(base, known)
        return positive(base, known)
    if isinstance(e, log):
        return positive(normal(e.args[0].xreplace(at), known), known)
    return e.is_Symbol or e.is_Add or e.is_Mul or type(e).__name__ in CONTINUOUS


CONTINUOUS = {"exp", "sin", "cos", "sinh", "cosh", "tanh", "Exp", "atan", "erf", "Abs", "Max", "Min"}


def value_at_infinity(expr: Expr, variable: Symbol, to: Expr, known: Premises) -> Expr | None:
    """The value at t = 0, where t stands for what vanishes: an exponential of the variable, or else 1/variable."""
    e = canonical(expr, known)
    vanishing = vanishing_letters(e, variable, to, known)
    if vanishing is None:
        return None
    if not vanishing:
        t = Dummy("t", positive=True)
        vanishing = {variable: 1 / t if to is oo else -1 / t}
    small = Add(*terms(e.xreplace(vanishing)))
    if small.has(variable):
        return None
    letters = {t: S.Zero for value in vanishing.values() for t in value.free_symbols if isinstance(t, Dummy)}
    return small.xreplace(letters) if continuous_at(small, letters, known) else None


def vanishing_letters(e: Expr, variable: Symbol, to: Expr, known: Premises) -> dict[Expr, Expr] | None:
    """t or 1/t for each exponential of a multiple of the variable; None if one is not such or has no known sign."""
    found: dict[Expr, Expr] = {}
    for letter in sorted(e.atoms(Exp), key=str):
        exponent = letter.args[0]
        if not exponent.has(variable):
            continue
        slope = exponent.coeff(variable) * (1 if to is oo else -1)
        t = Dummy("t", positive=True)
        if exponent != exponent.coeff(variable) * variable:
            return None
        if positive(slope, known):
            found[letter] = 1 / t
        elif positive(-slope, known):
            found[letter] = t
        else:
            return None
    return found


# numbers along the path


def refuted_on_the_way(expr: Expr, variable: Symbol, to: Expr, value: Expr, known: Premises) -> Evidence | None:
    """A point of the other letters at which the expression settles on a number that is not the value."""
    parts = roles([expr.subs(variable, 1) if not expr.has(Sum) else expr, value, *known.given])
    try:
        for point in instances(parts, known, (), 0):
            verdict = settled_elsewhere(expr, variable, to, value, point)
            if verdict is not None:
                here, there = verdict
                letters = point_text(point, parts).removeprefix("at ").removesuffix(": ")
                where = f" at {letters}" if letters else ""
                return Evidence(
                    "refuted", "numbers along the path", f"it settles{where}: {values_text(here, there, None)}"
                )
    except (Unable, Undefined, Unsure, TypeError, ValueError):
        return None
    return None


def settled_elsewhere(expr: Expr, variable: Symbol, to: Expr, value: Expr, point: Instance) -> tuple[Any, Any] | None:
    """The number on which the path settles and the claimed value, if they are clearly different and SymPy agrees."""
    walked = path(expr, variable, to, point)
    wanted = point.walk().value(value) if value not in (oo, -oo) else INFINITE
    if len(walked) < 3 or wanted is INFINITE:
        return None
    steps = [abs(b - a) for a, b in zip(walked, walked[1:], strict=False)]
    off = abs(walked[-1] - number(wanted))
    if not (steps[-1] <= steps[0] and steps[-1] < off / 100 and off > mpf(10) ** -6 * max(1, abs(number(wanted)))):
        return None
    return (walked[-1], wanted) if limit_elsewhere(expr, variable, to, value, point) else None


def path(expr: Expr, variable: Symbol, to: Expr, point: Instance) -> list[Any]:
    """The values of the expression at points that approach the limit point, from above where it is finite."""
    walked = []
    for k in LARGE_STEPS if to.is_infinite else STEPS:
        near = Rational(2) ** k * (1 if to is oo else -1) if to.is_infinite else to + Rational(1, 2**k)
        value = point.walk(80).value(point.prepared(expr.subs(variable, near)))
        if value is not INFINITE:
            walked.append(number(value))
    return walked


def limit_elsewhere(expr: Expr, variable: Symbol, to: Expr, value: Expr, point: Instance) -> bool:
    """Whether SymPy's own limit at the point differs from the value, too."""
    numbers = {s: exact(v) for s, v in point.numbers.items()}

    def asked() -> bool:
        found = limit(point.prepared(expr).subs(numbers), variable, to, "+")
        return bool(abs((found - value.subs(numbers)).evalf(30)) > 1e-9)

    try:
        return bool(budget.within(3.0, asked))
    except budget.Overtime:
        return False
