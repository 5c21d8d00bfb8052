r"""How an expression looks: in LaTeX, with the Deep Learning book's letters, and in one line of plain text.

`\vx`, `\mH`, `\vone`, `\ReLU`, `\tran`, `\abs`, `\norm`, `\paren` and `\Abs` are macros of `templates/notation.tex`.
Both printers walk the tree of a `Written`, so terms and brackets stand as their author put them; where they would be
read as another value, `workings.binding` says so and brackets are added. One name must not be both a number's and a
function's on one page: f times (x) and f of x look alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import sympy as sp

from . import binding
from .binding import ADD, ATOM, BARE, HADAMARD, MULTIPLY, POWER, TOTALS
from .letters import bold, digits, group, letter_latex, name_text, plain
from .order import NoNotation, as_a_person_writes
from .written import Written, written

FUNCTIONS = {name: rf"\{name}" for name in BARE} | {
    "Max": r"\max",
    "Min": r"\min",
    "LambertW": "W",
    "ReLU": r"\ReLU",
    "sigmoid": r"\sigmoid",
    "softmax": r"\softmax",
}
RELATIONS = {
    "=": "=",
    "->": r"\to",
    "~": r"\approx",
    "==": "=",
    "!=": r"\ne",
    "<=": r"\le",
    ">=": r"\ge",
    "<": "<",
    ">": ">",
}


@dataclass(frozen=True)
class Setting:
    """Where a piece of LaTeX stands: in a script (fractions on one line); with a factor, a slash or a dot after it.

    The nodes in `marked`, by their id, come out as the argument of `macro`.
    """

    script: bool = False
    followed: bool = False
    marked: frozenset[int] = frozenset()
    macro: str = ""

    def inside(self) -> Setting:
        """The same within brackets or braces, or before a sign: nothing that binds comes after."""
        return replace(self, followed=False)

    def before(self) -> Setting:
        """The same with something after it."""
        return replace(self, followed=True)

    def raised(self) -> Setting:
        """The same in a script."""
        return replace(self, script=True, followed=False)


SCRIPT = Setting(script=True)
BRACKETS = ("(", r"\bigl(", r"\paren{")


def latex(thing: Any, marked: Iterable[Written] = (), macro: str = "") -> str:
    """The LaTeX of a Written, a SymPy value or a number, without dollar signs; NoNotation if there is none yet.

    The sub-expressions `marked` stand in a macro, which takes no space: the rest is as without it.
    """
    return _latex(written(thing), Setting(marked=frozenset(map(id, marked)), macro=macro))


def text(thing: Any) -> str:
    """The same in one line of plain text, in SymPy's own words: `exp(x[i]) / Sum(exp(x[j]), (j, 1, d))`.

    What has no notation is SymPy's text.
    """
    try:
        return _text(written(thing))
    except NoNotation:
        return str(thing)


# -- LaTeX ----------------------------------------------------------------------------------------------------------


def _latex(e: Written, setting: Setting, at_least: int = 0) -> str:
    """The LaTeX of `e`, in brackets if it binds less than `at_least`, or would take in what follows it."""
    write = LATEX.get(e.head, _apply)
    loose = binding.binding(e, setting.script) < at_least
    if loose or (setting.followed and binding.swallows(e, setting.script)):
        body = _brackets(write(e, setting.inside()), e, setting)
    else:
        body = write(e, setting)
    return rf"{setting.macro}{{{body}}}" if id(e) in setting.marked else body


def _bare(piece: str, setting: Setting) -> str:
    """A piece without the marks that it begins with: what it starts with on the page."""
    opening = f"{setting.macro}{{"
    while setting.macro and piece.startswith(opening):
        piece = piece.removeprefix(opening)
    return piece


def _height(e: Written) -> int:
    """How tall `e` stands in a display: 0 a line of text, 1 a small fraction, 2 a full fraction, sum or matrix."""
    if e.head in ("fraction", "total", "total_over", "matrix"):
        return 2
    if e.head in ("letter", "small"):
        return 1 if e.head == "small" or binding.is_ratio(e) else 0
    if e.head == "named":
        return 2 if re.search(r"\\frac|\\sum|\\max_", e.args[0]) else 1 if "\\tfrac" in e.args[0] else 0
    parts = e.args[:1] if e.head in ("power", "entry") else () if e.head == "exp" else e.args
    if e.head == "add":
        parts = tuple(term for _, term in e.args)
    return max((_height(p) for p in parts if isinstance(p, Written)), default=0)


def _brackets(body: str, e: Written, setting: Setting) -> str:
    """Brackets around `body`, the LaTeX of `e`, as tall as it is."""
    return (f"({body})", rf"\bigl({body}\bigr)", rf"\paren{{{body}}}")[0 if setting.script else _height(e)]


def _bars(macro: str, bar: str) -> Any:
    def write(e: Written, setting: Setting) -> str:
        body = _latex(e.args[0], setting.inside())
        forms = rf"\{macro}{{{body}}}", rf"\bigl\l{bar} {body}\bigr\r{bar}", rf"\{macro.capitalize()}{{{body}}}"
        return forms[0 if setting.script else _height(e.args[0])]

    return write


def _add(e: Written, setting: Setting) -> str:
    (_, first), *rest = e.args
    inside = setting.inside()
    signed = ((" + " if sign > 0 else " - ") + _latex(term, inside, HADAMARD) for sign, term in rest)
    return _latex(first, inside, ADD) + "".join(signed)


def _negative(e: Written, setting: Setting) -> str:
    return "-" + _latex(e.args[0], setting, HADAMARD)


def _multiply(e: Written, setting: Setting) -> str:
    if setting.script and binding.starts_with_ratio(e):
        ratio, rest = e.args[0].value, e.args[1:]
        above = rest if ratio.p == 1 else (written(ratio.p), *rest)
        return f"{_side_by_side(above, setting.before())}/{ratio.q}"
    return _side_by_side(e.args, setting)


def _side_by_side(factors: tuple[Written, ...], setting: Setting) -> str:
    body, last = "", None
    for position, factor in enumerate(factors):
        piece = _latex(factor, setting if position == len(factors) - 1 else setting.before(), MULTIPLY)
        body += (_between(last, factor, _bare(piece, setting), setting.script) if last else "") + piece
        last = factor
    return body


MINUS_FIRST = re.compile(r"(\(|\\bigl\(|\\paren\{)-")
THIN = re.compile(r"\\(sigmoid|softmax|sum|Rop)(?![A-Za-z])|\{\\textstyle|\\?[A-Za-z]+(_\w|_\{[^{}]*\})?'*\(")
OPERATOR = re.compile(r"\\(tanh|cosh|sinh|cos|sin|log|max|min|ReLU|bigl)(?![A-Za-z])")  # TeX puts the space itself
NUMBER_FIRST = re.compile(r"\d|\\tfrac|\\frac\{\d+\}\{\d+\}")


def _between(left: Written, right: Written, piece: str, script: bool) -> str:
    """What stands between two factors, by what the right one starts with: a dot before a number, a thin space before
    f(x) and sums; a dot between fractions."""
    stacked = [not script and f.head == "fraction" for f in (left, right)]
    letter = left.head in ("letter", "entry", "named", "decimal")
    numbers = left.head in ("letter", "decimal") and left.value.is_number and stacked[1] and right.value.is_number
    if numbers or NUMBER_FIRST.match(piece) or all(stacked) or (letter and MINUS_FIRST.match(piece)):
        return r" \cdot "
    if piece.startswith(r"\sigmoid(") and left.head == "letter" and re.fullmatch(r"\\?[A-Za-z]+", _latex(left, SCRIPT)):
        return " "  # x\sigmoid(x), the assignment's spacing
    return r"\," if stacked[0] or (THIN.match(piece) and not OPERATOR.match(piece)) else " "


def _fraction(e: Written, setting: Setting) -> str:
    if setting.script:
        return _slash(e, setting)
    above, below = (_latex(part, setting.inside()) for part in e.args)
    return rf"\frac{{{above}}}{{{below}}}"


def _slash(e: Written, setting: Setting) -> str:
    above, below = e.args
    sign, above = ("-", above.args[0]) if above.head == "negative" else ("", above)
    return sign + _latex(above, setting.before(), MULTIPLY) + "/" + _latex(below, setting.inside(), POWER)


def _power(e: Written, setting: Setting) -> str:
    base, exponent = e.args
    raised = group(_latex(exponent, setting.raised()))
    if isinstance(e.value, sp.HadamardPower) and e.value.cols != 1:
        raised = rf"{{\odot {raised}}}"
    elif base.head in BARE and exponent.head == "letter" and getattr(exponent.value, "is_Integer", False):
        return _apply(base, setting, raised)
    return f"{_latex(base, setting.inside(), ATOM)}^{raised}"


def _letter(e: Written, setting: Setting) -> str:
    return f"{e.value.p}/{e.value.q}" if setting.script and binding.is_ratio(e) else letter_latex(e.value)


def _entry(e: Written, setting: Setting) -> str:
    """An entry; those of a matrix are counted from 1 on the page and from 0 in SymPy, and a column has one index."""
    base, *indices = e.args
    if isinstance(base.value, sp.MatrixExpr | sp.MatrixBase):
        indices = [as_a_person_writes(index.value + 1) for index in indices]
        indices = indices[:1] if base.value.cols == 1 and len(indices) == 2 else indices
    comma = "," if all(i.head == "letter" for i in indices) else r",\,"
    return f"{_with_index(base, setting.inside())}_{group(comma.join(_latex(i, setting.raised()) for i in indices))}"


INDEXED = re.compile(r"_(\\?\w|\\[A-Za-z]+|\{[^{}]*\})$")


def _with_index(base: Written, setting: Setting) -> str:
    """What an index can be put on: a letter in lower case and not bold; brackets around what has an index already."""
    form = _latex(base, replace(setting, marked=frozenset()), ATOM)
    if INDEXED.search(form):
        return f"({form})"
    if form.startswith(BRACKETS) or base.head not in ("letter", "vector"):
        return form
    name = str(getattr(base.value, "name", base.value))
    return plain(name.lower() if isinstance(base.value, sp.MatrixSymbol) and len(name) == 1 else name)


def _total(e: Written, setting: Setting) -> str:
    body, index, low, high = e.args
    ends = _latex(index, setting.raised()), _latex(low, setting.raised()), group(_latex(high, setting.raised()))
    return r"\sum_{{{}={}}}^{} ".format(*ends) + _latex(body, setting.inside(), MULTIPLY)


def _total_over(e: Written, setting: Setting) -> str:
    body, *indices = e.args
    under = ",".join(_latex(index, setting.raised()) for index in indices[::3])
    return rf"\sum_{group(under)} {_latex(body, setting.inside(), MULTIPLY)}"


def _apply(e: Written, setting: Setting, raised: str = "") -> str:
    """A function's name and its arguments; `\\log x` and `\\tanh u` take brackets only where they must."""
    name = (FUNCTIONS.get(e.head) or plain(e.head)) + (f"^{raised}" if raised else "")
    inside = setting.inside()
    body = ", ".join(_latex(a, inside) for a in e.args)
    if e.head in BARE:
        (argument,) = e.args
        firm = argument.head in TOTALS or binding.binding(argument, setting.script) >= POWER
        bare = firm and not setting.followed and not _bare(body, setting).startswith(BRACKETS)
        if bare or argument.head == "bracket":
            return f"{name} {body}"
    return name + _brackets(body, max(e.args, key=_height, default=e), setting)


def _unknown(e: Written, setting: Setting) -> str:
    name, *arguments = e.args
    return _apply(Written(name, tuple(arguments), e.value), setting)


def _relation(e: Written, setting: Setting) -> str:
    name, left, right = e.args
    return f"{_latex(left, setting, ADD)} {RELATIONS[name]} {_latex(right, setting, ADD)}"


def _matrix(e: Written, setting: Setting) -> str:
    rows = r" \\ ".join(" & ".join(_latex(entry, setting.inside()) for entry in row) for row in e.args)
    columns = "c" * max(len(row) for row in e.args)
    return rf"\left[\begin{{array}}{{{columns}}} {rows} \end{{array}}\right]"


def _inside(e: Written, setting: Setting, at_least: int = 0) -> str:
    return _latex(e.args[0], setting.inside(), at_least)


LATEX: dict[str, Any] = {
    "letter": _letter,
    "vector": lambda e, setting: bold(str(e.value), "v"),
    "named": lambda e, setting: e.args[0],
    "unknown": _unknown,
    "add": _add,
    "negative": _negative,
    "multiply": _multiply,
    "fraction": _fraction,
    "slash": _slash,
    "power": _power,
    "exp": lambda e, setting: f"e^{group(_latex(e.args[0], setting.raised()))}",
    "sqrt": lambda e, setting: rf"\sqrt{{{_inside(e, setting)}}}",
    "Abs": _bars("abs", "vert"),
    "norm": _bars("norm", "Vert"),
    "floor": lambda e, setting: rf"\lfloor {_inside(e, setting)} \rfloor",
    "bracket": lambda e, setting: _brackets(_inside(e, setting), e, setting),
    "entry": _entry,
    "total": _total,
    "total_over": _total_over,
    "small": lambda e, setting: rf"{{\textstyle{_latex(e.args[0], setting)}}}",
    "transpose": lambda e, setting: _inside(e, setting, ATOM) + r"\tran",
    "inverse": lambda e, setting: _inside(e, setting, ATOM) + "^{-1}",
    "hadamard": lambda e, setting: r" \odot ".join(
        _latex(a, setting.inside() if a is e.args[-1] else setting.before(), MULTIPLY) for a in e.args
    ),
    "tuple": lambda e, setting: "(" + r",\, ".join(_latex(a, setting.inside()) for a in e.args) + ")",
    "relation": _relation,
    "between": lambda e, setting: " < ".join(_latex(a, setting.inside(), ADD) for a in e.args),
    "decimal": lambda e, setting: digits(e.args[0]),
    "matrix": _matrix,
}

# -- plain text -----------------------------------------------------------------------------------------------------


def _text(e: Written, at_least: int = 0) -> str:
    body = TEXT[e.head](e) if e.head in TEXT else f"{e.head}({', '.join(_text(a) for a in e.args)})"
    return f"({body})" if binding.text_binding(e) < at_least else body


def _add_text(e: Written) -> str:
    (_, first), *rest = e.args
    return _text(first, ADD) + "".join((" + " if sign > 0 else " - ") + _text(term, MULTIPLY) for sign, term in rest)


def _letter_text(e: Written) -> str:
    value = e.value
    if isinstance(value, sp.OneMatrix | sp.ZeroMatrix | sp.Identity):
        return {sp.OneMatrix: "ones", sp.ZeroMatrix: "zeros", sp.Identity: "eye"}[type(value)]
    return name_text(value.name) if hasattr(value, "name") else str(value)


def _power_text(e: Written) -> str:
    base, exponent = e.args
    if isinstance(e.value, sp.HadamardPower) and e.value.cols != 1:
        return f"HadamardPower({_text(base)}, {_text(exponent)})"
    return f"{_text(base, ATOM)}**{_text(exponent, ATOM)}"


def _total_text(e: Written) -> str:
    body, *parts = map(_text, e.args)
    ranges = (", ".join(parts[k : k + 3]) for k in range(0, len(parts), 3))
    return f"Sum({body}, {', '.join(f'({r})' for r in ranges)})"


TEXT: dict[str, Any] = {
    "letter": _letter_text,
    "vector": lambda e: name_text(str(e.value)),
    "named": lambda e: e.args[1],
    "unknown": lambda e: f"{name_text(e.args[0])}({', '.join(map(_text, e.args[1:]))})",
    "add": _add_text,
    "negative": lambda e: "-" + _text(e.args[0], MULTIPLY),
    "multiply": lambda e: "*".join(_text(a, MULTIPLY if i == 0 else POWER) for i, a in enumerate(e.args)),
    "fraction": lambda e: f"{_text(e.args[0], MULTIPLY)} / {_text(e.args[1], POWER)}",
    "slash": lambda e: f"{_text(e.args[0], MULTIPLY)} / {_text(e.args[1], POWER)}",
    "power": _power_text,
    "bracket": lambda e: f"({_text(e.args[0])})",
    "entry": lambda e: f"{_text(e.args[0], ATOM)}[{', '.join(_text(i) for i in e.args[1:])}]",
    "total": _total_text,
    "total_over": _total_text,
    "small": lambda e: _text(e.args[0]),
    "transpose": lambda e: _text(e.args[0], ATOM) + ".T",
    "inverse": lambda e: _text(e.args[0], ATOM) + ".I",
    "tuple": lambda e: "(" + ", ".join(_text(a) for a in e.args) + ")",
    "relation": lambda e: f"{_text(e.args[1], ADD)} {e.args[0]} {_text(e.args[2], ADD)}",
    "between": lambda e: " < ".join(_text(a, ADD) for a in e.args),
    "decimal": lambda e: e.args[0],
    "matrix": lambda e: "[" + ", ".join("[" + ", ".join(_text(a) for a in row) + "]" for row in e.args) + "]",
}
