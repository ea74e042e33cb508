from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.slack.server import SlackServer
from tests.sandbox.slack.cedar_district import ANA, CHANNEL, LOBBY

pytestmark = pytest.mark.wire

WORDS = b"Two moved"


async def error_of(client: AsyncWebClient, method: str, **arguments: Any) -> str:
    with pytest.raises(SlackApiError) as refused:
        await client.api_call(method, json=arguments)
    return str(refused.value.response["error"])


async def announced(client: AsyncWebClient, name: str = "digest.txt") -> tuple[str, str]:
    told = await client.files_getUploadURLExternal(filename=name, length=len(WORDS))
    return told["upload_url"], told["file_id"]


async def status_of(session: aiohttp.ClientSession, url: str, data: Any) -> int:
    async with session.post(url, data=data) as answer:
        return answer.status


async def test_the_bytes_may_come_as_they_are_or_in_a_form(
    client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    form = aiohttp.FormData()
    form.add_field("filename", WORDS, filename="digest.txt")
    for data in (WORDS, form):
        url, file_id = await announced(client)
        async with session.post(url, data=data) as answer:
            assert (answer.status, await answer.text()) == (200, "OK - 9")
        shared = await client.files_completeUploadExternal(
            files=[{"id": file_id, "title": "The digest"}], channel_id=CHANNEL
        )
        (file,) = shared["files"]
        assert (file["title"], file["mimetype"], file["size"], file["channels"]) == (
            *("The digest", "text/plain", 9, [CHANNEL]),
        )
        info = (await client.files_info(file=file_id))["file"]
        assert info["title"] == "The digest"


async def test_a_step_that_is_left_out_repeated_or_wrong_is_refused(
    client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    url, file_id = await announced(client)
    complete = {"files": [{"id": file_id}], "channel_id": CHANNEL}

    assert await error_of(client, "files.completeUploadExternal", **complete) == "file_not_found"
    assert await error_of(client, "files.info", file=file_id) == "file_not_found"
    assert await status_of(session, url, WORDS + b"!") == 400
    assert await status_of(session, url, WORDS) == 200
    assert await status_of(session, url, WORDS) == 400
    await client.api_call("files.completeUploadExternal", json=complete)
    assert await error_of(client, "files.completeUploadExternal", **complete) == "file_not_found"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"files": [{"title": "x"}]}, "invalid_arguments"),
        ({"files": "nonsense"}, "invalid_arguments"),
        ({"files": [3]}, "invalid_arguments"),
        ({"files": [{"id": "F1"}, {"id": "F1"}]}, "file_not_found"),
        ({"files": [{"id": "F1"}], "channel_id": "C404"}, "channel_not_found"),
        ({"files": [{"id": "F1"}], "channel_id": LOBBY}, "not_in_channel"),
        ({"files": [{"id": "F1"}], "channels": ",".join([CHANNEL] * 101)}, "channels_limit_exceeded"),
        ({"files": [{"id": "F1"}], "channel_id": CHANNEL, "thread_ts": "1.2"}, "thread_not_found"),
        ({"files": [{"id": "F1"}], "blocks": [{"type": "sofa"}]}, "invalid_blocks"),
    ],
)
async def test_files_are_shared_only_where_and_as_slack_would(
    client: AsyncWebClient, arguments: dict[str, Any], error: str
) -> None:
    assert await error_of(client, "files.completeUploadExternal", **arguments) == error


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"filename": "a.txt"}, "invalid_arguments"),
        ({"filename": "a.txt", "length": 0}, "missing_argument"),
        ({"filename": "a.txt", "length": "long"}, "invalid_arguments"),
        ({"filename": "a.txt", "length": 2 * 1024**3}, "file_upload_size_restricted"),
        ({"filename": "a.png", "length": 3, "alt_txt": "x" * 1001}, "alt_txt_too_large"),
    ],
)
async def test_a_file_is_announced_with_a_name_and_a_length(
    client: AsyncWebClient, arguments: dict[str, Any], error: str
) -> None:
    assert await error_of(client, "files.getUploadURLExternal", **arguments) == error


async def test_nothing_that_was_uploaded_runs_as_a_page(
    server: SlackServer, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    for name, kind in (("page.html", "application/octet-stream"), ("plain.txt", "text/plain")):
        url, file_id = await announced(client, name)
        await status_of(session, url, WORDS)
        await client.files_completeUploadExternal(files=[{"id": file_id}], channels=[ANA])
        async with session.get(f"{server.address}/files/{file_id}") as answer:
            assert answer.content_type == kind
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
