"""4.3: every position of the kernel on the padded input, and the output entry that it gives."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from answers.q4_convolutions import CONVOLUTION, X3
from workings.cells import draw_cells, frame, square
from workings.drawing import BLUE, COLUMN, INK, MUTED, PAD, RAMP, SIZE, THIN, TINT, canvas, note, sheet
from workings.layers import cells as all_cells
from workings.layers import grid, index_set, size_after

ALT = (
    "Four copies of the 3 by 3 input inside a border of zeros. The 3 by 3 kernel lies on the upper left, upper "
    "right, lower left and lower right corner of the 5 by 5 area, two cells apart; a 2 by 2 map beside each copy "
    "marks the output entry, y(0,0), y(0,1), y(1,0) or y(1,1), that this position gives."
)

SIDE, THUMB, GAP, HEAD = 16, 12, 8, 13
N, P = X3.rows, CONVOLUTION.padding
M = size_after(CONVOLUTION, N)
Y = grid("y", M, M)


def draw() -> Figure:
    """One panel for each output entry."""
    around = N + 2 * P
    fig = sheet(around * SIDE + HEAD + 2)
    ax = canvas(fig)
    pitch = (COLUMN - around * SIDE - GAP - M * THUMB - 1) / (M * M - 1)
    for at, output in enumerate(all_cells(M)):
        _panel(ax, 0.5 + at * pitch, output)
    return fig


def cells(output: tuple[int, int]) -> frozenset[tuple[int, int]]:
    """The input cells under the kernel for this output cell; those of the padding are negative or N."""
    return index_set(CONVOLUTION, output, N)


def _panel(ax: Axes, left: float, output: tuple[int, int]) -> None:
    under, around = cells(output), N + 2 * P
    image = square(left, around * SIDE + 2, around, around, SIDE)
    thumb = square(left + around * SIDE + GAP, image.top - (around * SIDE - M * THUMB) / 2, M, M, THUMB)

    def is_data(i: int, j: int) -> bool:
        return P <= i < N + P and P <= j < N + P

    def fill(i: int, j: int) -> str | None:
        if (i - P, j - P) in under:
            return RAMP[0] if is_data(i, j) else TINT
        return None if is_data(i, j) else PAD

    draw_cells(
        ax,
        image,
        f"input for {output}",
        fill=fill,
        text=lambda i, j: f"${X3[i - P, j - P]}$" if is_data(i, j) else r"$\stated{0}$",
        colour=lambda i, j: INK if is_data(i, j) else MUTED,
    )
    frame(ax, image, P, P, N, N, colour=INK, width=THIN, zorder=3)
    first, last = min(under), max(under)
    frame(ax, image, first[0] + P, first[1] + P, last[0] - first[0] + 1, last[1] - first[1] + 1)
    draw_cells(ax, thumb, f"output {output}", fill=lambda i, j: BLUE if (i, j) == output else None)
    note(ax, left + around * SIDE / 2, image.top + 5, f"${Y[output]}$", ha="center", size=SIZE)
