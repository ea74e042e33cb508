"""Hands JSON that is drawn already to discord.py's own sending methods, and reads it back from a message."""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

from bot.platforms.discord.markup import Json


class Drawn(ui.LayoutView):
    """A message's components. It is stopped at once, so that the library never holds it as a live view."""

    def __init__(self, components: list[Json]) -> None:
        super().__init__(timeout=None)
        self._drawn = components
        self.stop()

    def to_components(self) -> list[dict[str, Any]]:
        """The JSON as it was given."""
        return self._drawn

    def has_components_v2(self) -> bool:
        """Every message of the bot is of this sort: the flag cannot be taken back by an edit."""
        return True


def read_back(message: discord.Message) -> list[Json]:
    """The components of a message that is there."""
    return [dict(one.to_dict()) for one in message.components]
