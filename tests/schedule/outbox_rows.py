"""The outbox of a small team, written and looked into as features and processes do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import select

from bot.chat import events
from bot.chat.cards import Button, Buttons, Card, Paragraph, card
from bot.schedule import outbox
from bot.schedule.claims import Gate, claim_due, recover
from bot.schedule.letters import Letter
from bot.schedule.outcomes import Outcome, note
from bot.schedule.pace import Pace
from bot.store.engine import Store
from bot.store.models import Account, Delivery, Membership, Person, Team, TeamChannel
from tests.platforms.discord import discord_town
from tests.platforms.slack import slack_town
from tests.schedule.set_clock import SetClock

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

T = TypeVar("T")
TEAM = "riverbend"
ANA = {
    "slack": events.Person("slack", "T0DISTRICT", slack_town.ANA),
    "discord": events.Person("discord", "", discord_town.ANA),
}
CHANNEL = {
    "slack": events.Place("slack", "T0DISTRICT", slack_town.CHANNEL),
    "discord": events.Place("discord", discord_town.GUILD, discord_town.CHANNEL),
}
WINDOW = timedelta(days=3)
LEASE = timedelta(seconds=30)


def hello_card(words: str) -> Card:
    """A card with a button, as most messages have one."""
    return card(Paragraph(words), Buttons((Button("Moving", "moved:7"),)))


@dataclass
class Outbox:
    """The outbox of a team on one platform, written and looked into as a feature would."""

    store: Store
    clock: SetClock
    platform: str = "slack"

    async def set_up(self) -> None:
        """A team with one channel and one person, who agreed to messages."""
        await self.store.write(lambda session: _add_team(session, self.platform, self.clock.at))

    async def to_ana(self, purpose: str, kind: str = "prompt", **window: datetime) -> int | None:
        """Write to Ana; the delivery's id, or None when nothing may be written."""

        def write(session: Session) -> int | None:
            person = session.scalars(select(Person)).one()
            delivery = outbox.to_person(
                session, person, self._message(purpose, kind, **window), self.clock.at
            )
            return delivery.id if delivery else None

        return await self.store.write(write)

    async def to_channel(self, purpose: str, kind: str = "digest", **window: datetime) -> int:
        """Write to the team's channel; the delivery's id."""

        def write(session: Session) -> int:
            channel = session.scalars(select(TeamChannel)).one()
            message = self._message(purpose, kind, **window)
            return outbox.to_channel(session, channel, message, self.clock.at).id

        return await self.store.write(write)

    async def change(self, delivery_id: int, **values: object) -> None:
        """Set columns of a delivery, as a process that died would have left them."""

        def change(session: Session) -> None:
            delivery = session.get_one(Delivery, delivery_id)
            for name, value in values.items():
                setattr(delivery, name, value)

        await self.store.write(change)

    async def look(self, delivery_id: int | None) -> Delivery:
        """A delivery as it stands in the database."""
        return await self.store.read(lambda session: session.get_one(Delivery, delivery_id))

    async def claim(self, limit: int = 8, pace: Pace | None = None) -> list[Letter]:
        """Take what is due and has its turn, for half a minute."""
        pace = pace or Pace({})
        gate = Gate(pace, 0.0, pace.shut(0.0), limit)
        until = self.clock.true + LEASE
        return (await self.tell(lambda session: claim_due(session, self.clock.at, until, gate))).letters

    async def lost(self, settle: timedelta = LEASE) -> list[int]:
        """The ids of what has to be looked up now."""
        letters = await self.tell(lambda session: recover(session, self.clock.true, settle, 100))
        return [one.attempt.delivery_id for one in letters]

    async def note(self, *what: Outcome) -> None:
        """Write down what came of attempts."""
        await self.tell(lambda session: note(session, what))

    async def states(self) -> list[str]:
        """The states of all deliveries, in the order in which they were written."""
        return await self.ask(
            lambda session: list(session.scalars(select(Delivery.state).order_by(Delivery.id)))
        )

    async def state_of(self, purpose: str) -> str | None:
        """The state of the delivery for that purpose."""
        return await self.ask(
            lambda session: session.scalar(select(Delivery.state).where(Delivery.purpose == purpose))
        )

    async def ask(self, question: Callable[[Session], T]) -> T:
        """Look into the database."""
        return await self.store.read(question)

    async def tell(self, change: Callable[[Session], T]) -> T:
        """Write into the database."""
        return await self.store.write(change)

    def _message(
        self,
        purpose: str,
        kind: str,
        *,
        not_before: datetime | None = None,
        expires_at: datetime | None = None,
    ) -> outbox.Message:
        return outbox.Message(
            purpose,
            kind,
            hello_card(purpose),
            TEAM,
            not_before or self.clock.at,
            expires_at or self.clock.at + WINDOW,
        )


def _add_team(session: Session, platform: str, now: datetime) -> None:
    zone, place, who = "America/New_York", CHANNEL[platform], ANA[platform]
    name = "Riverbend SLT"
    session.add(Team(id=TEAM, name=name, zone=zone, locale="en", instrument="x", settings={}))
    person = Person(name="Ana", zone=zone, locale="en", greeted_at=now, agreed_at=now)
    session.add(person)
    session.flush()
    session.add_all(
        (
            TeamChannel(team_id=TEAM, platform=platform, workspace=place.workspace, channel=place.channel),
            Account(
                person_id=person.id,
                platform=platform,
                workspace=who.workspace,
                account=who.account,
                preferred=True,
                direct_agreed_at=now,
            ),
            Membership(
                team_id=TEAM,
                person_id=person.id,
                permission="facilitator",
                starts_on=date(2026, 8, 1),
                managed="chat",
            ),
        )
    )
