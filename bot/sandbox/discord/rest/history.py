"""REST: reading the messages of a channel."""

from __future__ import annotations

from collections.abc import Callable

from bot.sandbox.discord.gateway.intents import MESSAGE_CONTENT
from bot.sandbox.discord.message_shape import without_content
from bot.sandbox.discord.permissions import READ_HISTORY
from bot.sandbox.discord.records import App, Json, Message
from bot.sandbox.discord.rest.access import channel_of, may, message_of
from bot.sandbox.discord.rest.call import Answer, Call
from bot.sandbox.discord.world import World


def get_message(world: World, call: Call) -> Answer:
    """Answer with one message."""
    return Answer(_readable(world, call.caller, message_of(world, call, READ_HISTORY)))


def get_messages(world: World, call: Call) -> Answer:
    """Answer with part of the history, newest first: `before`, `after` or `around` an id, at most `limit`.

    Without the right to read a history it is empty.
    """
    channel = channel_of(world, call)
    limit = call.number("limit", 50, 1, 100)
    found = list(world.posts.public(channel.id)) if may(call.caller, channel, READ_HISTORY) else []
    for name, cut in _CUTS.items():
        if name in call.query:
            found = cut(found, call.snowflake(name, 0), limit)
            break
    else:
        found = found[-limit:]
    return Answer([_readable(world, call.caller, message) for message in reversed(found)])


def _before(found: list[Message], border: int, limit: int) -> list[Message]:
    return [message for message in found if int(message.id) < border][-limit:]


def _after(found: list[Message], border: int, limit: int) -> list[Message]:
    return [message for message in found if int(message.id) > border][:limit]


def _around(found: list[Message], border: int, limit: int) -> list[Message]:
    half = limit // 2
    older = _before(found, border, half) if half else []
    return [*older, *_after(found, border - 1, limit - half)]


_CUTS: dict[str, Callable[[list[Message], int, int], list[Message]]] = {
    "around": _around,
    "before": _before,
    "after": _after,
}


def _readable(world: World, app: App, message: Message) -> Json:
    told = world.posts.shape(message)
    channel = world.directory.channels[message.channel]
    known = channel.direct or app.bot_user in (message.author, *message.draft.mentions)
    return told if known or world.approved_intents & MESSAGE_CONTENT else without_content(told)
