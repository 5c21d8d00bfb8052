r"""The project's notation for KaTeX and for GitHub: `templates/notation.tex`, read and translated each time.

Only commands that show something may be used: what would hide, colour or shift a term is not translated, and a formula
that holds it is shown as its source.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

Macros = Mapping[str, str]  # from a command with its backslash to its body, with #1, #2, ... for its arguments

SHOWN = r"""
alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma tau upsilon
phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell nabla partial infty
sum prod int lim sup inf max min log ln exp sin cos tan tanh cosh sinh det dim arg Pr frac tfrac dfrac sqrt binom
mathbf mathbb mathcal mathrm mathit mathsf boldsymbol operatorname text textstyle displaystyle hat bar tilde vec
overline underline left right bigl bigr Bigl Bigr lvert rvert lVert rVert langle rangle lfloor rfloor lceil rceil
cdot cdots ldots dots vdots ddots times div pm mp circ odot otimes oplus star ast top perp mid le leq ge geq ne neq
equiv approx sim simeq propto ll gg in notin subset subseteq cup cap setminus emptyset forall exists land lor to gets
mapsto implies iff rightarrow leftarrow Rightarrow Leftarrow quad qquad enspace succ succeq prec preceq begin end
limits nolimits
"""
COMMANDS = frozenset(rf"\{name}" for name in SHOWN.split()) | frozenset(
    (r"\,", r"\;", r"\:", r"\ ", r"\{", r"\}", r"\\")
)
ENVIRONMENTS = frozenset(("array", "matrix", "pmatrix", "bmatrix", "cases", "aligned"))
TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|[{}]|[^\\{}]+", re.DOTALL)
DEPTH = 12
NEW = re.compile(r"\\(?:re)?newcommand\*?\{?(\\[A-Za-z]+)\}?(?:\[(\d)\])?\s*(?=\{)")
OPERATOR = re.compile(r"\\DeclareMathOperator(\*?)\{(\\[A-Za-z]+)\}\s*(?=\{)")


def macros_of(notation: str) -> dict[str, str]:
    """The macros that `notation.tex` defines, as KaTeX takes them; those that could hide something are left out."""
    notation = re.sub(r"(?<!\\)%.*", "", notation)
    found = {m[1]: _translated(_group(notation, m.end())[0]) for m in NEW.finditer(notation)}
    for m in OPERATOR.finditer(notation):
        found[m[2]] = rf"\operatorname{m[1]}{{{_group(notation, m.end())[0]}}}"
    while hidden := [name for name, body in found.items() if not shows(body, found)]:
        for name in hidden:
            del found[name]
    return found


def shows(latex: str, macros: Macros) -> bool:
    """Whether each command of a formula shows something, and its braces match."""
    depth = 0
    for token in TOKEN.findall(latex):
        depth += {"{": 1, "}": -1}.get(token, 0)
        if depth < 0 or (token.startswith("\\") and token.rstrip("*") not in COMMANDS and token not in macros):
            return False
    environments = re.findall(r"\\(?:begin|end)\s*\{([^}]*)\}", latex)
    return depth == 0 and set(environments) <= ENVIRONMENTS and not re.search(r"\\\\\s*\[|[%$]|&#", latex)


def expanded(latex: str, macros: Macros, depth: int = 0) -> str:
    """A formula without macros of the project's own, and with nothing that GitHub refuses."""
    latex = latex.replace(r"\operatorname*", r"\operatorname")
    pieces, at = [], 0
    for match in re.finditer(r"\\[A-Za-z]+", latex):
        if match.start() < at:
            continue
        name, end = match[0], match.end()
        body = MARKDOWN.get(name, macros.get(name))
        if body is None or depth > DEPTH:
            continue
        arguments = []
        for _ in range(max(map(int, re.findall(r"#(\d)", body)), default=0)):
            argument, end = _argument(latex, end)
            arguments.append(argument)
        filled = re.sub(r"#(\d)", lambda found, given=arguments: given[int(found[1]) - 1], body)  # type: ignore[misc]
        pieces += [latex[at : match.start()], expanded(filled, macros, depth + 1)]
        if re.search(r"\\[A-Za-z]+$", filled) and latex[end : end + 1].isalpha():
            pieces.append(" ")
        at = end
    return "".join([*pieces, latex[at:]])


MARKDOWN = {r"\was": r"\boxed{#1}", r"\now": r"\boxed{#1}", r"\operatorname": r"\mathrm{#1}"}


def for_katex(macros: Macros) -> str:
    """The macros with those of the marks, as JSON that can stand in a script."""
    marks = {r"\was": r"\htmlClass{was}{#1}", r"\now": r"\htmlClass{now}{#1}"}
    return json.dumps(dict(sorted({**macros, **marks}.items())), ensure_ascii=True).replace("<", "\\u003c")


def _translated(body: str) -> str:
    r"""A body in KaTeX's words: \bm is \boldsymbol, \mathchoice its form in a display, a colour is left out."""
    body = body.replace(r"\bm{", r"\boldsymbol{").strip()
    for command, arguments, kept in ((r"\mathchoice", 4, 0), (r"\textcolor", 2, 1)):
        while (start := body.find(command)) >= 0:
            end, parts = start + len(command), []
            for _ in range(arguments):
                part, end = _group(body, end)
                parts.append(part)
            body = body[:start] + parts[kept] + body[end:]
    return body


def _argument(latex: str, at: int) -> tuple[str, int]:
    """The argument of a macro at a place, a group or a token, and where it ends."""
    while latex[at : at + 1] == " ":
        at += 1
    if latex[at : at + 1] == "{":
        return _group(latex, at)
    token = TOKEN.match(latex, at)
    piece = token[0] if token and token[0].startswith("\\") else latex[at : at + 1]
    return piece, at + len(piece)


def _group(text: str, at: int) -> tuple[str, int]:
    """What stands in the braces that open at a place, and where they end."""
    depth = 0
    for token in TOKEN.finditer(text, at):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if depth == 0:
            return text[at + 1 : token.end() - 1], token.end()
    return text[at + 1 :], len(text)
