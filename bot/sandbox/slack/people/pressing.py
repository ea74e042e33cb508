"""What a person does with the controls of a message, of the open modal and of the app's home."""

from __future__ import annotations

from dataclasses import replace

from bot.sandbox.hands import CannotDo
from bot.sandbox.slack.delivery import payloads
from bot.sandbox.slack.delivery.courier import Courier
from bot.sandbox.slack.delivery.envelopes import Envelope
from bot.sandbox.slack.delivery.failures import NotDelivered
from bot.sandbox.slack.form_values import slot_of
from bot.sandbox.slack.people.controls import element_called, pressed, remembers
from bot.sandbox.slack.people.troubles import BUTTON_FAILED, NOT_INTERACTIVE, Troubles
from bot.sandbox.slack.people.whereabouts import home_of, post_before
from bot.sandbox.slack.records import Entries, Json, Post, Slot, View
from bot.sandbox.slack.tickets import forget_oldest
from bot.sandbox.slack.town import Town

HOME = "home"


class MessageEntries:
    """What each person has chosen in the menus of messages, as their own client remembers it."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Entries] = {}

    def of(self, user: str, post: Post) -> Entries:
        """What the person chose in this message so far."""
        return self._kept.get((user, post.ts), Entries())

    def keep(self, user: str, post: Post, entries: Entries) -> None:
        """Remember it."""
        self._kept[user, post.ts] = entries
        forget_oldest(self._kept)


class Pressing:
    """Presses of buttons and choices in menus."""

    def __init__(self, town: Town, courier: Courier, troubles: Troubles, entries: MessageEntries) -> None:
        self._town = town
        self._courier = courier
        self._troubles = troubles
        self._entries = entries

    async def presses(self, user: str, message: str, control: str, value: str) -> None:
        """Press a button of a message, of the open modal or of the home, or choose `value` in a menu."""
        payload = self._press(user, message, control, value)
        if not self._town.manifest.interactive:
            self._troubles.tell(user, NOT_INTERACTIVE)
            return
        try:
            await self._courier.ask(home_of(self._town, user), Envelope("interactive", payload))
        except NotDelivered:
            self._troubles.tell(user, BUTTON_FAILED)

    def _press(self, user: str, message: str, control: str, value: str) -> Json:
        view = view_called(self._town, user, message)
        if view is not None:
            return self._press_view(view, control, value)
        workspace, post = home_of(self._town, user), post_before(self._town, user, message)
        block, element = element_called(post.content.blocks, control)
        slot, entries = slot_of(block, element), self._entries.of(user, post)
        action = pressed(block, element, value, entries)
        if remembers(element):
            entries = entries.with_value(slot, value)
            self._entries.keep(user, post, entries)
        return payloads.message_action(self._town, workspace, user, post, entries, action)

    def _press_view(self, view: View, control: str, value: str) -> Json:
        block, element = element_called(view.sent["blocks"], control)
        slot: Slot = slot_of(block, element)
        action = pressed(block, element, value, view.entries)
        if remembers(element):
            view = self._town.modals.keep(replace(view, entries=view.entries.with_value(slot, value)))
        return payloads.view_action(self._town, home_of(self._town, view.user), view, action)


def view_called(town: Town, user: str, message: str) -> View | None:
    """The open modal or the home that this id means; None when it means a message."""
    if message == HOME:
        home = town.modals.homes.get(user)
        if home is None:
            raise CannotDo(f"The app's home is still empty for {user}.")
        return home
    view = town.modals.top(user)
    return view if view is not None and message in {view.id, ""} else None
