"""What the JSON API says to what makes no sense: never a 500, always words."""

from __future__ import annotations

import base64
import json

import aiohttp
import pytest

from tests.sandbox.page.asking import HERE, get, post

pytestmark = pytest.mark.wire
FILE = {"name": "plan.txt", "media_type": "text/plain", "content": "aGVsbG8="}
JSON = {"Content-Type": "application/json"}


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


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (["x"], '"files" is no object'),
        ({"plan": FILE}, 'The files of "plan" are no list'),
        ({"plan": ["x"]}, "File 1 of 'plan' needs content, media_type, name"),
        ({"plan": [FILE, {"name": "x"}]}, "File 2 of 'plan' needs content, media_type, name"),
        ({"plan": [{**FILE, "size": 3}]}, "and nothing else"),
        ({"plan": [{**FILE, "content": 3}]}, "no string"),
        ({"plan": [{**FILE, "content": "%%%"}]}, "is no base64"),
        ({"plan": [{**FILE, "content": "é"}]}, "is no base64"),
        ({"plan": [{**FILE, "name": "../../etc/passwd"}]}, "without slashes"),
        ({"plan": [{**FILE, "name": ""}]}, "needs a name"),
        ({"plan": [{**FILE, "name": "x" * 256}]}, "at most 255"),
        ({"plan": [{**FILE, "media_type": "text"}]}, "needs a media type"),
        ({"plan": [{**FILE, "media_type": "text/plain\r\nX: y"}]}, "needs a media type"),
    ],
)
async def test_a_file_that_makes_no_sense_is_told_what_was_expected(
    script: aiohttp.ClientSession, files: object, words: str
) -> None:
    answer = await post(script, "/api/submit", {**HERE, "values": {}, "files": files}, status=400)

    assert words in answer["error"]


@pytest.mark.parametrize("count", [1, 2])
async def test_files_that_are_too_large_are_refused_in_words(
    script: aiohttp.ClientSession, count: int
) -> None:
    content = base64.b64encode(bytes(8 * 1024 * 1024 // count + 1)).decode()
    body = {**HERE, "values": {}, "files": {"plan": [{**FILE, "content": content}] * count}}

    answer = await post(script, "/api/submit", body, status=413)

    assert answer["error"] == "The files are larger than 8 MiB in all."


async def test_a_body_far_beyond_its_size_is_refused_in_words(script: aiohttp.ClientSession) -> None:
    for path, kib in (("/api/type", 256), ("/api/submit", 11178)):
        answer = await post(script, path, {**HERE, "text": "x" * 12_000_000}, status=413)
        assert answer["error"] == f"The body is larger than {kib} KiB."


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"a":' * 40_000,
        b'{"persona": NaN, "platform": 1e999}',
        b'{"persona": %s}' % (b"9" * 10_000),
        "{}".encode("utf-16"),
        b'{"persona": "\xed\xa0\x80"}',
        b"",
        b"null",
        b'"\\ud800"',
    ],
)
@pytest.mark.parametrize("path", ["type", "clock", "faults", "submit", "home"])
async def test_no_body_whatever_breaks_the_api(script: aiohttp.ClientSession, path: str, body: bytes) -> None:
    for kind in ("application/json", "application/json; charset=nonsense"):
        async with script.post(f"/api/{path}", data=body, headers={"Content-Type": kind}) as response:
            assert response.status == 400
            assert (await response.json())["error"]


async def test_half_a_character_is_refused_in_words(script: aiohttp.ClientSession) -> None:
    body = json.dumps({**HERE, "text": "\ud800"})
    async with script.post("/api/type", data=body, headers=JSON) as response:
        assert response.status == 400
        assert "text holds half a character" in (await response.json())["error"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({**HERE, "last": "9" * 5000}, "Expected a whole number"),
        ({**HERE, "last": "\u0663"}, "Expected a whole number"),
        ({**HERE, "last": "-1"}, "Expected a whole number"),
        ({"persona": "ana"}, "platform is missing"),
        ({**HERE, "colour": "red"}, "colour means nothing here"),
    ],
)
async def test_a_query_that_makes_no_sense_is_told_what_was_expected(
    script: aiohttp.ClientSession, query: dict[str, str], words: str
) -> None:
    assert words in (await get(script, "/api/view", query, status=400))["error"]
