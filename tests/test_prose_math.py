"""The mathematics of a prose file: its regions with their places, and what claims something."""

import pytest

from workings.fill import jinja_environment
from workings.prose_math import claim_in, read_prose, unstated


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    environment = jinja_environment(tmp_path_factory.mktemp("project"))
    return lambda source: read_prose(source, environment)


@pytest.mark.parametrize("formula", [r"\vx", "n", "c_0", r"\mH^{-1}", r"F(\vx)", r"\R^d", r"\sum_{k=1} p_k", "x_{0,0}"])
def test_a_name_claims_nothing(formula):
    assert not claim_in(formula)


@pytest.mark.parametrize(
    "formula", ["a = b", r"x \le y", r"x \to y", r"t \in \R", "0", "2h", r"x^2", r"-\infty", r"\frac12 x", r"a_1 = b"]
)
def test_a_relation_or_a_number_is_a_claim(formula):
    assert claim_in(formula)


def test_a_macro_that_begins_like_a_relation_is_none():
    assert not claim_in(r"\left(a\right) \leaves \total \inner")


def test_lengths_and_columns_of_an_array_are_no_numbers():
    assert not claim_in(r"\begin{array}{*{4}{C}} a \\[2pt] b \hspace{3pt} c \end{array}")


def test_every_kind_of_region_has_its_line(read):
    prose = read("a $x$ and\n\\(y\\), then\n\\[ z = 1 \\]\n\\begin{steps}\nu &= v\n\\end{steps}\n")
    assert [(r.line, r.kind, r.source) for r in prose.regions] == [
        (1, "inline", "x"),
        (2, "inline", "y"),
        (3, "display", "z = 1"),
        (4, "display", "u &= v"),
    ]


def test_a_region_knows_what_is_printed_stated_and_typed(read):
    (region,) = read(r"$\stated{n =} \VAR{size} + 3$").regions
    assert (region.printed, region.stated, region.typed) == (("size",), ("n =",), "+ 3")
    assert region.by_hand


def test_a_value_in_a_name_typed_by_hand_is_traced(read):
    (region,) = read(r"$O(\VAR{order})$").regions
    assert region.claims and not region.by_hand


def test_a_relation_beside_a_printed_value_is_typed_by_hand(read):
    (region,) = read(r"$n = \VAR{size}$").regions
    assert region.by_hand


def test_braces_and_dollars_inside_the_code_of_a_value_do_no_harm(read):
    prose = read('\\VAR{rows | table("l>{$}c<{$}", ["$n$"])} and $x$\n$y$')
    assert [region.source for region in prose.regions] == ["x", "y"]
    assert prose.printed == ((1, 'rows | table("l>{$}c<{$}", ["$n$"])'),)


def test_a_formula_in_a_box_in_a_formula_does_not_end_it(read):
    (region,) = read(r"$a \mbox{ if $b$} = c$").regions
    assert region.source == r"a \mbox{ if $b$} = c"


def test_a_dollar_that_is_printed_and_a_comment_are_no_mathematics(read):
    prose = read("costs \\$5a % $n = 3$\n\\NOTE{ $n = 4$ } 50\\% of $k$")
    assert [region.source for region in prose.regions] == ["k"]


def test_numbers_among_words_have_their_line(read):
    prose = read("The 16 images,\nfloat64 and \\stated{8} bits, 2bp, $7$, 0.25.\\nextto{236bp}\n")
    assert prose.numbers == ((1, "16"), (2, "0.25"))
    assert prose.stated == ((2, "8"),)


def test_a_formula_in_a_reason_is_not_part_of_the_line(read):
    (region,) = read("\\begin{steps}\n\\stated{a =} \\VAR{b} \\reason{layer 1}\n\\end{steps}").regions
    assert not region.by_hand


def test_the_page_shows_what_is_stated_as_it_is():
    assert unstated(r"$\stated{a_{1} =} b$, \stated{2}") == "$a_{1} = b$, 2"
