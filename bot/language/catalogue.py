"""Loads the message catalogues. English is the language of the source, others are compiled `.po` files."""

from __future__ import annotations

import gettext
from functools import cache
from importlib.resources import files
from typing import Final

from bot.chat.phrases import ENGLISH, N_, Phrases

_LOCALES = files("bot.language") / "locale"
# A sentence like any other: the data of which Babel makes such names takes longer to load than all words.
_OWN_NAME: Final = N_("English (instead of this, write what this language calls itself)")


def languages() -> tuple[str, ...]:
    """The languages that are spoken, English first."""
    return (ENGLISH, *sorted(one.name for one in _LOCALES.iterdir() if one.is_dir()))


@cache
def language_of(locale: str) -> str:
    """The catalogue for a locale such as `es-MX`: its own, else its language's, else English."""
    name = locale.replace("-", "_")
    return next((one for one in (name, name.split("_")[0]) if one in languages()), ENGLISH)


def own_name(language: str) -> str:
    """A language as those who speak it call it, as a label: `English`, `Español`."""
    return "English" if language == ENGLISH else str(_phrases_of(language)(_OWN_NAME))


def phrases_in(locale: str) -> Phrases:
    """The sentences for a locale."""
    return _phrases_of(language_of(locale))


# Many locales speak one language, whose catalogue is read once.
@cache
def _phrases_of(language: str) -> Phrases:
    if language == ENGLISH:
        return Phrases(ENGLISH)
    with (_LOCALES / language / "LC_MESSAGES" / "stem_bot.mo").open("rb") as compiled:
        return Phrases(language, gettext.GNUTranslations(compiled))
