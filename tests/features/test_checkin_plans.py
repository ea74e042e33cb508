"""Check-ins as facilitators set them up: made, changed, paused, ended, looked at before anything is sent."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.schedule.check_in import check_in_of
from bot.store.models import Prompt, Schedule
from tests.builders import Someone, add_goal, add_schedule, add_team, person_called
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire

TUESDAY_EVENING = datetime(2026, 12, 1, 23, 0, tzinfo=UTC)
NEXT_TUESDAY_EVENING = datetime(2026, 12, 8, 23, 0, tzinfo=UTC)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is set up is the same on every database."""
    return sqlite_url


@pytest.fixture
async def team(town: Town, platform: str) -> None:
    people = (
        Someone("fay", (platform,), permission="facilitator"),
        Someone("pat", (platform,), ("building-administration",)),
        Someone("cora", (platform,), ("instructional-coach",), zone="America/Chicago"),
    )
    await town.tell(lambda session: add_team(session, people))


@pytest.fixture
def fay(town: Town, platform: str, team: None) -> Somebody:  # noqa: ARG001 - the team is there
    return town.person("fay", platform)


async def weekly(town: Town, **settings: object) -> None:
    await town.tell(
        lambda session: add_schedule(session, "check-in", "weekly on Tue", time(15), settings, slot="weekly")
    )


async def plan(town: Town, slot: str) -> Schedule:
    return await town.ask(
        lambda session: session.scalars(select(Schedule).where(Schedule.slot == slot)).one()
    )


async def asked(town: Town) -> list[tuple[str, str, datetime]]:
    def look(session: Session) -> list[tuple[str, str, datetime]]:
        names = {person_called(session, name).id: name for name in ("fay", "pat", "cora")}
        rows = session.scalars(select(Prompt).order_by(Prompt.id))
        return [(names[one.person_id], one.subject, one.due_at) for one in rows]

    return await town.ask(look)


async def test_a_typed_line_makes_a_check_in_and_tells_what_it_will_do(fay: Somebody, town: Town) -> None:
    line = 'name:Quick rule:"every 2 weeks on Thu" time:"9:30 am team" for:Teachers each:2 reminders:0'
    await fay.types(f"/stem checkins add {line}")
    await fay.sees(
        "The check-in is set up.",
        "How indicators move",
        "Every 2 weeks on Thursday at 9:30 am on the team's clock, next Thu 3 Dec",
        "Asks Teachers. 2 indicators each, all of theirs in turn.",
        "No reminder.",
        "[ Preview ]",
    )
    made = await plan(town, "quick")
    assert (made.managed, made.rule, made.at) == ("chat", "every 2 weeks on Thu", time(9, 30))
    assert (check_in_of(made).per_person, check_in_of(made).per_team_time) == (2, True)


async def test_what_was_typed_wrong_comes_back_in_the_form(fay: Somebody, town: Town) -> None:
    await fay.types("/stem checkins add")
    await fay.fills(
        {
            "Its name": "Monthly",
            "What does it ask?": "A question of your own",
            "On which days?": "monthly on Monday",
            "At what time?": "25:00",
            "The question": "What should we stop doing?",
        }
    )
    await fay.presses("Edit answers") if fay.platform == "discord" else None
    await fay.sees_in_form("monthly on Monday", "What should we stop doing?")
    await fay.fills({"On which days?": "monthly on the first Monday", "At what time?": "3pm"})
    await fay.sees("The check-in is set up.", "Every month on the first Monday at 3:00 pm")
    made = await plan(town, "monthly")
    assert (check_in_of(made).asks, check_in_of(made).question) == ("question", "What should we stop doing?")


WRONG = (
    ('name:weekly rule:"weekly on Tue" time:15:00', ("already", "weekly-2")),
    ('name:a rule:"weekly on Tuseday" time:15:00', ("tuseday", "weekly on Tue")),
    ('name:a rule:"on 2020-01-01" time:15:00', ("never falls due", "on 2026-11-30")),
    ('name:a rule:"on 2026-11-03, 2026-12-03" time:15:00', ("Tue 3 Nov has passed",)),
    ('name:a rule:"weekly on Tue" time:late', ("No clock shows late", "15:00")),
    ('name:a rule:"weekly on Tue" time:15:00 for:Teecher', ("Teecher", "Closest: ", "eacher")),
    ('name:a rule:"weekly on Tue" time:15:00 about:EC1.Leader2', ("Closest: EC1.Leaders2",)),
    ('name:a rule:"weekly on Tue" time:15:00 for:Teachers about:EC1.Students1', ("whom this check-in",)),
    ('name:a rule:"weekly on Tue" time:15:00 open:forever', ("0 to 28", "3 days until 17:00")),
    ('name:a rule:"weekly on Tue" time:18:00 open:"0 days"', ("before it begins",)),
    ('name:a rule:"weekly on Tue" time:15:00 each:5', ("1 to 4",)),
)


async def test_what_cannot_be_is_said_in_words_with_an_example(fay: Somebody, town: Town) -> None:
    await weekly(town)
    for line, words in WRONG:
        await fay.types(f"/stem checkins add {line}")
        await fay.sees(*words)
    assert len(await town.ask(lambda session: session.scalars(select(Schedule)).all())) == 1


async def test_a_check_in_is_changed_in_its_two_forms_and_asks_as_it_says(fay: Somebody, town: Town) -> None:
    await weekly(town)
    await town.tell(
        lambda session: add_goal(session, "EC1.Leaders3", 4, datetime(2027, 5, 1, tzinfo=UTC).date())
    )
    await fay.types("/stem checkins")
    await fay.presses("Whom and what…")
    await fay.fills({"About which": "focus", "How many reminders": "2"})
    await fay.sees("1 indicator each, of those that the team has goals for.", "At most 2 reminders.")
    await fay.types("/stem checkins edit weekly time:16:00")
    await fay.sees("Every Tuesday at 4:00 pm", "What was asked already stays as it is.")
    await town.time.move_to(TUESDAY_EVENING)
    assert [(name, subject) for name, subject, _ in await asked(town)] == [
        ("pat", "EC1.Leaders3"),
        ("cora", "EC1.Leaders3"),
    ]


async def test_a_pause_asks_nobody_and_going_on_leaves_out_what_was_due(fay: Somebody, town: Town) -> None:
    await weekly(town)
    await fay.types("/stem checkins pause weekly")
    await fay.sees("Paused.", "[ Go on ]")
    await town.time.move_to(TUESDAY_EVENING)
    assert await asked(town) == []
    await fay.presses("Go on")
    await fay.sees("It goes on.", "next Tue 8 Dec")
    await town.time.move_to(NEXT_TUESDAY_EVENING)
    assert [name for name, _, _ in await asked(town)] == ["pat", "cora"]
    await fay.types("/stem checkins end weekly")
    await fay.sees("check-in has ended")


async def test_one_that_is_called_like_a_kind_is_found_by_its_name(fay: Somebody, town: Town) -> None:
    await fay.types('/stem checkins add name:rating asks:rating rule:"quarterly on day 15" time:9:00')
    await fay.sees("rating · Which level indicators are at", "Every 3 months on day 15 at 9:00 am")
    named = "rating" if fay.platform == "slack" else "name:rating"
    await fay.types(f"/stem checkins edit {named} time:9:30")
    await fay.sees("rating · Which level indicators are at", "at 9:30 am")
    assert check_in_of(await plan(town, "rating")).asks == "rating"


async def test_a_later_time_on_a_day_that_has_asked_already_does_not_ask_again(
    fay: Somebody, town: Town
) -> None:
    await weekly(town)
    await town.time.move_to(datetime(2026, 12, 1, 20, 30, tzinfo=UTC))
    await fay.types("/stem checkins edit weekly time:17:00")
    await fay.sees("Every Tuesday at 5:00 pm", "next Tue 8 Dec")
    await town.time.move_to(TUESDAY_EVENING)
    assert [name for name, _, _ in await asked(town)] == ["pat", "cora"]


async def test_a_declared_one_is_shown_as_such_and_only_paused_in_chat(fay: Somebody, town: Town) -> None:
    await weekly(town)

    def declare(session: Session) -> None:
        session.scalars(select(Schedule)).one().managed = "config"

    await town.tell(declare)
    await fay.types("/stem checkins")
    await fay.sees("from the installation's file", "[ Preview ] [ Pause ]")
    await fay.types("/stem checkins edit weekly time:16:00")
    await fay.sees("stands in the file that I was set up from")
    await fay.types("/stem checkins pause weekly")
    await fay.sees("Paused.")


async def test_only_facilitators_change_check_ins(fay: Somebody, town: Town) -> None:
    await weekly(town)
    pat = town.person("pat", fay.platform)
    await pat.types("/stem checkins")
    await pat.sees("Every Tuesday at 3:00 pm")
    assert not any("[ Pause ]" in words for words in pat.messages())
    await pat.types("/stem checkins pause weekly")
    await pat.sees("Only a facilitator")
