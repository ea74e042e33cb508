"""When a zone, a calendar or quiet hours change, what is pending gets the time that holds now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.features.all import REPORTS
from bot.features.checkins.planner import CheckInPlanner
from bot.features.digest.planner import DigestPlanner
from bot.features.meetings.planner import MeetingPlanner
from bot.schedule import anew, moving, outbox
from bot.schedule.calendar import Closure
from bot.schedule.calendar_watch import keep
from bot.store.engine import Store
from bot.store.models import Delivery, Occurrence, Team
from tests.builders import TEAM, add_schedule, person_called
from tests.schedule.keeping import CORA, FAY, LIV, PAT, Keeping
from tests.schedule.set_clock import SetClock

MONDAY = datetime(2026, 11, 30, 14, tzinfo=UTC)
TUESDAY = date(2026, 12, 1)
THREE_IN_NEW_YORK = datetime(2026, 12, 1, 20, tzinfo=UTC)
MINUTE, HOUR, WEEK = timedelta(minutes=1), timedelta(hours=1), timedelta(weeks=1)
SNOW = [Closure(TUESDAY, TUESDAY, "Snow day")]


@pytest.fixture
def kept(store: Store) -> Keeping:
    return Keeping(store, SetClock(MONDAY), (CheckInPlanner(), DigestPlanner(REPORTS), MeetingPlanner()))


async def moves_to(kept: Keeping, name: str, zone: str) -> None:
    """Somebody lives elsewhere from now on."""

    def move(session: Session) -> None:
        person = person_called(session, name)
        person.zone = zone
        anew.person_moved(session, person.id, kept.clock.at)

    await kept.tell(move)


async def team_becomes(kept: Keeping, **values: object) -> None:
    def change(session: Session) -> None:
        session.execute(update(Team).values(values))
        anew.team_changed(session, TEAM, kept.clock.at)

    await kept.tell(change)


async def closes_on_tuesday(kept: Keeping) -> None:
    await kept.tell(lambda session: keep(session, TEAM, SNOW, kept.clock.at))


async def deliveries(kept: Keeping, kind: str = "prompt") -> Sequence[Delivery]:
    found = select(Delivery).where(Delivery.kind == kind).order_by(Delivery.id)
    return await kept.ask(lambda session: session.scalars(found).all())


async def pending(kept: Keeping) -> list[datetime]:
    return [one.not_before for one in await deliveries(kept) if one.state == outbox.PENDING]


async def test_a_planned_check_in_follows_somebody_to_another_zone(kept: Keeping) -> None:
    schedule = await kept.check_in("weekly on Tue", time(15))
    await kept.tick_at(MONDAY)
    await moves_to(kept, "pat", "Europe/London")
    await kept.tick_at(MONDAY + MINUTE)
    assert await kept.next_due(schedule) == THREE_IN_NEW_YORK - 5 * HOUR
    await kept.tick_at(THREE_IN_NEW_YORK - 5 * HOUR)
    await kept.tick_at(THREE_IN_NEW_YORK)
    assert await kept.occurrences() == [(TUESDAY, "filled")]
    assert await kept.prompts() == [(2, THREE_IN_NEW_YORK - 5 * HOUR)]


async def test_a_day_that_is_due_already_where_somebody_lives_now_begins_at_once(kept: Keeping) -> None:
    await kept.check_in("weekly on Tue", time(15))
    await kept.tick_at(THREE_IN_NEW_YORK - 4 * HOUR)
    await moves_to(kept, "pat", "Europe/London")
    await kept.tick_at(THREE_IN_NEW_YORK - 4 * HOUR + MINUTE)
    assert await kept.occurrences() == [(TUESDAY, "filled")]


async def test_what_is_written_and_not_sent_moves_with_the_person(kept: Keeping) -> None:
    await kept.check_in("weekly on Tue", time(15), (FAY, PAT, CORA, LIV))
    await kept.tick_at(MONDAY)
    await kept.tick_at(THREE_IN_NEW_YORK)
    await moves_to(kept, "liv", "Pacific/Honolulu")
    await kept.tick_at(THREE_IN_NEW_YORK + MINUTE)
    assert await kept.prompts() == [
        (2, THREE_IN_NEW_YORK),
        (3, THREE_IN_NEW_YORK + HOUR),
        (4, THREE_IN_NEW_YORK + 5 * HOUR),
    ]
    assert max(await pending(kept)) == THREE_IN_NEW_YORK + 5 * HOUR
    liv = (await deliveries(kept))[-1]
    assert liv.expires_at == datetime(2026, 12, 5, 3, tzinfo=UTC), "17:00 in Honolulu"
    assert "5:00" in str(liv.card)
    assert await kept.occurrences() == [(TUESDAY, "filled")]


async def test_what_comes_earlier_now_comes_at_once_and_not_in_the_past(kept: Keeping) -> None:
    await kept.check_in("weekly on Tue", time(15), (FAY, PAT, LIV))
    await kept.tick_at(MONDAY)
    await kept.tick_at(THREE_IN_NEW_YORK)
    await moves_to(kept, "liv", "America/New_York")
    await kept.tick_at(THREE_IN_NEW_YORK + MINUTE)
    assert max(await pending(kept)) == THREE_IN_NEW_YORK + MINUTE


@pytest.mark.parametrize("state", [outbox.SENDING, outbox.SENT, outbox.AMBIGUOUS])
async def test_what_is_sent_or_being_sent_stays_as_it_is(kept: Keeping, state: str) -> None:
    await kept.check_in("weekly on Tue", time(15))
    await kept.tick_at(MONDAY)
    await kept.tick_at(THREE_IN_NEW_YORK)
    await kept.tell(lambda session: session.execute(update(Delivery).values(state=state)))
    await moves_to(kept, "pat", "Pacific/Honolulu")
    await closes_on_tuesday(kept)
    await kept.tick_at(THREE_IN_NEW_YORK + MINUTE)
    (one,) = await deliveries(kept)
    assert (one.state, one.not_before) == (state, THREE_IN_NEW_YORK)
    assert await kept.notices() == []


async def test_what_a_platform_put_off_is_not_tried_sooner(kept: Keeping) -> None:
    await kept.check_in("weekly on Tue", time(15))
    await kept.tick_at(MONDAY)
    await kept.tick_at(THREE_IN_NEW_YORK)
    later = THREE_IN_NEW_YORK + HOUR
    await kept.tell(lambda session: session.execute(update(Delivery).values(attempts=1, not_before=later)))
    await moves_to(kept, "pat", "America/Chicago")
    await kept.tick_at(THREE_IN_NEW_YORK + MINUTE)
    assert await pending(kept) == [later]


async def test_new_quiet_hours_move_what_falls_into_them(kept: Keeping) -> None:
    await kept.check_in("weekly on Tue", time(15), (FAY, PAT, LIV))
    await kept.tick_at(MONDAY)
    await kept.tick_at(THREE_IN_NEW_YORK)
    await team_becomes(kept, settings={"quiet_hours": {"from": "14:00", "to": "16:30"}})
    await kept.tick_at(THREE_IN_NEW_YORK + MINUTE)
    assert await pending(kept) == [THREE_IN_NEW_YORK + 1.5 * HOUR, THREE_IN_NEW_YORK + 4.5 * HOUR]


async def test_a_person_whose_window_is_over_where_they_live_now_gets_nothing_late(kept: Keeping) -> None:
    schedule = await kept.check_in("weekly on Tue", time(15), (FAY, PAT, LIV))
    await kept.change(schedule, settings={"open_days": 0})
    await kept.tick_at(MONDAY)
    await kept.tick_at(THREE_IN_NEW_YORK)
    await moves_to(kept, "liv", "Europe/London")
    await kept.tick_at(THREE_IN_NEW_YORK + MINUTE)
    assert (await deliveries(kept))[-1].expires_at == THREE_IN_NEW_YORK - 3 * HOUR


async def test_a_day_off_that_is_none_after_all_is_not_begun_when_its_time_is_over(kept: Keeping) -> None:
    schedule = await kept.check_in("weekly on Tue and Wed", time(15))
    await closes_on_tuesday(kept)
    await kept.tick_at(MONDAY)
    assert await kept.next_due(schedule) == THREE_IN_NEW_YORK + timedelta(days=1)
    await kept.tell(lambda session: keep(session, TEAM, [], kept.clock.at))
    await kept.tick_at(THREE_IN_NEW_YORK + MINUTE)
    assert await kept.next_due(schedule) == THREE_IN_NEW_YORK + timedelta(days=1)
    assert await kept.occurrences() == []


async def test_a_day_that_becomes_a_day_off_is_passed_over_and_the_facilitator_is_told(
    kept: Keeping,
) -> None:
    schedule = await kept.check_in("weekly on Tue", time(15))
    await kept.tick_at(MONDAY)
    await closes_on_tuesday(kept)
    await kept.tick_at(MONDAY + MINUTE)
    assert await kept.next_due(schedule) == THREE_IN_NEW_YORK + WEEK
    assert await kept.notices() == [
        "I leave out the check-in of Tue 1 Dec for Riverbend SLT: there is no school (Snow day)."
    ]
    await closes_on_tuesday(kept)
    await kept.tick_at(THREE_IN_NEW_YORK)
    assert (await kept.occurrences(), len(await kept.notices())) == ([], 1)


async def test_of_a_day_off_far_ahead_nobody_is_told(kept: Keeping) -> None:
    schedule = await kept.check_in("on 2026-12-22, 2027-01-12", time(15))
    await kept.tick_at(MONDAY)
    day = date(2026, 12, 22)
    await kept.tell(lambda session: keep(session, TEAM, [Closure(day, day, "Break")], MONDAY))
    await kept.tick_at(MONDAY + MINUTE)
    assert await kept.next_due(schedule) == datetime(2027, 1, 12, 20, tzinfo=UTC)
    assert await kept.notices() == []


async def test_a_day_that_opens_again_is_found_again(kept: Keeping) -> None:
    schedule = await kept.check_in("weekly on Tue", time(15))
    await closes_on_tuesday(kept)
    await kept.tick_at(MONDAY)
    assert await kept.next_due(schedule) == THREE_IN_NEW_YORK + WEEK
    await kept.tell(lambda session: keep(session, TEAM, [], MONDAY))
    await kept.tick_at(MONDAY + MINUTE)
    assert await kept.next_due(schedule) == THREE_IN_NEW_YORK
    assert await kept.notices() == []


async def test_the_rest_of_a_day_that_becomes_a_day_off_is_not_sent(kept: Keeping) -> None:
    await kept.check_in("weekly on Tue", time(15), (FAY, PAT, LIV))
    await kept.tick_at(MONDAY)
    await kept.tick_at(THREE_IN_NEW_YORK)

    def send_first(session: Session) -> None:
        first = session.scalars(select(Delivery).order_by(Delivery.id).limit(1)).one()
        first.state = outbox.SENT

    await kept.tell(send_first)
    await closes_on_tuesday(kept)
    await kept.tick_at(THREE_IN_NEW_YORK + MINUTE)
    assert [one.state for one in await deliveries(kept)] == [outbox.SENT, outbox.CANCELLED]
    (told,) = await kept.notices()
    assert told == (
        "I leave out what was still to be sent of the check-in of Tue 1 Dec for Riverbend SLT: "
        "there is no school (Snow day)."
    )


async def test_what_is_being_written_when_the_day_becomes_a_day_off_is_not_written_to_the_end(
    kept: Keeping,
) -> None:
    await kept.check_in("weekly on Tue", time(15))
    await kept.tick_at(MONDAY)
    await kept.tick_at(THREE_IN_NEW_YORK)
    await kept.tell(lambda session: session.execute(update(Occurrence).values(state=anew.OPEN, cursor=0)))
    await closes_on_tuesday(kept)
    await kept.tick_at(THREE_IN_NEW_YORK + MINUTE)
    await kept.tick_at(THREE_IN_NEW_YORK + MINUTE)
    assert [one.state for one in await deliveries(kept)] == [outbox.CANCELLED]
    assert await kept.occurrences() == [(TUESDAY, "filled")]
    assert len(await kept.notices()) == 1


async def test_what_was_written_before_a_change_is_gone_through_once_all_is_written(kept: Keeping) -> None:
    await kept.check_in("weekly on Tue", time(15), (FAY, PAT, LIV))
    await kept.tick_at(MONDAY)
    await kept.tick_at(THREE_IN_NEW_YORK)
    # As if the process had died after Pat and Liv, and before it knew that they were the last.
    half = {"state": anew.OPEN, "cursor": 3}
    await kept.tell(lambda session: session.execute(update(Occurrence).values(half)))
    await moves_to(kept, "liv", "Pacific/Honolulu")
    await kept.tick_at(THREE_IN_NEW_YORK + MINUTE)
    await kept.tick_at(THREE_IN_NEW_YORK + MINUTE)
    assert max(await pending(kept)) == THREE_IN_NEW_YORK + 5 * HOUR
    assert await kept.occurrences() == [(TUESDAY, "filled")]


async def test_many_deliveries_are_moved_a_chunk_at_a_time(
    kept: Keeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "_AT_ONCE", 1)
    await kept.check_in("weekly on Tue", time(15), (FAY, PAT, CORA, LIV))
    await kept.tick_at(MONDAY)
    await kept.tick_at(THREE_IN_NEW_YORK)
    await closes_on_tuesday(kept)
    await kept.tick_at(THREE_IN_NEW_YORK + MINUTE)
    assert [one.state for one in await deliveries(kept)] == [outbox.CANCELLED] * 3
    assert len(await kept.notices()) == 1


async def test_another_zone_of_the_team_moves_its_meeting_and_the_reminder_says_so(kept: Keeping) -> None:
    await kept.check_in("on 2027-06-01", time(15))
    meeting = await kept.tell(lambda session: add_schedule(session, "meeting", "weekly on Tue", time(16)).id)
    await kept.tick_at(MONDAY)
    assert await kept.next_due(meeting) == THREE_IN_NEW_YORK
    await kept.tick_at(THREE_IN_NEW_YORK)
    await team_becomes(kept, zone="America/Chicago")
    await kept.tick_at(THREE_IN_NEW_YORK + MINUTE)
    for one in await deliveries(kept, "norm"):
        assert (one.not_before, one.expires_at) == (
            THREE_IN_NEW_YORK + HOUR,
            THREE_IN_NEW_YORK + 2 * HOUR,
        )
    assert await kept.next_due(meeting) == THREE_IN_NEW_YORK + HOUR + WEEK


async def test_a_digest_waits_for_its_readers_new_morning(kept: Keeping) -> None:
    await kept.check_in("on 2027-06-01", time(15))
    await kept.tell(lambda session: add_schedule(session, "digest", "weekly on Tue", time(15)).id)
    await kept.tick_at(MONDAY)
    await kept.tick_at(THREE_IN_NEW_YORK)
    await moves_to(kept, "fay", "Europe/London")
    await kept.tick_at(THREE_IN_NEW_YORK + MINUTE)
    to_fay = [one.not_before for one in await deliveries(kept, "digest") if one.person_id]
    assert to_fay == [datetime(2026, 12, 2, 7, tzinfo=UTC)]


async def test_a_change_while_nothing_is_planned_does_no_harm(kept: Keeping) -> None:
    schedule = await kept.check_in("weekly on Tue", time(15))
    await team_becomes(kept, zone="America/Chicago")
    await kept.tick_at(MONDAY)
    assert await kept.next_due(schedule) == THREE_IN_NEW_YORK
