"""What a facilitator sees of one check-in, with what can be done about it."""

from __future__ import annotations

from bot.chat.cards import Button, Buttons, Card, Paragraph, Part, SmallPrint, card
from bot.chat.routes import wire
from bot.chat.text import Markup
from bot.desk import Desk, Seat
from bot.features.checkin_plans import words
from bot.store.models import Schedule
from bot.store.queries.roster import DECLARED


def one(desk: Desk, seat: Seat, schedule: Schedule, *said: Markup, small: Markup | None = None) -> Card:
    """What was done, the check-in as it is now, and what else can be done."""
    return card(
        *map(Paragraph, said),
        Paragraph(words.about(desk, seat, schedule)),
        SmallPrint(small) if small else None,
        buttons(desk, schedule),
    )


def buttons(desk: Desk, schedule: Schedule) -> Part | None:
    """What a facilitator can do: one that the installation's file declares is only paused in chat."""
    if schedule.ended_at is not None:
        return None
    t = desk.t
    changes = [
        Button(t("Change"), wire("checkin-plan-edit", schedule.id)),
        Button(t("Whom and what…"), wire("checkin-plan-more", schedule.id)),
    ]
    paused = schedule.paused_at is not None
    return Buttons(
        (
            Button(t("Preview"), wire("checkin-plan-preview", schedule.id)),
            *([] if schedule.managed == DECLARED else changes),
            Button(t("Go on"), wire("checkin-plan-resume", schedule.id))
            if paused
            else Button(t("Pause"), wire("checkin-plan-pause", schedule.id)),
        )
    )
