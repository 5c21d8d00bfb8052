"""The table of 5.4: its corners are the outputs of the networks, its crosses lie on the wrong ones and nowhere else."""

from itertools import product
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.lines import Line2D

from figures import xnor
from workings.cells import painted
from workings.drawing import extent, labels, use_style

STYLE = Path(__file__).resolve().parents[1] / "figures" / "course.mplstyle"
CORNERS = [(0, 0), (4, 4), (0, 4), (4, 0)]
CASES = list(product((0, 1), repeat=4))
SHADE = {0: "#222222", 1: "#ffffff"}


@pytest.fixture(autouse=True)
def style():
    use_style(STYLE)
    yield
    mpl.rcdefaults()


@pytest.fixture(scope="module")
def figure():
    use_style(STYLE)
    return xnor.draw()


def shades(figure, what, case):
    found = painted(figure, f"{what} {''.join(map(str, case))}")
    assert set(found) == set(product(range(5), repeat=2))
    assert {colour for cell, colour in found.items() if cell not in CORNERS} == {"#e3e3e3"}
    return [found[corner] for corner in CORNERS]


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_every_image_shows_its_four_corners(figure, case):
    assert shades(figure, "image", case) == [SHADE[value] for value in case]


@pytest.mark.parametrize("case", CASES)
def test_the_network_with_relus_paints_a_corner_white_exactly_if_its_opposite_is_the_same(figure, case):
    first, second = SHADE[case[0] == case[1]], SHADE[case[2] == case[3]]
    assert shades(figure, "network", case) == [first, first, second, second]


@pytest.mark.parametrize("case", CASES)
def test_the_best_affine_map_paints_a_corner_white_exactly_if_both_are_white(figure, case):
    first, second = SHADE[case[0] & case[1]], SHADE[case[2] & case[3]]
    assert shades(figure, "affine", case) == [first, first, second, second]


def test_two_strokes_cross_out_every_wrong_corner_and_no_other(figure):
    strokes = [line for line in figure.axes[0].findobj(Line2D) if line.get_gid() == "wrong"]
    centres = {(round(np.mean(line.get_xdata()), 3), round(np.mean(line.get_ydata()), 3)) for line in strokes}
    wrong = sum(2 * ((p | q) == 0) + 2 * ((s | t) == 0) for p, q, s, t in CASES)
    assert len(strokes) == 2 * wrong and len(centres) == wrong
    black = [patch for patch in figure.axes[0].patches if str(patch.get_gid()).startswith("affine ")]
    corners = {tuple(np.round(p.get_xy()[:4].mean(axis=0), 3)) for p in black if p.get_facecolor()[:3] != (1, 1, 1)}
    assert centres <= corners


def test_nine_images_are_right_for_the_affine_map():
    right = [case for case in CASES if xnor.affine_corners(case) == xnor.wanted(case)]
    assert len(right) == 9


def test_rows_and_columns_are_named_by_their_diagonals(figure):
    texts = [label.text for label in labels(figure)]
    for p, q in product((0, 1), repeat=2):
        assert texts.count(rf"$x_{{0,0}},\, x_{{4,4}} = {p},\, {q}$") == 1
        assert texts.count(rf"$x_{{0,4}},\, x_{{4,0}} = {p},\, {q}$") == 1
    assert [texts.count(word) for word in (r"$\vx$", "affine", "ReLU")] == [4, 4, 4]


def test_everything_lies_on_the_sheet(figure):
    w, h = extent(figure)
    assert w == pytest.approx(476)
    for patch in figure.axes[0].patches:
        if str(patch.get_gid()).split()[0] in ("image", "affine", "network"):
            (x0, y0), (x1, y1) = patch.get_xy().min(axis=0), patch.get_xy().max(axis=0)
            assert x0 >= 0 and y0 >= 1.99 and x1 <= w - 0.9 and y1 <= h
    for label in labels(figure):
        assert 0 <= label.x <= w and 2 <= label.y <= h - 6
