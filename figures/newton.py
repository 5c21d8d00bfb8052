"""3.1: the quadratic model with H positive definite, singular, and indefinite."""

from typing import Any

import numpy as np
import sympy as sp
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from answers import q3_optimisation as answer
from workings.drawing import (
    ACCENT,
    BLUE,
    BOLD,
    FAINT,
    HAIR,
    INK,
    LINE,
    RULE,
    SMALL,
    axes,
    note,
    sheet,
)
from workings.notation import latex

ALT = (
    "Level lines of three quadratic models. Left, positive definite: one straight arrow, the Newton step, leads "
    "from the start to the centre of the ellipses; a dashed zigzag of nine scalar steps ends short of it. Middle, "
    "singular: parallel level lines and a straight line of minimisers. Right, indefinite: a saddle, with two "
    "dashed arrows along which the model falls without bound; its level lines are dotted where it is below the saddle."
)

TURN = sp.Matrix([[12, -5], [5, 12]]) / 13  # a rotation by 22.6 degrees, in fractions
START = TURN * sp.Matrix([sp.Rational(-5, 2), sp.Rational(-11, 12)])  # w_t, where the minimiser is the origin
SCALAR_STEPS = 9

WIDE, HIGH, REACH = 150.0, 118.0, 3.1
ARROW = {"arrowstyle": "-|>,head_width=.19,head_length=.42", "shrinkA": 2.2, "shrinkB": 2.2}


def draw() -> Figure:
    """Three panels side by side."""
    fig = sheet(140)
    _definite(fig, 0.5)
    _singular(fig, 163.0)
    _indefinite(fig, 325.5)
    return fig


# -- the numbers, all from the answer's formulas --------------------------------------------------------------------


def hessian(*curvatures: Any) -> sp.Matrix:
    """The symmetric matrix with these eigenvalues, its eigenvectors turned off the axes."""
    return TURN * sp.diag(*curvatures) * TURN.T


def value(form: Any, H: sp.Matrix, g: sp.Matrix, s: sp.Matrix | None = None) -> Any:
    """A formula of the answer at explicit H, g and s (and f_t = 0): a number, or a matrix."""
    point = {answer.H: H, answer.g: g, answer.f_t: sp.zeros(1, 1), answer.w_t: sp.zeros(2, 1)}
    if s is not None:
        point[answer.s] = s
    exact = {letter.value: sp.ImmutableMatrix(given) for letter, given in point.items()}
    return form.value.xreplace({answer.n.value: sp.S(2), **exact}).doit()


def newton_point(H: sp.Matrix, start: sp.Matrix) -> sp.Matrix:
    """Where the Newton step leads from `start`, for the model whose stationary point is the origin."""
    return start + value(answer.w_newton, H, H * start)


def scalar_path(H: sp.Matrix, start: sp.Matrix, steps: int) -> list[sp.Matrix]:
    """The points of the best scalar steps along -g from `start`, itself included."""
    path = [start.evalf(20)]
    for _ in range(steps):
        g = H * path[-1]
        path.append(path[-1] - value(answer.best_rate, H, g) * g)
    return path


def model_on(H: sp.Matrix, X: np.ndarray, Y: np.ndarray) -> np.ndarray:
    """The model with g = 0 and f_t = 0 on a grid of steps."""
    x, y = sp.symbols("x y", real=True)
    form = value(answer.q_s, H, sp.zeros(2, 1), sp.Matrix([x, y]))[0, 0]
    return sp.lambdify((x, y), sp.expand(form), "numpy")(X, Y)


# -- the panels -----------------------------------------------------------------------------------------------------


def _definite(fig: Figure, left: float) -> None:
    H = hessian(sp.Rational(9, 20), 4)
    levels = 0.45 * np.array([0.35, 1.4, 3.2, 5.8, 9.2, 13.4, 18.4])
    ax = _panel(fig, left, H, levels, r"(a)\enspace $\stated{\mH \succ 0}$: one minimiser")
    path = np.array([_pair(point) for point in scalar_path(H, START, SCALAR_STEPS)])
    start, end = _pair(START), _pair(newton_point(H, START))
    ax.plot(*path.T, color=ACCENT, lw=LINE, dashes=(4, 1.6), zorder=3)
    ax.plot(*path[1:].T, "o", ms=2.6, mfc="white", mec=ACCENT, mew=0.8, zorder=4)
    ax.annotate("", end, start, arrowprops={**ARROW, "color": BLUE, "lw": BOLD}, zorder=5)
    ax.plot(*start, "o", ms=4.4, color=INK, zorder=6)
    ax.plot(*end, "o", ms=4.4, color=BLUE, zorder=6)
    note(ax, start[0] - 0.12, start[1] + 0.06, r"$\wt$", back=21, ha="right")
    note(ax, 0.25, -0.62, f"${latex(answer.w_newton)}$", back=58, color=BLUE)
    note(ax, -2.9, 1.98, "best scalar steps", back=66, size=SMALL, color=ACCENT)


def _singular(fig: Figure, left: float) -> None:
    H = hessian(0, sp.Rational(12, 5))
    levels = 0.5 * np.array([0.25, 1, 2.25, 4, 6.25, 9, 12.25])
    ax = _panel(fig, left, H, levels, r"(b)\enspace $\stated{\mH \succeq 0}$, singular")
    (flat,) = H.nullspace()
    along = 2.9 * _pair(flat / flat.norm())
    ax.plot([-along[0], along[0]], [-along[1], along[1]], color=BLUE, lw=BOLD, zorder=3)
    note(ax, -0.25, -1.5, "a line of minimisers", back=74, size=SMALL, color=BLUE)
    note(ax, -2.9, 1.98, r"if $\stated{\vg \in \range(\mH)}$", back=66, size=SMALL)


def _indefinite(fig: Figure, left: float) -> None:
    H = hessian(-1, sp.Rational(8, 5))
    levels = [-4.5, -3, -1.8, -0.9, -0.3, 0.3, 0.9, 1.8, 3, 4.5]
    ax = _panel(fig, left, H, levels, r"(c)\enspace $\mH$ indefinite: none")
    (down,) = next(vectors for curvature, _, vectors in H.eigenvects() if curvature < 0)
    middle = _pair(newton_point(H, sp.Matrix([1, 1])))
    for sign in (1, -1):
        tip = middle + sign * 2.7 * _pair(down / down.norm())
        style = {**ARROW, "color": ACCENT, "lw": LINE, "linestyle": (0, (4, 1.6))}
        ax.annotate("", tip, middle, arrowprops=style, zorder=4)
    ax.plot(*middle, "o", ms=4.4, mfc="white", mec=BLUE, mew=1.1, zorder=5)
    note(ax, 0.3, -0.52, "saddle", back=27, size=SMALL, color=BLUE)
    note(ax, -2.9, 1.98, "falls without bound", back=75, size=SMALL, color=ACCENT)


def _panel(fig: Figure, left: float, H: sp.Matrix, levels: Any, title: str) -> Axes:
    ax = axes(fig, left, 1, WIDE, HIGH)
    top = REACH * HIGH / WIDE
    ax.set(xlim=(-REACH, REACH), ylim=(-top, top), xticks=[], yticks=[])
    for side in ax.spines.values():
        side.set(visible=True, color=FAINT)
    X, Y = np.meshgrid(np.linspace(-REACH, REACH, 301), np.linspace(-top, top, 301))
    below = [level < 0 for level in levels]
    colours, widths = ([low if is_low else high for is_low in below] for low, high in ((BLUE, RULE), (LINE, HAIR)))
    styles = [(0, (0.6, 2.2)) if is_low else "solid" for is_low in below]
    ax.contour(X, Y, model_on(H, X, Y), levels=levels, colors=colours, linewidths=widths, linestyles=styles)
    ax.text(0, 1 + 8 / HIGH, title, transform=ax.transAxes, va="baseline")
    return ax


def _pair(point: Any) -> np.ndarray:
    return np.array([float(point[0]), float(point[1])])
