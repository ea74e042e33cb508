"""Reminders: to who has not answered, unlike the first message, few, and never after an answer."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.sandbox.faults import Fault
from bot.sandbox.seen import SeenButton, SeenRow
from bot.schedule import outbox
from bot.store.models import Absence, Account, Delivery, Reminder
from tests.builders import Someone, add_schedule, add_team, person_called
from tests.pairs import EACH_ONCE
from tests.town import PATIENCE, POSTING, Somebody, Town

pytestmark = [pytest.mark.wire, EACH_ONCE]

TUESDAY_3PM = datetime(2026, 12, 1, 20, 0, tzinfo=UTC)
WEDNESDAY_NOON = datetime(2026, 12, 2, 17, 0, tzinfo=UTC)
THURSDAY_3PM = datetime(2026, 12, 3, 20, 0, tzinfo=UTC)
FRIDAY_NOON = datetime(2026, 12, 4, 17, 0, tzinfo=UTC)
SATURDAY = datetime(2026, 12, 5, 15, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
ONCE_MORE = "1 question is still open for you, until Fri 4 Dec, 5:00 pm."


async def settle_in(town: Town, platform: str, reminders: int = 1) -> None:
    people = (
        Someone("fay", (platform,), permission="facilitator"),
        Someone("pat", (platform,), ("building-administration",)),
        Someone("cora", (platform,), ("instructional-coach",)),
    )

    def add(session: Session) -> None:
        add_team(session, people)
        add_schedule(session, "check-in", "weekly on Tue", time(15), {"reminders": reminders})

    await town.tell(add)


@pytest.fixture
async def pat(town: Town, platform: str) -> Somebody:
    await settle_in(town, platform)
    return town.person("pat", platform)


async def test_who_has_not_answered_is_reminded_once_and_answers_there_in_one_tap(
    pat: Somebody, town: Town
) -> None:
    cora = town.person("cora", pat.platform)
    await town.time.move_to(TUESDAY_3PM)
    await cora.presses("Moving")
    await cora.sees("Recorded: moving")
    await town.time.move_to(THURSDAY_3PM)
    await pat.sees(ONCE_MORE, "This is the last time I remind you; no answer is fine too.", "[ No change ]")
    await pat.presses("No change")
    await pat.sees("Recorded: no change")
    await town.time.move_to(SATURDAY)
    assert [len(cora.messages()), len(pat.messages())] == [1, 2]


async def test_two_reminders_differ_and_the_second_says_that_it_is_the_last(
    town: Town, platform: str
) -> None:
    await settle_in(town, platform, reminders=2)
    pat = town.person("pat", platform)
    await town.time.move_to(FRIDAY_NOON)
    first, second, third = pat.messages()
    assert "still open" not in first
    assert f"{ONCE_MORE} One tap is enough." in second
    assert f"{ONCE_MORE} This is the last time I remind you" in third
    sent = await town.ask(
        lambda session: session.scalars(
            select(Delivery.sent_at).where(Delivery.person_id == 2).order_by(Delivery.id)
        ).all()
    )
    assert [f"{at - timedelta(hours=5):%a %H:%M}" for at in sent if at] == [
        "Tue 15:00",
        "Wed 15:40",
        "Thu 16:20",
    ]


async def test_one_reminder_speaks_for_all_that_is_open(pat: Somebody, town: Town) -> None:
    def add(session: Session) -> None:
        add_schedule(session, "check-in", "weekly on Wed", time(15), slot="second")

    await town.tell(add)
    await town.time.move_to(THURSDAY_3PM)
    await pat.sees("2 questions are still open for you, the first until Fri 4 Dec, 5:00 pm. This is the last")
    await town.time.move_to(SATURDAY + timedelta(days=2))
    assert len(pat.messages()) == 3


async def test_a_day_on_which_two_messages_came_already_gets_no_third(pat: Somebody, town: Town) -> None:
    await town.time.move_to(WEDNESDAY_NOON)

    def tell_twice(session: Session) -> None:
        for number in (1, 2):
            pat_id = person_called(session, "pat").id
            asked = session.scalars(select(Delivery).where(Delivery.purpose == f"check-in:1:{pat_id}")).one()
            names = ("team_id", "person_id", "platform", "workspace", "account", "channel", "message", "card")
            same = {name: getattr(asked, name) for name in names}
            at, until = THURSDAY_3PM - timedelta(hours=number), SATURDAY
            purpose = f"digest:{number}:person:{pat_id}"
            session.add(
                Delivery(
                    **same,
                    key=purpose,
                    purpose=purpose,
                    kind="digest",
                    state="sent",
                    created_at=at,
                    not_before=at,
                    sent_at=at,
                    expires_at=until,
                )
            )

    await town.tell(tell_twice)
    await town.time.move_to(THURSDAY_3PM + timedelta(hours=4))
    assert len(pat.messages()) == 1
    await town.time.move_to(FRIDAY_NOON + timedelta(hours=3))
    await pat.sees(ONCE_MORE)


async def test_who_goes_on_leave_is_not_reminded(pat: Somebody, town: Town) -> None:
    await town.time.move_to(WEDNESDAY_NOON)

    def leave(session: Session) -> None:
        session.add(
            Absence(
                person_id=person_called(session, "pat").id,
                why="away",
                starts_on=date(2026, 12, 3),
                ends_on=date(2026, 12, 3),
                added_at=WEDNESDAY_NOON,
            )
        )

    await town.tell(leave)
    await town.time.move_to(SATURDAY)
    assert len(pat.messages()) == 1


async def test_who_is_asked_in_the_channel_is_not_reminded_there_before_everybody(
    pat: Somebody, town: Town
) -> None:
    def not_directly(session: Session) -> None:
        session.execute(update(Account).values(unreachable_since=TUESDAY_3PM - WEEK))

    await town.tell(not_directly)
    await town.time.move_to(SATURDAY)
    assert sum("waiting" in words for words in pat.messages(channel=True)) == 1
    written = select(Delivery.id).where(Delivery.kind == "reminder")
    assert await town.ask(lambda session: session.scalars(written).all()) == []


async def test_an_answer_that_comes_while_the_reminder_is_held_up_cancels_it(
    pat: Somebody, town: Town
) -> None:
    await town.time.move_to(THURSDAY_3PM - timedelta(minutes=1))
    town.faults[pat.platform].next(POSTING[pat.platform], Fault("rate-limited", seconds=1800))
    await town.time.move_to(THURSDAY_3PM)
    await pat.presses("Stuck")
    await pat.sees("Recorded: stuck")
    await town.time.move_to(SATURDAY)
    assert len(pat.messages()) == 1
    reminders = select(Delivery.state).where(Delivery.kind == "reminder").order_by(Delivery.id)
    assert await town.ask(lambda session: session.scalars(reminders).all()) == ["cancelled", "sent"]


async def test_a_bot_that_was_away_sends_at_most_one_and_none_too_late(town: Town, platform: str) -> None:
    await settle_in(town, platform, reminders=2)
    pat = town.person("pat", platform)
    await town.time.move_to(TUESDAY_3PM)
    town.clock.move_to(datetime(2026, 12, 4, 21, 30, tzinfo=UTC))
    await town.app.settle()
    assert len(pat.messages()) == 1


async def edits_have_arrived(town: Town) -> None:
    """Weeks in a second change more messages than Slack takes: the last of them wait for their pace."""
    waiting = select(Delivery.id).where(
        Delivery.kind == outbox.EDIT, Delivery.state.in_((outbox.PENDING, outbox.SENDING))
    )
    async with asyncio.timeout(4 * PATIENCE):
        while await town.ask(lambda session: session.scalars(waiting).first()):  # noqa: ASYNC110
            await asyncio.sleep(0.05)  # the postman works beside this test


async def test_after_three_in_a_row_the_bot_asks_once_whether_to_pause_and_then_is_quiet(
    pat: Somebody, town: Town
) -> None:
    cora = town.person("cora", pat.platform)
    for week in range(5):
        await town.time.move_to(TUESDAY_3PM + week * WEEK)
        if week == 1:
            await cora.presses("Moving")
            await cora.sees("Recorded: moving")
        await town.time.move_to(SATURDAY + week * WEEK)
        await edits_have_arrived(town)
    asked = [words for words in pat.messages() if "Shall I pause?" in words]
    assert len(asked) == 1
    assert "You did not answer the last 3 check-ins. That is fine." in asked[0]
    assert not any("[ Moving ]" in words for words in pat.messages())
    assert "[ Pause for now ] [ Keep asking ]" in asked[0]
    check_ins, reminded = 5, 2
    assert len(pat.messages()) == check_ins + reminded + len(asked)
    assert sum("Shall I pause?" in words for words in cora.messages()) == 1
    planned = await town.ask(
        lambda session: session.scalars(select(Reminder.id).where(Reminder.due_at.is_not(None))).all()
    )
    assert planned == []


async def test_whoever_answers_in_the_first_message_is_not_asked_by_the_reminder_any_more(
    pat: Somebody, town: Town
) -> None:
    await town.time.move_to(THURSDAY_3PM)
    await pat.sees(ONCE_MORE)
    first, _ = pat.hands.messages(pat.account, pat.direct)
    rows = [part for part in first.parts if isinstance(part, SeenRow)]
    taps = [one for row in rows for one in row.controls if isinstance(one, SeenButton)]
    await pat.hands.presses(pat.account, first.id, next(one.id for one in taps if one.label == "Moving"))
    await town.app.settle()
    for message in pat.messages():
        assert "Recorded: moving" in message
        assert "still open" not in message


async def test_a_reminder_of_two_windows_says_of_each_that_it_is_closed(town: Town, platform: str) -> None:
    await settle_in(town, platform)
    settings = {"asks": "question", "question": "What helps?", "open_days": 6}
    await town.tell(
        lambda session: add_schedule(session, "check-in", "weekly on Tue", time(15), settings, slot="longer")
    )
    pat, cora = town.person("pat", platform), town.person("cora", platform)
    await town.time.move_to(TUESDAY_3PM)
    await cora.presses("Moving")
    await cora.presses("Nothing new")
    await town.time.move_to(FRIDAY_NOON)
    await pat.sees("2 questions are still open for you")
    await town.time.move_to(SATURDAY)
    await pat.sees("This check-in closed on Fri 4 Dec", "What helps?", "[ Write ]")
    await town.time.move_to(TUESDAY_3PM + WEEK - timedelta(hours=1))
    # Messages are edited one by one, as fast as the platform takes it.
    async with asyncio.timeout(4 * PATIENCE):
        while any("[ Write ]" in message for message in pat.messages()):
            await town.app.settle()
    assert [message.count("This check-in closed on") for message in pat.messages()] == [2, 2]
