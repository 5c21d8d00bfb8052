"""Letters that stand for truth values: p and q in And(p, Not(q)). Each is true or false, so all cases can be tried."""

from collections.abc import Iterator
from itertools import product

from sympy import Basic, S, Symbol
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanFunction

from workings.judge.alphabet import Unreadable

MOST_LETTERS = 8


def propositions(*statements: Basic) -> list[Symbol]:
    """The letters without assumptions that statements and their connectives hold as parts, by name."""
    found: set[Symbol] = set()
    for statement in statements:
        if isinstance(statement, Symbol) and not is_number(statement):
            found.add(statement)
        elif isinstance(statement, BooleanFunction):
            found.update(propositions(*statement.args))
    return sorted(found, key=str)


def is_number(letter: Symbol) -> bool:
    """Whether a letter was declared to be a number of some kind."""
    return letter.is_complex is not None


def assignments(*statements: Basic) -> Iterator[dict[Basic, Basic]]:
    """Every choice of truth values for the letters; Unreadable if there are too many, or one is a number elsewhere."""
    letters = propositions(*statements)
    relations = set().union(*(statement.atoms(Relational) for statement in statements))
    if len(letters) > MOST_LETTERS or set(letters) & set().union(*(one.free_symbols for one in relations)):
        raise Unreadable("letters that are numbers and truth values")
    for values in product((S.true, S.false), repeat=len(letters)):
        yield dict(zip(letters, values, strict=True))
