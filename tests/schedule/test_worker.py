"""Long work: made in another process, tried again when that dies, given up with a reference in the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.chat.card_data import card_from_data
from bot.chat.cards import Card, Paragraph, card, in_plain_words
from bot.chat.events import Person as Address
from bot.chat.messenger import File
from bot.chat.replies import refusal
from bot.desk import Desk
from bot.language.catalogue import phrases_in
from bot.schedule import long_work
from bot.schedule.asked_for import AskedFor
from bot.schedule.bench_process import BenchProcess, NotMade
from bot.schedule.long_work import DONE, FAILED, WAITING, Order
from bot.schedule.worker import Worker
from bot.store.engine import Store, StoreAway
from bot.store.models import Account, Delivery, LongWork, StoredFile
from rubric.load import load_library
from tests.builders import TEAM, Someone, add_team, person_called
from tests.schedule import slow_and_broken
from tests.schedule.interrupted import Interrupted
from tests.schedule.set_clock import SetClock
from tests.town import ACCOUNTS, SLACK_TEAM

pytestmark = pytest.mark.wire
WHO = Address("slack", SLACK_TEAM, ACCOUNTS["slack"]["fay"])


class Numbers:
    """Makes numbers, however it is told to."""

    kind = "numbers"
    module = slow_and_broken.__name__

    def gather(self, desk: Desk, order: Order) -> Mapping[str, Any]:
        if order.given.get("gone"):
            raise refusal(desk.t("This record is gone."))
        return order.given

    def message(self, desk: Desk, order: Order, file: File) -> Card:
        return card(Paragraph(f"{order.kind} for {desk.caller.name if desk.caller else ''}: {file.name}"))


@dataclass
class Shop:
    """A worker with a database of its own."""

    worker: Worker
    store: Store

    async def asks(self, **given: object) -> None:
        """Fay asks for numbers."""

        def ask_for(session: Session) -> None:
            fay = person_called(session, "fay")
            order = Order(f"event {given}", "numbers", given, TEAM, fay.id, WHO)
            long_work.ask_for(session, order, self.worker.clock.now())

        await self.store.write(ask_for)

    async def works(self, patience: float = 15.0) -> None:
        """Work until nothing is left."""
        async with asyncio.timeout(patience):
            while await self.store.read(_unfinished):
                if not await self.worker.do_due():
                    await asyncio.sleep(0.02)

    def running(self) -> int:
        """How many processes make files."""
        return sum(bench.pid is not None for bench in self.worker.benches)

    async def rows(self) -> list[LongWork]:
        return list(await self.store.read(lambda session: session.scalars(select(LongWork)).all()))

    async def told(self) -> list[tuple[str, bytes | None]]:
        """What was written to people, with the files' contents."""

        def look(session: Session) -> list[tuple[str, bytes | None]]:
            found = session.execute(
                select(Delivery.card, StoredFile.content)
                .outerjoin(StoredFile, StoredFile.id == Delivery.file_id)
                .order_by(Delivery.id)
            )
            return [(in_plain_words(card_from_data(drawn)), content) for drawn, content in found]

        return await self.store.read(look)


@pytest.fixture
async def shop(store: Store) -> AsyncIterator[Shop]:
    people = (Someone("fay", ("slack",), permission="facilitator"),)
    await store.write(lambda session: add_team(session, people))
    clock = SetClock()

    def desk(session: Session) -> Desk:
        return Desk(session, clock.now(), load_library(), phrases_in("en"), phrases_in)

    worker = Worker(store, clock, {"numbers": AskedFor(Numbers())}, desk, lambda: None, rest=timedelta(0))
    yield Shop(worker, store)
    await worker.stop()


async def test_it_is_made_while_everything_else_goes_on(shop: Shop) -> None:
    await shop.asks(seconds=0.3)
    working, turns = asyncio.create_task(shop.works()), 0
    while not working.done():
        await asyncio.sleep(0.01)
        turns += 1
    assert turns > 5
    assert await shop.told() == [("numbers for Fay: numbers.bin", slow_and_broken.NUMBERS)]
    assert [row.state for row in await shop.rows()] == [DONE]


async def test_two_are_made_at_a_time_and_one_needs_one_process(shop: Shop) -> None:
    await shop.asks()
    await shop.works()
    assert shop.running() == 1
    for number in range(3):
        await shop.asks(seconds=0.2, number=number)
    await shop.works()
    assert shop.running() == 2
    assert len(await shop.told()) == 4


async def test_what_is_on_its_way_already_is_made_once(shop: Shop) -> None:
    await shop.asks()
    await shop.asks()
    await shop.asks(seconds=0.01)
    assert len(await shop.rows()) == 2


async def test_when_the_other_process_dies_it_is_made_again_and_delivered_once(
    shop: Shop, tmp_path: Path
) -> None:
    await shop.asks(dies=True, once=str(tmp_path / "died"))
    await shop.works()
    assert [content for _, content in await shop.told()] == [slow_and_broken.NUMBERS]
    assert [(row.state, row.attempts) for row in await shop.rows()] == [(DONE, 2)]


async def test_what_fails_three_times_is_told_with_the_reference_of_the_log(
    shop: Shop, logged: list[Any]
) -> None:
    await shop.asks(breaks="no such number")
    await shop.works()
    [row] = await shop.rows()
    assert (row.state, row.attempts) == (FAILED, long_work.MOST_ATTEMPTS)
    [(words, content)] = await shop.told()
    assert content is None
    assert f"tell your facilitator this reference: {row.trouble}" in words
    failures = [each for each in logged if each["event"] == "long_work_failed"]
    assert len(failures) == long_work.MOST_ATTEMPTS
    assert failures[-1]["reference"] == row.trouble


async def test_what_kills_the_bot_itself_each_time_is_given_up_too(shop: Shop) -> None:
    await shop.asks()
    clock = shop.worker.clock
    for _ in range(long_work.MOST_ATTEMPTS):
        taken = await shop.store.write(
            lambda session: long_work.claim(session, ["numbers"], clock.real(), timedelta(0))
        )
        assert taken
    await shop.works()
    assert [row.state for row in await shop.rows()] == [FAILED]
    assert len(await shop.told()) == 1


async def test_what_was_made_counts_for_whoever_has_the_lease_alone(shop: Shop) -> None:
    await shop.asks()
    clock = shop.worker.clock

    def claim(session: Session) -> long_work.Claim | None:
        return long_work.claim(session, ["numbers"], clock.real(), timedelta(0))

    slow, quick = await shop.store.write(claim), await shop.store.write(claim)
    assert slow
    assert quick
    counted = [
        await shop.store.write(partial(long_work.end, done=one, state=DONE, now=clock.now()))
        for one in (slow, quick, slow)
    ]
    assert counted == [False, True, False]


async def test_who_was_too_slow_neither_puts_it_back_nor_says_anything_of_it(shop: Shop) -> None:
    await shop.asks()
    clock, worker = shop.worker.clock, shop.worker

    def claim(session: Session) -> long_work.Claim | None:
        return long_work.claim(session, ["numbers"], clock.real(), timedelta(0))

    slow, quick = await shop.store.write(claim), await shop.store.write(claim)
    assert slow
    assert quick
    before = [(row.state, row.attempts, row.lease_until) for row in await shop.rows()]
    again, words = clock.real() + timedelta(days=1), card(Paragraph("This record is gone."))
    for too_late in (
        partial(long_work.put_back, done=slow, again=again, trouble="slow"),
        partial(long_work.leave, done=slow),
        partial(worker._refused, claimed=slow, words=words),  # noqa: SLF001
        partial(worker._give_up, claimed=slow, reference="slow"),  # noqa: SLF001
    ):
        await shop.store.write(too_late)
        assert [(row.state, row.attempts, row.lease_until) for row in await shop.rows()] == before
    assert await shop.told() == []


async def test_an_account_that_is_somebody_elses_by_now_is_told_nothing(shop: Shop) -> None:
    await shop.asks()

    def changes_hands(session: Session) -> None:
        session.execute(update(Account).values(account="U0NOBODY"))

    await shop.store.write(changes_hands)
    await shop.works()
    assert [row.state for row in await shop.rows()] == [DONE]
    assert await shop.told() == []


@pytest.mark.parametrize(
    ("write", "error", "said"),
    [
        (1, StoreAway("disk I/O error"), "store_away_at_long_work"),
        (1, ZeroDivisionError("a bug"), "long_work_look_failed"),
        (2, StoreAway("disk I/O error"), "store_away_at_long_work"),
        (2, ZeroDivisionError("a bug"), "long_work_failed"),
    ],
)
async def test_what_cannot_be_written_down_is_in_the_log_and_done_again(
    shop: Shop, logged: list[Any], write: int, error: Exception, said: str
) -> None:
    await shop.asks()
    writes = 0

    async def breaks_once() -> None:
        nonlocal writes
        writes += 1
        if writes == write:
            raise error

    worker = shop.worker
    worker.store, worker.lease = Interrupted(shop.store, breaks_once), timedelta(0)
    worker.benches = worker.benches[:1]
    worker.start()
    async with asyncio.timeout(15):
        while not await shop.told():
            worker.wake()
            await asyncio.sleep(0.02)
    assert [one["event"] for one in logged] == [said]


async def test_files_are_kept_for_a_while_and_then_dropped_with_what_asked_for_them(shop: Shop) -> None:
    await shop.asks()
    await shop.works()
    chore, made = long_work.OldFiles(), shop.worker.clock.now()

    async def kept_at(now: datetime) -> tuple[bool, int]:
        needed = await shop.store.read(lambda session: chore.needed(session, now))
        await shop.store.write(lambda session: chore.run(replace(shop.worker.desk(session), now=now)))
        return needed, len(await shop.rows())

    assert await kept_at(made + long_work.KEPT - timedelta(minutes=1)) == (False, 1)
    assert [content for _, content in await shop.told()] == [slow_and_broken.NUMBERS]
    assert await kept_at(made + long_work.KEPT + timedelta(minutes=1)) == (True, 0)
    assert [content for _, content in await shop.told()] == [None]


async def test_what_cannot_be_had_any_more_is_said_in_words(shop: Shop) -> None:
    await shop.asks(gone=True)
    await shop.works()
    assert await shop.told() == [("This record is gone.", None)]


async def test_who_is_told_to_stop_leaves_the_work_to_the_next(shop: Shop, logged: list[Any]) -> None:
    await shop.asks(seconds=60.0)
    shop.worker.grace = 0.2
    shop.worker.start()
    async with asyncio.timeout(15):
        while not shop.running():  # noqa: ASYNC110 - nobody tells when it began
            await asyncio.sleep(0.01)
        await shop.worker.stop()
    assert [(row.state, row.attempts, row.lease_until) for row in await shop.rows()] == [(WAITING, 0, None)]
    assert logged == []


async def test_the_process_ends_when_nobody_needs_it_and_another_is_begun(shop: Shop) -> None:
    shop.worker.idle = 0.1
    shop.worker.start()
    for count in (1, 2):
        await shop.asks(turn=count)
        shop.worker.wake()
        async with asyncio.timeout(15):
            while len(await shop.told()) < count or shop.running():  # noqa: ASYNC110
                await asyncio.sleep(0.02)


async def test_a_process_that_is_too_slow_is_ended() -> None:
    bench = BenchProcess()
    with pytest.raises(NotMade, match="too slow"):
        await bench.make(slow_and_broken.__name__, {"seconds": 60.0}, 1.5)
    assert bench.pid is None
    assert (await bench.make(slow_and_broken.__name__, {}, 20.0)).content == slow_and_broken.NUMBERS
    await bench.end()


def _unfinished(session: Session) -> bool:
    left = select(LongWork.id).where(LongWork.state.not_in((DONE, FAILED))).limit(1)
    return session.scalar(left) is not None
