"""Telling open pages that something changed, as server-sent events; they fetch again what they show."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import Literal

from aiohttp import web

from bot.sandbox.page.as_json import as_json
from bot.sandbox.page.platform import Platform

News = Literal["change", "traffic", "clock"]

_TOGETHER = 0.03  # seconds in which several changes become one event
_SIGN_OF_LIFE = 15.0  # seconds after which an idle stream gets a comment, so that a lost page is noticed


class Changes:
    """Every open page's stream."""

    def __init__(self) -> None:
        self._streams: set[_Stream] = set()
        self._watched: list[Callable[[], None]] = []
        self._closed = False
        self._count = 0

    def watch(self, platforms: Iterable[Platform]) -> None:
        """Listen to the workspaces and their traffic from now on."""
        self._closed = False
        for platform in platforms:
            self._watched.append(platform.hands.watches(self.tell))
            self._watched.append(platform.traffic.watch(self._tell_traffic))

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
        self._send("change", {"count": self._count})

    def tell_clock(self, clock: object) -> None:
        """The clock was moved, or plays."""
        self._send("clock", clock)

    def _tell_traffic(self) -> None:
        self._count += 1
        self._send("traffic", {"count": self._count})

    def _send(self, news: News, data: object) -> None:
        for stream in self._streams:
            stream.bring(news, data)

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Answer GET /api/changes until the page goes away or the server stops."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        stream = _Stream()
        self._streams.add(stream)
        try:
            await response.write(b"retry: 1000\n\n")
            while not self._closed:
                await response.write(await stream.next())
        except ConnectionResetError:
            pass  # the page was closed
        finally:
            self._streams.discard(stream)
        return response


class _Stream:
    """What one page has not been told yet: of each kind of news, the latest."""

    def __init__(self) -> None:
        self._waiting: dict[News, object] = {}
        self._came = asyncio.Event()

    def bring(self, news: News, data: object) -> None:
        self._waiting[news] = data
        self._came.set()

    async def next(self) -> bytes:
        try:
            await asyncio.wait_for(self._came.wait(), _SIGN_OF_LIFE)
        except TimeoutError:
            return b": still here\n\n"
        await asyncio.sleep(_TOGETHER)
        self._came.clear()
        told, self._waiting = self._waiting, {}
        return b"".join(b"event: %s\ndata: %s\n\n" % (news.encode(), as_json(told[news])) for news in told)
