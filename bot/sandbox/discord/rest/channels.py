"""REST: channels and direct messages."""

from __future__ import annotations

from bot.sandbox.discord.checks.kinds import Shape, Snowflake
from bot.sandbox.discord.permissions import SEND_MESSAGES
from bot.sandbox.discord.reasons import CANNOT_DM, UNKNOWN_USER
from bot.sandbox.discord.records import Channel, Json
from bot.sandbox.discord.refusals import Refused
from bot.sandbox.discord.rest.access import channel_of
from bot.sandbox.discord.rest.call import NOTHING, Answer, Call
from bot.sandbox.discord.shapes import channel_json
from bot.sandbox.discord.world import World

_TO_ONE = Shape({"recipient_id": Snowflake()}, needs=("recipient_id",))


def get_channel(world: World, call: Call) -> Answer:
    """Answer with a channel that the app can see."""
    return Answer(_told(world, channel_of(world, call)))


def open_direct_message(world: World, call: Call) -> Answer:
    """Answer with the direct message to `recipient_id`; opening works also for who refuses messages."""
    recipient = call.fields(_TO_ONE)["recipient_id"]
    account = world.directory.accounts.get(str(recipient))
    if account is None:
        raise Refused(UNKNOWN_USER)
    channel = world.directory.direct(call.caller.id, account.id)
    if channel is None:
        raise Refused(CANNOT_DM)
    return Answer(_told(world, channel))


def start_typing(world: World, call: Call) -> Answer:
    """Accept the sign that the app is typing; nobody is shown it."""
    channel_of(world, call, SEND_MESSAGES)
    return NOTHING


def _told(world: World, channel: Channel) -> Json:
    return channel_json(world.directory, channel, world.posts.last(channel.id))
