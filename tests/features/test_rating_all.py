"""Rating everything that is one's own, one indicator at a time, with behaviours to tick."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.models import Occurrence, Rating, Schedule, Task
from tests.builders import Someone, add_schedule, add_team
from tests.town import Somebody, Town
from tests.words import words_of_form

pytestmark = pytest.mark.wire

TUESDAY_3PM = datetime(2026, 12, 1, 20, 0, tzinfo=UTC)
SATURDAY = datetime(2026, 12, 5, 15, 0, tzinfo=UTC)
OTHER = {"slack": "discord", "discord": "slack"}
FIRST, SECOND = "Building support for STEM", "Building the STEM Leadership Team"
LEVEL, LOWER, UPPER = (
    "What does it look like now?",
    "What have you seen? Levels 1–3",
    "What have you seen? Levels 4",
)


@pytest.fixture
async def pat(town: Town, platform: str) -> Somebody:
    people = (
        Someone("fay", (platform,), permission="facilitator"),
        Someone("pat", (platform, OTHER[platform]), ("building-administration",)),
        Someone("nora", (platform,), permission="observer"),
    )
    await town.tell(lambda session: add_team(session, people))
    return town.person("pat", platform)


async def window(town: Town) -> None:
    """A rating window that opens on Tuesday at three."""

    def add(session: Session) -> None:
        add_schedule(session, "check-in", "weekly on Tue", time(15), {"asks": "rating"})

    await town.tell(add)
    await town.time.move_to(TUESDAY_3PM)


async def rows(town: Town) -> list[tuple[str, int | None, list[str], bool]]:
    """Each rating: of what, which level, what was ticked, and whether it was given in the window."""

    def read(session: Session) -> list[tuple[str, int | None, list[str], bool]]:
        windows = session.scalars(select(Occurrence.id)).all()
        ratings = session.scalars(select(Rating).order_by(Rating.id))
        return [(one.indicator, one.level, one.seen, one.occurrence_id in windows) for one in ratings]

    return await town.ask(read)


async def test_a_window_leads_through_all_and_is_resumed_on_the_other_platform(
    pat: Somebody, town: Town
) -> None:
    await window(town)
    await pat.presses("Rate all of mine, one at a time")
    await pat.sees("Rating · 0 of 7", f"{FIRST} (EC1.Leaders1): open", "Open until Fri 4 Dec, 5:00 pm.")
    await pat.presses(f"Next (1 of 7): {FIRST}")
    form = await pat.sees_in_form("1 of 7", "3 · Refining and Expanding:", "What have you seen?")
    assert [field.value for field in form.fields if field.value] == []
    await pat.fills({LEVEL: "3 · Refining", "What did you see?": "two letters"})
    await pat.sees(
        "Recorded for Riverbend SLT", "3 · Refining and Expanding:", "two letters", "1 of 7 rated."
    )
    await pat.presses("Stop here")
    await pat.sees("Kept: 1 rating. 6 to go whenever you like.", "/stem rate all")
    there = town.person("pat", OTHER[pat.platform])
    await there.types("/stem me")
    await there.sees("Rating for Riverbend SLT: 1 of 7 rated, open until Fri 4 Dec, 5:00 pm.")
    await there.types("/stem rate all")
    await there.sees("Rating · 1 of 7", f"{FIRST} (EC1.Leaders1): 3 · Refining and Expanding")
    await there.presses(f"Next (2 of 7): {SECOND}")
    await there.sees_in_form("2 of 7")
    await there.fills({LEVEL: "I don't know"})
    await there.sees("I don't know", "2 of 7 rated.", "[ Next (3 of 7): Shared vision and mission ]")
    assert await rows(town) == [("EC1.Leaders1", 3, [], True), ("EC1.Leaders2", None, [], True)]


async def test_ticks_suggest_a_level_and_what_is_left_of_the_next_becomes_a_task(
    pat: Somebody, town: Town
) -> None:
    await pat.types("/stem rate all")
    await pat.presses(f"Next (1 of 7): {FIRST}")
    await pat.sees_in_form("1 · Lead conversations that spark enthusiasm")
    await pat.fills({LOWER: "1.1,1.2,2.1,2.2", LEVEL: "Not sure yet"})
    suggestion = "Your ticks suggest 2 · Progressing: Key leaders hear what research says"
    if pat.platform == "discord":
        await pat.sees("Not recorded yet.", suggestion)
        await pat.presses("Edit answers")
        await pat.sees_in_form("1 of 7")
    else:
        await pat.sees_in_form(suggestion)
    assert await rows(town) == []
    await pat.fills({LOWER: "1.1,1.2,2.1,2.2", LEVEL: "1 · Getting"})
    await pat.sees("1 · Getting Started:", "Your ticks suggest 2 · Progressing. What you chose counts.")
    assert await rows(town) == [("EC1.Leaders1", 1, ["1.1", "1.2", "2.1", "2.2"], False)]
    for words in ("On your list: ", "This is on your list already: "):
        await pat.chooses("Take up with them what worries them")
        await pat.sees(words, "Take up with them what worries them and what they see")
    await pat.types("/stem tasks")
    await pat.sees("Your task (1)", "support at home and the like · no date")
    assert len(await town.ask(lambda session: session.scalars(select(Task)).all())) == 1


async def test_without_ticks_nothing_is_suggested_and_the_last_one_ends_it(pat: Somebody, town: Town) -> None:
    def add(session: Session) -> None:
        settings = {"asks": "rating", "indicators": ["EC1.Leaders2"]}
        add_schedule(session, "check-in", "weekly on Tue", time(15), settings)

    await town.tell(add)
    await town.time.move_to(TUESDAY_3PM)
    await pat.presses("Rate all of mine, one at a time")
    await pat.presses(f"Next (1 of 1): {SECOND}")
    await pat.sees_in_form("1 of 1")
    await pat.fills({LEVEL: "Not sure yet"})
    if pat.platform == "discord":
        await pat.sees("You have ticked nothing yet.")
        await pat.presses("Edit answers")
    else:
        await pat.sees_in_form("You have ticked nothing yet.")
    await pat.fills({UPPER: "5.1", LEVEL: "Not sure yet"})
    if pat.platform == "discord":
        await pat.sees("Your ticks suggest no level")
        await pat.presses("Edit answers")
    else:
        await pat.sees_in_form("Your ticks suggest no level")
    await pat.fills({UPPER: "5.1", LEVEL: "4 · Fully"})
    message = await pat.sees("4 · Fully Implementing:", "1 of 1 rated. That was the last one. Thank you.")
    assert "suggest" not in "".join(str(part) for part in message.parts)
    await pat.sees("Recorded: 4 · Fully Implementing · Tue 1 Dec")
    await pat.presses("Change")
    assert SECOND in words_of_form(await pat.sees_in_form("Before: 4 · Fully Implementing"))
    assert await rows(town) == [("EC1.Leaders2", 4, ["5.1"], True)]


async def test_after_the_window_a_rating_counts_for_the_quarter(pat: Somebody, town: Town) -> None:
    await window(town)
    await pat.types("/stem rate EC1.Leaders1 2")
    await pat.sees("Recorded for Riverbend SLT", "2 · Progressing")
    await town.time.move_to(SATURDAY)
    await pat.types("/stem rate EC1.Leaders2 3")
    await pat.sees("3 · Refining and Expanding")
    assert [row[0::3] for row in await rows(town)] == [("EC1.Leaders1", True), ("EC1.Leaders2", False)]
    await pat.types("/stem rate all")
    await pat.sees("Rating · 2 of 7", f"{FIRST} (EC1.Leaders1): 2 · Progressing")
    await pat.types("/stem me")
    assert not any("Rating for Riverbend" in words for words in pat.messages())


async def test_of_two_open_windows_a_rating_belongs_to_the_one_that_asks_about_it(
    pat: Somebody, town: Town
) -> None:
    def add(session: Session) -> None:
        for hour, indicator in ((14, "EC1.Leaders1"), (15, "EC1.Leaders2")):
            settings = {"asks": "rating", "indicators": [indicator]}
            add_schedule(session, "check-in", "weekly on Tue", time(hour), settings, slot=indicator)

    await town.tell(add)
    await town.time.move_to(TUESDAY_3PM)
    for indicator in ("EC1.Leaders1", "EC1.Leaders2", "EC1.Leaders3"):
        await pat.types(f"/stem rate {indicator} 2")
        await pat.sees("Recorded for Riverbend SLT", indicator)

    def slots(session: Session) -> list[str]:
        windows = session.execute(
            select(Schedule.slot)
            .join(Occurrence, Occurrence.schedule_id == Schedule.id)
            .join(Rating, Rating.occurrence_id == Occurrence.id)
            .order_by(Rating.id)
        )
        return [slot for (slot,) in windows]

    assert await town.ask(slots) == ["EC1.Leaders1", "EC1.Leaders2", "EC1.Leaders2"]


async def test_one_level_for_all_is_refused_in_words(pat: Somebody, town: Town) -> None:
    await pat.types("/stem rate indicator:all level:3")
    await pat.sees("Each indicator is rated by itself, so no level was recorded. Try: /stem rate all")
    assert await rows(town) == []


async def test_who_only_looks_on_rates_nothing(pat: Somebody, town: Town) -> None:
    nora = town.person("nora", pat.platform)
    await nora.types("/stem rate all")
    await nora.sees("You observe this team")
    assert await rows(town) == []
