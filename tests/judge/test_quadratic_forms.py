"""Numbers made of matrices that are squares: >= 0 for real entries and real numbers, and for no others."""

import pytest
from sympy import I, MatrixSymbol, Q, Symbol, Trace, symbols

from workings.judge.premises import premises
from workings.judge.quadratic_forms import as_number, in_letters
from workings.judge.signs import nonnegative

n, m = symbols("n m", integer=True, positive=True)
A, H = MatrixSymbol("A", n, n), MatrixSymbol("H", n, n)
X = MatrixSymbol("X", m, n)
v, h, y = MatrixSymbol("v", n, 1), MatrixSymbol("h", n, 1), MatrixSymbol("y", m, 1)
c, w = Symbol("c", real=True), Symbol("w")
given = (Q.positive_definite(H),)


def form(left, middle, right):
    return as_number(left.T * middle * right)


def square(column):
    return as_number(column.T * column)


NOT_NEGATIVE = {
    "a residual": square(X * v - y),
    "a residual with a factor": 3 * square(X * v - c * y) / 2,
    "a definite form": form(v, H, v),
    "a definite form of a difference": form(v - h, H, v - h),
    "a trace": Trace(X.T * X),
    "Cauchy and Schwarz": square(v) * square(h) - as_number(v.T * h) ** 2,
    "a sum": square(X * v - y) + c**2 * square(v),
    "a definite form of the inverse": form(v, H.I, v),
}
OF_UNKNOWN_SIGN = {
    "an imaginary factor": square(v - I * h),
    "a complex factor": square(v + w * h),
    "a complex factor in a definite form": form(v + w * h, H, v + w * h),
    "a form of any matrix": form(v, A, v),
    "two vectors": form(v, H, h),
    "the opposite of a square": -square(X * v - y),
    "a matrix times itself": Trace(A * A),
    "Cauchy and Schwarz the other way": as_number(v.T * h) ** 2 - square(v) * square(h),
    "a product without its transpose": Trace((A + H) * (A + H)),
}


@pytest.mark.parametrize("number", NOT_NEGATIVE.values(), ids=NOT_NEGATIVE)
def test_a_square_is_not_negative(number):
    assert nonnegative(*in_letters(number, premises(given)))


@pytest.mark.parametrize("number", OF_UNKNOWN_SIGN.values(), ids=OF_UNKNOWN_SIGN)
def test_what_is_no_square_of_real_numbers_has_no_sign(number):
    assert not nonnegative(*in_letters(number, premises(given)))
