"""The judge: do two values mean the same, and how do we know?

The files are its tiers, in the order in which they are asked, each with a page on what it proves and why that is sound.

1. `shapes`: kinds and shapes. Then the same tree: *identical*.
2. `refuter`: exact points (`roles`, `instances`), two evaluations that share no code (`values` with `grids`, and
   `second_opinion`), the point as text (`witness`).
3. `provers`: normal forms of scalars (`normal`, with `powers`, `kinks`, `calculus` and `sums`, over the letters of
   `alphabet`), cases by sign (`cells`, `signs`, `linear`), where both sides are defined (`domains`), matrices as words
   (`words`, with the numbers among them in `traces`), by the equations that inverses and premises obey (`completion`,
   `matrix_equality`), or entry by entry (`matrices`).
4. `simplifier`: SymPy's word, under a limit of time (`budget`).

`sameness` asks them in this order. `inequalities` (with `quadratic_forms`), `minima`, `hints`, `limits`,
`expansions` and `exhaustion` answer the other questions
that a line can ask. What may be taken for granted, and what a letter without assumptions means, is in `premises`.
"""

from workings.judge.evidence import Evidence
from workings.judge.exhaustion import every
from workings.judge.expansions import expands
from workings.judge.hints import missing
from workings.judge.inequalities import ordered
from workings.judge.limits import tends
from workings.judge.minima import minimises
from workings.judge.provers import prove
from workings.judge.refuter import refute
from workings.judge.sameness import same

__all__ = ["Evidence", "every", "expands", "minimises", "missing", "ordered", "prove", "refute", "same", "tends"]
