"""The letters that the tests of the judge share, with what is assumed of each."""

from sympy import Function, IndexedBase, MatrixSymbol, Q, S, exp, symbols

from workings.judge.alphabet import Exp, Unreadable
from workings.judge.normal import vanishes
from workings.judge.premises import premises
from workings.judge.signs import NeedsSign
from workings.judge.sums import apart

n, m, o, d, K = symbols("n m o d K", integer=True, positive=True)
i, j, k, l = symbols("i j k l", integer=True, positive=True)
x, y, z, t, a, b, c, alpha, beta = symbols("x y z t a b c alpha beta", real=True)
p, q, u = symbols("p q u", positive=True)
r, s = symbols("r s", real=True)
w = symbols("w")  # without assumptions: complex
X, C = IndexedBase("x", real=True), IndexedBase("c", real=True)
Y = IndexedBase("y", nonnegative=True)
f, g = Function("f"), Function("g")
F, G = Function("F", commutative=False), Function("G", commutative=False)
H, A, B = (MatrixSymbol(name, n, n) for name in "HAB")
v, e, h = (MatrixSymbol(name, n, 1) for name in "veh")
f_t = MatrixSymbol("f_t", 1, 1)
symmetric, definite = Q.symmetric(H), Q.positive_definite(H)


def model(step):
    """The quadratic model f_t + h^T s + s^T H s / 2."""
    return f_t + h.T * step + step.T * H * step / 2


def slope_at_zero(function, order=1):
    """The derivative of an undefined function at 0."""
    return function(r).diff(r, order).subs(r, 0) if order else function(0)


def shown(left, right, given=()):
    """Whether the normal form alone shows that both sides are equal, without cases of signs."""
    try:
        return vanishes(apart(left) - apart(S(right)), premises(given))
    except (NeedsSign, Unreadable):
        return False


def number(expression, point):
    """The value of an expression, or of a normal form of it, at a point."""
    return complex(expression.replace(Exp, exp).subs(point).evalf(17, chop=True))
