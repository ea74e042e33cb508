"""Not now: later, early, skipped, not one's own, away; and what a message says when its time is over."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.models import Answer, Delivery, Prompt
from tests.builders import Someone, add_schedule, add_team
from tests.town import Somebody, Town
from tests.words import words_of

pytestmark = pytest.mark.wire

MONDAY_NOON = datetime(2026, 11, 30, 17, 0, tzinfo=UTC)
TUESDAY_3PM = datetime(2026, 12, 1, 20, 0, tzinfo=UTC)
TUESDAY_EVENING = datetime(2026, 12, 1, 22, 0, tzinfo=UTC)
FRIDAY_4PM = datetime(2026, 12, 4, 21, 0, tzinfo=UTC)
SATURDAY = datetime(2026, 12, 5, 15, 0, tzinfo=UTC)
NEXT_TUESDAY_EVENING = datetime(2026, 12, 8, 22, 0, tzinfo=UTC)


@pytest.fixture
async def pat(town: Town, platform: str) -> Somebody:
    people = (
        Someone("fay", (platform,), permission="facilitator"),
        Someone("pat", (platform,), ("building-administration",)),
        Someone("cora", (platform,), ("building-administration",)),
    )

    def add(session: Session) -> None:
        add_team(session, people)
        add_schedule(session, "check-in", "weekly on Tue", time(15), {"reminders": 0})

    await town.tell(add)
    return town.person("pat", platform)


def asked(somebody: Somebody) -> list[str]:
    """The check-ins that somebody was sent, as they look now."""
    return [words for words in somebody.messages() if "Check-in · " in words]


async def test_put_off_it_comes_again_once_and_when_the_time_is_over_it_says_so(
    pat: Somebody, town: Town
) -> None:
    await town.time.move_to(TUESDAY_3PM)
    await pat.chooses("Later: in an hour")
    await pat.sees("Put off until Tue 1 Dec, 4:00 pm. Then I ask again", "[ Answer now ]")
    await pat.presses("Answer now")
    await pat.sees("[ Moving ]")
    await pat.chooses("Later: tomorrow morning")
    await pat.sees("Put off until Wed 2 Dec, 8:00 am.")
    await town.time.move_to(TUESDAY_EVENING)
    assert len(asked(pat)) == 1
    await town.time.move_to(FRIDAY_4PM)
    assert ["[ Moving ]" in words for words in asked(pat)] == [True]
    behind = await pat.sees("This was put off until Wed 2 Dec, 8:00 am.")
    assert "[" not in words_of(behind)
    await town.time.move_to(SATURDAY)
    closed = "This check-in closed on Fri 4 Dec, 5:00 pm; nothing is recorded."
    await pat.sees(closed)
    assert [closed in words and "[" not in words for words in asked(pat)] == [True]
    edits = select(Delivery.id).where(Delivery.purpose.startswith("closed:"))
    assert len(await town.ask(lambda session: session.scalars(edits).all())) == 2
    await town.time.move_to(NEXT_TUESDAY_EVENING)
    assert len(await town.ask(lambda session: session.scalars(edits).all())) == 2


async def test_answered_early_it_does_not_come_and_counts_once(pat: Somebody, town: Town) -> None:
    await town.time.move_to(MONDAY_NOON)
    await pat.types("/stem checkin")
    await pat.sees("Nothing waits for you now. This would come on Tue 1 Dec, 3:00 pm.", "[ Moving ]")
    await pat.presses("Moving")
    await pat.sees("Recorded: moving · Mon 30 Nov")
    await pat.types("/stem checkin")
    await pat.sees("This is your next check-in.", "it is answered.")
    cora = town.person("cora", pat.platform)
    await cora.types("/stem checkin")
    await cora.sees("Nothing waits for you now.", "[ Moving ]")
    fay = town.person("fay", pat.platform)
    await fay.types("/stem checkin")
    await fay.sees("I have nothing to ask you")
    before, hers = len(pat.messages()), len(cora.messages())
    await town.time.move_to(TUESDAY_EVENING)
    assert len(pat.messages()) == before
    assert len(cora.messages()) == hers + 1
    await cora.sees("Check-in · ", "Open until Fri 4 Dec, 5:00 pm.", "Not now…")
    await cora.types("/stem checkin")
    rows = select(Prompt.person_id, Prompt.subject, Prompt.occurrence_id)
    prompts = await town.ask(lambda session: session.execute(rows.order_by(Prompt.id)).all())
    assert [(one.person_id, one.occurrence_id) for one in prompts] == [(2, 1), (3, 1)]
    assert len(await town.ask(lambda session: session.scalars(select(Answer.id)).all())) == 1


async def test_skipped_in_one_tap_with_a_reason_if_one_likes(pat: Somebody, town: Town) -> None:
    await town.time.move_to(TUESDAY_3PM)
    await pat.chooses("Skip this time")
    await pat.sees("Skipped · Tue 1 Dec", "[ Add a reason ] [ Answer after all ]")
    await pat.presses("Add a reason")
    await pat.fills({"Why did you skip it?": "Testing week"})
    await pat.sees("Skipped · Tue 1 Dec", "Testing week", "[ Change the reason ]")
    await pat.presses("Answer after all")
    await pat.presses("No change")
    await pat.sees("Recorded: no change")
    skipped = await town.ask(
        lambda session: session.scalars(select(Prompt.skipped_at).where(Prompt.person_id == 2)).all()
    )
    assert skipped == [None]


async def test_who_is_the_wrong_one_to_ask_is_not_asked_again_and_the_facilitator_hears_once(
    pat: Somebody, town: Town
) -> None:
    await town.time.move_to(TUESDAY_3PM)
    (first,) = asked(pat)
    await pat.chooses("Not my indicator")
    await pat.sees("Not your indicator · Tue 1 Dec. I do not ask you about it again.")
    fay = town.person("fay", pat.platform)
    await fay.sees("is not theirs to answer. I ask them about it no more.")
    await pat.presses("It is mine after all")
    await pat.chooses("Not my indicator")
    await pat.sees("Not your indicator")
    for week in range(7):
        await town.time.move_to(NEXT_TUESDAY_EVENING + timedelta(weeks=week))
    headings = {words.splitlines()[0] for words in asked(pat)[1:]}
    assert first.splitlines()[0] not in headings
    assert len(headings) > 2
    assert sum("is not theirs to answer" in words for words in fay.messages()) == 1


async def test_who_is_away_says_so_from_the_check_in(pat: Somebody, town: Town) -> None:
    await town.time.move_to(TUESDAY_3PM)
    await pat.chooses("I am away")
    await pat.sees_in_form("Until which day?")
