"""The slash commands of the app's manifest, and what Slack does with a line before it sends it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.sandbox.seen import Suggestion
from bot.sandbox.slack.directory import user_name
from bot.sandbox.slack.manifest import AppManifest
from bot.sandbox.slack.sight.mrkdwn import escape
from bot.sandbox.slack.workspace import Workspace


class Commands:
    """What the manifest says of commands, in use."""

    def __init__(self, manifest: AppManifest) -> None:
        self._manifest = manifest

    def takes(self, command: str) -> bool:
        """Whether the app has this command."""
        return self._manifest.command(command) is not None

    def beginning_with(self, text: str, app_name: str) -> Sequence[Suggestion]:
        """What Slack offers for a half-typed line."""
        typed = text.rstrip(" ")
        if not typed.startswith("/") or " " in typed:
            return ()
        return tuple(
            Suggestion(f"{one.name} ", f"{one.name} {one.usage_hint}".rstrip(), app_name)
            for one in self._manifest.commands or ()
            if one.name.startswith(typed)
        )

    def escaped(self, command: str, text: str, workspace: Workspace) -> str:
        """The line as Slack sends it: `&`, `<` and `>` as entities, names as ids if the manifest asks for it.

        `@Ana Ruiz` and `@ana.ruiz` become `<@U…|ana.ruiz>`, `#stem-team` becomes `<#C…|stem-team>`.
        """
        known_command = self._manifest.command(command)
        wants_ids = known_command is not None and known_command.should_escape
        return with_mentions(escape(text), _mentions(workspace)) if wants_ids else escape(text)


def written(text: str, workspace: Workspace) -> str:
    """A plain message as Slack stores it: who is mentioned stands there as an id, the app included."""
    app = workspace.app
    named = {f"@{app.name}": f"<@{app.bot_user}>"}
    for person in workspace.people.values():
        named |= dict.fromkeys((f"@{person.name}", f"@{user_name(person.name)}"), f"<@{person.id}>")
    for channel in workspace.channels.values():
        if channel.name:
            named[f"#{channel.name}"] = f"<#{channel.id}>"
    calls = {"@channel": "<!channel>", "@here": "<!here>", "@everyone": "<!everyone>"}
    return with_mentions(escape(text), named | calls)


def with_mentions(text: str, known: Mapping[str, str]) -> str:
    """The text with every known name replaced, the longest first."""
    longest_first = sorted(known, key=len, reverse=True)
    pattern = "|".join(re.escape(typed) for typed in longest_first)
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", lambda found: known[found[0]], text)


def _mentions(workspace: Workspace) -> dict[str, str]:
    known: dict[str, str] = {}
    for person in workspace.people.values():
        handle = user_name(person.name)
        known |= dict.fromkeys((f"@{person.name}", f"@{handle}"), f"<@{person.id}|{handle}>")
    for channel in workspace.channels.values():
        if channel.name:
            known[f"#{channel.name}"] = f"<#{channel.id}|{channel.name}>"
    return known
