"""What a person chose in a menu, by id, label or mention, as the ids that Discord sends."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.discord.checks import numbers
from bot.sandbox.discord.records import Json
from bot.sandbox.discord.sight.choices import offered, several
from bot.sandbox.discord.sight.viewer import Viewer

_MENTIONS = ("<@&", "<@!", "<@", "<#", "@", "#")
_WITH_PEOPLE = (numbers.USER_SELECT, numbers.MENTIONABLE_SELECT)


class NoSuchChoice(Exception):  # noqa: N818 - reads as what is wrong
    """The menu does not offer this."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The menus of one guild (empty in a direct message), as one person uses them."""

    viewer: Viewer
    guild: str

    def ids(self, component: Json, text: str) -> list[str]:
        """Return the chosen ids, several by commas where the menu takes several; raises NoSuchChoice."""
        if not text:
            return []
        given = [each.strip() for each in text.split(",")] if several(component) else [text]
        return list(dict.fromkeys(self._id(component, each) for each in given))

    def _id(self, component: Json, text: str) -> str:
        options = offered(self.viewer, self.guild, component)
        named = _bare(text)
        for option in options:
            if option.id in (text, named):
                return option.id
        for option in options:
            if option.label in (text, named):
                return option.id
        if component["type"] in _WITH_PEOPLE:
            account = self.viewer.directory.named(self.guild, named)
            if account is not None:
                return account.id
        raise NoSuchChoice(text)


def _bare(text: str) -> str:
    """Return what a mention names, and any other text as it is."""
    for mark in _MENTIONS:
        if text.startswith(mark):
            return text.removeprefix(mark).removesuffix(">")
    return text
