"""Buttons and selects as a person sees them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bot.sandbox.discord.checks import numbers
from bot.sandbox.discord.records import Json
from bot.sandbox.seen import SeenButton, SeenMenu, SeenOption, SeenRow

_STYLES: dict[int, Literal["plain", "main", "danger", "link"]] = {
    1: "main",
    2: "plain",
    3: "main",
    4: "danger",
    numbers.LINK_STYLE: "link",
}


def seen_row(components: Sequence[Json]) -> SeenRow:
    """Return buttons and selects side by side."""
    return SeenRow(tuple(_control(component) for component in components))


def seen_options(component: Json) -> tuple[SeenOption, ...]:
    """Return the options of a select, radio group or checkbox group."""
    return tuple(
        SeenOption(option["value"], option["label"], option.get("description") or "")
        for option in component.get("options") or ()
    )


def _control(component: Json) -> SeenButton | SeenMenu:
    if component["type"] == numbers.BUTTON:
        return _button(component)
    picks: Literal["option", "person"] = "person" if component["type"] == numbers.USER_SELECT else "option"
    placeholder = component.get("placeholder") or "Make a selection"
    return SeenMenu(component["custom_id"], placeholder, seen_options(component), picks)


def _button(component: Json) -> SeenButton:
    emoji = (component.get("emoji") or {}).get("name") or ""
    label = " ".join(part for part in (emoji, component.get("label") or "") if part)
    style = _STYLES.get(component["style"], "plain")
    name = component.get("custom_id") or ""
    return SeenButton(name, label, style, component.get("url") or "", bool(component.get("disabled")))
