"""The whole bot as a process that dies where it is told to."""

from __future__ import annotations

import asyncio
from functools import partial
from multiprocessing.connection import Connection as Pipe

from bot.app import App, assemble
from bot.chat.messenger import Reception
from bot.cli.logs import logging_to_stderr
from bot.store.engine import open_store
from rubric.load import load_library
from tests.acceptance.child import LEASE, SETTLE, AheadClock, Order, platforms
from tests.crash.reaper import MortalConnection, MortalReception, MortalStore, Reaper

# What the parent may say besides the name of a place.
STOP = "stop"


def work(order: Order, told: Pipe, place: str | None, *, forgets: bool) -> None:
    """Be the bot until killed; says `ready` once, and `armed` for every place that it is told of."""
    reaper = Reaper()
    reaper.armed = place
    with logging_to_stderr():
        asyncio.run(_work(order, told, reaper, forgets=forgets))


async def _work(order: Order, told: Pipe, reaper: Reaper, *, forgets: bool) -> None:
    store = MortalStore(open_store(order.database), reaper)
    connect = partial(_connections, order, reaper, forgets)
    app = assemble(store, AheadClock(order.ahead), load_library(), connect)
    app.postman.lease, app.postman.settle = LEASE, SETTLE
    app.worker.lease = LEASE
    await app.start()
    told.send("ready")
    await _listen(app, told, reaper)


async def _listen(app: App, told: Pipe, reaper: Reaper) -> None:
    said: asyncio.Queue[str] = asyncio.Queue()
    asyncio.get_running_loop().add_reader(told.fileno(), lambda: said.put_nowait(told.recv()))
    while (word := await said.get()) != STOP:
        reaper.armed = word
        told.send("armed")
    await app.stop()


def _connections(
    order: Order, reaper: Reaper, forgets: bool, reception: Reception
) -> tuple[MortalConnection, ...]:
    made = platforms(order, MortalReception(reception, reaper))
    return tuple(MortalConnection(connection, reaper, forgets) for connection in made)
