"""What went wrong with a call to Slack, in the bot's three words: not sent, refused, unclear."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.chat.messenger import NotSent, Refused, Unclear

# Slack's error words by the reason they stand for; words that are not here are mistakes of ours.
_REASONS = {
    "place-gone": ("channel_not_found", "is_archived", "message_not_found", "team_not_found"),
    "not-in-place": ("not_in_channel", "user_not_in_channel"),
    "no-direct-messages": ("user_not_visible", "cannot_dm_bot", "messages_tab_disabled"),
    "account-gone": ("user_disabled", "user_not_found", "users_not_found"),
    "no-permission": (
        "missing_scope",
        "no_permission",
        "access_denied",
        "not_allowed_token_type",
        "invalid_auth",
        "not_authed",
        "account_inactive",
        "token_revoked",
        "token_expired",
        "cant_update_message",
    ),
}
_REASON_OF: Mapping[str, str] = MappingProxyType(
    {error: reason for reason, errors in _REASONS.items() for error in errors}
)
_RATE_LIMITS = frozenset({"ratelimited", "rate_limited"})
# Slack says of these that a part of the call may have taken effect.
_UNCLEAR = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
_DEFAULT_WAIT = 30.0


async def asked(call: Awaitable[AsyncSlackResponse]) -> AsyncSlackResponse:
    """The answer to a call; raises `NotSent`, `Refused` or `Unclear`."""
    try:
        return await call
    except SlackApiError as problem:
        raise of_answer(problem) from problem
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as problem:
        raise NotSent(f"no connection: {type(problem).__name__}") from problem
    except (TimeoutError, aiohttp.ClientError) as problem:
        raise Unclear(f"the answer was lost: {type(problem).__name__}") from problem


def of_answer(problem: SlackApiError) -> NotSent | Refused | Unclear:
    """What an answer other than "ok" means."""
    status, error = _status(problem.response), error_word(problem)
    if status == HTTPStatus.TOO_MANY_REQUESTS or error in _RATE_LIMITS:
        return NotSent("rate limit", retry_after(problem.response.headers))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or error in _UNCLEAR or not error:
        return Unclear(error or f"status {status}")
    return Refused(_reason(error), error)


def error_word(problem: SlackApiError) -> str:
    """Slack's own word for the problem, or nothing when the answer carried none."""
    data = getattr(problem.response, "data", None)
    return str(data.get("error") or "") if isinstance(data, dict) else ""


def retry_after(headers: Mapping[str, Any]) -> float:
    """Seconds to wait after a rate limit."""
    try:
        return float(headers.get("Retry-After", _DEFAULT_WAIT))
    except ValueError:
        return _DEFAULT_WAIT


def _reason(error: str) -> str:
    # restricted_action_read_only_channel and the like: an administrator closed the place.
    return "no-permission" if error.startswith("restricted_action") else _REASON_OF.get(error, "invalid")


def _status(response: Any) -> int:
    # An answer that was no JSON is handed on by the SDK as the HTTP client's own response.
    status: int = response.status_code if hasattr(response, "status_code") else response.status
    return status
