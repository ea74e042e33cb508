"""Turns a document's cards into blocks: what can only be done in the chat is left out, and said once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.chat.cards import Buttons, Heading, Link, Menu, Paragraph, Part, Quote, Rule, SmallPrint
from bot.chat.text import Span
from bot.documents.blocks import Block, Line, Listed, Look, Prose, Runs, Shown, Title, words_of
from bot.documents.document import Document, Picture
from bot.documents.lines import lines, link_line


def blocks(document: Document) -> tuple[Block, ...]:
    """All that the document shows, the picture behind what the message opens with."""
    telling = _Telling(document)
    head = tuple(telling.head())
    body = [block for card in document.cards for part in card.parts for block in telling.part(part)]
    if document.picture is not None:
        body.insert(_opening(body), telling.picture(document.picture))
    return (*head, *body, *telling.foot(), *telling.numbers())


def title(document: Document) -> str:
    """The document's title without any look."""
    return words_of(_Telling(document).line(document.title))


def _says_something(line: Runs) -> bool:
    return bool(words_of(line).strip())


def _opening(body: list[Block]) -> int:
    """How many blocks the message opens with: a heading or prose, not the heading of a list."""
    opens = bool(body) and isinstance(body[0], Title | Prose)
    heads_a_list = len(body) > 1 and isinstance(body[1], Listed)
    return int(opens and not heads_a_list)


@dataclass(slots=True)
class _Telling:
    """Goes through a document; knows under which heading it is and whether anything was left out."""

    document: Document
    level: int = 1
    left_out: bool = False

    def head(self) -> Iterator[Block]:
        """The title, and what the document is about."""
        yield from self._title(1, self.document.title)
        yield from self._prose(self.document.about, "small")

    def foot(self) -> Iterator[Block]:
        """Where to do what was left out."""
        if self.left_out:
            yield from self._prose(self.document.act, "small")

    def picture(self, picture: Picture) -> Shown:
        """The picture, or what it tells."""
        return Shown(self.line(picture.alternative), self.line(self.document.words.not_drawn))

    def numbers(self) -> Iterator[Block]:
        """The numbers of the picture, behind all else: they are for looking up."""
        picture = self.document.picture
        if picture is not None and picture.numbers:
            yield Title(self.level + 1, self.line(self.document.words.numbers))
            yield Listed(tuple(map(self.line, picture.numbers)), small=True)

    def part(self, part: Part) -> Iterator[Block]:
        """What a part of a card becomes."""
        match part:
            case Heading():
                yield from self._title(2, part.words)
            case Paragraph():
                yield from self._paragraph(part)
            case Quote():
                yield from self._prose(part.words, "quote")
            case SmallPrint():
                yield from self._prose(part.words, "small")
            case Rule():
                yield Line()
            case _:
                yield from self._controls(part)

    def line(self, words: str) -> Runs:
        """Words of which all stand in one line."""
        first, *others = self._lines(words)
        return (*first, *(run for line in others for run in (Span(" "), *line)))

    def _title(self, level: int, words: str) -> Iterator[Title]:
        line = self.line(words)
        if _says_something(line):
            self.level = level
            yield Title(level, line)

    def _prose(self, words: str, look: Look) -> Iterator[Prose]:
        said = self._lines(words)
        if any(map(_says_something, said)):
            yield Prose(said, look)

    def _paragraph(self, part: Paragraph) -> Iterator[Block]:
        first, *others = self._lines(part.words)
        points = tuple(filter(_says_something, others))
        if points and [run.kind for run in first] == ["bold"] and _says_something(first):
            yield Title(self.level + 1, (replace(first[0], kind="plain"),))
            yield Listed(points)
        else:
            yield from self._prose(part.words, "plain")

    def _controls(self, part: Buttons | Menu) -> Iterator[Block]:
        controls = part.buttons if isinstance(part, Buttons) else ()
        links = tuple(link_line(one) for one in controls if isinstance(one, Link))
        self.left_out = self.left_out or len(links) < len(controls) or isinstance(part, Menu)
        if links:
            yield Prose(links)

    def _lines(self, words: str) -> tuple[Runs, ...]:
        return lines(words, self.document.names, self.document.words.somebody)
