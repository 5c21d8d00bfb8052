"""3.1: what becomes of the minimiser of g^T s + s^T H s / 2, by cases of H and g.

`outcomes` decides it without eigenvalues, one variable after the other, for all small models in two variables.
"""

from fractions import Fraction
from itertools import product

ONE, MANY, NONE = "one minimiser", "an affine set of minimisers", "no minimiser: unbounded below"
CASES = {
    "H positive definite": ONE,
    "H singular and positive semidefinite, g in range(H)": MANY,
    "H singular and positive semidefinite, g not in range(H)": NONE,
    "H with a negative eigenvalue": NONE,
}


def outcomes(reach: int = 2) -> dict[str, str]:
    """The outcome of each case, found alike in all models with whole entries from -reach to reach.

    Raises a ValueError if two models of one case end differently.
    """
    found: dict[str, set[str]] = {}
    for model in product(range(-reach, reach + 1), repeat=5):
        found.setdefault(case(*model), set()).add(outcome(*model))
    if mixed := [name for name, ends in found.items() if len(ends) > 1]:
        raise ValueError(f"models of one case end differently: {', '.join(mixed)}")
    return {name: found[name].pop() for name in CASES}


def case(a: int, b: int, c: int, g_1: int, g_2: int) -> str:
    """The case of H = [[a, b], [b, c]] by its definition: the signs of trace and determinant; ranks by minors."""
    definite, inside_range, outside_range, negative = CASES
    det = a * c - b * b
    if det < 0 or a + c < 0:
        return negative
    if det > 0:
        return definite
    proportional = a * g_2 == b * g_1 and b * g_2 == c * g_1
    return inside_range if proportional and (a or c or not (g_1 or g_2)) else outside_range


def outcome(a: int, b: int, c: int, g_1: int, g_2: int) -> str:
    """How a s_1^2/2 + b s_1 s_2 + c s_2^2/2 + g_1 s_1 + g_2 s_2 ends, minimised over s_1 and then over s_2."""
    if a < 0 or (a == 0 and (b or g_1)):
        return NONE
    bend, slope = (c - Fraction(b * b, a), g_2 - Fraction(b * g_1, a)) if a else (c, g_2)
    if bend < 0 or (bend == 0 and slope):
        return NONE
    return ONE if a and bend else MANY
