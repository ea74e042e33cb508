"""Buttons and menus as a person sees them."""

from __future__ import annotations

from typing import Literal

from bot.sandbox.seen import SeenButton, SeenMenu, SeenOption
from bot.sandbox.slack.form_values import options_of
from bot.sandbox.slack.records import Json
from bot.sandbox.slack.sight.mrkdwn import unescape

_PEOPLE = frozenset({"users_select", "multi_users_select"})
_STYLES: dict[str, Literal["main", "danger"]] = {"primary": "main", "danger": "danger"}


def seen_control(element: Json) -> SeenButton | SeenMenu:
    """A button or a menu."""
    return _button(element) if element["type"] == "button" else _menu(element)


def _button(element: Json) -> SeenButton:
    label = element["text"]["text"]
    if element.get("url"):
        return SeenButton(element["action_id"], label, "link", element["url"])
    return SeenButton(element["action_id"], label, _STYLES.get(element.get("style", ""), "plain"))


def _menu(element: Json) -> SeenMenu:
    # An overflow menu shows three dots, which Slack's clients read out as this.
    otherwise = "More actions" if element["type"] == "overflow" else ""
    placeholder = (element.get("placeholder") or {"text": otherwise})["text"]
    picks_person = element["type"] in _PEOPLE
    return SeenMenu(
        element["action_id"], placeholder, seen_options(element), "person" if picks_person else "option"
    )


def seen_options(element: Json) -> tuple[SeenOption, ...]:
    """The options of a menu."""
    return tuple(
        SeenOption(one["value"], _plain(one["text"]), _plain(one.get("description", {"text": ""})))
        for one in options_of(element)
    )


def _plain(text: Json) -> str:
    return unescape(text["text"]) if text.get("type") == "mrkdwn" else str(text["text"])
