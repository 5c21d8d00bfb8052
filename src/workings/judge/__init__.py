"""The judge: do two values mean the same, and how do we know?

The files are its tiers, in the order in which they are asked, each with a page on what it proves and why that is
sound: `shapes`; the same tree; `refuter` (with `roles`, `instances`, `values`, `second_opinion`, `witness`); the
provers in `provers` (`alphabet`, `normal`, `sums`, `signs`, `linear`, `cells`, `words`, `matrices`); `simplifier`,
SymPy's word. `sameness` puts them in order. `inequalities`, `limits`, `expansions` and `exhaustion` answer the other
questions a line can ask.
"""

from workings.judge.evidence import Evidence
from workings.judge.exhaustion import every
from workings.judge.expansions import expands
from workings.judge.inequalities import ordered
from workings.judge.limits import tends
from workings.judge.provers import prove
from workings.judge.refuter import refute
from workings.judge.sameness import same

__all__ = ["Evidence", "every", "expands", "ordered", "prove", "refute", "same", "tends"]
