"""Takes every event from a platform through one transaction to its feature, and answers whatever happens."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import structlog
from sqlalchemy.orm import Session

from bot import apologies
from bot.chat.cards import Option
from bot.chat.command_line import read_line
from bot.chat.events import ActionCall, Call, CommandCall, FormSubmission
from bot.chat.messenger import BotAway
from bot.chat.phrases import Phrases
from bot.chat.replies import Ask, Refusal, Reply, Say
from bot.chat.router import Router, UnknownCommand, UnknownWire
from bot.chat.routes import Command, Route
from bot.desk import Desk
from bot.schedule import proof
from bot.schedule.clock_time import Clock
from bot.store import journal
from bot.store.engine import Store, StoreAway
from bot.vocabulary import vocabulary
from rubric.model import Library

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class FrontDesk:
    """What the bot does for a platform (`bot.chat.messenger.Reception`)."""

    router: Router
    store: Store
    library: Library
    clock: Clock
    phrases_in: Callable[[str], Phrases]
    after_commit: Callable[[], None]

    async def answer(self, call: Call) -> Reply:
        """The reply, after its transaction is committed; raises only `BotAway`."""
        t = self.phrases_in(call.locale)
        try:
            return await self._run(call)
        except StoreAway as error:
            log.warning("store_away", event_key=call.key)
            raise BotAway from error
        except Refusal as refusal:
            return Say(refusal.card)
        except UnknownCommand as error:
            return Say(apologies.no_such_command(error, self.router, t))
        except UnknownWire:
            return Say(apologies.old_control(t))
        except Exception:  # the outermost edge: whatever broke, the person gets an answer
            reference = secrets.token_hex(4)
            log.exception("feature_failed", reference=reference, event_key=call.key)
            return Say(apologies.failed(reference, t))

    async def suggest(self, call: CommandCall, parameter: str, typed: str) -> Sequence[Option]:
        """Completions for one parameter of a command that is being typed; none when anything is amiss."""
        try:
            declared = {one.name: one for one in self._declared(call.command).parameters}
            suggest = declared[parameter].suggest if parameter in declared else None
            if suggest is None:
                return ()
            return await self.store.read(lambda session: suggest(self._desk(session, call), call, typed))
        except (StoreAway, Refusal, UnknownCommand):
            return ()
        except Exception:  # the outermost edge: a person who types goes on typing
            log.exception("suggestion_failed", reference=secrets.token_hex(4), command=call.command)
            return ()

    async def _run(self, call: Call) -> Reply:
        call, route = self._routed(call)
        if getattr(route, "reads", False):
            await proof.accept_apart(self.store, call, self.clock.now())
            return await self.store.read(lambda session: self._handle(session, call, route))
        try:
            reply = await self.store.write(lambda session: self._handle_once(session, call, route))
        except Refusal:
            # Nothing of its transaction is kept, and the message stands there all the same.
            await proof.accept_apart(self.store, call, self.clock.now())
            raise
        self.after_commit()
        return reply

    def _routed(self, call: Call) -> tuple[Call, Route]:
        match call:
            case CommandCall(command=""):
                command, rest = self.router.find(call.line)
                return replace(call, command=command.path, line=rest), command
            case CommandCall():
                return call, self._declared(call.command)
            case ActionCall():
                return call, self.router.action(call.action)
            case FormSubmission():
                return call, self.router.submission(call.form)

    def _declared(self, path: str) -> Command:
        if path not in self.router.commands:
            raise UnknownCommand(path, self.router.nearest(path))
        return self.router.commands[path]

    def _handle_once(self, session: Session, call: Call, route: Route) -> Reply:
        """Run the feature unless this very event was handled; then give the stored reply again."""
        if (earlier := journal.earlier_reply(session, call.key)) is not None:
            return earlier
        proof.accept(session, call, self.clock.now())
        reply = self._handle(session, call, route)
        return journal.remember(session, call, reply, self.clock.real())

    def _handle(self, session: Session, call: Call, route: Route) -> Reply:
        desk = self._desk(session, call)
        if isinstance(call, CommandCall) and call.line:
            knows = vocabulary(self.library, desk.now.date())
            parameters = self.router.commands[call.command].parameters
            if not parameters:
                # It takes nothing more, so the words must have meant something else.
                raise UnknownCommand(f"{call.command} {call.line}", call.command)
            call = replace(call, options={**read_line(call.line, parameters, knows), **call.options})
        run: Callable[[Desk, Any], Reply] = route.run  # the route's own type of call, as `_routed` found it
        reply = run(desk, call)
        if isinstance(reply, Ask) and not getattr(route, "opens_form", False):
            raise TypeError(f"{run} opens a form, which its route does not declare")
        return reply

    def _desk(self, session: Session, call: Call) -> Desk:
        return Desk(session, self.clock.now(), self.library, self.phrases_in(call.locale), self.phrases_in)
