"""The cells that a figure fills, read back from its patches, are the cells that the loops below compute."""

from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib.patches import Polygon

from figures import convolution, receptive_field, transposed
from workings.cells import Board, draw_cells, painted, square
from workings.drawing import BLUE, PAD, RAMP, TINT, canvas, extent, labels, sheet, use_style

STYLE = Path(__file__).resolve().parents[1] / "figures" / "course.mplstyle"
FIGURES = [convolution, transposed, receptive_field]


@pytest.fixture(autouse=True)
def style():
    use_style(STYLE)
    yield
    mpl.rcdefaults()


# ---- 4.3: kernel 3, stride 2, padding 1 on 3 x 3


@pytest.mark.slow
@pytest.mark.parametrize("output", [(0, 0), (0, 1), (1, 0), (1, 1)])
def test_the_kernel_covers_the_cells_that_the_loops_read(output):
    window = {(2 * output[0] + a, 2 * output[1] + b) for a in range(3) for b in range(3)}
    data = {(r, c) for r in range(1, 4) for c in range(1, 4)}
    drawn = painted(convolution.draw(), f"input for {output}")
    assert {cell for cell, colour in drawn.items() if colour in (RAMP[0], TINT)} == window
    assert {cell for cell, colour in drawn.items() if colour == RAMP[0]} == window & data
    everything = {(r, c) for r in range(5) for c in range(5)}
    assert {cell for cell, colour in drawn.items() if colour == PAD} == everything - data - window
    assert convolution.cells(output) == {(r - 1, c - 1) for r, c in window}


@pytest.mark.parametrize("output", [(0, 0), (0, 1), (1, 0), (1, 1)])
def test_the_thumbnail_marks_the_output_that_the_position_gives(output):
    assert painted(convolution.draw(), f"output {output}") == {output: BLUE}


def test_each_panel_shows_the_image_inside_zeros_under_the_name_of_its_output():
    texts = [label.text for label in labels(convolution.draw())]
    assert [text for text in texts if text.startswith("$y")] == [f"$y_{{{i},{j}}}$" for i in (0, 1) for j in (0, 1)]
    for r in range(3):
        for c in range(3):
            assert texts.count(f"$x_{{{r},{c}}}$") == 4
    assert texts.count("$0$") == 4 * 16


def test_a_frame_lies_round_the_kernel():
    fig = convolution.draw()
    heavy = [patch for patch in fig.axes[0].patches if isinstance(patch, Polygon) and patch.get_linewidth() == 1.5]
    boxes = sorted((patch.get_extents().x0, patch.get_extents().y1) for patch in heavy)
    assert len(heavy) == 4
    for patch in heavy:
        assert (patch.get_extents().width, patch.get_extents().height) == pytest.approx((48, 48))
    panels = [box[0] for box in boxes]
    assert [round(a - b) for a, b in zip(panels[1::2], panels[::2], strict=True)] == [round(panels[1] - panels[0])] * 2


# ---- 4.4: kernel 2, stride 2 on 2 x 2


def test_each_input_cell_stamps_the_block_that_has_its_shade():
    fig = transposed.draw()
    image, output = painted(fig, "input"), painted(fig, "output")
    for i in range(2):
        for j in range(2):
            block = {(2 * i + a, 2 * j + b) for a in range(2) for b in range(2)}
            assert transposed.cells((i, j)) == block
            assert {output.get(cell) for cell in block} == {image.get((i, j))}
    assert len({image.get((i, j)) for i in range(2) for j in range(2)}) == 4


def test_each_output_cell_holds_the_product_that_stands_there():
    fig = transposed.draw()
    products = {label.text: (label.x, -label.y) for label in labels(fig) if label.text.startswith("$w")}
    in_reading_order = sorted(products, key=lambda text: (products[text][1], products[text][0]))
    assert in_reading_order == [f"$w_{{{u % 2},{v % 2}}}x_{{{u // 2},{v // 2}}}$" for u in range(4) for v in range(4)]


# ---- 5.3: four layers of 3 x 3


@pytest.mark.slow
@pytest.mark.parametrize(("level", "radius"), [(0, 4), (1, 3), (2, 2), (3, 1), (4, 0)])
def test_the_marked_pixels_of_every_map_are_those_that_the_middle_depends_on(level, radius):
    seen = {(5, 5)}
    for _ in range(4 - level):
        seen = {(i + a, j + b) for i, j in seen for a in (-1, 0, 1) for b in (-1, 0, 1)}
    assert len(seen) == (2 * radius + 1) ** 2
    assert receptive_field.cells(level) == seen
    assert set(painted(receptive_field.draw(), f"map {level}")) == seen


def test_the_marked_pixels_grow_darker_from_map_to_map():
    fig = receptive_field.draw()
    shades = [set(painted(fig, f"map {level}").values()) for level in range(5)]
    assert shades == [{TINT}, {RAMP[0]}, {RAMP[1]}, {RAMP[2]}, {RAMP[3]}]


def test_every_map_is_labelled_with_its_field():
    texts = [label.text for label in labels(receptive_field.draw())]
    names = ["input", "layer 1", "layer 2", "layer 3", "layer 4"]
    assert texts == [
        text for name, side in zip(names, (9, 7, 5, 3, 1), strict=True) for text in (name, rf"${side}\times{side}$")
    ]


# ---- all three


@pytest.mark.slow
@pytest.mark.parametrize("figure", FIGURES, ids=lambda module: module.__name__)
def test_all_cells_and_labels_lie_on_the_sheet(figure):
    fig = figure.draw()
    w, h = extent(fig)
    assert w <= 476
    for patch in fig.axes[0].patches:
        if isinstance(patch, Polygon):
            box = patch.get_extents()
            assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= w and box.y1 <= h
    for label in labels(fig):
        assert 0 <= label.x <= w and 2 <= label.y <= h - 6.5
        assert label.size >= 6.5


# ---- reading back


@pytest.mark.parametrize("board", [square(10, 90, 3, 4, 20), Board(10, 80, 3, 4, (5.0, 2.0), (1.0, -7.0))])
def test_painted_reads_what_was_filled(board):
    fig = sheet(100, width=100)
    draw_cells(canvas(fig), board, "map", fill=lambda i, j: BLUE if (i, j) in {(0, 3), (2, 1)} else None)
    assert painted(fig, "map") == {(0, 3): BLUE, (2, 1): BLUE}


def test_painted_goes_by_the_place_and_not_by_what_the_drawing_meant():
    fig = sheet(100, width=100)
    ax = canvas(fig)
    draw_cells(ax, square(10, 90, 3, 3, 20), "map", fill=lambda i, j: BLUE if i == j == 0 else None)
    (cell,) = [patch for patch in ax.patches if patch.get_gid() == "map cell"]
    cell.set_xy(cell.get_xy() + [20, -40])
    assert painted(fig, "map") == {(2, 1): BLUE}
