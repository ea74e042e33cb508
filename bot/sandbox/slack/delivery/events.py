"""The Events API over Socket Mode: an event that nobody acknowledges comes again, under the same ids."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import replace

from bot.sandbox.slack.delivery.envelopes import Envelope
from bot.sandbox.slack.delivery.sockets import Sockets
from bot.sandbox.slack.manifest import AppManifest
from bot.sandbox.slack.records import Json, Post
from bot.sandbox.slack.refusals import NotAnswered, NotConnected
from bot.sandbox.slack.stamps import microseconds_of
from bot.sandbox.slack.windows import Windows
from bot.sandbox.slack.workspace import Workspace


class Events:
    """Sends the events that the app has subscribed to, in the background."""

    def __init__(self, sockets: Sockets, windows: Windows, manifest: AppManifest) -> None:
        self._sockets = sockets
        self._windows = windows
        self._manifest = manifest
        self._under_way: set[asyncio.Task[None]] = set()

    def message(self, workspace: Workspace, post: Post) -> None:
        """A person wrote a plain message where the app is."""
        channel = workspace.channels[post.channel]
        name, kind = ("message.im", "im") if channel.direct_with else ("message.channels", "channel")
        event = {
            "type": "message",
            "channel": post.channel,
            "channel_type": kind,
            "user": post.author,
            "text": post.content.text,
            "ts": post.ts,
            "event_ts": post.ts,
            "team": workspace.home.id,
        }
        if channel.has_app:
            self.send(workspace, name, event)

    def send(self, workspace: Workspace, name: str, event: Json) -> None:
        """Send one event, if the app has subscribed to `name`."""
        if not self._manifest.subscribes_to(name):
            return
        payload = {
            "type": "event_callback",
            "team_id": workspace.home.id,
            "api_app_id": workspace.app.id,
            "event": event,
            "event_id": "Ev" + secrets.token_hex(6).upper(),
            "event_time": microseconds_of(event["event_ts"]) // 1_000_000,
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": workspace.home.id,
                    "user_id": workspace.app.bot_user,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
        }
        task = asyncio.get_running_loop().create_task(self._deliver(workspace.app.app_token, payload))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def stop(self) -> None:
        """Give up what has not been acknowledged."""
        tasks = tuple(self._under_way)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _deliver(self, app_token: str, payload: Json) -> None:
        envelope = Envelope("events_api", payload)
        for attempt in range(self._windows.redeliveries + 1):
            try:
                await self._sockets.ask(app_token, replace(envelope, attempt=attempt))
            except NotAnswered:
                continue
            except NotConnected:
                await asyncio.sleep(self._windows.redelivery)
            else:
                return
