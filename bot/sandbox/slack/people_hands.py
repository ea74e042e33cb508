"""What people do in the local Slack: type, press, fill in. Everything goes over the app's sockets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.sandbox.hands import CannotDo
from bot.sandbox.residents import LocalPerson
from bot.sandbox.seen import SeenForm, SeenMessage, SeenPlace, Suggestion, Trouble
from bot.sandbox.slack import payloads
from bot.sandbox.slack.acknowledgements import answer_command, answer_submission
from bot.sandbox.slack.controls import pressed
from bot.sandbox.slack.events import Events
from bot.sandbox.slack.eyes import Eyes
from bot.sandbox.slack.form_check import check_possible, field_errors
from bot.sandbox.slack.form_values import inputs
from bot.sandbox.slack.mrkdwn import escape
from bot.sandbox.slack.records import Channel, Content, Json, Post, View
from bot.sandbox.slack.refusals import NotAnswered, NotConnected, Refused
from bot.sandbox.slack.sockets import Envelope, Sockets
from bot.sandbox.slack.town import Town
from bot.sandbox.slack.workspace import Workspace

NOT_SENT = "We had some trouble connecting. Try again?"


class SlackHands:
    """The `Hands` of the local Slack."""

    name = "slack"

    def __init__(
        self, town: Town, sockets: Sockets, events: Events, commands: tuple[str, ...], usage_hint: str
    ) -> None:
        self._town = town
        self._sockets = sockets
        self._events = events
        self._commands = commands
        self._usage_hint = usage_hint
        self._eyes = Eyes(town)
        self._troubles: dict[str, list[Trouble]] = {}

    def people(self, workspace: str) -> Sequence[LocalPerson]:
        """Everyone with an account, the app left out."""
        return self._town.of_team(workspace).home.people

    def places(self, user: str) -> Sequence[SeenPlace]:
        """The channels this person is in, then the direct message with the app."""
        return self._eyes.places(self._home(user), user)

    def messages(self, user: str, place: str) -> Sequence[SeenMessage]:
        """What the person sees there, oldest first, private answers to them included."""
        return self._eyes.messages(self._home(user), user, self._place(user, place))

    def mark_read(self, user: str, place: str) -> None:
        """Remember that the person looked at the place."""
        self._eyes.mark_read(self._home(user), user, self._place(user, place))

    def form(self, user: str) -> SeenForm | None:
        """The form that is open before the person."""
        return self._eyes.form(self._home(user), user)

    def troubles(self, user: str) -> Sequence[Trouble]:
        """What Slack itself told the person, oldest first."""
        return tuple(self._troubles.get(user, ()))

    async def types(self, user: str, place: str, text: str) -> None:
        """Send a line: a slash command when it starts with a slash, else a plain message."""
        channel = self._place(user, place)
        if text.startswith("/"):
            await self._command(user, channel, text)
            return
        post = Post(self._town.stamps.next(), channel.id, user, Content(escape(text)), from_app=False)
        workspace = self._home(user)
        workspace.keep(post)
        self._town.changed()
        self._events.message(workspace, post)

    async def suggests(self, user: str, place: str, text: str) -> Sequence[Suggestion]:
        """The commands that begin like this, each with its usage hint; Slack completes nothing after them."""
        self._place(user, place)
        if not text.startswith("/") or " " in text.rstrip(" "):
            return ()
        return tuple(
            Suggestion(f"{command} ", f"{command} {self._usage_hint}".rstrip(), self._home(user).app.name)
            for command in self._commands
            if command.startswith(text.rstrip(" "))
        )

    async def presses(self, user: str, message: str, control: str, value: str = "") -> None:
        """Press a button of a message or of the open modal, or choose `value` in a menu."""
        workspace = self._home(user)
        view = self._town.modals.top(user)
        if view is not None and view.id == message:
            action = pressed(view.sent["blocks"], control, value)
            payload = payloads.view_action(self._town, workspace, view, action)
        else:
            post = self._visible(workspace, user, message)
            action = pressed(post.content.blocks, control, value)
            payload = payloads.message_action(self._town, workspace, user, post, action)
        await self._interact(workspace, user, payload)

    async def submits(self, user: str, values: Mapping[str, str]) -> None:
        """Send the open form; unnamed fields keep what they showed. A refusal leaves it open with errors."""
        workspace, view = self._home(user), self._filled(user, values)
        errors = field_errors(view)
        view = self._town.modals.keep(replace(view, errors=errors))
        self._town.changed()
        if errors:
            return
        payload = payloads.view_submission(self._town, workspace, view)
        answer = await self._interact(workspace, user, payload)
        if answer is None:
            return
        try:
            answer_submission(self._town, view, answer)
        except Refused:
            self._tell(user, NOT_SENT)

    async def dismisses(self, user: str) -> None:
        """Close the open form without sending it; the app hears of it if it asked to."""
        view = self._open_view(user)
        self._town.modals.close(view)
        self._town.changed()
        if view.sent.get("notify_on_close"):
            workspace = self._home(user)
            payload = payloads.view_closed(workspace, view, cleared=False)
            await self._interact(workspace, user, payload)

    def watches(self, told: Callable[[], None]) -> Callable[[], None]:
        """Call `told` after every change that a person could see; returns how to stop."""
        return self._town.watch(told)

    async def _command(self, user: str, channel: Channel, text: str) -> None:
        command, _, rest = text.partition(" ")
        if command not in self._commands:
            self._tell(
                user,
                f'{command} is not a valid command. In Slack, all messages that start with the "/" character '
                "are interpreted as commands.",
            )
            return
        workspace = self._home(user)
        payload = payloads.slash_command(self._town, workspace, user, channel, (command, rest.strip()))
        envelope = Envelope("slash_commands", payload, accepts_answer=True)
        try:
            answer = await self._sockets.ask(workspace.app.app_token, envelope)
            answer_command(self._town, workspace, user, channel, answer)
        except NotConnected:
            self._tell(user, f'{command} failed with the error "dispatch_failed"')
        except NotAnswered:
            self._tell(user, f'{command} failed with the error "operation_timeout"')
        except Refused as refused:
            self._tell(user, f'{command} failed with the error "{refused.error}"')

    async def _interact(self, workspace: Workspace, user: str, payload: Json) -> Json | None:
        envelope = Envelope("interactive", payload, accepts_answer=payload["type"] == "view_submission")
        try:
            return await self._sockets.ask(workspace.app.app_token, envelope)
        except (NotConnected, NotAnswered):
            self._tell(user, NOT_SENT)
            return None

    def _tell(self, user: str, words: str) -> None:
        self._troubles.setdefault(user, []).append(Trouble(words, self._town.stamps.now()))
        self._town.changed()

    def _home(self, user: str) -> Workspace:
        try:
            return self._town.of_user(user)
        except Refused:
            raise CannotDo(f"Nobody here has the account {user!r}.") from None

    def _place(self, user: str, place: str) -> Channel:
        channel = self._home(user).channels.get(place)
        if channel is None or user not in channel.members:
            raise CannotDo(f"{user} is not in a place {place!r}.")
        return channel

    def _visible(self, workspace: Workspace, user: str, message: str) -> Post:
        for channel in workspace.channels.values():
            post = workspace.post(channel.id, message) if user in channel.members else None
            if post is not None and post.only_for in {"", user}:
                return post
        raise CannotDo(f"{user} sees no message {message!r}.")

    def _open_view(self, user: str) -> View:
        view = self._town.modals.top(user)
        if view is None:
            raise CannotDo(f"No form is open before {user}.")
        return view

    def _filled(self, user: str, values: Mapping[str, str]) -> View:
        view = self._open_view(user)
        blocks = {block["block_id"]: block for block in inputs(view.sent)}
        people = frozenset(self._home(user).people)
        for field, value in values.items():
            if field not in blocks:
                raise CannotDo(f"The form has no field {field!r}; it has {sorted(blocks)}.")
            check_possible(blocks[field], value, people)
        return replace(view, entered={**view.entered, **values})
