"""4.4: every entry of the input stamps its multiple of the kernel onto one block of the output."""

from matplotlib.figure import Figure

from answers.q4_convolutions import TRANSPOSED, W2, X2
from workings.cells import arrow, draw_cells, frame, square
from workings.drawing import LINE, PALE, RAMP, SIZE, TINT, canvas, note, sheet
from workings.layers import cells as all_cells
from workings.layers import index_set, size_after, taps

ALT = (
    "The 2 by 2 input on the left, the 4 by 4 output on the right. Each input entry has its own shade, and the 2 by "
    "2 block of the output in that shade holds the four kernel weights times that entry; no two blocks overlap."
)

IN, OUT, GAP, HEAD = 24, 33, 22, 14
N = X2.rows
M = size_after(TRANSPOSED, N)
SHADES = dict(zip(all_cells(N), (None, RAMP[0], PALE, TINT), strict=True))  # unlike at every border between blocks


def draw() -> Figure:
    """The input, an arrow, and the output with the product in each of its cells."""
    height = M * OUT + HEAD + 2
    fig = sheet(height, width=N * IN + GAP + M * OUT + 2)
    ax = canvas(fig)
    output = square(N * IN + GAP + 1, height - HEAD, M, M, OUT)
    middle = output.top - M * OUT / 2
    image = square(1, middle + N * IN / 2, N, N, IN)
    draw_cells(ax, image, "input", fill=lambda i, j: SHADES[i, j], text=lambda i, j: f"${X2[i, j]}$", size=SIZE)
    arrow(ax, N * IN + 5, N * IN + GAP - 4, middle)
    draw_cells(ax, output, "output", fill=lambda i, j: SHADES[_source(i, j)[1]], text=_product, size=7)
    for source in all_cells(N):
        first, last = min(cells(source)), max(cells(source))
        frame(ax, output, *first, last[0] - first[0] + 1, last[1] - first[1] + 1, width=LINE)
    note(ax, 1 + N * IN / 2, image.top + 6, r"input $\mX$", ha="center")
    note(ax, output.left + M * OUT / 2, output.top + 5, rf"output, ${M}\times{M}$", ha="center")
    return fig


def cells(source: tuple[int, int]) -> frozenset[tuple[int, int]]:
    """The output cells that read this cell of the input."""
    return frozenset(cell for cell in all_cells(M) if source in index_set(TRANSPOSED, cell, N))


def _source(i: int, j: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The one kernel cell and the one input cell whose product stands in output cell (i, j)."""
    (pair,) = taps(TRANSPOSED, (i, j), N).items()
    return pair


def _product(i: int, j: int) -> str:
    tap, source = _source(i, j)
    return f"${W2[tap]}{X2[source]}$"
