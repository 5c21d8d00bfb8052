"""The refuter, usable alone: is there a point at which the two sides differ?

Both sides are evaluated at exact points that obey the premises (`instances`, `values`). Fractions are compared
exactly. Other numbers are computed with 50 digits and, where they differ by more than 10^-38 of their size, again
with 120: the two gaps must agree to three digits, so that the gap is no rounding error. Then SymPy evaluates both
sides at the same point in its own way (`second_opinion`) and must find the same gap. Only then is a line *refuted*,
with the point as witness. A place where one side alone has a value refutes too, unless the premises exclude it.
"""

from __future__ import annotations

import operator
import time
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from mpmath import mp, mpf, mpmathify
from sympy import Basic, MatrixBase, nan, zoo

from workings.judge.budget import judgement
from workings.judge.evidence import Evidence
from workings.judge.instances import Instance, instances
from workings.judge.no_value import Unable, Undefined, Unsure
from workings.judge.premises import Premises, premises
from workings.judge.roles import Roles, roles
from workings.judge.second_opinion import second_value
from workings.judge.shapes import as_value
from workings.judge.values import INFINITE
from workings.judge.witness import point_text, values_text

DIGITS, MORE_DIGITS = 50, 120
CLEAR_GAP = mpf(10) ** -38
EXACT = 10**6
SECONDS = 4.0
COMPARE = {"==": operator.eq, "<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt}


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
    tally, end = Tally(), time.monotonic() + SECONDS
    for point, parts in points(a, b, known, effort):
        if time.monotonic() > end:
            break
        try:
            found = compared(a, b, point, parts, tally, relation)
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


def points(a: Any, b: Any, known: Premises, effort: int) -> Iterator[tuple[Instance, Roles]]:
    """The points to be tried, with the roles of the letters."""
    parts = roles([a, b, *known.given])
    try:
        for point in instances(parts, known, (a, b), effort):
            yield point, parts
    except (Unable, Undefined, Unsure):
        return


def compared(a: Any, b: Any, point: Instance, parts: Roles, tally: Tally, relation: str) -> Evidence | None:
    """The refutation at one point, or one more agreement in the tally."""
    a_here, b_here = point.prepared(a), point.prepared(b)
    left, right = value_or_none(a_here, point, DIGITS), value_or_none(b_here, point, DIGITS)
    if left is None and right is None:
        return None
    if left is None or right is None:
        return one_sided(a, b, left is None, point, parts) if relation == "==" else None
    for where, x, y in pairs(left, right):
        if not fails(x, y, relation):
            continue
        more = value_or_none(a_here, point, MORE_DIGITS), value_or_none(b_here, point, MORE_DIGITS)
        steadily = None not in more and (x == y or steady(x, y, *at(where, *more)))
        if not steadily or not confirmed(a, b, point, where, relation):
            tally.lost = "two evaluations disagree"
            return None
        shown = values_text(*more, where)
        return Evidence("refuted", "a point", f"{point_text(point, parts)}{shown}")
    tally.agreed(min((agreement(x, y) for _, x, y in pairs(left, right)), default=EXACT))
    return None


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


def at(where: tuple[int, int] | None, left: Any, right: Any) -> tuple[Any, Any]:
    """The two numbers at a place."""
    return (left, right) if where is None else (left[where[0]][where[1]], right[where[0]][where[1]])


def inexact(value: Any) -> Any:
    """A value as an mpmath number."""
    return mpmathify(value)


def fails(x: Any, y: Any, relation: str, clear: Any = CLEAR_GAP, digits: int = DIGITS) -> bool:
    """Whether `x relation y` is false: exactly, or by more than rounding can explain."""
    if isinstance(x, bool) or isinstance(y, bool) or (isinstance(x, Fraction) and isinstance(y, Fraction)):
        return not COMPARE[relation](x, y)
    with mp.workdps(digits):
        if not gap(x, y) > clear * size(x, y):
            return False
        if relation == "==":
            return True
        x, y = inexact(x), inexact(y)
        if getattr(x, "imag", 0) or getattr(y, "imag", 0):
            raise Unsure("a comparison of complex numbers")
        return not COMPARE[relation](x, y)


def steady(x: Any, y: Any, more_x: Any, more_y: Any) -> bool:
    """Whether the gap is the same to three digits when computed with more of them."""
    if isinstance(x, bool) or isinstance(y, bool) or (isinstance(x, Fraction) and isinstance(y, Fraction)):
        return True
    with mp.workdps(MORE_DIGITS):
        before, after = inexact(x) - inexact(y), inexact(more_x) - inexact(more_y)
        return abs(before - after) < abs(after) / 1000


def gap(x: Any, y: Any) -> Any:
    """The distance of two values."""
    return abs(inexact(x) - inexact(y))


def size(x: Any, y: Any) -> Any:
    """The size of two values, at least 10^-12 so that a difference of almost nothing is not called clear."""
    return max(abs(inexact(x)), abs(inexact(y)), mpf(10) ** -12)


def agreement(x: Any, y: Any) -> int:
    """To how many digits two values agree that do not differ clearly."""
    if isinstance(x, bool) or (isinstance(x, Fraction) and isinstance(y, Fraction)):
        return EXACT
    with mp.workdps(DIGITS):
        off = gap(x, y) / size(x, y)
        return 38 if off == 0 else max(0, min(38, int(-mp.log10(off))))


def confirmed(a: Any, b: Any, point: Instance, where: tuple[int, int] | None, relation: str) -> bool:
    """Whether SymPy's own evaluation finds that the relation fails at the point, too."""
    left, right = second_value(a, point), second_value(b, point)
    if where is not None and isinstance(left, MatrixBase) and isinstance(right, MatrixBase):
        left, right = left[where], right[where]
    if left is None or right is None or isinstance(left, MatrixBase) or isinstance(right, MatrixBase):
        return False
    if isinstance(left, bool) or isinstance(right, bool):
        return left is not right
    if any(side in (nan, zoo) for side in (left, right)):
        return False
    return fails(sympy_number(left), sympy_number(right), relation, mpf(10) ** -27, 30)


def sympy_number(value: Any) -> Any:
    """A SymPy number of 30 digits as an mpmath number."""
    if isinstance(value, Fraction):
        return value
    real, imaginary = value.as_real_imag()
    return mpmathify(str(real)) if imaginary == 0 else mpmathify(complex_text(real, imaginary))


def complex_text(real: Any, imaginary: Any) -> str:
    """A complex number as mpmath reads it."""
    return f"({real} + {imaginary}j)" if imaginary >= 0 else f"({real} - {-imaginary}j)"


def one_sided(a: Any, b: Any, left_missing: bool, point: Instance, parts: Roles) -> Evidence | None:
    """The refutation at a place where one side alone is defined, if SymPy sees it so too."""
    missing, present = (a, b) if left_missing else (b, a)
    here, there = second_value(missing, point), second_value(present, point)
    undefined = here in (nan, zoo) or (isinstance(here, MatrixBase) and (here.has(nan) or here.has(zoo)))
    if not undefined or there is None or there in (nan, zoo):
        return None
    return Evidence("refuted", "a point", f"defined on one side only {point_text(point, parts).rstrip(': ')}")
