r"""What a person reads in a formula: a reader of the LaTeX that the printer writes, which computes at given numbers.

It knows nothing of the printer. Its conventions: `^` before juxtaposition, juxtaposition and `\cdot` before `\odot`,
that before `+` and `-`; a sum takes in the product after it; a function without brackets takes one factor, or a sum.
Where a person would stop and ask (`\log a b`, `a/b c`, `a/b/c`, `2 \frac{1}{3}`, `x^2^3`) it raises Unclear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import mpmath as mp

TOKEN = re.compile(r"\\[A-Za-z]+|\\,|\d{1,3}(?:\\,\d{3})+|\d+(?:\.\d+)?|\S")
SPACES = {r"\,", r"\textstyle"}
SIZES = (r"\bigl", r"\bigr")
BARE: dict[str, Callable] = {r"\log": lambda z: mp.log(positive(z)), r"\tanh": mp.tanh, r"\cosh": mp.cosh}
BRACKETED: dict[str, Callable] = {
    r"\ReLU": lambda z: max(z, 0),
    r"\sigmoid": lambda z: 1 / (1 + mp.exp(-z)),
    r"\max": max,
    r"\min": min,
}
CONSTANTS = {"e": mp.e, r"\pi": mp.pi}
BARS = {r"\abs": abs, r"\Abs": abs, r"\paren": lambda z: z, r"\sqrt": lambda z: mp.sqrt(positive(z))}
ENDS = {"+", "-", ")", "}", ",", r"\odot", r"\rvert", r"\rfloor", ""}


class NotReal(Exception):
    """The logarithm or a root of what is not positive."""


def positive(number: object) -> object:
    """`number`, if it is."""
    if isinstance(number, mp.mpc) or not number > 0:
        raise NotReal
    return number


class Unclear(Exception):
    """More than one reading."""


def read(latex: str, numbers: Mapping[str, object]) -> object:
    """The number that `latex` stands for, each letter being the number that `numbers` gives it."""
    tokens = [t for t in TOKEN.findall(latex) if t not in SPACES and t not in SIZES]
    reader = Reader(tokens, dict(numbers))
    value = reader.sum()
    if reader.next:
        raise Unclear(f"{reader.next} is left over in {latex}")
    return value


@dataclass
class Reader:
    """A recursive descent through the tokens; every rule returns a number and stops before what it cannot read."""

    tokens: list[str]
    numbers: dict[str, object]
    at: int = 0
    before: str = ""

    @property
    def next(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, expected: str = "") -> str:
        token = self.next
        if not token or (expected and token != expected):
            raise Unclear(f"{expected or 'something'} expected at {' '.join(self.tokens[self.at :])!r}")
        self.at += 1
        self.before = token
        return token

    def takes(self, token: str) -> bool:
        return self.next == token and bool(self.take())

    # from loose to firm

    def sum(self) -> object:
        value = -self.dotted() if self.takes("-") else self.dotted()
        while self.next in ("+", "-"):
            value = value + self.dotted() if self.take() == "+" else value - self.dotted()
        return value

    def dotted(self) -> object:
        value = self.product()
        while self.takes(r"\odot"):
            value = value * self.product()
        return value

    def product(self) -> object:
        """Factors side by side; one slash, whose lower part ends the product."""
        value = self.factor(first=True)
        while self.next not in ENDS and self.next != "/":
            value = value * self.factor(dot=self.takes(r"\cdot"))
        if self.takes("/"):
            value = value / self.factor(first=True)
            self.end("a slash")
        return value

    def end(self, what: str) -> None:
        if self.next not in ENDS:
            raise Unclear(f"{self.next} after {what}")

    def factor(self, first: bool = False, dot: bool = False) -> object:
        token = self.next
        number_before = self.before[:1].isdigit()
        if not (first or dot) and (token[0].isdigit() or (number_before and self.is_number_fraction())):
            raise Unclear(f"{self.before} {token} side by side")
        if token == r"\sum":
            return self.big_sum()
        if token in BARE:
            return self.function()
        value = self.atom()
        return self.raised(value)

    def is_number_fraction(self) -> bool:
        digit, close = self.tokens[self.at + 2 : self.at + 4] if self.next in (r"\frac", r"\tfrac") else ("", "")
        return digit.isdigit() and close == "}"

    def raised(self, value: object) -> object:
        if self.takes("^"):
            exponent = self.group(self.sum)
            value = mp.power(value if exponent == int(exponent) else positive(value), exponent)
            if self.next in ("^", "_"):
                raise Unclear("two exponents")
        return value

    def group(self, rule: Callable) -> object:
        if self.takes("{"):
            value = rule()
            self.take("}")
            return value
        return self.single()

    def single(self) -> object:
        """One sign of a script or of an argument without braces."""
        token = self.take()
        return mp.mpf(token) if token.isdigit() else CONSTANTS.get(token) or self.letter(token)

    def letter(self, token: str) -> object:
        if token not in self.numbers:
            raise Unclear(f"{token} is no letter")
        return self.numbers[token]

    # factors

    def big_sum(self) -> object:
        self.take(r"\sum")
        self.take("_")
        self.take("{")
        index = self.take()
        self.take("=")
        low = int(self.sum())
        self.take("}")
        self.take("^")
        high = int(self.group(self.sum))
        start, value = self.at, mp.mpf(0)
        for number in range(low, high + 1):
            self.at = start
            outside, self.numbers = self.numbers, {**self.numbers, index: mp.mpf(number)}
            value += self.product()
            self.numbers = outside
        self.end("a sum")
        return value

    def function(self) -> object:
        f, power = BARE[self.take()], None
        if self.takes("^"):
            power = self.group(self.sum)
            if power <= 0 or power != int(power):
                raise Unclear("an inverse function or its reciprocal")
        if self.next in ("(", r"\paren"):
            value = f(self.atom())  # these brackets hold the argument
            if self.next == "^":
                raise Unclear("the power of the function or of its argument")
        else:
            value = f(self.factor(first=True))
            self.end("a function without brackets")
        return value if power is None else value**power

    def atom(self) -> object:
        token = self.take()
        if token[0].isdigit():
            return mp.mpf(token.replace(r"\,", ""))
        if token == "(":
            return self.closed(")")
        if token == r"\lvert":
            return abs(self.closed(r"\rvert"))
        if token in (r"\frac", r"\tfrac"):
            return self.group(self.sum) / self.group(self.sum)
        if token == "{":
            return self.closed("}")
        if token in BARS:
            return BARS[token](self.group(self.sum))
        if token in BRACKETED:
            return BRACKETED[token](*self.arguments())
        if token == r"\mathrm":
            self.take("{")
            return self.letter(self.until("}"))
        if token in CONSTANTS:
            return +CONSTANTS[token]
        return self.letter(self.subscripted(token))

    def until(self, close: str) -> str:
        return "".join(iter(self.take, close))

    def subscripted(self, token: str) -> str:
        if self.takes("_"):
            token += "_" + (self.until("}") if self.takes("{") else self.take())
        return token

    def closed(self, close: str) -> object:
        value = self.sum()
        self.take(close)
        return value

    def arguments(self) -> list[object]:
        close = {"(": ")", r"\paren": "}"}[self.take()]
        if close == "}":
            self.take("{")
        values = [self.sum()]
        while self.takes(","):
            values.append(self.sum())
        self.take(close)
        return values
