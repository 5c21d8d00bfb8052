"""The refuter, usable alone: is there a point at which the two sides differ?

Both sides are evaluated at exact points that obey the premises (`instances`, `values`): exact numbers are compared
exactly, others are balls that contain the value, and two balls without a common number are different numbers. So a
difference that is found is no rounding error. Precision is raised while a ball decides nothing; at the first points
it is raised anyway, because a difference may be very small. Then a second evaluator, which shares no code with the
first (`second_opinion`), must find the same gap at the same point. Only then is a line *refuted*, with the point as
witness. A place where one side alone has a value refutes too, unless the premises exclude it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import ctx
from mpmath import mp, mpmathify
from sympy import Basic, Expr, MatrixBase, S, Symbol
from sympy.logic.boolalg import Boolean

from workings.judge import balls
from workings.judge.alphabet import Unreadable
from workings.judge.balls import INFINITE
from workings.judge.budget import judgement, left
from workings.judge.evidence import Evidence
from workings.judge.gaussians import Gaussian
from workings.judge.instances import Instance, instances, opened
from workings.judge.no_value import Unable, Undefined, Unsure
from workings.judge.premises import Premises, flattened, premises
from workings.judge.propositions import assignments, propositions
from workings.judge.ranges import number
from workings.judge.roles import Roles, roles
from workings.judge.second_opinion import NO_VALUE, second_value
from workings.judge.shapes import as_value
from workings.judge.witness import point_text, values_text

LEVELS = (19, 77, 308, 1233)  # digits: 64, 256, 1024 and 4096 bits
CLEAR = 12  # digits of agreement that count as agreement
EXACT = 10**6
SECONDS = 4.0
HOLDS = {
    "==": lambda s: s == 0,
    "<=": lambda s: s <= 0,
    ">=": lambda s: s >= 0,
    "<": lambda s: s < 0,
    ">": lambda s: s > 0,
}


@dataclass
class Tally:
    """What agreement was seen: at how many points, all of them exactly or to how many digits; why points were lost."""

    points: int = 0
    digits: int = EXACT
    lost: str = ""

    def agreed(self, digits: int) -> None:
        """One more point at which both sides agree."""
        self.points += 1
        self.digits = min(self.digits, digits)

    def describe(self) -> str:
        """The agreement as it is reported: 12 points, 14 digits."""
        noun = "point" if self.points == 1 else "points"
        return f"{self.points} {noun}, " + ("exact" if self.digits == EXACT else f"{self.digits} digits")


def refute(a: Any, b: Any, given: Any = (), effort: int = 1, relation: str = "==") -> Evidence | None:
    """Refuted, with the first point found at which `a relation b` fails; None if there is none among those tried."""
    known = given if isinstance(given, Premises) else premises(given)
    found = judgement(lambda: search(as_value(a), as_value(b), known, effort, relation)[0] or Evidence("undecided"))
    return found if found.kind == "refuted" else None


def search(a: Any, b: Any, known: Premises, effort: int, relation: str = "==") -> tuple[Evidence | None, Tally]:
    """The refutation, if one is found, and the tally of agreement; more `effort` means more points."""
    if isinstance(a, Boolean) and isinstance(b, Boolean) and propositions(a, b):
        return search_letters(a, b, known, effort)
    tally, end = Tally(), time.monotonic() + min(SECONDS, left() / 3)
    a, b = opened(a), opened(b)
    deep = len(LEVELS)
    for point, parts in points(a, b, known, effort):
        if time.monotonic() > end:
            break
        try:
            found = compared(a, b, point, parts, tally, relation, deep)
            deep = max(1, deep - 2)
        except (Unable, NotImplementedError) as error:
            tally.lost = f"no value of {error}"
            return None, tally
        except (Unsure, TypeError, AttributeError, IndexError) as error:
            tally.lost = str(error)
            continue
        if found is not None:
            return found, tally
    if not tally.points and not tally.lost:
        tally.lost = "no point found that obeys the assumptions"
    return None, tally


def search_letters(a: Boolean, b: Boolean, known: Premises, effort: int) -> tuple[Evidence | None, Tally]:
    """The search with every choice of values for the letters that stand for truth values, which the witness names."""
    tally = Tally()
    if isinstance(a, Symbol) and isinstance(b, Symbol):  # two letters may as well be numbers
        return None, tally
    try:
        for values in assignments(a, b, *known.given):
            given = flattened([one.xreplace(values) for one in known.given])
            if S.false in given:
                continue
            found, now = search(a.xreplace(values), b.xreplace(values), premises(given), effort)
            tally = now if now.points >= tally.points else tally
            if found is not None:
                letters = ", ".join(f"{letter} = {bool(value)}" for letter, value in values.items())
                return Evidence("refuted", found.method, f"with {letters} {found.witness}"), now
    except Unreadable as error:
        tally.lost = str(error)
    return None, tally


def points(a: Any, b: Any, known: Premises, effort: int) -> Iterator[tuple[Instance, Roles]]:
    """The points to be tried, with the roles of the letters."""
    parts = roles([a, b, *known.given])
    try:
        for point in instances(parts, known, (a, b), effort):
            yield point, parts
    except (Unable, Undefined, Unsure):
        return


def refuted_where(
    fault: Callable[[Instance], str | None], sides: tuple[Any, ...], known: Premises, method: str
) -> Evidence | None:
    """Refuted with the first point at which `fault` finds one, which it says in words; None if it finds none."""
    parts = roles([*sides, *known.given])
    try:
        for point in instances(parts, known, sides, 0):
            found = fault(point)
            if found is not None:
                where = point_text(point, parts).removesuffix(": ")
                return Evidence("refuted", method, f"{where} {found}".strip())
    except (Unable, Undefined, Unsure):
        return None
    return None


def compared(
    a: Any, b: Any, point: Instance, parts: Roles, tally: Tally, relation: str, deep: int = 1
) -> Evidence | None:
    """The refutation at one point, or one more agreement in the tally; `deep` levels of precision at least."""
    here = point.prepared(a), point.prepared(b)
    digits, doubt = 0, None
    for level, precision in enumerate(LEVELS, 1):
        try:
            found, digits = at_level(a, b, here, point, parts, relation, precision)
        except Unsure as unsure:
            doubt = unsure
            continue
        doubt = None
        if isinstance(found, str):
            tally.lost = found
            return None
        if found is not None:
            return found
        if digits == EXACT or (level >= deep and digits >= CLEAR):
            break
    if doubt is not None:
        raise doubt
    if digits >= 0:
        tally.agreed(digits)
    return None


def at_level(
    a: Any, b: Any, here: tuple[Any, Any], point: Instance, parts: Roles, relation: str, precision: int
) -> tuple[Evidence | str | None, int]:
    """A refutation (or why it was not confirmed) and the digits of agreement, -1 where neither side has a value."""
    left, right = value_or_none(here[0], point, precision), value_or_none(here[1], point, precision)
    if left is None and right is None:
        return None, -1
    if left is None or right is None:
        return (one_sided(a, b, left is None, point, parts) if relation == "==" else None), -1
    with ctx.workprec(balls.bits(precision)):
        places = pairs(left, right)
        for where, x, y in places:
            if fails(x, y, relation):
                if not confirmed(a, b, point, where, x, y):
                    return "two evaluations disagree", -1
                text = values_text(shown(left), shown(right), where)
                return Evidence("refuted", "a point", f"{point_text(point, parts)}{text}"), -1
        return None, min((agreement(x, y) for _, x, y in places), default=EXACT)


def value_or_none(e: Any, point: Instance, digits: int) -> Any:
    """The value of a side; None where it has none. Infinity is no value."""
    if not isinstance(e, Basic):
        return Fraction(e) if isinstance(e, (int, Fraction)) and not isinstance(e, bool) else e
    try:
        value = point.walk(digits).value(e)
    except Undefined:
        return None
    if value is INFINITE or (isinstance(value, list) and any(cell is INFINITE for row in value for cell in row)):
        return None
    return value


def pairs(left: Any, right: Any) -> list[tuple[tuple[int, int] | None, Any, Any]]:
    """The numbers to be compared, with the place of each where the values are matrices."""
    if isinstance(left, list) != isinstance(right, list):
        raise Unsure("a matrix against a number")
    if not isinstance(left, list):
        return [(None, left, right)]
    if (len(left), len(left[0])) != (len(right), len(right[0])):
        raise Unsure("two shapes")
    return [((i, j), left[i][j], right[i][j]) for i in range(len(left)) for j in range(len(left[0]))]


def fails(x: Any, y: Any, relation: str) -> bool:
    """Whether `x relation y` is surely false."""
    if isinstance(x, bool) or isinstance(y, bool):
        return x is not y
    if not balls.apart(x, y):
        exactly = balls.is_exact(x) and balls.is_exact(y)
        return exactly and relation in ("<", ">")
    if relation == "==":
        return True
    if not (balls.is_real(x) and balls.is_real(y)):
        raise Unsure("a comparison of complex numbers")
    return not HOLDS[relation](balls.order(x, y))


def agreement(x: Any, y: Any) -> int:
    """To how many digits two values agree that do not differ."""
    if isinstance(x, bool) or (balls.is_exact(x) and balls.is_exact(y)):
        return EXACT
    return balls.agreement(x, y)


def shown(value: Any) -> Any:
    """A value as it is shown: exact, or an mpmath number with all digits of the midpoint."""
    if isinstance(value, list):
        return [[shown(cell) for cell in row] for row in value]
    if isinstance(value, (bool, Fraction, Gaussian)):
        return value
    with mp.workprec(ctx.prec + 10):
        return number(value)


def confirmed(a: Any, b: Any, point: Instance, where: tuple[int, int] | None, x: Any, y: Any) -> bool:
    """Whether the second evaluator finds the gap between x and y at the point, too."""
    digits = 30 if isinstance(x, bool) or isinstance(y, bool) else 30 + balls.digits_to_tell(x, y)
    for precision in (digits, 4 * digits):
        left, right = second_value(a, point, precision), second_value(b, point, precision)
        if where is not None and isinstance(left, list) and isinstance(right, list):
            left, right = left[where[0]][where[1]], right[where[0]][where[1]]
        if same_gap(x, y, left, right, precision):
            return True
    return False


def agreed_value(e: Expr, point: Instance, digits: int = 30) -> Any:
    """The number that both evaluators find for `e` at the point, to nine digits; None if they do not agree on one."""
    first, second = value_or_none(point.prepared(e), point, digits), second_value(e, point, digits)
    if any(one is None or one is NO_VALUE or isinstance(one, (bool, list)) for one in (first, second)):
        return None
    with mp.workdps(digits):
        x, y = number(first), mpmathify(second)
        return y if abs(x - y) <= abs(y) / 10**9 else None


def same_gap(x: Any, y: Any, left: Any, right: Any, digits: int) -> bool:
    """Whether left - right is x - y, exactly or to three digits (or to the radius of the balls)."""
    if any(side is None or side is NO_VALUE or isinstance(side, list) for side in (left, right)):
        return False
    if isinstance(x, bool) or isinstance(y, bool):
        return (left, right) == (x, y)
    if isinstance(left, bool) or isinstance(right, bool):
        return False
    with ctx.workprec(balls.bits(digits)), mp.workdps(digits):
        gap = balls.subtract(x, y)
        off = abs(number(gap) - (mpmathify(left) - mpmathify(right)))
        return bool(off <= balls.radius(gap) + abs(number(gap)) / 1000)


def one_sided(a: Any, b: Any, left_missing: bool, point: Instance, parts: Roles) -> Evidence | None:
    """The refutation at a place where one side alone is defined, if the second evaluator sees it so too."""
    if any(isinstance(side, MatrixBase) for side in (a, b)):  # an entry without a value comes from an inverse
        return None
    missing, present = (a, b) if left_missing else (b, a)
    here, there = second_value(missing, point, 30), second_value(present, point, 30)
    if here is not NO_VALUE or there is None or there is NO_VALUE:
        return None
    return Evidence("refuted", "a point", f"defined on one side only {point_text(point, parts).rstrip(': ')}")
