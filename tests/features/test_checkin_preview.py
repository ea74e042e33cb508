"""What a preview shows is what is then sent; and a run that a facilitator wants at once comes once."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.features.checkins.forecast import CheckInForecast
from bot.schedule.outlook import Outlook
from bot.store.models import Occurrence, Prompt, Team
from tests.builders import TEAM, Someone, add_schedule, add_team, person_called
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire

TUESDAY_EVENING = datetime(2026, 12, 1, 23, 0, tzinfo=UTC)
NEXT_TUESDAY_EVENING = datetime(2026, 12, 8, 23, 0, tzinfo=UTC)


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


async def asked(town: Town) -> list[tuple[str, str, datetime]]:
    def look(session: Session) -> list[tuple[str, str, datetime]]:
        names = {person_called(session, name).id: name for name in ("fay", "pat", "cora")}
        rows = session.scalars(select(Prompt).order_by(Prompt.id))
        return [(names[one.person_id], one.subject, one.due_at) for one in rows]

    return await town.ask(look)


async def test_the_preview_is_what_is_then_sent(fay: Somebody, town: Town) -> None:
    await weekly(town, per_person=2)
    await fay.types("/stem checkins preview weekly")
    await fay.sees("Preview of", "Tue 1 Dec")
    assert await asked(town) == []
    await town.time.move_to(TUESDAY_EVENING)
    words = "\n".join(fay.messages())
    sent = await asked(town)
    assert {name for name, _, _ in sent} == {"pat", "cora"}
    for name, subject, _ in sent:
        line = next(each for each in words.splitlines() if each.startswith(name.capitalize()))
        assert f"({subject})" in line
    assert "Tue 1 Dec, 3:00 pm in America/Chicago" in words
    assert "Nobody is asked about EC1.Students1" in words


async def test_now_asks_at_once_and_only_once(fay: Somebody, town: Town) -> None:
    await weekly(town)
    await fay.types("/stem checkins now weekly")
    await fay.sees("check-in goes out now.", "Pat", "Cora")
    pat = town.person("pat", fay.platform)
    await pat.sees("Check-in · ")
    await fay.types("/stem checkins now weekly")
    await fay.sees("once is enough")
    runs = await town.ask(lambda session: session.scalars(select(Occurrence)).all())
    assert len(runs) == 1
    await town.time.move_to(TUESDAY_EVENING)
    assert len(await asked(town)) == 4


async def test_a_whole_term_is_shown_as_it_then_comes(fay: Somebody, town: Town) -> None:
    await weekly(town)

    def more(session: Session) -> None:
        add_schedule(
            session, "check-in", "every 2 weeks on Thu", time(10), {"audiences": ["Teachers"]}, slot="coach"
        )
        session.get_one(Team, TEAM).settings = {
            "calendar": [{"from": "2026-12-21", "to": "2027-01-01", "name": "Winter break"}]
        }

    await town.tell(more)
    await fay.types("/stem checkins preview until:2027-01-15")
    await fay.sees("Check-ins until Fri 15 Jan", "Tue 22 Dec", "left out, no school (Winter break)")
    await fay.sees("Tue 5 Jan · check-in (weekly): 2 people", "Nobody is asked about")

    def foreseen(session: Session) -> list[tuple[str, tuple[str, ...], datetime]]:
        desk = town.app.keeper.desk(session)
        coming = CheckInForecast().until(desk, session.get_one(Team, TEAM), date(2027, 1, 15))
        return [
            (one.person.name.casefold(), one.subjects, one.due_at)
            for run in coming
            if isinstance(run, Outlook)
            for one in run.questions
        ]

    expected = await town.ask(foreseen)
    await town.time.move_to(datetime(2027, 1, 16, 0, 0, tzinfo=UTC))
    sent = [(name, (subject,), due_at) for name, subject, due_at in await asked(town)]
    assert sorted(sent) == sorted(expected)
    assert len(expected) == 5 * 2 + 2
