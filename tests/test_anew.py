"""Formulas of a record printed anew: from the author's text where it means the stored value, else from the value."""

import pytest

from workings.anew import formula, letters_of
from workings.differing import differing_nodes
from workings.notation import latex, text

SYMBOLS = {
    "x": {"real": True}, "y": {"real": True}, "d": {"integer": True, "positive": True}, "c": {"indexed": True},
    "i": {"integer": True}, "H": {"matrix": ["n", "n"]}, "n": {"integer": True, "positive": True},
    "s": {"matrix": ["n", 1]}, "g": {"matrix": ["n", 1]},
}  # fmt: skip
LETTERS = letters_of({"symbols": SYMBOLS})


def tree(said, stored=None):
    return formula(said, said if stored is None else stored, LETTERS)


@pytest.mark.parametrize(
    ("said", "stored", "printed"),
    [
        ("y + x", "x + y", "y + x"),
        ("x - (y - 1)", "x - y + 1", "x - (y - 1)"),
        ("2*x / (x + 1)", "2*x/(x + 1)", r"\frac{2 x}{x + 1}"),
        ("1/2*x**2", "x**2/2", r"\tfrac{1}{2} x^2"),
        ("g + H*s", "H*s + g", r"\vg + \mH \vs"),
        ("g.T*s + 1/2*s.T*H*s", "Transpose(g)*s + (1/2)*Transpose(s)*H*s",
         r"\vg\tran \vs + \tfrac{1}{2} \vs\tran \mH \vs"),
        ("-H.I*g", "-Inverse(H)*g", r"-\mH^{-1} \vg"),
        ("exp(x) / (1 + exp(x))", "exp(x)/(1 + exp(x))", r"\frac{e^x}{1 + e^x}"),
        ("Sum(exp(c[j]), (j, 1, d))", "Sum(exp(c[j]), (j, 1, d))", r"\sum_{j=1}^d e^{c_j}"),
        ("-x*y", "-x*y", "-x y"),
    ],
)  # fmt: skip
def test_a_text_that_means_the_stored_value_keeps_its_order(said, stored, printed):
    assert latex(tree(said, stored)) == printed


def test_a_text_that_means_something_else_is_not_believed():
    assert text(tree("x + y", "x - y")) == "x - y"


def test_a_name_of_the_authors_own_gives_way_to_what_it_stands_for():
    assert text(tree("w_star", "x + 1")) == "x + 1"


def test_what_is_no_formula_runs_nothing_and_has_no_tree():
    assert tree("__import__('os').system('true')") is None
    assert tree("x.__class__", "x.__class__") is None
    assert text(tree("x**10**9", "x")) == "x"


def test_a_letter_is_printed_by_its_name_only_if_that_is_plain_or_a_known_macro():
    names = {"a": {"name": r"\phantom{b}", "real": True}, "b": {"name": r"\wt", "real": True},
             "c": {"name": r"\beta", "real": True}, "e": {"name": r"\color", "real": True}}  # fmt: skip
    found = letters_of({"symbols": names}, frozenset({"wt"}))
    assert [latex(formula(key, key, found)) for key in names] == ["a", r"\wt", r"\beta", "e"]


def marked(was, now):
    one, other = (tree(said, f"Matrix({said})" if said.startswith("[") else said) for said in (was, now))
    a, b = differing_nodes(one, other)
    return latex(one, a, r"\was"), latex(other, b, r"\now")


def test_the_smallest_whole_parts_that_differ_are_marked():
    assert marked("(x - y) / (2*x + 3)", "(x - d) / (2*x + 3)") == (
        r"\frac{x - \was{y}}{2 x + 3}", r"\frac{x - \now{d}}{2 x + 3}",
    )  # fmt: skip


def test_where_most_of_a_side_differs_all_of_it_is_marked():
    assert marked("x", "y + 1") == (r"\was{x}", r"\now{y + 1}")


def test_entries_of_a_matrix_are_marked_one_by_one():
    was, now = marked("[[x, 0], [0, 1]]", "[[x, 2], [0, 1]]")
    assert was == r"\left[\begin{array}{cc} x & \was{0} \\ 0 & 1 \end{array}\right]"
    assert now == was.replace(r"\was{0}", r"\now{2}")


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("2*(x + 1)*y + d", "2*(x - 1)*y + d"),
        ("3*exp(x*y) + x*y*d", "3*exp(x*d) + x*y*d"),
        ("x*sigmoid(x) + y*log(d) + d", "x*sigmoid(y) + y*log(d) + d"),
        ("c[i] + 7*Sum(x*c[j], (j, 1, d)) + x*y", "c[i] + 7*Sum(y*c[j], (j, 1, d)) + x*y"),
    ],
)
def test_without_its_marks_a_formula_is_what_it_would_be_without_them(was, now):
    one, other = formula(was, _stored(was), LETTERS), formula(now, _stored(now), LETTERS)
    a, b = differing_nodes(one, other)
    for side, nodes, macro in ((one, a, r"\was"), (other, b, r"\now")):
        printed = latex(side, nodes, macro)
        assert macro in printed
        assert _unmarked(printed, macro).replace("{", "").replace("}", "") == latex(side).replace("{", "").replace(
            "}", ""
        )


def _stored(said):
    return said.replace("sigmoid(x)", "(1/(1 + exp(-x)))").replace("sigmoid(y)", "(1/(1 + exp(-y)))")


def _unmarked(printed, macro):
    return printed.replace(macro, "")
