"""The one table of REST routes; `{…}` parts are named as in Discord's own description."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.discord.rest import (
    callback,
    channels,
    commands,
    guilds,
    history,
    login,
    messages,
    reactions,
    scheduled_events,
    webhooks,
)
from bot.sandbox.discord.rest.call import Handler

_CHANNEL = "/channels/{channel_id}"
_MESSAGE = "/channels/{channel_id}/messages/{message_id}"
_GUILD = "/guilds/{guild_id}"
_EVENT = "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}"
_APP_COMMANDS = "/applications/{application_id}/commands"
_GUILD_COMMANDS = "/applications/{application_id}/guilds/{guild_id}/commands"
_TOKEN = "/webhooks/{application_id}/{token}"  # noqa: S105 - a path, not a secret
_FOLLOW_UP = "/webhooks/{application_id}/{token}/messages/{message_id}"


@dataclass(frozen=True, slots=True)
class Route:
    """One address; `open` ones are called without the bot's token."""

    method: str
    path: str
    handler: Handler
    open: bool = False

    @property
    def name(self) -> str:
        """The name under which faults are ordered and requests are logged."""
        return f"{self.method} {self.path}"


ROUTES = (
    Route("GET", "/gateway", login.get_gateway, open=True),
    Route("GET", "/gateway/bot", login.get_gateway_bot),
    Route("GET", "/users/@me", login.get_me),
    Route("GET", "/users/@me/guilds", login.get_my_guilds),
    Route("POST", "/users/@me/channels", channels.open_direct_message),
    Route("GET", "/users/{user_id}", login.get_user),
    Route("GET", "/oauth2/applications/@me", login.get_application),
    Route("GET", "/applications/@me", login.get_application),
    Route("GET", _APP_COMMANDS, commands.list_commands),
    Route("PUT", _APP_COMMANDS, commands.overwrite_commands),
    Route("POST", _APP_COMMANDS, commands.create_command),
    Route("GET", _APP_COMMANDS + "/{command_id}", commands.get_command),
    Route("PATCH", _APP_COMMANDS + "/{command_id}", commands.edit_command),
    Route("DELETE", _APP_COMMANDS + "/{command_id}", commands.delete_command),
    Route("GET", _GUILD_COMMANDS, commands.list_commands),
    Route("PUT", _GUILD_COMMANDS, commands.overwrite_commands),
    Route("POST", _GUILD_COMMANDS, commands.create_command),
    Route("GET", _GUILD_COMMANDS + "/{command_id}", commands.get_command),
    Route("PATCH", _GUILD_COMMANDS + "/{command_id}", commands.edit_command),
    Route("DELETE", _GUILD_COMMANDS + "/{command_id}", commands.delete_command),
    Route("POST", "/interactions/{interaction_id}/{token}/callback", callback.answer_interaction, open=True),
    Route("POST", _TOKEN, webhooks.follow_up, open=True),
    Route("GET", _FOLLOW_UP, webhooks.get_follow_up, open=True),
    Route("PATCH", _FOLLOW_UP, webhooks.edit_follow_up, open=True),
    Route("DELETE", _FOLLOW_UP, webhooks.delete_follow_up, open=True),
    Route("GET", _CHANNEL, channels.get_channel),
    Route("POST", _CHANNEL + "/typing", channels.start_typing),
    Route("GET", _CHANNEL + "/messages", history.get_messages),
    Route("POST", _CHANNEL + "/messages", messages.create_message),
    Route("POST", _CHANNEL + "/messages/bulk-delete", messages.delete_messages),
    Route("GET", _MESSAGE, history.get_message),
    Route("PATCH", _MESSAGE, messages.edit_message),
    Route("DELETE", _MESSAGE, messages.delete_message),
    Route("GET", _MESSAGE + "/reactions/{emoji}", reactions.list_reactions),
    Route("PUT", _MESSAGE + "/reactions/{emoji}/@me", reactions.add_reaction),
    Route("DELETE", _MESSAGE + "/reactions/{emoji}/@me", reactions.remove_reaction),
    Route("GET", _GUILD, guilds.get_guild),
    Route("GET", _GUILD + "/channels", guilds.get_guild_channels),
    Route("GET", _GUILD + "/roles", guilds.get_roles),
    Route("GET", _GUILD + "/roles/{role_id}", guilds.get_role),
    Route("GET", _GUILD + "/members", guilds.list_members),
    Route("GET", _GUILD + "/members/search", guilds.search_members),
    Route("GET", _GUILD + "/members/{user_id}", guilds.get_member),
    Route("GET", _GUILD + "/scheduled-events", scheduled_events.list_events),
    Route("POST", _GUILD + "/scheduled-events", scheduled_events.create_event),
    Route("GET", _EVENT, scheduled_events.get_event),
    Route("PATCH", _EVENT, scheduled_events.edit_event),
    Route("DELETE", _EVENT, scheduled_events.delete_event),
    Route("GET", _EVENT + "/users", scheduled_events.list_interested),
)
