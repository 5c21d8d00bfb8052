"""3.5 and 3.6: functions on the line w + r v, and their derivatives at r = 0."""

from typing import Any

import sympy as sp

from answers.one_hidden_layer import r
from workings.algebra import named
from workings.judge import same
from workings.written import Written, written


def along(name: str) -> tuple[Written, Written, Written]:
    r"""f(w + r v), f(w) and R_v{f(w)} for f differentiable along v; products keep their order, as matrices must.

    Differentiable means f(w + r v) = f(w) + r Q(r) with Q continuous at 0, and R_v{f(w)} = Q(0).
    """
    slope, here = sp.Function(f"Q_{name}", commutative=False), sp.Symbol(f"{name}_w", commutative=False)
    return (
        named(f"{name}_r", here + r.value * slope(r.value), f"{name}(w + r*v)"),
        named(rf"{name}(\vw)", here, f"{name}(w)"),
        named(rf"\Rop{{{name}(\vw)}}", slope(0), f"R({name}(w))"),
    )


def at_zero(along_the_line: Any, latex: str = "", text: str = "d/dr at r = 0") -> Written:
    """The derivative by r at r = 0."""
    along_the_line = written(along_the_line).value
    return named(latex, sp.diff(along_the_line, r.value).subs(r.value, 0).doit(), text)


def chain_rule_holds(weights: int) -> bool:
    """Whether d/dr of g(w + r v) at r = 0 is the sum of dg/dw_j v_j, for an undefined g of so many weights."""
    w, moves = (sp.symbols(f"{name}:{weights}") for name in ("w", "v"))
    g = sp.Function("g")
    on_the_line = g(*(one + r.value * move for one, move in zip(w, moves, strict=True)))
    terms = (g(*w).diff(one) * move for one, move in zip(w, moves, strict=True))
    return same(sp.diff(on_the_line, r.value).subs(r.value, 0), sum(terms)).holds
