"""A component of an indexed vector as a letter of its own.

The components of a vector without premises are independent numbers, so what holds for one letter in the place of x[i],
with what is assumed of the vector, holds for every component, whatever the index.
"""

from sympy import Dummy, Expr, Indexed

ASSUMED = ("real", "positive", "negative", "nonnegative", "nonpositive", "nonzero", "integer")


def generic(e: Expr) -> Expr:
    """`e` with each component of a vector as a letter, with what is assumed of the vector."""
    return e.xreplace({x: Dummy(str(x), **assumed(x)) for x in sorted(e.atoms(Indexed), key=str)})


def assumed(x: Indexed) -> dict[str, bool]:
    """What is assumed of a component."""
    return {name: True for name in ASSUMED if getattr(x, f"is_{name}")}
