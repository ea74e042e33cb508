"""One team's year, half of it in Slack and half in Discord: rated, agreed on, aimed at, shown, recorded.

Then the next autumn, which is compared with the record; and the files, opened as their readers would.
"""

from __future__ import annotations

import asyncio
import csv
import io
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest
from sqlalchemy import select

from bot.records.glance import hash_of
from bot.schedule import outbox
from bot.store.models import AtAGlance, Delivery, Rating
from tests.builders import Someone, add_team
from tests.files_seen import gets_file
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire

TITLE = "Building the STEM Leadership Team"
LEADERS2 = f"{TITLE} (EC1.Leaders2)"
HOMES = {
    "fay": "slack",
    "pat": "slack",
    "cora": "slack",
    "dina": "discord",
    "theo": "discord",
    "sam": "discord",
}
PERMISSIONS = {"fay": "facilitator", "dina": "leader"}
TUESDAY_3PM = datetime(2026, 12, 1, 20, 0, tzinfo=UTC)
APRIL, MAY = datetime(2027, 4, 12, 14, 0, tzinfo=UTC), datetime(2027, 5, 24, 14, 0, tzinfo=UTC)
NEXT_AUTUMN = datetime(2027, 10, 5, 19, 0, tzinfo=UTC)
WINDOW_CLOSED = NEXT_AUTUMN + timedelta(days=4)
NOW, SAW = "What does it look like now?", "What did you see?"

UNDER_WAY = (outbox.PENDING, outbox.SENDING, outbox.AMBIGUOUS)
PATIENCE = 60.0

Team = dict[str, Somebody]


@pytest.fixture
async def team(town: Town) -> Team:
    people = [
        Someone(name, (home,), ("building-administration",), permission=PERMISSIONS.get(name, "member"))
        for name, home in HOMES.items()
    ]
    await town.tell(lambda session: add_team(session, tuple(people)))
    return {name: town.person(name, home) for name, home in HOMES.items()}


async def test_a_year_and_the_next(team: Team, town: Town) -> None:
    await windows_are_planned(team)
    await everybody_rates(team, town, TUESDAY_3PM, "232321")
    await team["fay"].types("/stem status")
    await team["fay"].sees("agreed on 0 of 16 indicators")
    await they_agree(team, town, "22232!", record="2 · Progressing")
    await they_set_a_goal_and_collect_evidence(team)

    await town.time.move_to(APRIL)
    await they_agree(team, town, "333324", record="3 · Refining and Expanding", before="2 · Progressing")
    await the_goal_is_reached_and_the_next_is_set(team)

    await town.time.move_to(MAY)
    await two_people_record_the_year(team)
    await the_files_hold_what_was_recorded(team, town)

    await everybody_rates(team, town, NEXT_AUTUMN, "344443")
    await they_agree(
        team, town, "444443", record="4 · Fully Implementing", before="3 · Refining and Expanding"
    )
    await the_next_year_is_compared_with_the_record(team, town)


async def windows_are_planned(team: Team) -> None:
    """One line for two autumns; what each will be asked is said back."""
    await team["fay"].types(
        "/stem checkins add name:window asks:rating about:EC1.Leaders2 each:1 "
        'rule:"on 2026-12-01, 2027-10-05" time:15:00 reminders:0'
    )
    await team["fay"].sees("window · Which level indicators are at")


async def everybody_rates(team: Team, town: Town, when: datetime, levels: str) -> None:
    """The window opens where each of them is; five levels are in view, and nobody else sees the choice."""
    await town.time.move_to(when)
    for who, level in zip(team.values(), levels, strict=True):
        await who.presses("See the levels and rate")
        await who.sees_in_form("1 · Getting Started", "5 · Sustaining")
        await who.fills({NOW: f"{level} · ", SAW: "The roster of the team"})
        await who.sees("Recorded: ", "Your team sees ratings once 5 people have rated, without names.")
    ratings = await town.ask(lambda session: session.scalars(select(Rating).order_by(Rating.id)).all())
    newest = [rating.occurrence_id for rating in ratings[-6:]]
    assert None not in newest
    assert len(set(newest)) == 1


async def they_agree(team: Team, town: Town, votes: str, *, record: str, before: str = "") -> None:
    """Silent votes on both platforms, revealed with the last; the facilitator records in the channel."""
    fay = team["fay"]
    await fay.types("/stem consensus start EC1.Leaders2")
    for name in ("pat", "theo"):
        await team[name].sees(f"Consensus round · {TITLE}", "Votes in: 0 of 6.", channel=True)
    for who, vote in zip(team.values(), votes, strict=True):
        await who.presses("Vote privately", channel=True)
        await who.fills({NOW: "I don't know" if vote == "!" else f"{vote} · "})
    await edits_have_arrived(town)
    for name in ("cora", "sam"):
        await team[name].sees(f"You agree. To be recorded: {record}.", channel=True)
    await fay.presses(f"Record {record[0]}", channel=True)
    then = f"Before: {before}" if before else ""
    await edits_have_arrived(town)
    for name in ("pat", "theo"):
        await team[name].sees(f"Recorded: {record}.", then, channel=True)
    await town.time.move_to(town.clock.now() + timedelta(seconds=4))


async def edits_have_arrived(town: Town) -> None:
    """A year in seconds changes more messages than Slack takes in a minute: the last wait for their pace."""
    waiting = select(Delivery.id).where(Delivery.kind == outbox.EDIT, Delivery.state.in_(UNDER_WAY))
    async with asyncio.timeout(PATIENCE):
        await town.time.move_to(town.clock.now() + timedelta(seconds=4))
        while await town.ask(lambda session: session.scalars(waiting).first()):  # noqa: ASYNC110
            await asyncio.sleep(0.05)  # the postman works beside this test


async def they_set_a_goal_and_collect_evidence(team: Team) -> None:
    """The goal with its first step from Slack; what was seen from Discord, read by all without a name."""
    await team["fay"].types("/stem goal set EC1.Leaders2 3 2027-04-30")
    await team["fay"].sees(
        "Goal set for Riverbend SLT:", "Now 2 · Progressing, goal 3 · Refining and Expanding", "1 level to go"
    )
    await team["sam"].types(
        '/stem evidence add EC1.Leaders2 "Two parents joined" https://example.org/minutes'
    )
    await team["sam"].sees("Saved as evidence for", "Two parents joined")
    await team["pat"].types("/stem evidence list EC1.Leaders2")
    listed = await team["pat"].sees("Two parents joined", "example.org/minutes")
    assert "Sam" not in str(listed)


async def the_goal_is_reached_and_the_next_is_set(team: Team) -> None:
    """What the team sees of its aims after the spring round."""
    await team["theo"].types("/stem goal list")
    await team["theo"].sees(TITLE, "Now 3 · Refining and Expanding, goal 3", "Reached.")
    await team["fay"].types("/stem goal set EC1.Leaders2 4 2027-11-30")
    await team["fay"].sees("goal 4 · Fully Implementing", "Before: level 3 by")


async def two_people_record_the_year(team: Team) -> None:
    """One prepares it in Slack, another confirms it in Discord, and both channels hear of it."""
    fay, dina = team["fay"], team["dina"]
    await fay.types("/stem snapshot")
    await fay.sees(
        "This would be the at-a-glance of 2026-27", f"{LEADERS2}\n3 Refining and Expanding → goal 4"
    )
    await fay.presses("Prepare the record")
    await fay.fills({"Why are they missing?": "We began with one"})
    await fay.sees("Fay prepared the at-a-glance of 2026-27")
    await dina.presses("Look at it")
    await dina.presses("Confirm")
    await dina.sees("At-a-glance of 2026-27, Riverbend SLT", "prepared by Fay, confirmed by Dina", "Hash ")
    for name in ("pat", "sam"):
        await team[name].sees("is on record: 1 of 16 indicators agreed.", channel=True)


async def the_files_hold_what_was_recorded(team: Team, town: Town) -> None:
    """Each format on one platform or the other: the same level, goal, votes and evidence in all."""
    fay, dina = team["fay"], team["dina"]
    name, content = await had_as(fay, "xlsx", 1)
    assert name == "riverbend-2026-27.xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    held(list(sheet.iter_rows(values_only=True)))
    _, content = await had_as(dina, "csv", 1)
    held(list(csv.reader(io.StringIO(content.decode("utf-8-sig")))))
    _, content = await had_as(dina, "json", 2)
    [record] = json.loads(content)
    assert record["hash"] == hash_of(record["content"])
    [row] = await town.ask(lambda session: session.scalars(select(AtAGlance)).all())
    assert record["hash"] == row.hash
    _, content = await had_as(fay, "pdf", 2)
    assert content.count(b"/Type /Page\n") == len(record["content"]["sections"])


async def had_as(who: Somebody, form: str, count: int) -> tuple[str, bytes]:
    """The record of the year as a file, by direct message."""
    await who.types(f"/stem snapshot export {form} 2026-27")
    await who.sees("I am making the file.")
    return await gets_file(who, count)


def held(rows: Sequence[Sequence[object]]) -> None:
    """What the table says of the indicator that the team spoke about."""
    by_name = [dict(zip(map(str, rows[0]), map(str, row), strict=True)) for row in rows[1:]]
    [ours] = [row for row in by_name if row["Indicator"] == "EC1.Leaders2"]
    assert ours["Title"] == TITLE
    told = {name: ours[name] for name in ("Now", "Level", "Votes", "Goal", "Goal by")}
    assert told == {
        "Now": "3",
        "Level": "Refining and Expanding",
        "Votes": "6",
        "Goal": "4",
        "Goal by": "2027-11-30",
    }
    assert int(ours["Evidence"]) >= 1


async def the_next_year_is_compared_with_the_record(team: Team, town: Town) -> None:
    """The record stays what it was; the new year stands beside it, and the way there can be read."""
    await team["fay"].types("/stem snapshot")
    await team["fay"].sees("This would be the at-a-glance of 2027-28", "3 → 4 Fully Implementing → goal 4")
    await team["theo"].types("/stem snapshot show 2026-27")
    await team["theo"].sees("At-a-glance of 2026-27", "3 Refining and Expanding → goal 4")
    await town.time.move_to(WINDOW_CLOSED)
    await team["pat"].types("/stem history EC1.Leaders2")
    await team["pat"].sees(
        f"How it has gone · {LEADERS2}",
        "4 · Fully Implementing, 6 votes",
        "3 · Refining and Expanding, 6 votes",
        "2 · Progressing, 5 votes",
        "Window of 1 Dec 2026: median 2 of 6 ratings",
        "Window of 5 Oct 2027: median 4 of 6 ratings",
        "median 2 → 4. For the 6 who rated both times: median 2 → 4.",
    )
    [row] = await town.ask(lambda session: session.scalars(select(AtAGlance)).all())
    assert row.hash == hash_of(row.content)
