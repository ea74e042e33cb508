"""What a person does with controls and modals, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.sandbox.hands import CannotDo
from bot.sandbox.slack.delivery import payloads
from bot.sandbox.slack.delivery.acknowledgements import answer_submission
from bot.sandbox.slack.delivery.envelopes import Envelope
from bot.sandbox.slack.delivery.sockets import Sockets
from bot.sandbox.slack.form_values import inputs
from bot.sandbox.slack.people.controls import pressed
from bot.sandbox.slack.people.form_check import check_possible, field_errors
from bot.sandbox.slack.people.troubles import BUTTON_FAILED, FORM_NOT_SENT, Troubles
from bot.sandbox.slack.people.whereabouts import home_of, post_before, view_before
from bot.sandbox.slack.records import Json, View
from bot.sandbox.slack.refusals import NotAnswered, NotConnected, Refused
from bot.sandbox.slack.town import Town


class Interactions:
    """Presses, submissions and dismissals."""

    def __init__(self, town: Town, sockets: Sockets, troubles: Troubles) -> None:
        self._town = town
        self._sockets = sockets
        self._troubles = troubles

    async def presses(self, user: str, message: str, control: str, value: str) -> None:
        """Press a button of a message or of the open modal, or choose `value` in a menu."""
        if await self._send(user, self._press(user, message, control, value)) is None:
            self._troubles.tell(user, BUTTON_FAILED)

    def _press(self, user: str, message: str, control: str, value: str) -> Json:
        workspace, view = home_of(self._town, user), self._town.modals.top(user)
        if view is not None and view.id == message:
            action = pressed(view.sent["blocks"], control, value)
            return payloads.view_action(self._town, workspace, view, action)
        post = post_before(self._town, user, message)
        action = pressed(post.content.blocks, control, value)
        return payloads.message_action(self._town, workspace, user, post, action)

    async def submits(self, user: str, values: Mapping[str, str]) -> None:
        """Send the open form; unnamed fields keep what they showed. A refusal leaves it open with errors."""
        view = self._filled(user, values)
        errors = field_errors(view)
        view = self._town.modals.keep(replace(view, errors=errors))
        self._town.changed()
        if errors:
            return
        payload = payloads.view_submission(self._town, home_of(self._town, user), view)
        answer = await self._send(user, payload)
        try:
            if answer is None:
                self._troubles.tell(user, FORM_NOT_SENT)
            else:
                answer_submission(self._town, view, answer)
        except Refused:
            self._troubles.tell(user, FORM_NOT_SENT)

    async def dismisses(self, user: str) -> None:
        """Close the open form without sending it; the app hears of it if it asked to."""
        view = view_before(self._town, user)
        self._town.modals.close(view)
        self._town.changed()
        if view.sent.get("notify_on_close"):
            await self._send(user, payloads.view_closed(home_of(self._town, user), view))

    def _filled(self, user: str, values: Mapping[str, str]) -> View:
        view = view_before(self._town, user)
        blocks = {block["block_id"]: block for block in inputs(view.sent)}
        people = frozenset(home_of(self._town, user).people)
        for field, value in values.items():
            if field not in blocks:
                raise CannotDo(f"The form has no field {field!r}; it has {sorted(blocks)}.")
            check_possible(blocks[field], value, people)
        return replace(view, entered={**view.entered, **values})

    async def _send(self, user: str, payload: Json) -> Json | None:
        """Send an interaction; None when the app is not there or does not acknowledge in time."""
        envelope = Envelope("interactive", payload, accepts_answer=payload["type"] == "view_submission")
        try:
            return await self._sockets.ask(home_of(self._town, user).app.app_token, envelope)
        except (NotConnected, NotAnswered):
            return None
