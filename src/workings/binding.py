r"""What holds together on the page, and so what needs brackets: from a relation, which holds least, to an atom.

A function without brackets (`\log x`), a sum (`\sum_j x_j`) and `a/b` also take in what follows them: they swallow it.
LaTeX and text that an author wrote by hand (`named`) are judged by what stands outside their brackets.
"""

from __future__ import annotations

import re
from functools import cache

import sympy as sp

from .letters import letter_latex
from .written import Written

RELATION, ADD, HADAMARD, MULTIPLY, POWER, ATOM = range(6)
BINDING = {"relation": RELATION, "between": RELATION, "add": ADD, "negative": ADD, "hadamard": HADAMARD,
           "multiply": MULTIPLY, "total": MULTIPLY, "total_over": MULTIPLY, "fraction": POWER, "power": POWER,
           "exp": POWER, "transpose": POWER, "inverse": POWER}  # fmt: skip
BARE = frozenset(("log", "tanh", "cosh", "sinh", "cos", "sin"))  # functions that may stand without brackets
TOTALS = frozenset(("total", "total_over"))
CALLS = frozenset((*TOTALS, "exp", "transpose", "inverse", "hadamard"))  # in plain text


def binding(e: Written, script: bool) -> int:
    """How firmly the LaTeX of `e` holds together, in a script (where fractions stand on one line) or outside."""
    if e.head == "small":
        return binding(e.args[0], script)
    if e.head == "named":
        return of_latex(e.args[0])[0]
    if e.head == "letter":
        return _of_letter(e, script)
    if e.head == "decimal":
        return _of_number(e.args[0])
    if is_slash(e, script):
        return ADD if e.args[0].head == "negative" else MULTIPLY
    return POWER if e.head in BARE else BINDING.get(e.head, ATOM)


def swallows(e: Written, script: bool) -> bool:
    r"""Whether a factor, a slash or a `\odot` after `e` would be read as a part of it."""
    if e.head == "small":
        return swallows(e.args[0], script)
    if e.head == "named":
        return of_latex(e.args[0])[1]
    return e.head in TOTALS or is_slash(e, script) or (script and (is_ratio(e) or starts_with_ratio(e)))


def text_binding(e: Written) -> int:
    """How firmly the plain text of `e` holds together, which reads as Python."""
    if e.head == "small":
        return text_binding(e.args[0])
    if e.head == "named":
        return of_text(e.args[1])
    if e.head == "decimal":
        return ADD if e.args[0].startswith("-") else ATOM
    if e.head in ("fraction", "slash") or is_ratio(e):
        return MULTIPLY
    return ATOM if e.head in CALLS else BINDING.get(e.head, ATOM)


def is_slash(e: Written, script: bool) -> bool:
    """Whether `e` stands as above/below."""
    return e.head == "slash" or (script and e.head == "fraction")


def is_ratio(e: Written) -> bool:
    """Whether `e` is a letter for a fraction of whole numbers."""
    return e.head == "letter" and isinstance(e.value, sp.Rational) and not isinstance(e.value, sp.Integer)


def starts_with_ratio(e: Written) -> bool:
    """Whether `e` is a product that a script shows over one slash: half of x is x/2 there."""
    return e.head == "multiply" and is_ratio(e.args[0])


def _of_letter(e: Written, script: bool) -> int:
    if is_ratio(e):
        return MULTIPLY if script else POWER
    if isinstance(e.value, sp.Number):
        return _of_number(str(e.value))
    return of_latex(letter_latex(e.value))[0]


def _of_number(digits: str) -> int:
    return ADD if digits.startswith("-") else MULTIPLY if "e" in digits else ATOM


# -- by hand --------------------------------------------------------------------------------------------------------

OPENING = frozenset(("(", "[", "{", r"\{", r"\langle", r"\lfloor", r"\lceil", r"\lvert", r"\lVert"))
CLOSING = frozenset((")", "]", "}", r"\}", r"\rangle", r"\rfloor", r"\rceil", r"\rvert", r"\rVert"))
SPACES = frozenset((r"\,", r"\;", r"\:", r"\!", r"\ ", r"\quad", "&"))
STYLES = re.compile(r"\\(left|right|[bB]igg?[lr]?|(display|text|script)style)(?![A-Za-z])")
SIGNS = {"+": ADD, "-": ADD, r"\pm": ADD, r"\odot": HADAMARD, r"\cdot": MULTIPLY, r"\times": MULTIPLY, "*": MULTIPLY,
         "!": POWER, r"\tran": POWER} | dict.fromkeys(
    ("=", "<", ">", ",", r"\le", r"\ge", r"\ne", r"\to", r"\approx", r"\mid", r"\given", r"\in"), RELATION
)  # fmt: skip
SUMS = frozenset((r"\sum", r"\prod", r"\int", r"\lim"))
OPERATORS = SUMS | {rf"\{name}" for name in (*BARE, "exp", "max", "min", "sup", "inf", "argmin", "argmax", "det")}
RAISED = frozenset((r"\wt", r"\frac", r"\tfrac", r"\dfrac"))  # \wt is \vw^{(t)}: no exponent without brackets
TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\d+(?:\.\d+)?|\s+|.", re.DOTALL)


@cache
def of_latex(latex: str) -> tuple[int, bool]:
    """How firmly LaTeX of an author's own holds together, and whether it swallows what follows."""
    level, factors, kind, operator, swallowing, skip = ATOM, 0, "", "", False, False
    for token in _outside(latex):
        if skip:  # the script of `_` or `^`
            skip = False
        elif token in ("_", "^"):
            skip, level = True, min(level, POWER) if token == "^" else level
        elif token.isspace() or token in SPACES:
            kind = "number" if kind == "number" and token == r"\," else "space"
        elif token == "/":
            level, swallowing, kind = min(level, MULTIPLY), True, ""
        elif token in SIGNS:
            level, kind = min(level, SIGNS[token]), ""
        elif token in OPERATORS:
            operator, kind = token, "operator"
        elif token == "()" and kind == "operator" and operator not in SUMS:
            level = min(level, POWER)  # \log(x)^2: of what is it the square?
            operator, kind, factors = "", "group", factors + 1
        elif not _belongs(token, kind):
            factors += 1
            level = min(level, POWER) if token in RAISED else level
            kind = "group" if token == "()" else "number" if token[0].isdigit() else "name"
    swallowing |= bool(operator)
    return (min(level, MULTIPLY) if factors > 1 or swallowing else level), swallowing


@cache
def of_text(text: str) -> int:
    """The same for plain text: `grad q(s)` is read as one, but not raised."""
    bare = "".join(_outside(re.sub(r"\d\.?\d*e[+-]?\d+", "0", text)))
    if re.search(r"[=<>,]", bare):
        return RELATION
    if re.search(r"[+-]", bare):
        return ADD
    if re.search(r"(?<!\*)\*(?!\*)|/|\s", bare):
        return MULTIPLY
    return POWER if "**" in bare or "^" in bare else ATOM


def _belongs(token: str, kind: str) -> bool:
    """Whether a token goes with what stands before it: a prime, the argument of a macro or of a function."""
    return token == "'" or (token in ("()", "{}") and kind == "name")


def _outside(source: str) -> list[str]:
    """The tokens outside brackets; a bracket with what is in it is `()`, or `{}` for a group of TeX."""
    found: list[str] = []
    depth, bar = 0, False
    for token in TOKEN.findall(STYLES.sub("", source)):
        closes = token in CLOSING or (token == "|" and bar)
        if closes:
            depth -= 1
            bar = bar and token != "|"
        elif token in OPENING or token == "|":
            if depth == 0:
                found.append("{}" if token == "{" else "()")
            depth += 1
            bar = bar or token == "|"
        elif depth == 0:
            found.append(token)
    return found
