"""1.1: x sigma(beta x) against x/2 and the ReLU, and its distance from each under the proved bound."""

from collections.abc import Callable

import numpy as np
import sympy as sp
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from answers import q1_activations as q1
from workings.drawing import ACCENT, BOLD, LINE, RAMP, SMALL, TINT, axes, note, sheet
from workings.notation import latex


def in_words(values: tuple[float, ...]) -> str:
    """Numbers in a sentence: 1, 2 and 5."""
    *others, last = map(str, values)
    return f"{', '.join(others)} and {last}"


FROM_THE_LINE = abs(q1.h(q1.x) - q1.half * q1.x)
BASE, HIGH, WIDE = 13, 98, 122
LEFT = (12, 178, 344)
GRID = np.linspace(-4, 4, 641)
SHADES = RAMP[1:]  # darker is a larger beta
NEAR, SMALL_BETAS, LARGE_BETAS = (0.25, 1, 5), (0.1, 0.25, 0.5), (1, 2, 5)
PEAK, HEIGHT = (f"{float(value):.4f}" for value in (q1.WIDEST.value, q1.W.value))  # at beta = 1

ALT = (
    f"Three panels over x from -4 to 4. First: the curves for beta = {in_words(NEAR)} turn from the line x/2 towards "
    f"the ReLU, both dashed; a band of height {HEIGHT} lies below the ReLU. Second: the distance from x/2 for beta = "
    f"{in_words(SMALL_BETAS)} stays below the dotted parabola beta x squared / 4. Third: the distance from the ReLU "
    f"for beta = {in_words(LARGE_BETAS)} has two equal peaks at distance {PEAK} / beta from 0, whose height "
    f"{HEIGHT} / beta is dotted."
)


def draw() -> Figure:
    """The family, its distance from x/2, its distance from the ReLU."""
    fig = sheet(129)
    _family(
        _panel(
            fig,
            0,
            rf"(a)\enspace $\stated{{h(x) =}} {latex(q1.swish(q1.x, q1.beta))}$",
            (-1.25, 3.25),
            (-1, 0, 1, 2, 3),
        )
    )
    _small(_panel(fig, 1, rf"(b)\enspace ${latex(FROM_THE_LINE)}$, small $\beta$", (0, 2), (0, 1, 2)))
    _large(_panel(fig, 2, r"(c)\enspace $\abs{h(x) - \ReLU(x)}$, large $\beta$", (0, 0.32), (0, 0.1, 0.2, 0.3)))
    return fig


def curve(expression: q1.Written, beta: float) -> np.ndarray:
    """The values on GRID of an expression of the answer in x and beta."""
    value = expression.value.subs({q1.beta.value: beta, q1.steep.value: beta})
    return np.broadcast_to(_numeric(value)(GRID), GRID.shape)


def peak(beta: float) -> tuple[float, float]:
    """Where the distance from the ReLU is largest, for x > 0, and how large it is."""
    return float(q1.WIDEST.value) / beta, float(q1.W.value) / beta


def _numeric(value: sp.Expr) -> Callable[[np.ndarray], np.ndarray]:
    return sp.lambdify(q1.x.value, value, "numpy")


def _panel(fig: Figure, number: int, title: str, limits: tuple[float, float], ticks: tuple[float, ...]) -> Axes:
    ax = axes(fig, LEFT[number], BASE, WIDE, HIGH, xlim=(-4, 4), ylim=limits)
    ax.set_xticks([-4, -2, 0, 2, 4])
    ax.set_yticks(ticks, [f"${tick:g}$" for tick in ticks])
    note(ax, 0, 1 + 9 / HIGH, title, transform=ax.transAxes)
    note(ax, 1 + 5.5 / WIDE, -8.5 / HIGH, "$x$", transform=ax.transAxes, va="center")
    return ax


def _at_right(ax: Axes, y: float, label: str) -> None:
    note(ax, 1 + 4 / WIDE, y, label, size=SMALL, va="center_baseline", transform=ax.get_yaxis_transform())


def _family(ax: Axes) -> None:
    line, relu = curve(q1.half * q1.x, 1), curve(q1.relu(q1.x), 1)
    ax.fill_between(GRID, relu - peak(1)[1], relu, color=TINT, lw=0, zorder=0)
    for beta, shade in zip(NEAR, SHADES, strict=True):
        ax.plot(GRID, curve(q1.h(q1.x), beta), color=shade, lw=BOLD)
    for target in (line, relu):
        ax.plot(GRID, target, color=ACCENT, lw=LINE, ls="--", zorder=3)
    _at_right(ax, line[-1], f"${latex(q1.half * q1.x)}$")
    note(ax, 2.35, 2.75, r"$\ReLU$", ha="right", size=SMALL)
    note(ax, -2.5, 0.16, rf"$\stated{{\beta =}} {NEAR[2]}$", ha="center", size=SMALL)
    note(ax, -2.3, -0.62, f"${NEAR[1]}$", ha="center", size=SMALL)
    note(ax, -3.9, -0.80, f"${NEAR[0]}$", size=SMALL)


def _small(ax: Axes) -> None:
    for beta, shade in zip(SMALL_BETAS, SHADES, strict=True):
        distance, bound = curve(FROM_THE_LINE, beta), curve(q1.LINE_BOUND, beta)
        ax.plot(GRID, np.where(bound <= 2, bound, np.nan), color=shade, lw=LINE, ls=":")
        ax.plot(GRID, distance, color=shade, lw=BOLD)
        _at_right(ax, distance[-1], f"${beta}$")
    note(ax, 0, 1.56, f"dotted: ${latex(q1.LINE_BOUND)}$", size=SMALL, ha="center")
    note(ax, 0, 1.22, rf"$\stated{{\beta =}} {', '.join(map(str, SMALL_BETAS))}$", size=SMALL, ha="center")


def _large(ax: Axes) -> None:
    for beta, shade in zip(LARGE_BETAS, SHADES, strict=True):
        at, height = peak(beta)
        ax.plot(GRID, curve(abs(q1.relu(q1.x) - q1.h(q1.x)), beta), color=shade, lw=BOLD)
        ax.plot([at, 4], [height, height], color=shade, lw=LINE, ls=":", zorder=1)
        ax.plot([at], [height], "o", ms=3.6, mfc="white", mec=shade, mew=1.0, zorder=4)
        if beta > LARGE_BETAS[0]:
            _at_right(ax, height, f"${beta}$")
    note(ax, 4, peak(LARGE_BETAS[0])[1] + 0.008, rf"$\stated{{\beta =}} {LARGE_BETAS[0]}$", ha="right", size=SMALL)
