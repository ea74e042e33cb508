"""Whether the parts of a message's body are of the kind that Discord expects, before anything reads them."""

from __future__ import annotations

from bot.sandbox.discord.records import Json
from bot.sandbox.discord.refusals import FormErrors

_KINDS: dict[str, type] = {
    "content": str,
    "flags": int,
    "embeds": list,
    "components": list,
    "attachments": list,
    "allowed_mentions": dict,
    "message_reference": dict,
}
_OF_OBJECTS = ("embeds", "attachments")
_WORDS = {
    str: ("STRING_TYPE_CONVERT", "Could not interpret value as string."),
    int: ("NUMBER_TYPE_COERCE", "Value is not int."),
    list: ("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType"),
    dict: ("DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType"),
}


def check_types(errors: FormErrors, body: Json) -> None:
    """Note every part of the wrong kind and refuse the body when there is one; null stands for absence."""
    for key, kind in _KINDS.items():
        value = body.get(key)
        if value is not None and not isinstance(value, kind):
            errors.add((key,), *_WORDS[kind])
    for key in _OF_OBJECTS:
        for place, each in enumerate(body.get(key) or ()):
            if not isinstance(each, dict):
                errors.add((key, place), *_WORDS[dict])
    errors.refuse()
