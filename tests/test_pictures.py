"""Pictures of figures: what they show, how they show it, and what changed between two of them."""

from pathlib import Path
from xml.etree import ElementTree

import matplotlib as mpl
import numpy as np
import pytest

from workings.drawing import axes, canvas, note, save, sheet, use_style
from workings.pictures import compare_pictures, described, digests
from workings.plain_tex import in_plain_words

STYLE = Path(__file__).resolve().parents[1] / "figures" / "course.mplstyle"


@pytest.fixture(autouse=True)
def style():
    use_style(STYLE)
    yield
    mpl.rcdefaults()


def drawn(slope=1.0, colour="blue", words="$x$", at=0.5, cell=10.0, limit=1.0):
    """A line, a patch on a bare canvas and a label."""
    fig = sheet(100)
    ax = axes(fig, 20, 20, 100, 60, xlim=(0, limit))
    ax.plot([0, 0.5, 1], slope * np.array([0, 0.5, 1]), color=colour)
    note(ax, at, 0.5, words, back=10)
    canvas(fig).add_patch(mpl.patches.Rectangle((200, 20), cell, 10))
    return fig


@pytest.mark.parametrize("change", [{"slope": 1.01}, {"words": "$y$"}, {"cell": 11.0}], ids=str)
def test_another_curve_word_or_shape_is_other_data(change):
    assert described(drawn(**change))[0] != described(drawn())[0]


@pytest.mark.parametrize("change", [{"colour": "red"}, {"at": 0.6}, {"limit": 2.0}], ids=str)
def test_another_colour_place_of_a_label_or_limit_is_the_same_data_drawn_differently(change):
    (data, whole), (data_now, whole_now) = described(drawn()), described(drawn(**change))
    assert data_now == data and whole_now != whole


def test_the_last_digits_of_a_machine_are_no_difference():
    assert described(drawn(slope=1 + 1e-13)) == described(drawn())


def pictures(tmp_path, **change):
    save(drawn(**change), tmp_path, "line", "A line.")
    return {"line": (tmp_path / "line.svg").read_text()}


def test_a_change_of_a_picture_has_its_class(tmp_path):
    was = pictures(tmp_path)
    assert compare_pictures(was, pictures(tmp_path)) == []
    assert [c.kind for c in compare_pictures(was, pictures(tmp_path, slope=2))] == ["data changed"]
    assert [c.kind for c in compare_pictures(was, pictures(tmp_path, colour="red"))] == ["drawn differently"]
    assert [c.kind for c in compare_pictures({}, was)] == ["added"]
    assert [c.kind for c in compare_pictures(was, {})] == ["removed"]


def test_a_picture_that_says_no_digest_changes_with_its_text():
    assert digests("<svg/>") != digests("<svg></svg>")


def test_a_picture_is_an_svg_with_its_labels_and_has_the_same_bytes_each_time(tmp_path):
    first = pictures(tmp_path)["line"]
    assert first == pictures(tmp_path)["line"]
    root = ElementTree.fromstring(first)
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "x" in texts and root.find("{http://www.w3.org/2000/svg}title").text == "A line."


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        (r"$\vx \in \R^d$", "x ∈ R^d"),
        (r"$\beta = 5$, $\beta x$", "β = 5, βx"),
        (r"$\frac12x$", "1/2 x"),
        (r"$\epsilon^{1/3}$", "ε^1/3"),
        (r"$10^{-12}$", "10⁻¹²"),
        (r"(c)\enspace $\mH$ indefinite: none", "(c) H indefinite: none"),
        (r"$\abs{h(x) - \ReLU(x)}$, large $\beta$", "|h(x) - ReLU(x)|, large β"),
        (r"$\log$ of softmax: $-\infty$", "log of softmax: -∞"),
        (r"$\sqrt{\epsilon}$", "√ε"),
        (r"$x_{0,0},\, x_{4,4} = 0,\, 1$", "x₀₀, x₄₄ = 0, 1"),
    ],
)
def test_a_label_reads_without_tex(tex, words):
    assert in_plain_words(tex) == words
