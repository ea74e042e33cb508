"""Before a meeting the channels are reminded, with one norm; norms rotate."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.sandbox.seen import SeenButton, SeenRow
from bot.store.models import Delivery, Occurrence, Schedule
from tests.builders import Someone, add_schedule, add_team
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire

NOON = datetime(2026, 12, 2, 17, 0, tzinfo=UTC)
WEDNESDAY_2PM = datetime(2026, 12, 2, 19, 0, tzinfo=UTC)
WEDNESDAY_3PM = WEDNESDAY_2PM + timedelta(hours=1)
WEEK = timedelta(days=7)
LIBRARY = {"place": "library", "link": "https://example.org/slt"}


async def plan(
    town: Town, settings: dict[str, Any], *, rule: str = "weekly on Wed", team: dict[str, Any] | None = None
) -> None:
    people = (
        Someone("fay", ("slack",), permission="facilitator"),
        Someone("pat", ("slack", "discord"), ("building-administration",)),
    )

    def add(session: Session) -> None:
        add_team(session, people, settings=team)
        add_schedule(session, "meeting", rule, time(15), settings).title = "SLT meeting"

    await town.tell(add)


@pytest.fixture
def pat(town: Town, platform: str) -> Somebody:
    return town.person("pat", platform)


def norms(pat: Somebody) -> list[str]:
    words = [one for one in pat.messages(channel=True) if "Norm for today" in one]
    return [one.split("Norm for today: ")[1].split(".")[0] for one in words]


async def test_the_channel_hears_of_a_meeting_an_hour_before_with_a_norm_and_the_way_in(
    pat: Somebody, town: Town
) -> None:
    await plan(town, LIBRARY)
    await town.time.move_to(WEDNESDAY_2PM - timedelta(seconds=5))
    assert norms(pat) == []
    await town.time.move_to(WEDNESDAY_2PM)
    message = await pat.sees("SLT meeting in 1 hour · 3:00 pm, library", channel=True)
    await pat.sees(
        "Norm for today: Pausing. Leave a moment of silence",
        "Sounds like: “Let's take ten seconds before anyone answers.” “I need a moment",
        "[ Join the meeting ] [ See status ]",
        channel=True,
    )
    buttons = [one for part in message.parts if isinstance(part, SeenRow) for one in part.controls]
    assert [one.address for one in buttons if isinstance(one, SeenButton)] == ["https://example.org/slt", ""]


async def test_its_button_shows_the_status_to_who_presses_it_alone(pat: Somebody, town: Town) -> None:
    await plan(town, LIBRARY)
    await town.time.move_to(WEDNESDAY_2PM)
    await pat.presses("See status", channel=True)
    await pat.sees("Riverbend SLT: agreed on 0 of 16 indicators.", channel=True)
    others = town.person("fay", pat.platform).messages(channel=True)
    assert not any("of 16 indicators" in one for one in others)


async def test_norms_rotate_over_four_meetings(pat: Somebody, town: Town) -> None:
    await plan(town, {})
    await town.time.move_to(WEDNESDAY_2PM + 3 * WEEK)
    await pat.sees("Norm for today: Posing questions", channel=True)
    assert norms(pat) == ["Pausing", "Paraphrasing", "Probing", "Posing questions"]
    stored = await town.ask(
        lambda session: session.scalars(select(Occurrence.details).order_by(Occurrence.id)).all()
    )
    assert [one["norm"] for one in stored] == ["pausing", "paraphrasing", "probing", "posing-questions"]


async def test_two_series_of_a_team_share_the_rotation(pat: Somebody, town: Town) -> None:
    await plan(town, {})

    def add(session: Session) -> None:
        schedule = add_schedule(session, "meeting", "weekly on Thu", time(9), slot="stepback")
        schedule.title = "Stepback"

    await town.tell(add)
    await town.time.move_to(WEDNESDAY_2PM + timedelta(days=1))
    await pat.sees("Stepback in 1 hour · 9:00 am", "Norm for today: Paraphrasing", channel=True)


async def test_no_reminder_on_a_day_without_school(pat: Somebody, town: Town) -> None:
    closed = {"calendar": [{"on": "2026-12-09", "name": "Storm"}]}
    await plan(town, {}, team=closed)
    await town.time.move_to(WEDNESDAY_2PM + 2 * WEEK)
    await pat.sees("Norm for today: Paraphrasing", channel=True)
    assert norms(pat) == ["Pausing", "Paraphrasing"]
    days = await town.ask(lambda session: session.scalars(select(Occurrence.day)).all())
    assert sorted(days) == [date(2026, 12, 2), date(2026, 12, 16)]


async def test_a_meeting_that_has_started_is_not_announced_and_the_facilitator_is_told(
    pat: Somebody, town: Town
) -> None:
    await plan(town, {})
    await town.app.settle()
    await town.app.ticker.stop()
    town.clock.move_to(WEDNESDAY_3PM + timedelta(minutes=1))
    await town.app.settle()
    fay = town.person("fay", "slack")
    await fay.sees("the reminder of SLT meeting")
    assert norms(pat) == []


async def test_a_late_reminder_says_how_long_it_really_is(pat: Somebody, town: Town) -> None:
    await plan(town, {"remind_minutes": 120})
    await town.app.settle()
    await town.app.ticker.stop()
    town.clock.move_to(NOON + timedelta(hours=2, minutes=40))
    await town.app.settle()
    await pat.sees("SLT meeting in 20 minutes · 3:00 pm", channel=True)


async def test_a_day_ahead_the_day_is_named(pat: Somebody, town: Town) -> None:
    await plan(town, {"remind_minutes": 1440})
    await town.time.move_to(WEDNESDAY_3PM - timedelta(days=1))
    await pat.sees("SLT meeting in 1 day · Wed 2 Dec, 3:00 pm", channel=True)


async def test_a_reminder_at_the_start_still_goes_out(pat: Somebody, town: Town) -> None:
    await plan(town, {"remind_minutes": 0})
    await town.time.move_to(WEDNESDAY_3PM)
    await pat.sees("SLT meeting starts now · 3:00 pm", channel=True)


async def test_a_long_title_and_place_are_said_all_the_same(pat: Somebody, town: Town) -> None:
    place = "Room 204, in the annexe behind the old gymnasium, entrance by the bus loop"
    await plan(town, {"place": place})

    def rename(session: Session) -> None:
        session.scalars(select(Schedule)).one().title = "Quarterly stepback of " + "every stakeholder " * 4

    await town.tell(rename)
    await town.time.move_to(WEDNESDAY_2PM)
    await pat.sees("Quarterly stepback of every", f"Where: {place}", channel=True)


async def test_each_channel_gets_one_and_only_one(town: Town) -> None:
    await plan(town, LIBRARY)
    await town.time.move_to(WEDNESDAY_2PM)
    await town.app.settle()
    sent = await town.ask(
        lambda session: session.scalars(select(Delivery.platform).order_by(Delivery.platform)).all()
    )
    assert sent == ["discord", "slack"]
