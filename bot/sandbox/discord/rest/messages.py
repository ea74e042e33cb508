"""REST: the messages of a channel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.sandbox.discord.checks.message import Source, read_changes, read_draft
from bot.sandbox.discord.gateway.intents import MESSAGE_CONTENT
from bot.sandbox.discord.message_shape import without_content
from bot.sandbox.discord.posts import KIND_PLAIN, KIND_REPLY, Origin
from bot.sandbox.discord.records import EPHEMERAL, App, Channel, Draft, Json, Message
from bot.sandbox.discord.refusals import CANNOT_DM, MISSING_PERMISSIONS, NOT_THE_AUTHOR, FormErrors, Refused
from bot.sandbox.discord.rest.access import channel_of, is_own, message_of
from bot.sandbox.discord.rest.call import NOTHING, Answer, Call
from bot.sandbox.discord.world import World


def create_message(world: World, call: Call) -> Answer:
    """Store a message of the app; a remembered nonce with `enforce_nonce` answers with the first one."""
    channel = channel_of(world, call)
    draft = _without_flag(read_draft(call.fields(), Source(call.files, world.directory.accounts)), EPHEMERAL)
    if channel.direct and channel.person in world.refuses_dms:
        raise Refused(CANNOT_DM)
    nonce = str(draft.nonce) if draft.unique_nonce and draft.nonce is not None else ""
    earlier = world.posts.find(channel.id, world.nonces.made(channel.id, nonce) or "") if nonce else None
    if earlier is not None:
        return Answer(world.posts.shape(earlier))
    _check_reference(world, channel, draft)
    kind = KIND_REPLY if draft.reference else KIND_PLAIN
    message = world.posts.add(channel.id, call.caller.bot_user, draft, Origin(kind))
    if nonce:
        world.nonces.remember(channel.id, nonce, message.id)
    return Answer(world.posts.shape(message))


def edit_message(world: World, call: Call) -> Answer:
    """Change one of the app's own messages."""
    message = message_of(world, call)
    if not is_own(call.caller, message):
        raise Refused(NOT_THE_AUTHOR)
    draft = read_changes(call.fields(), message.draft, Source(call.files, world.directory.accounts))
    return Answer(world.posts.shape(world.posts.replace(message, _without_flag(draft, EPHEMERAL))))


def delete_message(world: World, call: Call) -> Answer:
    """Delete one of the app's own messages; the local app may not manage those of others."""
    message = message_of(world, call)
    if not is_own(call.caller, message):
        raise Refused(MISSING_PERMISSIONS)
    world.posts.remove(message)
    return NOTHING


def get_message(world: World, call: Call) -> Answer:
    """Answer with one message."""
    return Answer(_readable(world, call.caller, message_of(world, call)))


def get_messages(world: World, call: Call) -> Answer:
    """Answer with part of the history, newest first: `before`, `after` or `around` an id, at most `limit`."""
    channel = channel_of(world, call)
    limit = call.number("limit", 50, 1, 100)
    found = list(world.posts.public(channel.id))
    for name, cut in _CUTS.items():
        if name in call.query:
            found = cut(found, call.number(name, 0, 0, 1 << 64), limit)
            break
    else:
        found = found[-limit:]
    return Answer([_readable(world, call.caller, message) for message in reversed(found)])


def start_typing(world: World, call: Call) -> Answer:
    """Accept the sign that the app is typing; nobody is shown it."""
    channel_of(world, call)
    return NOTHING


def _before(found: list[Message], border: int, limit: int) -> list[Message]:
    return [message for message in found if int(message.id) < border][-limit:]


def _after(found: list[Message], border: int, limit: int) -> list[Message]:
    newer = [message for message in found if int(message.id) > border]
    return newer[:limit]


def _around(found: list[Message], border: int, limit: int) -> list[Message]:
    half = limit // 2
    middle = [message for message in found if int(message.id) == border]
    return [*_before(found, border, max(half, 1)), *middle, *_after(found, border, max(half, 1))]


_CUTS: dict[str, Callable[[list[Message], int, int], list[Message]]] = {
    "before": _before,
    "after": _after,
    "around": _around,
}


def _readable(world: World, app: App, message: Message) -> Json:
    told = world.posts.shape(message)
    channel = world.directory.channels[message.channel]
    known = channel.direct or app.bot_user in (message.author, *message.draft.mentions)
    return told if known or world.approved_intents & MESSAGE_CONTENT else without_content(told)


def _check_reference(world: World, channel: Channel, draft: Draft) -> None:
    if draft.reference and world.posts.find(channel.id, draft.reference) is None:
        errors = FormErrors()
        errors.add(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
        errors.refuse()


def _without_flag(draft: Draft, flag: int) -> Draft:

    return replace(draft, flags=draft.flags & ~flag)
