"""A line that a person types: a slash command, or a plain message."""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox.seen import Suggestion
from bot.sandbox.slack.delivery import payloads
from bot.sandbox.slack.delivery.acknowledgements import answer_command
from bot.sandbox.slack.delivery.envelopes import Envelope
from bot.sandbox.slack.delivery.events import Events
from bot.sandbox.slack.delivery.sockets import Sockets
from bot.sandbox.slack.people.commands import Commands
from bot.sandbox.slack.people.troubles import Troubles
from bot.sandbox.slack.people.whereabouts import home_of, place_of
from bot.sandbox.slack.records import Channel, Content, Post
from bot.sandbox.slack.refusals import NotAnswered, NotConnected, Refused
from bot.sandbox.slack.sight.mrkdwn import escape
from bot.sandbox.slack.town import Town


class Lines:
    """Sends what is typed to where it belongs."""

    def __init__(
        self, town: Town, sockets: Sockets, events: Events, troubles: Troubles, commands: Commands
    ) -> None:
        self._town = town
        self._sockets = sockets
        self._events = events
        self._troubles = troubles
        self._commands = commands

    async def types(self, user: str, place: str, text: str) -> None:
        """Send one line."""
        channel = place_of(self._town, user, place)
        if text.startswith("/"):
            await self._command(user, channel, text)
        else:
            self._message(user, channel, text)

    def suggests(self, user: str, place: str, text: str) -> Sequence[Suggestion]:
        """The commands that begin like this, each with its usage hint; Slack completes nothing after them."""
        place_of(self._town, user, place)
        return self._commands.beginning_with(text, home_of(self._town, user).app.name)

    def _message(self, user: str, channel: Channel, text: str) -> None:
        workspace = home_of(self._town, user)
        post = Post(self._town.stamps.next(), channel.id, user, Content(escape(text)), from_app=False)
        workspace.keep(post)
        self._town.changed()
        self._events.message(workspace, post)

    async def _command(self, user: str, channel: Channel, text: str) -> None:
        command, _, rest = text.partition(" ")
        if not self._commands.takes(command):
            self._troubles.not_a_command(user, command)
            return
        try:
            await self._ask(user, channel, command, rest.strip())
        except NotConnected:
            self._troubles.command_failed(user, command, "dispatch_failed")
        except NotAnswered:
            self._troubles.command_failed(user, command, "operation_timeout")
        except Refused as refused:
            self._troubles.command_failed(user, command, refused.error)

    async def _ask(self, user: str, channel: Channel, command: str, rest: str) -> None:
        workspace = home_of(self._town, user)
        line = (command, self._commands.escaped(command, rest, workspace))
        payload = payloads.slash_command(self._town, workspace, user, channel, line)
        envelope = Envelope("slash_commands", payload, accepts_answer=True)
        answer = await self._sockets.ask(workspace.app.app_token, envelope)
        answer_command(self._town, workspace, user, channel, answer)
