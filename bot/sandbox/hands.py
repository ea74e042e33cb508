"""What a person can do in either workspace: the page, the JSON API and the tests all go through this."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from bot.sandbox.residents import LocalFile, LocalPerson
from bot.sandbox.seen import SeenForm, SeenMessage, SeenOption, SeenPart, SeenPlace, Suggestion, Trouble


class CannotDo(Exception):  # noqa: N818 - reads as what a person is told
    """The person asked for something that is not on their screen: no such message, button, field, place."""


class Hands(Protocol):
    """One platform's workspaces seen from the people in them.

    `user` is an account id of this platform; `place` an id from `places`. Every act returns when the app
    has acknowledged it or when the platform stopped waiting (3 s; then `troubles` has what the platform
    shows). What the app does after that appears in `messages` when it arrives: callers wait for it.
    """

    name: str

    def people(self, workspace: str) -> Sequence[LocalPerson]:
        """Everyone with an account, the app left out."""

    def places(self, user: str) -> Sequence[SeenPlace]:
        """The channels this person is in, then the direct message with the app."""

    def messages(self, user: str, place: str) -> Sequence[SeenMessage]:
        """What the person sees there, oldest first, private answers to them included."""

    def thread(self, user: str, place: str, message: str) -> Sequence[SeenMessage]:
        """The message and the replies in its thread, oldest first."""

    def home(self, user: str) -> Sequence[SeenPart] | None:
        """The app's home page for this person; None where the platform or the app has none."""

    def mark_read(self, user: str, place: str) -> None:
        """Remember that the person looked at the place."""

    def form(self, user: str) -> SeenForm | None:
        """The form that is open before the person."""

    def troubles(self, user: str) -> Sequence[Trouble]:
        """What the platform itself told the person, oldest first."""

    async def opens_home(self, user: str) -> None:
        """Look at the app's home page; the app is told and may publish it."""

    async def types(self, user: str, place: str, text: str, thread: str = "") -> None:
        """Send a slash command when it starts with one, else a plain message (`thread`: into that thread)."""

    async def suggests(self, user: str, place: str, text: str) -> Sequence[Suggestion]:
        """Completions of a half-typed command, as this platform offers them."""

    async def presses(self, user: str, message: str, control: str, value: str = "") -> None:
        """Press a button, or choose `value` (an option's or a person's id; several by commas) in a menu.

        `message` is the id of a message, of the open form, or "home" for the app's home page.
        """

    def shortcuts(self, user: str, place: str) -> Sequence[SeenOption]:
        """What the app offers in the menu of each message there that everyone sees."""

    async def uses_on_message(self, user: str, message: str, shortcut: str) -> None:
        """Choose one of `shortcuts`, by its id, in the menu of a message."""

    async def searches(self, user: str, message: str, control: str, text: str) -> Sequence[SeenOption]:
        """The app's choices for what was typed into a menu; `message` is "" for a field of the open form."""

    async def submits(
        self, user: str, values: Mapping[str, str], files: Mapping[str, Sequence[LocalFile]] | None = None
    ) -> None:
        """Send the open form with files by field; unnamed fields keep what they showed.

        A refusal leaves it open with errors.
        """

    async def dismisses(self, user: str) -> None:
        """Close the open form without sending it."""

    def watches(self, told: Callable[[], None]) -> Callable[[], None]:
        """Call `told` after every change that a person could see; returns how to stop."""
