r"""The macros and environments an author may use, and the one that was probably meant."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

STANDARD_MACROS = r"""
alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma tau upsilon
phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell hbar nabla partial infty
sum prod int lim limsup liminf max min sup inf log ln exp sin cos tan tanh cosh sinh det dim ker Pr arg
frac tfrac dfrac sqrt binom text textbf textit textrm emph mathbf mathbb mathcal mathrm mathit mathsf bm vec hat bar
tilde widehat widetilde overline underline underbrace overbrace overset underset stackrel
left right big Big bigg Bigg bigl bigr Bigl Bigr lvert rvert lVert rVert langle rangle lfloor rfloor lceil rceil
cdot cdots ldots dots vdots ddots times div pm mp circ odot otimes oplus star ast top perp mid
le leq ge geq ne neq equiv approx sim simeq cong propto ll gg in notin ni subset subseteq supset supseteq cup cap
setminus emptyset forall exists neg land lor to gets mapsto implies iff rightarrow leftarrow Rightarrow Leftarrow
leftrightarrow Leftrightarrow longrightarrow longmapsto quad qquad hspace vspace phantom displaystyle textstyle
scriptstyle small footnotesize large bfseries itshape item label ref eqref tag section paragraph begin end
includegraphics input centering caption hline toprule midrule bottomrule multicolumn operatorname
substack intertext allowbreak newline linebreak pagebreak clearpage noindent par
"""
STANDARD_ENVIRONMENTS = """
align aligned alignat array bmatrix cases center description document enumerate equation figure gather itemize matrix
minipage multline picture pmatrix quote split table tabular vmatrix
"""

DEFINES_MACRO = re.compile(
    r"\\(?:newcommand|renewcommand|providecommand|DeclareRobustCommand|DeclareMathOperator|newlength|def|let)"
    r"\*?\s*\{?\\([A-Za-z]+)"
)
DEFINES_ENVIRONMENT = re.compile(r"\\(?:re)?newenvironment\*?\s*\{([^}]+)\}")


def meant_macro(name: str, source: str) -> str:
    r"""The macro that `name` nearly spells, with its backslash; those that `source` defines come first."""
    found = _nearest(name, DEFINES_MACRO.findall(source)) or _nearest(name, STANDARD_MACROS.split())
    return "\\" + found if found else ""


def meant_environment(name: str, source: str) -> str:
    """The environment that `name` nearly spells; those that `source` defines come first."""
    return _nearest(name, DEFINES_ENVIRONMENT.findall(source)) or _nearest(name, STANDARD_ENVIRONMENTS.split())


def meant_label(name: str, source: str) -> str:
    """The label of `source` that `name` nearly spells."""
    return _nearest(name, re.findall(r"\\label\{([^}]+)\}", source))


def _nearest(name: str, names: Iterable[str]) -> str:
    close = get_close_matches(name, [known for known in names if known != name], n=1, cutoff=0.72)
    return close[0] if close else ""
