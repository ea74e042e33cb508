"""The check-ins that closed, for the facilitator: the count first, then who has not answered."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, takewhile

from bot.chat.cards import Part
from bot.chat.text import Markup, join
from bot.features.digest.sections.lines import listing
from bot.features.digest.turnout import Closed
from bot.features.digest.viewer import Viewer
from bot.features.digest.week import Week
from bot.schedule.participation_words import answered, between
from bot.store.models import Person

MOST = 3
# So many letters of names a line holds; who is left is counted.
_NAMES = 500


def closed(week: Week, viewer: Viewer) -> Sequence[Part]:
    """The latest windows that are over; only a facilitator reads this."""
    if not viewer.facilitates:
        return ()
    return listing(viewer.t("Closed check-ins"), [_line(one, viewer) for one in week.closed[-MOST:]])


def _line(one: Closed, viewer: Viewer) -> Markup:
    t, day = viewer.t, viewer.reader.day(one.day)
    opening = t("{title}, {day}:", title=one.schedule.title, day=day)
    sentences = [opening, answered(one.every, t), *between(one.every, t)]
    if one.silent:
        sentences.append(t("No answer: {names}.", names=_names(one.silent, viewer)))
    if one.not_reached:
        sentences.append(t("Not reached: {names}.", names=_names(one.not_reached, viewer)))
    return join(" ", sentences)


def _names(people: Sequence[Person], viewer: Viewer) -> str:
    names = sorted(person.name for person in people)
    shown = len(
        list(takewhile(lambda letters: letters <= _NAMES, accumulate(len(each) + 2 for each in names)))
    )
    words = ", ".join(names[:shown])
    if (left := len(names) - shown) > 0:
        more = viewer.t.plural("and {count} more", "and {count} more", left)
        return f"{words} {more}"
    return words
