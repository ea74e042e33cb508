"""Components as Discord stores and returns them: numbered, with the values that a request may leave out."""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox.discord.checks import numbers
from bot.sandbox.discord.checks.walk import flat
from bot.sandbox.discord.records import Json

_PLAIN_MEDIA: Json = {"description": None, "spoiler": False}
_DEFAULTS: dict[int, Json] = {
    **{kind: {"min_values": 1, "max_values": 1} for kind in numbers.SELECTS},
    numbers.SEPARATOR: {"divider": True, "spacing": 1},
    numbers.CONTAINER: {"accent_color": None, "spoiler": False},
    numbers.THUMBNAIL: _PLAIN_MEDIA,
    numbers.FILE: {"spoiler": False},
}


def stored_components(components: Sequence[Json]) -> tuple[Json, ...]:
    """Return checked components as they come back: each with a numeric id, counted where none was given."""
    if not components:
        return ()
    taken = {each["id"] for each in flat(components) if each.get("id")}
    free = (number for number in range(1, 10_000) if number not in taken)

    def stored(component: Json) -> Json:
        told = _DEFAULTS.get(component["type"], {}) | _given(component)
        told["id"] = component.get("id") or next(free)
        for key in ("accessory", "component"):
            if key in told:
                told[key] = stored(told[key])
        if "components" in told:
            told["components"] = [stored(each) for each in told["components"]]
        if "items" in told:
            told["items"] = [_PLAIN_MEDIA | _given(item) for item in told["items"]]
        return told

    return tuple(stored(each) for each in components)


def _given(component: Json) -> Json:
    return {key: value for key, value in component.items() if value is not None}
