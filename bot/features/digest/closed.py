"""The check-ins that closed, for the facilitator: the count first, then who has not answered."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Paragraph, Part
from bot.chat.text import Markup, bold, join
from bot.features.digest.turnout import Closed
from bot.features.digest.viewer import Viewer
from bot.features.digest.week import Week
from bot.schedule.participation_words import answered, between
from bot.store.models import Person

MOST, MOST_NAMES = 3, 12


def closed(week: Week, viewer: Viewer) -> Part | None:
    """The latest windows that are over; only a facilitator reads this."""
    if not week.closed:
        return None
    lines = [_line(one, viewer) for one in week.closed[-MOST:]]
    return Paragraph(join("\n", [bold(viewer.t("Closed check-ins")), *lines]))


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
    names = ", ".join(sorted(person.name for person in people)[:MOST_NAMES])
    if (left := len(people) - MOST_NAMES) > 0:
        more = viewer.t.plural("and {count} more", "and {count} more", left)
        return f"{names} {more}"
    return names
