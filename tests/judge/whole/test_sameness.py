"""The identities that the answers rest on are proved by the judge, with the method that decides them."""

from fractions import Fraction

import pytest
from judge.letters import (
    A,
    B,
    C,
    F,
    G,
    H,
    K,
    X,
    Y,
    a,
    alpha,
    b,
    beta,
    d,
    definite,
    e,
    f,
    f_t,
    g,
    h,
    i,
    j,
    k,
    l,
    m,
    model,
    n,
    p,
    q,
    r,
    s,
    slope_at_zero,
    symmetric,
    t,
    u,
    v,
    w,
    x,
    y,
)
from sympy import (
    Abs,
    Derivative,
    Eq,
    Function,
    HadamardProduct,
    Heaviside,
    Identity,
    Integral,
    KroneckerDelta,
    LambertW,
    MatMul,
    Matrix,
    MatrixSymbol,
    Max,
    Min,
    Piecewise,
    Product,
    Q,
    Rational,
    S,
    Subs,
    Sum,
    Symbol,
    Trace,
    ZeroMatrix,
    besselj,
    cosh,
    exp,
    floor,
    log,
    pi,
    sign,
    sin,
    sqrt,
    symbols,
    tanh,
)

from workings.judge import Evidence, every, prove, same
from workings.judge.matrices import entry


def swish(x, beta):
    return x / (1 + exp(-beta * x))


def sigmoid(z):
    return 1 / (1 + exp(-z))


def softmax(of, i):
    return exp(of(i)) / Sum(exp(of(j)), (j, 1, d))


def relu(z):
    return Max(0, z)


def two_kinks(x, a, b, alpha, beta):
    return a * relu(x - alpha) + b * relu(beta - x)


omega = LambertW(exp(-1))
numerator = 1 + exp(u) - u * exp(u)
slope, lam = Symbol("slope", real=True), Symbol("lambda", nonnegative=True)
PROVED = {
    "swish minus half is a tanh": (swish(x, beta) - x / 2, x / 2 * tanh(beta * x / 2), ()),
    "swish of x minus swish of -x is x": (swish(x, beta) - swish(-x, beta), x, ()),
    "swish with the opposite slope": (swish(x, -beta) + swish(x, beta), x, ()),
    "error of swish against relu": (relu(p) - swish(p, q), p / (1 + exp(p * q)), ()),
    "error of swish against relu, any x": (relu(x) - swish(x, q), Abs(x) / (1 + exp(q * Abs(x))), ()),
    "absolute error as a tanh": (Abs(x / 2 * tanh(beta * x / 2)), Abs(x) / 2 * tanh(Abs(beta * x) / 2), ()),
    "derivative of u - tanh u": (Derivative(u - tanh(u), u), tanh(u) ** 2, ()),
    "zero of the error's slope, by Lambert's W": (numerator.subs(u, 1 + omega), S.Zero, ()),
    "largest error, by Lambert's W": ((1 + omega) / q / (1 + exp(1 + omega)), omega / q, ()),
    "leaky relu": (two_kinks(x, 1, -Rational(1, 100), 0, 0), Max(x, x / 100), ()),
    "absolute value": (two_kinks(x, 1, 1, 0, 0), Abs(x), ()),
    "prelu": (two_kinks(x, 1, -slope, 0, 0), relu(x) + slope * Min(0, x), ()),
    "soft-shrink": (two_kinks(x, 1, -1, lam, -lam), x - Max(-lam, Min(lam, x)), ()),
    "the three regions": (
        two_kinks(x, a, b, alpha, beta),
        Piecewise((a * (x - alpha), x >= alpha), (0, x > beta), (b * (beta - x), True)),
        (beta <= alpha,),
    ),
    "softmax of a constant shift": (softmax(lambda i: X[i] + t, i), softmax(lambda i: X[i], i), ()),
    "softmax of any shift": (
        softmax(lambda i: X[i] + C[i], i),
        softmax(lambda i: X[i], i) * exp(C[i]) / Sum(softmax(lambda i: X[i], k) * exp(C[k]), (k, 1, d)),
        (),
    ),
    "softmax sums to 1": (Sum(softmax(lambda i: X[i], i), (i, 1, d)), S.One, ()),
    "stable log-softmax": (
        X[i] - log(Sum(exp(X[j]), (j, 1, d))),
        X[i] - t - log(Sum(exp(X[j] - t), (j, 1, d))),
        (),
    ),
    "d minus a sum, termwise": (d - Sum(exp(-Y[j]), (j, 1, d)), Sum(1 - exp(-Y[j]), (j, 1, d)), ()),
    "a sum cut at an index": (
        Sum(exp(X[j]), (j, 1, i - 1)) + exp(X[i]) + Sum(exp(X[j]), (j, i + 1, d)),
        Sum(exp(X[j]), (j, 1, d)),
        (i <= d,),
    ),
    "a delta picks its term": (Sum(KroneckerDelta(i, j) * X[j], (j, 1, d)), X[i], (i <= d,)),
    "a shifted index": (Sum(X[j + 1], (j, 0, d - 1)), Sum(X[j], (j, 1, d)), ()),
    "variance": (
        Sum((X[i] - Sum(X[j], (j, 1, d)) / d) ** 2, (i, 1, d)),
        Sum(X[i] ** 2, (i, 1, d)) - Sum(X[i], (i, 1, d)) ** 2 / d,
        (),
    ),
    "sum of squares": (Sum(j**2, (j, 1, d)), d * (d + 1) * (2 * d + 1) / 6, ()),
    "likelihood": (
        Product(p ** X[i] * (1 - p) ** (1 - X[i]), (i, 1, d)),
        p ** Sum(X[i], (i, 1, d)) * (1 - p) ** (d - Sum(X[i], (i, 1, d))),
        (p < 1,),
    ),
    "sigmoid and tanh": (sigmoid(x), (1 + tanh(x / 2)) / 2, ()),
    "slope of the sigmoid": (Derivative(sigmoid(x), x), sigmoid(x) * (1 - sigmoid(x)), ()),
    "softplus": (log(1 + exp(x)) - log(1 + exp(-x)), x, ()),
    "stable softplus": (log(1 + exp(x)), Max(x, 0) + log(1 + exp(-Abs(x))), ()),
    "log cosh": (log(cosh(x)), Abs(x) + log(1 + exp(-2 * Abs(x))) - log(2), ()),
    "steps": (Heaviside(x), (1 + sign(x)) / 2, ()),
    "a root of a square": (sqrt(x**2 - 2 * x * y + y**2), Abs(x - y), ()),
    "a difference of roots": (sqrt(x**2 + 1) - x, 1 / (sqrt(x**2 + 1) + x), ()),
    "output size": (floor((n + 2 * k - m) / s) + 1, floor((n + 2 * k - m + s) / s), (s > 0,)),
    "least total error is a square": (
        p * q / 2 + 2 * u / q - 2 * sqrt(p * u),
        (sqrt(p * q / 2) - sqrt(2 * u / q)) ** 2,
        (),
    ),
    "remainder of Taylor's theorem": (
        f(r) - f(0) - r * slope_at_zero(f),
        Integral((r - t) * f(t).diff(t, 2), (t, 0, r)),
        (),
    ),
    "product rule": (
        Subs(Derivative(f(x + r * y) * g(x + r * y), r), r, 0),
        Subs(Derivative(f(x + r * y), r), r, 0) * g(x) + f(x) * Subs(Derivative(g(x + r * y), r), r, 0),
        (),
    ),
    "split difference quotient, order kept": (
        (F(r) * G(r) - F(0) * G(0)) / r,
        (F(r) - F(0)) / r * G(r) + F(0) * (G(r) - G(0)) / r,
        (),
    ),
    "Newton: the part linear in v": (model(e + v) - model(e), (h + H * e).T * v + v.T * H * v / 2, (symmetric,)),
    "Newton: the gradient": (model(e).diff(e), h + H * e, symmetric),
    "Newton: completing the square": (
        model(e),
        model(-H.I * h) + (e + H.I * h).T * H * (e + H.I * h) / 2,
        symmetric & definite,
    ),
    "Newton: the least value": (model(-H.I * h), f_t - h.T * H.I * h / 2, (symmetric, Q.invertible(H))),
    "affine maps compose, with a residual": (
        A * (B * e + v) + h + (B * e + v),
        (A * B + B) * e + (A * v + h + v),
        (),
    ),
    "inverse of a product": (
        (A * B).I * (A * v + B * e),
        B.I * v + B.I * A.I * B * e,
        (Q.invertible(A), Q.invertible(B)),
    ),
    "a square, order kept": ((A + B) ** 2, A**2 + A * B + B * A + B**2, ()),
    "trace turns round": (Trace(A * B), Trace(B * A), ()),
    "a product entry by entry": (HadamardProduct(A, B), HadamardProduct(B, A), ()),
    "a power of a scalar in front": ((a + b) ** 2 * A, (a**2 + 2 * a * b + b**2) * A, ()),
    "the identity": ((Identity(n) - A) * (Identity(n) + A), Identity(n) - A**2, ()),
}


@pytest.mark.parametrize("name", PROVED)
def test_an_identity_of_the_answers_is_proved(name):
    left, right, given = PROVED[name]
    evidence = same(left, right, given)
    assert (evidence.kind, evidence.witness) == ("proved", "")
    assert "normal form" in evidence.method


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (relu(-p) - swish(-p, q), p / (1 + exp(p * q))),
        (sqrt((x - y) ** 2), Abs(x - y)),
        (h + H * (-H.I * h), ZeroMatrix(n, 1)),
        ((A * B).T, B.T * A.T),
        (Sum(X[i], (i, 1, d)) - Sum(X[i], (i, 1, d)), 0),
    ],
)
def test_what_sympy_rewrites_at_once_is_identical(left, right):
    assert same(left, right).kind == "identical"


def test_the_mixture_is_a_network():
    W, column, weight = MatrixSymbol("W", K, d), MatrixSymbol("x", d, 1), MatrixSymbol("pi", K, 1)
    sigma = Function("sigma", positive=True)

    def score(k):
        return Sum(W[k, l] * column[l, 0], (l, 0, d - 1))

    marginal = Sum(weight[k, 0] * sigma(score(k)), (k, 0, K - 1))
    ones = Sum(weight[k, 0], (k, 0, K - 1))
    other = Sum(weight[k, 0] * (1 - sigma(score(k))), (k, 0, K - 1))
    assert same(entry(weight.T * (W * column).applyfunc(sigma), 0), marginal).kind == "proved"
    assert same(weight.T * (W * column).applyfunc(sigma), marginal).kind == "proved"
    assert same(1 - marginal, other, (Eq(ones, 1),)).kind == "proved"
    assert same(1 - marginal, other).kind == "refuted"


@pytest.mark.slow
def test_transposed_convolution_is_the_adjoint():
    u, v, i, j, a, b, s = symbols("u v i j a b s", integer=True)
    kernel, large, small = Function("w"), X, Y

    def conv(i, j):
        return Sum(kernel(u - s * i, v - s * j) * large[u, v], (u, 0, n - 1), (v, 0, n - 1))

    def back(u, v):
        return Sum(kernel(u - s * i, v - s * j) * small[i, j], (i, 0, m - 1), (j, 0, m - 1))

    left = Sum(conv(i, j) * small[i, j], (i, 0, m - 1), (j, 0, m - 1))
    right = Sum(large[u, v] * back(u, v), (u, 0, n - 1), (v, 0, n - 1))
    assert same(left, right) == Evidence("proved", "normal form of sums")
    delta = KroneckerDelta(a, u - s * i) * KroneckerDelta(b, v - s * j)
    scattered = Sum(kernel(a, b) * delta, (a, 0, k - 1), (b, 0, k - 1))
    inside = (u - s * i >= 0, u - s * i <= k - 1, v - s * j >= 0, v - s * j <= k - 1)
    assert same(scattered, kernel(u - s * i, v - s * j), inside).kind == "proved"
    assert same(scattered, kernel(u - s * i, v - s * j)).kind == "refuted"


def corner_network():
    """The pixels of a 5 x 5 image and the output of the four-layer network at each, by its taps."""
    pixels = {(r, c): Symbol(f"x{r}{c}", real=True) for r in range(5) for c in range(5)}
    north_west, north_east, south_west, south_east = (-1, -1), (-1, 1), (1, -1), (1, 1)

    def tap(offset, maps):
        return {(r, c): maps.get((r + offset[0], c + offset[1]), S.Zero) for r, c in maps}

    def layer(*terms, bias=0, act=relu):
        return {at: act(bias + sum(factor * maps[at] for factor, maps in terms)) for at in pixels}

    c0, c1, c2, c3 = (layer((1, tap(o, pixels))) for o in (north_west, south_east, north_east, south_west))
    u0 = layer((1, tap(north_west, c0)), (-1, tap(south_east, c1)))
    u1 = layer((1, tap(south_east, c1)), (-1, tap(north_west, c0)))
    u2 = layer((1, tap(north_east, c2)), (-1, tap(south_west, c3)))
    u3 = layer((1, tap(south_west, c3)), (-1, tap(north_east, c2)))
    pairs = ((south_east, u0, u1), (north_west, u0, u1), (south_west, u2, u3), (north_east, u2, u3))
    sums = [layer((1, tap(o, first)), (1, tap(o, second))) for o, first, second in pairs]
    back = (south_east, north_west, south_west, north_east)
    taps = [(-1, tap(o, maps)) for o, maps in zip(back, sums, strict=True)]
    return pixels, layer(*taps, bias=1, act=lambda value: value)


def test_the_corner_network_compares_the_rectified_corners():
    pixels, out = corner_network()
    for here, there in (((0, 0), (4, 4)), ((0, 4), (4, 0))):
        one, other = pixels[here], pixels[there]
        assert same(out[here], 1 - Abs(relu(one) - relu(other))).kind == "proved"
        assert same(out[here], 1 - Abs(one - other), (one >= 0, other >= 0)).kind == "proved"
        assert same(out[here], 1 - Abs(one - other)).kind == "refuted"


def test_a_symbol_that_is_not_zero_decides_the_logarithm_of_a_square():
    number = Symbol("number", real=True, nonzero=True)
    assert same(log(number**2), 2 * log(Abs(number))).kind == "proved"


def test_explicit_matrices_are_compared_entry_by_entry():
    product = MatMul(Matrix([[1, 2], [3, 4]]), Matrix([x, y]), evaluate=False)
    assert same(product, Matrix([x + 2 * y, 3 * x + 4 * y])).kind == "proved"
    assert same(Matrix([[tanh(x)]]), Matrix([[1 - 2 / (exp(2 * x) + 1)]])).kind == "proved"
    wrong = same(Matrix([[1, x], [0, 1]]), Matrix([[1, x], [0, 2]]))
    assert wrong.witness == "at x = 2: [[1, 2], [0, 1]] against [[1, 2], [0, 2]]"


def test_containers_are_compared_part_by_part():
    assert same({"a": (1, x), "b": "text"}, {"a": (1, x), "b": "text"}).kind == "identical"
    wrong = same({"a": (1, 2)}, {"a": (1, 3)})
    assert wrong == Evidence("refuted", "a point", "part a: part 1: 2 against 3")
    assert same((1, 2), (1, 2, 3)).witness == "a sequence of 2 against a sequence of 3"
    assert same("one", "two").witness == "'one' against 'two'"
    assert same(Fraction(1, 2), Rational(1, 2)).kind == "identical"


def test_relations_and_truth_values_are_compared():
    assert same(x > 0, -x < 0).holds
    assert same(S.true, S.true).kind == "identical"
    assert same(x > 0, x >= 0).witness == "at x = 0: false against true"
    assert same(x > 0, x).witness == "a truth value against a number"


def test_an_exhaustive_check_counts_its_cases():
    assert every(range(16), lambda case: case < 16) == Evidence("proved", "exhaustive, 16 cases")
    assert every(range(16), lambda case: case != 3) == Evidence("refuted", "case 4", "at 3")
    assert every([], bool) == Evidence("undecided", "there was no case to try")


def test_sympy_is_asked_last_and_named():
    assert same(besselj(Rational(1, 2), p), sqrt(2 / (pi * p)) * sin(p)).kind == "by SymPy"


@pytest.mark.slow
def test_agreement_at_points_is_called_numeric():
    q = Symbol("q", nonnegative=True)
    evidence = same(floor(sqrt(floor(q))), floor(sqrt(q)))
    assert evidence.kind == "numeric"
    assert evidence.method.endswith("points, exact")
    assert not evidence.holds


def test_a_missing_assumption_is_named():
    evidence = same(h.T * (H.I + H) * H * h, h.T * h + h.T * H**2 * h)
    assert evidence.kind == "undecided"
    assert evidence.method == "true if Q.invertible(H)"
    assert same(h.T * H.I * h + h.T * e, e.T * h + h.T * H.T.I * h).kind == "proved"


def test_a_denominator_on_one_side_must_be_known_not_to_vanish():
    curvature, steepness = (h.T * H * h)[0, 0], (h.T * h)[0, 0]
    along = curvature * x**2 / 2 - steepness * x
    square = curvature / 2 * (x - steepness / curvature) ** 2 - steepness**2 / (2 * curvature)
    assert same(along, square, (curvature > 0,)).kind == "proved"
    assert same(along, square, (symmetric, curvature > 0)).kind == "proved"
    assert prove(along, square).method.startswith("true where ")
    assert "defined on one side only" in same(along, square).witness


def test_a_complex_letter_keeps_both_roots():
    assert same(exp(w) ** Rational(1, 2), exp(w / 2)).kind == "refuted"
    assert same(exp(x) ** Rational(1, 2), exp(x / 2)).holds
