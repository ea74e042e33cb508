"""The form of a goal."""

from __future__ import annotations

from bot.chat.cards import Option
from bot.chat.forms import ChoiceField, DateField, Field, Form, TextField
from bot.chat.limits import OPTIONS
from bot.chat.routes import wire
from bot.desk import Desk, Seat
from bot.features.goals.wanted import STEP_LONGEST, STEPS
from bot.suggestions import indicator_option


def goal(desk: Desk, seat: Seat) -> Form:
    """Which indicator, which level, by when, and the first steps."""
    t, instrument = desk.t, desk.instrument(seat.team)
    levels = tuple(Option(str(each.number), f"{each.number} · {each.name}") for each in instrument.levels)
    steps = TextField("steps", t("First steps, one a line"), "paragraph", longest=STEPS * (STEP_LONGEST + 1))
    return Form(
        wire("goal-set", seat.team.id),
        t("Set a goal"),
        (
            _indicator(desk, seat),
            ChoiceField("level", t("Which level do you aim at?"), levels),
            DateField("by", t("By which day?"), required=True),
            steps,
        ),
        submit=t("Set the goal"),
    )


def _indicator(desk: Desk, seat: Seat) -> Field:
    """A choice while all fit into one, else a line to type the id into."""
    every = desk.instrument(seat.team).indicators
    if len(every) > OPTIONS:
        return TextField(
            "indicator",
            desk.t("Which indicator?"),
            hint=desk.t("Its id, such as {id}", id=every[0].id),
            required=True,
        )
    return ChoiceField("indicator", desk.t("Which indicator?"), tuple(map(indicator_option, every)))
