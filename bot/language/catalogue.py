"""Loads the message catalogues. English is the language of the source; others are `.po` files here."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from bot.chat.phrases import ENGLISH, Phrases
from bot.language.po_file import PoCatalogue

_LOCALES = files("bot.language") / "locale"


def languages() -> tuple[str, ...]:
    """The languages that are spoken, English first."""
    return (ENGLISH, *sorted(one.name for one in _LOCALES.iterdir() if one.is_dir()))


@cache
def language_of(locale: str) -> str:
    """The catalogue for a locale such as `es-MX`: its own, else its language's, else English."""
    name = locale.replace("-", "_")
    return next((one for one in (name, name.split("_")[0]) if one in languages()), ENGLISH)


def phrases_in(locale: str) -> Phrases:
    """The sentences for a locale."""
    return _phrases_of(language_of(locale))


# Many locales speak one language, whose catalogue is read once.
@cache
def _phrases_of(language: str) -> Phrases:
    if language == ENGLISH:
        return Phrases(ENGLISH)
    source = _LOCALES / language / "LC_MESSAGES" / "stem_bot.po"
    return Phrases(language, PoCatalogue(source.read_text(encoding="utf-8")))
