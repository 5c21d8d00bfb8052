"""3.4: the error of two difference quotients for Hv against r, measured in float64."""

from matplotlib.figure import Figure

from answers.difference_quotients import EPSILON, STEPS, measured, slopes
from answers.quotient_errors import STEP_ORDERS, epsilon
from workings.drawing import ACCENT, BLUE, HAIR, LINE, RAMP, THIN, axes, note, sheet
from workings.notation import latex

ALT = (
    "Relative error of H v against r, both axes logarithmic. From r = 1 down the forward difference falls with slope 1 "
    "to its least near the square root of epsilon, the central difference with slope 2 to a smaller one near the cube "
    "root, both marked by dashed lines; for smaller r both rise with slope -1, where rounding rules."
)

WIDE, HIGH = 430.0, 95.0


def draw() -> Figure:
    """One panel, log-log."""
    errors = measured()
    fitted = {name: f"{slope:.0f}" for name, slope in slopes(errors).items()}
    fig = sheet(122)
    ax = axes(fig, 28, 13, WIDE, HIGH, xscale="log", yscale="log")
    ax.set(xlim=(1e-15, 1), ylim=(1e-12, 1))
    ax.set_xticks([10.0**k for k in range(-15, 1, 3)])
    ax.set_yticks([10.0**k for k in range(-12, 1, 3)])
    ax.minorticks_off()
    ax.grid(True, color="#e9e9e9", lw=HAIR)
    forward = {"color": RAMP[1], "marker": "o", "ms": 3.2, "mfc": "white", "mec": RAMP[1], "mew": 0.9}
    ax.plot(STEPS, errors["forward"], lw=LINE, **forward)
    ax.plot(STEPS, errors["central"], color=BLUE, lw=LINE, marker="s", ms=2.8, mfc=BLUE, mec=BLUE)
    for order, side, shift in zip(STEP_ORDERS.values(), ("right", "left"), (1 / 1.5, 1.5), strict=True):
        best = float(order.value.subs(epsilon.value, EPSILON))
        ax.axvline(best, color=ACCENT, lw=THIN, dashes=(4, 2.2), zorder=0)
        note(ax, best * shift, 0.1, f"${latex(order)}$", ha=side, color=ACCENT)
    note(ax, 10**-2.75, 2e-3, f"forward, slope ${fitted['forward_rising']}$", ha="right", back=68)
    note(ax, 10**-3.65, 10**-9.4, f"central, slope ${fitted['central_rising']}$", back=66)
    note(ax, 10**-11.9, 10**-2.9, rf"rounding, $\epsilon/r$: slope ${fitted['forward_falling']}$")
    ax.text(0, 1 + 9 / HIGH, r"relative error of $\mH\vv$", transform=ax.transAxes, va="baseline")
    ax.text(1 + 9 / WIDE, -8.5 / HIGH, "$r$", transform=ax.transAxes, va="center")
    return fig
