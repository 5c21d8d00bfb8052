"""What may be taken for granted: the assumptions given with a line, sorted by what can use them.

Domain policy: a symbol without assumptions is complex; sizes are positive integers; the entries of a `MatrixSymbol`
are real; functions are SymPy's principal branches; an undefined function is as smooth as the line needs. A free
subscript of a vector, as i in x[i], runs over the range over which that vector is summed. A 1 x 1 matrix is the
number in it. A letter that a premise compares with a number is real there. A derivative by a complex letter is that of
the branch at hand: its value on a cut, where there is none, is not looked at.

There is one point at infinity: 1/0 is infinite, 1/oo = 0, and oo - oo, 0 oo and 0/0 have no value. What is infinite in
the end has no value either. Two sides are equal only if they have values at the same points; an inequality says
nothing of points at which a side has none.

A sum or product whose upper limit is below its lower one is empty: 0 or 1. (SymPy takes the terms between with the
other sign instead; the two agree where the upper limit is one below the lower.)

To write an inverse is to suppose that there is one: a singular matrix refutes nothing. What is proved holds wherever
all inverses that are written exist. For the inverse of a sum, as in (A + U V)^-1 or (X^T X)^-1, no more is asked, for
no premise about a letter could state it; the evidence names the sum. If a named matrix is inverted on one side only,
the other side has a value where this one has none: a proof asks for the premise that it is invertible. Inverted on
both sides, they are defined at the same places.

SymPy computes the inverse of a matrix that is written out at once, and its entries may have denominators that the
matrix does not need (the pivots). So at a place where an entry has no value the matrix is taken to be not there.

A positive definite matrix is one with x^T A x > 0 for all x != 0. Most books, and SymPy, call only symmetric matrices
so; others do not. So nothing is refuted by an unsymmetric one, and nothing proved from a symmetry that is not stated.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sympy import And, Basic, Eq, Expr, MatrixExpr, Ne, Q, S, Symbol
from sympy.assumptions.assume import AppliedPredicate
from sympy.core.relational import Ge, Gt, Le, Lt
from sympy.logic.boolalg import Boolean

from workings.judge.linear import Row, linear_form, row

ABOUT_MATRICES = {
    Q.symmetric: ("symmetric",),
    Q.positive_definite: ("definite", "invertible"),
    Q.invertible: ("invertible",),
    Q.orthogonal: ("orthogonal", "invertible"),
    Q.unitary: ("orthogonal", "invertible"),
    Q.diagonal: ("diagonal", "symmetric"),
}
ABOUT_NUMBERS = {
    Q.positive: lambda e: e > 0,
    Q.nonnegative: lambda e: e >= 0,
    Q.negative: lambda e: e < 0,
    Q.nonpositive: lambda e: e <= 0,
    Q.nonzero: lambda e: Ne(e, 0),
    Q.zero: lambda e: Eq(e, 0),
}


@dataclass(frozen=True)
class Premises:
    """The assumptions of one judgement.

    `facts` are inequalities as (left - right, strict); `equalities` and `matrix_equations` are pairs; `bound` are the
    indices of the sums and the variables of the integrals around the expression at hand; `exponentials` says whether
    hyperbolic functions are opened, `divisions` whether letters are divided with remainder, for floor, Mod, (-1)**n.
    """

    given: tuple[Basic, ...] = ()
    facts: tuple[tuple[Expr, bool], ...] = ()
    equalities: tuple[tuple[Expr, Expr], ...] = ()
    nonzero: frozenset[Expr] = frozenset()
    symmetric: frozenset[MatrixExpr] = frozenset()
    definite: frozenset[MatrixExpr] = frozenset()
    invertible: frozenset[MatrixExpr] = frozenset()
    orthogonal: frozenset[MatrixExpr] = frozenset()
    diagonal: frozenset[MatrixExpr] = frozenset()
    matrix_equations: tuple[tuple[MatrixExpr, MatrixExpr], ...] = ()
    bound: frozenset[Symbol] = frozenset()
    exponentials: bool = True
    divisions: bool = False

    def with_fact(self, expression: Expr, strict: bool = False) -> "Premises":
        """These premises and expression >= 0 (> 0 if strict)."""
        return replace(self, facts=(*self.facts, (expression, strict)))

    def inside(self, limits: Iterable[tuple[Symbol, Expr, Expr]]) -> "Premises":
        """The premises inside a sum: each of its indices lies between its limits, and hides a letter of its name."""
        limits = list(limits)
        ends = [(index - low, False) for index, low, _ in limits] + [(high - index, False) for index, _, high in limits]
        ends = [(gap, strict) for gap, strict in ends if not gap.has(S.Infinity, S.NegativeInfinity)]
        outside = self.hiding({index for index, _, _ in limits})
        return replace(outside, facts=(*outside.facts, *ends))

    def hiding(self, letters: set[Symbol]) -> "Premises":
        """The premises where `letters` are bound by a sum or an integral: without what is said of others so named."""

        def clear(*parts: Basic) -> bool:
            return not any(part.free_symbols & letters for part in parts)

        return replace(
            self,
            facts=tuple((fact, strict) for fact, strict in self.facts if clear(fact)),
            equalities=tuple(pair for pair in self.equalities if clear(*pair)),
            nonzero=frozenset(e for e in self.nonzero if clear(e)),
            bound=self.bound | letters,
        )

    def rows(self) -> list[Row]:
        """The facts that are linear in their monomials."""
        forms = ((linear_form(expression), strict) for expression, strict in self.facts)
        return [row(form, strict) for form, strict in forms if form is not None]


NOTHING = Premises()


def premises(given: Any = ()) -> Premises:
    """The premises that a tuple, list, set or conjunction of assumptions states; TypeError names one it cannot read."""
    found = Premises()
    for one in flattened(given):
        found = and_also(found, one)
    return replace(found, given=tuple(flattened(given)))


def flattened(given: Any) -> list[Basic]:
    """The single assumptions in nested tuples and conjunctions; what is simply true is left out."""
    if given is True or given is S.true:
        return []
    if isinstance(given, And):
        return [one for part in sorted(given.args, key=str) for one in flattened(part)]
    if isinstance(given, (tuple, list, set, frozenset)):
        return [one for part in given for one in flattened(part)]
    return [given]


def and_also(found: Premises, one: Basic) -> Premises:
    """`found` and one more assumption."""
    if isinstance(one, AppliedPredicate):
        subject = one.arguments[0]
        if one.function in ABOUT_MATRICES and isinstance(subject, MatrixExpr):
            sets = {name: getattr(found, name) | {subject} for name in ABOUT_MATRICES[one.function]}
            return replace(found, **sets)
        if one.function in ABOUT_NUMBERS:
            return and_also(found, ABOUT_NUMBERS[one.function](subject))
        if one.function in (Q.real, Q.integer, Q.real_elements):
            raise TypeError(f"say {one} where the symbol is made: Symbol(..., real=True)")
    if one is S.false or one is False:
        raise TypeError("an assumption is false: nothing can be concluded")
    if one is S.true:
        return found
    if isinstance(one, Eq) and isinstance(one.lhs, MatrixExpr) and isinstance(one.rhs, MatrixExpr):
        return replace(found, matrix_equations=(*found.matrix_equations, (one.lhs, one.rhs)))
    if isinstance(one, Eq):
        return replace(found, equalities=(*found.equalities, (one.lhs, one.rhs)))
    if isinstance(one, Ne):
        return replace(found, nonzero=found.nonzero | {one.lhs - one.rhs})
    if isinstance(one, (Lt, Le, Gt, Ge)):
        return found.with_fact(one.gts - one.lts, isinstance(one, (Lt, Gt)))
    if isinstance(one, Boolean):  # no proof uses it, but every point obeys it
        return found
    raise TypeError(f"the judge cannot read the assumption {one!r}")
