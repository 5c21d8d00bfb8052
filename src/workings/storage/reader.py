"""Stored text as SymPy values: a walk over the syntax tree, which builds only what the vocabulary names.

Nothing is evaluated as Python: there are no attributes, keywords, strings, floats or comprehensions, and a name is a
letter of the table, a constant, a function of the vocabulary, or an index that a sum or its like brings with it. The
length, the depth, exponents and the numbers given to factorials and their like are bounded, for SymPy computes those
at once.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any

import sympy as sp
from sympy.core.function import UndefinedFunction

from workings.storage.vocabulary import BINDERS, CONSTANTS, FUNCTIONS, LARGE

LONGEST, DEEPEST = 200_000, 150
LARGEST_EXPONENT, LARGEST_POWER_BITS, LARGEST_ARGUMENT = 10**6, 10**6, 10**4


class CannotRead(ValueError):
    """The text is not stored mathematics; the message says which piece of it."""


def read(text: str, letters: Mapping[str, Any]) -> Any:
    """The value that `text` says, its letters by their keys: a SymPy value, or a tuple or list of values."""
    if len(text) > LONGEST:
        raise CannotRead(f"longer than {LONGEST} characters")
    try:
        tree = ast.parse(text.strip(), mode="eval")
        return _Reader(letters).value(tree.body, 0)
    except CannotRead:
        raise
    except SyntaxError as error:
        raise CannotRead(f"no formula: {error.msg}") from None
    except RecursionError:
        raise CannotRead("nested too deeply") from None
    except Exception as error:  # SymPy refuses what it is given with errors of every kind
        raise CannotRead(f"SymPy cannot build it: {error}") from error


class _Reader:
    """The walk, with the letters that are known where it is."""

    def __init__(self, letters: Mapping[str, Any], raw: bool = False) -> None:
        self.letters, self.raw = dict(letters), raw

    def value(self, node: ast.AST, depth: int) -> Any:
        if depth > DEEPEST:
            raise CannotRead("nested too deeply")
        rule = RULES.get(type(node))
        if rule is None:
            raise CannotRead(f"{_piece(node)} is nothing that a formula may hold")
        return rule(self, node, depth + 1)

    def values(self, nodes: list[Any], depth: int) -> list[Any]:
        return [self.value(node, depth) for node in nodes]

    def constant(self, node: ast.Constant, depth: int) -> Any:
        if isinstance(node.value, bool):
            return sp.true if node.value else sp.false
        if type(node.value) is int:
            return sp.Integer(node.value)
        raise CannotRead(f"{node.value!r} is no whole number")

    def name(self, node: ast.Name, depth: int) -> Any:
        if node.id in self.letters:
            return self.letters[node.id]
        if node.id in CONSTANTS:
            return CONSTANTS[node.id]
        raise CannotRead(f"{node.id} is not declared")

    def sequence(self, node: ast.Tuple | ast.List, depth: int) -> Any:
        parts = self.values(node.elts, depth)
        return tuple(parts) if isinstance(node, ast.Tuple) else parts

    def unary(self, node: ast.UnaryOp, depth: int) -> Any:
        value = self.value(node.operand, depth)
        if isinstance(node.op, ast.Invert | ast.Not):
            return sp.Not(value)
        return -value if isinstance(node.op, ast.USub) else value

    def binary(self, node: ast.BinOp, depth: int) -> Any:
        operator = OPERATORS.get(type(node.op))
        if operator is None:
            raise CannotRead(f"{_piece(node)}: no such operation")
        left, right = self.value(node.left, depth), self.value(node.right, depth)
        if isinstance(node.op, ast.Pow):
            _refuse_large_power(left, right)
        return operator(left, right)

    def comparison(self, node: ast.Compare, depth: int) -> Any:
        sides = self.values([node.left, *node.comparators], depth)
        unknown = [op for op in node.ops if type(op) not in RELATIONS]
        if unknown:
            raise CannotRead(f"{_piece(node)}: no such relation")
        found = [RELATIONS[type(op)](*sides[k : k + 2]) for k, op in enumerate(node.ops)]
        return found[0] if len(found) == 1 else sp.And(*found)

    def subscript(self, node: ast.Subscript, depth: int) -> Any:
        base, index = self.value(node.value, depth), self.value(node.slice, depth)
        if not isinstance(base, sp.IndexedBase | sp.MatrixExpr | sp.MatrixBase):
            raise CannotRead(f"{_piece(node)}: {base} has no components")
        return base[index]

    def connective(self, node: ast.BoolOp, depth: int) -> Any:
        return (sp.And if isinstance(node.op, ast.And) else sp.Or)(*self.values(node.values, depth))

    def call(self, node: ast.Call, depth: int) -> Any:
        if not isinstance(node.func, ast.Name) or node.keywords or any(isinstance(a, ast.Starred) for a in node.args):
            raise CannotRead(f"{_piece(node)}: a function is called by its name, with values only")
        name = node.func.id
        if isinstance(self.letters.get(name), UndefinedFunction):
            return self.letters[name](*self.values(node.args, depth))
        if name == "raw" and len(node.args) == 1:
            return _Reader(self.letters, raw=True).value(node.args[0], depth)
        if name in BINDERS:
            return self.bound(name, node, depth)
        if name not in FUNCTIONS:
            raise CannotRead(f"{name} is no function of the vocabulary")
        if name == "ElementwiseApplyFunction" and isinstance(node.args[0], ast.Name):
            return FUNCTIONS[name](FUNCTIONS[node.args[0].id], *self.values(node.args[1:], depth))
        arguments = self.values(node.args, depth)
        if name in LARGE and any(_size(argument) > LARGEST_ARGUMENT for argument in arguments):
            raise CannotRead(f"{_piece(node)}: a number above {LARGEST_ARGUMENT} in {name}")
        if name == "Pow":
            _refuse_large_power(*arguments)
        return self.built(FUNCTIONS[name], arguments)

    def built(self, make: Any, arguments: list[Any]) -> Any:
        """The value of a function at its arguments; inside `raw`, as it stands."""
        if not self.raw:
            return make(*arguments)
        if make in (sp.Add, sp.Mul):
            return make._from_args(arguments)
        plain = make in (sp.MatAdd, sp.MatMul, sp.Identity, sp.Rational, sp.Integer, sp.Tuple, sp.ImmutableDenseMatrix)
        takes = isinstance(make, type) and issubclass(make, (sp.Expr, sp.logic.boolalg.Boolean)) and not plain
        return make(*arguments, evaluate=False) if takes and not issubclass(make, sp.MatrixExpr) else make(*arguments)

    def bound(self, name: str, node: ast.Call, depth: int) -> Any:
        """A sum or its like, read with the indices that it brings; those that are not declared get its assumption."""
        make, assumed = BINDERS[name]
        inner = _Reader(self.letters, self.raw)
        for index in _indices(name, node):
            inner.letters.setdefault(index, sp.Symbol(index, **dict.fromkeys(assumed, True)))
        return make(*inner.values(node.args, depth))


def _indices(name: str, node: ast.Call) -> list[str]:
    """The names of the letters that a binder brings: in its limits, or everywhere in a derivative."""
    if name in ("Derivative", "Subs"):
        names = [part.id for part in ast.walk(node) if isinstance(part, ast.Name)]
        return [one for one in names if one not in FUNCTIONS and one not in BINDERS and one not in CONSTANTS]
    places = node.args[:1] if name == "Lambda" else node.args[1:2] if name.startswith("Limit") else node.args[1:]
    heads = [place.elts[0] if isinstance(place, ast.Tuple) and place.elts else place for place in places]
    if name == "Lambda" and places and isinstance(places[0], ast.Tuple):
        heads = list(places[0].elts)
    if not all(isinstance(head, ast.Name) for head in heads):
        raise CannotRead(f"{_piece(node)}: a limit begins with the name of a letter")
    return [head.id for head in heads if isinstance(head, ast.Name)]


def _size(value: Any) -> int:
    """How large a number is; 0 for what is none."""
    return abs(int(value)) if getattr(value, "is_Rational", False) else 0


def _refuse_large_power(base: Any, exponent: Any) -> None:
    if not getattr(exponent, "is_Integer", False):
        return
    if _size(exponent) > LARGEST_EXPONENT or (isinstance(base, sp.MatrixBase) and _size(exponent) > 64):
        raise CannotRead(f"the exponent {exponent} is too large")
    if getattr(base, "is_Rational", False):
        bits = max(int(base.p).bit_length(), int(base.q).bit_length())
        if bits * _size(exponent) > LARGEST_POWER_BITS:
            raise CannotRead(f"a power with the exponent {exponent} has too many digits")


def _piece(node: ast.AST) -> str:
    """The piece of text that a node came from, shortened."""
    text = ast.unparse(node)
    return text if len(text) <= 40 else f"{text[:37]}..."


OPERATORS: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
    ast.Pow: lambda a, b: a**b,
    ast.Mod: lambda a, b: sp.Mod(a, b),
    ast.BitAnd: sp.And,
    ast.BitOr: sp.Or,
    ast.BitXor: sp.Xor,
}
RELATIONS: dict[type, Callable[[Any, Any], Any]] = {
    ast.Lt: sp.Lt,
    ast.LtE: sp.Le,
    ast.Gt: sp.Gt,
    ast.GtE: sp.Ge,
    ast.Eq: sp.Eq,
    ast.NotEq: sp.Ne,
}
RULES: dict[type, Any] = {
    ast.Constant: _Reader.constant,
    ast.Name: _Reader.name,
    ast.Tuple: _Reader.sequence,
    ast.List: _Reader.sequence,
    ast.UnaryOp: _Reader.unary,
    ast.BinOp: _Reader.binary,
    ast.Compare: _Reader.comparison,
    ast.Subscript: _Reader.subscript,
    ast.BoolOp: _Reader.connective,
    ast.Call: _Reader.call,
}
