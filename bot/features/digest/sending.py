"""One issue on its way to everybody who gets it: its deliveries are written here and nowhere else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from bot.chat.cards import split
from bot.desk import Desk
from bot.features.digest import recipients
from bot.schedule import outbox, pictures
from bot.schedule.availability import available, timings
from bot.schedule.digest_settings import CHANNELS, DigestSettings
from bot.schedule.moments import Letter, letters_to, moment
from bot.schedule.own_times import Timing
from bot.schedule.pictures import Coming
from bot.schedule.report import Issue, Recipient
from bot.schedule.wall_clock import local_day
from bot.store.models import Absence, Occurrence, Person, Team
from bot.store.queries.absences import absences_from

KIND: Final = "digest"
GRACE = timedelta(hours=24)
_BEFORE_THE_NEXT = timedelta(days=6)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sending:
    """One issue on its way to everybody who gets it."""

    desk: Desk
    team: Team
    occurrence: Occurrence
    issue: Issue
    _pictures: dict[str, Coming] = field(default_factory=dict)

    def to_all(self, settings: DigestSettings) -> None:
        """To everybody whom the settings name."""
        if CHANNELS in settings.to:
            self._to_channels()
        self._to_strangers(settings)
        self._to_people(settings)

    def _to_channels(self) -> None:
        """To every channel of the team, in the team's language and zone."""
        for channel, to in recipients.channels(self.desk, self.team):
            for message in self._messages(f"channel:{channel.id}", to, self.occurrence.due_at):
                outbox.to_channel(self.desk.session, channel, message, self.desk.now)

    def _to_strangers(self, settings: DigestSettings) -> None:
        """To partners and webhooks, which get what a channel gets."""
        for one, to in recipients.strangers(self.desk, self.team, settings.to):
            for message in self._messages(f"outside:{one.id}", to, self.occurrence.due_at, whole=True):
                outbox.to_outside(self.desk.session, one, message, self.desk.now)

    def _to_people(self, settings: DigestSettings) -> None:
        """To people who are not away, at their times; a few statements, however many they are."""
        found = recipients.people(self.desk, self.team, settings)
        at = reached_at(self.desk, self.team, self.occurrence, [person for person, _ in found])
        messages = [
            (person, message)
            for person, to in found
            if (when := at[person.id]) is not None
            for message in self._messages(f"person:{person.id}", to, when)
        ]
        if messages:
            outbox.to_people(self.desk.session, messages, self.desk.now)

    def _messages(
        self, whom: str, to: Recipient, at: datetime, *, whole: bool = False
    ) -> Iterable[outbox.Message]:
        """All of them wait for the picture, so that they stand in their order; the last brings it.

        Where a message may be of any length it stays `whole`.
        """
        purpose, picture = f"{KIND}:{self.occurrence.id}:{whom}", self._picture(to)
        until = kept_until(self.occurrence, at)
        card = self.issue.card(to)
        parts = (card,) if whole else split(card)
        for number, part in enumerate(parts):
            once = f"{purpose}:{number}" if number else purpose
            file_id = picture.file_id if part is parts[-1] else None
            yield outbox.Message(once, KIND, part, self.team.id, at, until, file_id, picture.waits_for)

    def _picture(self, to: Recipient) -> Coming:
        """The recipient's picture, ordered for the first of those who get the same one."""
        picture, locale = self.issue.picture(to), to.reader.locale
        if picture is None:
            return Coming()
        key = f"picture:{KIND}:{self.occurrence.id}:{locale}:{pictures.fingerprint(picture)}"
        if key not in self._pictures:
            self._pictures[key] = pictures.order(
                self.desk.session, key, self.team.id, picture, locale, self.desk.now
            )
        return self._pictures[key]


def reached_at(
    desk: Desk, team: Team, occurrence: Occurrence, people: Sequence[Person], moved: Collection[int] = ()
) -> Mapping[int, datetime | None]:
    """By person id, when each can be written to, before the next digest; None for somebody away then.

    A day with its messages already is passed over while there is another; `moved` are no such messages.
    """
    if not people:
        return {}
    ids, earliest = [person.id for person in people], max(occurrence.due_at, desk.now)
    letters = letters_to(desk, ids, moved)
    # Somewhere it may be another day than in UTC.
    absences = absences_from(desk.session, ids, earliest.date() - _DAY)
    return {
        person.id: _reached(desk, person, times, earliest, letters[person.id], absences[person.id])
        for person, times in zip(people, timings(team, people), strict=True)
    }


def _reached(
    desk: Desk,
    person: Person,
    times: Timing,
    earliest: datetime,
    letters: Sequence[Letter],
    absences: Sequence[Absence],
) -> datetime | None:
    latest = earliest + _BEFORE_THE_NEXT
    at = times.next_allowed(earliest, latest)
    if at is None:
        return None
    free = moment(letters, "", (at, latest), times, desk.now)
    at = free.due_at if free else at
    return at if available(person, absences, local_day(at, person.zone), times).there else None


def kept_until(occurrence: Occurrence, at: datetime) -> datetime:
    """Until when it may be sent; who gets it later than others has as long."""
    late = at - occurrence.due_at > GRACE
    return at + GRACE if late else occurrence.closes_at
