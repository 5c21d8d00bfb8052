"""Mathematics as text that a person can read and a program can take back: what records and files of pairs hold.

One line a formula, beside it a table of its letters with what is assumed of them:

    Sum(exp(x[i]), (i, 1, d))        {"d": {"integer": true, "positive": true}, "i": ..., "x": {"indexed": true, ...}}

The text has the form of a Python expression and is never run: `reader` walks its syntax tree and builds what a short
list of names allows (`vocabulary`). `writer` writes that text and reads it back before it lets it go, so what is stored
is what was meant; a tree that SymPy would rearrange is stored as `raw(...)`, every node by its name, and built as it
stands. `letters` keeps the table, in which a letter has a key that is a name in Python, whatever it is called itself.
"""

from workings.storage.letters import Letters, declared
from workings.storage.reader import CannotRead, read
from workings.storage.writer import CannotStore, restore, store, write

__all__ = ["CannotRead", "CannotStore", "Letters", "declared", "read", "restore", "store", "write"]
