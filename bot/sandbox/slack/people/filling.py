"""What a person does with an open modal: sends it, or closes it unsent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.sandbox.hands import CannotDo
from bot.sandbox.residents import LocalFile
from bot.sandbox.slack.delivery import payloads
from bot.sandbox.slack.delivery.acknowledgements import answer_submission
from bot.sandbox.slack.delivery.courier import Courier
from bot.sandbox.slack.delivery.envelopes import Envelope
from bot.sandbox.slack.delivery.failures import NotDelivered
from bot.sandbox.slack.form_values import inputs, slot_of
from bot.sandbox.slack.people.file_fields import with_files
from bot.sandbox.slack.people.form_check import check_possible, field_errors
from bot.sandbox.slack.people.troubles import FORM_NOT_SENT, Troubles
from bot.sandbox.slack.people.whereabouts import choosable, home_of, view_before
from bot.sandbox.slack.records import Json, View
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.town import Town


class Filling:
    """Submissions and dismissals."""

    def __init__(self, town: Town, courier: Courier, troubles: Troubles) -> None:
        self._town = town
        self._courier = courier
        self._troubles = troubles
        town.modals.when_cleared(self._cleared)

    async def submits(
        self, user: str, values: Mapping[str, str], files: Mapping[str, Sequence[LocalFile]]
    ) -> None:
        """Send the open form; unnamed fields keep what they showed. A refusal leaves it open with errors."""
        view = self._filled(user, values, files)
        errors = field_errors(view)
        view = self._town.modals.keep(replace(view, errors=errors))
        self._town.changed()
        if errors:
            return
        workspace = home_of(self._town, user)
        payload = payloads.view_submission(self._town, workspace, view)
        try:
            answer = await self._courier.ask(workspace, Envelope("interactive", payload, accepts_answer=True))
            answer_submission(self._town, view, answer)
        except (NotDelivered, Refused):
            self._troubles.tell(user, FORM_NOT_SENT)

    async def dismisses(self, user: str) -> None:
        """Close the open form without sending it, and with it the whole stack if the app wants that."""
        view = view_before(self._town, user)
        if view.sent.get("clear_on_close"):
            self._town.modals.clear(user)
            self._town.changed()
            return
        self._town.modals.close(view)
        self._town.changed()
        await self._tell_closed(view, cleared=False)

    def _cleared(self, view: View) -> None:
        if view.sent.get("notify_on_close"):
            self._courier.spawn(self._tell_closed(view, cleared=True))

    async def _tell_closed(self, view: View, *, cleared: bool) -> None:
        """The app hears of it if it asked to; nobody waits for what it answers."""
        if not view.sent.get("notify_on_close"):
            return
        workspace = home_of(self._town, view.user)
        payload = payloads.view_closed(workspace, view, cleared=cleared)
        try:
            await self._courier.ask(workspace, Envelope("interactive", payload))
        except NotDelivered:
            return

    def _filled(self, user: str, values: Mapping[str, str], files: Mapping[str, Sequence[LocalFile]]) -> View:
        view, workspace = view_before(self._town, user), home_of(self._town, user)
        blocks: dict[str, Json] = {block["block_id"]: block for block in inputs(view.sent)}
        people, channels = frozenset(workspace.people), frozenset(choosable(workspace, user))
        entries = view.entries
        for field, value in values.items():
            if field not in blocks:
                raise CannotDo(f"The form has no field {field!r}; it has {sorted(blocks)}.")
            check_possible(view, blocks[field], value, people, channels)
            entries = entries.with_value(slot_of(blocks[field], blocks[field]["element"]), value)
        return with_files(self._town, workspace, replace(view, entries=entries), blocks, files)
