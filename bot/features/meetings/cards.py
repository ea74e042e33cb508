"""The reminder as a message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.chat.cards import Button, Buttons, Card, Heading, Link, Paragraph, card
from bot.chat.phrases import Phrases
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, join, shorten
from bot.language.reader import Reader
from bot.store.models import Schedule
from rubric.model import Norm

# The heading holds both beside the time; what is longer is said in full below it.
_TITLE = _PLACE = 50
_STEMS = 2
_MINUTES_IN_HOUR = 60
_HOURS_IN_DAY = 24


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of a series; it starts at an instant (UTC)."""

    schedule: Schedule
    starts: datetime

    @property
    def place(self) -> str:
        """Where it is, in words; may be empty."""
        return str(self.schedule.settings.get("place") or "")

    @property
    def link(self) -> str:
        """Where it is on the web; may be empty."""
        return str(self.schedule.settings.get("link") or "")


def reminder(meeting: Meeting, norm: Norm, reader: Reader, t: Phrases) -> Card:
    """When and where the meeting is, the norm for it, and the way in."""
    return card(
        Heading(_heading(meeting, reader, t)),
        Paragraph(t("Where: {place}", place=meeting.place)) if len(meeting.place) > _PLACE else None,
        Paragraph(_norm(norm, t)),
        Paragraph(t("Sounds like: {examples}", examples=_examples(norm, t))),
        Buttons(
            (
                *([Link(t("Join the meeting"), meeting.link)] if meeting.link else []),
                Button(t("See status"), wire("status", meeting.schedule.team_id)),
            )
        ),
    )


def _heading(meeting: Meeting, reader: Reader, t: Phrases) -> Markup:
    soon = _soon(shorten(meeting.schedule.title, _TITLE), meeting.starts - reader.now, t)
    same_day = reader.day_of(meeting.starts) == reader.day(reader.today)
    moment = reader.time_of(meeting.starts) if same_day else reader.moment(meeting.starts)
    place = shorten(meeting.place, _PLACE)
    where = t("{moment}, {place}", moment=moment, place=place) if place else Markup(moment)
    return join(" · ", [soon, where])


def _soon(title: str, left: timedelta, t: Phrases) -> Markup:
    """How long it is until then, in whole minutes, hours or days."""
    minutes = round(left / timedelta(minutes=1))
    hours, odd = divmod(minutes, _MINUTES_IN_HOUR)
    if minutes <= 0:
        return t("{title} starts now", title=title)
    if odd or not hours:
        return t.plural("{title} in {count} minute", "{title} in {count} minutes", minutes, title=title)
    if hours % _HOURS_IN_DAY:
        return t.plural("{title} in {count} hour", "{title} in {count} hours", hours, title=title)
    days = hours // _HOURS_IN_DAY
    return t.plural("{title} in {count} day", "{title} in {count} days", days, title=title)


def _norm(norm: Norm, t: Phrases) -> Markup:
    return t("Norm for today: {norm}. {means}", norm=bold(norm.title), means=norm.means)


def _examples(norm: Norm, t: Phrases) -> Markup:
    return join(" ", [t("“{words}”", words=words) for words in norm.sounds_like[:_STEMS]])
