"""A digest that was sent, found again by its messages: just as they were, and who they went to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bot.chat.card_data import card_from_data
from bot.chat.cards import Card
from bot.chat.replies import refusal
from bot.chat.text import Markup, escape, join
from bot.desk import Desk, Seat
from bot.features.digest.commands import finding
from bot.schedule import outbox
from bot.schedule.anew import FILLED, MOVED
from bot.schedule.digest_settings import CHANNELS, digest_settings
from bot.store.models import Delivery, Occurrence, Schedule
from bot.store.queries import seats, sent_digests

_SENT = (outbox.SENT, outbox.AMBIGUOUS)
# It may not have gone yet, and will.
ON_ITS_WAY = (*outbox.UNSENT, outbox.CALLED, outbox.SENDING, *_SENT)
_WRITTEN = (FILLED, MOVED)


@dataclass(frozen=True, slots=True)
class Sent:
    """One run of a digest, and what it is called."""

    run: Occurrence
    schedule: Schedule


def readable(desk: Desk, seat: Seat, day: date | None = None) -> list[Sent]:
    """The digests that went to somebody like the caller, the newest first."""
    held = seats.roles_of(desk.session, seat.team.id, seat.person.id, seat.reader.today)
    roles = [one.role for one in held]
    return [
        Sent(run, schedule)
        for run, schedule in sent_digests.runs(desk.session, seat.team.id, _WRITTEN, day)
        if finding.reaches(seat, digest_settings(schedule.settings), roles)
    ]


def in_channels(desk: Desk, seat: Seat, day: date | None = None) -> list[Sent]:
    """Those that went to the team's channels."""
    return [one for one in readable(desk, seat, day) if CHANNELS in digest_settings(one.schedule.settings).to]


def of_id(desk: Desk, seat: Seat, run_id: int) -> Sent:
    """The one of that id, if the caller may read it; raises `Refusal`."""
    for one in readable(desk, seat):
        if one.run.id == run_id:
            return one
    raise refusal(
        desk.t("This digest is not yours to read, or it is gone. Those that are: `/stem digest past`")
    )


def as_it_was(desk: Desk, seat: Seat, platform: str, one: Sent) -> Sequence[Delivery]:
    """Its messages as the caller got them, else as a channel did, on this platform if it went there."""
    own = sent_digests.messages(desk.session, one.run, f"person:{seat.person.id}", ON_ITS_WAY)
    if own := [each for each in own if each.person_id == seat.person.id]:
        return own
    posted = sent_digests.messages(desk.session, one.run, "channel:", ON_ITS_WAY)
    by_channel = [list(parts) for _, parts in groupby(posted, key=lambda each: each.channel)]
    here = [parts for parts in by_channel if parts[0].platform == platform]
    return next(iter(here or by_channel), [])


def cards_of(messages: Iterable[Delivery]) -> list[Card]:
    """What the messages say."""
    return [card_from_data(one.card) for one in messages]


def name_of(desk: Desk, one: Sent) -> Markup:
    """What a digest is called that was sent."""
    if one.schedule.slot.startswith("shared "):
        return desk.t("shared digest")
    return escape(one.schedule.title)


def named(seat: Seat, found: Sequence[Sent]) -> Markup:
    """A few of them by their days."""
    days = dict.fromkeys(seat.reader.day(one.run.day) for one in found[:5])
    return join(", ", list(days))
