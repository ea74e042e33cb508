"""The words of the command tree in every language of Discord's app that the bot speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import discord

from bot.chat import limits
from bot.chat.cards import Option
from bot.chat.phrases import ENGLISH, Phrases
from bot.chat.text import plain
from bot.platforms.discord.markup import Json

DESCRIPTIONS, NAMES = "description_localizations", "name_localizations"


@dataclass(frozen=True, slots=True)
class CommandWords:
    """Words by locale. What is typed stays the same in all of them: the names of commands and parameters."""

    phrases_in: Callable[[str], Phrases]

    def described(self, msgid: str, **values: object) -> Json:
        """A description; raises `TooLong` in whichever language it does not fit."""
        said = {locale: plain(t(msgid, **values)) for locale, t in self._languages()}
        for words in said.values():
            limits.fits("a command's description", words, limits.COMMAND_SUMMARY)
        return _in_all("description", DESCRIPTIONS, said)

    def named(self, msgid: str) -> Json:
        """The name of a command in a menu; raises `TooLong` in whichever language it does not fit."""
        said = {locale: plain(t(msgid)) for locale, t in self._languages()}
        for words in said.values():
            limits.fits("a command's name", words, limits.COMMAND_NAME)
        return _in_all("name", NAMES, said)

    def choice(self, option: Option) -> Json:
        """One of a parameter's values."""
        said = {locale: plain(t(option.label)) for locale, t in self._languages()}
        return {**_in_all("name", NAMES, said), "value": option.id}

    def _languages(self) -> Iterator[tuple[str, Phrases]]:
        """English, and each of Discord's locales that has other words."""
        yield ENGLISH, self.phrases_in(ENGLISH)
        for locale in discord.Locale:
            if (t := self.phrases_in(locale.value)).locale != ENGLISH:
                yield locale.value, t


def letters(part: Mapping[str, Any]) -> int:
    """How many characters Discord counts in a command: the longest of each word's languages."""
    names = [str(part.get("name", "")), *part.get(NAMES, {}).values()]
    descriptions = [str(part.get("description", "")), *part.get(DESCRIPTIONS, {}).values()]
    own = max(map(len, names)) + max(map(len, descriptions)) + len(str(part.get("value", "")))
    return own + sum(letters(one) for one in [*part.get("options", ()), *part.get("choices", ())])


def _in_all(key: str, localized: str, said: Mapping[str, str]) -> Json:
    usual = said[ENGLISH]
    others = {locale: words for locale, words in said.items() if words != usual}
    return {key: usual, localized: others} if others else {key: usual}
