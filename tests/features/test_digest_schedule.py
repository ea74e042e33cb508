"""`/stem digest schedule`: the digests that there are, made and changed in chat."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.store.models import Delivery, Schedule
from tests.builders import Someone, add_schedule, add_team
from tests.features.digest_week import FRIDAY_4PM
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire

THURSDAY_EVENING = datetime(2026, 12, 3, 23, tzinfo=UTC)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is set up is the same on every database."""
    return sqlite_url


@pytest.fixture
async def fay(town: Town, platform: str) -> Somebody:
    people = (
        Someone("fay", (platform,), permission="facilitator"),
        Someone("pat", (platform,), ("building-administration",)),
    )
    await town.tell(lambda session: add_team(session, people))
    return town.person("fay", platform)


async def plan(town: Town, slot: str) -> Schedule:
    return await town.ask(
        lambda session: session.scalars(select(Schedule).where(Schedule.slot == slot)).one()
    )


async def test_a_typed_line_makes_a_digest_and_the_next_changes_it(fay: Somebody, town: Town) -> None:
    await fay.types("/stem digest schedule")
    await fay.sees("Digests of Riverbend SLT", "There are none yet.", "[ Add a digest ]")
    await fay.types('/stem digest schedule rule:"weekly on Thu at 16:00"')
    await fay.sees(
        "The digest is set up.",
        "Every Thursday at 4:00 pm on the team's clock, next Thu 3 Dec, 4:00 pm",
        "Goes to: the team's channels, leaders by direct message.",
    )
    await fay.types('/stem digest schedule to:channels picture:none rule:"at 17:00"')
    await fay.sees(
        "From its next time on it is:", "at 5:00 pm", "Goes to: the team's channels.", "No picture"
    )
    made = await plan(town, "digest")
    assert (made.managed, made.rule, made.at) == ("chat", "weekly on Thu", time(17))
    assert made.settings == {"to": ["channels"], "picture": "none"}
    await town.time.move_to(THURSDAY_EVENING)
    kinds = select(Delivery.purpose).where(Delivery.kind == "digest")
    sent = await town.ask(lambda session: session.scalars(kinds).all())
    assert [one.rpartition(":")[0].partition(":")[2].partition(":")[2] for one in sent] == [
        "channel",
        "channel",
    ]
    pat = town.person("pat", fay.platform)
    await pat.types('/stem digest schedule rule:"weekly on Mon at 9:00"')
    await pat.sees("Only a facilitator of Riverbend SLT can do this.")


WRONG = (
    ('rule:"weekly on Fryday at 16:00"', ("fryday", "weekly on Fri")),
    ('rule:"weekly on Fri at teatime"', ("No clock shows teatime", "16:00")),
    ('rule:"weekly on Fri"', ("Say at what time", '/stem digest schedule "weekly on Fri at 16:00"')),
    ('rule:"weekly on Fri at 16:00" to:chanels', ("I do not know chanels here", "For example: channels")),
    ('rule:"weekly on Fri at 16:00" to:holders', ("Only a role's digest",)),
    ('rule:"weekly on Fri at 16:00" report:district', ("I do not know district here", "team, stepback")),
    ('rule:"weekly on Fri at 16:00" report:teecher', ("I do not know teecher here", "For example: teacher")),
    ('rule:"weekly on Fri at 16:00" sections:headlines', ("For example: headline",)),
    ('rule:"weekly on Fri at 16:00" picture:pie', ("I do not know pie here",)),
)


async def test_what_cannot_be_is_said_in_words_with_an_example(fay: Somebody, town: Town) -> None:
    for line, words in WRONG:
        await fay.types(f"/stem digest schedule {line}")
        await fay.sees(*words)
    assert await town.ask(lambda session: session.scalars(select(Schedule)).all()) == []


async def test_several_are_told_apart_by_their_names(fay: Somebody, town: Town) -> None:
    await fay.types('/stem digest schedule rule:"weekly on Fri at 16:00" name:short sections:headline,gaps')
    await fay.sees("The digest is set up.", "short")
    await fay.types(
        '/stem digest schedule rule:"weekly on Mon at 9:00" name:coaches report:instructional-coach'
    )
    await fay.sees("What concerns one role", "Goes to: who holds the role, by direct message.")
    await fay.types('/stem digest schedule rule:"weekly on Tue at 9:00"')
    await fay.sees(
        "Which one? The digests are short, coaches. "
        'Try: /stem digest schedule "weekly on Fri at 16:00" name:short '
        'With a new name it becomes one more: /stem digest schedule "weekly on Fri at 16:00" name:digest'
    )
    await fay.types('/stem digest schedule rule:"weekly on Tue at 9:00" name:short')
    await fay.sees("From its next time on it is:", "Every Tuesday at 9:00 am")
    assert (await plan(town, "short")).settings["sections"] == ["headline", "gaps"]
    pat = town.person("pat", fay.platform)
    await pat.types("/stem digest now role" if fay.platform == "slack" else "/stem digest now report:role")
    await pat.sees("Building administration: ")
    await fay.types("/stem digest schedule name:shrot")
    await fay.sees("There is no digest shrot.", "/stem digest schedule name:short")


async def test_of_those_that_only_the_file_changes_none_is_offered(fay: Somebody, town: Town) -> None:
    await fay.types('/stem digest schedule rule:"weekly on Fri at 16:00" name:short')
    await fay.sees("The digest is set up.", "short")
    await fay.types('/stem digest schedule rule:"weekly on Mon at 9:00" name:long')
    await fay.sees("The digest is set up.", "long")

    def declare(session: Session) -> None:
        session.execute(update(Schedule).values(managed="config"))

    await town.tell(declare)
    await fay.types('/stem digest schedule rule:"weekly on Tue at 9:00"')
    seen = await fay.sees("All of them stand in the file that I was set up from, and are changed there.")
    assert "name:short" not in seen.words
    await fay.types('/stem digest schedule rule:"weekly on Tue at 9:00" name:digest')
    await fay.sees("The digest is set up.", "Every Tuesday at 9:00 am")


async def test_a_digest_is_added_changed_paused_and_ended_with_buttons(fay: Somebody, town: Town) -> None:
    await fay.types("/stem digest schedule")
    await fay.presses("Add a digest")
    await fay.fills({"On which days?": "weekly on Someday", "At what time?": "4pm"})
    await fay.presses("Edit answers") if fay.platform == "discord" else None
    await fay.sees_in_form("weekly on Someday")
    await fay.fills({"On which days?": "weekly on Fri"})
    await fay.sees("The digest is set up.", "next Fri 4 Dec, 4:00 pm")
    await fay.presses("Change")
    await fay.fills({"To whom?": "leaders"})
    await fay.sees("From its next time on it is:", "Goes to: leaders by direct message.")
    await fay.presses("Pause")
    await fay.sees("Paused. It goes to nobody until you let it go on.", "[ Go on ]")
    await town.time.move_to(FRIDAY_4PM + timedelta(hours=1))
    assert await town.ask(lambda session: session.scalars(select(Delivery)).all()) == []
    await fay.presses("Go on")
    await fay.sees("It goes on.", "next Fri 11 Dec")
    await fay.presses("End…")
    await fay.presses("Keep it")
    await fay.presses("End…")
    await fay.presses("End it")
    await fay.sees("digest has ended: it goes to nobody any more.")
    assert (await plan(town, "digest")).ended_at is not None


async def test_what_the_installations_file_declares_is_only_paused_in_chat(fay: Somebody, town: Town) -> None:
    def declare(session: object) -> None:
        add_schedule(session, "digest", "weekly on Fri", time(16), slot="weekly").managed = "config"  # type: ignore[arg-type]

    await town.tell(declare)
    await fay.types('/stem digest schedule rule:"weekly on Mon at 9:00"')
    await fay.sees("stands in the file that I was set up from")
    await fay.types("/stem digest schedule")
    await fay.sees("from the installation's file", "[ Preview ] [ Pause ]\n[ Add a digest ]")
