"""A front desk over a real database with a few small features, and what people do at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import select

from bot.chat.cards import Option, Paragraph, card, in_plain_words
from bot.chat.events import ActionCall, CommandCall, FormSubmission, MessageRef, Person, Place
from bot.chat.forms import Form, TextField
from bot.chat.parameters import Kind, Parameter
from bot.chat.replies import Ask, Correct, Refusal, Replace, Reply, Say, refusal, say
from bot.chat.router import Router
from bot.chat.routes import Action, Command, Route, Submission
from bot.desk import Desk
from bot.language.catalogue import phrases_in
from bot.reception import FrontDesk
from bot.store.engine import Store
from bot.store.models import Change
from bot.store.models import Person as Newcomer
from rubric.load import load_library
from tests.schedule.set_clock import SetClock

ANA = Person("slack", "T0DISTRICT", "U0ANA")
HERE = Place("slack", "T0DISTRICT", "C0TEAM")
MESSAGE = MessageRef("slack", "T0DISTRICT", "C0TEAM", "1.000001")
NOW = datetime(2026, 11, 30, 14, tzinfo=UTC)
FORM = Form("written", "Say more", (TextField("words", "Words", required=True),))


def _write(desk: Desk, what: str) -> int:
    """Store one row; how many there are now."""
    desk.session.add(Change(at=desk.now, who="test", through="test", record="r", record_id="1", what=what))
    desk.session.flush()
    return len(desk.session.scalars(select(Change.id)).all())


def _note(desk: Desk, call: CommandCall) -> Reply:
    return say(f"Note {_write(desk, call.options.get('words', ''))} is *kept*")


def _join(desk: Desk, _call: CommandCall) -> Reply:
    desk.session.add(Newcomer(name="Ben", zone="UTC", locale="en"))
    return say("Ben is in")


def _press(desk: Desk, call: ActionCall) -> Reply:
    return Replace(card(Paragraph(f"Pressed {_write(desk, call.argument)}")))


def _refuse(desk: Desk, _call: CommandCall | ActionCall) -> Reply:
    _write(desk, "refused")
    raise refusal("No, because.")


def _break(desk: Desk, _call: CommandCall | ActionCall) -> Reply:
    _write(desk, "broken")
    raise ZeroDivisionError


def _ask(desk: Desk, _call: CommandCall | ActionCall) -> Reply:
    _write(desk, "asked")
    return Ask(FORM)


def _written(desk: Desk, call: FormSubmission) -> Reply:
    if problems := FORM.check(call.values, desk.t):
        return Correct(FORM.filled(call.values), problems)
    return Say(card(Paragraph(f"Written {_write(desk, call.values['words'])}")))


def _correct(_desk: Desk, _call: CommandCall) -> Reply:
    return Correct(FORM, {"words": "Not so."})


def _reads(desk: Desk, _call: CommandCall | ActionCall) -> Reply:
    return say(f"{len(desk.session.scalars(select(Change.id)).all())} notes")


def _writes_though_it_reads(desk: Desk, _call: CommandCall) -> Reply:
    return say(str(_write(desk, "sneaked in")))


def _suggest(_desk: Desk, _call: CommandCall, typed: str) -> Sequence[Option]:
    if typed == "refused":
        raise Refusal(card())
    if typed == "broken":
        raise ZeroDivisionError
    return (Option("seats", f"{typed}… seats"),)


WORDS = Parameter("words", Kind.TEXT, "What it says", suggest=_suggest)
ROUTES: tuple[Route, ...] = (
    Command("help", _reads, "Help", "/stem help", reads=True),
    Command("note", _note, "Keep a note", '/stem note "new seats"', (WORDS,)),
    Command("join", _join, "Add somebody, who will be greeted", "/stem join"),
    Command("count", _reads, "Count the notes", "/stem count", reads=True),
    Command("sneak", _writes_though_it_reads, "Write in secret", "/stem sneak", reads=True),
    Command("refuse", _refuse, "Refuse", "/stem refuse"),
    Command("break", _break, "Break", "/stem break"),
    Command("ask", _ask, "Ask in a form", "/stem ask", opens_form=True),
    Command("blurt", _ask, "Ask without having said so", "/stem blurt"),
    Command("correct", _correct, "Send back a form that nobody sent", "/stem correct"),
    Action("press", _press, formerly=("push",)),
    Action("look", _reads, reads=True),
    Action("refuse", _refuse),
    Action("break", _break),
    Action("form", _ask, opens_form=True),
    Submission("written", _written),
)


@dataclass
class Counter:
    """The front desk with its store, and how often it said that something was committed."""

    store: Store
    wakes: int = 0
    clock: SetClock = field(default_factory=lambda: SetClock(NOW))

    def __post_init__(self) -> None:
        self.desk = FrontDesk(
            Router(ROUTES), self.store, load_library(), self.clock, phrases_in, self._committed
        )

    async def types(self, line: str, key: str = "slack:1") -> Reply:
        """Ana types behind the command's word."""
        return await self.desk.answer(CommandCall(key, ANA, HERE, "", line))

    async def presses(
        self, wire: str = "press", key: str = "slack:1", argument: str = "7", delivery: str = ""
    ) -> Reply:
        """Ana presses a button, perhaps on a message that a delivery brought."""
        return await self.desk.answer(ActionCall(key, ANA, HERE, wire, argument, MESSAGE, delivery=delivery))

    async def sends(self, words: str, form: str = "written", key: str = "slack:1") -> Reply:
        """Ana sends the form."""
        return await self.desk.answer(FormSubmission(key, ANA, HERE, form, "7", {"words": words}, MESSAGE))

    async def completes(self, parameter: str, typed: str, command: str = "note") -> list[str]:
        """What is offered to Ana while she types."""
        call = CommandCall("slack:1", ANA, HERE, command)
        return [one.label for one in await self.desk.suggest(call, parameter, typed)]

    async def notes(self) -> list[str]:
        """What is stored."""
        return await self.store.read(
            lambda session: list(session.scalars(select(Change.what).order_by(Change.id)))
        )

    def _committed(self) -> None:
        self.wakes += 1


def words_of(reply: Reply) -> str:
    """What an answer says."""
    assert isinstance(reply, Say | Replace)
    return in_plain_words(reply.card)
