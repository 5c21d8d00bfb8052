"""Signs that follow from the facts at hand: e >= 0 does if the facts and e < 0 cannot hold together.

The facts are linear in monomials, so this is exact elimination (`linear`). What is known of the monomials by
themselves, their signs (`signs`) and bounds (`bounds`), is added as more facts.
"""

from fractions import Fraction
from functools import lru_cache

from sympy import Abs, Add, Expr, Indexed, S, Sum, exp

from workings.judge.bounds import bounds
from workings.judge.letters import Exp
from workings.judge.linear import Row, infeasible, linear_form, negated, row
from workings.judge.premises import NOTHING, Premises
from workings.judge.signs import nonnegative, positive, real, sign_of_product


def follows(e: Expr, strict: bool, premises: Premises) -> bool:
    """Whether e >= 0 (e > 0 if strict) follows from linear facts and what is known of the monomials."""
    form = linear_form(e)
    if form is None:
        return False
    rows = [*premises.rows(), row(negated(form), not strict)]
    return infeasible([*rows, *rows_of_monomials(rows, premises)])


def rows_of_monomials(rows: list[Row], premises: Premises) -> list[Row]:
    """The signs of the monomials in `rows`, and the bounds of each that speak of no other monomials."""
    keys = sorted({key for form, _ in rows for key in form if key is not S.One}, key=str)
    told = about_letters(premises)
    signs = [known for key in keys for known in sign_rows(key, told)]
    spoken = {S.One, *keys}
    return signs + [one for key in keys if real(key) for one in bounds(key) if spoken.issuperset(one[0])]


@lru_cache(maxsize=4096)
def about_letters(premises: Premises) -> Premises:
    """The facts that speak of one letter each."""
    facts = tuple((fact, strict) for fact, strict in premises.facts if lone_letter(fact))
    return Premises(facts=facts) if facts else NOTHING


def lone_letter(fact: Expr) -> bool:
    """Whether a fact is a multiple of a letter plus a number."""
    rest = [part.as_coeff_Mul()[1] for part in Add.make_args(fact) if not part.is_number]
    return len(rest) == 1 and (rest[0].is_Symbol or isinstance(rest[0], Indexed))


@lru_cache(maxsize=16384)
def sign_rows(monomial: Expr, told: Premises = NOTHING) -> tuple[Row, ...]:
    """What the assumptions on its letters, and facts about single letters, say of a monomial's sign, as rows."""
    if not real(monomial) or monomial.is_Add:
        return ()
    if monomial.is_Symbol or isinstance(monomial, Indexed):
        up = bool(monomial.is_positive or monomial.is_nonnegative), bool(monomial.is_positive)
        down = bool(monomial.is_negative or monomial.is_nonpositive), bool(monomial.is_negative)
    else:
        up = sign_of_product(monomial.args, told) if monomial.is_Mul else by_shape(monomial, told)
        down = (False, False)
    if up[0]:
        return (row({monomial: Fraction(1)}, up[1]),)
    if down[0]:
        return (row({monomial: Fraction(-1)}, down[1]),)
    return ()


def by_shape(e: Expr, told: Premises) -> tuple[bool, bool]:
    """Whether one letter is >= 0, and whether it is > 0, by its kind and the signs of its own letters."""
    if isinstance(e, (Exp, exp)):
        return True, True
    if isinstance(e, Abs):
        return True, False
    if e.is_Pow and real(e.exp):
        above = positive(e.base, told)
        even = bool(e.exp.is_even) and real(e.base)
        return above or even or nonnegative(e.base, told), above
    return isinstance(e, Sum) and nonnegative(e.function, NOTHING), False
