"""The form that asks from when until when somebody is away."""

from __future__ import annotations

from bot.chat.forms import DateField, Form
from bot.chat.phrases import Phrases
from bot.chat.routes import wire


def away(t: Phrases) -> Form:
    """The first and the last day."""
    return Form(
        wire("away"),
        t("Away"),
        (
            DateField("until", t("Until which day?"), t("The last day without me"), required=True),
            DateField("from", t("From which day on?"), t("From today if left empty")),
        ),
        submit=t("Record"),
    )
