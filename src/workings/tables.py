r"""Tables and the bodies of matrices, set through PyLaTeX as fragments of a page that is ours.

PyLaTeX writes rows, rules and ampersands; cells are LaTeX from the records, handed over unescaped. A matrix is given as
an object array, since PyLaTeX's `Matrix` prints `str()` of each entry and NumPy would cut texts to a common width.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from pylatex import MultiColumn, Tabular
from pylatex.math import Matrix
from pylatex.utils import NoEscape

Row = Sequence[str]


def table(rows: Sequence[Row], columns: str, head: Row = (), total: bool = False) -> str:
    r"""A `tabular` with booktabs rules: `head`, a rule, the rows, and a rule before the last row if it is a `total`.

    `columns` is LaTeX's column specification. A cell "shape:2" of the head spans two columns.
    """
    cells = [[_spanning(cell) for cell in head], *([NoEscape(cell) for cell in row] for row in rows)]
    width = max(len(row) for row in rows)
    tabular = Tabular(columns, width=width, booktabs=True)
    for number, row in enumerate(cells):
        if (number == 1 and head) or (total and number == len(cells) - 1):
            tabular.add_hline()
        if row:
            tabular.add_row(row, escape=False)
    return "\n".join(line.rstrip("%") for line in tabular.dumps().splitlines())


def matrix_body(entries: Sequence[Row]) -> str:
    r"""The rows of a matrix, `&` between entries and `\\` between rows, zeros in grey: what stands inside an `array`."""
    cells = np.array([[r"\nil" if entry == "0" else entry for entry in row] for row in entries], dtype=object)
    return Matrix(cells, mtype="b").dumps_content().replace("%", "")


def _spanning(cell: str) -> NoEscape | MultiColumn:
    text, colon, size = cell.rpartition(":")
    return MultiColumn(int(size), align="c", data=NoEscape(text)) if colon and size.isdigit() else NoEscape(cell)
