"""What an app's acknowledgement itself does: answer a command, or deal with the modal that was sent."""

from __future__ import annotations

from dataclasses import replace

from bot.sandbox.slack.arguments import Arguments
from bot.sandbox.slack.block_kit import checked_view
from bot.sandbox.slack.form_values import inputs
from bot.sandbox.slack.records import Channel, Json, View
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.town import Town
from bot.sandbox.slack.web_api.content import new_content
from bot.sandbox.slack.workspace import Workspace


def answer_command(town: Town, workspace: Workspace, user: str, channel: Channel, answer: Json) -> None:
    """Show the answer that came with the acknowledgement, privately unless it says `in_channel`."""
    arguments = Arguments(answer)
    if not arguments.has("text") and not arguments.has("blocks"):
        return
    in_channel = arguments.text("response_type") == "in_channel"
    town.says(workspace, channel.id, new_content(arguments), only_for="" if in_channel else user)


def answer_submission(town: Town, view: View, answer: Json) -> None:
    """Close the modal, or do what `response_action` says; Refused when that cannot be done.

    The app may have updated or closed the view while it was being asked, so it is looked up afresh.
    """
    current = town.modals.same(view)
    if current is None:
        return
    match answer.get("response_action"):
        case None:
            town.modals.close(current)
        case "errors":
            town.modals.keep(replace(current, errors=_errors(current, answer.get("errors"))))
        case "clear":
            town.modals.clear(current.user)
        case "update":
            town.modals.update(current, checked_view(answer.get("view")))
        case "push":
            town.modals.push(current.user, checked_view(answer.get("view")))
        case other:
            raise Refused("invalid_arguments", [f"unknown response_action: {other}"])
    town.changed()


def _errors(view: View, errors: object) -> dict[str, str]:
    known = {block["block_id"] for block in inputs(view.sent)}
    if not isinstance(errors, dict) or not errors or not known.issuperset(errors):
        raise Refused("invalid_arguments", ["errors must be keyed by the block_id of an input block"])
    return {str(block_id): str(error) for block_id, error in errors.items()}
