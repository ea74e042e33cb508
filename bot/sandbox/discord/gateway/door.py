"""The door of the gateway: lets clients in, and does to all of them at once what a platform's day brings."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import web

from bot.sandbox.discord.gateway.conversation import Doorstep
from bot.sandbox.discord.gateway.sockets import GatewaySocket
from bot.sandbox.discord.replies import OUTAGE, response


class Door:
    """Every open connection; `is_out` and `is_silent` say what has to go wrong with new ones."""

    def __init__(self, is_out: Callable[[], bool], is_silent: Callable[[], bool]) -> None:
        self._is_out = is_out
        self._is_silent = is_silent
        self._open: set[GatewaySocket] = set()

    async def serve(self, request: web.Request, doorstep: Doorstep) -> web.StreamResponse:
        """Speak with a client; during an outage the connection is refused with 503."""
        if self._is_out():
            return response(OUTAGE)
        socket = GatewaySocket(doorstep)
        if self._is_silent():
            socket.silence()
        self._open.add(socket)
        try:
            return await socket.serve(request)
        finally:
            self._open.discard(socket)

    def drop(self) -> None:
        """Cut every connection; the sessions can be resumed."""
        for socket in tuple(self._open):
            socket.drop()

    def silence(self) -> None:
        """Let nothing through on the open connections any more, for good."""
        for socket in tuple(self._open):
            socket.silence()

    def hear(self) -> None:
        """Cut the connections that are silent, so that their clients come again."""
        for socket in tuple(self._open):
            if socket.silent:
                socket.drop()

    def ask_to_reconnect(self) -> None:
        """Ask every client to connect anew (opcode 7)."""
        for socket in tuple(self._open):
            socket.conversation.ask_to_reconnect()

    def invalidate(self, *, resumable: bool) -> None:
        """Declare every session invalid (opcode 9)."""
        for socket in tuple(self._open):
            socket.conversation.invalidate(resumable=resumable)
