"""The config's teams in the database."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from bot.declared.teams import sync_teams
from bot.schedule.calendar import Closure
from bot.schedule.calendar_watch import keep
from bot.schedule.team_times import school_calendar
from bot.store.models import Change, Outside, Schedule, Team, TeamChannel
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


EMAIL = "email: {host: smtp.example.org, from_address: bot@example.org, reply_to: office@example.org}\n"
ANA = "{id: ana, name: Ana Lima, email: ana@example.org, agreed_on: 2026-09-01}"
HOOK = "    webhooks: [{id: board, url: https://example.org/hook, secret_env: A, locale: es-MX}]\n"


def outside(session: Session) -> list[tuple[str, str, str, str, bool]]:
    """Who was ever written to in neither workspace, and whether they still are."""
    rows = session.scalars(select(Outside).order_by(Outside.id))
    return [(one.team_id, one.platform, one.name, one.locale, one.ended_at is None) for one in rows]


async def test_partners_and_webhooks_are_known_by_their_ids(school: School) -> None:
    await sync(school, f"{EMAIL}{CONFIG}    partners: [{ANA}]\n{HOOK}")
    await sync(school, f"{EMAIL}{CONFIG}    partners: [{ANA}]\n{HOOK}")
    assert await school.ask(outside) == [
        ("mesa", "email", "ana", "en", True),
        ("mesa", "webhook", "board", "es-MX", True),
    ]
    known = await school.ask(lambda session: repr([vars(one) for one in session.scalars(select(Outside))]))
    assert "example.org" not in known
    assert "Lima" not in known


async def test_who_leaves_the_config_is_ended_and_who_comes_back_begins_anew(school: School) -> None:
    await sync(school, f"{EMAIL}{CONFIG}    partners: [{ANA}]\n{HOOK}")
    await sync(school, CONFIG + HOOK.replace("es-MX", "en"))
    await sync(school, f"{EMAIL}{CONFIG}    partners: [{ANA}]\n")
    assert await school.ask(outside) == [
        ("mesa", "email", "ana", "en", False),
        ("mesa", "webhook", "board", "en", False),
        ("mesa", "email", "ana", "en", True),
    ]
    said = select(Change.what).where(Change.record_id == "mesa").order_by(Change.id)
    assert (await school.ask(lambda session: session.scalars(said).all()))[-6:] == [
        "added: partner ana",
        "added: webhook board",
        "ended: partner ana",
        "changed: webhook board, locale: es-MX → en",
        "ended: webhook board",
        "added: partner ana",
    ]


async def test_a_partner_who_agrees_from_a_later_day_on_is_not_there_yet(school: School) -> None:
    late = ANA.replace("2026-09-01", f"{LATER + timedelta(days=1):%Y-%m-%d}")
    await sync(school, f"{EMAIL}{CONFIG}    partners: [{late}]\n")
    assert await school.ask(outside) == []


@pytest.mark.parametrize(("zone", "there"), [("Pacific/Auckland", True), ("America/Denver", False)])
async def test_the_day_of_agreement_begins_where_the_team_is(school: School, zone: str, there: bool) -> None:
    noon_in_auckland = datetime(2026, 12, 1, 23, 0, tzinfo=UTC)
    config = f"{EMAIL}{CONFIG}    partners: [{ANA}]\n"
    settings = load(school.folder, config.replace("America/Denver", zone).replace("2026-09-01", "2026-12-02"))
    await school.tell(lambda session: sync_teams(session, settings, noon_in_auckland))
    assert (len(await school.ask(outside)) == 1) is there
