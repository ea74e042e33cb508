"""Short-lived rights: trigger ids, response URLs and tickets for a socket."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from typing import TypeVar

from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.windows import Windows

KEPT = 20_000
Key = TypeVar("Key")
Right = TypeVar("Right")


def forget_oldest(issued: dict[Key, Right]) -> None:
    """Keep the latest rights only; of what is that old, nobody needs to know more than that it is unknown."""
    if len(issued) > KEPT:
        del issued[next(iter(issued))]


@dataclass(slots=True)
class _Trigger:
    user: str
    at: float
    exchanged: bool = False


class Triggers:
    """Trigger ids: each opens one modal for the person who clicked, within three seconds."""

    def __init__(self, windows: Windows) -> None:
        self._windows = windows
        self._issued: dict[str, _Trigger] = {}

    def issue(self, user: str) -> str:
        """A new trigger id for what this person just did."""
        trigger_id = f"{secrets.randbelow(10**12)}.{time.monotonic_ns()}.{secrets.token_hex(16)}"
        self._issued[trigger_id] = _Trigger(user, time.monotonic())
        forget_oldest(self._issued)
        return trigger_id

    def exchange(self, trigger_id: str) -> str:
        """Use the id up and say whose it is; Refused when unknown, used or too old."""
        trigger = self._issued.get(trigger_id)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.exchanged:
            raise Refused("exchanged_trigger_id")
        if time.monotonic() - trigger.at > self._windows.trigger:
            raise Refused("expired_trigger_id")
        trigger.exchanged = True
        return trigger.user


@dataclass(frozen=True, slots=True)
class HookOrigin:
    """What a response URL belongs to: who did what where, and the message it may replace."""

    team: str
    channel: str
    user: str
    ts: str = ""


@dataclass(slots=True)
class _Hook:
    origin: HookOrigin
    at: float
    uses: int = 0


class Hooks:
    """Response URLs: five posts within thirty minutes each."""

    def __init__(self, windows: Windows) -> None:
        self._windows = windows
        self._issued: dict[str, _Hook] = {}

    def issue(self, origin: HookOrigin) -> str:
        """A new secret that ends a response URL."""
        secret = secrets.token_urlsafe(18)
        self._issued[secret] = _Hook(origin, time.monotonic())
        forget_oldest(self._issued)
        return secret

    def use(self, secret: str) -> HookOrigin:
        """Count one use; Refused when there are none left or the time is over."""
        hook = self._issued.get(secret)
        if hook is None:
            raise Refused("invalid_token")
        if time.monotonic() - hook.at > self._windows.response_url:
            raise Refused("expired_url")
        if hook.uses >= self._windows.response_url_uses:
            raise Refused("used_url")
        hook.uses += 1
        return hook.origin


class SocketTickets:
    """Tickets of apps.connections.open: each opens one socket, soon."""

    def __init__(self, windows: Windows) -> None:
        self._windows = windows
        self._issued: dict[str, tuple[str, float]] = {}

    def issue(self, app_token: str) -> str:
        """A new ticket for one socket of this app."""
        ticket = secrets.token_urlsafe(18)
        self._issued[ticket] = (app_token, time.monotonic())
        forget_oldest(self._issued)
        return ticket

    def use(self, ticket: str) -> str:
        """The app token that the ticket was given for; Refused when unknown, used or too old."""
        app_token, at = self._issued.pop(ticket, ("", 0.0))
        if not app_token or time.monotonic() - at > self._windows.socket_ticket:
            raise Refused("invalid_ticket")
        return app_token
