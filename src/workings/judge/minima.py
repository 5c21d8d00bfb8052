"""Is a value the minimum of a function? argmin f = at, proved, refuted by a smaller value, or only stationary.

Of a column of numbers: f(at + d) - f(at), for a new column d, is multiplied out. It is the sum of a part linear in d
and a part quadratic in d (else nothing is said). The linear part is the gradient at `at` times d: it must vanish for
every d. If the quadratic part is then >= 0 for every d, `at` is a global minimum; if it holds d^T H d with a definite
H, or c d^T d with c > 0, and all else in it is >= 0, it is > 0 for d != 0, and the minimum is the only one. This is
the whole proof; no calculus is used.

Of numbers: the first derivatives vanish at the place, and f is convex: its second derivative is >= 0 everywhere (for
several numbers, all leading minors of the Hessian are > 0 everywhere: Sylvester's criterion, strictly convex). A
convex function lies above its tangents (Boyd and Vandenberghe 2004, section 3.1.3), so a place where the tangent is
level is a global minimum. f must be smooth on all of R^n for this.
"""

from collections.abc import Sequence
from typing import Any

from sympy import (
    Dummy,
    Expr,
    Function,
    Identity,
    Matrix,
    MatrixExpr,
    MatrixSymbol,
    S,
    Symbol,
    Trace,
    ZeroMatrix,
    atan,
    cos,
    cosh,
    exp,
    expand,
    sin,
    sinh,
    tanh,
)

from workings.judge import budget
from workings.judge.alphabet import Unreadable
from workings.judge.evidence import Evidence
from workings.judge.inequalities import sign_proof, smooth
from workings.judge.matrix_equality import equal_numbers
from workings.judge.normal import normal
from workings.judge.premises import Premises, premises
from workings.judge.provers import proof, vanishing
from workings.judge.quadratic_forms import as_number
from workings.judge.refuter import search
from workings.judge.shapes import as_value
from workings.judge.signs import NeedsSign, nonnegative, positive
from workings.judge.traces import Numbers

MOST_NUMBERS = 3
ONLY_STATIONARY = "stationary point; not shown to be a minimum: the second derivative is not shown to be >= 0"


def minimises(f: Any, x: Any, at: Any, given: Any = ()) -> Evidence:
    """The evidence that f is least where x = at; x is a number, a sequence of numbers, or a column (MatrixSymbol)."""
    known = premises(given)
    f = as_number(as_value(f))
    letters, places = (tuple(x), tuple(at)) if isinstance(x, Sequence) else ((x,), (at,))
    return budget.judgement(lambda: least(f, letters, tuple(map(as_value, places)), known))


def least(f: Expr, letters: tuple[Any, ...], places: tuple[Any, ...], known: Premises) -> Evidence:
    """The evidence under premises: a smaller value refutes, then the proof."""
    value = f.xreplace(dict(zip(letters, places, strict=True)))
    refuted, _ = search(f, value, known, 1, ">=")
    for factor in (S.Zero, S.NegativeOne, S.Half, S(2)):
        if refuted is None and all(isinstance(place, Expr) for place in places):
            elsewhere = f.xreplace({s: scaled(place, factor) for s, place in zip(letters, places, strict=True)})
            refuted, _ = search(elsewhere, value, known, 0, ">=")
    if refuted is not None:
        return refuted
    try:
        if len(letters) == 1 and isinstance(letters[0], MatrixSymbol):
            return of_column(f, letters[0], places[0], known)
        return of_numbers(f, letters, places, known)
    except (Unreadable, NeedsSign, TypeError, ValueError) as error:
        return Evidence("undecided", f"no rule for a minimum: {error}")


def scaled(place: Expr, factor: Expr) -> Expr:
    """A multiple of a place, at which the function is tried."""
    return ZeroMatrix(*place.shape) if isinstance(place, MatrixExpr) and factor == 0 else factor * place


# a column


def of_column(f: Expr, x: MatrixSymbol, at: MatrixExpr, known: Premises) -> Evidence:
    """The minimum of a quadratic function of a column."""
    step = MatrixSymbol(unused_name(f.atoms(MatrixSymbol) | at.atoms(MatrixSymbol)), *x.shape)
    place = step if isinstance(at, ZeroMatrix) else at + step
    moved, still = f.xreplace({x: place}), f.xreplace({x: at})
    numbers = Numbers(known)
    gap = expand(numbers.scalar(moved) - numbers.scalar(still))
    parts: dict[int, Expr] = {0: S.Zero, 1: S.Zero, 2: S.Zero}
    for term in gap.as_ordered_terms():
        degree = degree_in(term, step.name, numbers)
        if degree not in parts:
            return Evidence("undecided", "the function is not quadratic")
        parts[degree] += term
    traces = {letter: trace_of(letter, numbers) for letter in gap.atoms(Dummy) & numbers.words.keys()}
    level = (parts[0] + parts[1]).xreplace(traces)
    if level != 0 and not equal_numbers(level, S.Zero, known, vanishing).holds:
        return Evidence("undecided", "the gradient is not shown to be 0 there")
    way = convexity(parts[2], step, numbers)
    return Evidence("proved", way) if way else Evidence("undecided", ONLY_STATIONARY)


def unused_name(matrices: set[MatrixSymbol]) -> str:
    """A name that is no part of a name in use."""
    name = "step"
    while any(name in matrix.name for matrix in matrices):
        name += "_"
    return name


def degree_in(term: Expr, name: str, numbers: Numbers) -> int:
    """How often a column stands in a term; 99 if it stands where it cannot be counted."""
    degree = 0
    for factor, power in term.as_powers_dict().items():
        held = [letter for letter in factor.atoms(Dummy) & numbers.words.keys()]
        times = sum(one.name == name for letter in held for one in numbers.words[letter][1])
        if any(name in one.name and one.name != name for letter in held for one in numbers.words[letter][1]):
            return 99
        if times and (len(held) != 1 or factor != held[0] or not power.is_Integer or power < 0):
            return 99
        degree += times * int(power) if times else 0
    return degree


def trace_of(letter: Dummy, numbers: Numbers) -> Expr:
    """The number of a letter as a trace of matrices again."""
    kind, word = numbers.words[letter]
    reader = numbers.reader
    if kind == "det" or any(one.name not in reader.named for one in word if one not in reader.compounds):
        raise Unreadable("a number that is no product of named matrices")
    product: Any = None
    for one in word:
        matrix = matrix_of(one, numbers)
        product = matrix if product is None else product * matrix
    return Trace(product)


def matrix_of(one: Any, numbers: Numbers) -> MatrixExpr:
    """A letter as a matrix again."""
    if one in numbers.reader.compounds:
        total: Any = None
        for word, value in numbers.reader.compounds[one].items():
            term: Any = Identity(one.rows)
            for part in word:
                term = term * matrix_of(part, numbers)
            total = value * term if total is None else total + value * term
        return total.I
    matrix = numbers.reader.named[one.name]
    matrix = matrix.T if one.transposed else matrix
    return matrix.I if one.inverted else matrix


def convexity(quadratic: Expr, step: MatrixSymbol, numbers: Numbers) -> str:
    """What is known of the quadratic part: convex or strictly so; empty if nothing."""
    strict, known = False, numbers.premises
    for term in quadratic.as_ordered_terms() if quadratic != 0 else []:
        letters = sorted(term.atoms(Dummy) & numbers.words.keys(), key=str)
        if len(letters) != 1 or not letters[0].is_nonnegative:
            return ""
        factor, word = term / letters[0], numbers.words[letters[0]][1]
        if factor.has(letters[0]) or not nonnegative(factor, known):
            return ""
        definite = len(word) == 2 or (len(word) == 3 and numbers.reader.named[word[1].name] in known.definite)
        own = word[0].name == word[-1].name == step.name
        strict = strict or (definite and own and positive(factor, known))
    return "global minimum, strictly convex" if strict else "global minimum, convex"


# numbers


def of_numbers(f: Expr, letters: tuple[Symbol, ...], places: tuple[Expr, ...], known: Premises) -> Evidence:
    """The minimum of a smooth function of one or a few real numbers."""
    if len(letters) > MOST_NUMBERS or not all(isinstance(s, Symbol) and s.is_real for s in letters):
        return Evidence("undecided", "a minimum over numbers that are not said to be real")
    if any(s.is_nonnegative is not None or s.is_nonpositive is not None or s.is_integer for s in letters):
        return Evidence("undecided", "a minimum over part of the line")
    if any(s in one.free_symbols for one in known.given for s in letters):
        return Evidence("undecided", "a minimum under constraints")
    if not smooth(normal(f, known), known) and not (smooth(f, known) and entire(f)):
        return Evidence("undecided", "a function with kinks or poles")
    at = dict(zip(letters, places, strict=True))
    slopes = [f.diff(s) for s in letters]
    if not all(proof(slope.xreplace(at), S.Zero, known).holds for slope in slopes):
        return Evidence("undecided", "the derivative is not shown to be 0 there")
    hessian = Matrix([[slope.diff(s) for s in letters] for slope in slopes])
    minors = [expand(hessian[:k, :k].det(method="berkowitz")) for k in range(1, len(letters) + 1)]
    if all(sign_proof(minor, True, known) for minor in minors):
        return Evidence("proved", "global minimum, strictly convex")
    if len(minors) == 1 and sign_proof(minors[0], False, known):
        return Evidence("proved", "global minimum, convex")
    return Evidence("undecided", ONLY_STATIONARY)


def entire(f: Expr) -> bool:
    """Whether all functions in `f` are smooth on the whole line."""
    return all(isinstance(part, (exp, sin, cos, sinh, cosh, tanh, atan)) for part in f.atoms(Function))
