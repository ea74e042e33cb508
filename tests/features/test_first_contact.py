"""First contact: nothing comes before a yes; on Discord a yes is tried with a message."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.store.models import Account, Delivery, TeamChannel
from tests.builders import Someone, add_schedule, add_team, person_called
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire

TUESDAY_AT_THREE = datetime(2026, 12, 1, 20, tzinfo=UTC)
Get = Callable[[str], Somebody]


@pytest.fixture
async def team(town: Town) -> Get:
    people = (
        Someone("fay", ("discord",), permission="facilitator"),
        Someone("cora", ("discord",), ("teacher",), agreed=False),
        Someone("sam", ("discord",), ("student-leader",), adviser="cora", agreed=False),
    )

    def add(session: Session) -> None:
        add_team(session, people)
        add_schedule(session, "check-in", "every tuesday", time(15))

    await town.tell(add)
    await town.app.settle()
    return lambda name: town.person(name, "discord")


def direct_agreed(name: str) -> Callable[[Session], object]:
    return lambda session: session.scalar(
        select(Account.direct_agreed_at).where(Account.person_id == person_called(session, name).id)
    )


async def test_one_call_in_the_channel_is_for_all_who_are_new_and_names_nobody(team: Get, town: Town) -> None:
    sam, cora = team("sam"), team("cora")
    await sam.sees("Some of you are new here", "[ Say hello ]", channel=True)
    (call,) = sam.messages(channel=True)
    assert "Sam" not in call
    assert sam.messages() == cora.messages() == []
    await sam.presses("Say hello", channel=True)
    hello = await sam.sees(
        "Hello, I am stem-bot.", "[ Sounds good ] [ In the channel instead ] [ Change times ]", channel=True
    )
    assert hello.private
    assert len(cora.messages(channel=True)) == 1
    states = await town.ask(lambda session: session.scalars(select(Delivery.kind)).all())
    assert states == ["hello"]


async def test_a_yes_is_tried_with_a_direct_message_and_what_waited_follows_it(team: Get, town: Town) -> None:
    sam, fay = team("sam"), team("fay")
    await fay.types("/stem tasks add Poster to:@Sam")
    await fay.sees("waits until they agree")
    await sam.presses("Say hello", channel=True)
    await sam.presses("Sounds good", channel=True)
    await sam.sees("I am sending you a direct message now", channel=True)
    await sam.sees("This is a test")
    await sam.sees("Poster")
    assert await town.ask(direct_agreed("sam")) is not None
    await town.time.move_to(TUESDAY_AT_THREE)
    await sam.sees("Check-in ·", "[ Moving ]")


async def test_a_test_that_is_refused_is_told_to_that_person_alone_and_can_be_tried_again(
    team: Get, town: Town
) -> None:
    sam, cora, fay = team("sam"), team("cora"), team("fay")
    await sam.presses("Say hello", channel=True)
    await sam.sees("Hello, I am stem-bot.", channel=True)
    town.refuses_posts("discord", "50007")
    await sam.presses("Sounds good", channel=True)
    await town.app.settle()
    await cora.sees("Something is waiting for student leaders here.", channel=True)
    await sam.presses("Show me mine", channel=True)
    await sam.sees("My test message did not reach you", "switch direct messages on", channel=True)
    await cora.presses("Show me mine", channel=True)
    await cora.sees("Nothing is waiting for you here.", channel=True)
    assert not [words for words in fay.messages() if "Sam" in words]
    await sam.presses("Try again", channel=True)
    await sam.sees("This is a test")
    await town.app.settle()
    assert await town.ask(direct_agreed("sam")) is not None


async def test_who_says_in_the_channel_gets_no_direct_message_at_all(team: Get, town: Town) -> None:
    sam, cora = team("sam"), team("cora")
    for one in (sam, cora):
        await one.presses("Say hello", channel=True)
        await one.presses("In the channel instead", channel=True)
        await one.sees("I send you no direct messages.", channel=True)
    await town.time.move_to(TUESDAY_AT_THREE)
    call = await cora.sees("@Cora and others: something is waiting for you.", channel=True)
    assert "Sam" not in str(call)
    for one in (sam, cora):
        await one.presses("Show me mine", channel=True)
        assert (await one.sees("Check-in ·", "[ Moving ]", channel=True)).private
        await one.presses("Moving", channel=True)
        await one.sees("Recorded: moving", channel=True)
    await cora.presses("Show me mine", channel=True)
    await cora.sees("Nothing is waiting for you here.", channel=True)
    assert sam.messages() == cora.messages() == []
    await cora.types("/stem hello", channel=True)
    await cora.sees("What is for you waits behind a button in the team's channel.", channel=True)
    calls = [words for words in cora.messages(channel=True) if "something is waiting" in words]
    assert len(calls) == 1


async def test_a_stranger_who_says_hello_hears_how_to_get_on_the_roster(team: Get, town: Town) -> None:
    await team("sam").sees("[ Say hello ]", channel=True)
    dina = town.person("dina", "discord")
    await dina.presses("Say hello", channel=True)
    await dina.sees("You are not on this team's roster yet", "/stem roster add", channel=True)


async def test_where_a_team_has_no_channel_the_facilitator_hears_how_people_can_begin(town: Town) -> None:
    people = (
        Someone("fay", ("slack",), permission="facilitator"),
        Someone("sam", ("discord",), ("teacher",), agreed=False),
    )

    def add(session: Session) -> None:
        add_team(session, people)
        session.execute(delete(TeamChannel).where(TeamChannel.platform == "discord"))

    await town.tell(add)
    await town.app.settle()
    await town.person("fay", "slack").sees("have an account on Discord only", "/stem hello")
    sam = town.person("sam", "discord")
    assert sam.messages() == []
    await sam.types("/stem hello")
    await sam.presses("Sounds good")
    await sam.sees("This is a test")
