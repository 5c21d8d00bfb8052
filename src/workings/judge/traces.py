"""Numbers made of matrices: traces, determinants, and 1 x 1 products, each as a letter with a normal form.

Traces are linear, tr(A B) = tr(B A), tr(A^T) = tr(A), tr(I) = n, tr(x y^T) = y^T x. So the trace of a word is read from
the place, and in the direction, that gives the smallest text. A 1 x 1 word is cut where an inner size is 1; the pieces
are numbers, so they commute, and each equals its transpose.

det(A B) = det(A) det(B) for square factors, det(A^T) = det(A), det(c A) = c^n det(A), det(A^-1) = 1 / det(A) and
det(A^k) = det(A)^k. Of a sum, an invertible letter A is taken out: det(A + W) = det(A) det(1 + A^-1 W), and
det(1 + U V) = det(1 + V U) whatever the inner size (Sylvester's identity: both are the determinant of the block matrix
(1, -U; V, 1), by elimination of either block), where U is a factor on the left of all words of W; if the turned product
is 1 x 1, the determinant is that number.

The letters carry what is known for certain: entries are real; x^T x >= 0, x^T H x >= 0 for a positive definite H; the
determinant of an invertible matrix is not 0, that of a positive definite and symmetric one is positive (the product
of its eigenvalues).
"""

from dataclasses import dataclass, field
from typing import Any

from sympy import Add, Determinant, Dummy, Expr, Mul, Poly, S, Trace, cancel, factor_list
from sympy.core.function import Function
from sympy.core.power import Pow
from sympy.matrices.expressions.matexpr import MatrixElement, MatrixExpr
from sympy.polys.polyerrors import PolynomialError

from workings.judge.alphabet import Unreadable
from workings.judge.premises import Premises
from workings.judge.reader import Reader
from workings.judge.signs import nonzero
from workings.judge.words import Letter, Polynomial, Word, counted, first_cut, plus, spelt, text, times

MOST_TURNS = 40


@dataclass
class Numbers:
    """Replaces the numbers made of matrices in an expression by letters; `words` tells what each letter stands for."""

    premises: Premises = Premises()
    letters: dict[str, Dummy] = field(default_factory=dict)
    words: dict[Dummy, tuple[str, Word]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.reader = Reader(self.premises, scalar=self.scalar)

    def scalar(self, e: Any) -> Any:
        """`e` with its traces, determinants and 1 x 1 entries as letters."""
        if not isinstance(e, Expr) or isinstance(e, MatrixExpr) or not e.has(Trace, Determinant, MatrixElement):
            return e
        if isinstance(e, Trace):
            return self.trace_of(self.reader.read(e.arg), e.arg.shape[0])
        if isinstance(e, Determinant):
            return self.determinant_of(self.reader.read(e.arg), e.arg.shape[0])
        if isinstance(e, MatrixElement):
            return self.entry(e)
        if isinstance(e, (Add, Mul, Pow, Function)):
            return e.func(*map(self.scalar, e.args))
        return e

    def entry(self, e: MatrixElement) -> Expr:
        """The entry of a matrix: the number in it if it is 1 x 1, else left as it is."""
        if tuple(e.parent.shape) != (1, 1):
            return e
        return self.trace_of(self.reader.read(e.parent), S.One)

    # traces

    def trace_of(self, polynomial: Polynomial, size: Expr) -> Expr:
        """The trace of a square polynomial."""
        return Add(*(value * self.trace_of_word(word, size) for word, value in polynomial.items()))

    def trace_of_word(self, word: Word, size: Expr) -> Expr:
        """The trace of a word, numbers taken out."""
        if not word:
            return size
        cut = next((k for k, one in enumerate(word) if one.rows == 1), None)
        if cut is not None:
            return self.number_of((*word[cut:], *word[:cut]))
        if len(word) == 1 and word[0].name == "1":
            raise Unreadable("the trace of a column")
        turns = [turn for way in (word, self.reader.backwards(word)) for turn in rotations(way)]
        least = min(turns, key=spelt)
        return self.letter("tr", least, nonnegative=any(map(self.is_square, turns)))

    def number_of(self, word: Word) -> Expr:
        """A 1 x 1 word as a product of numbers."""
        return Mul(*(self.number(piece) for piece in cuts(word)))

    def number(self, piece: Word) -> Expr:
        """One number: a 1 x 1 word that no inner size of 1 cuts."""
        piece, many = counted(piece)
        if not piece:
            return many
        if len(piece) == 1 and piece[0] in self.reader.compounds:
            return 1 / self.trace_of(self.reader.compounds[piece[0]], S.One)
        if len(piece) == 1 and piece[0].inverted:
            return 1 / self.number(tuple(self.reader.toggled(one) for one in piece))
        least = min((piece, self.reader.backwards(piece)), key=spelt)
        return many * self.letter("", least, nonnegative=self.is_square(piece))

    def is_square(self, word: Word) -> bool:
        """Whether a word is v^T v or v^T H v with a positive definite H: its trace is then >= 0."""
        half = len(word) // 2
        if not half or not self.is_real(word) or self.reader.backwards(word[:half]) != word[-half:]:
            return False
        middle = word[half] if len(word) % 2 else None
        return middle is None or self.reader.named.get(middle.name) in self.premises.definite

    def is_real(self, word: Word) -> bool:
        """Whether a word is made of named matrices alone, whose entries are real."""
        return all(one.name in self.reader.named or one.name == "1" for one in word)

    def letter(self, kind: str, word: Word, **assumed: bool | None) -> Dummy:
        """The letter for a number: `kind` says whether it is a trace, a determinant or the number in a 1 x 1 word."""
        name = f"{kind}({spelt(word)})"
        if name not in self.letters:
            if self.is_real(word):
                assumed["real"] = True
            dummy = Dummy(name, **{key: True for key, truth in assumed.items() if truth})
            self.letters[name], self.words[dummy] = dummy, (kind, word)
        if self.words[self.letters[name]] != (kind, word):
            raise Unreadable(f"two numbers that are both written {name}")
        return self.letters[name]

    def split(self, polynomial: Polynomial) -> Polynomial:
        """A polynomial with the numbers inside its words moved to the coefficients."""
        result: Polynomial = {}
        for word, value in polynomial.items():
            outer, number = self.outer(word)
            result = plus(result, {outer: value * number})
        return result

    def outer(self, word: Word) -> tuple[Word, Expr]:
        """What is left of a word between its outermost cuts, and the product of the numbers taken out."""
        places = [0] * (bool(word) and word[0].rows == 1)
        places += [k + 1 for k, one in enumerate(word) if one.columns == 1]
        if len(places) < 2:
            return word, S.One
        return (*word[: places[0]], *word[places[-1] :]), self.number_of(word[places[0] : places[-1]])

    def inserted(self, polynomial: Polynomial) -> Polynomial:
        """A polynomial with sums of numbers below a fraction bar as inverted 1 x 1 letters, inside words with a cut."""
        result: Polynomial = {}
        for word, value in polynomial.items():
            cut, (top, bottom) = first_cut(word), value.as_numer_denom()
            if cut and bottom.atoms(Dummy) & self.words.keys():
                for factor, times_ in factor_list(bottom)[1]:
                    one = self.one_over(factor)
                    if one is not None:
                        word = (*word[:cut], *(one,) * times_, *word[cut:])
                        bottom = cancel(bottom / factor**times_)
            result = plus(result, {word: top / bottom})
        return result

    def one_over(self, factor: Expr) -> Letter | None:
        """The inverted letter for a sum of 1 x 1 words with numbers in front; None if it is none."""
        letters = sorted(factor.atoms(Dummy) & self.words.keys(), key=str)
        if not letters or any(self.words[letter][0] for letter in letters):
            return None
        try:
            terms = Poly(factor, *letters).terms()
        except PolynomialError:
            return None
        total: Polynomial = {}
        for powers, value in terms:
            word = tuple(one for s, k in zip(letters, powers, strict=True) for one in self.words[s][1] * k)
            total = plus(total, {word: value})
        return self.reader.compound(total)

    # determinants

    def determinant_of(self, polynomial: Polynomial, size: Expr) -> Expr:
        """The determinant of a square polynomial."""
        if size == 1:
            return self.trace_of(polynomial, size)
        if not polynomial:
            return S.Zero
        if len(polynomial) == 1:
            ((word, value),) = polynomial.items()
            if all(one.square for one in word):
                return value**size * Mul(*map(self.determinant_of_letter, word))
        for word, value in sorted(polynomial.items(), key=lambda pair: spelt(pair[0])):
            if self.invertible(word) and nonzero(value, self.premises):
                turned = tuple(self.reader.toggled(one) for one in word)
                rest = {w: v for w, v in times({turned: 1 / value}, polynomial).items() if w}
                return value**size * Mul(*map(self.determinant_of_letter, word)) * self.turned_round(rest, size)
        return self.letter_of(polynomial, size)

    def invertible(self, word: Word) -> bool:
        """Whether a word is the identity or one named matrix that is invertible by the premises."""
        return not word or (len(word) == 1 and self.reader.named.get(word[0].name) in self.premises.invertible)

    def determinant_of_letter(self, one: Letter) -> Expr:
        """The determinant of a letter; that of an inverted sum is one over that of the sum."""
        if one in self.reader.compounds:
            return 1 / self.determinant_of(self.reader.compounds[one], one.rows)
        if one in self.reader.powers:
            base, exponent = self.reader.powers[one]
            return self.determinant_of(base, one.rows) ** exponent
        if one.inverted:
            return 1 / self.determinant_of_letter(self.reader.toggled(one))
        matrix = self.reader.named.get(one.name)
        known = self.premises
        least = min((one, self.reader.mirror(one)), key=str)
        positive = matrix in known.definite and matrix in known.symmetric
        return self.letter("det", (least,), nonzero=matrix in known.invertible, positive=positive)

    def turned_round(self, polynomial: Polynomial, size: Expr) -> Expr:
        """det(1 + W), turned round as long as all words of W begin with one letter, in its smallest form."""
        forms: dict[str, tuple[Polynomial, Expr]] = {}
        agenda = [(polynomial, size), (self.reader.turned(polynomial), size)]
        while agenda and len(forms) < MOST_TURNS:
            now, here = agenda.pop()
            name = text(now)
            if name in forms:
                continue
            forms[name] = (now, here)
            if here == 1:
                return 1 + self.trace_of(now, S.One)
            firsts = {word[0] for word in now}
            if len(firsts) == 1 and min(map(len, now)) > 0:
                (first,) = firsts
                turned = times({word[1:]: value for word, value in now.items()}, {(first,): S.One})
                if turned and () not in turned:
                    agenda.append((turned, first.columns))
        least, size = forms[min(forms)]
        return self.letter_of(plus({(): S.One}, least), size)

    def letter_of(self, polynomial: Polynomial, size: Expr) -> Expr:
        """The letter for the determinant of a sum, the same for its transpose."""
        forms = sorted((polynomial, self.reader.turned(polynomial)), key=text)
        return self.letter("det", (Letter(self.reader.called(f"({text(forms[0])})", forms[0]), size, size),))


def rotations(word: Word) -> list[Word]:
    """A word read from each of its places in turn."""
    return [(*word[k:], *word[:k]) for k in range(len(word))]


def cuts(word: Word) -> list[Word]:
    """A 1 x 1 word in pieces that are 1 x 1 themselves."""
    pieces: list[Word] = []
    piece: list[Letter] = []
    for one in word:
        piece.append(one)
        if one.columns == 1:
            pieces.append(tuple(piece))
            piece = []
    return pieces + ([tuple(piece)] if piece else [])
