"""SymPy values as text that `reader` takes back, each verified before it is let go.

The text is infix, as a person would type it. Where reading it back gives another tree, for SymPy rearranges what it
builds (2*(x + 1) comes back multiplied out), the value is written as `raw(...)`: every node by its name, in its own
order. A value that survives neither is refused. A Dummy is written as a letter of its own name, so that what comes back
is equal up to the names of its dummies.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.core.sorting import default_sort_key
from sympy.printing.str import StrPrinter

from workings.storage.letters import Declaration, Letters, declared
from workings.storage.reader import CannotRead, read
from workings.storage.vocabulary import BINDERS, FUNCTIONS, PREDICATES


class CannotStore(TypeError):
    """The value has no stored form; the message names it."""


def store(value: Any, letters: Letters) -> Any:
    """`value` as nested lists and mappings of texts: {"text": ...} for a text, {"table": ...} for a mapping."""
    if isinstance(value, str):
        return {"text": value}
    if isinstance(value, dict):
        return {"table": {str(key): store(part, letters) for key, part in value.items()}}
    if isinstance(value, list | tuple):
        return [store(part, letters) for part in value]
    return write(value, letters)


def restore(stored: Any, declarations: Mapping[str, Declaration]) -> Any:
    """The value that `store` was given; CannotRead names what is none."""
    return _restored(stored, declared(declarations)[0])


def write(value: Any, letters: Letters) -> str:
    """One value as text, its letters in the table `letters`; CannotStore if it does not come back from it."""
    value = _without_dummies(sp.sympify(value, strict=True))
    if isinstance(value, sp.MatrixBase):
        value = value.as_immutable()
    for text in (_Infix, _Prefix):
        try:
            written = text(letters).doprint(value)
            if read(written, {key: letter for letter, key in letters.keys.items()}) == value:
                return written
        except (CannotRead, CannotStore):
            continue
    raise CannotStore(f"no text brings {value} back")


def _restored(stored: Any, letters: Mapping[str, Any]) -> Any:
    if isinstance(stored, list):
        return [_restored(part, letters) for part in stored]
    if isinstance(stored, dict) and "table" in stored:
        return {key: _restored(part, letters) for key, part in stored["table"].items()}
    if isinstance(stored, dict):
        return stored["text"]
    return read(stored, letters)


def _without_dummies(value: Any) -> Any:
    """`value` with each Dummy as a symbol of its name, or of the next free one."""
    dummies = sorted(value.atoms(sp.Dummy), key=default_sort_key)
    taken = {symbol.name for symbol in value.atoms(sp.Symbol) if not isinstance(symbol, sp.Dummy)}
    renamed = {}
    for dummy in dummies:
        name, count = dummy.name, 2
        while name in taken:
            name, count = f"{dummy.name}_{count}", count + 1
        taken.add(name)
        renamed[dummy] = sp.Symbol(name, **dummy._assumptions_orig)
    return value.xreplace(renamed) if renamed else value


class _Infix(StrPrinter):
    """SymPy's text, with the keys of letters, and a function where the text would need what the reader has not."""

    printmethod = "_stored"  # not "_sympystr", with which an Indexed would print its label

    def __init__(self, letters: Letters) -> None:
        super().__init__({"order": None})
        self.letters = letters

    def _key(self, e: Any) -> str:
        return self.letters.key_of(e)

    _print_Symbol = _print_MatrixSymbol = _print_IndexedBase = _key

    def _print_Indexed(self, e: sp.Indexed) -> str:
        return f"{self._key(e.base)}[{', '.join(map(self._print, e.indices))}]"

    def _print_Function(self, e: Any) -> str:
        name = self._key(e.func) if isinstance(e, AppliedUndef) else _name(e.func)
        return self._call(name, e.args)

    def _call(self, name: str, arguments: Any) -> str:
        return f"{name}({', '.join(map(self._print, arguments))})"

    def _by_name(self, e: Any) -> str:
        return self._call(_name(e.func), e.args)

    _print_Transpose = _print_Adjoint = _print_Trace = _print_Determinant = _print_HadamardProduct = _by_name
    _print_HadamardPower = _print_KroneckerProduct = _print_DiagMatrix = _print_DiagonalMatrix = _by_name
    _print_ZeroMatrix = _print_OneMatrix = _print_Union = _print_Intersection = _print_Complement = _by_name
    _print_Heaviside = _print_KroneckerDelta = _print_Interval = _print_FiniteSet = _by_name
    _print_Contains = _print_Piecewise = _print_Not = _print_Xor = _print_Implies = _print_Equivalent = _print_ITE = (
        _by_name
    )

    def _print_Lambda(self, e: sp.Lambda) -> str:
        signature = e.signature if len(e.signature) > 1 else e.signature[0]
        return self._call("Lambda", (signature, e.expr))

    def _print_ElementwiseApplyFunction(self, e: Any) -> str:
        inner = _name(e.function) if isinstance(e.function, type) else self._print(e.function)
        return f"ElementwiseApplyFunction({inner}, {self._print(e.expr)})"

    def _print_Identity(self, e: sp.Identity) -> str:
        return self._call("Identity", e.shape[:1])

    def _print_Inverse(self, e: sp.Inverse) -> str:
        return self._call("Inverse", (e.arg,))

    def _print_ImmutableDenseMatrix(self, e: sp.MatrixBase) -> str:
        rows = (f"[{', '.join(self._print(e[i, j]) for j in range(e.cols))}]" for i in range(e.rows))
        return f"Matrix([{', '.join(rows)}])"

    def _print_Limit(self, e: sp.Limit) -> str:
        name = {"+": "Limit", "-": "LimitLeft", "+-": "LimitBoth"}[str(e.args[3])]
        return self._call(name, e.args[:3])

    def _print_Order(self, e: sp.Order) -> str:
        return self._call("O", e.args if any(point != 0 for point in e.point) else (e.expr,))

    def _print_AppliedPredicate(self, e: Any) -> str:
        name = str(e.function.name)
        if name not in PREDICATES:
            raise CannotStore(f"{e} is no premise that can be stored")
        return self._call(name, e.arguments)

    def emptyPrinter(self, expr: Any) -> str:
        raise CannotStore(f"{type(expr).__name__} has no stored form")


class _Prefix(_Infix):
    """Every node by its name, its arguments in the order that they have."""

    def doprint(self, expr: Any) -> str:
        return f"raw({self._print(expr)})"

    def _print_Integer(self, e: sp.Integer) -> str:
        return str(int(e))

    def _print_Rational(self, e: sp.Rational) -> str:
        return f"Rational({e.p}, {e.q})"

    _print_Half = _print_Rational

    def _by_name(self, e: Any) -> str:
        return self._call(_name(e.func), e.args)

    _print_Add = _print_Mul = _print_Pow = _print_And = _print_Or = _print_Relational = _print_Not = _by_name
    _print_MatAdd = _print_MatMul = _print_MatPow = _print_Max = _print_Min = _by_name


def _name(make: Any) -> str:
    """The name in the vocabulary for a class."""
    for name, known in NAMES:
        if known is make:
            return name
    raise CannotStore(f"{getattr(make, '__name__', make)} is not in the vocabulary")


NAMES = [*FUNCTIONS.items(), *((name, make) for name, (make, _) in BINDERS.items())]
