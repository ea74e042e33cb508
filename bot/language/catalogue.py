"""Loads the message catalogues. English is the language of the source; others are `.po` files here."""

from __future__ import annotations

import gettext
import io
from functools import cache
from importlib.resources import files

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.chat.phrases import ENGLISH, Phrases


@cache
def phrases_in(locale: str) -> Phrases:
    """The sentences of a locale such as `es-MX`: its own catalogue, else its language's, else English."""
    for name in (locale.replace("-", "_"), locale.replace("_", "-").split("-")[0]):
        source = files("bot.language") / "locale" / name / "LC_MESSAGES" / "stem_bot.po"
        if source.is_file():
            return Phrases(name, _compiled(source.read_bytes(), name))
    return Phrases(ENGLISH)


def _compiled(source: bytes, locale: str) -> gettext.GNUTranslations:
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(source), locale=locale))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
