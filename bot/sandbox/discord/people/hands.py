"""What people do and see in the local Discord; the server inherits it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.sandbox.discord.interactions import COMPONENT
from bot.sandbox.discord.people.acting import Act, act
from bot.sandbox.discord.people.completing import Completions
from bot.sandbox.discord.people.forms import Forms
from bot.sandbox.discord.people.looking import Looking
from bot.sandbox.discord.people.pressing import pressed_data
from bot.sandbox.discord.people.typing import types_line
from bot.sandbox.discord.people.using import offered_on_messages, used_on_message, used_on_person
from bot.sandbox.discord.sight.messages import NOT_RESPONDING
from bot.sandbox.discord.world import World
from bot.sandbox.hands import CannotDo
from bot.sandbox.residents import LocalFile, LocalPerson
from bot.sandbox.seen import SeenForm, SeenMessage, SeenOption, SeenPlace, Suggestion, Trouble

FAILED = "This interaction failed"


class DiscordHands:
    """The people of the local Discord, each seen through their own account."""

    name = "discord"

    def __init__(self, world: World) -> None:
        self._world = world
        self._looking = Looking(world)
        self._forms = Forms(world, self._looking)

    def people(self, workspace: str) -> Sequence[LocalPerson]:
        """Everyone with an account in a guild, the app left out."""
        return self._world.directory.people(workspace)

    def places(self, user: str) -> Sequence[SeenPlace]:
        """The channels this person is in, then the direct message with the app."""
        return self._looking.places(user)

    def messages(self, user: str, place: str) -> Sequence[SeenMessage]:
        """What the person sees there, oldest first, private answers to them included."""
        return self._looking.messages(user, place)

    def thread(self, user: str, place: str, message: str) -> Sequence[SeenMessage]:
        """The message alone: threads are not part of the local Discord, an answer quotes its message."""
        return (self._looking.at_one(user, place, message),)

    def home(self, user: str) -> None:
        """None: Discord's apps have no home page."""
        del user

    def mark_read(self, user: str, place: str) -> None:
        """Remember that the person looked at the place."""
        self._looking.mark_read(user, place)

    def form(self, user: str) -> SeenForm | None:
        """The form that is open before the person."""
        return self._forms.seen(user)

    def troubles(self, user: str) -> Sequence[Trouble]:
        """What the platform itself told the person, oldest first."""
        return self._world.screens.troubles(user)

    async def opens_home(self, user: str) -> None:
        """CannotDo: Discord's apps have no home page."""
        del user
        raise CannotDo("An app of Discord has no home page.")

    async def types(self, user: str, place: str, text: str, thread: str = "") -> None:
        """Send a line: a slash command when it starts with one, else a plain message; no `thread` here."""
        if thread:
            raise CannotDo("Threads are not part of the local Discord.")
        await types_line(self._world, user, self._looking.place(user, place), text)

    async def suggests(self, user: str, place: str, text: str) -> Sequence[Suggestion]:
        """Completions of a half-typed command, as Discord offers them."""
        completions = Completions(self._world, user, self._looking.place(user, place))
        return await completions.of(text)

    def shortcuts(self, user: str, place: str) -> Sequence[SeenOption]:
        """The app's message commands there, in the person's language."""
        return offered_on_messages(self._world, user, self._looking.place(user, place))

    async def uses_on_message(self, user: str, message: str, shortcut: str) -> None:
        """Use one of the app's message commands, by its name, from the menu of a message."""
        done = used_on_message(self._world, user, self._looking.message(user, message), shortcut)
        await self._does(done, NOT_RESPONDING)

    async def uses_on_person(self, user: str, place: str, somebody: str, command: str) -> None:
        """Use one of the app's user commands, by its name, from the menu of a person (id or name)."""
        channel = self._looking.place(user, place)
        await self._does(used_on_person(self._world, user, channel, somebody, command), NOT_RESPONDING)

    async def presses(self, user: str, message: str, control: str, value: str = "") -> None:
        """Press a button, or choose `value` (several joined by commas) in a menu."""
        world = self._world
        found = self._looking.message(user, message)
        channel = world.directory.channels[found.channel]
        data = pressed_data(world, self._looking.viewer(user), found, control, value)
        await self._does(Act(COMPONENT, channel.app, user, channel.id, data, found.id), FAILED)

    async def searches(self, user: str, message: str, control: str, text: str) -> Sequence[SeenOption]:
        """CannotDo: no menu of Discord asks the app while one types."""
        del user, message, control, text
        raise CannotDo("Menus of Discord do not ask the app what to offer.")

    async def submits(
        self, user: str, values: Mapping[str, str], files: Mapping[str, Sequence[LocalFile]] | None = None
    ) -> None:
        """Send the open form; unnamed fields keep what they showed. A refusal leaves it open with errors."""
        await self._forms.submits(user, values, files or {})

    async def dismisses(self, user: str) -> None:
        """Close the open form without sending it; the app is not told."""
        self._forms.dismisses(user)

    def watches(self, told: Callable[[], None]) -> Callable[[], None]:
        """Call `told` after every change that a person could see; returns how to stop."""
        return self._world.changes.watch(told)

    async def _does(self, done: Act, unanswered: str) -> None:
        _, in_time = await act(self._world, done)
        if not in_time:
            self._world.screens.troubled(done.user, unanswered)
            self._world.changes.tell()
