"""Connects bolt to the bot: a few listeners that take everything; all other events are let go."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.messenger import BotAway
from bot.chat.phrases import Phrases
from bot.platforms.slack.markup import Json
from bot.platforms.slack.web import vendor_log

Receive = Callable[[Mapping[str, Any]], Awaitable[Json]]

# Buttons and forms outlive restarts: they are told apart by what they carry, not by who listens.
_ANY = re.compile(r".*", re.DOTALL)
_OK = 200
_AWAY = 503
_log = structlog.get_logger(__name__)


def new_app(client: AsyncWebClient, identities: Mapping[str, AuthorizeResult], t: Phrases) -> AsyncApp:
    """The bolt app of all workspaces; `identities` by workspace id."""

    async def authorize(team_id: str | None) -> AuthorizeResult | None:
        return identities.get(team_id or "")

    stranger = t("I am not set up for this workspace yet. Please ask whoever runs me to add it.")
    return AsyncApp(
        name="stem-bot",
        client=client,
        authorize=authorize,  # type: ignore[arg-type]  # None is bolt's word for "not installed there"
        # Without it, bolt would look for the acknowledgement only every 10 ms.
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        # Socket Mode has no signatures to verify.
        request_verification_enabled=False,
        user_facing_authorize_error_message=stranger,
        logger=vendor_log(),
    )


def listen(app: AsyncApp, receive: Receive) -> None:
    """Hand everything that people do, and events, to `receive`; acknowledge with what it returns.

    An event is left unacknowledged only when `receive` raises.
    """

    async def answer(ack: AsyncAck, body: dict[str, Any]) -> None:
        content = await receive(body)
        await (ack(content) if content else ack())

    app.command(_ANY)(answer)
    app.action(_ANY)(answer)
    app.view(_ANY)(answer)
    app.message_shortcut(_ANY)(answer)
    for event in ("member_joined_channel", "message", "app_home_opened"):
        app.event(event)(answer)
    app.error(_settle)


async def _settle(error: Exception, body: dict[str, Any]) -> BoltResponse:
    if isinstance(error, BoltUnhandledRequestError):
        # Not for us: acknowledged, or Slack would send it again.
        return BoltResponse(status=_OK)
    kind = body.get("type", "command")
    _log.warning("slack.event_left_unacknowledged", problem=type(error).__name__, kind=kind)
    return BoltResponse(status=_AWAY if isinstance(error, BotAway) else 500)
