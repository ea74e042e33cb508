from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import aiohttp
import pytest

from tests.sandbox.page.maple_town import ANA, CLUB, TEAM, Maple

pytestmark = pytest.mark.wire
HERE = {"persona": "ana", "platform": "slack", "place": TEAM}


async def post(script: aiohttp.ClientSession, path: str, body: object, status: int = 200) -> dict[str, Any]:
    async with script.post(path, json=body) as response:
        answer: dict[str, Any] = await response.json()
        assert response.status == status, answer
        return answer


async def get(
    script: aiohttp.ClientSession, path: str, query: Mapping[str, str] | None = None, status: int = 200
) -> dict[str, Any]:
    async with script.get(path, params=query) as response:
        answer: dict[str, Any] = await response.json()
        assert response.status == status, answer
        return answer


async def until_seen(script: aiohttp.ClientSession, where: dict[str, str], words: str) -> dict[str, Any]:
    async with asyncio.timeout(5):
        while True:
            seen = await get(script, "/api/view", where)
            if found := [one for one in seen["messages"] if words in one["words"]]:
                return dict(found[-1])
            await asyncio.sleep(0.02)


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


@pytest.mark.parametrize(
    ("move", "now"),
    [
        ("next", "2026-12-09T13:00:00Z"),
        ("day", "2026-12-09T17:00:00Z"),
        ("week", "2026-12-15T17:00:00Z"),
        ("2026-12-11T09:30:00-06:00", "2026-12-11T15:30:00Z"),
    ],
)
async def test_the_clock_moves_and_what_was_due_arrives(
    script: aiohttp.ClientSession, maple: Maple, move: str, now: str
) -> None:
    moved = await post(script, "/api/clock", {"move": move})

    assert moved["clock"] == {"now": now, "next": None, "speed": 0}
    where = {"persona": "ana", "platform": "slack", "place": maple.direct}
    await until_seen(script, where, "It is time for: good morning")


async def test_a_day_later_is_the_same_hour_after_daylight_saving_ends(
    script: aiohttp.ClientSession,
) -> None:
    await post(script, "/api/clock", {"move": "2027-03-13T16:00:00Z"})

    moved = await post(script, "/api/clock", {"move": "day", "persona": "ana"})

    assert moved["clock"]["now"] == "2027-03-14T15:00:00Z"


async def test_changes_are_told_while_they_happen(script: aiohttp.ClientSession) -> None:
    async with script.get("/api/changes") as stream:
        assert stream.content_type == "text/event-stream"
        await stream.content.readuntil(b"\n\n")
        await post(script, "/api/type", {**HERE, "text": "hello"})

        assert b"event: change" in await asyncio.wait_for(stream.content.readuntil(b"\n\n"), 5)


async def test_stopping_ends_open_streams_at_once(script: aiohttp.ClientSession, maple: Maple) -> None:
    async with script.get("/api/changes"):
        await asyncio.wait_for(maple.page.stop(), 3)


async def test_what_is_not_on_the_screen_is_refused_in_words(script: aiohttp.ClientSession) -> None:
    for path, body in (
        ("/api/press", {**HERE, "message": "1.1", "control": "moving"}),
        ("/api/submit", {**HERE, "values": {}}),
        ("/api/type", {**HERE, "place": "C0NOWHERE", "text": "hello"}),
        ("/api/type", {**HERE, "persona": "devon", "text": "hello"}),
        ("/api/clock", {"move": "2020-01-01T00:00:00Z"}),
    ):
        answer = await post(script, path, body, status=409)
        assert len(answer["error"].split()) > 3, answer


@pytest.mark.parametrize(
    ("path", "body", "words"),
    [
        ("/api/type", {**HERE}, 'text is missing. Expected: {"persona": "…", "platform": "…"'),
        ("/api/type", {**HERE, "text": 3}, "text is no string"),
        ("/api/type", {**HERE, "text": "x", "colour": "red"}, "colour means nothing here"),
        ("/api/type", ["x"], "no JSON object"),
        ("/api/type", {**HERE, "persona": "eve", "text": "x"}, "Expected one of: ana, ben, devon"),
        ("/api/type", {**HERE, "platform": "irc", "text": "x"}, "Expected one of: slack, discord"),
        ("/api/submit", {**HERE, "values": ["x"]}, '"values" is no object'),
        ("/api/submit", {**HERE, "values": {"level": 2}}, "level is no string"),
        ("/api/clock", {"move": "soon"}, 'Expected "next", "day", "week" or an instant'),
        ("/api/clock", {"move": "2026-12-09T10:00"}, "without a zone"),
    ],
)
async def test_what_makes_no_sense_is_told_what_was_expected(
    script: aiohttp.ClientSession, path: str, body: object, words: str
) -> None:
    answer = await post(script, path, body, status=400)

    assert words in answer["error"]


async def test_a_wrong_count_of_messages_is_told_what_was_expected(script: aiohttp.ClientSession) -> None:
    answer = await get(script, "/api/view", {**HERE, "last": "many"}, status=400)

    assert 'last is "many"' in answer["error"]


async def test_broken_json_is_refused(script: aiohttp.ClientSession) -> None:
    told = {"Content-Type": "application/json"}
    async with script.post("/api/type", data=b'{"persona": \xff', headers=told) as response:
        assert response.status == 400
        assert "no JSON" in (await response.json())["error"]
    await get(script, "/api/town")
