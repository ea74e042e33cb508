"""The Events API: an event that nobody acknowledges comes again, under the same ids."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import replace

from bot.sandbox.slack.delivery.courier import Courier
from bot.sandbox.slack.delivery.envelopes import Envelope
from bot.sandbox.slack.delivery.failures import NotConnected, NotDelivered
from bot.sandbox.slack.manifest import AppManifest
from bot.sandbox.slack.records import Json
from bot.sandbox.slack.stamps import microseconds_of
from bot.sandbox.slack.windows import Windows
from bot.sandbox.slack.workspace import Workspace


class Events:
    """Sends the events that the app has subscribed to, in the background."""

    def __init__(self, courier: Courier, windows: Windows, manifest: AppManifest) -> None:
        self._courier = courier
        self._windows = windows
        self._manifest = manifest

    def wants(self, workspace: Workspace, name: str, *, of_app: bool) -> bool:
        """Whether the app has subscribed to events of this name, such as `message.im`.

        What the app itself did (`of_app`) does not wait for an app that only posts and never listens.
        """
        listens = not of_app or self._courier.somebody_listens(workspace)
        return listens and self._manifest.subscribes_to(name)

    def send(self, workspace: Workspace, name: str, event: Json) -> None:
        """Send one event, if the app has subscribed to `name`."""
        if self._manifest.subscribes_to(name):
            self._courier.spawn(self._deliver(workspace, Envelope("events_api", _wrapped(workspace, event))))

    async def _deliver(self, workspace: Workspace, envelope: Envelope) -> None:
        for attempt in range(self._windows.redeliveries + 1):
            try:
                await self._courier.ask(workspace, replace(envelope, attempt=attempt))
            except NotDelivered as failed:
                if failed.final or attempt == self._windows.redeliveries:
                    return
                envelope = replace(envelope, retry_reason=failed.retry_reason)
                await asyncio.sleep(self._wait_after(attempt, failed))
            else:
                return

    def _wait_after(self, attempt: int, failed: NotDelivered) -> float:
        if not self._manifest.socket_mode:
            waits = self._windows.retry_waits
            return waits[min(attempt, len(waits) - 1)]
        return self._windows.redelivery if isinstance(failed, NotConnected) else 0.0


def _wrapped(workspace: Workspace, event: Json) -> Json:
    app, team = workspace.app, workspace.home.id
    return {
        "token": "local-verification",
        "team_id": team,
        "context_team_id": team,
        "context_enterprise_id": None,
        "api_app_id": app.id,
        "event": event,
        "type": "event_callback",
        "event_id": "Ev" + secrets.token_hex(6).upper(),
        "event_time": microseconds_of(event["event_ts"]) // 1_000_000,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team,
                "user_id": app.bot_user,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"1-{event['type']}-{team}-{_place_of(event)}",
    }


def _place_of(event: Json) -> str:
    place = event.get("channel") or event.get("item", {}).get("channel", "")
    return str(place["id"] if isinstance(place, dict) else place)
