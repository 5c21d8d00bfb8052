"""A formula of a record, printed anew from what it means: a record may be a stranger's, and its LaTeX is not trusted.

The text of a record keeps the author's order, so it is read back into the tree that was typed. That tree counts only if
it means what the record stores as the value; else the value itself is shown, in the order of a person.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from typing import Any

import sympy as sp

from . import algebra
from .algebra import Components
from .letters import GREEK, name_text
from .notation import latex
from .order import NoNotation, as_a_person_writes
from .record import Record
from .storage import CannotRead, declared, read
from .written import Written, value_of, written

LONGEST, DEEPEST, LARGEST_EXPONENT = 20_000, 60, 10_000
PLAIN = re.compile(r"[A-Za-z]+'*(_(\w+|\{[\w,]+\}))?|\\([A-Za-z]+)(_(\w+|\{[\w,]+\}))?")


def formula(said: str, stored: Any, letters: Mapping[str, Any]) -> Written | None:
    """The formula that a record says as `said` and stores as `stored`; None where it has no notation."""
    try:
        value = _stored_value(stored, letters)
    except (CannotRead, ValueError, TypeError):
        return None
    try:
        found = _Reader(letters).tree(said)
        if _means(found, value):
            return found
    except Exception:  # noqa: BLE001 - a text that is no formula fails in any way that Python and SymPy know
        pass
    try:
        return as_a_person_writes(value)
    except (NoNotation, TypeError, AttributeError):
        return None


def equation(said: str, letters: Mapping[str, Any]) -> str:
    """The LaTeX of a letter and its value, "x = (1, 2)"; "" where one of them has none."""
    left, _, right = said.partition(" = ")
    reader = _Reader(letters)
    try:
        return f"{latex(reader.tree(left))} = {latex(reader.tree(right))}"
    except Exception:  # noqa: BLE001 - as above
        return ""


def letters_of(derivation: Record, macros: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The letters of a derivation by their keys; one whose name is neither plain nor a known macro has its key."""
    table = {key: dict(said) for key, said in derivation.get("symbols", {}).items()}
    for said in table.values():
        if "name" in said and not _harmless(str(said["name"]), macros):
            del said["name"]
    try:
        return declared(table)[0]
    except (CannotRead, ValueError, TypeError):
        return {}


def _harmless(name: str, macros: frozenset[str]) -> bool:
    found = PLAIN.fullmatch(name)
    return found is not None and (not found[3] or found[3] in macros or found[3] in GREEK or found[3] == "ell")


def _stored_value(stored: Any, letters: Mapping[str, Any]) -> Any:
    """A stored value; a vector by components, which is stored as an entry and its range, as that pair."""
    return [_stored_value(part, letters) for part in stored] if isinstance(stored, list) else read(stored, letters)


def _means(found: Written, value: Any) -> bool:
    """Whether a tree means a stored value."""
    if isinstance(found.value, Components):
        if not isinstance(value, list) or len(value) != 2 or not isinstance(value[1], list):
            return False
        index = value[1][0]
        return bool(found.value[index] == value[0] and found.value.length == value[1][2])
    mine = value_of(found.value)
    mine = mine.as_immutable() if isinstance(mine, sp.MatrixBase) else mine
    mine = tuple(mine) if isinstance(mine, sp.Tuple) and isinstance(value, tuple) else mine
    return type(mine) is type(value) and bool(mine == value)


class _Reader:
    """The walk over the syntax tree of a text, which builds with the author's own vocabulary."""

    def __init__(self, letters: Mapping[str, Any]) -> None:
        named = {name_text(_name(letter)): letter for letter in letters.values()}
        self.letters = {**named, **letters}
        self.text = ""

    def tree(self, said: str) -> Written:
        """The tree that a text says."""
        if len(said) > LONGEST:
            raise CannotRead("too long")
        self.text = said.strip()
        return self.node(ast.parse(self.text, mode="eval").body, 0)

    def node(self, node: ast.AST, depth: int) -> Written:
        """The tree of a node."""
        if depth > DEEPEST:
            raise CannotRead("nested too deeply")
        return RULES[type(node)](self, node, depth + 1)

    def nodes(self, nodes: list[Any], depth: int) -> list[Written]:
        return [self.node(node, depth) for node in nodes]

    def constant(self, node: ast.Constant, depth: int) -> Written:
        if type(node.value) is not int:
            raise CannotRead("no whole number")
        return written(node.value)

    def name(self, node: ast.Name, depth: int) -> Written:
        if node.id in self.letters:
            letter = self.letters[node.id]
            return Written("letter", (), letter)
        return written({"pi": sp.pi, "E": sp.E, "oo": sp.oo}[node.id])

    def binary(self, node: ast.BinOp, depth: int) -> Written:
        left, right = self.node(node.left, depth), self.node(node.right, depth)
        power = isinstance(node.op, ast.Pow) and getattr(right.value, "is_Integer", False)
        if power and abs(int(right.value)) > LARGEST_EXPONENT:
            raise CannotRead("too large an exponent")
        ratio = isinstance(node.op, ast.Div) and " " not in (ast.get_source_segment(self.text, node) or " ")
        if ratio and all(getattr(side.value, "is_Integer", False) for side in (left, right)):
            return written(sp.Rational(left.value, right.value))
        return OPERATORS[type(node.op)](left, right)

    def unary(self, node: ast.UnaryOp, depth: int) -> Written:
        if not isinstance(node.op, ast.USub):
            raise CannotRead("no such sign")
        return -self.node(node.operand, depth)

    def attribute(self, node: ast.Attribute, depth: int) -> Written:
        base = self.node(node.value, depth)
        return {"T": lambda: base.T, "I": lambda: base.I}[node.attr]()

    def subscript(self, node: ast.Subscript, depth: int) -> Written:
        base = self.node(node.value, depth)
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        return base[tuple(self.nodes(parts, depth))]

    def comparison(self, node: ast.Compare, depth: int) -> Written:
        sides = self.nodes([node.left, *node.comparators], depth)
        if len(sides) == 3 and all(isinstance(op, ast.Lt) for op in node.ops):
            return algebra.between(*sides)
        (op,) = node.ops
        return algebra.relation(sides[0], RELATIONS[type(op)], sides[1])

    def sequence(self, node: ast.Tuple, depth: int) -> Written:
        return algebra.numbers(*self.nodes(node.elts, depth))

    def rows(self, node: ast.List, depth: int) -> Written:
        rows = tuple(tuple(self.nodes(row.elts, depth)) for row in node.elts if isinstance(row, ast.List))
        if len(rows) != len(node.elts) or not rows:
            raise CannotRead("no matrix")
        value = sp.ImmutableDenseMatrix([[entry.value for entry in row] for row in rows])
        return Written("matrix", rows, value)

    def call(self, node: ast.Call, depth: int) -> Written:
        if not isinstance(node.func, ast.Name) or node.keywords:
            raise CannotRead("no function")
        name = node.func.id
        if name == "Sum":
            return self.total(node, depth)
        arguments = self.nodes(node.args, depth)
        if name in FUNCTIONS:
            return FUNCTIONS[name](*arguments)
        function = self.letters[name]
        return Written("unknown", (function.__name__, *arguments), function(*(a.value for a in arguments)))

    def total(self, node: ast.Call, depth: int) -> Written:
        """A sum, its own indices known in its body."""
        limits = [limit.elts for limit in node.args[1:] if isinstance(limit, ast.Tuple)]
        inner = _Reader(self.letters)
        inner.text = self.text
        for index, *_ in limits:
            if isinstance(index, ast.Name):
                inner.letters.setdefault(index.id, sp.Symbol(index.id, integer=True))
        body = inner.node(node.args[0], depth)
        for limit in limits:
            body = algebra.total(body, *inner.nodes(limit, depth))
        return body


def _name(letter: Any) -> str:
    return str(getattr(letter, "name", None) or getattr(letter, "__name__", letter))


OPERATORS: dict[type, Callable[[Any, Any], Written]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
    ast.Pow: lambda a, b: a**b,
}
RELATIONS = {ast.Eq: "==", ast.NotEq: "!=", ast.LtE: "<=", ast.GtE: ">=", ast.Lt: "<", ast.Gt: ">"}
FUNCTIONS: dict[str, Callable[..., Written]] = {
    "exp": algebra.exp, "log": algebra.log, "tanh": algebra.tanh, "sigmoid": algebra.sigmoid, "ReLU": algebra.relu,
    "Max": algebra.largest, "Min": algebra.smallest, "LambertW": algebra.lambert_w, "floor": algebra.floor,
    "sqrt": algebra.sqrt, "norm": algebra.norm, "softmax": algebra.softmax, "hadamard": algebra.hadamard, "Abs": abs,
}  # fmt: skip
RULES: dict[type, Any] = {
    ast.Constant: _Reader.constant,
    ast.Name: _Reader.name,
    ast.BinOp: _Reader.binary,
    ast.UnaryOp: _Reader.unary,
    ast.Attribute: _Reader.attribute,
    ast.Subscript: _Reader.subscript,
    ast.Compare: _Reader.comparison,
    ast.Tuple: _Reader.sequence,
    ast.List: _Reader.rows,
    ast.Call: _Reader.call,
}
