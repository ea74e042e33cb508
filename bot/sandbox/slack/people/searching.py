"""What a person types into a menu whose choices come from the app."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.sandbox.hands import CannotDo
from bot.sandbox.seen import SeenOption
from bot.sandbox.slack.delivery import payloads
from bot.sandbox.slack.delivery.courier import Courier
from bot.sandbox.slack.delivery.envelopes import Envelope
from bot.sandbox.slack.delivery.failures import NotDelivered
from bot.sandbox.slack.form_values import limit_of, slot_of
from bot.sandbox.slack.people.controls import element_called, field_called
from bot.sandbox.slack.people.pressing import MessageEntries, view_called
from bot.sandbox.slack.people.troubles import CHOICES_FAILED, Troubles
from bot.sandbox.slack.people.whereabouts import home_of, post_before
from bot.sandbox.slack.records import Json
from bot.sandbox.slack.shape_check import ShapeCheck
from bot.sandbox.slack.shapes import Many, Shape
from bot.sandbox.slack.sight.controls import SEARCHED, seen_option
from bot.sandbox.slack.town import Town

USUAL_MIN_LENGTH = 3
_ANSWER = Shape({"options": Many("option", 100, 0), "option_groups": Many("option_group", 100, 0)})


class Searching:
    """Asks the app for choices."""

    def __init__(self, town: Town, courier: Courier, troubles: Troubles, entries: MessageEntries) -> None:
        self._town = town
        self._courier = courier
        self._troubles = troubles
        self._entries = entries

    async def searches(self, user: str, message: str, control: str, text: str) -> Sequence[SeenOption]:
        """The app's choices for `text`; none while it is shorter than the menu asks for."""
        block, element, where = self._found(user, message, control)
        if element["type"] not in SEARCHED:
            raise CannotDo(f"The choices of {control!r} do not come from a search.")
        if len(text) < limit_of(element, "min_query_length", USUAL_MIN_LENGTH):
            return ()
        options = await self._asked(user, payloads.suggestion(block, element, text) | where)
        self._remember(user, message, block, element, options)
        return tuple(seen_option(one) for one in options)

    def _found(self, user: str, message: str, control: str) -> tuple[Json, Json, Json]:
        """The menu, and what the payload says of the place where it stands."""
        workspace, view = home_of(self._town, user), view_called(self._town, user, message)
        if view is not None:
            block, element = field_called(view.sent["blocks"], control)
            return block, element, payloads.in_view(workspace, view)
        post = post_before(self._town, user, message)
        block, element = element_called(post.content.blocks, control)
        return block, element, payloads.in_message(workspace, post)

    async def _asked(self, user: str, asked: Json) -> tuple[Json, ...]:
        workspace = home_of(self._town, user)
        payload = payloads.interaction("block_suggestion", workspace, user) | asked
        try:
            answer = await self._courier.ask(workspace, Envelope("interactive", payload, accepts_answer=True))
        except NotDelivered:
            self._troubles.tell(user, CHOICES_FAILED)
            return ()
        check = ShapeCheck()
        check.object(answer, _ANSWER, "")
        if check.problems or not {"options", "option_groups"} & answer.keys():
            self._troubles.tell(user, CHOICES_FAILED)
            return ()
        grouped = [option for group in answer.get("option_groups") or () for option in group["options"]]
        return (*(answer.get("options") or ()), *grouped)

    def _remember(
        self, user: str, message: str, block: Json, element: Json, options: tuple[Json, ...]
    ) -> None:
        """Keep what was offered, so that it can be chosen; the app may have changed the view meanwhile."""
        slot, view = slot_of(block, element), view_called(self._town, user, message)
        if view is not None:
            self._town.modals.keep(replace(view, entries=view.entries.with_offered(slot, options)))
            return
        post = post_before(self._town, user, message)
        self._entries.keep(user, post, self._entries.of(user, post).with_offered(slot, options))
