"""Exact complex numbers with rational parts, so that a point beside or on a branch cut is decided, not guessed.

A `Gaussian` is never real: every operation returns a `Fraction` where the imaginary part vanishes, so that "is it
real?" is the question "is it a Fraction?".
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

Exact = "Fraction | Gaussian"


@dataclass(frozen=True)
class Gaussian:
    """real + imag i with rational parts, imag != 0."""

    real: Fraction
    imag: Fraction

    def __add__(self, other: Gaussian | Fraction | int) -> Gaussian | Fraction:
        if isinstance(other, Gaussian):
            return gaussian(self.real + other.real, self.imag + other.imag)
        return Gaussian(self.real + other, self.imag)

    __radd__ = __add__

    def __neg__(self) -> Gaussian:
        return Gaussian(-self.real, -self.imag)

    def __sub__(self, other: Gaussian | Fraction | int) -> Gaussian | Fraction:
        return self + (-other)

    def __rsub__(self, other: Fraction | int) -> Gaussian | Fraction:
        return -self + other

    def __mul__(self, other: Gaussian | Fraction | int) -> Gaussian | Fraction:
        if isinstance(other, Gaussian):
            real = self.real * other.real - self.imag * other.imag
            return gaussian(real, self.real * other.imag + self.imag * other.real)
        return gaussian(self.real * other, self.imag * other)

    __rmul__ = __mul__

    def inverse(self) -> Gaussian:
        """The reciprocal."""
        square = self.norm()
        return Gaussian(self.real / square, -self.imag / square)

    def __truediv__(self, other: Gaussian | Fraction | int) -> Gaussian | Fraction:
        if isinstance(other, Gaussian):
            return self * other.inverse()
        return Gaussian(self.real / other, self.imag / other)

    def __rtruediv__(self, other: Fraction | int) -> Gaussian | Fraction:
        return self.inverse() * other

    def __pow__(self, exponent: int) -> Gaussian | Fraction:
        base: Gaussian | Fraction = self if exponent >= 0 else self.inverse()
        result: Gaussian | Fraction = Fraction(1)
        for bit in bin(abs(exponent))[2:]:
            result = result * result * base if bit == "1" else result * result
        return result

    def norm(self) -> Fraction:
        """The square of the absolute value."""
        return self.real**2 + self.imag**2

    def conjugate(self) -> Gaussian:
        """The number mirrored at the real axis."""
        return Gaussian(self.real, -self.imag)

    def __str__(self) -> str:
        sign = "-" if self.imag < 0 else "+"
        real = f"{written(self.real)} {sign} " if self.real else sign.strip("+")
        return real + ("i" if abs(self.imag) == 1 else f"{written(abs(self.imag))}i")


def gaussian(real: Fraction, imag: Fraction) -> Gaussian | Fraction:
    """The complex number with these parts: a fraction if it is real."""
    return Gaussian(Fraction(real), Fraction(imag)) if imag else Fraction(real)


def written(part: Fraction) -> str:
    """A part exactly: decimals where they end soon, else a fraction in brackets."""
    if part.denominator == 1:
        return str(part)
    if part.denominator & (part.denominator - 1) == 0 and part.denominator <= 64:
        return str(float(part))
    return f"({part})"
