"""Telling open pages that something changed, as server-sent events; they fetch again what they show."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from aiohttp import web

from bot.sandbox.hands import Hands

_TOGETHER = 0.03  # seconds in which several changes become one event
_SIGN_OF_LIFE = 15.0  # seconds after which an idle stream gets a comment, so that a lost page is noticed


class Changes:
    """Every open page's stream."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Event] = set()
        self._watched: list[Callable[[], None]] = []
        self._closed = False
        self._count = 0

    def watch(self, hands: Iterable[Hands]) -> None:
        """Listen to the workspaces from now on."""
        self._closed = False
        self._watched = [one.watches(self.tell) for one in hands]

    def close(self) -> None:
        """Stop listening and end every stream."""
        for stop in self._watched:
            stop()
        self._watched = []
        self._closed = True
        self.tell()

    def tell(self) -> None:
        """Something that a person could see has changed."""
        self._count += 1
        for news in self._waiting:
            news.set()

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Answer GET /api/changes until the page goes away or the server stops."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        news = asyncio.Event()
        self._waiting.add(news)
        try:
            await response.write(b"retry: 1000\n\n")
            await self._send_news(response, news)
        except ConnectionResetError:
            pass  # the page was closed
        finally:
            self._waiting.discard(news)
        return response

    async def _send_news(self, response: web.StreamResponse, news: asyncio.Event) -> None:
        while not self._closed:
            try:
                await asyncio.wait_for(news.wait(), _SIGN_OF_LIFE)
            except TimeoutError:
                await response.write(b": still here\n\n")
                continue
            await asyncio.sleep(_TOGETHER)
            news.clear()
            await response.write(f'event: change\ndata: {{"count": {self._count}}}\n\n'.encode())
