"""2: the mixture as a network; the edges of one hidden unit and those to the output carry their weights."""

from math import hypot

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from answers.q2_mixture import K, W, d, p, pi, x
from workings.algebra import column, sigmoid
from workings.drawing import BLUE, COLUMN, FAINT, INK, LINE, RULE, THIN, TINT, canvas, note, sheet
from workings.notation import latex

ALT = (
    "A network in three columns. Inputs x 1 to x d on the left are joined to all of the K sigmoid units, h 1 to h K "
    "in the middle; the edges of unit h k carry its weights w k 1 to w k d. All units are joined to one output on the "
    "right, by edges that carry the mixture weights pi 1, pi k and pi K."
)

HEIGHT, RADIUS = 147, 12.5
Point = tuple[float, float]

INPUTS = {"1": (92, 121), "2": (92, 90), "d": (92, 43)}
HIDDEN = {"1": (232, 133), "k": (232, 85), "K": (232, 37)}
OUTPUT = (356, 85)


def draw() -> Figure:
    """Inputs, hidden units and the output, with three dots for those left out."""
    fig = sheet(HEIGHT, width=COLUMN)
    ax = canvas(fig)
    _edges(ax)
    _units(ax)
    _dots(ax, INPUTS["2"], INPUTS["d"])
    _dots(ax, HIDDEN["1"], HIDDEN["k"])
    _dots(ax, HIDDEN["k"], HIDDEN["K"])
    _feet(ax)
    return fig


def _edges(ax: Axes) -> None:
    for unit, end in HIDDEN.items():
        ours = unit == "k"
        for start in INPUTS.values():
            _edge(ax, start, end, BLUE if ours else FAINT, LINE if ours else THIN, zorder=2 if ours else 1)
        _edge(ax, end, OUTPUT, BLUE if ours else RULE, LINE if ours else THIN, zorder=2)
    for component, start in INPUTS.items():
        _weight(ax, start, HIDDEN["k"], 0.36, f"$w_{{k,{component}}}$", back=21)
    for unit, start in HIDDEN.items():
        _weight(ax, start, OUTPUT, 0.5, rf"$\pi_{unit}$", back=15)
    ax.annotate(
        "",
        (OUTPUT[0] + RADIUS + 24, OUTPUT[1]),
        (OUTPUT[0] + RADIUS, OUTPUT[1]),
        arrowprops={
            "arrowstyle": "-|>,head_width=.16,head_length=.34",
            "color": INK,
            "lw": THIN,
            "shrinkA": 0,
            "shrinkB": 0,
        },
    )
    ax.text(OUTPUT[0] + RADIUS + 30, OUTPUT[1], f"${latex(p)}$", ha="left", va="center_baseline", size=10)


def _edge(ax: Axes, start: Point, end: Point, colour: str, width: float, zorder: float) -> None:
    """A line from the rim of one unit to the rim of another."""
    (a, b), (c, e) = start, end
    along, up = (RADIUS * step / hypot(c - a, e - b) for step in (c - a, e - b))
    ax.plot([a + along, c - along], [b + up, e - up], color=colour, lw=width, zorder=zorder)


def _weight(ax: Axes, start: Point, end: Point, share: float, label: str, back: float) -> None:
    """The weight of an edge, centred on it; the edge is interrupted under it."""
    (a, b), (c, e) = start, end
    note(ax, a + share * (c - a), b + share * (e - b) - 2.6, label, back=back, ha="center", color=BLUE)


def _units(ax: Axes) -> None:
    for letter, units, fill in (("x", INPUTS, "white"), ("h", HIDDEN, TINT)):
        for index, centre in units.items():
            _unit(ax, centre, f"${letter}_{index}$", fill, ours=(letter, index) == ("h", "k"))
    _unit(ax, OUTPUT, "$p$", "white", ours=False)


def _unit(ax: Axes, centre: Point, label: str, fill: str, ours: bool) -> None:
    ax.add_patch(Circle(centre, RADIUS, fc=fill, ec=BLUE if ours else INK, lw=LINE if ours else THIN, zorder=3))
    ax.text(*centre, label, ha="center", va="center_baseline", size=10, zorder=4)


def _dots(ax: Axes, upper: Point, lower: Point) -> None:
    for step in (-5, 0, 5):
        ax.add_patch(Circle((upper[0], (upper[1] + lower[1]) / 2 + step), 0.9, fc=INK, ec="none", zorder=3))


def _feet(ax: Axes) -> None:
    hidden, output = latex(sigmoid(W * x)), latex(pi.T * column("h", K))
    for (left, _), kind, formula in (
        (INPUTS["1"], "input", rf"{latex(x)} \in \R^{latex(d)}"),
        (HIDDEN["1"], f"${latex(K)}$ sigmoid units, no bias", rf"\vh = {hidden}"),
        (OUTPUT, "one unit, identity, no bias", f"p = {output}"),
    ):
        note(ax, left, 12.5, kind, ha="center")
        note(ax, left, 2, f"${formula}$", ha="center")
