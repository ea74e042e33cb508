"""What going away and coming back do to what is planned, asked and counted."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.features.all import REPORTS
from bot.features.checkins.planner import CheckInPlanner
from bot.features.digest.planner import DigestPlanner
from bot.schedule import leave, outbox
from bot.schedule.availability import AWAY, PAUSE, availability
from bot.store.engine import Store
from bot.store.models import Absence, Delivery, NotAsked, Person, Team
from tests.builders import add_schedule, person_called
from tests.schedule.keeping import CORA, FAY, LIV, PAT, Keeping
from tests.schedule.set_clock import SetClock

MONDAY = datetime(2026, 11, 30, 14, tzinfo=UTC)
THREE_IN_NEW_YORK = datetime(2026, 12, 1, 20, tzinfo=UTC)
WEDNESDAY_AT_FOUR = datetime(2026, 12, 2, 21, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
WED, THU, FRI, NEXT_FRI = (date(2026, 12, day) for day in (2, 3, 4, 11))


@pytest.fixture
async def kept(store: Store) -> Keeping:
    keeping = Keeping(store, SetClock(MONDAY), (CheckInPlanner(), DigestPlanner(REPORTS)))
    await keeping.check_in("weekly on Tue", time(15), (FAY, PAT, CORA, LIV))
    await keeping.tick_at(MONDAY)
    return keeping


async def goes(kept: Keeping, name: str, first: date, last: date | None, why: str = AWAY) -> None:
    def go(session: Session) -> None:
        leave.begin(session, person_called(session, name), why, (first, last), kept.clock.at)

    await kept.tell(go)


async def comes_back(kept: Keeping, name: str) -> int:
    return await kept.tell(
        lambda session: len(leave.end(session, person_called(session, name), kept.clock.at))
    )


async def left_alone(kept: Keeping) -> list[tuple[str, str]]:
    found = select(Person.name, NotAsked.why).join(NotAsked, NotAsked.person_id == Person.id)
    return await kept.ask(lambda session: [(name, why) for name, why in session.execute(found)])


async def away_now(kept: Keeping) -> list[tuple[date, date | None]]:
    found = select(Absence).where(Absence.ended_at.is_(None)).order_by(Absence.starts_on)
    return await kept.ask(lambda session: [(one.starts_on, one.ends_on) for one in session.scalars(found)])


async def states(kept: Keeping) -> list[str]:
    return await kept.ask(lambda session: list(session.scalars(select(Delivery.state).order_by(Delivery.id))))


async def test_who_goes_before_the_window_closes_is_asked_and_excused(kept: Keeping) -> None:
    await goes(kept, "pat", THU, NEXT_FRI)
    await kept.tick_at(THREE_IN_NEW_YORK)
    assert len(await kept.prompts()) == 3
    assert await left_alone(kept) == [("Pat", AWAY)]
    assert await comes_back(kept, "pat") == 1
    assert await left_alone(kept) == []


async def test_only_what_falls_into_the_days_is_cancelled(kept: Keeping) -> None:
    await kept.tick_at(THREE_IN_NEW_YORK)
    await goes(kept, "cora", WED, THU)
    await goes(kept, "liv", date(2026, 12, 1), WED)
    assert await states(kept) == [outbox.PENDING, outbox.PENDING, outbox.CANCELLED]
    assert sorted(await left_alone(kept)) == [("Cora", AWAY), ("Liv", AWAY)]
    await comes_back(kept, "liv")
    assert ("Liv", AWAY) in await left_alone(kept), "what was cancelled is not sent later, nor counted"


async def test_what_is_sent_or_being_sent_is_left_as_it_is(kept: Keeping) -> None:
    await kept.tick_at(THREE_IN_NEW_YORK)
    await kept.tell(lambda session: session.execute(update(Delivery).values(state=outbox.SENDING)))
    await goes(kept, "liv", date(2026, 12, 1), WED)
    assert await states(kept) == [outbox.SENDING] * 3


async def test_the_last_word_holds_where_days_overlap_and_other_days_stay(kept: Keeping) -> None:
    await goes(kept, "pat", WED, NEXT_FRI)
    await goes(kept, "pat", date(2026, 12, 21), date(2026, 12, 31))
    await goes(kept, "pat", WED, FRI)
    assert await away_now(kept) == [(WED, FRI), (date(2026, 12, 21), date(2026, 12, 31))]
    await goes(kept, "pat", date(2026, 11, 30), None, PAUSE)
    assert await away_now(kept) == [(date(2026, 11, 30), None)]


async def test_coming_back_ends_today_s_absence_and_not_the_next_one(kept: Keeping) -> None:
    await goes(kept, "pat", date(2026, 11, 30), FRI)
    await goes(kept, "pat", date(2026, 12, 21), date(2026, 12, 31))
    assert await comes_back(kept, "pat") == 1
    assert await away_now(kept) == [(date(2026, 12, 21), date(2026, 12, 31))]
    assert await comes_back(kept, "pat") == 1
    assert await comes_back(kept, "pat") == 0


async def test_who_is_there_on_a_day_is_told_by_their_absences_days_and_yes(kept: Keeping) -> None:
    await goes(kept, "pat", WED, FRI)
    await kept.tell(lambda session: _become(session, "cora", own_days="mon"))
    await kept.tell(lambda session: _become(session, "liv", declined_at=MONDAY))

    def on(session: Session, day: date) -> list[tuple[str, bool]]:
        team = session.scalars(select(Team)).one()
        people = session.scalars(select(Person).where(Person.name != "Fay").order_by(Person.name)).all()
        found = availability(session, team, people, day)
        return [(found[one.id].why, found[one.id].own_day) for one in people]

    assert await kept.ask(lambda session: on(session, WED)) == [
        ("", False),
        ("opted-out", True),
        (AWAY, True),
    ]
    assert await kept.ask(lambda session: on(session, date(2026, 12, 7))) == [
        ("", True),
        ("opted-out", True),
        ("", True),
    ]


async def test_who_said_no_is_not_asked_and_counted_apart(kept: Keeping) -> None:
    await kept.tell(lambda session: _become(session, "liv", declined_at=MONDAY))
    await kept.tick_at(THREE_IN_NEW_YORK)
    assert len(await kept.prompts()) == 2
    assert await left_alone(kept) == [("Liv", "opted-out")]


async def digests_to_fay(kept: Keeping) -> list[tuple[datetime, datetime]]:
    await kept.tell(lambda session: add_schedule(session, "digest", "weekly on Wed", time(16)).id)
    await kept.tick_at(MONDAY + MINUTE)
    await kept.tick_at(WEDNESDAY_AT_FOUR)
    to_people = select(Delivery).where(Delivery.kind == "digest", Delivery.person_id.is_not(None))
    return await kept.ask(
        lambda session: [(one.not_before, one.expires_at) for one in session.scalars(to_people)]
    )


async def test_a_facilitator_who_is_away_gets_no_digest(kept: Keeping) -> None:
    await goes(kept, "fay", WED, THU)
    assert await digests_to_fay(kept) == []


async def test_a_digest_waits_for_a_day_of_its_reader(kept: Keeping) -> None:
    await kept.tell(lambda session: _become(session, "fay", own_days="mon,fri"))
    friday = WEDNESDAY_AT_FOUR + 2 * DAY
    assert await digests_to_fay(kept) == [(friday, friday + DAY)]


def _become(session: Session, name: str, **values: object) -> None:
    person = person_called(session, name)
    for column, value in values.items():
        setattr(person, column, value)
