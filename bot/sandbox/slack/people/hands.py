"""The `Hands` of the local Slack: what a person there can see and do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.sandbox.residents import LocalPerson
from bot.sandbox.seen import SeenForm, SeenMessage, SeenPlace, Suggestion, Trouble
from bot.sandbox.slack.delivery.events import Events
from bot.sandbox.slack.delivery.sockets import Sockets
from bot.sandbox.slack.people.commands import Commands
from bot.sandbox.slack.people.eyes import Eyes
from bot.sandbox.slack.people.interactions import Interactions
from bot.sandbox.slack.people.lines import Lines
from bot.sandbox.slack.people.troubles import Troubles
from bot.sandbox.slack.people.whereabouts import home_of, place_of
from bot.sandbox.slack.town import Town


class SlackHands:
    """One person's reach into a workspace; everything they do goes over the app's sockets."""

    name = "slack"

    def __init__(self, town: Town, sockets: Sockets, events: Events, commands: Commands) -> None:
        self._town = town
        self._eyes = Eyes(town)
        self._troubles = Troubles(town)
        self._lines = Lines(town, sockets, events, self._troubles, commands)
        self._interactions = Interactions(town, sockets, self._troubles)

    def people(self, workspace: str) -> Sequence[LocalPerson]:
        """Everyone with an account, the app left out."""
        return self._town.of_team(workspace).home.people

    def places(self, user: str) -> Sequence[SeenPlace]:
        """The channels this person is in, then the direct message with the app."""
        return self._eyes.places(home_of(self._town, user), user)

    def messages(self, user: str, place: str) -> Sequence[SeenMessage]:
        """What the person sees there, oldest first, private answers to them included."""
        return self._eyes.messages(home_of(self._town, user), user, place_of(self._town, user, place))

    def mark_read(self, user: str, place: str) -> None:
        """Remember that the person looked at the place."""
        self._eyes.mark_read(home_of(self._town, user), user, place_of(self._town, user, place))

    def form(self, user: str) -> SeenForm | None:
        """The form that is open before the person."""
        return self._eyes.form(home_of(self._town, user), user)

    def troubles(self, user: str) -> Sequence[Trouble]:
        """What Slack itself told the person, oldest first."""
        return self._troubles.of(user)

    async def types(self, user: str, place: str, text: str) -> None:
        """Send a line: a slash command when it starts with a slash, else a plain message."""
        await self._lines.types(user, place, text)

    async def suggests(self, user: str, place: str, text: str) -> Sequence[Suggestion]:
        """Completions of a half-typed command, as Slack offers them."""
        return self._lines.suggests(user, place, text)

    async def presses(self, user: str, message: str, control: str, value: str = "") -> None:
        """Press a button of a message or of the open modal, or choose `value` in a menu."""
        await self._interactions.presses(user, message, control, value)

    async def submits(self, user: str, values: Mapping[str, str]) -> None:
        """Send the open form; unnamed fields keep what they showed. A refusal leaves it open with errors."""
        await self._interactions.submits(user, values)

    async def dismisses(self, user: str) -> None:
        """Close the open form without sending it."""
        await self._interactions.dismisses(user)

    def watches(self, told: Callable[[], None]) -> Callable[[], None]:
        """Call `told` after every change that a person could see; returns how to stop."""
        return self._town.watch(told)
