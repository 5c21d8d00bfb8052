"""A component of an indexed vector as a letter of its own.

The components of a vector without premises are independent numbers, so what holds for one letter in the place of x[i],
with what is assumed of the vector, holds for every component, whatever the index. A sum beside them is a letter
too, for its components are others.
"""

from sympy import Basic, Dummy, Expr, Indexed, Integral, Limit, Product, Sum

from workings.judge.premises import NOTHING
from workings.judge.signs import nonnegative, positive, real

BINDING = (Sum, Product, Integral, Limit)
ASSUMED = ("real", "positive", "negative", "nonnegative", "nonpositive", "nonzero", "integer")


def generic(e: Expr) -> Expr:
    """`e` with each component of a vector as a letter, with what is assumed of the vector."""
    e = e.xreplace({part: Dummy(str(part), **shown(part)) for part in sorted(outermost(e), key=str)})
    return e.xreplace({x: Dummy(str(x), **assumed(x)) for x in sorted(e.atoms(Indexed), key=str)})


def outermost(e: Basic) -> set[Basic]:
    """The sums and the like in `e` that are not inside others."""
    return {e} if isinstance(e, BINDING) else set().union(*(outermost(part) for part in e.args), set())


def shown(total: Expr) -> dict[str, bool]:
    """What is known of a sum by itself."""
    found = {"positive": positive(total, NOTHING), "nonnegative": nonnegative(total, NOTHING), "real": real(total)}
    return {name: True for name, known in found.items() if known and found["real"]}


def assumed(x: Indexed) -> dict[str, bool]:
    """What is assumed of a component."""
    return {name: True for name in ASSUMED if getattr(x, f"is_{name}")}
