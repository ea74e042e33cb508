"""The app's shortcuts in the menu of a message."""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox.hands import CannotDo
from bot.sandbox.seen import SeenOption
from bot.sandbox.slack.delivery import payloads
from bot.sandbox.slack.delivery.courier import Courier
from bot.sandbox.slack.delivery.envelopes import Envelope
from bot.sandbox.slack.delivery.failures import NotDelivered
from bot.sandbox.slack.manifest_shortcuts import Shortcut
from bot.sandbox.slack.people.troubles import NOT_INTERACTIVE, SHORTCUT_FAILED, Troubles
from bot.sandbox.slack.people.whereabouts import home_of, post_before
from bot.sandbox.slack.town import Town


class Shortcuts:
    """What the manifest offers on messages, in use."""

    def __init__(self, town: Town, courier: Courier, troubles: Troubles) -> None:
        self._town = town
        self._courier = courier
        self._troubles = troubles

    def offered(self) -> Sequence[SeenOption]:
        """The shortcuts by their names; none is known of an app that was given everything."""
        return [SeenOption(one.name, one.name) for one in self._town.manifest.on_messages or ()]

    async def uses(self, user: str, message: str, name: str) -> None:
        """Choose one in a message's menu; CannotDo for a name that is not there."""
        workspace, post = home_of(self._town, user), post_before(self._town, user, message)
        if post.only_for:
            raise CannotDo("A message that only one person sees has no shortcuts.")
        payload = payloads.shortcut(self._town, workspace, user, post, self._named(name).callback_id)
        if not self._town.manifest.interactive:
            self._troubles.tell(user, NOT_INTERACTIVE)
            return
        try:
            await self._courier.ask(workspace, Envelope("interactive", payload))
        except NotDelivered:
            self._troubles.tell(user, SHORTCUT_FAILED)

    def _named(self, name: str) -> Shortcut:
        known = self._town.manifest.on_messages
        if known is None:
            return Shortcut(name, name)
        for one in known:
            if one.name == name:
                return one
        names = ", ".join(one.name for one in known) or "none"
        raise CannotDo(f"There is no shortcut {name!r} in this menu; there is {names}.")
