"""REST: the first answer to an interaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.sandbox.discord.checks.choices import check_choices
from bot.sandbox.discord.checks.message import Source, read_changes, read_draft
from bot.sandbox.discord.checks.modal import check_modal
from bot.sandbox.discord.checks.types import check_types
from bot.sandbox.discord.interactions import COMMAND, COMPLETION, COMPONENT, FORM, Interaction
from bot.sandbox.discord.posts import KIND_COMMAND, KIND_PLAIN, Origin
from bot.sandbox.discord.records import EPHEMERAL, LOADING, Attachment, Draft, Json, Message
from bot.sandbox.discord.refusals import (
    ALREADY_ACKNOWLEDGED,
    UNKNOWN_INTERACTION,
    UNKNOWN_MESSAGE,
    FormErrors,
    Refused,
)
from bot.sandbox.discord.rest.call import NOTHING, Answer, Call
from bot.sandbox.discord.screens import OpenForm
from bot.sandbox.discord.shapes import user_json
from bot.sandbox.discord.world import World

MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
_ALLOWED = {
    COMMAND: {MESSAGE, DEFERRED, MODAL},
    COMPONENT: {MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, MODAL},
    COMPLETION: {CHOICES},
    FORM: {MESSAGE, DEFERRED},
}
_UPDATES = {DEFERRED_UPDATE, UPDATE}
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
    body = call.fields()
    kind = _checked_kind(found, body.get("type"))
    message = _ANSWERS[kind](world, found, body.get("data") or {}, call.files)
    found.answer = kind
    found.answered.set()
    if call.query.get("with_response", "").lower() in {"1", "true"}:
        return Answer(_told(world, found, kind, message))
    return NOTHING


def origin_of(world: World, interaction: Interaction, kind: int, *, ephemeral: bool) -> Origin:
    """Return how a message that answers an interaction came about."""
    metadata: Json = {
        "id": interaction.id,
        "type": interaction.kind,
        "user": user_json(world.directory.accounts[interaction.user]),
        "authorizing_integration_owners": {},
    }
    only_for = interaction.user if ephemeral else ""
    return Origin(kind, only_for, interaction.app, metadata)


def _checked_kind(interaction: Interaction, kind: object) -> int:
    allowed = _ALLOWED[interaction.kind]
    if interaction.kind == FORM and interaction.source:
        allowed = allowed | _UPDATES
    if isinstance(kind, int) and kind in allowed:
        return kind
    errors = FormErrors()
    errors.wrong_choice(("type",), ", ".join(map(str, sorted(allowed))))
    errors.refuse()
    raise AssertionError


def _say(world: World, interaction: Interaction, data: Json, files: _Files) -> Message:
    draft = read_draft(data, Source(files, world.directory.accounts, ("data",)))
    return _post(world, interaction, draft)


def _defer(world: World, interaction: Interaction, data: Json, files: _Files) -> Message:
    del files
    check_types(FormErrors("data"), data)
    return _post(world, interaction, Draft(flags=LOADING | ((data.get("flags") or 0) & EPHEMERAL)))


def _post(world: World, interaction: Interaction, draft: Draft) -> Message:
    app = world.directory.apps[interaction.app]
    kind = KIND_COMMAND if interaction.kind == COMMAND else KIND_PLAIN
    origin = origin_of(world, interaction, kind, ephemeral=bool(draft.flags & EPHEMERAL))
    message = world.posts.add(interaction.channel, app.bot_user, draft, origin)
    interaction.response = message.id
    return message


def _defer_update(world: World, interaction: Interaction, data: Json, files: _Files) -> Message:
    del data, files
    return _source(world, interaction)


def _update(world: World, interaction: Interaction, data: Json, files: _Files) -> Message:
    old = _source(world, interaction)
    draft = read_changes(data, old.draft, Source(files, world.directory.accounts, ("data",)))
    kept = replace(draft, flags=draft.flags & ~EPHEMERAL | old.draft.flags & EPHEMERAL)
    return world.posts.replace(old, kept)


def _source(world: World, interaction: Interaction) -> Message:
    interaction.response = interaction.source
    message = world.posts.find(interaction.channel, interaction.source)
    if message is None:
        raise Refused(UNKNOWN_MESSAGE)
    return message


def _complete(world: World, interaction: Interaction, data: Json, files: _Files) -> None:
    del world, files
    check_choices(data)
    interaction.suggestions = tuple(data["choices"])


def _open_form(world: World, interaction: Interaction, data: Json, files: _Files) -> None:
    del files
    modal = check_modal(data)
    opener: Json = {"id": interaction.id, "type": interaction.kind}
    world.screens.forms[interaction.user] = OpenForm(
        modal, interaction.app, interaction.channel, interaction.source, opener
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
