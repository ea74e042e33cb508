"""The whole bot on both local workspaces, while a school year goes by from one due moment to the next."""

from __future__ import annotations

import asyncio
import heapq
import random
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from sqlalchemy import literal, select

from bot.app import App, assemble
from bot.chat.messenger import Reception
from bot.chat.sending_limits import Allowance, SendingLimits
from bot.language.catalogue import phrases_in
from bot.platforms.discord.connection import DiscordConnection
from bot.platforms.slack.connection import SlackConnection
from bot.platforms.slack.manifest import slack_manifest
from bot.sandbox.discord.server import DiscordServer
from bot.sandbox.hands import Hands
from bot.sandbox.movable_clock import MovableClock
from bot.sandbox.seen import SeenMessage
from bot.sandbox.slack.server import SlackServer
from bot.schedule import outbox
from bot.schedule.upcoming import next_due
from bot.store.engine import Store, open_store
from bot.store.models import Delivery, Occurrence, Person, Prompt, Reminder, Schedule
from rubric.load import load_library
from tests.school_year.acts import Acts
from tests.school_year.habits import Intent, intents
from tests.school_year.mail import Mail, Run
from tests.school_year.members import ACCOUNTS, BY_NAME, MEMBERS
from tests.school_year.school import WORKSPACES, Term, seat, workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

# A year passes in a minute, so the platforms' documented pace would be a message an hour.
_QUICK: Final = SendingLimits(Allowance(5000.0, 5000.0), Allowance(5000.0, 5000.0), 32)
_NOON: Final = time(12)
# What the postman alone has to do with.
_WRITTEN: Final = frozenset({outbox.PROMPT, outbox.NOTICE})


@dataclass(frozen=True, slots=True)
class News:
    """A message that the bot says it has sent, to be looked at where it was sent."""

    id: int
    sent_at: datetime
    name: str
    purpose: str
    message: str
    asked: tuple[tuple[Run, str], ...]


@dataclass
class Year:
    """Everything that runs, and every message that came of it."""

    app: App
    clock: MovableClock
    store: Store
    hands: Mapping[str, Hands]
    term: Term
    mail: list[Mail] = field(default_factory=list)
    _plans: list[tuple[datetime, int, str, SeenMessage | None, Intent | str]] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=count)
    _heard: set[int] = field(default_factory=set)
    _heard_until: datetime = field(init=False)

    def __post_init__(self) -> None:
        self._heard_until = self.clock.now()

    async def live(self) -> None:
        """Go from moment to moment: what is due is done, what came is looked at, what people want is done."""
        self._plan_what_people_say_by_themselves()
        await self.app.settle()
        until = datetime.combine(self.term.last, time(22), UTC)
        while (stop := await self._next()) is not None and stop[0] <= until:
            self.clock.move_to(stop[0])
            await (self.app.settle() if stop[1] else self.app.postman.deliver_due())
            await self._hear()
            if await self._act():
                await self.app.postman.deliver_due()

    def direct(self, name: str) -> str:
        """The person's direct message with the bot."""
        account = ACCOUNTS[name]
        return next(place.id for place in self.hands_of(name).places(account) if place.direct)

    def hands_of(self, name: str) -> Hands:
        """The platform that the person is on."""
        return self.hands[BY_NAME[name].platform]

    async def _next(self) -> tuple[datetime, bool] | None:
        """When something happens next, and whether more is due then than a message that is written."""
        due = await self.store.read(lambda session: next_due(session, self.clock.now()))
        wanted = self._plans[0][0] if self._plans else None
        if due is not None and (wanted is None or due.at <= wanted):
            return due.at, due.kind not in _WRITTEN
        return None if wanted is None else (wanted, False)

    async def _hear(self) -> None:
        """Look at what came since, and make up one's mind about it."""
        every = await self.store.read(partial(_news, since=self._heard_until))
        for news in [one for one in every if one.id not in self._heard]:
            self._heard.add(news.id)
            self._heard_until = max(self._heard_until, news.sent_at)
            member, account = BY_NAME[news.name], ACCOUNTS[news.name]
            (seen, *_) = self.hands_of(news.name).thread(account, self.direct(news.name), news.message)
            kind = news.purpose.partition(":")[0]
            self.mail.append(Mail(news.name, seen.at, kind, news.asked, words_in(seen), seen.id))
            for intent in intents(member, kind, news.purpose, seen.at):
                self._plan(intent.at, news.name, seen, intent)

    async def _act(self) -> bool:
        """Whether anybody did what they had in mind for this moment."""
        due: dict[str, list[tuple[SeenMessage | None, Intent | str]]] = {}
        while self._plans and self._plans[0][0] <= self.clock.now():
            _, _, name, seen, what = heapq.heappop(self._plans)
            due.setdefault(name, []).append((seen, what))
        await asyncio.gather(*(self._one_after_the_other(name, every) for name, every in due.items()))
        return bool(due)

    async def _one_after_the_other(
        self, name: str, every: list[tuple[SeenMessage | None, Intent | str]]
    ) -> None:
        acts = Acts(self.hands_of(name), ACCOUNTS[name], self.direct(name))
        for seen, what in every:
            if isinstance(what, str):
                await acts.types(what)
            elif seen is not None:
                await acts.deals_with(seen, what)

    def _plan(self, at: datetime, name: str, seen: SeenMessage | None, what: Intent | str) -> None:
        heapq.heappush(self._plans, (at, next(self._numbers), name, seen, what))

    def _plan_what_people_say_by_themselves(self) -> None:
        mondays = [
            self.term.first + timedelta(days=day)
            for day in range(0, (self.term.last - self.term.first).days, 7)
        ]
        for member in MEMBERS:
            noon = partial(datetime.combine, time=_NOON, tzinfo=ZoneInfo(member.zone))
            for leave in (one for one in member.away if one.said_on >= self.term.first):
                text = f"/stem away from:{leave.first} until:{leave.last}"
                self._plan(noon(leave.said_on).astimezone(UTC), member.name, None, text)
            dice = random.Random(member.name)  # noqa: S311 - no secret
            for monday in mondays:
                there = member.is_seated(monday) and not self.term.is_off(monday)
                if dice.random() < member.habit.early and there:
                    self._plan(noon(monday).astimezone(UTC), member.name, None, "/stem checkin")


def words_in(seen: SeenMessage) -> str:
    """All that a message says, on one line."""
    return " ".join(seen.words.split())


def _news(session: Session, since: datetime) -> list[News]:
    rows = session.execute(
        select(Delivery, Person.name)
        .join(Person, Person.id == Delivery.person_id)
        .where(Delivery.state == outbox.SENT, Delivery.kind != outbox.EDIT)
        .where(Delivery.sent_at >= since, Delivery.message.is_not(None))
        .order_by(Delivery.sent_at, Delivery.id)
    ).all()
    return [
        News(one.id, one.sent_at or since, name, one.purpose, one.message or "", _asked(session, one.id))
        for one, name in rows
    ]


def _asked(session: Session, delivery_id: int) -> tuple[tuple[Run, str], ...]:
    asked = select(Prompt.occurrence_id, Prompt.subject).where(Prompt.delivery_id == delivery_id)
    reminded = select(Reminder.occurrence_id, literal("")).where(Reminder.delivery_id == delivery_id)
    about = asked.union_all(reminded).subquery()
    rows = session.execute(
        select(Occurrence.id, Schedule.slot, Occurrence.day, about.c.subject)
        .join(Schedule, Schedule.id == Occurrence.schedule_id)
        .join(about, about.c.occurrence_id == Occurrence.id)
    )
    return tuple((Run(*row), subject) for *row, subject in rows.tuples())


@asynccontextmanager
async def open_year(database_url: str, term: Term) -> AsyncIterator[Year]:
    """The team on both platforms and the bot beside them, at the morning of the first day."""
    clock = MovableClock(datetime.combine(term.first, time(6), UTC))
    slack = SlackServer([workspace("slack")], clock.now, manifest=slack_manifest(), rate_limits=False)
    discord = DiscordServer([workspace("discord")], clock.now, rate_limits=False)
    await asyncio.gather(slack.start(), discord.start())

    def connect(reception: Reception) -> tuple[SlackConnection, DiscordConnection]:
        tokens = {WORKSPACES["slack"]: "xoxb-slack"}
        api, t = f"{discord.address}/api/v10", phrases_in
        return (
            SlackConnection(f"{slack.address}/api/", "xapp-year", tokens, reception, t("en"), limits=_QUICK),
            DiscordConnection(api, discord.gateway_address, "xoxb-discord", reception, t, _QUICK),
        )

    store = open_store(database_url)
    app = assemble(store, clock, load_library(), connect)
    try:
        await store.write(partial(seat, term=term))
        # Nothing ticks: what is due is done at every moment that is stopped at, and at no other.
        await asyncio.gather(*(connection.start() for connection in app.connections))
        yield Year(app, clock, store, {"slack": slack.hands, "discord": discord}, term)
    finally:
        await asyncio.gather(*(connection.stop() for connection in app.connections))
        await store.close()
        await asyncio.gather(slack.stop(), discord.stop())
