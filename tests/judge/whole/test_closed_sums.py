"""Finite sums that have a closed form for every length, and near misses that must not be proved."""

import pytest
from sympy import I, Ne, S, Sum, Symbol, binomial, cos, exp, factorial, pi, sin, symbols

from workings.judge import prove

k, j = symbols("k j", integer=True)
n, m, N, M = symbols("n m N M", integer=True, positive=True)
w, v = symbols("w v", integer=True, nonnegative=True)
a, b, x = symbols("a b x", real=True)
s = Symbol("s", positive=True)
c = Symbol("c")
wave = exp(2 * pi * I * k / N)
turn = 2 * pi * k / N
row = binomial(n, k)

PROVED = {
    "roots of unity": (Sum(wave, (k, 0, N - 1)), 0, (N >= 2,)),
    "from 1 to N": (Sum(wave, (k, 1, N)), 0, (N >= 2,)),
    "from anywhere": (Sum(wave, (k, j, j + N - 1)), 0, (N >= 2,)),
    "all but the first": (Sum(wave, (k, 1, N - 1)), -1, (N >= 2,)),
    "both ends": (Sum(wave, (k, 0, N)), 1, (N >= 2,)),
    "any frequency below N": (Sum(exp(2 * pi * I * m * k / N), (k, 0, N - 1)), 0, (m < N,)),
    "a negative frequency": (Sum(exp(-2 * pi * I * m * k / N), (k, 0, N - 1)), 0, (m < N,)),
    "a period of n + 1": (Sum(exp(2 * pi * I * k / (n + 1)), (k, 0, n)), 0, ()),
    "with a phase": (Sum(cos(turn + x), (k, 0, N - 1)), 0, (N >= 2,)),
    "sines": (Sum(sin(turn), (k, 0, N - 1)), 0, (N >= 2,)),
    "squares of cosines": (Sum(cos(turn) ** 2, (k, 1, N)), N / 2, (N >= 3,)),
    "squares of sines": (Sum(sin(turn) ** 2, (k, 0, N - 1)), N / 2, (N >= 3,)),
    "orthogonal": (Sum(sin(turn) * cos(turn), (k, 0, N - 1)), 0, (N >= 3,)),
    "fourth powers": (Sum(cos(turn) ** 4, (k, 0, N - 1)), 3 * N / S(8), (N >= 5,)),
    "different frequencies": (Sum(cos(turn) * cos(2 * turn), (k, 0, N - 1)), 0, (N >= 4,)),
    "the binomial theorem": (Sum(row * a**k * b ** (n - k), (k, 0, n)), (a + b) ** n, ()),
    "of complex numbers": (Sum(row * c**k, (k, 0, n)), (1 + c) ** n, ()),
    "of n >= 0": (Sum(binomial(w, k), (k, 0, w)), 2**w, ()),
    "alternating": (Sum((-1) ** k * row, (k, 0, n)), 0, ()),
    "two numbers": (Sum(row * 3**k * 2 ** (n - k), (k, 0, n)), 5**n, ()),
    "exponentials": (Sum(row * exp(k * x), (k, 0, n)), (1 + exp(x)) ** n, ()),
    "with k": (Sum(k * row, (k, 0, n)), n * 2 ** (n - 1), ()),
    "with k squared": (Sum(k**2 * row, (k, 0, n)), n * (n + 1) * 2 ** (n - 2), ()),
    "alternating with k": (Sum((-1) ** k * k * row, (k, 0, n)), 0, (n >= 2,)),
    "a mean": (Sum(k * row * s**k * (1 - s) ** (n - k), (k, 0, n)), n * s, (s < 1,)),
    "a variance": (Sum((k - n * s) ** 2 * row * s**k * (1 - s) ** (n - k), (k, 0, n)), n * s * (1 - s), (n >= 2,)),
    "over k + 1": (Sum(row / (k + 1), (k, 0, n)), (2 ** (n + 1) - 1) / (n + 1), ()),
    "alternating over k + 1": (Sum((-1) ** k * row / (k + 1), (k, 0, n)), 1 / (n + 1), ()),
    "squares": (Sum(binomial(w, k) ** 2, (k, 0, w)), binomial(2 * w, w), ()),
    "squares with k": (Sum(k * row**2, (k, 0, n)), n * binomial(2 * n, n) / 2, ()),
    "Vandermonde": (
        Sum(row * binomial(m, k), (k, 0, n)),
        factorial(m + n) / (factorial(m) * factorial(n)),
        (),
    ),
    "Vandermonde backwards": (Sum(binomial(m, k) * binomial(n, n - k), (k, 0, n)), binomial(m + n, n), ()),
}  # fmt: skip
NOT_PROVED = {
    "one root of unity": (Sum(wave, (k, 0, N - 1)), 0, ()),  # N = 1
    "a frequency of N": (Sum(exp(2 * pi * I * m * k / N), (k, 0, N - 1)), 0, (m <= N,)),
    "a frequency of 0": (Sum(exp(2 * pi * I * v * k / N), (k, 0, N - 1)), 0, (v < N,)),
    "half a frequency": (Sum(exp(pi * I * k / N), (k, 0, N - 1)), 0, (N >= 2,)),
    "one number too many": (Sum(wave, (k, 0, N)), 0, (N >= 2,)),
    "two numbers too few": (Sum(wave, (k, 1, N - 2)), 0, (N >= 3,)),
    "squares for N = 2": (Sum(cos(turn) ** 2, (k, 1, N)), N / 2, (N >= 2,)),
    "fourth powers for N = 4": (Sum(cos(turn) ** 4, (k, 0, N - 1)), 3 * N / S(8), (N >= 4,)),
    "alternating for n = 0": (Sum((-1) ** k * binomial(w, k), (k, 0, w)), 0, ()),
    "alternating with k for n = 1": (Sum((-1) ** k * k * row, (k, 0, n)), 0, ()),
    "with k squared, wrong": (Sum(k**2 * row, (k, 0, n)), n * (n - 1) * 2 ** (n - 2), ()),
    "no first term": (Sum(row, (k, 1, n)), 2**n, ()),
    "no last term": (Sum(row, (k, 0, n - 1)), 2**n, ()),
    "another row": (Sum(binomial(n + 1, k), (k, 0, n)), 2 ** (n + 1), ()),
    "over k + 1 where x may be 0": (
        Sum(row * x**k / (k + 1), (k, 0, n)),
        ((1 + x) ** (n + 1) - 1) / ((n + 1) * x),
        (),
    ),
    "n may be negative": (Sum(binomial(j, k), (k, 0, j)), 2**j, ()),
    "squares, wrong": (Sum(row**2, (k, 0, n)), binomial(2 * n, n + 1), ()),
    "a row cut off": (Sum(row * binomial(m, k), (k, 0, m - 1)), binomial(m + n, n), ()),
    "terms without a value at x = 0": (Sum(row * (x + 1 / x) ** k, (k, 0, n)), (1 + x + 1 / x) ** n, ()),
}  # fmt: skip


@pytest.mark.parametrize("pair", PROVED.values(), ids=PROVED.keys())
def test_closed_forms_are_proved(pair):
    assert prove(*pair).kind == "proved"


@pytest.mark.parametrize("pair", NOT_PROVED.values(), ids=NOT_PROVED.keys())
def test_near_misses_are_not_proved(pair):
    assert prove(*pair).kind == "undecided"


def test_over_k_plus_1_needs_only_that_x_is_not_0():
    both = Sum(row * x**k / (k + 1), (k, 0, n)), ((1 + x) ** (n + 1) - 1) / ((n + 1) * x)
    assert prove(*both, (Ne(x, 0),)).kind == "proved"
