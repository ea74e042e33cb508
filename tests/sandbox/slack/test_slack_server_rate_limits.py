from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.slack.rate_limits import ONE_CHANNEL, TIERS, Allowance, RateLimits
from bot.sandbox.slack.refusals import TooFast
from bot.sandbox.slack.server import SlackServer
from tests.sandbox.slack.cedar_district import ANA, BEN, CHANNEL, DISTRICT, MANIFEST, NOON, SCHOOL, client_of


@pytest.mark.wire
async def test_who_posts_too_fast_in_one_channel_has_to_wait_there_only(
    server: SlackServer, client: AsyncWebClient
) -> None:
    for number in range(int(ONE_CHANNEL.burst)):
        await client.chat_postMessage(channel=CHANNEL, text=str(number))
    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel=CHANNEL, text="one too many")

    answer = refused.value.response
    assert (answer.status_code, answer.data) == (429, {"ok": False, "error": "ratelimited"})
    assert answer.headers["Retry-After"] == "1"
    assert len(server.hands.messages(ANA, CHANNEL)) == ONE_CHANNEL.burst
    assert (await client.chat_postMessage(channel=ANA, text="elsewhere"))["ok"]


@pytest.mark.wire
async def test_who_waits_as_told_is_answered_again(client: AsyncWebClient) -> None:
    for _ in range(int(ONE_CHANNEL.burst)):
        await client.chat_postMessage(channel=CHANNEL, text="x")
    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel=CHANNEL, text="x")
    await asyncio.sleep(float(refused.value.response.headers["Retry-After"]))

    assert (await client.chat_postMessage(channel=CHANNEL, text="now"))["ok"]


@pytest.mark.wire
@pytest.mark.parametrize(
    ("method", "arguments", "most"),
    [
        ("usergroups.list", {}, 20),
        ("conversations.info", {"channel": CHANNEL}, 50),
        ("users.info", {"user": BEN}, 100),
    ],
)
async def test_each_method_has_its_own_number_of_calls_in_a_minute(
    client: AsyncWebClient, method: str, arguments: dict[str, Any], most: int
) -> None:
    for _ in range(most):
        await client.api_call(method, params=arguments)
    with pytest.raises(SlackApiError, match="ratelimited"):
        await client.api_call(method, params=arguments)

    assert (await client.auth_test())["ok"]


@pytest.mark.wire
async def test_each_workspace_counts_for_itself(
    server: SlackServer, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    for _ in range(20):
        await client.usergroups_list()
    with pytest.raises(SlackApiError, match="ratelimited"):
        await client.usergroups_list()

    assert (await client_of(server, session, SCHOOL.app.bot_token).usergroups_list())["ok"]


@pytest.mark.wire
async def test_sockets_cannot_be_asked_for_again_and_again(
    server: SlackServer, session: aiohttp.ClientSession
) -> None:
    app = client_of(server, session, DISTRICT.app.app_token)
    for _ in range(50):
        await app.apps_connections_open(app_token=DISTRICT.app.app_token)
    with pytest.raises(SlackApiError, match="ratelimited"):
        await app.apps_connections_open(app_token=DISTRICT.app.app_token)


@pytest.mark.wire
async def test_switched_off_nobody_has_to_wait(session: aiohttp.ClientSession) -> None:
    server = SlackServer((DISTRICT,), lambda: NOON, manifest=MANIFEST, rate_limits=False)
    await server.start()
    client = client_of(server, session)
    for number in range(60):
        await client.chat_postMessage(channel=CHANNEL, text=str(number))
    await server.stop()

    assert len(server.hands.messages(ANA, CHANNEL)) == 60


@pytest.mark.unit
def test_what_is_left_grows_again_with_time(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [1000.0]
    monkeypatch.setattr("bot.sandbox.slack.rate_limits.time.monotonic", lambda: clock[0])
    limits, slow = RateLimits(on=True), Allowance(per_minute=6, burst=2)
    limits.take(slow, "T1", "x")
    limits.take(slow, "T1", "x")
    with pytest.raises(TooFast) as refused:
        limits.take(slow, "T1", "x")
    assert refused.value.seconds == 10

    clock[0] += 10
    limits.take(slow, "T1", "x")
    with pytest.raises(TooFast):
        limits.take(slow, "T1", "x")
    limits.take(slow, "T2", "x")


@pytest.mark.unit
def test_the_tiers_are_those_that_slack_documents() -> None:
    assert {tier: allowance.per_minute for tier, allowance in TIERS.items() if tier != "special"} == {
        "tier 2": 20,
        "tier 3": 50,
        "tier 4": 100,
    }
