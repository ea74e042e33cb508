"""The two forms of a check-in: when and what it asks, and whom, about what and for how long."""

from __future__ import annotations

from bot.chat.cards import Option
from bot.chat.forms import ChoiceField, Form, TextField
from bot.chat.phrases import N_, Phrases
from bot.chat.routes import wire
from bot.features.checkin_plans.values import (
    ABOUT,
    ASKS,
    AT,
    EACH,
    FOR,
    NAME,
    OPEN,
    QUESTION,
    REMINDERS,
    RULE,
)
from bot.schedule.check_in import MOST_PER_PERSON, MOST_REMINDERS, PROGRESS, RATING, REFLECTION
from bot.schedule.check_in import QUESTION as FREE_QUESTION

KINDS = {
    PROGRESS: N_("How indicators move"),
    RATING: N_("Which level indicators are at"),
    REFLECTION: N_("A reflection: what worked, what to try"),
    FREE_QUESTION: N_("A question of your own"),
}


def first(t: Phrases, wire_id: str, title: str, submit: str) -> Form:
    """What it asks and when."""
    kinds = tuple(Option(kind, t(words)) for kind, words in KINDS.items())
    return Form(
        wire_id,
        title,
        (
            TextField(NAME, t("Its name"), hint=t("Such as: weekly"), required=True, longest=200),
            ChoiceField(ASKS, t("What does it ask?"), kinds, value=PROGRESS),
            TextField(
                RULE,
                t("On which days?"),
                hint=t(
                    "weekly on Tue · every 2 weeks on Thu · quarterly on the first Monday · on 2027-01-12"
                ),
                required=True,
            ),
            TextField(
                AT,
                t("At what time?"),
                hint=t("15:00 on each person's clock; “15:00 team” is the same moment for all"),
                required=True,
            ),
            TextField(QUESTION, t("The question"), "paragraph", t("Only for a question of your own")),
        ),
        submit=submit,
    )


def more(t: Phrases, schedule_id: int) -> Form:
    """Whom it asks, about what, how much and for how long."""
    counts = [str(count) for count in range(1, MOST_PER_PERSON + 1)]
    reminders = [str(count) for count in range(MOST_REMINDERS + 1)]
    return Form(
        wire("checkin-plan-more", schedule_id),
        t("Whom and what"),
        (
            TextField(
                FOR, t("Whom does it ask?"), hint=t("everyone, or audiences, or roles: Teachers, Students")
            ),
            TextField(
                ABOUT,
                t("About which indicators?"),
                hint=t("all in turn; focus: what the team has goals for; or ids: EC1.Leaders2, EC2.Leaders1"),
            ),
            ChoiceField(EACH, t("How many for each person?"), tuple(Option(one, one) for one in counts)),
            TextField(OPEN, t("How long is it open?"), hint=t("Such as: 3 days until 17:00")),
            ChoiceField(
                REMINDERS,
                t("How many reminders at most?"),
                tuple(Option(one, one) for one in reminders),
                t("Only to those who have not answered"),
            ),
        ),
        submit=t("Record"),
    )
