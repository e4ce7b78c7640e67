"""What matplotlib draws on a sheet of ``kg.export.sheet``: shapes, lines and plain text."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import matplotlib
import numpy as np
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle
from matplotlib.textpath import TextToPath

from kg.clutter import Array
from kg.drawing import DASHES
from kg.export.sheet import PIXEL, WIDTH, Room

FONT = "DejaVu Sans"
DOTS = 300
"""Of a PNG, per inch."""
INK, MUTED, FAINT, ALARM, PAPER = "#1c1e21", "#5d6168", "#8b8f96", "#c2410c", "#ffffff"
"""The light theme of the page."""
MARKERS = {
    "dot": ("o", 1.0),
    "square": ("s", 0.88),
    "hexagon": ("H", 1.06),
    "diamond": ("D", 0.8),
    "triangle": ("^", 1.05),
    "triangleDown": ("v", 1.05),
    "star": ("*", 1.4),
}
"""Shape of ``kg.drawing`` -> matplotlib's marker, and how large it is to look like the others."""


@contextmanager
def settled() -> Iterator[None]:
    """The settings of the pictures, whatever those of the user are.

    The font is the one that comes with matplotlib: it is the same on every machine.
    """
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rc("font", **{"family": [FONT, "sans-serif"], "sans-serif": [FONT]})
        matplotlib.rc("svg", fonttype="none", hashsalt="kg")
        # Else the gaps of a thicker line would be longer.
        matplotlib.rc("lines", scale_dashes=False)
        yield


def width(text: str, size: float, weight: str = "normal") -> float:
    """Pixels that ``text`` is wide when its letters have ``size`` pixels."""
    font = FontProperties(family=FONT, size=size, weight=weight)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return float(TextToPath().get_text_width_height_descent(text, font, ismath=False)[0])


class Pen:
    """A white sheet ``height`` pixels high. Sizes and places are pixels, y downwards."""

    def __init__(self, height: float) -> None:
        self._figure = Figure(figsize=(WIDTH * PIXEL / 72, height * PIXEL / 72), facecolor=PAPER)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set(xlim=(0, WIDTH), ylim=(height, 0))
        self._axes.set_axis_off()

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        color: str = INK,
        weight: str = "normal",
        align: str = "left",
        order: float = 6,
    ) -> None:
        """Plain text, whatever signs it holds; ``y`` is its base line."""
        self._axes.text(
            x, y, text, fontsize=size * PIXEL, color=color, weight=weight, ha=align,
            va="baseline", parse_math=False, zorder=order,
        )  # fmt: skip

    def paper(self, room: Room, order: float) -> None:
        """White below words, so that no line runs through them."""
        corner = room.x - room.half_width, room.y - room.half_height
        self._axes.add_patch(
            Rectangle(corner, 2 * room.half_width, 2 * room.half_height,
                      facecolor=PAPER, edgecolor="none", alpha=0.85, zorder=order)
        )  # fmt: skip

    def shape(
        self, x: float, y: float, radius: float, look: tuple[str, str], *, bold: bool = False
    ) -> None:
        """A node: ``look`` is its shape and colour as in ``kg.drawing.KINDS``."""
        marker, factor = MARKERS[look[0]]
        self._axes.add_line(
            Line2D([x], [y], marker=marker, markersize=2 * radius * factor * PIXEL,
                   markerfacecolor=look[1], markeredgecolor=INK,
                   markeredgewidth=1.4 if bold else 0.5, zorder=4)
        )  # fmt: skip

    def badge(self, x: float, y: float, text: str, size: float, color: str) -> None:
        """A number in a ring."""
        self._axes.add_line(
            Line2D([x], [y], marker="o", markersize=1.45 * size * PIXEL, markerfacecolor=PAPER,
                   markeredgecolor=color, markeredgewidth=0.5, zorder=5)
        )  # fmt: skip
        self.text(x, y + 0.36 * size, text, size * (1 if len(text) < 2 else 0.85), align="center")

    def line(
        self, way: Array, stance: str, thick: float, *, color: str, arrow: bool = True
    ) -> None:
        """A line along the points of ``way``; its end is an arrow, or a bar when it is denied."""
        dashes = DASHES[stance]
        broken = (0, [length * PIXEL for length in dashes]) if isinstance(dashes, list) else "-"
        self._axes.add_line(Line2D(*way.T, color=color, lw=thick, ls=broken, zorder=1))
        if arrow:
            self._head(way, stance == "denied", color)

    def _head(self, way: Array, bar: bool, color: str) -> None:
        tip = way[-1]
        before = way[int(np.argmax(np.hypot(*(way - tip).T) < 14))]
        ahead = (tip - before) / max(float(np.hypot(*(tip - before))), 1e-9)
        aside = np.array((-ahead[1], ahead[0]))
        corners = (
            (tip + 6 * aside, tip - 6 * aside, tip - 6 * aside - 2.4 * ahead,
             tip + 6 * aside - 2.4 * ahead)
            if bar
            else (tip, tip - 10 * ahead + 4 * aside, tip - 10 * ahead - 4 * aside)
        )  # fmt: skip
        self._axes.add_patch(Polygon(corners, closed=True, facecolor=color, linewidth=0, zorder=2))

    def bytes(self, fmt: str, title: str) -> bytes:
        """The file: svg with a title for screen readers, or png; neither has a date."""
        metadata = {"Date": None, "Title": title} if fmt == "svg" else {"Software": None}
        file = io.BytesIO()
        with warnings.catch_warnings():
            # Letters the font does not have are boxes in a PNG; an SVG has them all.
            warnings.simplefilter("ignore")
            self._figure.savefig(file, format=fmt, dpi=DOTS, metadata=metadata)
        return file.getvalue()
