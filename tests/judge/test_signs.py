"""Signs by construction: real, positive, not negative, not 0; and nothing said of what may be otherwise."""

import pytest
from judge.letters import X, a, i, k, n, p, q, w, x, y
from sympy import (
    Abs,
    I,
    LambertW,
    Max,
    Min,
    Ne,
    Piecewise,
    Product,
    Sum,
    Symbol,
    acos,
    acosh,
    asin,
    atanh,
    cos,
    cosh,
    erf,
    exp,
    factorial,
    fibonacci,
    gamma,
    log,
    oo,
    sin,
    sinh,
    sqrt,
    symbols,
    tanh,
)

from workings.judge import prove
from workings.judge.alphabet import Exp
from workings.judge.premises import NOTHING, premises
from workings.judge.signs import nonnegative, nonzero, nonzero_norm, positive, real

whole = symbols("whole", integer=True)
REAL = [
    (sqrt(x), (x >= 0,)),
    (log(x - 1), (x > 1,)),
    (asin(x), (x <= 1, x >= -1)),
    (atanh(x), (x < 1, x > -1)),
    (acosh(x), (x >= 2,)),
    (LambertW(p), ()),
    (x**whole, ()),
    (p**x, ()),
]
NOT_REAL = [
    (sqrt(x), ()),
    (log(x), (x >= -1,)),
    (asin(x), (x <= 1,)),
    (acos(x), (x >= -1,)),
    (acosh(x), (x > 0,)),
    (LambertW(p, -1), ()),
    (LambertW(x), ()),
    (x**y, ()),
    (Abs(w) + w, ()),
    (Piecewise((w, x > 0), (1, True)), ()),
]
POSITIVE = [
    (exp(x) + x**2, ()),
    (p * q - 0, ()),
    (x * y, (x < 0, y < 0)),
    (cosh(x) * gamma(p), ()),
    (sin(x), (x > 0, x < 3)),
    (cos(x), (x > -1, x < 1)),
    (Sum(exp(X[i]), (i, 1, n)), ()),
    (Product(p + k, (k, 1, n)), ()),
    (Max(x, p), ()),
    (x**2 - 2 * x + 2, ()),
    (Exp(x) ** 2 - 3 * Exp(x) + 3, ()),
    (log(x), (x > 1,)),
    (factorial(n) + fibonacci(n), ()),
    (tanh(p) * erf(q), ()),
]
NOT_POSITIVE = [
    (exp(w), ()),
    (x * y, (x <= 0, y < 0)),
    (sin(x), (x > 0, x < 4)),
    (Sum(exp(X[i]), (i, 2, n)), ()),  # empty for n = 1
    (Product(p / (k + p), (k, 1, oo)), ()),  # it is 0
    (Min(x, p), ()),
    (x**2 - 2 * x + 1, ()),
    (fibonacci(n, x), ()),  # x at n = 2
    (LambertW(p, -1), ()),
    (log(x), (x > 0,)),
    (x**n, ()),
    (Abs(x), ()),
    (gamma(x), ()),
]
NOT_NEGATIVE = [
    (Abs(w), ()),
    (x**2 + y**2 - 2 * x * y, ()),
    (Sum(X[i] ** 2, (i, 1, n)), ()),
    (sqrt(x), (x >= 0,)),
    (-x * y**2, (x <= 0,)),
    (log(1 + x**2), ()),
    (x - y, (x >= a, a >= y)),
]
MAYBE_NEGATIVE = [
    (w**2, ()),
    (sqrt(x), ()),
    (Sum(X[i], (i, 1, n)), ()),
    (x * y, (x >= 0,)),
    (x**3, ()),
    (x - y, (x >= a, y >= a)),
    (Product(X[i], (i, 1, n)), ()),
]
NOT_ZERO = [
    (exp(w), ()),
    (w, (Ne(w, 0),)),
    (w**3 * exp(w), (Ne(w, 0),)),
    (sinh(x), (x > 0,)),
    (tanh(x), (Ne(x, 0),)),
    (asin(w), (Ne(w, 0),)),
    (1 + I * x, ()),
    (x**2 + 1, ()),
    (sqrt(p) - 2, (p < 4,)),
]
MAYBE_ZERO = [
    (sinh(w), (Ne(w, 0),)),  # 0 at i pi
    (tanh(w), (Ne(w, 0),)),
    (sin(x), (Ne(x, 0),)),
    (cosh(w), ()),
    (1 + w**2, ()),
    (x + I * y, (x >= 0,)),
    (sqrt(p) - 2, ()),
    (acos(w), (Ne(w, 0),)),
    (w - 1, (Ne(w, 0),)),
    (log(w), (Ne(w, 0),)),
]


def table(*parts):
    rows = [(rule, e, given, truth) for rule, claims, truth in parts for e, given in claims]
    return pytest.mark.parametrize(("rule", "e", "given", "truth"), rows, ids=[f"{r[0].__name__} {r[1]}" for r in rows])


@table(
    (real, REAL, True),
    (real, NOT_REAL, False),
    (positive, POSITIVE, True),
    (positive, NOT_POSITIVE, False),
    (nonnegative, NOT_NEGATIVE, True),
    (nonnegative, MAYBE_NEGATIVE, False),
    (nonzero, NOT_ZERO, True),
    (nonzero, MAYBE_ZERO, False),
)
def test_a_sign_is_told_where_it_is_certain_and_only_there(rule, e, given, truth):
    assert rule(e, premises(given)) is truth


def test_a_root_that_stands_beside_its_product_with_another_is_not_zero():
    u = Symbol("u")
    product = sqrt(u - 1) * sqrt(u + 1)
    assert prove(1 / (u + product), u - product).kind == "proved"
    assert not nonzero_norm(u + 1 + product, NOTHING)
