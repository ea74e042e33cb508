"""The same words for another person: the card of one who reads the same, with the other's own questions.

A copy is made of the text that is stored of a card: drawing it, checking it or writing it as JSON again
would cost more than all else that is done for a person.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.chat.routes import unwire, wire
from bot.schedule.outbox import CardText
from bot.store.models import Prompt

_OWN = "checkin-"

CardData = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Copies:
    """The text of a card in pieces; between them stand ids of prompts: which ones, counted by their ids."""

    pieces: Sequence[str]
    places: Sequence[int]

    def of(self, asked: Sequence[Prompt]) -> CardText:
        """The same words with the buttons of these prompts, of which nobody has answered one."""
        ids = sorted([prompt.id for prompt in asked])
        text = [self.pieces[0]]
        for place, piece in zip(self.places, self.pieces[1:], strict=True):
            text += (str(ids[place]), piece)
        return CardText("".join(text))


def copies_of(like: CardData, asked: Sequence[Prompt]) -> Copies:
    """Copies of a card that asks about these prompts, for people who are asked as many."""
    # Nobody can have written this mark into the words of the card.
    mark = secrets.token_hex(8)
    ids = sorted(prompt.id for prompt in asked)
    own = {str(id_): f"<{mark}.{place}>" for place, id_ in enumerate(ids)}
    marked = json.dumps({**like, "parts": [_rewired(part, own) for part in like["parts"]]})
    pieces = re.split(rf"<{mark}\.(\d+)>", marked)
    return Copies(pieces[::2], [int(place) for place in pieces[1::2]])


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
