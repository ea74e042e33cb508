"""Loads the message catalogues. English is the language of the source; others are `.po` files here."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

from bot.chat.phrases import ENGLISH, Phrases
from bot.language.po_file import PoCatalogue

_LOCALES = files("bot.language") / "locale"
# What the head of a catalogue calls the language's own name for itself.
OWN_NAME: Final = "X-Language-Name"


def languages() -> tuple[str, ...]:
    """The languages that are spoken, English first."""
    return (ENGLISH, *sorted(one.name for one in _LOCALES.iterdir() if one.is_dir()))


@cache
def language_of(locale: str) -> str:
    """The catalogue for a locale such as `es-MX`: its own, else its language's, else English."""
    name = locale.replace("-", "_")
    return next((one for one in (name, name.split("_")[0]) if one in languages()), ENGLISH)


def own_name(language: str) -> str:
    """A language as those who speak it call it, as a label: `English`, `Español`.

    It stands in the catalogue's head: the data of which Babel makes such names takes longer to load.
    """
    return "English" if language == ENGLISH else _catalogue(language).info()[OWN_NAME.lower()]


def phrases_in(locale: str) -> Phrases:
    """The sentences for a locale."""
    return _phrases_of(language_of(locale))


@cache
def _phrases_of(language: str) -> Phrases:
    return Phrases(language, None if language == ENGLISH else _catalogue(language))


# Many locales speak one language, whose catalogue is read once.
@cache
def _catalogue(language: str) -> PoCatalogue:
    source = _LOCALES / language / "LC_MESSAGES" / "stem_bot.po"
    return PoCatalogue(source.read_text(encoding="utf-8"))
