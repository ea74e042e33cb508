"""Which routes Discord limits by a bucket of their own, and where each number was read.

Discord publishes the numbers of few buckets: clients are to read them from the headers. Routes that are
not in the table answer without them, as many of Discord's own do, and have the global limit alone.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

DOCUMENTED = "Discord's documentation"
HEADERS = "headers of the real API, quoted in Discord's own tracker of issues"
REPORTED = "lists and guides by people who measured the real API"
ASSUMED = "a number like those of its kind; nobody has published this one"


@dataclass(frozen=True, slots=True)
class Limit:
    """`most` requests in `seconds` for each value of the route's major parameter (channel, guild, token)."""

    name: str
    most: int
    seconds: float
    source: str

    @property
    def bucket(self) -> str:
        """The bucket's name in the headers: opaque, the same for all routes that share it."""
        return hashlib.md5(self.name.encode(), usedforsecurity=False).hexdigest()


_REACT = Limit("react", 1, 0.25, REPORTED)
_FOLLOW_UP = Limit("follow up", 5, 2.0, REPORTED)
_FIND_MEMBERS = Limit("find members", 10, 10.0, ASSUMED)
_MESSAGE = "/channels/{channel_id}/messages/{message_id}"
_TOKEN = "/webhooks/{application_id}/{token}"  # noqa: S105 - a path, not a secret

LIMITS = {
    "POST /channels/{channel_id}/messages": Limit("send", 5, 5.0, HEADERS),
    f"PATCH {_MESSAGE}": Limit("edit", 5, 5.0, REPORTED),
    f"DELETE {_MESSAGE}": Limit("delete", 5, 1.0, REPORTED),
    "POST /channels/{channel_id}/messages/bulk-delete": Limit("delete many", 1, 1.0, REPORTED),
    f"PUT {_MESSAGE}/reactions/{{emoji}}/@me": _REACT,
    f"DELETE {_MESSAGE}/reactions/{{emoji}}/@me": _REACT,
    "POST /channels/{channel_id}/typing": Limit("type", 5, 5.0, ASSUMED),
    f"POST {_TOKEN}": _FOLLOW_UP,
    f"PATCH {_TOKEN}/messages/{{message_id}}": Limit("edit follow up", 5, 2.0, ASSUMED),
    f"DELETE {_TOKEN}/messages/{{message_id}}": Limit("delete follow up", 5, 2.0, ASSUMED),
    "GET /guilds/{guild_id}/members": Limit("list members", 10, 10.0, ASSUMED),
    "GET /guilds/{guild_id}/members/search": _FIND_MEMBERS,
    "GET /guilds/{guild_id}/members/{user_id}": Limit("member", 5, 1.0, REPORTED),
}

# Of new commands, for each guild and for those that are in every guild.
COMMAND_CREATES = Limit("create commands", 200, 24 * 60 * 60.0, DOCUMENTED)
