"""Equations between matrix words, completed to rewriting rules: is a polynomial 0 in every ring where they hold?

An equation is a polynomial that is 0: X P - 1 and P X - 1 for the inverse X of a sum P, A A^-1 - 1, a given matrix
equation and its transpose. Each is turned into a rule: its greatest word (the longer one; of equal length the later
one) is replaced by the rest. Where the greatest words of two rules overlap, a word can be rewritten in two ways, and
the difference is one more equation (Buchberger's algorithm for words: Mora, "An introduction to commutative and
noncommutative Groebner bases", 1994; for identities between matrices with inverses: Helton and Wavrik 1994). Every
rule is a consequence of the equations, by adding and multiplying them only. So what is rewritten to 0 is 0 for
matrices of every size, wherever the inverses exist. Completion need not end, so it is cut off; not reaching 0 proves
nothing.

Two steps are more than adding and multiplying. Square matrices with L R = c 1 and c a number other than 0 have
R L = c 1, too. And a rule is divided by the coefficient of its greatest word, a number or a rational function of
symbols; `divisors` lists them, for the caller to ask whether they can be 0.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sympy import QQ, Expr
from sympy.polys.fields import sfield

from workings.judge import constants
from workings.judge.alphabet import Unreadable
from workings.judge.words import Letter, Polynomial

LONGEST = 14
MOST_RULES = 120
MOST_STEPS = 20_000

Chain = tuple[int, ...]
Combination = dict[Chain, Any]


class Contradiction(Exception):
    """The equations have no solution: 1 = 0 follows from them."""


@dataclass
class Rules:
    """Rewriting rules, each with its greatest word as key, over a field of rational functions."""

    letters: list[Letter]
    field_: Any
    tails: dict[Chain, Combination] = field(default_factory=dict)
    agenda: list[tuple[int, int, Combination]] = field(default_factory=list)
    divisors: set[Expr] = field(default_factory=set)
    steps: int = 0

    def __post_init__(self) -> None:
        self.known = {letter: k for k, letter in enumerate(self.letters)}

    def coded(self, polynomial: Polynomial) -> Combination:
        """A polynomial with numbers for letters and elements of the field for coefficients."""
        return {tuple(self.known[one] for one in word): self.element(value) for word, value in polynomial.items()}

    def element(self, value: Expr) -> Any:
        """A coefficient as an element of the field."""
        return QQ.from_sympy(value) if self.field_ is QQ else self.field_.from_expr(value)

    def decoded(self, total: Combination) -> Polynomial:
        """A polynomial in letters again."""
        return {tuple(self.letters[k] for k in chain): self.expression(value) for chain, value in total.items()}

    def expression(self, value: Any) -> Expr:
        """An element of the field as an expression."""
        return QQ.to_sympy(value) if self.field_ is QQ else value.as_expr()

    def reduced(self, total: Combination) -> Combination:
        """A polynomial rewritten until no rule applies."""
        left: Combination = dict(total)
        done: Combination = {}
        while left:
            chain, value = left.popitem()
            found = self.place(chain)
            if found is None:
                add(done, chain, value)
                continue
            self.steps += 1
            if self.steps > MOST_STEPS:
                raise Unreadable("too many steps of rewriting")
            start, lead = found
            before, after = chain[:start], chain[start + len(lead) :]
            for middle, factor in self.tails[lead].items():
                add(left, before + middle + after, value * factor)
        return done

    def place(self, chain: Chain) -> tuple[int, Chain] | None:
        """Where a rule applies to a word."""
        for start in range(len(chain)):
            for end in range(start + 1, len(chain) + 1):
                if chain[start:end] in self.tails:
                    return start, chain[start:end]
        return None

    def note(self, total: Combination) -> None:
        """One more equation for the agenda, shortest first."""
        if total:
            self.agenda.append((max(map(len, total)), len(self.agenda) + self.steps, total))
            self.agenda.sort(key=lambda item: (item[0], item[1]), reverse=True)

    def completed(self) -> Iterator[None]:
        """Complete the rules, one new rule at a time; Contradiction if 1 = 0 follows."""
        while self.agenda and len(self.tails) < MOST_RULES:
            *_, total = self.agenda.pop()
            total = self.reduced(total)
            if not total:
                continue
            lead = max(total, key=lambda chain: (len(chain), chain))
            if not lead:
                raise Contradiction("the equations have no solution")
            self.add_rule(lead, total)
            yield

    def add_rule(self, lead: Chain, total: Combination) -> None:
        """The rule lead -> rest, in place of older rules that it rewrites, with what follows from its overlaps."""
        value = total[lead]
        if self.field_ is not QQ:
            self.divisors.add(self.expression(value))
        tail = {chain: -factor / value for chain, factor in total.items() if chain != lead}
        for old in [old for old in self.tails if contains(old, lead)]:
            rest = self.tails.pop(old)
            self.note({**{chain: -factor for chain, factor in rest.items()}, old: value / value})
        self.tails[lead] = tail
        for other in list(self.tails):
            for one, two in ((lead, other), (other, lead)) if other != lead else ((lead, lead),):
                self.overlaps(one, two)
        for turned in self.turned_round(lead, tail):
            self.note(turned)

    def overlaps(self, one: Chain, two: Chain) -> None:
        """The equations from words that end with part of `two` and begin with `one`."""
        for size in range(1, min(len(one), len(two))):
            if one[-size:] == two[:size] and len(one) + len(two) - size <= LONGEST:
                result: Combination = {}
                for chain, factor in self.tails[one].items():
                    add(result, chain + two[size:], factor)
                for chain, factor in self.tails[two].items():
                    add(result, one[:-size] + chain, -factor)
                self.note(result)

    def differs_from_zero(self, constant: Any) -> bool:
        """Whether an element of the field is a number other than 0; sqrt(2)**2 - 2 is none, though its root is free."""
        number = self.expression(constant)
        return (bool(number.is_Rational) and number != 0) or (
            bool(number.is_number) and constants.differs_from_zero(number)
        )

    def turned_round(self, lead: Chain, tail: Combination) -> list[Combination]:
        """R L = c 1 for each way of reading the rule as L R = c 1 with square L (or R) in common to all its words."""
        constant = tail.get(())
        words = [lead, *(chain for chain in tail if chain)]
        if not constant or not all(words) or not self.differs_from_zero(constant):
            return []
        total = {lead: constant / constant, **{chain: -factor for chain, factor in tail.items()}}
        found = []
        for cut, rest in ((0, slice(1, None)), (-1, slice(None, -1))):
            same = {chain[cut] for chain in words}
            if len(same) == 1 and self.letters[lead[cut]].square:
                ends = [(chain[rest], (chain[cut],)) for chain in words]
                turned = [inner + end if cut == 0 else end + inner for inner, end in ends]
                found.append({**dict(zip(turned, (total[chain] for chain in words), strict=True)), (): total[()]})
        return found


def rules_for(equations: Iterable[Polynomial], goals: Iterable[Polynomial]) -> Rules:
    """The rules that are to be completed, over a field that holds the coefficients of equations and goals."""
    equations, goals = list(equations), list(goals)
    values = [value for polynomial in (*equations, *goals) for value in polynomial.values()]
    letters = {one for polynomial in (*equations, *goals) for word in polynomial for one in word}
    rules = Rules(sorted(letters, key=rank), field_of(values))
    for equation in equations:
        rules.note(rules.coded(equation))
    return rules


def rank(one: Letter) -> tuple[Any, ...]:
    """The order of the letters: named matrices, their inverses, inverses of sums."""
    return one.inverted, len(one.name), one.name, one.transposed, str(one.rows), str(one.columns)


def field_of(values: list[Expr]) -> Any:
    """A field that holds the coefficients."""
    if all(value.is_Rational for value in values):
        return QQ
    field_, _ = sfield([value for value in values if not value.is_Rational])
    if not field_.domain.is_QQ and not field_.domain.is_ZZ:
        raise Unreadable("coefficients that are no rational functions")
    return field_


def add(total: Combination, chain: Chain, value: Any) -> None:
    """total + value chain."""
    value = total.pop(chain, 0) + value
    if value:
        total[chain] = value


def contains(chain: Chain, part: Chain) -> bool:
    """Whether a word holds another."""
    return any(chain[k : k + len(part)] == part for k in range(len(chain) - len(part) + 1))
