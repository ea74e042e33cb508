"""A trial run of a check-in: it looks like the real one and counts nowhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time

import pytest
from sqlalchemy import func, select

from bot.store.models import Answer, Delivery, Occurrence, Prompt
from tests.builders import Someone, add_schedule, add_team
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire

TUESDAY_AT_THREE = datetime(2026, 12, 1, 20, tzinfo=UTC)


@pytest.fixture
async def team(town: Town, platform: str) -> Callable[[str], Somebody]:
    people = (
        Someone("fay", (platform,), permission="facilitator"),
        Someone("pat", (platform,), ("building-administration",)),
        Someone("cora", (platform,), ("teacher",), agreed=False),
        Someone("nora", (platform,), ("teacher",), permission="observer"),
    )
    await town.tell(lambda session: add_team(session, people))
    return lambda name: town.person(name, platform)


@pytest.fixture
def pat(team: Callable[[str], Somebody]) -> Somebody:
    return team("pat")


async def test_a_trial_run_shows_the_check_in_and_says_what_a_button_would_have_done(
    pat: Somebody, town: Town
) -> None:
    await town.tell(lambda session: add_schedule(session, "check-in", "every tuesday", time(15)))
    await pat.types("/stem checkins test", channel=True)
    await pat.sees("Sent: look at your direct messages from me on", channel=True)
    await pat.sees(
        "A trial run",
        "Check-in ·",
        "[ Moving ] [ No change ] [ Stuck ] [ Write more… ]",
        "Open until Thu 3 Dec",
    )
    await pat.presses("Stuck")
    await pat.sees("This would have been recorded: stuck.", "This was a trial run: nothing was recorded.")
    assert await written(town) == [0, 0, 0]


async def test_what_was_said_last_time_is_quoted_in_a_trial_run_too(pat: Somebody, town: Town) -> None:
    only = {"indicators": ["EC1.Leaders2"]}
    await town.tell(lambda session: add_schedule(session, "check-in", "every tuesday", time(15), only))
    await town.time.move_to(TUESDAY_AT_THREE)
    await pat.presses("No change")
    await pat.sees("Recorded: no change")
    await pat.types("/stem checkins test")
    await pat.sees("A trial run", "Last time (Tue 1 Dec) you said: no change.")


async def test_a_form_is_only_described(pat: Somebody, town: Town) -> None:
    await pat.types("/stem checkins test")
    await pat.presses("Write more…")
    await pat.sees("A form would have opened: what moved, a link that shows it, what is in the way.")
    assert pat.hands.form(pat.account) is None
    assert await written(town) == [0, 0, 0]


async def test_several_questions_in_one_message_are_all_tried(pat: Somebody, town: Town) -> None:
    await town.tell(
        lambda session: add_schedule(session, "check-in", "every tuesday", time(15), {"per_person": 2})
    )
    await pat.types("/stem checkins test")
    shown = await pat.sees("A trial run")
    assert str(shown).count("No change") == 2
    await pat.presses("Moving")
    await pat.sees("This would have been recorded: moving.")


async def test_who_has_not_agreed_to_messages_gets_none_and_is_shown_how(
    team: Callable[[str], Somebody], town: Town
) -> None:
    cora = team("cora")
    await cora.types("/stem checkins test")
    await cora.sees("You have not agreed to messages from me", "Type /stem hello, press “Sounds good”")
    sent = await town.ask(lambda session: session.scalars(select(Delivery.kind)).all())
    assert set(sent) <= {"hello"}
    await cora.types("/stem hello")
    await cora.presses("Sounds good")
    await cora.sees("Good. ", "To stop: /stem hello.")
    await cora.types("/stem checkins test")
    await cora.sees("A trial run")


async def test_who_would_be_asked_nothing_is_told_so(team: Callable[[str], Somebody]) -> None:
    for somebody in (team("fay"), team("nora")):
        await somebody.types("/stem checkins test")
        await somebody.sees("I ask you nothing in this team")


async def test_a_paused_team_gets_no_trial_run_either(pat: Somebody, team: Callable[[str], Somebody]) -> None:
    fay = team("fay")
    await fay.types("/stem team pause")
    await fay.sees("Paused, and the team's channels are told.")
    await pat.types("/stem checkins test")
    await pat.sees("Riverbend SLT is paused, so I send nothing now.")


async def written(town: Town) -> list[int]:
    """How many occurrences, prompts and answers there are."""
    tables = (Occurrence, Prompt, Answer)
    return await town.ask(
        lambda session: [session.scalar(select(func.count()).select_from(one)) or 0 for one in tables]
    )
