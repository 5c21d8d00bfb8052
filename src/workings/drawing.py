r"""One family of figures: lengths in bp, one palette, and labels that the page itself sets.

A figure is drawn without fonts: `save` writes its strokes as NAME.pdf and, as NAME.tex, a picture that lays every
label over them.  So a label has the page's font at its own optical size and may use any macro of the notation.
The page defines \figlabel{size}{colour}{text}.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, radians, sin
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import ScaledTranslation

from workings.errors import Mistake
from workings.pictures import described, picture_svg
from workings.prose_math import unstated

COLUMN = 476.0  # the width of the answer column

INK = "#1a1a1a"  # labels, kinks, outlines that matter
BLUE = "#001f99"  # the answer's blue: what the figure is about
RAMP = ("#b3c2ea", "#7f97d9", "#4a66bf", "#001f99")  # an ordered parameter, darker is larger; the first for fills only
TINT = "#d5def3"  # the area in question
PALE = "#eef1fa"  # an area beside it
ACCENT = "#c4500a"  # vermilion: the target, the rival, the false; always dashed or named in words
RULE = "#8a8a8a"  # axes and borders of cells
MUTED = "#777777"  # the zeros of a padding
FAINT = "#d4d4d4"  # context
PAD = "#f3f3f3"  # padding, pixels that do not matter

HAIR, THIN, LINE, BOLD = 0.4, 0.6, 1.0, 1.5  # cells and contours; outlines; targets and bounds; the subject
SIZE, SMALL, TINY = 9.0, 8.0, 6.5  # labels; ticks and notes; the insides of small cells

UNDATED = {"CreationDate": None, "Creator": None, "Producer": None}  # what would differ from day to day


def use_style(path: Path) -> None:
    """Make the style file at `path` the look of all figures drawn from now on, whatever the user's own settings are."""
    if not path.is_file():
        raise Mistake(f"{path.name}: no such style file\nFigures look for it at {path}.")
    mpl.rcdefaults()
    mpl.style.use(path)


def sheet(height: float, width: float = COLUMN) -> Figure:
    """An empty figure of width x height bp, at its final size: the page never scales it."""
    if mpl.rcParams["text.parse_math"]:
        raise Mistake("a figure is drawn before its style is chosen\nCall use_style(path of course.mplstyle) first.")
    figure = Figure(figsize=(width / 72, height / 72))
    FigureCanvasPdf(figure)
    return figure


def axes(figure: Figure, left: float, bottom: float, width: float, height: float, **options: Any) -> Axes:
    """Axes whose frame is placed in bp from the lower left corner of the sheet."""
    w, h = extent(figure)
    return figure.add_axes((left / w, bottom / h, width / w, height / h), **options)


def canvas(figure: Figure) -> Axes:
    """Bare axes over the whole sheet, one unit a bp, for drawings made of cells, circles and words."""
    w, h = extent(figure)
    bare = axes(figure, 0, 0, w, h)
    bare.set(xlim=(0, w), ylim=(0, h))
    bare.axis("off")
    return bare


def note(ax: Axes, x: float, y: float, text: str, back: float = 0.0, **options: Any) -> Text:
    """A label on its baseline; where it crosses lines, `back` bp of white lie under it (as wide as TeX will set it)."""
    label = ax.text(x, y, text, **{"ha": "left", "va": "baseline", "zorder": 6, **options})
    if back:
        start = {"left": -1.5, "center": -back / 2, "right": 1.5 - back}[label.get_horizontalalignment()]
        here = ScaledTranslation(x, y, options.get("transform", ax.transData))
        patch = Rectangle((start, -2.4), back, float(label.get_fontsize()) + 0.6, fc="white", ec="none", transform=here)
        patch.set(zorder=label.get_zorder() - 0.5, clip_on=False)
        ax.add_patch(patch)
    return label


def extent(figure: Figure) -> tuple[float, float]:
    """Width and height of a sheet, bp."""
    w, h = figure.get_size_inches()
    return 72 * float(w), 72 * float(h)


def save(figure: Figure, folder: Path, name: str, alt: str) -> None:
    """Write folder/name.pdf, .tex and .svg, the same bytes for the same drawing; the figure loses its labels.

    The page shows the first two; the third is for a review.
    """
    _refuse_unreadable(name, alt)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.tex").write_text(picture(figure, name, alt), encoding="utf-8", newline="\n")
    texts, digested = labels(figure), described(figure)
    _blank(figure)
    figure.savefig(folder / f"{name}.pdf", format="pdf", metadata=UNDATED)
    svg = picture_svg(figure, texts, digested, alt)
    (folder / f"{name}.svg").write_text(svg, encoding="utf-8", newline="\n")


def picture(figure: Figure, name: str, alt: str) -> str:
    r"""The TeX that lays the labels over figures/name.pdf; its text alternative is a comment and goes to \figalt."""
    w, h = extent(figure)
    return "\n".join(
        [
            f"% ALT: {alt}",
            rf"\providecommand{{\figalt}}[1]{{}}\figalt{{{alt}}}%",
            rf"\setlength{{\unitlength}}{{1bp}}\begin{{picture}}({w:g},{h:g})%",
            rf"\put(0,0){{\includegraphics{{figures/{name}.pdf}}}}%",
            *(label.tex() for label in labels(figure)),
            "\\end{picture}%\n",  # no space after it: a picture as wide as the column would break the line
        ]
    )


# ---- labels


@dataclass(frozen=True)
class Label:
    """A text of a figure: its baseline's point in bp, alignment l, c or r, angle in degrees, size, colour and TeX."""

    x: float
    y: float
    align: str
    angle: float
    size: float
    colour: str
    text: str

    def tex(self) -> str:
        r"""One \put of a picture environment."""
        body = rf"\makebox[0pt][{self.align}]{{\figlabel{{{self.size:g}}}{{{self.colour}}}{{{self.text}}}}}"
        if self.angle:
            body = rf"\rotatebox{{{self.angle:g}}}{{{body}}}"
        return rf"\put({self.x:g},{self.y:g}){{{body}}}%"


def labels(figure: Figure) -> list[Label]:
    """Every visible text of the figure, in the order in which it was drawn."""
    figure.canvas.draw()
    hidden = set(_never_drawn(figure))
    return [
        _label(text)
        for text in figure.findobj(Text)
        if isinstance(text, Text) and text.get_text() and text.get_visible() and text not in hidden
    ]


# Where the baseline lies below the point at which matplotlib aligns a text, in sizes: digits and capitals line up.
_RISE = {"baseline": 0.0, "center": -0.34, "center_baseline": -0.34, "top": -0.74, "bottom": 0.22}


def _label(text: Text) -> Label:
    x, y = text.get_transform().transform(text.get_unitless_position())
    angle, size = text.get_rotation(), float(text.get_fontsize())
    rise = _RISE[text.get_verticalalignment()] * size
    x, y = x - rise * sin(radians(angle)), y + rise * cos(radians(angle))
    tex = unstated(text.get_text().replace(r"\mathdefault", ""))  # matplotlib's own macro round the number of a tick
    colour = to_hex(text.get_color())[1:].upper()
    return Label(_hundredths(x), _hundredths(y), text.get_horizontalalignment()[0], angle, size, colour, tex)


def _hundredths(length: float) -> float:
    return round(float(length), 2) + 0.0  # no -0


def _never_drawn(figure: Figure) -> Iterator[Any]:
    """The texts of axes or of an axis that is switched off, and of ticks beyond the limits of their axis."""
    for ax in figure.axes:
        if not ax.get_visible():
            yield from ax.findobj(Text)
        for axis in (ax.xaxis, ax.yaxis):
            if not ax.axison or not axis.get_visible():
                yield from axis.findobj(Text)
            low, high = sorted(axis.get_view_interval())
            slack = 1e-9 * max(abs(low), abs(high))
            for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
                if not low - slack <= tick.get_loc() <= high + slack:
                    yield tick.label1


def _blank(figure: Figure) -> None:
    for ax in figure.axes:
        ax.tick_params(which="both", labelbottom=False, labelleft=False)
    for text in figure.findobj(Text):
        if isinstance(text, Text):
            text.set_text("")  # an annotation that is set invisible would lose its arrow


def _refuse_unreadable(name: str, alt: str) -> None:
    trouble = sorted({letter for letter in alt if letter in "\\{}$&#^_~%" or not " " <= letter <= "~"})
    if trouble or not alt:
        what = f"its text alternative holds {' '.join(trouble)}" if trouble else "it has no text alternative"
        raise Mistake(f"figure {name}: {what}\nSay what it shows in a sentence of plain words: it is read aloud.")
