"""5.4: the 16 images, what the best affine map makes of them, and what the network with ReLUs does."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from answers.corner_images import CORNERS, Case, cases, corners, images, share_right, wanted
from answers.corner_networks import SIZE, identity, run
from answers.q5_receptive_fields import AFFINE_NETWORK, WHITE_ABOVE, XNOR_NETWORK
from workings.cells import Board, arrow, draw_cells, frame, square
from workings.drawing import ACCENT, COLUMN, HAIR, INK, LINE, SMALL, canvas, note, sheet

SIDE, GAP, NEAR, ROW, LEFT, HEAD = 4.8, 12, 7, 29.5, 74, 20
WHITE, BLACK, ANY = "#ffffff", "#222222", "#e3e3e3"
ALL = cases((0, 1))
BEST = len(ALL) * share_right(AFFINE_NETWORK, WHITE_ABOVE)

ALT = (
    f"A table of the {len(ALL)} images, by the colours of one diagonal in rows and of the other in columns. Each is "
    f"followed by the corners that the best affine map gives, right in {BEST} of them, with the wrong ones crossed "
    "out, and by the corners that the network with ReLUs gives, right in all."
)

MAP = SIZE * SIDE
PITCH = (COLUMN - 1 - LEFT - (3 * MAP + GAP + NEAR)) / 3


def draw() -> Figure:
    """Four rows of four images, each with its two outputs."""
    top = 3 * ROW + MAP + 2
    fig = sheet(top + HEAD)
    ax = canvas(fig)
    for number, case in enumerate(ALL):
        row, column = divmod(number, 4)
        left, upper = LEFT + column * PITCH, top - row * ROW
        if column == 0:
            note(
                ax,
                0,
                upper - MAP / 2 - 2.7,
                rf"$\stated{{x_{{0,0}},\, x_{{4,4}} =}} {case[0]},\, {case[1]}$",
                size=SMALL,
            )
        if row == 0:
            _head(ax, left, top, case)
        _panel(ax, left, upper, case)
    return fig


def affine_corners(case: Case) -> Case:
    """The corners of the best affine map for this image, white (1) above its threshold."""
    image = images(case, 0, 1, 1, seed=0)
    return _four(corners(run(AFFINE_NETWORK, image, activation=identity))[0] > WHITE_ABOVE)


def network_corners(case: Case) -> Case:
    """The corners of the output of the network with ReLUs."""
    return _four(corners(run(XNOR_NETWORK, images(case, 0, 1, 1, seed=0)))[0])


def name(case: Case, what: str) -> str:
    """Under which a map is drawn: "image 0110"."""
    return f"{what} {''.join(map(str, case))}"


def _four(values: np.ndarray) -> Case:
    first, second, third, fourth = (int(value) for value in values)
    return first, second, third, fourth


def _lefts(left: float) -> tuple[float, float, float]:
    return left, left + MAP + GAP, left + 2 * MAP + GAP + NEAR


def _head(ax: Axes, left: float, top: float, case: Case) -> None:
    note(
        ax,
        left + (3 * MAP + GAP + NEAR) / 2,
        top + 12.5,
        rf"$\stated{{x_{{0,4}},\, x_{{4,0}} =}} {case[2]},\, {case[3]}$",
        ha="center",
        size=SMALL,
    )
    for start, words in zip(_lefts(left), (r"$\vx$", "affine", "ReLU"), strict=True):
        note(ax, start + MAP / 2, top + 3, words, ha="center", size=SMALL)


def _panel(ax: Axes, left: float, upper: float, case: Case) -> None:
    shown = (case, affine_corners(case), network_corners(case))
    for start, what, values in zip(_lefts(left), ("image", "affine", "network"), shown, strict=True):
        board = square(start, upper, SIZE, SIZE, SIDE)
        paint = {corner: (BLACK, WHITE)[value] for corner, value in zip(CORNERS, values, strict=True)}
        draw_cells(
            ax,
            board,
            name(case, what),
            fill=lambda i, j, paint=paint: paint.get((i, j), ANY),
            edge="#c4c4c4",
            width=0.3,
        )
        for corner in CORNERS:
            frame(ax, board, *corner, 1, 1, colour=INK, width=HAIR)
        if what != "image":
            for corner, value, right in zip(CORNERS, values, wanted(case), strict=True):
                if value != right:
                    _cross_out(ax, board, *corner)
    arrow(ax, left + MAP + 2, left + MAP + GAP - 2, upper - MAP / 2)


def _cross_out(ax: Axes, board: Board, i: int, j: int) -> None:
    """Two strokes through a cell, a little longer than it."""
    for ends in (((-0.3, -0.3), (1.3, 1.3)), ((-0.3, 1.3), (1.3, -0.3))):
        (x0, y0), (x1, y1) = (board.corner(i + up, j + along) for up, along in ends)
        ax.plot([x0, x1], [y0, y1], color=ACCENT, lw=LINE, zorder=5, gid="wrong", solid_capstyle="butt")
