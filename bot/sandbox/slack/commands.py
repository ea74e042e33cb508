"""The slash commands of the app's manifest, and what Slack does with a line before it sends it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.sandbox.seen import Suggestion
from bot.sandbox.slack.directory import user_name
from bot.sandbox.slack.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Commands:
    """`names` like `/stem`; `escape_names` is the manifest's `should_escape`."""

    names: tuple[str, ...]
    usage_hint: str = ""
    escape_names: bool = False

    def beginning_with(self, text: str, app_name: str) -> Sequence[Suggestion]:
        """What Slack offers for a half-typed line."""
        typed = text.rstrip(" ")
        if not typed.startswith("/") or " " in typed:
            return ()
        return tuple(
            Suggestion(f"{name} ", f"{name} {self.usage_hint}".rstrip(), app_name)
            for name in self.names
            if name.startswith(typed)
        )

    def escaped(self, text: str, workspace: Workspace) -> str:
        """The line as Slack sends it: `&`, `<` and `>` as entities, names as ids if the manifest asks for it.

        `@Ana Ruiz` and `@ana.ruiz` become `<@U…|ana.ruiz>`, `#stem-team` becomes `<#C…|stem-team>`.
        """
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        if not self.escape_names:
            return text
        known = _mentions(workspace)
        longest_first = sorted(known, key=len, reverse=True)
        pattern = "|".join(re.escape(typed) for typed in longest_first)
        return re.sub(rf"(?:{pattern})(?!\w)", lambda found: known[found[0]], text)


def _mentions(workspace: Workspace) -> dict[str, str]:
    known: dict[str, str] = {}
    for person in workspace.people.values():
        handle = user_name(person.name)
        known |= dict.fromkeys((f"@{person.name}", f"@{handle}"), f"<@{person.id}|{handle}>")
    for channel in workspace.channels.values():
        if channel.name:
            known[f"#{channel.name}"] = f"<#{channel.id}|{channel.name}>"
    return known
