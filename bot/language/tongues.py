"""Which language each person is spoken to in: the one they chose, else the one their app is set to."""

from __future__ import annotations

from bot.chat.events import Call, Person
from bot.language.catalogue import language_of

# Some hundred bytes each; who is forgotten is looked up again.
_MOST = 20_000


def followed(own: str, said: str, *, chosen: bool) -> str:
    """The locale to speak in: `own` once it was chosen, else what the app says if that is another language.

    `said` is empty where the platform says nothing.
    """
    if chosen or not said or language_of(said) == language_of(own):
        return own
    return said


class Tongues:
    """Remembers in which language people are spoken to, for words that are said without the database."""

    def __init__(self) -> None:
        self._locales: dict[Person, str] = {}

    def remember(self, account: Person, locale: str) -> None:
        """From now on this one."""
        if len(self._locales) >= _MOST:
            self._locales.clear()
        self._locales[account] = locale

    def locale(self, call: Call) -> str:
        """How to speak to whoever called, as far as is known."""
        return self._locales.get(call.person, call.locale)
