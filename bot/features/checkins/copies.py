"""The same words for another person: the card of one who reads the same, with the other's own questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.chat.cards import Button, Buttons, Card, Menu, Part
from bot.chat.routes import unwire, wire
from bot.store.models import Prompt

_OWN = "checkin-"


def with_buttons_of(like: Card, asked: Sequence[Prompt]) -> Card:
    """The same words with the buttons of other prompts, of which nobody has answered one either."""
    theirs = sorted({int(id_) for part in like.parts for id_ in _prompts_in(part)})
    own = (
        dict(zip(map(str, theirs), map(str, sorted(prompt.id for prompt in asked)), strict=True))
        if theirs
        else {}
    )
    return Card(tuple(_rewired(part, own) for part in like.parts))


def _prompts_in(part: Part) -> Iterator[str]:
    """The ids of the prompts that a part acts on."""
    if isinstance(part, Buttons):
        wires = [button.wire for button in part.buttons if isinstance(button, Button)]
        yield from (unwire(one)[1] for one in wires if one.startswith(_OWN))
    elif isinstance(part, Menu):
        yield unwire(part.wire)[1]
        yield from (id_ for option in part.options if (id_ := unwire(option.id)[1]).isdigit())


def _rewired(part: Part, own: Mapping[str, str]) -> Part:
    if isinstance(part, Buttons):
        buttons = [
            replace(one, wire=_with(one.wire, own))
            if isinstance(one, Button) and one.wire.startswith(_OWN)
            else one
            for one in part.buttons
        ]
        return Buttons(tuple(buttons))
    if isinstance(part, Menu):
        options = tuple(replace(one, id=_with(one.id, own)) for one in part.options)
        return replace(part, wire=_with(part.wire, own), options=options)
    return part


def _with(text: str, own: Mapping[str, str]) -> str:
    name, argument = unwire(text)
    return wire(name, own[argument]) if argument in own else text
