"""What a figure's module takes from the answers, and which of its labels were typed by hand."""

from workings.figure_source import read_figure


def test_a_figure_takes_what_it_imports_and_uses():
    source = "from answers import q1\nfrom answers.q2 import K, d\nimport numpy\nprint(q1.h, K)\n"
    assert read_figure(source).takes == ("K", "q1")


def test_a_figure_that_only_imports_takes_nothing():
    assert read_figure("from answers.q2 import K\n").takes == ()


def test_a_number_in_a_label_is_typed_by_hand():
    (label,) = read_figure('def draw():\n    note("at $x = 2$")\n').labels
    assert (label.line, label.source, label.by_hand) == (2, "x = 2", True)


def test_what_an_f_string_computes_is_not_typed_by_hand():
    (label,) = read_figure('note(f"slope ${slope:.0f}$")').labels
    assert label.claims and not label.by_hand


def test_a_label_can_state_what_is_given():
    (label,) = read_figure(r'note(rf"$\stated{{\beta =}} {beta}$")').labels
    assert label.stated == (r"\beta =",) and not label.by_hand


def test_docstrings_are_no_labels():
    assert read_figure('"""Of $x = 2$."""\ndef draw():\n    """At $y = 3$."""\n').labels == ()


def test_numbers_of_the_text_alternative_are_found_where_they_are_typed():
    source = 'ALT = (\n    "A band of height 0.2785"\n)\n'
    assert [number for _, number in read_figure(source).numbers] == ["0.2785"]
    assert read_figure('ALT = f"A band of height {HEIGHT}"').numbers == ()
