"""1.2: the general h with its two kinks, and the named activations."""

import numpy as np
import sympy as sp
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from answers import two_kinks as kinks
from workings.drawing import BLUE, BOLD, HAIR, RULE, SMALL, axes, canvas, note, sheet

ALT = (
    "Five graphs in a row. The general h falls with slope -b up to the kink beta, is level, and rises with slope a "
    "from the kink alpha. Then ReLU (level on the left), leaky ReLU or PReLU (rising slowly on the left), absolute "
    "value (a V), and soft-shrink (level between two kinks, rising on both sides)."
)

HEIGHT, FLOOR = 82, 16  # the sheet, and the floor of the drawings
NAMES = 3  # baseline of the names
GENERAL = {"a": 1.0, "b": 0.6, "alpha": 1.0, "beta": -1.2}
REACH = np.linspace(-3, 3, 601)
SHOWN = {"ReLU": "ReLU", "PReLU": "leaky ReLU, PReLU", "absolute value": "absolute value", "soft-shrink": "soft-shrink"}


def draw() -> Figure:
    """The general form on the left, wider; the named ones beside it."""
    fig = sheet(HEIGHT)
    page = canvas(fig)
    _general(fig)
    note(page, 66, NAMES, "the general $h$", ha="center")
    known = {name: parameters for name, _, parameters, _ in kinks.activations()}
    for position, (name, label) in enumerate(SHOWN.items()):
        left = 160 + position * 82
        ax = _frame(fig, left, 70, (-1.5, 2.7))
        ax.plot([0, 0], [-1.5, 2.7], color=RULE, lw=HAIR, zorder=0)
        _line(ax, graph(known[name]))
        note(page, left + 35, NAMES, label, ha="center")
    return fig


def graph(parameters: tuple) -> np.ndarray:
    """h on REACH for the parameters (a, b, alpha, beta)."""
    value = kinks.h(kinks.x, *parameters).value.subs(kinks.DRAWN)
    return np.broadcast_to(sp.lambdify(kinks.x.value, value, "numpy")(REACH), REACH.shape)


def _general(fig: Figure) -> None:
    ax = _frame(fig, 2, 128, (-0.45, 2.05))
    values = graph(tuple(GENERAL[letter] for letter in ("a", "b", "alpha", "beta")))
    level = (np.diff(values) / np.diff(REACH))[len(REACH) // 2]  # the slope at x = 0, between the kinks
    _line(ax, values)
    for letter in ("alpha", "beta"):
        ax.plot([GENERAL[letter]], [0], "o", ms=3.6, mfc="white", mec=BLUE, mew=0.9, zorder=4)
        note(ax, GENERAL[letter], -0.40, rf"$\{letter}$", ha="center")
    note(ax, -1.95, 0.62, "slope $-b$", size=SMALL)
    note(ax, -0.1, 0.12, f"${level:g}$", size=SMALL, ha="center")
    note(ax, 1.72, 0.95, "$a$", size=SMALL, ha="right")


def _frame(fig: Figure, left: float, width: float, limits: tuple[float, float]) -> Axes:
    """Bare axes with a hairline at y = 0."""
    ax = axes(fig, left, FLOOR, width, HEIGHT - FLOOR - 1, xlim=(-3, 3), ylim=limits)
    ax.axis("off")
    ax.plot([-3, 3], [0, 0], color=RULE, lw=HAIR, zorder=0)
    return ax


def _line(ax: Axes, values: np.ndarray) -> None:
    low, high = ax.get_ylim()
    ax.plot(REACH, np.where((values >= low) & (values <= high), values, np.nan), color=BLUE, lw=BOLD)
