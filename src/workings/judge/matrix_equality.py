"""Are two matrix expressions, or two numbers made of matrices, equal for all sizes and entries?

1. Both sides as polynomials in words (`words`), with the numbers inside as letters (`traces`): equal if each
   coefficient of the difference vanishes, which the normal form of numbers decides.
2. The same after rewriting by the equations that inverses and given equations obey (`completion`).

What it means to write an inverse (see `premises`): an equation is claimed where all inverses that are written exist.
For the inverse of a sum, such as (A + U V)^-1 or (X^T X)^-1, this is taken as it stands, and the method names it. A
named matrix whose inverse is written on one side only must be known to be invertible, for there the other side has
a value without it; if its inverse is written on both sides, both have values at the same places.

A rule divided by a polynomial in free symbols that are no whole numbers, real or complex, and that no given relation
ties: both sides are then rational, so continuous, in these symbols where the inverses exist, which is an open set,
and the zeros of the polynomial have no inner points; so equality elsewhere is equality everywhere. Any other divisor
must be known not to be 0, or stand below a fraction bar in the claim.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from sympy import Determinant, Dummy, Expr, Poly, Pow, S, Symbol, Trace
from sympy.matrices.expressions.matexpr import MatrixElement, MatrixExpr

from workings.judge.alphabet import Unreadable
from workings.judge.completion import Contradiction, Rules, rules_for
from workings.judge.evidence import NOT_SHOWN, Evidence
from workings.judge.premises import Premises
from workings.judge.signs import nonzero
from workings.judge.traces import Numbers
from workings.judge.words import Letter, Polynomial, plus, times

Zero = Callable[[Expr, Premises], bool]
MOST_ROUNDS = 6


@dataclass
class Question:
    """A difference of two sides in words, with the inverses of named matrices on each side."""

    known: Premises
    zero: Zero
    numbers: Numbers
    gap: Polynomial = field(default_factory=dict)
    lone: set[str] = field(default_factory=set)

    def holds(self, gap: Polynomial, rules: Rules | None = None) -> bool:
        """Whether a polynomial is 0 once its numbers are taken out and each coefficient is seen to vanish."""
        for _ in range(MOST_ROUNDS):
            before = gap
            if rules is not None:
                gap = rewritten(gap, rules)
                gap = {word: self.settled(value, rules) for word, value in gap.items()}
            gap = self.numbers.split(gap)
            if rules is None or not gap or gap == before:
                break
        return all(self.zero(value, self.known) for value in gap.values())

    def settled(self, value: Expr, rules: Rules | None) -> Expr:
        """A coefficient with the words inside its numbers rewritten."""
        if rules is None:
            return value
        letters = sorted(value.atoms(Dummy) & self.numbers.words.keys(), key=str)
        return value.xreplace({letter: self.renewed(letter, rules) for letter in letters})

    def renewed(self, letter: Dummy, rules: Rules) -> Expr:
        """The number that a letter stands for, its word rewritten from each place at which it can be read."""
        kind, word = self.numbers.words[letter]
        if kind == "det":
            return letter
        turns = [(*word[k:], *word[:k]) for k in range(len(word))] if kind == "tr" else [word]
        for turn in turns:
            now = rewritten({turn: S.One}, rules)
            if now != {turn: S.One}:
                return self.numbers.trace_of(now, word[0].rows)
        mirrored = self.numbers.trace_of(rewritten({self.numbers.reader.backwards(word): S.One}, rules), word[0].rows)
        rest, share = mirrored.xreplace({letter: S.Zero}), mirrored.coeff(letter)
        if share.is_Rational and share != 1 and share != 0 and mirrored == rest + share * letter:
            return rest / (1 - share)  # a number is that of the transpose, which is here a multiple of itself
        return letter


def rewritten(gap: Polynomial, rules: Rules) -> Polynomial:
    """A polynomial rewritten by rules; coefficients outside their field are kept apart."""
    result: Polynomial = {}
    for word, value in gap.items():
        if all(one in rules.known for one in word):
            result = plus(result, rules.decoded(rules.reduced(rules.coded({word: S.One}))), value)
        else:
            result = plus(result, {word: value})
    return result


def equal_matrices(a: MatrixExpr, b: MatrixExpr, known: Premises, zero: Zero) -> Evidence:
    """The evidence for a = b, two matrix expressions of one shape; Unreadable if a part of them has no rule."""
    numbers = Numbers(known)
    numbers.reader.prepare((a, b, *known.given))
    left, on_left = side(numbers, lambda: numbers.reader.read(a))
    right, on_right = side(numbers, lambda: numbers.reader.read(b))
    question = Question(known, zero, numbers, plus(left, right, S.NegativeOne), on_left ^ on_right)
    return answer(question)


def equal_numbers(a: Expr, b: Expr, known: Premises, zero: Zero) -> Evidence:
    """The evidence for a = b, two numbers with traces, determinants or 1 x 1 products in them."""
    if not any(holds_matrices(side) for side in (a, b)):
        return NOT_SHOWN
    numbers = Numbers(known)
    numbers.reader.prepare((a, b, *known.given))
    left, on_left = side(numbers, lambda: numbers.scalar(a))
    right, on_right = side(numbers, lambda: numbers.scalar(b))
    question = Question(told(numbers, known), zero, numbers, {(): left - right}, on_left ^ on_right)
    return answer(question)


def holds_matrices(e: Expr) -> bool:
    """Whether a number is made of matrices in a way that words can read."""
    return e.has(Trace, Determinant) or any(tuple(x.parent.shape) == (1, 1) for x in e.atoms(MatrixElement))


def side(numbers: Numbers, read: Callable[[], Any]) -> tuple[Any, set[str]]:
    """One side, with the named matrices whose inverses it holds."""
    numbers.reader.inverses.clear()
    return read(), set(numbers.reader.inverses)


def told(numbers: Numbers, known: Premises) -> Premises:
    """The premises about numbers, with their matrices as letters."""
    say = numbers.scalar
    return replace(
        known,
        facts=tuple((say(fact), strict) for fact, strict in known.facts),
        nonzero=frozenset(map(say, known.nonzero)),
        equalities=tuple((say(left), say(right)) for left, right in known.equalities),
    )


def answer(question: Question) -> Evidence:
    """The evidence from normal forms, then from rewriting; what is missing where an inverse stands alone."""
    way = "normal form of matrix words" if question.holds(question.gap) else by_rewriting(question)
    if not way:
        return NOT_SHOWN
    reader = question.numbers.reader
    matrices = [reader.named[name] for name in sorted(question.lone) if name in reader.named]
    missing = [m for m in matrices if m not in question.known.invertible]
    if missing:
        return Evidence("undecided", "true if " + " and ".join(f"Q.invertible({matrix})" for matrix in missing))
    sums = sorted({min(letter.name, reader.mirror(letter).name) for letter in reader.compounds})
    return Evidence("proved", way + (f", where {' and '.join(sums)} can be inverted" if sums else ""))


def by_rewriting(question: Question) -> str:
    """How rewriting shows it; empty if it does not."""
    numbers, gap = question.numbers, question.numbers.inserted(question.gap)
    words = [word for kind, word in numbers.words.values() if kind != "det"]
    try:
        given = list(equations(question))
        if not given:
            return ""
        rules = rules_for(given, [dict.fromkeys(words, S.One), {word: S.One for word in gap}])
        for _ in stages(rules):
            if question.holds(gap, rules) and all(harmless(d, question) for d in rules.divisors):
                return "normal form of matrix words by the equations that inverses and premises obey"
    except (Unreadable, Contradiction):
        return ""
    return ""


def stages(rules: Rules) -> Iterator[None]:
    """The moments at which the goal is tried: after 1, 2, 3, ... then ever more new rules, and at the end."""
    pause, waited = 1, 0
    for _ in rules.completed():
        waited += 1
        if waited >= pause:
            yield
            pause, waited = pause + 1, 0
    yield


def equations(question: Question) -> Iterator[Polynomial]:
    """The equations that the letters of a question obey."""
    reader, known = question.numbers.reader, question.known
    for left, right in given_equations(question.numbers):
        gap = plus(left, right, S.NegativeOne)
        yield gap
        yield reader.turned(gap)
    named = sorted(reader.named, key=str)
    for name in named:
        matrix = reader.named[name]
        if matrix in known.orthogonal:
            letter = Letter(name, *matrix.shape)
            yield from mutual({(letter,): S.One}, {(reader.mirror(letter),): S.One})
        if matrix in known.invertible or name in reader.inverses or name in question.lone:
            for letter in sorted({Letter(name, *matrix.shape), reader.mirror(Letter(name, *matrix.shape))}, key=str):
                yield from mutual({(letter,): S.One}, {(reader.toggled(letter),): S.One})
    for letter, polynomial in list(reader.compounds.items()):
        yield from mutual({(letter,): S.One}, polynomial)
        if letter.rows == 1:  # a number is its own transpose
            yield plus({(letter,): S.One}, {(reader.mirror(letter),): S.One}, S.NegativeOne)
    for letter, (base, _) in list(reader.powers.items()):
        power: Polynomial = {(letter,): S.One}
        yield plus(times(power, base), times(base, power), S.NegativeOne)
    for (first, (base, _)), (second, (other, _)) in pairwise(sorted(reader.powers.items(), key=str)):
        if base == other:
            yield plus({(first, second): S.One}, {(second, first): S.One}, S.NegativeOne)
    diagonal = [Letter(name, *reader.named[name].shape) for name in named if reader.named[name] in known.diagonal]
    for first, second in ((one, two) for k, one in enumerate(diagonal) for two in diagonal[:k] if one.rows == two.rows):
        yield plus({(first, second): S.One}, {(second, first): S.One}, S.NegativeOne)


def mutual(a: Polynomial, b: Polynomial) -> Iterator[Polynomial]:
    """a b = 1 and b a = 1."""
    yield plus(times_plainly(a, b), {(): S.One}, S.NegativeOne)
    yield plus(times_plainly(b, a), {(): S.One}, S.NegativeOne)


def times_plainly(a: Polynomial, b: Polynomial) -> Polynomial:
    """The product of two polynomials, nothing cancelled."""
    result: Polynomial = {}
    for left, first in a.items():
        for right, second in b.items():
            result = plus(result, {left + right: first * second})
    return result


def given_equations(numbers: Numbers) -> Iterator[tuple[Polynomial, Polynomial]]:
    """The given equations between matrices, and those that say what one 1 x 1 product is."""
    for left, right in numbers.premises.matrix_equations:
        yield numbers.reader.read(left), numbers.reader.read(right)
    for left, right in numbers.premises.equalities:
        if isinstance(left, Expr) and isinstance(right, Expr) and holds_matrices(left - right):
            yield from of_number(numbers.scalar(left - right), numbers)


def of_number(gap: Expr, numbers: Numbers) -> Iterator[tuple[Polynomial, Polynomial]]:
    """The equation gap = 0 for a 1 x 1 word, if it is the only letter and stands there linearly."""
    letters = gap.atoms(Dummy) & numbers.words.keys()
    if len(letters) != 1:
        return
    (letter,) = letters
    kind, word = numbers.words[letter]
    if kind == "" and gap.is_polynomial(letter) and Poly(gap, letter).degree() == 1:
        slope, rest = Poly(gap, letter).all_coeffs()
        if slope.is_Rational:
            yield {word: slope}, {(): -rest}


def harmless(divisor: Expr, question: Question) -> bool:
    """Whether a divisor is not 0, or only where no open set is (see above)."""
    bars = {p.base for value in question.gap.values() for p in value.atoms(Pow) if p.exp.could_extract_minus_sign()}
    top = divisor.as_numer_denom()[0]
    symbols = sorted(top.free_symbols, key=str)
    if not symbols or not top.is_polynomial(*symbols):  # sqrt(2)**2 - 2 is 0, though a field took its root for free
        return nonzero(top, question.known)
    constant, factors = Poly(top, *symbols).factor_list()
    return nonzero(constant, question.known) and all(harmless_factor(factor, bars, question) for factor, _ in factors)


def harmless_factor(polynomial: Poly, bars: set[Expr], question: Question) -> bool:
    """Whether an irreducible divisor is not 0, stands below a fraction bar of the claim, or has free symbols only."""
    known, factor = question.known, polynomial.as_expr()
    if nonzero(factor, known) or factor in bars or -factor in bars:
        return True
    tied = set().union(*(one.free_symbols for one in known.given), set())
    free = all(type(s) is Symbol and not s.is_integer and s not in tied for s in polynomial.gens)
    return free and nonzero(polynomial.LC(), known)
