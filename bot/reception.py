"""Takes every event from a platform through one transaction to its feature, and answers whatever happens."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

import structlog
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from bot import apologies
from bot.chat.cards import Option
from bot.chat.command_line import read_line
from bot.chat.events import ActionCall, Call, CommandCall, FormSubmission, Happening, MessageCall
from bot.chat.messenger import BotAway
from bot.chat.phrases import ENGLISH, Phrases
from bot.chat.replies import Ask, Refusal, Reply, Say
from bot.chat.router import Router, UnknownCommand, UnknownWire
from bot.chat.routes import Command, Route
from bot.desk import Desk, WritesNeeded
from bot.language.tongues import Tongues, followed
from bot.schedule import proof
from bot.schedule.clock_time import Clock
from bot.store import journal
from bot.store.changes import changed_tables
from bot.store.engine import Store, StoreAway
from bot.store.jobs import Joining
from bot.store.models import Person
from bot.store.queries import seats
from bot.vocabulary import vocabulary
from rubric.model import Library

log = structlog.get_logger()

# Tables in which nothing falls due by what an event writes there: the clock's next second is soon enough.
_NEVER_DUE = frozenset({"rating", "answer", "change", "seen_event", "draft"})


def _let_go(_desk: Desk, _happening: Happening) -> None:
    """What nobody waits for."""


@dataclass(frozen=True, slots=True)
class FrontDesk:
    """What the bot does for a platform (`bot.chat.messenger.Reception`)."""

    router: Router
    store: Store
    library: Library
    clock: Clock
    phrases_in: Callable[[str], Phrases]
    after_commit: Callable[[], None]
    tongues: Tongues = field(default_factory=Tongues)
    on_happening: Callable[[Desk, Happening], None] = _let_go

    def phrases(self, call: Call) -> Phrases:
        """The sentences for whoever called, without asking the database."""
        return self.phrases_in(self.tongues.locale(call))

    async def answer(self, call: Call) -> Reply:
        """The reply, after its transaction is committed; raises only `BotAway`."""
        try:
            return await self._run(call)
        except StoreAway as error:
            log.warning("store_away", event_key=call.key)
            raise BotAway from error
        except Refusal as refusal:
            return Say(refusal.card)
        except UnknownCommand as error:
            return Say(apologies.no_such_command(error, self.router, await self._words(call)))
        except UnknownWire:
            return Say(apologies.old_control(await self._words(call)))
        except Exception:  # the outermost edge: whatever broke, the person gets an answer
            reference = secrets.token_hex(4)
            log.exception("feature_failed", reference=reference, event_key=call.key)
            return Say(apologies.failed(reference, self.phrases(call)))

    async def suggest(self, call: CommandCall, parameter: str, typed: str) -> Sequence[Option]:
        """Completions for one parameter of a command that is being typed; none when anything is amiss."""
        try:
            declared = {one.name: one for one in self._declared(call.command).parameters}
            suggest = declared[parameter].suggest if parameter in declared else None
            if suggest is None:
                return ()
            return await self.store.read(
                lambda session: suggest(self._desk(session, call, writes=False), call, typed)
            )
        except (StoreAway, Refusal, UnknownCommand):
            return ()
        except Exception:  # the outermost edge: a person who types goes on typing
            log.exception("suggestion_failed", reference=secrets.token_hex(4), command=call.command)
            return ()

    async def notice(self, happening: Happening) -> None:
        """Let the feature that waits for such things act on it, once; raises only `BotAway`."""
        try:
            await self.store.write(lambda session: self._notice_once(session, happening))
        except StoreAway as error:
            log.warning("store_away", event_key=happening.key)
            raise BotAway from error
        except Exception:  # the outermost edge: nobody waits for an answer
            log.exception("happening_failed", reference=secrets.token_hex(4), event_key=happening.key)
        else:
            self.after_commit()

    def _notice_once(self, session: Session, happening: Happening) -> None:
        if journal.is_new(session, happening.key, self.clock.real()):
            t = self.phrases_in(ENGLISH)
            desk = Desk(session, self.clock.now(), self.library, t, self.phrases_in)
            self.on_happening(desk, happening)

    async def _run(self, call: Call) -> Reply:
        call, route = self._routed(call)
        if getattr(route, "reads", False):
            await proof.accept_apart(self.store, call, self.clock.now())
            with suppress(WritesNeeded):
                return await self.store.read(lambda session: self._handle(session, call, route, writes=False))
        try:
            reply, may_be_due = await self.store.write(
                Joining(lambda session: self._handle_once(session, call, route))
            )
        except Refusal:
            # Nothing of its transaction is kept, and the message stands there all the same.
            await proof.accept_apart(self.store, call, self.clock.now())
            raise
        if may_be_due:
            self.after_commit()
        return reply

    async def _words(self, call: Call) -> Phrases:
        """The sentences for somebody whose event came to no feature."""
        with suppress(StoreAway):
            await self.store.read(lambda session: self._desk(session, call, writes=False))
        return self.phrases(call)

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
            case MessageCall():
                return call, self.router.shortcut(call.shortcut)

    def _declared(self, path: str) -> Command:
        if path not in self.router.commands:
            raise UnknownCommand(path, self.router.nearest(path))
        return self.router.commands[path]

    def _handle_once(self, session: Session, call: Call, route: Route) -> tuple[Reply, bool]:
        """Run the feature unless this very event was handled; then give the stored reply again.

        The second part says whether anything may be due now.
        """
        if (earlier := journal.earlier_reply(session, call.key)) is not None:
            return earlier, False
        proof.accept(session, call, self.clock.now())
        reply = self._handle(session, call, route, writes=True)
        remembered = journal.remember(session, call, reply, self.clock.real())
        return remembered, not changed_tables(session) <= _NEVER_DUE

    def _handle(self, session: Session, call: Call, route: Route, *, writes: bool) -> Reply:
        desk = self._desk(session, call, writes=writes)
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

    def _desk(self, session: Session, call: Call, *, writes: bool) -> Desk:
        who = call.person
        caller = seats.person_of(session, who.platform, who.workspace, who.account)
        locale = _locale_of(caller, call, writes=writes) if caller else call.locale or ENGLISH
        self.tongues.remember(who, locale)
        t = self.phrases_in(locale)
        return Desk(session, self.clock.now(), self.library, t, self.phrases_in, caller, writes)


def _locale_of(caller: Person, call: Call, *, writes: bool) -> str:
    """The person's locale, which follows their app until they choose one."""
    locale = followed(caller.locale, call.locale, chosen=caller.locale_chosen)
    if locale != caller.locale and writes:
        caller.locale = locale
    elif locale != caller.locale:
        # Nothing can be written here, and yet the answer is in the language of the app.
        set_committed_value(caller, "locale", locale)
    return locale
