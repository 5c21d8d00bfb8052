"""Maps drawn as cells: the one way in which every image, kernel and feature map of the figures is drawn."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from workings.drawing import BLUE, BOLD, HAIR, INK, RULE, THIN, TINY

Point = tuple[float, float]


@dataclass(frozen=True)
class Board:
    """Where a map lies: its upper left corner, and the way from a cell to the next column and to the next row, bp."""

    left: float
    top: float
    rows: int
    cols: int
    column: Point
    row: Point

    def corner(self, i: float, j: float) -> Point:
        """The point at which cell (i, j) begins; (i + .5, j + .5) is its middle."""
        return (self.left + j * self.column[0] + i * self.row[0], self.top + j * self.column[1] + i * self.row[1])

    def block(self, i: int, j: int, rows: int = 1, cols: int = 1) -> list[Point]:
        """The four corners, clockwise, of the block of rows x cols cells that begins with cell (i, j)."""
        return [self.corner(i, j), self.corner(i, j + cols), self.corner(i + rows, j + cols), self.corner(i + rows, j)]


def square(left: float, top: float, rows: int, cols: int, side: float) -> Board:
    """A board of square cells, seen from the front."""
    return Board(left, top, rows, cols, (side, 0.0), (0.0, -side))


def draw_cells(
    ax: Axes,
    board: Board,
    name: str,
    *,
    fill: Callable[[int, int], str | None] | None = None,
    text: Callable[[int, int], str] | None = None,
    colour: Callable[[int, int], str] | str = INK,
    size: float = TINY,
    edge: str = RULE,
    width: float = HAIR,
    zorder: float = 2,
) -> None:
    """Draw a map on white: `fill` and `colour` give the colours of cell (i, j) and of its `text`.

    `painted` finds the map again by its `name`.
    """
    whole = board.block(0, 0, board.rows, board.cols)
    ax.add_patch(Polygon(whole, fc="white", ec="none", zorder=zorder))
    for i in range(board.rows):
        for j in range(board.cols):
            paint = fill(i, j) if fill else None
            if paint:
                ax.add_patch(Polygon(board.block(i, j), fc=paint, ec="none", zorder=zorder + 0.1, gid=f"{name} cell"))
            if text and text(i, j):
                ax.text(
                    *board.corner(i + 0.5, j + 0.5),
                    text(i, j),
                    size=size,
                    ha="center",
                    va="center_baseline",
                    color=colour(i, j) if callable(colour) else colour,
                    zorder=zorder + 3,
                )
    across = [[board.corner(i, 0), board.corner(i, board.cols)] for i in range(1, board.rows)]
    down = [[board.corner(0, j), board.corner(board.rows, j)] for j in range(1, board.cols)]
    ax.add_collection(LineCollection(across + down, colors=edge, linewidths=width, zorder=zorder + 0.2), autolim=False)
    ax.add_patch(
        Polygon(
            whole,
            fc="none",
            ec=edge,
            lw=width,
            joinstyle="miter",
            zorder=zorder + 0.3,
            gid=f"{name} map {board.rows} {board.cols}",
        )
    )


def frame(
    ax: Axes,
    board: Board,
    i: int,
    j: int,
    rows: int,
    cols: int,
    *,
    colour: str = BLUE,
    width: float = BOLD,
    zorder: float = 4,
) -> None:
    """A heavy outline round the block of cells that begins with cell (i, j)."""
    block = board.block(i, j, rows, cols)
    ax.add_patch(Polygon(block, fc="none", ec=colour, lw=width, joinstyle="miter", zorder=zorder))


def arrow(ax: Axes, start: float, end: float, y: float, colour: str = INK) -> None:
    """A level arrow from one map to the next."""
    ax.annotate(
        "",
        (end, y),
        (start, y),
        arrowprops={
            "arrowstyle": "-|>,head_width=.14,head_length=.3",
            "color": colour,
            "lw": THIN,
            "shrinkA": 0,
            "shrinkB": 0,
        },
    )


def painted(figure: Figure, name: str) -> dict[tuple[int, int], str]:
    """The filled cells of the map drawn under this name and their colours, read back from where the patches lie."""
    patches = [patch for ax in figure.axes for patch in ax.patches if isinstance(patch, Polygon)]
    (outline,) = [patch for patch in patches if str(patch.get_gid()).startswith(f"{name} map ")]
    rows, cols = map(int, str(outline.get_gid()).split()[-2:])
    origin, right, _, below = outline.get_xy()[:4]
    steps = np.column_stack([(below - origin) / rows, (right - origin) / cols])
    found = {}
    for patch in patches:
        if patch.get_gid() == f"{name} cell":
            i, j = np.linalg.solve(steps, patch.get_xy()[:4].mean(axis=0) - origin) - 0.5
            found[round(i), round(j)] = to_hex(patch.get_facecolor())
    return found
