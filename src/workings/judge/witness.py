"""The point that refutes a line, as text: at d = 2, i = 1, c = (2, 3), x = (5, 7): 0.0474 against 0.1192."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from mpmath import mp, mpmathify, nstr
from sympy import Symbol

from workings.judge.gaussians import Gaussian
from workings.judge.instances import Instance
from workings.judge.roles import Roles

SHORT = 9
LONG = 60
MOST_DIGITS = 1300


def point_text(point: Instance, parts: Roles) -> str:
    """The letters and their values: sizes, subscripts, then numbers, vectors, matrices and functions; ends in ": "."""
    facts = [f"{s} = {number_text(point.numbers[s])}" for s in (*parts.sizes, *(s for s, _ in parts.subscripts))]
    rest = {str(s): f"{s} = {number_text(point.numbers[s])}" for s in parts.numbers}
    for base, _ in parts.vectors:
        text = vector_text(base, point)
        if text:
            rest[str(base)] = text
    rest |= {str(m): f"{m} = {matrix_text(point.matrices[m])}" for m in parts.matrices}
    rest |= {str(f): function_text(f, arity, point) for f, arity in parts.functions}
    facts += [rest[name] for name in sorted(rest)]
    return f"at {', '.join(facts)}: " if facts else ""


def number_text(value: Any) -> str:
    """A value of a point: exact."""
    return str(value)


def vector_text(base: Any, point: Instance) -> str:
    """The components of a vector that were used: as a tuple if they are 1, 2, ..., else one by one."""
    used = {indices: value for (owner, indices), value in sorted(point.components.items(), key=str) if owner == base}
    if not used:
        return ""
    single = sorted(indices[0] for indices in used if len(indices) == 1)
    if len(single) == len(used) and single == list(range(1, len(single) + 1)):
        values = [number_text(used[k,]) for k in single]
        return f"{base} = ({', '.join(values)}{',' * (len(values) == 1)})"
    return ", ".join(
        f"{base}[{', '.join(map(str, indices))}] = {number_text(used[indices])}" for indices in sorted(used)
    )


def matrix_text(cells: list) -> str:
    """A matrix by rows, a column as a tuple, a 1 x 1 matrix as its number."""
    if len(cells) == len(cells[0]) == 1:
        return number_text(cells[0][0])
    if len(cells[0]) == 1 and len(cells) > 1:
        return f"({', '.join(number_text(row[0]) for row in cells)})"
    return "[" + ", ".join("[" + ", ".join(map(number_text, row)) + "]" for row in cells) + "]"


def function_text(function: Any, arity: int, point: Instance) -> str:
    """The formula that stands for an undefined function."""
    letters = [Symbol(name) for name in "tuvw"[:arity]]
    return f"{function}({', '.join(map(str, letters))}) = {point.functions[function](*letters)}"


def values_text(left: Any, right: Any, where: tuple[int, int] | None) -> str:
    """Both values, with as many digits as it takes to see the gap; of large matrices the entry that differs."""
    if isinstance(left, list):
        cells = [cell for row in (*left, *right) for cell in row]
        if len(cells) <= 8 and all(isinstance(cell, Fraction) for cell in cells):
            return f"{matrix_text(left)} against {matrix_text(right)}"
        i, j = where or (0, 0)
        return f"entry ({i}, {j}) is {values_text(left[i][j], right[i][j], None)}"
    if isinstance(left, bool) or isinstance(right, bool):
        return f"{str(left).lower()} against {str(right).lower()}"
    both = isinstance(left, Fraction) and isinstance(right, Fraction)
    if both and all(len(str(value)) <= SHORT for value in (left, right)):
        return f"{left} against {right}"
    return f"{' against '.join(rounded(left, right))}"


def rounded(left: Any, right: Any) -> tuple[str, str]:
    """Two numbers with four significant digits of the larger one, or more until two digits of the gap show."""
    with mp.workdps(MOST_DIGITS):
        x, y = inexact(left), inexact(right)
        if getattr(x, "imag", 0) or getattr(y, "imag", 0):
            return complex_pair(x, y)
        scale = int(mp.floor(mp.log10(max(abs(x), abs(y))))) + 1
        gap = -int(mp.floor(mp.log10(abs(x - y))))
        decimals = max(4 - scale, gap + 1 if gap > 4 - scale else 0, 0)
        if -6 < scale < 12 and decimals <= 30:
            return decimal(x, decimals), decimal(y, decimals)
        digits = max(4, gap + scale + 1)
        return (nstr(x, digits), nstr(y, digits)) if digits <= LONG else small_gap(x, y)


def inexact(value: Any) -> Any:
    """A number as mpmath has it."""
    if isinstance(value, Gaussian):
        return mp.mpc(mpmathify(value.real), mpmathify(value.imag))
    return mpmathify(value)


def small_gap(x: Any, y: Any) -> tuple[str, str]:
    """A number, and the other one by how far it is away."""
    return nstr(x, 12), f"that {'+' if y > x else '-'} {nstr(abs(y - x), 4)}"


def decimal(x: Any, decimals: int) -> str:
    """A real number with a fixed number of decimals."""
    whole = int(mp.nint(x * mp.mpf(10) ** decimals))
    digits = str(abs(whole)).rjust(decimals + 1, "0")
    body = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    return ("-" if whole < 0 else "") + body


def complex_pair(x: Any, y: Any) -> tuple[str, str]:
    """Two complex numbers with as many digits as it takes to tell them apart."""
    for digits in (4, 8, 16, 30, 60):
        texts = (complex_text(x, digits), complex_text(y, digits))
        if texts[0] != texts[1]:
            return texts
    return texts[0], f"that + ({complex_text(y - x, 4)})"


def complex_text(value: Any, digits: int) -> str:
    """A complex number in decimals."""
    return nstr(mp.mpc(value), digits).strip("()").replace("j", "i")
