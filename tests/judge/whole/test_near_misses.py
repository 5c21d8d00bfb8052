"""Pairs that look alike and differ: the provers, asked alone, prove none; the refuter finds a point for each."""

import pytest
from judge.letters import (
    A,
    B,
    C,
    F,
    G,
    H,
    X,
    a,
    alpha,
    b,
    beta,
    d,
    e,
    f,
    g,
    h,
    i,
    j,
    k,
    model,
    n,
    p,
    r,
    symmetric,
    t,
    v,
    w,
    x,
    y,
)
from sympy import (
    Abs,
    Derivative,
    Eq,
    HadamardProduct,
    KroneckerDelta,
    Matrix,
    Max,
    Min,
    Piecewise,
    Q,
    Rational,
    S,
    Sum,
    Trace,
    cosh,
    exp,
    floor,
    log,
    sign,
    sqrt,
    tanh,
)

from workings.judge import prove, refute


def sigmoid(z):
    return 1 / (1 + exp(-z))


def softmax(of, i):
    return exp(of(i)) / Sum(exp(of(j)), (j, 1, d))


def lse(of):
    return log(Sum(exp(of(j)), (j, 1, d)))


DIFFERENT = {
    "sigmoid of 2x as tanh of x/2": (sigmoid(2 * x), (1 + tanh(x / 2)) / 2, ()),
    "tanh without the factor two": (tanh(x), 2 / (1 + exp(-x)) - 1, ()),
    "swish minus half, wrong sign": (x * sigmoid(beta * x) - x / 2, -x / 2 * tanh(beta * x / 2), ()),
    "swish minus half, without half": (x * sigmoid(beta * x) - x / 2, x / 2 * tanh(beta * x), ()),
    "slope of the sigmoid": (Derivative(sigmoid(x), x), sigmoid(x) * (1 + sigmoid(x)), ()),
    "softplus of a complex number": (log(1 + exp(w)) - log(1 + exp(-w)), w, ()),
    "softplus as relu": (log(1 + exp(x)), Max(x, 0), ()),
    "log cosh": (log(cosh(x)), Abs(x) - log(2), ()),
    "almost equal": (exp(-x) + Rational(1, 10**12), exp(-x), ()),
    "binary softmax, wrong way": (exp(x) / (exp(x) + exp(y)), sigmoid(y - x), ()),
    "softmax of a shift that varies": (softmax(lambda i: X[i] + C[i], i), softmax(lambda i: X[i], i), ()),
    "softmax of scaled logits": (softmax(lambda i: 2 * X[i], i), softmax(lambda i: X[i], i), ()),
    "softmax, shift below only": (exp(X[i]) / Sum(exp(X[j] + t), (j, 1, d)), softmax(lambda i: X[i], i), ()),
    "log-softmax, wrong sign of the shift": (X[i] - lse(lambda j: X[j]), X[i] + t - lse(lambda j: X[j] - t), ()),
    "log of a sum of exponentials": (lse(lambda j: X[j]), Sum(X[j], (j, 1, d)), ()),
    "a constant summed once": (Sum(X[j] + t, (j, 1, d)), Sum(X[j], (j, 1, d)) + t, ()),
    "product of sums": (Sum(X[j] * C[j], (j, 1, d)), Sum(X[j], (j, 1, d)) * Sum(C[j], (j, 1, d)), ()),
    "square of a sum": (Sum(X[j], (j, 1, d)) ** 2, Sum(X[j] ** 2, (j, 1, d)), ()),
    "sum from 0": (Sum(X[j], (j, 1, d)), Sum(X[j], (j, 0, d - 1)), ()),
    "sum cut four terms late": (
        Sum(X[j], (j, 1, d)),
        X[1] + X[2] + X[3] + X[4] + Sum(X[j], (j, 5, d)),
        (),
    ),
    "sum of whole numbers": (Sum(j, (j, 0, d - 1)), d * (d + 1) / 2, ()),
    "right for d up to 5": (Sum(1, (j, 1, d)), d + (d - 1) * (d - 2) * (d - 3) * (d - 4) * (d - 5), ()),
    "delta out of range": (Sum(KroneckerDelta(k, j), (j, 1, d)), S.One, ()),
    "absolute values of a sum": (Sum(Abs(X[j]), (j, 1, d)), Abs(Sum(X[j], (j, 1, d))), ()),
    "mixture of sigmoids as a sigmoid": (
        Sum(X[k] * sigmoid(C[k] * t), (k, 1, d)),
        sigmoid(t * Sum(X[k] * C[k], (k, 1, d))),
        (),
    ),
    "a kink on the wrong side": (
        a * Max(0, x - alpha) + b * Max(0, beta - x),
        a * Max(0, x - alpha) - b * Max(0, beta - x),
        (),
    ),
    "two kinks without their order": (
        Piecewise((a * (x - alpha), x >= alpha), (0, x > beta), (b * (beta - x), True)),
        a * Max(0, x - alpha) + b * Max(0, beta - x),
        (),
    ),
    "soft-shrink with a plus": (Max(0, x - p) + Max(0, -p - x), x - Max(-p, Min(p, x)), ()),
    "steps that differ at 0": (Piecewise((1, x > 0), (0, True)), Piecewise((1, x >= 0), (0, True)), ()),
    "sign squared": (sign(x) ** 2, S.One, ()),
    "different at one point": (
        Piecewise((x**2, Eq(x, 3)), (x, True)),
        x,
        (),
    ),
    "max of products": (Max(x * y, 0), Max(x, 0) * Max(y, 0), ()),
    "a factor pulled out of max": (Max(a * x, 0), a * Max(x, 0), ()),
    "triangle inequality as equality": (Abs(x + y), Abs(x) + Abs(y), ()),
    "cube of an absolute value": (Abs(x) ** 3, x**3, ()),
    "root of a square": (sqrt(x**2), x, ()),
    "root of a product": (sqrt(x * y), sqrt(x) * sqrt(y), ()),
    "root of an exponential": (sqrt(exp(w)), exp(w / 2), ()),
    "logarithm of a square": (log(x**2), 2 * log(x), ()),
    "logarithm of a product": (log(x * y), log(x) + log(y), ()),
    "a cancelled zero": ((x**2 - 1) / (x - 1), x + 1, ()),
    "output size, rounded up": (floor((n - k) / 2) + 1, floor((n - k + 1) / 2) + 1, ()),
    "product rule without its second term": (Derivative(f(x) * g(x), x), Derivative(f(x), x) * g(x), ()),
    "factors in the wrong order": (
        (F(r) * G(r) - F(0) * G(0)) / r,
        G(r) * (F(r) - F(0)) / r + F(0) * (G(r) - G(0)) / r,
        (),
    ),
    "gradient of a quadratic form, no symmetry": (model(e).diff(e), h + H * e, ()),
    "completing the square, no symmetry": (
        model(e),
        model(-H.I * h) + (e + H.I * h).T * H * (e + H.I * h) / 2,
        Q.invertible(H),
    ),
    "Newton's step with a plus": (h + H * (H.I * h), 0 * h, (symmetric, Q.positive_definite(H))),
    "matrices that do not commute": (A * B, B * A, ()),
    "binomial formula for matrices": ((A + B) ** 2, A**2 + 2 * A * B + B**2, ()),
    "transpose without turning round": ((A * B).T, A.T * B.T, ()),
    "inverse without turning round": ((A * B).I, A.I * B.I, (Q.invertible(A), Q.invertible(B))),
    "trace in another order": (Trace(A * B * H), Trace(A * H * B), ()),
    "entrywise for matrix product": (HadamardProduct(A, B), A * B, ()),
    "a bilinear form turned round": (e.T * A * v, v.T * A * e, ()),
    "kernel flipped": (Matrix([[a, b]]) * Matrix([x, y]), Matrix([[b, a]]) * Matrix([x, y]), ()),
}


@pytest.mark.parametrize("name", DIFFERENT)
def test_the_provers_alone_do_not_prove_what_is_false(name):
    left, right, given = DIFFERENT[name]
    assert not prove(left, right, given).holds


@pytest.mark.parametrize("name", DIFFERENT)
def test_the_refuter_alone_finds_a_point(name):
    left, right, given = DIFFERENT[name]
    evidence = refute(left, right, given)
    assert evidence is not None and evidence.kind == "refuted"
    assert " against " in evidence.witness or "defined on one side only" in evidence.witness


def test_a_premise_about_a_letter_says_nothing_about_a_bound_index_of_its_name():
    assert not prove(Sum(X[j], (j, 1, d)), S.Zero, (Eq(X[j], 0),)).holds
    assert not prove(Sum(Abs(j - 5), (j, 1, d)), Sum(j - 5, (j, 1, d)), (j >= 5,)).holds


def test_equal_sides_are_never_refuted():
    assert refute(tanh(x), (exp(2 * x) - 1) / (exp(2 * x) + 1), effort=2) is None
    assert refute(lse(lambda j: X[j]), t + lse(lambda j: X[j] - t), effort=2) is None
    assert refute((A * B).T, B.T * A.T, effort=2) is None
