"""The config's teams in the database."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from bot.declared.teams import sync_teams
from bot.schedule.calendar import Closure
from bot.schedule.calendar_watch import keep
from bot.schedule.team_times import school_calendar
from bot.store.models import Change, Schedule, Team, TeamChannel
from tests.config.writing import load
from tests.declared.conftest import NOON, School
from tests.declared.writing import CONFIG

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

LATER = NOON + timedelta(days=1)


WITH_FILES = CONFIG.replace(
    "    zone: America/New_York", "    zone: America/New_York\n    calendar_files: [days.ics]"
)


def _schedule(slot: str, due: datetime) -> Schedule:
    return Schedule(
        team_id="riverbend",
        slot=slot,
        kind="digest",
        title="Digest",
        rule="weekly on Fri",
        at=time(16),
        starts_on=date(2026, 8, 1),
        settings={},
        next_due_at=due,
        next_day=due.date(),
        managed="config",
    )


async def sync(school: School, config: str) -> None:
    settings = load(school.folder, config)
    await school.tell(lambda session: sync_teams(session, settings, LATER))


def channels(session: Session) -> Sequence[tuple[str, str, str, str]]:
    rows = session.scalars(select(TeamChannel).order_by(TeamChannel.id))
    return [(row.team_id, row.platform, row.workspace, row.channel) for row in rows]


async def test_a_team_has_its_settings_and_channels(school: School) -> None:
    river = await school.ask(lambda session: session.get_one(Team, "riverbend"))
    assert (river.name, river.zone, river.locale) == ("Riverbend SLT", "America/New_York", "en")
    assert river.settings == {
        "calendar": [],
        "quiet_hours": {"from": "20:00", "to": "07:00"},
        "group_floor": 5,
    }
    assert await school.ask(channels) == [
        ("riverbend", "slack", "T0RIVER", "C0SLT"),
        ("mesa", "slack", "T0RIVER", "C0MESA"),
    ]


async def test_the_same_config_again_changes_nothing(school: School) -> None:
    count = select(func.count()).select_from(Change)
    before = await school.ask(lambda session: session.scalar(count))
    await sync(school, CONFIG)
    assert await school.ask(lambda session: session.scalar(count)) == before


async def test_a_team_that_leaves_the_config_is_marked_and_comes_back_as_the_same(school: School) -> None:
    await sync(school, CONFIG[: CONFIG.index("  mesa:")])
    assert await school.ask(lambda session: session.get_one(Team, "mesa").removed_at) == LATER
    await sync(school, CONFIG)
    assert await school.ask(lambda session: session.get_one(Team, "mesa").removed_at) is None


async def test_a_team_that_comes_back_begins_with_what_comes_next(school: School) -> None:
    await school.tell(lambda session: session.add(_schedule("weekly", LATER)))
    await sync(school, CONFIG[: CONFIG.index("  mesa:")].replace("riverbend:", "other:"))
    await sync(school, CONFIG)
    days = select(Schedule.next_day, Schedule.next_due_at)
    assert await school.ask(lambda session: [tuple(row) for row in session.execute(days)]) == [(None, None)]


async def test_what_was_read_from_calendar_files_stays_as_long_as_there_are_any(school: School) -> None:
    day = Closure(date(2026, 12, 1), date(2026, 12, 1), "Snow")
    await sync(school, WITH_FILES)
    await school.tell(lambda session: keep(session, "riverbend", [day], LATER))
    await sync(school, WITH_FILES.replace("Riverbend SLT", "Riverbend"))
    river = await school.ask(lambda session: session.get_one(Team, "riverbend"))
    assert school_calendar(river).closed == (day,)
    await sync(school, CONFIG)
    river = await school.ask(lambda session: session.get_one(Team, "riverbend"))
    assert school_calendar(river).closed == ()


async def test_a_channel_may_move_from_one_team_to_another(school: School) -> None:
    moved = CONFIG.replace("C0MESA", "C0NEW").replace("C0SLT", "C0MESA")
    await sync(school, moved)
    assert sorted(await school.ask(channels)) == [
        ("mesa", "slack", "T0RIVER", "C0NEW"),
        ("riverbend", "slack", "T0RIVER", "C0MESA"),
    ]


async def test_a_new_zone_or_calendar_lets_the_next_days_be_found_anew(school: School) -> None:
    waiting, late = _schedule("waiting", LATER + timedelta(hours=1)), _schedule("due", LATER)
    await school.tell(lambda session: session.add_all([waiting, late]))
    await sync(school, CONFIG.replace("Riverbend SLT", "Riverbend"))
    due = select(Schedule.slot).where(Schedule.next_due_at.is_not(None)).order_by(Schedule.slot)
    assert await school.ask(lambda session: session.scalars(due).all()) == ["due", "waiting"]
    await sync(school, CONFIG.replace("America/New_York", "America/Chicago"))
    assert await school.ask(lambda session: session.scalars(due).all()) == []
    days = select(Schedule.next_day).where(Schedule.next_day.is_not(None))
    assert await school.ask(lambda session: len(session.scalars(days).all())) == 2, "none is forgotten"
