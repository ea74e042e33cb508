"""Checks of what a person can press or choose: buttons and selects, in messages and in modals."""

from __future__ import annotations

from bot.sandbox.discord.checks import numbers
from bot.sandbox.discord.checks.walk import Path, Walk
from bot.sandbox.discord.records import Json

_STYLES = range(1, numbers.PREMIUM_STYLE + 1)


def check_button(walk: Walk, path: Path, button: Json) -> None:
    """Check a button's style, label and what it leads to."""
    style = button.get("style")
    if style not in _STYLES:
        walk.errors.wrong_choice((*path, "style"), "1, 2, 3, 4, 5, 6")
        return
    walk.optional(path, button, "label", 80)
    if style == numbers.LINK_STYLE:
        _check_link(walk, path, button)
    elif style != numbers.PREMIUM_STYLE:
        walk.custom_id(path, button)
        if button.get("url"):
            walk.errors.add((*path, "url"), "BUTTON_COMPONENT_URL", "A url button must have the link style")
    if not button.get("label") and not button.get("emoji"):
        words = "A button must have a label or emoji"
        walk.errors.add(path, "BUTTON_COMPONENT_INVALID_LABEL", words)


def check_select(walk: Walk, path: Path, select: Json) -> None:
    """Check a select of any kind: its custom id, options and how many may be chosen."""
    walk.custom_id(path, select)
    walk.optional(path, select, "placeholder", 150)
    walk.within(path, select, "min_values", 0, numbers.OPTIONS)
    walk.within(path, select, "max_values", 1, numbers.OPTIONS)
    if (select.get("min_values") or 0) > (select.get("max_values") or numbers.OPTIONS):
        words = "min_values cannot be greater than max_values"
        walk.errors.add((*path, "min_values"), "BASE_TYPE_BAD_LENGTH", words)
    if select["type"] == numbers.STRING_SELECT:
        check_options(walk, path, select, 1, numbers.OPTIONS)


def check_options(walk: Walk, path: Path, holder: Json, least: int, most: int) -> None:
    """Check the options of a select, radio group or checkbox group."""
    options = holder.get("options")
    if options is None:
        walk.errors.required((*path, "options"))
        return
    walk.errors.length((*path, "options"), options, least, most)
    seen: set[str] = set()
    for place, option in walk.objects((*path, "options"), options):
        for key in ("label", "value"):
            walk.errors.length((*place, key), option.get(key), 1, 100)
        walk.optional(place, option, "description", 100)
        if option.get("value") in seen:
            words = "The specified option value is already used"
            walk.errors.add((*place, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", words)
        seen.add(str(option.get("value")))


def _check_link(walk: Walk, path: Path, button: Json) -> None:
    url = button.get("url")
    if not url:
        walk.errors.required((*path, "url"))
    elif not str(url).startswith(("http://", "https://", "discord://")):
        words = "Scheme must be one of ('http', 'https', 'discord')."
        walk.errors.add((*path, "url"), "URL_TYPE_INVALID_SCHEME", words)
    else:
        walk.errors.length((*path, "url"), url, 1, 512)
    if button.get("custom_id"):
        walk.errors.add((*path, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID", "A link has no custom id")
