"""Brings a file into a conversation: announced, uploaded, then posted together with its message.

Such a message is posted by Slack itself and carries no metadata, so the delivery's key stands in the file's
name, which only who saves it sees; the title is the name alone.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Mapping
from http import HTTPStatus
from pathlib import PurePath
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.chat.messenger import File, FileNotSent, NotSent, Refused, Unclear
from bot.chat.text import shorten
from bot.platforms.slack.failures import asked, retry_after
from bot.platforms.slack.markup import Json

# Of the key's letters; among the files of one conversation they are one of a kind.
_LETTERS = 10
_LONGEST_ALTERNATIVE = 1000
# What the message would be refused for without its file as well.
_OF_THE_PLACE = {"place-gone", "not-in-place", "no-direct-messages", "account-gone"}


def marked_name(file: File, key: str) -> str:
    """The file's name with the delivery's mark before its ending."""
    name = PurePath(file.name)
    return f"{name.stem}.{key[:_LETTERS]}{name.suffix}"


def brings(message: Mapping[str, Any], key: str) -> bool:
    """Whether a message of a history is the one with the file of that delivery."""
    mark = f".{key[:_LETTERS]}."
    return any(mark in f"{file.get('name') or ''}." for file in message.get("files") or ())


async def upload(client: AsyncWebClient, file: File, key: str) -> str:
    """The id of the file, which nobody sees yet; raises `FileNotSent`, `NotSent` or `Refused("file")`."""
    announced = await _unseen(
        client.files_getUploadURLExternal(
            filename=marked_name(file, key),
            length=len(file.content),
            alt_txt=shorten(file.alternative, _LONGEST_ALTERNATIVE) or None,
        )
    )
    await _put(client, str(announced["upload_url"]), file)
    return str(announced["file_id"])


async def share(client: AsyncWebClient, channel: str, file_id: str, file: File, content: Json) -> None:
    """Post the uploaded file with its message; raises `NotSent`, `Refused` or `Unclear`."""
    try:
        await _at_its_own_pace(
            client.files_completeUploadExternal(
                files=[{"id": file_id, "title": file.name}],
                channel_id=channel,
                blocks=json.dumps(content["blocks"]),
            )
        )
    except Refused as refused:
        raise refused if refused.reason in _OF_THE_PLACE else Refused("file", str(refused)) from refused


async def _put(client: AsyncWebClient, address: str, file: File) -> None:
    session = client.session
    if session is None:
        raise NotSent("not connected")
    try:
        async with session.post(
            address, data=file.content, headers={"Content-Type": file.media_type}
        ) as answer:
            status = answer.status
    except (TimeoutError, aiohttp.ClientError) as problem:
        raise FileNotSent(f"the upload broke off: {type(problem).__name__}") from problem
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise NotSent("rate limit", retry_after(answer.headers), alone=True)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise FileNotSent(f"the upload was answered with {status}")
    if status != HTTPStatus.OK:
        raise Refused("file", f"the upload was answered with {status}")


async def _unseen(call: Awaitable[AsyncSlackResponse]) -> AsyncSlackResponse:
    """The answer to a call that shows nobody anything: a lost one may be asked for again."""
    try:
        return await _at_its_own_pace(call)
    except Unclear as problem:
        raise FileNotSent(str(problem)) from problem
    except Refused as problem:
        raise Refused("file", str(problem)) from problem


async def _at_its_own_pace(call: Awaitable[AsyncSlackResponse]) -> AsyncSlackResponse:
    """The answer; files have a rate limit of their own, for which messages without any need not wait."""
    try:
        return await asked(call)
    except NotSent as problem:
        raise NotSent(str(problem), problem.seconds, alone=True) from problem
