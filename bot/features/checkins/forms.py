"""The two forms of a check-in: more about what moved, and what is in the way."""

from __future__ import annotations

from bot.chat.cards import Option
from bot.chat.forms import ChoiceField, Form, PersonField, TextField
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, join
from bot.desk import Desk, Seat
from bot.features.checkins.cards import MOVEMENTS
from bot.features.checkins.subject import indicator_of
from bot.store.models import Answer, Prompt, Team
from rubric.model import Indicator

LONGEST = 1500


def more(desk: Desk, seat: Seat, prompt: Prompt, before: Answer | None) -> Form:
    """How it moved, in the person's words, with evidence and what is in the way."""
    t = desk.t
    indicator = indicator_of(desk, seat.team, prompt)
    options = tuple(Option(name, t(words)) for name, words in MOVEMENTS.items())
    said = before or Answer(movement="", words="", link="", blocker="")
    return Form(
        wire("checkin-write", prompt.id),
        t("Check-in"),
        (
            ChoiceField("movement", t("How has it moved?"), options, value=said.movement),
            TextField("words", t("What moved?"), "paragraph", longest=LONGEST, value=said.words),
            TextField("link", t("A link that shows it"), "link", longest=500, value=said.link),
            TextField(
                "blocker",
                t("Is anything in the way?"),
                "paragraph",
                t("Your facilitator and leaders read this; leaders see no name"),
                longest=LONGEST,
                value=said.blocker,
            ),
        ),
        (_about(indicator),),
        t("Record"),
    )


def obstacle(desk: Desk, prompt: Prompt) -> Form:
    """What is in the way, and who could help."""
    t = desk.t
    team = desk.session.get_one(Team, prompt.team_id)
    return Form(
        wire("checkin-blocker", prompt.id),
        t("Check-in"),
        (
            TextField(
                "blocker",
                t("What is in the way?"),
                "paragraph",
                t("Your facilitator and leaders read this; leaders see no name"),
                required=True,
                longest=LONGEST,
            ),
            PersonField("helper", t("Who could help?"), t("Only your facilitator sees this name")),
        ),
        (_about(indicator_of(desk, team, prompt)),),
        submit=t("Record"),
    )


def _about(indicator: Indicator) -> Markup:
    return join(" ", [bold(indicator.short_title), f"({indicator.id})"])
