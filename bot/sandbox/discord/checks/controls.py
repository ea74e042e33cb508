"""Rules of what a person can press or choose: buttons and selects, in messages and in modals."""

from __future__ import annotations

from bot.sandbox.discord.checks import numbers
from bot.sandbox.discord.checks.kinds import Path
from bot.sandbox.discord.checks.walk import Walk, listed
from bot.sandbox.discord.records import Json

_LINK_SCHEMES = ("http://", "https://", "discord://")


def check_button(walk: Walk, path: Path, button: Json) -> None:
    """Check that a button leads somewhere and says so."""
    style = button["style"]
    if style == numbers.PREMIUM_STYLE:
        if button.get("sku_id") is None:
            walk.errors.required((*path, "sku_id"))
        return
    if style == numbers.LINK_STYLE:
        _check_link(walk, path, button)
    else:
        _check_pressed(walk, path, button)
    if not button.get("label") and not button.get("emoji"):
        words = "A button must have a label or emoji"
        walk.errors.add(path, "BUTTON_COMPONENT_INVALID_LABEL", words)


def check_select(walk: Walk, path: Path, select: Json) -> None:
    """Check how many may be chosen, that options differ, and what is chosen at first."""
    least, most = select.get("min_values") or 0, select.get("max_values")
    if most is not None and least > most:
        words = "min_values cannot be greater than max_values"
        walk.errors.add((*path, "min_values"), "BASE_TYPE_BAD_LENGTH", words)
    check_options(walk, path, select)
    if len(select.get("default_values") or ()) > (most or 1):
        words = "There are more default values than can be chosen"
        walk.errors.add((*path, "default_values"), "BASE_TYPE_BAD_LENGTH", words)


def check_options(walk: Walk, path: Path, holder: Json) -> None:
    """Check that the options of a select, radio group or checkbox group differ."""
    seen: set[str] = set()
    for place, option in listed((*path, "options"), holder.get("options")):
        if option["value"] in seen:
            words = "The specified option value is already used"
            walk.errors.add((*place, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", words)
        seen.add(option["value"])


def _check_pressed(walk: Walk, path: Path, button: Json) -> None:
    if button.get("custom_id") is None:
        walk.errors.required((*path, "custom_id"))
    if button.get("url"):
        walk.errors.add((*path, "url"), "BUTTON_COMPONENT_URL", "A url button must have the link style")


def _check_link(walk: Walk, path: Path, button: Json) -> None:
    url = button.get("url")
    if not url:
        walk.errors.required((*path, "url"))
    elif not url.startswith(_LINK_SCHEMES):
        words = "Scheme must be one of ('http', 'https', 'discord')."
        walk.errors.add((*path, "url"), "URL_TYPE_INVALID_SCHEME", words)
    if button.get("custom_id"):
        walk.errors.add((*path, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID", "A link has no custom id")
