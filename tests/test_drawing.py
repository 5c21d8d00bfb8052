"""The figure family: the same bytes every time, no font, labels where they were put, colours that survive grey."""

import os
import re
import subprocess
import sys
import zlib
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgb

from workings import drawing
from workings.drawing import axes, canvas, labels, note, picture, save, sheet, use_style
from workings.errors import Mistake

ROOT = Path(__file__).resolve().parents[1]
STYLE = ROOT / "figures" / "course.mplstyle"
ALT = "A square."


@pytest.fixture(autouse=True)
def style():
    use_style(STYLE)
    yield
    mpl.rcdefaults()


def strokes(path):
    """The drawing instructions of a PDF, unpacked."""
    parts = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", path.read_bytes(), re.DOTALL)
    return b"\n".join(zlib.decompress(part) for part in parts)


def busy():
    """Axes on a log scale, a title, an arrow with words, a note on a white patch, a turned label."""
    fig = sheet(140)
    ax = axes(fig, 30, 20, 200, 100, yscale="log")
    ax.set(xlim=(0, 1), ylim=(1e-3, 1), xticks=[-1, 0, 1])
    ax.plot([0, 1], [1e-3, 1], "--", marker="o")
    ax.annotate(r"$\vx$", (0.5, 0.1), (0.7, 0.5), arrowprops={"arrowstyle": "->"})
    ax.set_ylabel("turned")
    note(ax, 0.2, 0.01, r"$\wt$", back=20)
    note(canvas(fig), 300, 50, "words", ha="right", size=7, color=drawing.BLUE)
    return fig


# ---- what is written


def test_a_drawing_is_written_as_strokes_without_a_font(tmp_path):
    save(busy(), tmp_path, "busy", ALT)
    raw = (tmp_path / "busy.pdf").read_bytes()
    assert b"/BaseFont" not in raw and b"/Type /Font" not in raw
    assert b" Tj" not in strokes(tmp_path / "busy.pdf") and b"BT" not in strokes(tmp_path / "busy.pdf").split()


@pytest.mark.slow
def test_two_runs_under_different_hash_seeds_write_the_same_bytes(tmp_path):
    program = (
        f"import sys; sys.path[:0] = [{str(ROOT / 'src')!r}, {str(ROOT)!r}]\n"
        "from pathlib import Path\n"
        "from figures import receptive_field\n"
        "from workings.drawing import save, use_style\n"
        f"use_style(Path({str(STYLE)!r}))\n"
        "save(receptive_field.draw(), Path(sys.argv[1]), 'field', receptive_field.ALT)\n"
    )
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", program, str(tmp_path / seed)],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
    for name in ("field.pdf", "field.tex"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_a_drawing_carries_no_date_and_no_program(tmp_path):
    save(busy(), tmp_path, "busy", ALT)
    raw = (tmp_path / "busy.pdf").read_bytes()
    assert not re.search(rb"CreationDate|Creator|Producer", raw)


def test_the_user_s_own_settings_do_not_reach_a_figure():
    mpl.rcParams["lines.linewidth"] = 7
    mpl.rcParams["legend.fontsize"] = 30
    use_style(STYLE)
    assert mpl.rcParams["lines.linewidth"] == drawing.LINE
    assert mpl.rcParams["legend.fontsize"] == mpl.rcParamsDefault["legend.fontsize"]


def test_an_arrow_stays_when_its_words_move_to_the_page(tmp_path):
    with_words = busy()
    save(with_words, tmp_path, "words", ALT)
    bare = sheet(140)
    ax = axes(bare, 30, 20, 200, 100, yscale="log")
    ax.set(xlim=(0, 1), ylim=(1e-3, 1), xticks=[-1, 0, 1])
    ax.plot([0, 1], [1e-3, 1], "--", marker="o")
    note(ax, 0.2, 0.01, "", back=20)
    save(bare, tmp_path, "bare", ALT)
    assert len(strokes(tmp_path / "words.pdf")) > len(strokes(tmp_path / "bare.pdf"))


# ---- labels


def test_a_picture_lays_the_labels_over_the_drawing():
    fig = sheet(50, width=100)
    note(canvas(fig), 10, 20, r"$\vx_1$", ha="center", size=8, color=drawing.BLUE)
    assert picture(fig, "one", ALT) == (
        "% ALT: A square.\n"
        "\\providecommand{\\figalt}[1]{}\\figalt{A square.}%\n"
        "\\setlength{\\unitlength}{1bp}\\begin{picture}(100,50)%\n"
        "\\put(0,0){\\includegraphics{figures/one.pdf}}%\n"
        "\\put(10,20){\\makebox[0pt][c]{\\figlabel{8}{001F99}{$\\vx_1$}}}%\n"
        "\\end{picture}%\n"
    )


def test_a_label_stands_at_its_point_of_the_axes():
    fig = sheet(100, width=200)
    ax = axes(fig, 20, 10, 100, 50)
    ax.set(xlim=(0, 10), ylim=(0, 5), xticks=[], yticks=[])
    note(ax, 5, 2, "here")
    (label,) = labels(fig)
    assert (label.x, label.y, label.align) == (70, 30, "l")


def test_labels_on_one_height_share_their_baseline_whatever_their_letters():
    fig = sheet(50, width=100)
    ax = canvas(fig)
    for x, text in ((10, "$x$"), (40, "$y_{1,1}$"), (70, "0")):
        ax.text(x, 25, text, va="center_baseline")
    assert len({label.y for label in labels(fig)}) == 1


def test_only_ticks_inside_the_view_are_labelled():
    fig = sheet(100, width=200)
    ax = axes(fig, 20, 20, 100, 50)
    ax.set(xlim=(0, 1), ylim=(0, 1), yticks=[])
    ax.set_xticks([-1, 0, 0.5, 1, 2], labels=["a", "b", "c", "d", "e"])
    ax.set_xlim(0, 1)
    assert [label.text for label in labels(fig)] == ["b", "c", "d"]


def test_the_numbers_of_ticks_need_no_macro_of_matplotlib():
    assert not any("mathdefault" in label.text for label in labels(busy()))
    assert r"$10^{-3}$" in {label.text.replace("{10^{-3}}", "10^{-3}") for label in labels(busy())}


def test_a_turned_label_is_turned_by_the_page():
    fig = sheet(100, width=200)
    ax = axes(fig, 40, 20, 100, 50)
    ax.set(xticks=[], yticks=[])
    ax.set_ylabel("up")
    (label,) = labels(fig)
    assert label.tex().startswith(rf"\put({label.x:g},{label.y:g}){{\rotatebox{{90}}{{\makebox[0pt][c]")
    assert label.x < 40 and label.y == 45


def test_a_turned_label_is_centred_on_its_point():
    fig = sheet(100, width=100)
    canvas(fig).text(50, 50, "up", rotation=90, va="center", ha="center")
    (label,) = labels(fig)
    assert label.x > 50 and label.y == 50  # its letters stand to the left of their baseline


def test_labels_of_what_is_hidden_are_left_out():
    fig = sheet(100, width=200)
    off = canvas(fig)
    off.set_xlabel("never")
    off.text(1, 1, "hidden").set_visible(False)
    gone = axes(fig, 0, 0, 50, 50)
    gone.text(0, 0, "gone")
    gone.set_visible(False)
    off.text(1, 1, "")
    note(off, 5, 5, "shown")
    assert [label.text for label in labels(fig)] == ["shown"]


@pytest.mark.parametrize(("ha", "left"), [("left", 48.5), ("center", 40), ("right", 31.5)])
def test_the_white_under_a_note_lies_where_its_words_will(ha, left):
    fig = sheet(100, width=100)
    ax = canvas(fig)
    note(ax, 50, 50, "words", back=20, ha=ha)
    box = ax.patches[0].get_window_extent()
    assert (box.x0, box.x1) == pytest.approx((left, left + 20)) and box.y0 < 50 < box.y1


def test_the_white_under_a_note_follows_the_axes():
    fig = sheet(100, width=100)
    ax = axes(fig, 0, 0, 100, 100, xscale="log")
    ax.set(xlim=(1, 100))
    note(ax, 10, 0.5, "words", back=20)
    ax.set(xlim=(1, 10))
    assert ax.patches[0].get_window_extent().x0 == pytest.approx(100 - 1.5)


# ---- the sheet


def test_lengths_are_in_bp_and_the_sheet_is_the_column():
    fig = sheet(95)
    assert drawing.extent(fig) == (476, 95) and fig.dpi == 72
    box = axes(fig, 28, 13, 430, 70).get_window_extent()
    assert (box.x0, box.y0, box.width, box.height) == pytest.approx((28, 13, 430, 70))
    assert canvas(fig).transData.transform((100, 50)) == pytest.approx([100, 50])


def test_a_figure_before_its_style_is_refused():
    mpl.rcdefaults()
    with pytest.raises(Mistake) as caught:
        sheet(50)
    assert str(caught.value) == (
        "a figure is drawn before its style is chosen\nCall use_style(path of course.mplstyle) first."
    )


def test_a_style_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(Mistake, match=r"^other\.mplstyle: no such style file"):
        use_style(tmp_path / "other.mplstyle")


@pytest.mark.parametrize(
    ("alt", "what"),
    [
        ("", "it has no text alternative"),
        (r"The curve $h$ & \beta", "its text alternative holds $ & \\"),
        ("Zürich", "its text alternative holds ü"),
    ],
)
def test_a_text_alternative_that_cannot_be_read_aloud_is_refused(tmp_path, alt, what):
    with pytest.raises(Mistake) as caught:
        save(sheet(50), tmp_path, "curve", alt)
    assert str(caught.value) == (
        f"figure curve: {what}\nSay what it shows in a sentence of plain words: it is read aloud."
    )
    assert not list(tmp_path.iterdir())


# ---- colours


def lightness(colour):
    """L* of CIELAB from sRGB, by the definition."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    y = float(np.dot([0.2126, 0.7152, 0.0722], linear))
    return 116 * y ** (1 / 3) - 16 if y > (6 / 29) ** 3 else y * (29 / 3) ** 3


def test_the_ramp_reads_in_grey():
    steps = [lightness(colour) for colour in drawing.RAMP]
    assert all(lighter - darker >= 15 for lighter, darker in zip(steps, steps[1:], strict=False))


def test_labels_and_the_two_strong_colours_stand_out_from_white_and_from_each_other():
    assert all(lightness(colour) < 50 for colour in (drawing.INK, drawing.BLUE, drawing.ACCENT))
    assert lightness(drawing.ACCENT) - lightness(drawing.BLUE) > 25


def test_the_style_file_uses_the_palette_and_the_sizes_of_the_module():
    rc = mpl.rcParams
    assert {to_hex(rc[key]) for key in ("text.color", "axes.labelcolor", "xtick.labelcolor", "ytick.labelcolor")} == {
        drawing.INK
    }
    assert {to_hex(rc[key]) for key in ("axes.edgecolor", "xtick.color", "ytick.color")} == {drawing.RULE}
    assert (rc["font.size"], rc["xtick.labelsize"], rc["ytick.labelsize"]) == (
        drawing.SIZE,
        drawing.SMALL,
        drawing.SMALL,
    )
    assert {rc["axes.linewidth"], rc["grid.linewidth"], rc["patch.linewidth"]} == {drawing.HAIR}
