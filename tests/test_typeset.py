"""The messages of a TeX run, whole, from logs written by hand; then the driver itself on small sources, with TeX."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from workings import typeset as driver
from workings.diagnosis import diagnose
from workings.errors import EnvironmentFault, Mistake, UsageError
from workings.fault import Fault, describe
from workings.macros import meant_environment, meant_macro
from workings.overleaf import zip_for_overleaf
from workings.texlog import read_log
from workings.trace import Place, TexSource
from workings.typeset import typeset
from workings.unfilled import unfilled

needs_tex = pytest.mark.tex


def source_of(root: Path, *files: tuple[str, str]) -> TexSource:
    """The TeX that consists of the given files (name, text), one after the other, each written below `root`."""
    text, places = [], []
    for name, content in files:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
        for number, line in enumerate(content.splitlines(), 1):
            text.append(line)
            places.append(Place(name, number))
    return TexSource("\n".join(text), tuple(places))


def messages(log: str, source: TexSource, root: Path, kind: str = "errors") -> list[str]:
    """The blocks that the author would read for this log."""
    faults = getattr(diagnose(read_log(log, "submission.tex"), source.text), kind)
    return [describe(fault, source, root / "build" / "submission.tex", root) for fault in faults]


TEMPLATE = ("templates/submission.tex", "\\newcommand{\\mat}[1]{\\bm{#1}}\n\\newcommand{\\vect}[1]{\\bm{#1}}\n")


# -- errors of TeX ----------------------------------------------------------------------------------------------------


def test_an_undefined_macro_is_shown_in_the_prose_with_the_macro_that_was_meant(tmp_path):
    prose = "One\n\nThree\n\nThe matrix does not depend on the image,\nso \\(\\vecc{Y} = \\mat{A} \\vect{x}\\)\n"
    source = source_of(tmp_path, TEMPLATE, ("answers/q4_convolutions.tex", prose))
    log = (
        "./submission.tex:8: Undefined control sequence.\nl.8 so \\(\\vecc\n              {Y} = \\mat{A} \\vect{x}\\)\n"
    )
    assert messages(log, source, tmp_path) == [
        "answers/q4_convolutions.tex:6  LaTeX stopped: undefined control sequence \\vecc\n"
        "  5 | The matrix does not depend on the image,\n"
        "  6 | so \\(\\vecc{Y} = \\mat{A} \\vect{x}\\)\n"
        "           ^^^^^\n"
        "Did you mean \\vect?"
    ]


def test_a_macro_that_resembles_no_other_is_to_be_defined(tmp_path):
    source = source_of(tmp_path, ("answers/q.tex", "\\kernelweights\n"))
    log = "./submission.tex:1: Undefined control sequence.\nl.1 \\kernelweights\n                  \n"
    assert messages(log, source, tmp_path) == [
        "answers/q.tex:1  LaTeX stopped: undefined control sequence \\kernelweights\n"
        "  1 | \\kernelweights\n"
        "      ^^^^^^^^^^^^^^\n"
        "Define it in templates/notation.tex, or use a macro that is there."
    ]


def test_a_fault_inside_a_display_is_shown_on_its_own_line_though_tex_names_the_last(tmp_path):
    prose = "\\begin{steps}\na &= b \\\\\n  &= \\alhpa x \\\\\n  &= d\n\\end{steps}\n"
    source = source_of(tmp_path, ("answers/q.tex", prose))
    log = (
        "./submission.tex:5: Undefined control sequence.\n"
        "<argument>  a &= b \\\\ &= \\alhpa \n                               x \\\\ &= d \n"
        "l.5 \\end{steps}\n               \n"
    )
    assert messages(log, source, tmp_path) == [
        "answers/q.tex:3  LaTeX stopped: undefined control sequence \\alhpa\n"
        "  2 | a &= b \\\\\n"
        "  3 |   &= \\alhpa x \\\\\n"
        "           ^^^^^^\n"
        "Did you mean \\alpha?"
    ]


def test_a_fault_in_what_a_placeholder_became_shows_both_lines(tmp_path):
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers/q.tex").write_text("Hence\n\\VAR{newton_step | steps}\n")
    place = Place("answers/q.tex", 2)
    source = TexSource(
        "Hence\n\\begin{steps}\nw &= \\invers{H}\n\\end{steps}", (Place("answers/q.tex", 1), *[place] * 3)
    )
    log = (
        "./submission.tex:4: Undefined control sequence.\n<argument>  w &= \\invers \n          {H}\n"
        "l.4 \\end{steps}\n               \n"
    )
    assert messages(log, source, tmp_path) == [
        "answers/q.tex:2  LaTeX stopped: undefined control sequence \\invers\n"
        "  1 | Hence\n"
        "  2 | \\VAR{newton_step | steps}\n"
        "which became line 3 of build/submission.tex:\n"
        "  3 | w &= \\invers{H}\n"
        "           ^^^^^^^\n"
        "Define it in templates/notation.tex, or use a macro that is there."
    ]


def test_a_macro_whose_definition_is_at_fault_is_named_where_it_is_used(tmp_path):
    source = source_of(tmp_path, ("answers/q.tex", "It has \\mat{A} here.\n"))
    log = (
        "./submission.tex:1: Undefined control sequence.\n\\mat #1->\\nosuchmacro \n                    {#1}\n"
        "l.1 It has \\mat{A}\n                   here.\n"
    )
    assert messages(log, source, tmp_path) == [
        "answers/q.tex:1  LaTeX stopped: undefined control sequence \\nosuchmacro\n"
        "  1 | It has \\mat{A} here.\n"
        "             ^^^^\n"
        "It stands in the definition of \\mat. Define it in templates/notation.tex, or use\n"
        "a macro that is there."
    ]


def test_mathematics_outside_a_formula_is_told_where_it_belongs(tmp_path):
    source = source_of(tmp_path, ("answers/q.tex", "The weight w_1 is 0.\n"))
    log = "./submission.tex:1: Missing $ inserted.\n<inserted text> \n         $\nl.1 The weight w_\n     1 is 0.\n"
    assert messages(log, source, tmp_path) == [
        "answers/q.tex:1  LaTeX stopped: missing $ inserted\n"
        "  1 | The weight w_1 is 0.\n"
        "                  ^\n"
        "Mathematics stands between \\( and \\)."
    ]


def test_a_formula_left_open_is_shown_where_it_opens(tmp_path):
    source = source_of(tmp_path, ("answers/q.tex", "Here \\(a + b\nis a sum.\n\nNext.\n"))
    log = "./submission.tex:3: Missing $ inserted.\n<inserted text> \n                $\nl.3 \n    \n"
    assert messages(log, source, tmp_path) == [
        "answers/q.tex:1  LaTeX stopped: a formula is open where its paragraph ends\n"
        "  1 | Here \\(a + b\n"
        "           ^^\n"
        "Mathematics stands between \\( and \\)."
    ]


def test_a_brace_left_open_in_a_display_is_shown_at_the_display(tmp_path):
    source = source_of(tmp_path, ("answers/q.tex", "Then\n\\begin{steps}\na &= \\frac{x}{y\n\\end{steps}\n\nNext.\n"))
    log = (
        "Runaway argument?\n a &= \\frac {x}{y \\end {steps} \n"
        "./submission.tex:5: Paragraph ended before \\steps was complete.\n<to be read again> \n"
        "                   \\par \nl.5 \n    \n"
    )
    assert messages(log, source, tmp_path) == [
        "answers/q.tex:2  LaTeX stopped: a brace after \\begin{steps} is never closed\n"
        "  1 | Then\n"
        "  2 | \\begin{steps}\n"
        "      ^^^^^^^^^^^^^\n"
        "Count the braces: one is opened and not closed, or closed and not opened."
    ]


def test_a_brace_left_open_in_an_argument_is_found_by_what_tex_swallowed(tmp_path):
    prose = "One.\n\\figcaption{What to see\n\nTwo.\n\\figcaption{Another}\n"
    source = source_of(tmp_path, ("answers/q.tex", prose))
    swallowed = "Runaway argument?\n{What to see \\par Two. \\figcaption {Another} \n"
    log = f"{swallowed}! File ended while scanning use of \\figcaption.\n"
    assert messages(log, source, tmp_path) == [
        "answers/q.tex:2  LaTeX stopped: a brace after \\figcaption is never closed\n"
        "  1 | One.\n"
        "  2 | \\figcaption{What to see\n"
        "      ^^^^^^^^^^^\n"
        "Count the braces: one is opened and not closed, or closed and not opened."
    ]


def test_crossed_environments_name_both_ends(tmp_path):
    source = source_of(tmp_path, ("answers/q.tex", "\\begin{itemize}\n\\item a\n\\end{steps}\n"))
    log = (
        "./submission.tex:3: LaTeX Error: \\begin{itemize} on input line 1 ended by \\end{steps}.\n\n"
        "See the LaTeX manual.\n\nl.3 \\end{steps}\n               \n"
    )
    assert messages(log, source, tmp_path) == [
        "answers/q.tex:3  LaTeX stopped: \\begin{itemize} is ended by \\end{steps}\n"
        "  2 | \\item a\n"
        "  3 | \\end{steps}\n"
        "      ^^^^^^^^^^^\n"
        "It begins at answers/q.tex:1. Close it with \\end{itemize} first."
    ]


def test_an_unknown_environment_is_one_fault_although_tex_complains_of_its_end_as_well(tmp_path):
    source = source_of(
        tmp_path, ("t.tex", "\\newenvironment{steps}{}{}"), ("answers/q.tex", "\\begin{setps}\na\n\\end{setps}\n")
    )
    log = (
        "./submission.tex:2: LaTeX Error: Environment setps undefined.\n\nl.2 \\begin{setps}\n                 \n"
        "Your command was ignored.\n\n"
        "./submission.tex:4: LaTeX Error: \\begin{document} ended by \\end{setps}.\n\nl.4 \\end{setps}\n    \n"
    )
    assert messages(log, source, tmp_path) == [
        "answers/q.tex:1  LaTeX stopped: no environment is called setps\n"
        "  1 | \\begin{setps}\n"
        "      ^^^^^^^^^^^^^\n"
        "Did you mean steps?"
    ]


def test_a_missing_figure_is_one_fault_at_the_line_that_asks_for_it(tmp_path):
    source = source_of(tmp_path, ("answers/q.tex", "\\input{figures/swich.tex}\n"))
    log = (
        "! LaTeX Error: File `figures/swich.tex' not found.\n\nType X to quit or <RETURN> to proceed,\n"
        "or enter new name. (Default extension: tex)\n\nEnter file name: \n"
        "./submission.tex:1: Emergency stop.\n<read *> \n         \nl.1 \\input{figures/swich.tex}\n      ^^M\n"
        "./submission.tex:1:  ==> Fatal error occurred, no output PDF file produced!\n"
    )
    assert messages(log, source, tmp_path) == [
        "answers/q.tex:1  LaTeX stopped: there is no file figures/swich.tex\n"
        "  1 | \\input{figures/swich.tex}\n"
        "             ^^^^^^^^^^^^^^^^^\n"
        "python build.py figures draws the figures; is the name one of theirs?"
    ]


def test_a_fault_in_a_figure_is_shown_in_its_own_file(tmp_path):
    source = source_of(tmp_path, ("answers/q.tex", "\\input{figures/swish.tex}\n"))
    (tmp_path / "build/figures").mkdir(parents=True)
    (tmp_path / "build/figures/swish.tex").write_text("\\begin{picture}(1,1)\n\\put(0,0){\\bata}\n")
    log = "(./figures/swish.tex\n./figures/swish.tex:2: Undefined control sequence.\nl.2 \\put(0,0){\\bata\n        }\n"
    assert messages(log, source, tmp_path) == [
        "build/figures/swish.tex:2  LaTeX stopped: undefined control sequence \\bata\n"
        "  1 | \\begin{picture}(1,1)\n"
        "  2 | \\put(0,0){\\bata}\n"
        "                ^^^^^\n"
        "Did you mean \\beta?"
    ]


def test_one_cause_on_a_line_hides_what_follows_from_it(tmp_path):
    source = source_of(tmp_path, ("answers/q.tex", "a & b\n"))
    context = "<inserted text> \n                $\nl.1 a &\n        b\n"
    log = "".join(
        f"./submission.tex:1: {text}\n{context}\n" for text in ("Misplaced alignment tab character &.", "Extra }.")
    )
    assert [message.split("\n")[0] for message in messages(log, source, tmp_path)] == [
        "answers/q.tex:1  LaTeX stopped: misplaced alignment tab character &"
    ]


def test_a_sign_that_latex_does_not_know_is_pointed_at(tmp_path):
    source = source_of(tmp_path, ("answers/q.tex", "The gradient ∇f.\n"))
    log = (
        "./submission.tex:1: LaTeX Error: Unicode character ∇ (U+2207)\n"
        "               not set up for use with LaTeX.\n\nl.1 The gradient ∇\n                   f.\n"
    )
    assert messages(log, source, tmp_path) == [
        "answers/q.tex:1  LaTeX stopped: it does not know the sign ∇ (U+2207)\n"
        "  1 | The gradient ∇f.\n"
        "                   ^\n"
        "Write it as a LaTeX command, between \\( and \\) if it is mathematics."
    ]


# -- faults of the page -----------------------------------------------------------------------------------------------


def test_a_line_too_wide_is_found_by_the_word_at_its_right_edge(tmp_path):
    prose = "First words of a paragraph,\nthen a monster\nand the rest.\n"
    source = source_of(tmp_path, ("answers/q1_activations.tex", prose))
    log = (
        "Overfull \\hbox (7.3pt too wide) in paragraph at lines 1--4\n"
        "\\T1/lmr/m/n/12 First words of a para-graph, then a mon-ster\n []\n\n"
    )
    assert messages(log, source, tmp_path, "flaws") == [
        "answers/q1_activations.tex:2  a line is 7.3 pt too wide\n"
        "  1 | First words of a paragraph,\n"
        "  2 | then a monster\n"
        "Shorten it, or set its formula as a display."
    ]


def test_a_display_too_wide_is_to_be_broken(tmp_path):
    source = source_of(tmp_path, ("answers/q.tex", "\\[ a + b + c \\]\n"))
    log = "Overfull \\hbox (52.01425pt too wide) detected at line 1\n[]\n []\n\n"
    assert messages(log, source, tmp_path, "flaws") == [
        "answers/q.tex:1  a display or box is 52.0 pt too wide\n"
        "  1 | \\[ a + b + c \\]\n"
        "Shorten it, or break the formula with \\\\."
    ]


def test_a_box_too_wide_by_no_more_than_two_points_passes(tmp_path):
    source = source_of(tmp_path, ("answers/q.tex", "\\[ a \\]\n"))
    assert messages("Overfull \\hbox (2.0pt too wide) detected at line 1\n[]\n\n", source, tmp_path, "flaws") == []
    assert len(messages("Overfull \\hbox (2.1pt too wide) detected at line 1\n[]\n\n", source, tmp_path, "flaws")) == 1


def test_a_header_too_wide_is_told_once_with_the_first_page_that_has_it(tmp_path):
    source = source_of(tmp_path, ("answers/q.tex", "a\n"))
    fault = "Overfull \\hbox (56.5pt too wide) has occurred while \\output is active\n[] []\n\n"
    assert messages("[1\n{pdftex.map}] [2]\n" + fault + "[3]\n" + fault + "[4]\n", source, tmp_path, "flaws") == [
        "build/submission.pdf, page 3  the header or footer is 56.5 pt too wide\nShorten the name or the topic in it."
    ]


def test_an_undefined_reference_names_the_label_that_was_meant(tmp_path):
    source = source_of(tmp_path, ("answers/q.tex", "\\label{eq:kernel}\nBy \\ref{eq:kernal},\n"))
    log = "LaTeX Warning: Reference `eq:kernal' on page 1 undefined on input line 2.\n\n"
    assert messages(log, source, tmp_path, "flaws") == [
        "answers/q.tex:2  no label is called eq:kernal\n"
        "  1 | \\label{eq:kernel}\n"
        "  2 | By \\ref{eq:kernal},\n"
        "              ^^^^^^^^^\n"
        "Did you mean eq:kernel?"
    ]


def test_an_undefined_citation_prints_question_marks_and_is_refused(tmp_path):
    source = source_of(tmp_path, ("answers/q.tex", "See \\cite{ramachandran}.\n"))
    log = "LaTeX Warning: Citation `ramachandran' on page 1 undefined on input line 1.\n\n"
    assert messages(log, source, tmp_path, "flaws") == [
        "answers/q.tex:1  no source is called ramachandran\n"
        "  1 | See \\cite{ramachandran}.\n"
        "                ^^^^^^^^^^^^\n"
        "The page prints ?? there; give the source or leave it out."
    ]


def test_a_glyph_missing_from_the_font_is_found_by_its_sign_where_tex_names_no_line(tmp_path):
    source = source_of(tmp_path, ("answers/q.tex", "one\ntwo § three\n"))
    assert messages("Missing character: There is no § in font cmr10!\n\n", source, tmp_path, "flaws") == [
        "answers/q.tex:2  the font cmr10 has no §\n"
        "  1 | one\n"
        "  2 | two § three\n"
        "          ^\n"
        "Write it as a LaTeX command, between \\( and \\) if it is mathematics."
    ]


def test_placeholders_and_question_marks_are_unfilled_but_not_in_comments():
    text = "a \\VAR{slope}\n% \\VAR{x}\n\\% ⟨name⟩\nExercise ??"
    assert [(fault.line, fault.token) for fault in unfilled(text)] == [(1, "\\VAR{slope}"), (3, "⟨name⟩"), (4, "??")]


# -- how a fault is shown ---------------------------------------------------------------------------------------------


def test_a_long_line_is_cut_to_80_columns_round_its_caret(tmp_path):
    text = "word " * 30 + "\\vecc" + " word" * 30
    source = source_of(tmp_path, ("answers/q.tex", text))
    fault = Fault("LaTeX stopped: undefined control sequence \\vecc", 1, token="\\vecc", column=150, advice="Do it.")
    lines = describe(fault, source, tmp_path / "build/submission.tex", tmp_path).split("\n")
    assert all(len(line) <= 80 for line in lines)
    caret = lines[2].index("^")
    assert lines[1][caret : caret + 5] == "\\vecc"
    assert lines[1].startswith("  1 | ...") and lines[1].endswith("...")


def test_a_line_that_nobody_wrote_is_shown_from_the_generated_file(tmp_path):
    source = TexSource("a\nb\n", (None, None))
    message = describe(
        Fault("this is wrong", 2, advice="Mend it."), source, tmp_path / "build/submission.tex", tmp_path
    )
    assert message == "build/submission.tex:2  this is wrong\n  1 | a\n  2 | b\nMend it."


@pytest.mark.parametrize(
    "typed, meant",
    [("vecc", "\\vect"), ("alhpa", "\\alpha"), ("infity", "\\infty"), ("opertorname", "\\operatorname"), ("qqz", "")],
)
def test_the_macro_that_was_meant_is_one_of_the_page_before_one_of_latex(typed, meant):
    assert meant_macro(typed, "\\newcommand{\\vect}[1]{\\bm{#1}}") == meant


def test_the_environment_that_was_meant_is_one_of_the_page_before_one_of_latex():
    assert meant_environment("reslut", "\\newenvironment{result}{}{}") == "result"
    assert meant_environment("itemise", "") == "itemize"


# -- the driver -------------------------------------------------------------------------------------------------------


def document(body: str, preamble: str = "") -> str:
    return f"\\documentclass{{article}}\n{preamble}\n\\begin{{document}}\n{body}\n\\end{{document}}\n"


def build(root: Path, body: str, preamble: str = "", **options) -> driver.Pdf:
    """Typeset a small document whose author wrote it in answers/q.tex."""
    source = source_of(root, ("answers/q.tex", document(body, preamble)))
    return typeset(source, root / "build", **options)


def test_without_tex_the_message_says_how_to_install_it(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EnvironmentFault) as failure:
        build(tmp_path, "a")
    assert str(failure.value) == "pdflatex is not on this machine\nRun make pdf, or python build.py setup."


def test_an_unfilled_placeholder_stops_before_tex_and_keeps_the_source(tmp_path):
    with pytest.raises(Mistake) as failure:
        build(tmp_path, "The slope is ⟨slope⟩.")
    assert str(failure.value) == (
        "answers/q.tex:4  not filled in: ⟨slope⟩\n"
        "  3 | \\begin{document}\n"
        "  4 | The slope is ⟨slope⟩.\n"
        "                   ^^^^^^^\n"
        "Write what belongs there."
    )
    assert "⟨slope⟩" in (tmp_path / "build/submission.tex").read_text(encoding="utf-8")


@needs_tex
def test_a_first_build_takes_two_passes_and_the_next_takes_one(tmp_path):
    heard = []
    first = build(tmp_path, "\\section{A}\\label{a} See \\ref{a}.\\newpage b", report=heard.append)
    again = build(tmp_path, "\\section{A}\\label{a} See \\ref{a}.\\newpage b and c", report=heard.append)
    assert (first.pages, first.passes, again.passes) == (2, 2, 1)
    assert heard == ["pass 1", "pass 2", "pass 1"]
    assert again.path == tmp_path / "build/submission.pdf"
    assert again.size == again.path.stat().st_size
    assert again.seconds > 0


@needs_tex
def test_a_label_that_moves_costs_one_more_pass(tmp_path):
    build(tmp_path, "\\label{a} See \\pageref{a}.")
    assert build(tmp_path, "x\\newpage\\label{a} See \\pageref{a}.").passes == 2


@needs_tex
def test_the_same_source_gives_the_same_bytes_in_another_folder_and_another_year(tmp_path, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    one = build(tmp_path / "one", "\\today", "\\usepackage{hyperref}")
    two = build(tmp_path / "elsewhere/two", "\\today", "\\usepackage{hyperref}")
    assert one.path.read_bytes() == two.path.read_bytes()


@needs_tex
def test_a_failed_build_leaves_the_last_good_pdf_and_says_so(tmp_path):
    good = build(tmp_path, "\\label{a}good").path.read_bytes()
    with pytest.raises(Mistake) as failure:
        build(tmp_path, "This is\n\\alhpa.")
    assert str(failure.value) == (
        "answers/q.tex:5  LaTeX stopped: undefined control sequence \\alhpa\n"
        "  4 | This is\n"
        "  5 | \\alhpa.\n"
        "      ^^^^^^\n"
        "Did you mean \\alpha?\n"
        "\n"
        "build/submission.pdf is the last good one."
    )
    assert (tmp_path / "build/submission.pdf").read_bytes() == good
    assert "\\alhpa" in (tmp_path / "build/submission.tex").read_text()


@needs_tex
def test_after_a_failed_build_the_mended_source_still_takes_one_pass(tmp_path):
    build(tmp_path, "\\label{a}See \\ref{a}.")
    with pytest.raises(Mistake):
        build(tmp_path, "\\label{a}See \\ref{a}. \\nosuchthing")
    assert build(tmp_path, "\\label{a}See \\ref{a}.").passes == 1


@needs_tex
def test_auxiliary_files_that_an_edit_made_unreadable_are_made_again(tmp_path):
    build(tmp_path, "\\section{A \\protect\\old}\\tableofcontents", "\\newcommand{\\old}{old}")
    assert build(tmp_path, "\\section{A}\\tableofcontents").pages == 1


@needs_tex
def test_every_undefined_macro_is_listed_but_no_more_than_ten(tmp_path):
    with pytest.raises(Mistake) as failure:
        build(tmp_path, "\n".join(f"\\zzq{letter}" for letter in "abcdefghijkl"))
    blocks = str(failure.value).split("\n\n")
    assert len(blocks) == 11
    assert blocks[0].startswith("answers/q.tex:4  LaTeX stopped: undefined control sequence \\zzqa\n")
    assert blocks[10] == "and 2 more"


@needs_tex
def test_a_faulty_page_is_kept_apart_for_its_author_to_look_at(tmp_path):
    with pytest.raises(Mistake) as failure:
        build(tmp_path, "\\noindent\\rule{3\\textwidth}{1pt}")
    width = re.search(r"a line is (\S+) pt too wide", str(failure.value))
    assert width and float(width[1]) == pytest.approx(2 * 345, abs=0.1)
    assert str(failure.value).endswith("\n\nbuild/tex/submission.pdf shows it.")
    assert (tmp_path / "build/tex/submission.pdf").is_file()
    assert not (tmp_path / "build/submission.pdf").exists()


@needs_tex
def test_a_glyph_that_the_font_lacks_is_refused_by_tex_itself(tmp_path):
    with pytest.raises(Mistake, match=r"answers/q\.tex:4  the font cmr10 has no "):
        build(tmp_path, "\\font\\plain=cmr10 \\plain a\\char200 b")


@needs_tex
def test_a_run_without_end_is_stopped(tmp_path):
    with pytest.raises(Mistake) as failure:
        build(tmp_path, "\\def\\again{\\again}\\again", seconds=1)
    assert str(failure.value) == (
        "build/submission.tex  LaTeX did not end within 1 s\n"
        "Look in what was edited last for a macro that calls itself."
    )


@needs_tex
def test_a_document_without_a_page_is_refused(tmp_path):
    with pytest.raises(Mistake, match="build/submission.tex  LaTeX made no page"):
        build(tmp_path, "")


@needs_tex
def test_page_numbers_that_never_settle_are_refused(tmp_path):
    count = "\\makeatletter\\providecommand\\n{0}\\immediate\\write\\@auxout{\\gdef\\string\\n{\\the\\numexpr\\n+1}}"
    with pytest.raises(Mistake, match="the page numbers still change after 5 passes"):
        build(tmp_path, count + " a")


@needs_tex
def test_the_page_of_each_part_comes_out_beside_the_pdf(tmp_path):
    notes = "\\newwrite\\notes\\immediate\\openout\\notes=\\jobname.pages"
    note = "\\newcommand\\answer[1]{#1\\write\\notes{#1 \\thepage}}"
    build(tmp_path, "\\answer{1.1}\\newpage\\answer{1.2}", f"{notes} {note}")
    assert (tmp_path / "build/submission.pages").read_text() == "1.1 1\n1.2 2\n"


# -- Overleaf ---------------------------------------------------------------------------------------------------------


@needs_tex
def test_the_zip_for_overleaf_holds_what_tex_read_and_compiles_by_itself(tmp_path):
    figures = tmp_path / "build/figures"
    figures.mkdir(parents=True)
    drawn = build(tmp_path / "drawing", "a line").path
    shutil.copy(drawn, figures / "swish.pdf")
    (figures / "swish.tex").write_text("\\includegraphics[width=1cm]{figures/swish.pdf}")
    (figures / "unused.tex").write_text("x")
    build(tmp_path, "\\input{figures/swish.tex}\\label{a}\\ref{a}", "\\usepackage{graphicx}")
    path = zip_for_overleaf(tmp_path / "build", tmp_path / "overleaf.zip")
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["figures/swish.pdf", "figures/swish.tex", "submission.tex"]
        archive.extractall(tmp_path / "elsewhere")
    once = path.read_bytes()
    assert zip_for_overleaf(tmp_path / "build", path).read_bytes() == once
    plain = ["pdflatex", "-interaction=nonstopmode", "submission.tex"]
    for _ in range(2):
        subprocess.run(
            plain, cwd=tmp_path / "elsewhere", stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=True
        )
    assert (tmp_path / "elsewhere/submission.pdf").is_file()


def test_a_zip_for_overleaf_before_any_build_is_refused(tmp_path):
    with pytest.raises(UsageError) as failure:
        zip_for_overleaf(tmp_path, tmp_path / "overleaf.zip")
    assert str(failure.value).endswith("holds no submission that TeX has set\nRun make pdf first.")
