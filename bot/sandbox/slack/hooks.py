"""Posts to a response URL: a new message, or a change of the one that was clicked."""

from __future__ import annotations

from dataclasses import replace

from bot.sandbox.slack.arguments import Arguments
from bot.sandbox.slack.records import Post
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.tickets import HookOrigin
from bot.sandbox.slack.town import Town
from bot.sandbox.slack.web_api.content import new_content
from bot.sandbox.slack.workspace import Workspace


def post_to_hook(town: Town, secret: str, arguments: Arguments) -> None:
    """Do what the body of a post to a response URL asks; Refused when it is used up or malformed."""
    origin = town.hooks.use(secret)
    workspace = town.of_team(origin.team)
    if origin.channel not in workspace.channels:
        raise Refused("channel_not_found")
    clicked = workspace.post(origin.channel, origin.ts) if origin.ts else None
    if arguments.flag("delete_original"):
        if clicked is not None:
            workspace.remove(clicked)
            town.changed()
        return
    replaces = clicked if arguments.flag("replace_original") else None
    _write(town, workspace, origin, arguments, replaces)


def _write(
    town: Town, workspace: Workspace, origin: HookOrigin, arguments: Arguments, replaces: Post | None
) -> None:
    content = new_content(arguments)
    if replaces is None:
        in_channel = arguments.text("response_type") == "in_channel"
        only_for = "" if in_channel else origin.user
        thread_ts = arguments.text("thread_ts")
        town.says(workspace, origin.channel, content, only_for=only_for, thread_ts=thread_ts)
        return
    kept = content.metadata or replaces.content.metadata
    workspace.keep(replace(replaces, content=replace(content, metadata=kept), edited_ts=town.stamps.next()))
    town.changed()
