"""Buttons and selects as a person sees them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bot.sandbox.discord.checks import numbers
from bot.sandbox.discord.records import Json
from bot.sandbox.discord.sight.choices import most_choices, offered
from bot.sandbox.discord.sight.viewer import Viewer
from bot.sandbox.seen import SeenButton, SeenMenu, SeenRow

_STYLES: dict[int, Literal["plain", "main", "danger", "link"]] = {
    1: "main",
    2: "plain",
    3: "main",
    4: "danger",
    numbers.LINK_STYLE: "link",
}


def seen_row(components: Sequence[Json], viewer: Viewer, guild: str) -> SeenRow:
    """Return buttons and selects side by side."""
    return SeenRow(tuple(_control(component, viewer, guild) for component in components))


def _control(component: Json, viewer: Viewer, guild: str) -> SeenButton | SeenMenu:
    if component["type"] == numbers.BUTTON:
        return _button(component)
    people = component["type"] == numbers.USER_SELECT
    return SeenMenu(
        component["custom_id"],
        component.get("placeholder") or "Make a selection",
        () if people else offered(viewer, guild, component),
        "person" if people else "option",
        most_choices(component),
    )


def _button(component: Json) -> SeenButton:
    emoji = (component.get("emoji") or {}).get("name") or ""
    label = " ".join(part for part in (emoji, component.get("label") or "") if part)
    style = _STYLES.get(component["style"], "plain")
    name = component.get("custom_id") or ""
    return SeenButton(name, label, style, component.get("url") or "", bool(component.get("disabled")))
