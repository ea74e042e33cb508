"""Asks Slack who the bot is in each workspace, before anything else is begun."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import structlog
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.chat.messenger import NotSent, Refused, Unclear
from bot.platforms.slack.failures import asked

_LONGEST_PAUSE = 30.0
_log = structlog.get_logger(__name__)


class CannotSignIn(Exception):  # noqa: N818 - says what happened
    """A token does not work; the message says which, and what to do."""


async def sign_in(clients: Mapping[str, AsyncWebClient]) -> dict[str, AuthorizeResult]:
    """Who the bot is, by workspace.

    Waits as long as Slack cannot be reached; raises `CannotSignIn` for a token that does not work.
    """
    return {workspace: await _sign_in(workspace, client) for workspace, client in clients.items()}


async def _sign_in(workspace: str, client: AsyncWebClient) -> AuthorizeResult:
    pause = 1.0
    while True:
        try:
            return _identity(workspace, client, await asked(client.auth_test()))
        except Refused as refused:
            raise CannotSignIn(
                f"Slack refuses the bot token for the workspace {workspace} ({refused}). "
                "Install the app there again and set its Bot User OAuth Token (xoxb-…)."
            ) from refused
        except (NotSent, Unclear) as problem:
            _log.warning("slack.not_reached", workspace=workspace, problem=str(problem), again_in=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)


def _identity(workspace: str, client: AsyncWebClient, answer: AsyncSlackResponse) -> AuthorizeResult:
    if answer["team_id"] != workspace:
        raise CannotSignIn(
            f"The bot token set for the workspace {workspace} belongs to {answer['team_id']}. "
            "Set each workspace's own token beside its id."
        )
    return AuthorizeResult(
        enterprise_id=answer.get("enterprise_id"),
        team_id=workspace,
        bot_user_id=answer.get("user_id"),
        bot_id=answer.get("bot_id"),
        bot_token=client.token,
    )
