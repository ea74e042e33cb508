"""What an application command and its options are made of, with Discord's documented limits."""

from __future__ import annotations

from typing import Any

from bot.sandbox.discord.checks.kinds import (
    Flag,
    Kind,
    Listed,
    Number,
    OneOf,
    Path,
    Shape,
    Snowflake,
    Text,
    Whole,
)
from bot.sandbox.discord.checks.locales import by_locale
from bot.sandbox.discord.commands import kinds
from bot.sandbox.discord.refusals import FormErrors

OPTIONS = 25
_LONGEST_VALUE = 6000
_BITS = 20
_CHANNEL_KINDS = (0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16)


class _Permissions:
    """Permission bits as a number in a string, or as a number."""

    def check(self, errors: FormErrors, path: Path, value: Any) -> None:
        text = f"{value}" if isinstance(value, int) and not isinstance(value, bool) else value
        if not (isinstance(text, str) and text.isascii() and text.isdecimal() and len(text) <= _BITS):
            errors.add(path, "PERMISSIONS_TYPE_INVALID", "Could not interpret value as permissions.")


_WORDS: dict[str, Kind] = {
    "name": Text(1, 32),
    "name_localizations": by_locale(Text(1, 32)),
    "description_localizations": by_locale(Text(1, 100)),
    "options": Listed(Shape(), OPTIONS),
}
COMMAND = Shape(
    {
        **_WORDS,
        "id": Snowflake(),
        "type": OneOf((kinds.CHAT_INPUT, kinds.USER_MENU, kinds.MESSAGE_MENU)),
        "description": Text(),
        "default_member_permissions": _Permissions(),
        "default_permission": Flag(),
        "dm_permission": Flag(),
        "contexts": Listed(OneOf((0, 1, 2)), 3),
        "integration_types": Listed(OneOf((0, 1)), 2),
        "nsfw": Flag(),
    },
    needs=("name",),
)
OPTION = Shape(
    {
        **_WORDS,
        "type": OneOf(kinds.KINDS),
        "description": Text(1, 100),
        "required": Flag(),
        "autocomplete": Flag(),
        "choices": Listed(Shape(), OPTIONS),
        "channel_types": Listed(OneOf(_CHANNEL_KINDS), len(_CHANNEL_KINDS)),
        "min_value": Number(),
        "max_value": Number(),
        "min_length": Whole(0, _LONGEST_VALUE),
        "max_length": Whole(1, _LONGEST_VALUE),
    },
    needs=("type", "name", "description"),
)
