"""Every sentence that a person sees passes through here: looked up, and its values filled in safely."""

from __future__ import annotations

import gettext
from functools import lru_cache
from typing import Final

from bot.chat.text import Markup, escape

ENGLISH: Final = "en"
# More than a language has; several are spoken at a time.
_SENTENCES: Final = 4096


def N_(msgid: str) -> str:  # noqa: N802 - the gettext convention that extraction tools know
    """Mark a sentence for the catalogue that is looked up later, where it is shown."""
    return msgid


def N_plural(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - as above
    """Mark a sentence that counts things and is looked up later: `t.plural(*words, count)`."""
    return one, many


class Phrases:
    """The sentences of one language: `t("Recorded: {level}", level=name)`.

    Values are escaped unless they are `Markup`, so nothing that a person typed becomes markup.
    """

    def __init__(self, locale: str = ENGLISH, catalogue: gettext.NullTranslations | None = None) -> None:
        self.locale = locale
        self._catalogue = catalogue or gettext.NullTranslations()

    def __call__(self, msgid: str, **values: object) -> Markup:
        """The sentence in this language with its values."""
        return _fill(self._catalogue.gettext(msgid), values)

    def plural(self, one: str, many: str, count: int, **values: object) -> Markup:
        """The sentence for `count` things; `{count}` is filled in too."""
        return _fill(self._catalogue.ngettext(one, many, count), {"count": count, **values})


def _fill(sentence: str, values: dict[str, object]) -> Markup:
    if not values:
        return _as_it_stands(sentence)
    return Markup(sentence.format_map({name: escape(value) for name, value in values.items()}))


@lru_cache(maxsize=_SENTENCES)
def _as_it_stands(sentence: str) -> Markup:
    return Markup(sentence.format())
