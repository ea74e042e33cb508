"""The open sockets of each app: up to ten, and each payload goes to one of them."""

from __future__ import annotations

import asyncio
import contextlib
import json
from dataclasses import dataclass
from typing import Any

from aiohttp import WSMsgType, web

from bot.sandbox.slack.delivery.envelopes import Envelope, PartingReason, disconnect, hello
from bot.sandbox.slack.delivery.failures import NotAnswered, NotConnected
from bot.sandbox.slack.records import Json
from bot.sandbox.slack.windows import Windows


@dataclass(slots=True, eq=False)
class _Line:
    request: web.Request
    socket: web.WebSocketResponse
    app_id: str
    silent: bool = False

    def fall_silent(self) -> None:
        self.silent = True
        if isinstance(self.request.transport, asyncio.Transport):
            self.request.transport.pause_reading()

    async def say(self, frame: Json) -> None:
        if self.silent:
            return
        # A socket that has just died is found out by its reader.
        with contextlib.suppress(ConnectionError):
            await self.socket.send_json(frame)

    def cut(self) -> None:
        if self.request.transport is not None:
            self.request.transport.abort()


class Sockets:
    """Sockets by app token."""

    def __init__(self, windows: Windows) -> None:
        self._windows = windows
        self._open: dict[str, list[_Line]] = {}
        self._turn = 0
        self._waiting: dict[str, asyncio.Future[Json]] = {}

    def count(self, app_token: str) -> int:
        """How many sockets of this app are open."""
        return len(self._open.get(app_token, ()))

    async def serve(
        self, app_token: str, app_id: str, request: web.Request, *, silent: bool = False
    ) -> web.WebSocketResponse:
        """Greet a new socket and listen to it until it closes; one that stops answering pings is dropped."""
        # autoping echoes the body of a ping, by which the client measures whether the socket still lives.
        socket = web.WebSocketResponse(autoping=True, heartbeat=self._windows.socket_heartbeat)
        await socket.prepare(request)
        line = _Line(request, socket, app_id)
        if silent:
            line.fall_silent()
        mine = self._open.setdefault(app_token, [])
        if len(mine) >= self._windows.sockets:
            await self._part(line, "too_many_websockets", len(mine))
            return socket
        mine.append(line)
        try:
            await line.say(hello(len(mine), app_id))
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._hear(message.data)
        finally:
            mine.remove(line)
        return socket

    async def ask(self, app_token: str, envelope: Envelope) -> Json:
        """Send an envelope and wait for its acknowledgement.

        Returns the acknowledgement's payload, empty when it has none. Raises NotConnected without a
        socket and NotAnswered after three seconds.
        """
        mine = self._open.get(app_token)
        if not mine:
            raise NotConnected
        self._turn += 1
        line = mine[self._turn % len(mine)]
        answer = self._waiting.setdefault(envelope.id, asyncio.get_running_loop().create_future())
        try:
            await line.say(envelope.frame())
            async with asyncio.timeout(self._windows.answer):
                return await answer
        except TimeoutError:
            raise NotAnswered from None
        finally:
            self._waiting.pop(envelope.id, None)

    async def ask_to_reconnect(self, app_token: str, reason: PartingReason = "refresh_requested") -> None:
        """Tell every socket of the app that it will be closed, and close it, as Slack does now and then.

        After a "warning" the socket stays open: Slack gives the app some seconds to open another one.
        """
        mine = tuple(self._open.get(app_token, ()))
        for line in mine:
            await self._part(line, reason, len(mine))

    def drop(self, app_token: str) -> None:
        """Cut every socket of the app without a word."""
        for line in tuple(self._open.get(app_token, ())):
            line.cut()

    def freeze(self, app_token: str) -> None:
        """Let nothing through the app's sockets, pings included, as when a network dies without a word."""
        for line in tuple(self._open.get(app_token, ())):
            line.fall_silent()

    def cut_silent(self, app_token: str) -> None:
        """Cut the sockets through which nothing comes any more."""
        for line in tuple(self._open.get(app_token, ())):
            if line.silent:
                line.cut()

    async def close_all(self) -> None:
        """Close every socket."""
        for line in [line for lines in self._open.values() for line in lines]:
            if line.silent:
                line.cut()
            else:
                await line.socket.close()

    async def _part(self, line: _Line, reason: PartingReason, connections: int) -> None:
        await line.say(disconnect(reason, connections, line.app_id))
        if reason != "warning" and not line.silent:
            with contextlib.suppress(ConnectionError):
                await line.socket.close()

    def _hear(self, text: str) -> None:
        """Take an acknowledgement; frames that are none, or that nobody waits for, are passed over."""
        try:
            frame = json.loads(text)
        except (ValueError, RecursionError):
            return
        envelope_id = frame.get("envelope_id") if isinstance(frame, dict) else None
        answer = self._waiting.get(envelope_id) if isinstance(envelope_id, str) else None
        if answer is not None and not answer.done():
            answer.set_result(_payload(frame.get("payload")))


def _payload(payload: Any) -> Json:
    return payload if isinstance(payload, dict) else {}
