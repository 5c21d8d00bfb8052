"""Normal form of scalars: rational functions of letters, exponentials, logarithms, roots, and sums.

`normal` rewrites an expression bottom-up by identities that hold wherever both sides are defined: exp(a + b) = exp(a)
exp(b), hyperbolic functions by exponentials, log(u v) = log(u) + log(v) for u > 0, and the laws of finite sums; each
kind of expression has its file of them (`rules`). What is left is a rational function of letters (`alphabet`), and
`vanishes` asks whether its numerator is the zero polynomial. Where an identity needs a sign that is not known (the
sign inside Abs, Max, a condition), NeedsSign is raised and `cells` splits the cases.
"""

from dataclasses import replace
from functools import cache, lru_cache

from sympy import (
    Add,
    Basic,
    Dummy,
    Expr,
    Indexed,
    IndexedBase,
    Poly,
    Product,
    S,
    Sum,
    Symbol,
    expand,
    fraction,
    together,
)
from sympy.matrices.expressions.matexpr import MatrixElement, MatrixSymbol

from workings.judge import sums, telescoping, triangles
from workings.judge.alphabet import Exp, Unreadable, is_zero, terms
from workings.judge.deltas import with_equal_subscripts
from workings.judge.exponents import with_basis
from workings.judge.matrices import entry
from workings.judge.premises import NOTHING, Premises
from workings.judge.signs import NeedsSign


def vanishes(e: Expr, premises: Premises) -> bool:
    """Whether `e` is 0 for all values that the premises allow; False only means 'not shown'."""
    gap = normal(e, premises)
    if is_zero(gap):
        return True
    for solved in solved_equalities(premises):
        gap = gap.xreplace(solved)
    gap = Add(*terms(gap))
    if premises.equalities:
        gap = remainder(gap, premises)
    if is_zero(gap) or is_zero(with_basis(gap)) or is_zero(with_equal_subscripts(gap)):
        return True
    return is_zero(in_few_sums(gap, premises))


def remainder(gap: Expr, premises: Premises) -> Expr:
    """What a multiple of the numerator of `gap` leaves, divided by each given equality as a polynomial in a letter.

    The letter is one in which the equality has a rational leading coefficient, so y**2 = 1 takes out all y**2.
    """
    for equality in equality_gaps(premises):
        letter = next((x for x in sorted(equality.free_symbols, key=str) if divides_by(equality, x)), None)
        if letter is None or not gap.has(letter):
            continue
        numerator = fraction(together(gap))[0]
        if numerator.is_polynomial(letter):
            gap = Add(*terms(Poly(numerator, letter).rem(Poly(equality, letter)).as_expr()))
    return gap


def divides_by(equality: Expr, letter: Basic) -> bool:
    """Whether an equality is a polynomial in a letter, of degree 2 or more, with a rational leading coefficient."""
    if not isinstance(letter, Symbol) or not equality.is_polynomial(letter):
        return False
    polynomial = Poly(equality, letter)
    return polynomial.degree() > 1 and bool(polynomial.LC().is_Rational)


def in_few_sums(gap: Expr, premises: Premises) -> Expr:
    """`gap` in normal form with sums of one summand over different ranges written by one of them."""
    for _ in range(3):
        before, gap = gap, telescoping.telescoped(gap, premises) if gap.has(Sum, Product) else gap
        if gap == before:
            break
        gap = canonical(gap, premises)
    return gap


@lru_cache(maxsize=8192)
def normal(e: Expr, premises: Premises = NOTHING) -> Expr:
    """`e` in normal form under the premises."""
    if isinstance(e, MatrixElement):
        return element(e, premises)
    if isinstance(e, Indexed):
        return e.func(e.base, *map(expand, e.indices))
    if e is S.Exp1:
        return Exp(S.One)
    if e.is_Atom:
        return e
    if e.is_Add or e.is_Mul:
        return e.func(*(normal(part, premises) for part in e.args))
    rule = next((rule for kind, rule in rules() if isinstance(e, kind)), None)
    if rule is not None:
        return rule(e, premises)
    if not isinstance(e, Expr) or not all(isinstance(part, Expr) for part in e.args):
        raise Unreadable(f"no rule for {type(e).__name__}")
    return e.func(*(canonical(part, premises) for part in e.args))


@cache
def rules() -> tuple:
    """What each kind of expression becomes: pairs of a class and a function of an expression and the premises."""
    from workings.judge import (  # they build on this module
        approach,
        calculus,
        complexes,
        factorials,
        inverses,
        kinks,
        powers,
        rounding,
        trigonometry,
    )

    functions = (*trigonometry.RULES, *inverses.RULES, *complexes.RULES, *rounding.RULES, *factorials.RULES)
    return (*powers.RULES, *functions, *kinks.RULES, *calculus.RULES, *triangles.RULES, *approach.RULES)


@lru_cache(maxsize=1024)
def components(matrix: MatrixSymbol) -> IndexedBase:
    """The entries of a matrix as components with two indices; they are real, as all entries are."""
    return IndexedBase(Dummy(matrix.name, real=True))


def canonical(e: Expr, premises: Premises) -> Expr:
    """The normal form of `e` as a sum of terms in lowest terms: one form for equal rational functions."""
    return Add(*terms(normal(e, premises)))


def element(e: MatrixElement, premises: Premises) -> Expr:
    """An entry of a matrix expression; that of a named matrix as a component, which SymPy builds faster."""
    if isinstance(e.parent, MatrixSymbol):
        return components(e.parent)[tuple(map(expand, e.args[1:]))]
    return normal(entry(e.parent, e.i, e.j), premises)


@lru_cache(maxsize=256)
def with_normal_facts(premises: Premises) -> Premises:
    """The premises, their inequalities also in normal form, so that they are known again inside one."""
    facts = [(known_form(fact, premises), strict) for fact, strict in premises.facts]
    nonzero = {known_form(fact, premises) for fact in premises.nonzero}
    more = tuple(fact for fact in facts if fact not in premises.facts)
    return replace(premises, facts=(*premises.facts, *more), nonzero=premises.nonzero | nonzero)


def known_form(fact: Expr, premises: Premises) -> Expr:
    """A fact in normal form; as it is where it has none."""
    try:
        return canonical(sums.apart(fact), premises)
    except (Unreadable, NeedsSign):
        return fact


def solved_equalities(premises: Premises) -> list[dict[Expr, Expr]]:
    """Each given equality, solved in normal form for a letter that it holds once, with a rational factor."""
    found: list[dict[Expr, Expr]] = []
    for gap in equality_gaps(premises):
        for solved in found:
            gap = Add(*terms(gap.xreplace(solved)))
        parts = [term.as_coeff_Mul() for term in Add.make_args(gap)]
        letters = [(c, m) for c, m in parts if m is not S.One and not m.is_Mul and not m.is_Pow]
        lone = [(c, m) for c, m in letters if sum(other.has(m) for _, other in parts) == 1]
        if lone:
            coefficient, letter = max(lone, key=lambda pair: (pair[1].count_ops(), str(pair[1])))
            found.append({letter: expand(letter - gap / coefficient)})
    return found


def equality_gaps(premises: Premises) -> list[Expr]:
    """left - right of each given equality of numbers, in normal form; those that have none are left out."""
    found = []
    for left, right in premises.equalities:
        if isinstance(left, Expr) and isinstance(right, Expr):
            try:
                found.append(canonical(left - right, premises))
            except (Unreadable, NeedsSign):
                continue
    return found
