"""The application commands that an app has registered, for everywhere and for single guilds."""

from __future__ import annotations

import time
from collections.abc import Sequence

from bot.sandbox.discord.commands import kinds
from bot.sandbox.discord.limits.drip import Drip
from bot.sandbox.discord.limits.table import COMMAND_CREATES
from bot.sandbox.discord.records import Json
from bot.sandbox.discord.snowflakes import Snowflakes

_IN_GUILD, _IN_APP_DM = 0, 1
_KEPT = (
    "type",
    "name",
    "name_localizations",
    "description",
    "description_localizations",
    "options",
    "default_member_permissions",
    "dm_permission",
    "contexts",
    "integration_types",
    "nsfw",
)
_DEFAULTS: Json = {
    "type": kinds.CHAT_INPUT,
    "name_localizations": None,
    "description": "",
    "description_localizations": None,
    "default_member_permissions": None,
    "dm_permission": True,
    "contexts": None,
    "integration_types": [0],
    "nsfw": False,
}


class CommandShelf:
    """Commands by app and guild (an empty guild means everywhere)."""

    def __init__(self, ids: Snowflakes) -> None:
        self._ids = ids
        self._kept: dict[tuple[str, str], dict[str, Json]] = {}
        self._created: dict[tuple[str, str], Drip] = {}

    def listed(self, app: str, guild: str) -> list[Json]:
        """Return an app's commands of one scope."""
        return list(self._kept.get((app, guild), {}).values())

    def create(self, app: str, guild: str, count: int) -> float:
        """Count new commands of a scope; returns the seconds until so many may be made, 0 when they may."""
        day = Drip(COMMAND_CREATES.most, COMMAND_CREATES.seconds)
        drip, now = self._created.setdefault((app, guild), day), time.monotonic()
        wait = drip.fits(now, count)
        for _ in range(0 if wait else count):
            drip.take(now)
        return wait

    def find(self, app: str, guild: str, command: str) -> Json | None:
        """Return one command by id."""
        return self._kept.get((app, guild), {}).get(command)

    def overwrite(self, app: str, guild: str, commands: Sequence[Json]) -> list[Json]:
        """Replace a whole scope; a command of the same name and type keeps its id."""
        old = {(each["name"], each["type"]): each["id"] for each in self.listed(app, guild)}
        shelf: dict[str, Json] = {}
        for command in commands:
            name = (command["name"], command.get("type", kinds.CHAT_INPUT))
            stored = self._stored(app, guild, command, old.get(name))
            shelf[stored["id"]] = stored
        self._kept[app, guild] = shelf
        return self.listed(app, guild)

    def put(self, app: str, guild: str, command: Json) -> tuple[Json, bool]:
        """Add a command or replace the one of the same name; returns it and whether it is new."""
        kind = command.get("type", kinds.CHAT_INPUT)
        same = (e for e in self.listed(app, guild) if (e["name"], e["type"]) == (command["name"], kind))
        old = next(same, None)
        stored = self._stored(app, guild, command, old["id"] if old else None)
        self._kept.setdefault((app, guild), {})[stored["id"]] = stored
        return stored, old is None

    def change(self, app: str, guild: str, command: str, changed: Json) -> Json:
        """Store a changed command under its id."""
        stored = self._stored(app, guild, changed, command)
        self._kept[app, guild][command] = stored
        return stored

    def remove(self, app: str, guild: str, command: str) -> None:
        """Delete one command."""
        del self._kept[app, guild][command]

    def usable(self, app: str, guild: str, kind: int = kinds.CHAT_INPUT) -> list[Json]:
        """Return what a person can use: in a guild its own and the general commands, else those for DMs."""
        if guild:
            general = [each for each in self._of_kind(app, "", kind) if _fits(each, _IN_GUILD)]
            return [*self._of_kind(app, guild, kind), *general]
        return [each for each in self._of_kind(app, "", kind) if _fits(each, _IN_APP_DM)]

    def _of_kind(self, app: str, guild: str, kind: int) -> list[Json]:
        return [each for each in self.listed(app, guild) if each["type"] == kind]

    def _stored(self, app: str, guild: str, command: Json, known: str | None) -> Json:
        named = {key: command[key] for key in _KEPT if command.get(key) is not None}
        if "default_member_permissions" in named:
            named["default_member_permissions"] = f"{named['default_member_permissions']}"
        version = self._ids.make()
        told = _DEFAULTS | named | {"id": known or version, "application_id": app, "version": version}
        return told | ({"guild_id": guild} if guild else {})


def _fits(command: Json, context: int) -> bool:
    if command["contexts"] is not None:
        return context in command["contexts"]
    return context == _IN_GUILD or command["dm_permission"] is not False
