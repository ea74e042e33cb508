"""What a route declares about its answer, which Discord wants to know before there is one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.chat.events import ActionCall, Call, CommandCall, FormSubmission, MessageCall
from bot.chat.phrases import Phrases
from bot.chat.router import Router, UnknownWire

# The sentences for whoever called; in which language may be known better when the reply is there.
Words = Callable[[], Phrases]


@dataclass(frozen=True, slots=True)
class Terms:
    """How a reply is given.

    `private`: only the person sees it. `opens_form`: it may be a form, so it cannot be deferred. `shared`:
    others are in the place; in a direct message every message is private already and can stay.
    """

    private: bool
    opens_form: bool
    shared: bool


def terms(call: Call, router: Router) -> Terms:
    """What the call's route declares, for the place it came from; an unknown route is answered privately."""
    shared = not call.place.direct
    try:
        match call:
            case CommandCall():
                command = router.commands.get(call.command)
                private = command is None or command.private
                return Terms(private and shared, command is not None and command.opens_form, shared)
            case ActionCall():
                action = router.action(call.action)
                return Terms(action.private and shared, action.opens_form, shared)
            case FormSubmission():
                return Terms(router.submission(call.form).private and shared, opens_form=False, shared=shared)
            case MessageCall():
                shortcut = router.shortcut(call.shortcut)
                return Terms(shortcut.private and shared, shortcut.opens_form, shared)
    except UnknownWire:
        return Terms(shared, opens_form=False, shared=shared)
