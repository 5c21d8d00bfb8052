"""3.4: the errors of the forward and the central difference for Hv: orders, leading terms, bounds with rounding."""

from typing import Any

import sympy as sp
from sympy import Derivative, Rational

from answers.one_hidden_layer import r
from workings.algebra import bracket, named, scalar, slash, sqrt, unknown
from workings.written import Written

u = scalar("u")
norm_v = named(r"\norm{\vv}", sp.Symbol("norm_v", nonnegative=True), "norm(v)")
C, M, G, epsilon = (scalar(name, positive=True) for name in ("C", "M", "G", "epsilon"))
half = Rational(1, 2)


def psi(at: Any, order: int = 0) -> Written:
    """A component of the gradient along the unit vector v / norm(v), or its derivative at 0 of the given order."""
    function = sp.Function("psi")
    if order:
        value = Derivative(function(u.value), (u.value, order)).subs(u.value, 0)
        return named(rf"\psi{chr(39) * order}(0)", value, f"psi{chr(39) * order}(0)")
    return unknown(r"psi", at)


def powers_in(term: Written) -> dict[str, sp.Expr]:
    """The powers of r and of norm(v) in a term, by its logarithmic derivatives."""
    letters = {"in r": r, "in the norm of v": norm_v}
    return {name: sp.simplify(x.value * sp.diff(sp.log(term.value), x.value)) for name, x in letters.items()}


product_i = named(r"(\mH\vv)_i", norm_v * psi(0, 1), "(H*v)[i]")
forward_error = half * r * norm_v**2 * psi(0, 2)
central_error = Rational(1, 6) * r**2 * norm_v**3 * psi(0, 3)

forward_bound = half * M * r + slash(2 * epsilon * G, r)
central_bound = Rational(1, 6) * M * r**2 + slash(epsilon * G, r)
BOUNDS = {"forward": forward_bound, "central": central_bound}
BEST_STEPS = {
    "forward": 2 * sqrt(slash(epsilon * G, M)),
    "central": bracket(slash(3 * epsilon * G, M)) ** Rational(1, 3),
}
STEP_ORDERS = {"forward": sqrt(epsilon), "central": epsilon ** Rational(1, 3)}
