"""Truth values: do two relations, or two statements made of relations, hold at the same points?

Both sides are evaluated in each case of signs (`cells`): there a relation is true or false, by the signs of the
irreducible factors of its gap left - right, and a connective has the value of its table. If both sides have one value
in every case, they have it at every point, since the cases cover all points.

Which relations have a value. A comparison <, <=, >, >= needs two finite real numbers, so each side by itself must be
shown real (that the imaginary parts cancel in the gap is not enough), and a side that is infinite leaves it without
one. Where a factor of a denominator or an argument of a logarithm may be 0 (`domains.gaps`), its sign is a case of
its own, and on the edge the number is put in. Connectives of parts without a value follow Kleene's strong tables:
And is false if one part is, Or true if one part is, whatever the others (S. C. Kleene, Introduction to
Metamathematics, 1952, section 64). A side without a value agrees only with a side without a value.

An equation needs no real sides. Its gap is a quotient of products of irreducible factors, and it holds where one
factor of the numerator is 0; the factors below must be known not to be 0. A factor that may be complex is 0 or not:
two cases, and what is linear in a letter is solved for it in the first. Some of the cases may hold no point, which
does no harm.

Letters that stand for truth values (`propositions`) take both values in turn, which is a complete proof.
"""

from collections.abc import Callable
from dataclasses import replace

from sympy import (
    Abs,
    Add,
    Basic,
    Expr,
    Indexed,
    IndexedBase,
    Max,
    Min,
    Mul,
    Piecewise,
    Pow,
    S,
    Sum,
    Symbol,
    Tuple,
    acos,
    asin,
    atan,
    conjugate,
    erf,
    exp,
    expand,
    im,
    log,
    preorder_traversal,
    re,
    sign,
)
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational
from sympy.core.symbol import Str
from sympy.functions.elementary.hyperbolic import asinh, cosh, sinh, tanh
from sympy.functions.elementary.integers import ceiling, floor
from sympy.functions.elementary.trigonometric import TrigonometricFunction
from sympy.logic.boolalg import ITE, And, Boolean, BooleanAtom, Equivalent, Implies, Not, Or, Xor

from workings.judge import constants
from workings.judge.alphabet import Unreadable, factors, terms
from workings.judge.cells import everywhere
from workings.judge.divisions import whole
from workings.judge.domains import gaps, put_in
from workings.judge.kinks import comparable, simple_gap, strict_sign
from workings.judge.normal import with_normal_facts
from workings.judge.number_bounds import sign_of_number
from workings.judge.premises import NOTHING, Premises
from workings.judge.propositions import assignments
from workings.judge.signs import NeedsSign, nonzero, real

MOST_ZEROS = 6
EQUATIONS = ("==", "!=")
TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
READ = (
    Add, Mul, Pow, Symbol, Indexed, IndexedBase, exp, log, TrigonometricFunction, sinh, cosh, tanh, asin, acos, atan,
    asinh, erf, Abs, sign, Max, Min, re, im, conjugate, Piecewise, AppliedUndef, Sum,
)  # fmt: skip
Zeros = dict[Expr, bool]


class NeedsZero(Exception):
    """The value depends on whether a factor that may be complex is 0."""

    def __init__(self, factor: Expr) -> None:
        super().__init__(str(factor))
        self.factor = factor


def agree(a: Boolean, b: Boolean, known: Premises) -> bool:
    """Whether two statements are shown to have the same truth value at every point."""
    known = with_normal_facts(known)
    try:
        return all(
            agree_by_zeros(Tuple(statement(a.xreplace(values)), statement(b.xreplace(values))), known, {})
            for values in assignments(a, b)
        )
    except (Unreadable, NeedsSign, TypeError, ValueError):
        return False


def agree_by_zeros(pair: Tuple, known: Premises, zeros: Zeros) -> bool:
    """Whether the statements agree in every case of signs and of complex factors that are 0 or not."""

    def agreed(both: Tuple, facts: Premises) -> bool:
        return value(both.args[0], facts, zeros) is value(both.args[1], facts, zeros)

    try:
        return everywhere(pair, known, agreed) is not None
    except NeedsZero as need:
        if len(zeros) == MOST_ZEROS:
            return False
        factor = need.factor
    there = agree_by_zeros(solved(pair, factor, known), known, zeros | {factor: True})
    beside = replace(known, nonzero=known.nonzero | {factor})
    return there and agree_by_zeros(pair, beside, zeros | {factor: False})


def solved(pair: Tuple, factor: Expr, known: Premises) -> Tuple:
    """The statements where a factor is 0, solved for a letter that it holds once and with a rational coefficient."""
    for letter in sorted((s for s in factor.free_symbols if s.is_real is None), key=str):
        coefficient = factor.coeff(letter)
        rest = expand(factor - coefficient * letter)
        if coefficient.is_Rational and coefficient != 0 and not rest.has(letter):
            return put_in(pair, {letter: expand(-rest / coefficient)}, known)
    return pair


def statement(e: Basic) -> Basic:
    """A truth value as a tree that SymPy does not evaluate when numbers are put in."""
    if isinstance(e, BooleanAtom):
        return e
    if isinstance(e, Relational):
        return without_rounding(e.rel_op, e.lhs, e.rhs)
    if isinstance(e, ITE):
        return Tuple(Str("ITE"), *map(statement, e.args))
    if isinstance(e, Implies):
        return Tuple(Str("Implies"), *map(statement, e.args))
    name = next((kind.__name__ for kind in (And, Or, Not, Xor, Equivalent) if isinstance(e, kind)), None)
    if name is None:
        raise Unreadable(f"the statement {e}")
    return Tuple(Str(name), *map(statement, sorted(e.args, key=str)))


def without_rounding(relation: str, left: Basic, right: Basic) -> Tuple:
    """A comparison; that of a floor or a ceiling with a whole number is one of what is rounded.

    n <= floor(x) if and only if n <= x, and floor(x) < n if and only if x < n; for ceilings the other way round
    (Graham, Knuth, Patashnik, Concrete Mathematics, (3.7)).
    """
    if relation in TURNED and isinstance(right, (floor, ceiling)):
        relation, left, right = TURNED[relation], right, left
    if relation not in TURNED or not isinstance(left, (floor, ceiling)) or not whole(right, NOTHING):
        return Tuple(Str(relation), left, right)
    step = 1 if isinstance(left, floor) else -1
    moved = {"<=": "<", ">": ">="} if step == 1 else {">=": ">", "<": "<="}
    return Tuple(Str(moved.get(relation, relation)), left.args[0], right + step * (relation in moved))


def value(e: Basic, known: Premises, zeros: Zeros) -> bool | None:
    """True, false, or None where there is no value; NeedsSign or NeedsZero where it depends on something else."""
    if isinstance(e, BooleanAtom):
        return bool(e)
    name, *parts = e.args
    if name.name in CONNECTIVES:
        return CONNECTIVES[name.name](parts, lambda part: value(part, known, zeros))
    left, right = parts
    has_value = all([finite(side, name.name, known) for side in (left, right)])
    return holds(left, name.name, right, known, zeros) if has_value else None


def deciding(decides: bool) -> Callable[[list, Callable], bool | None]:
    """And (decided by False) or Or (decided by True): one part that decides is enough."""

    def table(parts: list[Basic], at: Callable[[Basic], bool | None]) -> bool | None:
        missing = False
        for part in parts:
            found = at(part)
            if found is decides:
                return decides
            missing = missing or found is None
        return None if missing else not decides

    return table


def opposite(parts: list[Basic], at: Callable[[Basic], bool | None]) -> bool | None:
    """Not."""
    found = at(parts[0])
    return None if found is None else not found


def implication(parts: list[Basic], at: Callable[[Basic], bool | None]) -> bool | None:
    """Implies: true if the premise is false or the conclusion true."""
    premise = at(parts[0])
    if premise is False:
        return True
    conclusion = at(parts[1])
    return conclusion if premise or conclusion else None


def choice(parts: list[Basic], at: Callable[[Basic], bool | None]) -> bool | None:
    """If, then, else."""
    test = at(parts[0])
    return None if test is None else at(parts[1] if test else parts[2])


def parity(parts: list[Basic], at: Callable[[Basic], bool | None]) -> bool | None:
    """Xor: whether an odd number of parts are true."""
    found = [at(part) for part in parts]
    return None if None in found else sum(map(bool, found)) % 2 == 1


def equivalence(parts: list[Basic], at: Callable[[Basic], bool | None]) -> bool | None:
    """Equivalent: whether all parts have the same value."""
    found = [at(part) for part in parts]
    return None if None in found else len(set(found)) <= 1


CONNECTIVES: dict[str, Callable[[list, Callable], bool | None]] = {
    "And": deciding(False),
    "Or": deciding(True),
    "Not": opposite,
    "Implies": implication,
    "ITE": choice,
    "Xor": parity,
    "Equivalent": equivalence,
}


def finite(side: Basic, relation: str, known: Premises) -> bool:
    """Whether a side is a finite number, and real if it is compared; False if it is known to be infinite.

    NeedsSign where a denominator or an argument of a logarithm may be 0, Unreadable where it is not known.
    """
    if side in (S.ComplexInfinity, S.NaN) and relation not in EQUATIONS:
        return False
    if not readable(side):
        raise Unreadable(f"whether {side} has a value")
    places = sorted(gaps(side, known), key=str)
    if places:
        if isinstance(places[0], Expr) and real(places[0], known):
            raise NeedsSign(places[0], strict=True)
        raise Unreadable(f"whether {places[0]} is 0")
    if relation not in EQUATIONS and not real(Add(*terms(comparable(side, known))), known):
        raise Unreadable(f"whether {side} is real")
    return True


def always_has_value(relation: Relational, known: Premises) -> bool:
    """Whether a relation is known to be true or false at every point."""
    try:
        return all(finite(side, relation.rel_op, with_normal_facts(known)) for side in (relation.lhs, relation.rhs))
    except (Unreadable, NeedsSign):
        return False


def readable(side: Basic) -> bool:
    """Whether a side is a number made of functions of which `gaps` knows all places without a value."""
    if not isinstance(side, Expr) or side.is_commutative is False or side.has(S.Infinity, S.ComplexInfinity, S.NaN):
        return False
    if side.has(S.NegativeInfinity):
        return False
    inside = (part for part in preorder_traversal(side) if isinstance(part, Expr) and part.args)
    powers = (p for p in side.atoms(Pow) if not p.exp.is_Rational)
    return all(isinstance(part, READ) for part in inside) and all(bool(p.base.is_positive) for p in powers)


def holds(left: Expr, relation: str, right: Expr, known: Premises, zeros: Zeros) -> bool:
    """Whether a relation between two numbers holds."""
    compared = [Add(*terms(comparable(side, known))) for side in (left, right)]
    signs_count = all(real(side, known) for side in compared)
    constant, parts = factors(simple_gap(*compared) if signs_count else Add(*terms(compared[0] - compared[1])))
    if relation in EQUATIONS:
        return (constant == 0 or one_is_zero(constant, parts, known, zeros)) is (relation == "==")
    s = 0 if constant == 0 else sign_of_number(constant)
    if s is None or not all(real(factor, known) for factor, _ in parts):
        raise Unreadable("the sign of what may not be real")
    for factor, times in parts if s else ():
        here = strict_sign(factor, known)
        if here == 0 and times < 0:
            raise Unreadable("a quotient by 0")
        s *= here if times % 2 else here**2
    return {"<": s < 0, "<=": s <= 0, ">": s > 0, ">=": s >= 0}[relation]


def one_is_zero(constant: Expr, parts: tuple[tuple[Expr, int], ...], known: Premises, zeros: Zeros) -> bool:
    """Whether a quotient of products is 0: whether one of the factors above is."""
    if sign_of_number(constant) is None and not constants.differs_from_zero(constant):
        raise Unreadable("a constant that may be 0")
    if not all(nonzero(factor, known) for factor, times in parts if times < 0):
        raise Unreadable("a quotient by what may be 0")
    above = [factor for factor, times in parts if times > 0 and not nonzero(factor, known)]
    if any(zeros.get(factor, False) or zeros.get(expand(-factor), False) for factor in above):
        return True
    return any(is_zero(factor, known, zeros) for factor in sorted(above, key=str))


def is_zero(factor: Expr, known: Premises, zeros: Zeros) -> bool:
    """Whether one factor is 0; NeedsSign or NeedsZero where that is not known."""
    if real(factor, known):
        return strict_sign(factor, known) == 0
    found = zeros.get(factor, zeros.get(expand(-factor)))
    if found is None:
        raise NeedsZero(factor)
    return found
