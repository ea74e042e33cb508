"""A connection to Discord that begins and ends to listen, beside another of the same bot."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.chat.cards import Paragraph, card
from bot.chat.events import CommandCall
from bot.chat.messenger import AnsweredElsewhere
from bot.chat.replies import Reply, Say
from bot.chat.routes import Command
from bot.sandbox.discord.windows import Windows
from tests.platforms.discord.discord_town import ANA, CHANNEL, Town, connect, local_town, until, words

pytestmark = pytest.mark.wire
NUMBERS = [str(number) for number in range(12)]
LONG = card(*(Paragraph(f"{number} {'x' * 900}") for number in NUMBERS))


def _long(_desk: Any, _call: CommandCall) -> Reply:
    return Say(LONG)


TELLS = Command("tell", _long, "Tells", "/stem tell")


def _sessions(town: Town) -> int:
    return len(town.server.traffic.of("IDENTIFY"))


def told(town: Town) -> list[str]:
    """What she was told, in order."""
    return [line.split(" ")[0] for each in town.seen() for line in words(each).split("\n")]


async def test_who_stopped_listening_can_listen_again_in_a_new_session() -> None:
    async with local_town(TELLS, windows=Windows(identify=0.0)) as town:
        await town.connection.hush()
        assert not town.connection.connected
        await town.server.types(ANA, CHANNEL, "/stem tell")
        assert (town.seen(), len(town.server.troubles(ANA))) == ([], 1)
        await town.connection.listen()
        await town.server.types(ANA, CHANNEL, "/stem tell")
        await until(lambda: told(town) == NUMBERS)
        assert (_sessions(town), len(town.server.traffic.of("RESUME"))) == (2, 0)


async def test_of_two_that_listen_one_answers_and_says_the_rest() -> None:
    async with local_town(TELLS, windows=Windows(identify=0.0)) as town:
        other = connect(town.server, town.reception)
        await other.start()
        try:
            await town.server.types(ANA, CHANNEL, "/stem tell")
            await until(lambda: len(town.reception.calls) == 2)
        finally:
            await other.stop()
            await town.connection.stop()
        assert len(town.seen()) > 1
        assert told(town) == NUMBERS


async def test_what_another_process_answers_is_left_without_a_word() -> None:
    async with local_town(TELLS) as town:
        town.reception.away = AnsweredElsewhere()
        await town.server.types(ANA, CHANNEL, "/stem tell")
        assert town.seen() == []
        assert not town.server.traffic.of("POST /interactions/{interaction_id}/{token}/callback")


async def test_without_a_session_left_it_waits_as_discord_says() -> None:
    async with local_town(TELLS, windows=Windows(identify=0.0, sessions_a_day=1)) as town:
        await town.connection.hush()
        asked = len(town.server.traffic.of("GET /gateway/bot"))
        again = asyncio.create_task(town.connection.listen())
        await until(lambda: len(town.server.traffic.of("GET /gateway/bot")) > asked)
        await asyncio.sleep(1.5)
        assert len(town.server.traffic.of("GET /gateway/bot")) == asked + 1
        assert (_sessions(town), again.done(), town.connection.connected) == (1, False, False)
        again.cancel()
        await asyncio.wait({again})


async def test_it_can_end_while_it_begins() -> None:
    async with local_town(TELLS, windows=Windows(identify=0.0)) as town:
        connection = town.connection
        await connection.hush()
        for pause in (0.0, 0.005, 0.02, 0.05):
            beginning = asyncio.create_task(connection.listen())
            await asyncio.sleep(pause)
            beginning.cancel()
            await asyncio.wait({beginning})
            await connection.hush()
            assert not connection.connected
        await connection.listen()
        await town.server.types(ANA, CHANNEL, "/stem tell")
        await until(lambda: told(town) == NUMBERS)
