"""The shortcuts of an app's manifest: what stands in the menu of every message, or in the one of the line."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.slack.manifest_data import ManifestError, Section

ON_MESSAGES = "message"
_TYPES = (ON_MESSAGES, "global")
_MOST = 10
_LONGEST = {"name": 24, "callback_id": 255, "description": 150}


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One of them; the app is told the `callback_id`."""

    name: str
    callback_id: str
    type: str = ON_MESSAGES


def read_shortcuts(sections: list[Section]) -> tuple[Shortcut, ...]:
    """The shortcuts of the list; ManifestError for what Slack does not take."""
    if len(sections) > _MOST:
        raise ManifestError(f"manifest.features.shortcuts has {len(sections)} of them; {_MOST} are allowed.")
    return tuple(map(_shortcut, sections))


def _shortcut(section: Section) -> Shortcut:
    for key, longest in _LONGEST.items():
        if not 1 <= len(section.text(key)) <= longest:
            raise ManifestError(
                f"{section.where}.{key} is {section.text(key)!r}; it has to have 1 to {longest} characters."
            )
    kind = section.text("type")
    if kind not in _TYPES:
        raise ManifestError(f"{section.where}.type is {kind!r}; it has to be one of: {', '.join(_TYPES)}.")
    return Shortcut(section.text("name"), section.text("callback_id"), kind)
