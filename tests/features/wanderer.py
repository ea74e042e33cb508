"""Somebody who tries whatever there is: every command, and every button and form that comes of it."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from bot.chat.cards import Button, Buttons, Card, Menu
from bot.chat.events import (
    ActionCall,
    Call,
    CommandCall,
    FormSubmission,
    MessageCall,
    MessageRef,
    Person,
    Place,
)
from bot.chat.forms import ChoiceField, DateField, Field, Form, PersonField, TextField
from bot.chat.messenger import Reception
from bot.chat.replies import Ask, Correct, Reply
from bot.chat.routes import unwire
from bot.chat.text import plain

_EACH = 3
_NOT_SHOWN = {"wire", "id", "value", "address", "kind", "style", "draft", "longest", "required"}


@dataclass
class Wanderer:
    """One person at the front desk. `avoids` are wire ids that would spoil the walk."""

    reception: Reception
    person: Person
    place: Place
    day: str
    somebody: str
    avoids: frozenset[str] = frozenset()
    words: list[str] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    _next: deque[Call] = field(default_factory=deque)

    async def tries_everything(self) -> None:
        """Type every command as its help shows it, alone, and wrongly, use every shortcut, and go on."""
        for command in self.reception.router.commands.values():
            typed = command.example.removeprefix("/stem ")
            for line in (typed, command.path, f"{command.path} zzz"):
                self._next.append(CommandCall(self._key(), self.person, self.place, "", line))
        for shortcut in self.reception.router.shortcuts:
            link, message = "https://example.org/1", self._message()
            self._next.append(MessageCall(self._key(), self.person, self.place, shortcut.name, message, link))
        await self._goes_on()

    async def receives(self, card: Card) -> None:
        """Read a message and press what is on it."""
        self._reads(card)
        await self._goes_on()

    async def _goes_on(self) -> None:
        while self._next:
            self._reads(await self.reception.answer(replace(self._next.popleft(), key=self._key())))

    def _reads(self, what: Reply | Card) -> None:
        self.words += shown(what)
        match what:
            case Ask(form) | Correct(form):
                self._fills(form)
            case Card(parts):
                for part in parts:
                    self._sees(part)
            case _:
                self._reads(what.card)

    def _sees(self, part: object) -> None:
        if isinstance(part, Buttons):
            for button in part.buttons:
                if isinstance(button, Button):
                    self._presses(button.wire)
        elif isinstance(part, Menu):
            for option in part.options:
                self._presses(part.wire, option.id)

    def _presses(self, wire: str, value: str = "") -> None:
        name, argument = unwire(wire)
        if self._may(wire, f"{name} {value}"):
            call = ActionCall(self._key(), self.person, self.place, name, argument, self._message(), value)
            self._next.append(call)

    def _message(self) -> MessageRef:
        return MessageRef(self.place.platform, self.place.workspace, self.place.channel, "1.000001")

    def _fills(self, form: Form) -> None:
        name, argument = unwire(form.wire)
        for values in ({}, {one.id: self._entry(one) for one in form.fields}):
            if self._may(form.wire, f"form {name} {bool(values)}"):
                sent = FormSubmission(self._key(), self.person, self.place, name, argument, values)
                self._next.append(sent)

    def _may(self, wire: str, what: str) -> bool:
        self.done[what] += 1
        return wire not in self.avoids and self.done[what] <= _EACH

    def _entry(self, one: Field) -> str:
        match one:
            case ChoiceField():
                return one.options[0].id if one.options else ""
            case PersonField():
                return self.somebody
            case DateField():
                return self.day
            case TextField(kind="link"):
                return "https://example.org"
            case _:
                return "Nota 1"

    def _key(self) -> str:
        self.done["events"] += 1
        return f"walk:{self.done['events']}"


def shown(what: Any) -> Iterator[str]:
    """Every text of a reply, a card or a form that a person sees."""
    if isinstance(what, str):
        yield plain(what)
        return
    for one in _parts(what):
        yield from shown(one)


def _parts(what: Any) -> Iterable[Any]:
    match what:
        case tuple():
            return what
        case Mapping():
            return what.values()
        case _ if is_dataclass(what):
            return [getattr(what, one.name) for one in fields(what) if one.name not in _NOT_SHOWN]
        case _:
            return ()
