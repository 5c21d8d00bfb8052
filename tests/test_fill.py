r"""Filling a template from records: tiny projects of three lines, the text that comes out, and whole messages."""

import pytest

from workings.errors import Mistake
from workings.fill import fill
from workings.project import Project
from workings.question import Files

FRAME = "\\BLOCK{for question in questions}\n\\BLOCK{include question.answer}\n\\BLOCK{endfor}"
TEXTS = {
    "name": "Ada Lovelace", "number": "20123456", "term": "A2022", "course": "IFT6135", "professor": "A. Courville",
    "assignment": "Assignment 1", "topic": "Convolutions", "due": "today", "assistants": ("B. C.", "D. E."),
}  # fmt: skip


def line(left, relation, right, **more):
    row = {"verb": "equals", "place": "answers/q1_x.py:20", "relation": relation, "right_latex": right, "reason": ""}
    return row | ({"left_latex": left} if left else {}) | more


def derivation(*lines, name="halves", results=()):
    place = "answers/q1_x.py:7"
    found = [{"name": key, "latex": value, "place": place} for key, value in dict(results).items()]
    return {"name": name, "part": "1", "place": place, "lines": list(lines), "results": found, "refutations": []}


HALVES = derivation(
    line("a", "=", "b", reason="split"),
    line("", "<=", "c", place="answers/q1_x.py:21"),
    results={
        "half": r"\tfrac{1}{2}",
        "sizes": {"total": "12", "layers": ["30", "28"]},
        "rows": [["1", "0"], ["0", "1"]],
    },
)


@pytest.fixture
def filled(tmp_path):
    """The function that fills a project of one question: its prose, its frame, its derivations, what its owner says."""

    def fill_it(prose, frame=FRAME, derivations=(HALVES,), **said):
        statement = ("templates/statements/q1_x.tex", "Why?\n")
        for name, text in (("templates/submission.tex", frame), ("answers/q1_x.tex", prose), statement):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        record = {"number": 1, "title": "Halves", "points": "5", "derivations": list(derivations)}
        return fill(Project(root=tmp_path, **(TEXTS | said)), [(Files("q1_x"), record)])

    return fill_it


@pytest.fixture
def refused(filled):
    """The message with which a project is refused."""

    def message(*args, **options):
        with pytest.raises(Mistake) as mistake:
            filled(*args, **options)
        return str(mistake.value)

    return message


# ---- delimiters


def test_braces_percent_signs_and_hashes_mean_nothing_to_the_filler(filled):
    tex = r"$\frac{{a}}{{b}}$ {% x %} {{ half }} {# c #} #1 ## %% \VARIANCE"
    assert filled(tex + r" \VAR{half}").text == tex + r" \tfrac{1}{2}"


def test_a_note_is_left_out_up_to_its_closing_brace(filled):
    assert filled("one\\NOTE{to be\nsaid better} two \\VAR{half}").text == "one two \\tfrac{1}{2}"


def test_a_line_that_holds_only_a_block_leaves_no_empty_line(filled):
    prose = "one\n  \\BLOCK{if half}\n$\\VAR{half}$\n  \\BLOCK{endif}\ntwo\n"
    assert filled(prose).text == "one\n$\\tfrac{1}{2}$\ntwo\n"


def test_the_last_line_keeps_its_end(filled):
    assert filled("\\VAR{half}\n").text == "\\tfrac{1}{2}\n"


def test_a_statement_and_the_facts_of_the_question_are_at_hand(filled):
    top = "\\VAR{question.number} \\VAR{question.title}\n\\BLOCK{include question.statement}\n"
    frame = FRAME.replace("\\BLOCK{include", top + "\\BLOCK{include")
    assert filled("\\VAR{half}", frame).text == "1 Halves\nWhy?\n\\tfrac{1}{2}"


# ---- derivations: steps, chain, outcome, entries


def test_steps_are_aligned_at_their_relations_with_reasons_and_one_full_stop(filled):
    assert filled("\\VAR{halves | steps}").text.splitlines() == [
        r"\begin{steps}", r"a &= b \reason{split}\\", r" &\le c.", r"\end{steps}"
    ]  # fmt: skip


def test_steps_end_as_the_sentence_goes_on(filled):
    assert filled('\\VAR{halves | steps(end=",")}').text.splitlines()[2] == r" &\le c,"
    assert filled('\\VAR{halves | steps(end="")}').text.splitlines()[2] == r" &\le c"


def test_steps_can_be_some_of_the_lines(filled):
    assert filled("\\VAR{halves | steps(last=1)}").text.splitlines()[1:-1] == [r"a &= b. \reason{split}"]
    assert filled("\\VAR{halves | steps(first=2)}").text.splitlines()[1:-1] == [r" &\le c."]


def test_an_inline_line_goes_on_in_the_row_before_it_and_its_reason_is_the_rows(filled):
    rows = derivation(line("a", "=", "b"), line("", "<=", "c", inline=True, reason="c is large"), line("", "=", "d"))
    assert filled("\\VAR{halves | steps}", derivations=[rows]).text.splitlines()[1:-1] == [
        r"a &= b \le c \reason{c is large}\\", " &= d."
    ]  # fmt: skip


def test_a_region_stands_before_the_line_that_it_begins(filled):
    rows = derivation(line("h", "=", "0", label="x < 0"))
    assert filled("\\VAR{halves | steps}", derivations=[rows]).text.splitlines()[1] == r"x < 0:&\quad h = 0."


def test_what_was_verified_by_cases_is_no_line_of_the_page(filled):
    cases = {"verb": "verify", "place": "answers/q1_x.py:30", "relation": "", "reason": "all cases"}
    rows = derivation(line("a", "=", "b"), cases)
    assert filled("\\VAR{halves | chain}", derivations=[rows]).text == "a = b"


def test_a_remainder_follows_its_line(filled):
    rows = derivation(line("a", "=", "b", remainder_latex="r^2"))
    assert filled("\\VAR{halves | chain}", derivations=[rows]).text == "a = b + O(r^2)"


def test_a_later_line_can_be_joined_to_the_left_side_of_its_chain(filled):
    rows = derivation(line("a", "=", "b"), line("", "=", "c"), line("", "<=", "d"))
    assert filled("\\VAR{halves | chain(first=2, left=true)}", derivations=[rows]).text == r"a = c \le d"
    assert filled("\\VAR{halves | chain(first=3, left=true)}", derivations=[rows]).text == r"a \le d"


def test_a_line_after_an_inequality_is_not_joined_to_the_left_side(refused):
    rows = derivation(line("a", "<=", "b"), line("", "=", "c"))
    said = refused("\\VAR{halves | chain(first=2, left=true)}", derivations=[rows])
    assert said.endswith("no equality joins line 2 of halves to its left side\nPrint all its lines.")


def test_the_point_of_a_refutation_is_printed_letter_by_letter(filled):
    rows = HALVES | {"refutations": [{"point": [{"letter": "a", "value": "1"}, {"letter": "b", "value": "-2"}]}]}
    text = filled("\\VAR{halves.refutations[0] | at}", derivations=[rows]).text
    assert text == r"a = 1,\allowbreak\ b = -2"


def test_a_chain_is_one_formula(filled):
    assert filled("$\\VAR{halves | chain}$").text == r"$a = b \le c$"
    assert filled("$\\VAR{halves | chain(last=1)}$").text == "$a = b$"


@pytest.mark.parametrize(
    ("relations", "outcome"),
    [
        (("=", "="), "a = d"), (("=", "<="), r"a \le d"), (("<=", "="), r"a \le d"), (("=", "->"), r"a \to d"),
        (("=", "~"), r"a \approx d"),
    ],
)  # fmt: skip
def test_an_outcome_joins_the_ends_by_the_weakest_relation_on_the_way(filled, relations, outcome):
    first, second = relations
    rows = derivation(line("a", first, "b"), line("", second, "d"))
    assert filled("\\VAR{halves | outcome}", derivations=[rows]).text == outcome


def test_an_outcome_of_several_chains_is_that_of_the_last(filled):
    rows = derivation(line("a", "=", "b"), line("c", "=", "d"), line("", "=", "e"))
    assert filled("\\VAR{halves | outcome}", derivations=[rows]).text == "c = e"


def test_cases_that_end_in_the_same_have_an_outcome(filled):
    rows = derivation(line("h", "=", "a", label="x < 0"), line("", "=", "b"), line("h", "=", "b", label="x > 0"))
    assert filled("\\VAR{halves | outcome}", derivations=[rows]).text == "h = b"


def test_a_chain_after_all_cases_is_their_outcome(filled):
    cases = [line("h", "=", side, label=side, when={"x": "p"}) for side in ("a", "b")]
    rows = derivation(*cases, line("h", "<=", "c"))
    assert filled("\\VAR{halves | outcome}", derivations=[rows]).text == r"h \le c"


def test_a_case_alone_is_no_outcome(refused):
    rows = derivation(line("h", "=", "a", label="x < 0"), line("h", "=", "b", label="x > 0"))
    assert refused("one\n\\VAR{halves | outcome}", derivations=[rows]) == (
        "answers/q1_x.tex:2  the regions of halves do not end in the same\nPrint them with | steps or | chain."
    )


def test_a_chain_says_the_region_of_each_case(filled):
    rows = derivation(line("h", "=", "a", label="x < 0"), line("", "=", "b"), line("h", "=", "c", label="x > 0"))
    assert filled("\\VAR{halves | chain}", derivations=[rows]).text == (
        r"x < 0:\quad h = a = b,\qquad x > 0:\quad h = c"
    )  # fmt: skip
    assert filled("\\VAR{halves | chain(3, 3)}", derivations=[rows]).text == r"x > 0:\quad h = c"


def test_ends_that_no_relation_joins_have_no_outcome(refused):
    rows = derivation(line("a", "<=", "b"), line("", ">=", "c"))
    assert refused("one\n\\VAR{halves | outcome}", derivations=[rows]) == (
        "answers/q1_x.tex:2  no one relation joins the ends of halves\n"
        "Print it with | chain or | steps."
    )  # fmt: skip


def test_entries_stand_side_by_side_as_in_their_map(filled):
    rows = derivation(*(line(f"y_{k}", "=", f"x_{k}") for k in range(4)))
    assert filled("\\VAR{halves | entries}", derivations=[rows]).text.splitlines() == [
        r"\begin{entries}", r"y_0 &= x_0, & y_1 &= x_1, \\", "y_2 &= x_2, & y_3 &= x_3.", r"\end{entries}"
    ]  # fmt: skip
    three = filled('\\VAR{halves | entries(3, end=",", first=2)}', derivations=[rows]).text.splitlines()
    assert three[1:-1] == ["y_1 &= x_1, & y_2 &= x_2, & y_3 &= x_3,"]


# ---- results


def test_a_result_is_its_latex_and_so_are_its_parts(filled):
    assert filled("\\VAR{half} \\VAR{sizes.total} \\VAR{sizes.layers[1]}").text == r"\tfrac{1}{2} 12 28"
    assert filled('\\VAR{sizes.layers | join(" \\\\to ")}').text == r"30 \to 28"


def test_rows_become_a_matrix_or_a_table_and_labels_stand_in_line(filled):
    assert filled("\\VAR{rows | matrix}").text == "1&\\nil\\\\\n\\nil&1"
    assert filled("\\VAR{rows | matrix(1)}").text == "1&\\nil\\\\[2pt]\n\\nil&1"
    assert filled("\\VAR{sizes.layers | stacked} / \\VAR{sizes.layers | across}").text == (
        r"30\\ 28 / \collab{30} & \collab{28}"
    )
    body = filled('\\VAR{rows | table("rr", ["a", "b"], total=true)}').text.splitlines()
    assert body[2:5] == [r"a&b\\", r"\midrule", r"1&0\\"]


# ---- refused


def test_an_unknown_name_is_refused_with_the_name_that_was_meant(refused):
    assert refused("one\n$\\VAR{halvs | chain}$") == (
        "answers/q1_x.tex:2  no derivation or result is called halvs\n"
        "Did you mean halves?"
    )  # fmt: skip


def test_an_unknown_name_that_resembles_none_is_refused_with_what_to_do(refused):
    assert refused("one\n\n\\VAR{zebra}") == (
        "answers/q1_x.tex:3  no derivation or result is called zebra\n"
        "Derive it, or take it out of the prose."
    )  # fmt: skip


def test_a_derivation_that_no_prose_uses_is_refused_at_its_own_place(refused):
    assert refused("one\n") == (
        "answers/q1_x.py:7  no prose uses halves\n"
        "Show it with \\VAR{halves | steps}, or delete it."
    )  # fmt: skip


def test_a_derivation_is_used_where_one_of_its_results_is(filled):
    assert filled("$\\VAR{half}$").text == r"$\tfrac{1}{2}$"


def test_two_things_of_one_name_are_refused(refused):
    other = derivation(line("a", "=", "b"), name="half") | {"place": "answers/q1_x.py:40"}
    assert refused("\\VAR{half}", derivations=[HALVES, other]) == (
        "answers/q1_x.py:40  the name half is taken by answers/q1_x.py:7\n"
        "Rename one of them."
    )  # fmt: skip


@pytest.mark.parametrize("name", ["questions", "question", "project", "loop"])
def test_a_derivation_with_a_name_of_the_frame_is_refused(refused, name):
    assert refused("one", derivations=[derivation(line("a", "=", "b"), name=name)]) == (
        f"answers/q1_x.py:7  the name {name} is taken by the frame of the page\n"
        "Rename one of them."
    )  # fmt: skip


@pytest.mark.parametrize(
    ("prose", "message"),
    [
        (r"\VAR{sizes.totl}", "this result has no totl\nDid you mean total?"),
        (r"\VAR{sizes.zebra}", "this result has no zebra\nIt has total, layers."),
        (r"\VAR{sizes.layers[2]}", "this list has no item 2\nIts items are 0 to 1."),
        (r"\VAR{half.total}", "this result has no total: it is one formula\nWrite its name alone."),
        (r"\VAR{halves.refutations[0].latex}", "this list has no item 0\nIt is empty."),
        (r"\VAR{halves.lnes}", "halves has no lnes\nDid you mean lines?"),
        (r"\VAR{halves}", "halves is a derivation\nPrint it through a filter, such as halves | steps."),
        (r"\VAR{sizes}", "this result has parts\nPrint one of them: total, layers."),
        (r"\VAR{rows}", "this result is a list\nPrint its items, such as name[0], or use | table or | matrix."),
        (r"\VAR{half | steps}",
         "this filter prints derivations, and a result is none\nWrite the name alone, without a filter."),
        (r"\VAR{halves | steps(first=5)}", "halves has no such lines to print\nPrint its results by their names."),
        (r"\VAR{half | matrix}", "this filter prints rows of cells\nGive it a result that is a table or a matrix."),
        (r"\VAR{half | stepz}", "no filter is called stepz\nDid you mean steps?"),
        (r"\VAR{half | zebra}",
         "no filter is called zebra\n"
         "The filters are steps, chain, outcome, at, entries, matrix, stacked, across, table."),
        (r"\VAR{half", "\\VAR{ is not closed\nWrite its }."),
        (r"\NOTE{half", "\\NOTE{ is not closed\nWrite its }."),
        (r"\BLOCK{if half", "\\BLOCK{ is not closed\nWrite its }."),
        (r"$\VAR{half$ is", "$ cannot stand inside \\VAR{...} or \\BLOCK{...}\nIs the } before it missing?"),
        (r"\VAR{half and so on", "\\VAR{...} cannot go on with on\nIs the } before it missing?"),
        (r"\VAR{halves | steps(nd=1)}", "the filter steps has no option nd\nDid you mean end?"),
        (r"\VAR{halves | steps(zebra=1)}", "the filter steps has no option zebra\nIt has end, first, last."),
        (r"\VAR{halves | chain(1, 2, true, 4)}", "too many options for the filter chain\nIt has first, last, left."),
        (r"\VAR{rows | matrix(zebra=1)}", "the filter matrix has no option zebra\nIt has group."),
        (r"\VAR{halves | outcome(1)}", "too many options for the filter outcome\nIt has none."),
        (r'\VAR{half} \BLOCK{include "nope.tex"}',
         "there is no file nope.tex\nFiles are looked for below templates/, then below the project."),
        (r"\VAR{half ~ 1/0}", "ZeroDivisionError: division by zero"),
    ],
)  # fmt: skip
def test_a_wrong_use_names_its_line_and_says_what_to_write(refused, prose, message):
    assert refused(f"one\n\n{prose}") == f"answers/q1_x.tex:3  {message}"


def test_an_unknown_name_of_the_frame_names_its_line(refused):
    assert refused("\\VAR{half}", FRAME + "\n\\VAR{nothing}") == "templates/submission.tex:4  'nothing' is undefined"


def test_a_block_that_is_not_closed_names_its_file(refused):
    assert refused("\\VAR{half}\n\\BLOCK{if half}\n").startswith("answers/q1_x.tex:2  Unexpected end of template.")


# ---- whose submission it is


def test_a_name_with_an_ampersand_is_printed_as_it_is(filled):
    assert filled("\\VAR{half}", "\\VAR{project.name}", name="Smith & Sons").text == r"Smith \& Sons"


def test_every_sign_of_tex_in_the_texts_of_the_project_is_printed_as_it_is(filled):
    source = filled("\\VAR{half}", "\\VAR{project.topic}", topic=r"a & b % c # d _ e $ f { g } h ~ i ^ j \ k")
    assert source.text == (
        r"a \& b \% c \# d \_ e \$ f \{ g \} h \textasciitilde{} i \textasciicircum{} j \textbackslash{} k"
    )


def test_the_assistants_are_escaped_one_by_one(filled):
    frame = '\\VAR{project.assistants | join(" and ")}'
    assert filled("\\VAR{half}", frame, assistants=("A & B", "C_D")).text == r"A \& B and C\_D"


def test_what_is_no_text_of_the_project_stays(filled):
    frame = "\\BLOCK{if project.colour}colour\\BLOCK{else}black\\BLOCK{endif}"
    assert filled("\\VAR{half}", frame).text == "colour"
    assert filled("\\VAR{half}", frame, colour=False).text == "black"


def test_letters_of_other_alphabets_stay(filled):
    assert filled("\\VAR{half}", "\\VAR{project.name}", name="Zoë Çelik-Łukasz").text == "Zoë Çelik-Łukasz"


# ---- where every line came from


def places(source):
    """Each line of the text with the place that wrote it."""
    lines = source.text.split("\n")
    assert len(lines) == len(source.places)
    return [(text, str(place)) for text, place in zip(lines, source.places, strict=True)]


def test_a_line_belongs_to_the_template_or_the_prose_that_wrote_it(filled):
    frame = "\\begin{document}\n" + FRAME + "\n\\end{document}\n"
    assert places(filled("one\n$\\VAR{half}$ two\n\nthree\n", frame)) == [
        (r"\begin{document}", "templates/submission.tex:1"),
        ("one", "answers/q1_x.tex:1"),
        (r"$\tfrac{1}{2}$ two", "answers/q1_x.tex:2"),
        ("", "answers/q1_x.tex:3"),
        ("three", "answers/q1_x.tex:4"),
        (r"\end{document}", "templates/submission.tex:5"),
        ("", "templates/submission.tex:6"),
    ]


def test_the_lines_of_a_display_belong_to_the_python_that_yielded_them(filled):
    assert places(filled("one\n\\VAR{halves | steps}\ntwo")) == [
        ("one", "answers/q1_x.tex:1"),
        (r"\begin{steps}", "answers/q1_x.tex:2"),
        (r"a &= b \reason{split}\\", "answers/q1_x.py:20"),
        (r" &\le c.", "answers/q1_x.py:21"),
        (r"\end{steps}", "answers/q1_x.py:21"),
        ("two", "answers/q1_x.tex:3"),
    ]


def test_a_prose_that_opens_with_a_value_is_where_that_value_comes_from(filled):
    frame = "frame\n" + FRAME
    assert places(filled("\\VAR{rows | matrix}\ntwo", frame)) == [
        ("frame", "templates/submission.tex:1"),
        (r"1&\nil\\", "answers/q1_x.tex:1"),
        (r"\nil&1", "answers/q1_x.tex:1"),
        ("two", "answers/q1_x.tex:2"),
    ]


def test_the_lines_of_a_statement_belong_to_its_file(filled):
    frame = FRAME.replace("question.answer}", "question.statement}\n\\BLOCK{include question.answer}")
    assert places(filled("\\VAR{half}", frame)) == [
        ("Why?", "templates/statements/q1_x.tex:1"),
        (r"\tfrac{1}{2}", "answers/q1_x.tex:1"),
    ]


def test_a_value_over_several_lines_of_prose_begins_where_it_was_asked_for(filled):
    prose = "one\n\\VAR{rows |\n  matrix}\ntwo"
    assert places(filled(prose)) == [
        ("one", "answers/q1_x.tex:1"),
        (r"1&\nil\\", "answers/q1_x.tex:2"),
        (r"\nil&1", "answers/q1_x.tex:2"),
        ("two", "answers/q1_x.tex:4"),
    ]


def test_every_line_of_a_filled_project_has_a_place(filled):
    source = filled("\\VAR{half}\n\\VAR{halves | steps}\n\\VAR{rows | table('ll')}\n", "a\n\n" + FRAME + "\nb\n")
    assert None not in source.places
    assert "\x02" not in source.text and "\x03" not in source.text
