"""What the roots, and the exponentials, in some expressions are all whole powers of.

The principal root u**(p/q) is (u**(1/q))**p for whole p and q, so all roots of one base are powers of one letter; and
u itself is then the q-th power. In the same way exp(p m / q) is a power of exp(m / q).
"""

from math import lcm

from sympy import Add, Expr, I, Integer, Pow, S, expand, factorint, pi

from workings.judge.letters import Exp


def common_roots(*expressions: Expr) -> dict[Expr, int]:
    """For each base under fractional powers, the degree of the root that all of them are whole powers of.

    For the base -1 it is q where all roots of unity are powers of exp(I*pi/q); I is one of them.
    """
    degrees: dict[Expr, int] = {}
    for power in set().union(*(outer_powers(e) for e in expressions)):
        if power is I:
            degrees[S.NegativeOne] = lcm(degrees.get(S.NegativeOne, 1), 2)
        elif isinstance(power, Exp):
            degrees[S.NegativeOne] = lcm(degrees.get(S.NegativeOne, 1), int(power.args[0].as_coeff_Mul()[0].q))
        else:
            bases = [power.base] if not power.base.is_Integer else [Integer(p) for p in factorint(power.base)]
            for base in bases:
                degrees[base] = lcm(degrees.get(base, 1), int(power.exp.q))
    return degrees


def common_steps(*expressions: Expr) -> dict[Expr, int]:
    """For each monomial m of an exponent, the number k for which all exponentials are whole powers of exp(m / k)."""
    steps: dict[Expr, int] = {}
    for letter in set().union(*(e.atoms(Exp) for e in expressions)):
        coefficient, monomial = letter.args[0].as_coeff_Mul()
        if coefficient.is_Rational and monomial != I * pi:
            steps[monomial] = lcm(steps.get(monomial, 1), int(coefficient.q))
    return steps


def outer_powers(e: Expr) -> set[Expr]:
    """The fractional powers and roots of unity in `e` that are not inside a letter, those in their bases included."""
    if e is I:
        return {e}
    if isinstance(e, Exp):
        coefficient, monomial = e.args[0].as_coeff_Mul()
        return {e} if monomial == I * pi and coefficient.is_Rational else set()
    if e.is_Pow and e.exp.is_Rational and not e.exp.is_Integer:
        return {e} | outer_powers(e.base)
    if e.is_Pow and e.exp.is_Add:
        return set().union(*(outer_powers(part) for part in one_by_one(e)))
    if e.is_Add or e.is_Mul or (e.is_Pow and e.exp.is_Integer):
        return set().union(*(outer_powers(part) for part in e.args))
    return set()


def one_by_one(e: Pow) -> list[Expr]:
    """A power of a sum of exponents as powers of one base with one exponent each."""
    return [Pow(e.base, term, evaluate=term.is_Rational) for term in Add.make_args(expand(e.exp))]
