"""Messages that can never arrive: another way is tried, and the facilitators are told once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.chat.cards import Paragraph, card
from bot.schedule import outbox
from bot.store.models import Account, Answer, Delivery, TeamChannel
from tests.builders import TEAM, Someone, add_schedule, add_team, person_called
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire

TUESDAY_AT_THREE = datetime(2026, 12, 1, 20, tzinfo=UTC)
WEEK = timedelta(days=7)
NO_DIRECT = {"slack": "messages_tab_disabled", "discord": "50007"}
NOT_IN_CHANNEL = {"slack": "not_in_channel", "discord": "50001"}
GONE = {"slack": "channel_not_found", "discord": "10003"}


@pytest.fixture
async def team(town: Town, platform: str) -> Callable[[str], Somebody]:
    people = (
        Someone("fay", (platform,), permission="facilitator"),
        Someone("cora", (platform,)),
        Someone("sam", (platform,), ("student-leader",), adviser="cora"),
    )
    await town.tell(lambda session: add_team(session, people))
    await town.tell(lambda session: add_schedule(session, "check-in", "every tuesday", time(15)))
    return lambda name: town.person(name, platform)


async def test_a_check_in_that_cannot_be_sent_waits_in_the_channel_for_that_person_alone(
    team: Callable[[str], Somebody], town: Town, platform: str
) -> None:
    sam, cora, fay = team("sam"), team("cora"), team("fay")
    town.refuses_posts(platform, NO_DIRECT[platform])
    await town.time.move_to(TUESDAY_AT_THREE)
    call = await cora.sees("waiting for student leaders", "[ Show me mine ]", channel=True)
    assert "Check-in" not in str(call)
    assert "Sam" not in str(call)
    await fay.sees("I cannot send @Sam direct messages on", "Please ask them to allow direct messages there.")
    await cora.presses("Show me mine", channel=True)
    await cora.sees("Nothing is waiting for you here.", channel=True)
    await sam.presses("Show me mine", channel=True)
    shown = await sam.sees("Check-in ·", "[ Moving ]", channel=True)
    assert shown.private
    assert not [words for words in cora.messages(channel=True) if "Check-in" in words]
    await sam.presses("Moving", channel=True)
    await sam.sees("Recorded: moving", channel=True)
    movements = await town.ask(lambda session: session.scalars(select(Answer.movement)).all())
    assert movements == ["moving"]


async def test_the_facilitator_is_told_once_and_each_check_in_waits_anew(
    team: Callable[[str], Somebody], town: Town, platform: str
) -> None:
    sam, fay = team("sam"), team("fay")
    town.refuses_posts(platform, NO_DIRECT[platform])
    for week in range(2):
        await town.time.move_to(TUESDAY_AT_THREE + week * WEEK)
        await sam.sees("Something is waiting for student leaders here.", channel=True)
    calls = [words for words in sam.messages(channel=True) if "Something is waiting" in words]
    told = [words for words in fay.messages() if "I cannot send" in words]
    assert (len(calls), len(told)) == (2, 1)


async def test_what_waited_too_long_is_said_to_be_closed(
    team: Callable[[str], Somebody], town: Town, platform: str
) -> None:
    sam = team("sam")
    town.refuses_posts(platform, NO_DIRECT[platform])
    await town.time.move_to(TUESDAY_AT_THREE)
    await sam.sees("Something is waiting", channel=True)
    await town.time.move_to(TUESDAY_AT_THREE + timedelta(days=4))
    await sam.presses("Show me mine", channel=True)
    await sam.sees("What was asked earlier may have closed by now.", channel=True)


async def test_the_hello_of_somebody_who_cannot_be_reached_waits_in_the_channel_too(town: Town) -> None:
    town.refuses_posts("slack", NO_DIRECT["slack"])
    people = (
        Someone("fay", ("slack",), permission="facilitator"),
        Someone("pat", ("slack",), ("teacher",), agreed=False),
    )
    await town.tell(lambda session: add_team(session, people))
    await town.app.settle()
    pat = town.person("pat", "slack")
    await pat.sees("@Pat: something is waiting for you.", channel=True)
    await pat.presses("Show me mine", channel=True)
    await pat.sees("Hello, I am stem-bot.", channel=True)
    await pat.presses("Sounds good", channel=True)
    await pat.sees("Good.", "To stop: /stem hello", channel=True)


async def test_somebody_who_takes_messages_elsewhere_gets_them_there(town: Town) -> None:
    people = (
        Someone("fay", ("slack",), permission="facilitator"),
        Someone("pat", ("discord", "slack"), ("building-administration",)),
    )
    await town.tell(lambda session: add_team(session, people))
    await town.tell(
        lambda session: add_schedule(session, "check-in", "every tuesday", time(15), {"reminders": 0})
    )
    town.refuses_posts("discord", NO_DIRECT["discord"])
    await town.time.move_to(TUESDAY_AT_THREE)
    pat = town.person("pat", "slack")
    await pat.sees("Check-in ·", "[ Moving ]")
    assert town.person("pat", "discord").messages(channel=True) == []
    await town.time.move_to(TUESDAY_AT_THREE + WEEK)
    check_ins = [words for words in pat.messages() if "Check-in" in words]
    assert len(check_ins) == 2
    marked = await town.ask(
        lambda session: session.scalars(
            select(Account.platform).where(Account.unreachable_since.is_not(None))
        ).all()
    )
    assert marked == ["discord"]


@pytest.mark.parametrize(
    ("refused", "words"),
    [
        (NOT_IN_CHANNEL, "I am not in the channel."),
        (GONE, "the channel is gone or archived."),
    ],
)
async def test_a_channel_that_cannot_be_posted_to_is_told_to_the_facilitators_once(
    team: Callable[[str], Somebody], town: Town, platform: str, refused: dict[str, str], words: str
) -> None:
    fay = team("fay")
    for command in ("/stem team pause", "/stem team resume"):
        for one in ("slack", "discord"):
            if one == platform:
                town.refuses_posts(one, refused[one])
        await fay.types(command)
        await fay.sees("and the team's channels are told.")
        await town.app.settle()
    await fay.sees("I cannot post to Riverbend SLT on", words)
    assert len([one for one in fay.messages() if words in one]) == 1


async def test_a_notice_that_cannot_be_sent_waits_in_the_channel_until_it_was_seen(
    team: Callable[[str], Somebody], town: Town, platform: str
) -> None:
    fay = team("fay")
    town.refuses_posts(platform, NO_DIRECT[platform])
    await fay.types("/stem tasks add Poster to:@Sam")
    await fay.sees("I cannot send @Sam direct messages on")
    await town.app.settle()
    sam = team("sam")
    for words in ("Poster", "Nothing is waiting for you here."):
        await sam.presses("Show me mine", channel=True)
        await sam.sees(words, channel=True)
    states = await town.ask(lambda session: sorted(session.scalars(select(Delivery.state))))
    assert states == ["sent", "sent", "sent"]


GONE_FOR_GOOD = {"slack": "user_disabled", "discord": "10013"}


async def test_somebody_who_left_gets_nothing_more_and_the_facilitator_is_told_once(
    team: Callable[[str], Somebody], town: Town, platform: str
) -> None:
    sam, fay = team("sam"), team("fay")
    town.refuses_posts(platform, GONE_FOR_GOOD[platform])
    for week in range(2):
        await town.time.move_to(TUESDAY_AT_THREE + week * WEEK)
    await fay.sees("@Sam is not on", "the account is closed, or has left.", "/stem roster end")
    assert len([words for words in fay.messages() if "account is closed" in words]) == 1
    assert sam.messages() == sam.messages(channel=True) == []
    await sam.types("/stem hello")
    await sam.presses("Sounds good")
    await town.time.move_to(TUESDAY_AT_THREE + 2 * WEEK)
    await sam.sees("Check-in ·")


async def test_what_could_not_be_sent_in_time_is_told_to_the_facilitators_once_a_day(
    team: Callable[[str], Somebody], town: Town, platform: str
) -> None:
    fay = team("fay")

    def too_late(session: Session) -> None:
        now = town.time.now()
        for name in ("sam", "cora"):
            person = person_called(session, name)
            for number in range(2):
                purpose, gone = f"check-in:{name}:{number}", now - timedelta(minutes=1)
                message = outbox.Message(purpose, outbox.PROMPT, card(Paragraph("?")), TEAM, gone, gone)
                outbox.to_person(session, person, message, gone)
        for one in session.scalars(select(TeamChannel).where(TeamChannel.platform == platform)):
            message = outbox.Message("digest:1", "digest", card(Paragraph("?")), TEAM, gone, gone)
            outbox.to_channel(session, one, message, gone)

    await town.tell(too_late)
    await town.app.settle()
    await fay.sees("Messages to people of Riverbend SLT did not go out on", "to @Sam and perhaps to others.")
    await fay.sees("Messages to the channel of Riverbend SLT did not go out on")
    await town.app.settle()
    assert len([one for one in fay.messages() if "did not go out" in one]) == 2
    states = await town.ask(lambda session: sorted(session.scalars(select(Delivery.state))))
    assert states == ["expired"] * 5 + ["sent"] * 2
