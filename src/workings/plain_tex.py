r"""A short piece of TeX in plain words and signs: `$\vx \in \R^d$` as "x ∈ R^d", for where no TeX can set it."""

from __future__ import annotations

import re
import unicodedata

SIGNS = {
    "times": "×", "cdot": "·", "in": " ∈ ", "le": " ≤ ", "ge": " ≥ ", "ne": " ≠ ", "to": " → ", "infty": "∞",
    "mid": " | ", "given": " | ", "succ": " ≻ ", "succeq": " ⪰ ", "approx": " ≈ ", "tran": "ᵀ", "top": "ᵀ", "pm": "±",
    "dots": "…", "ldots": "…", "cdots": "⋯", "sigmoid": "σ", "softmax": "S", "enspace": " ", "quad": " ",
    "wt": "w⁽ᵗ⁾", "nabla": "∇", "partial": "∂", "sum": "∑", "prod": "∏", "vzero": "0", "vone": "1",
}  # fmt: skip
SUPERSCRIPTS = dict(zip("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", strict=True))
SUBSCRIPTS = dict(zip("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋", strict=True))
FRACTION = re.compile(r"\\[td]?frac\s*(?:\{([^{}]*)\}|(\d|[A-Za-z]))\s*(?:\{([^{}]*)\}|(\d|[A-Za-z]))(?=(\w?))")
WITH_ONE = (
    (re.compile(r"\\sqrt\{([^{}]*)\}"), r"√\1"),
    (re.compile(r"\\(?:abs|Abs)\{([^{}]*)\}"), r"|\1|"),
    (re.compile(r"\\(?:norm|Norm)\{([^{}]*)\}"), r"‖\1‖"),
    (re.compile(r"\\[A-Za-z]+\{([^{}]*)\}"), r"\1"),
)


def in_plain_words(tex: str) -> str:
    """The text of a label without TeX's signs; what has no sign of its own keeps its name."""
    text = re.sub(r"\\[,;:! ]", " ", tex)
    text = re.sub(r"\\([A-Za-z]+)(?![A-Za-z{])(?:\s(?=\w))?", _sign, text)
    text = _without_braces(text.replace("$", ""))
    text = re.sub(r"\^\{([^{}]*)\}|\^(\w)", lambda found: _raised(found[1] or found[2]), text)
    text = re.sub(r"_\{([^{}]*)\}|_(\w)", lambda found: _lowered(found[1] or found[2]), text)
    return " ".join(re.sub(r"[{}]", "", text).replace("\\", "").replace("--", "–").split())


def _sign(found: re.Match[str]) -> str:
    name = found[1]
    if name in ("frac", "tfrac", "dfrac", "sqrt"):
        return found[0]
    if name in SIGNS:
        return SIGNS[name]
    if re.fullmatch(r"[vm][A-Za-z]", name):
        return name[1]
    for size in ("SMALL", "CAPITAL"):
        letter = name.removeprefix("var").removeprefix("v").upper()
        if (size == "SMALL") == name[:1].islower():
            try:
                return unicodedata.lookup(f"GREEK {size} LETTER {letter}")
            except KeyError:
                continue
    return name


def _without_braces(text: str) -> str:
    """Fractions with a slash, roots and bars with their signs, inner ones first."""
    before = ""
    while before != text:
        before = text
        text = FRACTION.sub(
            lambda found: f"{found[1] or found[2]}/{found[3] or found[4]}{' ' if found[5] else ''}", text
        )
        for pattern, words in WITH_ONE:
            text = pattern.sub(words, text)
    return text


def _slashed(found: re.Match[str]) -> str:
    return f"{found[1] or found[2]}/{found[3] or found[4]}" + (" " if found[5] else "")


def _raised(text: str) -> str:
    return "".join(map(SUPERSCRIPTS.get, text)) if set(text) <= SUPERSCRIPTS.keys() else f"^{text}"  # type: ignore[arg-type]


def _lowered(text: str) -> str:
    signs = text.replace(",", "")
    return "".join(map(SUBSCRIPTS.get, signs)) if set(signs) <= SUBSCRIPTS.keys() else f"_{text}"  # type: ignore[arg-type]
