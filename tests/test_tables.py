r"""Tables and matrices as PyLaTeX sets them: a cell is LaTeX already, and no trap of PyLaTeX reaches the page."""

import subprocess

import pytest

from workings.tables import across, matrix_body, stacked, table

ROWS = [["hidden", r"16\,384", r"$\frac{a}{b}$"], ["output", r"5\,120", r"$x_{0,1}$"]]


# ---- tables


def test_a_table_has_booktabs_rules_above_below_and_under_its_head():
    assert table(ROWS, "lrc", ["layer", "weights", "shape"]).splitlines() == [
        r"\begin{tabular}{@{}lrc@{}}",
        r"\toprule",
        r"layer&weights&shape\\",
        r"\midrule",
        r"hidden&16\,384&$\frac{a}{b}$\\",
        r"output&5\,120&$x_{0,1}$\\\bottomrule",
        r"\end{tabular}",
    ]


def test_a_total_stands_below_a_rule_of_its_own():
    body = table([*ROWS, ["total", r"21\,504", ""]], "lrc", ["layer", "weights", "shape"], total=True).splitlines()
    assert body[-4:] == [r"output&5\,120&$x_{0,1}$\\", r"\midrule", r"total&21\,504&\\\bottomrule", r"\end{tabular}"]


def test_a_table_without_a_head_has_no_rule_below_its_first_row():
    assert table([["a", "b"], ["c", "d"]], "ll").splitlines() == [
        r"\begin{tabular}{@{}ll@{}}", r"\toprule", r"a&b\\", r"c&d\\\bottomrule", r"\end{tabular}",
    ]  # fmt: skip


def test_signs_of_tex_in_a_cell_are_left_to_tex():
    cells = [[r"a_1", r"50\%", r"\&", "~", "$x^2$", r"\textbf{b}", "# {c}"]]
    assert r"a_1&50\%&\&&~&$x^2$&\textbf{b}&# {c}\\" in table(cells, "lllllll")


def test_a_cell_of_the_head_spans_as_many_columns_as_it_says():
    body = table([["512", "32", "1"]], "rlr", ["shape:2", "$n$:1"])
    assert r"\multicolumn{2}{c}{shape}&\multicolumn{1}{c}{$n$}\\" in body


def test_a_colon_that_is_followed_by_no_number_is_text():
    assert r"note: this&b\\" in table([["1", "2"]], "ll", ["note: this", "b"])


def test_a_table_has_no_empty_line_and_no_percent_sign_of_its_own():
    assert "" not in table(ROWS, "lrc", ["layer", "weights", "shape"], total=True).splitlines()
    assert "%" not in table(ROWS, "lrc", ["layer", "weights", "shape"], total=True)


# ---- matrices


def test_a_matrix_has_ampersands_between_entries_and_nothing_after_its_last_row():
    assert matrix_body([["a", "b"], ["c", "d"]]) == "a&b\\\\\nc&d"


def test_a_zero_is_grey_and_a_number_that_ends_in_one_is_not():
    assert matrix_body([["0", "10"], ["0.0", "w_{0,0}"]]) == "\\nil&10\\\\\n0.0&w_{0,0}"


def test_entries_of_different_lengths_are_not_cut_to_one_width():
    long = r"w_{0,0} x_{0,0} + w_{0,1} x_{0,1}"
    assert matrix_body([["a", "b"], [long, "c"]]) == "a&b\\\\\n" + long + "&c"


def test_a_percent_sign_of_an_entry_stays():
    assert matrix_body([[r"50\%", "a"], ["b", r"25\%"]]) == "50\\%&a\\\\\nb&25\\%"


def test_every_group_of_rows_is_followed_by_more_space_but_not_the_last():
    rows = [[letter] for letter in "abcdef"]
    assert matrix_body(rows, 2) == "a\\\\\nb\\\\[2pt]\nc\\\\\nd\\\\[2pt]\ne\\\\\nf"
    assert matrix_body(rows, 3) == "a\\\\\nb\\\\\nc\\\\[2pt]\nd\\\\\ne\\\\\nf"


@pytest.mark.parametrize("group", [0, 1, 2, 3, 4, 5])
def test_labels_end_their_rows_as_the_matrix_beside_them_does(group):
    letters = list("abcde")
    rows = matrix_body([[letter] for letter in letters], group).splitlines()
    assert stacked(letters, group).split(" ") == rows


def test_a_single_row_has_no_end():
    assert matrix_body([["a", "b"]], 1) == "a&b"
    assert stacked(["a"], 4) == "a"


def test_labels_of_columns_stand_side_by_side():
    assert across(["x_{0,0}", "x_{0,1}"]) == r"\collab{x_{0,0}} & \collab{x_{0,1}}"


# ---- refused


@pytest.mark.parametrize("wrong", ["w_{0,0}", [], ["a", "b"], {"rows": [["a"]]}])
def test_what_is_no_rows_is_refused(wrong):
    for print_it in (matrix_body, lambda rows: table(rows, "l")):
        with pytest.raises(TypeError) as refused:
            print_it(wrong)
        assert str(refused.value) == (
            "this filter prints rows of cells\n"
            "Give it a result that is a table or a matrix."
        )  # fmt: skip


# ---- on the page


@pytest.mark.tex
def test_a_table_is_as_tall_on_the_page_as_the_same_table_written_by_hand(tmp_path):
    by_hand = r"\begin{tabular}{@{}l@{}}\toprule a\\\midrule b\\c\\\bottomrule\end{tabular}"
    heights = []
    for body in (by_hand, table([["b"], ["c"]], "l", ["a"])):
        heights += [rf"\setbox0\hbox{{{body}}}", r"\typeout{HEIGHT \the\dimexpr\ht0+\dp0\relax}"]
    source = [r"\documentclass{article}\usepackage{booktabs}\begin{document}", *heights, r"\end{document}"]
    (tmp_path / "t.tex").write_text("\n".join(source))
    command = ["pdflatex", "-interaction=batchmode", "t.tex"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    first, second = (line for line in (tmp_path / "t.log").read_text().splitlines() if line.startswith("HEIGHT"))
    assert first == second
