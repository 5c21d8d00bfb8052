"""The judge: do two values mean the same, and how do we know?

The files are its tiers, in the order in which they are asked, each with a page on what it proves and why that is sound.
Whoever wants to learn how equality is tested may read them in this order; `premises` says what may be taken for granted
and what a letter without assumptions means, `evidence` has the six words, `sameness` asks the tiers in turn.

1. Kinds and shapes, in `shapes`. Then the same tree: *identical*.
2. *Refuted* by an exact point, in `refuter`. Points: `roles`, `instances`, `places`, `constraints`, `matrix_instances`.
   A first value, exact or a ball: `values` (with `branches`, `ranges`, `grids`, `path`, `named_functions`,
   `gamma_functions`), over the numbers of `balls` and `gaussians`; why there may be none: `no_value`. A second one by
   mpmath: `second_opinion`. The point as text: `witness`.
3. *Proved* by a normal form, in `provers`.
   - Polynomials: `polynomials`, over the `letters` of an `alphabet` (with `common_powers`, `gaussian_factors`).
     Numbers: `enclosures`, `algebraic`, `constants`.
   - Scalars: `normal` has the walk; its rules are in `powers`, `trigonometry`, `inverses`, `complexes`, `circle`,
     `factorials`, `rounding` (with `divisions`), `kinks`, `calculus`, `integrals` and `approach` (limits).
   - Cases by sign: `cells`, with `signs`, `squares`, `thresholds`, `consequences`, `linear`, `bounds`, `number_bounds`.
   - What letters and exponents there are: `changes`, `exponents`, `deltas`.
   - Sums of any length: `sums`, `triangles`, `telescoping`, `termwise` (with `components`), `induction`; in closed
     form: `series`, `closed_sums`.
   - A derivative that is 0: `constancy`.
   - Growth: `growth`, `scale`, `multiseries`, `tractable`, `infinities`, `orders`.
   - Truth values: `truths`, `propositions`.
   - Where both sides are defined: `domains`, `edges`, `decided`.
   - Matrices: `words` (read by `reader`), `traces`, `completion`, `matrix_equality`, entry by entry in `matrices`.
4. *By SymPy*, in `simplifier`, where both sides are defined alike. All of it within a limit of time: `budget`.

The other questions that a line can ask: `inequalities` (with `quadratic_forms` and `pairings`), `minima`, `limits`,
`expansions`, `exhaustion`; and what would make a line true: `hints`.
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
