"""The two forms of a check-in: more about what moved, and what is in the way."""

from __future__ import annotations

from bot.chat.cards import Option
from bot.chat.forms import ChoiceField, Form, PersonField, TextField
from bot.chat.routes import wire
from bot.chat.text import bold, join
from bot.desk import Desk, Seat
from bot.features.checkins.cards import MOVEMENTS
from bot.store.models import Answer, Prompt

LONGEST = 1500


def more(desk: Desk, seat: Seat, prompt: Prompt, before: Answer | None) -> Form:
    """How it moved, in the person's words, with evidence and what is in the way."""
    t = desk.t
    indicator = desk.instrument(seat.team).indicator(prompt.subject)
    options = tuple(Option(name, t(words)) for name, words in MOVEMENTS.items())
    said = before or Answer(movement="", words="", link="", blocker="")
    return Form(
        wire("checkin-write", prompt.id),
        t("Check-in"),
        (
            ChoiceField("movement", t("How has it moved?"), options, value=said.movement),
            TextField("words", t("What moved?"), "paragraph", longest=LONGEST, value=said.words),
            TextField("link", t("A link that shows it"), "link", t("Optional"), longest=500, value=said.link),
            TextField(
                "blocker", t("Is anything in the way?"), "paragraph", longest=LONGEST, value=said.blocker
            ),
        ),
        (join(" ", [bold(indicator.short_title), f"({indicator.id})"]),),
        t("Record"),
    )


def obstacle(desk: Desk, prompt: Prompt) -> Form:
    """What is in the way, and who could help."""
    t = desk.t
    return Form(
        wire("checkin-blocker", prompt.id),
        t("What is in the way?"),
        (
            TextField("blocker", t("What is in the way?"), "paragraph", required=True, longest=LONGEST),
            PersonField("helper", t("Who could help?"), t("Optional")),
        ),
        submit=t("Record"),
    )
