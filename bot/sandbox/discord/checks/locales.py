"""The languages in which Discord's client speaks, and for which an app may word its commands."""

from __future__ import annotations

from bot.sandbox.discord.checks.kinds import Kind, Named

_WEST = ("id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no")
_EAST = ("pl", "pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th")
LOCALES = (*_WEST, *_EAST, "zh-CN", "ja", "zh-TW", "ko")


def by_locale(kind: Kind) -> Named:
    """Return the kind of an object with one such value for each language."""
    return Named(kind, LOCALES)
