"""The pictures of figures, as SVG with a digest of what they show: one file a figure, to be compared and looked at.

What a figure shows are its curves, areas and words; how it shows them are colours, widths, sizes, places of labels,
limits and ticks. So a figure has other data, which a person must accept, or is only drawn differently. On an empty
canvas without an axis the shapes themselves are the data.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from workings.prose_math import unstated

from .change import Change

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from .drawing import Label

DIGESTS = re.compile(r"<!-- data ([0-9a-f]{64}), drawn ([0-9a-f]{64}) -->")
DIGITS = 5  # significant ones: two machines differ in the last of sixteen


def compare_pictures(was: Mapping[str, str], now: Mapping[str, str]) -> list[Change]:
    """The changes of figures between two tables of pictures, by the name of the figure."""
    changes = []
    for name in [*now, *(name for name in was if name not in now)]:
        before, after = was.get(name), now.get(name)
        if before is None or after is None:
            changes.append(Change("", name, "added" if before is None else "removed", details=("a figure",)))
        elif digests(before)[0] != digests(after)[0]:
            changes.append(Change("", name, "data changed"))
        elif digests(before) != digests(after):
            changes.append(Change("", name, "drawn differently"))
    return changes


def digests(svg: str) -> tuple[str, str]:
    """The digests of what a picture shows and of all that is drawn, as it says itself; of its text if it does not."""
    found = DIGESTS.search(svg)
    whole = hashlib.sha256(svg.encode()).hexdigest()
    return (found[1], found[2]) if found else (whole, whole)


def described(figure: Figure) -> tuple[str, str]:
    """The digests of what a figure shows and of all that is drawn."""
    data: list[str] = []
    drawn: list[str] = [repr(tuple(_rounded(figure.get_size_inches())))]
    for ax in figure.axes:
        drawn.append(_frame(ax))
        for artist in _artists(ax):
            shown, style = _shown(artist, ax), _style(artist)
            data += [shown] if shown else []
            drawn.append(f"{shown} {style}")
    return _digest(sorted(data)), _digest([*sorted(data), *drawn])


def picture_svg(figure: Figure, labels: list[Label], digested: tuple[str, str], alt: str) -> str:
    """The figure, whose own texts are blank by now, as SVG with its labels in plain words; the same bytes each time."""
    import matplotlib as mpl

    buffer = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": "workings", "svg.fonttype": "none"}):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    body = buffer.getvalue()
    body = re.sub(r"<\?xml.*?\?>\s*|<!DOCTYPE.*?>\s*|<metadata>.*?</metadata>\s*", "", body, flags=re.DOTALL)
    body = re.sub(r"-?\d+\.\d{3,}", lambda found: f"{float(found[0]):.2f}", body)
    height = 72 * float(figure.get_size_inches()[1])
    texts = "\n".join(_svg_text(label, height) for label in labels)
    title = f"<title>{alt.replace('<', '&lt;')}</title>"
    head = f"<!-- data {digested[0]}, drawn {digested[1]} -->\n"
    body = body.replace("</svg>", f"{texts}\n</svg>").replace("<defs>", f"{title}\n <defs>", 1)
    return head + re.sub(r"[ \t]+\n", "\n", body)


# -- what is drawn --------------------------------------------------------------------------------------------------


def _artists(ax: Axes) -> Iterator[Any]:
    """What stands in axes, without its frame, its axis and its background."""
    from matplotlib.axis import Axis
    from matplotlib.spines import Spine

    for artist in ax.get_children():
        if artist is not ax.patch and artist.get_visible() and not isinstance(artist, Spine | Axis):
            yield artist


def _shown(artist: Any, ax: Axes) -> str:
    """What an artist shows: its words, or its points in the units of its axes; "" for what only decorates."""
    import numpy as np
    from matplotlib.collections import Collection
    from matplotlib.image import AxesImage
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch
    from matplotlib.text import Text

    if isinstance(artist, Text):
        return f"words {unstated(artist.get_text())}" if artist.get_text() else ""
    if isinstance(artist, AxesImage):
        return f"image {_points(artist.get_array())}"
    if isinstance(artist, Collection) and len(offsets := np.asarray(artist.get_offsets())) > 1:
        return f"marks {_points(offsets)}"
    if not artist.get_transform().contains_branch(ax.transData):
        return ""
    if isinstance(artist, Line2D):
        return f"line {_points(artist.get_xydata())}"
    if isinstance(artist, Patch):
        return f"patch {_points(artist.get_patch_transform().transform(artist.get_path().vertices))}"
    if isinstance(artist, Collection):
        return "area " + " ".join(_points(path.vertices) for path in artist.get_paths())
    return ""


def _style(artist: Any) -> str:
    """How an artist is drawn."""
    from matplotlib.colors import to_hex

    found = [type(artist).__name__, f"{artist.get_zorder():g}"]
    for asked in ("color", "facecolor", "edgecolor", "markerfacecolor", "markeredgecolor"):
        colour = getattr(artist, f"get_{asked}", lambda: None)()
        if colour is not None:
            found.append(f"{asked} {_colours(colour, to_hex)}")
    for asked in ("linewidth", "linestyle", "marker", "markersize", "fontsize", "rotation", "ha", "va", "alpha"):
        value = getattr(artist, f"get_{asked}", lambda: None)()
        if value is not None:
            found.append(f"{asked} {value}")
    if hasattr(artist, "get_position"):
        found.append(repr(_rounded(artist.get_position())))
    return " ".join(found)


def _colours(colour: Any, to_hex: Any) -> str:
    try:
        return str(to_hex(colour, keep_alpha=True))
    except ValueError:  # several, an array of them
        return " ".join(str(to_hex(one, keep_alpha=True)) for one in colour)


def _frame(ax: Axes) -> str:
    """Where axes stand, and what they measure by."""
    ticks = [(_rounded(axis.get_majorticklocs()), axis.get_scale()) for axis in (ax.xaxis, ax.yaxis)]
    words = [label.get_text() for label in (*ax.get_xticklabels(), *ax.get_yticklabels())]
    return repr((_rounded(ax.get_position().bounds), _rounded((*ax.get_xlim(), *ax.get_ylim())), ticks, words))


def _points(values: Any) -> str:
    return ",".join(_rounded(values))


def _rounded(values: Any) -> list[str]:
    """Numbers of any shape as texts, with the digits that count."""
    import numpy as np

    numbers = np.ma.filled(np.ma.asarray(values, dtype=float), np.nan).ravel() + 0.0  # no -0
    return [f"{number:.{DIGITS}g}" for number in numbers.tolist()]


def _digest(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


# -- labels ---------------------------------------------------------------------------------------------------------


def _svg_text(label: Label, height: float) -> str:
    """A label as a text of SVG, on its baseline."""
    from .plain_tex import in_plain_words

    x, y = label.x, round(height - label.y, 2)
    anchor = {"l": "start", "c": "middle", "r": "end"}[label.align]
    turned = f' transform="rotate({-label.angle:g} {x:g} {y:g})"' if label.angle else ""
    words = in_plain_words(label.text).replace("&", "&amp;").replace("<", "&lt;")
    style = f'font-family="serif" font-size="{label.size:g}" text-anchor="{anchor}" fill="#{label.colour.lower()}"'
    return f' <text x="{x:g}" y="{y:g}" {style}{turned}>{words}</text>'
