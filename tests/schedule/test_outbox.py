"""The outbox in the database: once per purpose, nothing before a yes or after a no, nothing late."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.chat.card_data import card_from_data
from bot.chat.cards import Paragraph
from bot.chat.limits import DELIVERY_KEY
from bot.chat.text import plain
from bot.schedule import claims, outbox, outcomes
from bot.schedule.upcoming import Due, next_due
from bot.store.engine import Store
from bot.store.models import Account, Delivery, Person, Team
from tests.schedule.outbox_rows import Outbox, hello_card
from tests.schedule.set_clock import NOON_IN_NEW_YORK, SetClock


@pytest.fixture
async def box(store: Store) -> Outbox:
    written = Outbox(store, SetClock(NOON_IN_NEW_YORK))
    await written.set_up()
    return written


async def claimed(box: Outbox, limit: int = 8) -> list[str]:
    """The purposes of what is claimed now, in order."""
    letters = await box.claim(limit)
    return [(await box.look(one.attempt.delivery_id)).purpose for one in letters]


async def close_late(box: Outbox) -> list[str]:
    """The purposes of what is too late and somebody should hear of."""
    return await box.tell(lambda session: [one.purpose for one in claims.expire(session, box.clock.at)])


async def agree(box: Outbox) -> None:
    def agree(session: Session) -> None:
        person = session.scalars(select(Person)).one()
        person.agreed_at = box.clock.at
        outbox.release(session, person)

    await box.tell(agree)


async def decline(box: Outbox) -> None:
    def decline(session: Session) -> None:
        person = session.scalars(select(Person)).one()
        person.agreed_at, person.declined_at = None, box.clock.at
        outbox.cancel_unsent(session, person.id)

    await box.tell(decline)


async def not_agreed_yet(box: Outbox) -> None:
    await box.tell(lambda session: session.execute(update(Person).values(agreed_at=None)))


async def pause(box: Outbox) -> None:
    await box.tell(lambda session: session.execute(update(Team).values(paused_at=box.clock.at)))


async def test_the_same_purpose_is_written_once_whoever_asks(box: Outbox) -> None:
    first = await box.to_ana("prompt:1")
    assert await box.to_ana("prompt:1") == first
    assert await box.to_channel("prompt:1") == first
    assert await box.states() == ["pending"]
    assert await claimed(box) == ["prompt:1"]
    assert await claimed(box) == []


async def test_a_card_is_kept_as_it_was_written(box: Outbox) -> None:
    kept = await box.look(await box.to_ana("*what* moved?"))
    words, buttons = card_from_data(kept.card).parts
    assert isinstance(words, Paragraph)
    assert plain(words.words) == "*what* moved?"
    assert buttons == hello_card("").parts[1]


async def test_what_is_meant_for_somebody_who_has_not_agreed_waits_for_that(box: Outbox) -> None:
    await not_agreed_yet(box)
    await box.to_ana("prompt:1")
    await box.to_ana("hello:1", outbox.HELLO)
    assert await box.states() == ["waiting", "pending"]
    assert await claimed(box) == ["hello:1"]
    await agree(box)
    assert await claimed(box) == ["prompt:1"]


async def test_what_waited_too_long_for_a_yes_is_not_sent_any_more(box: Outbox) -> None:
    await not_agreed_yet(box)
    await box.to_ana("prompt:1", expires_at=box.clock.at + timedelta(hours=1))
    box.clock.goes_on(hours=1)
    assert await claimed(box) == []
    await agree(box)
    assert await claimed(box) == []
    await close_late(box)
    assert await box.states() == ["expired"]


async def test_a_no_cancels_what_was_not_sent_and_nothing_new_is_written(box: Outbox) -> None:
    await box.to_ana("prompt:1")
    await box.to_channel("digest:1")
    await decline(box)
    assert await box.states() == ["cancelled", "pending"]
    assert await box.to_ana("prompt:2") is None
    assert await claimed(box) == ["digest:1"]


async def test_a_no_counts_even_when_it_was_not_sent_at_the_first_try(box: Outbox) -> None:
    await box.to_ana("prompt:1")
    (letter,) = await box.claim()
    await decline(box)
    await box.note(outcomes.put_back(letter.attempt, box.clock.at, "a rate limit"))
    assert await claimed(box) == []
    assert await box.states() == ["cancelled"]


async def test_somebody_without_an_account_gets_nothing(box: Outbox) -> None:
    await box.tell(lambda session: session.execute(delete(Account)))
    assert await box.to_ana("prompt:1") is None


async def test_past_its_window_a_message_is_never_claimed(box: Outbox) -> None:
    await box.to_ana("prompt:1", expires_at=box.clock.at + timedelta(hours=1))
    box.clock.goes_on(hours=1)
    assert await claimed(box) == []
    assert await close_late(box) == ["prompt:1"]
    assert await box.states() == ["expired"]


async def test_nobody_hears_that_an_edit_a_notice_or_what_waited_for_a_yes_came_too_late(box: Outbox) -> None:
    soon = box.clock.at + timedelta(minutes=1)
    await box.to_ana("edit:1", outbox.EDIT, expires_at=soon)
    await box.to_ana("notice:1", outbox.NOTICE, expires_at=soon)
    await not_agreed_yet(box)
    await box.to_ana("prompt:1", expires_at=soon)
    await box.to_channel("digest:later")
    box.clock.goes_on(minutes=1)
    assert await close_late(box) == []
    assert await box.states() == ["expired", "expired", "expired", "pending"]


async def test_nobody_hears_of_what_a_paused_team_kept_back(box: Outbox) -> None:
    await box.to_ana("prompt:1", expires_at=box.clock.at + timedelta(minutes=1))
    await pause(box)
    box.clock.goes_on(minutes=1)
    assert await close_late(box) == []
    assert await box.states() == ["expired"]


async def test_a_paused_team_gets_nothing_but_notices_until_it_goes_on(box: Outbox) -> None:
    await box.to_ana("prompt:1")
    await box.to_channel("digest:1")
    await box.to_ana("notice:1", "notice")
    await pause(box)
    assert await claimed(box) == ["notice:1"]
    await box.tell(lambda session: session.execute(update(Team).values(paused_at=None)))
    assert await claimed(box) == ["digest:1", "prompt:1"]


async def test_a_team_that_was_removed_gets_nothing_at_all(box: Outbox) -> None:
    await box.to_ana("notice:1", "notice")
    await box.tell(lambda session: session.execute(update(Team).values(removed_at=box.clock.at)))
    assert await claimed(box) == []
    assert await box.states() == ["pending"]


async def test_a_paused_team_with_much_to_send_holds_up_nobody_else(box: Outbox) -> None:
    for number in range(20):
        await box.to_ana(f"prompt:{number}")
    await pause(box)

    def of_another_team(session: Session) -> None:
        session.add(Team(id="hilltop", name="H", zone="UTC", locale="en", instrument="x", settings={}))
        session.flush()
        session.execute(update(Delivery).where(Delivery.id == late).values(team_id="hilltop"))

    late = await box.to_channel("digest:1")
    await box.tell(of_another_team)
    assert await claimed(box) == ["digest:1"]


async def test_what_is_expired_does_not_hold_up_what_is_due(box: Outbox) -> None:
    for number in range(20):
        await box.to_ana(f"prompt:{number}", expires_at=box.clock.at + timedelta(minutes=1))
    box.clock.goes_on(minutes=1)
    await box.to_channel("digest:1")
    assert await claimed(box) == ["digest:1"]


@pytest.mark.parametrize("which", [0, 1])
async def test_giving_up_one_message_leaves_others_under_way_alone(box: Outbox, which: int) -> None:
    both = [await box.to_channel(f"digest:{each}") for each in range(2)]
    letter = next(one for one in await box.claim() if one.attempt.delivery_id == both[which])
    await box.tell(lambda session: outcomes.give_up(session, letter.attempt, outbox.FAILED, "gone"))
    assert (await box.look(both[which])).state == outbox.FAILED
    assert (await box.look(both[1 - which])).state == outbox.SENDING


async def test_what_people_wait_for_goes_first(box: Outbox) -> None:
    for kind in ("digest", "norm", "prompt", "notice", outbox.HELLO):
        await box.to_ana(f"{kind}:1", kind)
        box.clock.goes_on(seconds=1)
    assert await claimed(box, 2) == ["notice:1", "norm:1"]
    assert await claimed(box) == ["digest:1", "hello:1", "prompt:1"]


async def test_a_kind_that_nobody_would_take_is_refused_where_it_is_written(box: Outbox) -> None:
    with pytest.raises(ValueError, match="something-new"):
        await box.to_ana("something-new:1", "something-new")


async def test_among_equals_the_earlier_goes_first(box: Outbox) -> None:
    now = box.clock.at
    await box.to_ana("prompt:late", not_before=now + timedelta(hours=2))
    await box.to_ana("prompt:early", not_before=now + timedelta(hours=1))
    box.clock.goes_on(hours=3)
    assert await claimed(box, 1) == ["prompt:early"]


async def test_the_next_event_is_the_next_message_that_will_go_out(box: Outbox) -> None:
    now = box.clock.at
    tomorrow = now + timedelta(days=1)
    assert await box.ask(lambda session: next_due(session, now)) is None
    await box.to_ana("prompt:1", not_before=tomorrow)
    assert await box.ask(lambda session: next_due(session, now)) == Due(tomorrow, "prompt")
    assert await box.ask(lambda session: next_due(session, tomorrow)) is None
    await pause(box)
    assert await box.ask(lambda session: next_due(session, now)) is None


@pytest.mark.unit
@given(st.text(), st.text())
def test_delivery_keys_fit_the_platforms_and_tell_purposes_apart(one: str, other: str) -> None:
    key = outbox.delivery_key(one)
    assert len(key) <= DELIVERY_KEY
    assert key.isascii()
    assert key.isalnum()
    assert key == outbox.delivery_key(one)
    assert (key == outbox.delivery_key(other)) == (one == other)


@pytest.mark.unit
def test_what_an_earlier_version_sent_is_found_by_the_same_key() -> None:
    assert outbox.delivery_key("prompt:12") == "hfpjzsirjbm6pvk2e6f55dq5"


async def test_what_waits_for_a_yes_is_not_released_without_one(box: Outbox) -> None:
    def no_answer_yet(session: Session) -> None:
        session.scalars(select(Person)).one().agreed_at = None

    await box.tell(no_answer_yet)
    delivery = await box.to_ana("check-in:1")
    await box.tell(lambda session: outbox.release(session, session.scalars(select(Person)).one()))
    assert (await box.look(delivery)).state == outbox.WAITING
    await agree(box)
    assert (await box.look(delivery)).state == outbox.PENDING
