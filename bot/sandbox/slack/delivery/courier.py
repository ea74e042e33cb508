"""Brings a payload to the app, over a socket or to its URL, and writes down what came of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any

from bot.sandbox.ordered_faults import OrderedFaults
from bot.sandbox.slack.delivery.envelopes import Envelope
from bot.sandbox.slack.delivery.failures import NotAnswered, NotConnected, NotDelivered
from bot.sandbox.slack.delivery.request_urls import RequestUrls
from bot.sandbox.slack.delivery.sockets import Sockets
from bot.sandbox.slack.manifest import AppManifest
from bot.sandbox.slack.records import Json
from bot.sandbox.slack.windows import Windows
from bot.sandbox.slack.workspace import Workspace
from bot.sandbox.traffic import Traffic


class Courier:
    """The way to the app; the fault desk says when it fails, and what arrives late or twice."""

    def __init__(
        self,
        sockets: Sockets,
        urls: RequestUrls,
        manifest: AppManifest,
        windows: Windows,
        faults: OrderedFaults,
        traffic: Traffic,
    ) -> None:
        self._sockets = sockets
        self._urls = urls
        self._manifest = manifest
        self._windows = windows
        self._faults = faults
        self._traffic = traffic
        self._on_their_way: set[asyncio.Task[Any]] = set()
        self._last: tuple[Workspace, Envelope] | None = None

    async def ask(self, workspace: Workspace, envelope: Envelope) -> Json:
        """Bring an envelope and return what the app answered, empty when it only acknowledged.

        Raises NotDelivered when it did not within three seconds.
        """
        fate = self._faults.fate()
        if envelope.kind != "events_api":
            self._last = workspace, envelope
        if not fate.delay:
            answered = self._bring(workspace, envelope)
        else:
            answered = self._late(workspace, envelope, fate.delay)
        try:
            return await answered
        finally:
            if fate.copies > 1:
                self.spawn(self._again(workspace, envelope))

    def somebody_listens(self, workspace: Workspace) -> bool:
        """Whether a socket of the app is open, or it has a URL for events."""
        if self._manifest.socket_mode:
            return self._sockets.count(workspace.app.app_token) > 0
        return bool(self._manifest.events_url)

    async def repeat(self) -> Json:
        """Bring what somebody did last once more, under the same ids; returns the answer to that."""
        if self._last is None:
            raise NotConnected
        return await self._bring(*self._last)

    def spawn(self, work: Coroutine[Any, Any, object]) -> asyncio.Task[Any]:
        """Let something go on in the background until the server stops."""
        task = asyncio.get_running_loop().create_task(work)
        self._on_their_way.add(task)
        task.add_done_callback(self._on_their_way.discard)
        return task

    async def stop(self) -> None:
        """Give up what has not arrived."""
        tasks = tuple(self._on_their_way)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _late(self, workspace: Workspace, envelope: Envelope, delay: float) -> Json:
        """The platform waits no longer than usual for what arrives late; it arrives all the same."""

        async def later() -> Json:
            await asyncio.sleep(delay)
            return await self._bring(workspace, envelope)

        on_its_way = self.spawn(later())
        done, _ = await asyncio.wait({on_its_way}, timeout=self._windows.answer)
        if not done:
            on_its_way.add_done_callback(_pass_over)
            raise NotAnswered
        return _json_of(on_its_way)

    async def _again(self, workspace: Workspace, envelope: Envelope) -> None:
        is_event = envelope.kind == "events_api"
        retried = replace(envelope, attempt=1, retry_reason="timeout") if is_event else envelope
        try:
            await self._bring(workspace, retried)
        except NotDelivered:
            return

    async def _bring(self, workspace: Workspace, envelope: Envelope) -> Json:
        began = time.monotonic()
        answer: Json = {}
        try:
            answer = await self._carry(workspace, envelope)
        except NotDelivered as failed:
            answer = {"not_delivered": failed.retry_reason}
            raise
        else:
            return answer
        finally:
            took = time.monotonic() - began
            self._traffic.add(envelope.what, envelope.frame(), answer, direction="to the app", took=took)

    async def _carry(self, workspace: Workspace, envelope: Envelope) -> Json:
        if self._faults.is_out:
            raise NotConnected
        if self._manifest.socket_mode:
            return await self._sockets.ask(workspace.app.app_token, envelope)
        return await self._urls.ask(workspace.app.signing_secret, envelope)


def _json_of(task: asyncio.Task[Any]) -> Json:
    answered: Json = task.result()
    return answered


def _pass_over(task: asyncio.Task[Any]) -> None:
    """Look at how it ended, so that nobody is warned of an exception that nobody waits for."""
    if not task.cancelled():
        task.exception()
