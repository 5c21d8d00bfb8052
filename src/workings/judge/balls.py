"""Numbers of the refuter: exact ones (`Fraction`, `Gaussian`) as long as they last, then balls that contain the value.

A ball is an `arb` or `acb` of python-flint at the precision of its context: a midpoint and a radius, and every
operation returns a ball that contains the result for all numbers in its operands (F. Johansson, "Arb: efficient
arbitrary-precision midpoint-radius interval arithmetic", IEEE Trans. Comput. 66 (2017)). Two balls without a common
number are therefore different numbers, whatever the rounding was: that is what refutes.

What a ball cannot decide is `Unsure`: the sign of a ball with 0 in it, a division by it, a logarithm or a root where
the ball touches the cut without being exactly on it. More digits may help then. A number on a cut exactly is no
difficulty: Arb's principal branches are SymPy's, continuous from above on (-oo, 0).
"""

from __future__ import annotations

from fractions import Fraction
from math import isqrt
from typing import Any

from flint import acb, arb, ctx, fmpq
from mpmath import mp, mpf

from workings.judge.gaussians import Gaussian, gaussian
from workings.judge.no_value import Undefined, Unsure

INFINITE = "infinite"
LARGEST_EXACT = 20000  # bits of an exact power


def bits(digits: int) -> int:
    """The binary precision of so many decimal digits."""
    return digits * 3322 // 1000 + 1


def is_exact(value: Any) -> bool:
    """Whether a number is exact."""
    return isinstance(value, (Fraction, Gaussian))


def ball(value: Any) -> Any:
    """A number as a ball at the present precision."""
    if isinstance(value, Fraction):
        return arb(fmpq(value.numerator, value.denominator))
    if isinstance(value, Gaussian):
        return acb(ball(value.real), ball(value.imag))
    return value


def complex_ball(value: Any) -> Any:
    """A number as a complex ball."""
    value = ball(value)
    return value if isinstance(value, acb) else acb(value)


def settled(value: Any) -> Any:
    """A ball as it is kept: real if its imaginary part is exactly 0; Unsure if it has no bounds."""
    if isinstance(value, acb) and value.imag.is_zero():
        value = value.real
    if not value.is_finite():
        raise Unsure("a number without bounds")
    return value


def is_real(value: Any) -> bool:
    """Whether a number is real; Unsure for a complex ball with real numbers in it."""
    if isinstance(value, acb):
        if value.imag.contains(0):
            raise Unsure("a number that may be real")
        return False
    return not isinstance(value, Gaussian)


def is_zero(value: Any) -> bool:
    """Whether a number is 0; Unsure for a ball with 0 and other numbers in it."""
    if is_exact(value):
        return bool(value == 0)
    if not value.contains(0):
        return False
    if value.is_zero():
        return True
    raise Unsure("a number too close to 0")


def add(a: Any, b: Any) -> Any:
    """a + b for finite numbers."""
    return a + b if is_exact(a) and is_exact(b) else settled(ball(a) + ball(b))


def subtract(a: Any, b: Any) -> Any:
    """a - b for finite numbers."""
    return a - b if is_exact(a) and is_exact(b) else settled(ball(a) - ball(b))


def multiply(a: Any, b: Any) -> Any:
    """a b for finite numbers."""
    if is_exact(a) and is_exact(b):
        return a * b
    if (is_exact(a) and a == 0) or (is_exact(b) and b == 0):
        return Fraction(0)
    return settled(ball(a) * ball(b))


def divide(a: Any, b: Any) -> Any:
    """a / b for finite numbers; ZeroDivisionError if b is 0."""
    if is_zero(b):
        raise ZeroDivisionError("a division by 0")
    return a / b if is_exact(a) and is_exact(b) else settled(ball(a) / ball(b))


def sign_of(value: Any) -> int:
    """The sign of a real number."""
    if isinstance(value, Fraction):
        return (value > 0) - (value < 0)
    if is_zero(value):
        return 0
    return 1 if value > 0 else -1


def order(a: Any, b: Any) -> int:
    """The sign of a - b for real numbers."""
    return sign_of(subtract(a, b))


def apart(a: Any, b: Any) -> bool:
    """Whether two numbers are surely different: exact and different, or balls without a common number."""
    return bool(a != b) if is_exact(a) and is_exact(b) else not complex_ball(a).overlaps(complex_ball(b))


def whole_power(base: Any, exponent: int) -> Any:
    """A whole power of a finite number; INFINITE for a negative power of 0."""
    if exponent < 0 and is_zero(base):
        return INFINITE
    if is_exact(base) and size_of(base) * abs(exponent) <= LARGEST_EXACT:
        return base**exponent
    return settled(ball(base) ** exponent)


def size_of(value: Any) -> int:
    """The bits of an exact number."""
    if isinstance(value, Gaussian):
        return max(size_of(value.real), size_of(value.imag))
    return max(int(value.numerator).bit_length(), int(value.denominator).bit_length())


def power(base: Any, exponent: Any) -> Any:
    """The principal power exp(exponent log(base)) of a finite number; INFINITE for a negative power of 0."""
    if isinstance(exponent, Fraction) and exponent.denominator == 1:
        return whole_power(base, int(exponent))
    if is_zero(base):
        if not is_real(exponent):
            raise Undefined("a complex power of 0")
        return Fraction(0) if sign_of(exponent) > 0 else INFINITE
    if isinstance(exponent, Fraction):
        exact = exact_root(base, exponent.denominator)
        if exact is not None:
            return whole_power(exact, exponent.numerator)
        return rational_power(base, exponent)
    if isinstance(exponent, arb) and not isinstance(base, (Gaussian, acb)) and sign_of(base) > 0:
        return settled(ball(base) ** exponent)
    return settled((complex_ball(exponent) * complex_ball(logarithm(base))).exp())


def rational_power(base: Any, exponent: Fraction) -> Any:
    """The principal power with a rational exponent of a number that is not 0."""
    off_the_cut(base)
    if exponent.denominator == 2:
        root = complex_ball(base).sqrt()
    else:
        root = complex_ball(base).root(exponent.denominator) if exponent.denominator < 1000 else None
    if root is None:
        return settled((complex_ball(exponent) * complex_ball(logarithm(base))).exp())
    return settled(root**exponent.numerator)


def exact_root(base: Any, degree: int) -> Any:
    """The principal root of an exact number, if it is rational (or a Gaussian square root); else None."""
    if isinstance(base, Fraction) and base > 0:
        return rational_root(base, degree)
    if degree != 2 or not is_exact(base):
        return None
    real, imag = (base.real, base.imag) if isinstance(base, Gaussian) else (base, Fraction(0))
    length = rational_root(real**2 + imag**2, 2)
    if length is None:
        return None
    parts = rational_root((length + real) / 2, 2), rational_root((length - real) / 2, 2)
    if parts[0] is None or parts[1] is None:
        return None
    return gaussian(parts[0], parts[1] if imag >= 0 else -parts[1])


def rational_root(value: Fraction, degree: int) -> Fraction | None:
    """The root of a fraction >= 0, if it is a fraction."""
    roots = [whole_root(part, degree) for part in (value.numerator, value.denominator)]
    return None if roots[0] is None or roots[1] is None else Fraction(roots[0], roots[1])


def whole_root(value: int, degree: int) -> int | None:
    """The root of a whole number >= 0, if it is whole."""
    if degree == 2:
        root = isqrt(value)
    elif value < 2 or degree > 64:
        return value if value < 2 else None
    else:
        root = round(value ** (1 / degree)) if value < 10**15 else 0
    return root if root**degree == value else None


def off_the_cut(value: Any) -> None:
    """Unsure if a ball touches (-oo, 0] and is not exactly real."""
    if isinstance(value, acb) and value.imag.contains(0) and not value.real > 0:
        raise Unsure("a number on both sides of a cut")


def logarithm(value: Any) -> Any:
    """The principal logarithm of a finite number; INFINITE at 0."""
    if is_zero(value):
        return INFINITE
    if is_exact(value) and value == 1:
        return Fraction(0)
    off_the_cut(value)
    value = ball(value)
    if isinstance(value, arb) and value > 0:
        return settled(value.log())
    return settled(acb(value).log())


def absolute(value: Any) -> Any:
    """An absolute value."""
    if isinstance(value, Gaussian):
        exact = rational_root(value.norm(), 2)
        return exact if exact is not None else settled(ball(value.norm()).sqrt())
    return abs(value) if isinstance(value, Fraction) else settled(arb(abs(value)))


def real_part(value: Any) -> Any:
    """A real part."""
    return value.real if isinstance(value, (Gaussian, acb)) else value


def imaginary_part(value: Any) -> Any:
    """An imaginary part."""
    return value.imag if isinstance(value, (Gaussian, acb)) else Fraction(0)


def agreement(a: Any, b: Any) -> int:
    """The number of digits to which two balls that overlap are known."""
    gap = complex_ball(a) - complex_ball(b)
    size = max(float_exponent(abs(complex_ball(a))), float_exponent(abs(complex_ball(b))), -40)
    return max(0, min(ctx.prec, size - float_exponent(abs(gap))) * 301 // 1000)


def float_exponent(value: Any) -> int:
    """The binary exponent of the largest number in a real ball >= 0; that of a very small number for 0."""
    mantissa, exponent = value.abs_upper().man_exp()
    return int(exponent) + int(mantissa).bit_length() if mantissa else -(10**9)


def radius(value: Any) -> Any:
    """The radius of a number, as an mpmath number: 0 for an exact one."""
    if is_exact(value):
        return mpf(0)
    radii = [value.real.rad(), value.imag.rad()] if isinstance(value, acb) else [value.rad()]
    return sum((mp.ldexp(mpf(int(m)), int(e)) for m, e in (r.man_exp() for r in radii)), mpf(0))


def digits_to_tell(a: Any, b: Any) -> int:
    """How many digits of two different numbers it takes to tell them apart."""
    gap = complex_ball(a) - complex_ball(b)
    size = max(float_exponent(abs(complex_ball(a))), float_exponent(abs(complex_ball(b))))
    return max(0, size - float_exponent(abs(gap))) * 301 // 1000 + 1
