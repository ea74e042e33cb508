"""What the database says about how the bot is doing."""

from __future__ import annotations

from datetime import date, time, timedelta

from sqlalchemy.orm import Session

from bot.operations.state import read_state
from bot.store.engine import Store
from bot.store.models import Schedule, Team
from tests.schedule.outbox_rows import TEAM, Outbox
from tests.schedule.set_clock import SetClock


async def outbox_of(store: Store) -> Outbox:
    outbox = Outbox(store, SetClock())
    await outbox.set_up()
    return outbox


async def test_an_idle_bot_is_behind_with_nothing(store: Store) -> None:
    outbox = await outbox_of(store)
    await outbox.to_ana("prompt:1", not_before=outbox.clock.at + timedelta(days=1))
    state = await read_state(store, outbox.clock.at)
    assert (state.oldest_due, state.clock_lag) == (0, 0)
    assert {name: number for name, number in state.deliveries.items() if number} == {"pending": 1}
    assert set(state.deliveries) >= {"waiting", "sending", "ambiguous", "failed", "expired", "parked"}


async def test_the_oldest_delivery_that_could_be_sent_counts(store: Store) -> None:
    outbox = await outbox_of(store)
    await outbox.to_ana("prompt:1")
    outbox.clock.goes_on(seconds=30)
    await outbox.to_ana("prompt:2")
    parked = await outbox.to_channel("digest:1")
    await outbox.change(parked, state="parked", not_before=outbox.clock.at - timedelta(days=1))
    outbox.clock.goes_on(seconds=40)
    state = await read_state(store, outbox.clock.at)
    assert state.oldest_due == 70
    assert (state.deliveries["pending"], state.deliveries["parked"]) == (2, 1)


async def test_what_is_held_back_or_too_late_is_not_waited_for(store: Store) -> None:
    outbox = await outbox_of(store)
    await outbox.to_ana("prompt:1", expires_at=outbox.clock.at + timedelta(seconds=10))
    outbox.clock.goes_on(seconds=60)
    assert (await read_state(store, outbox.clock.at)).oldest_due == 0
    await outbox.to_ana("prompt:2")
    outbox.clock.goes_on(seconds=60)
    assert (await read_state(store, outbox.clock.at)).oldest_due == 60
    await store.write(lambda session: pause(session, outbox))
    assert (await read_state(store, outbox.clock.at)).oldest_due == 0


async def test_the_clock_is_behind_by_the_schedule_that_is_latest(store: Store) -> None:
    outbox = await outbox_of(store)
    now = outbox.clock.at

    def plan(session: Session) -> None:
        for slot, due in (
            ("past", now - timedelta(seconds=90)),
            ("soon", now + timedelta(hours=1)),
            ("never", None),
        ):
            session.add(
                Schedule(
                    team_id=TEAM,
                    slot=slot,
                    kind="check-in",
                    title=slot,
                    rule="weekly",
                    at=time(9),
                    starts_on=date(2026, 1, 5),
                    settings={},
                    next_due_at=due,
                    next_day=None,
                    managed="",
                    ended_at=now if slot == "ended" else None,
                )
            )

    await store.write(plan)
    assert (await read_state(store, now)).clock_lag == 90
    await store.write(lambda session: pause(session, outbox))
    assert (await read_state(store, now)).clock_lag == 0


def pause(session: Session, outbox: Outbox) -> None:
    session.get_one(Team, TEAM).paused_at = outbox.clock.at
