"""A sheet that grows downwards: words and shapes are put at pixels from its top left corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D

from bot.charts.drawing.lettering import Align, Lettering
from bot.charts.drawing.style import EDGE, GROUND, INK, MARGIN, SMALL, WIDTH, Look
from bot.charts.drawing.typesetting import DPI, lines, properties, runs_right_to_left, shown, width_of

Place = tuple[float, float]
# Where letters stand in their line, and how far the capitals reach above that, as parts of the size.
_BASELINE, _CAPITALS = 0.94, 0.73
# Between a title and its id.
_APART = 10.0


@dataclass(slots=True)
class Sheet:
    """What is put later covers what was put before; `finished` gives the picture its height.

    Places and sizes are those of a picture of the usual width, of which `part` is drawn.
    """

    part: float = 1.0
    _artists: list[Artist] = field(default_factory=list)
    _down: Affine2D = field(default_factory=Affine2D)

    def word(self, at: Place, words: str, look: Look, align: Align = "left") -> None:
        """One line, its top left, top middle or top right corner at a place."""
        place = self._snapped((at[0], at[1] + _BASELINE * look.size))
        self._put(Lettering(place, shown(words), look, self.part, align))

    def words(self, at: Place, words: str, look: Look, width: float, align: Align = "left") -> float:
        """Lines of at most that width; how far down they reach. What is read from the right ends there."""
        x, y = at
        if align == "left" and runs_right_to_left(words):
            x, align = x + width, "right"
        for line in lines(words, look, width):
            self.word((x, y), line, look, align)
            y += look.line
        return y

    def named(self, at: Place, title: str, id_: str, look: Look, width: float, least: float = 0.0) -> float:
        """A title with its id behind it, small; how far down they reach.

        Where they need less than the `least` height, they stand in the middle of it.
        """
        x, y = at
        tall = look.line * len(lines(f"{title} {id_}", look, width))
        at = (x, y + max(0.0, least - tall) / 2)
        broken = lines(title, look, width)
        last = width_of(broken[-1], look) + _APART if broken else width
        below = self.words(at, title, look, width)
        if runs_right_to_left(title):
            return self.words((x + width, below), id_, SMALL, width, "right")
        if last + width_of(id_, SMALL) > width:
            return self.words((x, below), id_, SMALL, width)
        self.word((x + last, below - look.line + _BASELINE * (look.size - SMALL.size)), id_, SMALL)
        return below

    def stamps(self, middles: Sequence[Place], words: str, look: Look, colour: str) -> None:
        """The same few letters in the middle of many places: drawn at once, so it costs little."""
        path = TextPath((0, 0), shown(words), prop=properties(look))
        left = -width_of(words, look) / 2
        centred = path.transformed(Affine2D().translate(left, -_CAPITALS * look.size / 2))
        self._many(centred, middles, colour, "none", 0)

    def dots(self, middles: Sequence[Place], radius: float, fill: str, edge: str = INK) -> None:
        """Round dots."""
        self._many(Path.unit_circle().transformed(Affine2D().scale(radius)), middles, fill, edge, radius / 7)

    def diamonds(self, middles: Sequence[Place], radius: float, edge: str) -> None:
        """Hollow diamonds with a strong edge."""
        square = Path.unit_regular_polygon(4).transformed(Affine2D().scale(radius))
        self._many(square, middles, GROUND, edge, 5)

    def box(self, at: Place, size: Place, fill: str, edge: str = "none", *, dashed: bool = False) -> None:
        """A box with its top left corner at a place."""
        corner, end = self._snapped(at), self._snapped((at[0] + size[0], at[1] + size[1]))
        wide, tall = end[0] - corner[0], end[1] - corner[1]
        shape = Rectangle(
            corner, wide, tall, facecolor=fill, edgecolor=edge, linewidth=2, transform=self._down
        )
        shape.set_linestyle((0, (4, 3)) if dashed else "solid")
        self._put(shape)

    def line(self, places: Sequence[Place], colour: str, width: float = 2, *, dashed: bool = False) -> None:
        """A line through places."""
        xs, ys = zip(*map(self._snapped, places), strict=True)
        shape = Line2D(xs, ys, color=colour, linewidth=width, transform=self._down)
        shape.set_linestyle((0, (3, 2.5)) if dashed else "solid")
        self._put(shape)

    def finished(self, height: float) -> FigureCanvasAgg:
        """The sheet cut at a height, with its ground and an edge around it."""
        size = self._snapped((WIDTH, height + MARGIN))
        self._down.scale(1, -1).translate(0, size[1])
        dpi = DPI * self.part
        figure = Figure(figsize=(size[0] / dpi, size[1] / dpi), dpi=dpi, facecolor=GROUND)
        canvas = FigureCanvasAgg(figure)
        self.box((1, 1), (WIDTH - 2, height + MARGIN - 2), "none", EDGE)
        for order, artist in enumerate(self._artists):
            artist.set_zorder(order)
            figure.add_artist(artist)
        canvas.draw()  # type: ignore[no-untyped-call]
        return canvas

    def _many(self, path: Path, middles: Sequence[Place], fill: str, edge: str, width: float) -> None:
        if middles:
            many = PathCollection(
                [path],
                offsets=[self._snapped(middle) for middle in middles],
                offset_transform=self._down,
                facecolor=fill,
                edgecolor=edge,
                linewidth=width,
            )
            many.set_transform(Affine2D().scale(self.part))
            self._put(many)

    def _snapped(self, at: Place) -> tuple[int, int]:
        """A place on whole pixels: the same letters then have the same pixels, and the file is smaller."""
        return round(at[0] * self.part), round(at[1] * self.part)

    def _put(self, artist: Artist) -> None:
        self._artists.append(artist)
