"""A file as Slack's JSON."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath
from urllib.parse import quote

from bot.sandbox.slack.records import Json
from bot.sandbox.slack.uploads import Upload


def file_json(address: str, upload: Upload, title: str, user: str, at: datetime) -> Json:
    """A file that this person or app gave at an instant; `address` is the server's.

    The app reads `url_private` with its token; people open the `permalink`.
    """
    ending = PurePath(upload.name).suffix.removeprefix(".").lower() or "binary"
    name = quote(upload.name, safe="")
    private = f"{address}/files-pri/{upload.team}-{upload.id}"
    moment = int(at.timestamp())
    return {
        "id": upload.id,
        "created": moment,
        "timestamp": moment,
        "name": upload.name,
        "title": title,
        "mimetype": upload.media_type,
        "filetype": ending,
        "pretty_type": ending.upper(),
        "user": user,
        "user_team": upload.team,
        "editable": False,
        "size": upload.length,
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": False,
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": f"{private}/{name}",
        "url_private_download": f"{private}/download/{name}",
        "media_display_type": "unknown",
        "permalink": f"{address}/files/{upload.id}",
        "file_access": "visible",
    }
