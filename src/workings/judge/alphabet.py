"""The letters of a normal form: what is not built with +, *, and whole powers becomes a letter of a polynomial.

Letters are taken to be independent of each other, except where a relation is known (`polynomials`): a root r of u
obeys r**q = u; exp(I*pi/q), to which I and the roots of -1 belong, is a primitive root of unity; (-1)**n for an
integer n has the square 1. A polynomial that vanishes as a polynomial in its letters vanishes for all their values,
hence for the values they have. So a zero found here is a proof; a polynomial that does not vanish proves nothing, for
the letters may depend on each other. Letters that are numbers, such as sqrt(2), log(3) and exp(2), come last: a
polynomial in the others is 0 if each of its coefficients is, and those are decided as `constants`.

All roots of one base are whole powers of one letter, and so are the exponentials of multiples of one monomial
(`common_powers`). Polynomials with I in them are factored over the Gaussian rationals (`gaussian_factors`).
"""

from functools import lru_cache

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx
from sympy import Add, Expr, I, Integer, Mul, Pow, Rational, S, expand, factorint, pi

from workings.judge import constants
from workings.judge.common_powers import common_roots, common_steps, one_by_one, outer_powers
from workings.judge.gaussian_factors import gaussian_factors
from workings.judge.letters import Exp, Slope, Unreadable
from workings.judge.polynomials import (
    Quotient,
    Relation,
    added,
    cancelled,
    multiplied,
    norm,
    power_of,
    product,
    raised,
    reduced,
    reduced_quotient,
)

__all__ = ["Alphabet", "Exp", "Slope", "Unreadable", "factors", "fraction", "is_zero", "terms"]

HIGHEST_ROOT = 12
HIGHEST_ROOT_OF_NUMBER = 60
MOST_CONJUGATES = 64
MOST_COEFFICIENTS = 200

Powers = tuple[tuple[Expr, int], ...]
Factors = dict[Expr, int]


class Alphabet:
    """Which letter stands for which expression, with the relations that they obey."""

    def __init__(self, *expressions: Expr) -> None:
        self.roots = common_roots(*expressions)
        self.steps = common_steps(*expressions)
        self.known: dict[Expr, Powers] = {}
        self.bases: dict[Expr, tuple[Expr, int]] = {}
        for e in expressions:
            self.collect(e)
        letters = {letter: None for powers in self.known.values() for letter, _ in powers}
        self.letters = sorted(letters, key=lambda letter: (letter.is_number, str(letter)))
        self.mains = sum(not letter.is_number for letter in self.letters)
        self.ring = fmpq_mpoly_ctx.get([f"x{k}" for k in range(len(self.letters))], Ordering.lex)
        self.place = {letter: k for k, letter in enumerate(self.letters)}
        self.one = self.ring.constant(1)
        self.spelling: dict[Expr, fmpq_mpoly] = {}
        self.relations: list[Relation] = []
        for letter in letters:
            relation = self.relation(letter)
            if relation is not None:
                self.relations.append(relation)

    def collect(self, e: Expr) -> None:
        """Note every letter in `e`, those inside the bases of roots first."""
        if e.is_Rational:
            return
        if e.is_Add or e.is_Mul:
            for part in e.args:
                self.collect(part)
        elif e.is_Pow and e.exp.is_Integer:
            self.collect(e.base)
        elif e.is_Pow and e.exp.is_Add:
            for part in one_by_one(e):
                self.collect(part)
        elif e not in self.known:
            self.known[e] = self.spelled(e)

    def spelled(self, e: Expr) -> Powers:
        """An expression that is not a sum, product or whole power, as a product of powers of letters."""
        if e in (S.NaN, S.ComplexInfinity, S.Infinity, S.NegativeInfinity):
            raise Unreadable("a part of it is not defined")
        if e is I:
            return self.power_of_unity(S.Half)
        if isinstance(e, Exp) and e not in self.roots:
            coefficient, monomial = e.args[0].as_coeff_Mul()
            if monomial == I * pi and coefficient.is_Rational:
                return self.power_of_unity(coefficient)
            step = self.steps.get(monomial, 1) if coefficient.is_Rational else 1
            return ((Exp(monomial / step), int(coefficient * step)),) if step > 1 else ((e, 1),)
        if e.is_Pow and e.base is S.NegativeOne and I * pi * e.exp in self.steps:
            step = self.steps[I * pi * e.exp]
            return ((Exp(I * pi * e.exp / step), step),)
        if e.is_Pow and e.exp.is_Rational and e.base.is_Integer:
            return self.root_of_number(e.base, e.exp)
        if e.is_Pow and not e.exp.is_Rational:
            coefficient, monomial = e.exp.as_coeff_Mul()
            if coefficient.is_Integer and e not in self.roots:
                return ((Pow(e.base, monomial), int(coefficient)),)
        base, exponent = (e.base, e.exp) if e.is_Pow and e.exp.is_Rational else (e, S.One)
        degree = self.roots.get(base, 1)
        if degree == 1:
            return ((e, 1),)
        return ((self.root(base, degree), int(exponent * degree)),)

    def root(self, base: Expr, degree: int) -> Expr:
        """The letter for base**(1/degree)."""
        if degree > (HIGHEST_ROOT_OF_NUMBER if base.is_number else HIGHEST_ROOT):
            raise Unreadable(f"a root of degree {degree}")
        letter = Pow(base, Rational(1, degree), evaluate=False)
        if letter not in self.bases:
            if base.is_Add or base.is_Mul or base.is_Pow:
                self.collect(base)
            self.bases[letter] = (base, degree)
        return letter

    def root_of_number(self, base: Expr, exponent: Expr) -> Powers:
        """A power of a whole number as powers of the roots of its primes (and of -1)."""
        found: list[tuple[Expr, int]] = []
        for prime, times in sorted(factorint(base).items()):
            if prime == -1:
                found += self.power_of_unity(exponent * times)
            else:
                degree = self.roots[Integer(prime)]
                found.append((self.root(Integer(prime), degree), int(exponent * times * degree)))
        return tuple(found)

    def power_of_unity(self, turns: Expr) -> Powers:
        """exp(I*pi*turns) as a power of exp(I*pi/q)."""
        degree = self.roots[S.NegativeOne]
        if degree > HIGHEST_ROOT_OF_NUMBER:
            raise Unreadable(f"a root of unity of order {2 * degree}")
        letter = I if degree == 2 else Pow(S.NegativeOne, Rational(1, degree), evaluate=False)
        self.bases[letter] = (S.NegativeOne, degree)
        return ((letter, int(turns * degree) % (2 * degree)),)

    def relation(self, letter: Expr) -> Relation | None:
        """The relation that a letter obeys, if one is known."""
        place, one = self.place[letter], Quotient(self.one, self.one)
        if letter in self.bases:
            base, degree = self.bases[letter]
            if base is S.NegativeOne:
                return Relation(place, degree, order=2 * degree)
            if base.is_Add or base.is_Mul or base.is_Pow or base.is_Rational:
                return Relation(place, degree, reduced_quotient(self.spell(base), self.relations))
        if isinstance(letter, Exp):
            coefficient, monomial = letter.args[0].as_coeff_Mul()
            if coefficient.is_Rational and is_integer(monomial / (I * pi)):
                return Relation(place, 2 * int(coefficient.q), one)
        if letter.is_Pow and letter.base is S.NegativeOne and letter.exp.is_integer:
            return Relation(place, 2, one)
        return None

    def spell(self, e: Expr) -> Quotient:
        """`e` as a quotient of polynomials in its letters."""
        if e.is_Rational:
            return Quotient(self.ring.constant(fmpq(int(e.p), int(e.q))), self.one)
        if e.is_Add:
            return self.spell_sum(e)
        if e.is_Mul or (e.is_Pow and e.exp.is_Add):
            result = Quotient(self.one, self.one)
            for part in e.args if e.is_Mul else one_by_one(e):
                result = multiplied(result, self.spell(part))
            return result
        if e.is_Pow and e.exp.is_Integer:
            return raised(self.spell(e.base), int(e.exp))
        up, down = [0] * len(self.letters), [0] * len(self.letters)
        for letter, power in self.known[e]:
            (up if power > 0 else down)[self.place[letter]] += abs(power)
        return Quotient(self.ring.term(exp_vec=tuple(up)), self.ring.term(exp_vec=tuple(down)))

    def spell_sum(self, e: Add) -> Quotient:
        """A sum: the terms that are monomials at once, the others one by one."""
        plain: dict[tuple[int, ...], fmpq] = {}
        others = []
        for term in e.args:
            monomial = self.monomial(term)
            if monomial is None:
                others.append(term)
            else:
                plain[monomial[0]] = plain.get(monomial[0], fmpq(0)) + monomial[1]
        result = Quotient(self.ring.from_dict({key: value for key, value in plain.items() if value}), self.one)
        for term in others:
            result = added(result, self.spell(term))
        return result

    def monomial(self, term: Expr) -> tuple[tuple[int, ...], fmpq] | None:
        """The powers and the coefficient of a monomial; None for any other term."""
        powers, value = [0] * len(self.letters), fmpq(1)
        for part in term.args if term.is_Mul else (term,):
            if part.is_Rational:
                value *= fmpq(int(part.p), int(part.q))
                continue
            base, exponent = (part.base, int(part.exp)) if part.is_Pow and part.exp.is_Integer else (part, 1)
            if base.is_Add or base.is_Mul or exponent < 0 or base not in self.known:
                return None
            for letter, power in self.known[base]:
                if power < 0:
                    return None
                powers[self.place[letter]] += power * exponent
        return tuple(powers), value

    def quotient(self, e: Expr) -> Quotient:
        """`e` in lowest terms, reduced by the relations; Unreadable where its denominator is 0."""
        spelled = self.spell(e)
        if not self.relations:
            return cancelled(spelled)
        top, bottom = reduced(spelled.top, self.relations), reduced(spelled.bottom, self.relations)
        if not bottom.top:
            raise Unreadable("a part of it is not defined")
        above, below = product(top.top, bottom.bottom), product(top.bottom, bottom.top)
        return cancelled(Quotient(above, below))

    def factored(self, e: Expr) -> tuple[fmpq, Factors]:
        """`e` as a rational constant and irreducible factors with whole powers, those of a product one by one."""
        if e.is_Rational:
            return fmpq(int(e.p), int(e.q)), {}
        if e.is_Mul or (e.is_Pow and e.exp.is_Integer):
            constant, found = fmpq(1), Factors()
            for part, power in [(part, 1) for part in e.args] if e.is_Mul else [(e.base, int(e.exp))]:
                value, inner = self.factored(part)
                if not value and power < 0:
                    raise Unreadable("a part of it is not defined")
                constant *= value**power
                for factor, times in inner.items():
                    found[factor] = found.get(factor, 0) + power * times
            return constant, {factor: times for factor, times in found.items() if times}
        quotient = self.quotient(e)
        constant, found = self.irreducible(quotient.top)
        divided, below = self.irreducible(quotient.bottom)
        for factor, times in below.items():
            found[factor] = found.get(factor, 0) - times
        return constant / divided, {factor: times for factor, times in found.items() if times}

    def irreducible(self, polynomial: fmpq_mpoly) -> tuple[fmpq, Factors]:
        """A rational constant and the irreducible factors of a polynomial; those with I over the Gaussian rationals."""
        if not polynomial:
            return fmpq(0), {}
        constant, parts = polynomial.factor()
        found = Factors()
        for factor, times in parts:
            for finer in gaussian_factors(factor, self):
                if finer.is_constant():
                    constant *= finer.leading_coefficient() ** int(times)
                    continue
                read = self.read(finer)
                self.spelling[read] = finer
                found[read] = found.get(read, 0) + int(times)
        return constant, found

    def inverse(self, number: fmpq_mpoly) -> Quotient | None:
        """A quotient with a rational bottom that is 1 / number, by the norm; None if a letter obeys no relation."""
        inverse, rest, rank = Quotient(self.one, self.one), number, 1
        for relation in reversed(self.relations):
            if int(rest.degrees()[relation.place]) > 0:
                rank *= relation.degree
                if rank > MOST_CONJUGATES:
                    return None
                cofactor, whole = norm(rest, relation, self.relations)
                inverse = reduced_quotient(multiplied(inverse, cofactor), self.relations)
                if not whole.top or not whole.bottom.is_constant():
                    return None
                rest = whole.top / whole.bottom.leading_coefficient()
        if not rest.is_constant():
            return None
        return Quotient(inverse.top / rest.leading_coefficient(), inverse.bottom)

    def read(self, polynomial: fmpq_mpoly) -> Expr:
        """The expression that a polynomial stands for."""
        return Add(*(self.read_term(powers, value) for powers, value in polynomial.terms()))

    def read_term(self, powers: tuple[int, ...], value: fmpq) -> Expr:
        """The expression that a monomial with its coefficient stands for."""
        parts = [self.read_power(self.letters[k], int(power)) for k, power in enumerate(powers) if power]
        return Mul(Rational(int(value.p), int(value.q)), *parts)

    def read_power(self, letter: Expr, power: int) -> Expr:
        """The expression that a power of a letter stands for."""
        if letter in self.bases:
            base, degree = self.bases[letter]
            return Pow(base, Rational(power, degree))
        if isinstance(letter, Exp):
            coefficient, monomial = letter.args[0].as_coeff_Mul()
            if coefficient.is_Rational and self.steps.get(monomial, 1) == coefficient.q:
                turns = coefficient * power
                return Exp(monomial / turns.q) ** turns.p
        return letter**power


def is_integer(e: Expr) -> bool:
    """Whether `e` is a product of whole powers of integers."""
    powers = [part.as_base_exp() for part in Mul.make_args(e)]
    return all(
        base.is_integer and exponent.is_Integer and exponent > 0 for base, exponent in powers if base.is_Atom
    ) and (all(base.is_Atom for base, _ in powers))


def is_zero(e: Expr) -> bool:
    """Whether `e` vanishes as a rational function of its letters, relations used; False only means 'not shown'."""
    alphabet = Alphabet(e)
    spelled = alphabet.spell(e)
    if alphabet.relations and not reduced(spelled.bottom, alphabet.relations).top:
        raise Unreadable("a part of it is not defined")
    top = reduced(spelled.top, alphabet.relations).top
    if not top:
        return True
    if alphabet.mains == len(alphabet.letters):
        return False
    return all_vanish([alphabet.read(part) for part in coefficients(top, alphabet)])


def coefficients(polynomial: fmpq_mpoly, alphabet: Alphabet) -> list[fmpq_mpoly]:
    """The coefficients of a polynomial in the letters that are not numbers."""
    layers: dict[tuple[int, ...], dict] = {}
    rest = (0,) * alphabet.mains
    for powers, value in polynomial.terms():
        key = tuple(map(int, powers[: alphabet.mains]))
        layers.setdefault(key, {})[rest + tuple(powers[alphabet.mains :])] = value
    return [alphabet.ring.from_dict(layer) for layer in layers.values()]


def all_vanish(numbers: list[Expr]) -> bool:
    """Whether each number is 0."""
    if len(numbers) > MOST_COEFFICIENTS or any(number.is_Rational for number in numbers):
        return False
    return all(constants.vanishes(number) for number in numbers)


@lru_cache(maxsize=4096)
def fraction(e: Expr) -> tuple[Expr, tuple[tuple[Expr, int], ...]]:
    """The expanded numerator of `e` in lowest terms, and the irreducible factors of its denominator with powers.

    A denominator that is an algebraic number is made rational.
    """
    alphabet = Alphabet(e)
    quotient = alphabet.quotient(e)
    constant, below = alphabet.irreducible(quotient.bottom)
    top = Quotient(quotient.top, alphabet.ring.constant(constant))
    kept: list[tuple[Expr, int]] = []
    for factor, times in below.items():
        inverse = alphabet.inverse(alphabet.spelling[factor]) if factor.is_number else None
        if inverse is None:
            kept.append((factor, times))
        else:
            raised_inverse = Quotient(power_of(inverse.top, times), power_of(inverse.bottom, times))
            top = reduced_quotient(multiplied(top, raised_inverse), alphabet.relations)
    return alphabet.read(top.top / top.bottom.leading_coefficient()), tuple(kept)


@lru_cache(maxsize=4096)
def factors(e: Expr) -> tuple[Expr, tuple[tuple[Expr, int], ...]]:
    """`e` as a constant and irreducible factors with (positive or negative) powers.

    The constant is rational unless `e` has a factor of roots of unity, which goes into it.
    """
    alphabet = Alphabet(e)
    value, found = alphabet.factored(e)
    constant: Expr = Rational(int(value.p), int(value.q))
    kept = []
    for factor, times in found.items():
        if factor.is_number and any(power is I or power.base is S.NegativeOne for power in outer_powers(factor)):
            constant *= factor**times
        else:
            kept.append((factor, times))
    return constant, tuple(kept)


def terms(e: Expr) -> list[Expr]:
    """`e` as a canonical list of terms: monomials over powers of irreducible factors, in lowest terms."""
    if is_polynomial(e):
        return list(Add.make_args(expand(e)))
    top, lower = fraction(e)
    below = Mul(*(signed(factor) ** -power for factor, power in lower))
    sign = Mul(*((-1) ** power for factor, power in lower if factor != signed(factor)))
    return [sign * term * below for term in Add.make_args(top)]


def signed(factor: Expr) -> Expr:
    """`factor` or its opposite, whichever of the two comes first in SymPy's order."""
    return -factor if factor.is_Add and factor.could_extract_minus_sign() else factor


def is_polynomial(e: Expr) -> bool:
    """Whether `e` has no sum below a fraction bar and no sum under a root, outside its letters."""
    if e.is_Add or e.is_Mul:
        return all(is_polynomial(part) for part in e.args)
    if e.is_Pow and e.exp.is_Rational:
        return (e.exp.is_Integer and e.exp > 0 and is_polynomial(e.base)) or not (e.base.is_Add or e.base.is_Mul)
    return True
