"""PostgreSQL is killed and comes back while two processes work on it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.store.migrate import migrate
from tests.acceptance.premises import Premises
from tests.databases import unavailable
from tests.postgres_server import PostgresServer, PostgresUnavailable
from tests.replicas.fleet import Fleet, until
from tests.replicas.traffic import Post, Typist

pytestmark = [pytest.mark.acceptance, pytest.mark.postgres]

LONGER_THAN_THE_LEASE = 10.0


@pytest.fixture
def own_server() -> Iterator[PostgresServer]:
    """A server that no other test works with."""
    with TemporaryDirectory(prefix="pg-") as folder:
        try:
            server = PostgresServer(Path(folder))
        except (PostgresUnavailable, OSError) as error:
            unavailable(f"PostgreSQL cannot run here: {error}")
        yield server
        server.close()


@pytest.fixture
def migrated_postgres_url(own_server: PostgresServer) -> str:
    """A database that can go away."""
    url = own_server.new_database()
    migrate(url)
    return url


async def test_the_connection_to_discord_outlives_the_database_and_nothing_is_lost_or_sent_twice(
    fleet: Fleet, premises: Premises, own_server: PostgresServer
) -> None:
    post, typist = Post(premises), Typist(premises)
    await fleet.start(2)
    holder, _ = await fleet.listens()
    await post.write(6)
    await until(lambda: len(post.seen()) > 4, "the first messages")
    await asyncio.to_thread(own_server.crash)
    await typist.adds()
    await typist.fay.sees("My records are out of reach just now.")
    await asyncio.sleep(LONGER_THAN_THE_LEASE)
    await asyncio.to_thread(own_server.start)
    await typist.answered(await typist.adds())
    await post.write(2)
    await post.arrived()
    assert await typist.added() == {"task-2": 1}
    assert len(premises.discord.traffic.of("IDENTIFY")) == 1
    assert fleet.holder() is holder
    assert fleet.broken() == []
