"""What each kind of component is made of, with Discord's documented lengths and ranges."""

from __future__ import annotations

from bot.sandbox.discord.checks import numbers
from bot.sandbox.discord.checks.kinds import Flag, Kind, Listed, OneOf, Shape, Snowflake, Text, Whole

_CUSTOM_ID = Text(1, 100)
_COLOUR = Whole(0, 0xFFFFFF)
_CHOICES = 10
_CHANNEL_KINDS = (0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16)
# What stands inside is checked by its own kind; here only that it is a list.
_ANYTHING: Kind = Shape()

EMOJI = Shape({"id": Snowflake(), "name": Text(), "animated": Flag()})
_MEDIA = Shape({"url": Text(1, 2048)}, needs=("url",))
_PICTURE: dict[str, Kind] = {"media": _MEDIA, "description": Text(0, 1024), "spoiler": Flag()}
_PLAIN_OPTION: dict[str, Kind] = {
    "label": Text(1, 100),
    "value": Text(1, 100),
    "description": Text(0, 100),
    "default": Flag(),
}
_OPTION = Shape(_PLAIN_OPTION | {"emoji": EMOJI}, needs=("label", "value"))
_TICK = Shape(_PLAIN_OPTION, needs=("label", "value"))
_ANY_SELECT: dict[str, Kind] = {
    "custom_id": _CUSTOM_ID,
    "placeholder": Text(0, 150),
    "min_values": Whole(0, numbers.OPTIONS),
    "max_values": Whole(1, numbers.OPTIONS),
    "disabled": Flag(),
    "required": Flag(),
}


def _shape(fields: dict[str, Kind], *needs: str) -> Shape:
    return Shape({"id": Whole(), **fields}, needs)


def _picker(*kinds: str) -> Shape:
    chosen = Shape({"id": Snowflake(), "type": OneOf(kinds)}, needs=("id", "type"))
    fields = {**_ANY_SELECT, "default_values": Listed(chosen, numbers.OPTIONS)}
    return _shape(fields | {"channel_types": Listed(OneOf(_CHANNEL_KINDS), numbers.OPTIONS)}, "custom_id")


def _ticks(least: int) -> dict[str, Kind]:
    options = Listed(_TICK, _CHOICES, least)
    return {"custom_id": _CUSTOM_ID, "options": options, "required": Flag()}


_COUNTED: dict[str, Kind] = {"min_values": Whole(0, _CHOICES), "max_values": Whole(1, _CHOICES)}

SHAPES: dict[int, Shape] = {
    numbers.ROW: _shape({"components": Listed(_ANYTHING, 5, 1)}, "components"),
    numbers.BUTTON: _shape(
        {
            "style": OneOf(range(1, numbers.PREMIUM_STYLE + 1)),
            "label": Text(0, 80),
            "emoji": EMOJI,
            "custom_id": _CUSTOM_ID,
            "url": Text(1, 512),
            "sku_id": Snowflake(),
            "disabled": Flag(),
        },
        "style",
    ),
    numbers.STRING_SELECT: _shape(
        {**_ANY_SELECT, "options": Listed(_OPTION, numbers.OPTIONS, 1)}, "custom_id", "options"
    ),
    numbers.TEXT_INPUT: _shape(
        {
            "custom_id": _CUSTOM_ID,
            "style": OneOf((1, 2)),
            "label": Text(1, 45),
            "min_length": Whole(0, 4000),
            "max_length": Whole(1, 4000),
            "required": Flag(),
            "value": Text(0, 4000),
            "placeholder": Text(0, 100),
        },
        "custom_id",
        "style",
    ),
    numbers.USER_SELECT: _picker("user"),
    numbers.ROLE_SELECT: _picker("role"),
    numbers.MENTIONABLE_SELECT: _picker("user", "role"),
    numbers.CHANNEL_SELECT: _picker("channel"),
    numbers.SECTION: _shape(
        {"components": Listed(_ANYTHING, 3, 1), "accessory": _ANYTHING}, "components", "accessory"
    ),
    numbers.TEXT: _shape({"content": Text(1, numbers.TEXT_IN_ALL)}, "content"),
    numbers.THUMBNAIL: _shape(_PICTURE, "media"),
    numbers.GALLERY: _shape({"items": Listed(Shape(_PICTURE, needs=("media",)), 10, 1)}, "items"),
    numbers.FILE: _shape({"file": _MEDIA, "spoiler": Flag()}, "file"),
    numbers.SEPARATOR: _shape({"divider": Flag(), "spacing": OneOf((1, 2))}),
    numbers.CONTAINER: _shape(
        {
            "components": Listed(_ANYTHING, numbers.COMPONENTS_IN_ALL, 1),
            "accent_color": _COLOUR,
            "spoiler": Flag(),
        },
        "components",
    ),
    numbers.LABEL: _shape(
        {"label": Text(1, 45), "description": Text(0, 100), "component": _ANYTHING}, "label", "component"
    ),
    numbers.FILE_UPLOAD: _shape({"custom_id": _CUSTOM_ID, "required": Flag(), **_COUNTED}, "custom_id"),
    numbers.RADIO_GROUP: _shape(_ticks(2), "custom_id", "options"),
    numbers.CHECKBOX_GROUP: _shape({**_ticks(1), **_COUNTED}, "custom_id", "options"),
    numbers.CHECKBOX: _shape({"custom_id": _CUSTOM_ID, "default": Flag()}, "custom_id"),
}
