"""The web socket over which Slack sends events: opened, watched, and closed when nothing is under way."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from typing import Any

import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from bot.platforms.slack.tasks import Tasks

# A socket that dropped without a word is noticed after about one interval.
PING_INTERVAL = 2.5
_SILENT_INTERVALS = 4
_HELLO_WAIT = 15.0
_log = structlog.get_logger(__name__)


class SocketMode:
    """One connection of the app; the SDK opens it again whenever it is lost."""

    def __init__(
        self, app: AsyncApp, app_token: str, tasks: Tasks, ping_interval: float = PING_INTERVAL
    ) -> None:
        self._handler = _CountingHandler(app, app_token, tasks, ping_interval)
        self._client: SocketModeClient = self._handler.client
        self._client.message_listeners.append(self._hear)
        self._greeted = asyncio.Event()
        self._heard_at = time.monotonic()
        self._watch: asyncio.Task[None] | None = None

    @property
    def silent_for(self) -> float:
        """Seconds since anything came over the socket, answers to pings included."""
        pong = self._client.last_ping_pong_time
        silent = time.monotonic() - self._heard_at
        return silent if pong is None else max(0.0, min(silent, time.time() - pong))

    @property
    def connected(self) -> bool:
        """Whether the socket is open and heard from lately."""
        session = self._client.current_session
        is_open = session is not None and not session.closed and not self._client.closed
        return is_open and self.silent_for < _SILENT_INTERVALS * self._client.ping_interval

    async def connect(self) -> None:
        """Connect and wait for Slack's hello; raises the SDK's `SlackApiError` for a bad app token."""
        # The SDK's own first connect would try a bad token for ever.
        self._client.wss_uri = await self._client.issue_new_wss_url()
        await self._handler.connect_async()  # type: ignore[no-untyped-call]
        async with asyncio.timeout(_HELLO_WAIT):
            await self._greeted.wait()
        self._watch = asyncio.create_task(self._keep_watch())

    async def close(self) -> None:
        """Close the socket and end the SDK's tasks."""
        if self._watch is not None:
            self._watch.cancel()
        client = self._client
        await self._handler.close_async()  # type: ignore[no-untyped-call]
        left = (
            client.message_processor,
            client.current_session_monitor,
            client.message_receiver,
            self._watch,
        )
        await asyncio.gather(*(task for task in left if task is not None), return_exceptions=True)

    async def _hear(self, _client: object, message: dict[str, Any], _raw: str | None = None) -> None:
        self._heard_at = time.monotonic()
        if message.get("type") == "hello":
            self._greeted.set()

    async def _keep_watch(self) -> None:
        while True:
            await asyncio.sleep(self._client.ping_interval)
            if self.silent_for > _SILENT_INTERVALS * self._client.ping_interval:
                _log.warning("slack.silent", seconds=round(self.silent_for))
                # The SDK tries the same address again and again, but Slack takes each only once.
                self._client.wss_uri = None


class _CountingHandler(AsyncSocketModeHandler):
    """Counts an event as under way until its acknowledgement has left: closing earlier would lose it."""

    def __init__(self, app: AsyncApp, app_token: str, tasks: Tasks, ping_interval: float) -> None:
        super().__init__(app, app_token, ping_interval=ping_interval)
        self._tasks = tasks

    async def handle(  # type: ignore[override]  # bolt itself narrows the client here
        self, client: SocketModeClient, req: SocketModeRequest
    ) -> None:
        with self._tasks.busy():
            if _is_told_of_its_own(req.payload):
                # Of each message that it sends. Bolt lets go of them too, but finds out much before it does.
                await client.send_socket_mode_response(SocketModeResponse(envelope_id=req.envelope_id))
            else:
                await super().handle(client, req)


def _is_told_of_its_own(payload: Mapping[str, Any]) -> bool:
    """Whether an event is that this app has posted a message."""
    event = payload.get("event") or {}
    return event.get("type") == "message" and event.get("app_id", "") == payload.get("api_app_id")
