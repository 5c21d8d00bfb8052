"""Is an expression equal to a value up to O(r**n) as r -> 0? By Taylor's theorem.

The difference is written as N(r) / (r**k D(r)) with D(0) != 0. If N and its first n + k - 1 derivatives vanish at 0
and N is smooth there, Taylor's theorem gives N = O(r**(n + k)), hence the difference is O(r**n). Undefined functions
are supposed to be smooth enough, which is the premise under which such an expansion is written down at all. The first
coefficient that does not vanish refutes: its value at a point is the witness.
"""

from __future__ import annotations

from typing import Any

from sympy import Add, Expr, Integral, Mul, Pow, S, Symbol, factorial, log, together
from sympy.core.function import Application

from workings.judge import budget
from workings.judge.alphabet import Unreadable
from workings.judge.calculus import with_derivatives, without_derivatives
from workings.judge.evidence import Evidence
from workings.judge.normal import normal
from workings.judge.premises import Premises, premises
from workings.judge.provers import proof_of_zero
from workings.judge.refuter import search
from workings.judge.shapes import as_value
from workings.judge.signs import NeedsSign, nonzero, positive

MOST_ORDERS = 12
SMOOTH = {"Slope", "Exp", "exp", "log", "sin", "cos", "sinh", "cosh", "tanh", "atan", "asinh", "erf", "erfc"}


def expands(expr: Any, value: Any, variable: Symbol, order: int, given: Any = ()) -> Evidence:
    """The evidence for expr = value + O(variable**order) as the variable goes to 0."""
    known = premises(given)
    gap = without_derivatives(as_value(expr) - as_value(value))
    return budget.judgement(lambda: vanishing(gap, variable, int(order), known))


def vanishing(gap: Expr, variable: Symbol, order: int, known: Premises) -> Evidence:
    """The evidence for gap = O(variable**order)."""
    if gap == 0:
        return Evidence("identical")
    try:
        top, pole = numerator_and_pole(gap, variable, known)
    except (Unreadable, NeedsSign) as error:
        return Evidence("undecided", str(error))
    if pole is None:
        return Evidence("undecided", f"a denominator may vanish as {variable} goes to 0")
    if not smooth_at_zero(top, variable, known):
        return Evidence("undecided", f"not known to be smooth at {variable} = 0")
    return by_derivatives(top, pole, variable, order, known)


def numerator_and_pole(gap: Expr, r: Symbol, known: Premises) -> tuple[Expr, int | None]:
    """N over D(0) and k for gap = N / (r**k D) with D(0) known not to vanish; k is None where D(0) may be 0."""
    if not gap.is_commutative:
        return products_and_pole(gap, r)
    top, bottom = together(gap).as_numer_denom()
    pole = 0
    for factor in bottom.as_ordered_factors() if bottom != 1 else []:
        base, power = factor.as_base_exp()
        if base == r and power.is_Integer:
            pole += int(power)
        elif factor.has(r) and not nonzero(normal(factor.xreplace({r: S.Zero}), known), known):
            return top, None
    return top / (bottom / r**pole), pole


def products_and_pole(gap: Expr, r: Symbol) -> tuple[Expr, int | None]:
    """The same for products whose order matters: the highest power of r below a bar is taken out of every term."""
    powers = [factor.as_base_exp() for term in Add.make_args(gap.expand()) for factor in Mul.make_args(term)]
    poles = [int(-power) for base, power in powers if base == r and power.is_Integer and power < 0]
    pole = max(poles, default=0)
    return (gap * r**pole).expand(), pole


def smooth_at_zero(e: Expr, r: Symbol, known: Premises) -> bool:
    """Whether `e` is built from smooth functions of r, its denominators, roots and logarithms taken away from 0."""
    if any(type(part).__name__ not in SMOOTH for part in e.atoms(Application, Integral) if part.has(r)):
        return False
    for power in e.atoms(Pow):
        if power.has(r) and not (power.exp.is_Integer and power.exp > 0):
            base = normal(power.base.xreplace({r: S.Zero}), known)
            if not (nonzero(base, known) if power.exp.is_Integer else positive(base, known)):
                return False
    return all(positive(normal(p.args[0].xreplace({r: S.Zero}), known), known) for p in e.atoms(log) if p.has(r))


def by_derivatives(top: Expr, pole: int, r: Symbol, order: int, known: Premises) -> Evidence:
    """The evidence from the derivatives of the numerator at 0, from order 0 up."""
    if order + pole > MOST_ORDERS:
        return Evidence("undecided", f"more than {MOST_ORDERS} derivatives")
    derivative = top
    for k in range(order + pole):
        coefficient = derivative.xreplace({r: S.Zero}) / factorial(k)
        if coefficient != 0 and not proof_of_zero(coefficient, known).holds:
            refuted, _ = search(with_derivatives(coefficient), S.Zero, known, 1)
            power = f"{r}**{k - pole}"
            if refuted is not None:
                return Evidence("refuted", "Taylor's theorem", f"the coefficient of {power}: {refuted.witness}")
            return Evidence("undecided", f"the coefficient of {power} is not shown to be 0")
        derivative = derivative.diff(r)
    return Evidence("proved", f"Taylor's theorem, {order + pole} coefficients vanish")
