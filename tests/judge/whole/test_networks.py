"""A network with symbolic sizes: backpropagation is the gradient, and the R-pass differentiates it, block by block."""

import pytest
from sympy import Add, HadamardPower, HadamardProduct, MatrixSymbol, OneMatrix, Sum, Symbol, symbols, tanh

from workings.judge import prove, same
from workings.judge.matrices import entry

n, m, o = symbols("n m o", integer=True, positive=True)
k, l = symbols("k l", integer=True, nonnegative=True)
r = Symbol("r", real=True)
x, target = MatrixSymbol("x", n, 1), MatrixSymbol("t", o, 1)


def weights(mark):
    shapes = ((m, n), (m, 1), (o, m), (o, 1))
    return [MatrixSymbol(name + mark, *shape) for name, shape in zip("WbUc", shapes, strict=True)]


def along(point, direction):
    return [a + r * b for a, b in zip(point, direction, strict=True)]


def at_zero(expression):
    return expression.diff(r).subs(r, 0)


def slope(h):
    return OneMatrix(m, 1) - HadamardPower(h, 2)


def forward(W, b, U, c):
    h = (W * x + b).applyfunc(tanh)
    return h, U * h + c - target


def gradient(W, b, U, c):
    h, delta_y = forward(W, b, U, c)
    delta_a = HadamardProduct(slope(h), U.T * delta_y)
    return delta_a * x.T, delta_a, delta_y * h.T, delta_y


def r_gradient(point, direction, kept=2):
    (_, _, U, _), (W_v, b_v, U_v, c_v) = point, direction
    h, delta_y = forward(*point)
    R_h = HadamardProduct(slope(h), W_v * x + b_v)
    R_y = U_v * h + U * R_h + c_v
    R_a = HadamardProduct(slope(h), U_v.T * delta_y + U.T * R_y) - kept * HadamardProduct(h, R_h, U.T * delta_y)
    return R_a * x.T, R_a, R_y * h.T + delta_y * R_h.T, R_y


def cell(matrix):
    return entry(matrix, k, l if matrix.shape[1] != 1 else 0)


point, direction = weights(""), weights("_v")


def block(name, kept=2):
    """The derivative of one block of the gradient, and what the R-pass says it is."""
    which = "WbUc".index(name)
    return at_zero(cell(gradient(*along(point, direction))[which])), cell(r_gradient(point, direction, kept)[which])


@pytest.mark.parametrize("name", "Wc")
def test_a_block_of_the_r_pass_is_the_derivative_of_the_block(name):
    evidence = same(*block(name))
    assert (evidence.kind, evidence.method) == ("proved", "normal form of sums")


def test_without_the_term_2h_the_r_pass_is_refuted_and_not_proved():
    derivative, wrong = block("b", kept=0)
    assert same(derivative, wrong).kind == "refuted"
    assert not prove(derivative, wrong).holds


def test_backpropagation_is_the_gradient_in_every_direction():
    _, error = forward(*along(point, direction))

    def inner(part, step):
        ranges = [(index, 0, size - 1) for index, size in zip((k, l), step.shape, strict=True) if size != 1]
        return Sum(cell(part) * cell(step), *ranges)

    product = Add(*(inner(part, step) for part, step in zip(gradient(*point), direction, strict=True)))
    assert same(at_zero(entry(error.T * error / 2, 0)), product).kind == "proved"
