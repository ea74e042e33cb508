"""REST: channels and direct messages."""

from __future__ import annotations

from bot.sandbox.discord.records import Channel, Json
from bot.sandbox.discord.refusals import CANNOT_DM, UNKNOWN_USER, FormErrors, Refused
from bot.sandbox.discord.rest.access import channel_of
from bot.sandbox.discord.rest.call import Answer, Call
from bot.sandbox.discord.shapes import channel_json
from bot.sandbox.discord.world import World


def get_channel(world: World, call: Call) -> Answer:
    """Answer with a channel that the app can see."""
    return Answer(_told(world, channel_of(world, call)))


def open_direct_message(world: World, call: Call) -> Answer:
    """Answer with the direct message to `recipient_id`; opening works also for who refuses messages."""
    recipient = call.fields().get("recipient_id")
    if recipient is None:
        errors = FormErrors()
        errors.required(("recipient_id",))
        errors.refuse()
    account = world.directory.accounts.get(str(recipient))
    if account is None:
        raise Refused(UNKNOWN_USER)
    channel = world.directory.direct(call.caller.id, account.id)
    if channel is None:
        raise Refused(CANNOT_DM)
    return Answer(_told(world, channel))


def _told(world: World, channel: Channel) -> Json:
    return channel_json(world.directory, channel, world.posts.last(channel.id))
