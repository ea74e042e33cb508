"""REST: sending, changing and deleting the messages of a channel."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.sandbox.discord.checks.kinds import Listed, Shape, Snowflake
from bot.sandbox.discord.checks.message import read_changes, read_draft
from bot.sandbox.discord.permissions import ATTACH_FILES, MANAGE_MESSAGES, READ_HISTORY, SEND_MESSAGES
from bot.sandbox.discord.posts import KIND_PLAIN, KIND_REPLY, Origin
from bot.sandbox.discord.reasons import (
    BAD_DELETE_COUNT,
    CANNOT_DM,
    MISSING_PERMISSIONS,
    NOT_IN_DM,
    NOT_THE_AUTHOR,
    TOO_OLD_TO_DELETE,
)
from bot.sandbox.discord.records import EPHEMERAL, Channel, Draft, Message
from bot.sandbox.discord.refusals import FormErrors, Refused
from bot.sandbox.discord.rest.access import channel_of, is_own, may, message_of, source_of
from bot.sandbox.discord.rest.call import NOTHING, Answer, Call
from bot.sandbox.discord.snowflakes import made_at
from bot.sandbox.discord.world import World

_IDS = Shape({"messages": Listed(Snowflake(), 1 << 31)}, needs=("messages",))
_FEWEST, _MOST = 2, 100
_OLDEST = timedelta(days=14)


def create_message(world: World, call: Call) -> Answer:
    """Store a message of the app; a remembered nonce with `enforce_nonce` answers with the first one."""
    channel = channel_of(world, call, SEND_MESSAGES, *([ATTACH_FILES] if call.files else []))
    draft = _not_private(read_draft(call.fields(), source_of(world, channel.id, call.files)))
    if channel.direct and channel.person in world.refuses_dms:
        raise Refused(CANNOT_DM)
    nonce = f"{draft.nonce}" if draft.unique_nonce and draft.nonce is not None else ""
    earlier = world.posts.find(channel.id, world.nonces.made(channel.id, nonce) or "") if nonce else None
    if earlier is not None:
        return Answer(world.posts.shape(earlier))
    draft = _referring(world, channel, draft)
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
    source = source_of(world, message.channel, call.files)
    draft = read_changes(call.fields(), message.draft, source)
    return Answer(world.posts.shape(world.posts.replace(message, _not_private(draft))))


def delete_message(world: World, call: Call) -> Answer:
    """Delete a message: the app's own, or with Manage Messages anyone's."""
    message = message_of(world, call)
    channel = world.directory.channels[message.channel]
    if not is_own(call.caller, message):
        if channel.direct:
            raise Refused(NOT_IN_DM)
        if not may(call.caller, channel, MANAGE_MESSAGES):
            raise Refused(MISSING_PERMISSIONS)
    world.posts.remove(message)
    return NOTHING


def delete_messages(world: World, call: Call) -> Answer:
    """Delete 2 to 100 messages of the last two weeks at once; unknown ones are passed over."""
    channel = channel_of(world, call)
    if channel.direct:
        raise Refused(NOT_IN_DM)
    channel_of(world, call, MANAGE_MESSAGES)
    ids = list(dict.fromkeys(str(each) for each in call.fields(_IDS)["messages"]))
    if not _FEWEST <= len(ids) <= _MOST:
        raise Refused(BAD_DELETE_COUNT)
    if any(world.now() - made_at(each) > _OLDEST for each in ids):
        raise Refused(TOO_OLD_TO_DELETE)
    found = (world.posts.find(channel.id, each) for each in ids)
    world.posts.remove_many(channel, [each for each in found if each is not None and not each.only_for])
    return NOTHING


def _referring(world: World, channel: Channel, draft: Draft) -> Draft:
    """Return a reply's draft with its author told; of a message that is gone only when the sender insists."""
    if not draft.reference:
        return draft
    found = world.posts.find(channel.id, draft.reference)
    if found is None or found.only_for:
        if not draft.needs_reference:
            return replace(draft, reference="")
        errors = FormErrors()
        errors.add(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
        errors.refuse()
    elif not may(world.directory.apps[channel.app], channel, READ_HISTORY):
        raise Refused(MISSING_PERMISSIONS)
    return _telling(draft, found) if found and draft.tells_replied else draft


def _telling(draft: Draft, answered: Message) -> Draft:
    return replace(draft, mentions=tuple(dict.fromkeys((*draft.mentions, answered.author))))


def _not_private(draft: Draft) -> Draft:
    return replace(draft, flags=draft.flags & ~EPHEMERAL) if draft.flags & EPHEMERAL else draft
