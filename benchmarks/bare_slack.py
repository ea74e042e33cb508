"""A bare Slack app, built the usual way: bolt, SQLAlchemy's asyncio extension, aiosqlite.

`python -m benchmarks.bare_slack API_URL DATABASE STATEMENTS [--before-response]` runs the recorded statements
for every command, commits, and acknowledges with a text: durable like ours (WAL, synchronous=FULL).
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from itertools import count
from pathlib import Path
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine

from benchmarks.recorded import filled, load
from benchmarks.school import TOKENS


def engine_of(database: str) -> AsyncEngine:
    """An engine on a file, set as safe as ours; everything else as SQLAlchemy has it."""
    engine = create_async_engine(f"sqlite+aiosqlite:///{database}")

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: DBAPIConnection, _record: object) -> None:
        cursor = connection.cursor()
        for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            cursor.execute(f"PRAGMA {setting}")
        cursor.close()

    return engine


def app_of(api_url: str, engine: AsyncEngine, statements: Path, *, before_response: bool) -> AsyncApp:
    """The app with its one command."""
    client = AsyncWebClient(token=TOKENS["SLACK_BOT_TOKEN"], base_url=api_url)
    app = AsyncApp(client=client, process_before_response=before_response)
    sessions = async_sessionmaker(engine)
    recorded = [(text(sql), values) for sql, values in load(statements)]
    numbers = count()

    @app.command("/stem")
    async def rate(ack: AsyncAck, command: dict[str, Any]) -> None:
        key, words = str(command["trigger_id"]), str(command["text"]).rpartition("evidence:")[2].strip('"')
        async with sessions() as session, session.begin():
            for statement, values in recorded:
                # Rows are fetched by then: this session's results are buffered.
                await session.execute(statement, filled(values, key, words))
        await ack(f"Recorded: {words} ({next(numbers)})")

    return app


async def work(api_url: str, database: str, statements: Path, *, before_response: bool) -> None:
    """Run until told to stop."""
    engine = engine_of(database)
    app = app_of(api_url, engine, statements, before_response=before_response)
    handler = AsyncSocketModeHandler(app, TOKENS["SLACK_APP_TOKEN"])
    told = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, told.set)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    sys.stderr.write('{"event": "ready", "level": "info"}\n')
    await told.wait()
    await handler.close_async()  # type: ignore[no-untyped-call]
    await engine.dispose()


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    asyncio.run(
        work(sys.argv[1], sys.argv[2], Path(sys.argv[3]), before_response="--before-response" in sys.argv)
    )
