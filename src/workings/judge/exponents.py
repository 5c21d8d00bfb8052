"""A basis for exponents: exp(m) by the exponentials of exponents that are independent over the rational numbers.

The letters Exp(m) of a normal form count as independent. They are not if the exponents depend on each other, as in
exp(y - t) = exp(y / (1 + t)) exp(y t / (1 + t)) exp(-t). Over one denominator each exponent is a vector of rational
coefficients, one for each monomial of its numerator; elimination finds the exponents that are combinations of others
before them, m = c_1 b_1 + ... + c_k b_k. Then exp(m) is the product of the powers of exp(b_i / q) with the whole
numbers q c_i, for exp(u + v) = exp(u) exp(v) holds for all complex numbers. So the rewritten expression has the same
value, and a proof that it vanishes is a proof for the first one. That the letters of a basis are independent functions
(Risch, The problem of integration in finite terms, 1969: unless a combination is a logarithm) is not needed: where they
are not, less is proved.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from sympy import Add, Expr, Integer, Mul, Pow, expand, log

from workings.judge.alphabet import fraction, terms
from workings.judge.letters import Exp

MOST_LETTERS = 24

Vector = dict[Expr, Fraction]


def with_basis(e: Expr) -> Expr:
    """`e` with its outer exponentials written by those of a basis of their exponents; itself if they are one."""
    e = e.xreplace({root: Exp(root.base.args[0] * root.exp) for root in e.atoms(Pow) if is_root_of_number(root)})
    letters = sorted(outer_exponentials(e), key=lambda one: (one.count_ops(), str(one)))
    if len(letters) < 2 or len(letters) > MOST_LETTERS or all(is_monomial(letter.args[0]) for letter in letters):
        return e
    combinations = dependent(numerators([letter.args[0] for letter in letters]))
    if not combinations:
        return e
    roots = [
        lcm(*(int(made[k].denominator) for made in combinations.values() if k in made)) for k in range(len(letters))
    ]
    basis = [Exp(letter.args[0] / root) for letter, root in zip(letters, roots, strict=True)]
    written: dict[Expr, Expr] = {letter: basis[k] ** roots[k] for k, letter in enumerate(letters)}
    for k, made in combinations.items():
        written[letters[k]] = Mul(*(basis[j] ** int(times * roots[j]) for j, times in made.items()))
    return replaced(e, written)


def is_root_of_number(e: Pow) -> bool:
    """Whether `e` is a root of exp(r) for a rational r: exp(r) is positive, so its power s is exp(r s)."""
    return isinstance(e.base, Exp) and bool(e.base.args[0].is_Rational and e.exp.is_Rational)


def outer_exponentials(e: Expr) -> set[Expr]:
    """The exponentials of which `e` is a rational function or a logarithm of one, without those inside exponents."""
    if isinstance(e, Exp):
        return {e}
    if e.is_Add or e.is_Mul or (e.is_Pow and e.exp.is_Integer) or isinstance(e, log):
        return set().union(*(outer_exponentials(part) for part in e.args))
    return set()


def replaced(e: Expr, written: dict[Expr, Expr]) -> Expr:
    """`e` with its outer exponentials replaced."""
    if isinstance(e, Exp):
        return written.get(e, e)
    if e.is_Pow and e.exp.is_Integer:
        return Pow(replaced(e.base, written), e.exp)
    if isinstance(e, log):
        return log(Add(*terms(replaced(e.args[0], written))))
    return e.func(*(replaced(part, written) for part in e.args)) if e.is_Add or e.is_Mul else e


def is_monomial(e: Expr) -> bool:
    """Whether an exponent is a product of symbols and numbers: two such are independent unless one is a multiple."""
    return all(part.is_Symbol or part.is_number for part in Mul.make_args(e))


def numerators(exponents: list[Expr]) -> list[Vector]:
    """The exponents over one denominator, each as the coefficients of the monomials of its numerator."""
    parts = [fraction(exponent) for exponent in exponents]
    below: dict[Expr, int] = {}
    for _, factors in parts:
        for factor, times in factors:
            below[factor] = max(below.get(factor, 0), times)
    vectors = []
    for top, factors in parts:
        mine = dict(factors)
        missing = Mul(*(factor ** (times - mine.get(factor, 0)) for factor, times in below.items()))
        vectors.append(coefficients(expand(top * missing)))
    return vectors


def coefficients(e: Expr) -> Vector:
    """The rational coefficient of each monomial."""
    vector: Vector = {}
    for term in Add.make_args(e):
        number, monomial = term.as_coeff_Mul()
        if not number.is_Rational:
            number, monomial = Integer(1), term
        vector[monomial] = vector.get(monomial, Fraction(0)) + Fraction(int(number.p), int(number.q))
    return {monomial: value for monomial, value in vector.items() if value}


def dependent(vectors: list[Vector]) -> dict[int, dict[int, Fraction]]:
    """The vectors that are combinations of earlier independent ones, by their places, each with its coefficients."""
    rows: list[tuple[Expr, Vector, dict[int, Fraction]]] = []
    found = {}
    for k, vector in enumerate(vectors):
        left, made = dict(vector), {k: Fraction(1)}
        for pivot, row, way in rows:
            if times := left.get(pivot):
                left = minus(left, row, times)
                made = minus(made, way, times)
        if left:
            pivot = min(left, key=str)
            size = left[pivot]
            rows.append((pivot, {m: v / size for m, v in left.items()}, {j: v / size for j, v in made.items()}))
        else:
            found[k] = {j: -times for j, times in made.items() if j != k and times}
    return found


def minus(a: dict, b: dict, times: Fraction) -> dict:
    """a - times b, without zeros."""
    result = {key: a.get(key, Fraction(0)) - times * b.get(key, Fraction(0)) for key in {**a, **b}}
    return {key: value for key, value in result.items() if value}
