"""The letters of stored formulas: a table from keys to what each letter is and what is assumed of it.

A key is a name that Python could have. It is the letter's own name where that serves; else the entry says the `name`,
as {"name": "lambda"} under `lambda_`. Two letters of one name and different assumptions are two letters in SymPy, and
have two keys. The entry of a vector has "indexed", of a matrix "matrix" with its two sizes, of an undefined function
"function"; what is assumed of a matrix ("symmetric", "invertible", "pd", ...) is a premise, for SymPy keeps it apart.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping
from typing import Any

import sympy as sp
from sympy.core.function import UndefinedFunction

from workings.storage.reader import CannotRead, read
from workings.storage.vocabulary import ASSUMPTIONS, BINDERS, CONSTANTS, FUNCTIONS, PREDICATES

Declaration = Mapping[str, Any]
KINDS = ("matrix", "indexed", "function")


def declared(declarations: Mapping[str, Declaration]) -> tuple[dict[str, Any], list[Any]]:
    """The letter of each key, and the premises about the matrices among them; CannotRead names a fault."""
    letters: dict[str, Any] = {}
    for key, said in sorted(declarations.items(), key=lambda item: "matrix" in item[1] or "shape" in item[1]):
        if not key.isidentifier() or keyword.iskeyword(key):
            raise CannotRead(f"the key {key!r} is no name")
        letters[key] = _letter(said.get("name", key), said, letters)
    ordered = {key: letters[key] for key in declarations}
    said_of = [(key, word) for key, said in declarations.items() if "matrix" in said for word in said]
    return ordered, [PREDICATES[word](ordered[key]) for key, word in said_of if word in PREDICATES]


def _letter(name: str, said: Declaration, letters: Mapping[str, Any]) -> Any:
    assumed = {word: truth for word, truth in said.items() if word in ASSUMPTIONS}
    kind = next((kind for kind in KINDS if said.get(kind)), "")
    known = {"name", kind, *(PREDICATES if kind == "matrix" else ()), *(("shape",) if kind == "indexed" else ())}
    if unknown := [word for word in said if word not in assumed and word not in known]:
        raise CannotRead(f"{name}: {unknown[0]!r} is nothing that can be assumed of it")
    if kind == "matrix":
        return sp.MatrixSymbol(name, *(_size(size, letters) for size in said["matrix"]))
    if kind == "function":
        return sp.Function(name, **assumed)
    if kind == "indexed":
        shape = tuple(_size(size, letters) for size in said.get("shape", ()))
        return sp.IndexedBase(name, shape=shape or None, **assumed)
    return sp.Symbol(name, **assumed)


def _size(size: int | str, letters: Mapping[str, Any]) -> Any:
    return sp.Integer(size) if isinstance(size, int) else read(size, letters)


class Letters:
    """A table that is filled as formulas are written: `key_of` a letter, and at the end all `declarations`."""

    def __init__(self) -> None:
        self.keys: dict[Any, str] = {}

    def key_of(self, letter: Any) -> str:
        """The key of a letter, which comes into the table if it is new."""
        if letter not in self.keys:
            for part in _sizes(letter):
                for size in sorted(part.free_symbols, key=str):
                    self.key_of(size)
            self.keys[letter] = self._free_key(_name(letter))
        return self.keys[letter]

    def declarations(self) -> dict[str, dict[str, Any]]:
        """What `declared` reads, in the order of the keys."""
        entries = {key: self._entry(key, letter) for letter, key in self.keys.items()}
        return dict(sorted(entries.items()))

    def _free_key(self, name: str) -> str:
        key = re.sub(r"\W", "_", name).strip("_") or "_"
        key = f"_{key}" if key[0].isdigit() else key
        reserved = key in CONSTANTS or key in FUNCTIONS or key in BINDERS or key in ("raw", "Q")
        key = f"{key}_" if keyword.iskeyword(key) or (reserved and key not in ("beta", "gamma", "zeta")) else key
        taken, first, count = set(self.keys.values()), key, 2
        while key in taken:
            key, count = f"{first}_{count}", count + 1
        return key

    def _entry(self, key: str, letter: Any) -> dict[str, Any]:
        name = _name(letter)
        entry: dict[str, Any] = {} if name == key else {"name": name}
        if isinstance(letter, sp.MatrixSymbol):
            return entry | {"matrix": [self._size(size) for size in letter.shape]}
        if isinstance(letter, UndefinedFunction):
            known = {word: truth for word, truth in letter._kwargs.items() if truth is not None}
            return entry | {"function": True} | known
        if isinstance(letter, sp.IndexedBase):
            shape = {"shape": [self._size(size) for size in letter.shape]} if letter.shape else {}
            return entry | {"indexed": True} | shape | dict(letter.label._assumptions_orig)
        return entry | dict(letter._assumptions_orig)

    def _size(self, size: Any) -> int | str:
        from workings.storage.writer import write

        return int(size) if size.is_Integer else write(size, self)


def _name(letter: Any) -> str:
    return letter.__name__ if isinstance(letter, UndefinedFunction) else str(getattr(letter, "name", letter))


def _sizes(letter: Any) -> tuple[Any, ...]:
    return tuple(letter.shape or ()) if isinstance(letter, sp.MatrixSymbol | sp.IndexedBase) else ()
