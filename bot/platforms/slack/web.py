"""Makes the clients that talk to Slack's Web API: one session for all, no retries behind the bot's back."""

from __future__ import annotations

import logging
from typing import Final

import aiohttp
from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped, warning_token_skipped
from slack_sdk.web.async_client import AsyncWebClient

SLACK = "https://slack.com/api/"
# bolt reads SLACK_BOT_TOKEN itself, where an installation may keep its token, and warns that it is unused.
_ABOUT_NOTHING: Final = frozenset({warning_client_prioritized_and_token_skipped(), warning_token_skipped()})


def new_session() -> aiohttp.ClientSession:
    """The session that all calls share; its time-outs are shorter than a delivery's lease."""
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10.0, connect=5.0))


def new_client(
    api_url: str, token: str | None = None, session: aiohttp.ClientSession | None = None
) -> AsyncWebClient:
    """A client of one token; an empty address is Slack's own.

    The SDK's own retry after a lost connection would post a message twice.
    """
    return AsyncWebClient(
        token=token,
        base_url=f"{(api_url or SLACK).rstrip('/')}/",
        session=session,
        retry_handlers=[],
        logger=vendor_log(),
    )


def vendor_log() -> logging.Logger:
    """The log of bolt and the SDK; its debug lines would hold what people write, so they stay off."""
    log = logging.getLogger("slack_bolt")
    log.setLevel(logging.WARNING)
    # The same function again and again is one filter.
    log.addFilter(_about_something)
    return log


def _about_something(record: logging.LogRecord) -> bool:
    return record.getMessage() not in _ABOUT_NOTHING
