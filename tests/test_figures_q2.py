"""The network of Question 2 as drawn: its units, which of them are joined, and which weight lies on which edge."""

from itertools import product
from math import hypot
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib.patches import Circle

from figures import mixture
from workings.drawing import BLUE, extent, labels, use_style

STYLE = Path(__file__).resolve().parents[1] / "figures" / "course.mplstyle"


@pytest.fixture(scope="module")
def figure():
    use_style(STYLE)
    yield mixture.draw()
    mpl.rcdefaults()


@pytest.fixture(scope="module")
def units(figure):
    """The centre of every unit by its label."""
    circles = [patch for patch in figure.axes[0].patches if isinstance(patch, Circle) and patch.radius > 5]
    found = {}
    for label in labels(figure):
        for circle in circles:
            if abs(label.x - circle.center[0]) < 1 and abs(label.y - circle.center[1]) < 5:
                found[label.text] = circle.center
    assert len(found) == len(circles)
    return found


def joined(figure, one, other, radius=mixture.RADIUS):
    """The line from rim to rim of two units, None if there is none."""
    for line in figure.axes[0].lines:
        (x0, x1), (y0, y1) = line.get_xdata(), line.get_ydata()
        if (
            abs(hypot(x0 - one[0], y0 - one[1]) - radius) < 0.01
            and abs(hypot(x1 - other[0], y1 - other[1]) - radius) < 0.01
        ):
            return line
    return None


def test_inputs_hidden_units_and_one_output_are_drawn(units):
    assert set(units) == {f"${name}$" for name in ("x_1", "x_2", "x_d", "h_1", "h_k", "h_K", "p")}
    assert len({x for label, (x, _) in units.items()}) == 3


def test_every_input_is_joined_to_every_hidden_unit_and_these_to_the_output(figure, units):
    for i, k in product("12d", "1kK"):
        assert joined(figure, units[f"$x_{i}$"], units[f"$h_{k}$"]) is not None
    for k in "1kK":
        assert joined(figure, units[f"$h_{k}$"], units["$p$"]) is not None
    assert len(figure.axes[0].lines) == 12


def test_the_edges_of_unit_k_are_blue_and_no_others(figure, units):
    blue = {id(line) for line in figure.axes[0].lines if line.get_color() == BLUE}
    ours = [joined(figure, units[f"$x_{i}$"], units["$h_k$"]) for i in "12d"]
    assert blue == {id(line) for line in [*ours, joined(figure, units["$h_k$"], units["$p$"])]}


def test_each_weight_lies_on_the_edge_that_it_belongs_to(figure, units):
    edges = {f"$w_{{k,{i}}}$": (units[f"$x_{i}$"], units["$h_k$"]) for i in "12d"}
    edges |= {rf"$\pi_{k}$": (units[f"$h_{k}$"], units["$p$"]) for k in "1kK"}
    places = {label.text: (label.x, label.y + 2.6) for label in labels(figure)}
    for text, ((a, b), (c, e)) in edges.items():
        x, y = places[text]
        distance = abs((c - a) * (y - b) - (e - b) * (x - a)) / hypot(c - a, e - b)
        assert distance < 0.1 and min(a, c) < x < max(a, c)


def test_everything_lies_on_the_sheet(figure):
    w, h = extent(figure)
    assert w == pytest.approx(476)
    for label in labels(figure):
        assert 0 <= label.x <= w and 2 <= label.y <= h - 6
    for circle in (patch for patch in figure.axes[0].patches if isinstance(patch, Circle)):
        assert circle.center[1] + circle.radius <= h
