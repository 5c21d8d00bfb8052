"""1.4: what each order of evaluation gives in float64, run on vectors that grow."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from answers.log_softmax import brackets_moved, digits, exact, logarithm_last, measured, naive, stable
from workings.drawing import ACCENT, BLUE, BOLD, LINE, SMALL, axes, note, sheet

BASE, HIGH, WIDE = 13, 72, 112
LEFT = (27, 190, 346)
SHIFTS = np.arange(-1000, 1001, 2)
DEPTHS = np.arange(0, 1001, 2)
POWERS = np.arange(0, 16.01, 0.25)
ALT = (
    "Three panels, each with the stable formula in solid blue and a rival, dashed. First, x = (s, s - 1), s from "
    f"{SHIFTS[0]} to {SHIFTS[-1]}: the naive formula jumps to plus infinity far on the left and to minus infinity far "
    "on the right; the stable one stays level. Second, x = (-s, 0, 3): the logarithm of the stable softmax ends at "
    "minus infinity, the stable formula goes on. Third, x = (s, s) for growing s: with the brackets moved, one correct "
    "digit is lost for each factor of ten; the stable formula keeps all."
)

LEVEL = (0.0, 2.4)  # where the naive formula's infinities are drawn, above and below the true value


def draw() -> Figure:
    """Naive against stable, the logarithm taken last, the brackets moved."""
    fig = sheet(104)
    _overflow(
        _panel(fig, 0, r"(a)\enspace $\stated{\vx = (s,\, s - 1)}$, $\stated{i = 2}$", (-1000, 1000), (-1000, 0, 1000))
    )
    _underflow(
        _panel(fig, 1, r"(b)\enspace $\stated{\vx = (-s,\, 0,\, 3)}$, $\stated{i = 1}$", (0, 1000), (0, 500, 1000))
    )
    _digits(_panel(fig, 2, r"(c)\enspace $\stated{\vx = (s,\, s)}$: right digits", (0, 16), ()))
    return fig


def curve(formula, vectors: list[tuple[float, ...]], i: int) -> np.ndarray:
    """What `formula` gives on each of the vectors."""
    return np.array([measured(formula, x, i) for x in vectors])


def shifted() -> list[tuple[float, ...]]:
    """The vectors of panel (a)."""
    return [(int(s), int(s) - 1) for s in SHIFTS]


def deep() -> list[tuple[float, ...]]:
    """The vectors of panel (b)."""
    return [(-int(s), 0, 3) for s in DEPTHS]


def huge() -> list[tuple[float, ...]]:
    """The vectors of panel (c): whole numbers, exact in float64."""
    return [(round(10**p), round(10**p)) for p in POWERS]


def right_digits(formula) -> list[float]:
    """How many digits of what `formula` gives are right, on each vector of panel (c)."""
    return [digits(measured(formula, x, 1), x, 1) for x in huge()]


def _panel(fig: Figure, number: int, title: str, limits: tuple[float, float], ticks: tuple[int, ...]) -> Axes:
    ax = axes(fig, LEFT[number], BASE, WIDE, HIGH, xlim=limits)
    ax.set_xticks(ticks, [f"${tick}$" for tick in ticks])
    note(ax, 0, 1 + 9 / HIGH, title, transform=ax.transAxes)
    note(ax, 1 + 12 / WIDE, -8.5 / HIGH, "$s$", transform=ax.transAxes, va="center")
    return ax


def _overflow(ax: Axes) -> None:
    values = curve(naive, shifted(), 2)
    true = float(exact((0, -1), 2))
    top, bottom = true + LEVEL[1], true - LEVEL[1]
    ax.set_ylim(bottom - 0.4, top + 0.4)
    ax.set_yticks([true], [f"${true:.2f}$"])
    drawn = np.where(np.isposinf(values), top, np.where(np.isneginf(values), bottom, values))
    ax.plot(SHIFTS, curve(stable, shifted(), 2), color=BLUE, lw=BOLD)
    ax.plot(SHIFTS, drawn, color=ACCENT, lw=LINE, ls="--", zorder=3)
    note(ax, -690, top - 0.2, f"naive: ${_infinite(values[0])}$", size=SMALL)
    note(ax, 660, bottom - 0.1, f"naive: ${_infinite(values[-1])}$", ha="right", size=SMALL)
    note(ax, 0, true + 0.3, "stable", ha="center", size=SMALL)


def _underflow(ax: Axes) -> None:
    values = curve(logarithm_last, deep(), 1)
    ax.set_ylim(-1080, 0)
    _scale(ax, (0, -500, -1000))
    finite = np.isfinite(values)
    last = DEPTHS[finite][-1]
    ax.plot(DEPTHS, curve(stable, deep(), 1), color=BLUE, lw=BOLD)
    ax.plot([*DEPTHS[finite], last], [*values[finite], -1080], color=ACCENT, lw=LINE, ls="--", zorder=3)
    note(ax, last - 25, -1010, rf"$\log$ of softmax: ${_infinite(values[-1])}$", ha="right", size=SMALL)
    note(ax, 560, -430, "stable", size=SMALL)


def _digits(ax: Axes) -> None:
    ax.set_ylim(0, 17.5)
    _scale(ax, (0, 8, 16))
    ax.plot(POWERS, right_digits(stable), color=BLUE, lw=BOLD)
    ax.plot(POWERS, right_digits(brackets_moved), color=ACCENT, lw=LINE, ls="--")
    note(ax, 15.6, 13.1, "stable", ha="right", size=SMALL)
    note(ax, 1.0, 3.0, "bracket moved", size=SMALL)
    powers = (0, 4, 8, 12, 16)
    ax.set_xticks(powers, [f"${_power_of_ten(power)}$" for power in powers])


def _scale(ax: Axes, ticks: tuple[int, ...]) -> None:
    ax.set_yticks(ticks, [f"${tick}$" for tick in ticks])


def _power_of_ten(power: int) -> str:
    return f"10^{{{power}}}" if power else "1"


def _infinite(value: float) -> str:
    """An infinite value as TeX; a figure that shows one as infinite must have measured it so."""
    if not np.isinf(value):
        raise ValueError(f"{value} is not infinite")
    return r"+\infty" if value > 0 else r"-\infty"
