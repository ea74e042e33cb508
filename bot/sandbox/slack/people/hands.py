"""The `Hands` of the local Slack: what a person there can see and do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.sandbox.hands import CannotDo
from bot.sandbox.residents import LocalFile, LocalPerson
from bot.sandbox.seen import (
    SeenForm,
    SeenMessage,
    SeenOption,
    SeenPart,
    SeenPlace,
    Suggestion,
    Trouble,
)
from bot.sandbox.slack.delivery.courier import Courier
from bot.sandbox.slack.delivery.happenings import Happenings
from bot.sandbox.slack.people.commands import Commands
from bot.sandbox.slack.people.eyes import Eyes
from bot.sandbox.slack.people.filling import Filling
from bot.sandbox.slack.people.invitations import Invitations
from bot.sandbox.slack.people.lines import Lines
from bot.sandbox.slack.people.pressing import MessageEntries, Pressing
from bot.sandbox.slack.people.searching import Searching
from bot.sandbox.slack.people.shortcuts import Shortcuts
from bot.sandbox.slack.people.troubles import Troubles
from bot.sandbox.slack.people.whereabouts import home_of, place_of, thread_before
from bot.sandbox.slack.town import Town


class SlackHands:
    """One person's reach into a workspace; everything they do goes to the app by the courier."""

    name = "slack"

    def __init__(self, town: Town, courier: Courier, happenings: Happenings, commands: Commands) -> None:
        self._town = town
        self._happenings = happenings
        self._eyes = Eyes(town)
        self._troubles = Troubles(town)
        entries = MessageEntries()
        invitations = Invitations(town, self._troubles)
        self._lines = Lines(town, courier, self._troubles, commands, invitations)
        self._pressing = Pressing(town, courier, self._troubles, entries)
        self._searching = Searching(town, courier, self._troubles, entries)
        self._shortcuts = Shortcuts(town, courier, self._troubles)
        self._filling = Filling(town, courier, self._troubles)

    def people(self, workspace: str) -> Sequence[LocalPerson]:
        """Everyone with an account, the app left out."""
        return self._town.of_team(workspace).home.people

    def places(self, user: str) -> Sequence[SeenPlace]:
        """The channels this person is in, then the direct message with the app."""
        return self._eyes.places(home_of(self._town, user), user)

    def messages(self, user: str, place: str) -> Sequence[SeenMessage]:
        """What the person sees there, oldest first, private answers to them included."""
        return self._eyes.messages(home_of(self._town, user), user, place_of(self._town, user, place))

    def thread(self, user: str, place: str, message: str) -> Sequence[SeenMessage]:
        """The message and the replies in its thread, oldest first."""
        parent = thread_before(self._town, user, place_of(self._town, user, place), message)
        return self._eyes.thread(home_of(self._town, user), user, parent)

    def home(self, user: str) -> Sequence[SeenPart] | None:
        """The app's home page for this person; None where the app has none."""
        return self._eyes.home(home_of(self._town, user), user)

    def mark_read(self, user: str, place: str) -> None:
        """Remember that the person looked at the place."""
        self._eyes.mark_read(home_of(self._town, user), user, place_of(self._town, user, place))

    def form(self, user: str) -> SeenForm | None:
        """The form that is open before the person."""
        return self._eyes.form(home_of(self._town, user), user)

    def troubles(self, user: str) -> Sequence[Trouble]:
        """What Slack itself told the person, oldest first."""
        return self._troubles.of(user)

    async def opens_home(self, user: str) -> None:
        """Look at the app's home page; the app is told and may publish it."""
        workspace = home_of(self._town, user)
        if not self._town.manifest.home.home_tab:
            raise CannotDo(f"{workspace.app.name} has no home page.")
        direct = workspace.direct_message(user).id
        self._happenings.home_opened(workspace, user, direct, self._town.modals.homes.get(user))

    async def types(self, user: str, place: str, text: str, thread: str = "") -> None:
        """Send a line: a slash command when it starts with a slash, else a plain message."""
        await self._lines.types(user, place, text, thread)

    async def suggests(self, user: str, place: str, text: str) -> Sequence[Suggestion]:
        """Completions of a half-typed command, as Slack offers them."""
        return self._lines.suggests(user, place, text)

    async def presses(self, user: str, message: str, control: str, value: str = "") -> None:
        """Press a button of a message, the open modal or the home, or choose `value` in a menu."""
        await self._pressing.presses(user, message, control, value)

    def shortcuts(self, user: str, place: str) -> Sequence[SeenOption]:
        """What the app offers in the menu of each message there that everyone sees."""
        place_of(self._town, user, place)
        return self._shortcuts.offered()

    async def uses_on_message(self, user: str, message: str, shortcut: str) -> None:
        """Choose one of the app's shortcuts, by its name, in the menu of a message."""
        await self._shortcuts.uses(user, message, shortcut)

    async def searches(self, user: str, message: str, control: str, text: str) -> Sequence[SeenOption]:
        """The app's choices for what was typed into a menu; `message` is "" for a field of the open form."""
        return await self._searching.searches(user, message, control, text)

    async def submits(
        self, user: str, values: Mapping[str, str], files: Mapping[str, Sequence[LocalFile]] | None = None
    ) -> None:
        """Send the open form with files by field; unnamed fields keep what they showed.

        A refusal leaves it open with errors.
        """
        await self._filling.submits(user, values, files or {})

    async def dismisses(self, user: str) -> None:
        """Close the open form without sending it."""
        await self._filling.dismisses(user)

    def watches(self, told: Callable[[], None]) -> Callable[[], None]:
        """Call `told` after every change that a person could see; returns how to stop."""
        return self._town.watch(told)
