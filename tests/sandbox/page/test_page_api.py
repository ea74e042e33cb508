from __future__ import annotations

import asyncio

import aiohttp
import pytest

from tests.sandbox.page.asking import HERE, get, post, until_seen
from tests.sandbox.page.maple_town import ANA, CLUB, TEAM, Maple

pytestmark = pytest.mark.wire


async def test_the_town_tells_who_is_there_and_what_comes_next(script: aiohttp.ClientSession) -> None:
    town = await get(script, "/api/town")

    assert town["clock"]["now"] == "2026-12-08T17:00:00Z"
    assert town["clock"]["next"] == {"at": "2026-12-09T13:00:00Z", "words": "good morning"}
    assert [one["name"] for one in town["workspaces"]] == ["Maple Grove Schools", "Maple Grove STEM club"]
    ana, ben, _ = town["personas"]
    assert ana["zone"] == "America/Chicago"
    assert [place["name"] for place in ana["places"]["slack"]] == ["slt", "stem-bot"]
    assert list(ben["places"]) == ["slack"]


async def test_a_script_types_reads_presses_and_sees_the_edit(script: aiohttp.ClientSession) -> None:
    await post(script, "/api/type", {**HERE, "text": "/stem card"})
    card = await until_seen(script, HERE, "moved since?")
    moving = card["parts"][-1]["controls"][0]
    assert (moving["label"], card["from_app"], card["edited"]) == ("Moving", True, False)

    await post(script, "/api/press", {**HERE, "message": card["id"], "control": moving["id"]})

    recorded = await until_seen(script, HERE, "Recorded: moving")
    assert (recorded["id"], recorded["edited"]) == (card["id"], True)


async def test_a_script_chooses_in_a_menu(script: aiohttp.ClientSession) -> None:
    await post(script, "/api/type", {**HERE, "text": "/stem card"})
    card = await until_seen(script, HERE, "moved since?")
    later = card["parts"][-1]["controls"][1]

    press = {**HERE, "message": card["id"], "control": later["id"], "value": later["options"][1]["id"]}
    await post(script, "/api/press", press)

    await until_seen(script, HERE, "Recorded: day")


@pytest.mark.parametrize(("platform", "place"), [("slack", TEAM), ("discord", CLUB)])
async def test_a_script_chooses_what_the_app_offers_on_a_message(
    script: aiohttp.ClientSession, platform: str, place: str
) -> None:
    here = {"persona": "ana", "platform": platform, "place": place}
    seen = await post(script, "/api/type", {**here, "text": "Two seats are filled"})
    assert seen["shortcuts"] == [{"id": "Quote it", "label": "Quote it", "description": ""}]
    message = seen["messages"][-1]["id"]

    await post(script, "/api/use", {**here, "message": message, "shortcut": "Quote it"})

    await until_seen(script, here, "Quoted: Two seats are filled")
    refused = await post(script, "/api/use", {**here, "message": message, "shortcut": "Sing it"}, 409)
    assert "there is Quote it" in refused["error"]


async def test_a_script_fills_a_form_and_meets_the_platforms_error(script: aiohttp.ClientSession) -> None:
    seen = await post(script, "/api/type", {**HERE, "text": "/stem form"})
    assert seen["form"]["title"] == "Rate an indicator"

    refused = await post(script, "/api/submit", {**HERE, "values": {"level": "2", "evidence": "soon"}})
    errors = {field["id"]: field["error"] for field in refused["form"]["fields"] if field["error"]}
    assert errors == {"evidence": "Give a link that shows it."}

    done = await post(script, "/api/submit", {**HERE, "values": {"evidence": "http://maple.example"}})
    assert done["form"] is None


async def test_a_script_dismisses_a_form(script: aiohttp.ClientSession) -> None:
    await post(script, "/api/type", {**HERE, "text": "/stem form"})

    assert (await post(script, "/api/dismiss", HERE))["form"] is None


async def test_suggestions_are_those_of_the_platform(script: aiohttp.ClientSession) -> None:
    where = {"persona": "devon", "platform": "discord", "place": CLUB}

    found = await post(script, "/api/suggest", {**where, "text": "/stem rate level:pro"})

    assert [one["label"] for one in found["suggestions"]] == ["Progressing"]


async def test_reading_a_place_takes_its_unread_mark_away(
    script: aiohttp.ClientSession, maple: Maple
) -> None:
    await post(script, "/api/type", {**HERE, "persona": "ben", "text": "hello"})
    unread = {place.id: place.unread for place in maple.slack.hands.places(ANA)}
    assert unread[TEAM] == 1

    seen = await post(script, "/api/read", HERE)

    assert [place["unread"] for place in seen["places"] if place["id"] == TEAM] == [0]


async def test_looking_alone_marks_nothing_read(script: aiohttp.ClientSession) -> None:
    await post(script, "/api/type", {**HERE, "persona": "ben", "text": "hello"})

    await get(script, "/api/view", HERE)

    seen = await get(script, "/api/view", HERE)
    assert [place["unread"] for place in seen["places"] if place["id"] == TEAM] == [1]


async def test_a_view_gives_the_last_messages_and_counts_the_earlier(script: aiohttp.ClientSession) -> None:
    for number in range(5):
        await post(script, "/api/type", {**HERE, "text": f"line {number}"})

    seen = await get(script, "/api/view", {**HERE, "last": "2"})

    assert [one["words"] for one in seen["messages"]] == ["line 3", "line 4"]
    assert seen["earlier"] == 3


async def test_somebody_without_an_account_is_told_so(script: aiohttp.ClientSession) -> None:
    seen = await get(script, "/api/view", {"persona": "ben", "platform": "discord"})

    assert seen["account"] is False
    assert seen["words"] == "Ben Okafor has no account in Maple Grove STEM club (Discord)."


async def test_changes_are_told_while_they_happen(script: aiohttp.ClientSession) -> None:
    async with script.get("/api/changes") as stream:
        assert stream.content_type == "text/event-stream"
        await stream.content.readuntil(b"\n\n")
        await post(script, "/api/type", {**HERE, "text": "hello"})

        assert b"event: change" in await asyncio.wait_for(stream.content.readuntil(b"\n\n"), 20)


async def test_stopping_ends_open_streams_at_once(script: aiohttp.ClientSession, maple: Maple) -> None:
    async with script.get("/api/changes"):
        await asyncio.wait_for(maple.page.stop(), 20)
