from __future__ import annotations

import json
from typing import Any

import aiohttp
import pytest

from bot.sandbox.fault_desk import OFFERS
from tests.sandbox.page.asking import HERE, delete, get, news, post, until_seen
from tests.sandbox.page.maple_town import ANA_THERE, CLUB, SLACK, Maple

pytestmark = pytest.mark.wire
DISCORD_CLUB = {"persona": "ana", "platform": "discord", "place": CLUB}


async def traffic(script: aiohttp.ClientSession, **query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await get(script, "/api/traffic", query))["exchanges"]
    return found


async def in_effect(script: aiohttp.ClientSession, platform: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await get(script, "/api/faults"))[platform]["in_effect"]
    return found


async def test_the_traffic_shows_requests_with_their_answers_and_no_token(
    script: aiohttp.ClientSession,
) -> None:
    await post(script, "/api/type", {**HERE, "text": "/stem card"})
    await until_seen(script, HERE, "moved since?")

    found = await traffic(script, platform="slack")

    posted = next(one for one in found if one["what"] == "chat.postMessage")
    assert posted["direction"] == "from the app"
    assert (posted["status"], posted["answer"]["ok"]) == (200, True)
    assert posted["at"] == "2026-12-08T17:00:00Z"
    assert SLACK.app.bot_token not in str(found)
    assert SLACK.app.app_token not in str(found)


async def test_only_what_is_new_can_be_asked_for(script: aiohttp.ClientSession) -> None:
    before = (await traffic(script, platform="discord"))[-1]["number"]
    assert await traffic(script, platform="discord", after=str(before)) == []
    await post(script, "/api/type", {**DISCORD_CLUB, "text": "/stem card"})
    await until_seen(script, DISCORD_CLUB, "moved since?")

    new = await traffic(script, platform="discord", after=str(before))

    numbers = [one["number"] for one in new]
    assert numbers == list(range(before + 1, before + 1 + len(new)))
    assert [one["number"] for one in await traffic(script, platform="discord", last="1")] == numbers[-1:]


async def test_traffic_is_told_while_it_happens(script: aiohttp.ClientSession) -> None:
    async with script.get("/api/changes") as stream:
        await post(script, "/api/type", {**HERE, "text": "/stem card"})

        assert await news(stream, "traffic")


async def test_the_offers_are_told_in_words_with_what_they_take(script: aiohttp.ClientSession) -> None:
    told = await get(script, "/api/faults")

    assert list(told) == ["slack", "discord"]
    for platform in told.values():
        assert [one["name"] for one in platform["offers"]] == [one.name for one in OFFERS]
        assert platform["in_effect"] == []
    assert told["slack"]["offers"][0]["takes"] == ["what", "times", "seconds"]


async def test_an_ordered_fault_is_in_effect_until_it_is_ended(script: aiohttp.ClientSession) -> None:
    order = {"platform": "discord", "name": "repeat-events", "times": 2}
    ordered = await post(script, "/api/faults", order)
    assert [one["order"]["name"] for one in ordered["discord"]["in_effect"]] == ["repeat-events"]
    assert ordered["discord"]["in_effect"][0]["left"] == 2
    assert ordered["slack"]["in_effect"] == []

    cleared = await delete(script, "/api/faults", {"platform": "discord"})

    assert cleared["discord"]["in_effect"] == []


async def test_an_outage_ends_by_the_workspaces_clock(script: aiohttp.ClientSession) -> None:
    await post(script, "/api/faults", {"platform": "discord", "name": "outage", "seconds": 3600})
    assert [one["until"] for one in await in_effect(script, "discord")] == ["2026-12-08T18:00:00Z"]

    await post(script, "/api/clock", {"move": "2026-12-08T18:00:00Z"})

    assert await in_effect(script, "discord") == []


async def test_a_refused_direct_message_names_the_person(script: aiohttp.ClientSession) -> None:
    order = {"platform": "discord", "name": "refuse-dms", "user": ANA_THERE}

    ordered = await post(script, "/api/faults", order)

    assert ordered["discord"]["in_effect"][0]["order"]["user"] == ANA_THERE


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ({"name": "earthquake"}, "Expected one of: rate-limited, server-error"),
        ({"name": "slow", "error": "x"}, 'error means nothing to "slow". It takes: what, times, seconds'),
        ({"name": "drop-sockets", "times": 3}, "It takes nothing more"),
        ({"name": "slow", "seconds": "3"}, "seconds is no number"),
        ({"name": "slow", "times": 1.5}, "times is 1.5. Expected a whole number"),
        ({"name": "slow", "times": True}, "times is no number"),
        ({"name": "slow", "seconds": 1e12}, "seconds is out of reach"),
        ({"name": "slow", "what": 3}, "what is no string"),
        ({"name": "slow", "colour": "red"}, "colour means nothing here"),
        ({}, "name is missing"),
    ],
)
async def test_an_order_that_makes_no_sense_is_told_what_was_expected(
    script: aiohttp.ClientSession, order: dict[str, object], words: str
) -> None:
    answer = await post(script, "/api/faults", {"platform": "discord", **order}, status=400)

    assert words in answer["error"]


@pytest.mark.parametrize(
    "order",
    [
        {"name": "slow", "what": "GET /nowhere"},
        {"name": "slow", "times": 0},
        {"name": "slow", "seconds": -1},
        {"name": "server-error", "status": 200},
        {"name": "refuse-dms", "user": "1"},
        {"name": "lose-channel", "place": "1"},
        {"name": "outage"},
    ],
)
async def test_a_fault_that_cannot_be_is_refused_in_words(
    script: aiohttp.ClientSession, maple: Maple, order: dict[str, object]
) -> None:
    answer = await post(script, "/api/faults", {"platform": "discord", **order}, status=409)

    assert len(answer["error"].split()) > 3
    assert list(maple.discord.fault_desk.in_effect()) == []


async def test_an_unknown_platform_is_told_which_there_are(script: aiohttp.ClientSession) -> None:
    words = "Expected one of: slack, discord"
    assert words in (await get(script, "/api/traffic", {"platform": "irc"}, status=400))["error"]
    assert words in (await delete(script, "/api/faults", {"platform": "irc"}, status=400))["error"]
    order = {"platform": "irc", "name": "outage", "seconds": 60}
    assert words in (await post(script, "/api/faults", order, status=400))["error"]


async def test_whatever_an_app_sends_is_shown_as_json_that_a_browser_reads(
    script: aiohttp.ClientSession, maple: Maple
) -> None:
    headers = {"Authorization": f"Bearer {SLACK.app.bot_token}", "Content-Type": "application/json"}
    body = b'{"channel": "C0TEAM", "text": "\\ud800", "blocks": [NaN, 1e999, {"a": -1e999}]}'
    address = f"{maple.slack.address}/api/chat.postMessage"
    async with aiohttp.ClientSession() as app, app.post(address, data=body, headers=headers) as response:
        assert response.status == 200

    async with script.get("/api/traffic", params={"platform": "slack"}) as answer:
        told = json.loads(await answer.read(), parse_constant=pytest.fail)

    assert told["exchanges"][-1]["what"] == "chat.postMessage"
