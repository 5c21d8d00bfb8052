"""What holds of a letter of an inequality whatever its own letters are, as rows for exact elimination (`linear`).

For real u: -1 <= sin(u), cos(u) <= 1; -1 < tanh(u), erf(u) < 1; |atan(u)| < 11/7 (pi/2 is less); |u| >= u and -u;
max >= each of its arguments, min <= each; exp(u) >= 1 + u and log(u) <= u - 1, the tangents at 0 and at 1 of a convex
and a concave function; floor(u) <= u < floor(u) + 1; a number lies in its `enclosure`.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from sympy import Abs, Expr, Max, Min, Rational, S, atan, cos, erf, log, sin, tanh
from sympy.functions.elementary.integers import ceiling, floor

from workings.judge.alphabet import Exp
from workings.judge.linear import Row, linear_form, row
from workings.judge.number_bounds import enclosure


@lru_cache(maxsize=8192)
def bounds(letter: Expr) -> tuple[Row, ...]:
    """The rows that hold of one real letter; empty if nothing is known of its kind."""
    if letter.is_number:
        return bounds_of_number(letter)
    found: list[tuple[Expr, bool]] = []
    if isinstance(letter, (sin, cos)):
        found = [(1 - letter, False), (1 + letter, False)]
    elif isinstance(letter, (tanh, erf)):
        found = [(1 - letter, True), (1 + letter, True)]
    elif isinstance(letter, atan):
        found = [(Rational(11, 7) - letter, True), (Rational(11, 7) + letter, True)]
    elif isinstance(letter, Abs):
        found = [(letter - letter.args[0], False), (letter + letter.args[0], False)]
    elif isinstance(letter, Max):
        found = [(letter - part, False) for part in letter.args]
    elif isinstance(letter, Min):
        found = [(part - letter, False) for part in letter.args]
    elif isinstance(letter, Exp):
        found = [(letter - 1 - letter.args[0], False)]
    elif isinstance(letter, log):
        found = [(letter.args[0] - 1 - letter, False)]
    elif isinstance(letter, floor):
        found = [(letter.args[0] - letter, False), (letter + 1 - letter.args[0], True)]
    elif isinstance(letter, ceiling):
        found = [(letter - letter.args[0], False), (letter.args[0] + 1 - letter, True)]
    forms = [(linear_form(e), strict) for e, strict in found]
    return tuple(row(form, strict) for form, strict in forms if form is not None)


def bounds_of_number(number: Expr) -> tuple[Row, ...]:
    """The rows low <= number <= high."""
    ends = enclosure(number)
    if ends is None:
        return ()
    low, high = ends
    one = Fraction(1)
    return ({number: one, S.One: -low}, False), ({number: -one, S.One: high}, False)
