"""How the connections say they stand, before, while and after they listen, and while another one does."""

from __future__ import annotations

import asyncio

import pytest

from bot.chat.link import Link, LinkState
from bot.replicas.sole import SoleListener
from bot.replicas.tenure import Tenure
from bot.sandbox.discord.windows import Windows
from bot.store.engine import open_store
from tests.platforms.discord import discord_town
from tests.platforms.slack import slack_town

pytestmark = pytest.mark.wire


async def test_slack_is_heard_while_it_listens() -> None:
    async with slack_town.local_town() as town:
        link = town.connection.link
        assert link.state is LinkState.LISTENING
        assert link.silent_for is not None
        assert 0 <= link.silent_for < 5


async def test_discord_is_heard_while_it_listens_and_away_before_and_after() -> None:
    async with discord_town.local_town(started=False) as town:
        assert town.connection.link == Link(LinkState.AWAY)
        await town.connection.start()
        link = town.connection.link
        assert link.state is LinkState.LISTENING
        assert link.silent_for is not None
        assert 0 <= link.silent_for < 5
        await town.connection.stop()
        assert town.connection.link.state is LinkState.AWAY


@pytest.mark.postgres
async def test_of_two_processes_the_second_stands_by(migrated_postgres_url: str) -> None:
    stores = [open_store(migrated_postgres_url) for _ in range(2)]
    async with discord_town.local_town(started=False, windows=Windows(identify=0.0)) as town:
        listeners = [
            SoleListener(Tenure(store, "discord-gateway"), discord_town.connect(town.server, town.reception))
            for store in stores
        ]
        assert [each.link.state for each in listeners] == [LinkState.AWAY, LinkState.AWAY]
        for each in listeners:
            await each.start()
        assert [each.link.state for each in listeners] == [LinkState.LISTENING, LinkState.STANDING_BY]
        assert listeners[1].link.silent_for is None
        await asyncio.gather(*(each.stop() for each in reversed(listeners)))
    for store in stores:
        await store.close()
