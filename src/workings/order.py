"""A SymPy value in the order in which a person would write it: positive terms first, one fraction a product."""

from __future__ import annotations

from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.matrices.expressions.applyfunc import ElementwiseApplyFunction
from sympy.matrices.expressions.matexpr import MatrixElement

from .written import Written


class NoNotation(TypeError):
    """A kind of value that the page has no notation for yet."""

    def __init__(self, value: Any) -> None:
        super().__init__(
            f"no notation for {type(value).__name__}: {value}\n"
            "Give it one with named(latex, value, text), or add it to src/workings/order.py."
        )


def as_a_person_writes(value: Any) -> Written:
    """`value` as a Written of the same value; NoNotation names a kind that has none yet."""
    for kind, write in WRITERS:
        if isinstance(value, kind):
            return write(value)
    raise NoNotation(value)


def _sum(value: Any) -> Written:
    """Positive terms first; a bare number leads only where all else has a minus or is a function."""
    terms = list(value.as_ordered_terms()) if isinstance(value, sp.Add) else list(value.args)
    numbers = [t for t in terms if getattr(t, "is_Number", False)]
    if numbers and all(t.has(sp.Function, sp.exp, sp.Sum) for t in terms if t not in numbers):
        terms = numbers + [t for t in terms if t not in numbers]
    signed = [_without_sign(t) for t in terms]
    signed.sort(key=lambda pair: -pair[0])
    parts = tuple((sign, as_a_person_writes(term)) for sign, term in signed)
    if parts[0][0] < 0:
        parts = ((1, Written("negative", (parts[0][1],), -parts[0][1].value)), *parts[1:])
    return Written("add", parts, value)


def _without_sign(term: Any) -> tuple[int, Any]:
    coefficient = term.as_coeff_matrices()[0] if isinstance(term, sp.MatMul) else term
    return (-1, -term) if coefficient.as_coeff_Mul()[0].is_negative else (1, term)


def _product(value: Any) -> Written:
    sign, magnitude = _without_sign(value)
    if sign < 0:
        return Written("negative", (as_a_person_writes(magnitude),), value)
    coefficient, rest = value.as_coeff_Mul()
    above, below = rest.as_numer_denom() if rest.is_commutative else (rest, sp.S.One)
    if below == 1:
        parts = ([] if coefficient == 1 else [coefficient]) + list(sp.Mul.make_args(above))
        return _times([as_a_person_writes(p) for p in sorted(parts, key=_place_in_product)], value)
    top, bottom = as_a_person_writes(coefficient.p * above), as_a_person_writes(coefficient.q * below)
    return Written("fraction", (top, bottom), value)


def _place_in_product(factor: Any) -> int:
    """Numbers, then letters and their powers, then functions and sums."""
    return 0 if factor.is_number else 2 if factor.has(sp.Sum, sp.Function) or isinstance(factor, sp.Add) else 1


def _matrix_product(value: Any) -> Written:
    sign, magnitude = _without_sign(value)
    if sign < 0:
        return Written("negative", (as_a_person_writes(magnitude),), value)
    coefficient, matrices = value.as_coeff_matrices()
    parts = ([] if coefficient == 1 else [coefficient]) + list(matrices)
    return _times([as_a_person_writes(p) for p in parts], value)


def _times(parts: list[Written], value: Any) -> Written:
    return parts[0] if len(parts) == 1 else Written("multiply", tuple(parts), value)


def _power(value: Any) -> Written:
    base, exponent = value.as_base_exp()
    if base == sp.E:
        return Written("exp", (as_a_person_writes(exponent),), value)
    if exponent == sp.Rational(1, 2):
        return Written("sqrt", (as_a_person_writes(base),), value)
    if exponent.could_extract_minus_sign():
        return Written("fraction", (_letter(sp.S.One), as_a_person_writes(1 / value)), value)
    return Written("power", (as_a_person_writes(base), as_a_person_writes(exponent)), value)


def _matrix_power(value: Any) -> Written:
    return Written("power", (as_a_person_writes(value.base), as_a_person_writes(value.exp)), value)


def _exponential(value: Any) -> Written:
    if getattr(value.exp, "is_Matrix", False):
        raise NoNotation(value)  # entry by entry or by its series?
    return Written("exp", (as_a_person_writes(value.exp),), value)


def _entry_by_entry(value: Any) -> Written:
    """f of every entry, where f is a function that the page has a name for."""
    (z,), body = value.function.variables, value.function.expr
    forms = {1 / (1 + sp.exp(-z)): "sigmoid", sp.Max(0, z): "ReLU", sp.sqrt(z): "sqrt", sp.Abs(z): "Abs"}
    if value.cols == 1:  # of a square matrix, e^H is another thing
        forms[sp.exp(z)] = "exp"
    head = forms.get(body, type(body).__name__)
    if body not in forms and (head not in FUNCTIONS or body.args != (z,)):
        raise NoNotation(value)
    return Written(head, (as_a_person_writes(value.expr),), value)


def _big_sum(value: Any) -> Written:
    body = as_a_person_writes(value.function)
    for index, low, high in value.limits:
        body = Written("total", (body, *map(as_a_person_writes, (index, low, high))), value)
    return body


def _entry(value: Any) -> Written:
    base, *indices = value.args
    return Written("entry", (as_a_person_writes(base), *map(as_a_person_writes, indices)), value)


FUNCTIONS = frozenset(("log", "tanh", "cosh", "sinh", "cos", "sin", "LambertW", "Abs", "Max", "Min"))


def _function(value: Any) -> Written:
    arguments = tuple(map(as_a_person_writes, value.args))
    name = type(value).__name__
    if isinstance(value, AppliedUndef):
        return Written("unknown", (name, *arguments), value)
    if name not in FUNCTIONS:
        raise NoNotation(value)
    return Written(name, arguments, value)


def _floor(value: Any) -> Written:
    """A fraction inside keeps to one line: floor(n/2)."""
    above, below = value.args[0].together().as_numer_denom()
    parts = as_a_person_writes(above), as_a_person_writes(below)
    inner = parts[0] if below == 1 else Written("slash", parts, value.args[0])
    return Written("floor", (inner,), value)


def _relu_or_max(value: Any) -> Written:
    rest = [a for a in value.args if a != 0]
    if len(rest) == 1 and len(value.args) == 2:
        return Written("ReLU", (as_a_person_writes(rest[0]),), value)
    return _function(value)


def _letter(value: Any) -> Written:
    return Written("letter", (), value)


def _column_of_ones(value: Any) -> Written:
    if value.cols != 1:
        raise NoNotation(value)
    return _letter(value)


def _matrix(value: Any) -> Written:
    return Written("matrix", tuple(tuple(map(as_a_person_writes, value.row(i))) for i in range(value.rows)), value)


def _relation(value: Any) -> Written:
    return Written("relation", (value.rel_op, *map(as_a_person_writes, value.args)), value)


def _one_part(head: str) -> Any:
    return lambda value: Written(head, (as_a_person_writes(value.args[0]),), value)


def _parts(head: str) -> Any:
    return lambda value: Written(head, tuple(map(as_a_person_writes, value.args)), value)


def _number(value: Any) -> Written:
    if value is sp.nan:
        raise NoNotation(value)
    if value < 0:
        return Written("negative", (_letter(-value),), value)
    return _letter(value)


WRITERS: tuple[tuple[Any, Any], ...] = (
    (sp.Number, _number),
    ((sp.Add, sp.MatAdd), _sum),
    (sp.MatMul, _matrix_product),  # a Mul too, but its factors keep their order
    (sp.Mul, _product),
    (sp.exp, _exponential),
    (sp.HadamardProduct, _parts("hadamard")),
    (sp.HadamardPower, _parts("power")),
    (sp.Pow, _power),
    (sp.Transpose, _one_part("transpose")),
    (sp.Inverse, _one_part("inverse")),
    (sp.MatPow, _matrix_power),
    (ElementwiseApplyFunction, _entry_by_entry),
    (sp.Sum, _big_sum),
    ((sp.Indexed, MatrixElement), _entry),
    (sp.Max, _relu_or_max),
    (sp.MatrixBase, _matrix),
    (sp.Tuple, _parts("tuple")),
    ((sp.Eq, sp.Ne, sp.StrictLessThan, sp.LessThan, sp.StrictGreaterThan, sp.GreaterThan), _relation),
    (sp.floor, _floor),
    ((sp.Function, sp.Min), _function),
    (sp.OneMatrix, _column_of_ones),
    ((sp.Symbol, sp.MatrixSymbol, sp.IndexedBase, sp.Identity, sp.ZeroMatrix, type(sp.E), type(sp.pi)), _letter),
)
