"""Reads who looks at their home page: Slack says when it is opened, and a press there shows more of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.chat.events import CommandCall, Person, Place
from bot.platforms.slack.inbound import where
from bot.platforms.slack.reach import PLATFORM

# The page is what this command answers.
COMMAND = "home"
# A button with this and a number shows the page without so many of its sections.
MORE = "home#"


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody looks at their home; `key` is the same when Slack says it again.

    `hash` is of what stands there, empty where nothing does. `passed` sections were seen already.
    """

    key: str
    person: Person
    hash: str = ""
    passed: int = 0

    def call(self, locale: str) -> CommandCall:
        """What they ask for, as if they had typed it."""
        place = Place(PLATFORM, self.person.workspace, "", direct=True)
        return CommandCall(self.key, self.person, place, COMMAND, locale=locale)


def visit(payload: Mapping[str, Any]) -> Visit | None:
    """The visit that a payload tells of, None for any other payload."""
    if payload.get("type") == "event_callback":
        return _opened(payload, payload["event"])
    return _more(payload) if payload.get("type") == "block_actions" else None


def _opened(payload: Mapping[str, Any], event: Mapping[str, Any]) -> Visit | None:
    if event.get("type") != "app_home_opened" or event.get("tab") != "home":
        return None
    person = Person(PLATFORM, str(payload.get("team_id") or ""), str(event["user"]))
    return Visit(f"{PLATFORM}:{payload['event_id']}", person, _hash(event))


def _more(payload: Mapping[str, Any]) -> Visit | None:
    wire = str(payload["actions"][0]["action_id"])
    passed = wire.removeprefix(MORE)
    if not wire.startswith(MORE) or not passed.isdecimal():
        return None
    reach = where(payload)
    return Visit(f"{PLATFORM}:{reach.trigger_id}", reach.person(), _hash(payload), int(passed))


def _hash(told: Mapping[str, Any]) -> str:
    return str((told.get("view") or {}).get("hash") or "")
