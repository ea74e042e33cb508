"""Each limit of the platforms, written once: always the smaller of what the two allow.

Structural strings (labels, ids, titles) that are too long raise `TooLong` where they are made; prose is
shortened by `bot.chat.text.shorten`.
"""

from __future__ import annotations

FORM_TITLE = 24
FORM_FIELDS = 5
FIELD_LABEL = 45
FIELD_HINT = 100
FIELD_TEXT = 3000
BUTTON_LABEL = 75
BUTTONS_IN_A_ROW = 5
OPTION_LABEL = 75
OPTIONS = 25
PLACEHOLDER = 100
# Both platforms take 100; the rest is for the delivery key, by which a sent message is found again.
WIRE_ID = 74
OPTION_ID = 100
HEADING = 150
PART_TEXT = 2000
CARD_TEXT = 3500
CARD_PIECES = 38
DELIVERY_KEY = 25
COMMAND_NAME = 32
COMMAND_SUMMARY = 100
SHORTCUT_LABEL = 24
SHORTCUTS = 5
SUGGESTIONS = 25


class TooLong(ValueError):  # noqa: N818 - the name says what is wrong
    """A structural string is longer than a platform takes; it must be written shorter, never cut."""

    def __init__(self, what: str, text: str, limit: int) -> None:
        super().__init__(f"{what} has {len(text)} characters, {limit} are allowed: {text!r}")


class TooMany(ValueError):  # noqa: N818 - the name says what is wrong
    """A card or form holds more pieces of one sort than a platform takes."""

    def __init__(self, what: str, count: int, limit: int) -> None:
        super().__init__(f"{count} {what}, {limit} are allowed")


def fits(what: str, text: str, limit: int) -> None:
    """Raise `TooLong` unless `text` has at most `limit` characters."""
    if len(text) > limit:
        raise TooLong(what, text, limit)


def holds(what: str, count: int, limit: int) -> None:
    """Raise `TooMany` unless `count` is at most `limit`."""
    if count > limit:
        raise TooMany(what, count, limit)
