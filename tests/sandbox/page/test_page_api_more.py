"""The JSON API's threads, home page, searches and files, with real clients behind them."""

from __future__ import annotations

import asyncio
import base64
from typing import Any

import aiohttp
import pytest

from tests.sandbox.page.asking import HERE, get, post, until_seen
from tests.sandbox.page.maple_town import CLUB, Maple

pytestmark = pytest.mark.wire
ANA = {"persona": "ana", "platform": "slack"}
IN_DISCORD = {"persona": "ana", "platform": "discord"}
PLAN = {"name": "plan.txt", "media_type": "text/plain", "content": base64.b64encode(b"robots").decode()}


async def test_a_reply_stands_in_its_thread_and_is_counted(script: aiohttp.ClientSession) -> None:
    await post(script, "/api/type", {**HERE, "text": "who brings the robots?"})
    asked = await until_seen(script, HERE, "who brings")
    await post(script, "/api/type", {**HERE, "persona": "ben", "text": "I do", "thread": asked["id"]})

    thread = await get(script, "/api/thread", {**HERE, "message": asked["id"]})

    assert [one["words"] for one in thread["messages"]] == ["who brings the robots?", "I do"]
    assert thread["messages"][1]["thread"] == asked["id"]
    seen = await get(script, "/api/view", HERE)
    assert [(one["words"], one["replies"]) for one in seen["messages"]] == [("who brings the robots?", 1)]


async def test_there_is_no_thread_of_what_is_not_there(script: aiohttp.ClientSession) -> None:
    for where in (HERE, {**IN_DISCORD, "place": CLUB}):
        refused = await get(script, "/api/thread", {**where, "message": "1.1"}, status=409)
        assert len(refused["error"].split()) > 3


async def home_with(script: aiohttp.ClientSession, words: str) -> list[dict[str, Any]]:
    async with asyncio.timeout(20):
        while True:
            parts: list[dict[str, Any]] = (await get(script, "/api/home", ANA))["home"]
            if words in str(parts):
                return parts
            await asyncio.sleep(0.02)


async def test_opening_the_home_page_tells_the_app_which_publishes_it(
    script: aiohttp.ClientSession, maple: Maple
) -> None:
    assert (await get(script, "/api/home", ANA))["home"] == []
    assert maple.slack.traffic.of("app_home_opened") == []

    await post(script, "/api/home", ANA)

    parts = await home_with(script, "One check-in waits")
    controls = [one for part in parts if part["type"] == "row" for one in part["controls"]]
    button = next(one for one in controls if one["type"] == "button")
    await post(script, "/api/press", {**ANA, "message": "home", "control": button["id"]})
    await home_with(script, "Chosen: waved")


async def test_where_there_is_no_home_page_words_say_so(script: aiohttp.ClientSession) -> None:
    for answer in (
        await get(script, "/api/home", IN_DISCORD),
        await post(script, "/api/home", IN_DISCORD),
    ):
        assert answer["home"] is None
        assert answer["words"] == "The app has no home page in Maple Grove STEM club (Discord)."
    assert (await get(script, "/api/view", IN_DISCORD))["home"] is False
    assert (await get(script, "/api/view", ANA))["home"] is True


async def test_a_form_takes_a_searched_choice_and_files(script: aiohttp.ClientSession, maple: Maple) -> None:
    seen = await post(script, "/api/type", {**HERE, "text": "/stem give"})
    fields = {field["id"]: field for field in seen["form"]["fields"]}
    assert fields["helper"]["searches"] is True
    assert (fields["minutes"]["kind"], fields["minutes"]["most"]) == ("file", 2)
    search = {**ANA, "message": "", "control": "helper", "text": "or"}
    options = (await post(script, "/api/search", search))["options"]
    assert [one["label"] for one in options] == ["Ben Okafor", "Cora Diaz"]

    sent = {"values": {"helper": options[1]["id"]}, "files": {"minutes": [PLAN, {**PLAN, "name": "b.txt"}]}}
    done = await post(script, "/api/submit", {**ANA, **sent})

    assert done["form"] is None
    where = {**ANA, "place": maple.direct}
    await until_seen(script, where, "Given by Cora Diaz: plan.txt, b.txt")


async def test_a_form_in_discord_takes_a_file(script: aiohttp.ClientSession) -> None:
    where = {**IN_DISCORD, "place": CLUB}
    seen = await post(script, "/api/type", {**where, "text": "/attach"})
    assert [field["kind"] for field in seen["form"]["fields"]] == ["file"]

    done = await post(script, "/api/submit", {**where, "values": {}, "files": {"plan": [PLAN]}})

    assert done["form"] is None
    await until_seen(script, where, "Recorded: plan.txt (6)")


async def test_what_cannot_be_searched_or_given_is_refused_in_words(script: aiohttp.ClientSession) -> None:
    seen = await post(script, "/api/type", {**HERE, "text": "/stem give"})
    assert seen["form"]
    for path, body in (
        ("/api/search", {**ANA, "message": "", "control": "minutes", "text": "x"}),
        ("/api/search", {**ANA, "message": "", "control": "nothing", "text": "x"}),
        ("/api/search", {**IN_DISCORD, "message": "", "control": "plan", "text": "x"}),
        ("/api/submit", {**ANA, "values": {}, "files": {"nothing": [PLAN]}}),
        ("/api/submit", {**ANA, "values": {}, "files": {"helper": [PLAN]}}),
        ("/api/submit", {**ANA, "values": {}, "files": {"minutes": [PLAN] * 3}}),
        ("/api/type", {**IN_DISCORD, "place": CLUB, "text": "hello", "thread": "1"}),
        ("/api/type", {**HERE, "text": "hello", "thread": "1"}),
    ):
        refused = await post(script, path, body, status=409)
        assert len(refused["error"].split()) > 3, refused
