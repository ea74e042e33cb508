"""The three steps of an upload, of which the second (the bytes) is not a Web API method."""

from __future__ import annotations

from bot.sandbox.slack.records import Content, Json
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.uploads import Upload
from bot.sandbox.slack.web_api.call import Call


def get_upload_url(call: Call) -> Json:
    """files.getUploadURLExternal: announce a file and learn where its bytes go."""
    length = call.arguments.number("length", 0, "invalid_arguments")
    if length <= 0:
        raise Refused("missing_argument")
    upload = call.town.uploads.announce(call.workspace.home.id, call.arguments.text("filename"), length)
    return {"upload_url": f"{call.town.address}/upload/v1/{upload.id}", "file_id": upload.id}


def complete_upload(call: Call) -> Json:
    """files.completeUploadExternal: share uploaded files in a channel, or keep them private."""
    asked = call.arguments.structure("files", "invalid_arguments")
    if not isinstance(asked, list) or not all(isinstance(one, dict) for one in asked):
        raise Refused("invalid_arguments", ["must be an array of files [json-pointer:/files]"])
    files = tuple(_completed(call, one) for one in asked)
    channels = call.arguments.listed("channels") or call.arguments.listed("channel_id")
    for name in channels:
        channel = call.workspace.writable(name)
        comment = call.arguments.text("initial_comment")
        call.town.says(call.workspace, channel.id, Content(comment, files=files))
    return {"files": list(files)}


def _completed(call: Call, asked: Json) -> Json:
    upload = call.town.uploads.complete(call.workspace.home.id, str(asked.get("id")))
    return _file_json(call, upload, str(asked.get("title") or upload.name))


def _file_json(call: Call, upload: Upload, title: str) -> Json:
    address = f"{call.town.address}/files/{upload.id}"
    return {
        "id": upload.id,
        "name": upload.name,
        "title": title,
        "size": upload.length,
        "user": call.workspace.app.bot_user,
        "url_private": address,
        "permalink": address,
    }
