"""How letters, numbers and names look."""

from __future__ import annotations

import re
from typing import Any

import sympy as sp

GREEK = frozenset(
    """alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau phi chi psi omega
    Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega""".split()  # noqa: SIM905
)


def letter_latex(value: Any) -> str:
    r"""The LaTeX of a letter: `\beta`, `w_{0,0}`, `\vx` for a column, `\mH` for a matrix; `\wt` is its own."""
    if isinstance(value, sp.Rational) and not isinstance(value, sp.Integer):
        return rf"\tfrac{{{value.p}}}{{{value.q}}}"
    if isinstance(value, sp.Integer) and abs(value) >= 1000:
        return f"{int(value):,}".replace(",", r"\,")
    if isinstance(value, sp.Float):
        return digits(str(value))
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
        return bold(value.name, "v" if value.cols == 1 else "m")
    return plain(str(getattr(value, "name", value)))


def name_text(name: str) -> str:
    r"""A name as an identifier: `w_{0,0}` becomes `w_0_0`, `\wt` becomes `wt`, `x'` becomes `x_prime`."""
    return re.sub(r"[\W_]+", "_", name.replace("\\", "").replace("'", "_prime")).strip("_")


def bold(name: str, kind: str) -> str:
    """The name of a vector (kind `v`) or a matrix (`m`)."""
    if name.startswith("\\"):
        return name
    base, _, rest = name.partition("_")
    letters = base.rstrip("'")
    letter = rf"\{kind}{base}" if len(letters) == 1 or letters in GREEK else rf"\bm{{{base}}}"
    return letter + (f"_{group(plain(rest))}" if rest else "")


def plain(name: str) -> str:
    """A name in italics; one of several letters stands upright, so that it is no product."""
    if name.startswith("\\"):
        return name
    base, _, rest = name.partition("_")
    letters = base.rstrip("'")
    if letters in GREEK:
        base = rf"\{base}"
    elif len(letters) > 1 and letters.isalpha():
        base = rf"\mathrm{{{letters}}}{base[len(letters) :]}"
    return base + (f"_{rest if rest.startswith('{') else group(plain(rest))}" if rest else "")


def group(latex: str) -> str:
    """What stands in a script, in braces where TeX needs them."""
    return latex if len(latex) == 1 else f"{{{latex}}}"


def digits(number: str) -> str:
    """A number in digits; `4.852e8` is a product with a power of ten."""
    shown, _, exponent = number.partition("e")
    return shown + (rf" \cdot 10^{group(str(int(exponent)))}" if exponent else "")
