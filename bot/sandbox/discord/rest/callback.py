"""REST: the first answer to an interaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.sandbox.discord.checks.choices import check_completion
from bot.sandbox.discord.checks.kinds import OneOf, Shape, Whole
from bot.sandbox.discord.checks.message import read_changes, read_draft
from bot.sandbox.discord.checks.modal import check_modal
from bot.sandbox.discord.interactions import COMMAND, COMPLETION, COMPONENT, FORM, Interaction
from bot.sandbox.discord.posts import KIND_COMMAND, KIND_PLAIN
from bot.sandbox.discord.reasons import (
    ALREADY_ACKNOWLEDGED,
    UNKNOWN_CHANNEL,
    UNKNOWN_INTERACTION,
    UNKNOWN_MESSAGE,
)
from bot.sandbox.discord.records import EPHEMERAL, LOADING, Attachment, Draft, Json, Message
from bot.sandbox.discord.refusals import FormErrors, Refused
from bot.sandbox.discord.rest.access import source_of
from bot.sandbox.discord.rest.call import NOTHING, Answer, Call
from bot.sandbox.discord.rest.origins import metadata_of, origin_of
from bot.sandbox.discord.screens import OpenForm
from bot.sandbox.discord.world import World

MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
# A pong (1) answers a ping, which no gateway sends; an activity (12) needs an app that has one.
_ALLOWED = {
    COMMAND: (MESSAGE, DEFERRED, MODAL),
    COMPONENT: (MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, MODAL),
    COMPLETION: (CHOICES,),
    FORM: (MESSAGE, DEFERRED),
}
_UPDATES = (DEFERRED_UPDATE, UPDATE)
_WITH_DATA = (MESSAGE, CHOICES, MODAL)
_DEFERRAL = Shape({"flags": Whole()})
_Files = tuple[Attachment, ...]


def answer_interaction(world: World, call: Call) -> Answer:
    """Take the first answer; 10062 when unknown or late, 40060 when there was one already."""
    found = world.interactions.for_first_answer(call.parts["interaction_id"], call.parts["token"])
    if found is None:
        raise Refused(UNKNOWN_INTERACTION)
    if found.answer is not None:
        raise Refused(ALREADY_ACKNOWLEDGED)
    if not world.interactions.in_time(found):
        raise Refused(UNKNOWN_INTERACTION)
    if found.channel not in world.directory.channels:
        raise Refused(UNKNOWN_CHANNEL)
    kind, data = _read(found, call)
    message = _ANSWERS[kind](world, found, data, call.files)
    found.answer = kind
    found.answered.set()
    if call.says_yes("with_response"):
        return Answer(_told(world, found, kind, message))
    return NOTHING


def _read(interaction: Interaction, call: Call) -> tuple[int, Json]:
    allowed = _ALLOWED[interaction.kind]
    if interaction.kind == FORM and interaction.source:
        allowed = (*allowed, *_UPDATES)
    body = call.fields(Shape({"type": OneOf(allowed), "data": Shape()}, needs=("type",)))
    kind, data = int(body["type"]), body.get("data")
    if data is None and kind in _WITH_DATA:
        errors = FormErrors()
        errors.required(("data",))
        errors.refuse()
    return kind, data or {}


def _say(world: World, interaction: Interaction, data: Json, files: _Files) -> Message:
    return _post(world, interaction, read_draft(data, source_of(world, interaction.channel, files, "data")))


def _defer(world: World, interaction: Interaction, data: Json, files: _Files) -> Message:
    del files
    errors = FormErrors("data")
    _DEFERRAL.check(errors, (), data)
    errors.refuse()
    return _post(world, interaction, Draft(flags=LOADING | ((data.get("flags") or 0) & EPHEMERAL)))


def _post(world: World, interaction: Interaction, draft: Draft) -> Message:
    app = world.directory.apps[interaction.app]
    kind = KIND_COMMAND if interaction.kind == COMMAND else KIND_PLAIN
    origin = origin_of(world, interaction, kind, ephemeral=bool(draft.flags & EPHEMERAL))
    answer = replace(draft, reference="") if draft.reference else draft
    message = world.posts.add(interaction.channel, app.bot_user, answer, origin)
    interaction.response = message.id
    return message


def _defer_update(world: World, interaction: Interaction, data: Json, files: _Files) -> Message:
    del data, files
    return _source(world, interaction)


def _update(world: World, interaction: Interaction, data: Json, files: _Files) -> Message:
    old = _source(world, interaction)
    draft = read_changes(data, old.draft, source_of(world, interaction.channel, files, "data"))
    return world.posts.replace(old, draft)


def _source(world: World, interaction: Interaction) -> Message:
    interaction.response = interaction.source
    message = world.posts.find(interaction.channel, interaction.source)
    if message is None:
        raise Refused(UNKNOWN_MESSAGE)
    return message


def _complete(world: World, interaction: Interaction, data: Json, files: _Files) -> None:
    del world, files
    check_completion(interaction.data, data)
    interaction.suggestions = tuple(data["choices"])


def _open_form(world: World, interaction: Interaction, data: Json, files: _Files) -> None:
    del files
    modal = check_modal(data)
    world.screens.forms[interaction.user] = OpenForm(
        modal, interaction.app, interaction.channel, interaction.source, metadata_of(world, interaction)
    )
    world.changes.tell()


_ANSWERS: dict[int, Callable[[World, Interaction, Json, _Files], Message | None]] = {
    MESSAGE: _say,
    DEFERRED: _defer,
    DEFERRED_UPDATE: _defer_update,
    UPDATE: _update,
    CHOICES: _complete,
    MODAL: _open_form,
}


def _told(world: World, interaction: Interaction, kind: int, message: Message | None) -> Json:
    about: Json = {"id": interaction.id, "type": interaction.kind}
    resource: Json = {"type": kind}
    if message is not None:
        about |= {
            "response_message_id": message.id,
            "response_message_loading": message.loading,
            "response_message_ephemeral": bool(message.only_for),
        }
    if message is not None and kind != DEFERRED_UPDATE:
        resource["message"] = world.posts.shape(message)
    return {"interaction": about, "resource": resource}
