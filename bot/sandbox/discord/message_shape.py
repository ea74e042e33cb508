"""A stored message as the JSON object that Discord sends."""

from __future__ import annotations

from functools import partial
from urllib.parse import quote

from bot.sandbox.discord.directory import Directory
from bot.sandbox.discord.media_shape import MediaAddresses
from bot.sandbox.discord.records import Attachment, Json, Message, Reaction
from bot.sandbox.discord.shapes import moment, user_json


def attachment_path(channel: str, attachment: Attachment) -> str:
    """Return the path below the server's address under which a file can be fetched."""
    return f"/attachments/{channel}/{attachment.id}/{quote(attachment.name, safe='', errors='replace')}"


def _url(address: str, channel: str, attachment: Attachment) -> str:
    return address + attachment_path(channel, attachment)


def attachment_json(address: str, channel: str, attachment: Attachment) -> Json:
    """Return the attachment object; `address` is the server's own."""
    url = _url(address, channel, attachment)
    told: Json = {
        "id": attachment.id,
        "filename": attachment.name,
        "size": attachment.size,
        "url": url,
        "proxy_url": url,
        "content_type": attachment.media_type,
        "flags": 0,
    }
    return told | ({"description": attachment.description} if attachment.description else {})


def message_json(directory: Directory, address: str, message: Message) -> Json:
    """Return the message object as its author gets it."""
    draft = message.draft
    media = MediaAddresses(draft.attachments, partial(_url, address, message.channel))
    told: Json = {
        "id": message.id,
        "type": message.kind,
        "channel_id": message.channel,
        "author": user_json(directory.accounts[message.author]),
        "content": draft.content,
        "components": media.put(draft.components),
        "embeds": [{**embed, "type": "rich"} for embed in draft.embeds],
        "attachments": [attachment_json(address, message.channel, each) for each in draft.attachments],
        "mentions": [user_json(directory.accounts[user]) for user in draft.mentions],
        "mention_roles": list(draft.mention_roles),
        "mention_everyone": draft.mention_everyone,
        "timestamp": moment(message.at),
        "edited_timestamp": moment(message.edited) if message.edited else None,
        "flags": draft.flags,
        "pinned": False,
        "tts": False,
    }
    app = directory.apps[directory.channels[message.channel].app] if message.reactions else None
    reactions = {"reactions": [_reaction(each, app.bot_user) for each in message.reactions]} if app else {}
    return told | reactions | _links(directory, message)


def without_content(told: Json) -> Json:
    """Return a message as Discord gives it to an app that lacks the message-content intent."""
    return told | {"content": "", "components": [], "embeds": [], "attachments": []}


def _reaction(reaction: Reaction, bot_user: str) -> Json:
    count = len(reaction.users)
    return {
        "emoji": {"id": None, "name": reaction.emoji},
        "count": count,
        "count_details": {"burst": 0, "normal": count},
        "burst_colors": [],
        "me": bot_user in reaction.users,
        "me_burst": False,
    }


def _links(directory: Directory, message: Message) -> Json:
    told: Json = {}
    guild = directory.channels[message.channel].guild
    if message.draft.nonce is not None:
        told["nonce"] = message.draft.nonce
    if message.webhook:
        told |= {"webhook_id": message.webhook, "application_id": message.webhook}
    if message.interaction:
        told["interaction_metadata"] = message.interaction
    if message.draft.reference:
        told["message_reference"] = {
            "type": 0,
            "message_id": message.draft.reference,
            "channel_id": message.channel,
        } | ({"guild_id": guild} if guild else {})
    return told
