"""The little web server that answers probes and hands out the measures."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from math import nan

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.chat.link import LinkState
from bot.operations.measures import Measures
from bot.operations.probes import PATIENCE, Clockwork, Linked, Verdict, alive, ready
from bot.operations.problems import CannotListen
from bot.operations.state import read_state
from bot.schedule.clock_time import Clock
from bot.store.engine import Store, StoreAway


@dataclass(frozen=True, slots=True)
class Bystander:
    """Answers about a bot whose parts it sees; `head` is the schema that the program works with."""

    store: Store
    clock: Clock
    clockwork: Clockwork
    connections: Sequence[Linked]
    head: str
    measures: Measures

    def routes(self) -> Sequence[web.RouteDef]:
        """What is answered where."""
        return (
            web.get("/healthz", self._health),
            web.get("/readyz", self._readiness),
            web.get("/metrics", self._metrics),
        )

    async def _health(self, _request: web.Request) -> web.Response:
        return _answer(alive(self.clockwork))

    async def _readiness(self, _request: web.Request) -> web.Response:
        return _answer(await ready(self.store, self.head, self.connections))

    async def _metrics(self, _request: web.Request) -> web.Response:
        await self._look()
        page = await asyncio.to_thread(generate_latest, self.measures.registry)
        return web.Response(body=page, headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _look(self) -> None:
        """Bring what is not counted as it happens up to date."""
        measures = self.measures
        measures.tick_age.set(self.clockwork.age)
        for each in self.connections:
            link = each.link
            measures.listening.labels(each.platform).set(link.state is LinkState.LISTENING)
            measures.socket_age.labels(each.platform).set(nan if link.silent_for is None else link.silent_for)
        measures.database_up.set(await self._read())

    async def _read(self) -> bool:
        try:
            async with asyncio.timeout(PATIENCE):
                state = await read_state(self.store, self.clock.now())
        except (StoreAway, TimeoutError):
            return False
        for name, count in state.deliveries.items():
            self.measures.deliveries.labels(name).set(count)
        self.measures.oldest_due.set(state.oldest_due)
        self.measures.clock_lag.set(state.clock_lag)
        return True


@asynccontextmanager
async def answering(bystander: Bystander, host: str, port: int) -> AsyncIterator[int]:
    """Answer at an address for as long as this lasts; the port, which is chosen freely for 0.

    Raises `CannotListen`.
    """
    application = web.Application()
    application.add_routes(bystander.routes())
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        try:
            await site.start()
        except OSError as error:
            why = os.strerror(error.errno) if error.errno else str(error)
            raise CannotListen(
                f"operations cannot listen at {host}:{port} ({why}). Name another port there, or end the "
                "program that has it"
            ) from error
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


def _answer(verdict: Verdict) -> web.Response:
    return web.json_response({"ok": verdict.well, **verdict.parts}, status=200 if verdict.well else 503)
