"""The levels of an indicator as paragraphs, with the team's state and the caller's rating said in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.chat.cards import Paragraph
from bot.chat.limits import PART_TEXT
from bot.chat.phrases import Phrases
from bot.chat.text import Markup, bold, join, packed, shorten
from bot.language.reader import Reader
from bot.store.lineage import Lineage, Said
from bot.store.models import AgreedState, Rating
from rubric.model import Descriptor, Indicator

# Nobody reads more of one in a chat, and it fits a message's part.
BEHAVIOUR = 1500


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands at some level, and how the reader reads days."""

    reader: Reader
    lineage: Lineage
    agreed: AgreedState | None
    own: Rating | None


def paragraphs(indicator: Indicator, marks: Marks, t: Phrases) -> list[Paragraph]:
    """A paragraph a level, lowest first; more where one is too long for a message's part."""
    return [
        Paragraph(words)
        for each in indicator.descriptors
        for words in packed(_lines(each, marks, t), PART_TEXT)
    ]


def named(indicator: Indicator, level: int) -> Markup:
    """`3 · Refining and Expanding`."""
    found = indicator.descriptor(level).level
    return bold(f"{found.number} · {found.name}")


def in_words(indicator: Indicator, rating: Rating, t: Phrases) -> Markup:
    """The level of a rating, or that it has none."""
    return without_level(rating, t) if rating.level is None else named(indicator, rating.level)


def without_level(rating: Rating, t: Phrases) -> Markup:
    """What was said in place of a level."""
    return t("I don't know") if rating.answer == "dont-know" else t("Not applicable")


def _lines(descriptor: Descriptor, marks: Marks, t: Phrases) -> list[Markup]:
    level = descriptor.level
    title = join(" · ", [bold(f"{level.number} · {level.name}"), *_marked(level.number, marks, t)])
    behaviours = [join(" ", ["•", shorten(each, BEHAVIOUR)]) for each in descriptor.behaviours]
    return [title, join("", [descriptor.summary]), *behaviours, *_as_it_was(descriptor, marks, t)]


def _marked(level: int, marks: Marks, t: Phrases) -> list[Markup]:
    said = []
    if marks.agreed and marks.agreed.level == level:
        day = marks.reader.day(marks.agreed.agreed_on)
        if marks.agreed.provisional:
            said.append(t("your team is here for now (no consensus on {day})", day=day))
        else:
            said.append(t("your team is here (agreed on {day})", day=day))
    if marks.own and marks.own.level == level:
        said.append(t("your rating ({day})", day=marks.reader.day_of(marks.own.given_at)))
    return said


def _as_it_was(descriptor: Descriptor, marks: Marks, t: Phrases) -> list[Markup]:
    """The words that something was said under, where another version had others at this level."""
    found: dict[str, str] = {}
    for row in _rows_at(descriptor.level.number, marks):
        words = marks.lineage.as_it_was(row)
        then = words.descriptor(descriptor.level.number) if words else descriptor
        if (then.level.name, then.summary) != (descriptor.level.name, descriptor.summary):
            found[row.version] = f"{then.level.name}: {then.summary}"
    return [
        t("When that was said, version {version} had here: “{words}”", version=version, words=words)
        for version, words in found.items()
    ]


def _rows_at(level: int, marks: Marks) -> Iterator[Said]:
    for row in (marks.agreed, marks.own):
        if row is not None and row.level == level:
            yield row
