"""A worker who draws, and a team that waits for pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.chat.card_data import card_from_data
from bot.chat.cards import Paragraph, card, in_plain_words
from bot.schedule import claims, long_work, outbox, pictures
from bot.schedule.long_work import Claim
from bot.schedule.pace import Shut
from bot.schedule.picture_waits import PictureWaits
from bot.schedule.pictures import Coming
from bot.schedule.report import Picture
from bot.schedule.worker import Worker
from bot.store.engine import Store
from bot.store.models import Delivery, LongWork, TeamChannel
from tests.builders import TEAM, person_called
from tests.schedule import slow_and_broken
from tests.schedule.set_clock import SetClock

SHOWS = "2 of 24 indicators are agreed."
SHUT = Shut(frozenset())


@dataclass
class Studio:
    """A worker who draws, and a team that waits for pictures."""

    worker: Worker
    store: Store
    clock: SetClock
    waits: PictureWaits = field(default_factory=PictureWaits)

    async def orders(self, key: str = "one", locale: str = "en", **given: object) -> Coming:
        """Order a picture."""
        picture = Picture(slow_and_broken.__name__, {**given, "alternative": SHOWS}, SHOWS)
        return await self.store.write(
            lambda session: pictures.order(session, key, TEAM, picture, locale, self.clock.now())
        )

    async def writes(self, words: str, coming: Coming) -> None:
        """Write to the team's channel what waits for the picture."""

        def write(session: Session) -> None:
            channel = session.scalars(select(TeamChannel).where(TeamChannel.platform == "slack")).one()
            at = self.clock.now()
            until = at + timedelta(days=1)
            message = outbox.Message(
                words,
                outbox.DIGEST,
                card(Paragraph(words)),
                TEAM,
                at,
                until,
                coming.file_id,
                coming.waits_for,
            )
            outbox.to_channel(session, channel, message, self.clock.now())

        await self.store.write(write)

    async def writes_to(self, name: str, coming: Coming, state: str = outbox.PENDING) -> None:
        """Write to a person what waits for the picture."""

        def write(session: Session) -> None:
            now, words = self.clock.now(), f"For {name}."
            until = now + timedelta(days=1)
            message = outbox.Message(
                words, outbox.DIGEST, card(Paragraph(words)), TEAM, now, until, None, coming.waits_for
            )
            delivery = outbox.to_person(session, person_called(session, name), message, now)
            assert delivery
            delivery.state = state

        await self.store.write(write)

    async def claims(self) -> Claim:
        """Begin drawing as a process does that may die before it is done."""
        real, none = self.clock.real(), timedelta(0)
        claimed = await self.store.write(
            lambda session: long_work.claim(session, [pictures.KIND], real, none)
        )
        assert claimed
        return claimed

    async def looks(self) -> None:
        """Look whether anything has waited too long."""
        await self.waits.look(self.store, self.clock, self.worker.desk)

    async def waited_long(self) -> None:
        """Let all that waits for pictures have waited for an hour."""
        await self.looks()
        for work_id in self.waits._since:  # noqa: SLF001 - nobody waits an hour here
            self.waits._since[work_id] -= 3600  # noqa: SLF001

    async def due(self) -> bool:
        """Whether the postman would find anything."""
        return await self.store.read(lambda session: claims.anything_due(session, self.clock.now(), SHUT))

    async def outbox(self) -> Sequence[tuple[str, bool]]:
        """What each message says, and whether it brings the picture."""

        def look(session: Session) -> list[tuple[str, bool]]:
            rows = session.scalars(select(Delivery).order_by(Delivery.id)).all()
            return [(in_plain_words(card_from_data(one.card)), one.file_id is not None) for one in rows]

        return await self.store.read(look)

    async def works(self) -> list[LongWork]:
        return list(await self.store.read(lambda session: session.scalars(select(LongWork)).all()))
