"""5.3: in every map of the network, the pixels on which one pixel of the last map depends."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from answers.q5_receptive_fields import NETWORK
from workings.cells import Board, draw_cells, frame
from workings.drawing import BLUE, COLUMN, LINE, RAMP, RULE, THIN, TINT, canvas, note, sheet
from workings.layers import footprints, receptive_fields, sizes

ALT = (
    "Five maps in a row, the input and the four layers. One pixel is marked in layer 4; lines lead back from it to "
    "the 3 by 3 pixels of layer 3, 5 by 5 of layer 2, 7 by 7 of layer 1 and 9 by 9 of the input that it depends on."
)

N = receptive_fields(NETWORK)[-1] + 2  # one pixel of margin round the whole field
MAPS = sizes(NETWORK, N)
COL, ROW = (3.2, 2.0), (0.0, -6.1)
FOOT, SHADES = 22, (TINT, *RAMP)
Block = tuple[int, int, int, int]


def draw() -> Figure:
    """The maps from left to right, each hiding what runs behind it."""
    boards = [_board(level, size) for level, size in enumerate(MAPS)]
    fig = sheet(boards[0].corner(0, N)[1] + 2)
    ax = canvas(fig)
    blocks = [_block(level) for level in range(len(MAPS))]
    for level, (board, block, shade) in enumerate(zip(boards, blocks, SHADES, strict=True)):
        depth = 10 * (len(MAPS) - level)
        shades = dict.fromkeys(cells(level), shade)
        draw_cells(
            ax,
            board,
            f"map {level}",
            fill=lambda i, j, shades=shades: shades.get((i, j)),
            edge="#b5b5b5",
            width=0.3,
            zorder=depth,
        )
        frame(ax, board, 0, 0, board.rows, board.cols, colour=RULE, width=THIN, zorder=depth + 1)
        frame(ax, board, *block, width=LINE, zorder=depth + 2)
        if level + 1 < len(MAPS):
            _rays(ax, board.block(*block), boards[level + 1].block(*blocks[level + 1]), depth - 1)
        middle = (board.left + board.corner(0, board.cols)[0]) / 2
        note(ax, middle, 12, f"layer {level}" if level else "input", ha="center")
        note(ax, middle, 2, rf"${block[2]}\times{block[3]}$", ha="center")
    return fig


def cells(level: int) -> frozenset[tuple[int, int]]:
    """The pixels of map `level` (0 is the input) on which the middle pixel of the last map depends."""
    middle = (MAPS[-1] // 2, MAPS[-1] // 2)
    return footprints(NETWORK, middle, N)[level]


def _board(level: int, size: int) -> Board:
    step = (COLUMN - MAPS[-1] * COL[0] - 2) / len(NETWORK)
    return Board(1 + level * step, FOOT - size * ROW[1], size, size, COL, ROW)


def _block(level: int) -> Block:
    """The marked pixels as a block: its first cell, its rows and columns."""
    (i, j), (last_i, last_j) = min(cells(level)), max(cells(level))
    return i, j, last_i - i + 1, last_j - j + 1


def _rays(ax: Axes, here: list[tuple[float, float]], there: list[tuple[float, float]], zorder: float) -> None:
    for (x0, y0), (x1, y1) in zip(here, there, strict=True):
        ax.plot([x0, x1], [y0, y1], color=BLUE, lw=THIN, zorder=zorder)
