"""Who and what is there: apps, accounts, guilds and channels, made once from the residents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.sandbox.discord import permissions
from bot.sandbox.discord.records import Account, App, Channel, Guild
from bot.sandbox.discord.snowflakes import Snowflakes
from bot.sandbox.residents import LocalGroup, LocalPerson, LocalWorkspace


class Directory:
    """Looks up apps, accounts, guilds and channels by id; every lookup returns None for an unknown id."""

    def __init__(self, workspaces: Sequence[LocalWorkspace], ids: Snowflakes) -> None:
        self.apps: dict[str, App] = {}
        self.accounts: dict[str, Account] = {}
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Channel] = {}
        self._people: dict[str, tuple[LocalPerson, ...]] = {}
        self._groups: dict[str, tuple[LocalGroup, ...]] = {}
        self._lost: dict[str, tuple[Channel, int]] = {}
        self._direct: dict[tuple[str, str], str] = {}
        for workspace in workspaces:
            self._add_workspace(workspace)
        for app in self.apps.values():
            self._open_direct_messages(app, ids)

    def people(self, guild: str) -> Sequence[LocalPerson]:
        """Return the residents of a guild as they were given."""
        return self._people.get(guild, ())

    def groups(self, guild: str) -> Sequence[LocalGroup]:
        """Return a guild's roles with their members, everyone's and the app's own left out."""
        return self._groups.get(guild, ())

    def app_by_token(self, token: str) -> App | None:
        """Return the app that a bot token belongs to."""
        return next((app for app in self.apps.values() if app.token == token), None)

    def direct(self, app: str, user: str) -> Channel | None:
        """Return the direct message between an app and a person who share a guild."""
        return self.channels.get(self._direct.get((app, user), ""))

    def guilds_of(self, app: str) -> Iterator[Guild]:
        """Yield the guilds that an app was added to."""
        return (guild for guild in self.guilds.values() if guild.app == app)

    def places_of(self, user: str) -> Iterator[Channel]:
        """Yield a person's channels, then their direct messages with apps."""
        own = [channel for channel in self.channels.values() if user in channel.members]
        yield from sorted(own, key=lambda channel: channel.direct)

    def named(self, guild: str, name: str) -> Account | None:
        """Return the guild's member with this id, mention, display name or user name."""
        wanted = name.strip().removeprefix("<@").removesuffix(">").removeprefix("@").casefold()
        members = self.guilds[guild].members if guild in self.guilds else tuple(self.accounts)
        for account in (self.accounts[member] for member in members):
            if wanted in {account.id, account.name.casefold(), account.username}:
                return account
        return None

    def residents(self, guild: str) -> list[Account]:
        """Return the accounts of a guild's people (without a guild: of everyone), bots left out."""
        members = self.guilds[guild].members if guild else tuple(self.accounts)
        return [self.accounts[user] for user in members if not self.accounts[user].bot]

    def lose(self, channel: Channel) -> None:
        """Take a guild's channel away; its messages stay for when it is brought back."""
        rooms = self.guilds[channel.guild].channels
        self._lost[channel.id] = (self.channels.pop(channel.id), rooms.index(channel.id))
        kept = tuple(each for each in rooms if each != channel.id)
        self.guilds[channel.guild] = replace(self.guilds[channel.guild], channels=kept)

    def bring_back(self, snowflake: str) -> Channel | None:
        """Put a lost channel back in its place; None when it was not lost."""
        if snowflake not in self._lost:
            return None
        channel, place = self._lost.pop(snowflake)
        rooms = self.guilds[channel.guild].channels
        self.channels[snowflake] = channel
        back = (*rooms[:place], snowflake, *rooms[place:])
        self.guilds[channel.guild] = replace(self.guilds[channel.guild], channels=back)
        return channel

    def zone_of(self, user: str) -> str:
        """Return the IANA zone in which a person reads times."""
        for people in self._people.values():
            for person in people:
                if person.id == user:
                    return person.zone
        return "UTC"

    def _add_workspace(self, workspace: LocalWorkspace) -> None:
        app = workspace.app
        self.apps[app.id] = App(
            app.id,
            app.bot_user,
            app.name,
            app.bot_token,
            permissions.APP if app.permissions is None else app.permissions,
        )
        self.accounts[app.bot_user] = Account(app.bot_user, app.name, _user_name(app.name), bot=True)
        for person in workspace.people:
            account = Account(person.id, person.name, _user_name(person.name), person.locale)
            self.accounts[person.id] = account
        members = (app.bot_user, *(person.id for person in workspace.people))
        self._people[workspace.id] = workspace.people
        self._groups[workspace.id] = workspace.groups
        rooms = tuple(channel.id for channel in workspace.channels)
        self.guilds[workspace.id] = Guild(workspace.id, workspace.name, app.id, members, rooms)
        for channel in workspace.channels:
            self.channels[channel.id] = Channel(
                channel.id, channel.name, app.id, channel.members, workspace.id, channel.has_app
            )

    def _open_direct_messages(self, app: App, ids: Snowflakes) -> None:
        people = {member: None for guild in self.guilds_of(app.id) for member in guild.members}
        for user in people:
            if user not in {known.bot_user for known in self.apps.values()}:
                channel = Channel(ids.make(), app.name, app.id, (user,))
                self.channels[channel.id] = channel
                self._direct[app.id, user] = channel.id


def _user_name(name: str) -> str:
    kept = "".join(letter if letter.isalnum() else "_" for letter in name.casefold())
    return kept.strip("_") or "someone"
