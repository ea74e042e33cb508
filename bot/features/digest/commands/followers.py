"""Tells everybody who got a digest what was wrong in it, in a message of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.cards import Button, Buttons, Card, Paragraph, Quote, card
from bot.chat.phrases import Phrases
from bot.chat.routes import wire
from bot.chat.text import bold
from bot.desk import Desk
from bot.features.digest.commands.sent import ON_ITS_WAY
from bot.features.digest.sending import GRACE, KIND, reached_at
from bot.language.reader import Reader
from bot.notices import KEPT
from bot.schedule import outbox
from bot.store.models import Occurrence, Outside, Person, Team, TeamChannel
from bot.store.queries import digest, outside, seats, sent_digests


@dataclass(frozen=True, slots=True)
class Told:
    """To how many channels something went, and to how many people and partners."""

    channels: int
    people: int


@dataclass(frozen=True, slots=True)
class Followers:
    """Everybody who got one run of a digest and is still there."""

    desk: Desk
    team: Team
    run: Occurrence

    def tell(self, said: str, number: int) -> Told:
        """Write the correction of that number to them all, once."""
        purpose = f"{KIND}:{self.run.id}:correction:{number}"
        channels, people, strangers = self._channels(), self._people(), self._strangers()
        t, reader = self.desk.phrases_in(self.team.locale), self.desk.team_reader(self.team)
        for channel in channels:
            drawn = self._card(t, reader, said)
            message = self._message(f"{purpose}:channel:{channel.id}", drawn)
            outbox.to_channel(self.desk.session, channel, message, self.desk.now)
        for one in strangers:
            words = self.desk.phrases_in(one.locale)
            drawn = self._card(words, Reader(self.team.zone, one.locale, self.desk.now), said)
            outbox.to_outside(
                self.desk.session, one, self._message(f"{purpose}:outside:{one.id}", drawn), self.desk.now
            )
        return Told(len(channels), self._to_people(people, purpose, said) + len(strangers))

    def _to_people(self, people: Sequence[Person], purpose: str, said: str) -> int:
        """To those who are not away, each at their times; who is away reads it under the digest."""
        at = reached_at(self.desk, self.team, self.run, people)
        messages = []
        for person in people:
            if (when := at[person.id]) is None:
                continue
            drawn = self._card(self.desk.phrases_in(person.locale), self.desk.reader(person), said)
            whom, until = f"{purpose}:person:{person.id}", when + GRACE
            messages.append((person, outbox.Message(whom, KIND, drawn, self.team.id, when, until)))
        if messages:
            outbox.to_people(self.desk.session, messages, self.desk.now)
        return len(messages)

    def _message(self, purpose: str, drawn: Card) -> outbox.Message:
        now = self.desk.now
        return outbox.Message(purpose, KIND, drawn, self.team.id, now, now + KEPT)

    def _card(self, t: Phrases, reader: Reader, said: str) -> Card:
        return card(
            Paragraph(bold(t("Correction to the digest of {day}", day=reader.day(self.run.day)))),
            Quote(said),
            Buttons((Button(t("Open that digest"), wire("digest-past", self.run.id)),)),
        )

    def _channels(self) -> list[TeamChannel]:
        ids = self._named("channel")
        return [one for one in seats.channels_of(self.desk.session, self.team.id) if one.id in ids]

    def _people(self) -> list[Person]:
        """Those who still have a seat in the team."""
        ids, today = self._named("person"), self.desk.team_reader(self.team).today
        seated = {person.id for person, _ in seats.members(self.desk.session, self.team.id, today)}
        return list(digest.people(self.desk.session, ids & seated).values())

    def _strangers(self) -> list[Outside]:
        ids = self._named("outside")
        return [one for one in outside.of_team(self.desk.session, self.team.id) if one.id in ids]

    def _named(self, whom: str) -> set[int]:
        """The ids in the purposes of what went to them (`digest:7:channel:3`, and `:1` of a second part)."""
        found = sent_digests.messages(self.desk.session, self.run, f"{whom}:", ON_ITS_WAY)
        return {int(one.purpose.split(":")[3]) for one in found}
