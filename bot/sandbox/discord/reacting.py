"""Putting an emoji under a message and taking it away, and what the app is told of it."""

from __future__ import annotations

from dataclasses import replace

from bot.sandbox.discord.gateway.intents import DIRECT_REACTIONS, GUILD_REACTIONS
from bot.sandbox.discord.posts import Posts
from bot.sandbox.discord.records import Json, Message, Reaction
from bot.sandbox.discord.shapes import member_json


def react(posts: Posts, message: Message, user: str, emoji: str) -> None:
    """Put an emoji under a message, unless the account gave it before."""
    given = {each.emoji: each for each in message.reactions}
    before = given.get(emoji, Reaction(emoji, ()))
    if user in before.users:
        return
    given[emoji] = Reaction(emoji, (*before.users, user))
    posts.put(replace(message, reactions=tuple(given.values())))
    channel = posts.directory.channels[message.channel]
    about: Json = {"message_author_id": message.author}
    if channel.guild:
        guild = posts.directory.guilds[channel.guild]
        about["member"] = member_json(posts.directory, guild, user)
    _tell(posts, message, "MESSAGE_REACTION_ADD", about | _given(user, emoji))


def take_back(posts: Posts, message: Message, user: str, emoji: str) -> None:
    """Take an account's emoji away, if it is there."""
    if not any(each.emoji == emoji and user in each.users for each in message.reactions):
        return
    fewer = (
        Reaction(each.emoji, tuple(one for one in each.users if each.emoji != emoji or one != user))
        for each in message.reactions
    )
    posts.put(replace(message, reactions=tuple(each for each in fewer if each.users)))
    _tell(posts, message, "MESSAGE_REACTION_REMOVE", _given(user, emoji))


def _given(user: str, emoji: str) -> Json:
    return {"user_id": user, "emoji": {"id": None, "name": emoji}, "burst": False, "type": 0}


def _tell(posts: Posts, message: Message, event: str, about: Json) -> None:
    channel = posts.directory.channels[message.channel]
    intent = DIRECT_REACTIONS if channel.direct else GUILD_REACTIONS
    posts.tell(channel, event, about | {"message_id": message.id}, intent)
