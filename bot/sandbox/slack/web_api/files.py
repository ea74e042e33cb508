"""The three steps of an upload, of which the second (the bytes) is not a Web API method."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.sandbox.slack.block_kit import checked_blocks
from bot.sandbox.slack.file_shape import file_json
from bot.sandbox.slack.records import Channel, Content, Json, Post
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.uploads import LARGEST_FILE, Upload
from bot.sandbox.slack.web_api.call import Call
from bot.sandbox.slack.web_api.places import by_id, open_for_posts
from bot.sandbox.slack.web_api.threads import thread_of

MOST_CHANNELS = 100
LONGEST_WORDS = 1000


def get_upload_url(call: Call) -> Json:
    """files.getUploadURLExternal: announce a file and learn where its bytes go."""
    length = call.arguments.number("length", 0, "invalid_arguments")
    if length <= 0:
        raise Refused("missing_argument")
    if length > LARGEST_FILE:
        raise Refused("file_upload_size_restricted")
    words = call.arguments.text("alt_txt")
    if len(words) > LONGEST_WORDS:
        raise Refused("alt_txt_too_large")
    upload = call.town.uploads.announce(
        call.workspace.home.id, call.arguments.text("filename"), length, words
    )
    return {"upload_url": f"{call.town.address}/upload/v1/{upload.id}", "file_id": upload.id}


def complete_upload(call: Call) -> Json:
    """files.completeUploadExternal: share uploaded files in channels, or keep them private."""
    asked, places = _asked(call), _places(call)
    content = _comment(call)
    threads = [thread_of(call, place) for place in places]
    ready = [call.town.uploads.ready(call.workspace.home.id, one["id"]) for one in asked]
    files = tuple(
        call.town.uploads.complete(upload, _shown(call, upload, one, places))
        for upload, one in zip(ready, asked, strict=True)
    )
    for place, thread in zip(places, threads, strict=True):
        _share(call, place, thread, replace(content, files=files))
    return {"files": list(files)}


def file_info(call: Call) -> Json:
    """files.info: one file that was shared."""
    upload = call.town.uploads.of(call.workspace.home.id, call.arguments.text("file"))
    if upload.shown is None:
        raise Refused("file_not_found")
    return {"file": upload.shown, "comments": [], "response_metadata": {"next_cursor": ""}}


def _asked(call: Call) -> list[Json]:
    asked: Any = call.arguments.structure("files", "invalid_arguments")
    if not isinstance(asked, list) or not all(isinstance(one, dict) for one in asked):
        raise Refused("invalid_arguments", ["must be an array of files [json-pointer:/files]"])
    missing = [number for number, one in enumerate(asked) if not isinstance(one.get("id"), str)]
    if missing:
        pointers = [f"missing required field: id [json-pointer:/files/{number}]" for number in missing]
        raise Refused("invalid_arguments", pointers)
    if len({one["id"] for one in asked}) < len(asked):
        raise Refused("file_not_found")
    return asked


def _places(call: Call) -> list[Channel]:
    """The conversations to share in, each by its id, or by a person's in `channels`."""
    names = call.arguments.listed("channels") or call.arguments.listed("channel_id")
    if len(names) > MOST_CHANNELS:
        raise Refused("channels_limit_exceeded")
    people = call.workspace.people
    found = [
        call.workspace.direct_message(name) if name in people else by_id(call.workspace, name)
        for name in names
    ]
    return [open_for_posts(call, channel) for channel in found]


def _comment(call: Call) -> Content:
    comment = call.arguments.text("initial_comment")
    blocks = call.arguments.structure("blocks", "invalid_blocks")
    return Content(comment, checked_blocks(blocks) if blocks and not comment else ())


def _shown(call: Call, upload: Upload, asked: Json, places: list[Channel]) -> Json:
    """The file with the title that it gets and the conversations that it goes to."""
    title = asked.get("title")
    title = title if title and isinstance(title, str) else upload.name
    author, now = call.workspace.app.bot_user, call.town.stamps.now()
    return {
        **file_json(call.town.address, upload, title, author, now),
        "is_public": any(not place.direct_with and not place.private for place in places),
        "channels": [place.id for place in places if not place.direct_with and not place.private],
        "groups": [place.id for place in places if place.private],
        "ims": [place.id for place in places if place.direct_with],
        **({"alt_txt": upload.words} if upload.words else {}),
    }


def _share(call: Call, place: Channel, thread: str, content: Content) -> None:
    author = call.workspace.app.bot_user
    post = Post(call.town.stamps.next(), place.id, author, content, from_app=True, thread_ts=thread)
    call.workspace.keep(post)
    call.town.changed()
