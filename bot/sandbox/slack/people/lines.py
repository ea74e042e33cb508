"""A line that a person types: a slash command, or a plain message."""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox.hands import CannotDo
from bot.sandbox.seen import Suggestion
from bot.sandbox.slack.delivery import payloads
from bot.sandbox.slack.delivery.acknowledgements import answer_command
from bot.sandbox.slack.delivery.courier import Courier
from bot.sandbox.slack.delivery.envelopes import Envelope
from bot.sandbox.slack.delivery.failures import NotDelivered
from bot.sandbox.slack.people.commands import Commands, written
from bot.sandbox.slack.people.invitations import INVITE, Invitations
from bot.sandbox.slack.people.troubles import MESSAGES_OFF, Troubles
from bot.sandbox.slack.people.whereabouts import home_of, place_of, thread_before
from bot.sandbox.slack.records import Channel, Content, Post
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.town import Town


class Lines:
    """Sends what is typed to where it belongs."""

    def __init__(
        self,
        town: Town,
        courier: Courier,
        troubles: Troubles,
        commands: Commands,
        invitations: Invitations,
    ) -> None:
        self._town = town
        self._courier = courier
        self._troubles = troubles
        self._commands = commands
        self._invitations = invitations

    async def types(self, user: str, place: str, text: str, thread: str) -> None:
        """Send one line, into a thread if one is named."""
        channel = place_of(self._town, user, place)
        parent = thread_before(self._town, user, channel, thread) if thread else None
        if parent is not None and parent.only_for:
            raise CannotDo("Nobody can reply to a message that only one person sees.")
        if channel.direct_with and not self._town.manifest.home.takes_messages:
            self._troubles.tell(user, MESSAGES_OFF)
        elif not text.startswith("/"):
            self._message(user, channel, text, parent.ts if parent else "")
        elif parent is not None:
            self._troubles.not_in_threads(user, text.partition(" ")[0])
        else:
            await self._command(user, channel, text)

    def suggests(self, user: str, place: str, text: str) -> Sequence[Suggestion]:
        """The commands that begin like this, each with its usage hint; Slack completes nothing after them."""
        place_of(self._town, user, place)
        return self._commands.beginning_with(text, home_of(self._town, user).app.name)

    def _message(self, user: str, channel: Channel, text: str, thread_ts: str) -> None:
        if not text.strip():
            return
        workspace = home_of(self._town, user)
        content = Content(written(text, workspace))
        post = Post(self._town.stamps.next(), channel.id, user, content, from_app=False, thread_ts=thread_ts)
        workspace.keep(post)
        self._town.changed()

    async def _command(self, user: str, channel: Channel, text: str) -> None:
        command, _, rest = text.partition(" ")
        if command == INVITE:
            self._invitations.invites(user, channel, rest.strip())
            return
        if not self._commands.takes(command):
            self._troubles.not_a_command(user, command)
            return
        try:
            await self._ask(user, channel, command, rest.strip())
        except NotDelivered as failed:
            self._troubles.command_failed(user, command, failed.command_error)
        except Refused:
            self._troubles.command_failed(user, command, "invalid_command_response")

    async def _ask(self, user: str, channel: Channel, command: str, rest: str) -> None:
        workspace = home_of(self._town, user)
        line = (command, self._commands.escaped(command, rest, workspace))
        payload = payloads.slash_command(self._town, workspace, user, channel, line)
        envelope = Envelope("slash_commands", payload, accepts_answer=True)
        answer = await self._courier.ask(workspace, envelope)
        answer_command(self._town, workspace, user, channel, answer)
