"""The same words for another person: the card of one who reads the same, with the other's own questions.

A copy is made of what is stored of a card: drawing it again, or checking it again, would cost more than all
else that is done for a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.chat.routes import unwire, wire
from bot.store.models import Prompt

_OWN = "checkin-"

CardData = Mapping[str, Any]


def with_buttons_of(like: CardData, asked: Sequence[Prompt]) -> CardData:
    """The same words with the buttons of other prompts, of which nobody has answered one either."""
    theirs = sorted({int(id_) for part in like["parts"] for id_ in _prompts_in(part)})
    if not theirs:
        return like
    own = dict(zip(map(str, theirs), map(str, sorted(prompt.id for prompt in asked)), strict=True))
    return {**like, "parts": [_rewired(part, own) for part in like["parts"]]}


def _prompts_in(part: CardData) -> Iterator[str]:
    """The ids of the prompts that a part acts on."""
    if part["type"] == "buttons":
        wires = [one.get("wire", "") for one in part["buttons"]]
        yield from (unwire(one)[1] for one in wires if one.startswith(_OWN))
    elif part["type"] == "menu":
        yield unwire(part["wire"])[1]
        yield from (id_ for option, *_ in part["options"] if (id_ := unwire(option)[1]).isdigit())


def _rewired(part: CardData, own: Mapping[str, str]) -> CardData:
    if part["type"] == "buttons":
        return {**part, "buttons": [_button(one, own) for one in part["buttons"]]}
    if part["type"] == "menu":
        options = [[_with(option, own), *words] for option, *words in part["options"]]
        return {**part, "wire": _with(part["wire"], own), "options": options}
    return part


def _button(button: CardData, own: Mapping[str, str]) -> CardData:
    acts = button.get("wire", "")
    return {**button, "wire": _with(acts, own)} if acts.startswith(_OWN) else button


def _with(text: str, own: Mapping[str, str]) -> str:
    name, argument = unwire(text)
    return wire(name, own[argument]) if argument in own else text
