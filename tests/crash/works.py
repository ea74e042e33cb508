"""The work that leads the bot to a place, and what must have come of it in the end."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from bot.chat.cards import Paragraph, card
from bot.chat.events import Person as Address
from bot.features.checkins.planner import CHUNK
from bot.features.snapshot.exporting import KIND
from bot.records.formats import FORMATS
from bot.sandbox.faults import Fault
from bot.sandbox.seen import SeenPicture
from bot.schedule import long_work, outbox, pictures
from bot.schedule.long_work import Order
from bot.schedule.report import Picture
from bot.store.models import Change, Delivery, Task
from bot.store.queries import seats
from tests.acceptance.child import AheadClock
from tests.acceptance.premises import PATIENCE, POST, TUESDAY_3PM_NEW_YORK, Premises
from tests.builders import TEAM, Someone, add_schedule, add_team, person_called
from tests.crash import points
from tests.schedule import slow_and_broken
from tests.town import ACCOUNTS, SLACK_TEAM, Somebody

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

# Nobody of them is asked anything, so what they see is what the test wrote.
READERS = ("nora", "finn", "stella", "cora")
ASKED = ("pat", "theo")
SHOWN = READERS[:2]
REFUSING = {"slack": "messages_tab_disabled", "discord": "50007"}
# The message stands there, and the bot does not know it for so long (less than the lease).
UNKNOWN_FOR = 0.8
# discord.py waits by itself where it is asked to wait less than this.
RETRY_AFTER = 3.5


def add_everybody(session: Session, platform: str) -> None:
    """A facilitator, readers, and two who are asked: one in the first chunk of people, one in the last."""
    here = (platform,)
    asked = ("building-administration",)
    crowd = tuple(Someone(f"filler{number}", (), ("student-leader",)) for number in range(CHUNK))
    people = (
        Someone("fay", here, permission="facilitator"),
        Someone("pat", here, asked),
        *(Someone(name, here) for name in (*READERS, "sam", "liv", "dina")),
        *crowd,
        Someone("theo", here, asked),
    )
    add_team(session, people)


def _yesterday(session: Session) -> None:
    """What was asked until now was asked the day before: nobody is asked three times on a day."""
    asked = (Delivery.kind == outbox.PROMPT) & (Delivery.state == outbox.SENT)
    before = TUESDAY_3PM_NEW_YORK - timedelta(days=1)
    session.execute(update(Delivery).where(asked).values(not_before=before, sent_at=before))


@dataclass
class Works:
    """Gives the bot something to do, and keeps the account of what it owes."""

    premises: Premises
    platform: str
    owed: list[tuple[str, str]] = field(default_factory=list)
    check_ins: int = 0
    presses: int = 0
    titles: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    _number: int = 0
    _files: int = 0
    _doing: list[asyncio.Future[None]] = field(default_factory=list)

    async def give(self, work: str) -> None:
        """Do whatever makes the bot do that."""
        self._number += 1
        given: Mapping[str, Callable[[], Awaitable[None]]] = {
            points.UNPLANNED: partial(self._schedule, due=False),
            points.CHECK_IN: partial(self._schedule, due=True),
            points.NOTICE: self._notice,
            points.LIMITED: partial(self._notice, Fault("rate-limited", seconds=RETRY_AFTER)),
            points.UNANSWERED: partial(self._notice, Fault("lose-the-answer")),
            points.OUTAGE: partial(self._notice, Fault("server-error", status=503)),
            points.REFUSED: self._refused,
            points.LATE: self._late,
            points.CHANGE: self._change,
            points.EVENT: self._event,
            points.PRESS: self._press,
            points.FILE: self._file,
            points.PICTURE: self._picture,
        }
        async with asyncio.timeout(PATIENCE):
            await given[work]()

    async def comes_again(self) -> None:
        """The platform brings its last event again, as it does when nobody acknowledged it; it is handled."""
        await self.premises.repeats[self.platform].again()
        # "Working on it" may be the first answer, and a bot that dies then has not promised anything.
        async with asyncio.timeout(PATIENCE):
            while not await self._handled():  # noqa: ASYNC110
                await asyncio.sleep(0.02)  # another process writes there

    def refuses(self) -> None:
        """The platform will refuse the next message for good."""
        refusal = Fault("refuse", error=REFUSING[self.platform])
        self.premises.fault(self.platform, POST[self.platform], refusal)

    async def finish(self) -> None:
        """Wait for everybody who still waits for an answer."""
        await asyncio.gather(*self._doing)

    def seen_by(self, name: str) -> Counter[str]:
        """How often each text stands before somebody, by the platform's own history."""
        return Counter(self._person(name).messages())

    def pictures_seen(self) -> Counter[str]:
        """How often each picture stands before all who are shown it."""
        people = [self._person(name) for name in SHOWN]
        messages = [one for who in people for one in who.hands.messages(who.account, who.direct)]
        return Counter(part.words for one in messages for part in one.parts if isinstance(part, SeenPicture))

    async def done(self) -> tuple[Counter[str], int]:
        """How often each task was added, and how many presses were recorded."""

        def look(session: Session) -> tuple[Counter[str], int]:
            given = session.scalars(select(Change.id).where(Change.what == "given")).all()
            return Counter(session.scalars(select(Task.title))), len(given)

        return await self.premises.ask(look)

    async def _handled(self) -> bool:
        titles, presses = await self.done()
        return set(self.titles) <= set(titles) and presses >= self.presses

    async def _schedule(self, *, due: bool) -> None:
        def add(session: Session) -> None:
            slot = f"check-in-{self._number}"
            schedule = add_schedule(session, "check-in", "weekly on Tue", time(15), slot=slot)
            schedule.settings = {"audiences": ["Leaders"]}
            if due:
                _yesterday(session)
                schedule.next_day, schedule.next_due_at = date(2026, 12, 1), TUESDAY_3PM_NEW_YORK

        self.check_ins += due
        await self.premises.store.write(add)

    async def _notice(self, fault: Fault | None = None) -> None:
        if fault is not None:
            self.premises.fault(self.platform, POST[self.platform], fault)
        name, words = READERS[self._number % len(READERS)], f"Message {self._number}."
        self.owed.append((name, words))
        await self._writes(name, words, f"notice:{self._number}", timedelta(hours=1))

    async def _refused(self) -> None:
        self.refuses()
        self._owe_once("fay", "Liv direct messages")
        # Who was refused once is not tried again before they ask for messages.
        await self.premises.store.write(
            lambda session: seats.reachable_again(session, person_called(session, "liv").id)
        )
        await self._writes("liv", "Refused.", f"refused:{self._number}", timedelta(hours=1))

    async def _late(self) -> None:
        self._owe_once("fay", "Dina")
        await self._writes("dina", "Late.", f"late:{self._number}", timedelta(), kind=outbox.PROMPT)

    async def _change(self) -> None:
        name, before = READERS[self._number % len(READERS)], f"notice:{self._number}"
        words = f"Changed {self._number}."
        self.owed.append((name, words))

        def change(session: Session) -> bool:
            delivery = session.scalars(select(Delivery).where(Delivery.purpose == before)).one()
            message = self._message(f"edit:{self._number}", words, timedelta(hours=1), outbox.EDIT)
            outbox.edit(session, delivery, message, message.not_before)
            return delivery.state == outbox.SENT

        await self._writes(name, f"Message {self._number}.", before, timedelta(hours=1))
        while not await self.premises.store.write(change):  # noqa: ASYNC110
            await asyncio.sleep(0.02)  # another process writes there

    async def _file(self) -> None:
        """Somebody asks for a file; in which format depends on the turn, so that words tell them apart."""
        turn, self._files = self._files, self._files + 1
        name = READERS[turn % len(READERS)]
        form = tuple(FORMATS)[turn // len(READERS) % len(FORMATS)]
        self.owed.append((name, f".{form}"))
        account = ACCOUNTS[self.platform][name]
        who = Address(self.platform, SLACK_TEAM if self.platform == "slack" else "", account)

        def ask_for(session: Session) -> None:
            given = {"format": form, "year": ""}
            person = person_called(session, name)
            order = Order(f"file:{self._number}", KIND, given, TEAM, person.id, who)
            long_work.ask_for(session, order, AheadClock(self.premises.order.ahead).now())

        await self.premises.store.write(ask_for)

    async def _picture(self) -> None:
        """Two are written to with one picture, as a digest does: in the transaction that orders it."""
        shows = f"Picture {self._number:04}."
        picture = Picture(slow_and_broken.__name__, {"alternative": shows}, shows)
        now = AheadClock(self.premises.order.ahead).now()

        def write(session: Session) -> None:
            coming = pictures.order(session, shows, TEAM, picture, "en", now)
            for name in SHOWN:
                message = self._message(f"{shows} {name}", f"With {shows}", timedelta(hours=1), outbox.NOTICE)
                waiting = replace(message, waits_for=coming.waits_for)
                outbox.to_person(session, person_called(session, name), waiting, now)

        await self.premises.store.write(write)
        self.owed += [(name, f"With {shows}") for name in SHOWN]
        self.pictures.append(shows)

    async def _event(self) -> None:
        title = f"Poster{self._number:04}"
        self.titles.append(title)
        self.owed.append(("sam", title))
        line = f"/stem tasks add title:{title} to:@Sam"
        self._doing.append(asyncio.ensure_future(self._person("fay").types(line)))

    async def _press(self) -> None:
        pat, slow = self._person("pat"), Fault("slow", seconds=UNKNOWN_FOR)
        self.premises.fault(self.platform, POST[self.platform], slow, times=len(ASKED))
        stood = len(pat.messages())
        await self._schedule(due=True)
        while len(pat.messages()) == stood:  # noqa: ASYNC110
            await asyncio.sleep(0.01)  # the far side of a socket
        self.presses += 1
        self._doing.append(asyncio.ensure_future(pat.presses("No change")))

    async def _writes(
        self, name: str, words: str, purpose: str, window: timedelta, kind: str = outbox.NOTICE
    ) -> None:
        message = self._message(purpose, words, window, kind)

        def write(session: Session) -> None:
            outbox.to_person(session, person_called(session, name), message, message.not_before)

        await self.premises.store.write(write)

    def _message(self, purpose: str, words: str, window: timedelta, kind: str) -> outbox.Message:
        now = AheadClock(self.premises.order.ahead).now()
        return outbox.Message(purpose, kind, card(Paragraph(words)), TEAM, now, now + window)

    def _owe_once(self, name: str, words: str) -> None:
        if (name, words) not in self.owed:
            self.owed.append((name, words))

    def _person(self, name: str) -> Somebody:
        return self.premises.person(name, self.platform)
