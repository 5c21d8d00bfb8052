"""Matrix identities of every size are proved from words, completed equations, traces and determinants."""

import pytest
from sympy import (
    Determinant,
    DiagMatrix,
    Eq,
    HadamardProduct,
    Identity,
    ImmutableMatrix,
    Inverse,
    KroneckerProduct,
    MatrixSymbol,
    OneMatrix,
    Q,
    Symbol,
    Trace,
    Transpose,
    ZeroMatrix,
    cos,
    sin,
    symbols,
)

from workings.judge import prove, refute, same
from workings.judge.completion import Contradiction, rules_for
from workings.judge.premises import premises
from workings.judge.traces import Numbers

n, m, k = symbols("n m k", integer=True, positive=True)
s, t = symbols("s t", real=True)
c = symbols("c", positive=True)
A, B, C, H = (MatrixSymbol(name, n, n) for name in "ABCH")
U, V, X = MatrixSymbol("U", n, k), MatrixSymbol("V", k, n), MatrixSymbol("X", m, n)
D = MatrixSymbol("D", k, k)
x, y, u, v = (MatrixSymbol(name, n, 1) for name in "xyuv")
one = Identity(n)
a_invertible = (Q.invertible(A),)
hat = X * (X.T * X).I * X.T

PROVED = {
    "Woodbury": ((A + U * V).I, A.I - A.I * U * (Identity(k) + V * A.I * U).I * V * A.I, a_invertible),
    "Sherman and Morrison": (
        (A + u * v.T).I,
        A.I - A.I * u * v.T * A.I / (1 + Trace(v.T * A.I * u)),
        a_invertible,
    ),
    "push-through": ((one + U * V).I * U, U * (Identity(k) + V * U).I, ()),
    "a resolvent commutes with its matrix": ((one + A).I * A, A * (one + A).I, ()),
    "resolvents": ((A - s * one).I - (A - t * one).I, (s - t) * (A - s * one).I * (A - t * one).I, ()),
    "a scalar in the sum": ((X.T * X + c * one).I * X.T, X.T * (X * X.T + c * Identity(m)).I, ()),
    "a scalar that may be 0": ((s * A + one).I * s * A, one - (s * A + one).I, ()),
    "Hua": (A - (A.I + (B.I - A).I).I, A * B * A, (Q.invertible(A), Q.invertible(B))),
    "a factor of a sum": ((A * B + A * C).I, (B + C).I * A.I, a_invertible),
    "the hat matrix is a projection": (hat * hat, hat, ()),
    "its trace": (Trace(hat), n, ()),
    "a number commutes": (x * y.T * x, x * x.T * y, ()),
    "trace of a product of symmetric matrices": (
        Trace(A * B * C),
        Trace(C * B * A),
        tuple(map(Q.symmetric, (A, B, C))),
    ),
    "Sylvester": (Determinant(one + U * V), Determinant(Identity(k) + V * U), ()),
    "determinant lemma": (
        Determinant(A + u * v.T),
        Determinant(A) * (1 + Trace(v.T * A.I * u)),
        a_invertible,
    ),
    "determinant of a multiple": (Determinant(-2 * A), (-2) ** n * Determinant(A), ()),
    "determinant of a power": (Determinant(A**k), Determinant(A) ** k, ()),
    "a power with a symbol": (A ** (k - 1) * A * A, A * A**k, ()),
    "an idempotent": ((one - 2 * A) ** 2, one, (Eq(A**2, A),)),
    "a left inverse is a right inverse": (A * B, one, (Eq(B * A, one),)),
    "orthogonal": ((A * x).T * (A * y), x.T * y, (Q.orthogonal(A),)),
    "a unit vector": ((one - 2 * u * u.T) ** 2, one, (Eq(u.T * u, Identity(1)),)),
    "a unit vector, by a number": ((one - 2 * u * u.T) ** 2, one, (Eq(Trace(u.T * u), 1),)),
    "diagonal matrices commute": (A * B, B * A, (Q.diagonal(A), Q.diagonal(B))),
    "an eigenvector of the inverse": (A.I * x, x / c, (Q.invertible(A), Eq(A * x, c * x))),
    "an entrywise product is bilinear": (
        HadamardProduct(A + B, A - B),
        HadamardProduct(A, A) - HadamardProduct(B, B),
        (),
    ),
    "scaling twice": (DiagMatrix(x) * DiagMatrix(y), DiagMatrix(y) * DiagMatrix(x), ()),
    "a sum of entries": (Trace(OneMatrix(1, n) * A * OneMatrix(n, 1)), Trace(OneMatrix(n, n) * A), ()),
    "a Kronecker product turned": (KroneckerProduct(A, U).T, KroneckerProduct(A.T, U.T), ()),
    "centring": ((one - OneMatrix(n, n) / n) ** 2, one - OneMatrix(n, n) / n, ()),
}


@pytest.mark.parametrize("name", PROVED)
def test_a_matrix_identity_is_proved_alone(name):
    left, right, given = PROVED[name]
    assert prove(left, right, given).kind == "proved"


NOT_PROVED = {
    "Woodbury with a plus": ((A + U * V).I, A.I + A.I * U * (Identity(k) + V * A.I * U).I * V * A.I, a_invertible),
    "push-through without turning": ((one + A * B).I * A, A * (one + A * B).I, ()),
    "a left inverse of a rectangular matrix": (X * X.T, Identity(m), (Eq(X.T * X, one),)),
    "resolvents, wrong sign": ((A - s * one).I - (A - t * one).I, (t - s) * (A - s * one).I * (A - t * one).I, ()),
    "trace of three": (Trace(A * B * C), Trace(A * C * B), ()),
    "trace of four symmetric ones": (
        Trace(A * B * C * H),
        Trace(A * C * B * H),
        tuple(map(Q.symmetric, (A, B, C, H))),
    ),
    "an idempotent is not the identity": (A, one, (Eq(A**2, A),)),
    "a unit vector on the outside": (u * u.T, one, (Eq(u.T * u, Identity(1)),)),
    "determinant of a sum": (Determinant(A + B), Determinant(A) + Determinant(B), ()),
    "determinant and sign": (Determinant(-A), -Determinant(A), ()),
    "an eigenvector from the left": (x.T * A, c * x.T, (Eq(A * x, c * x),)),
    "a number that does not commute": (x * y.T * x, y * x.T * x, ()),
    "the inverse of a sum": ((A + B).I, A.I + B.I, (Q.invertible(A), Q.invertible(B))),
}


@pytest.mark.parametrize("name", NOT_PROVED)
def test_what_differs_is_not_proved_but_refuted(name):
    left, right, given = NOT_PROVED[name]
    assert prove(left, right, given).kind == "undecided"
    assert refute(left, right, given, effort=2).kind == "refuted"


WRITTEN_ALIKE = {
    "a matrix named like a transpose": (Trace(A * B.T), Trace(A * MatrixSymbol("B'", n, n))),
    "a matrix named like a product": (Trace(A * B), Trace(MatrixSymbol("A B", n, n))),
    "the same in an inverse": ((A * B + one).I, (MatrixSymbol("A B", n, n) + one).I),
    "a sum in front of a letter": (((t - s) * A + t * B * B).I, (t * A + t * B * B - s * one).I),
    "two numbers of one name": ((s * A + B).I, (Symbol("s") * A + B).I),
    "identities of two sizes": (
        KroneckerProduct(Identity(2), A, Identity(3)),
        KroneckerProduct(Identity(3), A, Identity(2)),
    ),
}


@pytest.mark.parametrize("name", WRITTEN_ALIKE)
def test_what_is_only_written_alike_is_not_proved(name):
    assert not prove(*WRITTEN_ALIKE[name]).holds


def test_any_name_will_do_for_a_matrix():
    W, Z = MatrixSymbol("W^{(1)}", n, n), MatrixSymbol("Z'", n, n)
    assert prove(Trace(W * Z.T), Trace(W.T * Z)).kind == "proved"
    assert prove((W + Z).I.T, (W.T + Z.T).I).kind == "proved"


def test_a_kronecker_product_is_transposed_factor_by_factor():
    assert prove(KroneckerProduct(U, X).T, KroneckerProduct(U.T, X.T)).kind == "proved"


def test_an_inverse_on_one_side_asks_for_its_premise():
    lone = Trace(Inverse(A) * B * A) + Trace(B)
    assert prove(lone, 2 * Trace(B)).method == "true if Q.invertible(A)"
    assert prove(lone, 2 * Trace(B), Q.invertible(A)).kind == "proved"


def test_the_inverse_of_a_sum_is_named():
    evidence = same(Transpose(X) * (Identity(m) - hat), ZeroMatrix(n, m))
    assert evidence.kind == "proved"
    assert evidence.method.endswith("where (1 X' X) can be inverted")


def test_a_definite_matrix_need_not_be_symmetric_but_refutes_nothing():
    turned = (H.T * x).T * y
    assert refute((H * x).T * y, turned, Q.positive_definite(H)) is None
    assert not prove((H * x).T * y, turned, Q.positive_definite(H)).holds
    assert prove((H * x).T * y, turned, (Q.positive_definite(H), Q.symmetric(H))).kind == "proved"


def test_equations_without_solution_prove_nothing():
    assert not prove(A, B, (Eq(A * B, one), Eq(A * B, 2 * one))).holds
    reader = Numbers(premises()).reader
    with pytest.raises(Contradiction):
        list(rules_for([reader.read(A - one), reader.read(A - 2 * one)], []).completed())


def test_a_written_out_matrix_is_compared_where_its_entries_have_values():
    a, b, d = symbols("a b d", real=True)
    cells = ImmutableMatrix([[a, b], [b, d]])
    assert same(Inverse(cells) * cells, Identity(2)).kind in ("identical", "proved")
    turn = ImmutableMatrix([[cos(a), -sin(a)], [sin(a), cos(a)]])
    assert same(turn**-1, turn.T).kind == "proved"
    assert same(turn**-1, turn).kind == "refuted"
