"""A message as tagged data: what it says and offers, not how a platform draws it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.chat import limits
from bot.chat.text import plain


@dataclass(frozen=True, slots=True)
class Heading:
    """The line that a message opens with."""

    words: str

    def __post_init__(self) -> None:
        limits.fits("a heading", plain(self.words), limits.HEADING)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Ordinary prose; line breaks are kept."""

    words: str

    def __post_init__(self) -> None:
        limits.fits("a paragraph", plain(self.words), limits.PART_TEXT)


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said."""

    words: str

    def __post_init__(self) -> None:
        limits.fits("a quote", plain(self.words), limits.PART_TEXT)


@dataclass(frozen=True, slots=True)
class SmallPrint:
    """What one may know but need not read first."""

    words: str

    def __post_init__(self) -> None:
        limits.fits("small print", plain(self.words), limits.PART_TEXT)


@dataclass(frozen=True, slots=True)
class Rule:
    """A dividing line."""


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press; `wire` is `route:argument` (see `bot.chat.routes.wire`)."""

    label: str
    wire: str
    style: Literal["plain", "main", "danger"] = "plain"

    def __post_init__(self) -> None:
        limits.fits("a button label", plain(self.label), limits.BUTTON_LABEL)
        limits.fits("a wire id", self.wire, limits.WIRE_ID)


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens an address."""

    label: str
    address: str

    def __post_init__(self) -> None:
        limits.fits("a button label", plain(self.label), limits.BUTTON_LABEL)


@dataclass(frozen=True, slots=True)
class Buttons:
    """Up to five buttons side by side."""

    buttons: tuple[Button | Link, ...]

    def __post_init__(self) -> None:
        limits.holds("buttons in a row", len(self.buttons), limits.BUTTONS_IN_A_ROW)


@dataclass(frozen=True, slots=True)
class Option:
    """One choice; `id` is what comes back."""

    id: str
    label: str
    description: str = ""

    def __post_init__(self) -> None:
        limits.fits("an option id", self.id, limits.OPTION_ID)
        limits.fits("an option label", plain(self.label), limits.OPTION_LABEL)
        limits.fits("an option description", plain(self.description), limits.OPTION_LABEL)


@dataclass(frozen=True, slots=True)
class Menu:
    """A select: choosing sends `wire` with the option's id as the value."""

    wire: str
    placeholder: str
    options: tuple[Option, ...]

    def __post_init__(self) -> None:
        limits.fits("a wire id", self.wire, limits.WIRE_ID)
        limits.fits("a placeholder", plain(self.placeholder), limits.PLACEHOLDER)
        limits.holds("options", len(self.options), limits.OPTIONS)


Part = Heading | Paragraph | Quote | SmallPrint | Rule | Buttons | Menu
Wordy = Heading | Paragraph | Quote | SmallPrint


@dataclass(frozen=True, slots=True)
class Card:
    """A message. Wire ids are unique in it; one that is too big for a message goes through `split`."""

    parts: tuple[Part, ...]

    def __post_init__(self) -> None:
        wires = [wire for part in self.parts for wire in _wires(part)]
        if len(set(wires)) < len(wires):
            twice = {wire for wire in wires if wires.count(wire) > 1}
            raise ValueError(f"wire ids stand twice in one card: {sorted(twice)}")


def card(*parts: Part | None) -> Card:
    """A card of the parts that are there; `None` is left out, so that a part can be conditional."""
    return Card(tuple(part for part in parts if part is not None))


def in_plain_words(message: Card) -> str:
    """The card as text alone: what a notification, a screen reader or an old client shows."""
    lines = [plain(part.words) for part in message.parts if isinstance(part, Wordy)]
    return "\n".join(line for line in lines if line)


def split(message: Card) -> tuple[Card, ...]:
    """The card as one or more that each fit a message, cut between parts.

    Controls stay with the text above and a heading with what it heads, unless they alone are too many.
    """
    if _fits(message.parts):
        return (message,)
    cards: list[tuple[Part, ...]] = [()]
    for group in _small_groups(message.parts):
        if cards[-1] and not _fits((*cards[-1], *group)):
            cards.append(())
        cards[-1] = (*cards[-1], *group)
    return tuple(Card(parts) for parts in cards)


def _small_groups(parts: tuple[Part, ...]) -> Iterable[tuple[Part, ...]]:
    for group in _groups(parts):
        if _fits(group):
            yield group
        else:
            yield from ((part,) for part in group)


def _groups(parts: tuple[Part, ...]) -> Iterable[tuple[Part, ...]]:
    group: tuple[Part, ...] = ()
    for part in parts:
        if group and not isinstance(part, Buttons | Menu) and not isinstance(group[-1], Heading):
            yield group
            group = ()
        group = (*group, part)
    if group:
        yield group


def _fits(parts: tuple[Part, ...]) -> bool:
    letters, pieces = 0, len(parts)
    for part in parts:
        match part:
            case Buttons():
                pieces += len(part.buttons)
            case Menu():
                pieces += 1
            case Rule():
                pass
            case _:
                letters += len(plain(part.words))
    return letters <= limits.CARD_TEXT and pieces <= limits.CARD_PIECES


def _wires(part: Part) -> list[str]:
    if isinstance(part, Buttons):
        return [button.wire for button in part.buttons if isinstance(button, Button)]
    return [part.wire] if isinstance(part, Menu) else []
