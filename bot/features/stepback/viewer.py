"""Who reads a brief, and what of it they may see."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.phrases import Phrases
from bot.chat.text import Markup, join
from bot.language.reader import Reader
from bot.permissions import Act, Reach, may, reach
from bot.schedule.report import Recipient
from rubric.model import Indicator


@dataclass(frozen=True, slots=True)
class Viewer:
    """A channel, or a person by direct message.

    `leads`: sees what waits for leaders. `facilitates`: sees names too.
    """

    t: Phrases
    reader: Reader
    leads: bool = False
    facilitates: bool = False

    @classmethod
    def of(cls, to: Recipient) -> Viewer:
        """The recipient as somebody who reads; a channel sees what everybody may."""
        if to.person is None:
            return cls(to.t, to.reader)
        leads = may(to.permission, Act.GET_LEADERS_DIGEST)
        return cls(to.t, to.reader, leads, reach(Act.SEE_STUDENTS, (to.permission,)) is Reach.ALL)


def named(indicator: Indicator) -> Markup:
    """An indicator in a line: its short title, the id small behind it."""
    return join(" ", [indicator.short_title, f"({indicator.id})"])


def first(lines: list[Markup], most: int, viewer: Viewer) -> list[Markup]:
    """The first lines, and how many more there are."""
    left = len(lines) - most
    if left <= 0:
        return lines
    return [*lines[:most], viewer.t.plural("and {count} more", "and {count} more", left)]
