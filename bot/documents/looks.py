"""How the words of a printed page look: sizes in points, distances in millimetres, colours as RGB."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

Colour = tuple[int, int, int]
BLACK: Final[Colour] = (28, 36, 48)
GREY: Final[Colour] = (77, 88, 105)
BLUE: Final[Colour] = (11, 87, 164)
CODE: Final[Colour] = (96, 40, 110)
HAIR: Final[Colour] = (170, 178, 190)


_POINT: Final = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Look:
    """Letters, the room above, how far the lines stand in, and whether a bar stands beside them."""

    size: float = 10.5
    above: float = 0.0
    bold: bool = False
    colour: Colour = BLACK
    indent: float = 0.0
    bar: bool = False

    @property
    def height(self) -> float:
        """Of a line."""
        return self.size * _POINT * 1.4


# Room above what is no heading.
GAP: Final = 2.2
PLAIN: Final = Look()
SMALL: Final = Look(size=8.5, colour=GREY)
PROSE: Final = {"plain": PLAIN, "quote": Look(indent=5, bar=True), "small": SMALL}
POINT: Final = Look(indent=5, above=0.8)
NUMBER: Final = Look(size=8.5, indent=5, above=0.4)
TITLES: Final = {
    1: Look(size=12, bold=True, colour=GREY),
    2: Look(size=16, above=6, bold=True),
    3: Look(size=11.5, above=4.5, bold=True),
}
