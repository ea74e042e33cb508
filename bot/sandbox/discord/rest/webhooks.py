"""REST: what follows the first answer to an interaction, through its token."""

from __future__ import annotations

from dataclasses import replace

from bot.sandbox.discord.checks.message import read_changes, read_draft
from bot.sandbox.discord.interactions import Interaction
from bot.sandbox.discord.posts import KIND_REPLY
from bot.sandbox.discord.reasons import (
    INVALID_WEBHOOK_TOKEN,
    UNKNOWN_CHANNEL,
    UNKNOWN_MESSAGE,
    UNKNOWN_WEBHOOK,
)
from bot.sandbox.discord.records import EPHEMERAL, Draft, Message
from bot.sandbox.discord.refusals import Refused
from bot.sandbox.discord.rest.access import source_of
from bot.sandbox.discord.rest.call import NOTHING, ORIGINAL, Answer, Call
from bot.sandbox.discord.rest.callback import DEFERRED
from bot.sandbox.discord.rest.origins import origin_of
from bot.sandbox.discord.world import World


def follow_up(world: World, call: Call) -> Answer:
    """Say more; the first follow-up of a deferred answer takes the place of its loading message."""
    interaction = _interaction(world, call)
    read = read_draft(call.fields(), source_of(world, interaction.channel, call.files))
    draft = replace(read, reference="")
    waiting = _loading(world, interaction)
    if waiting is not None:
        return Answer(world.posts.shape(_resolve(world, waiting, draft)))
    ephemeral = bool(draft.flags & EPHEMERAL)
    app = world.directory.apps[interaction.app]
    origin = origin_of(world, interaction, KIND_REPLY, ephemeral=ephemeral)
    return Answer(world.posts.shape(world.posts.add(interaction.channel, app.bot_user, draft, origin)))


def get_follow_up(world: World, call: Call) -> Answer:
    """Answer with a message of this interaction."""
    return Answer(world.posts.shape(_message(world, call)))


def edit_follow_up(world: World, call: Call) -> Answer:
    """Change a message of this interaction; whether it is private stays as it was first said."""
    message = _message(world, call)
    source = source_of(world, message.channel, call.files)
    draft = read_changes(call.fields(), message.draft, source)
    if message.loading:
        return Answer(world.posts.shape(_resolve(world, message, draft)))
    return Answer(world.posts.shape(world.posts.replace(message, draft)))


def delete_follow_up(world: World, call: Call) -> Answer:
    """Delete a message of this interaction."""
    world.posts.remove(_message(world, call))
    return NOTHING


def _interaction(world: World, call: Call) -> Interaction:
    found = world.interactions.for_follow_up(call.parts["application_id"], call.parts["token"])
    if found is None:
        raise Refused(UNKNOWN_WEBHOOK)
    if world.interactions.expired(found):
        raise Refused(INVALID_WEBHOOK_TOKEN)
    if found.channel not in world.directory.channels:
        raise Refused(UNKNOWN_CHANNEL)
    return found


def _message(world: World, call: Call) -> Message:
    interaction = _interaction(world, call)
    named = call.parts["message_id"]
    snowflake = interaction.response if named == ORIGINAL else named
    message = world.posts.find(interaction.channel, snowflake)
    bot = world.directory.apps[interaction.app].bot_user
    if message is None or message.author != bot or message.only_for not in ("", interaction.user):
        raise Refused(UNKNOWN_MESSAGE)
    return message


def _loading(world: World, interaction: Interaction) -> Message | None:
    if interaction.answer != DEFERRED:
        return None
    message = world.posts.find(interaction.channel, interaction.response)
    return message if message is not None and message.loading else None


def _resolve(world: World, waiting: Message, draft: Draft) -> Message:
    kept = replace(draft, flags=_with_ephemeral_of(waiting, draft))
    return world.posts.replace(waiting, kept, edited=False)


def _with_ephemeral_of(message: Message, draft: Draft) -> int:
    return draft.flags & ~EPHEMERAL | message.draft.flags & EPHEMERAL
