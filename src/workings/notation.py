r"""How an expression looks: in LaTeX, with the Deep Learning book's letters, and in one line of plain text.

`\vx`, `\mH`, `\vone`, `\ReLU`, `\tran`, `\abs`, `\norm`, `\paren` and `\Abs` are macros of `templates/notation.tex`.
Both printers walk the tree of a `Written`, so terms and brackets stand as their author put them.
"""

from __future__ import annotations

import re
from typing import Any

import sympy as sp

from .written import Written, written

ADD, MULTIPLY, POWER, ATOM = 1, 2, 3, 4
BINDING = {"add": ADD, "negative": ADD, "relation": 0, "multiply": MULTIPLY, "total": MULTIPLY, "total_over": MULTIPLY,
           "hadamard": MULTIPLY, "fraction": MULTIPLY, "slash": MULTIPLY, "power": POWER, "exp": POWER,
           "transpose": POWER, "inverse": POWER, "between": 0}  # fmt: skip

GREEK = frozenset(
    """alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau phi chi psi omega
    Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega""".split()  # noqa: SIM905
)
# name: (LaTeX, whether the argument always stands in brackets)
FUNCTIONS = {
    "log": (r"\log", False),
    "tanh": (r"\tanh", False),
    "cosh": (r"\cosh", False),
    "sinh": (r"\sinh", False),
    "cos": (r"\cos", False),
    "sin": (r"\sin", False),
    "Max": (r"\max", True),
    "Min": (r"\min", True),
    "LambertW": ("W", True),
    "ReLU": (r"\ReLU", True),
    "sigmoid": (r"\sigmoid", True),
    "softmax": (r"\softmax", True),
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


def latex(thing: Any) -> str:
    """The LaTeX of a Written, a SymPy value or a number, without dollar signs."""
    return _latex(written(thing), script=False)


def text(thing: Any) -> str:
    """The same in one line of plain text, in SymPy's own words: `exp(x[i]) / Sum(exp(x[j]), (j, 1, d))`."""
    return _text(written(thing))


def letter_latex(value: Any) -> str:
    r"""The LaTeX of a letter: `\beta`, `w_{0,0}`, `\vx` for a column, `\mH` for a matrix; `\wt` is its own."""
    if isinstance(value, sp.Rational) and not isinstance(value, sp.Integer):
        return rf"\tfrac{{{value.p}}}{{{value.q}}}"
    if isinstance(value, sp.Integer) and abs(value) >= 1000:
        return f"{int(value):,}".replace(",", r"\,")
    if isinstance(value, sp.Float):
        return str(value)
    special = {sp.oo: r"\infty", -sp.oo: r"-\infty", sp.E: "e", sp.pi: r"\pi"}
    if value in special:
        return special[value]
    if isinstance(value, sp.ZeroMatrix):
        return r"\vzero" if value.cols == 1 else "0"
    if isinstance(value, sp.OneMatrix):
        return r"\vone"
    if isinstance(value, sp.Identity):
        return r"\mI"
    if isinstance(value, sp.MatrixSymbol):
        return _bold(value.name, "v" if value.cols == 1 else "m")
    return _plain(str(value))


def name_text(name: str) -> str:
    r"""A name as an identifier: `w_{0,0}` becomes `w_0_0`, `\wt` becomes `wt`."""
    return re.sub(r"[\W_]+", "_", name.replace("\\", "")).strip("_")


def _bold(name: str, kind: str) -> str:
    if name.startswith("\\"):
        return name
    base, _, rest = name.partition("_")
    return rf"\{kind}{base}" + (f"_{_group(_plain(rest))}" if rest else "")


def _plain(name: str) -> str:
    if name.startswith("\\"):
        return name
    base, _, rest = name.partition("_")
    base = rf"\{base}" if base in GREEK else base
    return base + (f"_{rest if rest.startswith('{') else _group(_plain(rest))}" if rest else "")


def _group(latex: str) -> str:
    return latex if len(latex) == 1 else f"{{{latex}}}"


# -- LaTeX ----------------------------------------------------------------------------------------------------------


def _latex(e: Written, script: bool, at_least: int = 0) -> str:
    """The LaTeX of `e`, in brackets if it binds less than `at_least`; in a script, fractions stand on one line."""
    body = LATEX.get(e.head, _apply)(e, script)
    return _brackets(body, _height(e)) if _binding(e, script) < at_least else body


def _binding(e: Written, script: bool) -> int:
    if e.head == "fraction" and not script:
        return ATOM  # the bar is its bracket
    if e.head == "letter" and getattr(e.value, "is_negative", False):
        return ADD
    return BINDING.get(e.head, ATOM)


def _height(e: Written) -> int:
    """How tall `e` stands in a display: 0 a line of text, 1 a small fraction, 2 a full fraction, sum or matrix."""
    if e.head in ("fraction", "total", "total_over", "matrix"):
        return 2
    if e.head == "letter":
        return 1 if isinstance(e.value, sp.Rational) and not isinstance(e.value, sp.Integer) else 0
    if e.head == "named":
        return 2 if re.search(r"\\frac|\\sum|\\max_", e.args[0]) else 1 if "\\tfrac" in e.args[0] else 0
    parts = e.args[:1] if e.head in ("power", "entry") else () if e.head == "exp" else e.args
    if e.head == "add":
        parts = tuple(term for _, term in e.args)
    return max((_height(p) for p in parts if isinstance(p, Written)), default=0)


def _brackets(body: str, height: int) -> str:
    return (f"({body})", rf"\bigl({body}\bigr)", rf"\paren{{{body}}}")[height]


def _bars(body: str, height: int, macro: str, bar: str) -> str:
    small, tall = rf"\{macro}{{{body}}}", rf"\{macro.capitalize()}{{{body}}}"
    return (small, rf"\bigl\l{bar} {body}\bigr\r{bar}", tall)[height]


def _add(e: Written, script: bool) -> str:
    (_, first), *rest = e.args
    body = _latex(first, script) if first.head == "negative" else _latex(first, script, MULTIPLY)
    for sign, term in rest:
        body += (" + " if sign > 0 else " - ") + _latex(term, script, MULTIPLY)
    return body


def _negative(e: Written, script: bool) -> str:
    return "-" + _latex(e.args[0], script, MULTIPLY)


def _multiply(e: Written, script: bool) -> str:
    body, last = "", None
    for position, factor in enumerate(e.args):
        open_ended = factor.head.startswith("total") and position < len(e.args) - 1
        piece = _latex(factor, script, ATOM if open_ended else MULTIPLY)
        body += (_between(last, factor, piece, script) if last else "") + piece
        last = factor
    return body


def _between(left: Written, right: Written, piece: str, script: bool) -> str:
    """What stands between two factors: a dot before a number or between fractions, a thin space before f(x)."""
    stacked = [not script and f.head == "fraction" for f in (left, right)]
    if piece[0].isdigit() or all(stacked) or (piece.startswith("(-") and left.head == "letter"):
        return r" \cdot "
    if piece.startswith(r"\tfrac") and left.head == "letter":
        return r" \cdot "
    if right.head in FUNCTIONS or right.head in ("total", "total_over") or stacked[0]:
        return r"\," if piece.startswith((r"\sigmoid", r"\softmax", r"\sum", "W(")) or stacked[0] else " "
    if right.head == "named" and re.match(r"\\Rop\{|\\?[A-Za-z]+'*\(", piece):
        return r"\,"
    return " "


def _fraction(e: Written, script: bool) -> str:
    above, below = e.args
    if script:
        return _slash(e, script)
    return rf"\frac{{{_latex(above, script)}}}{{{_latex(below, script)}}}"


def _slash(e: Written, script: bool) -> str:
    above, below = e.args
    return _latex(above, script, MULTIPLY) + "/" + _latex(below, script, POWER)


def _power(e: Written, script: bool) -> str:
    base, exponent = e.args
    raised = _group(_latex(exponent, True))
    if base.head in FUNCTIONS and not FUNCTIONS[base.head][1]:
        return _apply(base, script, raised)
    return f"{_latex(base, script, ATOM)}^{raised}"


def _letter(e: Written, script: bool) -> str:
    if script and isinstance(e.value, sp.Rational) and not isinstance(e.value, sp.Integer):
        return f"{e.value.p}/{e.value.q}"
    return letter_latex(e.value)


def _entry(e: Written, script: bool) -> str:
    base, *indices = e.args
    if isinstance(base.value, sp.MatrixSymbol) and base.value.cols == 1 and len(indices) == 2:
        indices = indices[:1]
    name = _latex(base, script, ATOM)
    if base.head in ("letter", "vector"):
        name = _plain(_entry_name(base.value))
    comma = "," if all(i.head == "letter" for i in indices) else r",\,"
    return f"{name}_{_group(comma.join(_latex(i, True) for i in indices))}"


def _entry_name(value: Any) -> str:
    """Entries of a matrix wear its letter in lower case."""
    name = str(getattr(value, "name", value))
    return name.lower() if isinstance(value, sp.MatrixSymbol) and len(name) == 1 else name


def _total(e: Written, script: bool) -> str:
    body, index, low, high = e.args
    end = _group(_latex(high, True))
    return rf"\sum_{{{_latex(index, True)}={_latex(low, True)}}}^{end} {_latex(body, script, MULTIPLY)}"


def _total_over(e: Written, script: bool) -> str:
    body, *indices = e.args
    under = ",".join(_latex(index, True) for index in indices[::3])
    return rf"\sum_{_group(under)} {_latex(body, script, MULTIPLY)}"


def _apply(e: Written, script: bool, raised: str = "") -> str:
    """A function's name and its arguments; `\\log x` and `\\tanh u` take brackets only where they must."""
    name, always = FUNCTIONS.get(e.head, (_plain(e.head), True))
    name += f"^{raised}" if raised else ""
    body = ", ".join(_latex(a, script) for a in e.args)
    if always or len(e.args) != 1 or e.args[0].head in ("add", "negative", "multiply", "slash"):
        height = max((_height(a) for a in e.args), default=0)
        return name + _brackets(body, 0 if script else height)
    return f"{name} {body}"


def _relation(e: Written, script: bool) -> str:
    name, left, right = e.args
    return f"{_latex(left, script)} {RELATIONS[name]} {_latex(right, script)}"


def _matrix(e: Written, script: bool) -> str:
    rows = r" \\ ".join(" & ".join(_latex(entry, script) for entry in row) for row in e.args)
    columns = "c" * max(len(row) for row in e.args)
    return rf"\left[\begin{{array}}{{{columns}}} {rows} \end{{array}}\right]"


LATEX = {
    "letter": _letter,
    "vector": lambda e, script: _bold(str(e.value), "v"),
    "named": lambda e, script: e.args[0],
    "add": _add,
    "negative": _negative,
    "multiply": _multiply,
    "fraction": _fraction,
    "slash": _slash,
    "power": _power,
    "exp": lambda e, script: f"e^{_group(_latex(e.args[0], True))}",
    "sqrt": lambda e, script: rf"\sqrt{{{_latex(e.args[0], script)}}}",
    "Abs": lambda e, script: _bars(_latex(e.args[0], script), 0 if script else _height(e.args[0]), "abs", "vert"),
    "norm": lambda e, script: _bars(_latex(e.args[0], script), 0 if script else _height(e.args[0]), "norm", "Vert"),
    "floor": lambda e, script: rf"\lfloor {_latex(e.args[0], script)} \rfloor",
    "bracket": lambda e, script: _brackets(_latex(e.args[0], script), 0 if script else _height(e.args[0])),
    "entry": _entry,
    "total": _total,
    "total_over": _total_over,
    "transpose": lambda e, script: _latex(e.args[0], script, ATOM) + r"\tran",
    "inverse": lambda e, script: _latex(e.args[0], script, ATOM) + "^{-1}",
    "hadamard": lambda e, script: r" \odot ".join(_latex(a, script, MULTIPLY) for a in e.args),
    "tuple": lambda e, script: "(" + r",\, ".join(_latex(a, script) for a in e.args) + ")",
    "relation": _relation,
    "between": lambda e, script: " < ".join(_latex(a, script) for a in e.args),
    "decimal": lambda e, script: e.args[0],
    "matrix": _matrix,
}

# -- plain text -----------------------------------------------------------------------------------------------------


def _text(e: Written, at_least: int = 0) -> str:
    body = TEXT[e.head](e) if e.head in TEXT else f"{e.head}({', '.join(_text(a) for a in e.args)})"
    return f"({body})" if _text_binding(e) < at_least else body


def _text_binding(e: Written) -> int:
    if e.head == "letter" and isinstance(e.value, sp.Rational) and not isinstance(e.value, sp.Integer):
        return MULTIPLY
    return ATOM if e.head in ("total", "total_over", "exp", "transpose", "hadamard") else _binding(e, True)


def _add_text(e: Written) -> str:
    (_, first), *rest = e.args
    body = _text(first, 0 if first.head == "negative" else MULTIPLY)
    return body + "".join((" + " if sign > 0 else " - ") + _text(term, MULTIPLY) for sign, term in rest)


def _letter_text(e: Written) -> str:
    value = e.value
    if isinstance(value, sp.OneMatrix | sp.ZeroMatrix | sp.Identity):
        return {sp.OneMatrix: "ones", sp.ZeroMatrix: "zeros", sp.Identity: "eye"}[type(value)]
    return name_text(value.name) if hasattr(value, "name") else str(value)


def _total_text(e: Written) -> str:
    body, *parts = map(_text, e.args)
    ranges = (", ".join(parts[k : k + 3]) for k in range(0, len(parts), 3))
    return f"Sum({body}, {', '.join(f'({r})' for r in ranges)})"


TEXT = {
    "letter": _letter_text,
    "vector": lambda e: name_text(str(e.value)),
    "named": lambda e: e.args[1],
    "add": _add_text,
    "negative": lambda e: "-" + _text(e.args[0], MULTIPLY),
    "multiply": lambda e: "*".join(_text(a, MULTIPLY if i == 0 else POWER) for i, a in enumerate(e.args)),
    "fraction": lambda e: f"{_text(e.args[0], MULTIPLY)} / {_text(e.args[1], POWER)}",
    "slash": lambda e: f"{_text(e.args[0], MULTIPLY)} / {_text(e.args[1], POWER)}",
    "power": lambda e: f"{_text(e.args[0], ATOM)}**{_text(e.args[1], ATOM)}",
    "bracket": lambda e: f"({_text(e.args[0])})",
    "entry": lambda e: f"{_text(e.args[0], ATOM)}[{', '.join(_text(i) for i in e.args[1:])}]",
    "total": _total_text,
    "total_over": _total_text,
    "transpose": lambda e: _text(e.args[0], ATOM) + ".T",
    "inverse": lambda e: _text(e.args[0], ATOM) + ".I",
    "tuple": lambda e: "(" + ", ".join(_text(a) for a in e.args) + ")",
    "relation": lambda e: f"{_text(e.args[1])} {e.args[0]} {_text(e.args[2])}",
    "between": lambda e: " < ".join(_text(a) for a in e.args),
    "decimal": lambda e: e.args[0],
    "matrix": lambda e: "[" + ", ".join("[" + ", ".join(_text(a) for a in row) + "]" for row in e.args) + "]",
}
