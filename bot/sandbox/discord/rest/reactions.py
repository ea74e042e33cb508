"""REST: the app's own reactions to messages."""

from __future__ import annotations

import re
import unicodedata

from bot.sandbox.discord.permissions import ADD_REACTIONS, READ_HISTORY
from bot.sandbox.discord.reacting import react, take_back
from bot.sandbox.discord.reasons import MISSING_PERMISSIONS, TOO_MANY_REACTIONS, UNKNOWN_EMOJI
from bot.sandbox.discord.records import Message
from bot.sandbox.discord.refusals import Refused
from bot.sandbox.discord.rest.access import may, message_of
from bot.sandbox.discord.rest.call import NOTHING, Answer, Call
from bot.sandbox.discord.shapes import user_json
from bot.sandbox.discord.world import World

_MOST = 20
_LONGEST = 16
_KEYCAP = re.compile("[0-9#*]\ufe0f?\u20e3")
_BINDING = {"\u200d", "\ufe0e", "\ufe0f"}
_PICTURES = {"So", "Sk", "Sm", "Po"}


def add_reaction(world: World, call: Call) -> Answer:
    """React as the app; at most 20 different emojis stand under a message."""
    message = message_of(world, call, READ_HISTORY)
    emoji = _emoji(call)
    known = [each.emoji for each in message.reactions]
    if emoji not in known:
        channel = world.directory.channels[message.channel]
        if not may(call.caller, channel, ADD_REACTIONS):
            raise Refused(MISSING_PERMISSIONS)
        if len(known) >= _MOST:
            raise Refused(TOO_MANY_REACTIONS)
    react(world.posts, message, call.caller.bot_user, emoji)
    return NOTHING


def remove_reaction(world: World, call: Call) -> Answer:
    """Take the app's reaction back, if it is there."""
    message = message_of(world, call)
    take_back(world.posts, message, call.caller.bot_user, _emoji(call))
    return NOTHING


def list_reactions(world: World, call: Call) -> Answer:
    """Answer with who gave an emoji, by id, at most `limit` after an id."""
    message = message_of(world, call)
    limit, after = call.number("limit", 25, 1, 100), call.snowflake("after", 0)
    users = sorted((user for user in _givers(message, _emoji(call)) if int(user) > after), key=int)
    return Answer([user_json(world.directory.accounts[user]) for user in users[:limit]])


def _givers(message: Message, emoji: str) -> tuple[str, ...]:
    return next((each.users for each in message.reactions if each.emoji == emoji), ())


def _emoji(call: Call) -> str:
    """Return the emoji in the path; a local guild has none of its own."""
    emoji = call.parts["emoji"]
    letters = [letter for letter in emoji if letter not in _BINDING]
    pictures = letters and all(unicodedata.category(letter) in _PICTURES for letter in letters)
    if len(emoji) > _LONGEST or not (pictures or _KEYCAP.fullmatch(emoji)):
        raise Refused(UNKNOWN_EMOJI)
    return emoji
