"""Pauses a check-in, lets it go on, ends it. A declared one can be paused too: a pause is not declared."""

from __future__ import annotations

from bot.chat.cards import Card, Paragraph, card
from bot.chat.events import ActionCall, Call, CommandCall
from bot.chat.replies import Replace, Reply, Say, refusal
from bot.desk import Desk, Seat
from bot.features.checkin_plans import cards, finding
from bot.features.checkin_plans.values import NAME
from bot.permissions import Act
from bot.schedule.outlook import Forecast
from bot.store.models import Schedule


class States:
    """The handlers; the forecast finds the next day of what goes on."""

    def __init__(self, forecast: Forecast) -> None:
        self._forecast = forecast

    def pause(self, desk: Desk, call: CommandCall) -> Reply:
        """Pause one by its name."""
        seat = desk.allowed(call, Act.RUN_CHECK_INS)
        schedule = finding.named(desk, seat, call.options.get(NAME, ""), "pause")
        return Say(_paused(desk, seat, call, schedule))

    def pause_pressed(self, desk: Desk, call: ActionCall) -> Reply:
        """Pause was pressed."""
        return Replace(_paused(desk, *_whose(desk, call)))

    def resume(self, desk: Desk, call: CommandCall) -> Reply:
        """Let one go on by its name."""
        seat = desk.allowed(call, Act.RUN_CHECK_INS)
        schedule = finding.named(desk, seat, call.options.get(NAME, ""), "resume")
        return Say(self._resumed(desk, seat, call, schedule))

    def resume_pressed(self, desk: Desk, call: ActionCall) -> Reply:
        """Go on was pressed."""
        return Replace(self._resumed(desk, *_whose(desk, call)))

    def end(self, desk: Desk, call: CommandCall) -> Reply:
        """End one for good; what was said in it stays."""
        seat = desk.allowed(call, Act.RUN_CHECK_INS)
        if not call.options.get(NAME):
            raise refusal(desk.t("Say which one. Try: `{example}`", example="/stem checkins end weekly"))
        schedule = finding.named(desk, seat, call.options[NAME], "end")
        finding.refuse_declared(desk, schedule)
        schedule.ended_at, schedule.next_day, schedule.next_due_at = desk.now, None, None
        desk.note_change(seat, call, "schedule", schedule.id, f"ended: {schedule.slot}")
        return Say(
            card(
                Paragraph(
                    desk.t(
                        "{name} has ended: it asks nobody any more. What it asked already stays open until "
                        "it closes, and what was said stays on record.",
                        name=schedule.title,
                    )
                )
            )
        )

    def _resumed(self, desk: Desk, seat: Seat, call: Call, schedule: Schedule) -> Card:
        if schedule.paused_at is None:
            return cards.one(desk, seat, schedule, desk.t("It is not paused."))
        schedule.paused_at = None
        self._forecast.plan(desk, schedule)
        desk.note_change(seat, call, "schedule", schedule.id, f"resumed: {schedule.slot}")
        left_out = desk.t("What was due in the pause is left out.")
        return cards.one(desk, seat, schedule, desk.t("It goes on."), small=left_out)


def _paused(desk: Desk, seat: Seat, call: Call, schedule: Schedule) -> Card:
    if schedule.paused_at is not None:
        return cards.one(desk, seat, schedule, desk.t("It is paused already."))
    schedule.paused_at = desk.now
    desk.note_change(seat, call, "schedule", schedule.id, f"paused: {schedule.slot}")
    return cards.one(
        desk,
        seat,
        schedule,
        desk.t(
            "Paused. It asks nobody until you let it go on: `/stem checkins resume {slot}`",
            slot=schedule.slot,
        ),
        small=desk.t("What it asked already stays open until it closes."),
    )


def _whose(desk: Desk, call: ActionCall) -> tuple[Seat, ActionCall, Schedule]:
    seat, schedule = finding.of_call(desk, call)
    return seat, call, schedule
