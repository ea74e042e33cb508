"""The form with one's own times."""

from __future__ import annotations

from bot.chat.cards import Option
from bot.chat.forms import Form, TextField, TicksField
from bot.chat.phrases import Phrases
from bot.chat.routes import wire
from bot.features.times.wishes import Wish, as_written
from bot.schedule.rule_words import WEEKDAYS


def times(t: Phrases, wish: Wish) -> Form:
    """Time of day, days and quiet hours as they are; empty means as the team has them."""
    written = as_written(wish)
    days = tuple(Option(day.short.lower(), t(name)) for day, name in WEEKDAYS.items())
    return Form(
        wire("times"),
        t("Your times"),
        (
            TextField(
                "at",
                t("Time of day for check-ins"),
                hint=t("Such as 8:30 or 2:15 pm. Empty: as each check-in has it"),
                longest=20,
                value=written["at"],
            ),
            TicksField(
                "days", t("On which days?"), days, t("None ticked: on every day"), value=written["days"]
            ),
            TextField(
                "quiet",
                t("Your quiet hours"),
                hint=t("Such as 18:00-07:00, beside the team's. Empty: only the team's"),
                longest=40,
                value=written["quiet"],
            ),
        ),
        submit=t("Record"),
    )
