from __future__ import annotations

import asyncio
import time

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.faults import Fault
from bot.sandbox.slack.server import SlackServer
from tests.sandbox.slack.cedar_district import ANA, CHANNEL

pytestmark = pytest.mark.wire


async def test_a_message_is_stored_though_its_answer_is_lost(
    server: SlackServer, client: AsyncWebClient
) -> None:
    server.faults.next("chat.postMessage", Fault("lose-the-answer"))
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await client.chat_postMessage(channel=CHANNEL, text="Once")

    assert [seen.words for seen in server.hands.messages(ANA, CHANNEL)] == ["Once"]


async def test_a_rate_limit_says_when_to_come_back_and_stores_nothing(
    server: SlackServer, client: AsyncWebClient
) -> None:
    server.faults.next("chat.postMessage", Fault("rate-limited", seconds=7))
    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel=CHANNEL, text="Too fast")

    assert refused.value.response.status_code == 429
    assert refused.value.response.headers["Retry-After"] == "7"
    assert refused.value.response["error"] == "ratelimited"
    assert server.hands.messages(ANA, CHANNEL) == ()


async def test_the_clients_own_retry_comes_back_after_a_rate_limit(
    server: SlackServer, client: AsyncWebClient
) -> None:
    client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=1))
    server.faults.next("chat.postMessage", Fault("rate-limited", seconds=1))
    await client.chat_postMessage(channel=CHANNEL, text="Second time")

    assert [asked.status for asked in server.traffic.of("chat.postMessage")] == [429, 200]
    assert len(server.hands.messages(ANA, CHANNEL)) == 1


async def test_a_server_error_and_a_refusal_come_as_often_as_ordered(
    server: SlackServer, client: AsyncWebClient
) -> None:
    server.faults.next("chat.postMessage", Fault("server-error", status=503), times=2)
    server.faults.next("chat.postMessage", Fault("refuse", error="restricted_action"))
    errors = []
    for _ in range(3):
        with pytest.raises(SlackApiError) as refused:
            await client.chat_postMessage(channel=CHANNEL, text="Now")
        errors.append((refused.value.response.status_code, refused.value.response.data))
    await client.chat_postMessage(channel=CHANNEL, text="Now")

    assert [status for status, _ in errors] == [503, 503, 200]
    assert errors[2][1] == {"ok": False, "error": "restricted_action"}
    assert len(server.hands.messages(ANA, CHANNEL)) == 1


async def test_a_slow_answer_comes_after_the_message_is_there(
    server: SlackServer, client: AsyncWebClient
) -> None:
    server.faults.next("chat.postMessage", Fault("slow", seconds=1))
    began = time.monotonic()
    waiting = asyncio.create_task(client.chat_postMessage(channel=CHANNEL, text="Slowly"))
    while not server.hands.messages(ANA, CHANNEL):
        await asyncio.sleep(0.01)
        assert not waiting.done()
    await waiting

    assert time.monotonic() - began >= 1
