"""The reception, with a measure taken of every event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from bot.chat.cards import Option
from bot.chat.events import ActionCall, Call, CommandCall, FormSubmission, Happening, MessageCall
from bot.chat.messenger import Reception
from bot.chat.phrases import Phrases
from bot.chat.replies import Reply
from bot.chat.router import Router, UnknownCommand, UnknownWire
from bot.operations.measures import Measures

# All that nobody declared shares one name: what people typed is not for the measures.
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class MeasuredReception:
    """A `Reception`."""

    within: Reception
    measures: Measures

    @property
    def router(self) -> Router:
        """All routes."""
        return self.within.router

    def phrases(self, call: Call) -> Phrases:
        """The sentences for whoever called."""
        return self.within.phrases(call)

    async def answer(self, call: Call) -> Reply:
        """The reply."""
        with self._measured(call, route_name(self.router, call)):
            return await self.within.answer(call)

    async def suggest(self, call: CommandCall, parameter: str, typed: str) -> Sequence[Option]:
        """Completions."""
        with self._measured(call, "completion"):
            return await self.within.suggest(call, parameter, typed)

    async def notice(self, happening: Happening) -> None:
        """Take note."""
        with self._measured(happening, "happening"):
            await self.within.notice(happening)

    @contextmanager
    def _measured(self, call: Call | Happening, route: str) -> Iterator[None]:
        with self.measures.handlers.labels(call.person.platform, route).time():
            yield


def route_name(router: Router, call: Call) -> str:
    """The route that a call goes to, as it was declared: `command:tasks add`, `form:blocker`."""
    try:
        match call:
            case CommandCall(command=""):
                return f"command:{router.find(call.line)[0].path}"
            case CommandCall():
                return f"command:{call.command}" if call.command in router.commands else UNKNOWN
            case ActionCall():
                return f"action:{router.action(call.action).name}"
            case FormSubmission():
                return f"form:{router.submission(call.form).name}"
            case MessageCall():
                return f"shortcut:{router.shortcut(call.shortcut).name}"
    except (UnknownCommand, UnknownWire):
        return UNKNOWN
