"""Buttons and menus as a person sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.sandbox.seen import SeenButton, SeenMenu, SeenOption
from bot.sandbox.slack.form_values import limit_of, options_of
from bot.sandbox.slack.records import Json
from bot.sandbox.slack.sight.mrkdwn import Name, unescape

PEOPLE = frozenset({"users_select", "multi_users_select"})
CHANNELS = frozenset(
    {"channels_select", "multi_channels_select", "conversations_select", "multi_conversations_select"}
)
SEARCHED = frozenset({"external_select", "multi_external_select"})
_SEVERAL = frozenset({"checkboxes", "multi_static_select", "multi_users_select", "multi_external_select"})
# Slack sets no limit of its own to the choices of a multi-select.
UNLIMITED = 100
_STYLES: dict[str, Literal["main", "danger"]] = {"primary": "main", "danger": "danger"}


@dataclass(frozen=True, slots=True)
class Looker:
    """Who looks: `name` gives the words for an id, `channels` are those that this person can choose."""

    name: Name
    channels: tuple[SeenOption, ...] = ()


def seen_control(element: Json, looker: Looker) -> SeenButton | SeenMenu:
    """A button or a menu."""
    return _button(element) if element["type"] == "button" else _menu(element, looker)


def most_choices(element: Json) -> int:
    """How many choices an element takes."""
    if element["type"] not in _SEVERAL and not element["type"].startswith("multi_"):
        return 1
    own = len(options_of(element)) if element["type"] == "checkboxes" else UNLIMITED
    return limit_of(element, "max_selected_items", own) or own


def seen_options(element: Json, looker: Looker, offered: Sequence[Json] = ()) -> tuple[SeenOption, ...]:
    """The options of a menu, or the channels that can be chosen in it."""
    if element["type"] in CHANNELS:
        return looker.channels
    return tuple(seen_option(one) for one in options_of(element, offered))


def seen_option(option: Json) -> SeenOption:
    """One option, as the app gave it."""
    description = option.get("description") or {"text": ""}
    return SeenOption(option["value"], _plain(option["text"]), _plain(description))


def _button(element: Json) -> SeenButton:
    label = element["text"]["text"]
    if element.get("url"):
        return SeenButton(element["action_id"], label, "link", element["url"])
    return SeenButton(element["action_id"], label, _STYLES.get(element.get("style", ""), "plain"))


def _menu(element: Json, looker: Looker) -> SeenMenu:
    # An overflow menu shows three dots, which Slack's clients read out as this.
    otherwise = "More actions" if element["type"] == "overflow" else ""
    placeholder = (element.get("placeholder") or {"text": otherwise})["text"]
    return SeenMenu(
        element["action_id"],
        placeholder,
        seen_options(element, looker),
        _source(element["type"]),
        most_choices(element),
    )


def _source(kind: str) -> Literal["option", "person", "search"]:
    if kind in SEARCHED:
        return "search"
    return "person" if kind in PEOPLE else "option"


def _plain(text: Json) -> str:
    words = str(text.get("text", ""))
    return unescape(words) if text.get("type") == "mrkdwn" else words
