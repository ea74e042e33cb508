"""Pictures: drawn once, brought by all who wait for them, and waited for only so long."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.chat import limits
from bot.chat.cards import Card, Paragraph, card, in_plain_words, split
from bot.chat.events import Person as Address
from bot.desk import Desk
from bot.language.catalogue import phrases_in
from bot.platforms.discord.render import LETTERS, components
from bot.schedule import long_work, missing_files, outbox, pictures
from bot.schedule.long_work import DONE, FAILED, Order
from bot.schedule.picture_waits import awaited
from bot.schedule.report import Picture
from bot.schedule.worker import Worker
from bot.store.engine import Store
from bot.store.models import Delivery, StoredFile
from rubric.load import load_library
from tests.builders import TEAM, Someone, add_team, person_called
from tests.schedule import slow_and_broken
from tests.schedule.set_clock import SetClock
from tests.schedule.studio import SHOWS, Studio
from tests.town import ACCOUNTS, SLACK_TEAM

pytestmark = pytest.mark.wire

NOT_DRAWN = f"The picture could not be drawn. It shows: {SHOWS}"
TOO_LATE = f"The picture was not ready in time; this draws it: /stem digest picture. It shows: {SHOWS}"
# Nested ones included: https://discord.com/developers/docs/components/reference
DISCORD_COMPONENTS = 40


@pytest.fixture
async def studio(store: Store) -> AsyncIterator[Studio]:
    people = (Someone("fay", ("slack",), permission="facilitator"), Someone("pat", ("slack",)))
    await store.write(lambda session: add_team(session, people))
    clock = SetClock()

    def desk(session: Session) -> Desk:
        return Desk(session, clock.now(), load_library(), phrases_in("en"), phrases_in)

    kinds = {pictures.KIND: pictures.Drawing()}
    worker = Worker(store, clock, kinds, desk, lambda: None, rest=timedelta(0))
    yield Studio(worker, store, clock)
    await worker.stop()


async def test_a_picture_is_drawn_once_and_brought_by_all_who_wait(studio: Studio) -> None:
    for name in ("fay", "pat"):
        await studio.writes_to(name, await studio.orders())
    assert not await studio.due()
    assert await studio.worker.do_due() == 1
    assert await studio.outbox() == [("For fay.", True), ("For pat.", True)]
    assert await studio.due()
    files = await studio.store.read(lambda session: session.scalars(select(StoredFile)).all())
    assert [(one.media_type, one.alternative, one.content) for one in files] == [
        ("image/png", SHOWS, slow_and_broken.DOT)
    ]


async def test_of_several_messages_to_one_place_the_last_brings_it(studio: Studio) -> None:
    coming = await studio.orders()
    for words in ("First.", "Second."):
        await studio.writes(words, coming)
    await studio.worker.do_due()
    assert await studio.outbox() == [("First.", False), ("Second.", True)]
    assert await studio.store.read(lambda session: awaited(session, studio.clock.now())) == frozenset()


async def test_what_cannot_be_drawn_is_said_in_one_line_of_the_language(studio: Studio) -> None:
    coming = await studio.orders(breaks="no such colour")
    for words in ("First.", "Second."):
        await studio.writes(words, coming)
    await studio.writes_to("pat", coming)
    assert await studio.worker.do_due() == long_work.MOST_ATTEMPTS
    assert [one.state for one in await studio.works()] == [FAILED]
    assert await studio.outbox() == [
        ("First.", False),
        (f"Second.\n{NOT_DRAWN}", False),
        (f"For pat.\n{NOT_DRAWN}", False),
    ]
    assert await studio.due()


async def test_two_who_drew_the_same_picture_hand_it_over_once(studio: Studio) -> None:
    await studio.writes("First.", await studio.orders())
    slow, quick = await studio.claims(), await studio.claims()
    file = slow_and_broken.make({"alternative": SHOWS})
    for claimed in (slow, quick, slow):
        await studio.store.write(partial(studio.worker._finish, claimed=claimed, file=file))  # noqa: SLF001
    assert await studio.outbox() == [("First.", True)]
    assert len(await studio.store.read(lambda session: session.scalars(select(StoredFile)).all())) == 1


async def test_who_waits_for_a_picture_that_is_refused_goes_without(studio: Studio) -> None:
    await studio.writes("First.", await studio.orders())
    claimed, why = await studio.claims(), card(Paragraph("This record is gone."))
    await studio.store.write(partial(studio.worker._refused, claimed=claimed, words=why))  # noqa: SLF001
    assert await studio.outbox() == [(f"First.\n{NOT_DRAWN}", False)]


def test_only_the_same_picture_has_the_same_mark() -> None:
    first = Picture("maker", {"a": 1, "b": 2}, SHOWS)
    others = [Picture("other", {"a": 1, "b": 2}, SHOWS), Picture("maker", {"a": 2, "b": 2}, SHOWS)]
    marks = [pictures.fingerprint(one) for one in (first, *others, Picture("maker", first.given, "Nothing."))]
    assert len(set(marks)) == 4
    assert pictures.fingerprint(Picture("maker", {"b": 2, "a": 1}, SHOWS)) == marks[0]


async def test_a_picture_that_kills_whoever_draws_it_is_given_up(studio: Studio) -> None:
    await studio.writes("First.", await studio.orders())
    for _ in range(long_work.MOST_ATTEMPTS):
        await studio.claims()
    await studio.worker.do_due()
    assert await studio.outbox() == [(f"First.\n{NOT_DRAWN}", False)]


async def test_what_is_due_waits_only_so_long_and_what_is_due_later_gets_it_still(studio: Studio) -> None:
    coming = await studio.orders()
    await studio.writes("Now.", coming)
    await studio.writes_to("pat", coming)
    await studio.writes_to("fay", coming, outbox.HELD)
    await studio.store.write(
        lambda session: session.execute(
            update(Delivery)
            .where(Delivery.purpose == "For pat.")
            .values(not_before=studio.clock.now() + timedelta(hours=2))
        )
    )
    await studio.looks()
    assert not await studio.due()
    studio.waits.patience = 0.0
    await studio.looks()
    assert await studio.due()
    await studio.worker.do_due()
    assert await studio.outbox() == [
        (f"Now.\n{TOO_LATE}", False),
        ("For pat.", True),
        ("For fay.", True),
    ]


async def test_a_calendar_that_jumps_does_not_end_the_wait(studio: Studio) -> None:
    await studio.writes("Now.", await studio.orders())
    await studio.looks()
    studio.clock.at += timedelta(hours=23)
    await studio.looks()
    assert not await studio.due()
    await studio.worker.do_due()
    assert await studio.outbox() == [("Now.", True)]


async def test_as_long_as_pictures_come_the_others_wait_for_their_turn(studio: Studio) -> None:
    for number in range(3):
        await studio.writes(f"{number}", await studio.orders(f"{number}"))
    for number in range(2):
        await studio.waited_long()
        claimed = await studio.claims()
        assert claimed.order.key == f"{number}"
        file = slow_and_broken.make({"alternative": SHOWS})
        await studio.store.write(partial(studio.worker._finish, claimed=claimed, file=file))  # noqa: SLF001
        await studio.looks()
    assert await studio.outbox() == [("0", True), ("1", True), ("2", False)]
    await studio.waited_long()
    await studio.looks()
    assert await studio.outbox() == [("0", True), ("1", True), (f"2\n{TOO_LATE}", False)]


async def test_the_same_order_again_is_the_same_picture(studio: Studio) -> None:
    first, again = await studio.orders(), await studio.orders()
    assert first == again
    await studio.worker.do_due()
    drawn = await studio.orders()
    assert drawn.waits_for is None
    assert drawn.file_id is not None
    await studio.writes("Later.", drawn)
    assert await studio.outbox() == [("Later.", True)]


async def test_who_was_kept_back_brings_it_too_and_what_is_over_does_not(studio: Studio) -> None:
    coming = await studio.orders()
    await studio.writes_to("fay", coming, outbox.HELD)
    await studio.writes_to("pat", coming, outbox.CANCELLED)
    await studio.worker.do_due()
    assert await studio.outbox() == [("For fay.", True), ("For pat.", False)]


async def test_behind_a_button_it_is_said_in_words(studio: Studio) -> None:
    await studio.writes_to("fay", await studio.orders(), outbox.HELD)

    def shown(session: Session) -> str:
        delivery = session.scalars(select(Delivery)).one()
        return in_plain_words(missing_files.behind_a_button(studio.worker.desk(session), delivery))

    before = await studio.store.read(shown)
    await studio.worker.do_due()
    for words in (before, await studio.store.read(shown)):
        assert words.startswith("For fay.\nThe picture is missing: I bring pictures by direct message only")
        assert words.endswith(f"It shows: {SHOWS}")


async def test_what_a_person_asked_for_comes_before_pictures(studio: Studio) -> None:
    await studio.orders()
    who = Address("slack", SLACK_TEAM, ACCOUNTS["slack"]["fay"])

    def ask(session: Session) -> None:
        fay = person_called(session, "fay")
        long_work.ask_for(session, Order("asked", "numbers", {}, TEAM, fay.id, who), studio.clock.now())

    await studio.store.write(ask)
    kinds, real = [pictures.KIND, "numbers"], studio.clock.real()
    first = await studio.store.write(
        lambda session: long_work.claim(session, kinds, real, timedelta(minutes=1))
    )
    assert first
    assert first.order.kind == "numbers"


async def test_nobody_waits_for_what_was_forgotten(studio: Studio) -> None:
    await studio.writes_to("pat", await studio.orders(), outbox.CANCELLED)
    studio.clock.goes_on(days=31)
    now = studio.clock.now()
    await studio.store.write(lambda session: long_work.forget_old(session, now))
    assert await studio.works() == []


async def test_a_picture_is_drawn_by_whoever_comes_after_a_process_that_died(studio: Studio) -> None:
    await studio.writes("First.", await studio.orders())
    await studio.claims()
    await studio.worker.do_due()
    assert await studio.outbox() == [("First.", True)]
    assert [(one.state, one.attempts) for one in await studio.works()] == [(DONE, 2)]


def test_the_line_and_the_picture_fit_the_fullest_message() -> None:
    words = "n" * (limits.CARD_TEXT // limits.CARD_PIECES)
    full = Card(tuple(Paragraph(words) for _ in range(limits.CARD_PIECES)))
    assert len(split(full)) == 1
    t = phrases_in("en")
    line = pictures.missing(t, t("The picture could not be drawn."), "A long finding. " * 200)
    drawn = components(Card((*full.parts, line)), "k" * limits.DELIVERY_KEY)
    assert len(drawn) + 1 <= DISCORD_COMPONENTS
    assert sum(len(one["content"]) for one in drawn) <= LETTERS
