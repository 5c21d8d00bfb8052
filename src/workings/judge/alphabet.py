"""The letters of a normal form: what is not built with +, *, and whole powers becomes a letter of a polynomial.

Letters are taken to be independent of each other, except where a relation is known: a root r of u obeys r**q = u. A
polynomial that vanishes as a polynomial in its letters vanishes for all their values, hence for the values they have.
So a zero found here is a proof; a polynomial that does not vanish proves nothing, for the letters may depend on each
other.

Two functions of our own stand for what SymPy would rearrange: `Exp`, an exponential of one monomial, which SymPy does
not merge with others or turn into a power, and `Slope`, a partial derivative of an undefined function.
"""

from functools import lru_cache
from math import lcm

from sympy import (
    Add,
    Dummy,
    Expr,
    Function,
    I,
    Integer,
    Mul,
    Poly,
    Pow,
    Rational,
    S,
    cancel,
    expand,
    factorint,
    together,
)
from sympy.polys.polyerrors import PolynomialError

HIGHEST_ROOT = 12


class Unreadable(Exception):
    """The expression holds something the normal form has no rule for, or is not defined."""


class Exp(Function):
    """exp(m) for one monomial m, kept as a letter."""

    nargs = 1

    @classmethod
    def eval(cls, exponent):
        return S.One if exponent is S.Zero else None

    def fdiff(self, argindex=1):
        return self

    def _eval_is_positive(self):
        return True if self.args[0].is_real else None

    def _eval_is_real(self):
        return True if self.args[0].is_real else None

    def _eval_is_zero(self):
        return False


class Slope(Function):
    """A partial derivative of an undefined function: Slope(f, orders..., arguments...), f a symbol for its name."""

    @property
    def orders(self) -> tuple[Expr, ...]:
        """How often it is differentiated by each argument."""
        return self.args[1 : 1 + len(self.args) // 2]

    @property
    def places(self) -> tuple[Expr, ...]:
        """The arguments at which it is taken."""
        return self.args[1 + len(self.args) // 2 :]

    def fdiff(self, argindex=1):
        which = argindex - 2 - len(self.orders)
        raised = [order + (which == k) for k, order in enumerate(self.orders)]
        return Slope(self.args[0], *raised, *self.places)

    def _eval_is_positive(self):
        return self.args[0].is_positive if not any(self.orders) else None

    def _eval_is_nonnegative(self):
        return self.args[0].is_nonnegative if not any(self.orders) else None

    def _eval_is_real(self):
        return self.args[0].is_real


class Alphabet:
    """Which letter stands for which expression, with the relations that the roots among the letters obey."""

    def __init__(self, *expressions: Expr) -> None:
        self.letters: dict[Expr, Expr] = {}
        self.relations: list[tuple[Expr, int, Expr]] = []
        self.roots = common_roots(*expressions)
        self.steps = common_steps(*expressions)

    def spell(self, e: Expr) -> Expr:
        """`e` as a rational function of letters."""
        if e.is_Rational or e is I:
            return e
        if e.is_Add or e.is_Mul:
            return e.func(*(self.spell(part) for part in e.args))
        if e.is_Pow and e.exp.is_Integer:
            return self.spell(e.base) ** e.exp
        if e.is_Pow and e.exp.is_Rational and e.base.is_Integer:
            return self.root_of_number(e.base, e.exp)
        if e.is_Pow and not e.exp.is_Rational and e not in self.roots:
            return Mul(*(self.power(e.base, term) for term in Add.make_args(expand(e.exp))))
        if isinstance(e, Exp) and e not in self.roots:
            coefficient, monomial = e.args[0].as_coeff_Mul()
            step = self.steps.get(monomial, 1)
            return self.letter(Exp(monomial / step)) ** (coefficient * step) if step > 1 else self.letter(e)
        base, exponent = (e.base, e.exp) if e.is_Pow and e.exp.is_Rational else (e, S.One)
        degree = self.roots.get(base, 1)
        if degree == 1:
            return self.letter(e)
        return self.root(base, degree) ** (exponent * degree)

    def power(self, base: Expr, term: Expr) -> Expr:
        """base**term as a whole power of one letter; a whole power of -1 has the square 1."""
        coefficient, monomial = term.as_coeff_Mul()
        if monomial is S.One or not coefficient.is_Integer:
            return self.spell(Pow(base, term)) if term.is_Rational else self.letter(Pow(base, term))
        if base is S.NegativeOne and monomial.is_integer:
            sign = self.letters.get(Pow(base, monomial))
            if sign is None:
                sign = self.letter(Pow(base, monomial))
                self.relations.append((sign, 2, S.One))
            return sign ** (coefficient % 2)
        return self.letter(Pow(base, monomial)) ** coefficient

    def letter(self, e: Expr) -> Expr:
        """The letter for one expression; a plain symbol is its own."""
        if e.is_Symbol:
            return e
        if e not in self.letters:
            self.letters[e] = Dummy(str(e))
        return self.letters[e]

    def root(self, base: Expr, degree: int) -> Expr:
        """The letter for base**(1/degree), with its relation to `base` unless the base is a letter itself."""
        if degree > HIGHEST_ROOT:
            raise Unreadable(f"a root of degree {degree}")
        root = Pow(base, Rational(1, degree), evaluate=False)
        known = root in self.letters
        letter = self.letter(root)
        if not known and (base.is_Add or base.is_Mul or base.is_Pow or base.is_Rational):
            self.relations.append((letter, degree, self.spell(base)))
        return letter

    def root_of_number(self, base: Expr, exponent: Expr) -> Expr:
        """A power of a whole number as powers of the roots of its primes (and of -1)."""
        spelled = S.One
        for prime, times in factorint(base).items():
            degree = self.roots.get(Integer(prime), 1)
            spelled *= self.root(Integer(prime), degree) ** (exponent * times * degree)
        return spelled

    def read(self, spelled: Expr) -> Expr:
        """The expression that a spelled one stands for."""
        return spelled.xreplace({letter: e for e, letter in self.letters.items()})


def common_roots(*expressions: Expr) -> dict[Expr, int]:
    """For each base under fractional powers, the degree of the root that all of them are whole powers of."""
    degrees: dict[Expr, int] = {}
    for power in set().union(*(outer_powers(e) for e in expressions)):
        bases = [power.base] if not power.base.is_Integer else [Integer(p) for p in factorint(power.base)]
        for base in bases:
            degrees[base] = lcm(degrees.get(base, 1), int(power.exp.q))
    return degrees


def common_steps(*expressions: Expr) -> dict[Expr, int]:
    """For each monomial m of an exponent, the number k for which all exponentials are whole powers of exp(m / k)."""
    steps: dict[Expr, int] = {}
    for letter in set().union(*(e.atoms(Exp) for e in expressions)):
        coefficient, monomial = letter.args[0].as_coeff_Mul()
        if coefficient.is_Rational:
            steps[monomial] = lcm(steps.get(monomial, 1), int(coefficient.q))
    return steps


def outer_powers(e: Expr) -> set[Expr]:
    """The fractional powers in `e` that are not inside a letter, those in their bases included."""
    if e.is_Pow and e.exp.is_Rational and not e.exp.is_Integer:
        return {e} | outer_powers(e.base)
    if e.is_Add or e.is_Mul or e.is_Pow:
        return set().union(*(outer_powers(part) for part in e.args))
    return set()


def is_zero(e: Expr) -> bool:
    """Whether `e` vanishes as a rational function of its letters, roots reduced; False only means 'not shown'."""
    if e.is_zero and e.is_number:
        return True
    alphabet = Alphabet(e)
    spelled = alphabet.spell(e)
    if spelled.has(S.NaN, S.ComplexInfinity, S.Infinity, S.NegativeInfinity):
        raise Unreadable("a part of it is not defined")
    numerator = expand(together(spelled).as_numer_denom()[0])
    for letter, degree, power in reversed(alphabet.relations):
        numerator = expand(together(without_high_powers(numerator, letter, degree, power)).as_numer_denom()[0])
    return numerator == 0


def without_high_powers(polynomial: Expr, letter: Expr, degree: int, power: Expr) -> Expr:
    """`polynomial` with letter**degree replaced by `power`."""
    if not polynomial.has(letter):
        return polynomial
    terms = Poly(polynomial, letter).terms()
    return Add(*(value * power ** (n // degree) * letter ** (n % degree) for (n,), value in terms))


@lru_cache(maxsize=4096)
def fraction(e: Expr) -> tuple[Expr, tuple[tuple[Expr, int], ...]]:
    """The expanded numerator of `e` in lowest terms, and the irreducible factors of its denominator with powers."""
    alphabet = Alphabet(e)
    spelled = alphabet.spell(e)
    if spelled.has(S.NaN, S.ComplexInfinity):
        raise Unreadable("a part of it is not defined")
    try:
        top, bottom = cancel(together(spelled)).as_numer_denom()
        top = expand(top)
        if bottom.is_Rational:
            return alphabet.read(top / bottom), ()
        gens = sorted(bottom.free_symbols, key=str)
        constant, factors = Poly(bottom, *gens).factor_list()
    except PolynomialError as error:
        raise Unreadable(str(error)) from error
    lower = tuple((alphabet.read(factor.as_expr()), int(power)) for factor, power in factors)
    return alphabet.read(expand(top / constant)), lower


@lru_cache(maxsize=4096)
def factors(e: Expr) -> tuple[Expr, tuple[tuple[Expr, int], ...]]:
    """`e` as a rational constant and irreducible factors with (positive or negative) powers."""
    top, lower = fraction(e)
    alphabet = Alphabet(top)
    spelled = alphabet.spell(top)
    if spelled.is_number:
        return spelled, tuple((factor, -power) for factor, power in lower)
    gens = sorted(spelled.free_symbols, key=str)
    constant, upper = Poly(spelled, *gens).factor_list()
    both = [(alphabet.read(factor.as_expr()), int(power)) for factor, power in upper]
    return constant, tuple(both + [(factor, -power) for factor, power in lower])


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
