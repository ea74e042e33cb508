"""The forms of a digest: when it goes, to whom, and with which picture."""

from __future__ import annotations

from bot.chat.cards import Option
from bot.chat.forms import ChoiceField, Field, Form, TextField
from bot.chat.phrases import Phrases
from bot.chat.routes import wire
from bot.features.digest.commands.plans import PICTURES
from bot.features.digest.commands.reading import AT, NAME, PICTURE, RULE, TO, USUAL
from bot.schedule.digest_settings import CHANNELS, LEADERS


def new(t: Phrases, team_id: str) -> Form:
    """A digest of the team that there is not yet."""
    form = Form(wire("digest-plan-add", team_id), t("Add a digest"), _fields(t), submit=t("Add"))
    return form.filled({NAME: "digest", TO: f"{CHANNELS}, {LEADERS}", PICTURE: USUAL})


def change(t: Phrases, schedule_id: int) -> Form:
    """One that there is."""
    return Form(wire("digest-plan-edit", schedule_id), t("Change a digest"), _fields(t), submit=t("Record"))


def _fields(t: Phrases) -> tuple[Field, ...]:
    pictures = tuple(Option(name or USUAL, t(words)) for name, words in PICTURES.items())
    return (
        TextField(NAME, t("Its name"), hint=t("Such as: weekly"), required=True, longest=200),
        TextField(
            RULE,
            t("On which days?"),
            hint=t("weekly on Fri · every 2 weeks on Thu · quarterly on the first Monday · on 2027-01-12"),
            required=True,
        ),
        TextField(AT, t("At what time?"), hint=t("On the team's clock, such as 16:00"), required=True),
        TextField(
            TO, t("To whom?"), hint=t("channels, leaders, partners, webhooks: one or several"), required=True
        ),
        ChoiceField(PICTURE, t("With which picture?"), pictures, value=USUAL),
    )
