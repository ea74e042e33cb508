"""The languages as people who speak them call them, and as others may type them."""

from __future__ import annotations

import unicodedata

from babel import Locale

from bot.language.catalogue import languages

# Not a language: the one of the app in which the person reads.
APP = "app"
_ALSO_APP = {"my app", "as my app", "auto", "como mi aplicacion", "mi aplicacion"}


def name_in(language: str, reader: str) -> str:
    """As a reader of another language says it: `Spanish`, `inglés`."""
    return Locale.parse(language).get_display_name(reader) or language


def language_typed(given: str) -> str | None:
    """The language that was meant, or `APP`; None for words that mean neither."""
    word = _folded(given)
    if word == APP or word in _ALSO_APP:
        return APP
    return next((one for one in languages() if word in _spellings(one)), None)


def _spellings(language: str) -> set[str]:
    """Its code, and its name in each language that is spoken here."""
    return {language, *(_folded(name_in(language, reader)) for reader in languages())}


def _folded(words: str) -> str:
    """Without capitals and accents: people type `espanol` too."""
    apart = unicodedata.normalize("NFD", words.strip().casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
