"""SymPy's own word, asked last and under a limit of time: *by SymPy*, never *proved*.

`doit` and `simplify` are long chains of rewriting whose steps we do not check; they can raise, run away, or use
identities outside their domain. So they run in a process that can be killed, and what they say carries their name.
"""

from typing import Any

from sympy import Expr, MatrixBase, MatrixExpr, ZeroMatrix, gammasimp, powdenest, simplify

from workings.judge import budget
from workings.judge.evidence import Evidence


def by_sympy(a: Any, b: Any) -> Evidence:
    """*by SymPy* if its simplifier turns a - b into 0, else undecided with what happened."""
    if not isinstance(a, (Expr, MatrixExpr, MatrixBase)) or not isinstance(b, (Expr, MatrixExpr, MatrixBase)):
        return Evidence("undecided", "SymPy has no simplifier for it")
    try:
        way = budget.within(budget.left() / 2, lambda: reduced(a, b))
    except budget.Overtime as late:
        return Evidence("undecided", f"SymPy's simplifier: {late}")
    return Evidence("by SymPy", way) if way else Evidence("undecided", "SymPy's simplifier does not reach 0")


def reduced(a: Any, b: Any) -> str:
    """Which of SymPy's ways turns a - b into 0; empty if none does."""
    gap = a - b
    if isinstance(gap, MatrixExpr):
        return "doit" if gap.doit() == ZeroMatrix(*gap.shape) else ""
    if isinstance(gap, MatrixBase):
        return "simplify" if all(simplify(cell) == 0 for cell in gap) else ""
    if gap.doit() == 0:
        return "doit"
    if simplify(gap) == 0:
        return "simplify"
    if simplify(powdenest(gap.doit())) == 0:
        return "doit, simplify"
    return "gammasimp" if gammasimp(gap.doit()) == 0 else ""
