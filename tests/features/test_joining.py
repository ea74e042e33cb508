"""Joining the team's channel on Slack, and writing to the bot as to a person."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.builders import Someone, add_team
from tests.town import Town, open_town

pytestmark = pytest.mark.wire

DAY = timedelta(days=1)


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    async with open_town(database_url, outside=("cora", "dina")) as opened:
        yield opened


@pytest.fixture
async def team(town: Town) -> None:
    people = (
        Someone("fay", ("slack",), permission="facilitator"),
        Someone("cora", ("slack",), ("teacher",), agreed=False),
    )

    def add(session: Session) -> None:
        add_team(session, people)

    await town.tell(add)
    await town.app.settle()


@pytest.mark.usefixtures("team")
async def test_who_has_not_answered_the_hello_is_greeted_again_when_they_join(town: Town) -> None:
    fay, cora = town.person("fay", "slack"), town.person("cora", "slack")
    await cora.sees("Hello, I am stem-bot.")
    await town.time.move_to(town.time.now() + 2 * DAY)
    await fay.types("/invite @Cora", channel=True)
    await cora.sees("Hello, I am stem-bot.", channel=False)
    await fay.types("/invite @Dina", channel=True)
    await fay.sees("@Dina joined the channel of Riverbend SLT")
    await town.app.settle()
    assert len([words for words in cora.messages() if "Hello, I am" in words]) == 2
    assert not [words for words in fay.messages() if "@Cora joined" in words]


@pytest.mark.usefixtures("team")
async def test_of_a_stranger_who_joins_the_facilitator_hears_and_nothing_is_sent_to_them(town: Town) -> None:
    fay, dina = town.person("fay", "slack"), town.person("dina", "slack")
    await fay.types("/invite @Dina", channel=True)
    await fay.sees("@Dina joined the channel of Riverbend SLT and is not on its roster", "/stem roster add")
    assert dina.messages() == []


@pytest.mark.usefixtures("team")
@pytest.mark.parametrize("where", ["slack", "discord"])
async def test_a_plain_message_to_the_bot_gets_one_helpful_answer_a_day(town: Town, where: str) -> None:
    pat = town.person("pat", where)
    for words in ("hello?", "is anybody there?"):
        await pat.types(words)
    await pat.sees("I read commands, not messages", "/stem help")
    await town.app.settle()
    assert len([words for words in pat.messages() if "I read commands" in words]) == 1
