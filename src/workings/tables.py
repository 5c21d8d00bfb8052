r"""Tables and the bodies of matrices, set through PyLaTeX as fragments of a page that is ours.

PyLaTeX writes rows, rules and ampersands; cells are LaTeX from the records, handed over unescaped. A matrix is given as
an object array, since PyLaTeX's `Matrix` prints `str()` of each entry and NumPy would cut texts to a common width.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from pylatex import MultiColumn, Tabular
from pylatex.math import Matrix
from pylatex.utils import NoEscape

Row = Sequence[str]


def table(rows: Sequence[Row], columns: str, head: Row = (), total: bool = False) -> str:
    r"""A `tabular` with booktabs rules: `head`, a rule, the rows, and a rule before the last row if it is a `total`.

    `columns` is LaTeX's column specification, without the `@{}` at both ends, which PyLaTeX adds. A cell "shape:2" of
    the head spans two columns.
    """
    _refuse_no_rows(rows)
    cells = [[_spanning(cell) for cell in head], *([NoEscape(cell) for cell in row] for row in rows)]
    width = max(len(row) for row in rows)
    tabular = Tabular(columns, width=width, booktabs=True)
    for number, row in enumerate(cells):
        if (number == 1 and head) or (total and number == len(cells) - 1):
            tabular.add_hline()
        if row:
            tabular.add_row(row, escape=False)
    # PyLaTeX ends every line with a %, and holds one line of nothing else
    return "\n".join(filter(None, (line.rstrip("%") for line in tabular.dumps().splitlines())))


def matrix_body(entries: Sequence[Row], group: int = 0) -> str:
    r"""The rows of a matrix, `&` between entries and `\\` between rows, zeros in grey: what stands inside an `array`.

    With 2pt more after every `group` rows.
    """
    _refuse_no_rows(entries)
    cells = np.array([[r"\nil" if entry == "0" else entry for entry in row] for row in entries], dtype=object)
    rows = Matrix(cells, mtype="b").dumps_content().split("\\\\%\n")
    return "\n".join(row + end for row, end in zip(rows, _ends(len(rows), group), strict=True))


def stacked(values: Sequence[str], group: int = 0) -> str:
    r"""Labels under each other, `\\` between them, with 2pt more after every `group`."""
    return " ".join(value + end for value, end in zip(values, _ends(len(values), group), strict=True))


def across(values: Sequence[str]) -> str:
    r"""Labels of the columns of a matrix, `&` between them."""
    return " & ".join(rf"\collab{{{value}}}" for value in values)


def _refuse_no_rows(rows: Any) -> None:
    if not isinstance(rows, list | tuple) or not rows or not all(isinstance(row, list | tuple) for row in rows):
        raise TypeError("this filter prints rows of cells\nGive it a result that is a table or a matrix.")


def _ends(count: int, group: int) -> list[str]:
    """What ends each of `count` rows: nothing after the last, more space after every `group`."""
    return [r"\\[2pt]" if group and k % group == 0 else r"\\" for k in range(1, count)] + [""]


def _spanning(cell: str) -> NoEscape | MultiColumn:
    text, colon, size = cell.rpartition(":")
    return MultiColumn(int(size), align="c", data=NoEscape(text)) if colon and size.isdigit() else NoEscape(cell)
