"""The project's notation in KaTeX's words and without macros, and what is not let through."""

from pathlib import Path

import pytest

from workings.prose import Piece, pieces
from workings.typesetting import expanded, for_katex, macros_of, shows

NOTATION = (Path(__file__).parent.parent / "templates" / "notation.tex").read_text(encoding="utf-8")
MACROS = macros_of(NOTATION)


def test_every_macro_of_the_notation_has_a_form_for_katex():
    defined = NOTATION.count("\\newcommand{") + NOTATION.count("\\DeclareMathOperator")
    assert len(MACROS) == defined
    assert not any(word in body for body in MACROS.values() for word in (r"\bm", r"\mathchoice", r"\textcolor"))


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        (r"\vg\tran\vs", r"\boldsymbol{g}^{\top}\boldsymbol{s}"),
        (r"\norm{\vx}^2", r"\lVert \boldsymbol{x}\rVert^2"),
        (r"\ReLU x + \argmin f", r"\mathrm{ReLU} x + \mathrm{arg\,min} f"),
        (r"\was{\mH}x", r"\boxed{\boldsymbol{H}}x"),
        (r"\Abs{\frac{a}{b}}", r"{\left\lvert\frac{a}{b}\right\rvert}"),
        (r"\sigmoid x", r"\sigma x"),
    ],
)
def test_github_gets_formulas_without_macros(written, plain):
    assert expanded(written, MACROS) == plain


@pytest.mark.parametrize(
    "hiding",
    [r"\phantom{x}", r"\color{white} x", r"\rlap{x}", r"\kern-2em x", r"\!\!x", r"\href{a}{b}", r"\htmlClass{was}{x}",
     r"x} {y", r"\begin{picture}\end{picture}", r"\textcolor{white}{x}", "a \\\\[-9em] b", r"\hspace{-3em}"],
)  # fmt: skip
def test_a_formula_that_could_hide_a_term_is_shown_as_its_source(hiding):
    assert not shows(hiding, MACROS)
    assert pieces(f"so ${hiding}$", MACROS)[1] == Piece("code", hiding)


def test_a_macro_that_could_hide_a_term_is_no_macro():
    stranger = r"\newcommand{\ok}{\alpha}\newcommand{\no}{\phantom{x}}\newcommand{\alsono}{\no}"
    assert macros_of(stranger) == {r"\ok": r"\alpha"}


def test_signs_that_turn_or_hide_text_become_visible():
    assert pieces("a\u202eb\u200bc", MACROS) == (Piece("text", "a\ufffdb\ufffdc"),)


def test_macros_cannot_end_the_script_that_they_stand_in():
    assert "<" not in for_katex({r"\x": "</script>"})
