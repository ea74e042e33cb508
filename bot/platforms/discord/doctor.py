"""Asks Discord whether the token, the servers and the channels are as the bot needs them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import aiohttp
import discord

from bot.chat.findings import Finding
from bot.platforms.discord.gateway import Gateway, point_at

SCOPES = ("bot", "applications.commands")
# The library's names and the words on Discord's pages. A message is found again by reading the history; a
# picture is a file.
PERMISSIONS = {
    "read_messages": "View Channel",
    "send_messages": "Send Messages",
    "read_message_history": "Read Message History",
    "attach_files": "Attach Files",
}
_FEW_STARTS = 20
_REACH = "Check discord.api_url, the network and any proxy, then run this again."


def invite_link(application_id: str) -> str:
    """The address at which a server's manager adds the bot, with the least permissions it works with."""
    permissions = discord.Permissions(**dict.fromkeys(PERMISSIONS, True))
    return discord.utils.oauth_url(application_id, permissions=permissions, scopes=SCOPES)


async def examine(api_url: str, bot_token: str, channels: Mapping[str, Sequence[str]]) -> list[Finding]:
    """What is right and what is not, by asking Discord; posts nothing. `channels` are ids by server id.

    Points the library at `api_url` for the whole process, so it is not run beside a connection elsewhere.
    """
    point_at(api_url)
    async with Gateway(_ignore) as client:
        try:
            return await _examine(client, bot_token, channels)
        except discord.LoginFailure:
            remedy = "Copy it again from the application's page, under Bot, and set that."
            return [Finding(ok=False, what="Discord does not accept the bot token.", remedy=remedy)]
        except (aiohttp.ClientError, discord.DiscordException, TimeoutError) as trouble:
            what = f"Discord cannot be asked: {type(trouble).__name__}."
            return [Finding(ok=False, what=what, remedy=_REACH)]


async def _examine(client: Gateway, token: str, channels: Mapping[str, Sequence[str]]) -> list[Finding]:
    await client.login(token)
    application = await client.application_info()
    found = [
        Finding(ok=True, what=f"Signed in as {application.name} ({application.id})."),
        _interactions(application),
        await _gateway(client),
    ]
    for server, places in channels.items():
        found += await _server(client, server, places)
    return found


def _interactions(application: discord.AppInfo) -> Finding:
    if application.interactions_endpoint_url:
        remedy = "Empty the Interactions Endpoint URL on the application's page, under General Information."
        return Finding(
            ok=False, what="Discord sends commands to a web address, not to the bot.", remedy=remedy
        )
    return Finding(ok=True, what="Commands and buttons come through the gateway.")


async def _gateway(client: Gateway) -> Finding:
    _, _, starts = await client.http.get_bot_gateway()
    if starts["remaining"] < _FEW_STARTS:
        minutes = starts["reset_after"] // 60_000
        remedy = f"Find out why it starts so often; the count begins anew in {minutes} minutes."
        what = f"The bot may connect only {starts['remaining']} more times today."
        return Finding(ok=False, what=what, remedy=remedy)
    return Finding(ok=True, what=f"The gateway is open ({starts['remaining']} starts left today).")


async def _server(client: Gateway, server: str, channels: Sequence[str]) -> list[Finding]:
    try:
        guild = await client.fetch_guild(int(server))
        own = await guild.fetch_member(client.user.id if client.user else 0)
    except (discord.Forbidden, discord.NotFound):
        remedy = f"Check the id, or add the bot: {invite_link(str(client.application_id))}"
        return [Finding(ok=False, what=f"The bot is not in the server {server}.", remedy=remedy)]
    first = Finding(ok=True, what=f"The bot is in {guild.name} ({server}).")
    return [first, *[await _channel(guild, own, channel) for channel in channels]]


async def _channel(guild: discord.Guild, own: discord.Member, channel: str) -> Finding:
    known = f"The channel {channel} of {guild.name}"
    try:
        found = await guild.fetch_channel(int(channel))
    except discord.NotFound:
        return Finding(ok=False, what=f"{known} does not exist.", remedy=_copy_id())
    except discord.InvalidData:
        return Finding(ok=False, what=f"{known} belongs to another server.", remedy=_copy_id())
    except discord.Forbidden:
        remedy = "Give the bot's role View Channel there, under the channel's permissions."
        return Finding(
            ok=False, what=f"The bot cannot see the channel {channel} of {guild.name}.", remedy=remedy
        )
    name = f"#{found.name} ({channel})"
    if not isinstance(found, discord.TextChannel):
        return Finding(ok=False, what=f"{name} is not a text channel.", remedy="Name a text channel.")
    if missing := lacking(found.permissions_for(own)):
        remedy = "Give them to the bot's role, under the channel's permissions."
        return Finding(ok=False, what=f"In {name} the bot lacks: {', '.join(missing)}.", remedy=remedy)
    return Finding(ok=True, what=f"The bot can write in {name} and find its messages again.")


def lacking(granted: discord.Permissions) -> list[str]:
    """What is not among the permissions and is needed, in the words of Discord's pages."""
    given = dict(granted)
    return [words for permission, words in PERMISSIONS.items() if not given[permission]]


def _copy_id() -> str:
    return "Switch on Developer Mode in Discord's settings and copy the channel's id again."


def _ignore(_interaction: object) -> None:
    """Nothing arrives: the examination opens no gateway."""
