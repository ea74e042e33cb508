"""Tells what came of a request to Discord: surely not sent, refused for good, or unclear."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import discord

from bot.chat.messenger import NotSent, Refused, Unclear

# https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
_REASONS = {
    10003: "place-gone",  # unknown channel
    10004: "place-gone",  # unknown guild
    10008: "invalid",  # unknown message: only an edit can meet it
    10013: "account-gone",  # unknown user
    50001: "not-in-place",  # missing access
    50007: "no-direct-messages",
    50013: "no-permission",
    50035: "invalid",
    50278: "account-gone",  # no server in common
}
_OPENED_TOO_FAST = 40003  # direct messages
_SECONDS_TO_WAIT = {
    30046: 60.0,  # too many edits of a message older than an hour
    _OPENED_TOO_FAST: 60.0,
}
_REASONS_BY_STATUS = {403: "no-permission", 404: "place-gone"}
_UNAUTHORISED, _TOO_MANY, _SERVER_ERROR = 401, 429, 500
_UNTIL_SOMEBODY_LOOKED = 300.0


@contextmanager
def told_apart() -> Iterator[None]:
    """Raise `NotSent`, `Refused` or `Unclear` for whatever the library raises inside."""
    try:
        yield
    except discord.RateLimited as limited:
        raise NotSent("rate limited", limited.retry_after) from limited
    except discord.HTTPException as answer:
        raise _meaning(answer) from answer
    except aiohttp.ClientConnectorError as trouble:
        # The connection was refused or the name not found: nothing can have arrived.
        raise NotSent(f"no connection: {type(trouble).__name__}") from trouble
    except (OSError, aiohttp.ClientError) as trouble:
        raise Unclear(type(trouble).__name__) from trouble


@contextmanager
def before_anything_is_sent() -> Iterator[None]:
    """Turn `Unclear` into `NotSent`: for the requests that only prepare a message."""
    try:
        with told_apart():
            yield
    except Unclear as unclear:
        raise NotSent(str(unclear)) from unclear


def _meaning(answer: discord.HTTPException) -> NotSent | Refused | Unclear:
    if answer.status >= _SERVER_ERROR:
        return Unclear(f"{answer.status}")
    if answer.status == _TOO_MANY:
        return NotSent("rate limited", _retry_after(answer))
    if answer.status == _UNAUTHORISED:
        # Refused requests in great number get an address banned, and only an operator can mend the token.
        return NotSent("the bot token is not accepted", _UNTIL_SOMEBODY_LOOKED)
    if seconds := _SECONDS_TO_WAIT.get(answer.code):
        return NotSent(f"{answer.code}", seconds, alone=answer.code != _OPENED_TOO_FAST)
    reason = _REASONS.get(answer.code) or _REASONS_BY_STATUS.get(answer.status, "invalid")
    return Refused(reason, f"{answer.status} {answer.code}")


def _retry_after(answer: discord.HTTPException) -> float:
    try:
        return float(answer.response.headers.get("Retry-After", "1"))
    except ValueError:
        return 1.0
