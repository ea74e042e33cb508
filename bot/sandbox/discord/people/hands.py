"""What people do and see in the local Discord; the server inherits it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.sandbox.discord.interactions import COMPONENT, FORM
from bot.sandbox.discord.people.acting import Act, act
from bot.sandbox.discord.people.completing import Completions
from bot.sandbox.discord.people.fields import component_of, seen_form, shown_value
from bot.sandbox.discord.people.filling import filled
from bot.sandbox.discord.people.looking import Looking
from bot.sandbox.discord.people.payload import resolved_people
from bot.sandbox.discord.people.pressing import pressed_data
from bot.sandbox.discord.people.typing import types_line
from bot.sandbox.discord.screens import OpenForm
from bot.sandbox.discord.world import World
from bot.sandbox.hands import CannotDo
from bot.sandbox.residents import LocalPerson
from bot.sandbox.seen import SeenForm, SeenMessage, SeenOption, SeenPlace, Suggestion, Trouble

FAILED = "This interaction failed"
FORM_FAILED = "Something went wrong. Try again."


class DiscordHands:
    """The people of the local Discord, each seen through their own account."""

    name = "discord"

    def __init__(self, world: World) -> None:
        self._world = world
        self._looking = Looking(world)

    def people(self, workspace: str) -> Sequence[LocalPerson]:
        """Everyone with an account in a guild, the app left out."""
        return self._world.directory.people(workspace)

    def places(self, user: str) -> Sequence[SeenPlace]:
        """The channels this person is in, then the direct message with the app."""
        return self._looking.places(user)

    def messages(self, user: str, place: str) -> Sequence[SeenMessage]:
        """What the person sees there, oldest first, private answers to them included."""
        return self._looking.messages(user, place)

    def mark_read(self, user: str, place: str) -> None:
        """Remember that the person looked at the place."""
        self._looking.mark_read(user, place)

    def form(self, user: str) -> SeenForm | None:
        """The form that is open before the person."""
        form = self._world.screens.forms.get(user)
        if form is None:
            return None
        guild = self._world.directory.channels[form.channel].guild
        accounts = self._world.directory.residents(guild)
        people = [SeenOption(account.id, account.name) for account in accounts]
        return seen_form(form, self._looking.viewer(user), people)

    def troubles(self, user: str) -> Sequence[Trouble]:
        """What the platform itself told the person, oldest first."""
        return self._world.screens.troubles(user)

    async def types(self, user: str, place: str, text: str) -> None:
        """Send a line: a slash command when it starts with one, else a plain message."""
        await types_line(self._world, user, self._looking.place(user, place), text)

    async def suggests(self, user: str, place: str, text: str) -> Sequence[Suggestion]:
        """Completions of a half-typed command, as Discord offers them."""
        completions = Completions(self._world, user, self._looking.place(user, place))
        return await completions.of(text)

    async def presses(self, user: str, message: str, control: str, value: str = "") -> None:
        """Press a button, or choose `value` (several joined by commas) in a menu."""
        world = self._world
        found = self._looking.message(user, message)
        channel = world.directory.channels[found.channel]
        data = pressed_data(world, channel, found, control, value)
        done = Act(COMPONENT, channel.app, user, channel.id, data, found.id)
        _, in_time = await act(world, done)
        if not in_time:
            self._trouble(user, FAILED)

    async def submits(self, user: str, values: Mapping[str, str]) -> None:
        """Send the open form; unnamed fields keep what they showed. A refusal leaves it open with errors."""
        world = self._world
        form = self._open_form(user)
        shown = _values(form, values)
        channel = world.directory.channels[form.channel]
        sent = filled(world.directory, channel.guild, form.modal, shown)
        world.screens.forms[user] = kept = replace(form, filled=shown, errors=sent.errors)
        world.changes.tell()
        if sent.errors:
            return
        resolved = resolved_people(world, channel, sent.people)
        data = sent.data | ({"resolved": resolved} if resolved else {})
        _, in_time = await act(
            world, Act(FORM, form.app, user, form.channel, data, form.source, form.opened_by)
        )
        if not in_time:
            self._trouble(user, FORM_FAILED)
        elif world.screens.forms.get(user) is kept:
            del world.screens.forms[user]
            world.changes.tell()

    async def dismisses(self, user: str) -> None:
        """Close the open form without sending it; the app is not told."""
        self._open_form(user)
        del self._world.screens.forms[user]
        self._world.changes.tell()

    def watches(self, told: Callable[[], None]) -> Callable[[], None]:
        """Call `told` after every change that a person could see; returns how to stop."""
        return self._world.changes.watch(told)

    def _open_form(self, user: str) -> OpenForm:
        form = self._world.screens.forms.get(user)
        if form is None:
            raise CannotDo(f"No form is open before {user}")
        return form

    def _trouble(self, user: str, words: str) -> None:
        self._world.screens.troubled(user, words)
        self._world.changes.tell()


def _values(form: OpenForm, given: Mapping[str, str]) -> dict[str, str]:
    fields = [field for field in map(component_of, form.modal["components"]) if field is not None]
    shown = {field["custom_id"]: shown_value(field) for field in fields}
    for name in given:
        if name not in shown:
            raise CannotDo(f"The form has no field {name!r}; it has {', '.join(shown)}")
    return shown | dict(form.filled) | dict(given)
